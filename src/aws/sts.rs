//! AWS STS: who we are, and who we may become.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sdk_sts::Client;
use aws_sdk_sts::types::Tag;
use cloudwhisper_api::cloud_account::AssumeRole;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};

use super::fault::fault;

/// Name of sessions where the account says no other.
const SESSION_NAME: &str = "cloudwhisper";
const ASSUME_ROLE: &str = "sts:AssumeRole";

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

/// Credentials of a role, for as long as AWS gives them (an hour). Written by hand, since the SDK's provider takes no transitive tag keys
/// (aws-config 1.13) and keeps AWS's own words to itself.
///
/// # Errors
/// When AWS refuses the role to us or can't be reached.
pub(super) async fn assume_role(client: &Client, role: &AssumeRole) -> Result<Credentials, Fault> {
    let AssumeRole {
        arn,
        external_id,
        session_name,
        tags,
        transitive_tag_keys,
    } = role;
    let tags: Result<Vec<_>, _> = tags
        .iter()
        .map(|tag| Tag::builder().key(&tag.key).value(&tag.value).build())
        .collect();
    let tags = tags.map_err(|error| unusable(error.to_string()))?;
    let answer = client
        .assume_role()
        .role_arn(arn)
        .set_external_id(external_id.clone())
        .role_session_name(session_name.as_deref().unwrap_or(SESSION_NAME))
        .set_tags((!tags.is_empty()).then_some(tags))
        .set_transitive_tag_keys((!transitive_tag_keys.is_empty()).then(|| transitive_tag_keys.clone()))
        .send()
        .await
        .map_err(|error| fault(ASSUME_ROLE, &error))?;
    let given = answer
        .credentials
        .ok_or_else(|| unusable("AWS gave no credentials".to_owned()))?;
    let end = SystemTime::try_from(given.expiration).map_err(|error| unusable(error.to_string()))?;
    Ok(Credentials::new(
        given.access_key_id,
        given.secret_access_key,
        Some(given.session_token),
        Some(end),
        "AssumeRole",
    ))
}

fn unusable(reason: String) -> Fault {
    Fault {
        class: Class::UserFixable,
        code: ErrorCode::CredentialsInvalid,
        reason,
        action: Some(ASSUME_ROLE.to_owned()),
    }
}
