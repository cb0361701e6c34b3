//! What is planned otherwise than it was said, and what is left out.

use cloudwhisper_api::language::Language;

use super::pick;

/// Windows was asked for, and Linux is planned.
pub(in crate::requirements) fn linux_instead(language: Language) -> (String, String) {
    let message = pick(
        language,
        "Windows is not planned by this release: the plan has Linux in its place (Amazon Linux 2023 on machines).",
        "Windows इस संस्करण में नहीं बनता: योजना में उसकी जगह Linux है (मशीनों पर Amazon Linux 2023)।",
        "Windows is release mein nahi banta: plan mein uski jagah Linux hai (machines par Amazon Linux 2023).",
    );
    let suggestion = pick(
        language,
        "If the program runs only on Windows, make that machine beside this plan; .NET programs since .NET 5 run on Linux too.",
        "प्रोग्राम केवल Windows पर चलता है तो वह मशीन इस योजना से अलग बनाइए; .NET 5 और उसके बाद के प्रोग्राम Linux पर भी चलते हैं।",
        "Program sirf Windows par chalta hai to woh machine is plan se alag banaiye; .NET 5 aur uske baad ke programs Linux par bhi \
         chalte hain.",
    );
    (message, suggestion)
}

/// Pages that are to be shown without a content network.
pub(in crate::requirements) fn content_network_kept(language: Language) -> (String, String) {
    let message = pick(
        language,
        "The content network (CloudFront) stays: without it the bucket of a static site would have to be public, and its pages would come \
         without HTTPS.",
        "कंटेंट नेटवर्क (CloudFront) रहेगा: उसके बिना साइट का bucket सार्वजनिक करना पड़ता और पन्ने बिना HTTPS के आते।",
        "Content network (CloudFront) rahega: uske bina site ka bucket public karna padta aur pages bina HTTPS ke aate.",
    );
    let suggestion = pick(
        language,
        "It costs nothing up to 1 TB and 10 million requests a month. To do without, ask for a virtual machine or a container that serves \
         the pages.",
        "महीने में 1 TB और 1 करोड़ अनुरोधों तक यह मुफ़्त है। इसके बिना चाहिए तो पन्ने दिखाने वाली वर्चुअल मशीन या container माँगिए।",
        "Mahine mein 1 TB aur 1 crore requests tak yeh free hai. Iske bina chahiye to pages dikhane wali virtual machine ya container maangein.",
    );
    (message, suggestion)
}

/// An operating system that no machine is planned with.
pub(in crate::requirements) fn other_linux_instead(language: Language, name: &str) -> (String, String) {
    let message = match language {
        Language::English => {
            format!("{name} is not planned by this release: the machine has Amazon Linux 2023 in its place.")
        }
        Language::Hindi => format!("{name} इस संस्करण में नहीं बनता: मशीन पर उसकी जगह Amazon Linux 2023 है।"),
        Language::Hinglish => {
            format!("{name} is release mein nahi banta: machine par uski jagah Amazon Linux 2023 hai.")
        }
    };
    let suggestion = pick(
        language,
        "Ask for Ubuntu or Debian, which are planned, or make the machine beside this plan.",
        "Ubuntu या Debian माँगिए, वे बनते हैं, या वह मशीन इस योजना से अलग बनाइए।",
        "Ubuntu ya Debian maangein, woh bante hain, ya woh machine is plan se alag banayein.",
    );
    (message, suggestion)
}

/// The prompt wants AWS and another company's cloud.
pub(in crate::requirements) fn other_cloud_left_out(language: Language, cloud: &str) -> (String, String) {
    let message = match language {
        Language::English => format!("Only AWS is planned: what is meant for {cloud} is left out."),
        Language::Hindi => format!("केवल AWS की योजना बनती है: {cloud} वाला हिस्सा छोड़ दिया गया है।"),
        Language::Hinglish => format!("Sirf AWS ka plan banta hai: {cloud} wala hissa chhod diya gaya hai."),
    };
    let suggestion = match language {
        Language::English => format!("Make the part for {cloud} beside this plan."),
        Language::Hindi => format!("{cloud} वाला हिस्सा इस योजना से अलग बनाइए।"),
        Language::Hinglish => format!("{cloud} wala hissa is plan se alag banayein."),
    };
    (message, suggestion)
}

/// Two images were named: the plan has one program.
pub(in crate::requirements) fn image_left_out(
    language: Language,
    taken: &str,
    other: &str,
) -> (String, String) {
    let message = match language {
        Language::English => format!("The plan runs one image, {taken}; {other} is left out."),
        Language::Hindi => format!("योजना एक ही इमेज चलाती है, {taken}; {other} छोड़ दी गई है।"),
        Language::Hinglish => format!("Plan ek hi image chalata hai, {taken}; {other} chhod di gayi hai."),
    };
    let suggestion = match language {
        Language::English => format!("Make a second request for {other}."),
        Language::Hindi => format!("{other} के लिए दूसरा अनुरोध बनाइए।"),
        Language::Hinglish => format!("{other} ke liye doosra request banayein."),
    };
    (message, suggestion)
}

/// What is locked for everybody can be deleted by nobody.
pub(in crate::requirements) fn locked_for_everybody(language: Language) -> (String, String) {
    let message = pick(
        language,
        "Object Lock in compliance mode: until a file's time is over nobody can delete it, not even you or AWS, and it is paid for so long.",
        "Object Lock कंप्लायंस मोड में: समय पूरा होने तक फ़ाइल कोई नहीं मिटा सकता, आप या AWS भी नहीं, और तब तक उसका पैसा लगता है।",
        "Object Lock compliance mode mein: samay poora hone tak file koi nahi mita sakta, aap ya AWS bhi nahi, aur tab tak uska paisa lagta hai.",
    );
    let suggestion = pick(
        language,
        "Begin with governance mode, which a person with a right of their own can lift, or with a few days.",
        "पहले गवर्नेंस मोड से शुरू कीजिए, जिसे अलग अधिकार वाला व्यक्ति हटा सकता है, या थोड़े दिनों से।",
        "Pehle governance mode se shuru karo, jise alag adhikar wala vyakti hata sakta hai, ya thode dino se.",
    );
    (message, suggestion)
}

/// The catalogue doesn't have a service that was asked for.
pub(in crate::requirements) fn unplanned_service(language: Language, service: &str) -> (String, String) {
    let message = match language {
        Language::English => format!("{service} is not planned by this release and is left out."),
        Language::Hindi => format!("{service} इस संस्करण में नहीं बनता, इसलिए छोड़ दिया गया है।"),
        Language::Hinglish => format!("{service} is release mein nahi banta, isliye chhod diya gaya hai."),
    };
    let suggestion = match language {
        Language::English => {
            format!("Add {service} by hand beside this plan, or ask for something else in its place.")
        }
        Language::Hindi => format!("{service} को इस योजना के साथ अलग से जोड़िए, या उसकी जगह कुछ और माँगिए।"),
        Language::Hinglish => {
            format!("{service} ko is plan ke saath alag se jodiye, ya uski jagah kuch aur maangiye.")
        }
    };
    (message, suggestion)
}
