//! Stretches that are one thing as a whole: addresses, host names, networks, machine sizes, region codes.

use crate::catalog::instance_types::is_instance_type;
use std::ops::Range;

use super::Shape;
use super::image::is_image;

/// The shapes that are one thing as a whole, and which part of the stretch they are.
pub(super) fn whole_shape(core: &str) -> Option<(Shape, Range<usize>)> {
    // Each of these shapes has one of these marks in it, and most stretches are words.
    if !core.bytes().any(|byte| matches!(byte, b'@' | b'/' | b'.' | b'-')) {
        return None;
    }
    let all = 0..core.len();
    if core.contains('@') && is_email(core) {
        return Some((Shape::Email, all));
    }
    if is_image(core) {
        return Some((Shape::Image, all));
    }
    if let Some(scheme) = core.find("://") {
        let host = host_length(&core[scheme + 3..]);
        let host = scheme + 3..scheme + 3 + host;
        return is_domain(&core[host.clone()]).then_some((Shape::Domain, host));
    }
    if is_network(core) {
        return Some((Shape::Network, all));
    }
    if is_instance_type(core) {
        return Some((Shape::InstanceType, all));
    }
    if let Some(length) = region_length(core) {
        return Some((Shape::RegionCode, 0..length));
    }
    let host = host_length(core);
    is_domain(&core[..host]).then_some((Shape::Domain, 0..host))
}

fn host_length(text: &str) -> usize {
    text.find(['/', ':', '?', '#']).unwrap_or(text.len())
}

fn is_email(core: &str) -> bool {
    core.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && local
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c))
            && host.contains('.')
            && labels_are_valid(host)
    })
}

pub(super) fn labels_are_valid(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// Endings that people use; `index.html` and `app.py` are files, `Node.js` is a runtime.
const DOMAIN_ENDINGS: [&str; 146] = [
    "com",
    "in",
    "org",
    "net",
    "io",
    "dev",
    "app",
    "co",
    "ai",
    "xyz",
    "info",
    "edu",
    "gov",
    "shop",
    "store",
    "online",
    "site",
    "tech",
    "cloud",
    "me",
    "us",
    "uk",
    "de",
    "fr",
    "ca",
    "au",
    "sg",
    "jp",
    "eu",
    "biz",
    "blog",
    "agency",
    "studio",
    "live",
    "world",
    "club",
    "pro",
    "page",
    "design",
    "health",
    "food",
    "news",
    "academy",
    "example",
    "ngo",
    "ong",
    "bank",
    "bharat",
    "nl",
    "es",
    "ch",
    "br",
    "mx",
    "ru",
    "cn",
    "kr",
    "hk",
    "ph",
    "th",
    "ae",
    "sa",
    "za",
    "ng",
    "np",
    "lk",
    "bd",
    "pk",
    "nz",
    "ie",
    "tv",
    "gg",
    "mobi",
    "travel",
    "school",
    "college",
    "university",
    "education",
    "hospital",
    "clinic",
    "dental",
    "yoga",
    "restaurant",
    "cafe",
    "kitchen",
    "farm",
    "fashion",
    "photography",
    "wedding",
    "foundation",
    "charity",
    "social",
    "community",
    "solutions",
    "digital",
    "ventures",
    "capital",
    "finance",
    "insurance",
    "legal",
    "consulting",
    "guru",
    "today",
    "zone",
    "space",
    "website",
    "vip",
    "inc",
    "ltd",
    "market",
    "asia",
    "family",
    "life",
    "group",
    "company",
    "gallery",
    "city",
    "care",
    "expert",
    "fit",
    "gifts",
    "house",
    "media",
    "photos",
    "pics",
    "rocks",
    "tips",
    "tours",
    "town",
    "training",
    "wine",
    "works",
    "li",
    "dk",
    "pt",
    "cz",
    "gr",
    "hu",
    "ee",
    "lt",
    "tr",
    "vn",
    "tw",
    "ly",
    "fm",
    "ke",
    "gh",
];
const NO_DOMAINS: [&str; 4] = ["asp.net", "socket.io", "ado.net", "draw.io"];

/// Whether a text is a host name of the kind that people own.
pub fn is_domain(text: &str) -> bool {
    let Some((front, ending)) = text.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    DOMAIN_ENDINGS.contains(&ending.as_str())
        && labels_are_valid(text)
        && front.chars().any(|c| c.is_ascii_alphabetic())
        && !NO_DOMAINS.contains(&text.to_ascii_lowercase().as_str())
}

fn is_network(core: &str) -> bool {
    let (address, prefix) = core.split_once('/').unwrap_or((core, "32"));
    address.split('.').count() == 4
        && address
            .split('.')
            .all(|part| part.len() <= 3 && part.parse::<u8>().is_ok())
        && prefix.parse::<u8>().is_ok_and(|prefix| prefix <= 32)
}

/// The length of a region code at the beginning; the zone's letter in `ap-south-1a` is left out.
fn region_length(core: &str) -> Option<usize> {
    let zone = core.ends_with(|c: char| c.is_ascii_alphabetic());
    let length = core.len() - usize::from(zone);
    let without_zone = core.get(..length)?;
    let (front, number) = without_zone.rsplit_once('-')?;
    let (area, direction) = front.split_once('-')?;
    let directions = [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northeast",
        "southeast",
        "northwest",
        "southwest",
    ];
    let direction = direction
        .strip_prefix("gov-")
        .unwrap_or(direction)
        .to_ascii_lowercase();
    (area.len() == 2
        && area.chars().all(|c| c.is_ascii_alphabetic())
        && directions.contains(&direction.as_str())
        && number.len() == 1
        && number.chars().all(|c| c.is_ascii_digit()))
    .then_some(length)
}
