//! AWS `AppConfig`: settings and switches that change while programs run.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed, governance};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Pseudo, Value};

const SETTINGS: &str = "AWS::AppConfig::Application";
const SETTINGS_ENVIRONMENT: &str = "AWS::AppConfig::Environment";
const SETTINGS_PROFILE: &str = "AWS::AppConfig::ConfigurationProfile";
const SETTINGS_VERSION: &str = "AWS::AppConfig::HostedConfigurationVersion";
const SETTINGS_RELEASE: &str = "AWS::AppConfig::Deployment";
/// Feature flags, in `AppConfig`'s own words: none yet.
const NO_FLAGS: &str = r#"{"version":"1","flags":{},"values":{}}"#;

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
const SETTINGS_ENVIRONMENT_TYPE: Plain = Plain::new(
    SETTINGS_ENVIRONMENT,
    Tags::List,
    [
        "Says where settings apply: here, to what is live",
        "बताता है कि सेटिंग कहाँ लागू हैं: यहाँ, जो चालू है उस पर",
        "Batata hai ki settings kahan lagu hain: yahan, jo live hai us par",
    ],
);
const SETTINGS_PROFILE_TYPE: Plain = Plain::new(
    SETTINGS_PROFILE,
    Tags::List,
    [
        "The switches of the application, by name",
        "ऐप्लिकेशन के स्विच, नाम के साथ",
        "Application ke switches, naam ke saath",
    ],
);
const SETTINGS_VERSION_TYPE: Plain = Plain::new(
    SETTINGS_VERSION,
    Tags::None,
    [
        "How the switches stand at first: there are none yet",
        "शुरू में स्विच कैसे हैं: अभी कोई नहीं",
        "Shuru mein switches kaise hain: abhi koi nahi",
    ],
);
const SETTINGS_RELEASE_TYPE: Plain = Plain::new(
    SETTINGS_RELEASE,
    Tags::List,
    [
        "Brings the first settings to the programs",
        "पहली सेटिंग प्रोग्रामों तक पहुँचाता है",
        "Pehli settings programs tak pahunchata hai",
    ],
);

pub(crate) const TYPES: &[&dyn Service] = &[
    &SETTINGS_TYPE,
    &SETTINGS_ENVIRONMENT_TYPE,
    &SETTINGS_PROFILE_TYPE,
    &SETTINGS_VERSION_TYPE,
    &SETTINGS_RELEASE_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: SETTINGS,
    terms: [
        "appconfig|app config|aws appconfig|aws app config|feature flag|feature flags|feature toggle|feature switch|\
             dynamic configuration|runtime configuration",
        "ऐपकॉन्फ़िग|फ़ीचर फ़्लैग",
        "feature on off karne ki setting",
    ],
    build: build_settings,
    uses: Some(use_settings),
}];

fn build_settings(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Settings");
    let name = part
        .name(governance::is_name)
        .unwrap_or(system.project())
        .to_owned();
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
