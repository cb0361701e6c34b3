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
    let mut all = Vec::new();
    for application in APPLICATIONS {
        for storage in subsets() {
            for variant in variants(application.2, application.3, &storage) {
                all.push(combination(application, &storage, variant));
            }
        }
    }
    all
}

/// What is changed about an application beside its storage.
#[derive(Clone, Copy, Default)]
struct Variant {
    domain: bool,
    rest: bool,
    private: bool,
    hardened: bool,
    named: bool,
}

/// The plain variant always; each change alone and all together for storages that exercise them, which is enough for
/// every pair of resources to meet.
fn variants(framework: Option<Framework>, compute: Compute, storage: &[Storage]) -> Vec<Variant> {
    let plain = Variant::default();
    let mut variants = vec![
        plain,
        Variant {
            hardened: true,
            ..plain
        },
    ];
    if matches!(storage.len(), 0 | 3) {
        variants.extend([
            Variant {
                domain: true,
                ..plain
            },
            Variant {
                private: true,
                ..plain
            },
            Variant {
                domain: true,
                private: true,
                hardened: true,
                named: true,
                ..plain
            },
            Variant { named: true, ..plain },
        ]);
    }
    let may_be_rest =
        compute == Compute::Lambda && framework.is_some() && framework != Some(Framework::Nextjs);
    if may_be_rest && storage.len() != 1 {
        variants.extend([
            Variant { rest: true, ..plain },
            Variant {
                rest: true,
                domain: true,
                private: true,
                hardened: true,
                ..plain
            },
        ]);
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
    variant: Variant,
) -> Combination {
    let requirements = Requirements {
        app_type,
        framework,
        compute,
        storage: storage.to_vec(),
        networking: Networking {
            public_access: !variant.private,
            custom_domain: variant.domain.then(|| "shop.example.in".to_owned()),
        },
        budget: None,
        // Certificates for CloudFront are made in us-east-1 and named elsewhere.
        region: if variant.private && variant.domain {
            "us-east-1"
        } else {
            "ap-south-1"
        }
        .to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: services(storage, variant),
        insecure_wishes: Vec::new(),
    };
    let profile = if variant.hardened {
        Profile::Hardened
    } else {
        Profile::Baseline
    };
    Combination {
        name: full_name(name, storage, variant),
        requirements,
        profile,
    }
}

fn full_name(application: &str, storage: &[Storage], variant: Variant) -> String {
    let mut name = application.to_owned();
    for store in storage {
        name.push_str(match store {
            Storage::S3 => "-s3",
            Storage::Rds => "-rds",
            Storage::Dynamodb => "-dynamodb",
        });
    }
    let Variant {
        domain,
        rest,
        private,
        hardened,
        named,
    } = variant;
    for (on, word) in [
        (rest, "-rest"),
        (domain, "-domain"),
        (private, "-private"),
        (named, "-named"),
        (hardened, "-hardened"),
    ] {
        if on {
            name.push_str(word);
        }
    }
    name
}

fn services(storage: &[Storage], variant: Variant) -> Vec<NamedService> {
    let mut services = Vec::new();
    if variant.rest {
        services.push(service("AWS::ApiGateway::RestApi", None, &[]));
    }
    if variant.named {
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
