//! Said of what becomes of resources that a stack lets go of.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Action, PlannedResource, Retention};

use super::say;
use crate::retention::{Kept, holds_data};

/// What AWS does with the one that runs, where that is worth a word: it holds data, or stays.
pub(crate) fn fate(language: Language, resource: &PlannedResource) -> Option<String> {
    let replaced = match resource.action {
        Some(Action::Add | Action::Modify) => return None,
        None if resource.data_at_risk.is_none() => return None,
        Some(Action::Remove) | None => false,
        Some(Action::Replace) => true,
    };
    let it = match (replaced, language) {
        (false, Language::English) => "it",
        (false, Language::Hindi) => "इसे",
        (false, Language::Hinglish) => "ise",
        (true, Language::English) => "the old one",
        (true, Language::Hindi) => "पुराने को",
        (true, Language::Hinglish) => "purane ko",
    };
    let its = match (replaced, language) {
        (false, Language::English) => "its",
        (false, Language::Hindi) => "इसका",
        (false, Language::Hinglish) => "iska",
        (true, Language::English) => "the old one's",
        (true, Language::Hindi) => "पुराने का",
        (true, Language::Hinglish) => "purane ka",
    };
    Some(match (resource.retention, holds_data(&resource.kind)) {
        (Some(Retention::Retain), true) => say!(
            language,
            "AWS keeps {it}, with its data and its price",
            "AWS {it} उसके डेटा और ख़र्च के साथ रखेगा",
            "AWS {it} uske data aur kharch ke saath rakhega",
        ),
        (Some(Retention::Retain), false) => say!(
            language,
            "AWS keeps {it}, with its price",
            "AWS {it} उसके ख़र्च के साथ रखेगा",
            "AWS {it} uske kharch ke saath rakhega",
        ),
        (Some(Retention::Snapshot), _) => say!(
            language,
            "{it} is deleted, and a snapshot of its data is kept, with a price",
            "AWS {it} मिटाएगा, और उसके डेटा का snapshot रखेगा, जिसका ख़र्च होगा",
            "AWS {it} delete karega, aur uske data ka snapshot rakhega, jiska kharch hoga",
        ),
        (Some(Retention::Delete), true) => say!(
            language,
            "{it} is deleted with its data",
            "AWS {it} उसके डेटा सहित मिटा देगा",
            "AWS {it} uske data ke saath delete kar dega",
        ),
        (None, true) => say!(
            language,
            "{its} data may be lost",
            "{its} डेटा मिट सकता है",
            "{its} data mit sakta hai",
        ),
        (Some(Retention::Delete) | None, false) => return None,
    })
}

/// What AWS has kept of what the stack has let go of; nothing where it has kept nothing.
pub(crate) fn kept(language: Language, kept: &Kept) -> Option<String> {
    let resources = (!kept.resources.is_empty()).then(|| kept.resources.join(", "));
    let resources = resources.map(|resources| {
        say!(
            language,
            "AWS kept what the stack has let go of, with its data: {resources}.",
            "stack ने जिन्हें छोड़ा, उन्हें AWS ने डेटा सहित रखा है: {resources}।",
            "Stack ne jinhe chhoda, unhe AWS ne data ke saath rakha hai: {resources}.",
        )
    });
    let snapshots = (!kept.snapshots.is_empty()).then(|| kept.snapshots.join(", "));
    let snapshots = snapshots.map(|snapshots| {
        say!(
            language,
            "AWS keeps a snapshot of: {snapshots}.",
            "AWS ने इनके snapshot रखे हैं: {snapshots}।",
            "AWS ne inke snapshot rakhe hain: {snapshots}.",
        )
    });
    let said: Vec<String> = resources.into_iter().chain(snapshots).collect();
    let said = (!said.is_empty()).then(|| said.join(" "))?;
    Some(say!(
        language,
        "{said} That is in no stack now and still costs money: delete it in the AWS console when it is no longer needed.",
        "{said} यह अब किसी stack में नहीं है, और इसका ख़र्च होता रहेगा: ज़रूरत न रहे तो AWS console में हटाइए।",
        "{said} Yeh ab kisi stack mein nahi hai, aur iska kharch hota rahega: zaroorat na rahe to AWS console mein delete karein.",
    ))
}
