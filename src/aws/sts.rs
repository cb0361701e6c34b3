//! AWS STS: who we are.

use aws_sdk_sts::Client;
use cloudwhisper_lifecycle::Fault;

use super::fault::fault;

/// Who AWS says that we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// ARN of the user or assumed role.
    pub arn: String,
    /// Account id.
    pub account_id: String,
}

/// Asks `GetCallerIdentity`, which needs no permission.
///
/// # Errors
/// When the credentials don't work or AWS can't be reached.
pub async fn caller_identity(client: &Client) -> Result<Identity, Fault> {
    let answer = client
        .get_caller_identity()
        .send()
        .await
        .map_err(|error| fault("sts:GetCallerIdentity", &error))?;
    Ok(Identity {
        arn: answer.arn().unwrap_or_default().to_owned(),
        account_id: answer.account().unwrap_or_default().to_owned(),
    })
}
