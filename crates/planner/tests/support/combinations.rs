//! Every kind of system that can be asked for, once each: what lint runs and deployments are tried on.
//!
//! Included by path where another crate's tests need it, so it uses nothing but public items.

use cloudwhisper_api::requirements::{
    AppType, Compute, Framework, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};

/// One combination and its name, such as `api-express-lambda-dynamodb-rest-private`.
pub(crate) struct Combination {
    /// Says what is special about it; unique.
    pub(crate) name: String,
    /// What is asked for.
    pub(crate) requirements: Requirements,
    /// How far security goes.
    pub(crate) profile: Profile,
}

impl Combination {
    /// The blueprint, with the sample application.
    pub(crate) fn blueprint(&self) -> Blueprint {
        design(&Design {
            network: None,
            requirements: &self.requirements,
            workload: &Workload::Sample,
            profile: self.profile,
        })
    }
}

/// The kinds of applications that lead to different resources.
const APPLICATIONS: [(&str, AppType, Option<Framework>, Compute); 9] = [
    ("static", AppType::StaticSite, None, Compute::Lambda),
    (
        "static-react",
        AppType::StaticSite,
        Some(Framework::React),
        Compute::Lambda,
    ),
    (
        "api-express",
        AppType::Api,
        Some(Framework::Express),
        Compute::Lambda,
    ),
    ("api-flask", AppType::Api, Some(Framework::Flask), Compute::Lambda),
    (
        "web-react",
        AppType::WebApp,
        Some(Framework::React),
        Compute::Lambda,
    ),
    (
        "web-django",
        AppType::WebApp,
        Some(Framework::Django),
        Compute::Lambda,
    ),
    (
        "nextjs",
        AppType::WebApp,
        Some(Framework::Nextjs),
        Compute::Lambda,
    ),
    ("container", AppType::Container, None, Compute::Ecs),
    ("machine", AppType::WebApp, None, Compute::Ec2),
];

/// Every combination that differs in its resources.
pub(crate) fn combinations() -> Vec<Combination> {
    let mut all: Vec<Combination> = [Profile::Baseline, Profile::Hardened]
        .into_iter()
        .map(task)
        .collect();
    for application in APPLICATIONS {
        for storage in subsets() {
            for variant in variants(application.2, application.3, &storage) {
                all.push(combination(application, &storage, variant));
            }
        }
    }
    all
}

/// A container that runs at set times, beside every kind of store.
fn task(profile: Profile) -> Combination {
    const ALL: [Storage; 3] = [Storage::S3, Storage::Rds, Storage::Dynamodb];
    let mut task = combination(("task", AppType::Container, None, Compute::Ecs), &ALL, &[]);
    task.requirements.services = vec![
        service("AWS::ECS::Service", None, &[]),
        service(
            "AWS::Scheduler::Schedule",
            None,
            &[
                ("schedule", "cron(30 20 * * ? *)"),
                ("target", "AWS::ECS::Service"),
            ],
        ),
    ];
    task.profile = profile;
    if profile == Profile::Hardened {
        task.name.push_str("-hardened");
    }
    task
}

/// What is changed about an application beside its storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Rest,
    Domain,
    Private,
    Named,
    Hardened,
}

/// The plain variant always; each change alone and all together for storages that exercise them, which is enough for
/// every pair of resources to meet.
fn variants(framework: Option<Framework>, compute: Compute, storage: &[Storage]) -> Vec<&'static [Change]> {
    use Change::{Domain, Hardened, Named, Private, Rest};
    let mut variants: Vec<&[Change]> = vec![&[], &[Hardened]];
    if matches!(storage.len(), 0 | 3) {
        variants.extend([
            &[Domain][..],
            &[Private],
            &[Named],
            &[Domain, Hardened],
            &[Private, Hardened],
            &[Named, Hardened],
            &[Domain, Private, Named, Hardened],
        ]);
    }
    let may_be_rest =
        compute == Compute::Lambda && framework.is_some() && framework != Some(Framework::Nextjs);
    if may_be_rest && storage.len() != 1 {
        variants.extend([&[Rest][..], &[Rest, Hardened], &[Rest, Domain, Private, Hardened]]);
    }
    variants
}

fn subsets() -> Vec<Vec<Storage>> {
    const ALL: [Storage; 3] = [Storage::S3, Storage::Rds, Storage::Dynamodb];
    (0..8_u32)
        .map(|bits| (0..3).filter(|n| bits & (1 << n) != 0).map(|n| ALL[n]).collect())
        .collect()
}

fn combination(
    (name, app_type, framework, compute): (&str, AppType, Option<Framework>, Compute),
    storage: &[Storage],
    changes: &[Change],
) -> Combination {
    let has = |change| changes.contains(&change);
    let requirements = Requirements {
        app_type: Some(app_type),
        framework,
        compute: Some(compute),
        storage: storage.to_vec(),
        networking: Networking {
            public_access: !has(Change::Private),
            custom_domain: has(Change::Domain).then(|| "shop.example.in".to_owned()),
        },
        budget: None,
        // Certificates for CloudFront are made in us-east-1 and named elsewhere.
        region: if has(Change::Private) && has(Change::Domain) {
            "us-east-1"
        } else {
            "ap-south-1"
        }
        .to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: services(storage, changes),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    };
    let profile = if has(Change::Hardened) {
        Profile::Hardened
    } else {
        Profile::Baseline
    };
    Combination {
        name: full_name(name, storage, changes),
        requirements,
        profile,
    }
}

fn full_name(application: &str, storage: &[Storage], changes: &[Change]) -> String {
    let mut name = application.to_owned();
    for store in storage {
        name.push_str(match store {
            Storage::S3 => "-s3",
            Storage::Rds => "-rds",
            Storage::Dynamodb => "-dynamodb",
        });
    }
    for change in changes {
        name.push_str(match change {
            Change::Rest => "-rest",
            Change::Domain => "-domain",
            Change::Private => "-private",
            Change::Named => "-named",
            Change::Hardened => "-hardened",
        });
    }
    name
}

fn services(storage: &[Storage], changes: &[Change]) -> Vec<NamedService> {
    let mut services = Vec::new();
    if changes.contains(&Change::Rest) {
        services.push(service("AWS::ApiGateway::RestApi", None, &[]));
    }
    if changes.contains(&Change::Named) {
        services.push(service("AWS::Logs::LogGroup", None, &[("retentionDays", "45")]));
        services.push(service("AWS::SNS::Topic", None, &[("email", "ops@example.in")]));
        services.push(service(
            "AWS::Lambda::Function",
            None,
            &[("memory", "512"), ("timeout", "20")],
        ));
        if storage.contains(&Storage::S3) {
            services.push(service("AWS::S3::Bucket", Some("acme-media"), &[]));
            services.push(service("AWS::S3::Bucket", Some("acme-invoices"), &[]));
        }
        if storage.contains(&Storage::Dynamodb) {
            services.push(service(
                "AWS::DynamoDB::Table",
                Some("orders"),
                &[("billingMode", "on-demand")],
            ));
        }
    }
    services
}

fn service(kind: &str, name: Option<&str>, properties: &[(&str, &str)]) -> NamedService {
    NamedService {
        kind: kind.to_owned(),
        name: name.map(str::to_owned),
        properties: properties
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    }
}
