//! What somebody who asks for spare capacity has to know: when it is taken back, what it is priced at, and where it is not used.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;
use crate::blueprint::architectures::parts::wishes;
use crate::catalog::{autoscaling_group, ec2, ecs};

/// The warnings about it.
pub(super) fn check(blueprint: &Blueprint, requirements: &Requirements, language: Language) -> Vec<Warning> {
    let template = |it: &crate::blueprint::Resource| {
        let data = it.properties.get("LaunchTemplateData");
        data.is_some_and(|data| data.get("InstanceMarketOptions").is_some())
    };
    let mut used = blueprint.resources().iter();
    let used = used.any(|it| ecs::spot::is_on(it) || template(it));
    let single = wishes::said(requirements, ec2::Instance::KIND, &["spot"]) == Some("true")
        && blueprint.of_kind(ec2::Instance::KIND).next().is_some()
        && blueprint.of_kind(autoscaling_group::KIND).next().is_none();
    let taken_back = used.then(|| taken_back(language));
    taken_back
        .into_iter()
        .chain(single.then(|| not_for_one(language)))
        .collect()
}

fn taken_back(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "It runs on AWS's spare (spot) capacity: AWS may take it back at two minutes' notice, and may have none for a while. The \
             estimate counts the usual price; the real one moves and is lower.",
            "Make sure that the program ends cleanly when it is told to (SIGTERM) and that another copy can go on with its work; for \
             what always has to answer, leave spot out.",
        ),
        Language::Hindi => (
            "यह AWS की बची हुई (spot) क्षमता पर चलेगा: AWS दो मिनट की सूचना पर इसे वापस ले सकता है, और कुछ देर न भी दे। अनुमान में सामान्य दाम लगा है; असली \
             दाम बदलता रहता है और कम होता है।",
            "देख लें कि प्रोग्राम कहने पर (SIGTERM) ठीक से रुके और उसका काम दूसरी प्रति आगे बढ़ा सके; जिसे हमेशा जवाब देना है उसके लिए spot न माँगें।",
        ),
        Language::Hinglish => (
            "Yeh AWS ki bachi hui (spot) capacity par chalega: AWS do minute ke notice par ise wapas le sakta hai, aur kuch der na bhi \
             de. Estimate mein aam daam laga hai; asli daam badalta rehta hai aur kam hota hai.",
            "Dekh lijiye ki program kehne par (SIGTERM) theek se ruke aur uska kaam doosri copy aage badha sake; jise hamesha jawab dena \
             hai uske liye spot mat maangiye.",
        ),
    };
    Warning {
        code: "SPOT_CAPACITY".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}

fn not_for_one(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "A single virtual machine is not put on spot capacity: AWS would take it, with its disk, at two minutes' notice and nothing \
             would start another. This plan runs it at the usual price.",
            "Ask for an Auto Scaling group on spot, which starts another machine when one is taken.",
        ),
        Language::Hindi => (
            "अकेली वर्चुअल मशीन spot क्षमता पर नहीं रखी गई: AWS उसे डिस्क समेत दो मिनट की सूचना पर ले लेता और दूसरी कोई न चलती। यह योजना उसे सामान्य दाम \
             पर चलाती है।",
            "spot पर Auto Scaling group माँगिए, जो एक मशीन जाने पर दूसरी चलाता है।",
        ),
        Language::Hinglish => (
            "Akeli virtual machine spot capacity par nahi rakhi gayi: AWS use disk samet do minute ke notice par le leta aur doosri koi na \
             chalti. Yeh plan use aam daam par chalata hai.",
            "Spot par Auto Scaling group maangiye, jo ek machine jaane par doosri chalata hai.",
        ),
    };
    Warning {
        code: "SPOT_NOT_FOR_ONE_MACHINE".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}
