//! Encryption in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::words::Words;
use super::{Rule, Subject};
use crate::blueprint::{Resource, Value};

pub(super) const RULES: &[Rule] = &[plain_http, unencrypted_files, unencrypted_disks];

/// A load balancer without a certificate, or a machine that is reached directly, talks plain HTTP; AWS gives certificates
/// for domains only. A content network in front has one of its own.
fn plain_http(subject: Subject<'_>) -> Vec<Words> {
    let of_kind = |kind| subject.blueprint.of_kind(kind);
    let mut listeners = of_kind("AWS::ElasticLoadBalancingV2::Listener").peekable();
    let first = listeners.peek().copied();
    let encrypted = listeners.any(|listener| text(listener, "Protocol") == Some("HTTPS"))
        || of_kind("AWS::CloudFront::Distribution").next().is_some();
    let open = first.or_else(|| of_kind("AWS::EC2::Instance").next());
    open.filter(|_| !encrypted)
        .map(|door| over_http().about(door))
        .into_iter()
        .collect()
}

fn text<'a>(resource: &'a Resource, property: &str) -> Option<&'a str> {
    resource.properties.get(property).and_then(Value::as_text)
}

fn unencrypted_files(subject: Subject<'_>) -> Vec<Words> {
    let buckets = subject.blueprint.of_kind("AWS::S3::Bucket");
    buckets
        .filter(|it| !it.properties.contains_key("BucketEncryption"))
        .map(|it| unencrypted().about(it))
        .collect()
}

fn unencrypted_disks(subject: Subject<'_>) -> Vec<Words> {
    let databases = subject.blueprint.of_kind("AWS::RDS::DBInstance");
    let open = databases.filter(|it| it.properties.get("StorageEncrypted") != Some(&Value::Bool(true)));
    open.map(|database| unencrypted().about(database)).collect()
}

fn over_http() -> Words {
    Words {
        rule: "CW-ENC-003",
        severity: Severity::Low,
        resource: None,
        message: [
            "The address answers over plain HTTP: without a domain of your own AWS gives it no certificate",
            "यह पता सादे HTTP पर चलता है: आपके अपने डोमेन के बिना AWS इसे प्रमाणपत्र नहीं देता",
            "Yeh address saade HTTP par chalta hai: aapke apne domain ke bina AWS ise certificate nahi deta",
        ],
        suggestion: [
            "Good enough to try it out; name a domain of your own before real data goes over it, and it becomes HTTPS",
            "आज़माने के लिए ठीक है; असली डेटा से पहले अपना डोमेन बताइए, तब यह HTTPS हो जाएगा",
            "Aazmaane ke liye theek hai; asli data se pehle apna domain bataiye, tab yeh HTTPS ho jayega",
        ],
    }
}

/// Holds for no plan of ours.
fn unencrypted() -> Words {
    Words {
        rule: "CW-ENC-004",
        severity: Severity::High,
        resource: None,
        message: [
            "Data would be kept unencrypted here",
            "यहाँ डेटा बिना एन्क्रिप्शन के रखा जाएगा",
            "Yahan data bina encryption ke rakha jayega",
        ],
        suggestion: [
            "Turn on encryption at rest",
            "रखे हुए डेटा का एन्क्रिप्शन चालू करें",
            "Rakhe hue data ka encryption chalu karein",
        ],
    }
}
