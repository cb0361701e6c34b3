//! The way to a server that stands for AWS in tests of the adapters.

use axum::Router;

/// Serves these pages, and gives what an SDK client needs to ask them: each call once, with keys that mean nothing.
pub(super) async fn served(pages: Router) -> aws_config::SdkConfig {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, pages).await });
    let credentials = aws_credential_types::Credentials::new("a", "b", None, None, "test");
    aws_config::SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(aws_config::Region::new("ap-south-1"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .retry_config(aws_config::retry::RetryConfig::disabled())
        .endpoint_url(format!("http://{address}"))
        .credentials_provider(aws_credential_types::provider::SharedCredentialsProvider::new(
            credentials,
        ))
        .build()
}
