//! How long a prompt takes to become a whole plan: `cargo bench -p cloudwhisper-planner --bench plan`. Printed as Markdown, for
//! `benches/results/`.
//!
//! A benchmark and no test, since a busy machine makes any limit in milliseconds a coin toss. What holds on every machine are the
//! ratios within one run: how much longer one thing takes than another, and how time grows with length.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program of its own, which measures and prints; the planner is what must not"
)]

#[path = "../tests/support/input.rs"]
mod input;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{self, ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::render::{cdk, cloudformation, terraform};
use cloudwhisper_planner::requirements::{Guessed, understand};
use cloudwhisper_planner::{Planned, plan, review};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// The founding document's examples, and the demo's.
const SEED: [&str; 8] = [
    "Deploy a React website with free tier",
    "Create a REST API with Node.js and database, under $10/month",
    "Mujhe ek React website deploy karni hai, free tier mein",
    "API banao Node.js mein with database, ₹500 per month",
    "Build an orders API in Node.js with a database, mail alarms to ops@example.com, about 50,000 requests a month, under $10 per month, in Mumbai",
    "ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना, बजट ₹4000 प्रति माह",
    "Static site for my photography portfolio, no more than $3 a month",
    "Node.js में API बनाओ डेटाबेस के साथ, ₹५०० प्रति माह के अंदर",
];

const THIRTY: &str = "Build an event-driven shop: a CloudFront distribution, a WAF web ACL, a Cognito user pool, an HTTP API Gateway, \
    two Lambda functions, a DynamoDB table named orders, an S3 bucket named invoices-archive, an SQS queue, an SNS topic, an EventBridge bus, \
    an EventBridge schedule every night at 2 am IST, a Step Functions state machine, a Kinesis stream, a Firehose delivery stream, \
    a Glue crawler, an Athena workgroup, an ElastiCache Redis cluster, an RDS Postgres database, an RDS proxy, an OpenSearch domain, \
    a Secrets Manager secret, a KMS key, an EFS file system, an ECS service on Fargate, an ECR repository, a CodePipeline, a CloudWatch \
    dashboard, an AWS Backup plan and a budget alarm of 300 dollars a month, for 2 million requests a month in us-east-1";

/// What long prompts are made of: sentences that people write, and words that make a parser look around.
const LONG: [(&str, &str); 4] = [
    (
        "sentences",
        "We need a Flask API with a Postgres database and an S3 bucket named files-42, but no Docker, for 2 lakh requests a month. ",
    ),
    ("unknown words", "zorbal quendix harmeto plonkar vistulo "),
    (
        "corrections",
        "Postgres, no wait, DynamoDB instead, not public, nahi chahiye, i insist, ",
    ),
    (
        "quotes and names",
        "bucket named \"a b c\" orders naam ka table 10.0.0.0/8 1,00,000 ",
    ),
];

/// A plan with everything that it can be written down as, which is what `-o json` prints and a revision keeps.
fn written_down(planned: &Planned) -> usize {
    let Some(plan) = &planned.plan else { return 0 };
    let artifacts = plan.artifacts();
    let terraform = artifacts.terraform().files().map(|(_, text)| text.len());
    let texts = [artifacts.cloudformation(), artifacts.cdk(), artifacts.preview()];
    terraform.iter().sum::<usize>() + texts.map(str::len).iter().sum::<usize>()
}

/// The middle of so many runs and the fastest: the one is what people wait, the other what the program needs when nothing else
/// runs on the machine.
fn measure(runs: usize, mut once: impl FnMut()) -> (Duration, Duration) {
    once(); // the lexicon is built once a process, and the start has a benchmark of its own
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            once();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times[runs / 2], times[0])
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn main() {
    println!("| What | plan, p50 µs | fastest | written down too, p50 µs | fastest |\n|---|---|---|---|---|");
    let mut all = Vec::new();
    for prompt in SEED {
        let start: String = prompt.chars().take(48).collect();
        all.push(both(&format!("`{start}`"), prompt, 201));
    }
    let middle = |mut of: Vec<Duration>| {
        of.sort_unstable();
        micros(of[of.len() / 2])
    };
    let (plans, wholes): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    println!(
        "| **middle of the seed prompts** | {:.0} | | {:.0} | |",
        middle(plans),
        middle(wholes)
    );
    both("**thirty components**", THIRTY, 101);
    parts();
    lengths();
}

/// Prints how long a prompt takes to become a plan, and to be written down in every way too; p50 of both.
fn both(name: &str, prompt: &str, runs: usize) -> (Duration, Duration) {
    let none = IndexMap::new();
    let (planned, fastest) = measure(runs, || {
        drop(black_box(plan(&input::input(black_box(prompt), &none))));
    });
    let (written, fastest_written) = measure(runs, || {
        let planned = plan(&input::input(black_box(prompt), &none));
        black_box(planned.as_ref().map_or(0, written_down));
    });
    let times = [planned, fastest, written, fastest_written].map(|it| format!("{:.0}", micros(it)));
    println!("| {name} | {} |", times.join(" | "));
    (planned, written)
}

/// Where the time of thirty components goes.
fn parts() {
    let none = IndexMap::new();
    let input = input::input(THIRTY, &none);
    let (read, _) = measure(51, || drop(black_box(understand(&input.request))));
    let Ok(Some(requirements)) = understand(&input.request).map(|it| it.requirements) else {
        println!("\nthirty components: not understood");
        return;
    };
    let wanted = Design {
        network: None,
        requirements: &requirements,
        workload: &Workload::Sample,
        profile: Profile::Baseline,
    };
    let (designed, _) = measure(51, || drop(black_box(design(&wanted))));
    let blueprint = design(&wanted);
    let rate = ExchangeRate {
        inr_per_usd: Decimal::from(80),
        as_of: "2026-01-01".to_owned(),
    };
    let prices = Prices::default();
    let query = estimate::Query {
        blueprint: &blueprint,
        design: &wanted,
        free_tier: &FreeTier::AlwaysFreeOnly,
        exchange_rate: &rate,
        prices: &prices,
        language: Language::English,
        guessed: Guessed::default(),
    };
    let (priced, _) = measure(51, || drop(black_box(estimate::estimate(&query))));
    let (reviewed, _) = measure(51, || {
        drop(black_box(review::review(
            &blueprint,
            &requirements,
            Language::English,
        )));
    });
    let tags = BTreeMap::new();
    let template = cloudformation::Template {
        blueprint: &blueprint,
        description: "x",
        tags: &tags,
    };
    let (template, _) = measure(51, || drop(black_box(template.to_json())));
    let (hcl, _) = measure(51, || {
        drop(black_box(terraform::render(
            &blueprint,
            "x",
            &tags,
            "us-east-1",
            Language::English,
        )));
    });
    println!(
        "\nThirty components are {} resources. Where the time goes, p50:\n",
        blueprint.resources().len()
    );
    println!("| Step | µs |\n|---|---|");
    let lines = estimate::estimate(&query).breakdown;
    let app = cdk::Stack {
        project: "orders",
        description: "x",
        region: "us-east-1",
        tags: &tags,
        breakdown: &lines,
        language: Language::English,
    };
    let (typescript, _) = measure(51, || drop(black_box(cdk::render(&blueprint, &app))));
    let Ok(Some(whole)) = plan(&input).map(|it| it.plan) else {
        return;
    };
    let (digested, _) = measure(51, || {
        black_box(whole.digest());
    });
    let (yaml, _) = measure(51, || {
        black_box(whole.artifacts().cloudformation().len());
    });
    let (preview, _) = measure(51, || {
        black_box(whole.artifacts().preview().len());
    });
    for (step, time) in [
        ("understand", read),
        ("design", designed),
        ("estimate", priced),
        ("review", reviewed),
        ("CloudFormation", template),
        ("digest", digested),
        ("template as YAML", yaml),
        ("Terraform", hcl),
        ("CDK", typescript),
        ("preview, with a plan of Hardened", preview),
    ] {
        println!("| {step} | {:.0} |", micros(time));
    }
}

/// Whether time is linear in length: nanoseconds a byte, and the longest against the shortest.
fn lengths() {
    let none = IndexMap::new();
    println!(
        "\nReading long prompts, ns a byte (fastest):\n\n| Of | 1 KiB | 2 KiB | 4 KiB | 8 KiB | 16 KiB | 16 KiB : 1 KiB |\n|---|---|---|---|---|---|---|"
    );
    for (name, piece) in LONG {
        let of = |length: usize| {
            let text: String = format!("Deploy an API. {}", piece.repeat(length / piece.len() + 1))
                .chars()
                .take(length)
                .collect();
            let (_, fastest) = measure(101, || {
                drop(black_box(understand(&input::input(&text, &none).request)));
            });
            fastest.as_secs_f64() * 1e9 / f64::from(u32::try_from(length).unwrap_or(u32::MAX))
        };
        let row: Vec<f64> = [1024, 2048, 4096, 8192, 16_384].into_iter().map(of).collect();
        let cells: Vec<String> = row.iter().map(|it| format!("{it:.0}")).collect();
        println!("| {name} | {} | {:.2} |", cells.join(" | "), row[4] / row[0]);
    }
}
