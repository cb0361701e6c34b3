//! Costs that surprise people are in the sum, or said with their price.

use cloudwhisper_api::requirements::Storage;

use super::case::{Case, api, container, machine};

/// Everything that is told of what a resource of this type is billed by.
fn billed(case: &Case, kind: &str) -> String {
    let lines = case.estimate().breakdown;
    let of_kind = lines.into_iter().filter(|line| line.kind == kind);
    of_kind
        .flat_map(|line| line.calculation)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A check a hidden cost: it is in the sum, or, where it only begins beyond a size, it is said with its price.
macro_rules! hidden {
    ($($name:ident: $case:expr, $kind:literal => $text:literal;)*) => {
        $(#[test] fn $name() {
            let (case, told) = ($case, billed(&$case, $kind));
            assert!(told.contains($text), "{told}; {:?}", case.estimate().warnings);
        })*
    };
}

hidden! {
    hidden_public_addresses_are_in: machine("t4g.micro"), "AWS::EC2::EIP" => "Public IPv4 in_use_address: 730 hour";
    hidden_nat_hours_are_in: container().hardened(), "AWS::EC2::NatGateway" => "NAT Gateway nat_gateway_hour: 730 hour";
    hidden_nat_gigabytes_are_in: container().hardened(), "AWS::EC2::NatGateway" => "NAT Gateway nat_data_processed: 1 GB";
    hidden_traffic_between_zones_is_in: api().with(Storage::Rds), "AWS::RDS::DBInstance" => "between_azs_each_direction: 1 GB × 0.01 USD";
    hidden_log_ingestion_is_in: api(), "AWS::Logs::LogGroup" => "CloudWatch logs_ingest_standard";
    hidden_keys_are_in: api().with(Storage::S3).hardened(), "AWS::KMS::Key" => "KMS customer_managed_key: 1";
    hidden_secrets_are_in: api().with(Storage::Rds), "AWS::RDS::DBInstance" => "Secrets Manager secret: 1";
    hidden_point_in_time_recovery_is_in: api().with(Storage::Dynamodb).hardened(), "AWS::DynamoDB::Table" => "DynamoDB pitr_backup: 1 GB";
}

#[test]
fn hidden_snapshots_are_said_with_their_price() {
    assert!(
        api().with(Storage::Rds).says(&["snapshots", "$0.10"]),
        "{:?}",
        api().with(Storage::Rds).estimate().warnings
    );
    assert!(!api().says(&["snapshots"]));
}
