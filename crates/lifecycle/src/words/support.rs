//! Said of what the API has a word for and this release can't do.

use cloudwhisper_api::language::Language;

use super::{Said, say};

pub(crate) fn engine(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "The plan is ready, but this release cannot carry it out with Terraform Cloud yet.",
            "योजना तैयार है, पर यह संस्करण उसे अभी Terraform Cloud से लागू नहीं कर सकता।",
            "Plan ready hai, par yeh release use abhi Terraform Cloud se deploy nahi kar sakta.",
        ),
        say!(
            language,
            "Make a new DeploymentRequest with engine CloudFormation, or take spec.accountRef out to plan only.",
            "engine CloudFormation के साथ नया DeploymentRequest बनाइए, या केवल योजना के लिए spec.accountRef हटाइए।",
            "engine CloudFormation ke saath naya DeploymentRequest banayein, ya sirf plan ke liye spec.accountRef hatayein.",
        ),
    )
}
