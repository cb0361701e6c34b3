//! Who may come in: people and their groups, roles that are asked for by name, and those whom others vouch for (GitHub, a
//! company's own sign-in). Not here: the roles that parts have by themselves.

use super::super::component::{Component, Part};
use super::super::plain::Plain;
use super::super::{Resource, Service, Tags, delivery, dynamodb, eks, s3, sqs};
use super::{INSTANCE_PROFILE, ROLE, Statement, instance_profile, policy, role, with_aws_policy};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const MANAGED_POLICY: &str = "AWS::IAM::ManagedPolicy";
const USER: &str = "AWS::IAM::User";
const GROUP: &str = "AWS::IAM::Group";
const OIDC: &str = "AWS::IAM::OIDCProvider";
const SAML: &str = "AWS::IAM::SAMLProvider";
/// Who vouches for a workflow of GitHub's.
const GITHUB: &str = "token.actions.githubusercontent.com";
/// Whom those who vouch for somebody speak to.
const AUDIENCE: &str = "sts.amazonaws.com";
/// Where people arrive who signed in at their company.
const CONSOLE: &str = "https://signin.aws.amazon.com/saml";
/// Sees what there is, and none of the data in it.
const VIEW_ONLY: &str = "job-function/ViewOnlyAccess";

const POLICY_TYPE: Plain = Plain {
    kind: MANAGED_POLICY,
    tags: Tags::None,
    purpose: [
        "A list of what somebody may do, to be given to roles and groups: reading what this application keeps",
        "किसी को क्या करने की अनुमति है इसकी सूची, जो भूमिकाओं और समूहों को दी जाती है: इस ऐप्लिकेशन का डेटा पढ़ना",
        "Kisi ko kya karne ki permission hai iski list, jo roles aur groups ko di jati hai: is application ka data padhna",
    ],
};
const USER_TYPE: Plain = Plain {
    kind: USER,
    tags: Tags::List,
    purpose: [
        "A person in the account, without a password or key until you give one in the console",
        "खाते में एक व्यक्ति, जिसका पासवर्ड या कुंजी तब तक नहीं जब तक आप कंसोल में न दें",
        "Account mein ek vyakti, jiska password ya key tab tak nahi jab tak aap console mein na dein",
    ],
};
const GROUP_TYPE: Plain = Plain {
    kind: GROUP,
    tags: Tags::None,
    purpose: [
        "People who may do the same: what is allowed to one is allowed to all of them",
        "वे लोग जिन्हें एक जैसी अनुमति है: जो एक कर सकता है वह सब कर सकते हैं",
        "Woh log jinhe ek jaisi permission hai: jo ek kar sakta hai woh sab kar sakte hain",
    ],
};
const OIDC_TYPE: Plain = Plain {
    kind: OIDC,
    tags: Tags::List,
    purpose: [
        "Lets workflows outside of AWS prove who they are, so that no key is kept there",
        "AWS के बाहर के वर्कफ़्लो को अपनी पहचान साबित करने देता है, ताकि वहाँ कोई कुंजी न रखनी पड़े",
        "AWS ke bahar ke workflow ko apni pehchan saabit karne deta hai, taaki wahan koi key na rakhni pade",
    ],
};
const SAML_TYPE: Plain = Plain {
    kind: SAML,
    tags: Tags::List,
    purpose: [
        "Lets people come in with the sign-in of their company",
        "लोगों को उनकी कंपनी के लॉगिन से आने देता है",
        "Logon ko unki company ke login se aane deta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&POLICY_TYPE, &USER_TYPE, &GROUP_TYPE, &OIDC_TYPE, &SAML_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component::by_itself(
        OIDC,
        [
            "oidc provider|openid connect provider|iam oidc provider|iam oidc identity provider|oidc identity provider|github oidc|\
             github actions oidc|github oidc provider|oidc|openid connect|oidc federation|github actions|github action",
            "ओआईडीसी",
            "github se deploy",
        ],
        build_oidc,
    ),
    Component::by_itself(
        SAML,
        [
            "saml provider|saml identity provider|iam saml provider|saml federation|saml sso|saml single sign-on|saml login|saml",
            "एसएएमएल",
            "company ke login se",
        ],
        build_saml,
    ),
    Component::by_itself(
        ROLE.kind,
        [
            "iam role|aws iam role|iam|aws iam|identity and access management|execution role|iam execution role|service role|\
             iam service role|assume role|cross-account role|cross account role|least privilege role|task role",
            "आईएएम|आईएएम रोल|आईएएम भूमिका",
            "",
        ],
        build_role,
    ),
    Component::by_itself(
        INSTANCE_PROFILE.kind,
        [
            "instance profile|iam instance profile|ec2 instance profile|ec2 role|ec2 instance role|iam role for ec2",
            "इंस्टेंस प्रोफ़ाइल",
            "",
        ],
        build_profile,
    ),
    Component::by_itself(
        MANAGED_POLICY,
        [
            "iam policy|iam managed policy|managed policy|customer managed policy|customer-managed policy|aws iam policy|\
             read-only policy|read only policy|permissions boundary|permission boundary|least privilege policy|access policy",
            "आईएएम नीति|आईएएम पॉलिसी",
            "",
        ],
        build_policy,
    ),
    Component::by_itself(
        GROUP,
        [
            "iam group|iam user group|aws iam group|iam groups for a team",
            "आईएएम समूह|आईएएम ग्रुप",
            "",
        ],
        build_group,
    ),
    Component::by_itself(
        USER,
        [
            "iam user|aws iam user|iam user account",
            "आईएएम यूज़र|आईएएम उपयोगकर्ता",
            "",
        ],
        build_user,
    ),
];

/// ARN of something of this account's that IAM or `CloudFormation` has.
fn own_arn(service: &str, region: bool, rest: Vec<Value>) -> Value {
    let mut parts = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":{service}:").into(),
    ];
    if region {
        parts.push(Pseudo::Region.into());
    }
    parts.push(":".into());
    parts.push(Pseudo::AccountId.into());
    parts.extend(rest);
    Value::Concat(parts)
}

/// Seeing how this stack is doing.
fn see_the_stack() -> Statement {
    const SEE: &[&str] = &[
        "cloudformation:DescribeStackEvents",
        "cloudformation:DescribeStackResources",
        "cloudformation:DescribeStacks",
    ];
    let stack = vec![":stack/".into(), Pseudo::StackName.into(), "/*".into()];
    Statement::allow(SEE, [own_arn("cloudformation", true, stack)])
}

/// Reading what the application keeps, and no more.
fn read_all(system: &mut System<'_>) -> Vec<Statement> {
    const ROWS: &[&str] = &[
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
    ];
    const LOOK: &[&str] = &["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
    let arn = |id: &LogicalId| Value::Attribute(id.clone(), "Arn");
    let mut statements = vec![see_the_stack()];
    let buckets = system.all(s3::Bucket::KIND);
    if !buckets.is_empty() {
        statements.push(Statement::allow(&["s3:ListBucket"], buckets.iter().map(arn)));
        statements.push(Statement::allow(&["s3:GetObject"], buckets.iter().map(s3::files)));
    }
    for (kind, actions) in [(dynamodb::Table::KIND, ROWS), (sqs::Queue::KIND, LOOK)] {
        let all = system.all(kind);
        if !all.is_empty() {
            statements.push(Statement::allow(actions, all.iter().map(arn)));
        }
    }
    let key = system.key_arn();
    statements.extend(key.map(|key| Statement::allow(&["kms:Decrypt"], [key])));
    statements
}

fn document(statements: &[Statement]) -> Value {
    policy(statements.iter().map(Statement::value))
}

/// The role that a person asked for and nothing in the system has: for people of this account who signed in with a second
/// factor, to see how the application is doing.
fn build_role(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Role");
    let people = own_arn("iam", false, vec![":root".into()]);
    let trust = properties! {
        "Effect": "Allow",
        "Principal": properties! { "AWS": people },
        "Action": "sts:AssumeRole",
        "Condition": properties! { "Bool": properties! { "aws:MultiFactorAuthPresent": "true" } },
    };
    let statements = read_all(system);
    let role = role(id.as_str(), "lambda.amazonaws.com", &statements)
        .with_some("RoleName", part.name(is_name))
        .with("AssumeRolePolicyDocument", policy([trust]));
    let id = system.add(role);
    output_arn(system, &id, "The role for programs");
    id
}

/// A profile for machines: they may be reached through Session Manager, without an open port.
fn build_profile(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("MachineProfile");
    let role = role(format!("{id} Role").as_str(), "ec2.amazonaws.com", &[]);
    let role = with_aws_policy(role, "AmazonSSMManagedInstanceCore");
    let profile = instance_profile(id, &role);
    system.add(role);
    let id = system.add(profile);
    output_arn(system, &id, "The profile for machines");
    id
}

fn build_policy(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ReadPolicy");
    let statements = read_all(system);
    let policy = Resource::new(id, MANAGED_POLICY)
        .with_some("ManagedPolicyName", part.name(is_name))
        .with(
            "Description",
            "Reads what the application keeps and changes nothing",
        )
        .with("PolicyDocument", document(&statements));
    system.add(policy)
}

fn build_group(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("PeopleGroup");
    let policies = system.all(MANAGED_POLICY);
    let group = Resource::new(id, GROUP).with_some("GroupName", part.name(is_name));
    let group = if policies.is_empty() {
        with_aws_policy(group, VIEW_ONLY)
    } else {
        group.with("ManagedPolicyArns", Value::list(&policies))
    };
    system.add(group)
}

/// A person, with what the group allows. Neither a password nor a key: whoever makes one sees it, and stacks are read by many.
fn build_user(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let groups = system.all(GROUP);
    let group = groups.into_iter().next();
    let group = group.unwrap_or_else(|| build_group(system, &Part { said: None }));
    let id = system.free_id("Person");
    let user = Resource::new(id, USER)
        .with_some("UserName", part.name(is_name))
        .with("Groups", Value::list([&group]));
    system.add(user)
}

/// Trust in a cluster's programs where there is a cluster, else in workflows of one repository's main branch at GitHub, with
/// a role for them that may bring out new code of this system.
fn build_oidc(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("OpenIdProvider");
    let provider = Resource::new(id.as_str(), OIDC).with("ClientIdList", vec![AUDIENCE]);
    if let Some(cluster) = system.all(eks::KIND).into_iter().next() {
        let issuer = Value::Attribute(cluster, "OpenIdConnectIssuerUrl");
        return system.add(provider.with("Url", issuer));
    }
    let id = system.add(provider.with("Url", format!("https://{GITHUB}")));
    let repository = delivery::repository(system);
    let main = Value::Concat(vec!["repo:".into(), repository, ":ref:refs/heads/main".into()]);
    let trust = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Federated": &id },
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": properties! {
            "StringEquals": Value::map([
                (format!("{GITHUB}:aud"), Value::from(AUDIENCE)),
                (format!("{GITHUB}:sub"), main),
            ]),
        },
    };
    let mut statements = vec![see_the_stack()];
    statements.extend(delivery::deploy_statements(system));
    let role = role(
        format!("{id} DeployRole").as_str(),
        "lambda.amazonaws.com",
        &statements,
    )
    .with("AssumeRolePolicyDocument", policy([trust]));
    let role = system.add(role);
    output_arn(system, &role, "The role that workflows of the repository take on");
    id
}

fn build_saml(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CompanyLogin");
    let metadata = system.blueprint.parameter(Parameter {
        id: "SamlMetadata".into(),
        description: "Metadata (XML) of the company's sign-in, from its administrator",
        pattern: r"[\s\S]{100,}",
        answer: "samlMetadata",
    });
    let provider = Resource::new(id, SAML)
        .with_some("Name", part.name(is_name))
        .with("SamlMetadataDocument", metadata);
    let id = system.add(provider);
    let trust = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Federated": &id },
        "Action": "sts:AssumeRoleWithSAML",
        "Condition": properties! { "StringEquals": properties! { "SAML:aud": CONSOLE } },
    };
    let role = role(format!("{id} Role").as_str(), "lambda.amazonaws.com", &[])
        .with("AssumeRolePolicyDocument", policy([trust]));
    let role = system.add(with_aws_policy(role, VIEW_ONLY));
    output_arn(system, &role, "The role that people of the company take on");
    id
}

fn output_arn(system: &mut System<'_>, id: &LogicalId, what: &str) {
    let arn = Value::Attribute(id.clone(), "Arn");
    system.blueprint.output(&format!("{id} Arn"), what, arn);
}

/// Whether AWS takes it as the name of a role, policy, group or user.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+=,.@_-".contains(c))
}
