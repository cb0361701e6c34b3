//! Connections that a sentence spells out, noted where the plan is made otherwise for them: what a rule or a bucket starts, what an
//! API hands on by itself, which containers a workflow runs, what programs write into. Here: from flows to the list. Not here: how
//! flows are read (`flows`), how they are made (the catalogue).

use cloudwhisper_api::requirements::Storage;

use super::{BUCKET, ECS, FROM, FUNCTION, HTTP_API, INSTANCE, List, TABLE};
use crate::catalog::events::uploads;
use crate::catalog::{apigateway, batch, cloudfront, elb, kinesis, sns, sqs, stepfunctions};
use crate::language::lexicon::Concept;
use crate::requirements::data::Data;
use crate::requirements::flows::{self, Act, Flow};
use crate::requirements::read::{Reading, What};

const DISTRIBUTION: &str = cloudfront::Distribution::KIND;
const BALANCER: &str = elb::LoadBalancer::KIND;
const RULE: &str = "AWS::Events::Rule";
const BUS: &str = "AWS::Events::EventBus";
const QUEUE: &str = sqs::Queue::KIND;
const STREAM: &str = kinesis::Stream::KIND;
const TOPIC: &str = sns::Topic::KIND;
const WORKFLOW: &str = stepfunctions::StateMachine::KIND;
/// What a rule or new files can start.
const STARTED: [&str; 7] = [FUNCTION, ECS, batch::JOB, WORKFLOW, QUEUE, STREAM, TOPIC];
/// What an HTTP API hands requests to without a program between.
const RELAYED: [&str; 4] = [QUEUE, STREAM, WORKFLOW, BUS];
const PROGRAMS: [&str; 3] = [FUNCTION, ECS, INSTANCE];

/// Notes every flow that decides on how something is connected.
pub(super) fn note(reading: &Reading<'_>, data: &Data, list: &mut List) {
    let files = data.storage.contains(&Storage::S3);
    let flows = flows::said(reading);
    for flow in &flows {
        let Flow {
            from,
            to,
            act,
            direct,
            ..
        } = *flow;
        let is_api = from == HTTP_API || from == apigateway::RestApi::KIND;
        if !list.has(to) && to != FUNCTION {
            continue;
        }
        match from {
            RULE if STARTED.contains(&to) && list.has(RULE) => list.set(RULE, "target", to),
            BUCKET if act == Act::Starts && STARTED.contains(&to) && files => {
                list.set(BUCKET, uploads::WORD, "true");
                if to != FUNCTION {
                    list.set(BUCKET, uploads::TO, to);
                }
            }
            TOPIC if to == QUEUE || to == FUNCTION && list.has(FUNCTION) => {
                list.set(TOPIC, sns::HEARD, "true");
                come(list, to, from);
            }
            QUEUE if to == FUNCTION && list.has(FUNCTION) => come(list, to, from),
            FUNCTION if to == TOPIC => {
                list.set(TOPIC, sns::TOLD, "true");
                come(list, to, from);
            }
            WORKFLOW if [ECS, batch::JOB, batch::QUEUE].contains(&to) => come(list, to, from),
            TABLE if to == FUNCTION && act == Act::Starts && list.has(FUNCTION) => {
                list.set(TABLE, "stream", "true");
                come(list, to, from);
            }
            _ if is_api && direct && RELAYED.contains(&to) && !list.has(apigateway::RestApi::KIND) => {
                list.of(HTTP_API);
                come(list, to, HTTP_API);
            }
            _ if act == Act::Sends && PROGRAMS.contains(&from) && [QUEUE, STREAM].contains(&to) => {
                come(list, to, from);
            }
            _ => {}
        }
    }
    // Who uses a bucket or a table may write there anyway, but for whom it starts.
    let is_sent = |it: &&Flow| it.act == Act::Sends && PROGRAMS.contains(&it.from);
    let changes = flows.iter().any(|it| it.from == TABLE && it.act == Act::Starts);
    for flow in flows.iter().filter(is_sent) {
        if flow.to == BUCKET && is_told(list) || flow.to == TABLE && changes {
            come(list, flow.to, flow.from);
        }
    }
    makes_files(reading, list);
    if is_told(list) && hears_of_events(reading) && list.has(RULE) {
        list.set(RULE, uploads::WORD, "true");
    }
    let before_program = [BALANCER, ECS, INSTANCE].iter().any(|kind| list.has(kind));
    if before_program && files && hands_out(reading) && list.has(DISTRIBUTION) {
        come(list, BUCKET, DISTRIBUTION);
    }
}

/// "CloudFront with two origins, a load balancer and a bucket", "static files in S3": whether the bucket's files are for browsers.
fn hands_out(reading: &Reading<'_>) -> bool {
    const SAID: [&str; 8] = [
        "origin",
        "origins",
        "static",
        "asset",
        "assets",
        "frontend",
        "front-end",
        "स्टैटिक",
    ];
    let bucket = |at: usize| {
        let item = reading.items.get(at);
        item.is_some_and(|it| {
            it.live && (it.aws == Some(BUCKET) || it.what == What::Term(Concept::Store(Storage::S3)))
        })
    };
    let says = |at: usize| {
        let said = reading.written(at).to_lowercase();
        said.split(' ').any(|word| SAID.contains(&word))
    };
    let mut places = (0..reading.items.len()).filter(|at| says(*at));
    places.any(|at| reading.thought(at).any(bucket))
}

/// "An `EventBridge` rule on S3 uploads": whether each rule that was named is one for what happens, and none for set times.
fn hears_of_events(reading: &Reading<'_>) -> bool {
    const SET_TIMES: [&str; 3] = ["schedul", "cron", "शेड्यूल"];
    let mut rules = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, it)| it.live && it.aws == Some(RULE));
    rules.all(|(at, _)| {
        let said = reading.written(at).to_lowercase();
        (said.contains("event") || said.contains("इवेंट")) && !SET_TIMES.iter().any(|it| said.contains(it))
    })
}

/// "Resizes images when they are uploaded": what comes out is a file too, and where nothing else was said it goes into the same bucket,
/// apart from what was uploaded (`events/uploads`).
fn makes_files(reading: &Reading<'_>, list: &mut List) {
    const MAKES: [&str; 8] = [
        "resiz",
        "thumbnail",
        "convert",
        "transcod",
        "compress",
        "watermark",
        "crop",
        "थंबनेल",
    ];
    let makes = (0..reading.items.len()).any(|at| {
        let word = reading.written(at).to_lowercase();
        MAKES.iter().any(|start| word.starts_with(start))
    });
    if is_told(list) && makes {
        come(list, BUCKET, FUNCTION);
    }
}

/// Whether new files of a bucket start something.
fn is_told(list: &List) -> bool {
    let mut buckets = list.0.iter().filter(|it| it.kind == BUCKET);
    buckets.any(|it| it.properties.contains_key(uploads::WORD))
}

/// Notes that the first service of this type gets something from `from`.
fn come(list: &mut List, kind: &str, from: &str) {
    let Some(service) = list.of(kind) else { return };
    let kinds = service.properties.entry(FROM.to_owned()).or_default();
    if !kinds.split(' ').any(|known| known == from) {
        if !kinds.is_empty() {
            kinds.push(' ');
        }
        kinds.push_str(from);
    }
}
