//! What AWS gives away each month. Here: the allowances, whom they are for, and subtracting each of them once over
//! everything in the account that it covers. Not here: prices.
//!
//! Since 2025-07-15 new accounts get credits instead of the allowances of the first twelve months, which the last older
//! account lost on 2026-07-14. What is free for ever is free for everybody. As told by
//! <https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier-plans.html> and the pages named at each table.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use crate::catalog::plain::say;

/// What an account has for free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FreeTier {
    /// Only what every account has for ever.
    #[default]
    AlwaysFreeOnly,
    /// Credits of an account made on or after 2025-07-15; allowances as above.
    Credits {
        /// US dollars that are left, where known.
        remaining: Option<Decimal>,
    },
    /// Twelve-month allowances too.
    Legacy12Month,
}

/// Something that is free up to a quantity a month, over the whole account.
#[derive(Debug)]
pub(super) struct Allowance {
    /// How much, in single units.
    quantity: Decimal,
    /// The service, and the dimensions that share it; a star at the end stands for anything.
    covers: (&'static str, &'static [&'static str]),
    /// Types whose use it covers; empty where it is nobody's in particular.
    kinds: &'static [&'static str],
    /// Whether it is taken from nobody but these types.
    exclusive: bool,
    /// How much of what, in words.
    words: [&'static str; 3],
}

const fn of(quantity: u32) -> Decimal {
    Decimal::from_parts(quantity, 0, 0, false, 0)
}

const fn allowance(
    quantity: Decimal,
    covers: (&'static str, &'static [&'static str]),
    kinds: &'static [&'static str],
    words: [&'static str; 3],
) -> Allowance {
    Allowance {
        quantity,
        covers,
        kinds,
        exclusive: false,
        words,
    }
}

const FUNCTION: &[&str] = &["AWS::Lambda::Function"];
const TABLE: &[&str] = &["AWS::DynamoDB::Table"];
const DISTRIBUTION: &[&str] = &["AWS::CloudFront::Distribution"];
const USER_POOL: &[&str] = &["AWS::Cognito::UserPool"];
const INSTANCE: &[&str] = &["AWS::EC2::Instance"];
const BUCKET: &[&str] = &["AWS::S3::Bucket"];
const DATABASE: &[&str] = &["AWS::RDS::DBInstance"];
const BALANCER: &[&str] = &["AWS::ElasticLoadBalancingV2::LoadBalancer"];

/// Free for ever: <https://aws.amazon.com/free/> and the services' own pricing pages, read through notes of August to
/// October 2026 that quote them. `DynamoDB`'s are per region. Aurora DSQL's are
/// those of <https://blog.faridnsh.ninja/unraveling-aurora-dsql-pricing>, April 2026.
static ALWAYS: [Allowance; 21] = [
    allowance(
        of(1_000_000),
        ("Lambda", &["requests", "requests_arm"]),
        FUNCTION,
        ["1,000,000 calls", "10,00,000 बार चलाना", "10,00,000 calls"],
    ),
    allowance(
        of(400_000),
        ("Lambda", &["duration_*"]),
        FUNCTION,
        [
            "400,000 seconds of running with 1 GB of memory",
            "1 GB मेमोरी के साथ 4,00,000 सेकंड चलाना",
            "1 GB memory ke saath 4,00,000 second chalana",
        ],
    ),
    allowance(
        of(25),
        ("DynamoDB", &["storage_standard"]),
        TABLE,
        ["25 GB of data", "25 GB डेटा", "25 GB data"],
    ),
    allowance(
        of(18_600),
        ("DynamoDB", &["provisioned_wcu"]),
        TABLE,
        [
            "25 writes a second",
            "हर सेकंड 25 बार लिखना",
            "har second 25 writes",
        ],
    ),
    allowance(
        of(18_600),
        ("DynamoDB", &["provisioned_rcu"]),
        TABLE,
        ["25 reads a second", "हर सेकंड 25 बार पढ़ना", "har second 25 reads"],
    ),
    allowance(
        of(2_500_000),
        ("DynamoDB", &["streams_read_requests"]),
        TABLE,
        [
            "2,500,000 reads of changes",
            "बदलावों को 25,00,000 बार पढ़ना",
            "badlavon ke 25,00,000 reads",
        ],
    ),
    allowance(
        of(1024),
        ("CloudFront", &["data_out_*"]),
        DISTRIBUTION,
        [
            "1 TB sent to visitors",
            "लोगों को 1 TB भेजना",
            "logon ko 1 TB bhejna",
        ],
    ),
    allowance(
        of(10_000_000),
        ("CloudFront", &["https_requests_*", "http_requests_*"]),
        DISTRIBUTION,
        ["10,000,000 requests", "1,00,00,000 अनुरोध", "1,00,00,000 requests"],
    ),
    allowance(
        of(100),
        ("Data transfer", &["out_to_internet_*"]),
        &[],
        [
            "100 GB sent to the internet",
            "इंटरनेट पर 100 GB भेजना",
            "internet par 100 GB bhejna",
        ],
    ),
    allowance(
        of(1_000_000),
        ("SQS", &["standard_requests", "fifo_requests"]),
        &["AWS::SQS::Queue"],
        ["1,000,000 requests", "10,00,000 अनुरोध", "10,00,000 requests"],
    ),
    allowance(
        of(1_000_000),
        ("SNS", &["publish_requests_standard"]),
        &["AWS::SNS::Topic"],
        ["1,000,000 messages", "10,00,000 संदेश", "10,00,000 messages"],
    ),
    allowance(
        of(1000),
        ("SNS", &["email_deliveries"]),
        &["AWS::SNS::Subscription"],
        ["1,000 e-mails", "1,000 ईमेल", "1,000 emails"],
    ),
    allowance(
        of(5),
        (
            "CloudWatch",
            &["logs_ingest_standard", "logs_storage", "logs_insights_scanned"],
        ),
        &["AWS::Logs::LogGroup"],
        ["5 GB of logs", "5 GB लॉग", "5 GB logs"],
    ),
    allowance(
        of(10),
        ("CloudWatch", &["alarm_standard_resolution"]),
        &["AWS::CloudWatch::Alarm"],
        ["10 alarms", "10 अलार्म", "10 alarms"],
    ),
    allowance(
        of(3),
        ("CloudWatch", &["dashboard"]),
        &["AWS::CloudWatch::Dashboard"],
        ["3 dashboards", "3 डैशबोर्ड", "3 dashboards"],
    ),
    allowance(
        of(4000),
        ("Step Functions", &["standard_transitions"]),
        &["AWS::StepFunctions::StateMachine"],
        ["4,000 steps", "4,000 चरण", "4,000 steps"],
    ),
    allowance(
        of(20_000),
        ("KMS", &["symmetric_requests"]),
        &["AWS::KMS::Key"],
        [
            "20,000 uses of keys",
            "20,000 बार कुंजी का उपयोग",
            "20,000 baar key ka upyog",
        ],
    ),
    allowance(
        of(10_000),
        ("Cognito", &["lite_mau_*", "essentials_mau"]),
        USER_POOL,
        ["10,000 users", "10,000 उपयोगकर्ता", "10,000 users"],
    ),
    allowance(
        of(100_000),
        ("X-Ray", &["traces_recorded"]),
        &["AWS::XRay::Group"],
        ["100,000 traces", "1,00,000 ट्रेस", "1,00,000 traces"],
    ),
    allowance(
        of(100_000),
        ("Aurora DSQL", &["dpu"]),
        &["AWS::DSQL::Cluster"],
        [
            "100,000 units of work",
            "काम की 1,00,000 इकाइयाँ",
            "kaam ke 1,00,000 units",
        ],
    ),
    allowance(
        of(1),
        ("Aurora DSQL", &["storage"]),
        &["AWS::DSQL::Cluster"],
        ["1 GB of data", "1 GB डेटा", "1 GB data"],
    ),
];

/// Free in the first twelve months of accounts made before 2025-07-15: an AWS bill of May 2025 (hours, addresses, disks,
/// load balancers, images) and public notes that quote <https://aws.amazon.com/free/> (the others).
static FIRST_YEAR: [Allowance; 16] = [
    allowance(
        of(1_000_000),
        ("API Gateway", &["rest_requests_*"]),
        &["AWS::ApiGateway::RestApi"],
        ["1,000,000 requests", "10,00,000 अनुरोध", "10,00,000 requests"],
    ),
    allowance(
        of(1_000_000),
        ("API Gateway", &["http_requests_*"]),
        &["AWS::ApiGatewayV2::Api"],
        ["1,000,000 requests", "10,00,000 अनुरोध", "10,00,000 requests"],
    ),
    allowance(
        of(5),
        ("S3", &["standard_storage_*"]),
        BUCKET,
        ["5 GB of files", "5 GB फ़ाइलें", "5 GB files"],
    ),
    allowance(
        of(20_000),
        ("S3", &["get_and_other_requests"]),
        BUCKET,
        ["20,000 reads", "20,000 बार पढ़ना", "20,000 reads"],
    ),
    allowance(
        of(2000),
        ("S3", &["put_copy_post_list_requests"]),
        BUCKET,
        ["2,000 writes", "2,000 बार लिखना", "2,000 writes"],
    ),
    allowance(
        of(750),
        ("EC2", &["on_demand_linux_t2.micro"]),
        INSTANCE,
        [
            "750 hours of a t2.micro machine",
            "t2.micro मशीन के 750 घंटे",
            "t2.micro machine ke 750 ghante",
        ],
    ),
    Allowance {
        quantity: of(750),
        covers: ("Public IPv4", &["in_use_address"]),
        kinds: &["AWS::EC2::Instance", "AWS::EC2::EIP"],
        exclusive: true,
        words: [
            "750 hours of a public address",
            "सार्वजनिक पते के 750 घंटे",
            "public address ke 750 ghante",
        ],
    },
    allowance(
        of(30),
        ("EBS", &["gp3_storage", "gp2_storage"]),
        INSTANCE,
        ["30 GB of disk", "30 GB डिस्क", "30 GB disk"],
    ),
    allowance(
        of(750),
        (
            "RDS",
            &[
                "mysql_db.t3.micro_single_az",
                "mysql_db.t4g.micro_single_az",
                "postgresql_db.t3.micro_single_az",
                "postgresql_db.t4g.micro_single_az",
            ],
        ),
        DATABASE,
        [
            "750 hours of a micro database",
            "micro डेटाबेस के 750 घंटे",
            "micro database ke 750 ghante",
        ],
    ),
    allowance(
        of(20),
        ("RDS", &["gp3_storage_single_az", "gp2_storage_single_az"]),
        DATABASE,
        ["20 GB of data", "20 GB डेटा", "20 GB data"],
    ),
    allowance(
        of(20),
        ("RDS", &["backup_over_database_size"]),
        DATABASE,
        ["20 GB of backups", "20 GB बैकअप", "20 GB backup"],
    ),
    allowance(
        of(750),
        ("ALB", &["alb_hour"]),
        BALANCER,
        [
            "750 hours of a load balancer",
            "लोड बैलेंसर के 750 घंटे",
            "load balancer ke 750 ghante",
        ],
    ),
    allowance(
        of(15),
        ("ALB", &["alb_lcu"]),
        BALANCER,
        [
            "15 units of its load",
            "उसके भार की 15 इकाइयाँ",
            "uske load ke 15 units",
        ],
    ),
    allowance(
        of(5),
        ("EFS", &["standard_storage"]),
        &["AWS::EFS::FileSystem"],
        ["5 GB of files", "5 GB फ़ाइलें", "5 GB files"],
    ),
    allowance(
        Decimal::from_parts(5, 0, 0, false, 1),
        ("ECR", &["private_storage"]),
        &["AWS::ECR::Repository"],
        ["0.5 GB of images", "0.5 GB इमेज", "0.5 GB images"],
    ),
    allowance(
        of(750),
        ("ElastiCache", &["redis_cache.t3.micro", "valkey_cache.t3.micro"]),
        &["AWS::ElastiCache::ReplicationGroup"],
        [
            "750 hours of a micro cache",
            "micro कैश के 750 घंटे",
            "micro cache ke 750 ghante",
        ],
    ),
];

/// Whether an always-free allowance covers some use of this type.
pub fn free_tier_eligible(kind: &str) -> bool {
    ALWAYS.iter().any(|allowance| allowance.kinds.contains(&kind))
}

impl Allowance {
    fn covers(&self, kind: &str, service: &str, dimension: &str) -> bool {
        let (its_service, names) = self.covers;
        let is = |name: &&str| match name.strip_suffix('*') {
            Some(start) => dimension.starts_with(start),
            None => *name == dimension,
        };
        service == its_service && names.iter().any(is) && (!self.exclusive || self.kinds.contains(&kind))
    }

    fn is_for_ever(&self) -> bool {
        ALWAYS.iter().any(|always| std::ptr::eq(always, self))
    }
}

/// What is left of the allowances while a bill is added up.
#[derive(Debug)]
pub(super) struct Left(Vec<(&'static Allowance, Decimal)>);

impl Left {
    /// All that an account of this kind has.
    pub(super) fn of(account: &FreeTier) -> Self {
        let first_year: &[Allowance] = match account {
            FreeTier::AlwaysFreeOnly | FreeTier::Credits { .. } => &[],
            FreeTier::Legacy12Month => &FIRST_YEAR,
        };
        Self(
            ALWAYS
                .iter()
                .chain(first_year)
                .map(|allowance| (allowance, allowance.quantity))
                .collect(),
        )
    }

    /// Takes what is free of this quantity: how much, and the allowance where there is one at all.
    pub(super) fn take(
        &mut self,
        kind: &str,
        service: &str,
        dimension: &str,
        quantity: Decimal,
    ) -> (Decimal, Option<&'static Allowance>) {
        let found = self
            .0
            .iter_mut()
            .find(|(allowance, _)| allowance.covers(kind, service, dimension));
        let Some((allowance, left)) = found else {
            return (Decimal::ZERO, None);
        };
        let free = quantity.min(*left);
        *left -= free;
        (free, Some(allowance))
    }
}

/// The allowances in a clause; `None` where there are none.
pub(super) fn details(allowances: &[&'static Allowance], language: Language) -> Option<String> {
    let words = |for_ever: bool| {
        let words: Vec<&str> = allowances
            .iter()
            .filter(|allowance| allowance.is_for_ever() == for_ever)
            .map(|allowance| say(language, allowance.words))
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let always = words(true).map(|words| match language {
        Language::English => format!("always free each month for the whole account: {words}"),
        Language::Hindi => format!("पूरे खाते के लिए हर महीने हमेशा मुफ़्त: {words}"),
        Language::Hinglish => format!("poore account ke liye har mahine hamesha free: {words}"),
    });
    let first_year = words(false).map(|words| match language {
        Language::English => format!("free each month in the account's first year: {words}"),
        Language::Hindi => format!("खाते के पहले साल में हर महीने मुफ़्त: {words}"),
        Language::Hinglish => format!("account ke pehle saal mein har mahine free: {words}"),
    });
    let told: Vec<String> = [always, first_year].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_is_something_that_has_a_price() {
        for allowance in ALWAYS.iter().chain(&FIRST_YEAR) {
            let (service, names) = allowance.covers;
            for name in names.iter().filter(|name| !name.ends_with('*')) {
                assert!(
                    crate::estimate::prices::dimension(service, name).is_some(),
                    "{service} {name}"
                );
            }
            assert!(allowance.quantity > Decimal::ZERO);
        }
    }

    #[test]
    fn an_allowance_is_given_once_however_many_ask() {
        let mut left = Left::of(&FreeTier::AlwaysFreeOnly);
        let mut take = |dimension, quantity: i64| {
            left.take("AWS::Lambda::Function", "Lambda", dimension, quantity.into())
                .0
        };
        assert_eq!(take("requests", 700_000), Decimal::from(700_000));
        assert_eq!(
            take("requests_arm", 700_000),
            Decimal::from(300_000),
            "both processors share it"
        );
        assert_eq!(take("requests", 1), Decimal::ZERO);
    }

    #[test]
    fn the_first_year_is_for_nobody_who_does_not_say_so() {
        let free = |account: &FreeTier| {
            let hours = Decimal::from(730);
            Left::of(account)
                .take("AWS::EC2::Instance", "EC2", "on_demand_linux_t2.micro", hours)
                .0
        };
        assert_eq!(free(&FreeTier::AlwaysFreeOnly), Decimal::ZERO);
        assert_eq!(
            free(&FreeTier::Credits {
                remaining: Some(Decimal::from(100))
            }),
            Decimal::ZERO
        );
        assert_eq!(free(&FreeTier::Legacy12Month), Decimal::from(730));
    }

    #[test]
    fn the_free_address_is_a_machines_and_not_a_load_balancers() {
        let free = |kind| {
            let hours = Decimal::from(730);
            Left::of(&FreeTier::Legacy12Month)
                .take(kind, "Public IPv4", "in_use_address", hours)
                .0
        };
        assert_eq!(free("AWS::EC2::Instance"), Decimal::from(730));
        assert_eq!(free("AWS::ElasticLoadBalancingV2::LoadBalancer"), Decimal::ZERO);
    }
}
