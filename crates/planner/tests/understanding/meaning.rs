//! What the words around a name, a number or a "no" do to its meaning. Each table is one question that prompts were once
//! answered wrongly on, in several languages.

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::requirements::{Compute, Framework, InsecureWish, Requirements, Storage};
use cloudwhisper_planner::requirements::Understood;

use crate::understand_prompt;

fn understood(prompt: &str) -> Understood {
    understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"))
}

fn requirements(prompt: &str) -> Requirements {
    let understood = understood(prompt);
    let asked = understood.clarifications;
    understood
        .requirements
        .unwrap_or_else(|| panic!("{prompt}: asks {asked:?}"))
}

/// What was said of a service under this word.
fn said(requirements: &Requirements, kind: &str, word: &str) -> Option<String> {
    let service = requirements
        .services
        .iter()
        .find(|service| service.kind == kind)?;
    service.properties.get(word).cloned()
}

fn assumes(understood: &Understood, field: &str) -> bool {
    understood.assumptions.iter().any(|it| it.field == field)
}

#[test]
fn only_a_name_to_serve_under_is_a_domain() {
    for (prompt, domain) in [
        ("static website at www.acme.in", Some("www.acme.in")),
        ("Node API, domain api.acme.in/v1", Some("api.acme.in")),
        ("I'd like to serve a static site on acme.in", Some("acme.in")),
        ("shop.acme.in par static website banao", Some("shop.acme.in")),
        ("static website jo shop.acme.in se khule", Some("shop.acme.in")),
        ("acme.in पर स्टैटिक वेबसाइट बनाओ", Some("acme.in")),
        (
            "Move the static site from old.acme.in to new.acme.in",
            Some("new.acme.in"),
        ),
        ("Node API, code is at https://github.com/acme/orders", None),
        ("Node API, the source is in the repo git.acme.in", None),
        ("Node API like the one in https://docs.acme.dev/guide", None),
        ("github.com/acme/orders se code lo, Node API banao", None),
        ("Node API jo flipkart.com jaisa ho", None),
        ("Node API, login only for people with @acme.in", None),
        ("Node API, alarms to ops@acme.in", None),
        ("API for a flipkart.com clone", None),
        ("Run ghcr.io/acme/api:1.2", None),
        ("Deploy docker.io/library/nginx as a container", None),
        (
            "Run 123456789012.dkr.ecr.ap-south-1.amazonaws.com/shop:1 in a container",
            None,
        ),
    ] {
        assert_eq!(
            requirements(prompt).networking.custom_domain.as_deref(),
            domain,
            "{prompt}"
        );
    }
}

#[test]
fn an_image_in_the_prompt_is_what_a_container_runs() {
    for (prompt, image) in [
        ("Run ghcr.io/acme/api:1.2", "ghcr.io/acme/api:1.2"),
        ("Deploy the image nginx:1.25 on ECS", "nginx:1.25"),
        ("nginx:1.29-alpine container chalao", "nginx:1.29-alpine"),
        ("acme/orders:latest वाला कंटेनर चलाओ", "acme/orders:latest"),
        ("Run the docker image acme/orders on Fargate", "acme/orders"),
        ("Run image python:3.12 in a container", "python:3.12"),
    ] {
        let requirements = requirements(prompt);
        assert_eq!(requirements.compute, Some(Compute::Ecs), "{prompt}");
        assert_eq!(
            said(&requirements, "AWS::ECS::Service", "image").as_deref(),
            Some(image),
            "{prompt}"
        );
        assert_eq!(
            requirements.storage,
            [],
            "an image of a program is no picture: {prompt}"
        );
    }
    for prompt in [
        "Flask API with python:3.12",
        "Node API, port:8080, budget:500",
        "Node API for image upload",
        "TCP/UDP:53 load balancer and a Flask API",
    ] {
        let requirements = requirements(prompt);
        let any = requirements
            .services
            .iter()
            .any(|it| it.properties.contains_key("image"));
        assert!(!any, "{prompt}: {:?}", requirements.services);
    }
    let two = understood("Run ghcr.io/acme/web:1.0 and ghcr.io/acme/api:1.0 as containers");
    assert!(
        two.warnings
            .iter()
            .any(|it| it.message.contains("ghcr.io/acme/api:1.0"))
    );
}

#[test]
fn a_node_of_a_cluster_is_not_node_js() {
    for prompt in [
        "EKS cluster with 3 nodes",
        "Kubernetes cluster with a node group of two machines",
        "Kubernetes with node pools",
        "EKS cluster, each node with 8 GB",
        "a 3 node Redis cluster",
        "3 नोड वाला कुबेरनेट्स क्लस्टर बनाओ",
    ] {
        assert_eq!(requirements(prompt).framework, None, "{prompt}");
    }
    for prompt in [
        "3 Node APIs",
        "API in Node on EKS",
        "Node 20 API",
        "Node backend with Redis",
    ] {
        assert_eq!(
            requirements(prompt).framework,
            Some(Framework::Express),
            "{prompt}"
        );
    }
    let sized = requirements("EKS cluster with 3 worker nodes running t3.large");
    assert_eq!(
        sized.compute, None,
        "the cluster's machines are no server of their own"
    );
    assert_eq!(
        said(&sized, "AWS::EKS::Nodegroup", "instanceType").as_deref(),
        Some("t3.large")
    );
}

#[test]
fn what_is_not_built_as_asked_is_told() {
    for (prompt, field) in [
        ("Deploy a Rails app with Postgres", "Ruby on Rails"),
        ("A Go API with DynamoDB", "Go"),
        ("API in Go", "Go"),
        ("Go mein API banao", "Go"),
        ("PHP website with MySQL", "PHP"),
        ("WordPress blog for my bakery", "WordPress"),
        ("वर्डप्रेस ब्लॉग बनाओ", "WordPress"),
        ("मेरा Java API डिप्लॉय करो", "Java"),
        ("ASP.NET Core web app", ".NET"),
    ] {
        let understood = understood(prompt);
        let told = understood
            .assumptions
            .iter()
            .find(|it| it.field == "framework" && it.value == field);
        let reason = &told.unwrap_or_else(|| panic!("{prompt}: {understood:?}")).reason;
        assert!(reason.contains("spec.artifact"), "{prompt}: {reason}");
    }
    for prompt in [
        "Windows server chahiye",
        "A web app on a Windows VM",
        "विंडोज सर्वर बनाओ",
    ] {
        let codes: Vec<_> = understood(prompt)
            .warnings
            .into_iter()
            .map(|it| it.code)
            .collect();
        assert_eq!(codes, ["SUBSTITUTED"], "{prompt}");
    }
}

#[test]
fn another_cloud_is_refused_in_words_and_a_move_from_it_is_not() {
    for prompt in [
        "Deploy my app to Azure",
        "Deploy a Node API on Google Cloud",
        "Node API on an Azure VM",
        "Heroku par Node API deploy karo",
        "एज़्योर पर Node API डिप्लॉय करो",
    ] {
        let error = understand_prompt(prompt).expect_err(prompt);
        assert_eq!(error.code, ErrorCode::UnsupportedService, "{prompt}");
        assert!(error.message.contains("AWS"), "{prompt}: {}", error.message);
    }
    for prompt in [
        "Migrate our Node API from Azure to AWS",
        "Node API with Azure AD login",
        "Node API, something like Heroku",
        "Node API, not on Azure",
        "Azure se AWS par Node API le aao, deploy karo",
    ] {
        assert!(understand_prompt(prompt).is_ok(), "{prompt}");
    }
    let both = understood("Deploy a Node API on AWS Lambda and on Azure");
    assert!(both.warnings.iter().any(|it| it.message.contains("Azure")));
}

#[test]
fn people_become_requests_and_nothing_else() {
    for (prompt, requests) in [
        ("Node API for 10,000 users", 1_000_000),
        ("API banao 50 hazaar users ke liye", 5_000_000),
        ("Internal web app for 200 employees", 20_000),
        ("500 छात्रों के लिए वेब ऐप", 50_000),
        ("Web app on EC2 for 200 employees", 20_000),
        ("Online store, 20 employees, 300 customers", 30_000),
        ("Node API, 1000 daily active users", 300_000),
        ("Node API for 10,000 users, 2 lakh requests a month", 200_000),
    ] {
        let requirements = requirements(prompt);
        assert_eq!(requirements.usage.api_requests, Some(requests), "{prompt}");
        assert_eq!(requirements.budget, None, "{prompt}");
        let counted = requirements
            .services
            .iter()
            .any(|it| it.properties.contains_key("count"));
        assert!(!counted, "{prompt}: {:?}", requirements.services);
    }
}

#[test]
fn a_range_for_ssh_is_not_the_websites() {
    for (prompt, login, web) in [
        (
            "Web app on EC2, SSH only from 10.0.0.0/8",
            Some("10.0.0.0/8"),
            None,
        ),
        (
            "EC2 pe web app chahiye, SSH sirf 203.0.113.4 se",
            Some("203.0.113.4/32"),
            None,
        ),
        (
            "Web app on EC2, allow 203.0.113.0/24 for SSH",
            Some("203.0.113.0/24"),
            None,
        ),
        (
            "Web app on EC2 reachable only from 203.0.113.0/24",
            None,
            Some("203.0.113.0/24"),
        ),
        (
            "EC2, SSH from 10.0.0.0/8, website only from 203.0.113.0/24",
            Some("10.0.0.0/8"),
            Some("203.0.113.0/24"),
        ),
    ] {
        let requirements = requirements(prompt);
        let said = |word| said(&requirements, "AWS::EC2::Instance", word);
        assert_eq!(said("sshCidr").as_deref(), login, "{prompt}");
        assert_eq!(said("allowedCidr").as_deref(), web, "{prompt}");
    }
}

#[test]
fn an_address_in_the_prompt_gets_the_alarms() {
    for (prompt, address) in [
        ("Node API, mail me at x@y.in when it breaks", Some("x@y.in")),
        ("Node API, notify ops@acme.com", Some("ops@acme.com")),
        (
            "API banao, kuch bhi ho to ravi@acme.in ko batana",
            Some("ravi@acme.in"),
        ),
        ("API बनाओ, गड़बड़ हो तो ravi@acme.in को बताना", Some("ravi@acme.in")),
        (
            "Node API, tell ops@acme.com when it is down",
            Some("ops@acme.com"),
        ),
        ("Node API that sends mail from noreply@acme.com", None),
        ("Node API, admin user is root@acme.com", None),
    ] {
        let requirements = requirements(prompt);
        assert_eq!(
            said(&requirements, "AWS::SNS::Subscription", "endpoint").as_deref(),
            address,
            "{prompt}"
        );
        assert_eq!(requirements.networking.custom_domain, None, "{prompt}");
    }
    assert!(assumes(
        &understood("Node API, tell ops@acme.com when it is down"),
        "alarms"
    ));
}

#[test]
fn what_is_corrected_counts() {
    for (prompt, budget) in [
        ("Static site, ₹500 महीना, अरे नहीं ₹1000 महीना", "1000 INR"),
        ("Static site, ₹500, nahi ₹1000 per month", "1000 INR"),
        ("Static site for $5, no, $8 a month", "8 USD"),
        ("स्टैटिक साइट, ₹500, नहीं नहीं, ₹800 महीने का", "800 INR"),
    ] {
        let budget_of = requirements(prompt).budget.expect(prompt);
        assert_eq!(
            format!("{} {:?}", budget_of.amount, budget_of.currency),
            budget,
            "{prompt}"
        );
    }
    for (prompt, storage) in [
        ("API with Postgres, no wait, DynamoDB", Storage::Dynamodb),
        ("API with Postgres, no, DynamoDB", Storage::Dynamodb),
        (
            "API chahiye Postgres ke saath, arey nahi, DynamoDB",
            Storage::Dynamodb,
        ),
        ("API with DynamoDB, no Postgres", Storage::Dynamodb),
        ("API chahiye, DynamoDB nahi, Postgres", Storage::Rds),
    ] {
        assert_eq!(requirements(prompt).storage, [storage], "{prompt}");
    }
    for prompt in [
        "API banao Mumbai mein, nahi nahi, Mumbai nahi Singapore",
        "API in Mumbai, no wait, Singapore",
        "API Mumbai mein, arre nahi, Singapore mein",
    ] {
        assert_eq!(requirements(prompt).region, "ap-southeast-1", "{prompt}");
    }
}

#[test]
fn an_exception_is_not_denied_with_the_rest() {
    for (prompt, storage) in [
        (
            "API banao, DynamoDB ke alawa kuch bhi nahi",
            &[Storage::Dynamodb][..],
        ),
        (
            "API banao, DynamoDB ke alawa koi database nahi chahiye",
            &[Storage::Dynamodb],
        ),
        ("API बनाओ, DynamoDB के अलावा कुछ नहीं", &[Storage::Dynamodb]),
        ("An API with nothing but DynamoDB", &[Storage::Dynamodb]),
        ("API with no database except DynamoDB", &[Storage::Dynamodb]),
        ("API with no database other than DynamoDB", &[Storage::Dynamodb]),
        ("API with everything except Postgres", &[]),
        ("API with anything but Postgres", &[]),
        ("API banao, Postgres ke alawa koi bhi", &[]),
        (
            "API banao DynamoDB ke saath, uske alawa S3 bhi",
            &[Storage::S3, Storage::Dynamodb],
        ),
    ] {
        assert_eq!(requirements(prompt).storage, storage, "{prompt}");
    }
}

#[test]
fn short_words_are_mended_where_only_a_vowel_is_missing() {
    let flask = requirements("Biuld a Flsk API with a databse");
    assert_eq!(flask.framework, Some(Framework::Flask));
    assert_eq!(flask.storage, [Storage::Dynamodb]);
    // "form" is one vowel away from "forum", and a word of its own.
    let api = requirements("API behind a form");
    assert_eq!(api.app_type, requirements("API").app_type);
}

#[test]
fn a_name_in_devanagari_is_kept_in_latin_letters() {
    for (prompt, name) in [
        ("\"दुकान\" नाम की वेबसाइट, सिर्फ़ HTML पन्ने", "dukan"),
        ("API बनाओ जिसका नाम हिसाब है", "hisab"),
    ] {
        let understood = understood(prompt);
        assert!(assumes(&understood, "projectName"), "{prompt}");
        assert_eq!(requirements(prompt).project_name, name, "{prompt}");
    }
}

#[test]
fn the_name_of_who_asks_is_not_the_projects() {
    for prompt in [
        "मेरा नाम रवि है, एक API बनाओ",
        "Mera naam Ravi hai, ek API banao",
        "My name is Ravi, I need a Node API",
    ] {
        assert_eq!(requirements(prompt).project_name, "request", "{prompt}");
    }
}

#[test]
fn a_budget_in_another_currency_is_asked_about() {
    for prompt in [
        "Static website, A$30 a month",
        "Static website, S$30 a month",
        "Node API, budget CA$50 monthly",
        "Static website, €20 a month",
        "Static website, 20 euros per month",
        "Static website, 20 pounds a month",
        "Static website, 50 AED per month",
        "स्टैटिक वेबसाइट, 20 यूरो महीना",
    ] {
        let asked: Vec<_> = understood(prompt)
            .clarifications
            .into_iter()
            .map(|it| it.field)
            .collect();
        assert_eq!(asked, ["budget"], "{prompt}");
    }
    let dollars = requirements("Static website with a $30 a month limit, US$ of course");
    assert!(dollars.budget.is_some());
}

#[test]
fn what_only_our_own_programs_call_is_not_public() {
    for prompt in [
        "Ek API chahiye jise sirf hamari doosri services call karein",
        "Node API, only our other services call it",
        "Node API that only our backend services can reach",
        "Node API called only by our microservices",
        "Node API only for our other services",
        "Sirf hamari doosri services ke liye Node API",
        "API बनाओ जिसे सिर्फ हमारी दूसरी सेवाएँ इस्तेमाल करें",
    ] {
        assert!(!requirements(prompt).networking.public_access, "{prompt}");
    }
    for prompt in [
        "Deploy only our service as a Node API",
        "Just our Node API please",
        "Node API our services call",
        "Node API, only our mobile app uses it",
    ] {
        assert!(requirements(prompt).networking.public_access, "{prompt}");
    }
}

#[test]
fn two_regions_are_never_a_silent_pick() {
    for prompt in [
        "Node API in Mumbai and Virginia",
        "Node API in us-east-1 and eu-west-1",
        "Node API in India and Virginia",
        "API Mumbai aur Singapore mein",
        "Node API, primary in Mumbai, standby in Singapore",
        "Deploy a Node API in Mumbai with a copy in Singapore",
    ] {
        let asked: Vec<_> = understood(prompt)
            .clarifications
            .into_iter()
            .map(|it| it.field)
            .collect();
        assert_eq!(asked, ["region"], "{prompt}");
    }
    assert_eq!(
        requirements("Users in India, deploy the Node API in Virginia").region,
        "us-east-1"
    );
}

#[test]
fn only_people_of_ones_own_make_it_private() {
    for (prompt, public) in [
        ("Django admin tool that only our finance team can open", false),
        ("ek django portal jo sirf hamari team khol paye", false),
        ("जैंगो पोर्टल जो सिर्फ हमारी टीम देख सके", false),
        ("HR portal, vpn ke bina koi na khol sake", false),
        ("excel jaisi web app sirf mere liye", false),
        (
            "panchayat ka dashboard sirf sarpanch aur sachiv dekh sakein",
            false,
        ),
        ("web portal jahan sirf registered users dekh sakein", true),
        ("Django portal, only admins can delete posts", true),
        ("a web app where only teachers can upload marks", true),
    ] {
        assert_eq!(requirements(prompt).networking.public_access, public, "{prompt}");
    }
}

#[test]
fn what_was_meant_once_gives_way_to_what_is_meant_now() {
    for (prompt, region) in [
        (
            "First it was going to be Frankfurt, now we want Paris. Flask API.",
            "eu-west-3",
        ),
        (
            "pehle frankfurt socha tha ab sydney me dalna hai, flask api",
            "ap-southeast-2",
        ),
        (
            "पहले फ्रैंकफर्ट कहा था, अब सिडनी में रखना है, फ्लास्क एपीआई",
            "ap-southeast-2",
        ),
    ] {
        assert_eq!(requirements(prompt).region, region, "{prompt}");
    }
}

#[test]
fn a_question_is_no_wish_and_a_wish_beside_one_is() {
    for question in [
        "how do i deploy a django app on aws?",
        "What regions are cheapest for EC2?",
        "Should I use Lambda or EC2 for my API?",
        "django ka portal kaise deploy karu?",
        "जैंगो ऐप को AWS पर कैसे डालें?",
    ] {
        assert!(understand_prompt(question).is_err(), "{question}");
    }
    for wish in [
        "Is it possible to host a React site for free? If so, please do it.",
        "I need an API that explains how DNS works",
        "Kya aap ek admin panel deploy kar denge Django wala?",
        "क्या आप मेरे लिए एक एडमिन पैनल बना सकते हैं?",
        "flask api kaise bhi chala do",
    ] {
        assert!(understand_prompt(wish).is_ok(), "{wish}");
    }
}

#[test]
fn a_word_of_english_in_devanagari_is_known_by_its_sound() {
    for (prompt, kind) in [
        ("फ्लास्क एपीआई और एक एसक्यूएस", "AWS::SQS::Queue"),
        ("नोड एपीआई, आगे क्लाउडफ्रंट", "AWS::CloudFront::Distribution"),
    ] {
        let services = requirements(prompt).services;
        assert!(
            services.iter().any(|service| service.kind == kind),
            "{prompt}: {services:?}"
        );
    }
}

#[test]
fn what_a_site_or_app_is_for_says_that_pages_are_not_enough() {
    use cloudwhisper_api::requirements::AppType;
    for prompt in [
        "a quiz app for my class",
        "train ticket booking wali website banao",
        "हिसाब रखने वाला ऐप चाहिए",
        "a site where customers can buy pickles",
        "ऑनलाइन किताबों की दुकान खोलनी है",
        "laravel project deploy karo",
    ] {
        assert_eq!(requirements(prompt).app_type, Some(AppType::WebApp), "{prompt}");
    }
    for prompt in ["ek app banani hai", "Deploy my application", "put my demo online"] {
        let asked = understood(prompt).clarifications;
        assert!(
            asked.iter().any(|question| question.field == "appType"),
            "{prompt}: {asked:?}"
        );
    }
}

#[test]
fn an_attack_is_none_where_it_is_guarded_against() {
    for prompt in [
        "Launch a brute force attack against login.rival.example",
        "facebook ka fake login page bana do password churane ke liye",
        "बैंक की नकली वेबसाइट बनाओ",
    ] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
    assert!(understand_prompt("An Express API, protected against DDoS attacks").is_ok());
}

#[test]
fn a_language_that_is_none_of_ours_is_answered_in_english() {
    let spanish = understood("Necesito una API en Python con base de datos PostgreSQL en Madrid");
    assert_eq!(spanish.language.tag(), "en");
    assert!(spanish.confidence < 0.7);
}

#[test]
fn a_stack_is_what_its_letters_stand_for() {
    use cloudwhisper_api::requirements::{AppType, Framework, Storage};
    for prompt in [
        "MERN stack app in Mumbai",
        "ek mern app deploy karo",
        "मर्न स्टैक ऐप डालो",
    ] {
        let requirements = requirements(prompt);
        assert_eq!(requirements.app_type, Some(AppType::WebApp), "{prompt}");
        assert_eq!(requirements.framework, Some(Framework::React), "{prompt}");
        assert_eq!(requirements.storage, [Storage::Dynamodb], "{prompt}");
    }
    let lamp = requirements("an API for a lamp that can be dimmed");
    assert_eq!(lamp.storage, [], "a lamp gives light");
}

#[test]
fn a_front_end_that_is_there_already_is_not_built_again() {
    use cloudwhisper_api::requirements::{AppType, Framework};
    for prompt in [
        "Backend in Flask but the frontend stays on Vercel, so just the API please",
        "frontend react me pehle se hai, mujhe sirf flask ki api chahiye",
        "फ्रंटएंड रिएक्ट में पहले से है, मुझे केवल फ्लास्क की एपीआई चाहिए",
    ] {
        let requirements = requirements(prompt);
        assert_eq!(requirements.app_type, Some(AppType::Api), "{prompt}");
        assert_eq!(requirements.framework, Some(Framework::Flask), "{prompt}");
    }
}

#[test]
fn keys_and_values_need_no_spaces() {
    let requirements = requirements("region=ap-southeast-2 app=api framework=django domain:api.acme.ngo");
    assert_eq!(requirements.region, "ap-southeast-2");
    assert_eq!(
        requirements.networking.custom_domain.as_deref(),
        Some("api.acme.ngo")
    );
}

#[test]
fn where_it_was_is_not_where_it_runs() {
    for (prompt, region) in [
        (
            "We are moving from Frankfurt to Stockholm, Django portal",
            "eu-north-1",
        ),
        ("frankfurt se stockholm ja rahe hai, django portal", "eu-north-1"),
        ("फ्रैंकफर्ट से स्टॉकहोम जा रहे हैं, जैंगो पोर्टल", "eu-north-1"),
        ("express api mumbai se chalao", "ap-south-1"),
    ] {
        assert_eq!(requirements(prompt).region, region, "{prompt}");
    }
}

#[test]
fn not_even_one_is_nothing() {
    for prompt in [
        "react portfolio, ek rupya bhi kharch nahi kar sakta",
        "can't spend a dime, portfolio in react",
        "a node api that must not cost anything",
        "blog banao, kharcha zero hona chahiye",
    ] {
        let budget = requirements(prompt).budget;
        assert!(
            budget.is_some_and(|budget| budget.amount.value().is_zero()),
            "{prompt}"
        );
    }
}

#[test]
fn hindi_says_what_and_then_in_what() {
    use cloudwhisper_api::requirements::{AppType, Framework};
    let requirements = requirements("delivery startup hai apna, backend node me, orders postgres me");
    assert_eq!(requirements.app_type, Some(AppType::Api));
    assert_eq!(requirements.framework, Some(Framework::Express));
}

#[test]
fn what_is_never_free_and_a_budget_of_nothing_are_asked_about() {
    let fields = |prompt: &str| -> Vec<String> {
        let asked = understood(prompt).clarifications;
        asked.into_iter().map(|question| question.field).collect()
    };
    for prompt in [
        "Run my Docker container, free tier only",
        "a Flask app on ECS with a zero budget",
        "an EC2 server for 0 dollars",
        "Flask API with Postgres, strictly free",
        "container chalana hai, ek rupya bhi kharch nahi kar sakta",
    ] {
        assert_eq!(fields(prompt), ["budget"], "{prompt}");
    }
    // A wish is no condition, and what is free for ever needs no question.
    for prompt in [
        "Run my Docker container, preferably free",
        "Node.js API with DynamoDB, free tier only",
        "React website with a zero budget",
    ] {
        assert!(fields(prompt).is_empty(), "{prompt}");
    }
}

#[test]
fn a_denial_behind_mein_is_of_what_stands_before_it() {
    let requirements = requirements("sydney me chahiye singapore me nahi, flask me, django me nahi, api hai");
    assert_eq!(requirements.region, "ap-southeast-2");
    let kept = understood("api bana do par abhi deploy mat karna, sirf plan dikhao");
    assert!(kept.clarifications.is_empty(), "par is but, and denies nothing");
}

#[test]
fn of_two_amounts_the_one_that_it_was_cut_to_counts() {
    for prompt in [
        "Our budget has been cut from $100 to $40 a month; Django shop",
        "budget 100 dollar se ghat ke 40 dollar reh gaya hai, django shop",
        "बजट सौ डॉलर से घटकर चालीस डॉलर रह गया है, जैंगो ऐप",
    ] {
        let budget = requirements(prompt).budget;
        assert!(
            budget.is_some_and(|budget| budget.amount.to_string() == "40"),
            "{prompt}: {budget:?}"
        );
    }
}

#[test]
fn a_data_sheet_is_a_machine() {
    use cloudwhisper_api::requirements::Compute;
    for prompt in [
        "1 vCPU, 2 GB RAM, 20 GB SSD, Ubuntu, $10/mo",
        "1 vCPU, 2 जीबी रैम, 20 जीबी एसएसडी",
    ] {
        assert_eq!(requirements(prompt).compute, Some(Compute::Ec2), "{prompt}");
    }
    let image = requirements("ghcr.io/acme/api:2.1 with 0.5 vCPU and 1 GB memory");
    assert_eq!(image.compute, Some(Compute::Ecs));
}

#[test]
fn everyday_words_are_no_misspelt_terms() {
    let plain = requirements("flask api chahiye jo blorptang");
    for word in [
        "jahan",
        "coaching",
        "crashing",
        "interval",
        "functional",
        "window",
        "brain",
        "spawn",
        "valley",
    ] {
        assert_eq!(
            requirements(&format!("flask api chahiye jo {word}")),
            plain,
            "{word}"
        );
    }
    let plain = requirements("फ्लास्क एपीआई चाहिए ठकठक");
    for word in ["मिलना", "भरें", "क्रम", "मंगा"] {
        assert_eq!(
            requirements(&format!("फ्लास्क एपीआई चाहिए {word}")),
            plain,
            "{word}"
        );
    }
}

#[test]
fn what_is_talked_of_may_be_what_it_is_about() {
    for prompt in [
        "Weather API in Node.js",
        "kisano ke liye mausam ki jankari dene wali API, muft",
    ] {
        assert!(understand_prompt(prompt).is_ok(), "{prompt}");
    }
    assert!(understand_prompt("aaj mausam kaisa hai").is_err());
    assert!(understand_prompt("Translate this to Hindi: deploy a website").is_err());
}

#[test]
fn removals_in_every_form_are_no_wish() {
    for prompt in [
        "मेरे सारे S3 बकेट डिलीट कर दो",
        "mere saare S3 bucket delete kar do",
        "purani website hata do",
        "server ka password badal do",
        "restart my server",
    ] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
    assert!(understand_prompt("Django portal, only admins can delete posts").is_ok());
}

#[test]
fn what_is_left_be_gives_way_and_a_known_word_may_be_a_name() {
    use cloudwhisper_api::requirements::Storage;
    let left = requirements("Postgres rehne do, DynamoDB laga do, Flask API");
    assert_eq!(left.storage, [Storage::Dynamodb]);
    let named = requirements("Node API jo public na ho, table ka naam payments");
    assert_eq!(named.storage, [Storage::Dynamodb]);
}

#[test]
fn to_want_to_host_something_is_to_want_it_hosted() {
    for prompt in [
        "We want to host our zork",
        "I would like to host my zork",
        "I'd like to host a zork in Paris",
    ] {
        let asked = understood(prompt).clarifications;
        assert!(
            asked.iter().any(|question| question.field == "appType"),
            "{prompt}: {asked:?}"
        );
    }
}

#[test]
fn a_store_behind_internal_use_leaves_the_application_internal() {
    for prompt in [
        "Deploy a REST API that is only for internal use with RDS MySQL and S3",
        "REST API for internal use and a MySQL database, Express",
        "Express API with RDS MySQL for internal use only",
        "Express API using DynamoDB and S3 for employees only",
        "Flask API with MySQL, private with S3",
        "Express API सिर्फ आंतरिक उपयोग के लिए और MySQL डेटाबेस चाहिए",
        "MySQL और S3 के साथ Express API, केवल आंतरिक इस्तेमाल के लिए",
        "Express API MySQL ke saath andar ke istemal ke liye banao",
        "Express API chahiye sirf staff ke liye aur MySQL database",
        "Express API internal use ke liye with MySQL aur S3",
    ] {
        assert!(!requirements(prompt).networking.public_access, "{prompt}");
    }
    for prompt in [
        "Express API with a private MySQL database",
        "Express API with MySQL private and S3",
        "Express API और प्राइवेट MySQL डेटाबेस",
        "Express API aur private MySQL database",
        "Express API that calls a partner across the internet",
    ] {
        assert!(requirements(prompt).networking.public_access, "{prompt}");
    }
}

#[test]
fn unsafe_wishes_are_noticed_in_every_form() {
    use InsecureWish::{NoEncryption, NoTls, OpenSsh, PublicBucket, PublicDatabase, WildcardIam};
    for (prompt, wishes) in [
        // Ports and firewalls.
        (
            "Flask API with MySQL RDS, open port 3306 to the internet",
            &[PublicDatabase][..],
        ),
        ("Open port 3306 to the internet for MySQL RDS", &[PublicDatabase]),
        (
            "Flask API with Postgres and port 5432 from 0.0.0.0/0",
            &[PublicDatabase],
        ),
        ("EC2 server with all ports open", &[OpenSsh]),
        ("EC2 server, open every port to the world", &[OpenSsh]),
        ("security group open to all on EC2 server", &[OpenSsh]),
        ("EC2 server, ports 80, 443 and 22 open to the world", &[OpenSsh]),
        ("EC2 मशीन, पोर्ट 22 दुनिया के लिए खोलो", &[OpenSsh]),
        ("EC2 मशीन, सभी पोर्ट खुले रखो", &[OpenSsh]),
        (
            "Flask API और MySQL, पोर्ट 3306 इंटरनेट के लिए खोलो",
            &[PublicDatabase],
        ),
        ("EC2 machine banao, saare port khol do", &[OpenSsh]),
        (
            "EC2 machine chahiye, security group sabke liye khula rakho",
            &[OpenSsh],
        ),
        (
            "Flask API aur MySQL, port 3306 duniya ke liye khol do",
            &[PublicDatabase],
        ),
        ("EC2, open 22 to 0.0.0.0/0", &[OpenSsh]),
        (
            "Flask API with MySQL, allow 3306 from 0.0.0.0/0",
            &[PublicDatabase],
        ),
        ("EC2 server, allow all inbound traffic from anywhere", &[OpenSsh]),
        ("allow everyone to write to my S3 bucket", &[PublicBucket]),
        // Switched off.
        ("Flask API, encryption off", &[NoEncryption]),
        ("Flask API with MySQL, encryption: none", &[NoEncryption]),
        ("Flask API, TLS off", &[NoTls]),
        ("Flask API और MySQL, एन्क्रिप्शन ऑफ", &[NoEncryption]),
        ("Flask API aur MySQL, encryption off", &[NoEncryption]),
        // Every right.
        ("API with policy Action * Resource *", &[WildcardIam]),
        ("Lambda API with role policy *:*", &[WildcardIam]),
        ("Express API, {\"Action\": \"*\"}", &[WildcardIam]),
        ("API, IAM में सब अनुमति दो", &[WildcardIam]),
        ("Express API, IAM mein sab permission do", &[WildcardIam]),
        // Two in one sentence.
        (
            "Flask API with S3 bucket and MySQL database both public",
            &[PublicDatabase, PublicBucket],
        ),
        (
            "Flask API, S3 bucket और MySQL डेटाबेस दोनों पब्लिक हों",
            &[PublicDatabase, PublicBucket],
        ),
        (
            "Flask API, S3 bucket aur MySQL database dono public ho",
            &[PublicDatabase, PublicBucket],
        ),
        (
            "EC2 running Flask with a MySQL database publicly accessible and SSH open to the world",
            &[PublicDatabase, OpenSsh],
        ),
        (
            "EC2 par Flask, SSH sabke liye khula ho aur database public ho",
            &[PublicDatabase, OpenSsh],
        ),
        (
            "EC2 पर Flask, SSH सबके लिए खुला हो और डेटाबेस पब्लिक हो",
            &[PublicDatabase, OpenSsh],
        ),
        (
            "EC2 running Flask, public S3 bucket and port 22 open to everyone",
            &[PublicBucket, OpenSsh],
        ),
    ] {
        let understood = understood(prompt);
        let asked = understood.clarifications;
        let requirements = understood
            .requirements
            .unwrap_or_else(|| panic!("{prompt}: asks {asked:?}"));
        assert_eq!(requirements.insecure_wishes, wishes, "{prompt}");
    }
}

#[test]
fn what_is_kept_safe_is_no_unsafe_wish() {
    for prompt in [
        "EC2 server with all ports closed",
        "EC2 server, don't open port 22 to the world",
        "EC2 server, port 443 open to the world",
        "EC2 server, security group open to everyone for HTTPS",
        "EC2 server with port 443 open to the world and port 22 only from the office",
        "Flask API with MySQL, never expose port 3306 to the internet",
        "Flask API with MySQL, don't turn encryption off",
        "Flask API with MySQL, encryption off mat karo",
        "Flask API with MySQL, don't disable encryption",
        "Flask API aur MySQL, encryption band mat karo",
        "Flask API और MySQL, एन्क्रिप्शन बंद मत करो",
        "Express API, role with s3:* on one bucket",
        "EC2 मशीन, पोर्ट 22 दुनिया के लिए मत खोलो",
        "EC2 machine, saare port band rakho",
        "Flask API on port 5432 with 22 users",
        "Flask API, firewall for everyone's safety",
        "Node API that gets incoming orders from everyone",
        "REST API, queue for incoming webhooks from the internet",
    ] {
        assert!(requirements(prompt).insecure_wishes.is_empty(), "{prompt}");
    }
}

#[test]
fn a_password_that_is_to_be_written_into_the_program_is_a_secret() {
    for prompt in [
        "Flask API, database password 12345 hardcode karo",
        "Flask API, hardcode the database password hunter2",
        "Flask API, डेटाबेस पासवर्ड 12345 हार्डकोड करो",
    ] {
        let error = understand_prompt(prompt).expect_err(prompt);
        assert_eq!(error.code, ErrorCode::PromptContainsSecret, "{prompt}");
    }
    assert!(understand_prompt("Flask API, don't hardcode the database password").is_ok());
}
