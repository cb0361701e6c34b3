//! How much load the operator stands, beside what the API server itself stands in the same minutes: `make bench`. Prints what it measures,
//! and writes it as Markdown and JSON where `--results FOLDER` says, after every part, so that what was measured is not lost. A benchmark
//! and no test: on a shared machine only ratios within one run say something.
//!
//! Arguments: numbers of requests (100, 1000 and 10000 without any), `--idle SECONDS` (60), `--in-flight COUNT` (200).

#[path = "../../tests/support/cluster.rs"]
mod cluster;
mod crowd;
mod operator;
mod raw;
mod results;
mod stub;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::{Cluster, eventually};
use serde_json::json;

use crowd::{Crowd, pass_time, settled};
use operator::Operator;
use raw::Writes;
use results::Results;
use stub::Stub;

/// Quiet seconds before something counts as idle.
const QUIET: u32 = 5;
/// A look at CloudFormation a second, so that a minute has enough of them.
const POLL_SECONDS: &str = "1";
/// How long is looked at deployments in flight.
const WINDOW: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_mins(5);

struct Wish {
    sizes: Vec<usize>,
    idle: Duration,
    in_flight: usize,
    results: Option<std::path::PathBuf>,
}

/// cargo adds `--bench`.
fn wish() -> Result<Wish> {
    let mut wish = Wish {
        sizes: Vec::new(),
        idle: Duration::from_mins(1),
        in_flight: 200,
        results: None,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .with_context(|| format!("{argument} needs a value"))
        };
        match argument.as_str() {
            "--bench" => {}
            "--idle" => wish.idle = Duration::from_secs(value()?.parse()?),
            "--in-flight" => wish.in_flight = value()?.parse()?,
            "--results" => wish.results = Some(value()?.into()),
            number => wish.sizes.push(number.parse()?),
        }
    }
    if wish.sizes.is_empty() {
        wish.sizes = vec![100, 1_000, 10_000];
    }
    Ok(wish)
}

#[tokio::main]
async fn main() -> Result<()> {
    let wish = wish()?;
    let cluster = cluster::installed().await?;
    let mut results = Results::new(wish.results.clone());
    for &count in &wish.sizes {
        Box::pin(plan_only(cluster, count, &wish, &mut results)).await?;
    }
    for &count in &wish.sizes {
        Box::pin(with_account(cluster, count, &wish, &mut results)).await?;
    }
    for count in [wish.in_flight / 10, wish.in_flight] {
        if count > 0 {
            Box::pin(in_flight(cluster, count, &mut results)).await?;
        }
    }
    results.close()
}

/// All requests are there when the operator starts; then the same writes without it.
async fn plan_only(cluster: &Cluster, count: usize, wish: &Wish, results: &mut Results) -> Result<()> {
    let crowd = Crowd::create(cluster, count, None).await?;
    let start = Instant::now();
    let operator = Operator::start(cluster, crowd.namespace.name(), POLL_SECONDS)?;
    let done = crowd
        .all_in(Phase::PlanReady, "write_revision", &operator)
        .await?;
    let took = done.duration_since(start).as_secs_f64();
    let cpu = operator.cpu()?;
    let idle = idle(&operator, wish.idle, None).await?;
    operator.stop().await?;

    let writes = Writes::of(&crowd).await?;
    let unserved = Crowd::create(cluster, count, None).await?;
    let raw = writes.repeat(cluster, &unserved).await?.as_secs_f64();
    let (revision_bytes, status_bytes) = writes.bytes()?;
    let row = json!({
        "requests": count, "seconds": took, "perSecond": rate(count, took), "cpuSeconds": cpu,
        "rawSeconds": raw, "rawPerSecond": rate(count, raw), "ofRaw": raw / took,
        "revisionBytes": revision_bytes, "statusBytes": status_bytes, "idle": idle,
    });
    results.add("planOnly", row)
}

async fn with_account(cluster: &Cluster, count: usize, wish: &Wish, results: &mut Results) -> Result<()> {
    let stub = Stub::start(Duration::from_mins(10)).await?;
    let crowd = Crowd::create(cluster, count, Some(stub.url())).await?;
    let start = Instant::now();
    let operator = Operator::start(cluster, crowd.namespace.name(), POLL_SECONDS)?;
    let done = crowd
        .all_in(Phase::AwaitingApproval, "create_change_set", &operator)
        .await?;
    let took = done.duration_since(start).as_secs_f64();
    let cpu = operator.cpu()?;
    let calls = stub.taken();
    let idle = idle(&operator, wish.idle, Some(&stub)).await?;
    operator.stop().await?;
    crowd.delete_account().await?;
    let row = json!({
        "requests": count, "seconds": took, "perSecond": rate(count, took), "cpuSeconds": cpu,
        "awsCalls": calls, "awsCallsPerRequest": rate(total(&calls), count_of(count)), "idle": idle,
    });
    results.add("withAccount", row)
}

/// Memory, processor and calls to AWS while nothing happens.
async fn idle(operator: &Operator, time: Duration, stub: Option<&Stub>) -> Result<serde_json::Value> {
    settled(operator, QUIET).await?;
    if let Some(stub) = stub {
        stub.taken();
    }
    let (cpu, passes) = (operator.cpu()?, operator.passes().await);
    pass_time(time).await;
    let cpu = operator.cpu()? - cpu;
    let memory = operator.memory()?;
    Ok(json!({
        "residentMiB": memory.now, "anonymousMiB": memory.anonymous, "mostResidentMiB": memory.most,
        "seconds": time.as_secs(), "cpuSeconds": cpu, "passes": operator.passes().await - passes,
        "awsCalls": stub.map(Stub::taken),
    }))
}

async fn in_flight(cluster: &Cluster, count: usize, results: &mut Results) -> Result<()> {
    let stub = Stub::start(Duration::from_mins(10)).await?;
    let crowd = Crowd::create(cluster, count, Some(stub.url())).await?;
    let operator = Operator::start(cluster, crowd.namespace.name(), POLL_SECONDS)?;
    crowd
        .all_in(Phase::AwaitingApproval, "create_change_set", &operator)
        .await?;
    stub.taken();
    crowd.approve().await?;
    eventually(PATIENCE, "all to be in flight", || async {
        (stub.in_flight() == count && crowd.count_in(Phase::Deploying).await.ok()? == count).then_some(())
    })
    .await;
    let begun = stub.taken();
    let cpu = operator.cpu()?;
    pass_time(WINDOW).await;
    let (during, cpu) = (stub.taken(), operator.cpu()? - cpu);
    stub.takes(Duration::ZERO);
    let end = Instant::now();
    eventually(PATIENCE, "all to be ready", || async {
        (crowd.count_in(Phase::Ready).await.ok()? == count).then_some(())
    })
    .await;
    let ended = end.elapsed().as_secs_f64();
    let row = json!({
        "inFlight": count, "windowSeconds": WINDOW.as_secs(), "awsCalls": during, "awsCallsPerSecond": rate(total(&during), WINDOW.as_secs_f64()),
        "cpuSeconds": cpu, "toBegin": begun, "toEnd": stub.taken(), "endSeconds": ended,
    });
    operator.stop().await?;
    crowd.delete_account().await?;
    results.add("inFlight", row)
}

fn total(calls: &BTreeMap<String, u64>) -> usize {
    usize::try_from(calls.values().sum::<u64>()).unwrap_or(usize::MAX)
}

/// Counts here are far below 2^32.
fn count_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

fn rate(count: usize, seconds: f64) -> f64 {
    count_of(count) / seconds
}
