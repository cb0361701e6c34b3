//! What plans of the profile Baseline leave out, and why: checkov's checks that they fail, each with what passing it is billed
//! by. Everything that costs nothing is in both profiles. `tests/checkov.rs` runs checkov on every kind of plan: what fails and
//! isn't here fails the test, and so does what is here and fails nowhere.

/// What passing a check takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Service and dimension of the price list (`estimate/prices.csv`), such as `KMS` and `customer_managed_key`.
    Billed(&'static str, &'static str),
    /// Not money, but a share of something that an account has little of.
    Quota(&'static str),
}

/// A check that Baseline plans fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// checkov's id, such as `CKV_AWS_158`.
    pub check: &'static str,
    /// Why, in a sentence.
    pub reason: &'static str,
    /// What passing it takes.
    pub price: Price,
}

const fn billed(
    check: &'static str,
    service: &'static str,
    dimension: &'static str,
    reason: &'static str,
) -> LeftOut {
    let price = Price::Billed(service, dimension);
    LeftOut { check, reason, price }
}

const fn own_key(check: &'static str, what: &'static str) -> LeftOut {
    billed(check, "KMS", "customer_managed_key", what)
}

const fn kept_log(check: &'static str, what: &'static str) -> LeftOut {
    billed(check, "S3", "standard_storage_first_50tb", what)
}

const fn read_log(check: &'static str, what: &'static str) -> LeftOut {
    billed(check, "CloudWatch", "logs_ingest_standard", what)
}

/// All of it, in order of the ids.
pub const LEFT_OUT: &[LeftOut] = &[
    billed(
        "CKV2_AWS_33",
        "WAF",
        "web_acl",
        "A GraphQL API without a web ACL: a web ACL is paid by the month",
    ),
    billed(
        "CKV_AWS_2",
        "Route 53",
        "hosted_zone_first_25",
        "A load balancer without HTTPS: a certificate proves a domain, whose zone is paid by the month; the content network \
         before it is encrypted, and nobody else may come in",
    ),
    kept_log(
        "CKV_AWS_18",
        "Buckets without a log of accesses: the log is kept in another bucket",
    ),
    own_key(
        "CKV_AWS_26",
        "Topics under no key of one's own: the key that AWS gives is closed to alarms and other services that publish",
    ),
    own_key(
        "CKV_AWS_27",
        "Queues under a key that SQS has and no key of one's own",
    ),
    billed(
        "CKV_AWS_28",
        "DynamoDB",
        "pitr_backup",
        "Tables without point-in-time recovery, unless it is asked for",
    ),
    own_key("CKV_AWS_35", "The account's log under a key of S3"),
    own_key("CKV_AWS_58", "Secrets of Kubernetes under a key that EKS has"),
    billed(
        "CKV_AWS_59",
        "Cognito",
        "essentials_mau",
        "A REST API that was asked for as public: callers that are known have to be kept somewhere",
    ),
    billed(
        "CKV_AWS_65",
        "CloudWatch",
        "custom_metric_first_10000",
        "Containers without Container Insights: its metrics are custom ones",
    ),
    billed(
        "CKV_AWS_68",
        "WAF",
        "web_acl",
        "A content network without a web ACL: a web ACL is paid by the month",
    ),
    kept_log(
        "CKV_AWS_71",
        "A warehouse without a log of its own: the log is kept in a bucket",
    ),
    billed(
        "CKV_AWS_73",
        "X-Ray",
        "traces_recorded",
        "An API whose calls are not traced: each trace is paid",
    ),
    read_log("CKV_AWS_84", "A search cluster without logs"),
    kept_log(
        "CKV_AWS_86",
        "A content network without a log of requests: the log is kept in a bucket",
    ),
    billed(
        "CKV_AWS_88",
        "NAT Gateway",
        "nat_gateway_hour",
        "Machines with an address of their own: without one they would need a gateway to call out",
    ),
    kept_log(
        "CKV_AWS_91",
        "A load balancer without a log of requests: the log is kept in a bucket",
    ),
    billed(
        "CKV_AWS_103",
        "Route 53",
        "hosted_zone_first_25",
        "A load balancer without HTTPS, as for CKV_AWS_2",
    ),
    LeftOut {
        check: "CKV_AWS_115",
        reason: "Functions without a share of executions of their own: a new account has ten in all, and AWS refuses to set any \
                 of them aside, so that the first plan of a new account could not be built",
        price: Price::Quota("Lambda: concurrent executions"),
    },
    billed(
        "CKV_AWS_116",
        "SQS",
        "standard_requests",
        "Functions without a queue for what failed: each request to a queue is paid",
    ),
    billed(
        "CKV_AWS_117",
        "NAT Gateway",
        "nat_gateway_hour",
        "Functions outside of a network, unless they use something in one: inside they would need a gateway to call out",
    ),
    read_log(
        "CKV_AWS_118",
        "Databases without enhanced monitoring, which writes to a log every minute",
    ),
    own_key("CKV_AWS_119", "Tables under a key that DynamoDB has"),
    billed(
        "CKV_AWS_120",
        "API Gateway",
        "rest_cache_0_5gb",
        "An API without a cache: a cache is paid by the hour",
    ),
    own_key("CKV_AWS_136", "Images under a key that ECR has"),
    own_key("CKV_AWS_149", "Secrets under the key that AWS gives"),
    billed(
        "CKV_AWS_157",
        "RDS",
        "gp3_storage_multi_az",
        "Databases without a standby in a second data centre: a standby costs as much as the database",
    ),
    own_key("CKV_AWS_158", "Logs under a key that CloudWatch has"),
    billed(
        "CKV_AWS_164",
        "Public IPv4",
        "in_use_address",
        "A place for files that is reached over the internet: inside of a network it needs addresses of its own for that",
    ),
    own_key("CKV_AWS_166", "Backups under the key that AWS gives"),
    own_key("CKV_AWS_173", "Settings of functions under a key that Lambda has"),
    billed(
        "CKV_AWS_174",
        "Route 53",
        "hosted_zone_first_25",
        "A content network under a name of AWS's, which speaks old versions of TLS too: one's own name has a zone, which is \
         paid by the month",
    ),
    own_key("CKV_AWS_187", "Notebooks under a key that SageMaker has"),
    own_key(
        "CKV_AWS_195",
        "Data jobs under keys that AWS has: a security configuration names a key of one's own",
    ),
    billed(
        "CKV_AWS_260",
        "ALB",
        "alb_hour",
        "Port 80 is open where a machine answers by itself, and where visitors are sent on from HTTP to HTTPS: behind a load \
         balancer with a certificate it can be closed",
    ),
    read_log("CKV_AWS_317", "A search cluster without a log of who did what"),
    own_key("CKV_AWS_373", "Agents under a key that Bedrock has"),
];
