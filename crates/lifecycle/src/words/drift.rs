//! Said of drift: of what runs otherwise than it was deployed.

use cloudwhisper_api::drift::{DriftState, DriftStatus, DriftedResource};
use cloudwhisper_api::language::Language;

use super::{Said, rollback, say};
use crate::revision::Revision;

/// So many resources are named in a sentence, and so many properties of each.
const NAMED: usize = 3;

pub(crate) fn not_checked(language: Language) -> String {
    say!(
        language,
        "Nobody has looked yet for changes that were made behind CloudWhisper's back.",
        "CloudWhisper के बाहर से किए गए बदलाव अभी खोजे नहीं गए हैं।",
        "CloudWhisper ke bahar se kiye gaye badlav abhi dhoondhe nahi gaye hain.",
    )
}

pub(crate) fn ignored(language: Language) -> String {
    say!(
        language,
        "Changes that are made behind CloudWhisper's back are not looked for, as spec.driftPolicy is Ignore.",
        "बाहर से किए गए बदलाव नहीं खोजे जाते, क्योंकि spec.driftPolicy Ignore है।",
        "Bahar se kiye gaye badlav nahi dhoondhe jaate, kyunki spec.driftPolicy Ignore hai.",
    )
}

pub(crate) fn in_sync(language: Language) -> String {
    say!(
        language,
        "What runs is what was deployed: AWS found no change made behind CloudWhisper's back.",
        "जो चल रहा है वही है जो डिप्लॉय हुआ था: AWS को बाहर से किया गया कोई बदलाव नहीं मिला।",
        "Jo chal raha hai wahi hai jo deploy hua tha: AWS ko bahar se kiya gaya koi badlav nahi mila.",
    )
}

/// `Table (AWS::DynamoDB::Table): /BillingMode`.
fn named(language: Language, resource: &DriftedResource) -> String {
    let what = format!("{} ({})", resource.logical_id, resource.kind);
    if resource.state == DriftState::Deleted {
        return say!(
            language,
            "{what} is gone",
            "{what} अब नहीं है",
            "{what} ab nahi hai"
        );
    }
    let mut paths: Vec<&str> = resource.properties.iter().map(|it| it.path.as_str()).collect();
    let all = paths.len() + usize::try_from(resource.more_properties).unwrap_or(usize::MAX);
    paths.truncate(NAMED);
    let more = if all > paths.len() { ", …" } else { "" };
    if paths.is_empty() {
        return what;
    }
    format!("{what}: {}{more}", paths.join(", "))
}

fn what(language: Language, drift: &DriftStatus) -> String {
    let listed = drift.resources.len();
    let named: Vec<_> = drift
        .resources
        .iter()
        .take(NAMED)
        .map(|it| named(language, it))
        .collect();
    let more = listed.saturating_sub(NAMED) + usize::try_from(drift.more_resources).unwrap_or(usize::MAX);
    let named = named.join("; ");
    if more == 0 {
        return named;
    }
    say!(
        language,
        "{named}; and {more} more",
        "{named}; और {more} और",
        "{named}; aur {more} aur",
    )
}

/// What can be done about drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// A policy under which it is put back.
    Policy,
    /// A plan puts it back.
    Planned,
    /// AWS finds nothing to put back.
    None,
}

/// What differs, where all of it is shown, and what can be done.
pub(crate) fn drifted(language: Language, name: &str, drift: &DriftStatus, remedy: Remedy) -> Said {
    let what = what(language, drift);
    Said::new(
        say!(
            language,
            "What runs is not what was deployed: {what}.",
            "जो चल रहा है वह नहीं है जो डिप्लॉय हुआ था: {what}।",
            "Jo chal raha hai woh nahi hai jo deploy hua tha: {what}.",
        ),
        match remedy {
            Remedy::Policy => say!(
                language,
                "`cloudwhisper diff {name}` shows every difference; with spec.driftPolicy Correct a plan that puts it back is made.",
                "`cloudwhisper diff {name}` हर अंतर दिखाता है; spec.driftPolicy Correct होने पर उसे वापस करने की योजना बनती है।",
                "`cloudwhisper diff {name}` har antar dikhata hai; spec.driftPolicy Correct hone par use wapas karne ka plan banta hai.",
            ),
            Remedy::Planned => say!(
                language,
                "`cloudwhisper diff {name}` shows every difference; a plan puts it back, as spec.driftPolicy is Correct.",
                "`cloudwhisper diff {name}` हर अंतर दिखाता है; एक योजना उसे वापस करती है, क्योंकि spec.driftPolicy Correct है।",
                "`cloudwhisper diff {name}` har antar dikhata hai; ek plan use wapas karta hai, kyunki spec.driftPolicy Correct hai.",
            ),
            Remedy::None => say!(
                language,
                "`cloudwhisper diff {name}` shows every difference; AWS found nothing of it that it could put back: change it by hand.",
                "`cloudwhisper diff {name}` हर अंतर दिखाता है; AWS को वापस करने लायक कुछ नहीं मिला: उसे हाथ से बदलिए।",
                "`cloudwhisper diff {name}` har antar dikhata hai; AWS ko wapas karne layak kuch nahi mila: use haath se badlein.",
            ),
        },
    )
}

/// What is planned; where it puts drift back, that it does nothing else.
pub(crate) fn planned(language: Language, revision: &Revision, rollback_to: Option<i64>) -> String {
    let planned = rollback::planned(language, revision, rollback_to);
    if revision.corrects.is_none() {
        return planned;
    }
    say!(
        language,
        "{planned} It is the plan that runs: it puts back what was changed behind CloudWhisper's back, and changes nothing else.",
        "{planned} यह वही योजना है जो चल रही है: यह बाहर से किए गए बदलाव वापस करती है, और कुछ नहीं बदलती।",
        "{planned} Yeh wahi plan hai jo chal raha hai: yeh bahar se kiye gaye badlav wapas karta hai, aur kuch nahi badalta.",
    )
}

/// It is approved, and looked at once more whether it still is so.
pub(crate) fn once_more(language: Language) -> String {
    say!(
        language,
        "The approval is there. Before anything is put back, AWS looks whether what was changed is still what was shown.",
        "स्वीकृति मिल गई है। कुछ भी वापस करने से पहले AWS देखता है कि बदलाव अब भी वही हैं जो दिखाए गए थे।",
        "Approval mil gaya hai. Kuch bhi wapas karne se pehle AWS dekhta hai ki badlav ab bhi wahi hain jo dikhaye gaye the.",
    )
}

/// AWS could not compare everything, and what it could is as deployed.
pub(crate) fn unchecked(language: Language, why: &str) -> String {
    let why = why.trim().trim_end_matches(['.', '।']);
    say!(
        language,
        "Whether what runs is what was deployed is not known: {why}. It is looked at again after spec.interval, or with \
         `cloudwhisper reconcile`.",
        "जो चल रहा है वही है जो डिप्लॉय हुआ था या नहीं, मालूम नहीं: {why}। spec.interval के बाद, या `cloudwhisper reconcile` से, फिर देखा \
         जाएगा।",
        "Jo chal raha hai wahi hai jo deploy hua tha ya nahi, pata nahi: {why}. spec.interval ke baad, ya `cloudwhisper reconcile` se, \
         phir dekha jayega.",
    )
}

/// AWS has forgotten the detection, or is at it for too long.
pub(crate) fn lost(language: Language) -> String {
    say!(
        language,
        "AWS did not come to an end with its drift detection.",
        "AWS का drift detection पूरा नहीं हुआ।",
        "AWS ka drift detection poora nahi hua.",
    )
}
