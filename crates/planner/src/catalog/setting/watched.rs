//! From which number on more machines are started, or somebody is told.

use super::{Measure, Setting, Words};
use crate::catalog::{autoscaling_group, cloudwatch, ecs};

const ALARM: Words = [
    "alarm|alert|notify|notified|warn|tell me|mail me|email me|page me|let me know",
    "अलार्म|अलर्ट|सूचना|सूचित|बताओ|बताए|बताना",
    "batao|bata do|bataye|khabar|suchit|soochit",
];
const SCALED: Words = [
    "scal|autoscal|auto-scal|grow|target",
    "स्केल|बढ़े|बढ़ाओ",
    "badhe|badhao|badhaye",
];
const PROCESSOR: Words = ["cpu|processor", "सीपीयू|प्रोसेसर", ""];

pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(
        &[ecs::FargateService::KIND, autoscaling_group::KIND],
        "cpuTarget",
        Measure::Percent,
        (10, 90),
    )
    .beside(PROCESSOR)
    .about(SCALED),
    Setting::new(
        &[ecs::FargateService::KIND],
        "memoryTarget",
        Measure::Percent,
        (10, 90),
    )
    .beside(["memory|ram", "मेमोरी|रैम", ""])
    .about(SCALED),
    Setting::new(
        &[cloudwatch::Alarm::KIND],
        "cpuPercent",
        Measure::Percent,
        (1, 99),
    )
    .beside(PROCESSOR)
    .about(ALARM),
    Setting::new(
        &[cloudwatch::Alarm::KIND],
        "errors",
        Measure::Count,
        (1, 1_000_000),
    )
    .beside(["error|5xx|failure|failed|fails|500s", "त्रुटि|एरर|गलती", "galti"])
    .about(ALARM),
    Setting::new(
        &[cloudwatch::Alarm::KIND],
        "messages",
        Measure::Count,
        (1, 1_000_000_000),
    )
    .beside([
        "message|queue depth|backlog|waiting|in the queue|queue",
        "संदेश|मैसेज|कतार",
        "sandesh",
    ])
    .about(ALARM),
];
