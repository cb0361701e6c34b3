//! Unsafe wishes: built the safe way, unless the person insists.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::InsecureWish;
use cloudwhisper_planner::Plan;
use serde_json::Value;
use support::whole_plan as planned;

/// Resources of this type as they are in the template.
fn of_kind(plan: &Plan, kind: &str) -> Vec<Value> {
    let template: Value = serde_json::from_str(&plan.template).expect("a template is JSON");
    let resources = template["Resources"].as_object().expect("it has resources");
    resources
        .values()
        .filter(|it| it["Type"] == kind)
        .map(|it| it["Properties"].clone())
        .collect()
}

fn worst(plan: &Plan) -> Option<Severity> {
    plan.findings.iter().map(|it| it.severity).max()
}

fn is_told(plan: &Plan, rule: &str) -> bool {
    plan.findings.iter().any(|it| it.rule == rule)
}

const PUBLIC_BUCKETS: [(&str, &str); 6] = [
    (
        "Create a public S3 bucket for our brochures",
        "Create a public S3 bucket for our brochures. Yes, public, I know the risk.",
    ),
    (
        "A Flask API with an S3 bucket that is open to everyone",
        "A Flask API with an S3 bucket that is deliberately open to everyone",
    ),
    (
        "Ek public S3 bucket banao brochure ke liye",
        "Ek public S3 bucket banao brochure ke liye, mujhe pata hai",
    ),
    (
        "S3 bucket chahiye sabke liye khula",
        "S3 bucket chahiye sabke liye khula, jaan bujhkar",
    ),
    ("एक सार्वजनिक S3 बकेट बनाओ", "एक सार्वजनिक S3 बकेट बनाओ, मुझे पता है"),
    ("सबके लिए खुला S3 बकेट चाहिए", "जानबूझकर सबके लिए खुला S3 बकेट चाहिए"),
];

#[test]
fn a_public_bucket_is_built_only_for_those_who_insist() {
    for (wished, insisted) in PUBLIC_BUCKETS {
        let safe = planned(wished);
        assert_eq!(
            safe.requirements.insecure_wishes,
            [InsecureWish::PublicBucket],
            "{wished}"
        );
        assert!(safe.requirements.insisted_wishes.is_empty(), "{wished}");
        assert!(
            is_told(&safe, "CW-S3-001") && worst(&safe) < Some(Severity::High),
            "{wished}: {:?}",
            safe.findings
        );
        for bucket in of_kind(&safe, "AWS::S3::Bucket") {
            assert_eq!(
                bucket["PublicAccessBlockConfiguration"]["RestrictPublicBuckets"], true,
                "{wished}"
            );
        }
        let open = planned(insisted);
        assert_eq!(
            open.requirements.insisted_wishes,
            [InsecureWish::PublicBucket],
            "{insisted}"
        );
        assert!(
            is_told(&open, "CW-S3-011") && !is_told(&open, "CW-S3-001"),
            "{insisted}: {:?}",
            open.findings
        );
        assert!(worst(&open) >= Some(Severity::High));
        let buckets = of_kind(&open, "AWS::S3::Bucket");
        let opened = buckets
            .iter()
            .any(|it| it["PublicAccessBlockConfiguration"]["RestrictPublicBuckets"] == false);
        assert!(opened, "{insisted}: {buckets:?}");
        let policies = of_kind(&open, "AWS::S3::BucketPolicy");
        assert!(
            policies
                .iter()
                .any(|it| it.to_string().contains("EverybodyReads")),
            "{insisted}"
        );
    }
}

#[test]
fn a_public_database_is_built_only_for_those_who_insist() {
    for (wished, insisted) in [
        (
            "Django app with a public Postgres database",
            "Django app with a public Postgres database, yes I know",
        ),
        (
            "Django app chahiye public Postgres database ke saath",
            "Django app chahiye public Postgres database ke saath, risk pata hai",
        ),
        (
            "Django ऐप चाहिए सार्वजनिक Postgres डेटाबेस के साथ",
            "Django ऐप चाहिए सार्वजनिक Postgres डेटाबेस के साथ, मुझे पता है",
        ),
    ] {
        let safe = planned(wished);
        assert!(
            is_told(&safe, "CW-DB-001") && worst(&safe) < Some(Severity::High),
            "{wished}: {:?}",
            safe.findings
        );
        assert!(
            of_kind(&safe, "AWS::RDS::DBInstance")
                .iter()
                .all(|it| it["PubliclyAccessible"] == false)
        );
        let open = planned(insisted);
        assert!(
            is_told(&open, "CW-DB-011") && is_told(&open, "CW-DB-002") && is_told(&open, "CW-NET-002"),
            "{insisted}: {:?}",
            open.findings
        );
        assert!(
            of_kind(&open, "AWS::RDS::DBInstance")
                .iter()
                .all(|it| it["PubliclyAccessible"] == true)
        );
        let subnets = of_kind(&open, "AWS::RDS::DBSubnetGroup");
        assert!(
            subnets
                .iter()
                .all(|it| it["SubnetIds"].to_string().contains("PublicSubnet1")),
            "{subnets:?}"
        );
        let rules = of_kind(&open, "AWS::EC2::SecurityGroupIngress");
        assert!(
            rules
                .iter()
                .any(|it| it["CidrIp"] == "0.0.0.0/0" && it["FromPort"] == 5432),
            "{rules:?}"
        );
    }
}

#[test]
fn ssh_from_everywhere_and_data_without_encryption_are_built_for_those_who_insist() {
    let open = planned("An EC2 instance with SSH open to the world, I understand the risk");
    assert!(
        is_told(&open, "CW-NET-011") && is_told(&open, "CW-NET-002"),
        "{:?}",
        open.findings
    );
    let rules = of_kind(&open, "AWS::EC2::SecurityGroupIngress");
    assert!(
        rules
            .iter()
            .any(|it| it["CidrIp"] == "0.0.0.0/0" && it["FromPort"] == 22),
        "{rules:?}"
    );
    let plain = planned("A Flask API with an unencrypted Postgres database, on purpose");
    assert!(
        is_told(&plain, "CW-ENC-011") && is_told(&plain, "CW-ENC-004"),
        "{:?}",
        plain.findings
    );
    assert!(
        of_kind(&plain, "AWS::RDS::DBInstance")
            .iter()
            .all(|it| it["StorageEncrypted"] == false)
    );
    let safe = planned("A Flask API with an unencrypted Postgres database");
    assert!(
        of_kind(&safe, "AWS::RDS::DBInstance")
            .iter()
            .all(|it| it["StorageEncrypted"] == true)
    );
}

#[test]
fn a_role_that_may_do_everything_is_built_for_nobody() {
    let plan = planned("A Lambda function with admin access, I insist");
    assert_eq!(plan.requirements.insisted_wishes, [InsecureWish::WildcardIam]);
    assert!(
        is_told(&plan, "CW-IAM-011") && !is_told(&plan, "CW-IAM-002"),
        "{:?}",
        plan.findings
    );
    assert_eq!(
        worst(&plan),
        Some(Severity::High),
        "it is never approved automatically"
    );
}

#[test]
fn knowing_is_said_in_a_clause_of_its_own() {
    for (prompt, wish) in [
        (
            "public Postgres database, yes, public, I know",
            InsecureWish::PublicDatabase,
        ),
        (
            "public Postgres database. Yes, I know.",
            InsecureWish::PublicDatabase,
        ),
        (
            "public Postgres database. Yes. I know.",
            InsecureWish::PublicDatabase,
        ),
        (
            "A Flask API with a public Postgres database. Yes, public, I know.",
            InsecureWish::PublicDatabase,
        ),
        (
            "public Postgres database, haan, pata hai",
            InsecureWish::PublicDatabase,
        ),
        (
            "Flask API public Postgres database ke saath, haan pata hai",
            InsecureWish::PublicDatabase,
        ),
        (
            "सार्वजनिक Postgres डेटाबेस चाहिए, हाँ, पता है",
            InsecureWish::PublicDatabase,
        ),
        (
            "सार्वजनिक Postgres डेटाबेस चाहिए, हाँ पता है",
            InsecureWish::PublicDatabase,
        ),
        ("public S3 bucket, yes, I know", InsecureWish::PublicBucket),
        ("public S3 bucket (I know)", InsecureWish::PublicBucket),
        (
            "EC2 with SSH open to everyone, yes, I know",
            InsecureWish::OpenSsh,
        ),
    ] {
        let plan = planned(prompt);
        assert_eq!(plan.requirements.insisted_wishes, [wish], "{prompt}");
        assert!(
            worst(&plan) >= Some(Severity::High),
            "{prompt}: {:?}",
            plan.findings
        );
    }
}

#[test]
fn a_store_without_an_address_is_not_said_to_be_open() {
    for prompt in [
        "database public rakho, haan pata hai, phir bhi karo",
        "A Flask API with a public DynamoDB table",
    ] {
        let plan = planned(prompt);
        assert!(of_kind(&plan, "AWS::RDS::DBInstance").is_empty(), "{prompt}");
        assert_eq!(
            plan.requirements.insecure_wishes,
            [InsecureWish::PublicDatabase],
            "{prompt}"
        );
        assert!(is_told(&plan, "CW-DB-012"), "{prompt}: {:?}", plan.findings);
        assert!(
            !is_told(&plan, "CW-DB-001") && !is_told(&plan, "CW-DB-011"),
            "{prompt}: {:?}",
            plan.findings
        );
        assert!(
            worst(&plan) < Some(Severity::High),
            "{prompt}: {:?}",
            plan.findings
        );
    }
}

#[test]
fn knowing_something_else_is_no_insisting() {
    for prompt in [
        "I know, servers cost money, so a static site with a public S3 bucket",
        "A Flask API with a public Postgres database, and a page for what I know",
        "I know React. Deploy a static site with a public S3 bucket",
        "I am sure about Flask. It must be cheap. A Flask API with a public S3 bucket",
    ] {
        let plan = planned(prompt);
        assert!(plan.requirements.insisted_wishes.is_empty(), "{prompt}");
        assert!(
            worst(&plan) < Some(Severity::High),
            "{prompt}: {:?}",
            plan.findings
        );
    }
}
