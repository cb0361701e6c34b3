//! Amazon API Gateway: HTTP and WebSocket APIs. REST APIs are left to awscc.

use super::Mapping;
use super::To::{Argument, Block};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::ApiGatewayV2::Api",
        resource: "aws_apigatewayv2_api",
        reference: "id",
        attributes: &[("ApiEndpoint", "api_endpoint"), ("ApiId", "id")],
        properties: &[
            ("Name", Argument("name")),
            ("Description", Argument("description")),
            ("ProtocolType", Argument("protocol_type")),
            ("RouteSelectionExpression", Argument("route_selection_expression")),
            (
                "DisableExecuteApiEndpoint",
                Argument("disable_execute_api_endpoint"),
            ),
            (
                "CorsConfiguration",
                Block(
                    "cors_configuration",
                    &[
                        ("AllowCredentials", Argument("allow_credentials")),
                        ("AllowHeaders", Argument("allow_headers")),
                        ("AllowMethods", Argument("allow_methods")),
                        ("AllowOrigins", Argument("allow_origins")),
                        ("ExposeHeaders", Argument("expose_headers")),
                        ("MaxAge", Argument("max_age")),
                    ],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::Integration",
        resource: "aws_apigatewayv2_integration",
        reference: "id",
        attributes: &[("IntegrationId", "id")],
        properties: &[
            ("ApiId", Argument("api_id")),
            ("Description", Argument("description")),
            ("IntegrationType", Argument("integration_type")),
            ("IntegrationSubtype", Argument("integration_subtype")),
            ("IntegrationUri", Argument("integration_uri")),
            ("IntegrationMethod", Argument("integration_method")),
            ("PayloadFormatVersion", Argument("payload_format_version")),
            ("ConnectionType", Argument("connection_type")),
            ("ConnectionId", Argument("connection_id")),
            ("CredentialsArn", Argument("credentials_arn")),
            ("RequestParameters", Argument("request_parameters")),
            ("TimeoutInMillis", Argument("timeout_milliseconds")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::Route",
        resource: "aws_apigatewayv2_route",
        reference: "id",
        attributes: &[("RouteId", "id")],
        properties: &[
            ("ApiId", Argument("api_id")),
            ("RouteKey", Argument("route_key")),
            ("Target", Argument("target")),
            ("OperationName", Argument("operation_name")),
            ("AuthorizationType", Argument("authorization_type")),
            ("AuthorizationScopes", Argument("authorization_scopes")),
            ("AuthorizerId", Argument("authorizer_id")),
            ("ApiKeyRequired", Argument("api_key_required")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::Authorizer",
        resource: "aws_apigatewayv2_authorizer",
        reference: "id",
        attributes: &[("AuthorizerId", "id")],
        properties: &[
            ("ApiId", Argument("api_id")),
            ("Name", Argument("name")),
            ("AuthorizerType", Argument("authorizer_type")),
            ("AuthorizerUri", Argument("authorizer_uri")),
            ("AuthorizerCredentialsArn", Argument("authorizer_credentials_arn")),
            (
                "AuthorizerPayloadFormatVersion",
                Argument("authorizer_payload_format_version"),
            ),
            (
                "AuthorizerResultTtlInSeconds",
                Argument("authorizer_result_ttl_in_seconds"),
            ),
            ("EnableSimpleResponses", Argument("enable_simple_responses")),
            ("IdentitySource", Argument("identity_sources")),
            (
                "JwtConfiguration",
                Block(
                    "jwt_configuration",
                    &[("Audience", Argument("audience")), ("Issuer", Argument("issuer"))],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::Stage",
        resource: "aws_apigatewayv2_stage",
        reference: "name",
        attributes: &[],
        properties: &[
            ("ApiId", Argument("api_id")),
            ("StageName", Argument("name")),
            ("Description", Argument("description")),
            ("AutoDeploy", Argument("auto_deploy")),
            ("DeploymentId", Argument("deployment_id")),
            (
                "AccessLogSettings",
                Block(
                    "access_log_settings",
                    &[
                        ("DestinationArn", Argument("destination_arn")),
                        ("Format", Argument("format")),
                    ],
                ),
            ),
            (
                "DefaultRouteSettings",
                Block(
                    "default_route_settings",
                    &[
                        ("DataTraceEnabled", Argument("data_trace_enabled")),
                        ("DetailedMetricsEnabled", Argument("detailed_metrics_enabled")),
                        ("LoggingLevel", Argument("logging_level")),
                        ("ThrottlingBurstLimit", Argument("throttling_burst_limit")),
                        ("ThrottlingRateLimit", Argument("throttling_rate_limit")),
                    ],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::DomainName",
        resource: "aws_apigatewayv2_domain_name",
        reference: "id",
        attributes: &[
            (
                "RegionalDomainName",
                "domain_name_configuration[0].target_domain_name",
            ),
            (
                "RegionalHostedZoneId",
                "domain_name_configuration[0].hosted_zone_id",
            ),
        ],
        properties: &[
            ("DomainName", Argument("domain_name")),
            (
                "DomainNameConfigurations",
                Block(
                    "domain_name_configuration",
                    &[
                        ("CertificateArn", Argument("certificate_arn")),
                        ("EndpointType", Argument("endpoint_type")),
                        ("SecurityPolicy", Argument("security_policy")),
                    ],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ApiGatewayV2::ApiMapping",
        resource: "aws_apigatewayv2_api_mapping",
        reference: "id",
        attributes: &[("ApiMappingId", "id")],
        properties: &[
            ("ApiId", Argument("api_id")),
            ("ApiMappingKey", Argument("api_mapping_key")),
            ("DomainName", Argument("domain_name")),
            ("Stage", Argument("stage")),
        ],
        finish: None,
    },
];
