//! Other ways to the same end: what is tried, and how requirements change for it. Here: the list. Not here: whether it saves
//! anything (`alternatives`), less of the same (`less`).

use cloudwhisper_api::requirements::{AppType, Compute, Framework, NamedService, Requirements, Storage};

use super::Wanted;
use crate::blueprint::architectures::{Design, Profile, Workload};
use crate::catalog::apigateway::private;

const FUNCTION: &str = "AWS::Lambda::Function";
const CONTAINERS: [&str; 2] = ["AWS::ECS::Service", "AWS::ECS::TaskDefinition"];
const MACHINE: &str = "AWS::EC2::Instance";
const DATABASE: &str = "AWS::RDS::DBInstance";
const TABLE: &str = "AWS::DynamoDB::Table";
const REST_API: &str = "AWS::ApiGateway::RestApi";
const HTTP_API: &str = "AWS::ApiGatewayV2::Api";
const CLUSTER: &str = "AWS::RDS::DBCluster";
const NAT_GATEWAY: &str = "AWS::EC2::NatGateway";
/// Parts of a site that are no program.
const OF_A_SITE: [&str; 7] = [
    "AWS::S3::Bucket",
    "AWS::CloudFront::Distribution",
    "AWS::CertificateManager::Certificate",
    "AWS::Route53::HostedZone",
    "AWS::Route53::RecordSet",
    "AWS::WAFv2::WebACL",
    "AWS::CloudWatch::Alarm",
];
/// Machines that answer so many requests a month at ten times the average in the busiest second, of programs that need a few
/// milliseconds for each: 100 million are 385 a second then, 400 million 1,543.
const MACHINES: [(u64, &str); 2] = [(100_000_000, "t4g.small"), (400_000_000, "m6g.large")];

/// Another way to the same end.
#[derive(Debug)]
pub(super) struct Alternative {
    /// Changes what is wanted; `None` where there is nothing to change.
    pub(super) change: fn(&Design<'_>) -> Option<Wanted>,
    /// What to change, in English, Hindi and Hinglish.
    pub(super) words: [&'static str; 3],
}

/// Everything that is tried.
pub(super) static ALTERNATIVES: [Alternative; 15] = [
    Alternative {
        change: |now| {
            (runs_containers(now.requirements) && may_become_a_function(now))
                .then(|| run_on(now, Compute::Lambda))
        },
        words: [
            "Functions that are paid per call (Lambda) instead of containers that always run",
            "हमेशा चलने वाले कंटेनरों की जगह प्रति कॉल भुगतान वाले फ़ंक्शन (Lambda)",
            "Hamesha chalne wale containers ki jagah per call payment wale functions (Lambda)",
        ],
    },
    Alternative {
        change: |now| {
            (now.requirements.compute == Some(Compute::Ec2) && may_become_a_function(now))
                .then(|| run_on(now, Compute::Lambda))
        },
        words: [
            "Functions that are paid per call (Lambda) instead of a machine that always runs",
            "हमेशा चलने वाली मशीन की जगह प्रति कॉल भुगतान वाले फ़ंक्शन (Lambda)",
            "Hamesha chalne wali machine ki jagah per call payment wale functions (Lambda)",
        ],
    },
    Alternative {
        change: |now| runs_containers(now.requirements).then(|| run_on(now, Compute::Ec2)),
        words: [
            "One small virtual machine (EC2) instead of containers behind a load balancer",
            "लोड बैलेंसर के पीछे कंटेनरों की जगह एक छोटी वर्चुअल मशीन (EC2)",
            "Load balancer ke peeche containers ki jagah ek chhoti virtual machine (EC2)",
        ],
    },
    Alternative {
        change: |now| {
            now.requirements
                .storage
                .contains(&Storage::Rds)
                .then(|| table_instead_of_database(now))
        },
        words: [
            "A DynamoDB table instead of an SQL database",
            "SQL डेटाबेस की जगह DynamoDB तालिका",
            "SQL database ki jagah DynamoDB table",
        ],
    },
    Alternative {
        change: http_instead_of_rest,
        words: [
            "An HTTP API instead of a REST API",
            "REST API की जगह HTTP API",
            "REST API ki jagah HTTP API",
        ],
    },
    Alternative {
        change: |now| without_service(now, HTTP_API),
        words: [
            "A function's own address behind CloudFront, both always free, instead of API Gateway",
            "API Gateway की जगह CloudFront के पीछे फ़ंक्शन का अपना पता, दोनों हमेशा मुफ़्त",
            "API Gateway ki jagah CloudFront ke peeche function ka apna address, dono hamesha free",
        ],
    },
    Alternative {
        change: |now| without_properties(now, &CONTAINERS, &["cpu", "memory", "count"]),
        words: [
            "One copy of the smallest container instead of what was named",
            "बताए गए आकार की जगह सबसे छोटे कंटेनर की एक प्रति",
            "Bataye gaye size ki jagah sabse chhote container ki ek copy",
        ],
    },
    Alternative {
        change: |now| without_properties(now, &[FUNCTION, TABLE], &["memory", "billingMode", "backup"]),
        words: [
            "The usual memory and capacity instead of what was named",
            "बताई गई मेमोरी और क्षमता की जगह सामान्य मेमोरी और क्षमता",
            "Batayi gayi memory aur capacity ki jagah normal memory aur capacity",
        ],
    },
    Alternative {
        change: |now| {
            (now.profile == Profile::Hardened).then(|| (now.requirements.clone(), Profile::Baseline))
        },
        words: [
            "The security profile Baseline, which is secure and free, instead of Hardened",
            "सुरक्षा प्रोफ़ाइल Hardened की जगह Baseline, जो सुरक्षित है और मुफ़्त है",
            "Security profile Hardened ki jagah Baseline, jo surakshit hai aur free hai",
        ],
    },
    Alternative {
        change: machine_instead_of_functions,
        words: [
            "One virtual machine (EC2) instead of functions that are paid per call, if your program answers within a few milliseconds",
            "प्रति कॉल भुगतान वाले फ़ंक्शन की जगह एक वर्चुअल मशीन (EC2), अगर आपका प्रोग्राम कुछ मिलीसेकंड में जवाब देता है",
            "Per call payment wale functions ki jagah ek virtual machine (EC2), agar aapka program kuch millisecond mein jawab deta hai",
        ],
    },
    Alternative {
        change: files_instead_of_a_program,
        words: [
            "Pages as files (S3 and CloudFront) instead of a program, if none of them is made for each visitor",
            "प्रोग्राम की जगह फ़ाइलों में पन्ने (S3 और CloudFront), अगर कोई पन्ना हर व्यक्ति के लिए अलग नहीं बनता",
            "Program ki jagah files mein pages (S3 aur CloudFront), agar koi page har visitor ke liye alag nahi banta",
        ],
    },
    Alternative {
        change: instance_instead_of_aurora,
        words: [
            "One small RDS database instead of an Aurora cluster",
            "Aurora क्लस्टर की जगह एक छोटा RDS डेटाबेस",
            "Aurora cluster ki jagah ek chhota RDS database",
        ],
    },
    Alternative {
        change: |now| {
            let table = |kind: &str| kind == TABLE;
            with_property(now, table, "billingMode", "PROVISIONED")
        },
        words: [
            "Capacity of the table paid by the hour, growing with use, instead of by the request",
            "तालिका की क्षमता का भुगतान प्रति अनुरोध की जगह घंटे के हिसाब से, जो उपयोग के साथ बढ़ती है",
            "Table ki capacity ka payment per request ki jagah ghante ke hisaab se, jo upyog ke saath badhti hai",
        ],
    },
    Alternative {
        change: |now| {
            let table = |kind: &str| kind == TABLE;
            with_property(now, table, "billingMode", "PAY_PER_REQUEST")
        },
        words: [
            "The table paid by the request instead of by the hour",
            "तालिका का भुगतान घंटे की जगह प्रति अनुरोध",
            "Table ka payment ghante ki jagah per request",
        ],
    },
    Alternative {
        change: |now| without_service(now, NAT_GATEWAY),
        words: [
            "No NAT gateway: programs reach AWS's own services and the internet from public subnets that nobody can come in by",
            "NAT gateway के बिना: प्रोग्राम ऐसे सार्वजनिक सबनेट से AWS और इंटरनेट तक जाते हैं जिनसे कोई अंदर नहीं आ सकता",
            "NAT gateway ke bina: programs aise public subnets se AWS aur internet tak jaate hain jinse koi andar nahi aa sakta",
        ],
    },
];

fn runs_containers(requirements: &Requirements) -> bool {
    requirements.compute == Some(Compute::Ecs)
        || (requirements.app_type == Some(AppType::Container) && requirements.compute != Some(Compute::Ec2))
}

/// An image that is there already can't become one without being written anew.
fn may_become_a_function(now: &Design<'_>) -> bool {
    !matches!(now.workload, Workload::Image(_))
}

fn run_on(now: &Design<'_>, compute: Compute) -> Wanted {
    let mut changed = now.requirements.clone();
    changed.compute = Some(compute);
    if compute == Compute::Lambda && changed.app_type == Some(AppType::Container) {
        changed.app_type = Some(AppType::WebApp);
    }
    changed
        .services
        .retain(|service| service.kind != MACHINE && !CONTAINERS.contains(&service.kind.as_str()));
    (changed, now.profile)
}

fn table_instead_of_database(now: &Design<'_>) -> Wanted {
    let mut changed = now.requirements.clone();
    changed.storage.retain(|storage| *storage != Storage::Rds);
    if !changed.storage.contains(&Storage::Dynamodb) {
        changed.storage.push(Storage::Dynamodb);
    }
    changed.services.retain(|service| service.kind != DATABASE);
    (changed, now.profile)
}

fn without_service(now: &Design<'_>, kind: &str) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    changed.services.retain(|service| service.kind != kind);
    (changed.services.len() < now.requirements.services.len()).then_some((changed, now.profile))
}

fn without_properties(now: &Design<'_>, kinds: &[&str], properties: &[&str]) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    for service in changed
        .services
        .iter_mut()
        .filter(|service| kinds.contains(&service.kind.as_str()))
    {
        service
            .properties
            .retain(|name, _| !properties.contains(&name.as_str()));
    }
    (changed != *now.requirements).then_some((changed, now.profile))
}

/// Not where a private network alone is to reach it: HTTP APIs all have addresses on the internet.
fn http_instead_of_rest(now: &Design<'_>) -> Option<Wanted> {
    if private::is_meant(now.requirements) {
        return None;
    }
    without_service(now, REST_API)
}

/// Not where functions or their front door were named, and not beyond what one machine carries.
fn machine_instead_of_functions(now: &Design<'_>) -> Option<Wanted> {
    const NAMED: [&str; 3] = [FUNCTION, HTTP_API, REST_API];
    let requirements = now.requirements;
    let an_application = matches!(requirements.app_type, Some(AppType::Api | AppType::WebApp));
    let named = |service: &NamedService| NAMED.contains(&service.kind.as_str());
    let may = an_application
        && requirements.compute == Some(Compute::Lambda)
        && !requirements.services.iter().any(named);
    let requests = requirements.usage.api_requests.filter(|_| may)?;
    let (_, size) = MACHINES.iter().find(|(most, _)| requests <= *most)?;
    let (mut changed, profile) = run_on(now, Compute::Ec2);
    changed.services.push(NamedService {
        kind: MACHINE.to_owned(),
        name: None,
        properties: [("instanceType".to_owned(), (*size).to_owned())]
            .into_iter()
            .collect(),
    });
    Some((changed, profile))
}

/// Not where anything was asked for that only a program has.
fn files_instead_of_a_program(now: &Design<'_>) -> Option<Wanted> {
    let requirements = now.requirements;
    let pages = requirements.app_type == Some(AppType::WebApp)
        && matches!(requirements.framework, None | Some(Framework::React));
    let files_only = requirements.storage.iter().all(|storage| *storage == Storage::S3)
        && requirements
            .services
            .iter()
            .all(|service| OF_A_SITE.contains(&service.kind.as_str()));
    (pages && files_only && matches!(now.workload, Workload::Sample)).then(|| {
        let (mut changed, profile) = run_on(now, Compute::Lambda);
        changed.app_type = Some(AppType::StaticSite);
        (changed, profile)
    })
}

fn instance_instead_of_aurora(now: &Design<'_>) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    let cluster = changed
        .services
        .iter_mut()
        .find(|service| service.kind == CLUSTER)?;
    DATABASE.clone_into(&mut cluster.kind);
    cluster.properties.retain(|name, _| name == "engine");
    for engine in cluster.properties.values_mut() {
        let plain = match engine.as_str() {
            "aurora-mysql" => "mysql",
            _ => "postgres",
        };
        plain.clone_into(engine);
    }
    Some((changed, now.profile))
}

/// The same with this said of every part of that type; `None` where there is none, or it was said so already.
fn with_property(now: &Design<'_>, of: fn(&str) -> bool, name: &str, value: &str) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    for service in changed.services.iter_mut().filter(|service| of(&service.kind)) {
        service.properties.insert(name.to_owned(), value.to_owned());
    }
    (changed != *now.requirements).then_some((changed, now.profile))
}
