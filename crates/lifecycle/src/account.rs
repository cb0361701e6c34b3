//! Who may use an account, and what the account's own status says.

use std::collections::BTreeMap;
use std::fmt;

use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use cloudwhisper_api::cloud_account::{CloudAccount, CloudAccountSpec, CloudAccountStatus};
use cloudwhisper_api::condition::{READY, event, reason};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use crate::fault::{Class, Fault};
use crate::root_cause::for_people;
use crate::status::{self, Stamp, Standing};
use crate::step::{Note, NoteKind};
use crate::words;

/// `status.lastCheck` moves at most this often: each write of a status leads to another pass.
const CHECK_AGE: SignedDuration = SignedDuration::from_mins(30);

/// How the actions begin by which a role is assumed, with keys or with a token.
const ASSUME_ROLE: &str = "sts:AssumeRole";

/// Why a request may not use an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAllowed {
    /// The account is not for this namespace.
    Namespace(String),
    /// The account is not for this region.
    Region(String),
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Namespace(name) => write!(f, "the account is not for the namespace {name}"),
            Self::Region(name) => write!(f, "the account is not for the region {name}"),
        }
    }
}

impl std::error::Error for NotAllowed {}

/// Whether requests of this namespace may use the account in this region.
///
/// # Errors
/// What is not allowed.
pub fn allows(
    account: &CloudAccount,
    namespace: &str,
    labels: &BTreeMap<String, String>,
    region: &str,
) -> Result<(), NotAllowed> {
    if !allows_namespace(account, namespace, labels) {
        return Err(NotAllowed::Namespace(namespace.to_owned()));
    }
    if !allows_region(account, region) {
        return Err(NotAllowed::Region(region.to_owned()));
    }
    Ok(())
}

/// A namespace that either the names or the selector allow is allowed; neither: none is.
pub(crate) fn allows_namespace(
    account: &CloudAccount,
    namespace: &str,
    labels: &BTreeMap<String, String>,
) -> bool {
    let allowed = &account.spec.allowed_namespaces;
    allowed.names.iter().any(|name| name == namespace)
        || allowed
            .selector
            .as_ref()
            .is_some_and(|selector| selects(selector, labels))
}

/// The regions that requests may use. None named: the default region only.
pub(crate) fn regions(account: &CloudAccount) -> &[String] {
    let spec = &account.spec;
    match spec.allowed_regions.as_slice() {
        [] => std::slice::from_ref(&spec.default_region),
        regions => regions,
    }
}

pub(crate) fn allows_region(account: &CloudAccount, region: &str) -> bool {
    regions(account).iter().any(|allowed| allowed == region)
}

/// Kubernetes' own rules: every label and every expression has to fit. An operator that we don't know fits nothing.
fn selects(selector: &LabelSelector, labels: &BTreeMap<String, String>) -> bool {
    let by_label = selector
        .match_labels
        .iter()
        .flatten()
        .all(|(key, value)| labels.get(key) == Some(value));
    let by_expression = selector.match_expressions.iter().flatten().all(|expression| {
        let value = labels.get(&expression.key);
        let is_listed = |value: &String| expression.values.iter().flatten().any(|listed| listed == value);
        match expression.operator.as_str() {
            "In" => value.is_some_and(is_listed),
            "NotIn" => !value.is_some_and(is_listed),
            "Exists" => value.is_some(),
            "DoesNotExist" => value.is_none(),
            _ => false,
        }
    });
    by_label && by_expression
}

/// What AWS said when it was asked who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityFact {
    /// The credentials work.
    Valid {
        /// Who we are.
        arn: String,
        /// The account that we are in.
        account_id: String,
    },
    /// They don't, or AWS could not say.
    Unknown(Fault),
}

/// One pass over an account.
#[derive(Debug)]
pub struct AccountDecision {
    /// The whole status.
    pub status: CloudAccountStatus,
    /// What to tell.
    pub notes: Vec<Note>,
    /// Look again with growing waits.
    pub retry: bool,
    /// Whether requests may use the account.
    pub usable: bool,
}

/// The status of an account. In English: it has no prompt, and its readers are platform teams.
pub fn decide_account(account: &CloudAccount, identity: &IdentityFact, now: Timestamp) -> AccountDecision {
    let previous = account.status.clone().unwrap_or_default();
    let was_ready = status::get(&previous.conditions, READY).is_some_and(|ready| {
        ready.status == "True" && ready.observed_generation == account.metadata.generation
    });
    let (standing, reason, message, retry) = match (foreign_role(&account.spec), identity) {
        (Some(message), _) => (Standing::Stalled, reason::ACCOUNT_MISMATCH, message, false),
        (None, IdentityFact::Valid { account_id, .. }) if *account_id != account.spec.account_id => {
            let message = format!(
                "The credentials are of another account than {}: correct spec.credentials or spec.accountId.",
                account.spec.account_id
            );
            (Standing::Stalled, reason::ACCOUNT_MISMATCH, message, false)
        }
        (None, IdentityFact::Valid { .. }) => {
            let message = format!(
                "AWS takes the credentials, and they are of account {}.",
                account.spec.account_id
            );
            (Standing::Ready, reason::CREDENTIALS_VALID, message, false)
        }
        (None, IdentityFact::Unknown(fault)) => {
            let (standing, reason, retry) = unknown(fault, was_ready);
            (standing, reason, message(fault, &account.spec), retry)
        }
    };
    let mut status = previous.clone();
    let stamp = Stamp {
        generation: account.metadata.generation.unwrap_or_default(),
        now,
    };
    status.observed_generation = stamp.generation;
    let requested = account
        .metadata
        .annotations
        .as_ref()
        .and_then(|all| all.get(RECONCILE_REQUESTED_AT))
        .cloned();
    let is_asked = requested.is_some() && requested != previous.last_handled_reconcile_at;
    status.last_handled_reconcile_at = requested.or(previous.last_handled_reconcile_at.clone());
    status::stand(&mut status.conditions, stamp, standing, reason, &message);
    status::sort(&mut status.conditions);
    status.identity_arn = match identity {
        IdentityFact::Valid { arn, .. } => Some(arn.clone()),
        IdentityFact::Unknown(_) => previous
            .identity_arn
            .clone()
            .filter(|_| standing == Standing::Ready),
    };
    let is_old = previous
        .last_check
        .is_none_or(|last| duration_since(last, now) >= CHECK_AGE);
    let before = CloudAccountStatus {
        last_check: None,
        ..previous.clone()
    };
    if is_old
        || is_asked
        || before
            != (CloudAccountStatus {
                last_check: None,
                ..status.clone()
            })
    {
        status.last_check = Some(now);
    }
    let notes = if status::reason_of(&previous.conditions, READY) == Some(reason) {
        Vec::new()
    } else {
        vec![status::note(standing, reason, message)]
    };
    AccountDecision {
        usable: standing == Standing::Ready,
        status,
        notes,
        retry,
    }
}

fn duration_since(earlier: Timestamp, now: Timestamp) -> SignedDuration {
    now.duration_since(earlier)
}

/// An account that worked is still taken to work while AWS can't be reached; with another spec it is another account.
fn unknown(fault: &Fault, was_ready: bool) -> (Standing, &'static str, bool) {
    match fault.class {
        Class::Transient if was_ready => (Standing::Ready, reason::AWS_UNAVAILABLE, true),
        Class::Transient => (Standing::Reconciling, reason::AWS_UNAVAILABLE, true),
        Class::Terminal | Class::UserFixable if is_role_refused(fault) => {
            (Standing::Stalled, reason::ROLE_NOT_ASSUMED, false)
        }
        Class::Terminal | Class::UserFixable => (Standing::Stalled, reason::CREDENTIALS_INVALID, false),
    }
}

/// A role that leads elsewhere, or is none: the API server refuses it in a spec that is written, not in one that was there before.
fn foreign_role(account: &CloudAccountSpec) -> Option<String> {
    let id = &account.account_id;
    let assumed = account
        .credentials
        .assume_role
        .as_ref()
        .map(|role| ("spec.credentials.assumeRole.arn", &role.arn));
    let deploying = account
        .deploy_role_arn
        .as_ref()
        .map(|arn| ("spec.deployRoleArn", arn));
    let (field, _) = assumed
        .into_iter()
        .chain(deploying)
        .find(|(_, arn)| account_of_role(arn) != Some(id))?;
    Some(format!(
        "{field} is no role of account {id}: give a role of that account, as arn:aws:iam::{id}:role/NAME."
    ))
}

/// The account in `arn:PARTITION:iam::ACCOUNT:role/NAME`.
fn account_of_role(arn: &str) -> Option<&str> {
    let mut parts = arn.strip_prefix("arn:")?.splitn(5, ':');
    let (_partition, service, region) = (parts.next()?, parts.next()?, parts.next()?);
    let (account, role) = (parts.next()?, parts.next()?.strip_prefix("role/")?);
    (service == "iam" && region.is_empty() && !role.is_empty()).then_some(account)
}

/// Whether it was the role that AWS refused, and not what is done with it.
fn is_role_refused(fault: &Fault) -> bool {
    let assuming = fault
        .action
        .as_deref()
        .is_some_and(|action| action.starts_with(ASSUME_ROLE));
    assuming && fault.code == ErrorCode::AccessDenied
}

/// What has to be looked at where AWS refuses a role: it says that it does, and not why.
fn role_refused(fault: &Fault, account: &CloudAccountSpec) -> String {
    let said = for_people(&fault.reason);
    let by_keys = fault.action.as_deref() == Some(ASSUME_ROLE);
    let Some(role) = account.credentials.assume_role.as_ref().filter(|_| by_keys) else {
        return format!(
            "AWS does not let the operator take the role of its own identity: {said} Check the trust policy of the role that its \
             ServiceAccount is bound to."
        );
    };
    let whose = if account.credentials.secret_ref.is_some() {
        "the owner of the keys in spec.credentials.secretRef"
    } else {
        "the operator's own identity"
    };
    let external_id = if role.external_id.is_some() {
        "its condition sts:ExternalId has to be the externalId of this account"
    } else {
        "it must not ask for an external id, since this account names none"
    };
    let (actions, tags) = if role.tags.is_empty() {
        ("sts:AssumeRole", "")
    } else {
        (
            "sts:AssumeRole and sts:TagSession",
            ", and take the tags of this account where it asks for some",
        )
    };
    format!(
        "AWS does not let the operator assume the role of spec.credentials.assumeRole: {said} Check that its trust policy allows {actions} \
         to {whose}{tags}; {external_id}; and that {whose} may call {actions} on it. It is tried again within a minute."
    )
}

fn message(fault: &Fault, account: &CloudAccountSpec) -> String {
    if fault.class != Class::Transient && is_role_refused(fault) {
        return role_refused(fault, account);
    }
    let error = words::fault::error(fault, Language::English);
    match (fault.class, fault.code) {
        (Class::Transient, _) => format!("{} {}", error.message, error.details),
        (Class::Terminal | Class::UserFixable, ErrorCode::AccessDenied) => {
            let action = fault
                .action
                .as_deref()
                .map_or_else(|| "this".to_owned(), for_people);
            format!(
                "AWS does not allow {action}: {} Correct the role's trust policy or rights, or spec.credentials.",
                for_people(&fault.reason)
            )
        }
        (Class::Terminal | Class::UserFixable, _) => {
            format!(
                "AWS does not take the credentials: {} Correct spec.credentials.",
                for_people(&fault.reason)
            )
        }
    }
}

/// What the owner of an account is told when the queue of a region can't be received from. Nothing hangs on it but time.
pub fn stack_events_unavailable(region: &str, fault: &Fault) -> Note {
    Note {
        kind: NoteKind::Warning,
        reason: event::STACK_EVENTS_UNAVAILABLE,
        message: format!(
            "Stack events of {region} can't be received: {} CloudFormation is asked instead, and the queue is tried again every minute. Check \
             the queue's URL in spec.stackEvents, and that the account's credentials may sqs:ReceiveMessage and sqs:DeleteMessage on it.",
            for_people(&fault.reason)
        ),
    }
}
