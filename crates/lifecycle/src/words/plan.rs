//! Said of plans.

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Clarification;
use cloudwhisper_planner::estimate::both;

use super::{Said, say};
use crate::decide::reading::MODEL_UNAVAILABLE;
use crate::revision::{ReadBy, Revision};

/// `wanted` is who was to read it.
pub(crate) fn understood(language: Language, wanted: ParserProvider, revision: &Revision) -> String {
    if let Some(ReadBy { model, .. }) = &revision.read_by {
        return say!(
            language,
            "The prompt was read by CloudWhisper's own rules and the language model {model}; where the two differ, the assumptions tell.",
            "अनुरोध CloudWhisper के अपने नियमों और भाषा मॉडल {model} से पढ़ा गया; जहाँ दोनों अलग हैं, वह assumptions में लिखा है।",
            "Prompt CloudWhisper ke apne rules aur language model {model} se padha gaya; jahan dono alag hain, woh assumptions mein likha hai.",
        );
    }
    let fallen_back = revision.warnings.iter().find(|it| it.code == MODEL_UNAVAILABLE);
    match wanted {
        ParserProvider::Auto if let Some(warning) = fallen_back => warning.message.clone(),
        ParserProvider::Auto => say!(
            language,
            "The prompt was read by CloudWhisper's own rules; no language model was asked.",
            "अनुरोध CloudWhisper के अपने नियमों से पढ़ा गया; किसी भाषा मॉडल से नहीं पूछा गया।",
            "Prompt CloudWhisper ke apne rules se padha gaya; kisi language model se nahi poocha gaya.",
        ),
        ParserProvider::Rules | ParserProvider::Bedrock | ParserProvider::OpenAI => say!(
            language,
            "The prompt was read by CloudWhisper's own rules.",
            "अनुरोध CloudWhisper के अपने नियमों से पढ़ा गया।",
            "Prompt CloudWhisper ke apne rules se padha gaya.",
        ),
    }
}

fn price(revision: &Revision) -> String {
    both(&revision.estimate.monthly)
}

pub(crate) fn planned(language: Language, revision: &Revision) -> String {
    let (number, resources, price) = (revision.number, revision.resources.len(), price(revision));
    say!(
        language,
        "Revision {number}: {resources} resources, about {price} per month.",
        "Revision {number}: {resources} संसाधन, लगभग {price} प्रति माह।",
        "Revision {number}: {resources} resources, lagbhag {price} per month.",
    )
}

pub(crate) fn ready(language: Language, revision: &Revision) -> String {
    let planned = planned(language, revision);
    say!(
        language,
        "The plan is ready. {planned} Nothing will be deployed, since no account is named.",
        "योजना तैयार है। {planned} कुछ डिप्लॉय नहीं होगा, क्योंकि कोई खाता नहीं लिखा है।",
        "Plan ready hai. {planned} Kuch deploy nahi hoga, kyunki koi account nahi likha hai.",
    )
}

pub(crate) fn plan_only(language: Language) -> String {
    say!(
        language,
        "The request names no account: it is for planning only. Set spec.accountRef to deploy it.",
        "अनुरोध में कोई खाता नहीं लिखा है: यह केवल योजना के लिए है। डिप्लॉय करने के लिए spec.accountRef लिखिए।",
        "Request mein koi account nahi hai: yeh sirf plan ke liye hai. Deploy karne ke liye spec.accountRef likhein.",
    )
}

pub(crate) fn no_violation(language: Language) -> String {
    say!(
        language,
        "The plan is within its budget, where one was set, and breaks no rule.",
        "योजना बजट में है, जहाँ बजट बताया गया है, और कोई नियम नहीं तोड़ती।",
        "Plan budget mein hai, jahan budget bataya gaya hai, aur koi rule nahi todta.",
    )
}

pub(crate) fn budget_exceeded(language: Language, revision: &Revision) -> Said {
    let price = price(revision);
    let suggestions = revision
        .estimate
        .budget
        .as_ref()
        .map(|budget| budget.suggestions.join(" "))
        .unwrap_or_default();
    let remedy = say!(
        language,
        "Raise spec.budget, ask for less, or approve it all the same.",
        "spec.budget बढ़ाइए, कम माँगिए, या फिर भी स्वीकृति दीजिए।",
        "spec.budget badhayein, kam maangein, ya phir bhi approve karein.",
    );
    Said::new(
        say!(
            language,
            "The plan costs about {price} per month, which is above the budget.",
            "योजना का खर्च लगभग {price} प्रति माह है, जो बजट से ऊपर है।",
            "Plan ka kharch lagbhag {price} per month hai, jo budget se upar hai.",
        ),
        format!("{suggestions} {remedy}").trim().to_owned(),
    )
}

/// The part that is priced fits the budget, and there is more.
pub(crate) fn price_unknown(language: Language, revision: &Revision) -> String {
    let price = price(revision);
    let unpriced = revision.estimate.unpriced_resources().join(", ");
    say!(
        language,
        "Whether the plan is within its budget is not known: it costs {price} per month without {unpriced}, of which no price \
         is known.",
        "योजना बजट में है या नहीं, मालूम नहीं: {unpriced} के बिना खर्च {price} प्रति माह है, और उसकी कीमत मालूम नहीं है।",
        "Plan budget mein hai ya nahi, pata nahi: {unpriced} ke bina kharch {price} per month hai, aur uski keemat pata nahi hai.",
    )
}

pub(crate) fn questions(language: Language, name: &str, questions: &[Clarification]) -> Said {
    let asked: Vec<String> = questions
        .iter()
        .map(|question| format!("{}: {}", question.field, question.question))
        .collect();
    let asked = asked.join(" ");
    let field = questions.first().map_or("", |question| &question.field);
    Said::new(
        say!(
            language,
            "Before there can be a plan: {asked}",
            "योजना से पहले बताइए: {asked}",
            "Plan se pehle batayein: {asked}",
        ),
        say!(
            language,
            "Put the answer under spec.answers.{field} of \"{name}\".",
            "उत्तर \"{name}\" के spec.answers.{field} में लिखिए।",
            "Answer \"{name}\" ke spec.answers.{field} mein likhein.",
        ),
    )
}

pub(crate) fn parameter(language: Language, description: &str) -> String {
    say!(
        language,
        "A deployment needs this value: {description}",
        "डिप्लॉय करने के लिए यह मान चाहिए: {description}",
        "Deploy karne ke liye yeh value chahiye: {description}",
    )
}

pub(crate) fn internal(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "CloudWhisper found neither a plan nor a question for this prompt.",
            "CloudWhisper को इस अनुरोध के लिए न योजना मिली न कोई प्रश्न।",
            "CloudWhisper ko is prompt ke liye na plan mila na koi sawaal.",
        ),
        say!(
            language,
            "Please report this as a bug, and write the prompt in other words meanwhile.",
            "कृपया इसे बग के रूप में भेजिए, और तब तक दूसरे शब्दों में लिखिए।",
            "Kripya ise bug ke roop mein bhejein, aur tab tak doosre shabdon mein likhein.",
        ),
    )
}
