//! Whether a person's own program can run where the plan would put it. Here: the rule for each pair of architecture and
//! artifact. Not here: how it is fetched and started (each architecture), what is said of it (`plan/artifact.rs`).

use super::parts::image;
use super::{Design, Workload, fitting};

/// What becomes of the artifact. Never nothing: what isn't used is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtifactUse {
    /// The stack fetches and runs it.
    Runs,
    /// The files for browsers have to be copied into the site's bucket: `CloudFormation` can't unpack a zip file.
    FilesByHand,
    /// Containers start from an image.
    NeedsImage,
    /// Pages are files, an image has nothing to run them on.
    NeedsFiles,
    /// Lambda takes images from a private repository of Amazon ECR only.
    /// Source: Lambda developer guide, "Create a Lambda function using a container image", 2026-11.
    NeedsPrivateRepository,
}

/// Where programs run, as far as the artifact has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Containers,
    Machine,
    Pages,
    Function,
    FunctionAndPages,
}

impl Host {
    fn takes(self, workload: &Workload) -> ArtifactUse {
        match (self, workload) {
            (Self::Containers, Workload::Zip { .. }) => ArtifactUse::NeedsImage,
            (Self::Pages, Workload::Image(_)) => ArtifactUse::NeedsFiles,
            (Self::Function | Self::FunctionAndPages, Workload::Image(name))
                if image::private_repository(name).is_none() =>
            {
                ArtifactUse::NeedsPrivateRepository
            }
            (Self::Pages, Workload::Zip { .. })
            | (Self::FunctionAndPages, Workload::Image(_) | Workload::Zip { .. }) => ArtifactUse::FilesByHand,
            (Self::Containers | Self::Machine | Self::Function, _) | (_, Workload::Sample) => {
                ArtifactUse::Runs
            }
        }
    }
}

/// What becomes of the artifact in this design.
pub fn artifact_use(design: &Design<'_>) -> ArtifactUse {
    fitting(design.requirements).map_or(ArtifactUse::Runs, |it| it.host().takes(design.workload))
}
