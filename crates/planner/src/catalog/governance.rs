//! Order among accounts and resources: groups of resources, catalogues of what may be made, sharing, organizations, sign-in for
//! staff. One file, since each is a declaration and little more.

use super::component::{Component, Part};
use super::plain::Plain;
use super::{Resource, Service, Tags};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Retention, Value};
use crate::properties;

const RESOURCE_GROUP: &str = "AWS::ResourceGroups::Group";
const PORTFOLIO: &str = "AWS::ServiceCatalog::Portfolio";
const SHARE: &str = "AWS::RAM::ResourceShare";
const ORGANIZATION: &str = "AWS::Organizations::Organization";
const UNIT: &str = "AWS::Organizations::OrganizationalUnit";
const PERMISSION_SET: &str = "AWS::SSO::PermissionSet";

const RESOURCE_GROUP_TYPE: Plain = Plain::new(
    RESOURCE_GROUP,
    Tags::List,
    [
        "Shows everything that belongs to this application in one list",
        "इस ऐप्लिकेशन का सब कुछ एक सूची में दिखाता है",
        "Is application ka sab kuch ek list mein dikhata hai",
    ],
);
const PORTFOLIO_TYPE: Plain = Plain::new(
    PORTFOLIO,
    Tags::List,
    [
        "A list of approved building blocks that teams may make by themselves; add your products in the console",
        "स्वीकृत चीज़ों की सूची जिन्हें टीमें खुद बना सकती हैं; अपने उत्पाद कंसोल में जोड़िए",
        "Approved cheezon ki list jinhe teams khud bana sakti hain; apne products console mein jodiye",
    ],
);
const SHARE_TYPE: Plain = Plain::new(
    SHARE,
    Tags::List,
    [
        "Shares resources with other accounts of your organization, and with nobody outside",
        "आपके संगठन के दूसरे खातों के साथ संसाधन साझा करता है, बाहर किसी से नहीं",
        "Aapke organization ke doosre accounts ke saath resources share karta hai, bahar kisi se nahi",
    ],
);
const ORGANIZATION_TYPE: Plain = Plain::new(
    ORGANIZATION,
    Tags::None,
    [
        "Puts several accounts under one roof, with one bill",
        "कई खातों को एक छत और एक बिल के नीचे लाता है",
        "Kai accounts ko ek chhat aur ek bill ke neeche laata hai",
    ],
);
const UNIT_TYPE: Plain = Plain::new(
    UNIT,
    Tags::List,
    [
        "A group of accounts that the same rules hold for",
        "खातों का समूह जिन पर एक जैसे नियम लागू होते हैं",
        "Accounts ka group jin par ek jaise niyam lagu hote hain",
    ],
);
const PERMISSION_SET_TYPE: Plain = Plain::new(
    PERMISSION_SET,
    Tags::List,
    [
        "What staff may do after they signed in with one login for all accounts",
        "सब खातों के एक लॉगिन से आने के बाद कर्मचारी क्या कर सकते हैं",
        "Sab accounts ke ek login se aane ke baad staff kya kar sakta hai",
    ],
);

pub(crate) const TYPES: &[&dyn Service] = &[
    &RESOURCE_GROUP_TYPE,
    &PORTFOLIO_TYPE,
    &SHARE_TYPE,
    &ORGANIZATION_TYPE,
    &UNIT_TYPE,
    &PERMISSION_SET_TYPE,
];

/// Apart from the others, which are built after the settings of programs (`appconfig.rs`).
pub(crate) const GROUPS: &[Component] = &[Component::by_itself(
    RESOURCE_GROUP,
    [
        "resource group|aws resource group|resource groups|group of resources by tag|tag based resource group",
        "रिसोर्स ग्रुप",
        "",
    ],
    build_resource_group,
)];

pub(crate) const COMPONENTS: &[Component] = &[
    Component::by_itself(
        PORTFOLIO,
        [
            "service catalog|aws service catalog|service catalogue|service catalog portfolio|self-service portfolio",
            "सर्विस कैटलॉग",
            "",
        ],
        build_portfolio,
    ),
    Component::by_itself(
        SHARE,
        [
            "resource access manager|aws resource access manager|aws ram|ram share|ram resource share|cross-account resource share|\
             resource share",
            "रिसोर्स एक्सेस मैनेजर",
            "",
        ],
        build_share,
    ),
    Component::by_itself(
        ORGANIZATION,
        [
            "aws organizations|aws organization|aws organisations|multi-account organization|organizational unit|landing zone",
            "एडब्ल्यूएस ऑर्गनाइज़ेशन",
            "",
        ],
        build_organization,
    ),
    Component::by_itself(
        PERMISSION_SET,
        [
            "identity center|iam identity center|aws identity center|aws sso|aws single sign-on|permission set|\
             iam identity centre|sso permission set",
            "आइडेंटिटी सेंटर",
            "",
        ],
        build_permission_set,
    ),
];

/// A name that no other stack of the account has.
fn stack_name(suffix: &str) -> Value {
    Value::Concat(vec![Pseudo::StackName.into(), format!("-{suffix}").into()])
}

fn build_resource_group(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ResourceGroup");
    let name = part
        .name(is_name)
        .map_or_else(|| stack_name(id.as_str()), Value::text);
    let group = Resource::new(id, RESOURCE_GROUP).with("Name", name).with(
        "ResourceQuery",
        properties! { "Type": "CLOUDFORMATION_STACK_1_0" },
    );
    system.add(group)
}

fn build_portfolio(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Portfolio");
    let name = part.name(is_name).unwrap_or(system.project()).to_owned();
    let portfolio = Resource::new(id, PORTFOLIO)
        .with("DisplayName", name)
        .with("ProviderName", system.project());
    system.add(portfolio)
}

/// The share is made for the organization's own accounts; what is shared and with whom is the person's to add.
fn build_share(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Share");
    let name = part
        .name(is_name)
        .map_or_else(|| stack_name(id.as_str()), Value::text);
    let share = Resource::new(id, SHARE)
        .with("Name", name)
        .with("AllowExternalPrincipals", false);
    system.add(share)
}

fn build_organization(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Organization");
    let organization = Resource::new(id.as_str(), ORGANIZATION)
        .kept(Retention::Retain)
        .with("FeatureSet", "ALL");
    let root = organization.attribute("RootId");
    let id = system.add(organization);
    let unit = Resource::new(format!("{id} Workloads").as_str(), UNIT)
        .kept(Retention::Retain)
        .with("Name", "Workloads")
        .with("ParentId", root);
    system.add(unit);
    id
}

fn build_permission_set(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let directory = system.blueprint.parameter(Parameter {
        id: "IdentityCenterArn".into(),
        description: "ARN of the account's IAM Identity Center (its console, Settings)",
        pattern: "^arn:aws[a-z-]*:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}$",
        answer: "identityCenterArn",
    });
    let id = system.free_id("StaffPermissions");
    let policy = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::aws:policy/job-function/ViewOnlyAccess".into(),
    ]);
    let name: String = system.project().chars().take(24).collect();
    let name = part
        .name(|name| is_name(name) && name.len() <= 32)
        .map_or(format!("{name}-viewer"), str::to_owned);
    let set = Resource::new(id, PERMISSION_SET)
        .with("InstanceArn", directory)
        .with("Name", name)
        .with("Description", "Sees what there is and changes nothing")
        .with("SessionDuration", "PT1H")
        .with("ManagedPolicies", vec![policy]);
    system.add(set)
}

/// Whether all of these take it as a name.
pub(super) fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
