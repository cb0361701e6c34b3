//! The life of one request, in stages that each come to rest: create, update, outputs that move, drift that is put back, a failed update
//! whose rollback fails as well, another failed update, going back, no outputs any more, and deletion. In each stage the operator may be
//! killed once, at a point that the stage's gates make sure of.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::within;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use kube::api::{DeleteParams, ListParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};

use crate::support::drift::DriftStub;
use crate::support::gate::Gate;
use crate::support::unfinished::UnfinishedRollback;
use crate::support::{OPERATOR, World, condition};
use crate::watchman::{Point, Watchman};

/// Several lives share a small machine.
const PATIENCE: Duration = Duration::from_mins(3);
/// Nothing more comes after this: a pass takes less, and looks at CloudFormation are 0.2 s apart.
const QUIET: Duration = Duration::from_millis(1500);
const NAME: &str = "orders";
const OUTPUTS: &str = "orders-outputs";
const EXECUTE: &str = "ExecuteChangeSet";
const CONTINUE: &str = "ContinueUpdateRollback";

/// What a person does with the request, and what comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A new request, approved.
    Create,
    /// Another prompt, approved.
    Update,
    /// The outputs are to be written into a `ConfigMap` instead of the Secret.
    Move,
    /// Somebody has changed the queue by hand, which is put back by a plan of its own, approved.
    Correct,
    /// A prompt that AWS can't fulfil, approved; CloudFormation can't go back to what ran until somebody approves that it tries again.
    Repair,
    /// Another such prompt, approved; CloudFormation goes back to what ran.
    FailedUpdate,
    /// The first prompt again, approved.
    Back,
    /// The outputs are to be written nowhere any more.
    Drop,
    /// The request is deleted, and its stack with it.
    Delete,
}

impl Stage {
    pub(crate) const ALL: [Self; 9] = [
        Self::Create,
        Self::Update,
        Self::Move,
        Self::Correct,
        Self::Repair,
        Self::FailedUpdate,
        Self::Back,
        Self::Drop,
        Self::Delete,
    ];

    /// Whether it has a plan of its own, which is approved and carried out once.
    fn has_plan(self) -> bool {
        match self {
            Self::Create | Self::Update | Self::Correct | Self::Repair | Self::FailedUpdate | Self::Back => {
                true
            }
            Self::Move | Self::Drop | Self::Delete => false,
        }
    }

    /// How it ends; none where nothing is left.
    fn end(self) -> Option<Phase> {
        match self {
            Self::Repair | Self::FailedUpdate => Some(Phase::Failed),
            Self::Delete => None,
            _ => Some(Phase::Ready),
        }
    }

    /// What is changed in the spec.
    fn change(self, taken: &str) -> Value {
        match self {
            Self::Create | Self::Back => json!({ "prompt": "Node.js API in Mumbai" }),
            Self::Update => json!({ "prompt": "Node.js API with a queue for jobs, in Mumbai" }),
            Self::Move => json!({ "writeOutputsTo": { "kind": "ConfigMap", "name": OUTPUTS } }),
            Self::Correct => json!({ "driftPolicy": "Correct" }),
            Self::Repair => json!({
                "prompt": format!("Node.js API with an S3 bucket named {taken} for uploads, in Mumbai"),
                "driftPolicy": "Ignore",
            }),
            Self::FailedUpdate => json!({
                "prompt": format!("Node.js API with a queue for jobs and an S3 bucket named {taken} for uploads, in Mumbai"),
            }),
            Self::Drop => json!({ "writeOutputsTo": null }),
            Self::Delete => Value::Null,
        }
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
    drift: DriftStub,
    rollback: UnfinishedRollback,
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
        let rollback = UnfinishedRollback::start(world.bed.aws.endpoint_url()).await?;
        let drift = DriftStub::start(rollback.url()).await?;
        let aws = Gate::before_aws(drift.url(), watchman.clone()).await?;
        world.reach_cluster_by(cluster.url())?;
        world.change_account(json!({ "endpointURL": aws.url() })).await?;
        let taken = format!("{}-taken", world.namespace.name());
        world.take_bucket(&taken).await?;
        Ok(Self {
            cloudformation: world.cloudformation().await,
            world,
            watchman,
            drift,
            rollback,
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
        if stage.has_plan() {
            self.comes_to("AwaitingApproval", async |life: &Self| {
                life.phase_is(Phase::AwaitingApproval).await
            })
            .await?;
            self.world.approve(NAME).await?;
        }
        if stage == Stage::Repair {
            self.comes_to("an offer to go on", async |life: &Self| {
                life.way_on().await.map(|_| ())
            })
            .await?;
            let again = self.way_on().await?;
            self.world.approve_digest(NAME, &again).await?;
        }
        self.comes_to("its end", async |life: &Self| life.is_at_its_end(stage).await)
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
        for (effect, once) in [(EXECUTE, stage.has_plan()), (CONTINUE, stage == Stage::Repair)] {
            let taken = self.watchman.taken(effect);
            ensure!(
                taken == usize::from(once),
                "AWS took {effect} {taken} times in {stage:?}"
            );
        }
        Ok(Left {
            seen: Box::pin(self.seen()).await?,
            asked: self.watchman.asked(),
            reached: self.watchman.reached(),
        })
    }

    async fn ask(&self, stage: Stage) -> Result<()> {
        let change = stage.change(&self.taken);
        match stage {
            Stage::Create => {
                let spec = json!({
                    "deletionPolicy": "Delete",
                    "historyLimit": 1,
                    "writeOutputsTo": { "kind": "Secret", "name": OUTPUTS },
                });
                let prompt = change["prompt"].as_str().context("a prompt")?;
                self.world.ask(NAME, prompt, spec).await?;
                return Ok(());
            }
            Stage::Delete => {
                self.world.rita.delete(NAME, &DeleteParams::default()).await?;
                return Ok(());
            }
            Stage::Correct => self.drift.change("/VisibilityTimeout", "30", "5"),
            Stage::Repair => self.rollback.fail(),
            Stage::Update | Stage::Move | Stage::FailedUpdate | Stage::Back | Stage::Drop => {}
        }
        let look = json!({ "reconcile.cloudwhisper.dev/requestedAt": format!("{stage:?}") });
        let annotations = if stage == Stage::Correct { look } else { json!({}) };
        let change = json!({ "metadata": { "annotations": annotations }, "spec": change });
        self.world.patch(&self.world.rita, NAME, change).await?;
        Ok(())
    }

    /// The digest by which CloudFormation may go on with the rollback that it could not finish.
    async fn way_on(&self) -> Result<String> {
        let status = self.world.rita.get(NAME).await?.status.context("no status")?;
        let offered = status
            .repair
            .with_context(|| format!("nothing is offered: {:?}", status.phase))?;
        Ok(offered.digest.to_string())
    }

    async fn is_at_its_end(&self, stage: Stage) -> Result<()> {
        let Some(phase) = stage.end() else {
            return self.is_gone().await;
        };
        self.phase_is(phase).await?;
        let request = self.world.rita.get(NAME).await?;
        let status = request.status.as_ref().context("no status")?;
        ensure!(status.repair.is_none(), "it has not gone on");
        let written: Vec<_> = request.spec.write_outputs_to.iter().cloned().collect();
        ensure!(
            status.written_outputs == written,
            "outputs: {:?}",
            status.written_outputs
        );
        if stage == Stage::Correct {
            let in_sync = condition(&request, "InSync").0;
            ensure!(in_sync == "True", "{:?}", status.drift);
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
        let (mut revisions, mut secret, mut map) = (Vec::new(), None, None);
        if request.is_some() {
            let ours = ListParams::default().labels("cloudwhisper.dev/request-uid");
            revisions.extend(maps.list(&ours).await?.iter().map(ResourceExt::name_any));
            revisions.sort();
            let keys = |secret: Secret| secret.data.unwrap_or_default().into_keys().collect::<Vec<_>>();
            secret = secrets.get_opt(OUTPUTS).await?.map(keys);
            let keys = |map: ConfigMap| map.data.unwrap_or_default().into_keys().collect::<Vec<_>>();
            map = maps.get_opt(OUTPUTS).await?.map(keys);
        }
        let seen = json!({
            "request": request.as_ref().map(of_request),
            "revisions": revisions,
            "outputs": { "secret": secret, "map": map },
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
        "writtenOutputs": status.written_outputs,
        "corrects": status.plan.as_ref().is_some_and(|plan| plan.corrects.is_some()),
        "stackStatus": status.deployment.as_ref().and_then(|it| it.stack_status.clone()),
        "error": status.last_error.as_ref().map(|error| (error.code, error.message.clone())),
    })
}
