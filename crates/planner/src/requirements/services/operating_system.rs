//! "An Ubuntu 22.04 machine", "Debian VM": the operating system that was named. Here: which one. Not here: its image (`catalog::ec2`).

use crate::requirements::read::{Reading, What};

/// Those that machines are planned with.
const PLANNED: [(&str, &str); 4] = [
    ("ubuntu", "ubuntu"),
    ("उबंटू", "ubuntu"),
    ("debian", "debian"),
    ("डेबियन", "debian"),
];
/// Those that they aren't, with what people know them by.
const OTHERS: [(&str, &str); 12] = [
    ("rhel", "Red Hat Enterprise Linux"),
    ("redhat", "Red Hat Enterprise Linux"),
    ("centos", "CentOS"),
    ("rocky", "Rocky Linux"),
    ("almalinux", "AlmaLinux"),
    ("suse", "SUSE Linux"),
    ("sles", "SUSE Linux"),
    ("fedora", "Fedora"),
    ("freebsd", "FreeBSD"),
    ("kali", "Kali Linux"),
    ("macos", "macOS"),
    ("gentoo", "Gentoo"),
];

/// What was named.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// With its version where one was said: "ubuntu 22.04".
    Planned(String),
    /// Something that no machine is planned with.
    Other(&'static str),
}

/// Whether a machine with an operating system of its own is spoken of: "a RHEL 9 machine", "`CentOS` box".
pub(in crate::requirements) fn is_of_a_machine(reading: &Reading<'_>) -> bool {
    const MACHINES: [&str; 12] = [
        "machine",
        "machines",
        "server",
        "servers",
        "box",
        "vm",
        "vms",
        "instance",
        "host",
        "मशीन",
        "सर्वर",
        "mashin",
    ];
    let systems = PLANNED.iter().chain(&OTHERS).map(|(name, _)| *name);
    let systems: Vec<&str> = systems.collect();
    (0..reading.items.len()).any(|at| {
        let system = systems.contains(&reading.written(at).to_lowercase().as_str());
        let live = reading
            .items
            .get(at)
            .is_some_and(|item| item.live && item.what != What::Name);
        let machine = |place: usize| MACHINES.contains(&reading.written(place).to_lowercase().as_str());
        system
            && live
            && ((at + 1..at + 4)
                .take_while(|place| !reading.stops(*place))
                .any(machine)
                // "Apna server chahiye, ubuntu wala".
                || (at.saturating_sub(4)..at)
                    .rev()
                    .take_while(|place| !reading.stops(*place))
                    .any(machine))
    })
}

/// The operating system that was named, if any.
pub(super) fn named(reading: &Reading<'_>) -> Option<Named> {
    (0..reading.items.len()).find_map(|at| {
        let item = reading.items.get(at).filter(|item| item.live)?;
        if matches!(item.what, What::Name | What::Image | What::Domain) {
            return None;
        }
        let written = reading.written(at).to_lowercase();
        let says = |name: &str| written.split([' ', '-']).any(|word| word == name);
        if let Some((_, other)) = OTHERS.iter().find(|(name, _)| says(name)) {
            return Some(Named::Other(other));
        }
        if says("red") && reading.written(at + 1).eq_ignore_ascii_case("hat") || written == "red hat" {
            return Some(Named::Other("Red Hat Enterprise Linux"));
        }
        let (_, system) = PLANNED.iter().find(|(name, _)| says(name))?;
        let version = (at + 1..at + 3).find_map(|place| match reading.items.get(place)?.what {
            What::Number(_) => Some(reading.written(place)),
            _ => None,
        });
        // Releases are never a single digit here, as counts are: "ubuntu machine, 2 GB".
        let version = version.filter(|version| version.len() > 1);
        Some(Named::Planned(match version {
            Some(version) => format!("{system} {version}"),
            None => (*system).to_owned(),
        }))
    })
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::language::Language;

    use super::*;
    use crate::requirements::read::read;

    #[test]
    fn systems_are_read_with_their_version() {
        for (prompt, expected) in [
            ("an Ubuntu machine with nginx", "ubuntu"),
            ("Ubuntu 22.04 EC2", "ubuntu 22.04"),
            ("ubuntu server 24.04 LTS", "ubuntu 24.04"),
            ("Debian 12 VM banao", "debian 12"),
            ("उबंटू सर्वर चाहिए", "ubuntu"),
        ] {
            let named = named(&read(prompt, Language::English));
            assert_eq!(named, Some(Named::Planned(expected.to_owned())), "{prompt}");
        }
        let other = named(&read("a RHEL 9 server", Language::English));
        assert_eq!(other, Some(Named::Other("Red Hat Enterprise Linux")));
        assert_eq!(named(&read("a Linux machine", Language::English)), None);
    }
}
