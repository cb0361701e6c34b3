//! Everything that is said to a person while a prompt is understood, in three languages. Here: sentences. Not here: when
//! they are said.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

/// The text of the language.
fn pick(language: Language, english: &str, hindi: &str, hinglish: &str) -> String {
    match language {
        Language::English => english,
        Language::Hindi => hindi,
        Language::Hinglish => hinglish,
    }
    .to_owned()
}

fn error(code: ErrorCode, message: String, details: String) -> UserError {
    UserError {
        code,
        message,
        details,
        retryable: false,
    }
}

fn examples(language: Language) -> String {
    pick(
        language,
        "Say what to build, for example: \"Deploy a React website, free tier only\" or \"Create an API in Node.js with a \
         database, under $10 per month\".",
        "बताइए कि क्या बनाना है, जैसे: \"एक React वेबसाइट डिप्लॉय करो, मुफ़्त में\" या \"डेटाबेस के साथ Node.js में API बनाओ, \
         बजट ₹500 प्रति माह\"।",
        "Batao kya banana hai, jaise: \"Ek React website deploy karo, free tier mein\" ya \"Node.js mein API banao database \
         ke saath, ₹500 per month ke andar\".",
    )
}

pub(super) fn empty(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt is empty.",
        "कुछ लिखा नहीं गया है।",
        "Prompt khaali hai.",
    );
    error(ErrorCode::PromptEmpty, message, examples(language))
}

pub(super) fn too_long(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt is longer than 16 KiB.",
        "लिखा हुआ 16 KiB से लंबा है।",
        "Prompt 16 KiB se lamba hai.",
    );
    let details = pick(
        language,
        "Describe what is needed in fewer words, or split it into several requests.",
        "कम शब्दों में लिखिए, या कई अनुरोधों में बाँटिए।",
        "Kam shabdon mein likho, ya kai requests mein baanto.",
    );
    error(ErrorCode::PromptTooLong, message, details)
}

pub(super) fn not_understood(language: Language) -> UserError {
    let message = pick(
        language,
        "This could not be read as something to deploy.",
        "इसमें डिप्लॉय करने लायक कुछ समझ नहीं आया।",
        "Isme deploy karne layak kuch samajh nahi aaya.",
    );
    error(ErrorCode::PromptNotUnderstood, message, examples(language))
}

pub(super) fn secret(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt holds something that looks like a key, token or password.",
        "लिखे हुए में कोई कुंजी, टोकन या पासवर्ड जैसा कुछ है।",
        "Prompt mein koi key, token ya password jaisa kuch hai.",
    );
    let details = pick(
        language,
        "Take it out and change it at its provider, because it has been stored with the prompt. Passwords are never needed \
         here: they are generated and kept in Secrets Manager.",
        "उसे हटाइए और उसके प्रदाता के यहाँ बदल दीजिए, क्योंकि वह यहाँ सहेजा जा चुका है। पासवर्ड की ज़रूरत नहीं: वे अपने आप \
         बनते हैं और Secrets Manager में रहते हैं।",
        "Use hata do aur uske provider ke yahan badal do, kyunki woh prompt ke saath save ho chuka hai. Password ki zarurat \
         nahi: woh apne aap bante hain aur Secrets Manager mein rehte hain.",
    );
    error(ErrorCode::PromptContainsSecret, message, details)
}

pub(super) fn invalid_answer(language: Language, field: &str, options: &str) -> UserError {
    let message = match language {
        Language::English => format!("The answer for {field} is not understood."),
        Language::Hindi => format!("{field} का उत्तर समझ नहीं आया।"),
        Language::Hinglish => format!("{field} ka jawab samajh nahi aaya."),
    };
    let details = match language {
        Language::English => format!("Answer with one of: {options}."),
        Language::Hindi => format!("इनमें से एक लिखिए: {options}।"),
        Language::Hinglish => format!("Inme se ek likho: {options}."),
    };
    error(ErrorCode::InvalidAnswer, message, details)
}

pub(super) fn unknown_answer(language: Language, fields: &str) -> UserError {
    let message = pick(
        language,
        "An answer is given for a field that is never asked about.",
        "ऐसे विषय का उत्तर दिया गया है जो पूछा नहीं जाता।",
        "Aise field ka jawab diya gaya hai jo poocha nahi jata.",
    );
    let details = match language {
        Language::English => format!("Fields that can be answered: {fields}."),
        Language::Hindi => format!("इन विषयों के उत्तर दिए जा सकते हैं: {fields}।"),
        Language::Hinglish => format!("In fields ke jawab diye ja sakte hain: {fields}."),
    };
    error(ErrorCode::InvalidAnswer, message, details)
}

pub(super) fn unsupported_region(language: Language) -> UserError {
    let message = pick(
        language,
        "The region that was asked for is not one of AWS's that we know.",
        "माँगा गया क्षेत्र (region) AWS के ज्ञात क्षेत्रों में नहीं है।",
        "Jo region maanga gaya hai woh AWS ke jaane hue regions mein nahi hai.",
    );
    let details = pick(
        language,
        "Use a code such as ap-south-1 (Mumbai), ap-southeast-1 (Singapore) or us-east-1 (Virginia).",
        "ऐसा कोड लिखिए: ap-south-1 (मुंबई), ap-southeast-1 (सिंगापुर) या us-east-1 (वर्जीनिया)।",
        "Aisa code likho: ap-south-1 (Mumbai), ap-southeast-1 (Singapore) ya us-east-1 (Virginia).",
    );
    error(ErrorCode::UnsupportedRegion, message, details)
}

/// A question by its field.
pub(super) fn question(language: Language, field: &str) -> String {
    match field {
        "appType" => pick(
            language,
            "What kind of application is it: pages only (static-site), a website with a server behind it (web-app), an API \
             for other programs (api), or a container image (container)?",
            "यह किस तरह का ऐप्लिकेशन है: सिर्फ़ पन्ने (static-site), सर्वर वाली वेबसाइट (web-app), दूसरे प्रोग्रामों के लिए API (api), \
             या कंटेनर इमेज (container)?",
            "Yeh kis tarah ka application hai: sirf pages (static-site), server wali website (web-app), doosre programs ke \
             liye API (api), ya container image (container)?",
        ),
        "compute" => pick(
            language,
            "What should it run on: Lambda (paid per call), ECS (a container that always runs) or EC2 (a virtual machine)?",
            "यह किस पर चले: Lambda (हर कॉल का पैसा), ECS (हमेशा चलता कंटेनर) या EC2 (वर्चुअल मशीन)?",
            "Yeh kis par chale: Lambda (har call ka paisa), ECS (hamesha chalta container) ya EC2 (virtual machine)?",
        ),
        "framework" => pick(
            language,
            "Which framework is it written in?",
            "यह किस framework में लिखा है?",
            "Yeh kis framework mein likha hai?",
        ),
        "publicAccess" => pick(
            language,
            "May anyone on the internet reach it?",
            "क्या इंटरनेट पर कोई भी इस तक पहुँच सके?",
            "Kya internet par koi bhi is tak pahunch sake?",
        ),
        "database" => pick(
            language,
            "Which database: DynamoDB (free tier, key-value), Postgres or MySQL (relational, paid by the hour), or none?",
            "कौन सा डेटाबेस: DynamoDB (free tier, key-value), Postgres या MySQL (relational, घंटे के हिसाब से पैसा), या कोई नहीं?",
            "Kaun sa database: DynamoDB (free tier, key-value), Postgres ya MySQL (relational, ghante ke hisaab se paisa), ya \
             koi nahi?",
        ),
        "region" => pick(
            language,
            "In which region should it run?",
            "यह किस क्षेत्र (region) में चले?",
            "Yeh kis region mein chale?",
        ),
        "customDomain" => pick(
            language,
            "Which domain name should it have, such as shop.example.in? Answer none to go without one.",
            "इसका डोमेन नाम क्या हो, जैसे shop.example.in? बिना डोमेन के लिए none लिखिए।",
            "Iska domain naam kya ho, jaise shop.example.in? Bina domain ke liye none likho.",
        ),
        _ => pick(
            language,
            "What is the ceiling per month, in rupees or dollars, such as ₹500 or $10 per month? Answer none for no ceiling.",
            "महीने में ज़्यादा से ज़्यादा कितना खर्च हो, रुपये या डॉलर में, जैसे ₹500 या $10 प्रति माह? सीमा न हो तो none लिखिए।",
            "Mahine mein zyada se zyada kitna kharch ho, rupaye ya dollar mein, jaise ₹500 ya $10 per month? Limit na ho to \
             none likho.",
        ),
    }
}

/// Why something was taken for granted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reason {
    LambdaIsCheapest,
    PagesNeedNoServer,
    ContainersRunOnEcs,
    SshNeedsAMachine,
    PublicByDefault,
    Nearest,
    AccountDefault,
    NameOfRequest,
    NodeMeansExpress,
    PythonMeansFlask,
    NoSupportOfItsOwn,
    FreeTierPreferred,
    DatabaseIsDynamo,
    MongoIsDynamo,
    RoomIsS3,
    FrameworkSuggestsApp,
    FunctionIsApi,
    MachineIsWebApp,
    DataMakesWebApp,
    BothMakeWebApp,
    PartsMakeWebApp,
    ClockOfThePrompt,
    FirstOfRegions,
    ImageIsContainer,
    RupeesByLanguage,
    RupeesByLakh,
    DollarsByLanguage,
    PerMonth,
    DaysPerMonth,
    ScaledToMonth,
    RequestsPerUser,
    RequestsPerVisit,
    SmallestThatFits,
}

pub(super) fn reason(language: Language, reason: Reason) -> String {
    let (english, hindi, hinglish) = match reason {
        Reason::LambdaIsCheapest => (
            "Nothing was said; Lambda costs nothing while nobody calls it.",
            "कुछ कहा नहीं गया; Lambda पर बिना इस्तेमाल कोई खर्च नहीं होता।",
            "Kuch kaha nahi gaya; Lambda par bina istemal koi kharch nahi hota.",
        ),
        Reason::PagesNeedNoServer => (
            "Static pages are only files; no server runs for them.",
            "स्थिर पन्ने सिर्फ़ फ़ाइलें हैं; उनके लिए कोई सर्वर नहीं चलता।",
            "Static pages sirf files hain; unke liye koi server nahi chalta.",
        ),
        Reason::ContainersRunOnEcs => (
            "Containers run on ECS with Fargate, where there is no machine to look after.",
            "कंटेनर ECS Fargate पर चलते हैं, जहाँ कोई मशीन सँभालनी नहीं पड़ती।",
            "Container ECS Fargate par chalte hain, jahan koi machine sambhalni nahi padti.",
        ),
        Reason::SshNeedsAMachine => (
            "A remote shell needs a machine of your own.",
            "SSH के लिए अपनी मशीन चाहिए।",
            "SSH ke liye apni machine chahiye.",
        ),
        Reason::PublicByDefault => (
            "Nothing was said of internal use, so anyone on the internet can reach it.",
            "भीतरी उपयोग की बात नहीं कही गई, इसलिए इंटरनेट पर कोई भी इस तक पहुँच सकता है।",
            "Internal use ki baat nahi kahi gayi, isliye internet par koi bhi is tak pahunch sakta hai.",
        ),
        Reason::Nearest => (
            "No region was said; this one is nearest to most users in India.",
            "क्षेत्र नहीं बताया गया; भारत के ज़्यादातर लोगों के यह सबसे पास है।",
            "Region nahi bataya gaya; India ke zyadatar logon ke yeh sabse paas hai.",
        ),
        Reason::AccountDefault => (
            "No region was said; this is the account's default.",
            "क्षेत्र नहीं बताया गया; यह खाते का पहले से तय क्षेत्र है।",
            "Region nahi bataya gaya; yeh account ka default hai.",
        ),
        Reason::NameOfRequest => (
            "No name was said; this is the name of the request.",
            "नाम नहीं बताया गया; यह अनुरोध का नाम है।",
            "Naam nahi bataya gaya; yeh request ka naam hai.",
        ),
        Reason::NodeMeansExpress => (
            "Node.js was said without a framework; Express is the most common one.",
            "Node.js कहा गया, framework नहीं; Express सबसे प्रचलित है।",
            "Node.js kaha gaya, framework nahi; Express sabse common hai.",
        ),
        Reason::PythonMeansFlask => (
            "Python was said without a framework; Flask is the simplest one.",
            "Python कहा गया, framework नहीं; Flask सबसे सरल है।",
            "Python kaha gaya, framework nahi; Flask sabse simple hai.",
        ),
        Reason::NoSupportOfItsOwn => (
            "It has no preset of its own; the infrastructure is the same, and your own build is deployed as it is.",
            "इसके लिए अलग से तैयारी नहीं है; ढाँचा वही है, और आपका बना हुआ ऐप वैसे ही चलता है।",
            "Iske liye alag preset nahi hai; infrastructure wahi hai, aur aapka build waise hi chalta hai.",
        ),
        Reason::FreeTierPreferred => (
            "No budget was said; what the free tier covers is preferred.",
            "बजट नहीं बताया गया; जो free tier में आता है वही चुना गया।",
            "Budget nahi bataya gaya; jo free tier mein aata hai wahi chuna gaya.",
        ),
        Reason::DatabaseIsDynamo => (
            "A database was asked for without a kind; DynamoDB has an always-free allowance.",
            "डेटाबेस का प्रकार नहीं बताया गया; DynamoDB का एक हिस्सा हमेशा मुफ़्त है।",
            "Database ka type nahi bataya gaya; DynamoDB ka ek hissa hamesha free hai.",
        ),
        Reason::MongoIsDynamo => (
            "DynamoDB is the document and key-value database with an always-free allowance.",
            "DynamoDB ऐसा ही document और key-value डेटाबेस है, जिसका एक हिस्सा हमेशा मुफ़्त है।",
            "DynamoDB aisa hi document aur key-value database hai, jiska ek hissa hamesha free hai.",
        ),
        Reason::RoomIsS3 => (
            "Storage was asked for without a kind; S3 is the cheapest room for files.",
            "स्टोरेज का प्रकार नहीं बताया गया; फ़ाइलों के लिए S3 सबसे सस्ता है।",
            "Storage ka type nahi bataya gaya; files ke liye S3 sabse sasta hai.",
        ),
        Reason::FrameworkSuggestsApp => (
            "This is what the framework is mostly used for.",
            "यह framework ज़्यादातर इसी काम आता है।",
            "Yeh framework zyadatar isi kaam aata hai.",
        ),
        Reason::FunctionIsApi => (
            "A function that is called over HTTP is an API.",
            "HTTP से बुलाया जाने वाला function एक API है।",
            "HTTP se bulaya jaane wala function ek API hai.",
        ),
        Reason::MachineIsWebApp => (
            "A machine with nothing more said serves a web application.",
            "मशीन के बारे में और कुछ नहीं कहा गया, तो उस पर वेब ऐप चलता है।",
            "Machine ke baare mein aur kuch nahi kaha gaya, to us par web app chalta hai.",
        ),
        Reason::DataMakesWebApp => (
            "It needs a server behind its pages, so pages alone are not enough.",
            "इसके पन्नों के पीछे सर्वर चाहिए, सिर्फ़ पन्ने काफ़ी नहीं।",
            "Iske pages ke peeche server chahiye, sirf pages kaafi nahi.",
        ),
        Reason::BothMakeWebApp => (
            "Pages and an API together are a web application.",
            "पन्ने और API साथ में एक वेब ऐप हैं।",
            "Pages aur API saath mein ek web app hain.",
        ),
        Reason::PartsMakeWebApp => (
            "What kind of application it is was left open; a web application can use all the parts that were named.",
            "ऐप्लिकेशन का प्रकार नहीं बताया गया; वेब ऐप्लिकेशन बताए गए सभी हिस्सों का उपयोग कर सकता है।",
            "Application ka type nahi bataya gaya; web application bataye gaye sabhi hisson ka upyog kar sakta hai.",
        ),
        Reason::ClockOfThePrompt => (
            "No time zone was said; the times are read by the clock of where the prompt comes from, and kept by UTC.",
            "समय क्षेत्र नहीं बताया गया; समय वहाँ की घड़ी से पढ़ा गया जहाँ से अनुरोध आया, और UTC में रखा गया।",
            "Time zone nahi bataya gaya; samay wahan ki ghadi se padha gaya jahan se request aayi, aur UTC mein rakha gaya.",
        ),
        Reason::FirstOfRegions => (
            "Several regions were named; the global table is copied to others, and everything else runs in the first.",
            "कई क्षेत्र बताए गए; ग्लोबल तालिका की प्रतियाँ दूसरे क्षेत्रों में जाती हैं, बाकी सब पहले क्षेत्र में चलता है।",
            "Kai regions bataye gaye; global table ki copies doosre regions mein jaati hain, baaki sab pehle region mein chalta hai.",
        ),
        Reason::ImageIsContainer => (
            "It comes as a container image.",
            "यह कंटेनर इमेज के रूप में है।",
            "Yeh container image ke roop mein hai.",
        ),
        Reason::RupeesByLanguage => (
            "No currency was said; rupees are taken.",
            "मुद्रा नहीं बताई गई; रुपये माने गए।",
            "Currency nahi batayi gayi; rupaye maane gaye.",
        ),
        Reason::RupeesByLakh => (
            "No currency was said; rupees are taken, as the amount is written the Indian way.",
            "मुद्रा नहीं बताई गई; रुपये माने गए, क्योंकि रक़म भारतीय ढंग से लिखी है।",
            "Currency nahi batayi gayi; rupaye maane gaye, kyunki rakam Indian tareeke se likhi hai.",
        ),
        Reason::DollarsByLanguage => (
            "No currency was said; dollars are taken, as AWS bills in them.",
            "मुद्रा नहीं बताई गई; डॉलर माने गए, क्योंकि AWS का बिल डॉलर में आता है।",
            "Currency nahi batayi gayi; dollar maane gaye, kyunki AWS ka bill dollar mein aata hai.",
        ),
        Reason::PerMonth => (
            "No period was said; AWS bills by the month.",
            "अवधि नहीं बताई गई; AWS का बिल महीने का होता है।",
            "Period nahi bataya gaya; AWS ka bill mahine ka hota hai.",
        ),
        Reason::DaysPerMonth => (
            "A month is counted as 30 days (× 30).",
            "महीना 30 दिन का गिना गया (× 30)।",
            "Mahina 30 din ka gina gaya (× 30).",
        ),
        Reason::ScaledToMonth => (
            "Counted up to a month of 30 days.",
            "30 दिन के महीने के हिसाब से गिना गया।",
            "30 din ke mahine ke hisaab se gina gaya.",
        ),
        Reason::RequestsPerUser => (
            "Counted as 100 requests a month for each user (× 100), or 10 a day for daily users (× 300).",
            "हर व्यक्ति के महीने में 100 अनुरोध गिने गए (× 100), रोज़ आने वालों के दिन में 10 (× 300)।",
            "Har user ke mahine mein 100 requests gine gaye (× 100), roz aane walon ke din mein 10 (× 300).",
        ),
        Reason::SmallestThatFits => (
            "The smallest machine with at least that many processors and that much memory.",
            "कम से कम इतने प्रोसेसर और इतनी मेमोरी वाली सबसे छोटी मशीन।",
            "Kam se kam itne processor aur itni memory wali sabse chhoti machine.",
        ),
        Reason::RequestsPerVisit => (
            "Counted as 10 requests for each visit (× 10), and 30 days a month.",
            "हर बार आने के 10 अनुरोध गिने गए (× 10), और महीने के 30 दिन।",
            "Har visit ke 10 requests gine gaye (× 10), aur mahine ke 30 din.",
        ),
    };
    pick(language, english, hindi, hinglish)
}

pub(super) fn unplanned_service(language: Language, service: &str) -> (String, String) {
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
            format!("{service} ko is plan ke saath alag se jodo, ya uski jagah kuch aur maango.")
        }
    };
    (message, suggestion)
}
