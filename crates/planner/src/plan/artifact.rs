//! Which program runs, and what a person is told when their artifact can't be used, or not by itself. Not here: the rule
//! (`blueprint/architectures/artifact.rs`).

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Warning};
use cloudwhisper_api::requirements::{Compute, Requirements};

use crate::blueprint::architectures::containers::IMAGE_PORT;
use crate::blueprint::architectures::{ArtifactUse, Design, Workload, artifact_use, scheduled_task};
use crate::catalog::plain::say;
use crate::requirements::IMAGE;

/// What runs: the artifact of the spec, else the image that the prompt names, else the sample; with what is taken for granted
/// of an image.
pub(super) fn program(
    requirements: &Requirements,
    given: &Workload,
    language: Language,
) -> (Workload, Vec<Assumption>) {
    let named = || {
        let service = requirements
            .services
            .iter()
            .find_map(|it| it.properties.get(IMAGE))?;
        requirements.app_type.map(|_| service.clone())
    };
    let mut assumptions = Vec::new();
    let mut assume = |field: &str, value: &str, reason: [&'static str; 3]| {
        assumptions.push(Assumption {
            field: field.to_owned(),
            value: value.to_owned(),
            reason: say(language, reason).to_owned(),
        });
    };
    let workload = match (given, named()) {
        (Workload::Sample, Some(image)) => {
            assume("artifact", &image, FROM_PROMPT);
            Workload::Image(image)
        }
        (given, _) => given.clone(),
    };
    let says_port = requirements
        .services
        .iter()
        .any(|it| it.properties.contains_key("port"));
    let answers = requirements.compute != Some(Compute::Lambda) && !scheduled_task::is_meant(requirements);
    if matches!(workload, Workload::Image(_)) && answers && !says_port {
        assume("services.port", &IMAGE_PORT.to_string(), USUAL_PORT);
    }
    (workload, assumptions)
}

const FROM_PROMPT: [&str; 3] = [
    "The prompt names this image, so it is what runs; an artifact in the spec would win over it.",
    "अनुरोध में इसी इमेज का नाम है, इसलिए यही चलेगी; spec में artifact हो तो वह चलेगा।",
    "Prompt mein isi image ka naam hai, isliye yahi chalegi; spec mein artifact ho to woh chalega.",
];
const USUAL_PORT: [&str; 3] = [
    "No port was said; this is the one that most images listen on. If yours listens elsewhere, say \"port 3000\".",
    "पोर्ट नहीं बताया गया; ज़्यादातर इमेज इसी पर सुनती हैं। आपकी कहीं और सुनती है तो \"पोर्ट 3000\" लिखिए।",
    "Port nahi bataya gaya; zyadatar image isi par sunti hain. Aapki kahin aur sunti hai to \"port 3000\" likhiye.",
];

/// What to warn of, or why nothing can be planned with this artifact: a sample in its place would be a surprise.
pub(super) fn check(design: &Design<'_>, language: Language) -> Result<Option<Warning>, UserError> {
    let (message, details) = match artifact_use(design) {
        ArtifactUse::Runs => return Ok(None),
        ArtifactUse::FilesByHand => return Ok(Some(files_by_hand(language))),
        ArtifactUse::NeedsImage => needs_image(language),
        ArtifactUse::NeedsFiles => needs_files(language),
        ArtifactUse::NeedsPrivateRepository => needs_private_repository(language),
    };
    Err(UserError {
        code: ErrorCode::ArtifactNotUsable,
        message: message.to_owned(),
        details: details.to_owned(),
        retryable: false,
    })
}

fn files_by_hand(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "CloudFormation can't unpack the artifact into the site's bucket, so the bucket is empty at first.",
            "Once it is deployed, unpack it and run: aws s3 sync FOLDER s3://SITE_BUCKET, with the output siteBucketName.",
        ),
        Language::Hindi => (
            "CloudFormation artifact को साइट के बकेट में नहीं खोल सकता, इसलिए बकेट शुरू में खाली रहेगा।",
            "डिप्लॉय होने के बाद उसे खोलकर चलाइए: aws s3 sync FOLDER s3://SITE_BUCKET; नाम siteBucketName आउटपुट में है।",
        ),
        Language::Hinglish => (
            "CloudFormation artifact ko site ke bucket mein unpack nahi kar sakta, isliye bucket shuru mein khaali rahega.",
            "Deploy hone ke baad use unpack karke chalaiye: aws s3 sync FOLDER s3://SITE_BUCKET; naam siteBucketName output mein hai.",
        ),
    };
    Warning {
        code: "ARTIFACT_NOT_UNPACKED".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}

fn needs_image(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => (
            "Containers start from an image, and the artifact is a zip file.",
            "Build an image and name it in spec.artifact.image, or ask for Lambda or a virtual machine, which take the zip file.",
        ),
        Language::Hindi => (
            "कंटेनर इमेज से चलते हैं, और artifact एक zip फ़ाइल है।",
            "एक इमेज बनाकर उसे spec.artifact.image में लिखिए, या Lambda या वर्चुअल मशीन माँगिए, जो zip फ़ाइल लेते हैं।",
        ),
        Language::Hinglish => (
            "Container image se chalte hain, aur artifact ek zip file hai.",
            "Ek image banaiye aur use spec.artifact.image mein likhiye, ya Lambda ya virtual machine maangiye, jo zip file lete hain.",
        ),
    }
}

fn needs_files(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => (
            "A static site is files for browsers, and the artifact is a container image.",
            "Name a zip file in spec.artifact.s3, leave the artifact out, or ask for a container, which runs the image.",
        ),
        Language::Hindi => (
            "स्टैटिक साइट ब्राउज़र के लिए फ़ाइलें होती है, और artifact एक कंटेनर इमेज है।",
            "spec.artifact.s3 में zip फ़ाइल लिखिए, artifact हटाइए, या container माँगिए, जो इमेज चलाता है।",
        ),
        Language::Hinglish => (
            "Static site browser ke liye files hoti hai, aur artifact ek container image hai.",
            "spec.artifact.s3 mein zip file likhiye, artifact hata dijiye, ya container maangiye, jo image chalata hai.",
        ),
    }
}

fn needs_private_repository(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => (
            "Lambda runs images from a private Amazon ECR repository only, and this image is somewhere else.",
            "Push it to Amazon ECR (ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG) and name that, or ask for a container, \
             which takes any image.",
        ),
        Language::Hindi => (
            "Lambda केवल निजी Amazon ECR रिपॉज़िटरी की इमेज चलाता है, और यह इमेज कहीं और है।",
            "उसे Amazon ECR (ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG) में push करके वह नाम लिखिए, या container माँगिए, \
             जो कोई भी इमेज लेता है।",
        ),
        Language::Hinglish => (
            "Lambda sirf private Amazon ECR repository ki image chalata hai, aur yeh image kahin aur hai.",
            "Use Amazon ECR (ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG) mein push karke woh naam likhiye, ya container maangiye, \
             jo koi bhi image leta hai.",
        ),
    }
}
