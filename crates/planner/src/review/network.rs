//! Who can reach what, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::words::Words;
use super::{Rule, Subject};
use crate::blueprint::{Resource, Value};
use crate::requirements::LOGIN_RANGE;

pub(super) const RULES: &[Rule] = &[open_administration, public_database, open_api, remote_login];

/// Ports that machines and databases are administered by.
const ADMINISTRATION: [i64; 8] = [22, 1433, 1521, 3306, 3389, 5432, 6379, 27017];

/// Holds for no plan of ours; a new architecture that opened such a port would be told here.
fn open_administration(subject: Subject<'_>) -> Vec<Words> {
    let inline = subject.blueprint.of_kind("AWS::EC2::SecurityGroup").filter(|group| {
        matches!(group.properties.get("SecurityGroupIngress"), Some(Value::List(rules)) if rules.iter().any(opens))
    });
    let separate = subject
        .blueprint
        .of_kind("AWS::EC2::SecurityGroupIngress")
        .filter(|rule| opens(&properties(rule)));
    inline
        .chain(separate)
        .map(|resource| administration().about(resource))
        .collect()
}

fn properties(resource: &Resource) -> Value {
    Value::map(
        resource
            .properties
            .iter()
            .map(|(name, value)| (*name, value.clone())),
    )
}

fn opens(rule: &Value) -> bool {
    let text = |name| rule.get(name).and_then(Value::as_text);
    let number = |name| rule.get(name).and_then(Value::as_integer);
    let world = text("CidrIp") == Some("0.0.0.0/0") || text("CidrIpv6") == Some("::/0");
    let every_port = text("IpProtocol") == Some("-1");
    let from = number("FromPort").unwrap_or(0);
    let to = number("ToPort").unwrap_or(65_535);
    world && (every_port || ADMINISTRATION.iter().any(|port| (from..=to).contains(port)))
}

fn public_database(subject: Subject<'_>) -> Vec<Words> {
    let databases = subject.blueprint.of_kind("AWS::RDS::DBInstance");
    let public = databases.filter(|it| it.properties.get("PubliclyAccessible") != Some(&Value::Bool(false)));
    public
        .map(|database| database_may_be_public().about(database))
        .collect()
}

/// Whoever plans an open API should know that anyone may call it: the sample has no login.
fn open_api(subject: Subject<'_>) -> Vec<Words> {
    let routes = subject.blueprint.of_kind("AWS::ApiGatewayV2::Route");
    let methods = subject.blueprint.of_kind("AWS::ApiGateway::Method");
    let open = |resource: &&Resource| {
        resource
            .properties
            .get("AuthorizationType")
            .and_then(Value::as_text)
            == Some("NONE")
    };
    routes
        .chain(methods)
        .find(open)
        .map(|route| anyone_may_call().about(route))
        .into_iter()
        .collect()
}

/// Remote login that was to be possible from one range only: no port of it is open to anybody.
fn remote_login(subject: Subject<'_>) -> Vec<Words> {
    let asked = subject
        .requirements
        .services
        .iter()
        .any(|service| service.properties.contains_key(LOGIN_RANGE));
    let machine = || subject.blueprint.of_kind("AWS::EC2::Instance").next();
    let words = |()| match machine() {
        Some(machine) => login_without_a_port().about(machine),
        None => login_without_a_port(),
    };
    asked.then_some(()).map(words).into_iter().collect()
}

fn login_without_a_port() -> Words {
    Words {
        rule: "CW-NET-004",
        severity: Severity::Medium,
        resource: None,
        message: [
            "You asked for remote login (SSH or RDP) from one range of addresses only; no port is opened for it to anybody",
            "आपने रिमोट लॉगिन (SSH या RDP) केवल एक पता-श्रेणी से माँगा है; उसके लिए किसी को भी कोई पोर्ट नहीं खोला गया है",
            "Aapne remote login (SSH ya RDP) sirf ek address range se maanga hai; uske liye kisi ko bhi koi port nahi khola gaya hai",
        ],
        suggestion: [
            "Log in with AWS Systems Manager Session Manager, which asks for your AWS permissions; a policy can keep it to that range",
            "AWS Systems Manager Session Manager से लॉगिन कीजिए, जो आपकी AWS अनुमति माँगता है; policy उसे उसी श्रेणी तक रख सकती है",
            "AWS Systems Manager Session Manager se login kijiye, jo aapki AWS permission maangta hai; policy use usi range tak rakh sakti hai",
        ],
    }
}

fn administration() -> Words {
    Words {
        rule: "CW-NET-002",
        severity: Severity::Critical,
        resource: None,
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
    }
}

fn database_may_be_public() -> Words {
    Words {
        rule: "CW-DB-002",
        severity: Severity::Critical,
        resource: None,
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
    }
}

fn anyone_may_call() -> Words {
    Words {
        rule: "CW-NET-003",
        severity: Severity::Info,
        resource: None,
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
    }
}
