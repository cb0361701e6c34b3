//! Said of a rollback that CloudFormation could not finish by itself.

use cloudwhisper_api::deployment_request::UnrestoredResource;
use cloudwhisper_api::language::Language;

use super::{Said, say};

/// What it stopped at, and how it can be told to go on.
pub(crate) fn needed(
    language: Language,
    name: &str,
    stack: &str,
    cause: &str,
    resources: &[UnrestoredResource],
) -> Said {
    let status = "UPDATE_ROLLBACK_FAILED";
    let failed = say!(
        language,
        "CloudFormation could not take the update of the stack {stack} back by itself ({status}). {cause}",
        "CloudFormation stack {stack} का अपडेट अपने आप वापस नहीं ले सका ({status})। {cause}",
        "CloudFormation stack {stack} ka update apne aap wapas nahi le saka ({status}). {cause}",
    );
    let again = say!(
        language,
        "Mend the cause, then let CloudFormation try again: `cloudwhisper approve {name}`.",
        "कारण ठीक कीजिए, फिर CloudFormation को दोबारा कोशिश करने दीजिए: `cloudwhisper approve {name}`।",
        "Kaaran theek karein, phir CloudFormation ko dobara koshish karne dein: `cloudwhisper approve {name}`.",
    );
    if resources.is_empty() {
        return Said::new(failed, again);
    }
    let stopped = resources.iter().map(stopped_at).collect::<Vec<_>>().join("; ");
    let message = say!(
        language,
        "{failed} It stopped at: {stopped}.",
        "{failed} वह यहाँ रुका: {stopped}।",
        "{failed} Woh yahan ruka: {stopped}.",
    );
    let remedy = say!(
        language,
        "{again} Where that can't be mended, leave them as they are: `cloudwhisper approve {name} --skip-failed`; CloudFormation takes \
         them for restored then, although they are not.",
        "{again} जहाँ ठीक न हो सके, उन्हें वैसे ही छोड़िए: `cloudwhisper approve {name} --skip-failed`; तब CloudFormation उन्हें वापस आया हुआ मानेगा, \
         हालाँकि वे नहीं हैं।",
        "{again} Jahan theek na ho sake, unhe waise hi chhodein: `cloudwhisper approve {name} --skip-failed`; tab CloudFormation unhe \
         wapas aaya hua maanega, halaanki woh nahi hain.",
    );
    Said::new(message, remedy)
}

/// `Function (AWS::Lambda::Function): The role cannot be assumed`.
fn stopped_at(resource: &UnrestoredResource) -> String {
    let what = format!("{} ({})", resource.logical_id, resource.kind);
    match &resource.reason {
        Some(reason) => format!("{what}: {}", reason.trim_end_matches('.')),
        None => what,
    }
}

/// It was approved; `skip` is left as it is.
pub(crate) fn going_on(language: Language, approver: &str, skip: &[String]) -> String {
    if skip.is_empty() {
        return say!(
            language,
            "CloudFormation goes on taking the update back, as {approver} approved: it tries everything again.",
            "CloudFormation अपडेट वापस लेना जारी रखता है, जैसी {approver} ने स्वीकृति दी: वह सब कुछ दोबारा करता है।",
            "CloudFormation update wapas lena jaari rakhta hai, jaisa {approver} ne approve kiya: woh sab kuch dobara karta hai.",
        );
    }
    let skip = skip.join(", ");
    say!(
        language,
        "CloudFormation goes on taking the update back, as {approver} approved, and leaves as they are: {skip}.",
        "CloudFormation अपडेट वापस लेना जारी रखता है, जैसी {approver} ने स्वीकृति दी, और इन्हें वैसे ही छोड़ता है: {skip}।",
        "CloudFormation update wapas lena jaari rakhta hai, jaisa {approver} ne approve kiya, aur inhe waise hi chhodta hai: {skip}.",
    )
}
