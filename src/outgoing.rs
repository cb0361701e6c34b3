//! Connections to others' servers: what they have in common, whoever is asked and whatever for. Here: TLS by ring, the one provider that is
//! linked; what began an error on the way; what an unset setting is. Not here: how long anybody waits.

use std::error::Error;

use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

/// For clients of the AWS SDK.
pub(crate) fn aws_http() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https()
}

/// For everybody else.
pub(crate) fn http() -> reqwest::ClientBuilder {
    // Whoever was first has installed the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}

/// A setting that says something: an empty one, as an unset variable of a chart leaves it, is none.
pub(crate) fn given(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.trim().is_empty())
}

/// What began it, without everything that followed from it.
pub(crate) fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
