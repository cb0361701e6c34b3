//! What every account has for ever. Here: the list. Not here: taking from it (`free_tier`).

use super::{Allowance, allowance, of};

const FUNCTION: &[&str] = &["AWS::Lambda::Function"];
const TABLE: &[&str] = &["AWS::DynamoDB::Table"];
const DISTRIBUTION: &[&str] = &["AWS::CloudFront::Distribution"];
const USER_POOL: &[&str] = &["AWS::Cognito::UserPool"];

/// Free for ever: <https://aws.amazon.com/free/> and the services' own pricing pages, read through notes of August to
/// October 2026 that quote them. `DynamoDB`'s are per region. Aurora DSQL's are
/// those of <https://blog.faridnsh.ninja/unraveling-aurora-dsql-pricing>, April 2026.
pub(super) static ALWAYS: [Allowance; 21] = [
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
