//! The cluster that a command works with. Here: connecting, and reading and changing one request. Not here: what for.

mod missing;

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use cloudwhisper_api::CLI_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::language::Language;
use k8s_openapi::api::authentication::v1::SelfSubjectReview;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ListParams, Patch, PatchParams, PostParams};
use kube::config::{InferConfigError, KubeConfigOptions, Kubeconfig, KubeconfigError};
use kube::{Api, Client, Config};
use serde_json::Value;

use super::code::CliCode;
use super::exit::Exit;
use super::failure::{Attempt, Failure, not_logged_in};
use super::say::say;
use super::words::{Lang, words};
use crate::controller::Clients;
use crate::outgoing::root_cause;
use missing::{no_request, no_such_request, not_kept};

/// How long the API server has to answer the first knock.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the operator waits for more of an answer. The API server itself gives a call up after a minute (`--request-timeout`).
const ANSWER_TIMEOUT: Duration = Duration::from_mins(1);
/// Requests, as RBAC and error messages call them.
pub(crate) const REQUESTS: &str = "deploymentrequests.cloudwhisper.dev";

/// Which cluster, as kubectl would be told.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ClusterArgs {
    /// Namespace; default: that of the context.
    #[arg(short, long, global = true, help_heading = "Global options")]
    namespace: Option<String>,
    /// Context of the kubeconfig; default: the current one.
    #[arg(long, global = true, help_heading = "Global options")]
    context: Option<String>,
    /// The kubeconfig; default: $KUBECONFIG, then ~/.kube/config.
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    kubeconfig: Option<PathBuf>,
}

impl ClusterArgs {
    /// Whether a namespace was said, and isn't left to the context.
    pub(crate) fn names_a_namespace(&self) -> bool {
        self.namespace.is_some()
    }

    /// Connects, and does `command` on a runtime of its own.
    pub(crate) fn run(
        &self,
        lang: Option<Lang>,
        command: impl AsyncFnOnce(Cluster) -> Result<Exit, Failure>,
    ) -> Result<Exit, Failure> {
        block_on(async { command(self.connect(lang).await?).await })
    }

    /// A client for the cluster that is meant. Nothing is sent yet. What is wrong with the cluster is said in the language that was
    /// chosen: no request has been read that could have one.
    pub(crate) async fn connect(&self, lang: Option<Lang>) -> Result<Cluster, Failure> {
        let language = words(lang, None).language;
        let config = self.config(language).await?;
        let namespace = self
            .namespace
            .clone()
            .unwrap_or_else(|| config.default_namespace.clone());
        let server = config.cluster_url.to_string().trim_end_matches('/').to_owned();
        let client = client(config, language)?;
        Ok(Cluster {
            client,
            namespace,
            server,
            language,
        })
    }

    /// Clients for the operator. That of its Lease knows within `patience` that it can't be renewed.
    pub(crate) async fn connect_operator(&self, patience: Duration) -> Result<Clients, Failure> {
        operator_clients(&self.config(Language::English).await?, patience, ANSWER_TIMEOUT)
    }

    async fn config(&self, language: Language) -> Result<Config, Failure> {
        let mut config = self.found(language).await?;
        config.connect_timeout = Some(CONNECT_TIMEOUT);
        // The client's own 15 tries take more than five minutes. A person is waiting, or a pass of the operator, which comes again
        // by itself with growing waits and may be asked to stop meanwhile.
        config.default_retry = false;
        Ok(config)
    }

    async fn found(&self, language: Language) -> Result<Config, Failure> {
        let options = KubeConfigOptions {
            context: self.context.clone(),
            ..KubeConfigOptions::default()
        };
        if let Some(path) = &self.kubeconfig {
            let kubeconfig = Kubeconfig::read_from(path).map_err(|error| unusable(&error, language))?;
            return Config::from_custom_kubeconfig(kubeconfig, &options)
                .await
                .map_err(|error| unusable(&error, language));
        }
        let is_named = std::env::var_os("KUBECONFIG").is_some_and(|path| !path.is_empty());
        if self.context.is_some() || is_named {
            // Whoever names one means it: nothing else is tried, and what is wrong with it is said.
            return Config::from_kubeconfig(&options)
                .await
                .map_err(|error| unusable(&error, language));
        }
        Config::infer()
            .await
            .map_err(|error| not_inferred(&error, language))
    }
}

/// In a pod there is a token, elsewhere a file: neither was found, or the file is no use.
fn not_inferred(error: &InferConfigError, language: Language) -> Failure {
    match error.source().and_then(|source| source.downcast_ref()) {
        Some(KubeconfigError::FindPath | KubeconfigError::ReadConfig(..)) | None => Failure::new(say!(
            language,
            "there is no cluster to talk to: no kubeconfig was found",
            "बात करने के लिए कोई cluster नहीं है: कोई kubeconfig नहीं मिला",
            "baat karne ke liye koi cluster nahi hai: koi kubeconfig nahi mila",
        ))
        .code(CliCode::ClusterNotConfigured)
        .remedy(say!(
            language,
            "Say --kubeconfig FILE or set KUBECONFIG. `cloudwhisper plan` works without a cluster.",
            "--kubeconfig FILE कहिए या KUBECONFIG लिखिए। `cloudwhisper plan` बिना cluster के चलता है।",
            "--kubeconfig FILE kahein ya KUBECONFIG set karein. `cloudwhisper plan` bina cluster ke chalta hai.",
        )),
        Some(broken) => unusable(broken, language),
    }
}

/// `patience` is for the Lease, `answer` for what passes read and write.
fn operator_clients(config: &Config, patience: Duration, answer: Duration) -> Result<Clients, Failure> {
    let limited = |connect: Duration, answer: Duration| {
        let mut config = config.clone();
        config.connect_timeout = Some(connect);
        config.read_timeout = Some(answer);
        // Else the time for which a connection was idle before would count as well.
        config.reset_reader_on_write = true;
        client(config, Language::English)
    };
    Ok(Clients {
        calls: limited(CONNECT_TIMEOUT, answer)?,
        watches: client(config.clone(), Language::English)?,
        lease: limited(patience, patience)?,
    })
}

fn client(config: Config, language: Language) -> Result<Client, Failure> {
    Client::try_from(config).map_err(|error| match &error {
        kube::Error::Auth(cause) => not_logged_in(cause, language),
        other => unusable(other, language),
    })
}

fn unusable(error: &(dyn Error + 'static), language: Language) -> Failure {
    let why = match error.downcast_ref() {
        Some(KubeconfigError::ReadConfig(cause, path)) => format!("{}: {cause}", path.display()),
        Some(KubeconfigError::LoadContext(context)) => say!(
            language,
            "it has no context {context}",
            "उसमें context {context} नहीं है",
            "usme context {context} nahi hai",
        ),
        _ => root_cause(error),
    };
    // A parser draws the place under its first line.
    let why = why.lines().next().unwrap_or_default();
    Failure::new(say!(
        language,
        "the kubeconfig can't be used: {why}",
        "kubeconfig काम का नहीं है: {why}",
        "kubeconfig kaam ka nahi hai: {why}",
    ))
    .code(CliCode::ClusterNotConfigured)
    .remedy(say!(
        language,
        "See `kubectl config view` and `kubectl config get-contexts`.",
        "`kubectl config view` और `kubectl config get-contexts` देखिए।",
        "`kubectl config view` aur `kubectl config get-contexts` dekhein.",
    ))
}

/// Runs `work` to its end; the plan commands do without all of this.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::internal(&error))?.block_on(work)
}

/// A cluster that a command works with.
#[derive(Clone)]
pub(crate) struct Cluster {
    pub(crate) client: Client,
    pub(crate) namespace: String,
    /// Address of the API server, for messages.
    pub(crate) server: String,
    /// The language of what is said about the cluster.
    pub(crate) language: Language,
}

impl Cluster {
    pub(crate) fn requests(&self) -> Api<DeploymentRequest> {
        Api::namespaced(self.client.clone(), &self.namespace)
    }

    /// What is about to be tried on requests, should it fail.
    pub(crate) fn attempt(&self, verb: &'static str) -> Attempt<'_> {
        self.attempt_on(verb, REQUESTS)
    }

    pub(crate) fn attempt_on<'a>(&'a self, verb: &'static str, resource: &'a str) -> Attempt<'a> {
        Attempt {
            verb,
            resource,
            namespace: Some(&self.namespace),
            server: &self.server,
            language: self.language,
        }
    }

    /// The request of this name; where there is none, names that are like it.
    pub(crate) async fn request(&self, name: &str) -> Result<DeploymentRequest, Failure> {
        match self.requests().get(name).await {
            Ok(request) => Ok(request),
            Err(error) => Err(self.not_read(name, &error).await),
        }
    }

    /// Why a request could not be read or changed.
    pub(crate) async fn not_done(&self, verb: &'static str, name: &str, error: &kube::Error) -> Failure {
        match error {
            kube::Error::Api(status) if status.is_not_found() => self.not_read(name, error).await,
            _ => self.attempt(verb).failed(error),
        }
    }

    async fn not_read(&self, name: &str, error: &kube::Error) -> Failure {
        let kube::Error::Api(status) = error else {
            return self.attempt("get").failed(error);
        };
        let known = match self.requests().list_metadata(&ListParams::default()).await {
            Ok(list) if status.is_not_found() => list,
            // Where requests can't be listed the first error says best what is wrong.
            _ if status.is_not_found()
                && status
                    .details
                    .as_ref()
                    .is_some_and(|details| !details.name.is_empty()) =>
            {
                return no_request(name, &self.namespace, self.language);
            }
            _ => return self.attempt("get").failed(error),
        };
        let names: Vec<String> = known
            .items
            .into_iter()
            .filter_map(|item| item.metadata.name)
            .collect();
        no_such_request(name, &self.namespace, &names, self.language)
    }

    /// Merges `patch` into a request.
    ///
    /// A merge patch and not a server-side apply: an apply would have to repeat whatever this field manager set before
    /// (an approval when suspending, say) or lose it, and would bring a deleted request back to life.
    pub(crate) async fn patch(&self, name: &str, patch: &Value) -> Result<DeploymentRequest, Failure> {
        match self.try_patch(name, patch).await {
            Ok(request) => Ok(request),
            Err(error) => Err(self.not_done("patch", name, &error).await),
        }
    }

    pub(crate) async fn try_patch(
        &self,
        name: &str,
        patch: &Value,
    ) -> Result<DeploymentRequest, kube::Error> {
        let params = PatchParams {
            field_manager: Some(CLI_FIELD_MANAGER.to_owned()),
            ..PatchParams::default()
        };
        self.requests().patch(name, &params, &Patch::Merge(patch)).await
    }

    /// A revision's `ConfigMap`, by name.
    pub(crate) async fn revision(&self, name: &str) -> Result<ConfigMap, Failure> {
        let maps: Api<ConfigMap> = Api::namespaced(self.client.clone(), &self.namespace);
        match maps.get_opt(name).await {
            Ok(Some(map)) => Ok(map),
            Ok(None) => Err(not_kept(name, self.language)),
            Err(error) => Err(self.attempt_on("get", "configmaps").failed(&error)),
        }
    }
}

/// Who the API server takes the caller for.
pub(crate) async fn caller(cluster: &Cluster) -> Result<String, Failure> {
    const RESOURCE: &str = "selfsubjectreviews.authentication.k8s.io";
    let reviews: Api<SelfSubjectReview> = Api::all(cluster.client.clone());
    let review = reviews
        .create(&PostParams::default(), &SelfSubjectReview::default())
        .await;
    let review = review.map_err(|error| cluster.attempt_on("create", RESOURCE).failed(&error))?;
    let user = review.status.and_then(|status| status.user_info);
    user.and_then(|user| user.username)
        .ok_or_else(|| Failure::internal(&"the API server names nobody"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::say::in_each_language;

    #[test]
    fn a_kubeconfig_without_that_context_is_named_in_each_language() {
        let missing = KubeconfigError::LoadContext("prod".to_owned());
        insta::assert_snapshot!(in_each_language(|language| {
            anstream::adapter::strip_str(&unusable(&missing, language).text()).to_string()
        }));
    }

    /// An API server that takes calls and answers none.
    #[tokio::test]
    async fn a_pass_gives_up_a_call_that_is_never_answered_and_a_watch_waits() {
        use tokio::time::timeout;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok(taken) = listener.accept().await {
                held.push(taken);
            }
        });
        let mut config = Config::new(url.parse().expect("an address"));
        config.default_retry = false;
        let short = Duration::from_millis(100);
        let clients = operator_clients(&config, short, short).expect("clients");
        for client in [clients.calls, clients.lease] {
            let answer = timeout(Duration::from_secs(20), client.apiserver_version()).await;
            assert!(answer.expect("it waits for ever").is_err());
        }
        let answer = timeout(short * 5, clients.watches.apiserver_version()).await;
        assert!(answer.is_err(), "what is silent may just have nothing to tell");
    }
}
