//! Which products are asked for, and what they are in the built-in list: what runs by the hour and makes the largest bills.

/// A product of AWS's list and the dimension of ours that it prices.
#[derive(Debug, PartialEq, Eq)]
pub struct Product {
    /// Service of the built-in list.
    pub service: &'static str,
    /// Dimension of the built-in list.
    pub dimension: &'static str,
    /// AWS's code of the service.
    pub service_code: &'static str,
    /// Attributes that single it out, beside the region.
    pub attributes: &'static [(&'static str, &'static str)],
    /// AWS's word for the unit; one of it is one single unit of the dimension.
    pub unit: &'static str,
}

macro_rules! machines {
    ($($kind:literal),*) => { [$(Product {
        service: "EC2",
        dimension: concat!("on_demand_linux_", $kind),
        service_code: "AmazonEC2",
        attributes: &[
            ("instanceType", $kind), ("operatingSystem", "Linux"), ("preInstalledSw", "NA"), ("tenancy", "Shared"),
            ("capacitystatus", "Used"),
        ],
        unit: "Hrs",
    }),*] };
}

macro_rules! databases {
    ($($kind:literal),*) => { [$(Product {
        service: "RDS",
        dimension: concat!("postgresql_", $kind, "_single_az"),
        service_code: "AmazonRDS",
        attributes: &[
            ("instanceType", $kind), ("databaseEngine", "PostgreSQL"), ("deploymentOption", "Single-AZ"),
        ],
        unit: "Hrs",
    }),*] };
}

const MACHINES: [Product; 8] = machines![
    "t4g.micro",
    "t4g.small",
    "t4g.medium",
    "t3.micro",
    "t3.small",
    "t3.medium",
    "m7g.large",
    "m6i.large"
];
const DATABASES: [Product; 3] = databases!["db.t4g.micro", "db.t4g.small", "db.t4g.medium"];
const NAT: Product = Product {
    service: "NAT Gateway",
    dimension: "nat_gateway_hour",
    service_code: "AmazonEC2",
    attributes: &[
        ("productFamily", "NAT Gateway"),
        ("group", "NGW:NatGateway"),
        ("operation", "NatGateway"),
    ],
    unit: "Hrs",
};
const BALANCER: Product = Product {
    service: "ALB",
    dimension: "alb_hour",
    service_code: "AWSELB",
    attributes: &[
        ("productFamily", "Load Balancer-Application"),
        ("operation", "LoadBalancing:Application"),
    ],
    unit: "Hrs",
};

const ALL: [&[Product]; 4] = [&MACHINES, &DATABASES, &[NAT], &[BALANCER]];

/// Everything that is asked for.
pub fn products() -> impl Iterator<Item = &'static Product> {
    ALL.into_iter().flatten()
}
