//! Amazon `CloudWatch`: alarms. Not here: dashboards (`dashboard`), what is written down (`logs`), visitors by clockwork
//! (`synthetics`).

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::logs;
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::monitoring;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Seconds that an alarm looks at together.
const PERIOD: i64 = 300;

/// `AWS::CloudWatch::Alarm`.
pub(crate) struct Alarm;

impl Service for Alarm {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Notices when something goes wrong, such as too many failed requests",
                "कुछ गड़बड़ होने पर ध्यान दिलाता है, जैसे बहुत सारे अनुरोध विफल होना",
                "Kuch gadbad hone par dhyan dilata hai, jaise bahut saari requests fail hona",
            ],
        )
    }

    fn billed(&self, _alarm: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("CloudWatch", "alarm_standard_resolution", Decimal::ONE)]
    }
}

impl Alarm {
    pub(crate) const KIND: &str = "AWS::CloudWatch::Alarm";
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Alarm::KIND,
    // Its names are the lexicon's own: whoever wants to be told of something wants an alarm.
    terms: ["", "", ""],
    build,
    uses: None,
}];

/// Alarms on everything in the system that can fail. Where nothing can, and nothing else was asked for, on errors in a log that the
/// person names. Where the numbers are kept in another region, none: it would never ring.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let mut alarms = ring(system);
    if alarms.is_empty() && is_alone(system) {
        logs::build_filter(system, &Part { said: None });
        alarms = ring(system);
    }
    alarms
        .into_iter()
        .next()
        .unwrap_or_else(|| LogicalId::new("Alarm"))
}

/// Whether there is nothing besides what alarms themselves are made of.
fn is_alone(system: &System<'_>) -> bool {
    let mut others = system.blueprint.resources().iter();
    others.all(|it| it.kind.starts_with("AWS::SNS::") || it.kind.starts_with("AWS::KMS::"))
}

fn ring(system: &mut System<'_>) -> Vec<LogicalId> {
    if monitoring::can_ring(&system.blueprint, system.design) {
        let key = system.key();
        monitoring::watch(&mut system.blueprint, system.design, key.as_ref());
    }
    system.all(Alarm::KIND)
}

/// A number that AWS measures by itself.
#[derive(Clone, Debug)]
pub(crate) struct Metric {
    /// Such as `AWS/Lambda`.
    pub namespace: &'static str,
    /// Such as `Errors`.
    pub name: &'static str,
    /// How it is put together over five minutes, such as `Sum`.
    pub statistic: &'static str,
    /// What it is measured of.
    pub dimensions: Vec<(&'static str, Value)>,
}

/// Rings when the metric reaches the threshold in five minutes. No calls are no fault.
pub(crate) fn alarm(
    id: &str,
    description: &str,
    metric: Metric,
    threshold: i64,
    topic: Option<&LogicalId>,
) -> Resource {
    let dimensions = metric
        .dimensions
        .into_iter()
        .map(|(name, value)| properties! { "Name": name, "Value": value });
    Resource::new(id, Alarm.kind())
        .with("AlarmDescription", description)
        .with("Namespace", metric.namespace)
        .with("MetricName", metric.name)
        .with("Dimensions", Value::list(dimensions))
        .with("Statistic", metric.statistic)
        .with("Period", PERIOD)
        .with("EvaluationPeriods", 1_i64)
        .with("Threshold", threshold)
        .with("ComparisonOperator", "GreaterThanOrEqualToThreshold")
        .with("TreatMissingData", "notBreaching")
        .with_some("AlarmActions", topic.map(|topic| Value::list([topic])))
}
