//! An approval is of what was shown: the plan and everything that AWS said it takes away.

mod support;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED, READY};
use cloudwhisper_api::deployment_request::ApprovalMode;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{Class, Step};
use cloudwhisper_planner::Approvable as _;
use serde_json::json;
use support::{Scene, changed, condition, fault, update_checked};

/// The update was approved while AWS was still checking it.
fn approved_early() -> Scene {
    changed().pass().approved().pass().ready_change_set()
}

fn replacing(scene: Scene) -> Scene {
    scene.also_changes("Table", "AWS::DynamoDB::Table", "Modify", Some("True"))
}

/// Shown with the table that it replaces, and approved like that.
fn approved_with_loss() -> Scene {
    replacing(update_checked()).pass().approved_as_shown()
}

support::decides! {
    an_early_approval_counts_where_nothing_is_taken_away: approved_early() => Step::Execute { .. }, Deploying, "Deploying",
        because "what alice approved is all there is";
    an_early_approval_is_not_of_a_replacement: replacing(approved_early()) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "AWS named it after alice had approved";
    a_replacement_that_only_may_happen_is_one: approved_early().also_changes("Table", "AWS::DynamoDB::Table", "Modify", Some("Conditional")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "AWS does not rule it out";
    an_early_approval_is_not_of_a_removal: approved_early().also_changes("Old", "AWS::Lambda::Function", "Remove", None) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "somebody may use it though it holds no data";
    a_change_that_nobody_knows_is_taken_for_the_worst: approved_early().also_changes("Old", "AWS::S3::Bucket", "Evaporate", None) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "AWS has grown a word";
    what_was_approved_as_shown_is_executed: approved_with_loss() => Step::Execute { .. }, Deploying, "Deploying",
        because "alice saw the replacement";
    data_that_goes_unnamed_is_asked_about: replacing(update_checked()).pass().approved_by_digest() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "a table among many lines is easily missed";
    data_that_aws_keeps_is_named_as_well: replacing(update_checked()).by_policy("ReplaceAndRetain").pass().approved_by_digest() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "what runs reads it no more";
    data_of_another_resource_does_not_count: replacing(update_checked()).pass().approved_by_digest().spec(|spec| spec.approval.accept_data_loss = vec!["Bucket".into()]) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "each is named";
    what_holds_no_data_needs_no_naming: update_checked().also_changes("Old", "AWS::Lambda::Function", "Remove", None).pass().approved_by_digest() => Step::Execute { .. }, Deploying, "Deploying",
        because "alice approved its going by the digest";
    accepting_alone_approves_nothing: replacing(update_checked()).pass().spec(|spec| spec.approval.accept_data_loss = vec!["Table".into()]) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "the digest is what is approved";
    another_loss_than_was_shown_is_asked_about: approved_with_loss().also_changes("Queue", "AWS::SQS::Queue", "Remove", None) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "alice saw one of two";
    a_loss_that_does_not_happen_after_all_is_asked_about: approved_with_loss().ready_change_set() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it is another plan than was shown, if a kinder one";
}

#[test]
fn whoever_approved_early_is_told_what_aws_said_since() {
    let decision = replacing(approved_early()).decide();
    let approved = condition(&decision.status, APPROVED);
    assert_eq!(
        (approved.status.as_str(), approved.reason.as_str()),
        ("False", "ApprovalOutdated")
    );
    for told in [&approved.message, &decision.notes[0].message] {
        assert!(told.contains("Table (AWS::DynamoDB::Table)"), "{told}");
        assert!(told.contains("before AWS had checked it"), "{told}");
        assert!(told.contains("cloudwhisper approve orders"), "{told}");
    }
    assert!(decision.status.approval.is_none());
    let again = replacing(approved_early()).pass().decide();
    assert!(again.notes.is_empty(), "it is said once");
}

#[test]
fn whoever_is_asked_to_approve_is_told_what_is_lost_in_each_language() {
    let told = |prompt: &str| {
        let scene = support::running()
            .spec(|spec| spec.prompt = prompt.into())
            .no_change_set();
        let scene = replacing(scene.pass().pass().ready_change_set())
            .also_changes("Queue", "AWS::SQS::Queue", "Remove", None)
            .also_changes("Policy", "AWS::S3::BucketPolicy", "Modify", Some("Conditional"));
        let decision = scene.decide();
        let status = &decision.status;
        let said = condition(status, APPROVED).message.clone();
        assert_eq!(condition(status, READY).message, said);
        assert_eq!(decision.notes[0].message, said, "the Event says it too");
        said
    };
    let prompts = [
        (
            support::SITE,
            [
                "It takes away what runs now",
                "replaced by a new and empty one: the old one's data may be lost",
                "removed",
                "possibly replaced",
            ],
        ),
        (
            "मुंबई में एक स्टैटिक वेबसाइट डिप्लॉय करो",
            [
                "अभी चल रहे",
                "नए और ख़ाली से बदला जाएगा: पुराने का डेटा मिट सकता है",
                "हटाया जाएगा",
                "शायद नए से बदला जाएगा",
            ],
        ),
        (
            "Mumbai mein ek static website deploy karo",
            [
                "abhi chal rahe",
                "naye aur khaali se badla jayega: purane ka data mit sakta hai",
                "hataya jayega",
                "shayad naye se badla jayega",
            ],
        ),
    ];
    for (prompt, [opening, table, queue, policy]) in prompts {
        let said = told(prompt);
        let losses = [("Table", table), ("Queue", queue), ("Policy", policy)];
        assert!(said.contains(opening), "{said}");
        for (id, what) in losses {
            let named = said
                .split("; ")
                .any(|part| part.contains(&format!("{id} (AWS::")) && part.contains(what));
            assert!(named, "{id}: {said}");
        }
    }
}

/// What is said of the last of the losses in each language, as the prompt has it.
fn told_of_the_last(change: impl Fn(Scene) -> Scene) -> [String; 3] {
    [
        support::SITE,
        "मुंबई में एक स्टैटिक वेबसाइट डिप्लॉय करो",
        "Mumbai mein ek static website deploy karo",
    ]
    .map(|prompt| {
        let mut scene = support::running();
        let deployed = scene.observed.revision.clone();
        scene = scene.spec(|spec| spec.prompt = prompt.into()).no_change_set();
        scene.observed.deployed = deployed;
        let scene = change(scene.pass().pass().ready_change_set());
        let resources = scene.decide().status.plan.expect("a plan").resources;
        let language = scene.revision().language;
        let losses = cloudwhisper_lifecycle::offer::taken_away(&resources, language);
        losses.last().expect("a loss").clone()
    })
}

#[test]
fn what_becomes_of_data_is_told_as_aws_has_it() {
    let table = |action: &'static str, replacement, policy: &'static str| {
        told_of_the_last(move |scene| {
            let scene = scene.also_changes("Table", "AWS::DynamoDB::Table", action, replacement);
            scene.by_policy(policy)
        })
    };
    let removed = |policy| table("Remove", None, policy);
    let replaced = |policy| table("Modify", Some("True"), policy);
    let what = "Table (AWS::DynamoDB::Table)";
    for (told, expected) in [
        (
            removed("Retain"),
            [
                "taken out of the stack: AWS keeps it, with its data and its price",
                "stack से निकाला जाएगा: AWS इसे उसके डेटा और ख़र्च के साथ रखेगा",
                "stack se nikala jayega: AWS ise uske data aur kharch ke saath rakhega",
            ],
        ),
        (
            removed("Delete"),
            [
                "removed: it is deleted with its data",
                "हटाया जाएगा: AWS इसे उसके डेटा सहित मिटा देगा",
                "hataya jayega: AWS ise uske data ke saath delete kar dega",
            ],
        ),
        (
            removed("Snapshot"),
            [
                "removed: it is deleted, and a snapshot of its data is kept, with a price",
                "हटाया जाएगा: AWS इसे मिटाएगा, और उसके डेटा का snapshot रखेगा, जिसका ख़र्च होगा",
                "hataya jayega: AWS ise delete karega, aur uske data ka snapshot rakhega, jiska kharch hoga",
            ],
        ),
        (
            replaced("ReplaceAndDelete"),
            [
                "replaced by a new and empty one: the old one is deleted with its data",
                "नए और ख़ाली से बदला जाएगा: AWS पुराने को उसके डेटा सहित मिटा देगा",
                "naye aur khaali se badla jayega: AWS purane ko uske data ke saath delete kar dega",
            ],
        ),
        (
            replaced("ReplaceAndSnapshot"),
            [
                "replaced by a new and empty one: the old one is deleted, and a snapshot of its data is kept, with a price",
                "नए और ख़ाली से बदला जाएगा: AWS पुराने को मिटाएगा, और उसके डेटा का snapshot रखेगा, जिसका ख़र्च होगा",
                "naye aur khaali se badla jayega: AWS purane ko delete karega, aur uske data ka snapshot rakhega, jiska kharch hoga",
            ],
        ),
    ] {
        assert_eq!(told, expected.map(|told| format!("{what}, {told}")));
    }
}

/// LocalStack names no policy: then the template that runs does, and of what is in none nothing is promised.
#[test]
fn where_aws_says_nothing_the_template_that_runs_does() {
    let goes = |id: &str, kind: &str, action: &str, replacement: Option<&str>| {
        let [told, ..] = told_of_the_last(|scene| scene.also_changes(id, kind, action, replacement));
        told
    };
    let removed = |id: &str, kind: &str| goes(id, kind, "Remove", None);
    let running = support::running();
    let mut tables = running.revision().resources.iter();
    let table = tables
        .find(|it| it.kind == "AWS::DynamoDB::Table")
        .expect("a table runs");
    let kept = removed(&table.logical_id, &table.kind);
    assert!(
        kept.ends_with("AWS keeps it, with its data and its price"),
        "{kept}"
    );
    let kept = goes(&table.logical_id, &table.kind, "Modify", Some("Conditional"));
    assert!(
        kept.ends_with("AWS keeps the old one, with its data and its price"),
        "{kept}"
    );
    let nobodys = removed("OldTable", "AWS::DynamoDB::Table");
    assert!(nobodys.ends_with("removed: its data may be lost"), "{nobodys}");
    let stateless = removed("Old", "AWS::Lambda::Function");
    assert!(stateless.ends_with("removed"), "{stateless}");
}

#[test]
fn data_that_aws_keeps_is_not_called_lost_and_still_needs_a_person() {
    let removing = |policy| {
        let scene = within_budget().also_changes("OldTable", "AWS::DynamoDB::Table", "Remove", None);
        scene.by_policy(policy)
    };
    for (policy, lost) in [("Retain", false), ("Snapshot", false), ("Delete", true)] {
        let decision = removing(policy).decide();
        assert!(matches!(decision.step, Step::Wait), "{policy}");
        let plan = decision.status.plan.expect("a plan");
        let table = plan.resources.last().expect("the table");
        assert_eq!(table.data_at_risk, Some(lost), "{policy}");
        assert_ne!(plan.digest, removing(policy).revision().digest, "{policy}");
    }
}

/// What no stack has any more, nobody would find: neither in a status nor by a name that was never told.
#[test]
fn what_aws_kept_of_an_update_is_named_once_after_it() {
    let begun = || {
        let scene = update_checked()
            .also_changes("Table", "AWS::DynamoDB::Table", "Remove", None)
            .by_policy("Retain")
            .also_changes("Database", "AWS::RDS::DBInstance", "Remove", None)
            .by_policy("Snapshot");
        let mut scene = scene.pass().approved_as_shown().pass();
        scene.observed.deployed = None;
        scene
    };
    let notes_of = |scene: &Scene| -> Vec<String> {
        let notes = scene.decide().notes.into_iter();
        let kept = notes.filter(|note| note.reason == "ResourcesRetained");
        kept.map(|note| note.message).collect()
    };
    let ended = begun().ended(StackStatus::UpdateComplete);
    let [told] = notes_of(&ended).try_into().expect("it is told");
    assert!(
        told.contains("let go of, with its data: Table (AWS::DynamoDB::Table)."),
        "{told}"
    );
    assert!(
        told.contains("a snapshot of: Database (AWS::RDS::DBInstance)."),
        "{told}"
    );
    assert!(told.contains("still costs money"), "{told}");
    assert_eq!(notes_of(&ended.clone().pass()), [""; 0], "once");

    let mut skipped = support::event(5, "Table", "AWS::DynamoDB::Table", "DELETE_SKIPPED", None);
    skipped.physical_id = Some("cw-orders-Table-1ABC".into());
    let [told] = notes_of(&ended.events(vec![skipped]))
        .try_into()
        .expect("it is told");
    assert!(
        told.contains("with its data: Table `cw-orders-Table-1ABC` (AWS::DynamoDB::Table)."),
        "{told}"
    );
    let taken_back = begun().ended(StackStatus::UpdateRollbackComplete);
    assert_eq!(notes_of(&taken_back), [""; 0], "it is still in the stack");
}

/// An approval by the plan's own digest, where AWS has named a loss since, is none for it; that it was carried out is known from the
/// history alone, which this very pass writes.
#[test]
fn who_approved_what_is_under_way_is_told_in_the_pass_that_finds_it_out() {
    let executed = approved_early().made(StackStatus::UpdateInProgress);
    let scene = replacing(executed.change_set(ChangeSetState::Executing));
    assert!(
        scene.previous().history.iter().all(|entry| entry.revision == 1),
        "the pass that executed it wrote no status"
    );
    let scene = scene.pass();
    let first = scene.previous();
    assert_eq!(first.history[0].approver, "alice");
    assert_eq!(
        condition(&first, APPROVED).reason,
        "ApprovedByPerson",
        "{first:?}"
    );
    assert_eq!(
        first.approval.as_ref().map(|it| it.approver.as_str()),
        Some("alice")
    );
    assert_eq!(
        scene.pass().previous(),
        first,
        "and the next pass has nothing to add"
    );
}

#[test]
fn history_names_what_was_approved_and_the_deployment_what_it_is_made_from() {
    let scene = approved_with_loss();
    let shown = scene.previous().plan.expect("a plan").digest;
    let own = scene.revision().digest;
    assert_ne!(shown, own);
    let begun = scene.clone().pass();
    assert_eq!(begun.previous().history[0].digest, shown);
    let ended = begun.ended(StackStatus::UpdateComplete).pass();
    let status = ended.previous();
    assert_eq!(status.history[0].digest, shown, "as status.plan.digest has it");
    assert_eq!(status.deployment.as_ref().and_then(|it| it.digest), Some(own));
    // After a crash the same is found again.
    let crashed = scene
        .made(StackStatus::UpdateInProgress)
        .change_set(ChangeSetState::Executing);
    let found = crashed.pass().previous();
    assert_eq!(found.history[0].digest, shown);
    assert_eq!(found.deployment.and_then(|it| it.digest), Some(own));
}

#[test]
fn the_digest_that_is_shown_tells_losses_apart_and_nothing_else() {
    let shown = |scene: &Scene| scene.decide().status.plan.expect("a plan").digest;
    let (plain, lossy) = (update_checked(), replacing(update_checked()));
    assert_eq!(shown(&plain), plain.revision().digest);
    assert_ne!(shown(&lossy), lossy.revision().digest);
    let beside = lossy
        .clone()
        .also_changes("Role", "AWS::IAM::Role", "Modify", Some("False"));
    assert_eq!(shown(&lossy), shown(&beside));
    let maybe = update_checked().also_changes("Table", "AWS::DynamoDB::Table", "Modify", Some("Conditional"));
    assert_ne!(shown(&lossy), shown(&maybe));
}

#[test]
fn what_was_approved_with_its_losses_stays_approved_to_the_end() {
    let scene = approved_with_loss();
    let Step::Execute { offer, .. } = scene.decide().step else {
        panic!("{:?}", scene.decide().step)
    };
    let approved = offer.subject().digest();
    let mut scene = scene.pass().made(StackStatus::UpdateInProgress);
    scene.observed.deployed = None;
    for (status, state) in [
        (StackStatus::UpdateInProgress, ChangeSetState::Executing),
        (StackStatus::UpdateComplete, ChangeSetState::Executed),
        (StackStatus::UpdateComplete, ChangeSetState::Executed),
    ] {
        scene = replacing(scene.made(status).change_set(state)).pass();
        let status = scene.previous();
        assert_eq!(status.plan.as_ref().map(|plan| plan.digest), Some(approved));
        assert_eq!(
            status
                .approval
                .as_ref()
                .map(|approval| (approval.digest, approval.approver.as_str())),
            Some((approved, "alice"))
        );
        assert_eq!(condition(&status, APPROVED).reason, "ApprovedByPerson");
    }
    assert_eq!(condition(&scene.previous(), DEPLOYED).status, "True");
    assert!(scene.decide().notes.is_empty(), "it runs, and that was told");
}

#[test]
fn a_crash_right_after_the_execution_still_knows_who_approved_the_loss() {
    let executed = approved_with_loss().made(StackStatus::UpdateInProgress); // no status was written
    let status = executed.change_set(ChangeSetState::Executed).pass().previous();
    assert_eq!(status.history[0].approver, "alice");
    assert_eq!(status.history[0].revision, 2);
    assert_eq!(condition(&status, APPROVED).reason, "ApprovedByPerson");
}

#[test]
fn a_failed_try_is_repeated_with_its_approval_if_aws_says_the_same_again() {
    let mut scene = approved_with_loss().pass();
    scene.observed.deployed = None;
    let scene = scene
        .ended(StackStatus::UpdateRollbackComplete)
        .name_taken()
        .pass()
        .retry_requested()
        .pass()
        .no_change_set()
        .pass();
    let again = replacing(scene.ready_change_set());
    assert!(
        matches!(again.decide().step, Step::Execute { .. }),
        "{:?}",
        again.decide().step
    );
}

#[test]
fn an_execution_that_aws_refuses_takes_nothing_from_what_was_shown() {
    let scene = approved_with_loss();
    let settled = scene.failing(fault(Class::Transient, ErrorCode::AwsThrottled));
    assert_eq!(settled.status.plan, scene.previous().plan);
    let automatic = replacing_without_data(within_budget());
    assert!(matches!(automatic.decide().step, Step::Execute { .. }));
    let settled = automatic.failing(fault(Class::Transient, ErrorCode::AwsThrottled));
    assert!(
        settled.status.plan.is_some(),
        "it is the same plan, of which AWS has told more"
    );
}

fn within_budget() -> Scene {
    let scene = update_checked();
    let budget = serde_json::from_value(json!({ "amount": "1000", "currency": "USD" })).expect("a budget");
    scene
        .spec(|spec| {
            spec.budget = Some(budget);
            spec.approval.mode = ApprovalMode::WithinBudget;
        })
        .no_change_set()
        .pass()
        .pass()
        .ready_change_set()
}

fn replacing_without_data(scene: Scene) -> Scene {
    scene.also_changes("Policy", "AWS::S3::BucketPolicy", "Modify", Some("True"))
}

#[test]
fn within_budget_sees_the_losses_itself_and_minds_those_of_data() {
    let scene = replacing_without_data(within_budget());
    let status = scene.decide().status;
    let approval = status.approval.expect("approved by itself");
    assert!(approval.automatic);
    assert_eq!(Some(approval.digest), status.plan.map(|plan| plan.digest));
    assert!(matches!(replacing(within_budget()).decide().step, Step::Wait));
}

#[test]
fn who_approved_what_runs_is_known_from_its_history_when_the_status_has_lost_the_rest() {
    let mut scene = approved_with_loss().pass();
    scene.observed.deployed = None;
    let mut scene = scene.ended(StackStatus::UpdateComplete).pass();
    let status = scene.observed.request.status.as_mut().expect("a status");
    status.plan = None;
    status.approval = None;
    let status = scene.decide().status;
    assert_eq!(condition(&status, READY).status, "True");
    assert_eq!(
        status.approval.map(|approval| approval.approver),
        Some("alice".to_owned())
    );
}

/// The prompt says the same in other words: AWS finds nothing to do, and what nobody was asked for is not called unknown.
#[test]
fn a_plan_that_changes_nothing_needs_no_approval_and_says_so() {
    let scene = changed().change_set(ChangeSetState::Empty);
    let status = scene.pass().previous();
    let approved = condition(&status, APPROVED);
    assert_eq!(
        (approved.status.as_str(), approved.reason.as_str()),
        ("True", "NothingToApprove"),
        "{}",
        approved.message
    );
}

#[test]
fn data_that_is_not_named_is_named_to_whoever_approves() {
    let scene = replacing(update_checked()).also_changes("Queue", "AWS::SQS::Queue", "Remove", None);
    let waiting = scene.decide();
    let asked = &condition(&waiting.status, APPROVED).message;
    let data = cloudwhisper_lifecycle::offer::parts_with_data(
        &waiting.status.plan.as_ref().expect("a plan").resources,
    )
    .join(",");
    assert!(data.contains("Table"), "{data}");
    assert!(
        asked.contains(&format!("approve orders --accept-data-loss {data}`")),
        "{asked}"
    );
    let by_digest = scene.pass().approved_by_digest();
    let told = by_digest.decide();
    let approved = condition(&told.status, APPROVED);
    assert_eq!(
        (approved.status.as_str(), approved.reason.as_str()),
        ("False", "AwaitingApproval")
    );
    assert!(
        approved.message.contains("spec.approval.acceptDataLoss"),
        "{}",
        approved.message
    );
    assert!(told.status.approval.is_none());
}

#[test]
fn the_plan_says_what_it_does_to_the_bill() {
    let delta = |scene: &Scene| scene.decide().status.plan.expect("a plan").monthly_delta;
    let mut scene = update_checked();
    let cost = |scene: &mut Scene, usd: &str, inr: &str| {
        let estimate = &mut scene.observed.revision.as_mut().expect("planned").estimate;
        (estimate.monthly.usd, estimate.monthly.inr) = (usd.into(), inr.into());
    };
    let status = scene.observed.request.status.as_mut().expect("a status");
    (status.history[0].monthly.usd, status.history[0].monthly.inr) = ("2.50".into(), "220.00".into());
    for (usd, inr, expected) in [
        ("3.00", "264.00", ["0.50", "44.00"]),
        ("2.25", "198.00", ["-0.25", "-22.00"]),
        ("2.50", "220.00", ["0.00", "0.00"]),
    ] {
        cost(&mut scene, usd, inr);
        let delta = delta(&scene).expect("something runs");
        assert_eq!([delta.usd.as_str(), delta.inr.as_str()], expected);
    }
    assert_eq!(delta(&support::running()), None, "this is what runs");
    assert_eq!(delta(&support::checked()), None, "nothing runs");
}
