//! What numbers say of what lets people and programs in: limits, passwords.

use super::{Measure, Setting, Words};
use crate::catalog::{apigateway, apigatewayv2, cognito, wafv2};

const LIMITED: Words = [
    "throttl|rate limit|rate-limit|limit|at most|no more than|max|cap|rps",
    "सीमा|लिमिट|थ्रॉटल",
    "seema",
];

pub(super) const SETTINGS: &[Setting] = &[
    // Source: WAF developer guide, "Rate-based rule high-level settings", 2026-11.
    Setting::new(
        &[wafv2::WebAcl::KIND],
        "rateLimit",
        Measure::Count,
        (10, 2_000_000_000),
    )
    .beside([
        "rate|limit|request|hits|block|more than",
        "अनुरोध|रिक्वेस्ट|सीमा|लिमिट",
        "seema|zyada|jyada",
    ])
    .about([
        "rate|limit|block|more than|per ip|each ip",
        "सीमा|लिमिट|ब्लॉक|ज़्यादा|हर ip|हर आईपी|प्रति ip|एक ip",
        "seema|zyada|jyada|rok|har ip|ek ip",
    ])
    .other_than([
        "message|messages|queue|percent|cpu|errors",
        "संदेश|मैसेज|कतार|प्रतिशत",
        "sandesh|messages|pratishat",
    ]),
    Setting::new(&[wafv2::WebAcl::KIND], "rateWindow", Measure::Seconds, (60, 600))
        .beside(["per|in|every|each|within|a", "में|हर|प्रति", "mein|me|mai|har"])
        .about([
            "rate|limit|block|more than|per ip|each ip|request",
            "सीमा|लिमिट|ब्लॉक|अनुरोध|हर ip|हर आईपी|प्रति ip|एक ip",
            "seema|zyada|jyada|rok|har ip|ek ip",
        ]),
    Setting::new(
        &[
            apigateway::USAGE_PLAN.kind,
            apigateway::RestApi::KIND,
            apigatewayv2::Api::KIND,
        ],
        "rateLimit",
        Measure::PerSecond,
        (1, 10_000),
    )
    .beside(LIMITED),
    Setting::new(
        &[apigateway::USAGE_PLAN.kind],
        "quota",
        Measure::Count,
        (1, i64::MAX),
    )
    .beside([
        "quota|request|call|hits|per month|per day|per week|a day|a month|limit",
        "कोटा|अनुरोध|रिक्वेस्ट|सीमा",
        "seema",
    ])
    .about([
        "quota|usage plan|api key|limit|per key|per customer|per client",
        "कोटा|सीमा|लिमिट",
        "seema",
    ]),
    Setting::new(
        &[
            apigateway::USAGE_PLAN.kind,
            apigateway::RestApi::KIND,
            apigatewayv2::Api::KIND,
        ],
        "burstLimit",
        Measure::Count,
        (1, 5000),
    )
    .beside(["burst", "बर्स्ट", ""]),
    Setting::new(
        &[cognito::UserPool::KIND],
        "passwordLength",
        Measure::Count,
        (6, 99),
    )
    .beside([
        "character|letters|chars|long|length",
        "अक्षर|अक्षरों|कैरेक्टर",
        "akshar|character",
    ])
    .about(["password", "पासवर्ड", ""])
    .property(&["Policies", "PasswordPolicy", "MinimumLength"]),
];
