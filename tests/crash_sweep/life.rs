//! The life of one request, in stages that each come to rest: create, update, failed update, going back and deletion. In each stage the
//! operator may be killed once, at a point that the stage's gates make sure of.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::within;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use kube::api::{DeleteParams, ListParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};

use crate::support::gate::Gate;
use crate::support::{OPERATOR, World};
use crate::watchman::{Point, Watchman};

/// Several lives share a small machine.
const PATIENCE: Duration = Duration::from_mins(3);
/// Nothing more comes after this: a pass takes less, and looks at CloudFormation are 0.2 s apart.
const QUIET: Duration = Duration::from_millis(1500);
const NAME: &str = "orders";
const OUTPUTS: &str = "orders-outputs";
const EXECUTE: &str = "ExecuteChangeSet";

/// What a person does with the request, and what comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A new request, approved.
    Create,
    /// Another prompt, approved.
    Update,
    /// A prompt that AWS can't fulfil, approved; CloudFormation goes back to what ran.
    FailedUpdate,
    /// The first prompt again, approved.
    Back,
    /// The request is deleted, and its stack with it.
    Delete,
}

impl Stage {
    pub(crate) const ALL: [Self; 5] = [
        Self::Create,
        Self::Update,
        Self::FailedUpdate,
        Self::Back,
        Self::Delete,
    ];

    fn prompt(self, taken: &str) -> String {
        match self {
            Self::Update => "Node.js API with a queue for jobs, in Mumbai".to_owned(),
            Self::FailedUpdate => {
                format!("Node.js API with an S3 bucket named {taken} for uploads, in Mumbai")
            }
            Self::Create | Self::Back | Self::Delete => "Node.js API in Mumbai".to_owned(),
        }
    }

    /// How often AWS may carry something out in this stage.
    fn executions(self) -> usize {
        usize::from(self != Self::Delete)
    }
}

/// What one stage left behind.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    /// All that a person could see, without what is another at each run.
    pub(crate) seen: Value,
    /// What the operator asked for.
    pub(crate) asked: Vec<String>,
    /// Whether the operator died where it was to.
    pub(crate) reached: bool,
}

/// A request's life.
pub(crate) struct Life {
    world: World,
    watchman: Arc<Watchman>,
    cloudformation: aws_sdk_cloudformation::Client,
    taken: String,
    stack: Option<String>,
    _gates: [Gate; 2],
}

impl Life {
    pub(crate) async fn begin(name: &str) -> Result<Self> {
        let mut world = World::without_operator(name).await?;
        let watchman = Arc::new(Watchman::default());
        let operator = world.bed.cluster.client_for(OPERATOR).await?;
        let cluster = Gate::before_cluster(operator, watchman.clone()).await?;
        let aws = Gate::before_aws(world.bed.aws.endpoint_url(), watchman.clone()).await?;
        world.reach_cluster_by(cluster.url())?;
        world.change_account(json!({ "endpointURL": aws.url() })).await?;
        let taken = format!("{}-taken", world.namespace.name());
        world.take_bucket(&taken).await?;
        Ok(Self {
            cloudformation: world.cloudformation().await,
            world,
            watchman,
            taken,
            stack: None,
            _gates: [cluster, aws],
        })
    }

    /// Lives through a stage and dies at `point` of it. With `expected`, the stage has to end so; without, it ends at rest.
    pub(crate) async fn live(
        &mut self,
        stage: Stage,
        point: Option<Point>,
        expected: Option<&Value>,
    ) -> Result<Left> {
        self.watchman.begin(point);
        if stage == Stage::Create {
            self.world.start_operator()?;
        }
        if let Some(request) = self.world.rita.get_opt(NAME).await?
            && self.stack.is_none()
        {
            self.stack = stack_name(&request);
        }
        self.ask(stage).await?;
        if stage != Stage::Delete {
            self.comes_to("AwaitingApproval", async |life: &Self| {
                life.phase_is(Phase::AwaitingApproval).await
            })
            .await?;
            self.world.approve(NAME).await?;
        }
        let ends = match stage {
            Stage::FailedUpdate => Some(Phase::Failed),
            Stage::Delete => None,
            _ => Some(Phase::Ready),
        };
        self.comes_to("its end", async |life: &Self| match ends {
            Some(phase) => life.phase_is(phase).await,
            None => life.is_gone().await,
        })
        .await?;
        self.comes_to("rest", async |life: &Self| {
            ensure!(life.watchman.is_quiet(QUIET), "it is at work");
            let seen = Box::pin(life.seen()).await?;
            let is_so = expected.is_none_or(|expected| *expected == seen);
            ensure!(is_so, "not as without a kill:\n{seen:#}\nwithout:\n{expected:#?}");
            Ok(())
        })
        .await?;
        if stage == Stage::Delete {
            let log = self.world.log(); // an Event may be lost with the operator
            ensure!(
                log.contains("StackDeleted"),
                "nothing tells that the stack is gone"
            );
        }
        let executions = self.watchman.taken(EXECUTE);
        ensure!(
            executions == stage.executions(),
            "AWS took {executions} executions in {stage:?}"
        );
        Ok(Left {
            seen: Box::pin(self.seen()).await?,
            asked: self.watchman.asked(),
            reached: self.watchman.reached(),
        })
    }

    async fn ask(&self, stage: Stage) -> Result<()> {
        let prompt = stage.prompt(&self.taken);
        match stage {
            Stage::Create => {
                let spec = json!({
                    "deletionPolicy": "Delete",
                    "historyLimit": 1,
                    "writeOutputsTo": { "kind": "Secret", "name": OUTPUTS },
                });
                self.world.ask(NAME, &prompt, spec).await?;
            }
            Stage::Delete => {
                self.world.rita.delete(NAME, &DeleteParams::default()).await?;
            }
            _ => {
                let change = json!({ "spec": { "prompt": prompt } });
                self.world.patch(&self.world.rita, NAME, change).await?;
            }
        }
        Ok(())
    }

    /// Waits for it; whenever the world stops meanwhile, the operator is killed and started again.
    async fn comes_to(&mut self, what: &str, is_so: impl AsyncFn(&Self) -> Result<()>) -> Result<()> {
        loop {
            let late = tokio::select! {
                biased;
                () = self.watchman.stopped() => None,
                seen = within(PATIENCE, what, || is_so(self)) => Some(seen),
            };
            match late {
                None => {
                    self.world.kill_operator()?;
                    self.watchman.go_on();
                    self.world.start_operator()?;
                }
                Some(seen) => {
                    let asked = || self.watchman.asked().join(", ");
                    return seen.with_context(|| {
                        format!("asked: {}\nthe operator said:\n{}", asked(), self.world.log_end())
                    });
                }
            }
        }
    }

    async fn phase_is(&self, phase: Phase) -> Result<()> {
        let request = self.world.rita.get(NAME).await?;
        let status = request.status.as_ref().context("no status")?;
        let is_newest = Some(status.observed_generation) == request.metadata.generation;
        ensure!(
            status.phase == Some(phase) && is_newest,
            "{:?}, newest: {is_newest}, {:?}",
            status.phase,
            status.last_error
        );
        Ok(())
    }

    async fn is_gone(&self) -> Result<()> {
        ensure!(
            self.world.rita.get_opt(NAME).await?.is_none(),
            "the request is there"
        );
        Ok(())
    }

    /// All that a person could see of it in the cluster and in AWS, without what is another at each run.
    async fn seen(&self) -> Result<Value> {
        let namespace = self.world.namespace.name();
        let maps: Api<ConfigMap> = Api::namespaced(self.world.admin.clone(), namespace);
        let secrets: Api<Secret> = Api::namespaced(self.world.admin.clone(), namespace);
        let request = self.world.rita.get_opt(NAME).await?;
        // What goes with its owner is collected some time later, by somebody else.
        let (mut revisions, mut secret) = (Vec::new(), None);
        if request.is_some() {
            let ours = ListParams::default().labels("cloudwhisper.dev/request-uid");
            revisions.extend(maps.list(&ours).await?.iter().map(ResourceExt::name_any));
            revisions.sort();
            secret = secrets.get_opt(OUTPUTS).await?;
        }
        let outputs: Vec<_> = secret
            .into_iter()
            .flat_map(|secret| secret.data.unwrap_or_default())
            .collect();
        let outputs: Vec<_> = outputs.into_iter().map(|(key, _)| key).collect();
        let seen = json!({
            "request": request.as_ref().map(of_request),
            "revisions": revisions,
            "outputs": outputs,
            "stack": self.stack(request.as_ref()).await?,
        });
        let text = seen.to_string().replace(namespace, "NAMESPACE");
        let text = text.replace(self.world.namespace.aws_account(), "ACCOUNT");
        Ok(serde_json::from_str(&text)?)
    }

    /// The stack's status, and how often CloudFormation began to carry something out on it, by its own events.
    async fn stack(&self, request: Option<&DeploymentRequest>) -> Result<Value> {
        let name = self.stack.clone().or_else(|| request.and_then(stack_name));
        let Some(name) = name else { return Ok(Value::Null) };
        let answer = self
            .cloudformation
            .describe_stacks()
            .stack_name(&name)
            .send()
            .await;
        let Ok(answer) = answer else {
            return Ok(json!("gone"));
        };
        let status = answer.stacks().first().and_then(|stack| stack.stack_status());
        Ok(json!({
            "status": status.map(|status| status.as_str().to_owned()),
            "begun": self.world.operations(&name).await?.len(),
        }))
    }
}

fn stack_name(request: &DeploymentRequest) -> Option<String> {
    let deployment = request.status.as_ref()?.deployment.as_ref()?;
    Some(deployment.stack_name.clone())
}

fn of_request(request: &DeploymentRequest) -> Value {
    let status = request.status.clone().unwrap_or_default();
    let conditions = status
        .conditions
        .iter()
        .map(|condition| format!("{}={} {}", condition.type_, condition.status, condition.reason));
    let mut conditions: Vec<_> = conditions.collect();
    conditions.sort();
    let history = status.history.iter().map(|entry| {
        json!({ "revision": entry.revision, "result": entry.result, "approver": entry.approver, "reason": entry.reason })
    });
    json!({
        "finalizers": request.finalizers(),
        "phase": status.phase,
        "conditions": conditions,
        "history": history.collect::<Vec<_>>(),
        "revision": status.plan.as_ref().map(|plan| plan.revision),
        "approver": status.approval.as_ref().map(|approval| approval.approver.clone()),
        "outputs": status.outputs.keys().collect::<Vec<_>>(),
        "stackStatus": status.deployment.as_ref().and_then(|it| it.stack_status.clone()),
        "error": status.last_error.as_ref().map(|error| (error.code, error.message.clone())),
    })
}
