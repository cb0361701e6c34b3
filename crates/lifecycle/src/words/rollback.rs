//! Said of going back to an earlier revision.

use cloudwhisper_api::language::Language;

use super::{Said, plan, say};
use crate::revision::Revision;

/// What is planned; with `spec.rollbackTo`, that the prompt is not.
pub(crate) fn planned(language: Language, revision: &Revision, rollback_to: Option<i64>) -> String {
    let planned = plan::planned(language, revision);
    let Some(number) = rollback_to else {
        return planned;
    };
    say!(
        language,
        "{planned} It is the plan of revision {number}, as spec.rollbackTo asks; the prompt is not read until spec.rollbackTo is \
         taken out.",
        "{planned} यह revision {number} की योजना है, जैसा spec.rollbackTo में लिखा है; spec.rollbackTo हटाने तक अनुरोध नहीं पढ़ा जाता।",
        "{planned} Yeh revision {number} ka plan hai, jaisa spec.rollbackTo mein likha hai; spec.rollbackTo hatane tak prompt nahi \
         padha jata.",
    )
}

/// `running`, of just the revision that was to be gone back to.
pub(crate) fn runs(language: Language, number: i64, running: &str) -> String {
    say!(
        language,
        "{running} What runs is revision {number}, as spec.rollbackTo asks: there is nothing to do.",
        "{running} revision {number} ही चल रही है, जैसा spec.rollbackTo में लिखा है: करने को कुछ नहीं है।",
        "{running} Revision {number} hi chal rahi hai, jaisa spec.rollbackTo mein likha hai: karne ko kuch nahi hai.",
    )
}

/// `was_there`: it was kept once.
pub(crate) fn missing(language: Language, number: i64, was_there: bool, kept: &[i64]) -> Said {
    let message = if was_there {
        say!(
            language,
            "There is no going back to revision {number}: it is no longer kept.",
            "revision {number} पर लौटना संभव नहीं: वह अब रखी नहीं है।",
            "Revision {number} par lautna mumkin nahi: woh ab rakhi nahi hai.",
        )
    } else {
        say!(
            language,
            "There is no going back to revision {number}: there has never been one of that number.",
            "revision {number} पर लौटना संभव नहीं: इस संख्या की revision कभी थी ही नहीं।",
            "Revision {number} par lautna mumkin nahi: is number ki revision kabhi thi hi nahi.",
        )
    };
    Said::new(message, choose(language, kept))
}

pub(crate) fn unreadable(language: Language, name: &str, number: i64, kept: &[i64]) -> Said {
    let map = Revision::config_map_name(name, number);
    Said::new(
        say!(
            language,
            "There is no going back to revision {number}: the ConfigMap {map} was changed by hand or can't be read, and nobody has \
             approved what it says now.",
            "revision {number} पर लौटना संभव नहीं: ConfigMap {map} हाथ से बदला गया है या पढ़ा नहीं जा सकता, और उसमें जो अब लिखा है, उसे किसी ने \
             स्वीकृति नहीं दी है।",
            "Revision {number} par lautna mumkin nahi: ConfigMap {map} haath se badla gaya hai ya padha nahi ja sakta, aur usme jo \
             ab likha hai, use kisi ne approve nahi kiya hai.",
        ),
        choose(language, kept),
    )
}

/// The revision is for another account than the request now, or one of the two is for none.
pub(crate) fn elsewhere(language: Language, number: i64, was: Option<&str>, is: Option<&str>) -> Said {
    let message = match (was, is) {
        (Some(was), Some(is)) => say!(
            language,
            "There is no going back to revision {number}: it was planned for the AWS account {was}, and the request is for {is} now.",
            "revision {number} पर लौटना संभव नहीं: वह AWS खाते {was} के लिए बनी थी, और अनुरोध अब {is} के लिए है।",
            "Revision {number} par lautna mumkin nahi: woh AWS account {was} ke liye bani thi, aur request ab {is} ke liye hai.",
        ),
        (None, _) => say!(
            language,
            "There is no going back to revision {number}: it was planned without an account, and can't be deployed as it is.",
            "revision {number} पर लौटना संभव नहीं: वह बिना खाते के बनी थी, और जैसी है वैसी डिप्लॉय नहीं हो सकती।",
            "Revision {number} par lautna mumkin nahi: woh bina account ke bani thi, aur jaisi hai waisi deploy nahi ho sakti.",
        ),
        (Some(was), None) => say!(
            language,
            "There is no going back to revision {number}: it was planned for the AWS account {was}, and the request names none now.",
            "revision {number} पर लौटना संभव नहीं: वह AWS खाते {was} के लिए बनी थी, और अनुरोध में अब कोई खाता नहीं है।",
            "Revision {number} par lautna mumkin nahi: woh AWS account {was} ke liye bani thi, aur request mein ab koi account nahi \
             hai.",
        ),
    };
    Said::new(message, choose(language, &[]))
}

fn choose(language: Language, kept: &[i64]) -> String {
    let numbers: Vec<String> = kept.iter().map(i64::to_string).collect();
    let numbers = numbers.join(", ");
    if kept.is_empty() {
        return say!(
            language,
            "Nothing was changed. Take spec.rollbackTo out, and the prompt is read again.",
            "कुछ बदला नहीं गया। spec.rollbackTo हटाइए, तो अनुरोध फिर पढ़ा जाएगा।",
            "Kuch badla nahi gaya. spec.rollbackTo hatayein, to prompt phir padha jayega.",
        );
    }
    say!(
        language,
        "Nothing was changed. Set spec.rollbackTo to a revision that is kept ({numbers}), or take it out, and the prompt is read again.",
        "कुछ बदला नहीं गया। spec.rollbackTo में कोई रखी हुई revision ({numbers}) लिखिए, या उसे हटाइए, तो अनुरोध फिर पढ़ा जाएगा।",
        "Kuch badla nahi gaya. spec.rollbackTo mein koi rakhi hui revision ({numbers}) likhein, ya use hatayein, to prompt phir padha \
         jayega.",
    )
}
