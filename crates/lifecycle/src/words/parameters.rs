//! Said of references in `spec.parameters`.

use cloudwhisper_api::language::Language;

use super::{Said, say};
use crate::parameters::{MOST_REQUESTS, Malformed, Open};

/// How a reference is written.
const FORM: &str = "{{ outputs.NAME.KEY }}";

pub(crate) fn malformed(language: Language, key: &str, malformed: &Malformed) -> Said {
    let Malformed { at, text } = malformed;
    Said::new(
        say!(
            language,
            "spec.parameters.{key} holds something at character {at} that is no reference to an output: {text}",
            "spec.parameters.{key} में अक्षर {at} पर कुछ है जो किसी output का संदर्भ नहीं है: {text}",
            "spec.parameters.{key} mein character {at} par kuch hai jo kisi output ka reference nahi hai: {text}",
        ),
        say!(
            language,
            "Write {FORM}: NAME is a request of this namespace, and KEY one of its status.outputs, such as {{{{ outputs.network.vpcId }}}}.",
            "{FORM} लिखिए: NAME इसी namespace का अनुरोध है, और KEY उसके status.outputs में से एक, जैसे {{{{ outputs.network.vpcId }}}}।",
            "{FORM} likhiye: NAME isi namespace ki request hai, aur KEY uske status.outputs mein se ek, jaise {{{{ outputs.network.vpcId }}}}.",
        ),
    )
}

pub(crate) fn too_many(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "spec.parameters refer to the outputs of more than {MOST_REQUESTS} requests.",
            "spec.parameters में {MOST_REQUESTS} से अधिक अनुरोधों के outputs हैं।",
            "spec.parameters mein {MOST_REQUESTS} se zyada requests ke outputs hain.",
        ),
        say!(
            language,
            "Refer to fewer, and write the other values themselves.",
            "कम अनुरोधों के लीजिए, और बाकी मान ख़ुद लिखिए।",
            "Kam requests ke lijiye, aur baaki values khud likhiye.",
        ),
    )
}

pub(crate) fn no_output(
    language: Language,
    key: &str,
    request: &str,
    output: &str,
    there: &[String],
) -> Said {
    let list = there.join(", ");
    let remedy = if there.is_empty() {
        say!(
            language,
            "It has no outputs: a request has some once it is deployed, which one without an account never is.",
            "उसके कोई outputs नहीं हैं: वे डिप्लॉय होने पर आते हैं, और बिना खाते वाला अनुरोध कभी डिप्लॉय नहीं होता।",
            "Uske koi outputs nahi hain: woh deploy hone par aate hain, aur bina account wali request kabhi deploy nahi hoti.",
        )
    } else {
        say!(
            language,
            "Its outputs are: {list}.",
            "उसके outputs ये हैं: {list}।",
            "Uske outputs yeh hain: {list}.",
        )
    };
    Said::new(
        say!(
            language,
            "spec.parameters.{key} refers to the output {output} of the request \"{request}\", which is ready and has none of that name.",
            "spec.parameters.{key} में \"{request}\" अनुरोध का output {output} है; वह अनुरोध तैयार है, पर इस नाम का output नहीं है।",
            "spec.parameters.{key} mein request \"{request}\" ka output {output} hai; woh request ready hai, par is naam ka output nahi hai.",
        ),
        remedy,
    )
}

/// It runs (`message`), and with values of before.
pub(crate) fn kept(language: Language, open: &Open, message: &str) -> String {
    let why = match open {
        Open::NoOutput {
            key,
            request,
            output,
            there,
        } => no_output(language, key, request, output, there).message,
        Open::NotReady { request } => not_ready(language, request),
        Open::Malformed { .. } | Open::TooManyRequests => return message.to_owned(), // no plan rests on these
    };
    say!(
        language,
        "{message} {why} What runs keeps the values that it has.",
        "{message} {why} जो चल रहा है, वह अपने मान रखता है।",
        "{message} {why} Jo chal raha hai, woh apni values rakhta hai.",
    )
}

fn not_ready(language: Language, request: &str) -> String {
    say!(
        language,
        "The request \"{request}\", whose outputs spec.parameters refer to, is not ready or not there.",
        "\"{request}\" अनुरोध, जिसके outputs spec.parameters में हैं, तैयार नहीं है या नहीं है।",
        "Request \"{request}\", jiske outputs spec.parameters mein hain, ready nahi hai ya hai hi nahi.",
    )
}

/// Why a parameter has its value, for those who read the plan.
pub(crate) fn from_output(language: Language, written: &str) -> String {
    say!(
        language,
        "From {written} of this namespace, as it was when this was planned.",
        "इसी namespace के {written} से, जैसा योजना बनाते समय था।",
        "Isi namespace ke {written} se, jaisa plan banate samay tha.",
    )
}
