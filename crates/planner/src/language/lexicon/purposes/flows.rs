//! What people say of data and of those who use it: readings that come in, files that lie somewhere, players who stay connected,
//! answers from manuals. Here: more rows of the table. Not here: the classes of words in them (`phrases`), how systems are run
//! (`operations`).

use super::Purpose;
use super::phrases::{BUCKET, KEEP_OTHERWISE, MAIL, TABLE_TYPE, strong, weak};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    strong(
        "AWS::IoT::TopicRule",
        [
            "secure/safe device connection|runners wear ~|over mqtt|chips that call in|plugs ~ report|{device} ~ phone/phones home|{device} goes silent|{device} ~ connect/connects/send/sends/report/reports/transmit/transmits/publish/publishes ~|\
             secure/safe way for ~ {device} ~ connect|{each} device ~ own/its ~ certificate|fleet of ~ {device}|connected {device}|\
             reading/measurement/telemetry from ~ {device}|{device} ~ talk/talks to ~ cloud/aws|firmware ~ {device}",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Kinesis::Stream",
        [
            "counted in real time|in real time ~ counted|pour/pours in ~|thousands a second|thousands per second|millions a day|readings ~ taken in|taken in without loss|live ~ count ~ per hour|count ~ per ~ hour ~ live|flood of ~|torrent of ~|takes/take in ~ reading/event/click/measurement/position|ingest/ingests/ingesting ~ event/reading/click/telemetry|\
             high volume ~ event/reading/data|reading/event/click/position ~ in order|read/reads/consume/consumes ~ same ~ events|as fast as they come",
            "",
            "",
        ],
    )
    .unless(&["AWS::MSK::Cluster", "AWS::Events::EventBus"]),
    strong(
        "AWS::Timestream::InfluxDBInstance",
        [
            "graph per ~|graphs ~ for the last ~|consumption ~ each/per/every ~ minute/hour|curves over|ready for ~ charts|charts of ~ last ~ day/month/hour|measurement/reading/value over time|made for ~ measurements|store for ~ measurements|temperature/sensor curves|\
             series of ~ measurements|metrics over time|history of ~ reading/measurement ~ chart/graph|database ~ for ~ measurements",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Athena::WorkGroup",
        [
            "analysis/analysed/analyzed/analyse/analyze ~ with/in/by sql|ask/asks/asking questions ~~ in/with sql|ordinary database queries|queries without running ~ database|without running a database|analysis with ~ queries|ask/asks/asking ~ questions ~ with/in/by/of ~ sql|questions of ~ files|ask ~ of those files|sql ~ those/these/the files|\
             look into ~ files ~ sql|query/queries/querying ~ them/it/those in/with ~ sql|ad hoc ~ sql",
            "",
            "",
        ],
    )
    .unless(&["AWS::RedshiftServerless::Workgroup"]),
    weak(
        "AWS::ECS::Service",
        [
            "run big reports|big reports ~|reports over ~ years|runs/run in containers|containers ~ nobody ~ patch|containers ~ without/no servers|program/app/service/api ~ in containers|\
             as containers|containers that/which ~|docker containers ~ behind",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ElastiCache::ReplicationGroup",
        [
            "answers are remembered|frequent answers|results ~ remembered for ~ minute/second|fast in memory|very fast ~ memory|sorted ~ in memory|{keep}/live/lives ~~ in memory|in memory ~ store|\
             remember ~ answers ~ for ~ minute/second|leaderboard ~ memory|keep/keeps ~ users/user/visitors/customers sessions|{keep} ~ sessions|\
             basket/cart ~ memory|answered from memory",
            "",
            "",
        ],
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"]),
    strong(
        MAIL,
        [
            "mailed as ~|mailed to ~ {customer}|pdf ~~ and mailed|mail each/every ~ {customer}|contact form ~~ {mail}|report/reports by ~ {mail}|confirmed by ~ {mail}|statements by ~ {mail}|letters by ~ {mail}|confirmation/receipt/newsletter/invoice/reminder/notice/bill/ticket ~ is/are ~ sent/mailed ~ {mail}|\
             transactional e {mail}|transactional {mail}|send/sends ~ out ~ newsletter|confirmation/receipt ~ by ~ {mail}|gets/get ~ a ~ confirmation",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Bedrock::KnowledgeBase",
        [
            "bot/chatbot/assistant that/which knows ~|searchable by meaning|search/searches/searched by meaning|answers/answer ~ questions ~ from ~ manual/document/handbook/article|\
             answer/answers ~ from ~ our/own ~ document/manual/handbook/wiki|semantic search|by meaning ~ not ~ words|\
             questions about ~ our ~ document/manual/contract/policies|retrieval augmented|vector search ~ bedrock|vector search ~ documents ~ bedrock|bedrock ~ vector search|semantic search ~ documents ~ bedrock|grounded in ~ document/manual|chat with ~ documents",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Bedrock::Guardrail",
        [
            "must/may/should/can not/never say ~ harmful/rude/offensive|harmful ~ answers/words/content|nothing harmful|\
             leak ~ card/personal/private|language model ~ writes|model ~ must not|safe ~ answers ~ model",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Bedrock::Agent",
        [
            "assistant/agent/bot ~ calls/call/uses/use ~ tool/function/api|agent that ~ can|assistant ~ can ~ book/place/do/take|\
             ai ~ agent|autonomous ~ agent",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ApiGatewayV2::Api",
        [
            "in a live chat|live chat ~|see/sees ~ move/moves on a map|move/moves on a map|live on a map|follow/follows ~ live|live ~ in ~ browser|live positions|pop/pops up in ~ browser|instantly in/on ~ browser/screen|browsers instantly|live screen|connection that/which stays/remains open|connection ~ stay/stays/remain/remains open|connect and stay connected|stay/stays connected|\
             exchanged within ~ milliseconds|typing ~ indicator|messages ~ appear ~ at once|\
             who is online|open connection|in real time to ~ player/user/browser/driver/rider/participant",
            "",
            "",
        ],
    )
    .sort("websocket api"),
    weak(
        TABLE_TYPE,
        [
            "who owns which ~|remembered somewhere|remember/remembers ~ which/who/what|profile ~ are/is {keep}|conversations ~ are/is ~ remembered|\
             {keep} ~ conversations|somewhere ~ that scales|small facts about|details of ~ {each} ~ kept",
            "",
            "",
        ],
    )
    .unless(KEEP_OTHERWISE),
    strong(
        "AWS::DynamoDB::GlobalTable",
        [
            "table ~ replicated to/across/between/in ~|table ~ replicas in ~ region|key value store in {number} ~|in {number} parts of the world at once|in {number} regions at once|in several/all/many ~ regions at ~ same|\
             written in any region|{each} region ~ own copy|replicated ~ across/to/between ~ regions|active active ~ region|\
             same ~ data ~ in ~ {number} ~ regions|table ~ in {number} regions",
            "",
            "",
        ],
    ),
    weak(
        "AWS::CloudFront::Distribution",
        [
            "static pages|watch ~ from anywhere|served/delivered from close|served/delivered ~ close/near to ~|delivered/served/serve/deliver ~ from the edge|from the edge ~|from ~ edge locations|from somewhere near|somewhere near the ~|offered from ~ near|around the globe|across the globe|around the world|from a nearby place|nearby place|download ~ from ~ nearby|within a fraction of a second|fast worldwide|worldwide ~ fast|fast ~ way ~ to ~ show/serve/deliver|fast worldwide way|from the nearest ~|nearest location|\
             all over the world ~ quickly/fast|served ~ worldwide|delivered ~ worldwide|quick/quickly/fast ~ everywhere",
            "",
            "",
        ],
    ),
    strong(
        "AWS::WAFv2::WebACL",
        [
            "fake traffic|bring ~ site down|shield against ~|against scrapers|bot/attack/attacker/scraper ~ are/is/be/get ~ kept/keep out|{keep} ~ bots/attackers/scrapers ~ out|\
             safe ~ from ~ hackers/bots/attacks|sql injection|common ~ web ~ attacks|too many requests ~ from ~ one/same/single|visitors from ~ blocked",
            "",
            "",
        ],
    ),
    strong(
        "AWS::DMS::ReplicationInstance",
        [
            "old/existing/current/legacy/premises ~ {database} ~ copied/moved/migrated/replicated/brought|copied over with ~|\
             pull/pulls/copy/copies ~~ out of ~ old/existing/legacy/current ~ {database}|as little downtime as|\
             move/copy/bring/migrate ~ old/existing/current/legacy/premises ~ {database}|kept in sync with ~ old/premises",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EFS::FileSystem",
        [
            "see/sees the same folder|same folder|shared ~ network drive|network drive|shared ~ drive|shared ~ folder|folder/drive/directory ~ that ~ all ~ mount|\
             servers/machines/containers/tasks ~ mount|shared ~ directory|file system ~ all ~ mount",
            "",
            "",
        ],
    )
    .unless(&["AWS::FSx::FileSystem"]),
    strong(
        BUCKET,
        [
            "cheapest shelf|as cheaply as possible|kept raw ~|cheapest place|{keep} ~ raw|worksheets|cheap ~ storage|cheap ~ archive|cheaper place|place where ~ {file}|place where ~ original|cheap long term ~|long term ~ storage|\
             somewhere ~ for ~ {file}|raw ~ event/data ~ {keep}|in ~ data lake|originals ~ land",
            "",
            "",
        ],
    ),
    strong(
        "AWS::RedshiftServerless::Workgroup",
        [
            "bucket/lake and ~ warehouse|loaded into ~ warehouse|rows ~ loaded into|data warehouse ~|warehouse for ~|warehouse ~ reports|years of ~ sales/orders ~ analysed/analyzed/reports",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Glue::Crawler",
        ["and catalogued|and cataloged|catalogued so|catalogue/catalog of ~ file/table", "", ""],
    ),
    strong(
        "AWS::KinesisFirehose::DeliveryStream",
        [
            "delivered/deliver/delivers/delivering ~ into ~ bucket/lake/storage|delivered/deliver/delivers ~ to ~ a/the ~ bucket|delivered/written ~ as parquet|delivered to ~ bucket|batches ~ written to ~ bucket/file|collected ~ into files",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SageMaker::Endpoint",
        ["predict/predicts ~ whether/which/how|model ~ predicts|recommends/recommend ~ by ~ model|scores ~ by ~ model", "", ""],
    ),
    weak(
        "AWS::Cognito::UserPool",
        [
            "prove/proves who they are|login/signin/signup/authentication/registration for ~ {customer}/{staff}/users|with a second factor|second factor|people/user/customer/member/player/parent/student/tenant sign/signs in|sign/signs in with ~ {mail}|sign/signs in with ~ password|\
             {mail} address and a password|{mail} ~ and ~ password|user accounts|register with ~ {mail}",
            "",
            "",
        ],
    )
    .unless(&["AWS::SSM::Parameter"]),
    strong(
        "AWS::SageMaker::NotebookInstance",
        ["interactive notebook|notebook where|data scientists ~ notebook", "", ""],
    ),
    strong(
        "AWS::SNS::Topic",
        ["push message|get/gets/receive/receives a text|gets/get ~ text message|a text to ~|by text message", "", ""],
    ),
    strong(
        "AWS::Scheduler::Schedule",
        ["overnight|once a month|once a week|once a day|every morning|every evening|at month end|at the end of ~ month", "", ""],
    ),
    weak(
        TABLE_TYPE,
        ["what they enter is stored|fill in a form|fills in a form|answers ~ form ~ stored", "", ""],
    )
    .unless(KEEP_OTHERWISE),
    strong(
        "AWS::OpenSearchService::Domain",
        [
            "words inside ~ document/file|inside ~ can be searched|document ~ can be searched|becomes searchable|text ~ searchable|made searchable|\
             look/looks up ~ by any word|found by any word",
            "",
            "",
        ],
    )
    .unless(&["AWS::Bedrock::KnowledgeBase"]),
    strong(
        "AWS::Neptune::DBCluster",
        ["relations between ~~ graph|explorable as a graph|explore/explored as a graph|as a graph of ~", "", ""],
    ),
    strong(
        "AWS::StepFunctions::StateMachine",
        ["only after ~ has/have agreed/approved/signed|goes/go live only after|published only after|after ~ has/have ~ agreed", "", ""],
    ),
];
