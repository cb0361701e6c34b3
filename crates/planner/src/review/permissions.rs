//! What roles and strangers may do, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Subject, each, setting};
use crate::blueprint::{Resource, Value};

/// Types whose statements say what somebody of this account may do.
const IDENTITIES: &[&str] = &[
    "AWS::IAM::Group",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    "AWS::IoT::Policy",
    "AWS::SSO::PermissionSet",
];
/// Types whose statements say who may use them.
const GUARDED: &[&str] = &[
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::Events::EventBus",
    "AWS::KMS::Key",
    "AWS::Lambda::Permission",
    "AWS::OpenSearchService::Domain",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::ResourcePolicy",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-IAM-002",
        severity: Severity::High,
        look: Look::Each(IDENTITIES, grants_everything),
        message: [
            "This role may do more than one purpose needs, on every resource of the account",
            "यह भूमिका खाते के हर संसाधन पर ज़रूरत से ज़्यादा कर सकती है",
            "Yeh role account ke har resource par zaroorat se zyada kar sakta hai",
        ],
        suggestion: [
            "Name the actions and the resources one by one",
            "क्रियाएँ और संसाधन एक-एक करके लिखें",
            "Actions aur resources ek-ek karke likhein",
        ],
    },
    Rule {
        id: "CW-IAM-003",
        severity: Severity::High,
        look: Look::Each(GUARDED, lets_anyone),
        message: [
            "Anyone may use this, from any AWS account or none",
            "इसे कोई भी इस्तेमाल कर सकता है, किसी भी AWS खाते से या बिना खाते के",
            "Ise koi bhi use kar sakta hai, kisi bhi AWS account se ya bina account ke",
        ],
        suggestion: [
            "Name who may use it, or say under which condition",
            "लिखें कि कौन इस्तेमाल कर सकता है, या किस शर्त पर",
            "Likhein ki kaun use kar sakta hai, ya kis shart par",
        ],
    },
    Rule {
        id: "CW-IAM-004",
        severity: Severity::High,
        look: Look::Each(IDENTITIES, is_administrator),
        message: [
            "This gives the rights of an administrator: whoever gets hold of it has the whole account",
            "यह प्रशासक के अधिकार देता है: जिसके हाथ लगे उसके पास पूरा खाता होगा",
            "Yeh administrator ke adhikar deta hai: jiske haath lage uske paas poora account hoga",
        ],
        suggestion: [
            "Give exactly the permissions that the work needs",
            "केवल वे अनुमतियाँ दें जो काम के लिए ज़रूरी हैं",
            "Sirf woh permissions dein jo kaam ke liye zaroori hain",
        ],
    },
    Rule {
        id: "CW-IAM-005",
        severity: Severity::High,
        look: Look::Each(&["AWS::IAM::Role"], trusts_anyone),
        message: [
            "Anyone may take on this role",
            "इस भूमिका को कोई भी अपना सकता है",
            "Is role ko koi bhi apna sakta hai",
        ],
        suggestion: [
            "Name the one service or account that takes it on, and for outside systems the repository or user too",
            "वह एक सेवा या खाता लिखें जो इसे अपनाता है, और बाहरी सिस्टम के लिए रिपॉज़िटरी या उपयोगकर्ता भी",
            "Woh ek service ya account likhein jo ise apnata hai, aur bahari system ke liye repository ya user bhi",
        ],
    },
    Rule {
        id: "CW-S3-002",
        severity: Severity::High,
        look: Look::Settings(&[
            setting(
                "AWS::S3::Bucket",
                "PublicAccessBlockConfiguration.BlockPublicAcls",
                Must::BeOn,
            ),
            setting(
                "AWS::S3::Bucket",
                "PublicAccessBlockConfiguration.BlockPublicPolicy",
                Must::BeOn,
            ),
            setting(
                "AWS::S3::Bucket",
                "PublicAccessBlockConfiguration.IgnorePublicAcls",
                Must::BeOn,
            ),
            setting(
                "AWS::S3::Bucket",
                "PublicAccessBlockConfiguration.RestrictPublicBuckets",
                Must::BeOn,
            ),
            setting(
                "AWS::S3::Bucket",
                "AccessControl",
                Must::NotBe(&["PublicRead", "PublicReadWrite", "AuthenticatedRead"]),
            ),
        ]),
        message: [
            "This bucket can be opened to the whole internet",
            "यह बकेट पूरे इंटरनेट के लिए खोला जा सकता है",
            "Yeh bucket poore internet ke liye khola ja sakta hai",
        ],
        suggestion: [
            "Block public access, all four kinds of it",
            "सार्वजनिक पहुँच के चारों रास्ते बंद करें",
            "Public access ke chaaron raaste band karein",
        ],
    },
];

/// Managed policies of AWS's own that open an account.
const ADMINISTRATORS: [&str; 3] = [
    "policy/AdministratorAccess",
    "policy/IAMFullAccess",
    "policy/PowerUserAccess",
];

/// Every statement within a property, wherever it stands.
fn statements<'a>(resource: &'a Resource, left_out: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    let properties = resource.properties.iter().filter(|(name, _)| **name != left_out);
    for (_, value) in properties {
        each(value, &mut |value| {
            if value.get("Effect").and_then(Value::as_text) == Some("Allow") {
                found.push(value);
            }
        });
    }
    found
}

const TRUST: &str = "AssumeRolePolicyDocument";

/// Whether a statement allows all actions, or all of a service, on every resource.
fn grants_everything(_: Subject<'_>, resource: &Resource) -> bool {
    statements(resource, TRUST).into_iter().any(|statement| {
        // A statement that names what is not allowed allows everything else.
        let actions = any_text(statement.get("Action"), |text| text.ends_with('*'))
            || statement.get("NotAction").is_some();
        actions && any_text(statement.get("Resource"), |text| text == "*")
    })
}

fn is_administrator(_: Subject<'_>, resource: &Resource) -> bool {
    let lists = ["ManagedPolicyArns", "ManagedPolicies"];
    lists
        .iter()
        .filter_map(|it| resource.properties.get(*it))
        .any(|arns| {
            let mut found = false;
            each(arns, &mut |value| {
                let text = value.as_text();
                found |= text.is_some_and(|text| ADMINISTRATORS.iter().any(|policy| text.ends_with(policy)));
            });
            found
        })
}

fn lets_anyone(_: Subject<'_>, resource: &Resource) -> bool {
    // A permission is one statement, written flat. The public address of a function is CW-NET-003's.
    if let Some(Value::Text(principal)) = resource.properties.get("Principal") {
        let address = resource.properties.contains_key("FunctionUrlAuthType");
        let bound = ["SourceArn", "SourceAccount", "PrincipalOrgID"]
            .iter()
            .any(|it| resource.properties.contains_key(*it));
        return !address
            && (principal == "*" || principal.ends_with(".amazonaws.com") && !bound && is_shared(principal));
    }
    statements(resource, "").into_iter().any(is_for_anyone)
}

/// Services that act for whoever asks them: without a source, a stranger's bucket or topic could make them call.
fn is_shared(principal: &str) -> bool {
    [
        "s3.",
        "sns.",
        "events.",
        "apigateway.",
        "iot.",
        "ses.",
        "elasticloadbalancing.",
    ]
    .iter()
    .any(|service| principal.starts_with(service))
}

fn is_for_anyone(statement: &Value) -> bool {
    let principal = statement.get("Principal");
    let anyone = any_text(principal, |text| text == "*")
        || any_text(principal.and_then(|it| it.get("AWS")), |text| text == "*");
    anyone && statement.get("Condition").is_none()
}

fn trusts_anyone(_: Subject<'_>, role: &Resource) -> bool {
    let Some(Value::List(statements)) = role.properties.get(TRUST).and_then(|it| it.get("Statement")) else {
        return false;
    };
    // Everybody's jobs at GitHub and everybody's guests at Cognito come from one provider: the condition tells them apart.
    let unbound = |statement: &Value| {
        let federated = statement.get("Principal").and_then(|it| it.get("Federated"));
        federated.is_some() && statement.get("Condition").is_none()
    };
    statements.iter().any(|it| is_for_anyone(it) || unbound(it))
}

fn any_text(value: Option<&Value>, fits: fn(&str) -> bool) -> bool {
    match value {
        Some(Value::Text(text)) => fits(text),
        Some(Value::List(values)) => values.iter().filter_map(Value::as_text).any(fits),
        _ => false,
    }
}
