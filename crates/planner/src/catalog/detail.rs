//! What people say of a part in words of its own: "with a read replica", "archive to Glacier". Here: the words, and what is
//! noted of the part. Not here: what the part makes of the note (its own file).

use super::{
    aurora, autoscaling_group, batch, cloudfront, cognito, dynamodb, ec2, ecs, eks, lambda, rds, s3,
    stepfunctions,
};

const KEYSPACE: &str = "AWS::Cassandra::Keyspace";

/// That nobody may overwrite or delete a bucket's files for a while.
pub(crate) const OBJECT_LOCK: &str = "objectLock";
/// That data is copied to another region. Of a bucket's files that is told not to be planned: one stack makes nothing in two regions.
pub(crate) const REPLICATED: &str = "replicated";
/// `COMPLIANCE` where not even the account's owner may; else whoever is given the right may.
pub(crate) const OBJECT_LOCK_MODE: &str = "objectLockMode";

/// Something that can be said of a part.
#[derive(Debug, PartialEq, Eq)]
pub struct Detail {
    /// Types of the parts that it is said of; the first that was asked for is meant.
    pub kinds: &'static [&'static str],
    /// Under which word it is noted in `requirements.services`.
    pub word: &'static str,
    /// What is noted.
    pub value: &'static str,
    /// Under which word a number before it is noted: "two read replicas".
    pub counted: Option<&'static str>,
    /// What people say: English, Hindi, Hinglish; terms separated by `|`, lower case, singular.
    pub terms: [&'static str; 3],
}

/// Machines that AWS has left over: cheap, and taken back at two minutes' notice. Told from other spots by its neighbours.
pub(crate) static SPOT: Detail = Detail {
    kinds: &[
        batch::QUEUE,
        batch::JOB,
        batch::PLACE,
        eks::NODES,
        eks::KIND,
        autoscaling_group::KIND,
        ecs::FargateService::KIND,
        ec2::Instance::KIND,
    ],
    word: "spot",
    value: "true",
    counted: None,
    terms: ["", "", ""],
};

/// Jobs or a cluster without machines of one's own: "Batch on Fargate".
pub(crate) static ON_FARGATE: Detail = Detail {
    kinds: &[batch::QUEUE, batch::JOB, batch::PLACE, eks::KIND, eks::FARGATE],
    word: "runsOn",
    value: "fargate",
    counted: None,
    terms: ["", "", ""],
};

/// Jobs or a cluster on machines: "Batch on EC2".
pub(crate) static ON_MACHINES: Detail = Detail {
    kinds: &[batch::QUEUE, batch::JOB, batch::PLACE, eks::KIND, eks::NODES],
    word: "runsOn",
    value: "ec2",
    counted: None,
    terms: ["", "", ""],
};

/// What is told from other words by its neighbours, and has no terms of its own.
pub(crate) const BY_NEIGHBOURS: [&Detail; 3] = [&SPOT, &ON_FARGATE, &ON_MACHINES];

/// Types that a cluster of Kubernetes is named by.
const KUBERNETES: &[&str] = &[eks::KIND, eks::NODES, eks::FARGATE, eks::ADDON];

/// Everything that can be said of a part.
pub(crate) const DETAILS: &[Detail] = &[
    Detail {
        kinds: KUBERNETES,
        word: "ebsCsi",
        value: "true",
        counted: None,
        terms: [
            "ebs csi|ebs csi driver|ebs csi add-on|ebs csi addon|ebs csi driver add-on|ebs csi driver addon|aws ebs csi|\
             aws ebs csi driver|amazon ebs csi driver|ebs container storage interface|persistent volume|persistent volume claim",
            "ईबीएस सीएसआई|ईबीएस सीएसआई ड्राइवर",
            "",
        ],
    },
    Detail {
        kinds: KUBERNETES,
        word: "efsCsi",
        value: "true",
        counted: None,
        terms: [
            "efs csi|efs csi driver|efs csi add-on|efs csi addon|efs csi driver add-on|efs csi driver addon|aws efs csi|\
             aws efs csi driver|amazon efs csi driver",
            "ईएफएस सीएसआई|ईएफएस सीएसआई ड्राइवर",
            "",
        ],
    },
    Detail {
        kinds: KUBERNETES,
        word: "observability",
        value: "true",
        counted: None,
        terms: [
            "cloudwatch observability|cloudwatch observability add-on|cloudwatch observability addon|amazon cloudwatch observability|\
             cloudwatch container insights for eks|eks container insights",
            "",
            "",
        ],
    },
    Detail {
        kinds: KUBERNETES,
        word: "metricsServer",
        value: "true",
        counted: None,
        terms: [
            "metrics server|metrics-server|kubernetes metrics server|horizontal pod autoscaler|horizontal pod autoscaling|hpa",
            "",
            "",
        ],
    },
    Detail {
        kinds: &[ecs::FargateService::KIND],
        word: "autoscaling",
        value: "true",
        counted: None,
        terms: [
            "autoscaling|auto scaling|auto-scaling|autoscale|auto scale|auto-scale|autoscaled|auto-scaled|automatic scaling|\
             scale automatically|scales automatically|scaling automatically|automatically scale|automatically scales|\
             scale up and down|scales up and down|more when it gets busy|more when it is busy|more when busy|grow with load|grows with load|\
             grow with the load|grows with the load|scale with load|scales with load|scale with the load|scales with the load|more when traffic grows|\
             more copies when|more tasks when|scale on cpu|scales on cpu|scale out and in|scale in and out|horizontal scaling|service auto scaling",
            "ऑटो स्केलिंग|ऑटोस्केलिंग|ऑटो स्केल|अपने आप बढ़े",
            "apne aap scale|auto scale ho|khud scale",
        ],
    },
    Detail {
        kinds: &[aurora::Cluster::KIND, rds::Instance::KIND],
        word: "readReplica",
        value: "true",
        counted: Some("readReplicas"),
        terms: [
            "read replica|read-replica|read only replica|read-only replica|reader instance|reader node|replica for reads|\
             replica for reading|reporting replica|read only copy|read-only copy",
            "रीड रेप्लिका|रीड रेप्लिकेशन|पढ़ने की कॉपी",
            "padhne ki copy|read wali copy",
        ],
    },
    Detail {
        kinds: &[stepfunctions::StateMachine::KIND],
        word: stepfunctions::PARALLEL,
        value: "true",
        counted: None,
        terms: [
            "in parallel|parallel state|parallel step|parallel branch|parallel branches|parallelly|side by side|simultaneously",
            "समानांतर|समांतर",
            "parallel mein|parallel me|parallel chale|parallel chalao",
        ],
    },
    Detail {
        kinds: &[lambda::Function::KIND],
        word: "architecture",
        value: "x86_64",
        counted: None,
        terms: [
            "x86_64|x86-64|x86 64|x86|amd64|intel processor|intel architecture",
            "एक्स86",
            "",
        ],
    },
    Detail {
        kinds: &[cognito::UserPool::KIND],
        word: "mfa",
        value: "optional",
        counted: None,
        terms: [
            "optional mfa|mfa optional|optional multi-factor authentication|optional multi factor authentication|optional two factor",
            "वैकल्पिक एमएफए|एमएफए वैकल्पिक",
            "",
        ],
    },
    Detail {
        kinds: &[cognito::UserPool::KIND],
        word: "mfa",
        value: "true",
        counted: None,
        terms: [
            "mfa|multi-factor authentication|multi factor authentication|multifactor authentication|multi-factor|two-factor authentication|\
             two factor authentication|two-factor|two factor|2fa|two step verification|second factor|authenticator app",
            "एमएफए|मल्टी फैक्टर|टू फैक्टर|दो चरण सत्यापन",
            "",
        ],
    },
    Detail {
        kinds: &[s3::Bucket::KIND],
        word: OBJECT_LOCK,
        value: "true",
        counted: None,
        terms: [
            "object lock|object-lock|objectlock|s3 object lock|worm|worm storage|write once read many|governance mode|object lock governance|nobody can delete|no one can delete",
            "ऑब्जेक्ट लॉक",
            "",
        ],
    },
    Detail {
        kinds: &[s3::Bucket::KIND],
        word: OBJECT_LOCK_MODE,
        value: "COMPLIANCE",
        counted: None,
        terms: [
            "compliance mode|object lock compliance|object lock in compliance mode|compliance object lock|compliance retention",
            "कंप्लायंस मोड",
            "",
        ],
    },
    Detail {
        kinds: &[s3::Bucket::KIND],
        word: "intelligentTiering",
        value: "true",
        counted: None,
        terms: [
            "intelligent tiering|intelligent-tiering|s3 intelligent tiering|s3 intelligent-tiering",
            "इंटेलिजेंट टियरिंग",
            "",
        ],
    },
    Detail {
        kinds: &[dynamodb::Table::KIND, aurora::Cluster::KIND, s3::Bucket::KIND],
        word: REPLICATED,
        value: "true",
        counted: None,
        terms: [
            "cross-region replication|cross region replication|s3 replication|bucket replication|replicated to another region|\
             replicate to another region|replicated to a second region|replication to another region|copied to another region|\
             crr",
            "क्रॉस रीजन रेप्लिकेशन|दूसरे रीजन में कॉपी",
            "dusre region mein copy|doosre region mein copy",
        ],
    },
    Detail {
        kinds: &[cloudfront::Distribution::KIND],
        word: "priceClass",
        value: "PriceClass_100",
        counted: None,
        terms: [
            "price class 100|priceclass_100|priceclass 100|price_class_100",
            "",
            "",
        ],
    },
    Detail {
        kinds: &[cloudfront::Distribution::KIND],
        word: "priceClass",
        value: "PriceClass_200",
        counted: None,
        terms: [
            "price class 200|priceclass_200|priceclass 200|price_class_200",
            "",
            "",
        ],
    },
    Detail {
        kinds: &[cloudfront::Distribution::KIND],
        word: "priceClass",
        value: "PriceClass_All",
        counted: None,
        terms: [
            "price class all|priceclass_all|priceclass all|price_class_all|all edge locations|every edge location|all price classes",
            "",
            "",
        ],
    },
    Detail {
        kinds: &[dynamodb::Table::KIND, KEYSPACE],
        word: "pointInTimeRecovery",
        value: "true",
        counted: None,
        terms: [
            "point in time recovery|point-in-time recovery|pitr|point-in-time restore|point in time restore|continuous backup",
            "पॉइंट इन टाइम रिकवरी",
            "",
        ],
    },
    Detail {
        kinds: &[dynamodb::Table::KIND],
        word: "ttlAttribute",
        value: "expiresAt",
        counted: None,
        terms: [
            "ttl|time to live|time-to-live|then forgotten|and forgotten|forgotten after|forgets them after|disappear after|disappears after|vanish after|\
             expire by themselves|expires by itself|delete themselves|deletes itself|removed by themselves|expire after|expires after|item expiry|expiring item|expire old item|expire item|delete old item",
            "टीटीएल",
            "",
        ],
    },
    Detail {
        kinds: &[dynamodb::Table::KIND],
        word: "globalSecondaryIndex",
        value: "gsi1pk",
        counted: None,
        terms: [
            "global secondary index|gsi|secondary index|secondary indexes|global secondary indexes",
            "सेकेंडरी इंडेक्स|ग्लोबल सेकेंडरी इंडेक्स",
            "",
        ],
    },
    Detail {
        kinds: &[dynamodb::Table::KIND],
        word: "billingMode",
        value: "PAY_PER_REQUEST",
        counted: None,
        terms: [
            "on-demand capacity|on demand capacity|on-demand billing|on demand billing|on-demand mode|on demand mode|\
             on-demand table|on demand table|pay per request|pay-per-request|pay_per_request",
            "ऑन डिमांड क्षमता",
            "",
        ],
    },
    Detail {
        kinds: &[s3::Bucket::KIND],
        word: "archiveAfterDays",
        value: "90",
        counted: None,
        terms: [
            "as cheaply as possible|cheapest shelf|cheapest storage|deep storage|cheap archive|cheaper place|cheaper storage|cheap long term storage|glacier|s3 glacier|amazon s3 glacier|glacier deep archive|deep archive|archive to glacier|glacier archive|\
             archive old file|archive old object|archive storage|cold storage|lifecycle rule|lifecycle policy|s3 lifecycle|\
             lifecycle to glacier|move old file to glacier",
            "ग्लेशियर|पुरानी फ़ाइलें सस्ते भंडार",
            "purani file saste storage",
        ],
    },
];
