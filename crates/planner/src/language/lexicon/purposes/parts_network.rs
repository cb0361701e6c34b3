//! How networks are laid out and who reaches what in them, each part in a plain phrase or two of every language that the other tables have none in. Here: rows
//! of the table, English by itself, so that a row is known to be in Hindi. Not here: what needs more phrases than these
//! (`phrases`, `operations`, `flows`, `hindi`).

use super::Purpose;
use super::phrases::{in_english, in_hindi};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_english(
        "AWS::EC2::Subnet",
        "split/splits/divide/divides ~ network into ~ ranges/segments/parts",
    ),
    in_hindi(
        "AWS::EC2::Subnet",
        "नेटवर्क ~ के हिस्से/टुकडे/खंड ~ बांट/बांटना/बनाना/बनाओ/बनाने",
        "network ~ ke hisse/tukde/parts ~ baant/baanto/baantna/banao/banana",
    ),
    in_english(
        "AWS::EC2::InternetGateway",
        "way/door/path ~ from ~ network to the internet",
    ),
    in_hindi(
        "AWS::EC2::InternetGateway",
        "नेटवर्क से इंटरनेट ~ का/तक रास्ता/दरवाजा",
        "network se internet ~ ka/tak raasta/rasta/darwaza",
    ),
    in_hindi(
        "AWS::EC2::NatGateway",
        "निजी/प्राइवेट सर्वर/मशीन/मशीनें/नेटवर्क ~ बाहर/इंटरनेट ~ जा/जाए/जाएं/पहुंच/पहुंचे",
        "private/niji server/machine/machines/network/subnet ~ bahar/internet ~ ja/jaye/jaaye/pahunch/pahunche",
    ),
    in_english(
        "AWS::EC2::RouteTable",
        "say/says/decide/decides where ~ packets go/goes/travel",
    ),
    in_hindi(
        "AWS::EC2::RouteTable",
        "पैकेट/पैकेटों ~ किस रास्ते ~ जाए/जाएं|नेटवर्क ~ रास्ते तय",
        "packet/packets ~ kis raaste/raste ~ jaye/jaaye/jayein|network ~ raaste/raste tay",
    ),
    in_english(
        "AWS::EC2::SecurityGroup",
        "limit/limits/decide/decides/control/controls who ~ reach/reaches ~ machine/server/instance",
    ),
    in_hindi(
        "AWS::EC2::SecurityGroup",
        "मशीन/मशीनों/सर्वर/सर्वरों तक कौन ~ पहुंच/पहुंचे/पहुंचेगा",
        "machine/machines/server/servers tak kaun ~ pahunch/pahunche/pahunchega",
    ),
    in_english(
        "AWS::EC2::NetworkAcl",
        "rules for ~ whole subnet|allow and deny rules ~ subnet",
    ),
    in_hindi(
        "AWS::EC2::NetworkAcl",
        "पूरे सबनेट ~ नियम/रोक",
        "poore/pure subnet ~ niyam/rule/rules/rok",
    ),
    in_hindi(
        "AWS::EC2::FlowLog",
        "नेटवर्क ~ ट्रैफिक/आवाजाही ~ रिकॉर्ड/हिसाब/दर्ज",
        "network ~ traffic ~ record/hisaab/hisab/darj",
    ),
    in_hindi(
        "AWS::EC2::VPCEndpoint",
        "सेवा/सेवाओं/सर्विस/सर्विसेज तक निजी/प्राइवेट रास्ता/पहुंच",
        "service/services/s3 tak private/niji rasta/raasta/pahunch",
    ),
    in_hindi(
        "AWS::EC2::VPCPeeringConnection",
        "दो/दोनों नेटवर्क ~ आपस ~ जोड/जोडना/जोडने/जोडो/जुडे/जुडें/बात",
        "do/dono network/vpc ~ aapas ~ jodna/jodne/jodo/jode/jude/judein/baat",
    ),
    in_hindi(
        "AWS::EC2::TransitGateway",
        "कई/सारे/सभी नेटवर्क ~ एक जगह ~ जोड/जोडना/जोडने/जोडो/जुडे/जुडें/मिले/मिलें",
        "kai/saare/sare/sabhi network/vpc ~ ek jagah ~ jodna/jodne/jodo/jode/jude/judein/mile/milein",
    ),
    in_hindi(
        "AWS::EC2::VPNConnection",
        "दफ्तर/ऑफिस/फैक्ट्री/मुख्यालय ~ क्लाउड/एडब्ल्यूएस ~ सुरंग/टनल/जोड/जोडना/जोडने/जोडो/जुडे",
        "office/daftar/factory ~ cloud/aws ~ surang/tunnel/jod/jodna/jodne/jodo/jode/jude",
    ),
    in_hindi(
        "AWS::EC2::ClientVpnEndpoint",
        "कर्मचारी/कर्मचारियों/टीम/स्टाफ ~ घर से ~ जुड/जुडे/जुडें/पहुंच/पहुंचे/पहुंचें",
        "karmchari/employee/employees/team/staff ~ ghar se ~ jud/jude/judein/pahunch/pahunche/connect",
    ),
    in_hindi(
        "AWS::DirectConnect::Connection",
        "समर्पित लाइन|लीज लाइन|फाइबर से ~ एडब्ल्यूएस/क्लाउड",
        "samarpit line|lease line|fiber/fibre se ~ aws/cloud",
    ),
    in_hindi(
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        "सेवाएं/सेवा/सर्विस/सर्विसेज ~ एक दूसरे ~ नाम से ~ ढूंढ/ढूंढे/ढूंढें/खोज/खोजें/मिल",
        "service/services/microservices ~ ek doosre/dusre ~ naam se ~ dhoondh/dhoondhe/dhoonde/dhundh/dhunde/mile",
    ),
    in_hindi(
        "AWS::Route53::HostedZone",
        "डोमेन ~ डीएनएस ~ संभाल/संभालना/संभालने/संभाले",
        "domain ~ dns ~ sambhal/sambhalna/sambhalne/sambhale/manage",
    ),
    in_english(
        "AWS::Route53::RecordSet",
        "subdomain/subdomains ~ point/points ~ to/at ~ ip/address/server/balancer",
    )
    .weak(),
    in_hindi(
        "AWS::Route53::RecordSet",
        "सबडोमेन ~ सर्वर/पते/आईपी ~ पर/तरफ ~ जाए/ले/भेजे",
        "subdomain ~ server/ip/address ~ par/pe/taraf ~ jaye/jaaye/bheje/point",
    )
    .weak(),
    in_hindi(
        "AWS::Route53::HealthCheck",
        "सर्वर/एंडपॉइंट ~ जिंदा/स्वस्थ ~ जांच/जांचो/जांचे/देख/देखो",
        "server/endpoint ~ zinda/jinda/healthy ~ jaanch/jaanche/dekh/dekho/check",
    ),
    in_english(
        "AWS::GlobalAccelerator::Accelerator",
        "fixed/same addresses ~ around the world/globe|fixed/same addresses ~ worldwide",
    ),
    in_hindi(
        "AWS::GlobalAccelerator::Accelerator",
        "दुनिया भर ~ एक ही/जैसे पता/पते/आईपी",
        "duniya bhar ~ ek hi ip/address/pata",
    ),
    in_english(
        "AWS::CertificateManager::Certificate",
        "padlock in ~ browser|browser ~ padlock",
    ),
    in_hindi(
        "AWS::CertificateManager::Certificate",
        "ब्राउजर में ताला/ताले|ब्राउजर ~ ताला दिखे",
        "browser me/mein/mai taala/tala|browser ~ taala/tala dikhe",
    ),
    in_english(
        "AWS::ACMPCA::CertificateAuthority",
        "issue/issues ~ our/its/their own ~ internal/private certificates",
    ),
    in_hindi(
        "AWS::ACMPCA::CertificateAuthority",
        "अपने/आंतरिक प्रमाणपत्र/सर्टिफिकेट ~ खुद ~ जारी",
        "apne/internal certificate/certificates ~ khud ~ jaari/jari/issue",
    ),
    in_hindi(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "लोड/ट्रैफिक/अनुरोध/अनुरोधों/रिक्वेस्ट ~ बांट/बांटना/बांटने/बांटे/बांटो/बंटे",
        "load/traffic/request/requests ~ baant/baante/baanto/baantna/baantne/bante/bantna",
    ),
    in_english(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "different/each path/paths ~ different service/services",
    ),
    in_hindi(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "हर/अलग पाथ ~ अलग ~ सर्विस/सेवा/सर्वर",
        "har/alag path ~ alag ~ service/server",
    ),
    in_english(
        "AWS::ApiGateway::RestApi",
        "requests/bodies ~ validated/checked against ~ schema/model",
    ),
    in_hindi(
        "AWS::ApiGateway::RestApi",
        "रिक्वेस्ट/अनुरोध ~ स्कीमा/ढांचे से ~ जांच/जांचे",
        "request/requests ~ schema se ~ jaanch/jaanche/check/validate",
    ),
    in_hindi(
        "AWS::ApiGateway::UsagePlan",
        "हर ग्राहक/क्लाइंट/पार्टनर ~ कोटा",
        "har client/customer/grahak/partner ~ quota",
    ),
    in_english(
        "AWS::ApiGatewayV2::Authorizer",
        "token/tokens ~ checked/verified before ~ api/function|only callers with ~ token",
    )
    .weak(),
    in_hindi(
        "AWS::ApiGatewayV2::Authorizer",
        "एपीआई से पहले ~ टोकन ~ जांच/जांचे/जांचो",
        "api se pehle ~ token ~ check/jaanch/jaanche/verify",
    )
    .weak(),
    in_english(
        "AWS::CloudFront::KeyGroup",
        "links/urls ~ that expire for ~ paying/paid",
    ),
    in_hindi(
        "AWS::CloudFront::KeyGroup",
        "पैसे देने ~ एक्सपायर ~ लिंक|कुछ देर ~ चलने वाले/वाली लिंक",
        "thodi der ~ chalne wale/wali link/links/url",
    ),
    in_hindi(
        "AWS::KMS::Key",
        "अपनी/खुद ~ कुंजी/चाबी से ~ एन्क्रिप्ट/ताला/सुरक्षित",
        "apni/khud ~ key/chabi se ~ encrypt/lock",
    ),
];
