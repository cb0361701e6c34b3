//! Which operating system a machine starts with, and how programs get onto it. The newest image each time, by the parameters that its
//! makers keep in every region.
//!
//! Sources, 2026-11: EC2 user guide, "Reference the latest AMIs using Systems Manager public parameters"; Ubuntu on AWS, "Find Ubuntu
//! images on AWS"; Debian wiki, "Cloud/AmazonEC2Image"; CloudWatch user guide, "Download the CloudWatch agent package"; Systems Manager
//! user guide, "Install SSM Agent on Debian Server instances" (Ubuntu's and Amazon's images have the agent already).

use super::Processor;
use crate::blueprint::Value;

/// An operating system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OperatingSystem {
    /// Amazon Linux 2023.
    #[default]
    Amazon,
    /// Ubuntu Server 24.04 LTS.
    Ubuntu24,
    /// Ubuntu Server 22.04 LTS.
    Ubuntu22,
    /// Debian 13.
    Debian13,
    /// Debian 12.
    Debian12,
}

impl OperatingSystem {
    /// The one that was said, in the nearest version that is kept up to date.
    pub(crate) fn said(text: Option<&str>) -> Self {
        let text = text.unwrap_or_default().to_ascii_lowercase();
        match text.split_once(' ').unwrap_or((&text, "")) {
            ("ubuntu", version) if version.starts_with("22") => Self::Ubuntu22,
            ("ubuntu", _) => Self::Ubuntu24,
            ("debian", version) if version.starts_with("12") => Self::Debian12,
            ("debian", _) => Self::Debian13,
            _ => Self::Amazon,
        }
    }

    /// The one that an image is of.
    pub(crate) fn of_image(path: &str) -> Self {
        let all = [Self::Ubuntu24, Self::Ubuntu22, Self::Debian13, Self::Debian12];
        let is_it = |system: &Self| {
            [Processor::Arm64, Processor::X86]
                .iter()
                .any(|it| system.path(*it) == path)
        };
        all.into_iter().find(is_it).unwrap_or_default()
    }

    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Amazon => "Amazon Linux 2023",
            Self::Ubuntu24 => "Ubuntu 24.04 LTS",
            Self::Ubuntu22 => "Ubuntu 22.04 LTS",
            Self::Debian13 => "Debian 13",
            Self::Debian12 => "Debian 12",
        }
    }

    fn path(self, processor: Processor) -> &'static str {
        match (self, processor) {
            (Self::Amazon, Processor::Arm64) => {
                "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
            }
            (Self::Amazon, Processor::X86) => {
                "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
            }
            (Self::Ubuntu24, Processor::Arm64) => {
                "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"
            }
            (Self::Ubuntu24, Processor::X86) => {
                "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
            }
            (Self::Ubuntu22, Processor::Arm64) => {
                "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id"
            }
            (Self::Ubuntu22, Processor::X86) => {
                "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id"
            }
            (Self::Debian13, Processor::Arm64) => "/aws/service/debian/release/13/latest/arm64",
            (Self::Debian13, Processor::X86) => "/aws/service/debian/release/13/latest/amd64",
            (Self::Debian12, Processor::Arm64) => "/aws/service/debian/release/12/latest/arm64",
            (Self::Debian12, Processor::X86) => "/aws/service/debian/release/12/latest/amd64",
        }
    }

    /// The newest image for this processor.
    pub(crate) fn image(self, processor: Processor) -> Value {
        Value::SsmParameter(self.path(processor))
    }

    /// What the image calls the disk that it starts from.
    pub(crate) fn root_device(self) -> &'static str {
        match self {
            Self::Amazon | Self::Debian13 | Self::Debian12 => "/dev/xvda",
            Self::Ubuntu24 | Self::Ubuntu22 => "/dev/sda1",
        }
    }

    /// Whether packages come from its makers' servers, which answer without TLS and sign what they send.
    pub(crate) fn packages_by_http(self) -> bool {
        self != Self::Amazon
    }

    fn family(self) -> Option<&'static str> {
        match self {
            Self::Amazon => None,
            Self::Ubuntu24 | Self::Ubuntu22 => Some("ubuntu"),
            Self::Debian13 | Self::Debian12 => Some("debian"),
        }
    }

    /// Shell lines that bring the agent which sends logs away, and the one that lets people in where the image has none.
    pub(crate) fn agents(self) -> String {
        const LOGS: &str = "https://amazoncloudwatch-agent.s3.amazonaws.com";
        const SHELL: &str = "https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest";
        let Some(family) = self.family() else {
            return "retry dnf install -y -q amazon-cloudwatch-agent\n".to_owned();
        };
        let fetch = "arch=$(dpkg --print-architecture)\n\
            fetch() { python3 -c 'import sys, urllib.request; urllib.request.urlretrieve(*sys.argv[1:])' \"$1\" \"$2\"; }\n";
        let shell = if family == "debian" {
            format!(
                "retry fetch {SHELL}/debian_$arch/amazon-ssm-agent.deb /tmp/shell.deb\ndpkg -i /tmp/shell.deb\n\
                 systemctl enable --now amazon-ssm-agent\n"
            )
        } else {
            String::new()
        };
        fetch.to_owned()
            + &shell
            + &format!(
                "retry fetch {LOGS}/{family}/$arch/latest/amazon-cloudwatch-agent.deb /tmp/logs.deb\ndpkg -i -E /tmp/logs.deb\n"
            )
    }

    /// Shell lines that install what runs containers, with the AWS command line where it is needed to log in.
    pub(crate) fn containers(self, log_in: bool) -> String {
        if self == Self::Amazon {
            return "retry dnf install -y -q docker\nsystemctl enable --now docker\n".to_owned();
        }
        let docker =
            "retry apt-get update -q\nretry apt-get install -y -q docker.io\nsystemctl enable --now docker\n";
        docker.to_owned() + if log_in { self.command_line() } else { "" }
    }

    /// Shell lines that install what unpacks a zip file, with the AWS command line that fetches it.
    pub(crate) fn unzip(self) -> String {
        match self.family() {
            None => "retry dnf install -y -q unzip\n".to_owned(),
            Some(_) => {
                "retry apt-get update -q\nretry apt-get install -y -q unzip\n".to_owned()
                    + self.command_line()
            }
        }
    }

    fn command_line(self) -> &'static str {
        match self.family() {
            Some("ubuntu") => "retry snap install aws-cli --classic\n",
            Some(_) => "retry apt-get install -y -q awscli\n",
            None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_was_said_is_taken_and_silence_takes_the_newest() {
        for (said, system) in [
            (Some("ubuntu"), OperatingSystem::Ubuntu24),
            (Some("Ubuntu 22.04"), OperatingSystem::Ubuntu22),
            (Some("debian 12"), OperatingSystem::Debian12),
            (Some("debian"), OperatingSystem::Debian13),
            (None, OperatingSystem::Amazon),
        ] {
            assert_eq!(OperatingSystem::said(said), system, "{said:?}");
        }
    }

    #[test]
    fn an_image_tells_its_system() {
        for system in [
            OperatingSystem::Amazon,
            OperatingSystem::Ubuntu22,
            OperatingSystem::Debian13,
        ] {
            assert_eq!(OperatingSystem::of_image(system.path(Processor::X86)), system);
        }
    }
}
