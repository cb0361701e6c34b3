//! What keeps data, carries it and makes sense of it, each part in a plain phrase or two of every language that the other tables have none in. Here: rows
//! of the table, English by itself, so that a row is known to be in Hindi. Not here: what needs more phrases than these
//! (`phrases`, `operations`, `flows`, `hindi`).

use super::Purpose;
use super::phrases::{in_english, in_hindi};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_hindi(
        "AWS::DynamoDB::GlobalTable",
        "कई/दो देशों/क्षेत्रों/रीजन ~ एक ही तालिका/टेबल",
        "kai/do region/regions/desh/deshon ~ ek hi table",
    ),
    in_english(
        "AWS::DAX::Cluster",
        "reads in microseconds|microsecond/microseconds reads",
    ),
    in_hindi(
        "AWS::DAX::Cluster",
        "माइक्रोसेकंड में ~ पढ/पढना/पढे/पढें/पढने",
        "microsecond/microseconds me/mein/mai ~ padh/padhe/padhna/padhne/read",
    ),
    in_english(
        "AWS::RDS::DBInstance",
        "joins across ~ tables|rows and columns with ~ joins",
    ),
    in_hindi(
        "AWS::RDS::DBInstance",
        "आपस में जुडी/जुडे ~ तालिकाएं/तालिकाओं/टेबल/टेबलें",
        "aapas me/mein/mai judi/jude ~ table/tables",
    ),
    in_hindi(
        "AWS::RDS::DBCluster",
        "डेटाबेस ~ अपने/खुद ~ बढे/बढ/घटे/स्केल",
        "database/db ~ apne/khud ~ badhe/badh/ghate/scale",
    ),
    in_hindi(
        "AWS::RDS::DBProxy",
        "डेटाबेस ~ कनेक्शन/कनेक्शनों ~ बांट/बांटे/बांटना/बांटने/पूल/साझा",
        "database/db ~ connection/connections ~ baant/baante/baantna/pool/share/saajha",
    ),
    in_english(
        "AWS::DSQL::Cluster",
        "sql ~ in ~ several/two/many/multiple regions at once",
    ),
    in_hindi(
        "AWS::DSQL::Cluster",
        "कई क्षेत्रों/रीजन में ~ एक साथ ~ एसक्यूएल",
        "kai region/regions me/mein ~ ek saath ~ sql",
    ),
    in_english(
        "AWS::DocDB::DBCluster",
        "json documents ~ queried/searched ~ by field/fields|mongo/mongodb drivers/driver",
    ),
    in_hindi(
        "AWS::DocDB::DBCluster",
        "जेसन दस्तावेज/दस्तावेजों/डॉक्यूमेंट ~ फील्ड से ~ खोज/ढूंढ|मोंगो ड्राइवर",
        "json document/documents ~ field se ~ khoj/dhoondh/search|mongo/mongodb ke driver/drivers",
    ),
    in_hindi(
        "AWS::Neptune::DBCluster",
        "रिश्ते/रिश्तों/दोस्ती/संबंध/संबंधों ~ ग्राफ|कौन किसका दोस्त|कौन किससे जुडा",
        "rishte/rishton/dosti/sambandh ~ graph|kaun kiska dost|kaun kisse juda",
    ),
    in_english("AWS::Cassandra::Keyspace", "cql queries|queries in cql"),
    in_hindi(
        "AWS::Cassandra::Keyspace",
        "सीक्यूएल ~ क्वेरी",
        "cql me/mein/mai/ki query/queries",
    ),
    in_hindi(
        "AWS::Timestream::InfluxDBInstance",
        "समय के साथ ~ रीडिंग/माप/मापन/आंकडे|सेंसर ~ का इतिहास",
        "samay/time ke saath ~ reading/readings/aankde/metrics|sensor ~ ka itihaas",
    ),
    in_hindi(
        "AWS::EFS::FileSystem",
        "कई/दो/दोनों/सारे/सभी सर्वर/सर्वरों/मशीन/मशीनों/मशीनें ~ एक/साझा ही/फाइल/फाइलें ~ फाइल/फाइलें/फोल्डर|फाइल/फाइलें/फोल्डर ~~ सर्वरों/मशीनों ~ साझा|सर्वर/सर्वरों/मशीन/मशीनों ~ बीच ~ साझा फाइलें/फाइल/फोल्डर",
        "kai/do/dono/saare/sabhi server/servers/machine/machines ~ ek hi/saath ~ file/files/folder|file/files/folder ~~ server/servers/machines ~ saajha/sajha/share|server/servers/machines ~ beech ~ file/files/folder",
    ),
    in_english(
        "AWS::FSx::FileSystem",
        "files for ~ hpc/supercomputer|scratch space for ~ simulation/hpc/training",
    ),
    in_hindi(
        "AWS::FSx::FileSystem",
        "एचपीसी/सुपरकंप्यूटर ~ फाइल/फाइलें/फाइलों",
        "hpc/supercomputer ~ file/files",
    ),
    in_hindi(
        "AWS::ECR::Repository",
        "डॉकर/कंटेनर इमेज/इमेजेस ~ रखने/रखना/रखनी ~ जगह/भंडार|इमेज/इमेजेस ~ रजिस्ट्री",
        "docker/container image/images ~ rakhne/rakhna/rakhni ~ jagah/jagha|image/images ~ ki registry",
    ),
    in_hindi(
        "AWS::KinesisFirehose::DeliveryStream",
        "स्ट्रीम/धारा ~ सीधे ~ बकेट/एस3/लेक/स्टोरेज",
        "stream/events ~ seedhe/sidhe/direct ~ bucket/s3/lake/storage",
    ),
    in_english(
        "AWS::KinesisAnalyticsV2::Application",
        "rolling/running/windowed/sliding averages/totals/sums/counts/aggregates ~ over/on/of ~ stream",
    ),
    in_hindi(
        "AWS::KinesisAnalyticsV2::Application",
        "स्ट्रीम/धारा ~ चलता/चलते/लाइव औसत/हिसाब/गणना",
        "stream ~ live/chalta/chalte average/hisaab/hisab/ganna",
    ),
    in_english(
        "AWS::SES::ReceiptRule",
        "read/reads/process/processes/parse/parses ~ incoming mail/email/mails/emails|incoming mail/email/mails/emails ~ read/processed/parsed",
    ),
    in_hindi(
        "AWS::SES::ReceiptRule",
        "आने वाले/वाली ~ मेल/ईमेल ~ पढ/पढना/पढे/पढें/प्रोसेस",
        "aane wale/wali ~ mail/email/mails/emails ~ padh/padhe/padhein/padhna/process",
    ),
    in_english(
        "AWS::AmazonMQ::Broker",
        "amqp/jms/stomp clients/client/programs/messages",
    ),
    in_hindi(
        "AWS::AmazonMQ::Broker",
        "एएमक्यूपी/जेएमएस वाले/वाला/वाली ~ प्रोग्राम/संदेश/क्लाइंट/ऐप",
        "amqp/jms/stomp wale/wala/wali ~ program/programs/message/messages/app/client",
    ),
    in_english(
        "AWS::KinesisVideo::Stream",
        "cameras ~ send/stream/sends/streams ~ live/footage|live ~ footage ~ cameras",
    ),
    in_hindi(
        "AWS::KinesisVideo::Stream",
        "कैमरा/कैमरे/कैमरों ~ लाइव ~ वीडियो/फुटेज|कैमरे/कैमरों ~ वीडियो ~ लगातार",
        "camera/cameras/cctv ~ live ~ video/footage|camera/cameras/cctv ~ video ~ lagatar/lagataar",
    ),
    in_hindi(
        "AWS::Transfer::Server",
        "एसएफटीपी/एफटीपी से/पर ~ फाइल/फाइलें/भेज/डाल",
        "sftp/ftp se/par/pe ~ file/files/bhej/bheje/daal/daale",
    ),
    in_english(
        "AWS::DMS::ReplicationInstance",
        "migrate/move/bring ~ old/existing/legacy ~ {database}",
    ),
    in_hindi(
        "AWS::DMS::ReplicationInstance",
        "पुराना/पुराने/मौजूदा ~ डेटाबेस ~ माइग्रेट/स्थानांतरित/शिफ्ट|पुराना/पुराने/मौजूदा डेटाबेस ~ एडब्ल्यूएस/क्लाउड ~ ले/लाना/लाने/लाओ/भेज|डेटाबेस ~ माइग्रेट",
        "purana/purane/maujooda ~ database/db/data ~ migrate/shift/move|purana/purane/maujooda database/db ~ aws/cloud ~ le/lana/laana/lane/lao|migrate/shift/move ~ purana/purane/maujooda ~ database/db|database/db ~ migrate",
    ),
    in_english(
        "AWS::Glue::Database",
        "catalogue/catalog of ~ tables in/of ~ lake",
    ),
    in_hindi(
        "AWS::Glue::Database",
        "लेक ~ तालिकाओं/टेबल/टेबलों ~ सूची/कैटलॉग",
        "lake ~ table/tables ~ soochi/suchi/catalog",
    ),
    in_hindi(
        "AWS::Glue::Crawler",
        "फाइल/फाइलों/डेटा ~ ढांचा/स्कीमा/बनावट ~ अपने/खुद ~ पहचान/पहचाने/पता/समझ",
        "file/files/data ~ schema/dhancha ~ apne/khud ~ pehchan/pehchane/pata/samajh",
    ),
    in_hindi(
        "AWS::Glue::Job",
        "कच्चा/कच्चे डेटा ~ साफ/बदल/बदले/रूपांतरित|डेटा ~ साफ करके ~ लोड/डाल/डाले",
        "raw/kachcha/kaccha data ~ saaf/clean/badal/badle/transform|data ~ saaf/clean/transform karke ~ load/daal/daale",
    ),
    in_hindi(
        "AWS::Athena::WorkGroup",
        "फाइल/फाइलों/बकेट/लेक/एस3 ~ पर/में/से ~ एसक्यूएल|एसक्यूएल से ~ फाइलों/बकेट/लेक/एस3",
        "file/files/bucket/lake/s3 ~ par/pe/me/mein/se ~ sql|sql se ~ files/bucket/lake/s3",
    ),
    in_hindi(
        "AWS::RedshiftServerless::Workgroup",
        "गोदाम/वेयरहाउस ~ रिपोर्ट/रिपोर्टें/विश्लेषण/आंकडे|रिपोर्ट/विश्लेषण/आंकडों ~ गोदाम/वेयरहाउस",
        "godaam/godam/godown ~ report/reports/analysis/vishleshan|report/analysis/data ~ godaam/godam/godown",
    ),
    in_hindi(
        "AWS::IoT::TopicRule",
        "एमक्यूटीटी|डिवाइस/सेंसर/सेंसरों/मीटर/उपकरण ~ रीडिंग ~ भेज/भेजे/भेजें/भेजते/भेजता",
        "mqtt|device/devices/sensor/sensors/meter/meters ~ reading/readings ~ bhej/bheje/bhejein/bhejte/bhejta/bhejenge",
    ),
    in_english(
        "AWS::IoT::Thing",
        "each/every device ~ own ~ certificate/identity",
    ),
    in_hindi(
        "AWS::IoT::Thing",
        "हर डिवाइस/उपकरण ~ अपनी/अपना ~ पहचान/प्रमाणपत्र/सर्टिफिकेट",
        "har device ~ apni/apna ~ pehchan/certificate/identity",
    ),
    in_english(
        "AWS::Events::Rule",
        "events ~ that match ~ pattern|event ~ matches ~ pattern",
    ),
    in_hindi(
        "AWS::Events::Rule",
        "घटना/इवेंट ~ पैटर्न से मिले/मिलने/मेल",
        "event/events ~ pattern se mile/milne/match",
    ),
    in_hindi(
        "AWS::Events::EventBus",
        "सेवाएं/सर्विस/सर्विसेज/सिस्टम ~ इवेंट/इवेंट्स/घटनाओं ~ से/जरिए ~ बात|इवेंट/इवेंट्स/घटनाएं ~ एक बस",
        "service/services/systems ~ event/events ~ se/zariye/jariye ~ baat|event/events ~ ek bus",
    ),
    in_hindi(
        "AWS::Scheduler::Schedule",
        "तय/निश्चित समय पर ~ चले/चलाना/चलाओ/चलाए/चलाने",
        "tay/fixed/nishchit samay/time par/pe ~ chale/chalana/chalao/chalaye/chalane",
    ),
    in_english(
        "AWS::Pipes::Pipe",
        "straight/directly from ~ queue/stream ~ to/into ~ state/workflow/bus|point to point ~ queue/stream",
    ),
    in_hindi(
        "AWS::Pipes::Pipe",
        "कतार/स्ट्रीम से सीधे ~ वर्कफ्लो/बस",
        "queue/stream se seedhe/sidhe/direct ~ workflow/bus",
    ),
];
