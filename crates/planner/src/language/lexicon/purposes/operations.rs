//! What people say who run systems: watching over an account and its cost, joining networks, releasing programs, being woken at
//! night. Here: more rows of the table. Not here: the classes of words in them (`phrases`), what data and people need (`flows`).

use super::Purpose;
use super::phrases::{FUNCTION, QUEUE, strong, weak};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    strong(
        "AWS::CloudTrail::Trail",
        [
            "{each} access ~ logged/recorded for|everything/anything/whatever ~ {customer}/{staff}/anybody/anyone/somebody does/do ~ account ~ recorded/logged/audited/{keep}|look at ~ document/file/record ~ on record|is on record|know/knows who opened|who opened|every look at|{each} ~ administrative action|nobody ~ use/uses the account without|{each} administrative ~|who looked at which|who opened which|must/be/is provable ~ who|who changed ~ what|who changed ~|who {did} what|{keep}/know/see ~ {each} ~ api call/action|{keep} ~ api calls|\
             {each} action/change/call ~ in the account ~ {keep}/logged/written|what happened ~ in ~ account|who touched ~|\
             who deleted ~|{keep} ~ what ~ administrators/admins do/did|trail of all api",
            "",
            "",
        ],
    ),
    strong(
        "AWS::GuardDuty::Detector",
        [
            "threat/threats ~ detected/spotted|threat detection|watch/watches out for ~ stolen/attackers/hackers/intruders|looks/look like an attack|suspicious ~ behaviour/behavior/activity/traffic/call|break in attempt|intrusion|\
             somebody/someone ~ breaks/broken/hacked in/into|hijacked ~ credentials/account|stolen ~ credentials/keys|\
             {tell}/{told}/spot/detect ~ attacks/attackers/hackers|crypto mining|account ~ compromised|\
             malicious/unusual/strange ~ activity/behaviour/behavior",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Config::ConfigurationRecorder",
        [
            "how {each} ~ resource ~ configured|configured over time|configuration history|history of ~ configuration|\
             inventory of ~ resources|list of ~ resources ~ configured|configuration drift|resource ~ break/breaks/violate/violates ~ rule|\
             rule ~ check/checks ~ volume/bucket/resource/disk|every resource ~ looked like",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Macie::Session",
        [
            "personal/sensitive/confidential data/information ~ lying/stored/hidden/sitting/in ~|\
             find/finds/discover/discovers/detect/detects/spot/looks/look ~ personal/sensitive/confidential data/information|\
             find/finds/discover/detect ~ card/passport/social number ~ file/bucket/storage|pii ~ in ~",
            "",
            "",
        ],
    ),
    strong(
        "AWS::InspectorV2::Filter",
        [
            "unpatched ~ hole/machine/server/software|missing ~ patches|machines with ~ holes|security patches ~ missing|known vulnerabilities|known vulnerability|known security holes|vulnerability/vulnerabilities ~ scan/scanned/scanning/check/checked|\
             scan/scans/scanned/scanning/check/checks/checked ~~ for ~ vulnerability/vulnerabilities/holes/cves|\
             security holes ~ in ~ image/machine/server/software|outdated ~ packages ~ machine/server/image",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SecurityHub::Hub",
        [
            "single page with all of|all of this on one page|one page ~ security|overview of ~ security|finding ~ in one place|shown in one place|security ~ in one place|one/single/central place/view/list ~ finding/security|\
             finding ~ collected/gathered/aggregated|security score|measured against ~ benchmark|cis benchmark",
            "",
            "",
        ],
    ),
    strong(
        "AWS::AccessAnalyzer::Analyzer",
        [
            "open to the public ~ mistake|public by mistake|point/points out ~ open/public/exposed|accidentally ~ public/exposed/open|shared with ~ outside|reachable/accessible ~ from outside ~ account|strangers/outsiders ~ access ~|exposed ~ outside ~ account|\
             unused ~ permissions/roles|which resources ~ others can reach",
            "",
            "",
        ],
    ),
    strong(
        "AWS::KMS::Key",
        [
            "key ~ only ~ controls/control/holds/owns|key that only we|only we hold|only we have the key|a key ~ only ~ we/our|hardware backed key|key storage of our own|hardware ~ key storage|key ~~ must be ours|key ~~ are ours|key ~ under our ~ control|our own encryption|key ~ replaced/renewed/rolled ~ every/each/yearly|\
             customer managed key|bring our own key|own master key",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::VPNConnection",
        [
            "reach it through ~ tunnel|through an encrypted tunnel|offices and the cloud ~ form one network|office ~ cloud ~ one network|encrypted/permanent/secure/private ~ tunnel|tunnel ~ to/between/from ~ office/site/data/datacentre/datacenter/headquarters/factory/shop|\
             site to site|connect/connects/connected/link/links/linked/join/joins ~~ office/headquarters/factory/datacentre/datacenter/branch ~ to/with/and ~ cloud/vpc/network|\
             connect/link/join ~ our ~ data centre/center|private/secure ~ link/connection ~ to/between/with ~ office/headquarters/factory/data|\
             our office ~ reach/reaches ~ private",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::ClientVpnEndpoint",
        [
            "{staff}/people/developer ~~ over/through/via/by vpn|laptop ~ join/joins ~|join/joins from anywhere|join/joins ~ from home|dial in|staff/employee/people/colleague/engineer/admin/administrator/developer ~ from/at home ~ connect/reach/dial/get|\
             laptop ~ connect/reach ~ network/inside/private|remote staff/employees/workers/colleagues/engineers ~ connect/reach/access/get|\
             connect/reach/get ~ from home|people/staff/engineers/employees ~ on ~ laptops ~ reach",
            "",
            "",
        ],
    ),
    strong(
        "AWS::DirectConnect::Connection",
        ["own line to ~ cloud/aws|leased line|dedicated line|dedicated ~ fibre/fiber|dedicated circuit|private circuit", "", ""],
    ),
    strong(
        "AWS::EC2::VPCPeeringConnection",
        [
            "peered with ~|peered together|link/connection/bridge between ~ two ~ network/vpc|two ~ network/vpc ~ talk/connected/linked/joined|\
             network ~ can talk to ~ first|network ~ talk to each other|network ~ see each other|between our two networks|\
             second ~ network ~ talk/talks ~ to ~ first/other",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::TransitGateway",
        [
            "offices and the cloud ~ form one network|form one network|hub that joins/connects/links|hub ~ all ~ network/vpc/site|joins all of them|central ~ router|\
             {number}/all ~ network/vpc ~ through/via/by ~ hub|hub and spoke",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Route53::HostedZone",
        [
            "internal name|internal host name|names like ~ that only ~ inside|names ~ only work inside|work only inside|names that ~ resolve ~ only|names ~ resolve ~ inside|names ~ that only ~ network ~ knows|internal names ~|\
             names for ~ machine/server/service ~ inside",
            "",
            "",
        ],
    )
    .sort("private hosted zone"),
    strong(
        "AWS::Route53::HealthCheck",
        [
            "switch/switches/switched over to ~ standby/second/other/page/region|fails/fail over to ~ standby/second/other/page/region|\
             dns ~ switch/switches/fail/fails over|visitors ~ sent to ~ other/second/standby ~ when/if|check ~ whether ~ site/website ~ answers",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::FlowLog",
        [
            "{keep}/record/log of ~ all/{each} ~ traffic|traffic ~ goes in and out|traffic ~ is/are/be/gets ~ logged/recorded/written|\
             log ~ all/{each} network ~ traffic/connections|who talks to whom ~ network|network traffic ~ {keep}/logged",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::NatGateway",
        [
            "one controlled exit|single ~ exit ~ internet|controlled way out|only way out to the internet|machine/server/instance/container/they/it ~ must/can/may/should/able ~ download ~ update/package/patch|able to download|\
             reach ~ the internet ~ but ~ not|go/get out ~ to the internet|outbound ~ only|out to the internet ~ nobody|\
             outgoing connections ~ only|fetch ~ updates from the internet|can reach out ~ but",
            "",
            "",
        ],
    ),
    strong(
        "AWS::EC2::VPCEndpoint",
        [
            "reached/reach/reaches/accessed ~ privately|privately from ~ vpc/network|without leaving ~ network|without crossing the ~ internet|\
             without going over ~ internet|never over the ~ internet|stays/stay inside ~ aws|not/never leave/leaves ~ aws network|\
             bypassing the internet|without touching the ~ internet",
            "",
            "",
        ],
    ),
    strong(
        "AWS::CodePipeline::Pipeline",
        [
            "when/whenever/once ~ developer/someone/somebody/we pushes/push/merges/merge/commits/commit|{each} push/merge/commit ~|\
             fetched built|built tested and ~|release process|delivery pipeline|pipeline that/which ~ deploys/builds",
            "",
            "",
        ],
    ),
    strong(
        "AWS::CodeBuild::Project",
        [
            "fetched built|built and tested|built tested|compile/compiles/compiled ~|unit tests ~ run|build/builds/built ~ docker/container ~ image|tests ~ run ~ before",
            "",
            "",
        ],
    ),
    strong(
        "AWS::CodeDeploy::Application",
        [
            "replaces ~ old ~ bit by bit|bit by bit|step by step ~ replaces|rolled out ~ to ~ {machine}|a few at a time|few machines at a time|{going} back by itself|blue green|\
             new version ~ to ~ {number}/some percent|gradually ~ shifted/shift/shifts|canary ~ release/deployment|traffic ~ shifted ~ version",
            "",
            "",
        ],
    ),
    strong(
        "AWS::CodeArtifact::Repository",
        [
            "own/private/internal package ~ store/registry/feed/repository|package store|packages ~ we depend on|internal ~ libraries|\
             npm/maven/pip/python/nuget ~ packages ~ own/private/internal|cache of ~ npm/maven/pip",
            "",
            "",
        ],
    ),
    strong(
        "AWS::AutoScaling::AutoScalingGroup",
        [
            "{machine} ~ number follows ~ load|whose number follows|identical {machine} ~|fleet of ~ {machine}|{machine} ~ grow/grows/scale/scales ~ from/with/between|grow/grows from ~ to ~ load|\
             more {machine} ~ when|number of {machine} ~|as many {machine} as|broken/failed/dead {machine} ~ replaced",
            "",
            "",
        ],
    ),
    weak(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        [
            "splits/split the load|splits the traffic|shared among ~ identical ~|shared among ~ servers/machines/copies|one front door ~ path|paths for each|share/shares one address|behind one address|one address ~ in front|\
             traffic/requests/visitors/load ~ spread/distributed/balanced ~ over/across/between/among|\
             spread/spreads/distribute/distributes ~ traffic/requests/visitors/load|balances ~ the ~ load",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Synthetics::Canary",
        [
            "robot ~~ every ~ minute/minutes/hour|click/clicks through ~|like a ~ user/customer/visitor would|pretends/pretend to ~ {customer}|\
             open/opens/load/loads/try/tries ~ page/site/website/login ~ every ~ minute|walks/walk through ~ login/checkout|\
             log/logs in ~ every ~ minute|robot ~ checks/tries|scripted ~ user/visit/check",
            "",
            "",
        ],
    ),
    weak(
        "AWS::CloudWatch::Dashboard",
        [
            "everything on one screen|on one screen|screen ~ for the wall|on the ~ wall|numbers/figures ~ on ~ a screen|\
             all ~ numbers/metrics/figures in one ~ view|at a glance",
            "",
            "",
        ],
    ),
    strong(
        "AWS::XRay::Group",
        [
            "traceable through|traceable ~ through ~ parts|slow or failing calls|follow/follows/following a/each/every/one/single ~ request|request ~ followed|where ~ request ~ spends/spent ~ time|\
             which ~ step/service/call ~ slow|path of ~ request/call",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Logs::MetricFilter",
        [
            "count/counts/counting the word|count/counts ~ word/line/string ~ log/in|how often ~ word/line ~ log|lines ~ counted|\
             root ~ logs/log/signs/sign in|root ~ login|word ~ in ~ logs ~ counted",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Budgets::Budget",
        [
            "cost/costs/spending above/over ~~ reported/told/warned|spend more than ~~ month ~~ warned|budget ~~ warns/warn/alerts/alert/notifies/notify/mails/emails/tells|spending limit of|limit/cap on ~ spending|monthly spending limit/cap|mail when we ~ spent more|spent more than ~ in a month|when/if/once/whenever ~ bill/cost/spending ~ pass/passes/exceed/exceeds/above/over/reach/reaches/goes ~|{tell}/warn/warns ~~ bill/spending|\
             when/if ~ spend/spent ~ more than|{told}/warned ~ when ~ bill/spending|monthly ~ limit ~ bill",
            "",
            "",
        ],
    ),
    strong(
        "AWS::CE::AnomalyMonitor",
        [
            "suddenly jump/jumps/costs|jumps/jump suddenly|unusual/unexpected ~ spending/cost/charge|cost/bill/spending ~ jump/jumps/spike/spikes",
            "",
            "",
        ],
    ),
    strong(
        "AWS::AppConfig::Application",
        [
            "feature switches|switch ~ changed/change ~ without|switch/switches/turn/turns features on|features ~ on and off|\
             on or off without ~ deploy/deployment/release/deploying|without a ~ deployment|without deploying|\
             setting ~ changed ~ while ~ run/running|setting ~ without ~ restart",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Backup::BackupPlan",
        [
            "backup/backups ~~ kept ~ for ~ month/year|copied to a safe place|copied to ~ safe ~ place|nightly copies of everything|copies of everything ~ kept|snapshot every ~|copied every night|nightly ~ copies|copy/copies ~ {time} ~ kept|snapshots ~ kept ~ week/month/day|\
             copies ~ kept for ~ day/week/month|go back to ~ any/yesterday/last ~ day/week/state",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SecretsManager::Secret",
        [
            "key/password/token ~ must not be readable|not be readable by ~|nobody can read ~ password/key|not/never ~ in ~ code|password/key/credential/secret/token ~ belong/belongs ~ in a ~ safe|in a safe|\
             {keep} ~ password/credential ~ safely|password/credential/secret ~ out of the ~ code|\
             key/password/token ~ kept ~ safely/secure/securely",
            "",
            "",
        ],
    ),
    strong(
        "AWS::SecretsManager::RotationSchedule",
        [
            "secret/password/credential ~~ rotation|must change every ~|key/password/token ~ change/changes every|changed automatically|password/credential/secret/them ~ changed ~ automatically|new password ~ every|\
             password/credential ~ replaced ~ every/automatically|changed by themselves",
            "पासवर्ड/सीक्रेट/टोकन ~ हर ~ बदले/बदलें/बदलता/बदलना",
            "password/secret/token ~ har ~ badle/badlen/badalta/badalna",
        ],
    ),
    strong(
        "AWS::RDS::DBProxy",
        [
            "connection pool|pool of ~ connections|connections ~ pooled|pooled connections|pooling ~ connections|too many ~ database connections|postgres/mysql/database/db/rds/aurora via/through/behind proxy|postgres/mysql/database/db/rds/aurora via/through/behind a proxy",
            "",
            "",
        ],
    ),
    weak(
        FUNCTION,
        [
            "makes/make/creates/generates ~ smaller ~ versions|smaller versions of ~|something that ~ {work}/makes/checks/converts/reads|\
             {each} file ~ must/gets/should ~ checked/validated/read/converted|as soon as ~ {arrive}/arrives/lands/comes",
            "",
            "",
        ],
    ),
    strong(
        QUEUE,
        [
            "nothing ~ may/must/should ~ be lost|must/may/should not be lost|must/may never be lost|that none is lost|nothing is lost|one by one never twice|in the background one by one|arrive/arrives/come/comes in bursts|none ~ may/must ~ get lost|nothing ~ may/must ~ get lost|may/must ~ not get lost|cannot get lost|without loss|in line to be|put in line|waits/wait in line|{keep}/set/sets ~ failed ~ aside|fails ~ several times ~ aside|\
             one after another by ~|printed/handled/processed one after another|work off ~ one by one|\
             never lost ~ when/if/even|survive ~ crash/outage ~ worker|picked up later",
            "",
            "",
        ],
    )
    .unless(&["AWS::Kinesis::Stream"]),
    strong(
        "AWS::Events::EventBus",
        [
            "announced so that ~ others|announced ~ others can react|others can react|react without knowing each other|without ~ knowing each other|\
             play/plays back ~ last ~ week/day/hour|played back|whatever happens ~ announced",
            "",
            "",
        ],
    ),
    strong(
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        [
            "found by name|find each other by name|find/finds each other by ~ name|reach each other by name|call each other by name",
            "",
            "",
        ],
    ),
    strong(
        "AWS::Batch::JobQueue",
        [
            "job ~~ take/takes/taking ~ hour/hours|job ~ run/runs for hours|on many processors|many processors ~ at the same time|on spare capacity|spare capacity|cores and vanish|on ~ hundred cores|{number} cores ~ vanish|\
             up to ~ cores|heavy simulations|simulations ~ run|takes hours on",
            "",
            "",
        ],
    ),
];
