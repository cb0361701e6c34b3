//! The words by which sentences say what goes where: verbs in English before what they are done to, in Hindi and Hinglish behind it, and
//! the small words between.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Act;

/// Each verb of `VERBS` by itself, since every word of a prompt is looked up.
pub(super) static VERB: LazyLock<HashMap<&str, Act>> = LazyLock::new(|| {
    let each = |(act, verbs): (Act, &'static str)| verbs.split(' ').map(move |verb| (verb, act));
    VERBS.into_iter().flat_map(each).collect()
});

/// Verbs as they stand in sentences; what they have in common is too short to be told from nouns.
const VERBS: [(Act, &str); 3] = [
    (
        Act::Starts,
        "calls calling called executes executing executed feeding feeds fed invoke invoked invokes invoking \
         launch launched launches launching orchestrate orchestrated orchestrates orchestrating run running \
         runs start started starting starts trigger triggered triggering triggers ट्रिगर",
    ),
    (
        Act::Sends,
        "archives archiving delivers delivering drops dropping emits emitting enqueues forwards forwarding \
         inserts loads loading posts posting publish publishes publishing push pushes pushing put puts \
         putting records routes routing saves saving send sends sending stores storing streams streaming \
         write writes writing",
    ),
    (
        Act::Takes,
        "consume consumed consumes consuming drains listens listening polled polls polling processed \
         processes processing pulls pulling read reads reading receives receiving subscribe subscribed \
         subscribes subscribing",
    ),
];
/// How something goes, the beginnings of verbs that say so, and the words between such a verb and what it is done to.
pub(super) type VerbBehind = (Act, &'static [&'static str], &'static [&'static str]);
/// Hindi and Hinglish, beginnings of verbs, which stand behind what they are done to; with the word between the two.
pub(super) const VERBS_BEHIND: [VerbBehind; 3] = [
    (
        Act::Starts,
        &[
            "chala",
            "trigger",
            "start",
            "invoke",
            "call",
            "चला",
            "ट्रिगर",
            "शुरू",
            "स्टार्ट",
        ],
        &["ko", "को"],
    ),
    (
        Act::Sends,
        &[
            "daal",
            "dal",
            "bhej",
            "likh",
            "save",
            "store",
            "rakh",
            "publish",
            "push",
            "write",
            "डाल",
            "भेज",
            "लिख",
            "सेव",
        ],
        &["mein", "me", "mai", "main", "par", "pe", "ko", "में", "पर", "को"],
    ),
    (
        Act::Takes,
        &["padh", "utha", "read", "leta", "leti", "पढ़", "उठा"],
        &["se", "से"],
    ),
];
/// What something is put into stands behind one of these.
pub(super) const INTO: [&str; 8] = ["to", "into", "in", "on", "onto", "through", "via", "over"];
/// "Runs on ECS", "starts at 2": what stands behind these isn't started.
pub(super) const ELSEWHERE: [&str; 12] = [
    "on", "in", "at", "inside", "from", "with", "behind", "within", "every", "for", "to", "when",
];
/// With nothing between.
pub(super) const DIRECTLY: [&str; 9] = [
    "directly",
    "straight",
    "direct",
    "seedha",
    "seedhe",
    "sidha",
    "sidhe",
    "सीधे",
    "सीधा",
];
/// What may stand before one of these where no verb does: "API with a direct SQS integration", "API se seedhe".
pub(super) const HAS: [&str; 7] = ["with", "a", "has", "having", "using", "se", "से"];
/// What may stand behind one of these then, up to the second part.
pub(super) const JOINS: [&str; 9] = [
    "service",
    "aws",
    "integration",
    "integrated",
    "to",
    "into",
    "onto",
    "with",
    "the",
];
/// Words of those that lead to the second part.
pub(super) const LEADS: [&str; 4] = ["to", "into", "onto", "with"];
/// Words behind the second part that do so: "direct SQS integration", "SQS mein".
pub(super) const INTO_BEHIND: [&str; 9] =
    ["integration", "mein", "me", "mai", "main", "par", "pe", "में", "पर"];
/// Words that make a participle a passive: "is sent to" says nothing of who sends.
pub(super) const PASSIVE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "gets"];
/// Words before what starts something by happening.
pub(super) const WHEN: [&str; 7] = ["when", "whenever", "once", "after", "as", "if", "every time"];
/// What happens to a file then.
pub(super) const ARRIVES: [&str; 12] = [
    "uploaded", "upload", "uploads", "lands", "land", "arrives", "arrive", "added", "dropped", "created",
    "placed", "saved",
];
/// What joins one thing that is done to another.
pub(super) const BUT_COMMA: [&str; 4] = ["and", "then", "aur", "और"];
/// The same, and the sign for them.
pub(super) const AND: [&str; 5] = ["and", "then", ",", "aur", "और"];
/// Signs for going somewhere.
pub(super) const ARROWS: [&str; 4] = ["->", "→", "=>", "-->"];
