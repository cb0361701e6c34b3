//! Twenty long prompts for real systems (`tests/corpus/long.yaml`) give plans that hold everything that was named, that AWS's linter has
//! nothing to say of, and that a CloudFormation engine carries out and takes away again.
//!
//! The engine is LocalStack's. What its open edition can't make (databases, load balancers, distributions, …) is made up by the test bed:
//! checked against CloudFormation's schemas with its references resolved, and no more than that
//! (`crates/testbed/localstack/made_up_resources.py` says what that proves).

#[path = "support/cfn_lint.rs"]
mod cfn_lint;
#[path = "support/deployment.rs"]
mod deployment;
#[path = "support/long_plans.rs"]
mod long_plans;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use aws_sdk_cloudformation::types::Parameter;
use deployment::Place;
use long_plans::{LONG_PLANS, LongPlan};
use serde::Deserialize;

/// What a person would fill in: only they know it.
const ANSWERS: [(&str, &str); 23] = [
    ("BalancerCertificateArn", CERTIFICATE),
    ("BedrockModel", "amazon.nova-lite-v1:0"),
    ("CertificateArn", CERTIFICATE),
    (
        "DeployRoleArn",
        "arn:aws:iam::111122223333:role/CloudWhisperDeploy",
    ),
    ("DomainName", "www.example.com"),
    ("FlinkCodeFile", "application.jar"),
    ("GoogleClientId", "1234567890-abcdef.apps.googleusercontent.com"),
    ("HostedZoneId", "Z0123456789EXAMPLE"),
    (
        "ModelImage",
        "111122223333.dkr.ecr.ap-south-1.amazonaws.com/model:1",
    ),
    ("ModelBucket", "trained-models"),
    ("ModelFile", "models/model.tar.gz"),
    ("OfficeAddress", "203.0.113.5"),
    ("OfficeCidr", "192.168.0.0/24"),
    ("RecordTarget", "target.example.com"),
    ("Repository", "example/application"),
    ("SenderAddress", "hello@example.com"),
    ("SignInMetadataUrl", "https://login.example.com/metadata.xml"),
    (
        "SftpPublicKey",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB4hQ7EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPL",
    ),
    ("SourceDatabaseSecretArn", SECRET),
    ("TargetDatabaseSecretArn", SECRET),
    (
        "ViewerPublicKey",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQ\n-----END PUBLIC KEY-----\n",
    ),
    ("VpnClientCertificateArn", CERTIFICATE),
    ("VpnServerCertificateArn", CERTIFICATE),
];

const CERTIFICATE: &str =
    "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

const SECRET: &str = "arn:aws:secretsmanager:us-east-1:111122223333:secret:database-AbCdEf";

#[test]
fn each_plan_holds_everything_that_was_named_and_asks_nothing() {
    let mut missing = BTreeSet::new();
    for plan in LONG_PLANS.iter() {
        if plan.template().is_empty() {
            missing.insert((plan.id.as_str(), "a plan".to_owned()));
            continue;
        }
        for wanted in &plan.expected {
            if !wanted.types().iter().any(|kind| plan.holds(kind)) {
                missing.insert((plan.id.as_str(), wanted.types().join(" or ")));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_plan_passes_cfn_lint_without_an_error_or_a_warning() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    for plan in LONG_PLANS.iter() {
        std::fs::write(folder.path().join(format!("{}.yaml", plan.id)), plan.template())?;
    }
    cfn_lint::assert_clean(folder.path(), "*.yaml", LONG_PLANS.len())
}

#[tokio::test]
async fn each_plan_is_deployed_and_deleted() -> Result<()> {
    // An account of this run's own: whoever shares the AWS is elsewhere.
    let account = format!("{:012}", 500_000_000_000 + u64::from(std::process::id()));
    for plan in LONG_PLANS.iter() {
        let place = Place::new(&account, plan.region()).await?;
        // What CloudFormation reads while it deploys has to be there.
        let (secret, made_before) = place.secret().await?;
        let packages = place.packages(&package_keys(plan)?).await?;
        let parameters = parameters(
            plan,
            &[("GoogleClientSecretArn", &secret), ("PackageBucket", &packages)],
        )?;
        let created = place.create(&plan.id, plan.template(), parameters).await;
        let stack = created.with_context(|| plan.id.clone())?;
        place.delete(&stack).await.with_context(|| plan.id.clone())?;
        place.delete(&made_before).await?;
    }
    Ok(())
}

/// Where the packages of functions have to be that no sample stands in for.
fn package_keys(plan: &LongPlan) -> Result<Vec<String>> {
    let template: serde_json::Value = serde_saphyr::from_str(plan.template())?;
    let resources = template["Resources"].as_object().context("resources")?;
    let keys = resources
        .values()
        .filter_map(|it| it["Properties"]["Code"]["S3Key"].as_str());
    Ok(keys.map(str::to_owned).collect())
}

/// A value for each parameter of the template that has none of its own; `made` are those of what was made for it.
fn parameters(plan: &LongPlan, made: &[(&str, &str)]) -> Result<Vec<Parameter>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Template {
        #[serde(default)]
        parameters: std::collections::BTreeMap<String, serde_json::Value>,
    }

    let template: Template = serde_saphyr::from_str(plan.template())?;
    let open = template
        .parameters
        .iter()
        .filter(|(_, it)| it.get("Default").is_none());
    open.map(|(name, _)| {
        let value = match name.as_str() {
            // A document of an identity provider has a thousand characters at least.
            "SamlMetadata" => format!("<EntityDescriptor>{}</EntityDescriptor>", " ".repeat(1000)),
            name => ANSWERS
                .iter()
                .chain(made)
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
                .with_context(|| format!("{}: nobody says what {name} is", plan.id))?,
        };
        Ok(Parameter::builder()
            .parameter_key(name)
            .parameter_value(value)
            .build())
    })
    .collect()
}
