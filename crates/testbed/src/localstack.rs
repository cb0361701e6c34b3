//! An AWS of our own: LocalStack, without containers and without a network.

use crate::{
    AWS_ENDPOINT,
    eventually::within,
    http::http,
    keeper::{Keeper, free_ports, is_taken_port},
    programs,
};
use anyhow::{Result, bail};
use std::{path::Path, time::Duration};

/// Replaces what LocalStack would fetch or listen on otherwise.
const LAUNCHER: &str = include_str!("../localstack/launcher.py");

/// Imported by the launcher, from its folder.
const MODULES: [(&str, &str); 5] = [
    ("closer_to_aws.py", include_str!("../localstack/closer_to_aws.py")),
    (
        "made_up_resources.py",
        include_str!("../localstack/made_up_resources.py"),
    ),
    (
        "made_up_values.py",
        include_str!("../localstack/made_up_values.py"),
    ),
    (
        "mended_providers.py",
        include_str!("../localstack/mended_providers.py"),
    ),
    (
        "resource_schemas.py",
        include_str!("../localstack/resource_schemas.py"),
    ),
];

/// It takes 2 s on an idle machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// Tries, should somebody take the port before LocalStack does.
const TRIES: usize = 3;

/// A running LocalStack; it ends when this is dropped, or when this process ends in whatever way.
pub struct LocalStack {
    endpoint: String,
    keeper: Keeper,
}

impl LocalStack {
    /// Starts one and returns when it answers, about 2 s later. Services load when they are first asked for: the first call to
    /// CloudFormation takes another 1 to 3 s.
    ///
    /// # Errors
    /// If `make testbed` has not been run, or it does not come up; then with the end of its log.
    pub async fn start() -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::try_start().await {
                Err(error) if is_taken_port(&error) && tries < TRIES => tries += 1,
                settled => return settled,
            }
        }
    }

    async fn try_start() -> Result<Self> {
        let python = programs::program("localstack", "python")?;
        let cfn_lint = programs::program("cfn-lint", "cfn-lint")?;
        let mut keeper = Keeper::start("localstack")?;
        let [port] = free_ports()?;
        let launcher = keeper.write("launcher.py", LAUNCHER)?;
        for (name, module) in MODULES {
            keeper.write(name, module)?;
        }
        let argv = [python.display().to_string(), launcher.display().to_string()];
        let folder = keeper.folder().display().to_string();
        let env = [
            ("GATEWAY_LISTEN", format!("127.0.0.1:{port}")),
            // In the URLs that it hands out; its default, localhost.localstack.cloud, would be looked up in the DNS.
            ("LOCALSTACK_HOST", format!("localhost:{port}")),
            ("FILESYSTEM_ROOT", folder.clone()),
            ("CONFIG_DIR", folder.clone()),
            ("LOCALSTACK_VOLUME_DIR", folder),
            // "Not in a container", even if we are in one: else it writes to /var/lib/localstack and /etc/localstack.
            ("OVERRIDE_IN_DOCKER", "0".to_owned()),
            ("DNS_ADDRESS", "0".to_owned()),
            ("SKIP_SSL_CERT_DOWNLOAD", "1".to_owned()),
            ("DISABLE_EVENTS", "1".to_owned()),
            // Where resource_schemas.py finds CloudFormation's schemas.
            ("CFN_LINT", cfn_lint.display().to_string()),
        ];
        keeper.run("localstack", &argv, &env)?;
        let endpoint = format!("http://127.0.0.1:{port}");
        let health = format!("{endpoint}/_localstack/health");
        keeper
            .unless_ended(
                "LocalStack",
                within(PATIENCE, "/_localstack/health", || is_healthy(&health)),
            )
            .await?;
        Ok(Self { endpoint, keeper })
    }

    /// Names and process ids of what runs.
    pub fn pids(&self) -> Vec<(String, u32)> {
        self.keeper.pids()
    }

    /// Folder with its log and data. It goes when LocalStack ends, unless `CLOUDWHISPER_TESTBED_KEEP` is set.
    pub fn folder(&self) -> &Path {
        self.keeper.folder()
    }

    /// Address to give to SDKs and tools (`AWS_ENDPOINT_URL`, `--endpoint-url`).
    pub fn endpoint_url(&self) -> &str {
        &self.endpoint
    }
}

async fn is_healthy(url: &str) -> Result<()> {
    match http("GET", url, &[], "").await? {
        answer if answer.status == 200 => Ok(()),
        answer => bail!("HTTP {}", answer.status),
    }
}

/// Where AWS is: our own LocalStack or an endpoint somebody else runs.
pub struct Aws {
    endpoint: String,
    /// Lives as long as this does.
    _own: Option<LocalStack>,
}

impl Aws {
    /// The endpoint that `CLOUDWHISPER_AWS_ENDPOINT` names, if it is set.
    pub fn from_env() -> Option<Self> {
        let endpoint = std::env::var(AWS_ENDPOINT)
            .ok()
            .filter(|endpoint| !endpoint.is_empty())?;
        Some(Self { endpoint, _own: None })
    }

    /// Address to give to SDKs and tools (`AWS_ENDPOINT_URL`, `--endpoint-url`).
    pub fn endpoint_url(&self) -> &str {
        &self.endpoint
    }
}

impl From<LocalStack> for Aws {
    fn from(own: LocalStack) -> Self {
        Self {
            endpoint: own.endpoint.clone(),
            _own: Some(own),
        }
    }
}
