//! The catalogue: one file per AWS service, holding everything about it. Adding a service is its file and one line in
//! [`SERVICES`]; previews and docs list services in this order.

pub(crate) mod acm;
pub(crate) mod acmpca;
pub(crate) mod amplify;
pub(crate) mod analytics;
pub(crate) mod apigateway;
pub(crate) mod apigatewayv2;
pub(crate) mod appconfig;
pub(crate) mod apprunner;
pub(crate) mod appsync;
pub(crate) mod aurora;
pub(crate) mod autoscaling;
pub(crate) mod autoscaling_group;
pub(crate) mod backup;
pub(crate) mod batch;
pub(crate) mod beanstalk;
pub(crate) mod bedrock;
mod billing;
pub(crate) mod cloudfront;
pub(crate) mod cloudtrail;
pub(crate) mod cloudwatch;
pub(crate) mod clustered;
pub(crate) mod cognito;
pub(crate) mod component;
pub(crate) mod custom_domain;
pub(crate) mod dashboard;
pub(crate) mod dax;
pub(crate) mod delivery;
pub(crate) mod detail;
pub(crate) mod directconnect;
pub(crate) mod dms;
pub(crate) mod docdb;
pub(crate) mod dsql;
pub(crate) mod dynamodb;
pub(crate) mod ec2;
pub(crate) mod ecr;
pub(crate) mod ecs;
pub(crate) mod efs;
pub(crate) mod eks;
pub(crate) mod elasticache;
pub(crate) mod elb;
pub(crate) mod events;
pub(crate) mod firehose;
pub(crate) mod flink;
pub(crate) mod fsx;
pub(crate) mod globalaccelerator;
pub(crate) mod governance;
pub(crate) mod guard;
pub(crate) mod iam;
pub(crate) mod instance_types;
pub(crate) mod iot;
pub(crate) mod keyspaces;
pub(crate) mod kinesis;
pub(crate) mod kinesisvideo;
pub(crate) mod kms;
pub(crate) mod lambda;
pub(crate) mod lightsail;
pub(crate) mod logs;
mod lookup;
pub(crate) mod memorydb;
pub(crate) mod mq;
pub(crate) mod msk;
pub(crate) mod neptune;
pub(crate) mod network;
pub(crate) mod opensearch;
pub(crate) mod opensearchserverless;
mod parts;
pub(crate) mod peering;
pub(crate) mod pipes;
pub(crate) mod plain;
pub(crate) mod rds;
pub(crate) mod redshift;
mod resource_type;
pub(crate) mod route53;
pub(crate) mod s3;
pub(crate) mod sagemaker;
pub(crate) mod scheduler;
pub(crate) mod secrets;
pub(crate) mod servicediscovery;
pub(crate) mod ses;
pub(crate) mod setting;
pub(crate) mod shield;
pub(crate) mod sns;
pub(crate) mod spoken;
pub(crate) mod sqs;
pub(crate) mod stepfunctions;
pub(crate) mod synthetics;
pub(crate) mod timestream;
pub(crate) mod transfer;
pub(crate) mod verifiedpermissions;
pub(crate) mod vpc;
pub(crate) mod vpc_endpoint;
pub(crate) mod vpn;
pub(crate) mod wafv2;
pub(crate) mod xray;

use self::component::{Component, Variant, Wire};
pub(crate) use self::instance_types::{hours_of, is_size};
use crate::blueprint::Resource;
use crate::estimate::{Billed, UsageProfile};
pub(crate) use billing::{HOURS_PER_MONTH, billed, tiered};
pub use lookup::{holds_data, physical_name, service};
pub(crate) use lookup::{is_shared, variants};
pub use parts::{connected_kinds, part_details, part_kinds, part_purposes, part_sorts, part_terms};
pub use resource_type::{Service, Tags};

/// Types that several files share.
const SERVICES: &[&dyn Service] = &[
    &acm::Certificate,
    &apigateway::RestApi,
    &apigateway::ACCOUNT,
    &apigateway::API_KEY,
    &apigateway::AUTHORIZER,
    &apigateway::DEPLOYMENT,
    &apigateway::METHOD,
    &apigateway::RESOURCE,
    &apigateway::Stage,
    &apigateway::USAGE_PLAN,
    &apigateway::USAGE_PLAN_KEY,
    &apigatewayv2::Api,
    &apigatewayv2::authorizer::AUTHORIZER,
    &apigatewayv2::INTEGRATION,
    &apigatewayv2::ROUTE,
    &apigatewayv2::STAGE,
    &aurora::Cluster,
    &aurora::PARAMETER_GROUP,
    &appsync::Api,
    &appsync::API_KEY,
    &appsync::DATA_SOURCE,
    &appsync::RESOLVER,
    &appsync::SCHEMA_OF_API,
    &autoscaling::POLICY,
    &autoscaling::TARGET,
    &backup::PLAN,
    &backup::SELECTION,
    &backup::Vault,
    &cloudfront::Distribution,
    &cloudfront::FUNCTION,
    &cloudfront::KEY_GROUP,
    &cloudfront::ORIGIN_ACCESS_CONTROL,
    &cloudfront::PUBLIC_KEY,
    &cloudwatch::Alarm,
    &cognito::UserPool,
    &cognito::CLIENT,
    &cognito::DOMAIN,
    &cognito::GROUP,
    &cognito::PROVIDER,
    &cognito::IDENTITY_POOL,
    &cognito::IDENTITY_POOL_ROLES,
    &custom_domain::HTTP_API_DOMAIN,
    &custom_domain::HTTP_API_MAPPING,
    &custom_domain::REST_API_DOMAIN,
    &custom_domain::REST_API_MAPPING,
    &dashboard::DASHBOARD,
    &directconnect::Connection,
    &directconnect::GATEWAY,
    &directconnect::GATEWAY_ASSOCIATION,
    &dms::ENDPOINT,
    &dms::ReplicationInstance,
    &dms::SUBNET_GROUP,
    &dms::TASK,
    &dynamodb::GLOBAL_TABLE,
    &dynamodb::Table,
    &ec2::Instance,
    &ecs::CLUSTER,
    &ecs::FargateService,
    &ecs::TaskDefinition,
    &efs::ACCESS_POINT,
    &efs::FileSystem,
    &efs::MOUNT_TARGET,
    &elasticache::CacheCluster,
    &elasticache::ReplicationGroup,
    &elasticache::SERVERLESS,
    &elasticache::SUBNET_GROUP,
    &elasticache::USER,
    &elasticache::USER_GROUP,
    &elb::LISTENER,
    &elb::LoadBalancer,
    &elb::RULE,
    &elb::TARGET_GROUP,
    &events::Archive,
    &events::EventBus,
    &events::RULE,
    &firehose::DeliveryStream,
    &firehose::LOG_STREAM,
    &flink::Application,
    &globalaccelerator::Accelerator,
    &globalaccelerator::ENDPOINT_GROUP,
    &globalaccelerator::LISTENER,
    &iam::INSTANCE_PROFILE,
    &iam::ROLE,
    &iot::POLICY,
    &iot::THING,
    &iot::TopicRule,
    &kinesis::Stream,
    &kinesisvideo::VideoStream,
    &kms::ALIAS,
    &kms::Key,
    &lambda::EVENT_SOURCE_MAPPING,
    &lambda::Function,
    &lambda::PERMISSION,
    &lambda::URL,
    &logs::FILTER,
    &logs::LogGroup,
    &mq::Broker,
    &msk::Cluster,
    &msk::SERVERLESS,
    &network::NETWORK_ACL,
    &network::NETWORK_ACL_ASSOCIATION,
    &network::NETWORK_ACL_ENTRY,
    &opensearch::Domain,
    &opensearch::LOG_POLICY,
    &peering::Attachment,
    &peering::ENDPOINT_SERVICE,
    &peering::PEERING,
    &peering::TransitGateway,
    &pipes::PIPE,
    &rds::Instance,
    &rds::OPTION_GROUP,
    &rds::PARAMETER_GROUP,
    &rds::PROXY,
    &rds::PROXY_TARGETS,
    &rds::SUBNET_GROUP,
    &route53::HealthCheck,
    &route53::HostedZone,
    &route53::Record,
    &s3::Bucket,
    &s3::BUCKET_POLICY,
    &scheduler::SCHEDULE,
    &servicediscovery::Namespace,
    &servicediscovery::SERVICE,
    &ses::EmailIdentity,
    &ses::CONFIGURATION_SET,
    &sns::Subscription,
    &sns::Topic,
    &sns::TOPIC_POLICY,
    &sqs::Queue,
    &sqs::QUEUE_POLICY,
    &stepfunctions::StateMachine,
    &synthetics::CANARY,
    &transfer::Server,
    &transfer::USER_OF_SERVER,
    &vpc::EGRESS,
    &vpc::FLOW_LOG,
    &vpc::GATEWAY_ATTACHMENT,
    &vpc::INGRESS,
    &vpc::INTERNET_GATEWAY,
    &vpc::ROUTE,
    &vpc::ROUTE_TABLE,
    &vpc::ROUTE_TABLE_ASSOCIATION,
    &vpc::SECURITY_GROUP,
    &vpc::SUBNET,
    &vpc::VPC,
    &vpc_endpoint::Address,
    &vpc_endpoint::Endpoint,
    &vpc_endpoint::NatGateway,
    &vpn::CLIENT_AUTHORIZATION,
    &vpn::CONNECTION_ROUTE,
    &vpn::CUSTOMER_GATEWAY,
    &vpn::ClientAssociation,
    &vpn::ClientEndpoint,
    &vpn::Connection,
    &vpn::GATEWAY,
    &vpn::ROUTE_PROPAGATION,
    &wafv2::ASSOCIATION,
    &wafv2::allow_list::IP_SET,
    &wafv2::LOGGING,
    &wafv2::WebAcl,
    &xray::SAMPLING,
    &xray::TRACES,
];

/// Types of services whose file lists its own.
const FAMILIES: &[&[&dyn Service]] = &[
    amplify::TYPES,
    analytics::TYPES,
    apprunner::TYPES,
    autoscaling_group::TYPES,
    batch::TYPES,
    beanstalk::TYPES,
    bedrock::KNOWLEDGE_TYPES,
    bedrock::TYPES,
    cloudtrail::TYPES,
    dax::TYPES,
    delivery::TYPES,
    docdb::TYPES,
    dsql::TYPES,
    ec2::TYPES,
    ecr::TYPES,
    eks::TYPES,
    fsx::TYPES,
    guard::TYPES,
    keyspaces::TYPES,
    memorydb::TYPES,
    neptune::TYPES,
    opensearchserverless::TYPES,
    redshift::TYPES,
    governance::TYPES,
    appconfig::TYPES,
    acmpca::TYPES,
    verifiedpermissions::TYPES,
    shield::TYPES,
    guard::config::TYPES,
    guard::costs::TYPES,
    iam::identities::TYPES,
    sagemaker::TYPES,
    ses::receiving::TYPES,
    lambda::versions::TYPES,
    lightsail::TYPES,
    logs::DELIVERIES,
    secrets::TYPES,
    timestream::TYPES,
];

/// Every type that a blueprint may hold.
pub(crate) fn services() -> impl Iterator<Item = &'static dyn Service> {
    SERVICES.iter().chain(FAMILIES.iter().copied().flatten()).copied()
}

/// Every part that can be asked for, in the order that they are built: what others stand in or use comes first.
const COMPONENTS: &[&[Component]] = &[
    kms::COMPONENTS,
    network::COMPONENTS,
    peering::COMPONENTS,
    vpn::COMPONENTS,
    directconnect::COMPONENTS,
    servicediscovery::COMPONENTS,
    route53::ZONES,
    s3::COMPONENTS,
    dynamodb::COMPONENTS,
    dynamodb::GLOBAL,
    dax::COMPONENTS,
    rds::COMPONENTS,
    aurora::COMPONENTS,
    rds::PROXIES,
    dsql::COMPONENTS,
    docdb::COMPONENTS,
    neptune::COMPONENTS,
    keyspaces::COMPONENTS,
    timestream::COMPONENTS,
    elasticache::COMPONENTS,
    elasticache::SERVERLESS_PARTS,
    memorydb::COMPONENTS,
    efs::COMPONENTS,
    fsx::COMPONENTS,
    opensearch::COMPONENTS,
    opensearchserverless::COMPONENTS,
    backup::COMPONENTS,
    sqs::COMPONENTS,
    sns::COMPONENTS,
    secrets::COMPONENTS,
    ecr::COMPONENTS,
    kinesis::COMPONENTS,
    firehose::COMPONENTS,
    flink::COMPONENTS,
    cognito::COMPONENTS,
    cognito::GROUPS,
    cognito::PROVIDERS,
    ses::COMPONENTS,
    msk::COMPONENTS,
    mq::COMPONENTS,
    kinesisvideo::COMPONENTS,
    transfer::COMPONENTS,
    dms::COMPONENTS,
    lambda::COMPONENTS,
    lambda::versions::COMPONENTS,
    ecs::COMPONENTS,
    ec2::COMPONENTS,
    autoscaling_group::COMPONENTS,
    ec2::BELONGINGS,
    batch::COMPONENTS,
    beanstalk::COMPONENTS,
    apprunner::COMPONENTS,
    amplify::COMPONENTS,
    lightsail::COMPONENTS,
    sagemaker::COMPONENTS,
    bedrock::COMPONENTS,
    bedrock::KNOWLEDGE,
    analytics::COMPONENTS,
    stepfunctions::COMPONENTS,
    events::COMPONENTS,
    scheduler::COMPONENTS,
    ses::receiving::COMPONENTS,
    pipes::COMPONENTS,
    redshift::COMPONENTS,
    eks::COMPONENTS,
    cloudtrail::COMPONENTS,
    guard::COMPONENTS,
    guard::config::COMPONENTS,
    guard::costs::COMPONENTS,
    appsync::COMPONENTS,
    iot::COMPONENTS,
    elb::COMPONENTS,
    elb::RULES,
    peering::OFFERED,
    apigateway::COMPONENTS,
    apigatewayv2::COMPONENTS,
    apigatewayv2::authorizer::COMPONENTS,
    cloudfront::COMPONENTS,
    cloudfront::SIGNERS,
    route53::COMPONENTS,
    globalaccelerator::COMPONENTS,
    wafv2::COMPONENTS,
    xray::COMPONENTS,
    logs::COMPONENTS,
    logs::FILTERS,
    synthetics::COMPONENTS,
    cloudwatch::COMPONENTS,
    governance::GROUPS,
    appconfig::COMPONENTS,
    governance::COMPONENTS,
    acmpca::COMPONENTS,
    verifiedpermissions::COMPONENTS,
    shield::COMPONENTS,
    delivery::COMPONENTS,
    iam::identities::COMPONENTS,
    dashboard::COMPONENTS,
];

/// Every connection, in the order that they are made.
const WIRES: &[&[Wire]] = &[
    bedrock::WIRES,
    dynamodb::WIRES,
    sqs::WIRES,
    sns::WIRES,
    kinesis::WIRES,
    flink::WIRES,
    events::WIRES,
    guard::WIRES,
    dms::WIRES,
    network::WIRES,
    elb::WIRES,
    apigateway::WIRES,
    apigatewayv2::authorizer::WIRES,
    cloudfront::WIRES,
    servicediscovery::WIRES,
    wafv2::WIRES,
    sagemaker::WIRES,
    lambda::versions::WIRES,
];

/// Sorts of parts that people tell apart by name.
const VARIANTS: &[&[Variant]] = &[
    apigatewayv2::VARIANTS,
    cognito::VARIANTS,
    ec2::VARIANTS,
    elb::VARIANTS,
    fsx::VARIANTS,
    lambda::versions::VARIANTS,
    mq::VARIANTS,
    network::VARIANTS,
    opensearchserverless::VARIANTS,
    route53::VARIANTS,
    vpc_endpoint::VARIANTS,
];

/// Types that run an application by themselves: where one was named, nothing else is built for the application.
pub(crate) const HOSTS: [&str; 6] = [
    apprunner::SERVICE,
    beanstalk::ENVIRONMENT,
    eks::FARGATE,
    eks::KIND,
    eks::NODES,
    lightsail::KIND,
];

/// Every part that can be asked for.
pub(crate) fn components() -> impl Iterator<Item = &'static Component> {
    COMPONENTS.iter().copied().flatten()
}

/// Every connection between two parts.
pub(crate) fn wires() -> impl Iterator<Item = &'static Wire> {
    WIRES.iter().copied().flatten()
}
