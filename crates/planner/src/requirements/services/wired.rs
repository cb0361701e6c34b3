//! Connections that a sentence spells out, noted where the plan is made otherwise for them: what a rule or a bucket starts, what an
//! API hands on by itself, which containers a workflow runs, what programs write into. Here: from flows to the list. Not here: how
//! flows are read (`flows`), how they are made (the catalogue).

use cloudwhisper_api::requirements::Storage;

use super::{BUCKET, ECS, FROM, FUNCTION, HTTP_API, INSTANCE, List, TABLE};
use super::{api_sorts, rules};
use crate::catalog::events::uploads;
use crate::catalog::{
    analytics, apigateway, apigatewayv2, batch, cloudfront, elb, firehose, flink, kinesis, pipes, scheduler,
    sns, sqs, stepfunctions,
};
use crate::language::lexicon::Concept;
use crate::requirements::data::Data;
use crate::requirements::flows::{self, Act, Flow};
use crate::requirements::read::{Reading, What};

pub(super) const DISTRIBUTION: &str = cloudfront::Distribution::KIND;
const BALANCER: &str = elb::LoadBalancer::KIND;
pub(super) const RULE: &str = "AWS::Events::Rule";
const SCHEDULE: &str = scheduler::SCHEDULE.kind;
pub(super) const BUS: &str = "AWS::Events::EventBus";
const QUEUE: &str = sqs::Queue::KIND;
const STREAM: &str = kinesis::Stream::KIND;
const TOPIC: &str = sns::Topic::KIND;
const PIPE: &str = pipes::PIPE.kind;
const FLINK: &str = flink::Application::KIND;
const WORKFLOW: &str = stepfunctions::StateMachine::KIND;
/// What a rule or new files can start.
pub(super) const STARTED: [&str; 7] = [FUNCTION, ECS, batch::JOB, WORKFLOW, QUEUE, STREAM, TOPIC];
/// What runs to its end by itself, once it is started.
const JOBS: [&str; 3] = [batch::JOB, batch::QUEUE, analytics::JOB];
const PROGRAMS: [&str; 3] = [FUNCTION, ECS, INSTANCE];

/// Notes every flow that decides on how something is connected.
pub(super) fn note(reading: &Reading<'_>, data: &Data, list: &mut List) {
    rules::note(reading, list);
    jobs_in_workflows(reading, list);
    ends_of_pipe(reading, list);
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
            RULE | SCHEDULE if STARTED.contains(&to) && list.has(from) => list.set(from, "target", to),
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
            QUEUE if [FUNCTION, ECS, batch::JOB].contains(&to) && list.has(to) => come(list, to, from),
            FUNCTION if to == TOPIC => {
                list.set(TOPIC, sns::TOLD, "true");
                come(list, to, from);
            }
            WORKFLOW if [ECS, analytics::CRAWLER].contains(&to) || JOBS.contains(&to) => {
                come(list, to, from);
            }
            TABLE if to == FUNCTION && act == Act::Starts && list.has(FUNCTION) => {
                list.set(TABLE, "stream", "true");
                come(list, to, from);
            }
            FLINK if act == Act::Sends && flink::RESULTS.contains(&to) => come(list, to, from),
            _ if is_api && direct && apigateway::relay::KINDS.contains(&to) => {
                handed_on(reading, list, to);
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

/// "An API that writes straight into the table": an HTTP API reaches few services by itself, a REST API more.
fn handed_on(reading: &Reading<'_>, list: &mut List, to: &str) {
    if !list.has(apigateway::RestApi::KIND) {
        list.of(HTTP_API);
        if !apigatewayv2::relay::reaches(to) {
            api_sorts::become_rest(reading, list);
        }
    }
    let rest = list.has(apigateway::RestApi::KIND);
    come(list, to, if rest { apigateway::RestApi::KIND } else { HTTP_API });
}

/// "From the table's stream through a pipe to a queue": what a pipe takes from and where it puts that, in its sentence.
fn ends_of_pipe(reading: &Reading<'_>, list: &mut List) {
    const SOURCES: [&str; 3] = [QUEUE, STREAM, TABLE];
    const TARGETS: [&str; 7] = [
        WORKFLOW,
        BUS,
        FUNCTION,
        QUEUE,
        STREAM,
        TOPIC,
        firehose::DeliveryStream::KIND,
    ];
    const NEAR: usize = 4;
    let mentions = flows::mentions(reading);
    let Some(pipe) = mentions.iter().find(|it| it.kind == PIPE && list.has(PIPE)) else {
        return;
    };
    let sentence = reading.thought(pipe.items.start);
    let ends: Vec<_> = mentions
        .iter()
        .filter(|it| sentence.contains(&it.items.start))
        .collect();
    let leads = |start: usize| {
        let before = (start.saturating_sub(NEAR).max(sentence.start)..start).rev();
        before
            .map(|at| reading.written(at).to_lowercase())
            .find(|word| ["from", "to", "into", "onto"].contains(&word.as_str()))
    };
    let source = ends
        .iter()
        .position(|it| SOURCES.contains(&it.kind) && leads(it.items.start).is_none_or(|word| word == "from"));
    let behind = source.map_or(0, |place| place + 1);
    let target = ends
        .iter()
        .skip(behind)
        .find(|it| TARGETS.contains(&it.kind) && leads(it.items.start).is_some_and(|word| word != "from"));
    for (word, end) in [
        ("source", source.and_then(|place| ends.get(place))),
        ("target", target),
    ] {
        if let Some(end) = end {
            list.set(PIPE, word, end.kind);
        }
        if let Some(table) = end.filter(|it| word == "source" && it.kind == TABLE) {
            list.set(table.kind, "stream", "true");
        }
    }
}

/// "A workflow that checks the file and transcodes it in a Batch job": what is named behind a workflow in its sentence is a step of it.
fn jobs_in_workflows(reading: &Reading<'_>, list: &mut List) {
    let mentions = flows::mentions(reading);
    for (place, workflow) in mentions.iter().enumerate().filter(|(_, it)| it.kind == WORKFLOW) {
        let end = reading.thought(workflow.items.start).end;
        let behind = mentions.iter().skip(place + 1);
        let sentence = behind.take_while(|it| it.items.start < end);
        for job in sentence.filter(|it| JOBS.contains(&it.kind)) {
            if list.has(job.kind) {
                come(list, job.kind, WORKFLOW);
            }
        }
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
