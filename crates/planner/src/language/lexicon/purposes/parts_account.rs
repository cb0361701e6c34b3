//! What is watched, allowed and recorded in an account, each part in a plain phrase or two of every language that the other tables have none in. Here: rows
//! of the table, English by itself, so that a row is known to be in Hindi. Not here: what needs more phrases than these
//! (`phrases`, `operations`, `flows`, `hindi`).

use super::Purpose;
use super::phrases::{in_english, in_hindi};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_english("AWS::Cognito::IdentityPool", "app/browser ~ users ~ temporary ~ credentials"),
    in_hindi(
        "AWS::Cognito::IdentityPool",
        "ऐप ~ यूजर/यूजर्स ~ अस्थायी ~ क्रेडेंशियल/चाबी",
        "app ~ user/users ~ temporary/asthayi ~ credential/credentials/chabi",
    ),
    in_english("AWS::Cognito::UserPoolGroup", "users ~ sorted/divided/put into groups"),
    in_hindi(
        "AWS::Cognito::UserPoolGroup",
        "यूजर/यूजर्स/सदस्यों ~ समूहों/ग्रुप/ग्रुपों ~ बांट/बांटना/बांटने",
        "user/users/members ~ group/groups/samuh ~ baant/baanto/baantna/baantne",
    ),
    in_english("AWS::VerifiedPermissions::PolicyStore", "who may/can do what in ~ app/application"),
    in_hindi(
        "AWS::VerifiedPermissions::PolicyStore",
        "ऐप में कौन क्या कर",
        "app me/mein/mai kaun kya kar",
    ),
    in_hindi(
        "AWS::CloudTrail::Trail",
        "कौन क्या कर ~ रिकॉर्ड/पता/हिसाब|खाते/अकाउंट ~ हर ~ कॉल/हरकत/कार्रवाई ~ रिकॉर्ड/दर्ज/हिसाब|किसने ~ क्या ~ बदला/किया/देखा",
        "kaun kya kar ~ record/log/pata/hisaab|account/khate ~ har ~ call/calls/harkat/action ~ record/darj/hisaab/hisab/log|kisne ~ kya ~ badla/kiya/dekha",
    ),
    in_hindi(
        "AWS::GuardDuty::Detector",
        "घुसपैठ/खतरे/खतरों ~ पता/पकड/पकडे/नजर/पहचान",
        "ghuspaith/khatre/khatron ~ pata/pakad/pakde/nazar/pehchan",
    ),
    in_hindi(
        "AWS::SecurityHub::Hub",
        "सुरक्षा ~ सारी/सभी/सब ~ एक जगह|सुरक्षा ~ चेतावनी/चेतावनियां ~ एक जगह",
        "security/suraksha ~ saari/sari/sabhi/sab ~ ek jagah|security ~ findings/alerts ~ ek jagah",
    ),
    in_hindi(
        "AWS::InspectorV2::Filter",
        "कमजोरी/कमजोरियां/कमजोरियों/खामियां/खामियों ~ जांच/ढूंढ/ढूंढे/ढूंढो/स्कैन/पता",
        "kamzori/kamjori/kamzoriyan/kamzoriyon/vulnerability/vulnerabilities ~ jaanch/dhoondh/dhoondho/dhundho/scan/check/pata",
    ),
    in_english("AWS::Macie::Session", "scan/scans/scanning/search/searches/check/checks/inspect/inspects ~ bucket/buckets/s3/files/storage ~ for ~ personal/sensitive/confidential/pii/card/aadhaar/passport/ssn"),
    in_hindi(
        "AWS::Macie::Session",
        "निजी/संवेदनशील/व्यक्तिगत डेटा/जानकारी ~ ढूंढ/ढूंढे/ढूंढो/ढूंढना/ढूंढने/खोज/खोजना/पकड/स्कैन/पता|बकेट ~ निजी/संवेदनशील/व्यक्तिगत डेटा/जानकारी ~ है",
        "personal/sensitive/niji data/info/jankari ~ dhoondh/dhundo/dhundho/dhoondo/dhoondho/scan/detect/pakad/pata/check",
    ),
    in_hindi(
        "AWS::AccessAnalyzer::Analyzer",
        "गलती से ~ सार्वजनिक/पब्लिक/खुला/खुले/खुली ~ पता/बता/बताए/बताओ/खबर",
        "galti se ~ public/khula/khule/khuli ~ pata/bata/bataye/batao/khabar",
    ),
    in_hindi(
        "AWS::Config::ConfigurationRecorder",
        "कॉन्फिग/कॉन्फिगरेशन/सेटिंग ~ कब/कैसे ~ बदली/बदला/बदले|संसाधन/संसाधनों/रिसोर्स ~ बदलाव ~ रिकॉर्ड/इतिहास/हिसाब",
        "config/configuration/setting/settings ~ kab/kaise ~ badli/badla/badle|resource/resources ~ change/changes/badlav ~ record/history/hisaab/hisab/itihaas",
    ),
    in_hindi(
        "AWS::Budgets::Budget",
        "बिल/खर्च/खर्चा ~~ पार/ऊपर/ज्यादा/पहुंचे ~ तो ~ मेल/ईमेल/बता/बताओ/बताए/अलर्ट/खबर/सूचना",
        "bill/kharch/kharcha ~~ paar/upar/zyada/jyada/pahunche ~ to/toh ~ mail/email/bata/batao/bataye/alert/khabar/suchna",
    ),
    in_english("AWS::CE::AnomalyMonitor", "bill/cost/costs/spend/spending ~ suddenly/unexpectedly rise/rises/jump/jumps/grow/grows/spike/spikes/climb/climbs|sudden rise/jump/spike in ~ bill/cost/costs/spend/spending"),
    in_hindi(
        "AWS::CE::AnomalyMonitor",
        "बिल/खर्च/खर्चा ~ अचानक ~ बढे/बढने/बढा/बढ|अचानक ~ बिल/खर्च/खर्चा ~ बढे/बढने/बढ",
        "bill/kharch/kharcha/cost ~ achanak/ekdum ~ badhe/badhne/bade/badh|achanak ~ bill/kharch/kharcha/cost ~ badhe/badhne/bade/badh",
    ),
    in_english("AWS::SSM::Parameter", "setting/settings/config kept/stored outside ~ code|setting/settings ~ outside the code"),
    in_hindi(
        "AWS::SSM::Parameter",
        "सेटिंग/सेटिंग्स/कॉन्फिग ~ कोड से ~ बाहर/अलग",
        "setting/settings/config ~ code se ~ bahar/alag",
    ),
    in_hindi(
        "AWS::AppConfig::Application",
        "फीचर ~ चालू या/और बंद|फीचर ~ चालू बंद",
        "feature ~ on/chalu aur/ya off/band|feature ~ on off",
    ),
    in_hindi(
        "AWS::IAM::OIDCProvider",
        "गिटहब ~ बिना ~ चाबी/कुंजी",
        "github ~ bina ~ key/keys/chabi",
    ),
    in_english("AWS::IAM::Role", "rights/permissions for ~ machine/program/service ~ to|machine/program/service ~ permission/permissions/rights to").weak(),
    in_hindi(
        "AWS::IAM::Role",
        "सर्वर/मशीन/सेवा/प्रोग्राम को ~ अनुमति/अधिकार",
        "server/machine/service/program ko ~ permission/permissions/anumati/adhikar",
    ).weak(),
    in_english("AWS::IAM::ManagedPolicy", "set/list of rights/permissions").weak(),
    in_hindi(
        "AWS::IAM::ManagedPolicy",
        "अधिकारों/अनुमतियों ~ सूची/सेट",
        "permissions/adhikaron/anumatiyon ~ list/set/soochi/suchi",
    ).weak(),
    in_english("AWS::IAM::Group", "team ~ shares/share ~ same rights/permissions").weak(),
    in_hindi(
        "AWS::IAM::Group",
        "टीम ~ एक जैसे/जैसी ~ अधिकार/अनुमति/अनुमतियां",
        "team ~ ek jaise/jaisi ~ adhikar/permission/permissions",
    ).weak(),
    in_english("AWS::IAM::User", "aws login for ~ colleague/developer/engineer/person|colleague/developer/engineer ~ own aws login").weak(),
    in_hindi(
        "AWS::IAM::User",
        "सहकर्मी/डेवलपर/इंजीनियर ~ एडब्ल्यूएस ~ लॉगिन",
        "colleague/developer/engineer ~ aws ~ login",
    ).weak(),
    in_english("AWS::Organizations::Organization", "several/many/all ~ aws accounts ~ under one"),
    in_hindi(
        "AWS::Organizations::Organization",
        "कई/सारे/सभी ~ खाते/खातों/अकाउंट ~ एक ~ संगठन/छत/बिल",
        "kai/saare/sare/sabhi ~ account/accounts/khate ~ ek ~ organization/chhat/bill/sangathan",
    ),
    in_english("AWS::SSO::PermissionSet", "employees/staff/engineers/developers ~ sign/log in to ~ aws console/account/accounts"),
    in_hindi(
        "AWS::SSO::PermissionSet",
        "कर्मचारी/कर्मचारियों/डेवलपर/इंजीनियर ~ एडब्ल्यूएस कंसोल/खाते/अकाउंट ~ में/पर",
        "employee/employees/karmchari/developer/developers/engineer/engineers ~ aws console ~ me/mein/par/pe",
    ),
    in_english("AWS::RAM::ResourceShare", "share/shares ~ resource/resources/subnet/subnets ~ with ~ other/another ~ account/accounts"),
    in_hindi(
        "AWS::RAM::ResourceShare",
        "दूसरे/अन्य खाते/खातों/अकाउंट ~ साथ ~ साझा",
        "doosre/dusre account/accounts/khate ~ saath ~ share/saajha/sajha",
    ),
    in_english("AWS::ServiceCatalog::Portfolio", "approved templates ~ team/teams/employees ~ choose/pick/launch"),
    in_hindi(
        "AWS::ServiceCatalog::Portfolio",
        "मंजूर टेम्पलेट/टेम्पलेट्स ~ टीम/टीमें/टीमों/कर्मचारी",
        "approved/manzoor template/templates ~ team/teams/employee/employees",
    ),
    in_english("AWS::ResourceGroups::Group", "resources ~ grouped by ~ tag/tags"),
    in_hindi(
        "AWS::ResourceGroups::Group",
        "संसाधन/संसाधनों/रिसोर्स ~ टैग से ~ समूह/ग्रुप",
        "resource/resources ~ tag se ~ group/samuh",
    ),
    in_hindi(
        "AWS::XRay::Group",
        "रिक्वेस्ट/अनुरोध/कॉल ~ कहां/किस ~ अटक/अटकती/देर/धीमी",
        "request/requests/call ~ kahan/kaha/kidhar ~ atak/atakti/slow/der/dheemi",
    ),
    in_hindi(
        "AWS::Logs::LogGroup",
        "सारे/सभी/सब ~ लॉग ~ एक जगह",
        "saare/sare/sabhi/sab ~ log/logs ~ ek jagah",
    ),
    in_hindi(
        "AWS::Logs::MetricFilter",
        "लॉग ~ शब्द/एरर/लाइन ~ गिन/गिने/गिनो/गिनना/गिनने",
        "log/logs ~ word/shabd/error/errors/line ~ gin/gine/gino/ginna/ginne/count",
    ),
];
