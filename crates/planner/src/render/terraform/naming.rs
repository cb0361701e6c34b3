//! Names in Terraform's style, by the rule that makes awscc's names from `CloudFormation`'s.

/// Brand names that stay one word.
const WORDS: [(&str, &str); 4] = [
    ("CloudWatch", "Cloudwatch"),
    ("CloudFront", "Cloudfront"),
    ("CloudFormation", "Cloudformation"),
    ("FSx", "Fsx"),
];

/// `DBInstanceIdentifier` → `db_instance_identifier`, `SSEAlgorithm` → `sse_algorithm`, `Ipv6CidrBlock` →
/// `ipv_6_cidr_block`, `S3Key` → `s3_key`. A dot between names stays.
pub(super) fn snake_case(name: &str) -> String {
    let mut name = name.to_owned();
    for (brand, word) in WORDS {
        if name.contains(brand) {
            name = name.replace(brand, word);
        }
    }
    let letters: Vec<char> = name.chars().collect();
    let mut written = String::with_capacity(name.len() + 8);
    for (i, here) in letters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| letters.get(i));
        let after = letters.get(i + 1).copied().unwrap_or_default();
        let begins_word = here.is_ascii_uppercase()
            && after.is_ascii_lowercase()
            && before.is_some_and(char::is_ascii_uppercase);
        let ends_word = (here.is_ascii_lowercase() && (after.is_ascii_uppercase() || after.is_ascii_digit()))
            || (here.is_ascii_digit() && after.is_ascii_alphabetic());
        if begins_word {
            written.push('_');
        }
        written.push(match here {
            '.' => '.',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '_',
        });
        if ends_word {
            written.push('_');
        }
    }
    written
}

/// `AWS::RDS::DBInstance` → `awscc_rds_db_instance`.
pub(super) fn awscc_resource(kind: &str) -> String {
    let mut parts = kind.splitn(3, "::").skip(1);
    let service = parts.next().unwrap_or_default().to_ascii_lowercase();
    format!("awscc_{service}_{}", snake_case(parts.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::{awscc_resource, snake_case};

    #[test]
    fn names_are_those_of_the_published_schema() {
        for (name, expected) in [
            ("DBInstanceIdentifier", "db_instance_identifier"),
            ("SSEAlgorithm", "sse_algorithm"),
            (
                "EnableIAMDatabaseAuthentication",
                "enable_iam_database_authentication",
            ),
            ("VPCSecurityGroups", "vpc_security_groups"),
            ("Ipv6CidrBlock", "ipv_6_cidr_block"),
            ("S3Key", "s3_key"),
            ("EC2InstanceType", "ec2_instance_type"),
            ("CloudWatchRoleArn", "cloudwatch_role_arn"),
            ("EnableDns64", "enable_dns_64"),
            ("Endpoint.Address", "endpoint.address"),
            ("IPv4Addresses", "i_pv_4_addresses"),
        ] {
            assert_eq!(snake_case(name), expected);
        }
        assert_eq!(awscc_resource("AWS::RDS::DBInstance"), "awscc_rds_db_instance");
        assert_eq!(
            awscc_resource("AWS::ApiGatewayV2::VpcLink"),
            "awscc_apigatewayv2_vpc_link"
        );
    }
}
