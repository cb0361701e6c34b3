//! Unsafe wishes: each is built the secure way, and this says so.
//!
//! They are [`Severity::Medium`]: the plan itself is safe, but a person has to know that it differs from what was said.

use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::InsecureWish;

use super::words::Words;
use super::{Rule, Subject};

pub(super) const RULES: &[Rule] = &[unsafe_wishes];

/// The resource type that a wish is about, so that its finding can name the resource.
fn about(wish: InsecureWish) -> Option<&'static str> {
    match wish {
        InsecureWish::PublicDatabase => Some("AWS::RDS::DBInstance"),
        InsecureWish::PublicBucket => Some("AWS::S3::Bucket"),
        InsecureWish::OpenSsh => Some("AWS::EC2::Instance"),
        InsecureWish::WildcardIam => Some("AWS::IAM::Role"),
        InsecureWish::NoEncryption | InsecureWish::NoTls => None,
    }
}

fn unsafe_wishes(subject: Subject<'_>) -> Vec<Words> {
    let answered = |wish: &InsecureWish| {
        let mut words = answer(*wish);
        let resource = about(*wish).and_then(|kind| subject.blueprint.of_kind(kind).next());
        words.resource = resource.map(|resource| resource.id.clone());
        words
    };
    subject
        .requirements
        .insecure_wishes
        .iter()
        .map(answered)
        .collect()
}

fn answer(wish: InsecureWish) -> Words {
    match wish {
        InsecureWish::PublicDatabase => public_database(),
        InsecureWish::PublicBucket => public_bucket(),
        InsecureWish::OpenSsh => open_ssh(),
        InsecureWish::WildcardIam => wildcard_iam(),
        InsecureWish::NoEncryption => no_encryption(),
        InsecureWish::NoTls => no_tls(),
    }
}

fn unsafe_wish(rule: &'static str, message: [&'static str; 3], suggestion: [&'static str; 3]) -> Words {
    Words {
        rule,
        severity: Severity::Medium,
        resource: None,
        message,
        suggestion,
    }
}

fn public_database() -> Words {
    unsafe_wish(
        "CW-DB-001",
        [
            "You asked for a database that anyone on the internet can reach: password guessing starts within minutes",
            "आपने ऐसा डेटाबेस माँगा है जिस तक इंटरनेट से कोई भी पहुँच सके: कुछ ही मिनटों में पासवर्ड के अंदाज़े लगने लगते हैं",
            "Aapne aisa database maanga hai jis tak internet se koi bhi pahunch sake: kuch hi minute mein password guess hone lagte hain",
        ],
        [
            "The plan keeps the database private: only your application reaches it",
            "योजना में डेटाबेस निजी है: केवल आपका ऐप्लिकेशन उस तक पहुँचता है",
            "Plan mein database private hai: sirf aapka application us tak pahunchta hai",
        ],
    )
}

fn public_bucket() -> Words {
    unsafe_wish(
        "CW-S3-001",
        [
            "You asked for a bucket that anyone can read: whatever is put there by mistake is public at once",
            "आपने ऐसा बकेट माँगा है जिसे कोई भी पढ़ सके: ग़लती से रखी गई हर चीज़ तुरंत सबको दिखेगी",
            "Aapne aisa bucket maanga hai jise koi bhi padh sake: galti se rakhi gayi har cheez turant sabko dikhegi",
        ],
        [
            "The plan keeps the bucket private; for a site, only its content network reads the files and shows them to visitors",
            "योजना में बकेट निजी है; साइट के लिए केवल कंटेंट नेटवर्क फ़ाइलें पढ़कर लोगों को दिखाता है",
            "Plan mein bucket private hai; site ke liye sirf content network files padhkar logon ko dikhata hai",
        ],
    )
}

fn open_ssh() -> Words {
    unsafe_wish(
        "CW-NET-001",
        [
            "You asked for remote login (SSH or RDP) open to the whole internet: such machines are attacked all the time",
            "आपने रिमोट लॉगिन (SSH या RDP) पूरे इंटरनेट के लिए खुला माँगा है: ऐसी मशीनों पर लगातार हमले होते हैं",
            "Aapne remote login (SSH ya RDP) poore internet ke liye khula maanga hai: aisi machines par lagataar hamle hote hain",
        ],
        [
            "The plan opens no such port; AWS Systems Manager Session Manager logs you in with your AWS permissions instead",
            "योजना ऐसा कोई पोर्ट नहीं खोलती; AWS Systems Manager Session Manager आपकी AWS अनुमति से लॉगिन कराता है",
            "Plan aisa koi port nahi kholta; AWS Systems Manager Session Manager aapki AWS permission se login karata hai",
        ],
    )
}

fn wildcard_iam() -> Words {
    unsafe_wish(
        "CW-IAM-001",
        [
            "You asked for permission to do everything: one fault in the application would then open the whole account",
            "आपने सब कुछ करने की अनुमति माँगी है: ऐप्लिकेशन की एक ग़लती से पूरा खाता खुल जाएगा",
            "Aapne sab kuch karne ki permission maangi hai: application ki ek galti se poora account khul jayega",
        ],
        [
            "The plan allows exactly what the application does with its own resources; name whatever else it needs",
            "योजना केवल उतना करने देती है जितना ऐप्लिकेशन अपने संसाधनों से करता है; कुछ और चाहिए तो उसका नाम बताइए",
            "Plan sirf utna karne deta hai jitna application apne resources se karta hai; kuch aur chahiye to uska naam bataiye",
        ],
    )
}

fn no_encryption() -> Words {
    unsafe_wish(
        "CW-ENC-001",
        [
            "You asked to keep data unencrypted",
            "आपने डेटा बिना एन्क्रिप्शन के रखने को कहा है",
            "Aapne data bina encryption ke rakhne ko kaha hai",
        ],
        [
            "The plan encrypts all data with keys that AWS looks after; that costs nothing and needs no change in your code",
            "योजना सारा डेटा AWS की संभाली हुई कुंजियों से एन्क्रिप्ट करती है; इसमें न ख़र्च है, न कोड बदलना पड़ता है",
            "Plan saara data AWS ki sambhali hui keys se encrypt karta hai; isme na kharch hai, na code badalna padta hai",
        ],
    )
}

fn no_tls() -> Words {
    unsafe_wish(
        "CW-ENC-002",
        [
            "You asked for plain HTTP: whoever is on the way can read and change everything",
            "आपने सादा HTTP माँगा है: रास्ते में बैठा कोई भी सब कुछ पढ़ और बदल सकता है",
            "Aapne saada HTTP maanga hai: raaste mein baitha koi bhi sab kuch padh aur badal sakta hai",
        ],
        [
            "The plan uses HTTPS wherever AWS gives an address with a certificate, or you bring a domain of your own",
            "योजना वहाँ HTTPS रखती है जहाँ AWS प्रमाणपत्र वाला पता देता है या आप अपना डोमेन लाते हैं",
            "Plan wahan HTTPS rakhta hai jahan AWS certificate wala address deta hai ya aap apna domain laate hain",
        ],
    )
}
