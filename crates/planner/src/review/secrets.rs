//! Secrets that anyone who may read the template, the parameters or the machine's settings would see.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Rule, Subject, each, text};
use crate::blueprint::{LogicalId, Resource, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-SEC-001",
        severity: Severity::High,
        look: Look::Each(&[], keeps_plain_secret),
        message: [
            "A password or key stands here in plain text: whoever may read the template or the settings has it",
            "यहाँ पासवर्ड या कुंजी सादे अक्षरों में लिखी है: जो भी टेम्पलेट या सेटिंग पढ़ सकता है, उसे मिल जाएगी",
            "Yahan password ya key saade text mein likhi hai: jo bhi template ya settings padh sakta hai use mil jayegi",
        ],
        suggestion: [
            "Keep it in Secrets Manager and give the program its ARN",
            "इसे Secrets Manager में रखें और प्रोग्राम को उसका ARN दें",
            "Ise Secrets Manager mein rakhein aur program ko uska ARN dein",
        ],
    },
    Rule {
        id: "CW-SEC-002",
        severity: Severity::High,
        look: Look::Each(&[], takes_secret_as_parameter),
        message: [
            "A password or key would be given as a parameter of the stack, which everybody who may see the stack can read",
            "पासवर्ड या कुंजी स्टैक के पैरामीटर के रूप में दी जाएगी, जिसे स्टैक देख सकने वाला हर कोई पढ़ सकता है",
            "Password ya key stack ke parameter ke roop mein di jayegi, jise stack dekh sakne wala har koi padh sakta hai",
        ],
        suggestion: [
            "Let AWS make the password and keep it in Secrets Manager",
            "पासवर्ड AWS को बनाने दें और उसे Secrets Manager में रखें",
            "Password AWS ko banane dein aur use Secrets Manager mein rakhein",
        ],
    },
    Rule {
        id: "CW-SEC-003",
        severity: Severity::High,
        look: Look::Each(
            &[
                "AWS::AutoScaling::LaunchConfiguration",
                "AWS::CodeBuild::Project",
                "AWS::EC2::Instance",
                "AWS::EC2::LaunchTemplate",
                "AWS::Lambda::Function",
                "AWS::Synthetics::Canary",
            ],
            writes_secret_into_program,
        ),
        message: [
            "A password or key is written into what the machine runs when it starts: every program on it can read that",
            "मशीन शुरू होते समय जो चलाती है उसमें पासवर्ड या कुंजी लिखी है: उस पर हर प्रोग्राम उसे पढ़ सकता है",
            "Machine shuru hote samay jo chalati hai usme password ya key likhi hai: us par har program use padh sakta hai",
        ],
        suggestion: [
            "Let the program fetch it from Secrets Manager with the machine's own permissions",
            "प्रोग्राम को मशीन की अपनी अनुमतियों से उसे Secrets Manager से लाने दें",
            "Program ko machine ki apni permissions se use Secrets Manager se laane dein",
        ],
    },
];

/// Properties that are passwords and keys, whatever type has them.
const SECRET_PROPERTIES: [&str; 12] = [
    "AccessToken",
    "AdminUserPassword",
    "AuthToken",
    "MasterPassword",
    "MasterUserPassword",
    "OAuthToken",
    "OauthToken",
    "Password",
    "Passwords",
    "SecretAccessKey",
    "SecretString",
    "ClientSecret",
];
/// What names of settings with secrets in them have in common.
const SECRET_WORDS: [&str; 9] = [
    "PASSWORD",
    "PASSWD",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "ACCESS_KEY",
    "PRIVATE_KEY",
    "CREDENTIAL",
];
/// Ends of names that say where a secret is, or what it is like, and aren't the secret.
const ABOUT_SECRETS: [&str; 14] = [
    "ARN", "NAME", "ID", "URL", "URI", "ENDPOINT", "PATH", "FILE", "LENGTH", "TTL", "EXPIRY", "POLICY",
    "TABLE", "DAYS",
];

/// Whether a setting of this name has a secret in it.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_uppercase().replace('-', "_");
    SECRET_WORDS.iter().any(|word| name.contains(word))
        && !ABOUT_SECRETS.iter().any(|end| name.ends_with(end))
}

/// A text that is the secret itself: not empty, and not a place that `CloudFormation` looks it up in.
fn is_plain(value: &Value) -> bool {
    let looked_up = |text: &str| {
        text.starts_with("{{resolve:secretsmanager:") || text.starts_with("{{resolve:ssm-secure:")
    };
    match value {
        Value::Text(text) => !text.is_empty() && !looked_up(text),
        Value::List(values) => values.iter().any(is_plain),
        // What is put together of others is as plain as its first part.
        Value::Concat(parts) => parts.first().is_some_and(is_plain),
        _ => false,
    }
}

fn keeps_plain_secret(_: Subject<'_>, resource: &Resource) -> bool {
    let mut found = resource
        .properties
        .iter()
        .any(|(name, value)| SECRET_PROPERTIES.contains(name) && is_plain(value));
    // `SecureString` can't be made by CloudFormation, so a parameter's value is always plain.
    found |= resource.kind == "AWS::SSM::Parameter" && text(resource, "Name").is_some_and(is_secret);
    for value in resource.properties.values() {
        each(value, &mut |value| {
            found |= entries(value, is_plain) || value.as_text().is_some_and(has_key);
        });
    }
    found
}

/// Whether a map has a secret of that sort: under a name of its own, or as `Name` (`Key`, `OptionName`) and `Value`.
fn entries(map: &Value, sort: fn(&Value) -> bool) -> bool {
    let Value::Map(entries) = map else { return false };
    let named = ["Name", "Key", "OptionName"]
        .iter()
        .find_map(|it| map.get(it)?.as_text());
    let pair = named.is_some_and(is_secret)
        && map
            .get("Type")
            .and_then(Value::as_text)
            .is_none_or(|it| it == "PLAINTEXT");
    // Settings of a program are in capitals; properties of AWS's own have names like `PasswordPolicy`.
    let shouted = |name: &str| !name.chars().any(|c| c.is_ascii_lowercase());
    pair && map.get("Value").is_some_and(sort)
        || entries.iter().any(|(name, value)| {
            (SECRET_PROPERTIES.contains(&name.as_str()) || shouted(name) && is_secret(name)) && sort(value)
        })
}

/// Whether a text has a key in it that gives itself away: AWS's access keys and PEM files.
fn has_key(text: &str) -> bool {
    let access_key = |word: &str| {
        word.len() == 20
            && (word.starts_with("AKIA") || word.starts_with("ASIA"))
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let may_have = text.contains("AKIA") || text.contains("ASIA");
    text.contains("PRIVATE KEY-----")
        || may_have && text.split(|c: char| !c.is_ascii_alphanumeric()).any(access_key)
}

fn takes_secret_as_parameter(_: Subject<'_>, resource: &Resource) -> bool {
    let is_parameter = |value: &Value| matches!(value, Value::Parameter(id) if !says_where(id));
    let mut found = resource
        .properties
        .iter()
        .any(|(name, value)| SECRET_PROPERTIES.contains(name) && is_parameter(value));
    for value in resource.properties.values() {
        each(value, &mut |value| {
            found |= entries(value, |it| matches!(it, Value::Parameter(id) if !says_where(id)));
        });
    }
    found
}

/// A parameter such as `SourceDatabaseSecretArn` says where a secret is.
fn says_where(parameter: &LogicalId) -> bool {
    parameter.as_str().to_ascii_uppercase().ends_with("ARN")
}

fn writes_secret_into_program(_: Subject<'_>, resource: &Resource) -> bool {
    let mut found = false;
    for value in resource.properties.values() {
        each(value, &mut |value| {
            found |= value
                .as_text()
                .is_some_and(|text| text.lines().any(assigns_secret));
        });
    }
    found
}

/// Whether a line of a program sets a secret to a text of its own: `export DB_PASSWORD=hunter2`, `api_key = "…"`.
fn assigns_secret(line: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let name = name
        .trim_end()
        .rsplit(|c: char| c.is_whitespace() || c == '.')
        .next()
        .unwrap_or_default();
    let value = value.trim().trim_matches([',', ';']);
    let quoted = value.len() > 2
        && (value.starts_with('"') || value.starts_with('\''))
        && !value.contains(['$', '{', '(']);
    let shell = !name.chars().any(|c| c.is_ascii_lowercase())
        && value.len() > 2
        && value.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_secret(name) && (quoted || shell && !value.contains(['$', '(', '.']))
}
