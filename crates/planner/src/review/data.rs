//! What could be lost, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::words::Words;
use super::{Rule, Subject};
use crate::blueprint::Retention;
use crate::catalog;

pub(super) const RULES: &[Rule] = &[lost_with_the_stack, disk_of_a_machine, no_backups];

/// Its disk is the one thing that goes with the stack: a machine that stays would be paid for ever.
const MACHINE: &str = "AWS::EC2::Instance";

/// Holds for no plan of ours: whatever is in the catalogue as stateful is kept.
fn lost_with_the_stack(subject: Subject<'_>) -> Vec<Words> {
    let stateful = subject.blueprint.resources().iter().filter(|resource| {
        resource.kind != MACHINE && resource.retention == Retention::Delete && catalog::holds_data(resource)
    });
    stateful
        .map(|resource| goes_with_the_stack().about(resource))
        .collect()
}

fn disk_of_a_machine(subject: Subject<'_>) -> Vec<Words> {
    subject
        .blueprint
        .of_kind(MACHINE)
        .map(|machine| goes_with_the_machine().about(machine))
        .collect()
}

/// Point-in-time recovery of a table is paid by the gigabyte and never free, so cheap plans go without.
fn no_backups(subject: Subject<'_>) -> Vec<Words> {
    let tables = subject.blueprint.of_kind("AWS::DynamoDB::Table");
    let without = tables.filter(|table| !table.properties.contains_key("PointInTimeRecoverySpecification"));
    without.map(|table| no_way_back().about(table)).collect()
}

fn goes_with_the_stack() -> Words {
    Words {
        rule: "CW-DATA-002",
        severity: Severity::High,
        resource: None,
        message: [
            "Deleting the stack would delete the data in it",
            "स्टैक मिटाने से इसका डेटा भी मिट जाएगा",
            "Stack delete karne se iska data bhi delete ho jayega",
        ],
        suggestion: [
            "Keep it, or a snapshot of it, when the stack goes",
            "स्टैक मिटने पर इसे या इसकी प्रति को रखें",
            "Stack delete hone par ise ya iska snapshot rakhein",
        ],
    }
}

fn goes_with_the_machine() -> Words {
    Words {
        rule: "CW-DATA-003",
        severity: Severity::Info,
        resource: None,
        message: [
            "What is kept on the machine's own disk goes when the machine is replaced or the stack is deleted",
            "मशीन की अपनी डिस्क पर रखा डेटा मशीन बदलने या स्टैक मिटाने पर चला जाता है",
            "Machine ki apni disk par rakha data machine badalne ya stack delete karne par chala jaata hai",
        ],
        suggestion: [
            "Keep what matters in a bucket, a table or a database: those stay",
            "ज़रूरी चीज़ें बकेट, टेबल या डेटाबेस में रखिए: वे बने रहते हैं",
            "Zaroori cheezein bucket, table ya database mein rakhiye: woh bane rehte hain",
        ],
    }
}

fn no_way_back() -> Words {
    Words {
        rule: "CW-DATA-001",
        severity: Severity::Info,
        resource: None,
        message: [
            "AWS keeps several copies of this table, but entries that your program deletes by mistake can't be brought back",
            "AWS इस टेबल की कई प्रतियाँ रखता है, पर आपके प्रोग्राम से ग़लती से मिटी प्रविष्टियाँ वापस नहीं आ सकतीं",
            "AWS is table ki kai copies rakhta hai, par aapke program se galti se delete hui entries wapas nahi aa saktin",
        ],
        suggestion: [
            "Ask for backups of the table, or the Hardened profile; it costs a little per gigabyte",
            "टेबल का बैकअप या Hardened प्रोफ़ाइल माँगिए; प्रति गीगाबाइट थोड़ा ख़र्च होता है",
            "Table ka backup ya Hardened profile maangiye; per gigabyte thoda kharch hota hai",
        ],
    }
}
