use serde_json::json;

use super::*;

fn headers(retry_after: &str) -> HeaderMap {
    let value = HeaderValue::from_str(retry_after).expect("a header");
    HeaderMap::from_iter([(RETRY_AFTER, value)])
}

fn of(base: &str) -> OpenAi {
    model(base, "model")
}

fn model(base: &str, name: &str) -> OpenAi {
    OpenAi::new(&base.parse().expect("an address"), name, Key::None).expect("a client")
}

#[test]
fn the_wait_is_seconds_or_a_date() {
    assert_eq!(retry_after(&headers("7")), Some(Duration::from_secs(7)));
    assert_eq!(
        retry_after(&headers("Sun, 06 Nov 1994 08:49:37 GMT")),
        Some(Duration::ZERO),
        "a date that has passed"
    );
    assert_eq!(retry_after(&headers("soon")), None);
    assert_eq!(retry_after(&HeaderMap::new()), None);
}

#[test]
fn a_base_address_ends_with_a_slash_or_not() {
    for base in ["http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/"] {
        assert_eq!(
            of(base).completions.as_str(),
            "http://127.0.0.1:11434/v1/chat/completions"
        );
    }
    let mail = "mailto:somebody".parse().expect("an address");
    assert!(OpenAi::new(&mail, "model", Key::None).is_err());
}

#[test]
fn only_models_of_openai_that_reason_choose_their_own_temperature() {
    for (base, name, reasons) in [
        (BASE_URL, "gpt-5-mini", true),
        (BASE_URL, "o3", true),
        (BASE_URL, "gpt-4o-mini", false),
        ("http://127.0.0.1:11434/v1", "gpt-5-mini", false),
    ] {
        assert_eq!(model(base, name).reasons(), reasons, "{base} {name}");
    }
}

#[test]
fn a_key_is_in_no_log() {
    let key = Key::Given("sk-made-up".to_owned());
    assert_eq!(format!("{key:?}"), "Given(…)");
}

#[test]
fn an_error_within_an_answer_is_told_by_its_code() {
    let within = |error: Value| answer(json!({ "error": error }).to_string().as_bytes());
    let throttled = within(json!({ "code": "rate_limit_exceeded", "message": "slow down" }));
    assert_eq!(throttled, Err(Unanswered::Throttled { retry_after: None }));
    let not_allowed = within(json!({ "code": 401, "message": "no key" }));
    assert!(
        matches!(not_allowed, Err(Unanswered::NotAllowed(_))),
        "{not_allowed:?}"
    );
    let unknown = within(json!("it broke"));
    assert!(matches!(unknown, Err(Unanswered::Unreachable(_))), "{unknown:?}");
}

#[test]
fn what_the_server_says_of_the_question_is_not_repeated() {
    let said = refused(
        StatusCode::BAD_REQUEST,
        None,
        br#"{"error":{"message":"I can't parse: a shop for secret things","type":"invalid_request_error","code":null}}"#,
    );
    assert_eq!(
        said,
        Unanswered::Unsuitable("400 invalid_request_error".to_owned())
    );
}

#[tokio::test]
async fn a_key_is_read_when_it_is_needed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("key");
    let server = OpenAi {
        key: Key::File(file.clone()),
        ..of(BASE_URL)
    };
    let missing = server.authorization().await;
    assert!(matches!(missing, Err(Unanswered::NotAllowed(_))), "{missing:?}");
    for key in ["one", "two\n"] {
        std::fs::write(&file, key).expect("written");
        let headers = server.authorization().await.expect("a key");
        assert_eq!(headers[AUTHORIZATION], format!("Bearer {}", key.trim()));
        assert!(headers[AUTHORIZATION].is_sensitive(), "no log shows it");
    }
    std::fs::write(&file, "a\nb").expect("written");
    assert!(server.authorization().await.is_err());
}
