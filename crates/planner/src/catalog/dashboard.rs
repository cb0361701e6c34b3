//! Amazon `CloudWatch` dashboards: one page of graphs of what is in the system. Not here: alarms (`cloudwatch`).

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::Metered;
use super::{
    Resource, Tags, apigateway, apigatewayv2, aurora, billed, cloudfront, cloudwatch, dynamodb, ec2, ecs,
    elb, kinesis, lambda, rds, sns, sqs, stepfunctions,
};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const KIND: &str = "AWS::CloudWatch::Dashboard";
/// Columns and rows of one graph: two stand beside each other.
const WIDTH: i64 = 12;
const HEIGHT: i64 = 6;
/// Seconds that one point of a graph stands for.
const PERIOD: i64 = 300;
/// Graphs on a page; more are no overview any more.
const MOST: usize = 40;
/// Where `CloudFront` keeps its numbers, whatever the stack's region.
const CLOUDFRONT_REGION: &str = "us-east-1";

pub(crate) const DASHBOARD: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Shows on one page how the parts of the application are doing",
        "एक पन्ने पर दिखाता है कि ऐप्लिकेशन के हिस्से कैसे चल रहे हैं",
        "Ek page par dikhata hai ki application ke hisse kaise chal rahe hain",
    ],
    billed: |_, _| vec![billed("CloudWatch", "dashboard", Decimal::ONE)],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "cloudwatch dashboard|aws cloudwatch dashboard|amazon cloudwatch dashboard|monitoring dashboard|metrics dashboard|\
         operations dashboard|ops dashboard|observability dashboard|metric dashboard|health dashboard of the system",
        "क्लाउडवॉच डैशबोर्ड|मॉनिटरिंग डैशबोर्ड",
        "monitoring wala dashboard",
    ],
    build,
    uses: None,
}];

/// One number of a graph: what it is called, and how it is put together.
type Line = (&'static str, &'static str);

/// How the numbers of a resource are told from those of others.
type Dimensions = fn(&Resource) -> Option<Vec<(&'static str, Value)>>;

/// What is drawn of one sort of resource.
struct Graph {
    kind: &'static str,
    namespace: &'static str,
    lines: &'static [Line],
    of: Dimensions,
}

const fn graph(kind: &'static str, namespace: &'static str, lines: &'static [Line], of: Dimensions) -> Graph {
    Graph {
        kind,
        namespace,
        lines,
        of,
    }
}

/// What is drawn, from the front door inwards.
const GRAPHS: &[Graph] = &[
    graph(
        cloudfront::Distribution::KIND,
        "AWS/CloudFront",
        &[
            ("Requests", "Sum"),
            ("4xxErrorRate", "Average"),
            ("5xxErrorRate", "Average"),
        ],
        |it| {
            Some(vec![
                ("DistributionId", it.reference()),
                ("Region", "Global".into()),
            ])
        },
    ),
    graph(
        elb::LoadBalancer::KIND,
        "AWS/ApplicationELB",
        &[
            ("RequestCount", "Sum"),
            ("HTTPCode_Target_5XX_Count", "Sum"),
            ("TargetResponseTime", "p95"),
        ],
        |it| Some(vec![("LoadBalancer", it.attribute("LoadBalancerFullName"))]),
    ),
    graph(
        apigatewayv2::Api::KIND,
        "AWS/ApiGateway",
        &[
            ("Count", "Sum"),
            ("4xx", "Sum"),
            ("5xx", "Sum"),
            ("Latency", "p95"),
        ],
        |it| Some(vec![("ApiId", it.reference())]),
    ),
    graph(
        apigateway::RestApi::KIND,
        "AWS/ApiGateway",
        &[
            ("Count", "Sum"),
            ("4XXError", "Sum"),
            ("5XXError", "Sum"),
            ("Latency", "p95"),
        ],
        |it| Some(vec![("ApiName", it.properties.get("Name")?.clone())]),
    ),
    graph(
        lambda::Function::KIND,
        "AWS/Lambda",
        &[
            ("Invocations", "Sum"),
            ("Errors", "Sum"),
            ("Throttles", "Sum"),
            ("Duration", "p95"),
        ],
        |it| Some(vec![("FunctionName", it.reference())]),
    ),
    graph(
        ecs::FargateService::KIND,
        "AWS/ECS",
        &[("CPUUtilization", "Average"), ("MemoryUtilization", "Average")],
        |it| {
            let cluster = it.properties.get("Cluster")?.clone();
            Some(vec![
                ("ClusterName", cluster),
                ("ServiceName", it.attribute("Name")),
            ])
        },
    ),
    graph(
        ec2::Instance::KIND,
        "AWS/EC2",
        &[
            ("CPUUtilization", "Average"),
            ("NetworkIn", "Sum"),
            ("NetworkOut", "Sum"),
        ],
        |it| Some(vec![("InstanceId", it.reference())]),
    ),
    graph(
        sqs::Queue::KIND,
        "AWS/SQS",
        &[
            ("NumberOfMessagesSent", "Sum"),
            ("ApproximateNumberOfMessagesVisible", "Maximum"),
            ("ApproximateAgeOfOldestMessage", "Maximum"),
        ],
        |it| Some(vec![("QueueName", it.attribute("QueueName"))]),
    ),
    graph(
        sns::Topic::KIND,
        "AWS/SNS",
        &[
            ("NumberOfMessagesPublished", "Sum"),
            ("NumberOfNotificationsFailed", "Sum"),
        ],
        |it| Some(vec![("TopicName", it.attribute("TopicName"))]),
    ),
    graph(
        kinesis::Stream::KIND,
        "AWS/Kinesis",
        &[
            ("IncomingRecords", "Sum"),
            ("GetRecords.IteratorAgeMilliseconds", "Maximum"),
        ],
        |it| Some(vec![("StreamName", it.reference())]),
    ),
    graph(
        stepfunctions::StateMachine::KIND,
        "AWS/States",
        &[("ExecutionsStarted", "Sum"), ("ExecutionsFailed", "Sum")],
        |it| Some(vec![("StateMachineArn", it.reference())]),
    ),
    graph(
        dynamodb::Table::KIND,
        "AWS/DynamoDB",
        &[
            ("ConsumedReadCapacityUnits", "Sum"),
            ("ConsumedWriteCapacityUnits", "Sum"),
            ("WriteThrottleEvents", "Sum"),
        ],
        |it| Some(vec![("TableName", it.reference())]),
    ),
    graph(
        rds::Instance::KIND,
        "AWS/RDS",
        &[
            ("CPUUtilization", "Average"),
            ("DatabaseConnections", "Average"),
            ("FreeableMemory", "Minimum"),
        ],
        |it| Some(vec![("DBInstanceIdentifier", it.reference())]),
    ),
    graph(
        aurora::Cluster::KIND,
        "AWS/RDS",
        &[("CPUUtilization", "Average"), ("DatabaseConnections", "Average")],
        |it| Some(vec![("DBClusterIdentifier", it.reference())]),
    ),
];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Dashboard");
    let title = properties! {
        "type": "text",
        "width": 2 * WIDTH,
        "height": 2,
        "properties": properties! { "markdown": format!("# {}", system.project()) },
    };
    let mut widgets = vec![title];
    for graph in GRAPHS {
        let drawn = system.blueprint.of_kind(graph.kind);
        widgets.extend(drawn.filter_map(|resource| widget(graph, resource)));
    }
    let alarms = system.all(cloudwatch::Alarm::KIND);
    if !alarms.is_empty() {
        let arns = alarms.into_iter().map(|alarm| Value::Attribute(alarm, "Arn"));
        widgets.push(properties! {
            "type": "alarm",
            "width": WIDTH,
            "height": HEIGHT,
            "properties": properties! { "title": "Alarms", "alarms": Value::list(arns) },
        });
    }
    widgets.truncate(MOST);
    let body = json_text(&properties! { "widgets": widgets });
    let dashboard = Resource::new(id, KIND)
        .with_some("DashboardName", part.name(is_name))
        .with("DashboardBody", body);
    let id = system.add(dashboard);
    let url = Value::Concat(vec![
        "https://console.aws.amazon.com/cloudwatch/home?region=".into(),
        Pseudo::Region.into(),
        "#dashboards:name=".into(),
        Value::from(&id),
    ]);
    system
        .blueprint
        .output(&format!("{id} Page"), "Where the graphs are seen", url);
    id
}

fn widget(graph: &Graph, resource: &Resource) -> Option<Value> {
    let dimensions = (graph.of)(resource)?;
    let lines = graph.lines.iter().map(|(name, statistic)| {
        let mut line: Vec<Value> = vec![graph.namespace.into(), (*name).into()];
        for (dimension, value) in &dimensions {
            line.push((*dimension).into());
            line.push(value.clone());
        }
        line.push(properties! { "stat": *statistic });
        Value::List(line)
    });
    let region: Value = if graph.kind == cloudfront::Distribution::KIND {
        CLOUDFRONT_REGION.into()
    } else {
        Pseudo::Region.into()
    };
    let metrics: Vec<Value> = lines.collect();
    Some(properties! {
        "type": "metric",
        "width": WIDTH,
        "height": HEIGHT,
        "properties": properties! {
            "title": resource.id.as_str(),
            "region": region,
            "view": "timeSeries",
            "period": PERIOD,
            "metrics": metrics,
        },
    })
}

/// A value as JSON in one text, with what is only known where the stack runs put in: names and ARNs have nothing in them
/// that JSON would want escaped.
fn json_text(value: &Value) -> Value {
    let mut parts = Vec::new();
    write(value, &mut parts);
    Value::Concat(parts)
}

fn write(value: &Value, parts: &mut Vec<Value>) {
    match value {
        Value::Bool(value) => put(parts, &value.to_string()),
        Value::Integer(number) => put(parts, &number.to_string()),
        Value::Text(text) => put(parts, &quoted(text)),
        Value::List(values) => {
            put(parts, "[");
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    put(parts, ",");
                }
                write(value, parts);
            }
            put(parts, "]");
        }
        Value::Map(entries) => {
            put(parts, "{");
            for (n, (key, value)) in entries.iter().enumerate() {
                if n > 0 {
                    put(parts, ",");
                }
                put(parts, &quoted(key));
                put(parts, ":");
                write(value, parts);
            }
            put(parts, "}");
        }
        known_later => {
            put(parts, "\"");
            parts.push(known_later.clone());
            put(parts, "\"");
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Adds text to the last part where that is text too.
fn put(parts: &mut Vec<Value>, text: &str) {
    if let Some(Value::Text(last)) = parts.last_mut() {
        last.push_str(text);
    } else {
        parts.push(text.into());
    }
}

/// Whether AWS takes it as the name of a dashboard.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Value, json_text};
    use crate::blueprint::LogicalId;
    use crate::properties;

    #[test]
    fn values_that_are_known_later_stand_between_quotes() {
        let name = Value::Ref(LogicalId::new("Queue"));
        let text = json_text(&properties! { "a": vec![Value::from("x\"y"), name.clone()], "b": 1 });
        let expected = vec![
            Value::from(r#"{"a":["x\"y",""#),
            name,
            Value::from(r#""],"b":1}"#),
        ];
        assert_eq!(text, Value::Concat(expected));
    }
}
