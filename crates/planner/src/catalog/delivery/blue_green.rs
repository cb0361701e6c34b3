//! `CodeDeploy` before containers: the new version starts beside the old one, takes over its visitors bit by bit, and gives them back
//! when an alarm rings. Source: `CodeDeploy` user guide, "Deployments on an Amazon ECS compute platform", 2026-11.

use super::super::iam::{self, Statement};
use super::super::{Resource, ecs, elb};
use super::pipeline::kind;
use super::{BUILD_IMAGE, PROJECT, image_phases};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Minutes that the old version waits for a change of mind.
const MINUTES: i64 = 5;

/// Makes an image as [`BUILD_IMAGE`] does, and writes down what `CodeDeploy` asks for: the task with that image, and where its visitors go.
const BUILD_RELEASE: &str = concat!(
    "version: 0.2\nenv:\n  shell: bash\n",
    image_phases!(),
    r#"      - aws ecs describe-task-definition --task-definition "$TASK_DEFINITION" --query taskDefinition > current.json
      - jq --arg image "$REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION" '.containerDefinitions[0].image = $image | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy)' current.json > taskdef.json
      - |
        cat > appspec.yaml <<END
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: <TASK_DEFINITION>
                LoadBalancerInfo:
                  ContainerName: "$(jq -r '.containerDefinitions[0].name' taskdef.json)"
                  ContainerPort: $CONTAINER_PORT
        END
artifacts:
  files:
    - taskdef.json
    - appspec.yaml
"#
);

/// A service that visitors reach through a load balancer: its targets, and the listener that leads to them.
pub(super) struct Balanced {
    service: LogicalId,
    targets: LogicalId,
    listener: LogicalId,
}

/// The first service whose visitors can be led elsewhere.
pub(super) fn balanced(system: &System<'_>) -> Option<Balanced> {
    let services = system.all(ecs::FargateService::KIND);
    services.into_iter().find_map(|service| {
        let balancers = system
            .blueprint
            .resource(&service)?
            .properties
            .get("LoadBalancers")?;
        let targets = balancers.references().into_iter().next()?.clone();
        let leads = |listener: &LogicalId| {
            let actions = system
                .blueprint
                .resource(listener)?
                .properties
                .get("DefaultActions")?;
            actions.references().contains(&&targets).then_some(())
        };
        let listeners = system.all(elb::LISTENER.kind);
        let listener = listeners.into_iter().find(|it| leads(it).is_some())?;
        Some(Balanced {
            service,
            targets,
            listener,
        })
    })
}

/// Whether `CodeDeploy` brings out new versions of this service.
pub(crate) fn releases(service: &Resource) -> bool {
    service.properties.contains_key("DeploymentController")
}

/// Hands the service's releases over to `CodeDeploy`, and says of the group whom it leads where.
pub(super) fn release(system: &mut System<'_>, group: Resource, balanced: &Balanced) -> Resource {
    let Balanced {
        service,
        targets,
        listener,
    } = balanced;
    let second = LogicalId::new(&format!("{targets} Green"));
    if system.blueprint.resource(&second).is_none()
        && let Some(first) = system.blueprint.resource(targets)
    {
        let mut green = Resource::new(second.clone(), first.kind);
        green.properties.clone_from(&first.properties);
        green.properties.shift_remove("Name");
        system.add(green);
    }
    let mut cluster = Value::from("default");
    if let Some(service) = system.blueprint.resource_mut(service) {
        let controller = properties! { "Type": "CODE_DEPLOY" };
        service.properties.insert("DeploymentController", controller);
        // Only ECS's own releases have a circuit breaker.
        if let Some(Value::Map(how)) = service.properties.get_mut("DeploymentConfiguration") {
            how.shift_remove("DeploymentCircuitBreaker");
        }
        if let Some(its) = service.properties.get("Cluster") {
            cluster = its.clone();
        }
    }
    let name = |id: &LogicalId| properties! { "Name": Value::Attribute(id.clone(), "TargetGroupName") };
    let pair = properties! {
        "ProdTrafficRoute": properties! { "ListenerArns": vec![Value::from(listener)] },
        "TargetGroups": vec![name(targets), name(&second)],
    };
    let after = properties! {
        "DeploymentReadyOption": properties! { "ActionOnTimeout": "CONTINUE_DEPLOYMENT" },
        "TerminateBlueInstancesOnDeploymentSuccess": properties! {
            "Action": "TERMINATE", "TerminationWaitTimeInMinutes": MINUTES,
        },
    };
    let serviced = properties! {
        "ClusterName": cluster, "ServiceName": Value::Attribute(service.clone(), "Name"),
    };
    group
        .with("DeploymentConfigName", pace(system, listener))
        .with(
            "DeploymentStyle",
            properties! { "DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL" },
        )
        .with("BlueGreenDeploymentConfiguration", after)
        .with("ECSServices", vec![serviced])
        .with(
            "LoadBalancerInfo",
            properties! { "TargetGroupPairInfoList": vec![pair] },
        )
}

/// A tenth of the visitors first; a network load balancer knows only all or nobody.
fn pace(system: &System<'_>, listener: &LogicalId) -> &'static str {
    match system.text_of(listener, "Protocol").as_deref() {
        Some("HTTP" | "HTTPS") => "CodeDeployDefault.ECSCanary10Percent5Minutes",
        _ => "CodeDeployDefault.ECSAllAtOnce",
    }
}

/// The pipeline's step for such a service. The build writes down the task and where its visitors go.
pub(super) fn step(
    system: &mut System<'_>,
    service: &LogicalId,
    (application, group): (&LogicalId, &LogicalId),
    allowed: Vec<Statement>,
) -> (Value, Vec<Statement>) {
    describe_in_build(system, service);
    let action = properties! {
        "Name": service.as_str(),
        "ActionTypeId": kind("Deploy", "CodeDeployToECS"),
        "Configuration": properties! {
            "ApplicationName": application,
            "DeploymentGroupName": group,
            "TaskDefinitionTemplateArtifact": "Build",
            "TaskDefinitionTemplatePath": "taskdef.json",
            "AppSpecTemplateArtifact": "Build",
            "AppSpecTemplatePath": "appspec.yaml",
        },
        "InputArtifacts": vec![properties! { "Name": "Build" }],
    };
    (action, allowed)
}

/// Has the build of the image write down the task with the new image, and where its visitors go.
fn describe_in_build(system: &mut System<'_>, service: &LogicalId) {
    let properties = system.blueprint.resource(service).map(|it| &it.properties);
    let task = properties.and_then(|it| it.get("TaskDefinition")).cloned();
    let balancers = properties.and_then(|it| it.get("LoadBalancers"));
    let port = match balancers {
        Some(Value::List(balancers)) => balancers.first().and_then(|it| it.get("ContainerPort")).cloned(),
        _ => None,
    };
    let (Some(task), Some(port)) = (task, port) else {
        return;
    };
    for project in system.all(PROJECT) {
        let makes_images = |it: &Resource| {
            let source = it.properties.get("Source").and_then(|it| it.get("BuildSpec"));
            source.and_then(Value::as_text) == Some(BUILD_IMAGE)
        };
        if !system.blueprint.resource(&project).is_some_and(makes_images) {
            continue;
        }
        if let Some(role) = system
            .blueprint
            .resource_mut(&LogicalId::new(&format!("{project} Role")))
        {
            // It knows no resources.
            iam::allow(
                role,
                &Statement::allow(&["ecs:DescribeTaskDefinition"], ["*".into()]),
            );
        }
        if let Some(project) = system.blueprint.resource_mut(&project) {
            let source = properties! { "Type": "CODEPIPELINE", "BuildSpec": BUILD_RELEASE };
            project.properties.insert("Source", source);
            if let Some(Value::Map(environment)) = project.properties.get_mut("Environment")
                && let Some(Value::List(variables)) = environment.get_mut("EnvironmentVariables")
            {
                variables.push(properties! { "Name": "TASK_DEFINITION", "Value": task.clone() });
                variables.push(properties! { "Name": "CONTAINER_PORT", "Value": port.clone() });
            }
        }
    }
}
