//! Unsafe wishes. Each is built the secure way, and a finding says so: [`Severity::Medium`], since the plan itself is safe but
//! differs from what was said. Whoever insists gets what was asked for, and [`Severity::High`], which nothing approves by
//! itself. What is built then is in `blueprint/architectures/system/insisted.rs`.

use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::InsecureWish;

use super::rule::{Look, Rule, There};

pub(super) const RULES: &[Rule] = &[
    told(
        "CW-DB-001",
        Told::SafeInstead,
        (InsecureWish::PublicDatabase, Some(DATABASE)),
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
    ),
    told(
        "CW-DB-011",
        Told::AsInsisted,
        (InsecureWish::PublicDatabase, Some(DATABASE)),
        [
            "You insisted on a database that anyone on the internet can reach, so it is built that way: password guessing starts within minutes",
            "आपने ज़ोर देकर ऐसा डेटाबेस माँगा जिस तक इंटरनेट से कोई भी पहुँच सके, इसलिए वैसा ही बना है: कुछ ही मिनटों में पासवर्ड के अंदाज़े लगने लगते हैं",
            "Aapne zor dekar aisa database maanga jis tak internet se koi bhi pahunch sake, isliye waisa hi bana hai: kuch hi minute mein password guess hone lagte hain",
        ],
        [
            "Keep the database private and reach it through the application, a VPN or AWS Systems Manager",
            "डेटाबेस को निजी रखें और ऐप्लिकेशन, VPN या AWS Systems Manager से उस तक पहुँचें",
            "Database ko private rakhein aur application, VPN ya AWS Systems Manager se us tak pahunchein",
        ],
    ),
    told(
        "CW-DB-012",
        Told::NothingToOpen,
        (InsecureWish::PublicDatabase, Some(DATABASE)),
        [
            "You asked for a database that anyone on the internet can reach: what keeps data in this plan has no public address, so there is none to open",
            "आपने ऐसा डेटाबेस माँगा है जिस तक इंटरनेट से कोई भी पहुँच सके: इस योजना में डेटा रखने वाली किसी चीज़ का सार्वजनिक पता नहीं है, इसलिए खोलने को कुछ नहीं है",
            "Aapne aisa database maanga hai jis tak internet se koi bhi pahunch sake: is plan mein data rakhne wali kisi cheez ka public address nahi hai, isliye kholne ko kuch nahi hai",
        ],
        [
            "Let an application answer for the data; name Postgres or MySQL if you meant a database server",
            "डेटा के लिए ऐप्लिकेशन से जवाब दिलाइए; डेटाबेस सर्वर चाहिए था तो Postgres या MySQL का नाम लीजिए",
            "Data ke liye application se jawab dilwaiye; database server chahiye tha to Postgres ya MySQL ka naam lijiye",
        ],
    ),
    told(
        "CW-S3-001",
        Told::SafeInstead,
        (InsecureWish::PublicBucket, Some("AWS::S3::Bucket")),
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
    ),
    told(
        "CW-S3-011",
        Told::AsInsisted,
        (InsecureWish::PublicBucket, Some("AWS::S3::Bucket")),
        [
            "You insisted on a bucket that anyone can read, so it is built that way: whatever is put there by mistake is public at once, and strangers' downloads are on your bill",
            "आपने ज़ोर देकर ऐसा बकेट माँगा जिसे कोई भी पढ़ सके, इसलिए वैसा ही बना है: ग़लती से रखी गई हर चीज़ तुरंत सबको दिखेगी और अनजान लोगों के डाउनलोड का बिल आपका होगा",
            "Aapne zor dekar aisa bucket maanga jise koi bhi padh sake, isliye waisa hi bana hai: galti se rakhi har cheez turant sabko dikhegi aur anjaan logon ke download ka bill aapka hoga",
        ],
        [
            "Keep the bucket private and show its files through CloudFront, or hand out links that expire",
            "बकेट को निजी रखें और फ़ाइलें CloudFront से दिखाएँ, या ऐसे लिंक दें जो कुछ समय बाद बंद हो जाएँ",
            "Bucket ko private rakhein aur files CloudFront se dikhayein, ya aise link dein jo kuch samay baad band ho jayein",
        ],
    ),
    told(
        "CW-NET-001",
        Told::SafeInstead,
        (InsecureWish::OpenSsh, Some("AWS::EC2::Instance")),
        [
            "You asked for remote login (SSH or RDP), or all ports with it, open to the whole internet: such machines are attacked all the time",
            "आपने रिमोट लॉगिन (SSH या RDP), या उसके साथ सारे पोर्ट, पूरे इंटरनेट के लिए खुले माँगे हैं: ऐसी मशीनों पर लगातार हमले होते हैं",
            "Aapne remote login (SSH ya RDP), ya uske saath saare ports, poore internet ke liye khule maange hain: aisi machines par lagataar hamle hote hain",
        ],
        [
            "The plan opens only the port of the application; AWS Systems Manager Session Manager logs you in with your AWS permissions instead",
            "योजना केवल ऐप्लिकेशन का पोर्ट खोलती है; AWS Systems Manager Session Manager आपकी AWS अनुमति से लॉगिन कराता है",
            "Plan sirf application ka port kholta hai; AWS Systems Manager Session Manager aapki AWS permission se login karata hai",
        ],
    ),
    told(
        "CW-NET-011",
        Told::AsInsisted,
        (InsecureWish::OpenSsh, Some("AWS::EC2::Instance")),
        [
            "You insisted on remote login open to the whole internet, so it is built that way: such machines are attacked all the time",
            "आपने ज़ोर देकर रिमोट लॉगिन पूरे इंटरनेट के लिए खुला माँगा, इसलिए वैसा ही बना है: ऐसी मशीनों पर लगातार हमले होते हैं",
            "Aapne zor dekar remote login poore internet ke liye khula maanga, isliye waisa hi bana hai: aisi machines par lagataar hamle hote hain",
        ],
        [
            "Use AWS Systems Manager Session Manager, or open the port to your own address only",
            "AWS Systems Manager Session Manager का उपयोग करें, या पोर्ट केवल अपने पते के लिए खोलें",
            "AWS Systems Manager Session Manager use karein, ya port sirf apne address ke liye kholein",
        ],
    ),
    told(
        "CW-IAM-001",
        Told::SafeInstead,
        (InsecureWish::WildcardIam, Some("AWS::IAM::Role")),
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
    ),
    told(
        "CW-IAM-011",
        Told::AsInsisted,
        (InsecureWish::WildcardIam, Some("AWS::IAM::Role")),
        [
            "You insisted on permission to do everything: that is the one wish that no plan here carries out, since one fault would then open the whole account",
            "आपने ज़ोर देकर सब कुछ करने की अनुमति माँगी: यह अकेली इच्छा है जो यहाँ कोई योजना पूरी नहीं करती, क्योंकि एक ग़लती से पूरा खाता खुल जाएगा",
            "Aapne zor dekar sab kuch karne ki permission maangi: yeh akeli ichchha hai jo yahan koi plan poori nahi karta, kyunki ek galti se poora account khul jayega",
        ],
        [
            "Name what else the application needs; an administrator of the account can add more by hand",
            "बताइए कि ऐप्लिकेशन को और क्या चाहिए; खाते का प्रशासक ज़्यादा अनुमति ख़ुद जोड़ सकता है",
            "Bataiye ki application ko aur kya chahiye; account ka administrator zyada permission khud jod sakta hai",
        ],
    ),
    told(
        "CW-ENC-001",
        Told::SafeInstead,
        (InsecureWish::NoEncryption, None),
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
    ),
    told(
        "CW-ENC-011",
        Told::AsInsisted,
        (InsecureWish::NoEncryption, None),
        [
            "You insisted on data without encryption, so databases and disks keep it that way; what AWS always encrypts (S3, DynamoDB) stays encrypted",
            "आपने ज़ोर देकर डेटा बिना एन्क्रिप्शन के माँगा, इसलिए डेटाबेस और डिस्क वैसे ही रखते हैं; जिसे AWS हमेशा एन्क्रिप्ट करता है (S3, DynamoDB) वह एन्क्रिप्टेड ही रहता है",
            "Aapne zor dekar data bina encryption ke maanga, isliye database aur disk waise hi rakhte hain; jise AWS hamesha encrypt karta hai (S3, DynamoDB) woh encrypted hi rehta hai",
        ],
        [
            "Leave encryption on: it costs nothing and needs no change in your code, and it can't be turned on later without copying the data",
            "एन्क्रिप्शन चालू रहने दें: इसमें न ख़र्च है, न कोड बदलना पड़ता है, और बाद में डेटा की नक़ल किए बिना इसे चालू नहीं किया जा सकता",
            "Encryption chalu rehne dein: isme na kharch hai, na code badalna padta hai, aur baad mein data copy kiye bina ise chalu nahi kiya ja sakta",
        ],
    ),
    told(
        "CW-ENC-002",
        Told::SafeInstead,
        (InsecureWish::NoTls, None),
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
    ),
    told(
        "CW-ENC-012",
        Told::AsInsisted,
        (InsecureWish::NoTls, None),
        [
            "You insisted on plain HTTP, so visitors aren't sent on to HTTPS: whoever is on the way can read and change everything",
            "आपने ज़ोर देकर सादा HTTP माँगा, इसलिए लोगों को HTTPS पर नहीं भेजा जाता: रास्ते में बैठा कोई भी सब कुछ पढ़ और बदल सकता है",
            "Aapne zor dekar saada HTTP maanga, isliye logon ko HTTPS par nahi bheja jaata: raaste mein baitha koi bhi sab kuch padh aur badal sakta hai",
        ],
        [
            "Let the plan send visitors on to HTTPS; it costs nothing",
            "योजना को लोगों को HTTPS पर भेजने दें; इसमें कोई ख़र्च नहीं है",
            "Plan ko logon ko HTTPS par bhejne dein; isme koi kharch nahi hai",
        ],
    ),
];

/// The type of what has an address that can be opened.
const DATABASE: &str = "AWS::RDS::DBInstance";

/// What is wished for, and the type of the resource that it is about.
pub(super) type Wish = (InsecureWish, Option<&'static str>);

/// What a person is told of a wish.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// The answer to those who aren't sure: it is built the safe way.
    SafeInstead,
    /// What those who insist are told of what they get.
    AsInsisted,
    /// The answer to everybody, sure or not, where the plan has nothing that the wish could be carried out on.
    NothingToOpen,
}

/// A rule about a wish, which says this.
pub(super) const fn told(
    id: &'static str,
    told: Told,
    (wish, about): Wish,
    message: [&'static str; 3],
    suggestion: [&'static str; 3],
) -> Rule {
    // Which store keeps the data is decided by more than the wish.
    let of_plan = match wish {
        InsecureWish::PublicDatabase => There::Must,
        _ => There::Either,
    };
    let (severity, insisted, there) = match told {
        Told::SafeInstead => (Severity::Medium, Some(false), of_plan),
        Told::AsInsisted => (Severity::High, Some(true), of_plan),
        Told::NothingToOpen => (Severity::Medium, None, There::MustNot),
    };
    Rule {
        id,
        severity,
        look: Look::Wish {
            wish,
            about,
            insisted,
            there,
        },
        message,
        suggestion,
    }
}
