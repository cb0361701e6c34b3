//! AWS `CloudTrail`: who did what in the account, written where nobody can change it.

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::Plain;
use super::{Resource, Service, Tags, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};

/// `CloudFormation` type of a trail.
pub(crate) const KIND: &str = "AWS::CloudTrail::Trail";

const TRAIL: Plain = Plain {
    kind: KIND,
    tags: Tags::List,
    purpose: [
        "Writes down who did what in the account, in every region, so that nobody can change it unseen",
        "खाते में किसने क्या किया यह हर क्षेत्र में लिखता है, ताकि कोई चुपके से न बदल सके",
        "Account mein kisne kya kiya yeh har region mein likhta hai, taaki koi chupke se na badal sake",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&TRAIL];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "cloudtrail|cloud trail|aws cloudtrail|amazon cloudtrail|cloudtrail trail|audit trail|audit log|audit logging|api audit|\
         record of who did what|record of who read what|api activity log",
        "क्लाउडट्रेल|ऑडिट लॉग|किसने क्या किया",
        "kisne kya kiya ka record",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Trail");
    let key = system.key();
    let bucket = system.own_bucket(&format!("{id} Bucket"));
    // The trail's ARN can't be referred to here: the trail waits for this policy. Its name is the stack's.
    let name = Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]);
    let trail_arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":cloudtrail:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":trail/".into(),
        Pseudo::StackName.into(),
        format!("-{id}").into(),
    ]);
    let service = "cloudtrail.amazonaws.com";
    let own = Value::Attribute(bucket.clone(), "Arn");
    let statements = [
        s3::service_access(service, "s3:GetBucketAcl", own, trail_arn.clone()),
        s3::service_access(service, "s3:PutObject", s3::files(&bucket), trail_arn),
    ];
    let policy = system.add(s3::bucket_policy(
        &format!("{bucket} Policy"),
        &bucket,
        statements,
    ));
    let group = system.log_group(&format!("{id} Logs"));
    let write = Statement::allow(logs::WRITE, [group.attribute("Arn")]);
    let role = iam::role(format!("{id} Role").as_str(), service, &[write]);
    let trail = Resource::new(id.as_str(), KIND)
        .with("TrailName", name)
        .with("IsLogging", true)
        .with("IsMultiRegionTrail", true)
        .with("IncludeGlobalServiceEvents", true)
        .with("EnableLogFileValidation", true)
        .with("S3BucketName", &bucket)
        .with("CloudWatchLogsLogGroupArn", group.attribute("Arn"))
        .with("CloudWatchLogsRoleArn", role.attribute("Arn"))
        .with_some("KMSKeyId", key.map(|key| Value::Attribute(key, "Arn")))
        .after(&policy);
    let id = system.add(trail);
    system.let_service_use_key(service);
    system.add(group);
    system.add(role);
    system.blueprint.output(
        &format!("{id} BucketName"),
        "Bucket that the audit log is kept in",
        &bucket,
    );
    id
}
