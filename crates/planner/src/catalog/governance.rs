//! Order among accounts and resources: groups of resources, settings that change while programs run, catalogues of what may be
//! made, sharing, organizations, sign-in for staff, rules for who may do what inside of an application, and dear shields.
//! One file, since each is a declaration and little more.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed, cloudfront, elb};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Retention, Value};
use crate::properties;

const RESOURCE_GROUP: &str = "AWS::ResourceGroups::Group";
const SETTINGS: &str = "AWS::AppConfig::Application";
const SETTINGS_ENVIRONMENT: &str = "AWS::AppConfig::Environment";
const SETTINGS_PROFILE: &str = "AWS::AppConfig::ConfigurationProfile";
const SETTINGS_VERSION: &str = "AWS::AppConfig::HostedConfigurationVersion";
const SETTINGS_RELEASE: &str = "AWS::AppConfig::Deployment";
const PORTFOLIO: &str = "AWS::ServiceCatalog::Portfolio";
const SHARE: &str = "AWS::RAM::ResourceShare";
const ORGANIZATION: &str = "AWS::Organizations::Organization";
const UNIT: &str = "AWS::Organizations::OrganizationalUnit";
const PERMISSION_SET: &str = "AWS::SSO::PermissionSet";
const AUTHORITY: &str = "AWS::ACMPCA::CertificateAuthority";
const POLICY_STORE: &str = "AWS::VerifiedPermissions::PolicyStore";
const SHIELD: &str = "AWS::Shield::Protection";
/// Feature flags, in `AppConfig`'s own words: none yet.
const NO_FLAGS: &str = r#"{"version":"1","flags":{},"values":{}}"#;

const fn plain(kind: &'static str, tags: Tags, purpose: [&'static str; 3]) -> Plain {
    Plain { kind, tags, purpose }
}

const RESOURCE_GROUP_TYPE: Plain = plain(
    RESOURCE_GROUP,
    Tags::List,
    [
        "Shows everything that belongs to this application in one list",
        "इस ऐप्लिकेशन का सब कुछ एक सूची में दिखाता है",
        "Is application ka sab kuch ek list mein dikhata hai",
    ],
);
const SETTINGS_TYPE: Metered = Metered {
    kind: SETTINGS,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Keeps settings and switches that change while the programs run",
        "ऐसी सेटिंग और स्विच रखता है जो प्रोग्राम के चलते-चलते बदलते हैं",
        "Aisi settings aur switches rakhta hai jo program ke chalte-chalte badalte hain",
    ],
    billed: |_, usage| vec![billed("AppConfig", "configuration_requests", usage.api_requests)],
};
const SETTINGS_ENVIRONMENT_TYPE: Plain = plain(
    SETTINGS_ENVIRONMENT,
    Tags::List,
    [
        "Says where settings apply: here, to what is live",
        "बताता है कि सेटिंग कहाँ लागू हैं: यहाँ, जो चालू है उस पर",
        "Batata hai ki settings kahan lagu hain: yahan, jo live hai us par",
    ],
);
const SETTINGS_PROFILE_TYPE: Plain = plain(
    SETTINGS_PROFILE,
    Tags::List,
    [
        "The switches of the application, by name",
        "ऐप्लिकेशन के स्विच, नाम के साथ",
        "Application ke switches, naam ke saath",
    ],
);
const SETTINGS_VERSION_TYPE: Plain = plain(
    SETTINGS_VERSION,
    Tags::None,
    [
        "How the switches stand at first: there are none yet",
        "शुरू में स्विच कैसे हैं: अभी कोई नहीं",
        "Shuru mein switches kaise hain: abhi koi nahi",
    ],
);
const SETTINGS_RELEASE_TYPE: Plain = plain(
    SETTINGS_RELEASE,
    Tags::List,
    [
        "Brings the first settings to the programs",
        "पहली सेटिंग प्रोग्रामों तक पहुँचाता है",
        "Pehli settings programs tak pahunchata hai",
    ],
);
const PORTFOLIO_TYPE: Plain = plain(
    PORTFOLIO,
    Tags::List,
    [
        "A list of approved building blocks that teams may make by themselves; add your products in the console",
        "स्वीकृत चीज़ों की सूची जिन्हें टीमें खुद बना सकती हैं; अपने उत्पाद कंसोल में जोड़िए",
        "Approved cheezon ki list jinhe teams khud bana sakti hain; apne products console mein jodo",
    ],
);
const SHARE_TYPE: Plain = plain(
    SHARE,
    Tags::List,
    [
        "Shares resources with other accounts of your organization, and with nobody outside",
        "आपके संगठन के दूसरे खातों के साथ संसाधन साझा करता है, बाहर किसी से नहीं",
        "Aapke organization ke doosre accounts ke saath resources share karta hai, bahar kisi se nahi",
    ],
);
const ORGANIZATION_TYPE: Plain = plain(
    ORGANIZATION,
    Tags::None,
    [
        "Puts several accounts under one roof, with one bill",
        "कई खातों को एक छत और एक बिल के नीचे लाता है",
        "Kai accounts ko ek chhat aur ek bill ke neeche laata hai",
    ],
);
const UNIT_TYPE: Plain = plain(
    UNIT,
    Tags::List,
    [
        "A group of accounts that the same rules hold for",
        "खातों का समूह जिन पर एक जैसे नियम लागू होते हैं",
        "Accounts ka group jin par ek jaise niyam lagu hote hain",
    ],
);
const PERMISSION_SET_TYPE: Plain = plain(
    PERMISSION_SET,
    Tags::List,
    [
        "What staff may do after they signed in with one login for all accounts",
        "सब खातों के एक लॉगिन से आने के बाद कर्मचारी क्या कर सकते हैं",
        "Sab accounts ke ek login se aane ke baad staff kya kar sakta hai",
    ],
);
const AUTHORITY_TYPE: Metered = Metered {
    kind: AUTHORITY,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Issues certificates of your own, which only your own machines trust; costs a lot each month",
        "आपके अपने प्रमाणपत्र जारी करता है, जिन पर केवल आपकी मशीनें भरोसा करती हैं; हर महीने महँगा है",
        "Aapke apne certificates deta hai, jin par sirf aapki machines bharosa karti hain; har mahine mehnga hai",
    ],
    billed: |_, _| vec![billed("Private CA", "certificate_authority_month", Decimal::ONE)],
};
const POLICY_STORE_TYPE: Metered = Metered {
    kind: POLICY_STORE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Decides who may do what inside of the application, by rules outside of its code",
        "ऐप्लिकेशन के अंदर कौन क्या कर सकता है यह कोड से बाहर रखे नियमों से तय करता है",
        "Application ke andar kaun kya kar sakta hai yeh code se bahar rakhe niyamon se tay karta hai",
    ],
    billed: |_, usage| {
        vec![billed(
            "Verified Permissions",
            "authorization_requests",
            usage.api_requests,
        )]
    },
};
const SHIELD_TYPE: Metered = Metered {
    kind: SHIELD,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Guards the front door against floods of visitors; needs a dear subscription for a whole year",
        "सामने के दरवाज़े को नकली भीड़ से बचाता है; पूरे साल की महँगी सदस्यता चाहिए",
        "Saamne ke darwaze ko nakli bheed se bachata hai; poore saal ka mehnga subscription chahiye",
    ],
    billed: |_, _| vec![billed("Shield", "advanced_subscription_month", Decimal::ONE)],
};

pub(crate) const TYPES: &[&dyn Service] = &[
    &RESOURCE_GROUP_TYPE,
    &SETTINGS_TYPE,
    &SETTINGS_ENVIRONMENT_TYPE,
    &SETTINGS_PROFILE_TYPE,
    &SETTINGS_VERSION_TYPE,
    &SETTINGS_RELEASE_TYPE,
    &PORTFOLIO_TYPE,
    &SHARE_TYPE,
    &ORGANIZATION_TYPE,
    &UNIT_TYPE,
    &PERMISSION_SET_TYPE,
    &AUTHORITY_TYPE,
    &POLICY_STORE_TYPE,
    &SHIELD_TYPE,
];

const fn part(
    kind: &'static str,
    terms: [&'static str; 3],
    build: fn(&mut System<'_>, &Part<'_>) -> LogicalId,
) -> Component {
    Component {
        kind,
        terms,
        build,
        uses: None,
    }
}

pub(crate) const COMPONENTS: &[Component] = &[
    part(
        RESOURCE_GROUP,
        [
            "resource group|aws resource group|resource groups|group of resources by tag|tag based resource group",
            "रिसोर्स ग्रुप",
            "",
        ],
        build_resource_group,
    ),
    Component {
        kind: SETTINGS,
        terms: [
            "appconfig|app config|aws appconfig|aws app config|feature flag|feature flags|feature toggle|feature switch|\
             dynamic configuration|runtime configuration",
            "ऐपकॉन्फ़िग|फ़ीचर फ़्लैग",
            "feature on off karne ki setting",
        ],
        build: build_settings,
        uses: Some(use_settings),
    },
    part(
        PORTFOLIO,
        [
            "service catalog|aws service catalog|service catalogue|service catalog portfolio|self-service portfolio",
            "सर्विस कैटलॉग",
            "",
        ],
        build_portfolio,
    ),
    part(
        SHARE,
        [
            "resource access manager|aws resource access manager|aws ram|ram share|ram resource share|cross-account resource share|\
             resource share",
            "रिसोर्स एक्सेस मैनेजर",
            "",
        ],
        build_share,
    ),
    part(
        ORGANIZATION,
        [
            "aws organizations|aws organization|aws organisations|multi-account organization|organizational unit|landing zone",
            "एडब्ल्यूएस ऑर्गनाइज़ेशन",
            "",
        ],
        build_organization,
    ),
    part(
        PERMISSION_SET,
        [
            "identity center|iam identity center|aws identity center|aws sso|aws single sign-on|permission set|\
             iam identity centre|sso permission set",
            "आइडेंटिटी सेंटर",
            "",
        ],
        build_permission_set,
    ),
    part(
        AUTHORITY,
        [
            "private ca|aws private ca|acm private ca|acm pca|acmpca|private certificate authority|internal certificate authority|\
             certificate authority",
            "निजी प्रमाणपत्र प्राधिकरण",
            "",
        ],
        build_authority,
    ),
    Component {
        kind: POLICY_STORE,
        terms: [
            "verified permissions|amazon verified permissions|aws verified permissions|cedar policy|cedar policies|policy store|\
             fine-grained authorization|fine grained authorization",
            "वेरिफ़ाइड परमिशन्स",
            "",
        ],
        build: build_policy_store,
        uses: Some(use_policy_store),
    },
    part(
        SHIELD,
        [
            "shield advanced|aws shield|aws shield advanced|amazon shield|advanced ddos protection",
            "शील्ड एडवांस्ड",
            "",
        ],
        build_shield,
    ),
];

/// A name that no other stack of the account has.
fn stack_name(suffix: &str) -> Value {
    Value::Concat(vec![Pseudo::StackName.into(), format!("-{suffix}").into()])
}

fn build_resource_group(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ResourceGroup");
    let name = part
        .name(is_name)
        .map_or_else(|| stack_name(id.as_str()), Value::text);
    let group = Resource::new(id, RESOURCE_GROUP).with("Name", name).with(
        "ResourceQuery",
        properties! { "Type": "CLOUDFORMATION_STACK_1_0" },
    );
    system.add(group)
}

fn build_settings(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Settings");
    let name = part.name(is_name).unwrap_or(system.project()).to_owned();
    let key = system.key_arn();
    let application = Resource::new(id.as_str(), SETTINGS).with("Name", name);
    let environment = Resource::new(format!("{id} Live").as_str(), SETTINGS_ENVIRONMENT)
        .with("ApplicationId", &id)
        .with("Name", "live");
    let profile = Resource::new(format!("{id} Flags").as_str(), SETTINGS_PROFILE)
        .with("ApplicationId", &id)
        .with("Name", "flags")
        .with("LocationUri", "hosted")
        .with("Type", "AWS.AppConfig.FeatureFlags")
        .with_some("KmsKeyIdentifier", key.clone());
    let version = Resource::new(format!("{id} Version").as_str(), SETTINGS_VERSION)
        .with("ApplicationId", &id)
        .with("ConfigurationProfileId", profile.reference())
        .with("ContentType", "application/json")
        .with("Content", NO_FLAGS);
    let release = Resource::new(format!("{id} Release").as_str(), SETTINGS_RELEASE)
        .with("ApplicationId", &id)
        .with("EnvironmentId", environment.reference())
        .with("ConfigurationProfileId", profile.reference())
        .with("ConfigurationVersion", version.reference())
        .with("DeploymentStrategyId", "AppConfig.AllAtOnce")
        .with_some("KmsKeyIdentifier", key);
    let id = system.add(application);
    for resource in [environment, profile, version, release] {
        system.add(resource);
    }
    id
}

/// A program asks for the switches by the names of application, environment and profile.
fn use_settings(system: &mut System<'_>, program: &LogicalId, settings: &LogicalId) {
    const READ: &[&str] = &[
        "appconfig:GetLatestConfiguration",
        "appconfig:StartConfigurationSession",
    ];
    let part = |suffix: &str| LogicalId::new(&format!("{settings} {suffix}"));
    let (environment, profile) = (part("Live"), part("Flags"));
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":appconfig:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":application/".into(),
        settings.into(),
        "/environment/".into(),
        Value::from(&environment),
        "/configuration/".into(),
        Value::from(&profile),
    ]);
    let mut access = Access::default();
    access.tell(system.variable("APPCONFIG_APPLICATION", settings), settings);
    access.tell(system.variable("APPCONFIG_ENVIRONMENT", settings), &environment);
    access.tell(system.variable("APPCONFIG_PROFILE", settings), &profile);
    access.allow(Statement::allow(READ, [arn]));
    system.grant(program, access);
}

fn build_portfolio(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Portfolio");
    let name = part.name(is_name).unwrap_or(system.project()).to_owned();
    let portfolio = Resource::new(id, PORTFOLIO)
        .with("DisplayName", name)
        .with("ProviderName", system.project());
    system.add(portfolio)
}

/// The share is made for the organization's own accounts; what is shared and with whom is the person's to add.
fn build_share(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Share");
    let name = part
        .name(is_name)
        .map_or_else(|| stack_name(id.as_str()), Value::text);
    let share = Resource::new(id, SHARE)
        .with("Name", name)
        .with("AllowExternalPrincipals", false);
    system.add(share)
}

fn build_organization(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Organization");
    let organization = Resource::new(id.as_str(), ORGANIZATION)
        .kept(Retention::Retain)
        .with("FeatureSet", "ALL");
    let root = organization.attribute("RootId");
    let id = system.add(organization);
    let unit = Resource::new(format!("{id} Workloads").as_str(), UNIT)
        .kept(Retention::Retain)
        .with("Name", "Workloads")
        .with("ParentId", root);
    system.add(unit);
    id
}

fn build_permission_set(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let directory = system.blueprint.parameter(Parameter {
        id: "IdentityCenterArn".into(),
        description: "ARN of the account's IAM Identity Center (its console, Settings)",
        pattern: "^arn:aws[a-z-]*:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}$",
        answer: "identityCenterArn",
    });
    let id = system.free_id("StaffPermissions");
    let policy = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::aws:policy/job-function/ViewOnlyAccess".into(),
    ]);
    let name: String = system.project().chars().take(24).collect();
    let name = part
        .name(|name| is_name(name) && name.len() <= 32)
        .map_or(format!("{name}-viewer"), str::to_owned);
    let set = Resource::new(id, PERMISSION_SET)
        .with("InstanceArn", directory)
        .with("Name", name)
        .with("Description", "Sees what there is and changes nothing")
        .with("SessionDuration", "PT1H")
        .with("ManagedPolicies", vec![policy]);
    system.add(set)
}

/// A root of one's own. It signs nothing until its certificate is installed, which is done once by hand.
fn build_authority(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CertificateAuthority");
    let name = part.text("commonName").unwrap_or(system.project());
    let subject = properties! { "CommonName": format!("{name} root") };
    let authority = Resource::new(id, AUTHORITY)
        .kept(Retention::Retain)
        .with("Type", "ROOT")
        .with("KeyAlgorithm", "EC_prime256v1")
        .with("SigningAlgorithm", "SHA256WITHECDSA")
        .with("Subject", subject)
        // A seventh of the price, for certificates of at most seven days.
        .with_some(
            "UsageMode",
            (!system.hardened()).then_some("SHORT_LIVED_CERTIFICATE"),
        );
    let id = system.add(authority);
    let arn = Value::Attribute(id.clone(), "Arn");
    let what = "The certificate authority; install its own certificate once in the console";
    system.blueprint.output(&format!("{id} Arn"), what, arn);
    id
}

fn build_policy_store(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("PolicyStore");
    let store = Resource::new(id, POLICY_STORE)
        .kept(Retention::Retain)
        .with("ValidationSettings", properties! { "Mode": "OFF" })
        .with("DeletionProtection", properties! { "Mode": "ENABLED" });
    system.add(store)
}

fn use_policy_store(system: &mut System<'_>, program: &LogicalId, store: &LogicalId) {
    const ASK: &[&str] = &[
        "verifiedpermissions:IsAuthorized",
        "verifiedpermissions:IsAuthorizedWithToken",
    ];
    let mut access = Access::default();
    access.tell(system.variable("POLICY_STORE_ID", store), store);
    access.allow(Statement::allow(ASK, [Value::Attribute(store.clone(), "Arn")]));
    system.grant(program, access);
}

/// What stands at the front door is guarded; where nothing does, an address that only the person knows.
fn build_shield(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("FloodProtection");
    let pages = system.all(cloudfront::Distribution::KIND).into_iter().next();
    let balancer = system.all(elb::LoadBalancer::KIND).into_iter().next();
    let guarded = match (pages, balancer) {
        (Some(pages), _) => cloudfront::arn(&pages),
        (None, Some(balancer)) => Value::from(&balancer),
        (None, None) => system.blueprint.parameter(Parameter {
            id: "GuardedArn".into(),
            description: "ARN of the front door that is guarded: a distribution, load balancer or address",
            pattern: "^arn:aws[a-z-]*:.+$",
            answer: "guardedArn",
        }),
    };
    let protection = Resource::new(id.as_str(), SHIELD)
        .with(
            "Name",
            format!("{}-{}", system.project(), id.as_str().to_lowercase()),
        )
        .with("ResourceArn", guarded);
    system.add(protection)
}

/// Whether all of these take it as a name.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
