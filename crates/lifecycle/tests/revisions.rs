//! Revisions as ConfigMaps, and the names of things.

mod support;

use cloudwhisper_lifecycle::decide::{region_of, stack_name};
use cloudwhisper_lifecycle::revision::Files;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{Revision, Step};
use support::{Scene, asked, changed, checked, planned, running, update_checked};

#[test]
fn a_revision_survives_its_config_map() {
    let scene = planned();
    let files = scene.revision().to_files();
    assert_eq!(
        files.text.keys().collect::<Vec<_>>(),
        [
            "app.ts",
            "main.tf",
            "metadata.json",
            "outputs.tf",
            "preview.md",
            "template.json",
            "variables.tf"
        ]
    );
    assert!(files.compressed.is_empty());
    assert_eq!(Revision::from_files(files).as_ref(), Some(scene.revision()));
}

/// 454 resources were once 1.49 MB, of which a ConfigMap takes 1,048,576 bytes.
#[test]
fn a_revision_too_large_for_a_config_map_has_its_renderings_compressed_and_survives() {
    let mut revision = planned().revision().clone();
    let grown = |text: &str| text.repeat(500_000 / text.len());
    revision.cdk = grown(&revision.cdk);
    revision.terraform.main_tf = grown(&revision.terraform.main_tf);
    revision.preview = grown(&revision.preview);
    let files = revision.to_files();
    let text: usize = files.text.values().map(String::len).sum();
    let compressed: usize = files.compressed.values().map(|it| it.0.len()).sum();
    assert!(text + compressed <= 1_048_576, "{text} + {compressed}");
    for readable in ["template.json", "metadata.json", "preview.md"] {
        assert!(files.text.contains_key(readable), "{readable}");
    }
    assert!(files.compressed.contains_key("app.ts.gz"));
    assert_eq!(Revision::from_files(files).as_ref(), Some(&revision));
}

/// Even what people read is compressed rather than lost, and what an approval binds is checked as in any other.
#[test]
fn a_compressed_template_is_checked_by_its_digest() {
    let mut revision = planned().revision().clone();
    revision.preview = "x".repeat(1_048_576);
    let mut files = revision.to_files();
    assert!(files.compressed.contains_key("template.json.gz"));
    assert_eq!(Revision::from_files(files.clone()).as_ref(), Some(&revision));
    let mut other = revision.clone();
    other.template = revision.template.replacen("Table", "Elbat", 1);
    assert_ne!(other.template, revision.template);
    let forged = other.to_files().compressed.remove("template.json.gz");
    files
        .compressed
        .insert("template.json.gz".into(), forged.expect("compressed as well"));
    assert_eq!(Revision::from_files(files), None);
}

#[test]
fn a_revision_that_was_changed_by_hand_is_none() {
    let files = planned().revision().to_files();
    let edits: [(&str, &str, &str); 6] = [
        ("metadata.json", "\"wayIn\":\"sha256:", "\"wasIn\":\"sha256:"),
        ("template.json", "Table", "Elbat"),
        (
            "metadata.json",
            "\"region\":\"ap-south-1\",\"engine\"",
            "\"region\":\"us-east-1\",\"engine\"",
        ),
        ("metadata.json", "111122223333", "999999999999"),
        ("metadata.json", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"),
        ("metadata.json", "{", ""),
    ];
    for (key, from, to) in edits {
        let mut edited = files.clone();
        let text = files.text.get(key).expect("the key").replacen(from, to, 1);
        assert_ne!(Some(&text), files.text.get(key), "{from} is there to be edited");
        edited.text.insert(key.to_owned(), text);
        assert_eq!(Revision::from_files(edited), None, "{key}: {from} → {to}");
    }
    assert_eq!(Revision::from_files(Files::default()), None);
}

#[test]
fn names_fit_their_limits() {
    assert_eq!(Revision::config_map_name("orders", 3), "orders-r3");
    let long = Revision::config_map_name(&"a".repeat(253), 1234);
    assert!(long.len() <= 253 && long.ends_with("-r1234"));

    let mut scene = asked();
    assert_eq!(
        stack_name(&scene.observed.request, &scene.observed.settings),
        "cw-orders-0123456789ab"
    );
    scene.observed.request.metadata.name = Some(format!("a.{}", "b".repeat(250)));
    let name = stack_name(&scene.observed.request, &scene.observed.settings);
    assert!(
        name.len() <= 45 && name.starts_with("cw-a-b") && name.ends_with("-0123456789ab"),
        "{name}"
    );
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
}

#[test]
fn a_stack_is_looked_for_where_it_was_made() {
    assert_eq!(region_of(&asked().observed.request, None), None);
    let scene = checked();
    let mut moved = scene.revision().clone();
    moved.region = "us-east-1".into();
    assert_eq!(
        region_of(&scene.observed.request, Some(&moved)).as_deref(),
        Some("ap-south-1")
    );
    assert_eq!(
        region_of(&asked().observed.request, Some(&moved)).as_deref(),
        Some("us-east-1")
    );
}

/// An operator that was started with another prefix would else look for its stacks under names that nobody gave them, find none and
/// make each a second time.
#[test]
fn a_stack_keeps_its_name_under_another_prefix() {
    let named = |mut scene: Scene| {
        let on_record = scene.previous().deployment.expect("on record").stack_name;
        scene.observed.settings.stack_name_prefix = "team".into();
        let request = &scene.observed.request;
        assert_eq!(stack_name(request, &scene.observed.settings), on_record);
        let decision = scene.decide();
        let deployment = decision.status.deployment.expect("still on record");
        assert_eq!(deployment.stack_name, on_record);
        let (Step::CreateChangeSet { stack, .. }
        | Step::DeleteChangeSet { stack, .. }
        | Step::Execute { stack, .. }) = decision.step
        else {
            panic!("a step that names the stack, not {:?}", decision.step);
        };
        assert_eq!(stack, on_record);
        assert_eq!(on_record, "cw-orders-0123456789ab");
    };
    named(planned());
    named(checked().change_set(ChangeSetState::Obsolete));
    named(checked().approved());
    named(changed());
    named(update_checked().approved());

    let mut fresh = asked();
    fresh.observed.settings.stack_name_prefix = "team".into();
    let held = fresh.pass().pass();
    let deployment = held
        .previous()
        .deployment
        .expect("on record before AWS hears of it");
    assert_eq!(deployment.stack_name, "team-orders-0123456789ab");
}

/// Whoever may write a status could else have this request change or delete the stack of another.
#[test]
fn a_stack_on_record_that_is_not_this_request_s_own_is_nobody_s_word() {
    let mut scene = checked();
    let status = scene.observed.request.status.as_mut().expect("a status");
    let deployment = status.deployment.as_mut().expect("on record");
    deployment.stack_name = "cw-payroll-ba9876543210".into();
    let request = &scene.observed.request;
    assert_eq!(
        stack_name(request, &scene.observed.settings),
        "cw-orders-0123456789ab"
    );
}

#[test]
fn a_number_beyond_all_numbers_is_none_of_ours() {
    let scene = running().stack(
        StackStatus::CreateComplete,
        Some(format!("cw-r{}-{}", i64::MAX, "a".repeat(64))),
    );
    let changed = scene.spec(|spec| spec.prompt = support::SITE.into());
    let Step::WriteRevision(revision) = changed.decide().step else {
        panic!("a new prompt makes a new plan");
    };
    assert_eq!(revision.number, 2);

    let mut forged = running().revision().clone();
    forged.number = i64::MAX;
    assert_eq!(Revision::from_files(forged.to_files()), None);
}
