//! Each place where a part is spoken of: how many new ones it brings, what they are called, and how far what is said there is
//! said of them. "A queue … another queue" are two, "the queue" is one that is known already. Here: from the items to the
//! list. Not here: what a number or a word says of a part (`properties`), lists of members (`members`).

mod further;
mod grammar;
mod numbers;

use std::ops::Range;

use cloudwhisper_api::requirements::{NamedService, Storage};

use self::grammar::{
    first_adjective, for_each, for_each_service, for_so_many, given, how_many, in_brackets, is_another,
    is_further_doer, is_known_list, is_new_word, ordinal, qualifier, quoted, reach_end,
};
use super::microservices::Several;
use super::{BUCKET, CLUSTER, DATABASE, ECS, FUNCTION, INSTANCE, List, TABLE, members, properties};
use crate::catalog::{self, elb};
use crate::language::lexicon::Concept;
use crate::requirements::data::Data;
use crate::requirements::read::{Reading, What};

const QUEUE: &str = "AWS::SQS::Queue";
const NODES: &str = "AWS::EKS::Nodegroup";
const TOPIC_RULE: &str = "AWS::IoT::TopicRule";

/// Types of which several places may bring several. Of all others a second "a" is a second look at the same one.
const SEVERAL: [&str; 30] = [
    QUEUE,
    TABLE,
    BUCKET,
    FUNCTION,
    "AWS::ApiGateway::ApiKey",
    "AWS::CodeBuild::Project",
    "AWS::Cognito::UserPoolGroup",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    NODES,
    "AWS::Events::EventBus",
    "AWS::FSx::FileSystem",
    "AWS::Glue::Job",
    "AWS::IAM::Group",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    TOPIC_RULE,
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::KMS::Key",
    "AWS::Lambda::LayerVersion",
    "AWS::Logs::MetricFilter",
    "AWS::Redshift::Cluster",
    "AWS::SageMaker::NotebookInstance",
    "AWS::SecretsManager::Secret",
    "AWS::SNS::Topic",
    "AWS::SSO::PermissionSet",
    "AWS::StepFunctions::StateMachine",
    "AWS::Synthetics::Canary",
];
/// Types that are told apart by the word before them.
const TOLD_APART: [&str; 3] = [BUCKET, TABLE, QUEUE];
/// Types of which only outright a further one brings several: "a second group", "an internal load balancer" beside a public one.
const TIERS: [&str; 2] = [BALANCER, GROUP];
const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
/// More of one part than this are an oversight or an attack.
const MOST: usize = 10;

/// A place where a part is spoken of.
struct Mention {
    kind: &'static str,
    /// The items of its name: "SQS FIFO queue" is two.
    name: Range<usize>,
    /// From its first adjective to where the next part is spoken of.
    reach: Range<usize>,
    /// How many new ones it brings; none where a known one is spoken of.
    brings: usize,
    /// A number says how many there are: "two keys, one for cards and one for logs".
    is_counted: bool,
    /// It is said outright that it is a further one: "a second service".
    is_further: bool,
    /// "An ECS service": what runs, and neither the cluster that it runs in nor how.
    is_service: bool,
    /// A word before it tells it from others: "the raw bucket".
    own_word: Option<String>,
    /// What they are called.
    names: Vec<String>,
    /// What is said of one of them alone, by its name.
    own: Vec<(String, Range<usize>)>,
}

/// Adds the parts that several places bring, and notes of each what was said of it.
pub(super) fn apply(reading: &Reading<'_>, data: &Data, several: Option<&Several>, list: &mut List) {
    let mentions = mentions(reading, data, several, list);
    let bringing = |kind: &str| {
        let bring = mentions.iter().filter(|it| it.kind == kind && it.brings > 0);
        bring.count()
    };
    let further = |kind: &str| mentions.iter().any(|it| it.kind == kind && it.is_further);
    let services = mentions
        .iter()
        .filter(|it| it.is_service && it.brings > 0)
        .count();
    let mut taken: Vec<usize> = Vec::new();
    let mut latest: Vec<(&'static str, Vec<usize>)> = Vec::new();
    for mention in &mentions {
        let countable = SEVERAL.contains(&mention.kind)
            || mention.kind == ECS && (further(ECS) || services > 1)
            || TIERS.contains(&mention.kind) && (further(mention.kind) || are_tiers(reading, &mentions));
        let several = countable && bringing(mention.kind) > 1;
        let known = latest.iter().rev().find(|(kind, _)| *kind == mention.kind);
        let places = if !mention.names.is_empty() {
            named(list, mention)
        } else if several && mention.brings > 0 {
            brought(reading, list, mention, &taken)
        } else if let Some((_, known)) = known {
            known.clone()
        } else {
            list.0
                .iter()
                .position(|it| it.kind == mention.kind)
                .into_iter()
                .collect()
        };
        // A list of buckets says how many there are, whether or not its names are taken.
        let named = if mention.kind == BUCKET {
            list.0
                .iter()
                .filter(|it| it.kind == BUCKET && it.name.is_some())
                .count()
        } else {
            mention.names.len()
        };
        let counted_here = !is_counted_elsewhere(mention.kind) || are_machines(reading, mention);
        if !several && mention.brings > named.max(1) && counted_here {
            list.set(mention.kind, "count", mention.brings);
        }
        for (name, inside) in &mention.own {
            let is_it = |it: &NamedService| it.kind == mention.kind && it.name.as_ref() == Some(name);
            let place: Vec<usize> = list.0.iter().position(is_it).into_iter().collect();
            note(reading, list, mention.kind, inside, &place);
        }
        let reach = match mention.own.first() {
            Some((_, first)) => mention.reach.start..first.start,
            None => mention.reach.clone(),
        };
        note(reading, list, mention.kind, &reach, &places);
        if several && mention.kind == BALANCER && is_inside(reading, mention) {
            for at in &places {
                if let Some(service) = list.0.get_mut(*at) {
                    service
                        .properties
                        .insert(elb::SCHEME.to_owned(), elb::INTERNAL.to_owned());
                }
            }
        }
        taken.extend(&places);
        latest.push((mention.kind, places));
    }
}

/// "An internal load balancer": only the network reaches it.
fn is_inside(reading: &Reading<'_>, mention: &Mention) -> bool {
    let mut adjectives = mention.reach.start..mention.name.end;
    adjectives.any(|at| {
        let word = reading.written(at).to_lowercase();
        word.contains("internal") || word.contains("private")
    })
}

/// Whether one load balancer is said to be internal and another is brought that is not.
fn are_tiers(reading: &Reading<'_>, mentions: &[Mention]) -> bool {
    let brought = mentions.iter().filter(|it| it.kind == BALANCER && it.brings > 0);
    let (inside, public): (Vec<_>, Vec<_>) = brought.partition(|it| is_inside(reading, it));
    !inside.is_empty() && !public.is_empty()
}

/// Notes what is said in a clause of the services at these places.
fn note(reading: &Reading<'_>, list: &mut List, kind: &str, clause: &Range<usize>, places: &[usize]) {
    for (word, value) in properties::said(reading, kind, clause) {
        for at in places {
            if let Some(service) = list.0.get_mut(*at) {
                service
                    .properties
                    .entry(word.to_owned())
                    .or_insert_with(|| value.clone());
            }
        }
    }
}

/// Copies of one program and machines are counted where their sizes are read.
fn is_counted_elsewhere(kind: &str) -> bool {
    matches!(kind, ECS | INSTANCE | DATABASE | CLUSTER)
}

/// "Four Windows Server EC2 instances": a number that stands apart from the machines, over their adjectives.
fn are_machines(reading: &Reading<'_>, mention: &Mention) -> bool {
    let apart = mention.reach.start + 1 < mention.name.start;
    let windows =
        (mention.reach.start..mention.name.start).any(|at| reading.concept(at) == Some(Concept::Windows));
    mention.kind == INSTANCE && mention.is_counted && apart && windows
}

/// The services of these names, added where they are new.
fn named(list: &mut List, mention: &Mention) -> Vec<usize> {
    // A bucket's name is taken by the first in the world who wants it: only one that was given as such is used.
    for name in mention.names.iter().filter(|_| mention.kind != BUCKET) {
        list.name(mention.kind, name);
    }
    let is_it = |it: &NamedService| {
        it.kind == mention.kind && it.name.as_ref().is_some_and(|name| mention.names.contains(name))
    };
    let places = list.0.iter().enumerate().filter(|(_, it)| is_it(it));
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    if places.is_empty() {
        list.0
            .iter()
            .position(|it| it.kind == mention.kind)
            .into_iter()
            .collect()
    } else {
        places
    }
}

/// As many services without a name as are brought: those of the sort that is meant which nobody has taken yet, then new ones.
fn brought(reading: &Reading<'_>, list: &mut List, mention: &Mention, taken: &[usize]) -> Vec<usize> {
    let term = written(reading, &mention.name);
    let sort = catalog::variants(mention.kind).find(|it| it.marks.iter().any(|mark| term.contains(mark)));
    let is_free = |(at, it): &(usize, &NamedService)| {
        let of_sort = sort.is_none_or(|sort| it.properties.get(sort.word).map(String::as_str) == sort.value);
        it.kind == mention.kind && it.name.is_none() && of_sort && !taken.contains(at)
    };
    let free = list.0.iter().enumerate().filter(is_free).map(|(at, _)| at);
    let mut places: Vec<usize> = free.take(mention.brings).collect();
    let there = list.0.iter().filter(|it| it.kind == mention.kind).count();
    let room = MOST.saturating_sub(there);
    for _ in 0..(mention.brings - places.len()).min(room) {
        let properties = sort.and_then(|sort| Some((sort.word.to_owned(), sort.value?.to_owned())));
        places.push(list.0.len());
        list.0.push(NamedService {
            kind: mention.kind.to_owned(),
            name: None,
            properties: properties.into_iter().collect(),
        });
    }
    places
}

/// Every place where a part is spoken of, in order.
fn mentions(reading: &Reading<'_>, data: &Data, several: Option<&Several>, list: &List) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < reading.items.len() {
        let Some(kind) = kind_at(reading, at, data, list) else {
            if let Some(doer) = further_doer(reading, at, &mut mentions) {
                doer.brings += usize::from(doer.names.is_empty() && !doer.is_counted && doer.brings < MOST);
            } else if let Some(last) = mentions.last_mut().filter(|last| last.reach.end > at) {
                let open = last.names.is_empty() && !last.is_counted && last.brings < MOST;
                last.brings +=
                    usize::from(open && (is_another(reading, at) || further::is_in_another(reading, at)));
            }
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while kind_at(reading, end, data, list) == Some(kind) {
            end += 1;
        }
        // "A DynamoDB single table".
        let single = matches!(
            reading.written(end).to_lowercase().as_str(),
            "single" | "main" | "global"
        );
        if single && kind == TABLE && kind_at(reading, end + 1, data, list) == Some(kind) {
            end += 2;
        }
        // "DynamoDB 3 table": the number stands between the two words for them.
        let counts = |place: usize| {
            let item = reading.items.get(place);
            item.is_some_and(|item| matches!(item.what, What::Number(_)))
        };
        let inside = if counts(end) && kind_at(reading, end + 1, data, list) == Some(kind) {
            end += 2;
            how_many(reading, end - 2, end - 1)
        } else {
            0
        };
        let name = at..end;
        // "IoT platform: …" is what all of it is called.
        let is_heading = opens_with(reading, end)
            && members::members(reading, end - 1).is_none()
            && first_adjective(reading, at) == reading.thought(at).start
            && (end..reading.items.len()).any(|next| kind_at(reading, next, data, list) == Some(kind));
        if is_heading || counts_what_follows(reading, kind, end) {
            at = end;
            continue;
        }
        let first = !mentions.iter().any(|it| it.kind == kind);
        let from = first_adjective(reading, at);
        if let Some(last) = mentions.last_mut() {
            last.reach.end = last.reach.end.min(from);
        }
        let described = members::described(reading, end - 1);
        if !described.is_empty() && SEVERAL.contains(&kind) {
            mentions.extend(described.into_iter().map(|member| Mention {
                kind,
                name: at..end,
                reach: member.said,
                brings: 1,
                is_counted: true,
                is_further: false,
                is_service: false,
                own_word: Some(reading.written(at).to_lowercase()),
                names: vec![member.name],
                own: Vec::new(),
            }));
            at = end;
            continue;
        }
        let members = members::members(reading, end - 1);
        let known: usize = mentions
            .iter()
            .filter(|it| it.kind == kind)
            .map(|it| it.brings)
            .sum();
        let members =
            members.filter(|it| first || !it.names.is_empty() || !is_known_list(reading, at, known));
        // A bucket's name is taken by the first in the world who wants it: the list only says what they are for.
        let own_names = members.iter().filter(|_| kind != BUCKET);
        let mut names: Vec<String> = own_names.flat_map(|it| it.names.clone()).collect();
        for name in given(reading, kind, end) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.extend(quoted(reading, end).filter(|_| names.is_empty() && kind != BUCKET));
        let own = members.as_ref().map(|it| it.own.clone()).unwrap_or_default();
        let said = members.map_or(0, |it| it.count).max(names.len());
        // "An S3 event notification" is no bucket.
        let is_bare = kind == BUCKET
            && written(reading, &name) == "s3"
            && reading.items.get(end).is_some_and(|it| it.what == What::Word);
        // "A DynamoDB stream" is of a table that is known.
        let is_stream = kind == TABLE && written(reading, &(at..end + 1)).contains("stream");
        let so_many = if is_bare || is_stream {
            0
        } else {
            how_many(reading, from, at)
        }
        .max(inside);
        let so_many = so_many.max(in_brackets(reading, end));
        // "Four worker nodes" are one group of so many machines.
        let so_many = if so_many < 2 {
            so_many.max(for_so_many(reading, end))
        } else {
            so_many
        };
        // "The raw bucket … the curated bucket": which of them is meant shows that there is another one.
        let own_word = qualifier(reading, at).filter(|_| TOLD_APART.contains(&kind));
        let told_apart = own_word.as_ref().is_some_and(|word| {
            mentions.iter().any(|it| it.kind == kind && it.own_word.is_some())
                && is_new_word(reading, word, from)
        });
        let so_many = so_many.max(usize::from(told_apart));
        let called = written(reading, &name);
        let so_many = if kind == NODES && !called.contains("group") && !called.contains("pool") {
            so_many.min(1)
        } else {
            so_many
        };
        let each = match for_each_service(reading, from, end, several) {
            Some(several) => {
                if names.is_empty() && kind != BUCKET {
                    names.clone_from(several.names());
                }
                several.count()
            }
            None => for_each(reading, from, end, &mentions),
        };
        // "When a job fails": any of those that are known.
        let so_many = if is_any(reading, from, at) { 0 } else { so_many };
        // "A fourth function": three are there, whoever spoke of them.
        let is_service = kind == ECS
            && (written(reading, &(at..end)).ends_with("service")
                || reading.written(end).eq_ignore_ascii_case("service"));
        let ordinal = ordinal(reading, from..at).map_or(0, |nth| nth.saturating_sub(known));
        let is_own = kind == BUCKET && !first && each == 0 && further::is_its_own(reading, from, at);
        let so_many = so_many.max(usize::from(is_own));
        // The queue for what fails, which each queue has anyway.
        let (so_many, ordinal) = if kind == QUEUE && !first && further::is_for_failures(reading, from) {
            (0, 0)
        } else {
            (so_many, ordinal)
        };
        let brings = so_many
            .max(said)
            .max(each)
            .max(ordinal)
            .max(usize::from(first))
            .min(MOST);
        mentions.push(Mention {
            kind,
            name,
            reach: from..reach_end(reading, end),
            brings,
            is_counted: so_many > 1,
            is_further: (ordinal > 0 || is_other(reading, from)) && known > 0,
            is_service,
            own_word,
            names,
            own,
        });
        at = end;
    }
    mentions
}

/// The function of which "and a third stores the rows" says that there is one more: the last of its sentence.
fn further_doer<'m>(
    reading: &Reading<'_>,
    at: usize,
    mentions: &'m mut [Mention],
) -> Option<&'m mut Mention> {
    let thought = is_further_doer(reading, at).then(|| reading.thought(at))?;
    let is_doer =
        |it: &&mut Mention| it.kind == FUNCTION && thought.contains(&it.name.start) && it.brings > 0;
    mentions.iter_mut().rev().find(is_doer)
}

/// "Two load balancers: a public ALB … and an internal NLB": each of them is spoken of behind the colon.
fn counts_what_follows(reading: &Reading<'_>, kind: &str, end: usize) -> bool {
    let spoken_of = |at: usize| {
        reading
            .items
            .get(at)
            .is_some_and(|it| it.live && it.aws == Some(BALANCER))
    };
    let behind = end + 1..reading.thought(end).end.max(end + 1);
    kind == BALANCER
        && reading.written(end) == ":"
        && behind.into_iter().filter(|at| spoken_of(*at)).count() > 1
}

/// "Another group", "a separate group".
fn is_other(reading: &Reading<'_>, from: usize) -> bool {
    let written = reading.written(from).to_lowercase();
    written
        .split(' ')
        .any(|word| matches!(word, "another" | "separate"))
}

/// "When a job fails", "if any queue fills up": a part that something happens to, whichever it is.
fn is_any(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    const WHEN: [&str; 4] = ["when", "whenever", "if", "once"];
    let says = |place: usize, words: &[&str]| words.contains(&reading.written(place).to_lowercase().as_str());
    let article = |place: &usize| says(*place, &["a", "an", "any"]);
    let first = from.min(at.checked_sub(1).filter(article).unwrap_or(at));
    first.checked_sub(1).is_some_and(|before| says(before, &WHEN))
}

/// The type of the part that is spoken of here, where it is planned. What failed lies in a queue that each queue has anyway.
fn kind_at(reading: &Reading<'_>, at: usize, data: &Data, list: &List) -> Option<&'static str> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let kind = match (item.aws, item.what) {
        (_, What::Name) => None,
        (Some(kind), _) => Some(kind),
        (None, What::Term(Concept::Table)) => Some(TABLE),
        (None, What::Term(Concept::Store(Storage::S3))) => Some(BUCKET),
        _ => None,
    }?;
    let written = reading.written(at);
    let holds_failed = kind == QUEUE && holds_failed(written);
    // "Readings over MQTT" is how they come, which a rule takes up that may be named behind.
    let is_way = kind == TOPIC_RULE && !written.to_lowercase().contains("rule");
    let kind = if kind == DATABASE && list.has(CLUSTER) {
        CLUSTER
    } else {
        kind
    };
    let planned = match kind {
        TABLE => data.storage.contains(&Storage::Dynamodb),
        BUCKET => data.storage.contains(&Storage::S3),
        _ => list.has(kind),
    };
    (planned && !holds_failed && !is_way).then_some(kind)
}

/// Whether these words for a queue mean the one for what failed.
pub(in crate::requirements) fn holds_failed(words: &str) -> bool {
    const MARKS: [&str; 4] = ["dead", "dlq", "डेड", "डीएलक्यू"];
    let words = words.to_lowercase();
    MARKS.iter().any(|mark| words.contains(mark))
}

/// "Clickstream analytics for a network: …": whether a few plain words and a colon end the heading that goes on at `at`.
fn opens_with(reading: &Reading<'_>, at: usize) -> bool {
    const LONGEST: usize = 6;
    let is_plain = |place: &usize| {
        let item = reading.items.get(*place);
        item.is_some_and(|item| {
            item.aws.is_none() && !matches!(item.what, What::Pause | What::Stop | What::Number(_))
        })
    };
    let words = (at..at + LONGEST).take_while(is_plain).count();
    reading.written(at + words) == ":"
}

fn written(reading: &Reading<'_>, name: &Range<usize>) -> String {
    let words: Vec<String> = name
        .clone()
        .map(|at| reading.written(at).to_lowercase())
        .collect();
    words.join(" ")
}
