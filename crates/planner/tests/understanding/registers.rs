//! Prompts in registers of their own, terse, dictated, formal or as in a chat: what their words mean and what they leave alone.

use cloudwhisper_api::amount::Currency;
use cloudwhisper_api::requirements::{AppType, Compute, Framework, Requirements, Storage};

use crate::understand_prompt;

fn requirements(prompt: &str) -> Requirements {
    let understood = understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = understood.clarifications;
    understood
        .requirements
        .unwrap_or_else(|| panic!("{prompt}: asks {asked:?}"))
}

fn budget(prompt: &str) -> Option<(String, Currency)> {
    let budget = requirements(prompt).budget?;
    Some((budget.amount.to_string(), budget.currency))
}

fn said(prompt: &str, kind: &str, word: &str) -> Option<String> {
    let services = requirements(prompt).services;
    services
        .iter()
        .find(|it| it.kind == kind)
        .and_then(|it| it.properties.get(word).cloned())
}

#[test]
fn what_is_kept_off_the_internet_or_inside_the_office_is_not_public() {
    for prompt in [
        "Flask API, keep it off the internet",
        "Django app in-house use, MySQL",
        "छुट्टी का पोर्टल, फ्लास्क, केवल कार्यालय के भीतर से खुले",
        "flask portal daftar ke andar chale",
        "पोस्टग्रेस डेटाबेस जो बाहर से न खुले",
    ] {
        assert!(!requirements(prompt).networking.public_access, "{prompt}");
    }
    for prompt in [
        "Flask API on the internet",
        "पोस्टग्रेस डेटाबेस चाहिए",
        "daftar ke liye flask portal",
    ] {
        assert!(requirements(prompt).networking.public_access, "{prompt}");
    }
}

#[test]
fn what_is_paid_elsewhere_today_is_no_budget() {
    for (prompt, amount) in [
        ("We pay $48 there, want to stay under $30. Flask API", Some("30")),
        ("Express API, currently paying 90 dollars to Heroku", None),
        ("Express API, I can pay 15 dollars now", Some("15")),
        (
            "flask api, abhi heroku ko 3000 rupaye dete hain, yahan 1000 tak",
            Some("1000"),
        ),
    ] {
        assert_eq!(
            budget(prompt).map(|(amount, _)| amount).as_deref(),
            amount,
            "{prompt}"
        );
    }
    assert_eq!(
        budget("Flask API, 1500 bucks rupees monthly"),
        Some(("1500".to_owned(), Currency::INR))
    );
}

#[test]
fn readers_pilgrims_and_farmers_are_people_who_come() {
    for (prompt, requests) in [
        ("Next.js magazine, 2000 readers a day", 600_000),
        ("नेक्स्ट जेएस पत्रिका, प्रतिदिन दो हज़ार पाठक", 600_000),
        ("express api, 500 kisan use karenge", 50_000),
    ] {
        assert_eq!(
            requirements(prompt).usage.api_requests,
            Some(requests),
            "{prompt}"
        );
    }
}

#[test]
fn an_app_on_a_phone_calls_what_is_built() {
    for (prompt, kind) in [
        ("fastapi + dynamodb, mobile app iska use karegi", AppType::Api),
        ("Flask for our Android app", AppType::Api),
        ("express for a react native app", AppType::Api),
        ("a cloud native app in Flask", AppType::WebApp),
        ("Flask app with a database", AppType::WebApp),
        ("flask ka project deploy karo", AppType::WebApp),
        ("flask service deploy karo", AppType::Api),
    ] {
        assert_eq!(requirements(prompt).app_type, Some(kind), "{prompt}");
    }
}

#[test]
fn what_is_due_and_only_written_in_a_language_is_a_function() {
    let job = requirements("every weekday at 6:45 pm send the sales figures by mail, python");
    assert_eq!((job.app_type, job.compute), (None, Some(Compute::Lambda)));
    let app = requirements("python API with postgres, a backup every night");
    assert_eq!(app.app_type, Some(AppType::Api));
}

#[test]
fn names_of_functions_in_a_list_make_no_pages() {
    for prompt in [
        "एपीआई गेटवे के पीछे तीन लैम्ब्डा: लॉगिन, सूची, भुगतान",
        "API gateway with three lambdas: login, list, checkout",
    ] {
        assert_eq!(requirements(prompt).app_type, Some(AppType::Api), "{prompt}");
    }
}

#[test]
fn a_size_behind_a_database_is_the_databases() {
    const DATABASE: &str = "AWS::RDS::DBInstance";
    for prompt in [
        "Mysql db de do t3.small wala 100 gb",
        "Postgres db t3.small in Mumbai",
    ] {
        assert_eq!(requirements(prompt).app_type, None, "{prompt}");
        assert_eq!(
            said(prompt, DATABASE, "dbInstanceClass").as_deref(),
            Some("db.t3.small"),
            "{prompt}"
        );
    }
    for prompt in [
        "laravel app aur mysql t3.micro pe",
        "Flask app on EC2 with MySQL, t3.micro",
    ] {
        assert_eq!(requirements(prompt).compute, Some(Compute::Ec2), "{prompt}");
    }
}

#[test]
fn what_comes_later_is_not_planned_now() {
    for prompt in [
        "api banani hai par database baad me dekhenge, express",
        "Express API, database can wait",
        "एक्सप्रेस एपीआई, डेटाबेस बाद में जोड़ेंगे",
    ] {
        assert_eq!(requirements(prompt).storage, Vec::<Storage>::new(), "{prompt}");
    }
}

#[test]
fn of_two_that_are_left_to_us_one_is_planned() {
    let database = requirements("Postgres or DynamoDB, whichever is cheaper, behind an Express service");
    assert_eq!(database.storage, [Storage::Dynamodb]);
    let framework = requirements("Django or Express web app, you decide");
    assert_eq!(framework.framework, Some(Framework::Django));
}

#[test]
fn old_files_go_by_any_verb() {
    const BUCKET: &str = "AWS::S3::Bucket";
    for (prompt, days) in [
        ("S3 for CCTV clips, wipe after a year", "365"),
        ("s3 bucket banao, 45 din purani files uda do", "45"),
        ("S3 bucket for exports, purged after 10 days", "10"),
    ] {
        assert_eq!(
            said(prompt, BUCKET, "expireAfterDays").as_deref(),
            Some(days),
            "{prompt}"
        );
    }
}

#[test]
fn a_server_of_ones_own_with_a_system_is_a_machine() {
    let own = requirements("सर्वरलेस नहीं, अपना सर्वर चाहिए, उबंटू, उस पर नोड एपीआई चलेगी");
    assert_eq!(
        (own.app_type, own.compute),
        (Some(AppType::Api), Some(Compute::Ec2))
    );
}

#[test]
fn questions_lessons_and_news_are_no_wishes() {
    for prompt in [
        "is there any downside to spot instances",
        "Upgrade my kubernetes skills",
        "kal wali website ka kya hua",
        "kya aap mujhe aws ka course karwa sakte ho",
        "कल वाली वेबसाइट का क्या हुआ",
    ] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
    for prompt in [
        "Web app for people with skills to share, Django",
        "online course platform banana hai, django",
        "two EC2 spot instances, t3.small",
    ] {
        assert!(understand_prompt(prompt).is_ok(), "{prompt}");
    }
}

#[test]
fn what_shows_the_pages_says_nothing_of_what_answers_them() {
    let apart = requirements("vue ka frontend s3 pe aur backend api node ka, dono alag");
    assert_eq!(apart.framework, Some(Framework::Express));
    assert_eq!(requirements("NestJS API with Node 22").framework, None);
}

#[test]
fn signups_are_kept_and_so_is_footage() {
    let form = requirements("a landing page for our food truck in plain html and a form that stores signups");
    assert_eq!(form.storage, [Storage::Dynamodb]);
    let heap = requirements("I need somewhere to dump 800 GB of drone footage, Hyderabad");
    assert_eq!(
        (heap.app_type, heap.storage.as_slice()),
        (None, [Storage::S3].as_slice())
    );
}

#[test]
fn closed_to_the_outside_is_not_public() {
    let database = requirements("postgres 15 chahiye 50gb ka, bahar se band");
    assert!(!database.networking.public_access);
}
