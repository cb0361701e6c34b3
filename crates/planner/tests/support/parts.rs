//! Systems of a few parts: each part of the catalogue by itself and beside a function, and each connection.

use cloudwhisper_api::requirements::{NamedService, Networking, Requirements, Usage};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::catalog;

const FUNCTION: &str = "AWS::Lambda::Function";

/// Parts that were asked for, and how far security goes.
pub(crate) struct System {
    /// For people, and for names of files.
    pub(crate) name: String,
    /// Types that were asked for.
    pub(crate) kinds: Vec<&'static str>,
    /// What was said of the first, by word.
    said: Option<(&'static str, &'static str)>,
    profile: Profile,
}

impl System {
    /// What was asked for, and nothing else.
    pub(crate) fn requirements(&self) -> Requirements {
        let service = |kind: &&str| NamedService {
            kind: (*kind).to_owned(),
            name: None,
            properties: indexmap::IndexMap::new(),
        };
        let mut services: Vec<NamedService> = self.kinds.iter().map(service).collect();
        if let (Some(first), Some((word, value))) = (services.first_mut(), self.said) {
            first.properties.insert(word.to_owned(), value.to_owned());
        }
        Requirements {
            app_type: None,
            framework: None,
            compute: None,
            storage: Vec::new(),
            networking: Networking {
                public_access: true,
                custom_domain: None,
            },
            budget: None,
            region: "us-east-1".to_owned(),
            project_name: "orders".to_owned(),
            usage: Usage::default(),
            services,
            insecure_wishes: Vec::new(),
            insisted_wishes: Vec::new(),
        }
    }

    /// The resources.
    pub(crate) fn blueprint(&self) -> Blueprint {
        design(&Design {
            network: None,
            requirements: &self.requirements(),
            workload: &Workload::Sample,
            profile: self.profile,
        })
    }
}

/// Sorts of a database that its engine tells apart.
const ENGINES: [&str; 4] = ["mysql", "mariadb", "oracle", "sqlserver"];

const ALARM: &str = "AWS::CloudWatch::Alarm";
/// Types that have an alarm or a log of their own only where alarms or logs were asked for.
const WATCHED: [&str; 9] = [
    "AWS::AppSync::GraphQLApi",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::CloudFront::Distribution",
    "AWS::DocDB::DBCluster",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::CacheCluster",
    "AWS::Kinesis::Stream",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchService::Domain",
];

/// Containers whose versions come out one beside the other.
const RELEASED: [&str; 5] = [
    "AWS::ECS::Service",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ECR::Repository",
    "AWS::CodeDeploy::Application",
    "AWS::CodePipeline::Pipeline",
];

/// Every part alone and beside a function, each sort of it, and both ends of every connection, in both profiles.
pub(crate) fn systems() -> Vec<System> {
    type Wish = (Vec<&'static str>, Option<(&'static str, &'static str)>);
    let alone = catalog::part_kinds().map(|kind| (vec![kind], None));
    let used = catalog::part_kinds()
        .filter(|kind| *kind != FUNCTION)
        .map(|kind| (vec![kind, FUNCTION], None));
    let connected = catalog::connected_kinds()
        .filter(|(from, to)| *from != FUNCTION && *to != FUNCTION)
        .map(|(from, to)| (vec![from, to], None));
    let watched = WATCHED.iter().map(|kind| (vec![*kind, ALARM], None));
    let logged = (vec!["AWS::CloudFront::Distribution", "AWS::Logs::LogGroup"], None);
    let released = (RELEASED.to_vec(), None);
    let scaling = ("AWS::DynamoDB::Table", "autoscaling", "true");
    let engines = ENGINES.map(|engine| ("AWS::RDS::DBInstance", "engine", engine));
    let sorts = catalog::part_sorts()
        .chain(catalog::part_details())
        .chain(engines)
        .chain([scaling])
        .map(|(kind, word, value)| (vec![kind, FUNCTION], Some((word, value))));
    let wishes: Vec<Wish> = alone
        .chain(used)
        .chain(connected)
        .chain(sorts)
        .chain(watched)
        .chain([logged, released])
        .collect();
    let in_profile = |(profile, suffix): (Profile, &'static str)| {
        wishes.iter().map(move |(kinds, said)| {
            let sort = said
                .map(|(word, value)| format!("-{word}-{value}"))
                .unwrap_or_default();
            System {
                name: format!(
                    "{}{sort}-{suffix}",
                    kinds.join("+").replace("::", "-").replace("AWS-", "")
                ),
                kinds: kinds.clone(),
                said: *said,
                profile,
            }
        })
    };
    [(Profile::Baseline, "baseline"), (Profile::Hardened, "hardened")]
        .into_iter()
        .flat_map(in_profile)
        .collect()
}
