//! What a person is told when `CodeDeploy` brings out a service's new versions: `CloudFormation` can't do it then. Here: sentences. Not
//! here: how it does so (`catalog/delivery/blue_green.rs`).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::Blueprint;
use crate::catalog::{delivery, ecs};

/// What to warn of, where there is such a service. Source: `CloudFormation` template reference, `AWS::ECS::Service`, property
/// `TaskDefinition`, 2026-11.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Option<Warning> {
    let mut services = blueprint.of_kind(ecs::FargateService::KIND);
    services.find(|it| delivery::is_released_elsewhere(it))?;
    let (message, suggestion) = match language {
        Language::English => (
            "CodeDeploy brings out new versions of the container service, and from then on AWS refuses every change of its task (image, \
             memory, settings) that comes with an update of this plan.",
            "Bring out images and settings through the pipeline. Before a later plan may change the task, take CodeDeploy out of the \
             request; ECS's own releases go back by themselves as well when a version fails.",
        ),
        Language::Hindi => (
            "कंटेनर सेवा के नए संस्करण CodeDeploy लाता है, और तब से AWS इस योजना के किसी अपडेट से उसके टास्क (इमेज, मेमोरी, सेटिंग) का बदलाव नहीं मानता।",
            "इमेज और सेटिंग पाइपलाइन से लाइए। बाद की किसी योजना को टास्क बदलना हो तो पहले अनुरोध से CodeDeploy हटाइए; ECS की अपनी रिलीज़ भी किसी संस्करण के \
             विफल होने पर अपने आप लौट जाती है।",
        ),
        Language::Hinglish => (
            "Container service ke naye version CodeDeploy laata hai, aur tab se AWS is plan ke kisi update se uske task (image, memory, \
             settings) ka badlav nahi maanta.",
            "Image aur settings pipeline se laaiye. Baad ke kisi plan ko task badalna ho to pehle prompt se CodeDeploy hataiye; ECS ki \
             apni release bhi kisi version ke fail hone par apne aap laut jaati hai.",
        ),
    };
    Some(Warning {
        code: "RELEASED_BY_CODEDEPLOY".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    })
}
