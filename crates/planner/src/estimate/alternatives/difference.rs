//! What one blueprint has less of than another, in a clause: read off the two of them. Not here: making the other one (`less`).

use cloudwhisper_api::language::Language;

use crate::blueprint::{Blueprint, Value};
use crate::catalog::is_size;

/// What the second has instead of the first, in a clause: `t4g.micro instead of t3.medium`. `None` where nothing that people
/// have a word for differs.
pub(super) fn difference(language: Language, before: &Blueprint, after: &Blueprint) -> Option<String> {
    let mut leaves = Vec::new();
    let mut fewer = None;
    for resource in before.resources() {
        let Some(other) = after.resource(&resource.id) else {
            fewer = fewer.or(Some(resource.kind));
            continue;
        };
        for (name, value) in &resource.properties {
            compare(name, value, other.properties.get(name), &mut leaves);
        }
    }
    let instead = |new: &str, old: &str| match language {
        Language::English => format!("{new} instead of {old}"),
        Language::Hindi => format!("{old} की जगह {new}"),
        Language::Hinglish => format!("{old} ki jagah {new}"),
    };
    let size = leaves.iter().find_map(|leaf| match leaf {
        Leaf {
            old: Value::Text(old),
            new: Value::Text(new),
            ..
        } if is_size(old) && is_size(new) => Some(instead(new, old)),
        _ => None,
    });
    let zones = || {
        leaves
            .iter()
            .any(Leaf::is_standby)
            .then(|| one_data_centre(language).to_owned())
    };
    let number = || {
        leaves.iter().find_map(|leaf| {
            let (old, new) = (number(leaf.old)?, number(leaf.new)?);
            if leaf.name == "RetentionInDays" {
                return (new < old).then(|| days_of_logs(language, new, old));
            }
            let unit = if leaf.is_disk() { " GB" } else { "" };
            (new < old).then(|| {
                format!(
                    "{} ({})",
                    instead(&format!("{new}{unit}"), &format!("{old}{unit}")),
                    leaf.name
                )
            })
        })
    };
    let gone = || fewer.map(|kind| without(language, kind));
    size.or_else(zones).or_else(number).or_else(gone)
}

/// A property that differs.
struct Leaf<'a> {
    name: &'a str,
    old: &'a Value,
    new: &'a Value,
}

impl Leaf<'_> {
    fn is_standby(&self) -> bool {
        let on = Value::Bool(true);
        (self.name.starts_with("MultiAZ") || self.name == "ZoneAwarenessEnabled") && *self.old == on
    }

    fn is_disk(&self) -> bool {
        ["VolumeSize", "AllocatedStorage", "StorageCapacity"].contains(&self.name)
    }
}

fn compare<'a>(name: &'a str, old: &'a Value, new: Option<&'a Value>, leaves: &mut Vec<Leaf<'a>>) {
    match (old, new) {
        (Value::Map(old), Some(Value::Map(new))) => {
            for (name, value) in old {
                compare(name, value, new.get(name), leaves);
            }
        }
        (Value::List(old), Some(Value::List(new))) => {
            for (old, new) in old.iter().zip(new) {
                compare(name, old, Some(new), leaves);
            }
        }
        (old, Some(new)) if old != new => leaves.push(Leaf { name, old, new }),
        _ => {}
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn one_data_centre(language: Language) -> &'static str {
    match language {
        Language::English => "One data centre instead of two",
        Language::Hindi => "दो की जगह एक डेटा सेंटर",
        Language::Hinglish => "Do ki jagah ek data centre",
    }
}

fn days_of_logs(language: Language, new: i64, old: i64) -> String {
    match language {
        Language::English => format!("Logs kept for {new} days instead of {old}"),
        Language::Hindi => format!("लॉग {old} की जगह {new} दिन रखना"),
        Language::Hinglish => format!("Logs {old} ki jagah {new} din rakhna"),
    }
}

fn without(language: Language, kind: &str) -> String {
    match language {
        Language::English => format!("One {kind} less"),
        Language::Hindi => format!("एक {kind} कम"),
        Language::Hinglish => format!("Ek {kind} kam"),
    }
}
