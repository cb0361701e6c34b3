//! The command line. Here: its arguments, and one match that says which file does what. Not here: any command.

mod approve;
mod ask;
mod cluster;
mod code;
mod completions;
mod controller;
mod crds;
mod delete;
mod diff;
mod doctor;
mod events;
#[cfg(test)]
mod examples;
mod exit;
mod failed;
mod failure;
mod get;
mod history;
mod output;
mod outputs;
mod plan;
mod plan_view;
mod planning;
mod preview;
mod reconcile;
mod reject;
mod request;
mod rollback;
mod say;
mod source;
mod status;
mod style;
mod suspend;
mod table;
mod version;
mod without_model;
mod words;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use self::cluster::ClusterArgs;
use self::exit::Exit;
use self::failed::Wanted;
use self::failure::Failure;
use self::words::Lang;

/// Say what you want to run, see what it costs, approve exactly that, and it runs on AWS.
#[derive(Debug, Parser)]
#[command(name = "cloudwhisper", version, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done, 2 wrong usage, 3 a question is open, 4 the prompt can't be used, \
    5 over budget or against a policy, 1 anything else."
)]
struct Cli {
    #[command(flatten)]
    cluster: ClusterArgs,
    /// Language of what is shown; default: the request's own.
    #[arg(long, global = true, value_enum, help_heading = "Global options")]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a plan with no cluster, no account and no network.
    Plan(Box<plan::Args>),
    /// Ask for a deployment: answer what is missing, see the plan, create the request.
    Request(request::Args),
    /// List requests with their phase and cost.
    Get(get::Args),
    /// Tell where a request stands, and with --watch how it goes on.
    Status(status::Args),
    /// Show the plan in plain language.
    Preview(preview::Args),
    /// Compare the newest plan with what is deployed.
    Diff(diff::Args),
    /// List the deployments of a request, newest first.
    History(history::Args),
    /// Show what the stack gave back, such as the URL.
    Outputs(outputs::Args),
    /// Tell what happened to a request.
    Events(events::Args),
    /// Approve exactly the plan that is shown.
    Approve(approve::Args),
    /// Take an approval back.
    Reject(reject::Args),
    /// Go back to an earlier revision: its plan, to be approved like any other.
    Rollback(rollback::Args),
    /// Stop everything but deletion.
    Suspend(suspend::Args),
    /// Go on after `suspend`.
    Resume(suspend::Args),
    /// Have the operator look at a request now.
    Reconcile(reconcile::Args),
    /// Delete a request; says first what becomes of its stack.
    Delete(delete::Args),
    /// Run the operator.
    Controller(Box<crate::controller::Args>),
    /// Write the custom resource definitions.
    Crds(crds::Args),
    /// Write a completion script for a shell.
    Completions(completions::Args),
    /// Check cluster, definitions, policies, rights, operator and accounts.
    Doctor(Box<doctor::Args>),
    /// Print the version.
    Version(version::Args),
}

/// Parses the arguments of this process and does what they say.
pub fn main() -> ExitCode {
    let said: Vec<OsString> = std::env::args_os().collect();
    let wanted = Wanted::of(&said);
    let parsed = arguments()
        .try_get_matches_from(said)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            wanted.show_usage(&error);
            error.exit()
        }
    };
    match run(cli) {
        Ok(exit) => exit,
        Err(failure) => {
            wanted.show(&failure);
            failure.report()
        }
    }
    .into()
}

/// The arguments, called by the name that the program was started under.
fn arguments() -> clap::Command {
    let started_as = std::env::args_os().next();
    let name = started_as.as_deref().map(Path::new).and_then(Path::file_stem);
    let plugin = name.is_some_and(|name| name == "kubectl-cloudwhisper");
    Cli::command().bin_name(if plugin {
        "kubectl cloudwhisper"
    } else {
        "cloudwhisper"
    })
}

fn run(cli: Cli) -> Result<Exit, Failure> {
    let Cli {
        cluster,
        lang,
        command,
    } = cli;
    match command {
        // without a cluster
        Command::Plan(args) => plan::run(&args, lang),
        Command::Crds(args) => crds::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Version(args) => version::run(&args),
        // with one
        Command::Request(args) => request::run(&args, &cluster, lang),
        Command::Get(args) => cluster.run(lang, async |cluster| get::run(&args, &cluster, lang).await),
        Command::Status(args) => cluster.run(lang, async |cluster| status::run(&args, &cluster, lang).await),
        Command::Preview(args) => {
            cluster.run(lang, async |cluster| preview::run(&args, &cluster, lang).await)
        }
        Command::Diff(args) => cluster.run(lang, async |cluster| diff::run(&args, &cluster, lang).await),
        Command::History(args) => {
            cluster.run(lang, async |cluster| history::run(&args, &cluster, lang).await)
        }
        Command::Outputs(args) => {
            cluster.run(lang, async |cluster| outputs::run(&args, &cluster, lang).await)
        }
        Command::Events(args) => cluster.run(lang, async |cluster| events::run(&args, &cluster, lang).await),
        Command::Approve(args) => cluster.run(lang, async |cluster| {
            Box::pin(approve::run(&args, &cluster, lang)).await
        }),
        Command::Reject(args) => cluster.run(lang, async |cluster| {
            Box::pin(reject::run(&args, &cluster, lang)).await
        }),
        Command::Rollback(args) => cluster.run(lang, async |cluster| {
            Box::pin(rollback::run(&args, &cluster, lang)).await
        }),
        Command::Suspend(args) => cluster.run(lang, async |cluster| {
            suspend::run(&args, true, &cluster, lang).await
        }),
        Command::Resume(args) => cluster.run(lang, async |cluster| {
            suspend::run(&args, false, &cluster, lang).await
        }),
        Command::Reconcile(args) => {
            cluster.run(lang, async |cluster| reconcile::run(&args, &cluster, lang).await)
        }
        Command::Delete(args) => cluster.run(lang, async |cluster| delete::run(&args, &cluster, lang).await),
        Command::Doctor(args) => doctor::run(&args, &cluster, lang),
        Command::Controller(args) => controller::run(*args, &cluster, lang),
    }
}
