//! Prompts for systems of very many parts.

/// Parts that each bring others along, from few to many.
pub(crate) const PARTS: [&str; 9] = [
    "a Fargate service called shop",
    "a Lambda function called worker",
    "an SQS queue called jobs",
    "a Postgres RDS database called db",
    "an EC2 instance called vm",
    "an S3 bucket called files",
    "a DynamoDB table called table",
    "an EFS file system called efs",
    "a Redis cluster called cache",
];

/// So many of each of these, with a number behind the name of each.
pub(crate) fn prompt(kinds: &[&str], of_each: usize) -> String {
    let parts = kinds
        .iter()
        .flat_map(|kind| (0..of_each).map(move |number| format!("{kind}{number}")));
    format!("In Mumbai: {}", parts.collect::<Vec<_>>().join("; "))
}
