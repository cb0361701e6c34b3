//! AWS `AppSync`: a GraphQL API over a table or a function.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, cognito, dynamodb, lambda, logs, wafv2};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, storage};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `CloudFormation` type of the API.
pub(crate) const KIND: &str = "AWS::AppSync::GraphQLApi";
const PRINCIPAL: &str = "appsync.amazonaws.com";
/// How deep one query may nest, and how many answers it may ask for: a query that goes in circles costs money.
const DEPTH: i64 = 10;
const ANSWERS: i64 = 100;
/// Name of the one place that the sample's answers come from.
const SOURCE: &str = "Items";

/// What the sample can be asked, until the person's own schema takes its place.
const SCHEMA: &str = "type Item {\n  id: ID!\n  content: String\n}\n\
    type Query {\n  getItem(id: ID!): Item\n  listItems: [Item]\n}\n\
    type Mutation {\n  putItem(id: ID!, content: String): Item\n  deleteItem(id: ID!): Item\n}\n\
    type Subscription {\n  onPutItem: Item @aws_subscribe(mutations: [\"putItem\"])\n}\n\
    schema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n";

/// What answers each question: type, field, and the code that asks the table.
const ANSWERS_OF: [(&str, &str, &str); 4] = [
    (
        "Query",
        "getItem",
        "import * as ddb from '@aws-appsync/utils/dynamodb';\n\
         export const request = (ctx) => ddb.get({ key: { id: ctx.args.id } });\n\
         export const response = (ctx) => ctx.result;\n",
    ),
    (
        "Query",
        "listItems",
        "import * as ddb from '@aws-appsync/utils/dynamodb';\n\
         export const request = () => ddb.scan({ limit: 50 });\n\
         export const response = (ctx) => ctx.result.items;\n",
    ),
    (
        "Mutation",
        "putItem",
        "import * as ddb from '@aws-appsync/utils/dynamodb';\n\
         export const request = (ctx) => ddb.put({ key: { id: ctx.args.id }, item: { content: ctx.args.content } });\n\
         export const response = (ctx) => ctx.result;\n",
    ),
    (
        "Mutation",
        "deleteItem",
        "import * as ddb from '@aws-appsync/utils/dynamodb';\n\
         export const request = (ctx) => ddb.remove({ key: { id: ctx.args.id } });\n\
         export const response = (ctx) => ctx.result;\n",
    ),
];

/// Hands a question on to a function, which tells the questions apart by `field`.
const CALL: &str = "export const request = (ctx) => ({\n  operation: 'Invoke',\n  \
    payload: { field: ctx.info.fieldName, arguments: ctx.args },\n});\n\
    export const response = (ctx) => ctx.result;\n";

/// `AWS::AppSync::GraphQLApi`.
pub(crate) struct Api;

impl Service for Api {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets apps ask for exactly the data that they need, and tells them when it changes",
                "ऐप को ठीक वही डेटा माँगने देता है जो चाहिए, और बदलने पर बताता है",
                "Apps ko theek wahi data maangne deta hai jo chahiye, aur badalne par batata hai",
            ],
        )
    }

    fn billed(&self, _api: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![billed(
            "AppSync",
            "query_and_mutation_operations",
            usage.api_requests,
        )]
    }
}

pub(crate) const SCHEMA_OF_API: Plain = Plain {
    kind: "AWS::AppSync::GraphQLSchema",
    tags: Tags::None,
    purpose: [
        "Says what apps can ask for, and what they get",
        "बताता है कि ऐप क्या माँग सकते हैं और उन्हें क्या मिलता है",
        "Batata hai ki apps kya maang sakte hain aur unhe kya milta hai",
    ],
};

pub(crate) const API_KEY: Plain = Plain {
    kind: "AWS::AppSync::ApiKey",
    tags: Tags::None,
    purpose: [
        "The key that apps show when they ask; it is good for a week",
        "वह कुंजी जो ऐप माँगते समय दिखाते हैं; यह एक सप्ताह चलती है",
        "Woh key jo apps maangte samay dikhate hain; yeh ek hafte chalti hai",
    ],
};

pub(crate) const DATA_SOURCE: Plain = Plain {
    kind: "AWS::AppSync::DataSource",
    tags: Tags::None,
    purpose: [
        "Where the answers come from: a table or the code of the application",
        "जवाब कहाँ से आते हैं: ऐप्लिकेशन की एक तालिका या उसका कोड",
        "Jawab kahan se aate hain: application ki ek table ya uska code",
    ],
};

pub(crate) const RESOLVER: Plain = Plain {
    kind: "AWS::AppSync::Resolver",
    tags: Tags::None,
    purpose: [
        "Turns one question of an app into a question to the table",
        "ऐप के एक सवाल को तालिका से पूछे जाने वाले सवाल में बदलता है",
        "App ke ek sawal ko table se poochhe jaane wale sawal mein badalta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "appsync|app sync|aws appsync|amazon appsync|appsync api|appsync graphql|appsync graphql api|graphql|graphql api|\
         graphql endpoint|graphql backend|graphql server|graphql service|managed graphql",
        "ऐपसिंक|एपसिंक|ग्राफ़क्यूएल|ग्राफक्यूएल|ग्राफक्यूएल एपीआई",
        "graphql wala api",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let pool = system.all(cognito::UserPool::KIND).into_iter().next();
    let source = source(system);
    let id = system.free_id("GraphqlApi");
    let log_role = iam::role(
        format!("{id} LogRole").as_str(),
        PRINCIPAL,
        &[Statement::allow(super::logs::WRITE, [its_logs()])],
    );
    let name = part
        .name(|name| (1..=65).contains(&name.len()))
        .unwrap_or_else(|| system.project())
        .to_owned();
    let who = pool.as_ref().map(|pool| {
        properties! { "UserPoolId": pool, "AwsRegion": Pseudo::Region, "DefaultAction": "ALLOW" }
    });
    let api = Resource::new(id, KIND)
        .with("Name", name)
        .with(
            "AuthenticationType",
            if pool.is_some() {
                "AMAZON_COGNITO_USER_POOLS"
            } else {
                "API_KEY"
            },
        )
        .with_some("UserPoolConfig", who)
        .with("QueryDepthLimit", DEPTH)
        .with("ResolverCountLimit", ANSWERS)
        .with(
            "IntrospectionConfig",
            if system.hardened() { "DISABLED" } else { "ENABLED" },
        )
        .with("XrayEnabled", system.hardened())
        .with(
            "LogConfig",
            properties! {
                "CloudWatchLogsRoleArn": log_role.attribute("Arn"),
                "FieldLogLevel": "ERROR",
                "ExcludeVerboseContent": true,
            },
        );
    let api_id = api.attribute("ApiId");
    let log = system.log_group(&format!("{} Logs", api.id)).with(
        "LogGroupName",
        Value::Concat(vec!["/aws/appsync/apis/".into(), api_id.clone()]),
    );
    system.add(log_role);
    let id = system.add(api);
    system.add(log);
    if pool.is_none() {
        let key = Resource::new(format!("{id} Key").as_str(), API_KEY.kind).with("ApiId", api_id);
        system.add(key);
    }
    answers(system, &id, &source);
    if system.hardened() {
        wafv2::before_graphql(system, &id);
    }
    let address = Value::Attribute(id.clone(), "GraphQLUrl");
    system
        .blueprint
        .output(&format!("{id} Url"), "Address of the GraphQL API", address);
    id
}

/// What answers: the table, else a function that isn't busy with visitors, else a new table.
fn source(system: &mut System<'_>) -> LogicalId {
    let table = system.all(dynamodb::Table::KIND).into_iter().next();
    let functions = system.all(lambda::Function::KIND);
    let function = functions
        .into_iter()
        .find(|function| function.as_str() != compute::HANDLER);
    match table.or(function) {
        Some(there) => there,
        None => storage::build_table(system, &Part { said: None }),
    }
}

/// Logs of the account's GraphQL APIs: the name holds the API's id, which is only known afterwards.
fn its_logs() -> Value {
    logs::arn_of("/aws/appsync/apis/*".into())
}

/// The schema, and what answers each of its questions.
fn answers(system: &mut System<'_>, api: &LogicalId, from: &LogicalId) {
    const ASK: &[&str] = &[
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
    ];
    let api_id = Value::Attribute(api.clone(), "ApiId");
    let schema = Resource::new(format!("{api} Schema").as_str(), SCHEMA_OF_API.kind)
        .with("ApiId", api_id.clone())
        .with("Definition", SCHEMA);
    let is_function = system
        .blueprint
        .resource(from)
        .is_some_and(|it| it.kind == lambda::Function::KIND);
    let arn = Value::Attribute(from.clone(), "Arn");
    let mut statements = if is_function {
        vec![Statement::allow(&["lambda:InvokeFunction"], [arn.clone()])]
    } else {
        vec![Statement::allow(ASK, [arn.clone()])]
    };
    statements.extend(system.key_statement().filter(|_| !is_function));
    let role = iam::role(format!("{api} SourceRole").as_str(), PRINCIPAL, &statements);
    let source = Resource::new(format!("{api} Source").as_str(), DATA_SOURCE.kind)
        .with("ApiId", api_id.clone())
        .with("Name", SOURCE)
        .with("ServiceRoleArn", role.attribute("Arn"));
    let source = if is_function {
        source
            .with("Type", "AWS_LAMBDA")
            .with("LambdaConfig", properties! { "LambdaFunctionArn": arn })
    } else {
        let table = properties! { "TableName": from, "AwsRegion": Pseudo::Region };
        source
            .with("Type", "AMAZON_DYNAMODB")
            .with("DynamoDBConfig", table)
    };
    system.add(role);
    let schema = system.add(schema);
    let source_name = source.attribute("Name");
    system.add(source);
    for (on, field, code) in ANSWERS_OF {
        let resolver = Resource::new(format!("{api} {on} {field}").as_str(), RESOLVER.kind)
            .with("ApiId", api_id.clone())
            .with("TypeName", on)
            .with("FieldName", field)
            .with("Kind", "UNIT")
            .with("DataSourceName", source_name.clone())
            .with(
                "Runtime",
                properties! { "Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0" },
            )
            .with("Code", if is_function { CALL } else { code })
            .after(&schema);
        system.add(resolver);
    }
}
