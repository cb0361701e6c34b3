//! What is built, in which framework, on what it runs.

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::{Choice, model, proposal};
use crate::blueprint::architectures::brings_front_door;
use crate::language::lexicon::Concept;
use crate::requirements::draft::{Case, Known, Notes, tag};
use crate::requirements::intent::Wish;
use crate::requirements::money::{self, Payment};
use crate::requirements::words::Why;

const APP_TYPE: &str = "appType";
const FRAMEWORK: &str = "framework";
const COMPUTE: &str = "compute";

/// The kind of application. Where the rules read parts and no application, none is added: it would have a door that nobody asked for.
pub(in crate::requirements) fn app_type(
    case: &Case<'_>,
    ruled: Option<AppType>,
    notes: &mut Notes,
) -> Option<AppType> {
    let unheard = case.wish == Wish::Unheard;
    let Some(proposal) = proposal(case).filter(|_| case.answers.app_type.is_none()) else {
        return ruled;
    };
    let Some(said) = proposal.app_type else {
        if unheard && ruled.is_none() {
            notes.settle(APP_TYPE); // parts alone are what was understood
        }
        return ruled;
    };
    if ruled.is_none() && !unheard && notes.known(APP_TYPE, APP_TYPE) == Known::Said {
        notes.not_taken(model(case), APP_TYPE, "-", &tag(said), Why::NoApplication);
        return None;
    }
    let denied = (said == AppType::Container && case.reading.denies(Concept::Docker)).then_some(Why::Denied);
    let choice = Choice {
        field: APP_TYPE,
        asked: APP_TYPE,
        ruled,
        said,
    };
    choice.settle(case, notes, denied)
}

/// The framework. A language that was said stays: Node.js is written in no framework of Python's.
pub(in crate::requirements) fn framework(
    case: &Case<'_>,
    app_type: Option<AppType>,
    ruled: Option<Framework>,
    notes: &mut Notes,
) -> Option<Framework> {
    let said = proposal(case).and_then(|it| it.framework);
    let Some(said) = said.filter(|_| case.answers.framework.is_none() && app_type.is_some()) else {
        return ruled;
    };
    // What has no support of ours was said all the same: "a Spring Boot API".
    let foreign = ruled.is_none() && notes.tells_of(FRAMEWORK);
    let other_language = ruled.is_some_and(|ruled| is_python(ruled) != is_python(said));
    let speaks_against = if foreign || other_language {
        Some(Why::SaidOtherwise)
    } else if ruled != Some(said) && brings_front_door(said) {
        Some(Why::Withheld) // such as Next.js: a content network stands before its function
    } else {
        case.reading
            .denies(Concept::Framework(said))
            .then_some(Why::Denied)
    };
    let choice = Choice {
        field: FRAMEWORK,
        asked: FRAMEWORK,
        ruled,
        said,
    };
    choice.settle(case, notes, speaks_against)
}

fn is_python(framework: Framework) -> bool {
    matches!(framework, Framework::Flask | Framework::Django)
}

/// What the application runs on. Pages need no server, whatever a model says.
pub(in crate::requirements) fn compute(
    case: &Case<'_>,
    app_type: Option<AppType>,
    ruled: Option<Compute>,
    notes: &mut Notes,
) -> Option<Compute> {
    let said = proposal(case).and_then(|it| it.compute);
    let asked = notes.known(COMPUTE, COMPUTE) == Known::Asked;
    let hosted = ruled.is_none() && !asked; // by a service that runs it itself, or there is nothing to run
    let Some(said) = said.filter(|_| case.answers.compute.is_none() && app_type.is_some() && !hosted) else {
        return ruled;
    };
    let speaks_against = if is_denied(case, said) {
        Some(Why::Denied)
    } else if app_type == Some(AppType::StaticSite) {
        Some(Why::SaidOtherwise)
    } else {
        let paid = said != Compute::Lambda && money::payment(case) == Payment::Refused;
        paid.then_some(Why::NothingPaid)
    };
    let choice = Choice {
        field: COMPUTE,
        asked: COMPUTE,
        ruled,
        said,
    };
    choice.settle(case, notes, speaks_against)
}

/// "No containers", "without a server", "Lambda nahi".
pub(super) fn is_denied(case: &Case<'_>, compute: Compute) -> bool {
    let denies = |concept| case.reading.denies(concept);
    denies(Concept::Compute(compute))
        || match compute {
            Compute::Lambda => denies(Concept::Function),
            Compute::Ecs => denies(Concept::Docker) || denies(Concept::App(AppType::Container)),
            Compute::Ec2 => denies(Concept::Vague(crate::language::lexicon::Vague::Server)),
        }
}
