//! What was to be kept out and is not: a list of addresses that some door of the plan does not keep to, an internet that reaches the
//! address of an API that it can't call, and a web ACL before nothing.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::{NamedService, Requirements};

use super::not_in_plan;
use crate::blueprint::architectures::parts::callers::RANGE;
use crate::blueprint::{Blueprint, Resource, Value};
use crate::catalog::spoken::spoken;
use crate::catalog::{apigateway, apigatewayv2, cloudfront, lambda, wafv2};

/// Doors with addresses of AWS's own, which no range is kept to at.
const OPEN: [&str; 3] = [
    cloudfront::Distribution::KIND,
    apigatewayv2::Api::KIND,
    lambda::URL.kind,
];

/// Every warning about what keeps nobody out. `shut_out` where nothing of it was to be reachable from the internet.
pub(super) fn check(
    blueprint: &Blueprint,
    requirements: &Requirements,
    shut_out: bool,
    language: Language,
) -> Vec<Warning> {
    let mut ranges: Vec<&str> = requirements.services.iter().filter_map(range_of).collect();
    ranges.dedup();
    let mut warnings: Vec<Warning> = ranges
        .into_iter()
        .filter_map(|range| unkept(blueprint, range, language))
        .collect();
    let private = apigateway::private::is_meant(requirements);
    if let Some(name) = requirements
        .networking
        .custom_domain
        .as_deref()
        .filter(|_| private)
    {
        warnings.push(unnamed(name, language));
    }
    let closed = shut_out && !requirements.networking.public_access && !private;
    if closed && blueprint.resources().iter().any(is_signed_door) {
        warnings.push(on_internet(language));
    }
    if guards_nothing(blueprint) && !wafv2::misses_content_network(blueprint) {
        warnings.push(idle(language));
    }
    warnings
}

/// Whether it has an address on the internet, and answers there who signs the requests.
fn is_signed_door(resource: &Resource) -> bool {
    ["AuthorizationType", "AuthType"]
        .into_iter()
        .filter_map(|property| resource.properties.get(property)?.as_text())
        .any(|way| way == apigatewayv2::Callers::Signed.authorization())
}

fn range_of(service: &NamedService) -> Option<&str> {
    service.properties.get(RANGE).map(String::as_str)
}

/// A warning where a door is open to others than this range, or nothing is limited to it.
fn unkept(blueprint: &Blueprint, range: &str, language: Language) -> Option<Warning> {
    let mut open: Vec<String> = OPEN
        .into_iter()
        .filter(|kind| blueprint.of_kind(kind).any(|it| !is_behind_list(it, blueprint)))
        .map(spoken)
        .collect();
    open.dedup();
    let kept = blueprint.resources().iter().any(|it| limits(it, range));
    (!kept || !open.is_empty()).then(|| open_to_all(language, range, &open.join(", ")))
}

/// Whether a web ACL with a list of addresses stands before a content network.
fn is_behind_list(network: &Resource, blueprint: &Blueprint) -> bool {
    let settings = network.properties.get("DistributionConfig");
    let guarded = settings.is_some_and(|it| it.get("WebACLId").is_some());
    guarded && blueprint.of_kind(wafv2::allow_list::IP_SET.kind).next().is_some()
}

/// Whether a resource lets in this range and no other.
fn limits(resource: &Resource, range: &str) -> bool {
    let rule = resource.properties.get("CidrIp").and_then(Value::as_text) == Some(range);
    let list = resource.properties.get(wafv2::allow_list::ADDRESSES);
    let listed = list.is_some_and(|it| *it == Value::list([range]));
    rule || listed
        || resource.kind == apigateway::RestApi::KIND
            && resource
                .properties
                .get(apigateway::allow_list::POLICY)
                .is_some_and(|it| format!("{it:?}").contains(range))
}

/// Whether there are web ACLs and nothing refers to any of them but its log.
fn guards_nothing(blueprint: &Blueprint) -> bool {
    let acls: Vec<_> = blueprint.of_kind(wafv2::WebAcl::KIND).map(|it| &it.id).collect();
    let used = blueprint
        .resources()
        .iter()
        .filter(|it| it.kind != wafv2::LOGGING.kind)
        .flat_map(|it| it.properties.values().flat_map(Value::references))
        .any(|id| acls.contains(&id));
    !acls.is_empty() && !used
}

fn open_to_all(language: Language, range: &str, open: &str) -> Warning {
    let (message, suggestion) = match (language, open) {
        (Language::English, "") => (
            format!("Only {range} was to come in, and nothing in this plan is opened to it: what it was said of has no address on the internet."),
            "Come in by a VPN or by Session Manager port forwarding, or say which load balancer, machine or API is to be opened to it.".to_owned(),
        ),
        (Language::Hindi, "") => (
            format!("केवल {range} को आने देना था, पर इस योजना में उसके लिए कुछ नहीं खुला: जिसके बारे में कहा गया, उसका इंटरनेट पर कोई पता नहीं।"),
            "VPN या Session Manager के port forwarding से आइए, या बताइए कि कौन-सा load balancer, मशीन या API उसके लिए खुले।".to_owned(),
        ),
        (Language::Hinglish, "") => (
            format!("Sirf {range} ko aane dena tha, par is plan mein uske liye kuch nahi khula: jiske baare mein kaha gaya, uska internet par koi address nahi."),
            "VPN ya Session Manager port forwarding se aaiye, ya bataiye ki kaun-sa load balancer, machine ya API uske liye khule.".to_owned(),
        ),
        (Language::English, open) => (
            format!("Only {range} was to come in, and that is not in this plan for {open}: every address on the internet reaches it."),
            "Ask for a load balancer, a machine or a REST API, which can be kept to a range, or put a web ACL with an IP set before it by hand. Before CloudFront this plan does that itself in the region us-east-1, the only one whose web ACLs CloudFront takes, if something may be paid.".to_owned(),
        ),
        (Language::Hindi, open) => (
            format!("केवल {range} को आने देना था, पर {open} के लिए यह इस योजना में नहीं है: इंटरनेट का हर पता वहाँ पहुँचता है।"),
            "Load balancer, मशीन या REST API माँगिए, जो केवल एक range के लिए खुल सकते हैं, या उसके आगे IP set वाला web ACL खुद लगाइए। CloudFront के आगे यह योजना उसे us-east-1 क्षेत्र में खुद लगाती है (CloudFront केवल वहीं के web ACL लेता है), अगर कुछ ख़र्च हो सके।".to_owned(),
        ),
        (Language::Hinglish, open) => (
            format!("Sirf {range} ko aane dena tha, par {open} ke liye yeh is plan mein nahi hai: internet ka har address wahan pahunchta hai."),
            "Load balancer, machine ya REST API maangiye, jo sirf ek range ke liye khul sakte hain, ya uske aage IP set wala web ACL khud lagaiye. CloudFront ke aage yeh plan use us-east-1 region mein khud lagata hai (CloudFront sirf wahin ke web ACL leta hai), agar kuch kharch ho sake.".to_owned(),
        ),
    };
    not_in_plan::warning(message, suggestion)
}

/// Source: API Gateway developer guide, "Private REST APIs in API Gateway", 2026-11.
fn on_internet(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "The internet was to be shut out, and the API of this plan still has an address there: it answers only requests that are signed with rights in your AWS account, and refuses all others.",
            "Say where the callers are, such as \"only inside our VPC\" or \"over our VPN\": then the API is made private, and has no address on the internet.",
        ),
        Language::Hindi => (
            "इंटरनेट से पहुँच नहीं होनी थी, फिर भी इस योजना के API का पता इंटरनेट पर है: वह केवल आपके AWS खाते के अधिकार से हस्ताक्षरित अनुरोधों का उत्तर देता है, बाकी सब ठुकराता है।",
            "बताइए कि बुलाने वाले कहाँ हैं, जैसे \"केवल हमारे VPC के अंदर से\" या \"हमारे VPN से\": तब API निजी बनेगा और इंटरनेट पर उसका कोई पता नहीं होगा।",
        ),
        Language::Hinglish => (
            "Internet se pahunch nahi honi thi, phir bhi is plan ke API ka address internet par hai: woh sirf aapke AWS account ke adhikar se sign kiye gaye requests ka jawab deta hai, baaki sab thukrata hai.",
            "Bataiye ki bulane wale kahan hain, jaise \"sirf hamare VPC ke andar se\" ya \"hamare VPN se\": tab API private banega aur internet par uska koi address nahi hoga.",
        ),
    };
    not_in_plan::warning(message.to_owned(), suggestion)
}

/// Source: API Gateway developer guide, "Custom domain names for private APIs", 2026-11.
fn unnamed(name: &str, language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "{name} does not lead to the private API of this plan: it has the address that the outputs tell."
            ),
            "Make a custom domain name for private APIs by hand (API Gateway console), with a certificate and a private hosted zone.",
        ),
        Language::Hindi => (
            format!("{name} इस योजना के निजी API तक नहीं ले जाता: उसका पता outputs में है।"),
            "निजी API के लिए custom domain name खुद बनाइए (API Gateway कंसोल), प्रमाणपत्र और private hosted zone के साथ।",
        ),
        Language::Hinglish => (
            format!("{name} is plan ke private API tak nahi le jaata: uska address outputs mein hai."),
            "Private API ke liye custom domain name khud banaiye (API Gateway console), certificate aur private hosted zone ke saath.",
        ),
    };
    not_in_plan::warning(message, suggestion)
}

fn idle(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "The web ACL (WAF) in this plan guards nothing: nothing here can stand behind it.",
            "AWS takes one before REST APIs, load balancers with a certificate, GraphQL APIs, user pools and content networks: ask for one of those, or leave the web ACL out.",
        ),
        Language::Hindi => (
            "इस योजना का web ACL (WAF) किसी चीज़ की रक्षा नहीं करता: यहाँ ऐसा कुछ नहीं जिसके आगे वह लग सके।",
            "AWS उसे REST API, प्रमाणपत्र वाले load balancer, GraphQL API, user pool और content network के आगे लगाने देता है: इनमें से कुछ माँगिए, या web ACL छोड़िए।",
        ),
        Language::Hinglish => (
            "Is plan ka web ACL (WAF) kisi cheez ki raksha nahi karta: yahan aisa kuch nahi jiske aage woh lag sake.",
            "AWS use REST API, certificate wale load balancer, GraphQL API, user pool aur content network ke aage lagane deta hai: inmein se kuch maangiye, ya web ACL chhodiye.",
        ),
    };
    Warning {
        code: "GUARDS_NOTHING".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}
