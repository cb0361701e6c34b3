//! The operator is killed (SIGKILL) just before and just after its effects, on the API server and on AWS alike, and started again. The
//! same has to come of it as without a kill, by one execution.
//!
//! Points are found and not listed: a life without a kill tells which effects there are in each of its stages. As a stage ends at rest,
//! one life can die once in each of its stages; `make crash-sweep` lives as many lives as its longest stage has points.

#[path = "../support/mod.rs"]
mod support;

mod life;
mod watchman;

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use futures::StreamExt;
use life::{Left, Life, Stage};
use watchman::{Point, Side};

/// Lives at the same time, unless `JOBS` says otherwise.
const JOBS: usize = 3;
/// How far CloudFormation has come is told as often as somebody looks, and outputs are written when somebody has: how many of these a
/// stage has is a matter of time.
const AS_OFTEN_AS_IT_HAPPENS: [&str; 3] = [
    "status of deploymentrequests",
    "patch secrets",
    "patch configmaps",
];

/// What a life without a kill leaves behind, stage by stage.
async fn undisturbed() -> Result<Vec<Left>> {
    let mut life = Life::begin("sweep-none").await?;
    let mut left = Vec::new();
    for stage in Stage::ALL {
        let lived = Box::pin(life.live(stage, None, None)).await;
        left.push(lived.with_context(|| format!("{stage:?}, without a kill"))?);
    }
    Ok(left)
}

/// A life that dies at these points, one of each stage. Returns the points that were reached, and those that were not.
async fn disturbed(
    name: &str,
    points: &[Option<Point>],
    expected: &[Left],
) -> Result<(Vec<String>, Vec<String>)> {
    let mut life = Life::begin(name).await?;
    let (mut reached, mut missed) = (Vec::new(), Vec::new());
    for ((stage, point), expected) in Stage::ALL.into_iter().zip(points).zip(expected) {
        let named = point.as_ref().map(|point| format!("{stage:?}: {point}"));
        let left = Box::pin(life.live(stage, point.clone(), Some(&expected.seen)))
            .await
            .with_context(|| named.clone().unwrap_or_else(|| format!("{stage:?}: no kill")))?;
        let Some(named) = named else { continue };
        if left.reached { &mut reached } else { &mut missed }.push(named);
    }
    Ok((reached, missed))
}

/// Both sides of every effect of a stage.
fn points(left: &Left) -> Vec<Point> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut points = Vec::new();
    for effect in &left.asked {
        let nth = counts.entry(effect).or_default();
        *nth += 1;
        points.extend([Side::Before, Side::After].map(|side| Point::new(side, effect, *nth)));
    }
    points
}

/// A few points of every kind and both sides: a stage each, in two lives; the effects that are in no other stage are in both.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_it_dies_at_the_same_comes_of_it_by_one_execution() -> Result<()> {
    use Side::{After, Before};
    const STATUS: &str = "status of deploymentrequests";
    let expected = undisturbed().await?;
    let [one, other] = [
        [
            (Before, "add finalizer", 1),
            (After, "ExecuteChangeSet", 1),
            (Before, "delete secrets", 1),
            (After, "CreateChangeSet", 1),
            (After, "ContinueUpdateRollback", 1),
            (After, "create configmaps", 1),
            (Before, "delete configmaps", 1),
            (Before, "delete configmaps", 1),
            (After, "DeleteStack", 1),
        ],
        [
            (After, "CreateChangeSet", 1),
            (Before, "patch secrets", 1),
            (After, "delete secrets", 1),
            (Before, "ExecuteChangeSet", 1),
            (Before, "ContinueUpdateRollback", 1),
            (Before, "ExecuteChangeSet", 1),
            (After, STATUS, 1),
            (After, "delete configmaps", 1),
            (After, "remove finalizer", 1),
        ],
    ]
    .map(|points| points.map(|(side, effect, nth)| Some(Point::new(side, effect, nth))));
    let lives = futures::future::try_join(
        Box::pin(disturbed("sweep-one", &one, &expected)),
        Box::pin(disturbed("sweep-other", &other, &expected)),
    );
    let ((_, missed), (_, also_missed)) = lives.await?;
    let missed = [missed, also_missed].concat();
    ensure!(missed.is_empty(), "not reached: {missed:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes many minutes: make crash-sweep"]
async fn every_point() -> Result<()> {
    let began = Instant::now();
    let jobs = std::env::var("JOBS")
        .ok()
        .and_then(|jobs| jobs.parse().ok())
        .unwrap_or(JOBS);
    let expected = undisturbed().await?;
    let stages: Vec<Vec<Point>> = expected.iter().map(points).collect();
    let longest = stages.iter().map(Vec::len).max().unwrap_or_default();
    let found: usize = stages.iter().map(Vec::len).sum();
    for (stage, points) in Stage::ALL.iter().zip(&stages) {
        println!("{stage:?}: {} points", points.len());
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for point in points {
            *kinds.entry(&point.effect).or_default() += 1;
        }
        println!("  {kinds:?}");
    }
    println!("{found} points in {longest} lives, {jobs} at a time");
    let lives = (0..longest).map(|life| {
        let points: Vec<_> = stages.iter().map(|points| points.get(life).cloned()).collect();
        let expected = &expected;
        async move {
            let name = format!("sweep-{life}");
            let lived = Box::pin(disturbed(&name, &points, expected)).await;
            match &lived {
                Ok(_) => println!("life {life}: as it should be"),
                Err(error) => println!("life {life}: NOT as it should be: {error:#}"),
            }
            lived
        }
    });
    let lived: Vec<_> = futures::stream::iter(lives)
        .buffer_unordered(jobs)
        .collect()
        .await;
    let (mut reached, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for life in lived {
        match life {
            Ok((there, not)) => {
                reached += there.len();
                missed.extend(not);
            }
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    println!(
        "{reached} of {found} points reached and survived in {:.0} s; {} lives went wrong; not reached: {missed:#?}",
        began.elapsed().as_secs_f32(),
        wrong.len()
    );
    ensure!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    missed.retain(|point| !AS_OFTEN_AS_IT_HAPPENS.iter().any(|effect| point.contains(effect)));
    ensure!(
        missed.is_empty(),
        "these happened without a kill, and not with one: {missed:?}"
    );
    Ok(())
}
