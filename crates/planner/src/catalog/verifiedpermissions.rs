//! Amazon Verified Permissions: rules for who may do what inside of an application, kept outside of its code.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const POLICY_STORE: &str = "AWS::VerifiedPermissions::PolicyStore";

const POLICY_STORE_TYPE: Metered = Metered {
    kind: POLICY_STORE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Decides who may do what inside of the application, by rules outside of its code",
        "ऐप्लिकेशन के अंदर कौन क्या कर सकता है यह कोड से बाहर रखे नियमों से तय करता है",
        "Application ke andar kaun kya kar sakta hai yeh code se bahar rakhe niyamon se tay karta hai",
    ],
    billed: |_, usage| {
        vec![billed(
            "Verified Permissions",
            "authorization_requests",
            usage.api_requests,
        )]
    },
};

pub(crate) const TYPES: &[&dyn Service] = &[&POLICY_STORE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: POLICY_STORE,
    terms: [
        "verified permissions|amazon verified permissions|aws verified permissions|cedar policy|cedar policies|policy store|\
             fine-grained authorization|fine grained authorization",
        "वेरिफ़ाइड परमिशन्स",
        "",
    ],
    build: build_policy_store,
    uses: Some(use_policy_store),
}];

fn build_policy_store(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("PolicyStore");
    let store = Resource::new(id, POLICY_STORE)
        .kept(Retention::Retain)
        .with("ValidationSettings", properties! { "Mode": "OFF" })
        .with("DeletionProtection", properties! { "Mode": "ENABLED" });
    system.add(store)
}

fn use_policy_store(system: &mut System<'_>, program: &LogicalId, store: &LogicalId) {
    const ASK: &[&str] = &[
        "verifiedpermissions:IsAuthorized",
        "verifiedpermissions:IsAuthorizedWithToken",
    ];
    let mut access = Access::default();
    access.tell(system.variable("POLICY_STORE_ID", store), store);
    access.allow(Statement::allow(ASK, [Value::Attribute(store.clone(), "Arn")]));
    system.grant(program, access);
}
