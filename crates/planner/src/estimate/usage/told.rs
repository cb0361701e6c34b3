//! Usage in words: what was taken for granted, and what a price depends on. Not here: how much it is (`usage`).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use super::{MOST, SENT_GB, UsageProfile, mails_said, quantities};
use crate::blueprint::Blueprint;
use crate::catalog::plain::say;
use crate::estimate::{Billed, currency, kept, sent};

/// One number of a usage profile, and how it is spoken of.
struct Field {
    name: &'static str,
    is_said: fn(&Requirements) -> bool,
    value: fn(&mut UsageProfile) -> &mut Decimal,
    reason: [&'static str; 3],
    /// So much of it, where `#` stands for the number.
    quantity: [&'static str; 3],
}

const SENT: &str = "usage.dataTransferGB";

static FIELDS: [Field; 5] = [
    Field {
        name: "usage.apiRequests",
        is_said: |wanted| wanted.usage.api_requests.is_some(),
        value: |profile| &mut profile.api_requests,
        reason: [
            "Requests a month were not said; the price is for a small application.",
            "हर महीने के अनुरोध नहीं बताए गए; कीमत एक छोटे ऐप्लिकेशन के हिसाब से है।",
            "Har mahine ke requests nahi bataye gaye; keemat ek chhoti application ke hisaab se hai.",
        ],
        quantity: ["# requests", "# अनुरोध", "# requests"],
    },
    Field {
        name: "usage.lambdaInvocations",
        is_said: |wanted| wanted.usage.lambda_invocations.is_some(),
        value: |profile| &mut profile.lambda_invocations,
        reason: [
            "Every request runs your program once.",
            "हर अनुरोध आपका प्रोग्राम एक बार चलाता है।",
            "Har request aapka program ek baar chalata hai.",
        ],
        quantity: ["# calls", "# कॉल", "# calls"],
    },
    Field {
        name: "usage.storageGB",
        is_said: |wanted| wanted.usage.storage_gb.is_some(),
        value: |profile| &mut profile.storage_gb,
        reason: [
            "How much will be kept was not said; the price is for a small application.",
            "कितना डेटा रखना है, नहीं बताया गया; कीमत एक छोटे ऐप्लिकेशन के हिसाब से है।",
            "Kitna data rakhna hai, nahi bataya gaya; keemat ek chhoti application ke hisaab se hai.",
        ],
        quantity: ["# GB kept", "# GB भंडारण", "# GB storage"],
    },
    Field {
        name: SENT,
        is_said: |wanted| wanted.usage.data_transfer_gb.is_some(),
        value: |profile| &mut profile.data_transfer_gb,
        reason: [
            "How much will be sent to visitors was not said; the price is for a small application.",
            "लोगों को कितना डेटा भेजा जाएगा, नहीं बताया गया; कीमत एक छोटे ऐप्लिकेशन के हिसाब से है।",
            "Logon ko kitna data bheja jayega, nahi bataya gaya; keemat ek chhoti application ke hisaab se hai.",
        ],
        quantity: ["# GB sent", "# GB भेजा गया", "# GB bheja gaya"],
    },
    Field {
        name: "usage.mails",
        is_said: |wanted| mails_said(wanted).is_some(),
        value: |profile| &mut profile.mails,
        reason: [
            "How many mails are sent was not said; one request in a hundred is taken to send one.",
            "कितने मेल भेजे जाएँगे, नहीं बताया गया; सौ में से एक अनुरोध पर एक मेल माना गया है।",
            "Kitne mail bheje jayenge, nahi bataya gaya; sau mein se ek request par ek mail maana gaya hai.",
        ],
        quantity: ["# mails", "# मेल", "# mails"],
    },
];

/// The usage that was taken for granted, as far as the price of these resources depends on it.
pub(in crate::estimate) fn assumptions(
    requirements: &Requirements,
    blueprint: &Blueprint,
    language: Language,
) -> Vec<Assumption> {
    let profile = UsageProfile::of(requirements);
    let reason = |field: &Field| match field.name {
        SENT if profile.data_transfer_gb > SENT_GB => sent::answer(requirements).reason,
        _ => field.reason,
    };
    let assumption = |field: &Field| Assumption {
        field: field.name.to_owned(),
        value: (field.value)(&mut profile.clone()).normalize().to_string(),
        reason: say(language, reason(field)).to_owned(),
    };
    let divided = requirements.usage.storage_gb.is_some() && kept::has_others(blueprint, &profile);
    fields_that_matter(blueprint, &profile)
        .filter(|field| !(field.is_said)(requirements))
        .map(assumption)
        .chain(divided.then(|| of_other_stores(&profile, language)))
        .collect()
}

/// What each store keeps that the storage which was said is not taken for.
fn of_other_stores(profile: &UsageProfile, language: Language) -> Assumption {
    let reason = [
        "The gigabytes that were said are kept once; this is what each other store is taken to keep.",
        "जितने GB बताए गए वे एक ही जगह रखे जाते हैं; हर दूसरे भंडार के लिए इतना माना गया है।",
        "Jitne GB bataye gaye woh ek hi jagah rakhe jaate hain; har doosre store ke liye itna maana gaya hai.",
    ];
    Assumption {
        field: "usage.otherStorageGB".to_owned(),
        value: profile.other_storage_gb.normalize().to_string(),
        reason: say(language, reason).to_owned(),
    }
}

/// The usage that the price of these resources depends on, for a sentence: `10,000 requests, 1 GB kept`.
pub(in crate::estimate) fn that_matters(
    blueprint: &Blueprint,
    profile: &UsageProfile,
    language: Language,
) -> String {
    let told = |field: &Field| {
        let number = currency::count(*(field.value)(&mut profile.clone()), language);
        say(language, field.quantity).replace('#', &number)
    };
    let told: Vec<String> = fields_that_matter(blueprint, profile).map(told).collect();
    told.join(", ")
}

fn fields_that_matter(blueprint: &Blueprint, profile: &UsageProfile) -> impl Iterator<Item = &'static Field> {
    let bill = billed(blueprint, profile);
    FIELDS.iter().filter(move |field| {
        let mut more = profile.clone();
        // Far more, since some quantities are rounded or have a floor.
        *(field.value)(&mut more) += MOST;
        billed(blueprint, &more) != bill
    })
}

fn billed(blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Vec<Billed>> {
    let of = |resource| quantities(resource, blueprint, usage);
    blueprint.resources().iter().map(of).collect()
}
