//! A domain of one's own in front of an API of Amazon API Gateway.

use super::plain::Plain;
use super::{Resource, Tags};
use crate::blueprint::{LogicalId, Value};
use crate::properties;

const DOMAIN: [&str; 3] = [
    "Lets the API answer under your own domain name, over encrypted connections only",
    "API को आपके अपने डोमेन नाम पर जवाब देने देता है, केवल सुरक्षित कनेक्शन पर",
    "API ko aapke apne domain name par jawab dene deta hai, sirf encrypted connection par",
];
const MAPPING: [&str; 3] = [
    "Connects your domain name with the API",
    "आपके डोमेन नाम को API से जोड़ता है",
    "Aapke domain name ko API se jodta hai",
];

pub(crate) const HTTP_API_DOMAIN: Plain = Plain {
    kind: "AWS::ApiGatewayV2::DomainName",
    tags: Tags::Map,
    purpose: DOMAIN,
};

pub(crate) const HTTP_API_MAPPING: Plain = Plain {
    kind: "AWS::ApiGatewayV2::ApiMapping",
    tags: Tags::None,
    purpose: MAPPING,
};

pub(crate) const REST_API_DOMAIN: Plain = Plain {
    kind: "AWS::ApiGateway::DomainName",
    tags: Tags::List,
    purpose: DOMAIN,
};

pub(crate) const REST_API_MAPPING: Plain = Plain {
    kind: "AWS::ApiGateway::BasePathMapping",
    tags: Tags::None,
    purpose: MAPPING,
};

/// The domain of an HTTP API.
pub(crate) fn http_api_domain(id: &str, name: impl Into<Value>, certificate: &Value) -> Resource {
    let endpoint = properties! {
        "CertificateArn": certificate.clone(),
        "EndpointType": "REGIONAL",
        "SecurityPolicy": "TLS_1_2",
    };
    Resource::new(id, HTTP_API_DOMAIN.kind)
        .with("DomainName", name)
        .with("DomainNameConfigurations", vec![endpoint])
}

/// Hands everything under the domain to this stage of an HTTP API.
pub(crate) fn http_api_mapping(id: &str, domain: &LogicalId, api: &LogicalId, stage: &LogicalId) -> Resource {
    Resource::new(id, HTTP_API_MAPPING.kind)
        .with("DomainName", domain)
        .with("ApiId", api)
        .with("Stage", stage)
}

/// The domain of a REST API.
pub(crate) fn rest_api_domain(id: &str, name: &str, certificate: &Value) -> Resource {
    Resource::new(id, REST_API_DOMAIN.kind)
        .with("DomainName", name)
        .with("RegionalCertificateArn", certificate.clone())
        .with("EndpointConfiguration", properties! { "Types": vec!["REGIONAL"] })
        .with("SecurityPolicy", "TLS_1_2")
}

/// Hands everything under the domain to this stage of a REST API.
pub(crate) fn rest_api_mapping(id: &str, domain: &LogicalId, api: &LogicalId, stage: &LogicalId) -> Resource {
    Resource::new(id, REST_API_MAPPING.kind)
        .with("DomainName", domain)
        .with("RestApiId", api)
        .with("Stage", stage)
}
