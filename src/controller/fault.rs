//! From an error of the API server to a [`Fault`].

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};

/// What an error of `action` (such as `create configmaps`) means. The API server is our own ground: what it refuses is an
/// error in our rights or our objects; everything else passes.
pub fn kube_fault(action: &str, error: &kube::Error) -> Fault {
    let (class, code) = match error {
        kube::Error::Api(status) if status.is_forbidden() => (Class::UserFixable, ErrorCode::AccessDenied),
        kube::Error::Api(status) if status.is_invalid() => (Class::Terminal, ErrorCode::Internal),
        _ => (Class::Transient, ErrorCode::Internal),
    };
    let reason = match error {
        kube::Error::Api(status) => status.message.clone(),
        other => other.to_string(),
    };
    Fault {
        class,
        code,
        reason,
        action: Some(action.to_owned()),
    }
}
