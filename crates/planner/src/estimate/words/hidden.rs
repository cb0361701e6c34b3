//! What is said of costs that surprise people: what grows with use, what runs always, what is beside the resource itself.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};

use crate::catalog::plain::say;
use crate::estimate::currency::both;

/// "Lambda, DynamoDB and data transfer".
fn named_together(language: Language, services: &[&str]) -> String {
    let name = |service: &&str| match *service {
        "Data transfer" => say(language, ["data transfer", "डेटा ट्रांसफर", "data transfer"]).to_owned(),
        "ALB" => say(language, ["the load balancer", "लोड बैलेंसर", "load balancer"]).to_owned(),
        "NAT Gateway" => say(language, ["the NAT gateway", "NAT gateway", "NAT gateway"]).to_owned(),
        other => other.to_owned(),
    };
    let names: Vec<String> = services.iter().map(name).collect();
    let and = say(language, ["and", "और", "aur"]);
    match names.split_last() {
        Some((last, front)) if !front.is_empty() => format!("{} {and} {last}", front.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

pub(in crate::estimate) fn grows_with_use(language: Language, what: &[&str], usage: &str) -> String {
    let what = named_together(language, what);
    match language {
        English => format!("The cost of {what} depends on use; this is for a month with {usage}."),
        Hindi => format!("{what} का खर्च उपयोग पर निर्भर है; यह इस मासिक उपयोग के लिए है: {usage}।"),
        Hinglish => format!(
            "{what} ka kharch upyog par nirbhar hai; yeh mahine bhar ke is upyog ke liye hai: {usage}."
        ),
    }
}

pub(in crate::estimate) fn visitors_in_india(language: Language) -> &'static str {
    say(
        language,
        [
            "What the content network (CloudFront) sends is priced by where visitors are; India is taken.",
            "कंटेंट नेटवर्क (CloudFront) जो भेजता है उसकी कीमत इस पर है कि लोग कहाँ हैं; भारत माना गया है।",
            "Content network (CloudFront) jo bhejta hai uski keemat is par hai ki log kahan hain; India maana gaya hai.",
        ],
    )
}

pub(in crate::estimate) fn runs_always(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!("{sum} of it runs all the time and costs the same whether it is used or not."),
        Hindi => format!("इसमें से {sum} उसका है जो हमेशा चलता है और उपयोग हो या न हो, उतना ही खर्च करता है।"),
        Hinglish => format!(
            "Ismein se {sum} uska hai jo hamesha chalta hai aur upyog ho ya na ho, utna hi kharch karta hai."
        ),
    }
}

pub(in crate::estimate) fn public_addresses(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!("Public internet addresses cost {sum} of it a month, used or not."),
        Hindi => format!("इसमें इंटरनेट के सार्वजनिक पतों का खर्च {sum} प्रति माह है, चाहे उपयोग हो या न हो।"),
        Hinglish => {
            format!("Ismein internet ke public addresses ka kharch {sum} har mahine hai, upyog ho ya na ho.")
        }
    }
}

pub(in crate::estimate) fn nat_gateway(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!(
            "The way out of the private network (NAT gateway) costs {sum} of it a month, used or not."
        ),
        Hindi => format!(
            "इसमें निजी नेटवर्क से बाहर जाने के रास्ते (NAT gateway) का खर्च {sum} प्रति माह है, चाहे उपयोग हो या न हो।"
        ),
        Hinglish => {
            format!(
                "Ismein private network se bahar jaane ke raaste (NAT gateway) ka kharch {sum} har mahine hai, upyog ho ya na ho."
            )
        }
    }
}

pub(in crate::estimate) fn private_endpoints(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!(
            "The private ways to AWS's own services (interface endpoints) cost {sum} of it a month, used or not."
        ),
        Hindi => format!(
            "इसमें AWS की अपनी सेवाओं तक के निजी रास्तों (interface endpoints) का खर्च {sum} प्रति माह है, चाहे उपयोग हो या न हो।"
        ),
        Hinglish => {
            format!(
                "Ismein AWS ki apni services tak ke private raaston (interface endpoints) ka kharch {sum} har mahine hai, upyog ho ya na ho."
            )
        }
    }
}

pub(in crate::estimate) fn data_transfer(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "Sending more to visitors costs {price} for each GB beyond the account's 100 free ones a month."
        ),
        Hindi => format!("खाते के हर महीने के 100 मुफ़्त GB के बाद लोगों को भेजे गए हर GB का खर्च {price} है।"),
        Hinglish => format!(
            "Account ke har mahine ke 100 free GB ke baad logon ko bheje gaye har GB ka kharch {price} hai."
        ),
    }
}

pub(in crate::estimate) fn between_zones(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "What programs and data stores send each other from one data centre to the next costs {price} for each GB in each direction."
        ),
        Hindi => {
            format!("प्रोग्राम और डेटा भंडार एक डेटा सेंटर से दूसरे में जो भेजते हैं, उसके हर GB का खर्च हर दिशा में {price} है।")
        }
        Hinglish => format!(
            "Programs aur data stores ek data centre se doosre mein jo bhejte hain, uske har GB ka kharch har disha mein {price} hai."
        ),
    }
}

pub(in crate::estimate) fn backups(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "Backups and snapshots of a database are free up to its own size; beyond that they cost {price} for each GB a month."
        ),
        Hindi => format!("डेटाबेस के बैकअप और स्नैपशॉट उसके आकार तक मुफ़्त हैं; उससे आगे हर GB का खर्च {price} प्रति माह है।"),
        Hinglish => format!(
            "Database ke backup aur snapshot uske size tak free hain; usse aage har GB ka kharch {price} har mahine hai."
        ),
    }
}

pub(in crate::estimate) fn log_ingestion(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!("Logs beyond the account's 5 free GB a month cost {price} for each GB written."),
        Hindi => format!("खाते के हर महीने के 5 मुफ़्त GB के बाद लिखे गए लॉग के हर GB का खर्च {price} है।"),
        Hinglish => format!(
            "Account ke har mahine ke 5 free GB ke baad likhe gaye logs ke har GB ka kharch {price} hai."
        ),
    }
}
