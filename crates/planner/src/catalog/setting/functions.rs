//! What numbers say of functions.

use super::{Measure, Setting};
use crate::catalog::lambda;

pub(super) const SETTINGS: &[Setting] = &[
    // Source: Lambda developer guide, "Lambda quotas", 2026-11; alike for what follows of functions.
    Setting::new(&[lambda::Function::KIND], "timeout", Measure::Seconds, (1, 900))
        .beside([
            "timeout|time out|times out|time limit|run for up to|runs up to|run up to",
            "टाइमआउट|समय सीमा",
            "samay seema",
        ])
        .property(&["Timeout"]),
    Setting::new(&[lambda::Function::KIND], "memory", Measure::Megabytes, (128, 10_240))
        .beside(["memory|ram", "मेमोरी|रैम|मेमरी", ""])
        .property(&["MemorySize"]),
    Setting::new(&[lambda::Function::KIND], "ephemeralStorage", Measure::Megabytes, (512, 10_240))
        .beside([
            "ephemeral storage|ephemeral|temporary storage|temp storage|/tmp|tmp",
            "अस्थायी भंडारण|अस्थायी स्टोरेज",
            "temp space",
        ])
        .property(&["EphemeralStorage", "Size"]),
    Setting::new(&[lambda::Function::KIND], "reservedConcurrency", Measure::Count, (0, 1000))
        .beside([
            "reserved concurrency|reserved concurrent|concurrency limit|max concurrency|maximum concurrency|concurrency of|concurrency|\
             concurrent execution|concurrent invocation|concurrent run|at a time|at the same time|in parallel",
            "रिज़र्व्ड कॉन्करेंसी|कॉन्करेंसी|कॉनकरेंसी|एक साथ",
            "ek saath|ek sath",
        ])
        .property(&["ReservedConcurrentExecutions"]),
    Setting::new(&[lambda::Function::KIND], "provisionedConcurrency", Measure::Count, (1, 1000))
        .beside(["provisioned concurrency|provisioned", "प्रोविज़न्ड कॉन्करेंसी", ""]),
];
