//! `plan`: a plan with no cluster, no account and no network. Here: what is written where. Not here: the document
//! (`document`), the view for people (`plan_view`).

mod destination;
mod document;
mod folder;

use cloudwhisper_planner::{Plan, Planned};

use self::destination::Destination;
pub(crate) use self::document::Document;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{json, note, show, yaml};
use super::plan_view::{PlanView, amount};
use super::planning::plan_request;
use super::source::SourceArgs;
use super::style::{FAINT, paint};
use super::table::terminal_width;
use super::words::{Lang, words};

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
    /// Use nothing but this program, whatever is set up. A plan of this version never uses anything else.
    #[arg(long)]
    offline: bool,
}

pub(crate) fn run(args: &Args, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = args.source.shown_in(&args.source.read()?, lang);
    let planned = plan_request(&request, None)?;
    write(args, &planned, lang)?;
    Ok(ended(&planned, lang))
}

fn write(args: &Args, planned: &Planned, lang: Option<Lang>) -> Result<(), Failure> {
    let document = Document::of_planned(planned);
    match (&args.destination, &planned.plan) {
        (Destination::Text, _) => show(&text(planned, lang)),
        (Destination::Json, _) => show(&json(&document)?),
        (Destination::Yaml, _) => show(&yaml(&document)?),
        (Destination::CloudFormation, Some(plan)) => show(&plan.template_yaml()),
        (Destination::Cdk, Some(plan)) => show(&plan.cdk),
        (Destination::Terraform, Some(plan)) => show(&terraform(plan)),
        (Destination::Folder(path), Some(plan)) => folder::write(path, plan, &json(&document)?, args.force),
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
    format!("{view}\n{}\n", paint(FAINT, &digest))
}

/// All files, one after the other, each named by a comment: Terraform takes them as one as well.
fn terraform(plan: &Plan) -> String {
    let file = |(name, text)| format!("# {name}\n\n{text}");
    plan.terraform.files().map(file).join("\n")
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
