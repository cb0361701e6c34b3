//! Said while an object is being deleted.

use cloudwhisper_api::language::Language;

use super::undeleted::{in_the_way, unprotect};
use super::{Said, say};
use crate::stack::Stack;
use crate::undeleted::undeleted;

pub(crate) fn nothing_there(language: Language) -> String {
    say!(
        language,
        "Nothing was left in AWS to delete.",
        "AWS में हटाने को कुछ नहीं था।",
        "AWS mein delete karne ko kuch nahi tha.",
    )
}

pub(crate) fn deleting(language: Language, stack: &str) -> String {
    say!(
        language,
        "The stack {stack} is being deleted.",
        "stack {stack} हटाया जा रहा है।",
        "Stack {stack} delete ho raha hai.",
    )
}

pub(crate) fn deleted(language: Language, stack: &str) -> String {
    say!(
        language,
        "The stack {stack} and everything in it is deleted.",
        "stack {stack} और उसका सब कुछ हटा दिया गया।",
        "Stack {stack} aur uska sab kuch delete ho gaya.",
    )
}

pub(crate) fn deleted_but(language: Language, stack: &str, kept: &[String]) -> String {
    let kept = kept.join(", ");
    say!(
        language,
        "The stack {stack} is deleted. AWS kept what holds data, which still costs money: {kept}.",
        "stack {stack} हटा दिया गया। डेटा रखने वाले संसाधन AWS ने रखे हैं, जिनका खर्च होता रहेगा: {kept}।",
        "Stack {stack} delete ho gaya. Data rakhne wale resources AWS ne rakhe hain, jinka kharch hota rahega: {kept}.",
    )
}

pub(crate) fn retained(language: Language, stack: &str, region: &str) -> String {
    say!(
        language,
        "The stack {stack} in {region} stays and runs on, and costs money (deletionPolicy Retain). Delete it in the AWS \
         console when it is no longer needed.",
        "{region} का stack {stack} रहता है, चलता रहेगा और उसका खर्च होगा (deletionPolicy Retain)। ज़रूरत न रहे तो AWS console में \
         हटाइए।",
        "{region} ka stack {stack} rehta hai, chalta rahega aur uska kharch hoga (deletionPolicy Retain). Zaroorat na rahe \
         to AWS console mein delete karein.",
    )
}

pub(crate) fn failed(language: Language, name: &str, stack: &Stack, cause: &str) -> Said {
    let undeleted = undeleted(stack);
    let (stack, in_the_way) = (&stack.name, in_the_way(language, &undeleted));
    let mut said = Said::new(
        say!(
            language,
            "CloudFormation could not delete the stack {stack}. {cause}{in_the_way}",
            "CloudFormation stack {stack} नहीं हटा सका। {cause}{in_the_way}",
            "CloudFormation stack {stack} delete nahi kar saka. {cause}{in_the_way}",
        ),
        say!(
            language,
            "Mend the cause (a bucket has to be empty) and run `cloudwhisper reconcile {name}`, or set spec.deletionPolicy \
             to Retain to leave the rest where it is.",
            "कारण ठीक कीजिए (bucket खाली होना चाहिए) और `cloudwhisper reconcile {name}` चलाइए, या बाकी को वहीं छोड़ने के लिए \
             spec.deletionPolicy को Retain कीजिए।",
            "Kaaran theek karein (bucket khaali hona chahiye) aur `cloudwhisper reconcile {name}` chalayein, ya baaki ko wahin \
             chhodne ke liye spec.deletionPolicy ko Retain karein.",
        ),
    );
    said.remedy.insert_str(0, &unprotect(language, &undeleted));
    said
}

pub(crate) fn account_unusable(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "\"{name}\" is to be deleted with its stack, but its account cannot be used.",
            "\"{name}\" को उसके stack के साथ हटाना है, पर उसके खाते का उपयोग नहीं हो सकता।",
            "\"{name}\" ko uske stack ke saath delete karna hai, par uska account use nahi ho sakta.",
        ),
        say!(
            language,
            "Make the account usable again, or set spec.deletionPolicy to Retain to leave the stack where it is.",
            "खाते को फिर उपयोग के योग्य बनाइए, या stack को वहीं छोड़ने के लिए spec.deletionPolicy को Retain कीजिए।",
            "Account ko phir usable banayein, ya stack ko wahin chhodne ke liye spec.deletionPolicy ko Retain karein.",
        ),
    )
}
