//! AWS Amplify Hosting: pages of an application, put up from its source or by hand.

use super::component::{Component, Part};
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// `CloudFormation` type of an application's pages.
pub(crate) const KIND: &str = "AWS::Amplify::App";
const BRANCH_NAME: &str = "main";

const APP: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Shows the pages of your application under a safe address, all over the world",
        "आपके ऐप्लिकेशन के पन्ने दुनिया भर में सुरक्षित पते पर दिखाता है",
        "Aapke application ke pages duniya bhar mein surakshit address par dikhata hai",
    ],
    // No source for the prices yet; the estimate says so.
    billed: |_, usage| vec![billed("Amplify", "data_served", usage.data_transfer_gb)],
};
const BRANCH: Plain = Plain {
    kind: "AWS::Amplify::Branch",
    tags: Tags::List,
    purpose: [
        "The version of the pages that people see",
        "पन्नों का वह संस्करण जो लोग देखते हैं",
        "Pages ka woh version jo log dekhte hain",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&APP, &BRANCH];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "amplify|aws amplify|amplify app|amplify hosting|aws amplify hosting",
        "एम्प्लिफाई|एम्प्लीफाई|एडब्ल्यूएस एम्प्लिफाई",
        "emplify",
    ],
    build,
    uses: None,
}];

/// An application without a repository: its owner connects one in the console, which asks to be let into it, or puts the
/// pages up by hand.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Pages");
    let name = part.name(is_name).unwrap_or(system.project()).to_owned();
    let to_pages = properties! {
        // Whatever isn't a file is a page that the application draws itself.
        "Source": r"</^[^.]+$|\.(?!(css|gif|ico|jpg|jpeg|js|png|txt|svg|woff|woff2|ttf|map|json|webp)$)([^.]+$)/>",
        "Target": "/index.html",
        "Status": "200",
    };
    let app = Resource::new(id.as_str(), KIND)
        .with("Name", name)
        .with("Platform", "WEB")
        .with("CustomRules", vec![to_pages]);
    let id = system.add(app);
    let branch = Resource::new(format!("{id} Branch").as_str(), BRANCH.kind)
        .with("AppId", Value::Attribute(id.clone(), "AppId"))
        .with("BranchName", BRANCH_NAME)
        .with("Stage", "PRODUCTION");
    system.add(branch);
    let url = Value::Concat(vec![
        format!("https://{BRANCH_NAME}.").into(),
        Value::Attribute(id.clone(), "DefaultDomain"),
    ]);
    system.blueprint.front_door(&id, "the pages", url);
    id
}

/// Whether AWS takes it as the name of an application.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
