//! `plan`: a plan with no cluster and no account, and no network unless a model or today's prices are asked for. Here: what is written where. Not here: the document
//! (`document`), the view for people (`plan_view`).

mod destination;
mod document;
mod folder;
mod live;
mod reading;

use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider};
use cloudwhisper_planner::estimate::{ExchangeRate, Prices};
use cloudwhisper_planner::render::terraform::Terraform;
use cloudwhisper_planner::{Plan, Planned};

use self::destination::Destination;
pub(crate) use self::document::Document;
use self::reading::Reading;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{json, note, show, yaml};
use super::plan_view::{PlanView, amount};
use super::planning::plan_for_nobody;
use super::say::spoken;
use super::source::SourceArgs;
use super::style::{FAINT, paint};
use super::table::terminal_width;
use super::words::{Lang, words};
use crate::language_model::setup::ModelArgs;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    source: SourceArgs,
    /// What is written: text, json, yaml, cloudformation, terraform, cdk, or dir=PATH for a folder with all of it.
    #[arg(short = 'o', long = "output", value_name = "FORMAT", default_value = "text")]
    destination: Destination,
    /// Let dir=PATH write into a folder that isn't empty.
    #[arg(long)]
    force: bool,
    /// Use nothing but this program, whatever is set up: no language model, and the prices that it knows.
    #[arg(long)]
    offline: bool,
    /// Who reads the prompt: auto, rules, bedrock or openai. With auto, and without this, a language model reads beside the rules where one
    /// is set up, and the rules alone where it gives no answer.
    #[arg(long, value_name = "PARSER", value_parser = reading::provider, conflicts_with = "offline")]
    parser: Option<ParserProvider>,
    /// Ask AWS for today's prices, with the credentials that are set up, and for today's exchange rate; answers are kept for a day
    /// and an hour.
    #[arg(long, conflicts_with = "offline")]
    live_prices: bool,
    /// Who is asked for today's exchange rate with --live-prices: an address that answers as Frankfurter's API does.
    #[arg(long, env = "CLOUDWHISPER_EXCHANGE_RATE_URL", value_name = "URL")]
    exchange_rate_url: Option<String>,
    #[command(flatten)]
    models: ModelArgs, // last, for its heading is that of whatever follows
}

pub(crate) fn run(args: &Args, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = args.source.shown_in(&args.source.read(lang)?, lang);
    let reading = reading::read(args.parser(&request), &args.models, &request, lang)?;
    let (planned, reading) = match planned(args, &request, &reading, lang) {
        Ok(planned) => (planned, reading),
        // Nobody asked for this model: what it proposed must not keep from a plan what the rules can plan.
        Err(failure) => {
            let Some(alone) = reading.alone(spoken(lang, &request)) else {
                return Err(failure);
            };
            (planned(args, &request, &alone, lang)?, alone)
        }
    };
    write(args, &planned, &reading, lang)?;
    Ok(ended(&planned, lang))
}

impl Args {
    fn parser(&self, request: &DeploymentRequest) -> ParserProvider {
        if self.offline {
            return ParserProvider::Rules;
        }
        self.parser.unwrap_or(request.spec.parser.provider)
    }
}

/// The plan; with today's prices where they were asked for. The first one tells the region to ask for.
fn planned(
    args: &Args,
    request: &DeploymentRequest,
    reading: &Reading,
    lang: Option<Lang>,
) -> Result<Planned, Failure> {
    let plan = |prices, rate| plan_for_nobody(request, reading.suggestion(), prices, &rate);
    let mut planned = plan(Prices::default(), ExchangeRate::default())?;
    if let Some(first) = planned.plan.as_ref().filter(|_| args.live_prices) {
        let words = words(lang, Some(planned.understood.language));
        let (prices, rate) = live::today(&first.region, args.exchange_rate_url.as_deref(), words);
        planned = plan(prices, rate)?;
    }
    let warnings = match &mut planned.plan {
        Some(plan) => &mut plan.warnings,
        None => &mut planned.understood.warnings,
    };
    warnings.extend(reading.warning.clone());
    Ok(planned)
}

fn write(args: &Args, planned: &Planned, reading: &Reading, lang: Option<Lang>) -> Result<(), Failure> {
    let artifacts = planned.plan.as_ref().map(Plan::artifacts);
    let document = || Document::of_planned(&planned.understood, reading.provider(), artifacts.as_ref());
    match (&args.destination, &artifacts) {
        (Destination::Text, _) => show(&text(planned, lang)),
        (Destination::Json, _) => show(&json(&document())?),
        (Destination::Yaml, _) => show(&yaml(&document())?),
        (Destination::CloudFormation, Some(plan)) => show(plan.cloudformation()),
        (Destination::Cdk, Some(plan)) => show(plan.cdk()),
        (Destination::Terraform, Some(plan)) => show(&in_one(plan.terraform())),
        (Destination::Folder(path), Some(plan)) => {
            let language = words(lang, Some(planned.understood.language)).language;
            folder::write(path, plan, &json(&document())?, args.force, language)
        }
        (
            Destination::CloudFormation | Destination::Cdk | Destination::Terraform | Destination::Folder(_),
            None,
        ) => {
            show_questions(planned, lang);
            Ok(())
        }
    }
}

/// Where a file was asked for and a question stands in its way: the question goes to stderr, stdout stays empty.
fn show_questions(planned: &Planned, lang: Option<Lang>) {
    note(text(planned, lang).trim_end());
}

fn text(planned: &Planned, lang: Option<Lang>) -> String {
    let words = words(lang, Some(planned.understood.language));
    let view = PlanView::of_planned(planned).render(words, terminal_width());
    let Some(plan) = &planned.plan else { return view };
    let digest = format!("{} {}", words.plan, plan.digest());
    format!("{view}\n{}\n{}\n", paint(FAINT, &digest), words.nothing_built)
}

/// All files, one after the other, each named by a comment: Terraform takes them as one as well.
fn in_one(terraform: &Terraform) -> String {
    let file = |(name, text)| format!("# {name}\n\n{text}");
    terraform.files().map(file).join("\n")
}

/// What the process ends with: a plan over budget is shown all the same.
fn ended(planned: &Planned, lang: Option<Lang>) -> Exit {
    let Some(plan) = &planned.plan else {
        return Exit::Clarification;
    };
    match &plan.estimate.budget {
        Some(check) if !check.within => {
            let words = words(lang, Some(planned.understood.language));
            let budget = plan
                .requirements
                .budget
                .as_ref()
                .map(|budget| words.budget(budget))
                .unwrap_or_default();
            note(&format!(
                "{} {budget}: {}",
                words.over_budget,
                amount(&plan.estimate.monthly)
            ));
            Exit::Refused
        }
        _ => Exit::Done,
    }
}
