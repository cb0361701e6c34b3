//! Container images: where one comes from, and the permission to fetch it.

use crate::blueprint::{Pseudo, Value};
use crate::catalog::iam::Statement;

/// What it takes to fetch an image from its repository, once logged in.
pub(crate) const PULL: &[&str] = &[
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
];

/// A private repository in Amazon ECR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrivateRepository<'a> {
    /// Host to log in at, such as `111122223333.dkr.ecr.ap-south-1.amazonaws.com`.
    pub host: &'a str,
    /// The account that owns it.
    pub account: &'a str,
    /// Its region.
    pub region: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// The private repository that an image is in; `None` where anyone may fetch it.
pub(crate) fn private_repository(image: &str) -> Option<PrivateRepository<'_>> {
    let (host, path) = image.split_once('/')?;
    let (account, rest) = host.split_once(".dkr.ecr.")?;
    let (region, _) = rest.split_once('.')?;
    let name = path.split(['@', ':']).next()?;
    let is_account = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
    is_account.then_some(PrivateRepository {
        host,
        account,
        region,
        name,
    })
}

/// What it takes to fetch the image: nothing where it is public, else exactly its repository. Logging in to ECR knows
/// no resources, so that one action is allowed on `*`.
pub(crate) fn pull(image: &str) -> Vec<Statement> {
    let Some(repository) = private_repository(image) else {
        return Vec::new();
    };
    let PrivateRepository {
        account,
        region,
        name,
        ..
    } = repository;
    let arn = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":ecr:{region}:{account}:repository/{name}").into(),
    ];
    vec![
        Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]),
        Statement::allow(PULL, [Value::Concat(arn)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::{private_repository, pull};

    #[test]
    fn a_private_image_allows_its_repository_and_a_public_one_nothing() {
        let image = "111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop/orders@sha256:abc";
        assert_eq!(
            private_repository(image).map(|it| (it.region, it.name)),
            Some(("ap-south-1", "shop/orders"))
        );
        assert_eq!(pull(image).len(), 2);
        assert!(pull("public.ecr.aws/nginx/nginx:1.29").is_empty());
        assert!(pull("nginx").is_empty());
    }
}
