//! What a person has to give before a plan can be built, in plain words: the template's own descriptions are in English and for
//! those who read templates.

use cloudwhisper_api::language::Language;

use crate::catalog::plain::say;

/// What this answer is and where to find it; `None` for an answer that is not known here.
pub(super) fn needed(answer: &str, language: Language) -> Option<&'static str> {
    WORDS
        .iter()
        .find(|(name, _)| *name == answer)
        .map(|(_, words)| say(language, *words))
}

/// Whether there are words for this answer, which there are for every answer that a parameter can need.
pub(super) fn is_known(answer: &str) -> bool {
    WORDS.iter().any(|(name, _)| *name == answer)
}

/// By answer: English, Hindi, Hinglish.
const WORDS: &[(&str, [&str; 3])] = &[
    (
        "activeDirectoryId",
        [
            "The id of the AWS directory whose users log in to the Windows folder (Directory Service console)",
            "उस AWS डायरेक्टरी की id जिसके उपयोगकर्ता Windows फ़ोल्डर में लॉग इन करते हैं (Directory Service कंसोल)",
            "Us AWS directory ki id jiske users Windows folder mein login karte hain (Directory Service console)",
        ],
    ),
    (
        "alertEmail",
        [
            "The e-mail address that is told about costs",
            "वह ई-मेल पता जिसे खर्च के बारे में बताया जाए",
            "Woh e-mail address jise kharch ke baare mein bataya jaye",
        ],
    ),
    (
        "appRunnerRepository",
        [
            "The name of the repository that holds your image (ECR console, same region)",
            "उस रिपॉज़िटरी का नाम जिसमें आपकी इमेज है (ECR कंसोल, वही क्षेत्र)",
            "Us repository ka naam jismein aapki image hai (ECR console, wahi region)",
        ],
    ),
    (
        "appRunnerTag",
        [
            "Which version of the image runs, such as latest or v1",
            "इमेज का कौन सा संस्करण चले, जैसे latest या v1",
            "Image ka kaun sa version chale, jaise latest ya v1",
        ],
    ),
    (
        "balancerCertificateArn",
        [
            "The identifier of a certificate for the load balancer (Certificate Manager console, same region)",
            "लोड बैलेंसर के सर्टिफ़िकेट की पहचान (Certificate Manager कंसोल, वही क्षेत्र)",
            "Load balancer ke certificate ki pehchaan (Certificate Manager console, wahi region)",
        ],
    ),
    (
        "beanstalkPlatform",
        [
            "The name of the platform your program runs on (Elastic Beanstalk's list of platforms)",
            "उस प्लेटफ़ॉर्म का नाम जिस पर आपका प्रोग्राम चलेगा (Elastic Beanstalk की सूची)",
            "Us platform ka naam jis par aapka program chalega (Elastic Beanstalk ki list)",
        ],
    ),
    (
        "bedrockModel",
        [
            "The id of an AI model that your account may use (Bedrock console, Model catalog)",
            "उस AI मॉडल की id जिसे आपका खाता इस्तेमाल कर सकता है (Bedrock कंसोल, Model catalog)",
            "Us AI model ki id jise aapka account use kar sakta hai (Bedrock console, Model catalog)",
        ],
    ),
    (
        "certificateArn",
        [
            "The identifier of a certificate for your domain, made in us-east-1 (Certificate Manager console)",
            "आपके डोमेन के सर्टिफ़िकेट की पहचान, जो us-east-1 में बना हो (Certificate Manager कंसोल)",
            "Aapke domain ke certificate ki pehchaan, jo us-east-1 mein bana ho (Certificate Manager console)",
        ],
    ),
    (
        "contentNetworkWebAclArn",
        [
            "The identifier of a guard for the content network, made in us-east-1 with scope CloudFront (WAF console)",
            "कंटेंट नेटवर्क के पहरेदार की पहचान, जो us-east-1 में CloudFront के लिए बना हो (WAF कंसोल)",
            "Content network ke pehredar ki pehchaan, jo us-east-1 mein CloudFront ke liye bana ho (WAF console)",
        ],
    ),
    (
        "directConnectLocation",
        [
            "The code of the place where your line meets AWS (Direct Connect console, Locations)",
            "उस जगह का कोड जहाँ आपकी लाइन AWS से मिलती है (Direct Connect कंसोल, Locations)",
            "Us jagah ka code jahan aapki line AWS se milti hai (Direct Connect console, Locations)",
        ],
    ),
    (
        "domainName",
        [
            "Your domain, such as shop.example.com",
            "आपका डोमेन, जैसे shop.example.com",
            "Aapka domain, jaise shop.example.com",
        ],
    ),
    (
        "flinkCodeFile",
        [
            "The name of your Flink program's file in the bucket for files",
            "फ़ाइलों वाले बकेट में आपके Flink प्रोग्राम की फ़ाइल का नाम",
            "Files wale bucket mein aapke Flink program ki file ka naam",
        ],
    ),
    (
        "googleClientId",
        [
            "The client id that Google gave for this application (Google Cloud console, APIs and Services, Credentials)",
            "वह client id जो Google ने इस ऐप्लिकेशन के लिए दी (Google Cloud कंसोल, APIs and Services, Credentials)",
            "Woh client id jo Google ne is application ke liye di (Google Cloud console, APIs and Services, Credentials)",
        ],
    ),
    (
        "googleClientSecretArn",
        [
            "The identifier of a secret that holds the client secret which Google gave, as its whole text (Secrets Manager console)",
            "उस सीक्रेट की पहचान जिसका पूरा पाठ Google का दिया client secret है (Secrets Manager कंसोल)",
            "Us secret ki pehchaan jiska poora text Google ka diya client secret hai (Secrets Manager console)",
        ],
    ),
    (
        "guardedArn",
        [
            "The identifier of the front door that is guarded: a distribution, load balancer or address",
            "उस प्रवेश-द्वार की पहचान जिसकी रक्षा करनी है: डिस्ट्रीब्यूशन, लोड बैलेंसर या पता",
            "Us front door ki pehchaan jiski raksha karni hai: distribution, load balancer ya address",
        ],
    ),
    (
        "healthCheckHost",
        [
            "The host name of what is asked whether it is well",
            "उसका होस्ट नाम जिससे पूछा जाए कि वह ठीक है या नहीं",
            "Uska host name jisse poochha jaye ki woh theek hai ya nahi",
        ],
    ),
    (
        "hostedZoneId",
        [
            "The id of your domain's zone (Route 53 console, Hosted zones)",
            "आपके डोमेन के ज़ोन की id (Route 53 कंसोल, Hosted zones)",
            "Aapke domain ke zone ki id (Route 53 console, Hosted zones)",
        ],
    ),
    (
        "identityCenterArn",
        [
            "The identifier of your account's sign-in for employees (IAM Identity Center console, Settings)",
            "आपके खाते के कर्मचारी साइन-इन की पहचान (IAM Identity Center कंसोल, Settings)",
            "Aapke account ke employee sign-in ki pehchaan (IAM Identity Center console, Settings)",
        ],
    ),
    (
        "modelBucket",
        [
            "The name of the bucket with the trained model",
            "उस बकेट का नाम जिसमें प्रशिक्षित मॉडल है",
            "Us bucket ka naam jismein trained model hai",
        ],
    ),
    (
        "modelFile",
        [
            "Where the trained model is in its bucket, such as models/model.tar.gz",
            "बकेट में प्रशिक्षित मॉडल कहाँ है, जैसे models/model.tar.gz",
            "Bucket mein trained model kahan hai, jaise models/model.tar.gz",
        ],
    ),
    (
        "modelImage",
        [
            "The image that runs the model (ECR console)",
            "वह इमेज जो मॉडल चलाती है (ECR कंसोल)",
            "Woh image jo model chalati hai (ECR console)",
        ],
    ),
    (
        "notificationEmail",
        [
            "The e-mail address that is told what happens",
            "वह ई-मेल पता जिसे बताया जाए कि क्या हुआ",
            "Woh e-mail address jise bataya jaye ki kya hua",
        ],
    ),
    (
        "officeAddress",
        [
            "The internet address of the router in your office",
            "आपके कार्यालय के राउटर का इंटरनेट पता",
            "Aapke office ke router ka internet address",
        ],
    ),
    (
        "officeCidr",
        [
            "The private addresses in your office, such as 192.168.0.0/24",
            "आपके कार्यालय के निजी पते, जैसे 192.168.0.0/24",
            "Aapke office ke private addresses, jaise 192.168.0.0/24",
        ],
    ),
    (
        "peerCidr",
        [
            "The addresses of the network to connect with, such as 10.1.0.0/16; ours must not be among them",
            "जिस नेटवर्क से जुड़ना है उसके पते, जैसे 10.1.0.0/16; हमारे पते उनमें न हों",
            "Jis network se judna hai uske addresses, jaise 10.1.0.0/16; hamare addresses unmein na hon",
        ],
    ),
    (
        "peerVpcId",
        [
            "The id of the network to connect with (VPC console, Your VPCs)",
            "जिस नेटवर्क से जुड़ना है उसकी id (VPC कंसोल, Your VPCs)",
            "Jis network se judna hai uski id (VPC console, Your VPCs)",
        ],
    ),
    (
        "recordTarget",
        [
            "The host name that the domain leads to",
            "वह होस्ट नाम जहाँ डोमेन ले जाए",
            "Woh host name jahan domain le jaye",
        ],
    ),
    (
        "repository",
        [
            "The repository that is built, as OWNER/NAME",
            "वह रिपॉज़िटरी जिससे बनाया जाए, OWNER/NAME के रूप में",
            "Woh repository jisse banaya jaye, OWNER/NAME ke roop mein",
        ],
    ),
    (
        "samlMetadata",
        [
            "The description of your company's sign-in, an XML file that its administrator has",
            "आपकी कंपनी के साइन-इन का विवरण, एक XML फ़ाइल जो उसके व्यवस्थापक के पास है",
            "Aapki company ke sign-in ka vivaran, ek XML file jo uske administrator ke paas hai",
        ],
    ),
    (
        "signInMetadataUrl",
        [
            "The address where your company's sign-in describes itself (SAML metadata); its administrator knows it",
            "वह पता जहाँ आपकी कंपनी का साइन-इन अपना विवरण देता है (SAML मेटाडेटा); उसका व्यवस्थापक जानता है",
            "Woh address jahan aapki company ka sign-in apna vivaran deta hai (SAML metadata); uska administrator jaanta hai",
        ],
    ),
    (
        "senderAddress",
        [
            "The e-mail address or domain that mail is sent from; AWS asks there whether it is yours",
            "वह ई-मेल पता या डोमेन जिससे मेल भेजा जाए; AWS वहाँ पूछता है कि वह आपका है या नहीं",
            "Woh e-mail address ya domain jisse mail bheja jaye; AWS wahan poochhta hai ki woh aapka hai ya nahi",
        ],
    ),
    (
        "sftpPublicKey",
        [
            "The public key of the first person who sends files, such as the content of id_ed25519.pub",
            "फ़ाइलें भेजने वाले पहले व्यक्ति की सार्वजनिक कुंजी, जैसे id_ed25519.pub की सामग्री",
            "Files bhejne wale pehle vyakti ki public key, jaise id_ed25519.pub ka content",
        ],
    ),
    (
        "sourceDatabaseSecretArn",
        [
            "The identifier of the secret that opens the database to copy from (Secrets Manager console)",
            "उस सीक्रेट की पहचान जिससे वह डेटाबेस खुलता है जहाँ से कॉपी करना है (Secrets Manager कंसोल)",
            "Us secret ki pehchaan jisse woh database khulta hai jahan se copy karna hai (Secrets Manager console)",
        ],
    ),
    (
        "targetDatabaseSecretArn",
        [
            "The identifier of the secret that opens the database to copy to (Secrets Manager console)",
            "उस सीक्रेट की पहचान जिससे वह डेटाबेस खुलता है जहाँ कॉपी करना है (Secrets Manager कंसोल)",
            "Us secret ki pehchaan jisse woh database khulta hai jahan copy karna hai (Secrets Manager console)",
        ],
    ),
    (
        "vpnClientCertificateArn",
        [
            "The identifier of the certificate that those who connect show (Certificate Manager console)",
            "उस सर्टिफ़िकेट की पहचान जो जुड़ने वाले दिखाते हैं (Certificate Manager कंसोल)",
            "Us certificate ki pehchaan jo judne wale dikhate hain (Certificate Manager console)",
        ],
    ),
    (
        "vpnServerCertificateArn",
        [
            "The identifier of the certificate that the way into the network shows (Certificate Manager console)",
            "उस सर्टिफ़िकेट की पहचान जो नेटवर्क में आने का रास्ता दिखाता है (Certificate Manager कंसोल)",
            "Us certificate ki pehchaan jo network mein aane ka raasta dikhata hai (Certificate Manager console)",
        ],
    ),
    (
        "viewerPublicKey",
        [
            "The public key whose private half signs the addresses that may be opened",
            "वह सार्वजनिक कुंजी जिसका निजी हिस्सा खोले जा सकने वाले पतों पर हस्ताक्षर करता है",
            "Woh public key jiska private hissa khole ja sakne wale addresses par sign karta hai",
        ],
    ),
    (
        "watchedLogGroup",
        [
            "The name of the log whose errors are counted (CloudWatch console, Log groups)",
            "उस लॉग का नाम जिसकी त्रुटियाँ गिनी जाएँ (CloudWatch कंसोल, Log groups)",
            "Us log ka naam jiski errors gini jayein (CloudWatch console, Log groups)",
        ],
    ),
    (
        "layerBucket",
        [
            "The bucket that holds the ZIP file of the code which functions share",
            "वह बकेट जिसमें फ़ंक्शनों के साझा कोड की ZIP फ़ाइल है",
            "Woh bucket jismein functions ke saajha code ki ZIP file hai",
        ],
    ),
    (
        "layerFile",
        [
            "The name of that ZIP file in its bucket",
            "उस बकेट में उस ZIP फ़ाइल का नाम",
            "Us bucket mein us ZIP file ka naam",
        ],
    ),
    (
        "visitedUrl",
        [
            "The address that is visited to see whether it answers",
            "वह पता जिसे खोलकर देखा जाए कि जवाब मिलता है या नहीं",
            "Woh address jise kholkar dekha jaye ki jawab milta hai ya nahi",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use cloudwhisper_api::requirements::{NamedService, Networking, Requirements, Usage};

    use super::*;
    use crate::blueprint::architectures::{Design, Profile, Workload, design};
    use crate::catalog;

    /// What the parts of the catalogue ask for, each by itself and all content networks closed to the public.
    fn asked_for() -> BTreeSet<&'static str> {
        let requirements = |kind: &str| Requirements {
            app_type: None,
            framework: None,
            compute: None,
            storage: Vec::new(),
            networking: Networking {
                public_access: false,
                custom_domain: None,
            },
            budget: None,
            region: "ap-south-1".to_owned(),
            project_name: "orders".to_owned(),
            usage: Usage::default(),
            services: vec![NamedService {
                kind: kind.to_owned(),
                name: None,
                properties: indexmap::IndexMap::new(),
            }],
            insecure_wishes: Vec::new(),
            insisted_wishes: Vec::new(),
        };
        let of = |kind| {
            let blueprint = design(&Design {
                network: None,
                requirements: &requirements(kind),
                workload: &Workload::Sample,
                profile: Profile::Hardened,
            });
            blueprint
                .parameters()
                .iter()
                .map(|it| it.answer)
                .collect::<Vec<_>>()
        };
        catalog::part_kinds().flat_map(of).collect()
    }

    #[test]
    fn everything_that_a_part_asks_for_is_told_in_plain_words() {
        let asked_for = asked_for();
        assert!(asked_for.len() > 20, "{asked_for:?}");
        for answer in asked_for {
            let words = needed(answer, Language::Hindi).unwrap_or_default();
            let hindi = words.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
            assert!(hindi, "no words for {answer}");
        }
        for (answer, words) in WORDS {
            assert!(words.iter().all(|it| !it.contains("ARN")), "{answer}");
        }
    }
}
