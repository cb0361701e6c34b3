//! The host name of one's own. Here: which of the names in a prompt the person wants to serve under, and which belong to
//! somebody else: a repository, documentation, an address of mail. Not here: what is built for it (`blueprint`).

use cloudwhisper_api::language::Language;

use super::draft::{Case, Notes};
use super::purposes;
use super::read::{Reading, What};
use super::words::pick;
use crate::language::lexicon::Concept;
use crate::language::tokens::is_registry;

/// Hosts that show other people's code, packages, pages or mail: nobody points them at AWS. A host below one counts too.
const OTHERS: [&str; 32] = [
    "github.com",
    "github.io",
    "githubusercontent.com",
    "gitlab.com",
    "gitlab.io",
    "bitbucket.org",
    "codeberg.org",
    "sourceforge.net",
    "docker.com",
    "npmjs.com",
    "npmjs.org",
    "pypi.org",
    "crates.io",
    "rubygems.org",
    "packagist.org",
    "readthedocs.io",
    "stackoverflow.com",
    "wikipedia.org",
    "medium.com",
    "google.com",
    "googleapis.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "amazon.com",
    "cloudfront.net",
    "microsoft.com",
    "slack.com",
    "discord.com",
    "stripe.com",
    "razorpay.com",
];

/// Words before a name that say that it is only talked about.
const ELSEWHERE: [&str; 36] = [
    "from",
    "like",
    "see",
    "similar",
    "repo",
    "repository",
    "source",
    "code",
    "docs",
    "documentation",
    "readme",
    "clone",
    "cloned",
    "pull",
    "pulls",
    "fetch",
    "fetches",
    "calls",
    "calling",
    "scrape",
    "scrapes",
    "crawl",
    "crawls",
    "replaces",
    "copy",
    "clone of",
    "private repo",
    "public repo",
    "private repository",
    "public repository",
    "git",
    "image",
    "रेपो",
    "कोड",
    "dekho",
    "देखो",
];
/// Words behind a name that say the same, where verbs stand last.
const ELSEWHERE_AFTER: [&str; 19] = [
    "clone",
    "jaisa",
    "jaisi",
    "jaise",
    "जैसा",
    "जैसी",
    "जैसे",
    "dekho",
    "dekh",
    "देखो",
    "देखें",
    "repo",
    "repository",
    "wala repo",
    "ki tarah",
    "की तरह",
    "se code",
    "से कोड",
    "se lo",
];
/// "From": it is elsewhere, unless something opens or runs from there.
const FROM: [&str; 2] = ["se", "से"];
const OPENS: [&str; 6] = ["khul", "chal", "access", "खुल", "चल", "पहुंच"];

/// The host name of one's own.
pub(super) fn custom_domain(case: &Case<'_>, notes: &mut Notes) -> Option<String> {
    if let Some(answer) = &case.answers.custom_domain {
        return answer.chosen();
    }
    let reading = &case.reading;
    let domain = (0..reading.items.len())
        .filter(|at| {
            reading
                .items
                .get(*at)
                .is_some_and(|item| item.live && item.what == What::Domain)
        })
        .find(|at| is_own(reading, *at))
        .map(|at| reading.written(at).to_lowercase());
    let wished = reading.live().any(|(at, concept)| {
        concept == Concept::CustomDomain && !is_of_search(reading, at) && !is_of_each(reading, at)
    });
    if domain.is_none() && wished {
        // What a whole system is for doesn't wait for the name of one of its addresses.
        if purposes::parts(reading) >= MANY {
            notes.warn("DOMAIN_NEEDED", domain_left_out(case.language));
        } else {
            notes.ask("customDomain", &[]);
        }
    }
    let of_each = |at: usize| reading.concept(at) == Some(Concept::CustomDomain) && is_of_each(reading, at);
    if domain.is_none() && reading.live().any(|(at, _)| of_each(at)) {
        notes.warn("DOMAIN_NEEDED", subdomains_left_out(case.language));
    }
    domain
}

/// Whether this host name stands in the prompt, not denied, as a whole word, and may be the person's own: not a well-known one, no address of mail
/// and no page of a site.
pub(super) fn stands_alone(reading: &Reading<'_>, host: &str) -> bool {
    (0..reading.items.len()).any(|at| {
        let item = reading.items.get(at);
        item.is_some_and(|item| item.live && item.what == What::Domain)
            && reading.written(at).to_lowercase() == host
            && !is_of_others(reading, at)
            && !has_path(reading, at)
    })
}

/// Whether the person wants to serve under the host name at `at`.
fn is_own(reading: &Reading<'_>, at: usize) -> bool {
    if is_of_others(reading, at) {
        return false;
    }
    match cue_before(reading, at) {
        Some(own) => own,
        None => !talked_of_after(reading, at) && !has_path(reading, at),
    }
}

/// Whether the host name at `at` is somebody else's for certain: a well-known site, a registry, an address of mail.
fn is_of_others(reading: &Reading<'_>, at: usize) -> bool {
    let host = reading.written(at).to_lowercase();
    let below = |other: &&str| {
        host.strip_suffix(*other)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    let start = reading.items.get(at).map_or(0, |item| item.span.start);
    let of_mail = reading
        .text
        .get(..start)
        .is_some_and(|before| before.trim_end().ends_with('@'));
    of_mail || is_registry(&host) || OTHERS.iter().any(below)
}

/// What the words before say: the nearest decides. `None` where they say nothing.
fn cue_before(reading: &Reading<'_>, at: usize) -> Option<bool> {
    let from = reading.thought(at).start.max(at.saturating_sub(5));
    let near = (from..at).rev().take_while(|place| {
        let what = reading.items.get(*place).map(|item| item.what);
        let colon = reading.written(*place) == ":";
        !matches!(what, Some(What::Domain | What::Email)) && (what != Some(What::Pause) || colon)
    });
    for place in near {
        if reading.concept(place) == Some(Concept::CustomDomain) {
            return Some(true);
        }
        let written = reading.written(place).to_lowercase();
        let wish = written == "like" && reading.written(place + 1).to_lowercase().starts_with("to");
        if ELSEWHERE.contains(&written.as_str()) && !wish {
            return Some(false);
        }
    }
    None
}

fn talked_of_after(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.written(at + 1).to_lowercase();
    let opens = || {
        (at + 2..at + 4).any(|place| {
            let written = reading.written(place).to_lowercase();
            OPENS.iter().any(|verb| written.starts_with(verb))
        })
    };
    ELSEWHERE_AFTER.contains(&next.as_str()) || (FROM.contains(&next.as_str()) && !opens())
}

/// "example.com/orders" is a page of somebody's; an application of one's own has its host to itself.
fn has_path(reading: &Reading<'_>, at: usize) -> bool {
    let end = reading.items.get(at).map_or(0, |item| item.span.end);
    let path = reading.text.get(end..).and_then(|rest| rest.strip_prefix('/'));
    path.is_some_and(|path| path.starts_with(|c: char| c.is_alphanumeric()))
}

/// "Every practice has its own subdomain", "a subdomain per tenant": names that customers get later on, below one that nobody asked for.
fn is_of_each(reading: &Reading<'_>, at: usize) -> bool {
    let subdomain = reading.written(at).to_lowercase().starts_with("subdomain");
    let each = |place: usize| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "each" | "every" | "per" | "tenant" | "tenants" | "customers"
        )
    };
    let thought = reading.thought(at);
    subdomain && (thought.start.max(at.saturating_sub(12))..thought.end.min(at + 4)).any(each)
}

/// An "`OpenSearch` domain" is a cluster, not a host name.
fn is_of_search(reading: &Reading<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map(|before| reading.written(before).to_lowercase());
    before.is_some_and(|before| before.ends_with("search") || before.ends_with("सर्च"))
}

/// What to say where every customer is to have a subdomain, and nobody said below which domain.
/// So many parts are a system, of which an address of one's own is the least.
const MANY: usize = 8;

fn domain_left_out(language: Language) -> (String, String) {
    let message = pick(
        language,
        "A domain of your own is not in this plan, since it was not named; the address is one of AWS's.",
        "आपका अपना डोमेन इस योजना में नहीं है, क्योंकि उसका नाम नहीं बताया गया; पता AWS का होगा।",
        "Aapka apna domain is plan mein nahi hai, kyunki uska naam nahi bataya gaya; address AWS ka hoga.",
    );
    let suggestion = pick(
        language,
        "Name the domain, such as shop.example.in, to have it in the plan.",
        "योजना में लाने के लिए डोमेन बताइए, जैसे shop.example.in।",
        "Plan mein laane ke liye domain bataiye, jaise shop.example.in.",
    );
    (message, suggestion)
}

fn subdomains_left_out(language: Language) -> (String, String) {
    let message = pick(
        language,
        "Subdomains for each customer are not in this plan, since no domain was named that they could be below.",
        "हर ग्राहक के सबडोमेन इस योजना में नहीं हैं, क्योंकि वह डोमेन नहीं बताया गया जिसके नीचे वे हों।",
        "Har customer ke subdomain is plan mein nahi hain, kyunki woh domain nahi bataya gaya jiske neeche woh hon.",
    );
    let suggestion = pick(
        language,
        "Name the domain, such as shop.example.in; each customer's address is a record below it.",
        "डोमेन बताइए, जैसे shop.example.in; हर ग्राहक का पता उसके नीचे एक रिकॉर्ड है।",
        "Domain bataiye, jaise shop.example.in; har customer ka address uske neeche ek record hai.",
    );
    (message, suggestion)
}
