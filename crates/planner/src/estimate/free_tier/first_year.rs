//! What accounts made before 2025-07-15 had for twelve months. Here: the list. Not here: taking from it (`free_tier`).

use rust_decimal::Decimal;

use super::{Allowance, allowance, of};

const INSTANCE: &[&str] = &["AWS::EC2::Instance"];
const BUCKET: &[&str] = &["AWS::S3::Bucket"];
const DATABASE: &[&str] = &["AWS::RDS::DBInstance"];
const BALANCER: &[&str] = &["AWS::ElasticLoadBalancingV2::LoadBalancer"];

/// Free in the first twelve months of accounts made before 2025-07-15: an AWS bill of May 2025 (hours, addresses, disks,
/// load balancers, images) and public notes that quote <https://aws.amazon.com/free/> (the others).
pub(super) static FIRST_YEAR: [Allowance; 16] = [
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
