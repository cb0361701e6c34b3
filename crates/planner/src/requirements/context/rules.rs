//! What rules look at: "Config rules for S3 encryption" names no bucket.

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Item, Reading, What};

/// "Config rules for S3 encryption and public databases": what a rule looks at is no part for being named there.
pub(super) fn looked_at_by_rules(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let written = reading.written(at).to_lowercase();
        let is_rule = |it: &Item| {
            let of_config = |kind: &str| kind.starts_with("AWS::Config::");
            it.live && it.aws.is_some_and(of_config) && written.contains("rule")
        };
        if !reading.items.get(at).is_some_and(is_rule) {
            continue;
        }
        let leads = matches!(reading.concept(at + 1), Some(Concept::Grammar(Grammar::For)))
            || reading.written(at + 1).eq_ignore_ascii_case("to");
        let mut place = at + 2;
        let mut ends = Vec::new();
        while leads && ends.len() < 16 && !reading.begins_part(place) {
            let Some(item) = reading.items.get(place) else {
                break;
            };
            let joins = matches!(
                item.what,
                What::Term(Concept::Grammar(Grammar::And | Grammar::Article))
            ) || reading.written(place) == ",";
            // Parts of the network are none of the services that it leads to.
            let of_network = item.aws.is_some_and(|kind| kind.starts_with("AWS::EC2::"));
            let checked = matches!(
                item.what,
                What::Word | What::Term(Concept::Ssh | Concept::Public | Concept::Sql(_))
            ) && written.contains("rule");
            let leads_to =
                checked || item.aws.is_some() || matches!(item.what, What::Term(Concept::Store(_)));
            if of_network || !(joins || leads_to) {
                break;
            }
            if !joins {
                ends.push(place);
            }
            place += 1;
        }
        // What is spoken of elsewhere too is a part all the same.
        for place in ends {
            if let Some(item) = reading.items.get_mut(place) {
                item.what = What::Term(Concept::Filler);
                item.aws = None;
            }
        }
    }
}
