//! Groups of a user pool: people with the same rights, whose tokens say so.

use super::super::component::{Component, Part};
use super::super::plain::Plain;
use super::super::{Resource, Tags};
use super::{UserPool, build, is_name};
use crate::blueprint::LogicalId;
use crate::blueprint::architectures::System;

/// Name of a group that nobody named.
const UNNAMED: &str = "staff";

pub(crate) const GROUP: Plain = Plain {
    kind: "AWS::Cognito::UserPoolGroup",
    tags: Tags::None,
    purpose: [
        "People with the same rights; whoever signs in carries the name of the group",
        "एक जैसे अधिकार वाले लोग; साइन इन करने वाले के साथ समूह का नाम चलता है",
        "Ek jaise adhikaar wale log; sign in karne wale ke saath group ka naam chalta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: GROUP.kind,
    terms: [
        "user pool group|cognito group|cognito user group|cognito user pool group|group of the user pool|group in the user pool",
        "यूज़र पूल ग्रुप|यूजर पूल ग्रुप|कॉग्निटो ग्रुप",
        "user pool ka group",
    ],
    build: group,
    uses: None,
}];

/// A group of the first user pool, which is made where there is none.
fn group(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let pool = match system.all(UserPool::KIND).into_iter().next() {
        Some(pool) => pool,
        None => build(system, &Part { said: None }),
    };
    let id = system.free_id("UserPoolGroup");
    let number: String = id.as_str().chars().filter(char::is_ascii_digit).collect();
    let name = part
        .name(is_name)
        .map_or_else(|| format!("{UNNAMED}{number}"), str::to_owned);
    let group = Resource::new(id, GROUP.kind)
        .with("UserPoolId", &pool)
        .with("GroupName", name);
    system.add(group)
}
