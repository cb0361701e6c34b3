//! Clusters, jobs, groups of machines, models and hosts: what was said of machines is theirs, and nothing runs beside them
//! that nobody asked for.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Blueprint, Resource, Value};
use support::{only, planned};

/// The value at the end of these properties.
fn at<'a>(resource: &'a Resource, path: &[&'a str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter()
        .try_fold(resource.properties.get(first)?, |value, name| value.get(name))
}

fn number(resource: &Resource, path: &[&'static str]) -> Option<i64> {
    at(resource, path)?.as_integer()
}

fn has(blueprint: &Blueprint, kind: &str) -> bool {
    blueprint.of_kind(kind).next().is_some()
}

#[test]
fn a_cluster_s_machines_are_its_own() {
    for (prompt, count) in [
        (
            "An EKS cluster with a managed node group of three t3.large machines",
            3,
        ),
        ("EKS with 4 t3.large worker nodes", 4),
        ("Kubernetes cluster with 2 nodes of t3.large", 2),
        ("t3.large ke 3 nodes wala Kubernetes cluster banao", 3),
    ] {
        let blueprint = planned(prompt);
        let nodes = only(&blueprint, "AWS::EKS::Nodegroup");
        let kinds = nodes.properties.get("InstanceTypes");
        assert_eq!(kinds, Some(&vec!["t3.large"].into()), "{prompt}");
        assert_eq!(
            number(nodes, &["ScalingConfig", "DesiredSize"]),
            Some(count),
            "{prompt}"
        );
        assert!(!has(&blueprint, "AWS::EC2::Instance"), "{prompt}");
    }
}

#[test]
fn a_cluster_on_fargate_has_no_machines_and_add_ons_have_rights_of_their_own() {
    let blueprint = planned("Kubernetes on Fargate");
    only(&blueprint, "AWS::EKS::FargateProfile");
    assert!(!has(&blueprint, "AWS::EKS::Nodegroup"));
    assert!(!has(&blueprint, "AWS::ECS::Service"));
    let blueprint = planned("EKS cluster with the EBS CSI driver");
    let addon = blueprint
        .of_kind("AWS::EKS::Addon")
        .find(|it| it.properties.get("AddonName") == Some(&"aws-ebs-csi-driver".into()))
        .expect("the add-on");
    assert!(addon.properties.contains_key("PodIdentityAssociations"));
    assert!(!has(&blueprint, "AWS::EC2::Volume"));
}

#[test]
fn jobs_run_where_they_were_said_to_and_are_no_application() {
    for (prompt, kind) in [
        ("AWS Batch on Fargate", "FARGATE"),
        ("AWS Batch jobs on EC2 with an S3 bucket", "EC2"),
        ("AWS Batch with spot EC2 machines", "SPOT"),
        ("AWS Batch on Fargate spot", "FARGATE_SPOT"),
    ] {
        let blueprint = planned(prompt);
        let place = only(&blueprint, "AWS::Batch::ComputeEnvironment");
        let found = at(place, &["ComputeResources", "Type"]).and_then(Value::as_text);
        assert_eq!(found, Some(kind), "{prompt}");
        for other in ["AWS::ECS::Service", "AWS::EC2::Instance"] {
            assert!(!has(&blueprint, other), "{prompt}: {other}");
        }
    }
    // Spots are not all machines.
    let blueprint = planned("A Flask API for booking a parking spot, with Batch job history in DynamoDB");
    for place in blueprint.of_kind("AWS::Batch::ComputeEnvironment") {
        let found = at(place, &["ComputeResources", "Type"]).and_then(Value::as_text);
        assert_eq!(found, Some("FARGATE"));
    }
}

#[test]
fn a_schedule_puts_a_job_into_the_queue() {
    let blueprint = planned("Every night run an AWS Batch job");
    let schedule = only(&blueprint, "AWS::Scheduler::Schedule");
    let queue = only(&blueprint, "AWS::Batch::JobQueue");
    let target = schedule.properties.get("Target").map(Value::references);
    assert!(target.unwrap_or_default().contains(&&queue.id));
    assert!(!has(&blueprint, "AWS::Lambda::Function"));
}

#[test]
fn copies_stay_between_what_was_said() {
    for prompt in [
        "Django web app on ECS with autoscaling from 2 to 10 tasks",
        "A Flask API on Fargate that scales automatically between 2 and 10 tasks",
        "Express API on ECS Fargate, auto scaling 2-10",
        "ECS par Flask API, autoscaling min 2 max 10",
    ] {
        let blueprint = planned(prompt);
        let target = only(&blueprint, "AWS::ApplicationAutoScaling::ScalableTarget");
        assert_eq!(number(target, &["MinCapacity"]), Some(2), "{prompt}");
        assert_eq!(number(target, &["MaxCapacity"]), Some(10), "{prompt}");
    }
    for prompt in [
        "Auto Scaling group of 2 to 6 t3.small EC2 instances behind an ALB",
        "A web app on EC2 with autoscaling from 2 to 6 t3.small instances",
    ] {
        let blueprint = planned(prompt);
        let group = only(&blueprint, "AWS::AutoScaling::AutoScalingGroup");
        assert_eq!(group.properties.get("MinSize"), Some(&"2".into()), "{prompt}");
        assert_eq!(group.properties.get("MaxSize"), Some(&"6".into()), "{prompt}");
    }
}

#[test]
fn an_endpoint_of_a_model_is_no_api() {
    let blueprint = planned("SageMaker notebook, and an endpoint on two ml.m5.large for a model from S3");
    let config = only(&blueprint, "AWS::SageMaker::EndpointConfig");
    let Some(Value::List(variants)) = config.properties.get("ProductionVariants") else {
        panic!("no variants");
    };
    let variant = variants.first().expect("a variant");
    assert_eq!(variant.get("InstanceType"), Some(&"ml.m5.large".into()));
    assert_eq!(variant.get("InitialInstanceCount"), Some(&2.into()));
    assert!(!has(&blueprint, "AWS::ApiGatewayV2::Api"));
}

#[test]
fn what_is_hosted_elsewhere_is_not_built_again() {
    for (prompt, host) in [
        ("A WordPress blog on Lightsail", "AWS::Lightsail::Instance"),
        (
            "Flask API on Elastic Beanstalk with Postgres",
            "AWS::ElasticBeanstalk::Environment",
        ),
        ("Express API on App Runner", "AWS::AppRunner::Service"),
        ("Next.js site on Amplify", "AWS::Amplify::App"),
        ("Django app on Kubernetes with RDS Postgres", "AWS::EKS::Cluster"),
    ] {
        let blueprint = planned(prompt);
        only(&blueprint, host);
        for other in [
            "AWS::Lambda::Function",
            "AWS::ECS::Service",
            "AWS::CloudFront::Distribution",
        ] {
            assert!(!has(&blueprint, other), "{prompt}: {other}");
        }
        assert_eq!(
            has(&blueprint, "AWS::RDS::DBInstance"),
            prompt.contains("Postgres"),
            "{prompt}"
        );
    }
    let blueprint = planned("Next.js frontend on Amplify with a REST API on Lambda");
    only(&blueprint, "AWS::Amplify::App");
    only(&blueprint, "AWS::Lambda::Function");
    assert!(!has(&blueprint, "AWS::CloudFront::Distribution"));
}

#[test]
fn services_behind_one_load_balancer_answer_each_under_its_path() {
    let blueprint =
        planned("Three microservices (auth, cart and payment) on Fargate behind an ALB with path routing");
    assert_eq!(blueprint.of_kind("AWS::ECS::Service").count(), 3);
    only(&blueprint, "AWS::ECS::Cluster");
    let rules: Vec<_> = blueprint
        .of_kind("AWS::ElasticLoadBalancingV2::ListenerRule")
        .collect();
    assert_eq!(rules.len(), 2, "the first answers everything else");
    let written = format!("{:?}", rules.iter().map(|it| &it.properties).collect::<Vec<_>>());
    for path in ["/cart/*", "/payment/*"] {
        assert!(written.contains(path), "{path}");
    }
    let priorities: Vec<_> = rules.iter().map(|it| it.properties.get("Priority")).collect();
    assert_ne!(priorities.first(), priorities.last());
    // Copies of one service are no services.
    let blueprint = planned("Flask API on ECS with 3 tasks behind an ALB");
    assert_eq!(
        number(only(&blueprint, "AWS::ECS::Service"), &["DesiredCount"]),
        Some(3)
    );
}

#[test]
fn an_agent_looks_things_up_in_documents() {
    let blueprint = planned("A Bedrock agent with a knowledge base over documents in S3");
    let agent = only(&blueprint, "AWS::Bedrock::Agent");
    let base = only(&blueprint, "AWS::Bedrock::KnowledgeBase");
    let bases = agent.properties.get("KnowledgeBases").map(Value::references);
    assert!(bases.unwrap_or_default().contains(&&base.id));
    only(&blueprint, "AWS::Bedrock::DataSource");
    // Vectors that cost nothing while nobody asks, unless a search engine was asked for.
    only(&blueprint, "AWS::S3Vectors::Index");
    let blueprint =
        planned("A Bedrock knowledge base over documents in S3 with OpenSearch Serverless for the vectors");
    let collection = only(&blueprint, "AWS::OpenSearchServerless::Collection");
    assert_eq!(collection.properties.get("Type"), Some(&"VECTORSEARCH".into()));
    assert!(!has(&blueprint, "AWS::S3Vectors::Index"));
    let base = only(&blueprint, "AWS::Bedrock::KnowledgeBase");
    let index = only(&blueprint, "AWS::OpenSearchServerless::Index");
    assert!(base.depends_on.contains(&index.id));
}
