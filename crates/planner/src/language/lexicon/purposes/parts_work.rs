//! What runs programs, and brings them there, each part in a plain phrase or two of every language that the other tables have none in. Here: rows
//! of the table, English by itself, so that a row is known to be in Hindi. Not here: what needs more phrases than these
//! (`phrases`, `operations`, `flows`, `hindi`).

use super::Purpose;
use super::phrases::{in_english, in_hindi};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_english(
        "AWS::Lambda::LayerVersion",
        "libraries/code shared by ~ functions/lambdas|libraries ~ several functions ~ share",
    ),
    in_hindi(
        "AWS::Lambda::LayerVersion",
        "फंक्शन/फंक्शनों ~ साझा लाइब्रेरी/कोड|साझा लाइब्रेरी",
        "functions/lambda/lambdas ~ common/shared/saajha library/libraries/code",
    ),
    in_english(
        "AWS::Lambda::Alias",
        "switch/roll/shift ~ function ~ back to ~ old/previous version",
    ),
    in_hindi(
        "AWS::Lambda::Alias",
        "फंक्शन ~ पुराने वर्जन/संस्करण ~ वापस/लौट",
        "function/lambda ~ purane version ~ wapas/vapas/laut",
    ),
    in_hindi(
        "AWS::ECS::Service",
        "कंटेनर/डॉकर में ~ चले/चलाना/चलाओ/चलानी",
        "container/docker me/mein/mai ~ chale/chalana/chalao/chalani",
    )
    .weak(),
    in_hindi(
        "AWS::EC2::Instance",
        "लिनक्स/उबंटू मशीन/सर्वर",
        "linux/ubuntu wali/wala machine/server",
    )
    .weak(),
    in_hindi(
        "AWS::AutoScaling::AutoScalingGroup",
        "भीड/लोड/ट्रैफिक ~ बढे/बढने/बढ ~ मशीन/मशीनें/सर्वर ~ बढे/बढें/जुडे/जुडें|मशीन/मशीनें/सर्वर ~ अपने आप ~ बढे/बढें/घटे/घटें",
        "load/traffic/bheed ~ badhe/badhne/badh ~ machine/machines/server/servers ~ badhe/badhein/jude/judein|machine/machines/server/servers ~ apne aap ~ badhe/badhein/ghate/ghatein",
    ),
    in_english(
        "AWS::EC2::LaunchTemplate",
        "same settings for ~ new machine/machines/server/servers/instance/instances",
    ),
    in_hindi(
        "AWS::EC2::LaunchTemplate",
        "हर/सभी नई/नए मशीन/सर्वर ~ एक जैसी/जैसे ~ सेटिंग/सेटिंग्स",
        "har/sabhi nayi/nai/naye/naya machine/server ~ ek jaisi/jaise ~ setting/settings",
    ),
    in_english(
        "AWS::EC2::Volume",
        "disk that survives ~ machine/server|extra/second/additional disk for/of ~ machine/server",
    ),
    in_hindi(
        "AWS::EC2::Volume",
        "मशीन/सर्वर ~ अतिरिक्त/अलग/दूसरी डिस्क",
        "machine/server ~ extra/alag/doosri/dusri disk",
    ),
    in_english(
        "AWS::EC2::EIP",
        "address/ip that never changes|address/ip ~ never changes",
    ),
    in_hindi(
        "AWS::EC2::EIP",
        "आईपी ~ कभी न बदले|आईपी ~ हमेशा वही",
        "ip ~ kabhi na badle|ip ~ hamesha wahi/same",
    ),
    in_english(
        "AWS::EC2::KeyPair",
        "key/keys for/to ssh|key/keys ~ log in by ssh",
    ),
    in_hindi(
        "AWS::EC2::KeyPair",
        "मशीन/सर्वर में ~ घुसने/लॉगिन ~ चाबी/कुंजी",
        "machine/server me/mein/mai ~ ghusne/login ~ chabi/key",
    ),
    in_english(
        "AWS::EC2::PlacementGroup",
        "machines/servers/instances close together|machines/servers/instances on different/separate racks/hardware",
    ),
    in_hindi(
        "AWS::EC2::PlacementGroup",
        "मशीनें/सर्वर ~ पास पास",
        "machines/servers ~ paas paas",
    ),
    in_english(
        "AWS::ElasticBeanstalk::Environment",
        "just upload ~ code and ~ aws runs/does/manages|upload code and ~ platform runs/does/manages",
    ),
    in_hindi(
        "AWS::ElasticBeanstalk::Environment",
        "कोड ~ दूं/दें/डालूं/अपलोड ~ बाकी ~ एडब्ल्यूएस संभाले/चलाए",
        "code ~ doon/du/dun/dalun/upload ~ baaki ~ aws sambhale/chalaye",
    ),
    in_english(
        "AWS::AppRunner::Service",
        "give/gives ~ image and get ~ url|image in and ~ url out",
    ),
    in_hindi(
        "AWS::AppRunner::Service",
        "इमेज दूं/दें ~ यूआरएल मिले",
        "image doon/du/dun/dein ~ url mile",
    ),
    in_english(
        "AWS::Amplify::App",
        "preview for each/every branch|branch previews",
    ),
    in_hindi("AWS::Amplify::App", "हर ब्रांच ~ प्रीव्यू", "har branch ~ preview"),
    in_english(
        "AWS::Lightsail::Instance",
        "server/machine at a fixed ~ price/monthly|fixed price server/machine",
    ),
    in_hindi(
        "AWS::Lightsail::Instance",
        "तय/फिक्स दाम/कीमत ~ सर्वर/मशीन",
        "fixed/fix/tay price/daam/dam ~ server/machine",
    ),
    in_hindi(
        "AWS::SageMaker::NotebookInstance",
        "डेटा साइंटिस्ट/वैज्ञानिक/वैज्ञानिकों/साइंस ~ नोटबुक/प्रयोग",
        "data scientist/scientists/science ~ notebook/experiment/prayog",
    ),
    in_hindi(
        "AWS::SageMaker::Endpoint",
        "मॉडल ~ भविष्यवाणी/अनुमान/प्रेडिक्शन",
        "model ~ prediction/predictions/bhavishyavani/anumaan",
    ),
    in_hindi(
        "AWS::Bedrock::Guardrail",
        "एआई/बॉट/चैटबॉट/मॉडल ~ गाली/गलत/अनुचित ~ न/रोक/रोके",
        "ai/bot/chatbot/model ~ gaali/galat/gandi ~ na/rok/roke",
    ),
    in_hindi(
        "AWS::Bedrock::Agent",
        "एआई सहायक/असिस्टेंट/एजेंट",
        "ai sahayak/assistant",
    ),
    in_hindi(
        "AWS::Bedrock::KnowledgeBase",
        "दस्तावेज/दस्तावेजों/डॉक्यूमेंट/पीडीएफ ~ से/पर ~ सवाल/सवालों/जवाब",
        "document/documents/dastavez/pdf ~ se/par/pe ~ sawal/sawalon/sawaal/jawab/jawaab",
    ),
    in_english("AWS::EKS::Cluster", "helm charts|run/runs ~ pods/helm"),
    in_hindi(
        "AWS::EKS::Cluster",
        "हेल्म चार्ट|पॉड/पॉड्स ~ चलाना/चलाने/चलाओ/चले",
        "helm chart|pod/pods ~ chalana/chalane/chalao/chalani/chale",
    ),
    in_english("AWS::AppSync::GraphQLApi", "clients ask/asks ~ only ~ fields"),
    in_hindi(
        "AWS::AppSync::GraphQLApi",
        "क्लाइंट ~ जो/जितने फील्ड ~ मांगे",
        "client/clients ~ jo/jitne field/fields ~ maange/mange",
    ),
    in_english(
        "AWS::CodeConnections::Connection",
        "link/links/connect/connects ~ github/gitlab/bitbucket ~ to/with aws",
    ),
    in_hindi(
        "AWS::CodeConnections::Connection",
        "गिटहब/गिटलैब/बिटबकेट ~ एडब्ल्यूएस से ~ जोड/जोडना/जोडो/जोडने",
        "github/gitlab/bitbucket ~ aws se ~ jod/jodna/jodo/jodne/connect/link",
    ),
    in_hindi(
        "AWS::CodeBuild::Project",
        "टेस्ट ~ अपने आप ~ चले/चलें|कोड ~ कंपाइल",
        "test/tests ~ apne aap ~ chale/chalein|code ~ compile ho/kare/karna/karke",
    ),
    in_hindi(
        "AWS::CodeDeploy::Application",
        "नया/नई ~ वर्जन/संस्करण/रिलीज ~ धीरे/थोडा/थोडे",
        "naya/nayi/nai ~ version/release ~ dheere/dhire/thoda/thode",
    ),
    in_hindi(
        "AWS::CodeArtifact::Repository",
        "हमारे/अपने ~ पैकेज/पैकेजों ~ जगह/रजिस्ट्री|एनपीएम/पाइथन पैकेज/पैकेजों ~ जगह/रजिस्ट्री",
        "hamare/apne/npm/python/maven ~ package/packages ~ jagah/registry",
    ),
];
