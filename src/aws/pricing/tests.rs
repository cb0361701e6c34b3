//! The real SDK against a stub of the Price List API that speaks its wire protocol (AWS JSON 1.1): no AWS is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_sdk_pricing::Client;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::post;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::Class;
use cloudwhisper_planner::estimate::Quote;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Unusable, ask, endpoint_region, fresh, keep, products};

const TODAY: &str = "2026-11-21";

/// What the stub answers: a status and a body.
type Answer = (StatusCode, Value);

/// One product as AWS lists it.
fn listed(unit: &str, currency: &str, price: &str) -> String {
    json!({
        "product": { "sku": "ABC", "productFamily": "Compute Instance", "attributes": {} },
        "serviceCode": "AmazonEC2",
        "terms": { "OnDemand": { "ABC.JRTCKXETXF": { "priceDimensions": { "ABC.JRTCKXETXF.6YS6EN2CT7": {
            "unit": unit, "beginRange": "0", "endRange": "Inf", "pricePerUnit": { currency: price },
        } } } } },
        "publicationDate": "2026-11-20T00:00:00Z",
    })
    .to_string()
}

fn with(price_list: &[String]) -> Answer {
    (
        StatusCode::OK,
        json!({ "FormatVersion": "aws_v1", "PriceList": price_list }),
    )
}

fn throttled() -> Answer {
    let body = json!({ "__type": "ThrottlingException", "message": "Rate exceeded" });
    (StatusCode::BAD_REQUEST, body)
}

/// A stub of the Price List API; `answer` gets the number of the call and its body.
async fn stub(answer: impl Fn(usize, Value) -> Answer + Clone + Send + Sync + 'static) -> Client {
    let calls = Arc::new(AtomicUsize::new(0));
    let handler = move |headers: HeaderMap, body: Bytes| {
        let (answer, call) = (answer.clone(), calls.fetch_add(1, Ordering::SeqCst));
        async move {
            assert_eq!(headers["x-amz-target"], "AWSPriceListService.GetProducts");
            assert_eq!(headers[header::CONTENT_TYPE], "application/x-amz-json-1.1");
            assert!(headers.contains_key(header::AUTHORIZATION), "signed");
            let (status, body) = answer(call, serde_json::from_slice(&body).expect("JSON"));
            (
                status,
                [(header::CONTENT_TYPE, "application/x-amz-json-1.1")],
                body.to_string(),
            )
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", post(handler))).await });
    let retries = RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(1));
    let config = aws_config::defaults(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .retry_config(retries)
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .load()
        .await;
    Client::new(&config)
}

#[tokio::test]
async fn every_product_gets_its_price_of_today_from_the_stub() {
    let client = stub(|_, asked| {
        assert_eq!(asked["FormatVersion"], "aws_v1");
        let region = json!({ "Type": "TERM_MATCH", "Field": "regionCode", "Value": "ap-south-1" });
        assert!(
            asked["Filters"].as_array().expect("filters").contains(&region),
            "{asked}"
        );
        with(&[
            listed("Hrs", "USD", "0.0104000000"),
            listed("Hrs", "USD", "0.0000000000"),
        ])
    })
    .await;
    let asked = ask(&client, "ap-south-1", TODAY).await.expect("an answer");
    assert_eq!(asked.unusable, []);
    assert_eq!(asked.quotes.len(), products().count());
    let first = &asked.quotes[0];
    assert_eq!(
        (first.service.as_str(), first.dimension.as_str()),
        ("EC2", "on_demand_linux_t4g.micro")
    );
    assert_eq!(
        first.usd_per_single_unit,
        Decimal::new(104, 4),
        "exactly what AWS wrote"
    );
    assert_eq!(
        (first.region.as_str(), first.as_of.as_str()),
        ("ap-south-1", TODAY)
    );
}

#[tokio::test]
async fn what_says_nothing_usable_is_told_and_stops_nothing() {
    for (price_list, because) in [
        (vec![], Unusable::NoMatch),
        (vec!["{\"terms\":".to_owned()], Unusable::Malformed),
        (vec!["{}".to_owned()], Unusable::Malformed),
        (
            vec![listed("Quantity", "USD", "1.0")],
            Unusable::Unit("Quantity".to_owned()),
        ),
        (
            vec![listed("Hrs", "CNY", "0.07")],
            Unusable::Currency("CNY".to_owned()),
        ),
        (vec![listed("Hrs", "USD", "a dollar")], Unusable::Malformed),
        (vec![listed("Hrs", "USD", "-1")], Unusable::Malformed),
        (
            vec![listed("Hrs", "USD", "1"), listed("Hrs", "USD", "2")],
            Unusable::Ambiguous,
        ),
    ] {
        let client = stub(move |call, _| {
            if call == 0 {
                with(&price_list)
            } else {
                with(&[listed("Hrs", "USD", "0.5")])
            }
        })
        .await;
        let asked = ask(&client, "us-east-1", TODAY).await.expect("an answer");
        let why: Vec<&Unusable> = asked.unusable.iter().map(|(_, why)| why).collect();
        assert_eq!(why, [&because]);
        assert_eq!(asked.quotes.len(), products().count() - 1);
    }
}

#[tokio::test]
async fn a_throttled_call_is_tried_again_by_the_sdk() {
    let client = stub(|call, _| {
        if call < 2 {
            throttled()
        } else {
            with(&[listed("Hrs", "USD", "0.5")])
        }
    })
    .await;
    let asked = ask(&client, "us-east-1", TODAY).await.expect("an answer");
    assert_eq!(asked.quotes.len(), products().count());
}

#[tokio::test]
async fn whoever_is_throttled_all_the_time_is_told_so() {
    let client = stub(|_, _| throttled()).await;
    let fault = ask(&client, "us-east-1", TODAY).await.expect_err("no answer");
    assert_eq!(
        (fault.class, fault.code),
        (Class::Transient, ErrorCode::AwsThrottled)
    );
}

#[test]
fn answers_are_kept_for_a_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("prices").join("us-east-1.json");
    let quotes = vec![Quote {
        service: "EC2".to_owned(),
        dimension: "on_demand_linux_t4g.micro".to_owned(),
        region: "us-east-1".to_owned(),
        usd_per_single_unit: Decimal::new(84, 4),
        as_of: TODAY.to_owned(),
    }];
    let now = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
    assert_eq!(fresh(&file, now), None, "nothing was kept yet");
    keep(&file, &quotes, now).expect("written");
    assert_eq!(fresh(&file, now + Duration::from_hours(23)), Some(quotes));
    assert_eq!(fresh(&file, now + Duration::from_hours(24)), None);
    assert_eq!(
        fresh(&file, now - Duration::from_secs(1)),
        None,
        "a clock that was wrong"
    );
}

#[test]
fn the_api_stands_in_a_few_regions_only() {
    assert_eq!(endpoint_region("ap-south-1"), "ap-south-1");
    assert_eq!(endpoint_region("eu-west-1"), "us-east-1");
}
