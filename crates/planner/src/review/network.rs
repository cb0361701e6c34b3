//! Who can reach what, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Subject, each, setting, text};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::apigateway;
use crate::requirements::LOGIN_RANGE;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-NET-002",
        severity: Severity::Critical,
        look: Look::Each(
            &["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"],
            opens_administration,
        ),
        message: [
            "A port for remote login or a database is open to the whole internet",
            "रिमोट लॉगिन या डेटाबेस का पोर्ट पूरे इंटरनेट के लिए खुला है",
            "Remote login ya database ka port poore internet ke liye khula hai",
        ],
        suggestion: [
            "Allow only the application's own network to reach it",
            "केवल ऐप्लिकेशन के अपने नेटवर्क को पहुँचने दें",
            "Sirf application ke apne network ko pahunchne dein",
        ],
    },
    Rule {
        id: "CW-DB-002",
        severity: Severity::Critical,
        look: Look::Settings(&[
            setting("AWS::AmazonMQ::Broker", "PubliclyAccessible", Must::BeOff),
            setting("AWS::DMS::ReplicationInstance", "PubliclyAccessible", Must::BeOff),
            setting(
                "AWS::MSK::Cluster",
                "BrokerNodeGroupInfo.ConnectivityInfo?.PublicAccess?.Type",
                Must::Be(&["DISABLED"]),
            ),
            setting("AWS::Neptune::DBInstance", "PubliclyAccessible", Must::BeOff),
            setting("AWS::RDS::DBInstance", "PubliclyAccessible", Must::BeOff),
            setting("AWS::Redshift::Cluster", "PubliclyAccessible", Must::BeOff),
            setting(
                "AWS::RedshiftServerless::Workgroup",
                "PubliclyAccessible",
                Must::BeOff,
            ),
            setting(
                "AWS::Timestream::InfluxDBInstance",
                "PubliclyAccessible",
                Must::BeOff,
            ),
        ]),
        message: [
            "The database can get a public address",
            "डेटाबेस को सार्वजनिक पता मिल सकता है",
            "Database ko public address mil sakta hai",
        ],
        suggestion: [
            "Keep it in private subnets without a public address",
            "उसे बिना सार्वजनिक पते के निजी सबनेट में रखें",
            "Use bina public address ke private subnets mein rakhein",
        ],
    },
    Rule {
        id: "CW-DB-003",
        severity: Severity::Low,
        look: Look::Each(&["AWS::OpenSearchServerless::SecurityPolicy"], is_open_collection),
        message: [
            "The search index has an address on the internet; only signed requests of your account get in",
            "सर्च इंडेक्स का पता इंटरनेट पर है; केवल आपके खाते के हस्ताक्षरित अनुरोध अंदर जा पाते हैं",
            "Search index ka address internet par hai; sirf aapke account ki signed requests andar ja paati hain",
        ],
        suggestion: [
            "The Hardened profile gives it an address within your network only",
            "Hardened प्रोफ़ाइल इसे केवल आपके नेटवर्क के अंदर का पता देती है",
            "Hardened profile ise sirf aapke network ke andar ka address deti hai",
        ],
    },
    Rule {
        id: "CW-NET-003",
        severity: Severity::Info,
        look: Look::First(
            &[
                "AWS::ApiGatewayV2::Route",
                "AWS::ApiGateway::Method",
                "AWS::Lambda::Url",
                "AWS::AppSync::GraphQLApi",
            ],
            takes_anyone,
        ),
        message: [
            "Anyone on the internet can call this API; calls per second are limited",
            "इस API को इंटरनेट से कोई भी बुला सकता है; प्रति सेकंड कॉल सीमित हैं",
            "Is API ko internet se koi bhi call kar sakta hai; per second calls seemit hain",
        ],
        suggestion: [
            "Check in your code who is calling, or ask for an API that isn't public: then only signed requests get through",
            "अपने कोड में जाँचिए कि कौन बुला रहा है, या ऐसा API माँगिए जो सार्वजनिक न हो: तब केवल हस्ताक्षरित अनुरोध पहुँचेंगे",
            "Apne code mein check kijiye ki kaun call kar raha hai, ya aisa API maangiye jo public na ho: tab sirf signed requests pahunchengi",
        ],
    },
    Rule {
        id: "CW-NET-004",
        severity: Severity::Low,
        look: Look::Each(&["AWS::EKS::Cluster"], is_open_cluster),
        message: [
            "The cluster's control plane has an address on the internet; signing in still takes your AWS permissions",
            "क्लस्टर के कंट्रोल प्लेन का पता इंटरनेट पर है; अंदर जाने के लिए फिर भी आपकी AWS अनुमति चाहिए",
            "Cluster ke control plane ka address internet par hai; andar jaane ke liye phir bhi aapki AWS permission chahiye",
        ],
        suggestion: [
            "Close the public endpoint, or open it to the addresses of your office only",
            "सार्वजनिक एंडपॉइंट बंद करें, या उसे केवल अपने दफ़्तर के पतों के लिए खोलें",
            "Public endpoint band karein, ya use sirf apne office ke addresses ke liye kholein",
        ],
    },
    Rule {
        id: "CW-NET-006",
        severity: Severity::Medium,
        look: Look::First(
            &[
                "AWS::EC2::Instance",
                "AWS::AutoScaling::AutoScalingGroup",
                "AWS::ECS::Service",
                "AWS::Lambda::Function",
            ],
            login_range_was_said,
        ),
        message: [
            "You asked for remote login (SSH or RDP) from one range of addresses only; no port is opened for it to anybody",
            "आपने रिमोट लॉगिन (SSH या RDP) केवल एक पता-श्रेणी से माँगा है; उसके लिए किसी को भी कोई पोर्ट नहीं खोला गया है",
            "Aapne remote login (SSH ya RDP) sirf ek address range se maanga hai; uske liye kisi ko bhi koi port nahi khola gaya hai",
        ],
        suggestion: [
            "Log in with AWS Systems Manager Session Manager, which asks for your AWS permissions; a policy can keep it to that range",
            "AWS Systems Manager Session Manager से लॉगिन कीजिए, जो आपकी AWS अनुमति माँगता है; पॉलिसी उसे उसी श्रेणी तक रख सकती है",
            "AWS Systems Manager Session Manager se login kijiye, jo aapki AWS permission maangta hai; policy use usi range tak rakh sakti hai",
        ],
    },
    Rule {
        id: "CW-NET-005",
        severity: Severity::Medium,
        look: Look::Settings(&[
            setting(
                "AWS::EC2::Instance",
                "MetadataOptions.HttpTokens",
                Must::Be(&["required"]),
            ),
            setting(
                "AWS::EC2::LaunchTemplate",
                "LaunchTemplateData.MetadataOptions.HttpTokens",
                Must::Be(&["required"]),
            ),
            setting(
                "AWS::SageMaker::NotebookInstance",
                "InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion",
                Must::Be(&["2"]),
            ),
        ]),
        message: [
            "The machine hands its permissions to any request that gets through to it (IMDSv1): one faulty program gives them away",
            "मशीन अपनी अनुमतियाँ उस तक पहुँचने वाले किसी भी अनुरोध को दे देती है (IMDSv1): एक ग़लत प्रोग्राम उन्हें लुटा सकता है",
            "Machine apni permissions us tak pahunchne wali kisi bhi request ko de deti hai (IMDSv1): ek galat program unhe luta sakta hai",
        ],
        suggestion: [
            "Require IMDSv2, which asks for a token first",
            "IMDSv2 अनिवार्य करें, जो पहले टोकन माँगता है",
            "IMDSv2 zaroori karein, jo pehle token maangta hai",
        ],
    },
];

/// Ports that machines and databases are administered or spoken to by: telnet and SSH, Windows files and RPC, SQL Server, Oracle,
/// NFS, Docker, `MySQL`, RDP, `PostgreSQL`, Redshift, AMQP, VNC, `WinRM`, Redis, Kubernetes, `InfluxDB`, Neptune, Cassandra, Kafka,
/// `OpenSearch`, Memcached and `MongoDB`.
const ADMINISTRATION: [i64; 33] = [
    22, 23, 135, 445, 1433, 1521, 2049, 2375, 2376, 3306, 3389, 5432, 5439, 5601, 5671, 5672, 5900, 5985,
    5986, 6379, 6443, 8086, 8182, 9042, 9092, 9094, 9096, 9098, 9142, 9200, 9300, 11211, 27017,
];

fn opens_administration(_: Subject<'_>, resource: &Resource) -> bool {
    match resource.properties.get("SecurityGroupIngress") {
        Some(Value::List(rules)) => rules.iter().any(|rule| opens(|name| rule.get(name))),
        _ => opens(|name| resource.properties.get(name)),
    }
}

/// Whether a rule lets the whole internet in to such a port; `of` gives the rule's properties.
fn opens<'a>(of: impl Fn(&str) -> Option<&'a Value>) -> bool {
    let text = |name| of(name).and_then(Value::as_text);
    let number = |name| of(name).and_then(Value::as_integer);
    // Half of the internet is as bad as all of it, and a known way around rules that look for /0.
    let wide = |range: &str| matches!(range.rsplit_once('/'), Some((_, "0" | "1")));
    let world = ["CidrIp", "CidrIpv6"].into_iter().filter_map(text).any(wide);
    let every_port = text("IpProtocol") == Some("-1");
    let from = number("FromPort").unwrap_or(0);
    let to = number("ToPort").unwrap_or(65_535);
    world && (every_port || ADMINISTRATION.iter().any(|port| (from..=to).contains(port)))
}

fn is_open_collection(_: Subject<'_>, policy: &Resource) -> bool {
    let mut open = false;
    if let Some(policy) = policy.properties.get("Policy") {
        each(policy, &mut |value| {
            open |= value
                .as_text()
                .is_some_and(|text| text.contains("\"AllowFromPublic\":true"));
        });
    }
    open
}

fn takes_anyone(subject: Subject<'_>, door: &Resource) -> bool {
    // A REST API with a policy answers a network or a range of addresses alone.
    let has_policy = |api: &LogicalId| {
        let api = subject.blueprint.resource(api);
        api.is_some_and(|it| it.properties.contains_key(apigateway::allow_list::POLICY))
    };
    if let Some(Value::Ref(api)) = door.properties.get("RestApiId")
        && has_policy(api)
    {
        return false;
    }
    let needs_key = door.properties.get("ApiKeyRequired") == Some(&Value::Bool(true));
    let open = ["AuthorizationType", "AuthType"]
        .iter()
        .any(|property| text(door, property) == Some("NONE"));
    // The key of a GraphQL API is in every visitor's browser.
    open && !needs_key || text(door, "AuthenticationType") == Some("API_KEY")
}

fn is_open_cluster(_: Subject<'_>, cluster: &Resource) -> bool {
    let Some(network) = cluster.properties.get("ResourcesVpcConfig") else {
        return true;
    };
    // AWS's own default is open to everybody.
    network.get("EndpointPublicAccess") != Some(&Value::Bool(false))
        && network.get("PublicAccessCidrs").is_none()
}

/// Remote login that was to be possible from one range only.
fn login_range_was_said(subject: Subject<'_>, _resource: &Resource) -> bool {
    let mut services = subject.requirements.services.iter();
    services.any(|service| service.properties.contains_key(LOGIN_RANGE))
}
