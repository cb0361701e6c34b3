//! What people say of work that is done for them: uploads that are turned into something else, calls that are worked off in their
//! order, what failed and waits for somebody, who may look at it later. Here: more rows of the table. Not here: the classes of
//! words in them (`phrases`), how systems are run (`operations`), how data flows (`flows`).

use super::phrases::{FUNCTION, MAIL, QUEUE, TABLE_TYPE, strong, weak};
use super::{MONTH_END, Purpose};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    strong(
        QUEUE,
        [
            "order preserving|preserves the order|preserving the order|in order per ~|in strict order|strictly in order|in the order ~ arrived/arrive/came|\
             exactly once and in order|first in first out|ordered ~ messages",
            "",
            "",
        ],
    )
    .sort("fifo queue")
    .unless(&["AWS::Kinesis::Stream", "AWS::MSK::Cluster"]),
    strong(
        QUEUE,
        [
            "failed deliveries/messages/jobs/orders/payments/calls/records ~ kept/stored/parked/collected|fails/failed {number} times ~~ place/aside|\
             fails/failed ~ times ~~ set/put/parked aside|set aside for ~ inspection|parked for ~ inspection|worked off by ~|worked off one by one|\
             buffered so that ~|buffer between|smooth out ~ spikes|spikes ~ are buffered",
            "",
            "",
        ],
    )
    .unless(&["AWS::Kinesis::Stream", "AWS::MSK::Cluster"]),
    strong(
        FUNCTION,
        [
            "{file} ~~ shrunk/resized/compressed/cropped/converted ~|transcoded into|is/are transcoded|transcode/transcodes ~|resized into|thumbnails are ~|watermarked|answers come from ~ model|\
             {customer}/{staff}/employees ask ~ questions|asks ~ language model|calls ~ language model|text is extracted|fields are extracted",
            "",
            "",
        ],
    )
    .unless(&["AWS::ECS::Service", "AWS::Athena::WorkGroup"]),
    strong(
        "AWS::WAFv2::WebACL",
        ["robots/bots/scrapers/scalpers ~ kept out|robots/bots/scrapers ~ blocked|no robots ~", "", ""],
    ),
    strong(
        MAIL,
        ["send/sends ~ ticket/tickets/receipt/confirmation/voucher ~ by email/mail|ticket/tickets/voucher ~ mailed to ~", "", ""],
    ),
    strong(
        TABLE_TYPE,
        ["write/writes/written ~~ ledger|ledger that ~ restored|ledger of ~|restored to any second", "", ""],
    ),
    strong(
        "AWS::Scheduler::Schedule",
        ["get/gets/receive/receives ~ weekly/daily/monthly ~ list/summary/report/overview/digest|weekly/daily/monthly ~ list/summary/report/digest ~ by email/mail", "", ""],
    ),
    strong(
        "AWS::CloudTrail::Trail",
        [
            "{each} access ~ audited|{each} change ~ audited|{each} action ~ audited|everything ~ audited|changes to the account ~ recorded/logged|{each} changes to ~ account|full audit trail|audit trail of ~ api/account/access|api calls are logged|\
             logged for ~ auditors|auditable trail|{each} ~ api calls ~ logged|audit log of ~ api",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EFS::FileSystem",
        [
            "file storage ~ shared between|files ~ shared between|file storage shared ~|shared file storage|shared between ~ containers/servers/machines/tasks|\
             shared by ~ containers/servers/machines/tasks|same files ~ containers/servers/machines",
            "",
            "",
        ],
    )
    .unless(&["AWS::FSx::FileSystem"]),
    strong(
        "AWS::RDS::DBCluster",
        [
            "relational database ~ scales/grows/shrinks ~|sql database ~ scales itself/automatically|database that scales ~ itself/automatically|\
             database that grows and shrinks|relational database ~ scales",
            "",
            "",
        ],
    )
    .unless(&["AWS::DynamoDB::Table"]),
    strong(
        "AWS::SecretsManager::Secret",
        [
            "secret/secrets ~~ rotated|password/passwords ~~ rotated|credentials ~~ rotated|key/keys ~ kept secret|secrets ~ kept safe|api keys ~ kept safe|\
             password ~ nobody can read",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Scheduler::Schedule",
        [
            "{number} day/days/hour/hours before|the day before|a day before|an hour before|the evening before|at the end of ~ day/week/quarter",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Scheduler::Schedule",
        ["at the end of ~ month|at month end|when ~ month is over|on the last day of ~ month", "", ""],
    )
    .sort(MONTH_END),
    strong(
        "AWS::StepFunctions::StateMachine",
        [
            "{each} step ~ visible/repeatable/seen/repeated|steps ~ repeatable|asked ~~ at the same time|called ~~ at the same time|\
             run ~ one after the other|one step after ~ other|several steps ~ order|waits for ~ approval|goes on without ~ if",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Budgets::Budget",
        [
            "cost/costs/spending/bill ~ above/over/beyond/exceed/exceeds ~~ raise/raises/warning/warn/alert|warn/warned/alert/told ~~ cost/costs/spending ~ above/over/exceed|\
             spending ~ gets out of hand",
            "",
            "",
        ],
    ),
    strong(
        "AWS::IoT::TopicRule",
        [
            "meter readings|{each} one sends its ~|sends/send/report/reports ~~ every {number} second/seconds|sends ~ status ~ securely|machines on the shop floor ~ send/report",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SageMaker::Endpoint",
        [
            "model recognises/recognizes/detects/classifies/scores/estimates ~|recognised/recognized by ~ model|model ~~ served behind|trained model ~ served|finished model ~ served|model is served|serve/serves ~ model|predictions from ~ model|model ~ answers ~ request|\
             scored by ~ model|real time predictions|real time inference",
            "",
            "",
        ],
    )
    .unless(&["AWS::Bedrock::KnowledgeBase"]),
    strong(
        "AWS::ElastiCache::ReplicationGroup",
        [
            "in memory leaderboard/ranking/scoreboard/counter/session/cart/cache/lookup|in memory ~ leaderboard/rankings|leaderboard ~~ in memory|ranked in memory|counted in memory|\
             cached for ~ minute/second|cached in memory|fast ~ cache|cache in front of",
            "",
            "",
        ],
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster", "AWS::CloudFront::Distribution"]),
    strong(
        "AWS::OpenSearchService::Domain",
        [
            "title/titles/name/names/tag/tags/product/products/article/articles/listing/listings/catalogue/catalog/recipe/recipes/post/posts/comment/comments ~ can be searched|\
             full text search|free text search|search box|searchable by ~|searched by ~ title/name/word/keyword/ingredient|search/searches across all|\
             type ahead|autocomplete|faceted search|fuzzy search|search ~ with filters|find/finds ~ by typing",
            "",
            "",
        ],
    )
    .unless(&["AWS::Bedrock::KnowledgeBase", "AWS::Athena::WorkGroup"]),
    weak(
        "AWS::CloudWatch::Dashboard",
        ["see all runs|on one dashboard|wall screen|at a glance on a screen", "", ""],
    ),
];
