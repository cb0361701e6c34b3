//! Knowledge bases: documents that a language model looks up before it answers. They are kept as vectors: in Amazon S3, which
//! costs nearly nothing while nobody asks, or in `OpenSearch` Serverless where that was asked for.

use rust_decimal::Decimal;

use super::{embedding, is_name, named};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Parameter, Resource, Retention, Value};
use crate::catalog::component::{Component, Ends, Part, Wire};
use crate::catalog::iam::{self, Statement};
use crate::catalog::plain::{Metered, Plain};
use crate::catalog::{Service, Tags, billed, opensearchserverless, s3};
use crate::properties;

/// `CloudFormation` type of a knowledge base.
pub(crate) const KIND: &str = "AWS::Bedrock::KnowledgeBase";
const SOURCE: &str = "AWS::Bedrock::DataSource";
const VECTORS: &str = "AWS::S3Vectors::VectorBucket";
const INDEX: &str = "AWS::S3Vectors::Index";
const SEARCH_INDEX: &str = "AWS::OpenSearchServerless::Index";
/// Numbers in a vector of Amazon Titan Text Embeddings V2. Source: Bedrock user guide, "Amazon Titan Text Embeddings", 2026-11.
const DIMENSIONS: i64 = 1024;
/// Tokens of a question, for the estimate: a sentence or two.
const TOKENS_PER_QUESTION: i64 = 50;
/// Where a search index keeps the vector, the text and where it is from: the names of Bedrock's own guide.
const FIELDS: [&str; 3] = ["vector", "text", "metadata"];
/// Name of the search index within its collection.
const INDEX_NAME: &str = "knowledge";

const BASE_TYPE: Metered = Metered {
    kind: KIND,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Lets the language model look things up in your documents before it answers",
        "भाषा मॉडल को जवाब देने से पहले आपके दस्तावेज़ों में देखने देता है",
        "Language model ko jawab dene se pehle aapke documents mein dekhne deta hai",
    ],
    // What it costs are the words of each question that the model turns into a vector, and the vectors. Documents are read once,
    // when they come.
    billed: |_, usage| {
        let tokens = usage.api_requests * Decimal::from(TOKENS_PER_QUESTION);
        vec![billed("Bedrock", "titan_embed_text_v2_input", tokens)]
    },
};
const SOURCE_TYPE: Plain = Plain {
    kind: SOURCE,
    tags: Tags::None,
    purpose: [
        "Says where the documents of the knowledge base are",
        "बताता है कि नॉलेज बेस के दस्तावेज़ कहाँ हैं",
        "Batata hai ki knowledge base ke documents kahan hain",
    ],
};
const VECTORS_TYPE: Metered = Metered {
    kind: VECTORS,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Keeps what the documents mean, as numbers that can be searched",
        "दस्तावेज़ों का मतलब संख्याओं के रूप में रखता है, जिन्हें खोजा जा सकता है",
        "Documents ka matlab numbers ke roop mein rakhta hai, jinhe khoja ja sakta hai",
    ],
    // No source for the prices yet; the estimate says so.
    billed: |_, usage| vec![billed("S3 Vectors", "storage", usage.storage_gb)],
};
const INDEX_TYPE: Plain = Plain {
    kind: INDEX,
    tags: Tags::List,
    purpose: [
        "Finds the passages that mean nearly the same as a question",
        "वे अंश ढूँढता है जिनका मतलब सवाल के क़रीब है",
        "Woh ansh dhoondhta hai jinka matlab sawal ke kareeb hai",
    ],
};
const SEARCH_INDEX_TYPE: Plain = Plain {
    kind: SEARCH_INDEX,
    tags: Tags::None,
    purpose: [
        "Finds the passages that mean nearly the same as a question",
        "वे अंश ढूँढता है जिनका मतलब सवाल के क़रीब है",
        "Woh ansh dhoondhta hai jinka matlab sawal ke kareeb hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[
    &BASE_TYPE,
    &SOURCE_TYPE,
    &VECTORS_TYPE,
    &INDEX_TYPE,
    &SEARCH_INDEX_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: KIND,
        // "Knowledge base" alone may be a site for readers; beside a language model it means this (`requirements/context.rs`).
        terms: [
            "bedrock knowledge base|amazon bedrock knowledge base|aws bedrock knowledge base|knowledge base for bedrock|\
             bedrock knowledgebase|retrieval augmented generation|retrieval-augmented generation|rag pipeline|rag chatbot|rag bot|rag system|rag application|\
             rag app|rag chatbot|rag system|rag over document|rag on document",
            "बेडरॉक नॉलेज बेस|बेडरॉक ज्ञान भंडार",
            "bedrock ka knowledge base|rag wala chatbot",
        ],
        build,
        uses: Some(asks),
    },
    Component {
        kind: SOURCE,
        terms: [
            "bedrock data source|knowledge base data source|data source for the knowledge base",
            "बेडरॉक डेटा सोर्स",
            "knowledge base ka data source",
        ],
        build: of_base,
        uses: None,
    },
];

/// An agent looks things up in every knowledge base there is.
pub(crate) const WIRE: Wire = Wire {
    from: KIND,
    to: super::AGENT,
    ends: Ends::All,
    connect: look_up,
};

/// A source belongs to a knowledge base, which comes with one.
fn of_base(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let base = system.all(KIND).into_iter().next();
    base.unwrap_or_else(|| build(system, part))
}

/// Documents from the system's bucket, as vectors.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Knowledge");
    let bucket = system.all(s3::Bucket::KIND).into_iter().find(storage::is_files);
    let bucket = bucket.unwrap_or_else(|| storage::build_bucket(system, &Part { said: None }));
    let model = embedding();
    let mut statements = vec![
        Statement::allow(&["bedrock:InvokeModel"], [model.clone()]),
        Statement::allow(&["s3:GetObject"], [s3::files(&bucket)]),
        Statement::allow(&["s3:ListBucket"], [Value::Attribute(bucket.clone(), "Arn")]),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(
        format!("{id} Role").as_str(),
        "bedrock.amazonaws.com",
        &statements,
    );
    let usual = named(system, &id);
    let vectors = properties! { "EmbeddingModelArn": model };
    let base = Resource::new(id, KIND)
        .with("Name", part.name(is_name).map_or(usual, str::to_owned))
        .with("RoleArn", role.attribute("Arn"))
        .with(
            "KnowledgeBaseConfiguration",
            properties! { "Type": "VECTOR", "VectorKnowledgeBaseConfiguration": vectors },
        );
    system.add(role);
    let id = system.add(base);
    let collection = system.all(opensearchserverless::COLLECTION).into_iter().next();
    let store = match &collection {
        Some(collection) => in_collection(system, &id, collection),
        None => in_s3(system, &id),
    };
    system.set(&id, "StorageConfiguration", store);
    let key = system.key_arn();
    let documents = properties! { "BucketArn": Value::Attribute(bucket, "Arn") };
    let source = Resource::new(format!("{id} Documents").as_str(), SOURCE)
        .with("Name", "documents")
        .with("KnowledgeBaseId", Value::Attribute(id.clone(), "KnowledgeBaseId"))
        .with(
            "DataSourceConfiguration",
            properties! { "Type": "S3", "S3Configuration": documents },
        )
        .with("DataDeletionPolicy", "RETAIN")
        .with_some(
            "ServerSideEncryptionConfiguration",
            key.map(|key| properties! { "KmsKeyArn": key }),
        );
    system.add(source);
    let value = Value::Attribute(id.clone(), "KnowledgeBaseId");
    let what = "Id of the knowledge base; read new documents in with: aws bedrock-agent start-ingestion-job";
    system.blueprint.output(&format!("{id} Id"), what, value);
    id
}

/// Vectors in Amazon S3. They can be made again from the documents.
fn in_s3(system: &mut System<'_>, base: &LogicalId) -> Value {
    const USE: &[&str] = &[
        "s3vectors:DeleteVectors",
        "s3vectors:GetIndex",
        "s3vectors:GetVectors",
        "s3vectors:ListVectors",
        "s3vectors:PutVectors",
        "s3vectors:QueryVectors",
    ];
    let key = system.key_arn();
    let encryption = key.map(|key| properties! { "SseType": "aws:kms", "KmsKeyArn": key });
    system.let_service_use_key("indexing.s3vectors.amazonaws.com");
    let vectors = Resource::new(format!("{base} Vectors").as_str(), VECTORS)
        .kept(Retention::Delete)
        .with_some("EncryptionConfiguration", encryption);
    // What Bedrock keeps beside a vector is too long to be searched by.
    let long =
        properties! { "NonFilterableMetadataKeys": vec!["AMAZON_BEDROCK_TEXT", "AMAZON_BEDROCK_METADATA"] };
    let index = Resource::new(format!("{base} Index").as_str(), INDEX)
        .with("VectorBucketArn", vectors.attribute("VectorBucketArn"))
        .with("DataType", "float32")
        .with("Dimension", DIMENSIONS)
        .with("DistanceMetric", "cosine")
        .with("MetadataConfiguration", long);
    let arn = index.attribute("IndexArn");
    system.add(vectors);
    system.add(index);
    if let Some(role) = system.role_of(base)
        && let Some(role) = system.blueprint.resource_mut(&role)
    {
        iam::allow(role, &Statement::allow(USE, [arn.clone()]));
    }
    properties! { "Type": "S3_VECTORS", "S3VectorsConfiguration": properties! { "IndexArn": arn } }
}

/// Vectors in a collection, whose index is there before the knowledge base. Only who makes the stack can make the index, and
/// a collection lets in nobody whom it doesn't know by name.
fn in_collection(system: &mut System<'_>, base: &LogicalId, collection: &LogicalId) -> Value {
    system.set(collection, "Type", "VECTORSEARCH");
    opensearchserverless::uses(system, base, collection);
    let maker = system.blueprint.parameter(Parameter {
        id: "DeployRoleArn".into(),
        description: "ARN of the role or user that makes the stack: it makes the index of the knowledge base",
        pattern: "^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:(role|user|assumed-role)/.{1,512}$",
        answer: "deployRoleArn",
    });
    let access = opensearchserverless::let_in(system, collection, maker);
    let [vector, text, metadata] = FIELDS;
    let near = properties! { "Name": "hnsw", "Engine": "faiss", "SpaceType": "l2" };
    let fields = Value::map([
        (
            vector,
            properties! { "Type": "knn_vector", "Dimension": DIMENSIONS, "Method": near },
        ),
        (text, properties! { "Type": "text", "Index": true }),
        (metadata, properties! { "Type": "text", "Index": false }),
    ]);
    let mut index = Resource::new(format!("{base} Index").as_str(), SEARCH_INDEX)
        .with(
            "CollectionEndpoint",
            Value::Attribute(collection.clone(), "CollectionEndpoint"),
        )
        .with("IndexName", INDEX_NAME)
        .with("Settings", properties! { "Index": properties! { "Knn": true } })
        .with("Mappings", properties! { "Properties": fields });
    index.depends_on.extend(access);
    let index = system.add(index);
    if let Some(base) = system.blueprint.resource_mut(base) {
        base.depends_on.push(index);
    }
    let mapping = properties! { "VectorField": vector, "TextField": text, "MetadataField": metadata };
    let configuration = properties! {
        "CollectionArn": Value::Attribute(collection.clone(), "Arn"),
        "VectorIndexName": INDEX_NAME,
        "FieldMapping": mapping,
    };
    properties! { "Type": "OPENSEARCH_SERVERLESS", "OpensearchServerlessConfiguration": configuration }
}

/// A program asks, and gets passages or an answer.
fn asks(system: &mut System<'_>, program: &LogicalId, base: &LogicalId) {
    let of_base = |name| Value::Attribute(base.clone(), name);
    let mut access = Access::default();
    access.tell(
        system.variable("KNOWLEDGE_BASE_ID", base),
        of_base("KnowledgeBaseId"),
    );
    access.allow(Statement::allow(
        &["bedrock:Retrieve", "bedrock:RetrieveAndGenerate"],
        [of_base("KnowledgeBaseArn")],
    ));
    system.grant(program, access);
}

fn look_up(system: &mut System<'_>, base: &LogicalId, agent: &LogicalId) {
    let of_base = |name| Value::Attribute(base.clone(), name);
    let entry = properties! {
        "KnowledgeBaseId": of_base("KnowledgeBaseId"),
        "Description": "Documents of the owner; look here before answering",
        "KnowledgeBaseState": "ENABLED",
    };
    if let Some(agent) = system.blueprint.resource_mut(agent) {
        let entries = agent
            .properties
            .entry("KnowledgeBases")
            .or_insert_with(|| Value::List(Vec::new()));
        if let Value::List(entries) = entries {
            entries.push(entry);
        }
    }
    let role = LogicalId::new(&format!("{agent} Role"));
    if let Some(role) = system.blueprint.resource_mut(&role) {
        let retrieve = Statement::allow(&["bedrock:Retrieve"], [of_base("KnowledgeBaseArn")]);
        iam::allow(role, &retrieve);
    }
}
