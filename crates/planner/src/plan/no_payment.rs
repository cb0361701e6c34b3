//! "Free tier only" beside something that is never free: the question which of the two gives way, with what the thing costs. Here: what is
//! costly in a plan, and the question. Not here: whether nothing may be paid (`requirements/money.rs`), cheaper ways
//! (`estimate/alternatives`).

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{BreakdownLine, Clarification};
use cloudwhisper_api::requirements::{Compute, Requirements, Storage};
use rust_decimal::Decimal;

use super::{Plan, PlanInput, artifact, existing_network};
use crate::blueprint::architectures::{Design, design};
use crate::catalog::apigateway;
use crate::catalog::spoken::spoken;
use crate::estimate::currency::for_people;
use crate::estimate::{self, Least, both};
use crate::requirements::{Payment, Understood};

/// Dollars a month from which a part is worth a question: less is a domain's zone or a few requests.
const WORTH_ASKING: Decimal = Decimal::ONE;

/// The question, where nothing may be paid and something that was chosen costs something.
pub(super) fn question(plan: &Plan, input: &PlanInput<'_>, understood: &Understood) -> Option<Clarification> {
    if understood.payment != Payment::Refused {
        return None;
    }
    let costly = costly(plan);
    if costly.is_empty() {
        return None;
    }
    let total: Decimal = plan.estimate.monthly.usd.parse().ok()?;
    let keep = format!("${} per month", total.ceil().normalize());
    let least = least(&plan.requirements, input, understood);
    let instead = least.map(|it| {
        (
            it.words.join("; "),
            both(&it.total.sum_as_money(&input.exchange_rate)),
        )
    });
    Some(Clarification {
        field: "budget".to_owned(),
        question: words(understood.language, &costly, &keep, instead),
        options: vec![keep, "free".to_owned(), "none".to_owned()],
    })
}

/// The cheapest way to what is wanted.
pub(super) fn least(
    requirements: &Requirements,
    input: &PlanInput<'_>,
    understood: &Understood,
) -> Option<Least> {
    let (workload, _) = artifact::program(requirements, &input.workload, understood.language);
    let network = existing_network::given(input.request.parameters, understood.language);
    let network = network.ok().flatten(); // what is wrong with it is said of the plan
    let wanted = Design {
        network: network.as_ref().map(existing_network::Given::size),
        requirements,
        workload: &workload,
        profile: input.profile,
    };
    estimate::least(&estimate::Query {
        blueprint: &design(&wanted),
        design: &wanted,
        free_tier: &input.free_tier,
        exchange_rate: &input.exchange_rate,
        prices: &input.prices,
        language: understood.language,
        guessed: understood.guessed,
    })
}

/// What was chosen and costs something, with its price a month: the dearest first, each name once.
fn costly(plan: &Plan) -> Vec<(String, Money)> {
    let chosen = chosen(&plan.requirements);
    let usd = |line: &BreakdownLine| line.usd.parse::<Decimal>().unwrap_or_default();
    let mut lines: Vec<&BreakdownLine> = plan.estimate.breakdown.iter().collect();
    lines.retain(|line| usd(line) >= WORTH_ASKING && chosen.contains(&service_of(&line.kind)));
    lines.sort_by_key(|line| std::cmp::Reverse(usd(line)));
    let mut costly: Vec<(String, Money)> = Vec::new();
    for line in lines {
        let name = spoken(&line.kind);
        if costly.iter().all(|(known, _)| *known != name) {
            let money = Money {
                usd: line.usd.clone(),
                inr: line.inr.clone(),
            };
            costly.push((name, money));
        }
    }
    costly
}

/// The services that the person chose, whether by a part's name or by what it does: `AWS::RDS`.
fn chosen(requirements: &Requirements) -> Vec<&str> {
    let named = requirements.services.iter().map(|it| service_of(&it.kind));
    let stores = requirements.storage.iter().map(|storage| match storage {
        Storage::S3 => "AWS::S3",
        Storage::Rds => "AWS::RDS",
        Storage::Dynamodb => "AWS::DynamoDB",
    });
    let runs: &[&str] = match requirements.compute {
        Some(Compute::Ecs) => &["AWS::ECS", "AWS::ElasticLoadBalancingV2"],
        Some(Compute::Ec2) => &["AWS::EC2"],
        Some(Compute::Lambda) | None => &[],
    };
    // What only a network reaches has an endpoint in it.
    let within: &[&str] = if apigateway::private::is_meant(requirements) {
        &["AWS::EC2"]
    } else {
        &[]
    };
    let implied = runs.iter().chain(within).copied();
    named.chain(stores).chain(implied).collect()
}

/// The service of a type: `AWS::EC2` of `AWS::EC2::NatGateway`.
fn service_of(kind: &str) -> &str {
    kind.rsplit_once("::").map_or(kind, |(service, _)| service)
}

fn words(
    language: Language,
    costly: &[(String, Money)],
    keep: &str,
    instead: Option<(String, String)>,
) -> String {
    let priced: Vec<String> = costly
        .iter()
        .map(|(name, money)| format!("{name} {}", both(&for_people(money))))
        .collect();
    let priced = priced.join(", ");
    let instead = match (instead, language) {
        (Some((what, price)), Language::English) => format!(" ({what}: {price} a month)"),
        (Some((what, price)), Language::Hindi) => format!(" ({what}: {price} प्रति माह)"),
        (Some((what, price)), Language::Hinglish) => format!(" ({what}: {price} har mahine)"),
        (None, Language::English) => " (there is no cheaper one known)".to_owned(),
        (None, Language::Hindi) => " (इससे सस्ता कोई रास्ता पता नहीं)".to_owned(),
        (None, Language::Hinglish) => " (isse sasta koi tareeka pata nahi)".to_owned(),
    };
    match language {
        Language::English => format!(
            "Nothing is to be paid, but what you chose costs something every month: {priced}. Which gives way? Answer {keep} to keep it and \
             pay, free for the cheapest way{instead}, or none to drop the limit."
        ),
        Language::Hindi => format!(
            "आपने कहा कि कुछ ख़र्च न हो, पर जो चुना उसका हर महीने ख़र्च है: {priced}। क्या बदलें? रखने और पैसे देने के लिए {keep} लिखिए, सबसे सस्ते \
             रास्ते के लिए free{instead}, या सीमा हटाने के लिए none।"
        ),
        Language::Hinglish => format!(
            "Aapne kaha ki kuch kharch na ho, par jo chuna uska har mahine kharch hai: {priced}. Kya badlein? Rakhne aur paise dene ke liye \
             {keep} likhiye, sabse saste tareeke ke liye free{instead}, ya limit hatane ke liye none."
        ),
    }
}
