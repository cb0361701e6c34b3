//! What a person has to give before a plan can be built, in Hindi and Hinglish; in English it is the template's own
//! description. Here: the words by the key of the answer. Not here: what is asked for (`catalog`, `blueprint`).

use cloudwhisper_api::language::Language;

use crate::blueprint::Parameter;

/// Key of the answer, Hindi, Hinglish.
type Row = (&'static str, &'static str, &'static str);

const WORDS: &[Row] = &[
    (
        "hostedZoneId",
        "डोमेन के Route 53 hosted zone का Id (Route 53 console, Hosted zones)",
        "Domain ke Route 53 hosted zone ka Id (Route 53 console, Hosted zones)",
    ),
    (
        "certificateArn",
        "डोमेन के जारी हो चुके प्रमाणपत्र का ARN, क्षेत्र us-east-1 में (Certificate Manager console)",
        "Domain ke jaari ho chuke certificate ka ARN, region us-east-1 mein (Certificate Manager console)",
    ),
    (
        "balancerCertificateArn",
        "लोड बैलेंसर के जारी हो चुके प्रमाणपत्र का ARN, उसी क्षेत्र में (Certificate Manager console)",
        "Load balancer ke jaari ho chuke certificate ka ARN, usi region mein (Certificate Manager console)",
    ),
    (
        "domainName",
        "आपका डोमेन, जैसे shop.example.com",
        "Aapka domain, jaise shop.example.com",
    ),
    (
        "recordTarget",
        "वह host name जिस पर डोमेन ले जाए",
        "Woh host name jis par domain le jaye",
    ),
    (
        "healthCheckHost",
        "उसका host name जिससे पूछा जाए कि वह ठीक है या नहीं",
        "Uska host name jisse poocha jaye ki woh theek hai ya nahi",
    ),
    (
        "viewerPublicKey",
        "सार्वजनिक कुंजी (PEM), जिसकी निजी कुंजी खुलने वाले पतों पर हस्ताक्षर करती है",
        "Public key (PEM), jiski private key khulne wale addresses par sign karti hai",
    ),
    (
        "senderAddress",
        "ईमेल पता या डोमेन जिससे मेल भेजा जाए; AWS वहाँ पूछता है कि वह आपका है या नहीं",
        "E-mail address ya domain jisse mail bheja jaye; AWS wahan poochta hai ki woh aapka hai ya nahi",
    ),
    (
        "alertEmail",
        "वह ईमेल पता जिसे खर्च की सूचना मिले",
        "Woh e-mail address jise kharch ki khabar mile",
    ),
    (
        "repository",
        "जो repository बनाई जाए, OWNER/NAME के रूप में",
        "Jo repository build ho, OWNER/NAME ke roop mein",
    ),
    (
        "appRunnerRepository",
        "image वाली repository का नाम, इसी खाते और क्षेत्र के Amazon ECR में",
        "Image wali repository ka naam, isi account aur region ke Amazon ECR mein",
    ),
    (
        "appRunnerTag",
        "चलने वाली image का tag, जैसे latest या v1",
        "Chalne wali image ka tag, jaise latest ya v1",
    ),
    (
        "beanstalkPlatform",
        "platform का नाम, जैसे 64bit Amazon Linux 2023 v4.7.0 running Python 3.13 (aws elasticbeanstalk list-available-solution-stacks)",
        "Platform ka naam, jaise 64bit Amazon Linux 2023 v4.7.0 running Python 3.13 (aws elasticbeanstalk list-available-solution-stacks)",
    ),
    (
        "bedrockModel",
        "खाते में मंज़ूर model का Id, जैसे amazon.nova-lite-v1:0 (Bedrock console, Model catalog)",
        "Account mein manzoor model ka Id, jaise amazon.nova-lite-v1:0 (Bedrock console, Model catalog)",
    ),
    (
        "modelImage",
        "model चलाने वाली image, Amazon ECR में (account.dkr.ecr.region.amazonaws.com/name:tag)",
        "Model chalane wali image, Amazon ECR mein (account.dkr.ecr.region.amazonaws.com/name:tag)",
    ),
    (
        "modelBucket",
        "उस S3 bucket का नाम जिसमें तैयार model है",
        "Us S3 bucket ka naam jisme taiyar model hai",
    ),
    (
        "modelFile",
        "bucket में तैयार model का path, जैसे models/model.tar.gz",
        "Bucket mein taiyar model ka path, jaise models/model.tar.gz",
    ),
    (
        "flinkCodeFile",
        "फ़ाइलों वाले bucket में Flink ऐप्लिकेशन की JAR या ZIP फ़ाइल का नाम",
        "Files wale bucket mein Flink application ki JAR ya ZIP file ka naam",
    ),
    (
        "contentNetworkWebAclArn",
        "CloudFront scope वाले web ACL का ARN, जो केवल us-east-1 में हो सकता है (WAF console)",
        "CloudFront scope wale web ACL ka ARN, jo sirf us-east-1 mein ho sakta hai (WAF console)",
    ),
    (
        "guardedArn",
        "जिस मुख्य द्वार की रक्षा हो उसका ARN: distribution, load balancer या पता",
        "Jis front door ki raksha ho uska ARN: distribution, load balancer ya address",
    ),
    (
        "peerVpcId",
        "जुड़ने वाले नेटवर्क का Id, इसी खाते और क्षेत्र में (VPC console, Your VPCs)",
        "Judne wale network ka Id, isi account aur region mein (VPC console, Your VPCs)",
    ),
    (
        "peerCidr",
        "जुड़ने वाले नेटवर्क के पते, जैसे 10.1.0.0/16; वे हमारे पतों से न टकराएँ",
        "Judne wale network ke addresses, jaise 10.1.0.0/16; woh hamare addresses se na takrayein",
    ),
    (
        "officeAddress",
        "आपके दफ़्तर के router का सार्वजनिक IPv4 पता",
        "Aapke office ke router ka public IPv4 address",
    ),
    (
        "officeCidr",
        "आपके दफ़्तर के नेटवर्क के निजी पते, जैसे 192.168.0.0/24",
        "Aapke office ke network ke private addresses, jaise 192.168.0.0/24",
    ),
    (
        "directConnectLocation",
        "जहाँ आपकी लाइन AWS से मिलती है उस जगह का code, जैसे EqDC2 (Direct Connect console, Locations)",
        "Jahan aapki line AWS se milti hai us jagah ka code, jaise EqDC2 (Direct Connect console, Locations)",
    ),
    (
        "activeDirectoryId",
        "उस AWS Managed Microsoft AD का Id जिससे Windows फ़ोल्डर के लोग लॉगिन करते हैं (Directory Service console)",
        "Us AWS Managed Microsoft AD ka Id jisse Windows folder ke log login karte hain (Directory Service console)",
    ),
    (
        "identityCenterArn",
        "खाते के IAM Identity Center का ARN (उसका console, Settings)",
        "Account ke IAM Identity Center ka ARN (uska console, Settings)",
    ),
    (
        "samlMetadata",
        "कंपनी के साइन-इन का metadata (XML), उसके administrator से",
        "Company ke sign-in ka metadata (XML), uske administrator se",
    ),
    (
        "sftpPublicKey",
        "पहले SFTP user की सार्वजनिक SSH कुंजी, जैसे ~/.ssh/id_ed25519.pub में लिखी हुई",
        "Pehle SFTP user ki public SSH key, jaise ~/.ssh/id_ed25519.pub mein likhi hui",
    ),
    (
        "vpnServerCertificateArn",
        "VPN लोगों को जो प्रमाणपत्र दिखाए उसका ARN (Certificate Manager console, उसी क्षेत्र में)",
        "VPN logon ko jo certificate dikhaye uska ARN (Certificate Manager console, usi region mein)",
    ),
    (
        "vpnClientCertificateArn",
        "उस प्रमाणपत्र का ARN जिससे लोगों के अपने प्रमाणपत्रों पर हस्ताक्षर हुए (Certificate Manager console)",
        "Us certificate ka ARN jisse logon ke apne certificates sign hue (Certificate Manager console)",
    ),
    (
        "visitedUrl",
        "जिस पते पर जाकर देखा जाए कि वह जवाब देता है",
        "Jis address par jaakar dekha jaye ki woh jawab deta hai",
    ),
];

/// What is needed, in this language; in English where nobody has written it in another.
pub(super) fn told(parameter: &Parameter, language: Language) -> &'static str {
    let row = WORDS.iter().find(|(answer, ..)| *answer == parameter.answer);
    match (language, row) {
        (Language::Hindi, Some((_, hindi, _))) => hindi,
        (Language::Hinglish, Some((.., hinglish))) => hinglish,
        _ => parameter.description,
    }
}
