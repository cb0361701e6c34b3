//! The section about the profile Hardened: what it would add to this plan, and for how much.

use std::fmt::{self, Write as _};

use super::needed::needed;
use super::words::Words;
use crate::estimate::currency::both;
use crate::estimate::hardened::Hardened;

/// Additions that are named one by one; the rest is one line.
const MOST_LINES: usize = 8;

/// Writes the section.
pub(super) fn write(page: &mut String, hardened: &Hardened, words: &Words) -> fmt::Result {
    writeln!(page, "\n## {}\n", words.what_hardened_adds)?;
    writeln!(
        page,
        "{}\n",
        words.hardened_costs(&both(&hardened.more), &both(&hardened.total))
    )?;
    for addition in hardened.additions.iter().take(MOST_LINES) {
        write!(page, "- ")?;
        if let Some(more) = &addition.more {
            write!(page, "{}: ", both(more))?;
        }
        write!(page, "{}", addition.description)?;
        if addition.count > 1 {
            write!(page, " (× {})", addition.count)?;
        }
        writeln!(page)?;
    }
    let others = hardened.additions.len().saturating_sub(MOST_LINES);
    if others > 0 {
        writeln!(page, "- {}", words.other_additions(others))?;
    }
    if !hardened.unpriced.is_empty() {
        writeln!(page, "- {}", words.not_counted(&hardened.unpriced.join(", ")))?;
    }
    for it in &hardened.wanted {
        let what = needed(it.answer, words.language()).unwrap_or(it.description);
        writeln!(page, "- {}", words.also_wanted(what))?;
    }
    Ok(())
}

impl Words {
    fn hardened_costs(&self, more: &str, total: &str) -> String {
        self.said(
            format!(
                "This plan has the security profile Baseline. The profile Hardened would add these, for {more} a month more; \
                 everything together would then cost {total} a month:"
            ),
            format!(
                "इस योजना की सुरक्षा प्रोफ़ाइल Baseline है। प्रोफ़ाइल Hardened ये चीज़ें जोड़ेगी, हर महीने {more} और में; तब सब \
                 मिलाकर खर्च {total} प्रति माह होगा:"
            ),
            format!(
                "Is plan ki security profile Baseline hai. Profile Hardened yeh cheezein jodegi, har mahine {more} aur mein; tab sab \
                 milakar kharch {total} har mahine hoga:"
            ),
        )
    }

    fn other_additions(&self, count: usize) -> String {
        self.said(
            format!("and {count} more kinds of parts that cost less or nothing"),
            format!("और {count} तरह की चीज़ें, जिनका खर्च कम है या कुछ नहीं"),
            format!("aur {count} tarah ki cheezein, jinka kharch kam hai ya kuch nahi"),
        )
    }

    fn not_counted(&self, services: &str) -> String {
        self.said(
            format!("Not counted, since their prices are not known here: {services}"),
            format!("गिना नहीं गया, क्योंकि कीमत यहाँ ज्ञात नहीं: {services}"),
            format!("Gina nahi gaya, kyunki keemat yahan pata nahi: {services}"),
        )
    }

    fn also_wanted(&self, what: &str) -> String {
        self.said(
            format!("You would have to give: {what}"),
            format!("आपको यह भी देना होगा: {what}"),
            format!("Aapko yeh bhi dena hoga: {what}"),
        )
    }
}
