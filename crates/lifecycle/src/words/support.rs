//! Said of what the API has a word for and this release can't do.

use cloudwhisper_api::language::Language;

use super::{Said, say};

pub(crate) fn parser(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "This release cannot read prompts with a language model yet.",
            "यह संस्करण अभी भाषा मॉडल से अनुरोध नहीं पढ़ सकता।",
            "Yeh release abhi language model se prompt nahi padh sakta.",
        ),
        say!(
            language,
            "Set spec.parser.provider to Auto or Rules.",
            "spec.parser.provider को Auto या Rules कीजिए।",
            "spec.parser.provider ko Auto ya Rules karein.",
        ),
    )
}

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
