//! Whether somebody can find out later what happened.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Subject, setting, text};
use crate::blueprint::{Resource, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-LOG-001",
        severity: Severity::Low,
        look: Look::Settings(&[
            setting("AWS::AmazonMQ::Broker", "Logs", Must::BeThere),
            setting("AWS::ApiGateway::Stage", "AccessLogSetting", Must::BeThere),
            setting("AWS::ApiGatewayV2::Stage", "AccessLogSettings", Must::BeThere),
            setting("AWS::AppSync::GraphQLApi", "LogConfig", Must::BeThere),
            setting(
                "AWS::Batch::JobDefinition",
                "ContainerProperties.LogConfiguration",
                Must::BeThere,
            ),
            setting("AWS::CloudTrail::Trail", "IsLogging", Must::BeOn),
            setting("AWS::CodeBuild::Project", "LogsConfig", Must::BeThere),
            setting(
                "AWS::DocDB::DBCluster",
                "EnableCloudwatchLogsExports",
                Must::BeThere,
            ),
            setting(
                "AWS::EC2::ClientVpnEndpoint",
                "ConnectionLogOptions.Enabled",
                Must::BeOn,
            ),
            setting(
                "AWS::ECS::TaskDefinition",
                "ContainerDefinitions.LogConfiguration",
                Must::BeThere,
            ),
            setting("AWS::EKS::Cluster", "Logging", Must::BeThere),
            setting(
                "AWS::KinesisFirehose::DeliveryStream",
                "ExtendedS3DestinationConfiguration?.CloudWatchLoggingOptions.Enabled",
                Must::BeOn,
            ),
            setting("AWS::Lambda::Function", "LoggingConfig", Must::BeThere),
            setting("AWS::MSK::Cluster", "LoggingInfo", Must::BeThere),
            setting(
                "AWS::Neptune::DBCluster",
                "EnableCloudwatchLogsExports",
                Must::BeThere,
            ),
            setting("AWS::Pipes::Pipe", "LogConfiguration", Must::BeThere),
            setting(
                "AWS::RDS::DBCluster",
                "EnableCloudwatchLogsExports",
                Must::BeThere,
            ),
            setting("AWS::RedshiftServerless::Namespace", "LogExports", Must::BeThere),
            setting(
                "AWS::StepFunctions::StateMachine",
                "LoggingConfiguration",
                Must::BeThere,
            ),
            setting(
                "AWS::Transfer::Server",
                "StructuredLogDestinations",
                Must::BeThere,
            ),
        ]),
        message: [
            "Nothing is written down here: after an incident nobody can tell what happened",
            "यहाँ कुछ भी दर्ज नहीं होता: किसी घटना के बाद कोई नहीं बता सकता कि क्या हुआ",
            "Yahan kuch bhi record nahi hota: kisi incident ke baad koi nahi bata sakta ki kya hua",
        ],
        suggestion: [
            "Send its log to CloudWatch Logs",
            "इसका लॉग CloudWatch Logs में भेजें",
            "Iska log CloudWatch Logs mein bhejein",
        ],
    },
    Rule {
        id: "CW-LOG-003",
        severity: Severity::Low,
        look: Look::Settings(&[setting(
            "AWS::Logs::LogGroup",
            "RetentionInDays",
            Must::BeAtLeast(1),
        )]),
        message: [
            "This log is kept for ever, and so is its bill",
            "यह लॉग हमेशा रखा जाता है, और इसका बिल भी",
            "Yeh log hamesha rakha jaata hai, aur iska bill bhi",
        ],
        suggestion: [
            "Say for how many days it is to be kept",
            "लिखें कि इसे कितने दिन रखना है",
            "Likhein ki ise kitne din rakhna hai",
        ],
    },
    Rule {
        id: "CW-LOG-002",
        severity: Severity::Info,
        look: Look::First(
            &[
                "AWS::CloudFront::Distribution",
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "AWS::S3::Bucket",
                "AWS::EC2::VPC",
                "AWS::WAFv2::WebACL",
            ],
            keeps_no_costly_log,
        ),
        message: [
            "Who visits is not written down everywhere: access logs of sites, load balancers, files and networks are paid by the gigabyte",
            "कौन आता है यह हर जगह दर्ज नहीं होता: साइट, लोड बैलेंसर, फ़ाइलों और नेटवर्क के लॉग प्रति गीगाबाइट ख़र्च माँगते हैं",
            "Kaun aata hai yeh har jagah record nahi hota: site, load balancer, files aur network ke log per gigabyte kharch maangte hain",
        ],
        suggestion: [
            "The Hardened profile keeps them",
            "Hardened प्रोफ़ाइल उन्हें रखती है",
            "Hardened profile unhe rakhti hai",
        ],
    },
    Rule {
        id: "CW-LOG-004",
        severity: Severity::Info,
        look: Look::Each(&["AWS::RDS::DBInstance"], log_without_an_end),
        message: [
            "AWS makes the log of this database by itself and keeps it without an end",
            "इस डेटाबेस का लॉग AWS ख़ुद बनाता है और हमेशा रखता है",
            "Is database ka log AWS khud banata hai aur hamesha rakhta hai",
        ],
        suggestion: [
            "Give the database a name in your request: then the plan makes its log and says for how many days it is kept",
            "अनुरोध में डेटाबेस को नाम दीजिए: तब योजना उसका लॉग बनाएगी और बताएगी कि कितने दिन रखा जाए",
            "Prompt mein database ko naam dijiye: tab plan uska log banayega aur batayega ki kitne din rakha jaye",
        ],
    },
];

/// Whether something that can keep a log of visits, at a price, keeps none.
fn keeps_no_costly_log(subject: Subject<'_>, resource: &Resource) -> bool {
    let beside = |kind| {
        let mut all = subject.blueprint.of_kind(kind);
        all.any(|it| {
            it.properties
                .values()
                .any(|value| value.references().contains(&&resource.id))
        })
    };
    match resource.kind {
        "AWS::CloudFront::Distribution" => {
            let config = resource.properties.get("DistributionConfig");
            config.and_then(|it| it.get("Logging")).is_none() && !beside("AWS::Logs::DeliverySource")
        }
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => {
            let attributes = match resource.properties.get("LoadBalancerAttributes") {
                Some(Value::List(attributes)) => attributes.as_slice(),
                _ => &[],
            };
            !attributes.iter().any(|it| {
                it.get("Key").and_then(Value::as_text) == Some("access_logs.s3.enabled")
                    && it.get("Value").and_then(Value::as_text) == Some("true")
            })
        }
        // A bucket that other logs go to keeps none of its own: each entry would make the next.
        "AWS::S3::Bucket" => {
            let for_logs = resource.id.as_str().contains("Log")
                || text(resource, "AccessControl") == Some("LogDeliveryWrite");
            !for_logs && !resource.properties.contains_key("LoggingConfiguration")
        }
        "AWS::EC2::VPC" => !beside("AWS::EC2::FlowLog"),
        _ => !beside("AWS::WAFv2::LoggingConfiguration"),
    }
}

/// RDS makes the log groups of a database that has no name of its own, and gives them no end.
fn log_without_an_end(subject: Subject<'_>, database: &Resource) -> bool {
    let sends = database.properties.contains_key("EnableCloudwatchLogsExports")
        && !database.properties.contains_key("SourceDBInstanceIdentifier");
    let name = database
        .properties
        .get("DBInstanceIdentifier")
        .and_then(Value::as_text);
    let kept = name.is_some_and(|name| {
        let start = format!("/aws/rds/instance/{name}/");
        subject.blueprint.of_kind("AWS::Logs::LogGroup").any(|group| {
            let group = group.properties.get("LogGroupName").and_then(Value::as_text);
            group.is_some_and(|group| group.starts_with(&start))
        })
    });
    sends && !kept
}
