//! What people say who describe a system by what it does for them, and know no service's name. Here: more rows of the table, in English and
//! in Hindi. Not here: the classes of words in them (`phrases`, `hindi`), what operators say (`operations`).

use super::Purpose;
use super::phrases::{BUCKET, MAIL, QUEUE, TOPIC, in_english, in_hindi};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_english(
        MAIL,
        "{send}/sends ~ them/it/these/those/one ~ by/via/over ~ {mail}|write/writes to ~ {customer} by ~ {mail}|{customer} ~ {get} ~ {mail}/receipt/statement ~ on/every/each",
    )
    .unless(&[TOPIC]),
    in_english(
        TOPIC,
        "message/messages/text/texts/alert/alerts/sms to ~ phone/phones/mobile/mobiles|{told}/tell/know/hear when/if/as ~ something/anything ~|let ~ me/us/them know when/if|\
         rings/calls/ring/call ~ out ~ by text|by text and by|by text message|hear about it at once|on their phones ~ when",
    )
    .unless(&[MAIL]),
    in_english(
        "AWS::CloudWatch::Alarm",
        "when/if/as ~ something/anything ~ breaks/break/broken/fails/fail/wrong/down|when/if the site ~ errors/error/slow/down",
    ),
    in_english(
        "AWS::CloudWatch::Dashboard",
        "screen/display/board/wall with ~~ number/numbers/figures/count/rate/time/times|screen/display/board showing|screen/display/board that shows",
    ),
    in_english(
        "AWS::CloudTrail::Trail",
        "{each} administrator/admin/console/privileged ~ action/actions/change/changes ~ logged/recorded/kept/written/stored|\
         action/actions of ~ administrator/administrators/admin/admins ~ logged/recorded/kept|{each} action by ~ administrator/administrators/admin/admins",
    ),
    in_english(
        "AWS::Kinesis::Stream",
        "everything/whatever/anything ~~ is/are/gets streamed|{each} click/tap/move/action/step/play ~ is/are streamed|reads/read/reading/watches/watch/follows ~ the stream|taken in as a stream|come/comes/arrive/arrives as a stream",
    )
    .unless(&["AWS::MSK::Cluster", "AWS::KinesisFirehose::DeliveryStream", "AWS::KinesisVideo::Stream"]),
    in_english(
        "AWS::Events::EventBus",
        "bus of events|bus for ~ events|publish/publishes/published/publishing ~~ to ~ bus|listen/listens/listening to ~ bus",
    ),
    in_english(
        "AWS::CodePipeline::Pipeline",
        "build/builds/built and release/releases/released/deploy/deploys/deployed ~|build/builds/built test/tests/tested and ~ release/releases/released/deploy/deploys/deployed|\
         release/releases/released/deploy/deploys/deployed ~ from github|merge/push to ~ main ~",
    ),
    in_english(
        "AWS::CodeBuild::Project",
        "code is built|build/builds/built and release/releases/released/deploy/deploys/deployed ~|builds and tests ~",
    ),
    in_english(
        "AWS::SageMaker::NotebookInstance",
        "run/runs/running/open/opens notebooks|notebooks against/over/on ~ data|in notebooks|jupyter ~",
    ),
    in_english(
        "AWS::SageMaker::Endpoint",
        "model ~~ answers ~ request/requests/question/questions|model ~~ offered/served/exposed/available ~ behind/through/at/as ~|ask/asks the model ~|model ~ answers ~ request/requests|serve/serves/serving ~ model",
    ),
    in_english(
        "AWS::ApiGateway::UsagePlan",
        "call/calls/request/requests a/per day per/for ~ key|{each} key ~ call/calls/request/requests ~ day/month/minute/second|limited to ~~ per key|quota per/for ~ key",
    ),
    in_english(
        "AWS::Budgets::Budget",
        "{tell}/{told}/know ~ when/if/once ~ spent|when/if/once ~ bill/spending/spend/costs ~ reach/reaches/pass/passes/exceed/exceeds/near/nears|\
         half/percent/cent of the budget|budget ~ is/has ~ used ~ up|before ~ budget ~ used ~ up",
    ),
    in_english(
        "AWS::SecretsManager::RotationSchedule",
        "kept safe/secret and changed/replaced/renewed/rotated|password/passwords/secret/secrets/credential/credentials ~~ changed/replaced/renewed/rotated ~ every/each|password/passwords/secret/secrets ~ change/changes ~ every/each",
    ),
    in_english(
        "AWS::WAFv2::WebACL",
        "bots/bot/scrapers/crawlers/attackers/hackers ~~ kept/keep ~ out|keep/keeps/kept ~ bots/bot/scrapers/attackers/hackers ~|bots/bot ~ hitting/hit/hammer/hammering",
    ),
    in_english(
        "AWS::RDS::DBProxy",
        "connection proxy|connections ~ are/is pooled|pool/pools ~ connections|pooling of ~ connections|proxy ~ sits/stands/between ~ database",
    ),
    in_english(
        "AWS::ECR::Repository",
        "images ~ come/comes/pulled/kept/stored/live/lives ~~ registry/registries|private registry/registries ~|registry/registries of our own|our own registry/registries",
    ),
    in_english(
        QUEUE,
        "check/checks/checked/convert/converts/converted/happen/happens/prepared/scan/scans/scanned/made ~~ in the background|not while ~~ wait/waits|without making ~~ wait|\
         nothing ~ get/gets/be/is lost|nt/not get/gets/be lost|must/may/should never get/be lost|catch/catches up later|worked off",
    )
    .unless(&["AWS::Kinesis::Stream", "AWS::Batch::JobQueue"]),
    in_english(
        "AWS::ElastiCache::ReplicationGroup",
        "somewhere quick/fast/quicker/faster|{keep} ~~ in memory|answered/answers/served from memory|without asking the database ~|instead of asking the database ~|\
         spare/spares ~ database ~ same question/questions/queries|so ~ database is not asked ~",
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"]),
    in_english(
        "AWS::OpenSearchService::Domain",
        "typos/typo/misspellings/misspelling ~ forgiven/tolerated/tolerant|forgive/forgives/forgiving/tolerate/tolerates ~ typos/typo/misspellings|even ~ misspelt/misspelled|by any word|\
         while ~ types/typing|as they type|as you type",
    )
    .unless(&["AWS::OpenSearchServerless::Collection"]),
    in_english(
        "AWS::KMS::Key",
        "keys are our own|keys of our own ~|our own keys|key ~ for signing",
    ),
    in_english(
        "AWS::EFS::FileSystem",
        "folder that all ~|same folder ~|shared folder ~|see the same files",
    )
    .unless(&["AWS::FSx::FileSystem"]),
    in_english(
        "AWS::FSx::FileSystem",
        "drive ~ windows computers/machines/pcs ~|windows computers/machines/pcs mount/share|windows ~ shared drive",
    ),
    in_english(
        "AWS::Bedrock::KnowledgeBase",
        "language model ~ on/over/from our ~ documents/files/manuals|answers/answer ~ from our ~ documents/manuals|chatbot ~~ our own documents",
    ),
    in_english(
        "AWS::Backup::BackupPlan",
        "copied to another place and kept|{each} night ~ tables/table/databases/database ~ copied ~|tables/databases are copied ~ and kept",
    ),
    in_english(
        "AWS::Config::ConfigurationRecorder",
        "resources ~ not ~ as our rules|set up as ~ rules say|resources ~ break/breaks/breaking our rules",
    ),
    in_english(
        BUCKET,
        "into a/the bucket|drop/drops/dropped ~ in/into ~ bucket",
    )
    .weak(),
    in_english(
        "AWS::CloudFront::Distribution",
        "edge locations|from ~ edge ~ close/near ~|fast from anywhere ~|fast wherever ~|quickly all over the ~|static website ~",
    )
    .weak(),
    in_english(
        "AWS::StepFunctions::StateMachine",
        "undone if ~ later ~ fails|undo/undoes the earlier ~|one step fails ~ earlier ~ undone|steps ~ rolled back",
    ),
    in_hindi(
        "AWS::Cognito::UserPool",
        "{लोग} ~ साइन अप ~|{लोग} ~ साइनअप ~ लॉगिन|साइन अप और लॉगिन|साइनअप और लॉगिन",
        "{लोग} ~ signup ~ login|{लोग} ~ sign up ~ login|signup aur login|signup login kar/kare/karein/karen",
    ),
];
