//! What a content network can't do in this plan, said before somebody finds out: ring where its numbers are not kept, be guarded from
//! another region, and hand on bodies that nobody signed.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::{Compute, Framework, NamedService, Requirements};

use crate::blueprint::Blueprint;
use crate::blueprint::architectures::parts::monitoring;
use crate::blueprint::architectures::{Design, design};
use crate::catalog::cloudfront::{self, Signed};
use crate::catalog::{apigatewayv2, cloudwatch, sns, wafv2};
use crate::estimate::{self, currency};

/// The code of the warning that an alarm is missing.
pub(super) const SILENT: &str = "CONTENT_NETWORK_ALARMS_ELSEWHERE";

/// The code of the warning that a web ACL does not guard the content network.
const UNGUARDED: &str = "CONTENT_NETWORK_UNGUARDED";

/// Every warning about content networks.
pub(super) fn check(query: &estimate::Query<'_>) -> Vec<Warning> {
    let language = query.language;
    let requirements = query.design.requirements;
    let mut warnings = Vec::new();
    if is_silent(query.blueprint, requirements) {
        warnings.push(silent(language, &requirements.region));
    }
    if wafv2::misses_content_network(query.blueprint) {
        warnings.push(unguarded(language, &requirements.region));
    }
    if signs_for_a_function(query.blueprint) {
        warnings.push(unsigned_bodies(language, instead(query).as_deref()));
        warnings.push(own_header(language));
    }
    warnings
}

/// Whether an alarm was asked for and the content network can have none here.
fn is_silent(blueprint: &Blueprint, requirements: &Requirements) -> bool {
    let there = blueprint.of_kind(cloudfront::Distribution::KIND).next().is_some();
    there && !cloudfront::is_measured_in(&requirements.region) && monitoring::is_told(requirements)
}

/// Whether [`check`] says already why a type that was named is not there: alarms, and what tells of them.
pub(super) fn explains(blueprint: &Blueprint, requirements: &Requirements, kind: &str) -> bool {
    let of_alarms = [cloudwatch::Alarm::KIND, sns::Topic::KIND, sns::Subscription::KIND];
    of_alarms.contains(&kind) && is_silent(blueprint, requirements)
}

/// Whether a content network signs what it hands on to a function.
fn signs_for_a_function(blueprint: &Blueprint) -> bool {
    let mut controls = blueprint.of_kind(cloudfront::ORIGIN_ACCESS_CONTROL.kind);
    controls.any(|it| cloudfront::signs_for(it) == Some(Signed::Lambda))
}

/// What the plan would cost a month with a front door that takes bodies as they are: an HTTP API, or containers for Next.js that not
/// everybody may open.
fn instead(query: &estimate::Query<'_>) -> Option<String> {
    let mut requirements = query.design.requirements.clone();
    let closed = !requirements.networking.public_access;
    if closed && requirements.framework == Some(Framework::Nextjs) {
        requirements.compute = Some(Compute::Ecs);
    } else {
        requirements.services.push(NamedService {
            kind: apigatewayv2::Api::KIND.to_owned(),
            name: None,
            properties: indexmap::IndexMap::new(),
        });
    }
    let wanted = Design {
        requirements: &requirements,
        ..*query.design
    };
    let blueprint = design(&wanted);
    if signs_for_a_function(&blueprint) {
        return None;
    }
    let estimate = estimate::estimate(&estimate::Query {
        blueprint: &blueprint,
        design: &wanted,
        ..*query
    });
    Some(currency::both(&estimate.monthly))
}

fn silent(language: Language, region: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "No alarm rings for what visitors of the content network see: AWS keeps CloudFront's numbers in us-east-1 alone, and \
                 this plan is in {region}."
            ),
            "Ask for the region us-east-1 and the plan has a real alarm (visitors are served from a place near them all the same), or \
             make one there by hand: CloudWatch console in us-east-1, metric CloudFront, 5xxErrorRate.",
        ),
        Language::Hindi => (
            format!(
                "कंटेंट नेटवर्क पर लोग जो देखते हैं उसके लिए कोई अलार्म नहीं बजेगा: AWS, CloudFront के आँकड़े केवल us-east-1 में रखता है, और \
                 यह योजना {region} में है।"
            ),
            "क्षेत्र us-east-1 माँगिए तो योजना में असली अलार्म होगा (लोगों को पन्ने फिर भी पास से ही मिलेंगे), या उसे वहाँ खुद बनाइए: us-east-1 में \
             CloudWatch कंसोल, मेट्रिक CloudFront, 5xxErrorRate।",
        ),
        Language::Hinglish => (
            format!(
                "Content network par log jo dekhte hain uske liye koi alarm nahi bajega: AWS CloudFront ke numbers sirf us-east-1 mein \
                 rakhta hai, aur yeh plan {region} mein hai."
            ),
            "Region us-east-1 maangiye to plan mein asli alarm hoga (logon ko pages phir bhi paas se hi milenge), ya use wahan khud \
             banaiye: us-east-1 mein CloudWatch console, metric CloudFront, 5xxErrorRate.",
        ),
    };
    Warning {
        code: SILENT.to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}

/// Source: AWS WAF developer guide, "Resources that you can protect with AWS WAF": a web ACL for `CloudFront` is made in us-east-1; 2026-11.
fn unguarded(language: Language, region: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "The web ACL of this plan does not guard its content network: AWS makes one for CloudFront in us-east-1 alone, and this \
                 plan is in {region}. It guards what else answers requests here, and costs the same where there is nothing of that kind."
            ),
            "Ask for the region us-east-1 and it guards the content network (visitors are served from a place near them all the same), \
             or make one there by hand and choose it in the CloudFront console: Security, AWS WAF.",
        ),
        Language::Hindi => (
            format!(
                "इस योजना का वेब ACL कंटेंट नेटवर्क की रक्षा नहीं करता: AWS, CloudFront के लिए उसे केवल us-east-1 में बनाता है, और यह योजना {region} में है। \
                 वह यहाँ अनुरोधों का जवाब देने वाली बाकी चीज़ों की रक्षा करता है; ऐसी कोई चीज़ न हो तो भी उसका दाम वही है।"
            ),
            "क्षेत्र us-east-1 माँगिए तो वह कंटेंट नेटवर्क की रक्षा करेगा (लोगों को पन्ने फिर भी पास से ही मिलेंगे), या वहाँ खुद एक बनाइए और CloudFront \
             कंसोल में चुनिए: Security, AWS WAF।",
        ),
        Language::Hinglish => (
            format!(
                "Is plan ka web ACL content network ki raksha nahi karta: AWS CloudFront ke liye use sirf us-east-1 mein banata hai, aur \
                 yeh plan {region} mein hai. Woh yahan requests ka jawab dene wali baaki cheezon ki raksha karta hai; aisi koi cheez na \
                 ho to bhi uska daam wahi hai."
            ),
            "Region us-east-1 maangiye to woh content network ki raksha karega (logon ko pages phir bhi paas se hi milenge), ya wahan \
             khud ek banaiye aur CloudFront console mein chuniye: Security, AWS WAF.",
        ),
    };
    Warning {
        code: UNGUARDED.to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}

/// Source: `CloudFront` developer guide, "Restrict access to an AWS Lambda function URL origin", 2026-11.
fn unsigned_bodies(language: Language, instead: Option<&str>) -> Warning {
    let (message, send) = match language {
        Language::English => (
            "POST, PUT and PATCH with a body are answered with 403 unless the caller sends the header x-amz-content-sha256: the content \
             network signs what it hands on to your program, and AWS takes no body that is not signed. GET works as it is.",
            "Have the caller send the SHA-256 of the body in that header, as hexadecimal digits (browsers: crypto.subtle.digest). Plain \
             HTML forms and webhooks of others can't.",
        ),
        Language::Hindi => (
            "POST, PUT और PATCH में कुछ भेजने पर 403 मिलेगा, जब तक भेजने वाला x-amz-content-sha256 हेडर न भेजे: कंटेंट नेटवर्क आपके प्रोग्राम को \
             जो देता है उस पर हस्ताक्षर करता है, और AWS बिना हस्ताक्षर की सामग्री नहीं लेता। GET ऐसे ही चलता है।",
            "भेजने वाला उस हेडर में सामग्री का SHA-256 हेक्साडेसिमल अंकों में भेजे (ब्राउज़र में: crypto.subtle.digest)। सादे HTML फ़ॉर्म और दूसरों के \
             webhook यह नहीं कर सकते।",
        ),
        Language::Hinglish => (
            "POST, PUT aur PATCH mein kuch bhejne par 403 milega, jab tak bhejne wala x-amz-content-sha256 header na bheje: content \
             network aapke program ko jo deta hai use sign karta hai, aur AWS bina sign ki body nahi leta. GET aise hi chalta hai.",
            "Bhejne wala us header mein body ka SHA-256 hexadecimal digits mein bheje (browser mein: crypto.subtle.digest). Saade HTML \
             form aur doosron ke webhook yeh nahi kar sakte.",
        ),
    };
    let suggestion = match instead {
        Some(sum) => format!("{send} {}", other_door(language, sum)),
        None => send.to_owned(),
    };
    Warning {
        code: "REQUEST_BODY_HASH_NEEDED".to_owned(),
        message: message.to_owned(),
        suggestion,
    }
}

fn other_door(language: Language, sum: &str) -> String {
    match language {
        Language::English => format!(
            "A front door that takes bodies as they are (an HTTP API, or containers for a Next.js app that is not public) makes this plan cost {sum} a month: name \
             it in your request."
        ),
        Language::Hindi => format!(
            "ऐसा प्रवेश-द्वार जो सामग्री ज्यों की त्यों ले (HTTP API, या जो सार्वजनिक नहीं उस Next.js के लिए कंटेनर) इस योजना का ख़र्च {sum} प्रति माह कर देता है: चाहिए तो \
             अनुरोध में लिखिए।"
        ),
        Language::Hinglish => format!(
            "Aisa front door jo body jaisi hai waisi le (HTTP API, ya jo public nahi us Next.js ke liye containers) is plan ka kharch {sum} har mahine kar \
             deta hai: chahiye to prompt mein likhiye."
        ),
    }
}

fn own_header(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "The header Authorization of your callers does not reach your program: the content network puts its own signature there.",
            "Send tokens in another header, such as X-Authorization, or in a cookie.",
        ),
        Language::Hindi => (
            "भेजने वालों का Authorization हेडर आपके प्रोग्राम तक नहीं पहुँचता: कंटेंट नेटवर्क वहाँ अपना हस्ताक्षर रखता है।",
            "टोकन किसी और हेडर में भेजिए, जैसे X-Authorization, या कुकी में।",
        ),
        Language::Hinglish => (
            "Bhejne walon ka Authorization header aapke program tak nahi pahunchta: content network wahan apna signature rakhta hai.",
            "Token kisi aur header mein bhejiye, jaise X-Authorization, ya cookie mein.",
        ),
    };
    Warning {
        code: "AUTHORIZATION_HEADER_REPLACED".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}
