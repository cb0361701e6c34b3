//! `-o` of `plan`.

use std::path::PathBuf;
use std::str::FromStr;

/// What is written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Text,
    Json,
    Yaml,
    CloudFormation,
    Cdk,
    Terraform,
    Folder(PathBuf),
}

impl FromStr for Destination {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            "yaml" => Ok(Self::Yaml),
            "cloudformation" => Ok(Self::CloudFormation),
            "terraform" => Ok(Self::Terraform),
            "cdk" => Ok(Self::Cdk),
            _ => match text.strip_prefix("dir=") {
                Some(path) if !path.is_empty() => Ok(Self::Folder(path.into())),
                _ => Err("choose text, json, yaml, cloudformation, terraform, cdk or dir=PATH".to_owned()),
            },
        }
    }
}
