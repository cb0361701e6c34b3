//! What works only when a hand outside of the template has done something: switched a service on, confirmed a connection. Here: which types,
//! and what to do. Not here: values that the template itself needs (`needed`), mail that arrives (`mail`).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::Blueprint;
use crate::catalog::plain::say;

/// Something to do by hand, where one of these types is in the plan.
struct ByHand {
    kinds: &'static [&'static str],
    message: [&'static str; 3],
    suggestion: [&'static str; 3],
}

/// Sources: the services' user guides and `CloudFormation` reference, as known in 2026-08.
const STEPS: &[ByHand] = &[
    ByHand {
        kinds: &[
            "AWS::InspectorV2::Filter",
            "AWS::InspectorV2::CisScanConfiguration",
        ],
        message: [
            "Inspector scans nothing before somebody switches it on: CloudFormation can't do that.",
            "जब तक कोई Inspector चालू न करे, वह कुछ नहीं जाँचता: CloudFormation यह नहीं कर सकता।",
            "Jab tak koi Inspector chalu na kare, woh kuch nahi jaanchta: CloudFormation yeh nahi kar sakta.",
        ],
        suggestion: [
            "Once an account and region: Inspector console, Activate, or: aws inspector2 enable --resource-types EC2 ECR LAMBDA. It is paid by what it scans.",
            "हर खाते और क्षेत्र में एक बार: Inspector कंसोल, Activate, या: aws inspector2 enable --resource-types EC2 ECR LAMBDA। जितना जाँचे, उतना ख़र्च।",
            "Har account aur region mein ek baar: Inspector console, Activate, ya: aws inspector2 enable --resource-types EC2 ECR LAMBDA. Jitna jaanche, utna kharch.",
        ],
    },
    ByHand {
        kinds: &[
            "AWS::GuardDuty::Detector",
            "AWS::Macie::Session",
            "AWS::SecurityHub::Hub",
            "AWS::Config::ConfigurationRecorder",
        ],
        message: [
            "GuardDuty, Macie, Security Hub and Config exist once in an account and region: where one of them is on already, this stack fails there.",
            "GuardDuty, Macie, Security Hub और Config हर खाते और क्षेत्र में एक ही बार होते हैं: जहाँ इनमें से कोई पहले से चालू है, वहाँ यह स्टैक विफल होगा।",
            "GuardDuty, Macie, Security Hub aur Config har account aur region mein ek hi baar hote hain: jahan inme se koi pehle se chalu hai, wahan yeh stack fail hoga.",
        ],
        suggestion: [
            "Look into their consoles first and leave out what is on. Most checks of Security Hub need AWS Config to record.",
            "पहले उनके कंसोल देखिए और जो चालू हो उसे छोड़ दीजिए। Security Hub की ज़्यादातर जाँचों के लिए AWS Config का रिकॉर्ड करना ज़रूरी है।",
            "Pehle unke console dekhiye aur jo chalu ho use chhod dijiye. Security Hub ki zyadatar jaanchon ke liye AWS Config ka record karna zaroori hai.",
        ],
    },
    // Source: DMS user guide, "Creating the IAM roles to use with AWS DMS", 2026-11.
    ByHand {
        kinds: &["AWS::DMS::ReplicationInstance"],
        message: [
            "DMS wants two roles of its own names in the account, dms-vpc-role and dms-cloudwatch-logs-role, and a way through the network to both \
             databases and to Secrets Manager; this plan makes neither.",
            "DMS को खाते में अपने नाम के दो रोल चाहिए, dms-vpc-role और dms-cloudwatch-logs-role, और नेटवर्क से दोनों डेटाबेस और Secrets Manager तक \
             रास्ता; यह योजना ये नहीं बनाती।",
            "DMS ko account mein apne naam ke do role chahiye, dms-vpc-role aur dms-cloudwatch-logs-role, aur network se dono database aur Secrets \
             Manager tak rasta; yeh plan yeh nahi banata.",
        ],
        suggestion: [
            "Once an account: make those roles with the managed policies \
             AmazonDMSVPCManagementRole and AmazonDMSCloudWatchLogsRole. For the ways ask for a NAT gateway or an endpoint for \
             Secrets Manager, and a VPN or peering to where the source stands.",
            "हर खाते में एक बार: मैनेज्ड पॉलिसी AmazonDMSVPCManagementRole और AmazonDMSCloudWatchLogsRole के साथ ये रोल बनाइए। रास्तों के लिए NAT गेटवे या \
             Secrets Manager का एंडपॉइंट माँगिए, और जहाँ स्रोत है वहाँ तक VPN या पीयरिंग।",
            "Har account mein ek baar: managed policy AmazonDMSVPCManagementRole aur AmazonDMSCloudWatchLogsRole ke saath yeh role banaiye. Raston ke \
             liye NAT gateway ya Secrets Manager ka endpoint maangiye, aur jahan source hai wahan tak VPN ya peering.",
        ],
    },
    ByHand {
        kinds: &["AWS::SES::EmailIdentity"],
        message: [
            "A new account's SES sends only to addresses that were confirmed (sandbox), 200 mails a day.",
            "नए खाते का SES केवल पक्के किए गए पतों पर भेजता है (sandbox), दिन में 200 मेल।",
            "Naye account ka SES sirf confirm kiye gaye addresses par bhejta hai (sandbox), din mein 200 mail.",
        ],
        suggestion: [
            "Confirm the domain or address, then ask for production access: SES console, Account dashboard, Request production access; it takes about a day.",
            "डोमेन या पता पक्का कीजिए, फिर production access माँगिए: SES कंसोल, Account dashboard, Request production access; लगभग एक दिन लगता है।",
            "Domain ya address confirm kijiye, phir production access maangiye: SES console, Account dashboard, Request production access; lagbhag ek din lagta hai.",
        ],
    },
    ByHand {
        kinds: &["AWS::Bedrock::Agent", "AWS::Bedrock::KnowledgeBase"],
        message: [
            "Bedrock answers only with models that the account may use; some makers ask for a form first.",
            "Bedrock केवल उन्हीं मॉडलों से जवाब देता है जिनकी खाते को अनुमति है; कुछ कंपनियाँ पहले एक फ़ॉर्म माँगती हैं।",
            "Bedrock sirf unhi models se jawab deta hai jinki account ko permission hai; kuch companies pehle ek form maangti hain.",
        ],
        suggestion: [
            "Open the model once before you deploy: Bedrock console, Model catalog, in the region of this plan.",
            "तैनाती से पहले मॉडल को एक बार खोलिए: Bedrock कंसोल, Model catalog, इसी योजना के क्षेत्र में।",
            "Deploy se pehle model ko ek baar kholiye: Bedrock console, Model catalog, isi plan ke region mein.",
        ],
    },
    ByHand {
        kinds: &[
            "AWS::CodeConnections::Connection",
            "AWS::CodeStarConnections::Connection",
        ],
        message: [
            "The connection to your repository is pending when it is built: nothing is fetched before somebody confirms it.",
            "रिपॉज़िटरी से जुड़ाव बनते समय अधूरा रहता है: जब तक कोई उसे पक्का न करे, कुछ नहीं लाया जाता।",
            "Repository se connection bante samay pending rehta hai: jab tak koi use confirm na kare, kuch nahi laaya jaata.",
        ],
        suggestion: [
            "Developer Tools console, Settings, Connections, Update pending connection; then release the pipeline once.",
            "Developer Tools कंसोल, Settings, Connections, Update pending connection; फिर पाइपलाइन एक बार चलाइए।",
            "Developer Tools console, Settings, Connections, Update pending connection; phir pipeline ek baar chalaiye.",
        ],
    },
    ByHand {
        kinds: &["AWS::Route53::HostedZone"],
        message: [
            "A new zone answers for your domain only when its registrar sends people there.",
            "नया ज़ोन आपके डोमेन का जवाब तभी देता है जब रजिस्ट्रार लोगों को वहाँ भेजे।",
            "Naya zone aapke domain ka jawab tabhi deta hai jab registrar logon ko wahan bheje.",
        ],
        suggestion: [
            "Enter the zone's four name servers at the place where you bought the domain; it takes up to two days.",
            "ज़ोन के चारों name server वहाँ डालिए जहाँ से डोमेन ख़रीदा था; दो दिन तक लग सकते हैं।",
            "Zone ke chaaron name server wahan daaliye jahan se domain khareeda tha; do din tak lag sakte hain.",
        ],
    },
    ByHand {
        kinds: &["AWS::EC2::VPNConnection"],
        message: [
            "A VPN connection has two ends, and this plan builds AWS's.",
            "VPN के दो सिरे होते हैं, और यह योजना AWS वाला बनाती है।",
            "VPN ke do sire hote hain, aur yeh plan AWS wala banata hai.",
        ],
        suggestion: [
            "Download the settings for your own device and enter them there: VPC console, Site-to-Site VPN connections, Download configuration.",
            "अपने उपकरण की सेटिंग डाउनलोड करके उसमें डालिए: VPC कंसोल, Site-to-Site VPN connections, Download configuration।",
            "Apne device ki settings download karke usme daaliye: VPC console, Site-to-Site VPN connections, Download configuration.",
        ],
    },
];

/// A warning for each step that this plan needs.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Vec<Warning> {
    let is_there = |kind: &&&str| blueprint.of_kind(kind).next().is_some();
    let needed = STEPS
        .iter()
        .filter(|step| step.kinds.iter().any(|kind| is_there(&kind)));
    needed
        .map(|step| Warning {
            code: "BY_HAND".to_owned(),
            message: say(language, step.message).to_owned(),
            suggestion: say(language, step.suggestion).to_owned(),
        })
        .collect()
}
