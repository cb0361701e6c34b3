//! What Hindi says in its own ways, in either script: wishes without a verb of ours, outsiders, amounts taken back, names before
//! "naam". Here: one test for each way. Not here: whole prompts with all their fields (`prompts/`).

use cloudwhisper_api::requirements::{Compute, InsecureWish, Requirements};

use super::understand_prompt;

fn wanted(prompt: &str) -> Requirements {
    let understood = understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    understood
        .requirements
        .unwrap_or_else(|| panic!("{prompt}: {:?}", understood.clarifications))
}

/// The services with their names.
fn services(prompt: &str) -> Vec<(String, Option<String>)> {
    let services = wanted(prompt).services.into_iter();
    services.map(|it| (it.kind, it.name)).collect()
}

fn kinds(prompt: &str) -> Vec<String> {
    services(prompt).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn what_has_to_be_done_or_ought_to_be_is_a_wish() {
    for prompt in [
        "मरीज़ों का डेटा महफ़ूज़ रखना है, इसलिए एन्क्रिप्शन वाला पोस्टग्रेस डेटाबेस, दिल्ली के पास वाले रीजन में",
        "एपीआई को सिर्फ़ हमारे ऑफिस के नेटवर्क से ही खोला जा सके, बाहर से नहीं",
        "50 GB files store karni hain aur 200 GB download hota hai mahine me",
    ] {
        wanted(prompt);
    }
}

#[test]
fn a_lesson_a_complaint_and_a_shutdown_are_no_deployment() {
    for prompt in [
        "lambda seekhna hai",
        "मुझे डॉकर समझना है",
        "website slow hai",
        "lambda me error aa raha hai",
        "purana server band kar do",
    ] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
    wanted("server slow hai, ec2 bada chahiye t3.large");
}

#[test]
fn outsiders_are_kept_out_of_the_application_and_not_only_of_its_store() {
    for prompt in [
        "api ko bahar se koi access na kar sake, sirf vpc ke andar se",
        "एपीआई जिसे बाहर वाले न खोल सकें, फ्लास्क, पोस्टग्रेस",
    ] {
        assert!(!wanted(prompt).networking.public_access, "{prompt}");
    }
    let of_store = wanted("django app, postgres database bahar se na dikhe");
    assert!(of_store.networking.public_access);
}

#[test]
fn an_amount_taken_back_gives_its_currency_to_the_new_one() {
    let budget = wanted("ek hazaar rupaye se kam, nahi nahi do hazaar, react app").budget;
    assert_eq!(budget.map(|it| it.amount.to_string()).as_deref(), Some("2000"));
    let none = wanted("एपीआई कंटेनर में चले और अपने-आप दो से दस तक बढ़े");
    assert_eq!(none.budget, None);
}

#[test]
fn a_name_before_naam_is_of_the_noun_it_touches() {
    let named = services("एक टेबल users नाम की, एक क्यू orders नाम की, और एक टॉपिक alerts नाम का");
    for (kind, name) in [
        ("AWS::DynamoDB::Table", "users"),
        ("AWS::SQS::Queue", "orders"),
        ("AWS::SNS::Topic", "alerts"),
    ] {
        let it = (kind.to_owned(), Some(name.to_owned()));
        assert!(named.contains(&it), "{kind}: {named:?}");
    }
}

#[test]
fn of_two_parts_between_which_the_choice_is_ours_one_is_planned() {
    assert_eq!(
        kinds("मुझे S3 या EFS में से जो ठीक हो वो दे दो, फाइलें रखनी हैं"),
        ["AWS::S3::Bucket"]
    );
    let streams = kinds("kafka ya kinesis jo sasta ho, events ke liye, lambda consumer");
    assert!(!streams.contains(&"AWS::MSK::Cluster".to_owned()), "{streams:?}");
}

#[test]
fn parts_are_known_by_what_they_do() {
    for (prompt, kind) in [
        (
            "हर सोमवार सुबह नौ बजे रिपोर्ट मेल करने वाला फंक्शन",
            "AWS::SES::EmailIdentity",
        ),
        (
            "mail bhejne ka system chahiye, roz 500 mail",
            "AWS::SES::EmailIdentity",
        ),
        (
            "har 5 min me site check kare, down ho to sms bheje",
            "AWS::Synthetics::Canary",
        ),
        (
            "sensor se lagatar data aayega use stream me leke s3 me dalo",
            "AWS::Kinesis::Stream",
        ),
        ("सेंसर से लगातार डेटा आएगा, उसे एस3 में जमा करो", "AWS::Kinesis::Stream"),
    ] {
        assert!(
            kinds(prompt).contains(&kind.to_owned()),
            "{prompt}: {:?}",
            kinds(prompt)
        );
    }
    let api = wanted("har ghante weather api se data lekar s3 me csv save karo");
    assert_eq!(api.app_type, None, "somebody else's API");
    assert_eq!(api.compute, Some(Compute::Lambda));
}

#[test]
fn any_database_is_not_a_database_for_anybody() {
    assert!(
        wanted("koi bhi database chalega par sasta ho, api node me")
            .insecure_wishes
            .is_empty()
    );
    assert_eq!(
        wanted("koi bhi database dekh sake aisa rakho").insecure_wishes,
        [InsecureWish::PublicDatabase]
    );
    assert!(wanted("http nahi https hi chale, api").insecure_wishes.is_empty());
}
