//! What people of many trades say of parts: archivists, harbour masters, insurers, matchmakers. Here: English rows, each kind once. Not here: the rows
//! that were there before them (`phrases`, `operations`, `flows`, `work`), Hindi (`hindi`, `parts_*`).

use super::Purpose;
use super::phrases::{MAIL, in_english};

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    in_english(
        "AWS::SecretsManager::Secret",
        "password/passwords/key/keys/token/credential/credentials/login ~ {keep} as ~ secret/secrets|as a secret|secret/secrets such as|\
         key/keys/token/tokens/password/passwords ~ rotate/rotates/rotated every|key/token/password/pin ~ locked away|\
         key/token/password ~ out of ~ source/repository/config|encrypted ~ store for ~ passwords/keys/tokens",
    ),
    in_english(
        "AWS::SecretsManager::RotationSchedule",
        "secret/secrets/key/keys/token/tokens/password/passwords ~~ rotate/rotates/rotated every ~ day/week/month|\
         secret/secrets/password/token ~ renewed/replaced/refreshed every ~ day/week/month",
    ),
    in_english(
        "AWS::Budgets::Budget",
        "{tell} us/me/finance/owner/team ~ when/if/once ~ month/bill/invoice/spend ~ pass/passes/exceed/exceeds/cross/crosses/top/tops|\
         {told}/{tell} ~ when/if/once ~ aws bill|{tell} ~ monthly bill/cost/spend ~ crosses/passes/exceeds/over|\
         bill/cost/spend ~ crosses/passes/exceeds ~ {tell}|{tell} ~ before ~ overspend|keep/keeps an eye on ~ bill/cost/costs/spend/spending",
    ),
    in_english(
        "AWS::EC2::VPNConnection",
        "vpn to/from/with/between ~ office/headquarters/hq/factory/warehouse/plant/site/branch/datacentre/datacenter/campus/hospital/bank/premises|\
         vpn to our ~|encrypted ~ connection/link to ~ office/headquarters/factory/premises|ipsec ~ office/site/premises/router/firewall",
    ),
    in_english(
        "AWS::KinesisFirehose::DeliveryStream",
        "stream/streams/streamed/flow/flows/flowing into ~ lake|written/lands/landed/stored ~ as parquet|stream/streams/streamed ~ to ~ bucket/s3 ~ as ~ parquet/files|\
         converted to parquet|buffered ~ into ~ bucket/s3/lake|land/lands ~ in ~ lake ~ every ~ minute/minutes",
    ),
    in_english(
        "AWS::Athena::WorkGroup",
        "question/questions/questioned/interrogate/explore/explored/browse/slice/sliced ~ with/in/by/using sql|sql ~ without ~ server/database/cluster|\
         query ~ without ~ server/database|analyst/analysts/scientist/scientists/auditor/auditors/researcher/researchers ~ sql ~ over/on/against|\
         plain sql ~ over/on/against ~ file/files/lake/bucket/archive|queried ~ where ~ lie/lies",
    ),
    in_english(
        "AWS::Neptune::DBCluster",
        "relation/relations/relationships/links/ties/connections between ~~ walked/traversed/browsed/followed/explored/explore/traverse/walk|\
         walked/traversed/browsed/queried as a graph|knowledge graph|social graph|who is connected/related/linked to whom|shortest path between|\
         friends of friends|fraud rings|family tree ~ query/queries/search|six degrees|hops away",
    ),
    in_english(
        "AWS::StepFunctions::StateMachine",
        "approves/approve/confirms/signs it/them ~ and only then|only then ~ mailed/sent/published/released/paid/shipped|needs/need/requires/require ~ approval ~ before|\
         approved by ~ before|until ~ has/have ~ approved|waits/wait for ~ to approve/sign/confirm|two people must approve|four eyes|four-eyes|\
         undo/undone/roll/rolled/compensate ~ if ~ step/steps ~ fail/fails|workflow of ~ steps|retried step by step|long running process ~ steps",
    ),
    in_english(
        MAIL,
        "link/report/reports/certificate/certificates/ticket/tickets/summary/list/lists/newsletter ~ is/are mailed/emailed|is a link mailed|mailed/emailed to ~ ministry/customer/customers/client/clients/members/parents/patients/citizen/citizens/subscribers/buyers/guests/passengers|\
         mailed out|goes out by ~ mail/email|go out by ~ mail/email",
    ),
    in_english(
        "AWS::CloudTrail::Trail",
        "{each} change ~ to ~ account ~ recorded/logged/kept|{each} change ~ account ~ recorded/logged/audited|audit trail of who|trail of who|who viewed what|who saw what|\
         who looked at what|{each} action ~ in ~ account ~ recorded/logged|record/log ~ {each} ~ console/api call|management events",
    ),
    in_english(
        "AWS::Kinesis::Stream",
        "come/comes/coming/arrive/arrives/flow/flows/pour/pours in as a stream|come/comes/arrive/arrives as a stream|as a ~ stream ~ thousand/thousands/million/lakh|\
         {number} thousand/million a second/minute",
    ),
    in_english(
        "AWS::Events::EventBus",
        "are events|as events ~ others/services/teams ~ listen/subscribe/react|services/teams/systems listen to them|listen/listens to ~ events|\
         each/every event ~ several/many/four/three/five ~ consumers/listeners/services|announce/announces ~ to ~ other services|domain events",
    ),
    in_english(
        "AWS::Batch::JobQueue",
        "heavy ~ jobs/computations ~ container/containers ~ only while|containers ~ run/runs only while ~ work|simulation/simulations ~ overnight|\
         render/renders ~ frames|jobs ~ on spot machines/capacity/instances",
    ),
    in_english(
        "AWS::ElastiCache::ReplicationGroup",
        "leaderboard ~ in memory|sorted set|in-memory leaderboard|cached for ~ minutes|held/kept in memory|rate limiting counters",
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"]),
    in_english(
        "AWS::Transfer::Server",
        "over sftp|via sftp|by sftp|through sftp|over ftps|drop/drops/upload/uploads/deliver/delivers ~ by/over/via/through ~ ftp",
    ),
    in_english(
        "AWS::Backup::BackupPlan",
        "{keep} for ~ year/years ~ by ~ backup/backups|scheduled backups|copy of everything ~ {keep}|backed up every ~|backups ~ {keep} for ~ month/months/year/years",
    ),
];
