//! Against a stub that speaks the wire protocol of the one who is asked: JSON over HTTP on this machine.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use cloudwhisper_planner::estimate::ExchangeRate;
use reqwest::Url;
use rust_decimal::Decimal;

use super::{AGAIN, LIFETIME, NoRate, Rate, ask, client};

/// A stub that answers everybody with this.
async fn stub(status: StatusCode, body: &'static str) -> Url {
    let answer = move || async move { (status, [(header::CONTENT_TYPE, "application/json")], body) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/latest", get(answer))).await });
    format!("http://{address}/latest").parse().expect("a URL")
}

async fn asked(status: StatusCode, body: &'static str) -> Result<ExchangeRate, NoRate> {
    ask(&client().expect("a client"), stub(status, body).await).await
}

const TODAY: &str = r#"{ "amount": 1.0, "base": "USD", "date": "2026-11-20", "rates": { "INR": 96.153 } }"#;

fn of_today() -> ExchangeRate {
    ExchangeRate {
        inr_per_usd: Decimal::new(96_153, 3),
        as_of: "2026-11-20".to_owned(),
    }
}

#[tokio::test]
async fn the_rate_is_as_it_was_answered_to_the_last_digit_and_has_its_day() {
    assert_eq!(asked(StatusCode::OK, TODAY).await.expect("a rate"), of_today());
}

#[tokio::test]
async fn what_cannot_be_a_rate_of_the_rupee_is_none() {
    let upside_down = r#"{ "base": "USD", "date": "2026-11-20", "rates": { "INR": 0.0104 } }"#;
    let other_base = r#"{ "base": "EUR", "date": "2026-11-20", "rates": { "INR": 104.2 } }"#;
    let other_currency = r#"{ "base": "USD", "date": "2026-11-20", "rates": { "EUR": 0.9 } }"#;
    for body in [upside_down, other_base, other_currency] {
        let error = asked(StatusCode::OK, body).await.expect_err(body);
        assert!(matches!(error, NoRate::Unbelievable(_)), "{body}: {error}");
    }
    let no_day = r#"{ "base": "USD", "date": "soon", "rates": { "INR": 96 } }"#;
    for (status, body) in [
        (StatusCode::OK, "<html>captive portal</html>"),
        (StatusCode::OK, no_day),
        (StatusCode::TOO_MANY_REQUESTS, TODAY),
    ] {
        let error = asked(status, body).await.expect_err(body);
        assert!(matches!(error, NoRate::Unanswered(_)), "{status} {body}: {error}");
    }
}

#[tokio::test]
async fn the_operator_goes_on_with_the_last_known_rate_and_asks_again_soon() {
    let rate = Rate::new(ExchangeRate::default());
    let client = client().expect("a client");
    let silent = stub(StatusCode::SERVICE_UNAVAILABLE, "").await;
    let answers = stub(StatusCode::OK, TODAY).await;
    assert_eq!(rate.update(&client, &silent).await, AGAIN);
    assert_eq!(rate.now(), ExchangeRate::default(), "nobody answered yet");
    assert_eq!(rate.update(&client, &answers).await, LIFETIME);
    assert_eq!(rate.now(), of_today());
    assert_eq!(rate.update(&client, &silent).await, AGAIN);
    assert_eq!(rate.now(), of_today(), "what was known holds");
}
