//! The phrases for the purposes of parts, and the classes of words in them.

use super::{ON_UPLOAD, Purpose, Weight};

const STATE_MACHINE: &str = "AWS::StepFunctions::StateMachine";
pub(super) const QUEUE: &str = "AWS::SQS::Queue";
pub(super) const TOPIC: &str = "AWS::SNS::Topic";
pub(super) const MAIL: &str = "AWS::SES::EmailIdentity";
pub(super) const TABLE_TYPE: &str = "AWS::DynamoDB::Table";
pub(super) const BUCKET: &str = "AWS::S3::Bucket";
pub(super) const FUNCTION: &str = "AWS::Lambda::Function";
const ALARM: &str = "AWS::CloudWatch::Alarm";

/// A purpose that nobody says for another reason.
pub(super) const fn strong(kind: &'static str, phrases: [&'static str; 3]) -> Purpose {
    Purpose {
        kind,
        weight: Weight::Strong,
        sort: "",
        unless: &[],
        phrases,
    }
}

/// A purpose that an application has by itself, too.
pub(super) const fn weak(kind: &'static str, phrases: [&'static str; 3]) -> Purpose {
    Purpose {
        kind,
        weight: Weight::Weak,
        sort: "",
        unless: &[],
        phrases,
    }
}

/// A purpose that nobody says for another reason, in English.
pub(super) const fn in_english(kind: &'static str, english: &'static str) -> Purpose {
    strong(kind, [english, "", ""])
}

/// A purpose that nobody says for another reason, in Hindi: its phrases in Devanagari and in Latin letters.
pub(super) const fn in_hindi(kind: &'static str, hindi: &'static str, hinglish: &'static str) -> Purpose {
    strong(kind, ["", hindi, hinglish])
}

impl Purpose {
    pub(super) const fn weak(mut self) -> Self {
        self.weight = Weight::Weak;
        self
    }

    pub(super) const fn sort(mut self, sort: &'static str) -> Self {
        self.sort = sort;
        self
    }

    pub(super) const fn unless(mut self, kinds: &'static [&'static str]) -> Self {
        self.unless = kinds;
        self
    }
}

/// What keeps things too: where one of these is described over the same words, no table is.
pub(super) const KEEP_OTHERWISE: &[&str] = &[
    "AWS::Backup::BackupPlan",
    "AWS::Bedrock::Guardrail",
    "AWS::Bedrock::KnowledgeBase",
    "AWS::CloudTrail::Trail",
    "AWS::Config::ConfigurationRecorder",
    "AWS::DynamoDB::GlobalTable",
    "AWS::EC2::FlowLog",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::SecretsManager::Secret",
    "AWS::Timestream::InfluxDBInstance",
];

/// Words that may stand for each other, in the singular; verbs with their forms.
pub(super) const CLASSES: &[(&str, &str)] = &[
    (
        "{customer}",
        "organiser/organizer/customer/client/buyer/shopper/subscriber/student/patient/applicant/member/guest/visitor/creator/donor/reader/listener/\
         passenger/parent/citizen/user/people/everyone/everybody/seller/candidate/tenant/learner/author/fan/player/resident/\
         recipient/traveller/traveler/consumer/audience/borrower/policyholder/voter/attendee/participant/renter/rider/diner/\
         taxpayer/teacher/farmer/grahak/ग्राहक/ग्राहकों/यूजर/लोगों/छात्रों/मरीजों",
    ),
    (
        "{staff}",
        "team/manager/admin/administrator/operator/engineer/reviewer/approver/editor/staff/employee/department/guard/owner/\
         boss/office/purchasing/sales/support/warehouse/accounting/finance/treasurer/dispatcher/adjuster/clerk/me/us/somebody/\
         someone/person/lead/supervisor/developer/director/accountant/colleague/analyst/desk/submitter/requester/security/chef/cook/kitchen/nurse/\
         doctor/driver/crew/responder/agent/moderator/auditor/bookkeeper/technician/mechanic/janitor/planner/\
         whoever/logistics/compliance/marketing/hr/legal/operation/ops",
    ),
    ("{mail}", "mail/email"),
    ("{get}", "get/receive/got/given/sent"),
    ("{send}", "send/sending/sent/deliver/mail/email"),
    ("{tell}", "tell/notify/alert/inform/warn/ping/notifie"),
    (
        "{told}",
        "told/notified/alerted/informed/warned/paged/pinged/reminded/messaged",
    ),
    (
        "{keep}",
        "keep/kept/keeping/store/stored/storing/save/saved/saving/record/recorded/recording/remember/remembered/track/tracked/\
         tracking/write/written/writing/persist/persisted/hold/held/holding/collect/collected/put/maintain/maintained/log",
    ),
    (
        "{fact}",
        "history/state/status/position/score/session/result/record/detail/value/reading/metadata/fact/outcome/progress/decision/\
         profile/preference/consent/balance/rate/price/location/verdict/total/metric/count/counter/fingerprint/answer",
    ),
    (
        "{entry}",
        "order/donation/ticket/booking/payment/reservation/case/claim/review/vote/bid/seat/invoice/transaction/shipment/\
         subscription/entry/signal/incident/report/application/appointment/request/measurement/comment/message/complaint",
    ),
    (
        "{file}",
        "file/photo/picture/image/video/footage/document/upload/scan/pdf/png/jpg/jpeg/mp4/xml/json/csv/form/invoice/receipt/recording/clip/object/statement/\
         attachment/spreadsheet/contract/certificate/drawing/song/audio/track/archive",
    ),
    (
        "{arrive}",
        "arrive/arriving/land/landing/uploaded/added/dropped/come/coming/appear/saved/received/delivered/put/placed/created/\
         stored",
    ),
    ("{did}", "did/does/changed/opened/deleted/read/touched"),
    ("{going}", "going/goes/go/rolling/rolls"),
    ("{machine}", "machine/server/instance/vm"),
    ("{database}", "oracle/mysql/postgres/mariadb/database/sql/mongodb"),
    (
        "{device}",
        "van/truck/car/vehicle/bus/buses/lorry/scooter/bike/device/sensor/meter/tracker/thermostat/camera/tractor/wearable/turbine/pump/robot",
    ),
    (
        "{work}",
        "pick/take/fetch/process/send/get/update/handle/book/read/write/do/doe/consume/pull/drain/poll/crunch/render/compute/\
         processe/generate/validate/store/compare/clean/work/convert/check/call/ship",
    ),
    (
        "{attack}",
        "attack/bot/hacker/attacker/scraper/crawler/injection/abuse/ddos/intruder/exploit/scraping/flood/abuser",
    ),
    (
        "{block}",
        "block/blocked/blocking/stop/stopped/filter/filtered/filtering/protect/protected/protecting/shield/shielded/\
         guard/guarded/prevent/prevented/repel/reject/rejected/fend/defend/defended",
    ),
    (
        "{time}",
        "daily/nightly/weekly/hourly/monthly/regular/automatic/scheduled",
    ),
    ("{each}", "each/every/all/any/individual"),
    (
        "{step}",
        "step/stage/check/approval/phase/department/station/desk",
    ),
    (
        "{number}",
        "several/many/multiple/two/three/four/five/six/seven/eight/nine/ten/various/different/some/fixed",
    ),
];

/// Every purpose; what is nearer to a wish stands before what is farther from it.
pub(super) const TABLE: &[Purpose] = &[
    strong(
        QUEUE,
        [
            "wait/waiting/stand/put/placed/held/hold/lined/queued/stay/stored/collected ~ in/into/on ~ line/queue/buffer|\
             queued ~ up|are/is/get/be queued|line/lined up|buffer/buffered/buffering ~ \
             request/order/message/job/them/it/spike/load/peak/event/upload/write/burst|is/are/be/get buffered|\
             absorb/absorbing/smooth/smoothing/flatten/survive ~~ spike/peak/burst/load/rush|back pressure|backpressure|\
             decouple/decoupled/decoupling|pile/piling up|do/done/does ~ work ~ later|processed/handled/done ~ later|\
             {work}/processed/handled/taken/picked ~~ one by one|run/runs/done ~ in the background|{work}/processed/handled/taken/picked ~~ one at a time|\
             at its/their own pace|message/order/event ~~ arrive/processed/handled ~ in order|exactly once|\
             never/without/not ~ lose/losing/lost ~ message/order/event/request/job/single/any|\
             place/somewhere/parking ~ message/job/order ~~ fail/failing/failed|fail/failed/failing ~~ set/put aside|\
             between ~~ never overwhelmed|waiting room|backlog|work/job/task list ~ worker|queue/queues up ~|absorbed by ~ queue|tried/retried ~ again later|try again later|hand/handed over ~ asynchronously|\
             process/processed/processing/handle/handled ~ asynchronously|asynchronously ~ process/processed/handle",
            "कतार/लाइन में|एक एक करके",
            "line/queue/katar/kataar mein|line/queue me|kaam ki line/katar|ek ek karke|ek ek kar ke",
        ],
    )
    .unless(&["AWS::Kinesis::Stream"]),
    strong(
        QUEUE,
        [
            "handled twice|processed twice|done twice|first in first out|in strict order|strictly in order|exactly once|arrive in order|processed in order ~ exactly once",
            "",
            "",
        ],
    )
    .sort("fifo queue"),
    strong(
        MAIL,
        [
            "{customer} ~ {get}/hear ~~ {mail}/newsletter|{customer} ~ {told}/sent ~~ by/via/with/through ~ {mail}|\
             {send}/sending/go/goes/going ~ {mail}/message ~ to ~ {customer}|{mail} ~ to ~ {customer}|\
             {send} ~ {customer} ~~ {mail}/newsletter|{tell} ~ {customer} ~~ {mail}|{mail}/remind ~ {customer}|\
             confirmation/receipt/invoice/welcome/thank/greeting/reminder/statement/digest/offer/voucher ~ {mail}|\
             {mail} ~ confirmation/receipt/welcome/invoice|\
             {mail}/send ~ confirmation/receipt/invoice ~ {customer}|receipt/invoice/confirmation/newsletter ~ by ~ {mail}|\
             weekly/monthly/daily/nightly e {mail}|weekly/monthly/daily/nightly {mail}/newsletter/digest|\
             send ~ mails/emails/newsletter|newsletter ~ sent/out/goes|mailing list|mail campaign|email campaign|\
             mail/email ~ goes/go/sent out|mails out|bounce ~ handled|handle ~ bounce",
            "{customer} ~ को ~ ईमेल/मेल",
            "{customer} ~ ko ~ {mail}",
        ],
    ),
    strong(
        TOPIC,
        [
            "texts the ~ {customer}|texts the receiver|sms|notification/notifications to/for ~ {customer}|text/texts message|texted|notify/notifies/notifying ~|fanned/fans out|fan them out|to ~ subscribers|\
             each with ~ its own queue|broadcast/broadcasts ~|push notification|text/texts me/us/them|by/via text|whatsapp message",
            "एसएमएस",
            "sms/message jaye",
        ],
    ),
    strong(
        TOPIC,
        [
            "{staff} ~ {get} ~~ {mail}/alert/notification/message|{get} ~ {mail} ~ when/if/once|{get} a/an {mail}|gets a/an e {mail}|\
             {tell} ~ {staff}|page/pages ~ the {staff}|page/pages ~ on call|{staff} ~ is/are/gets/get ~ emailed/mailed|message/messages me/us|{staff} ~ is/are/be/being/get/got ~ {told}|is/are/be/being/get notified|is/are/be ~ told by|\
             {tell}/{told}/hear ~~ by/via/per/with ~ {mail}|{mail}/mailing me/us|{send} ~ {staff} ~~ {mail}|\
             {mail} ~ to ~ {staff}|to ~ {staff} by ~ {mail}|{mail} goes/go/is sent ~ to|{mail} ~ when/if/once ~|by {mail} ~ when/if|\
             several/other/many/all/interested/downstream ~ team/system/service/application ~ \
             hear/learn/know/listen/react/informed/told|published/broadcast/announced ~ to ~ \
             {each}/other/many/several/every/all/both ~|finding/alarm/alert/result/failure/error ~ by ~ {mail}|\
             approval by ~ {mail}|one to many|their own copy|its own copy|raise/raises an alert",
            "टीम/मैनेजर/मुझे/हमें/मालिक ~~ सूचना/ईमेल/मेल/खबर|सूचना मिले/जाए/दे|ईमेल/मेल से ~ सूचना/बताए|मुझे/हमें ~ मेल/ईमेल",
            "team/manager/mujhe/hume/humein/hamein/malik/admin/staff ~~ {mail}/khabar/suchna/alert/notification|\
             {mail} se ~ khabar/suchna/bataye|khabar/suchna mile/ho/jaye|mujhe {mail}",
        ],
    )
    .unless(&[MAIL]),
    // Mail to nobody in particular.
    strong(
        MAIL,
        [
            "that/which/and mails/emails|is/are emailed/mailed|issued/delivered/go/goes/sent ~ by/via ~ {mail}|\
             {file}/certificate/statement/report/result/offer/code/link ~ {send} ~ by/via ~ {mail}|link ~ by ~ {mail}",
            "जो ~ ईमेल/मेल भेजे/भेजता/भेजती/भेजेगा/भेजेगी/भेजें/भेज",
            "jo ~ {mail} bheje/bhejta/bhejti/bhejega/bhejegi/bhejein/bhej",
        ],
    )
    .unless(&[TOPIC]),
    strong(
        ALARM,
        [
            "when/if/once/whenever ~~ above/exceed/exceeds/over/rise/rises/rising/spike/spikes/overloaded ~ \
             percent/limit/threshold|above/over/exceed/exceeds ~ percent for|is/goes/climbs above ~ percent|when/if/once/whenever ~ error/errors/cpu/load/latency/failure/failures/queue/temperature ~ \
             rise/rises/high/above/exceed/exceeds/grow/grows/climb/climbs|when/if ~ error/errors ~|\
             alarm/alarms goes/go off|alarm/alarms goes/go out|when/if ~ canary/service/server/site/job/function/run ~ fail/fails/down/breaks|\
             no ~ came for|wake/wakes ~ {staff}|on call ~ told/paged/woken",
            "",
            "",
        ],
    ),
    weak(
        TABLE_TYPE,
        [
            "{keep} ~~ history/state/status of|{keep} ~ {fact}|{fact} ~ {keep}/kept/stored/saved/recorded|\
             {keep} ~ last/latest/current/newest ~ {fact}|{fact} of {each} ~|history of ~ {entry}/{fact}/change/decision|\
             only ~ newest/latest/last ~ of {each}|{keep} {each}/the/a ~ {entry}|{entry} ~ {keep}/kept/stored/saved/recorded|\
             {each} ~ is/are {keep}|stores/saves/records the ~|everything about ~ is/are stored/kept/recorded|\
             in/into/to/onto/from/of/with a/an/the/our/one/its ~ table|table ~ hold/keep/change/changes/updated/with/for/of/remembers|\
             history/lookup/reference/mapping table|and ~ table|looked up by ~|look/looks up ~ by ~ id/key/code|flag/flagged ~ in",
            "तालिका/टेबल में|हिसाब रखा जाए|तालिका/टेबल चाहिए",
            "table mein|table me|table chahiye|hisaab rakha|record rakhna",
        ],
    )
    .unless(KEEP_OTHERWISE),
    strong(
        TABLE_TYPE,
        [
            "key value table|key value store|nosql table|serverless table|schemaless|item ~ by key",
            "की वैल्यू",
            "",
        ],
    ),
    weak(
        BUCKET,
        [
            "attach/attaches/attached ~ {file}|{keep} ~~ {file}|{file} ~ {keep}/kept/stored/saved/archived|{file} end/ends up ~|\
             into/in/to ~ storage|cold/archive/cheap/object storage|archive/archived/archiving ~|{file} in ~ archive|\
             write/writes/written ~ one/a file|deliver/delivers/drop/drops/upload/uploads/send/sends ~ {file}|\
             our documents ~|documents ~ knowledge|over ~ documents|in ~ lake|raw data ~ in/for",
            "",
            "",
        ],
    ),
    strong(
        BUCKET,
        [
            "somewhere/place/room to keep/store ~ {file}|somewhere/place/room for ~ {file}|nobody can delete|write once|cannot be deleted|\
             cant be deleted|legal hold|object lock|for ~ years ~ archive|moved ~ to ~ cold/archive/cheaper/cheap",
            "",
            "",
        ],
    ),
    weak(
        FUNCTION,
        [
            "worker/consumer/script/processor ~ {work}|python/node/nodejs/go/java/rust worker/consumer|worker/consumer in/with python/node/nodejs/go/java/rust|queue worker/consumer|until/by/let/background/small ~ worker/script|{work}/processed/handled by ~ worker|\
             small/little/short/python/node script/program|as it/they ~ arrive/arrives/come/comes|\
             {each}/new/when/whenever/once/after ~ {file} ~ {arrive}/parsed/processed/converted/checked/validated/read/resized/starts|\
             score {each}/them/it|scheduled one by one|scheduled for each|code/logic runs/run ~ when|work/works/working out ~|a bit of code|piece of code|\
             aggregate/aggregates/aggregated/enrich/enriches/enriched/transform/transforms/transformed ~ {each}/them/it/as|\
             thumbnail ~|resize/resizes/resizing ~|when ~ {get}/come ~ in ~ check|taken out by ~|per message",
            "वर्कर|प्रोसेस/संसाधित ~ हो/करे/करें",
            "worker ~ {work}/karega/kare|worker chahiye|process kare/ho/karna/hon/karein",
        ],
    ),
    strong(
        STATE_MACHINE,
        [
            "wait/waits/waiting ~~ approval/approve/approves/approved/consent|approval/approvals ~ chain|multi step|approval process|wait/waits ~ for ~ manager/person/human/adjuster/reviewer|\
             in {number} step/stage|in ~ steps ~|series/sequence/chain of ~ step/stage/check/task|{number} ~ steps/stages ~|step by step ~ check/process|\
             pass/passes/passed/go/goes/run/runs/move/moves ~ through ~~ {step}|through {number} {step}|\
             process that/which ~ wait/waits/ask/asks|start/starts ~ process|orchestrate/orchestrates/orchestrated/orchestrating|\
             one after another|one after the other|functions in ~ chain|chain of functions|in a fixed sequence|\
             compensate/compensates/compensated|roll/rolls back ~ steps|human in the loop|approved by ~ person/human/manager/lead|\
             where each ~ case/claim/order/application is/stands|long running process|retry/retries each step|retries each",
            "मंजूरी ~ इंतजार|चरणों में|मंजूरी ~ बाद",
            "manzoori/approval ~ intezaar/intezar/baad|steps mein|step by step kaam",
        ],
    )
    .unless(&["AWS::CodePipeline::Pipeline", QUEUE]),
    weak(
        "AWS::CloudWatch::Dashboard",
        [
            "see/sees/show/shows/shown/watch/watches/look/looks/visible/follow/follows/counted/displayed/progress ~~ \
             dashboard/chart/graph/charts/graphs|alarm/alarms/metric/metrics/alerts/monitoring ~ and ~ dashboard|\
             dashboard ~ alarm/alarms/metrics/operations|dashboard ~ visualize/visualizes/visualise/visualises/show/shows/display/displays/plot/plots/track|\
             monitored ~ with ~ dashboard|dashboards and alarms|metrics/numbers/figures/health ~ on ~ dashboard/screen|\
             chart/graph of how ~|chart/charts/graph/graphs for ~ {staff}|{staff} ~ see/sees ~ chart/graph/number/figure|\
             one dashboard|dashboard of ~ health/metrics/errors|cloudwatch ~ dashboard|on ~ wall screen",
            "ग्राफ/चार्ट ~ देख|डैशबोर्ड पर ~ देख",
            "graph/chart ~ dekh|dashboard par ~ dekh|dashboard pe ~ dekh",
        ],
    ),
    weak(
        "AWS::Cognito::UserPool",
        [
            "sign/signs/log/logs in with ~|sign/signs/signed/signing/log/logs/logging up ~|sign/signs/signing in ~|signed in {staff}/{customer}/only|only signed in|{customer}/{staff}/people ~ authenticate/authenticates|log/logs/logging/logged in|\
             {customer}/{staff}/partner ~ sign/signs/log/logs in/on/up|must/can/has/have/to login|register and log|\
             {customer} ~ register/registers|create/creates/open/opens ~ account|member/members only|password reset|\
             {customer}/{staff}/members ~ login|with a login|with login|with user login|with sign up|with signup|with authentication|has login|needs login|by ~ login|forgotten passwords|accounts for ~ {customer}",
            "लॉगिन/साइन ~ करें|लॉगिन कर|रजिस्टर कर",
            "login/signup ~ karein/kare/kar|register kare|account banaye",
        ],
    )
    .unless(&["AWS::SSM::Parameter"]),
    strong(
        "AWS::WAFv2::WebACL",
        [
            "{block} ~~ {attack}|{attack} ~ {block}|{attack} ~ are/is {block}|bot protected|keep/keeps ~~ {attack} ~ away/out|\
             against ~ {attack}|from ~ {attack}|{attack} ~ away|rate limited|rate limiting|rate limit|limit/limits/limited {each} ~ address/ip/client/visitor ~ to|\
             rate limit ~ per ip|rate limit by ip|requests ~ per address|shield against|web attacks|block/blocks ~ countries",
            "हमलों/हमले/बॉट ~ से ~ बचा|हमले/हमलों ~ रोक",
            "hamle/bots/attack/hackers ~ se ~ bacha|bots ko rok|hamle rok",
        ],
    ),
    strong(
        "AWS::CloudTrail::Trail",
        [
            "record of who ~|log/logs/logged {each}/every access|who ~ read/did/changed/accessed/opened ~ what|who did what|\
             who read what|tamper proof ~ trail/log/record|tamperproof ~ trail/log/record|everything ~ done in ~ account|\
             every api call ~ recorded/logged|trace/trail of ~ changes in ~ account|audit ~ account",
            "किसने क्या किया",
            "kisne kya kiya",
        ],
    ),
    strong(
        "AWS::GuardDuty::Detector",
        [
            "finding/findings/alert/warning ~ about ~ threat/threats/intruders|detect/detects/watch/watches ~ threat/threats/intruders|\
             suspicious ~ activity/logins/behaviour/behavior ~ account|threat/threats ~ in ~ account|compromised credentials",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Config::ConfigurationRecorder",
        [
            "check/checks/checked/verify/verifies ~ that no bucket ~|check/checks ~ that ~ resource/bucket/volume/server ~ \
             encrypted/public/compliant/tagged|configuration changes ~ recorded|rules that check|compliance check",
            "",
            "",
        ],
    ),
    strong(
        "AWS::KMS::Key",
        [
            "key to encrypt|key that/which encrypts|encryption key for|key/keys ~ of our/my/its/their own|key/keys ~ are/is our/my own|our/my own ~ key/keys|own key/keys ~ encrypt|\
             encrypted with ~ own|key/keys that we/i control|key/keys ~ rotate/rotated",
            "अपनी कुंजी/चाबी",
            "apni key/chabi|khud ki key/chabi",
        ],
    ),
    strong(
        "AWS::Transfer::Server",
        [
            "by/over/via/through/with ~ sftp/ftps|secure file drop|drop/drops ~ by ~ ftp|ftp upload",
            "",
            "sftp se",
        ],
    ),
    strong(
        "AWS::Kinesis::Stream",
        [
            "stream/streams of ~ data/events/event/readings/positions/updates/clicks/messages/transactions|\
             stream/streams/streaming/streamed in|in real time ~ stream|streaming service/platform/layer|durable/partitioned/ordered stream|in/into/to/through/onto a stream|\
             event/scan/reading/click/update/change/record/position/transaction/order/tick/vote/measurement ~ is/are streamed|\
             stream/streams ~ location/position/data/event/reading/telemetry/click/score/coordinates|\
             thousands/hundreds/millions/lakhs of ~ events/readings/messages/records/clicks ~ second|events per second|\
             ordered by ~ key ~ stream|replay ~ last ~ hours of|click/clicks ~ stream",
            "डेटा की धारा",
            "data ki stream|lagataar aata data",
        ],
    )
    .unless(&["AWS::MSK::Cluster", "AWS::Events::EventBus"]),
    strong(
        "AWS::ApiGatewayV2::Api",
        [
            "push/pushes/pushed/pushing ~~ browser/browsers/screen/screens/phones/clients/client/page/player/app|\
             push/pushes/pushed/pushing ~ update/updates|update/updates ~ without reloading|chat ~ in real time|\
             see ~ live map/position/score/prices|see/sees ~ live map|real time chat|at once on ~ screen|\
             live ~ to ~ browser/browsers/phones/screens|live map/scores/ticker/feed ~ browser/browsers|instantly on ~ screen|\
             both directions",
            "लाइव अपडेट",
            "turant screen par|live update|live updates",
        ],
    )
    .sort("websocket api"),
    weak(
        "AWS::CloudFront::Distribution",
        [
            "watch/download/downloads/load/loads/served/serve/deliver/delivered/stream/read/view ~~ world/near/nearest/worldwide/delay/globe|open/opens ~ page/site/shop/app/website/it/quickly/fast ~~ world/near/nearest/worldwide/delay/globe|\
             all over the world ~~ watch/download/read/load|from ~ server near ~|near {customer}|close to ~ {customer}|\
             fast all over/around ~ world|low latency around the world|with little delay|from ~ nearest location",
            "",
            "duniya bhar mein tez",
        ],
    ),
    weak(
        "AWS::OpenSearchService::Domain",
        [
            "search/searches/searching ~ by/through/over/across/for/in ~~ text/word/words/names/name/articles/article/keyword/keywords/phrase/million/content|\
             search/searches ~ million/thousands/lakhs/all ~|search by ~|search over ~|find/finds ~~ by ~ word/words/keyword/text|\
             typo tolerant|search as you type|fuzzy search|any word ~|lets {customer} search|is/are searchable|{customer} ~ search/searches ~|searchable by",
            "खोज सकें|शब्द से खोज",
            "search kar sake|naam se dhoond|text se search",
        ],
    ),
    strong(
        "AWS::Neptune::DBCluster",
        [
            "related/relations/relationships/connections/links/friends/ties ~ in/as ~ graph|who knows whom|graph of ~ relations/relationships/people/friends|\
             how ~ related in ~ graph|how ~ connected in ~ graph",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Timestream::InfluxDBInstance",
        [
            "time series|sensor history over time|metrics over time ~ database",
            "",
            "",
        ],
    )
    .unless(&[TABLE_TYPE]),
    strong(
        "AWS::RedshiftServerless::Workgroup",
        [
            "warehouse ~ history/years/analysts/reports/reporting/analytics/sql/business|load/loads/loaded/copy/copies ~~ into ~ warehouse|\
             analysts ~ warehouse|reporting warehouse|into ~ warehouse|business intelligence|warehouse where",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Athena::WorkGroup",
        [
            "query/queried/queries/querying ~~ with/in/by/using ~ sql|sql ~ over/on ~ files/lake/bucket/s3|\
             query/queries ~ files in ~|query/queries the lake|run/runs sql|serverless sql|sql on it|sql against ~|analysts/engineers/scientists ~ query ~ lake/bucket/files",
            "",
            "",
        ],
    )
    .unless(&["AWS::RedshiftServerless::Workgroup"]),
    strong(
        "AWS::KinesisFirehose::DeliveryStream",
        [
            "delivered/delivers/deliver/shipped/loaded ~ to ~ lake/s3/archive ~ in ~ files/batches|in ~ minute files|\
             batched into ~ files|delivered/delivers/written/loaded ~ in batches|in batches to ~ storage/lake/s3|collected into ~ files ~ s3|written to s3 in batches|delivery stream",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Glue::Crawler",
        [
            "catalogued/cataloged/catalogue/catalog ~ automatically|automatically catalogued/cataloged|is/are/be/gets ~ catalogued/cataloged|schema/schemas ~ discovered|discover/discovers ~ schema",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SageMaker::Endpoint",
        [
            "model ~ behind ~ endpoint|machine learning model ~|score/scored/scores ~ with/by ~ model|prediction/predictions ~ endpoint/model|\
             serve/serves/served ~ model|hosted endpoint/model|endpoint for ~ predictions/inference|predictions ~ from ~ endpoint/model|recommendation model|forecasting model|trained model|train and serve a model",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Batch::JobQueue",
        [
            "on many machines ~|simulation/simulations/rendering/render/transcoding ~ on/with ~ machines/cores|cheapest machines|spot machines|spot capacity|spot instances|parallel jobs|\
             heavy simulation/computation/calculation|thousands of cores|hundreds of jobs ~ parallel|number crunching",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Batch::JobQueue",
        ["batch transcodes/renders/computes/processes/runs/converts/crunches", "", ""],
    ),
    strong(
        "AWS::Glue::Job",
        ["crawlers and jobs|crawler and job|glue ~ and jobs", "", ""],
    ),
    weak(
        "AWS::AppSync::GraphQLApi",
        ["graphql", "ग्राफक्यूएल", ""],
    ),
    weak(
        "AWS::EC2::Instance",
        [
            "web/app/application/linux/windows/database/backend servers|linux/windows/virtual machines|our ~ servers ~ cpu",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Scheduler::Schedule",
        ["scheduled one by one|scheduled for each ~|scheduled individually", "", ""],
    ),
    strong(
        "AWS::EFS::FileSystem",
        [
            "same files ~ from/on ~ {number}|files shared ~ machines/servers/containers|folder ~ all/both/several ~ machines/servers ~ mount|\
             shared by all ~ servers",
            "",
            "",
        ],
    ),
    weak(
        "AWS::Backup::BackupPlan",
        [
            "{time} ~ backup/backups ~|backed up {time}/every/each/daily/once|everything ~ backed up|backup/backups ~ kept ~ days|\
             nightly/daily/weekly copy/copies of ~ disk/volume/machine|backup/backups ~ {each}/every|\
             back/backs up ~ every/each/all|restore points",
            "",
            "roz backup|har raat backup",
        ],
    ),
    strong(
        "AWS::EC2::VPC",
        [
            "private place/corner in the cloud|private/isolated network ~|network of our/its own|closed network|network of one own|\
             in ~ private network",
            "निजी नेटवर्क|अपना नेटवर्क",
            "private network|apna network",
        ],
    ),
    strong(
        "AWS::CodePipeline::Pipeline",
        [
            "push/pushes/commit/commits/merge/merges ~~ main/branch/repository/github/master ~|every/each push/commit/merge ~ \
             deployed/built/tested/released/deploy/deploys/build/builds|on every/each push/commit|{time} release ~ from ~ git|\
             from commit to production|code is/gets ~ built ~ and ~ deployed",
            "",
            "har push par|har commit par",
        ],
    ),
    strong(
        "AWS::CodeBuild::Project",
        [
            "code is/gets tested|run/runs/running ~ unit/automated tests|built into ~ image|build/builds/building ~ image|tests run ~ push|compiled and tested",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ECR::Repository",
        [
            "our/its/own/private ~ registry|image/images ~ in ~ registry|registry for ~ images",
            "",
            "",
        ],
    )
    .unless(&["AWS::CodeArtifact::Repository"]),
    weak(
        "AWS::ECS::Service",
        [
            "rolled/deployed/rolls/released/shipped ~ to ~ cluster|containers in ~ cluster|run/runs/running ~ container/containers|in a container|worker/workers in ~ container/containers",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SecretsManager::Secret",
        [
            "{keep} ~~ password/passwords/credential/credentials/secret/secrets/token/tokens ~ in ~ safe/vault|\
             password/passwords/credentials/secrets/tokens ~ safe place|secret/secrets/credentials/passwords ~ rotated/rotate/rotates/changed|secret/secrets ~ injected/kept/stored/managed/held|\
             password/passwords ~ change/changes/changed ~ every|safe/vault for ~ passwords/secrets/keys/credentials|no passwords in code",
            "पासवर्ड सुरक्षित",
            "password/passwords ~ surakshit|password/passwords ~ safe",
        ],
    ),
    strong(
        "AWS::SecretsManager::RotationSchedule",
        [
            "secret/secrets/password/passwords/credential/credentials/token ~ rotated/rotate/rotates/rotating/rotation|\
             secret/secrets/password/passwords/credentials ~ change/changes/changed ~ every/automatically/by|\
             change/changes/changed/rotates/rotated ~ them every|change/changes them ~ by itself|rotate/rotates/rotating ~ password/passwords/secret/secrets/credentials",
            "पासवर्ड ~ बदल",
            "password ~ badal",
        ],
    ),
    strong(
        "AWS::Logs::LogGroup",
        [
            "log/logs/log files ~ shipped/collected/gathered/sent/kept ~ one/central/single|all logs ~ in one place|logs in one place|\
             log/logs ~ of ~ servers/services ~ in one place|log files of ~ server/servers/service",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Logs::MetricFilter",
        [
            "when/if ~ word/line/text/string ~ appear/appears/shows|count ~ in ~ logs|metric/metrics from ~ line/lines/log/logs/errors|alarm ~ log line|errors in ~ logs ~ counted",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Events::EventBus",
        [
            "central bus|one bus|common bus|talk/talks/communicate/communicates ~ through/by/via/with ~ events|events from ~ system/service/application/team|by events from|event/events ~ replayed|\
             replay/replays ~ events|publish/publishes ~ events ~ others|services ~ publish/publishes ~ listen/listens|\
             route/routes/routed ~ events|events ~ routed|go to ~ bus|tells ~ through events|an event tells",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ElastiCache::ReplicationGroup",
        [
            "{keep}/read/served/cached/answered/kept ~ in/from memory|is/are/be/being cached|cache/caches ~ results/queries/answers/sessions|\
             from memory|sessions ~ in memory",
            "",
            "memory se jaldi",
        ],
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"]),
    strong(
        "AWS::DMS::ReplicationInstance",
        [
            "replicate/replicating/replicates/replicated ~ changes|move/migrate/moving/migrating ~~ database ~ to ~ cloud/aws|\
             migrate/moving/move ~~ oracle/mysql/postgres/mongodb ~~ cloud/aws|minimal downtime ~ migration|until we ~ switch over|\
             copy/copies ~ changes ~ continuously",
            "",
            "",
        ],
    ),
    strong(
        "AWS::XRay::Group",
        [
            "trace/traces/tracing/traced through ~|trace/traces/tracing ~ requests/calls|trace/traces/follow/follows ~ request/requests/call/calls ~ through/across|\
             traces of ~ requests",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Synthetics::Canary",
        [
            "robot/probe/check that visits|probe/probes/ping/pings/check/checks/call/calls/test/tests ~ endpoint/site/page/website/url/homepage ~ every|visit/visits/open/opens ~ home page every|check/checks ~ site/website/page is up|\
             checks ~ from outside ~ every",
            "",
            "",
        ],
    ),
    strong(
        "AWS::IoT::TopicRule",
        [
            "mqtt|devices/sensors/meters/machines ~ publish/publishes over",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ApiGateway::UsagePlan",
        [
            "api with keys|with keys and ~ quota|api keys|keys ~ and ~ monthly/daily quota|quota per ~ client/customer/partner|\
             throttled per ~ customer/client/partner|api key/keys ~ quota|quota ~ per day/week/month",
            "कोटा ~ हर/प्रति दिन/हफ्ते/महीने",
            "quota ~ har/prati din/hafte/mahine",
        ],
    ),
    strong(
        "AWS::EC2::VPCPeeringConnection",
        [
            "vpcs/vpc/networks ~ by/through/with/over/via peering|peering ~ between|peer/peered ~ with ~ vpc|connect/connects ~ vpcs directly",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::TransitGateway",
        ["hub for ~ networks/vpcs|central hub ~ networks/vpcs|many networks meet", "", ""],
    ),
    strong(
        "AWS::Route53::HostedZone",
        ["private dns ~|internal dns ~|names ~ only inside ~ network", "", ""],
    )
    .sort("private hosted zone"),
    strong(
        "AWS::SageMaker::NotebookInstance",
        ["notebook/notebooks for ~|notebook/notebooks ~ data scientist/scientists/science", "", ""],
    ),
    strong(
        BUCKET,
        [
            "{each} ~ upload ~ makes/make/runs/run/invokes/invoke/causes/creates/gets/is|{each}/new/when/whenever/once/after/as ~ {file} ~ {arrive}|upload/uploads ~ start/starts/trigger/triggers/kick|\
             started/triggered/invoked by ~ {file}|triggers on ~ {file}|{file} ~ start/starts/trigger/triggers/kick|bucket events|\
             when/whenever/once/if ~~ drop/drops/put/puts/upload/uploads/place/places ~ {file} ~ in/into/to/on ~ bucket|\
             on ~ upload ~ run/runs|on upload|upon upload|\
             upload/uploads ~ {file} ~ lambda/function ~ resizes/checks/converts/processes/parses/transcodes/compresses/scans/validates/extracts/moves|\
             upload/uploads ~ {file} ~ s3/bucket ~ lambda/function ~ resizes/checks/converts/processes/parses/transcodes/compresses/scans/validates/extracts/moves|\
             lambda/function ~ resizing/converting/processing/parsing/scanning/checking ~ uploaded ~|when ~ lands/arrives in ~ bucket/storage|{file} lands/land/arrives/arrive/comes/come in/into ~ bucket/s3|file/files lands/land",
            "जब ~ फाइल ~ आए|फाइल आते ही",
            "jab ~ {file} ~ aaye/aati/aata/aaye|{file} aate hi",
        ],
    )
    .sort(ON_UPLOAD),
    strong(
        "AWS::IAM::OIDCProvider",
        ["without ~ long lived keys|without storing ~ aws keys", "", ""],
    ),
];
