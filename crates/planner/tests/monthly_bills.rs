//! Bills of whole systems, each worked out by hand from AWS's list prices, from the prompt to the sum: what is billed, how much of
//! it, at which price. Nothing here reads the price list: a price that changes there has to change here.

#[path = "support/planned.rs"]
mod planned;

use std::str::FromStr;

use planned::whole_plan;
use rust_decimal::{Decimal, RoundingStrategy};

fn number(text: &str) -> Decimal {
    let factors = text
        .split('×')
        .map(|factor| Decimal::from_str(factor.trim()).expect("a number"));
    factors.product()
}

/// Each line is `quantity × price`, with more factors where that tells more; everything that is not free stands in it.
fn costs(prompt: &str, lines: &[&str]) {
    let plan = whole_plan(prompt);
    let sum: Decimal = lines.iter().copied().map(number).sum();
    let sum = sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let estimate = &plan.estimate;
    let told: Vec<&String> = estimate
        .breakdown
        .iter()
        .flat_map(|line| &line.calculation)
        .collect();
    assert_eq!(
        Decimal::from_str(&estimate.monthly.usd).expect("a sum"),
        sum,
        "{prompt}\n{told:#?}\n{:?}",
        estimate.unpriced
    );
    assert_eq!(estimate.unpriced, [], "{prompt}");
}

#[test]
fn an_api_with_a_table_at_ten_million_requests() {
    costs(
        "REST API with Node.js and DynamoDB for 10 million requests a month in us-east-1",
        &[
            "10 × 1.00",                  // HTTP API: a dollar a million
            "9 × 0.20", // calls of the function, one million of them free; 250,000 GB-seconds are free
            "10 × 0.125", // a read for each request
            "10 × 0.625", // and a write
            "15 × 0.50", // logs: 10 GB of the function, 10 GB of the API, 5 GB free
            "20 × 14 × 0.03 × 0.0333333", // of which 14 days out of 30 are kept
        ],
    );
}

#[test]
fn a_database_with_a_standby_and_two_copies_for_reading() {
    costs(
        "RDS PostgreSQL db.m5.large Multi-AZ with 2 read replicas and 200 GB storage in us-east-1",
        &[
            "730 × 0.356",     // two machines, one of which waits
            "200 × 0.23",      // the disk of both
            "1 × 0.40",        // one password
            "2 × 730 × 0.178", // the copies, in one zone each
            "2 × 200 × 0.115", // each with a disk as large as the original's
        ],
    );
}

#[test]
fn containers_behind_a_balancer_with_a_nat_gateway_in_mumbai() {
    costs(
        "ECS Fargate service with 3 tasks of 1 vCPU 2 GB behind an ALB with a NAT gateway in ap-south-1, 1 million requests a month",
        &[
            "3 × 730 × 0.02383",     // processors (ARM)
            "3 × 730 × 2 × 0.00261", // memory
            "730 × 0.0239",          // the balancer
            "11.111111 × 0.008",     // its load: a million connections, 90,000 an hour a unit
            "3 × 730 × 0.005",       // addresses: two of the balancer, one of the NAT gateway
            "730 × 0.056",           // the NAT gateway
            "10 × 0.056",            // 10 KB a request through it
        ],
    );
}

#[test]
fn five_terabytes_of_files_of_which_one_is_fetched() {
    costs(
        "S3 bucket with 5 TB of storage, 1 TB data transfer out a month in us-east-1",
        &[
            "5120 × 0.023",
            "924 × 0.09",  // 100 GB of the 1,024 are free
            "1 × 0.0004",  // a thousand reads
            "0.1 × 0.005", // a hundred writes
        ],
    );
}

#[test]
fn kubernetes_with_three_machines() {
    costs(
        "EKS cluster with 3 m5.large nodes in us-east-1",
        &[
            "730 × 0.10",      // the cluster
            "3 × 730 × 0.096", // machines
            "3 × 20 × 0.08",   // their disks
            "730 × 0.045",     // the NAT gateway that their images come in by
            "1 × 0.045",       // a gigabyte of them
            "730 × 0.005",     // its address
        ],
    );
}

#[test]
fn a_search_domain_of_three_machines() {
    costs(
        "OpenSearch domain with 3 r6g.large.search nodes, 100 GB each, in us-east-1",
        &["3 × 730 × 0.167", "3 × 100 × 0.122"],
    );
}

#[test]
fn kafka_with_four_brokers() {
    costs(
        "MSK cluster with 4 kafka.m5.large brokers and 1000 GB each in us-east-1",
        &["4 × 730 × 0.21", "4 × 1000 × 0.10"],
    );
}

#[test]
fn a_cache_with_two_replicas() {
    costs(
        "Redis ElastiCache cache.r6g.large with 2 replicas in us-east-1",
        &["3 × 730 × 0.206"],
    );
}

#[test]
fn a_queue_with_a_hundred_million_messages() {
    costs(
        "SQS queue with 100 million messages a month in us-east-1",
        &["299 × 0.40"], // each is sent, received and deleted; the first million calls are free
    );
}

#[test]
fn a_content_network_that_sends_ten_terabytes() {
    costs(
        "CloudFront distribution with S3 bucket sending 10 TB a month in us-east-1",
        &[
            "9216 × 0.109", // to India; the first of ten TB is free, and so are the 10,000 requests
            "1 × 0.023",    // a gigabyte kept
            "1 × 0.0004",   // a thousand reads
            "0.1 × 0.005",  // a hundred writes
        ],
    );
}

#[test]
fn a_million_runs_of_a_workflow() {
    costs(
        "Step Functions state machine in us-east-1 with 1 million requests a month",
        &["2996 × 0.025"], // three steps a run, 4,000 free; the function's million calls and 2 GB of logs are free
    );
}

#[test]
fn a_stream_of_four_shards() {
    costs(
        "Kinesis data stream with 4 shards in us-east-1, 100 million records a month",
        &["4 × 730 × 0.015", "100 × 0.014"],
    );
}

#[test]
fn half_a_terabyte_of_shared_files() {
    costs(
        "EFS file system with 500 GB in us-east-1",
        &["500 × 0.30", "250 × 0.03", "50 × 0.06"], // kept; half of it read, a tenth written
    );
}

#[test]
fn three_machines_with_addresses() {
    costs(
        "3 EC2 t3.micro instances with public IPs in us-east-1",
        &["3 × 730 × 0.0104", "3 × 8 × 0.08", "3 × 730 × 0.005"],
    );
}

#[test]
fn five_keys_and_a_secret() {
    costs(
        "5 KMS keys and a secret in Secrets Manager in us-east-1",
        &[
            "5 × 1.00",
            "3 × 0.03", // 10,000 uses of each key, of which 20,000 are free
            "1 × 0.40",
            "0.01 × 0.05", // a hundred readings of the secret
        ],
    );
}

#[test]
fn photos_are_kept_once_and_not_in_the_table_too() {
    costs(
        "S3 bucket with 5 TB of photos and a DynamoDB table and a Lambda API in us-east-1",
        &[
            "5120 × 0.023", // the table's own gigabyte is free
            "0.01 × 1.00",  // 10,000 calls of the API
            "1 × 0.0004",
            "0.1 × 0.005",
        ],
    );
}

#[test]
fn mails_are_paid_by_the_thousand() {
    costs(
        "SES to send 200,000 emails a month in us-east-1",
        &["0.2 × 100"], // 0.10 for a thousand
    );
}

#[test]
fn two_machines_behind_a_content_network_send_once() {
    costs(
        "Two EC2 t3.medium instances behind an application load balancer with RDS MySQL in us-east-1, 500 GB data transfer a month",
        &[
            "2 × 730 × 0.0416",
            "2 × 8 × 0.08",
            "730 × 0.0225",
            "500 × 0.008",     // a unit of the balancer's load is a gigabyte an hour
            "4 × 730 × 0.005", // two addresses of the balancer, one of each machine
            "730 × 0.016",     // db.t4g.micro
            "20 × 0.115",      // its smallest disk: what is sent is not what is kept
            "1 × 0.40",
            "500 × 0.01", // between the zones; what CloudFront sends is free up to a TB
        ],
    );
}

#[test]
fn a_table_that_takes_five_hundred_writes_per_second() {
    for prompt in [
        "DynamoDB table with 500 writes per second in us-east-1",
        "us-east-1 mein DynamoDB table chahiye, 500 writes per second",
    ] {
        // 500 units for 730 hours, of which AWS gives 25 for the 744 of its longest month; the reads are free too.
        costs(prompt, &["346400 × 0.00065"]);
    }
}

#[test]
fn a_table_with_ten_million_writes_a_month() {
    // Paid by the request; one read for each of 10,000 requests, which nobody said.
    costs(
        "DynamoDB table with 10 million writes a month in us-east-1",
        &["10 × 0.625", "0.01 × 0.125"],
    );
}

#[test]
fn an_on_demand_table_with_said_reads_and_writes() {
    // A second's rate goes on for a month of 2,592,000 seconds.
    costs(
        "DynamoDB on-demand table with 2 million reads a month and 10 writes per second in us-east-1",
        &["2 × 0.125", "25.92 × 0.625"],
    );
}

#[test]
fn a_table_written_two_lakh_times_a_day_is_always_free() {
    // Six million a month are 2.3 a second, and 23 in the busiest one: within the 25 units that are free.
    for prompt in [
        "Orders table with 2 lakh writes a day",
        "Orders table chahiye, 2 lakh writes a day",
    ] {
        costs(prompt, &[]);
        let plan = whole_plan(prompt);
        let template = plan.artifacts().cloudformation().to_owned();
        assert!(
            template.contains("WriteCapacityUnits: 23"),
            "{prompt}: {template}"
        );
    }
}

#[test]
fn a_bucket_that_is_read_ten_million_times() {
    costs(
        "S3 bucket with 10 million reads a month in us-east-1",
        &[
            "1 × 0.023",      // a gigabyte
            "10000 × 0.0004", // reads by the thousand
            "0.1 × 0.005",    // one write in a hundred of 10,000 requests
        ],
    );
}

#[test]
fn each_of_two_tables_has_its_own_writes() {
    // 40 million a month are paid by the request, with 10,000 reads; 20 writes per second are free.
    costs(
        "DynamoDB table orders with 40 million writes a month and DynamoDB table users with 20 writes per second in us-east-1",
        &["40 × 0.625", "0.01 × 0.125"],
    );
}
