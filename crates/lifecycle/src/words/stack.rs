//! Said of stacks.

use cloudwhisper_api::language::Language;

use super::undeleted::{in_the_way, unprotect};
use super::{Said, say};
use crate::revision::Revision;
use crate::stack::{Stack, StackStatus};
use crate::undeleted::undeleted;

/// Under whose approval a stack that is gone is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MadeAnew<'a> {
    /// It stands.
    ApprovedBy(&'a str),
    /// It is for this one to say.
    OnceApprovedBy(&'a str),
    /// Nobody has given one.
    OnceApproved,
}

/// A stack that ran is gone from AWS.
pub(crate) fn gone(language: Language, stack: &str, made_anew: MadeAnew<'_>) -> String {
    match made_anew {
        MadeAnew::ApprovedBy(approver) => say!(
            language,
            "The stack {stack} is gone from AWS; it is made anew under the approval of {approver}, without the data of the old one.",
            "stack {stack} AWS में नहीं रहा; {approver} की स्वीकृति पर वह नया बनाया जाता है, पुराने के डेटा के बिना।",
            "Stack {stack} AWS mein nahi raha; {approver} ke approval par woh naya banaya jata hai, purane ke data ke bina.",
        ),
        MadeAnew::OnceApprovedBy(approver) => say!(
            language,
            "The stack {stack} is gone from AWS; it is made anew once {approver} or a person approves the plan, without the data of \
             the old one.",
            "stack {stack} AWS में नहीं रहा; {approver} या किसी व्यक्ति की स्वीकृति मिलने पर वह नया बनाया जाएगा, पुराने के डेटा के बिना।",
            "Stack {stack} AWS mein nahi raha; {approver} ya kisi vyakti ka approval milne par woh naya banaya jayega, purane ke \
             data ke bina.",
        ),
        MadeAnew::OnceApproved => say!(
            language,
            "The stack {stack} is gone from AWS; it is made anew once the plan is approved, without the data of the old one.",
            "stack {stack} AWS में नहीं रहा; योजना को स्वीकृति मिलने पर वह नया बनाया जाएगा, पुराने के डेटा के बिना।",
            "Stack {stack} AWS mein nahi raha; plan ko approval milne par woh naya banaya jayega, purane ke data ke bina.",
        ),
    }
}

pub(crate) fn checking(language: Language) -> String {
    say!(
        language,
        "AWS is checking the plan.",
        "AWS योजना की जाँच कर रहा है।",
        "AWS plan ki jaanch kar raha hai.",
    )
}

pub(crate) fn deploying(language: Language) -> String {
    say!(
        language,
        "CloudFormation is at work on the plan.",
        "CloudFormation योजना पर काम कर रहा है।",
        "CloudFormation plan par kaam kar raha hai.",
    )
}

pub(crate) fn other_first(language: Language) -> String {
    say!(
        language,
        "CloudFormation is still at work on something else; this plan's turn comes when that has ended.",
        "CloudFormation अभी किसी और काम में लगा है; उसके बाद इस योजना की बारी आएगी।",
        "CloudFormation abhi kisi aur kaam mein laga hai; uske baad is plan ki baari aayegi.",
    )
}

pub(crate) fn started(language: Language, revision: &Revision, approver: &str, automatic: bool) -> String {
    let number = revision.number;
    if automatic {
        return say!(
            language,
            "Revision {number} was approved by itself (WithinBudget) and is being deployed.",
            "Revision {number} अपने आप स्वीकृत हुई (WithinBudget) और डिप्लॉय हो रही है।",
            "Revision {number} apne aap approve hua (WithinBudget) aur deploy ho raha hai.",
        );
    }
    say!(
        language,
        "Revision {number} was approved by {approver} and is being deployed.",
        "Revision {number} को {approver} ने स्वीकृति दी और वह डिप्लॉय हो रही है।",
        "Revision {number} ko {approver} ne approve kiya aur woh deploy ho raha hai.",
    )
}

pub(crate) fn deployed(language: Language, url: Option<&String>) -> String {
    match url {
        Some(url) => say!(
            language,
            "It runs: {url}",
            "यह चल रहा है: {url}",
            "Yeh chal raha hai: {url}"
        ),
        None => say!(language, "It runs.", "यह चल रहा है।", "Yeh chal raha hai."),
    }
}

pub(crate) fn rolling_back(language: Language, cause: &str) -> String {
    say!(
        language,
        "The deployment failed, and CloudFormation takes back what it did. {cause}",
        "डिप्लॉयमेंट असफल रहा, और CloudFormation किया हुआ वापस ले रहा है। {cause}",
        "Deployment fail hua, aur CloudFormation kiya hua wapas le raha hai. {cause}",
    )
}

pub(crate) fn taken_back(language: Language, cause: &str) -> String {
    say!(
        language,
        "The update failed and was taken back; what ran before still runs. {cause}",
        "अपडेट असफल रहा और वापस लिया गया; जो पहले चल रहा था, वही चल रहा है। {cause}",
        "Update fail hua aur wapas liya gaya; jo pehle chal raha tha, wahi chal raha hai. {cause}",
    )
}

pub(crate) fn deleting_first(language: Language) -> String {
    say!(
        language,
        "The stack is being deleted; after that it is made anew.",
        "stack हटाया जा रहा है; उसके बाद नया बनेगा।",
        "Stack delete ho raha hai; uske baad naya banega.",
    )
}

pub(crate) fn removing(language: Language, name: &str) -> String {
    say!(
        language,
        "The stack {name} could not be made and can only be deleted: it is deleted, then made anew.",
        "stack {name} नहीं बन सका और केवल हटाया जा सकता है: उसे हटाकर नया बनाया जाता है।",
        "Stack {name} ban nahi saka aur sirf delete ho sakta hai: use delete karke naya banaya jata hai.",
    )
}

pub(crate) fn timed_out(language: Language, timeout: &str) -> Said {
    Said::new(
        say!(
            language,
            "The deployment has taken longer than {timeout}.",
            "डिप्लॉयमेंट को {timeout} से ज़्यादा समय हो गया है।",
            "Deployment ko {timeout} se zyada samay ho gaya hai.",
        ),
        say!(
            language,
            "CloudFormation is still at work and is left to finish; see the stack in the AWS console, or raise spec.timeout.",
            "CloudFormation अभी काम कर रहा है और उसे पूरा करने दिया जाता है; AWS console में stack देखिए, या spec.timeout बढ़ाइए।",
            "CloudFormation abhi kaam kar raha hai aur use poora karne diya jata hai; AWS console mein stack dekhein, ya \
             spec.timeout badhayein.",
        ),
    )
}

pub(crate) fn unheard(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "CloudFormation says {name}, which this release does not know.",
            "CloudFormation {name} कहता है, जो यह संस्करण नहीं जानता।",
            "CloudFormation {name} kehta hai, jo yeh release nahi jaanta.",
        ),
        say!(
            language,
            "Nothing is done until it says something else; update CloudWhisper if that stays so.",
            "जब तक वह कुछ और नहीं कहता, कुछ नहीं किया जाएगा; ऐसा ही रहे तो CloudWhisper अपडेट कीजिए।",
            "Jab tak woh kuch aur nahi kehta, kuch nahi kiya jayega; aisa hi rahe to CloudWhisper update karein.",
        ),
    )
}

/// `removing`: we began to delete it ourselves, and do so again when asked; what somebody else began is theirs to end.
pub(crate) fn needs_repair(
    language: Language,
    name: &str,
    stack: &Stack,
    cause: &str,
    removing: bool,
) -> Said {
    let status = &stack.status;
    let stack_name = &stack.name;
    let undeleted = undeleted(stack);
    let in_the_way = in_the_way(language, &undeleted);
    let message = say!(
        language,
        "CloudFormation could not get the stack {stack_name} right by itself ({status}). {cause}{in_the_way}",
        "CloudFormation stack {stack_name} को अपने आप ठीक नहीं कर सका ({status})। {cause}{in_the_way}",
        "CloudFormation stack {stack_name} ko apne aap theek nahi kar saka ({status}). {cause}{in_the_way}",
    );
    let remedy = match status {
        StackStatus::CreateFailed | StackStatus::RollbackFailed => say!(
            language,
            "Mend the cause, then run `cloudwhisper reconcile {name}`: the stack is deleted and made anew.",
            "कारण ठीक कीजिए, फिर `cloudwhisper reconcile {name}` चलाइए: stack हटाकर नया बनाया जाएगा।",
            "Kaaran theek karein, phir `cloudwhisper reconcile {name}` chalayein: stack delete karke naya banega.",
        ),
        StackStatus::DeleteFailed if !removing => say!(
            language,
            "Somebody has tried to delete it. Mend the cause and delete it in the AWS console; it is made anew by itself then.",
            "किसी ने इसे हटाने की कोशिश की है। कारण ठीक कीजिए और AWS console में इसे हटाइए; फिर यह अपने आप नया बनेगा।",
            "Kisi ne ise delete karne ki koshish ki hai. Kaaran theek karein aur AWS console mein ise delete karein; phir yeh apne \
             aap naya banega.",
        ),
        StackStatus::DeleteFailed => say!(
            language,
            "Mend the cause, then delete the stack in the AWS console or run `cloudwhisper reconcile {name}`.",
            "कारण ठीक कीजिए, फिर AWS console में stack हटाइए या `cloudwhisper reconcile {name}` चलाइए।",
            "Kaaran theek karein, phir AWS console mein stack delete karein ya `cloudwhisper reconcile {name}` chalayein.",
        ),
        _ => say!(
            language,
            "Roll the stack back in the AWS console; it goes on by itself then.",
            "AWS console में stack को rollback कीजिए; फिर काम अपने आप आगे बढ़ेगा।",
            "AWS console mein stack ko rollback karein; phir kaam apne aap aage badhega.",
        ),
    };
    Said::new(message, unprotect(language, &undeleted) + &remedy)
}
