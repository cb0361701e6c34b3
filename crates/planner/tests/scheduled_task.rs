//! A container that runs at set times: a schedule starts it, and nothing keeps it running or stands before it.

#[path = "support/input.rs"]
mod input;

use cloudwhisper_planner::Plan;
use cloudwhisper_planner::blueprint::architectures::Profile;
use indexmap::IndexMap;
use serde_json::Value;

fn planned(prompt: &str, profile: Profile) -> Plan {
    let none = IndexMap::new();
    let mut input = input::input(prompt, &none);
    input.profile = profile;
    let planned = cloudwhisper_planner::plan(&input).expect("a plan");
    planned.plan.expect("no question is open")
}

fn of_kind<'a>(template: &'a Value, kind: &str) -> Vec<&'a Value> {
    let resources = template["Resources"].as_object().into_iter().flatten();
    resources
        .map(|(_, it)| it)
        .filter(|it| it["Type"] == kind)
        .collect()
}

const PROMPTS: [&str; 3] = [
    "run my container every night at 2 am on Fargate",
    "roz raat 2 baje mera container Fargate par chalao",
    "हर रात 2 बजे मेरा कंटेनर Fargate पर चलाओ",
];

#[test]
fn nothing_runs_between_the_times() {
    for profile in [Profile::Baseline, Profile::Hardened] {
        for prompt in PROMPTS {
            let plan = planned(prompt, profile);
            let template: Value = serde_json::from_str(&plan.template).expect("JSON");
            for kind in [
                "AWS::ECS::Service",
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "AWS::CloudFront::Distribution",
            ] {
                assert!(of_kind(&template, kind).is_empty(), "{kind} for {prompt}");
            }
            assert!(
                plan.warnings.iter().all(|it| it.code != "UNSUPPORTED_SERVICE"),
                "{:?}",
                plan.warnings
            );
            assert!(plan.assumptions.iter().all(|it| it.field != "publicAccess"));
            let minutes = plan
                .assumptions
                .iter()
                .find(|it| it.field == "services.runMinutes");
            assert_eq!(minutes.map(|it| it.value.as_str()), Some("15"));
        }
    }
}

#[test]
fn the_schedule_may_start_the_task_and_pass_its_roles_alone() {
    let plan = planned(PROMPTS[0], Profile::Baseline);
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    let [schedule] = of_kind(&template, "AWS::Scheduler::Schedule")[..] else {
        panic!("one schedule: {}", plan.template);
    };
    let properties = &schedule["Properties"];
    assert_eq!(properties["ScheduleExpression"], "cron(0 2 * * ? *)");
    let target = &properties["Target"];
    assert_eq!(target["Arn"]["Fn::GetAtt"][0], "Cluster");
    let ecs = &target["EcsParameters"];
    assert_eq!(ecs["TaskDefinitionArn"]["Ref"], "TaskDefinition");
    assert_eq!(ecs["LaunchType"], "FARGATE");
    let network = &ecs["NetworkConfiguration"]["AwsvpcConfiguration"];
    assert_eq!(
        network["AssignPublicIp"], "ENABLED",
        "it fetches its image over the internet"
    );
    assert_eq!(network["SecurityGroups"][0]["Fn::GetAtt"][0], "TaskSecurityGroup");

    let role = &template["Resources"]["ScheduleRole"]["Properties"];
    assert!(
        role["AssumeRolePolicyDocument"]
            .to_string()
            .contains("scheduler.amazonaws.com")
    );
    let allowed = role["Policies"][0]["PolicyDocument"]["Statement"].to_string();
    assert!(
        allowed.contains("ecs:RunTask") && allowed.contains("iam:PassRole"),
        "{allowed}"
    );
    assert!(!allowed.contains("\"*\""), "{allowed}");
    let container = &template["Resources"]["TaskDefinition"]["Properties"]["ContainerDefinitions"][0];
    assert!(container["PortMappings"].is_null(), "nobody calls it");
}

#[test]
fn it_is_paid_while_it_runs() {
    let line = |plan: &Plan| {
        let mut lines = plan.estimate.breakdown.iter();
        let line = lines
            .find(|it| it.kind == "AWS::ECS::TaskDefinition")
            .expect("it is billed");
        line.usd.parse::<f64>().expect("an amount")
    };
    let nightly = line(&planned(PROMPTS[0], Profile::Baseline));
    let hourly = line(&planned(
        "run my container every hour on Fargate",
        Profile::Baseline,
    ));
    assert!(
        nightly > 0.0 && (hourly / nightly - 24.0).abs() < 0.5,
        "{nightly}, {hourly}"
    );
}

#[test]
fn a_container_that_answers_keeps_its_service() {
    for prompt in [
        "containerised Flask API on ECS, and run a report every Monday",
        "ECS service with load balancer, restarted every night at 2 am",
        "Deploy my container on Fargate. Every night run a cleanup task",
        "run my container on Fargate with port 8080 and restart it every night",
        "run my container every night at 2 am on Fargate at jobs.example.com",
    ] {
        let plan = planned(prompt, Profile::Baseline);
        let template: Value = serde_json::from_str(&plan.template).expect("JSON");
        assert_eq!(of_kind(&template, "AWS::ECS::Service").len(), 1, "{prompt}");
    }
}

#[test]
fn its_stores_are_within_its_reach() {
    let prompt = "run my docker image acme/report:1.2 hourly on ECS with an S3 bucket, a Postgres database and an SQS queue";
    let plan = planned(prompt, Profile::Baseline);
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    assert!(of_kind(&template, "AWS::ECS::Service").is_empty());
    let container = &template["Resources"]["TaskDefinition"]["Properties"]["ContainerDefinitions"][0];
    assert_eq!(container["Image"], "acme/report:1.2");
    let told = container["Environment"].to_string();
    for name in ["BUCKET_NAME", "DATABASE_HOST", "QUEUE_URL"] {
        assert!(told.contains(name), "{name}: {told}");
    }
    let role = template["Resources"]["TaskRole"]["Properties"]["Policies"].to_string();
    assert!(
        role.contains("s3:GetObject") && role.contains("sqs:SendMessage"),
        "{role}"
    );
    assert!(
        template["Resources"]["TaskSecurityGroupToDatabaseSecurityGroup"].is_object(),
        "{}",
        plan.template
    );
}
