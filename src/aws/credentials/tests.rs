//! The ways in, against servers that speak STS's wire protocol and that of the API server.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex as Lock, PoisonError};

use aws_smithy_async::time::TimeSource;
use axum::http::{HeaderMap, StatusCode};
use cloudwhisper_api::cloud_account::CloudAccount;
use prometheus_client::metrics::counter::Counter;
use serde_json::{Value, json};
use tokio::sync::Barrier;

use super::*;
use crate::aws::Sessions;
use crate::aws::limits::Limits;

const ROLE: &str = "arn:aws:iam::111122223333:role/cloudwhisper";
const MINUTE: u64 = 60;

/// How STS is today.
#[derive(Default)]
struct Sts {
    /// Every call, its body.
    asked: Vec<String>,
    /// What it says instead of assuming a role.
    refuses: Option<(StatusCode, &'static str)>,
    /// Keys that it takes no more, and what it calls that.
    ended: Vec<(&'static str, &'static str)>,
    /// Whether it takes calls and never answers.
    is_silent: bool,
}

type Shared = Arc<Lock<Sts>>;

fn lock(sts: &Shared) -> std::sync::MutexGuard<'_, Sts> {
    sts.lock().unwrap_or_else(PoisonError::into_inner)
}

fn assumed(sts: &Shared) -> usize {
    let asked = &lock(sts).asked;
    asked
        .iter()
        .filter(|call| call.contains("Action=AssumeRole"))
        .count()
}

/// STS: the first session has the key ASIA1, the second ASIA2 …, each for an hour.
fn pages(sts: &Shared) -> axum::Router {
    let sts = Arc::clone(sts);
    axum::Router::new().fallback(move |headers: HeaderMap, call: String| {
        let answer = answer(&sts, &headers, call);
        let is_silent = lock(&sts).is_silent;
        async move {
            if is_silent {
                std::future::pending::<()>().await;
            }
            answer
        }
    })
}

fn answer(sts: &Shared, headers: &HeaderMap, call: String) -> (StatusCode, String) {
    let is_role = call.contains("Action=AssumeRole");
    lock(sts).asked.push(call);
    let key = signer(headers);
    let ended = lock(sts).ended.iter().find(|(ended, _)| *ended == key).copied();
    if let Some((_, code)) = ended {
        return refusal(StatusCode::FORBIDDEN, code);
    }
    if !is_role {
        let arn = format!("arn:aws:sts::111122223333:assumed-role/cloudwhisper/{key}");
        return (
            StatusCode::OK,
            format!(
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>{arn}</Arn><UserId>u</UserId><Account>111122223333</Account>\
                 </GetCallerIdentityResult></GetCallerIdentityResponse>"
            ),
        );
    }
    if let Some((status, code)) = lock(sts).refuses {
        return refusal(status, code);
    }
    let key = format!("ASIA{}", assumed(sts));
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    (
        StatusCode::OK,
        format!(
            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
             <SessionToken>t</SessionToken><Expiration>{end}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
        ),
    )
}

/// The access key in a call's signature.
fn signer(headers: &HeaderMap) -> String {
    let signature = headers.get("authorization").and_then(|value| value.to_str().ok());
    let (_, key) = signature
        .and_then(|text| text.split_once("Credential="))
        .unwrap_or_default();
    key.split('/').next().unwrap_or_default().to_owned()
}

fn refusal(status: StatusCode, code: &str) -> (StatusCode, String) {
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>User is not authorized to perform: sts:AssumeRole</Message>\
         </Error><RequestId>1</RequestId></ErrorResponse>"
    );
    (status, body)
}

async fn serve(pages: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, pages).await });
    format!("http://{address}")
}

/// An API server that has one Secret, with this access key, under every name.
async fn kube_with(key: &Arc<Lock<&'static str>>) -> Client {
    let key = Arc::clone(key);
    let pages = axum::Router::new().fallback(move || {
        let key = *key.lock().unwrap_or_else(PoisonError::into_inner);
        let data = |text: &str| k8s_openapi::ByteString(text.as_bytes().to_vec());
        let secret = json!({
            "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "keys" },
            "data": { "AWS_ACCESS_KEY_ID": data(key), "AWS_SECRET_ACCESS_KEY": data("b") },
        });
        std::future::ready(secret.to_string())
    });
    let url = serve(pages).await.parse().expect("an address");
    Client::try_from(kube::Config::new(url)).expect("a client")
}

fn account(endpoint: &str, assume_role: Option<Value>) -> CloudAccount {
    let mut credentials = json!({ "secretRef": { "namespace": "cloudwhisper-system", "name": "keys" } });
    if let Some(role) = assume_role {
        credentials["assumeRole"] = role;
    }
    let spec = serde_json::from_value(json!({
        "accountId": "111122223333", "defaultRegion": "ap-south-1", "endpointURL": endpoint, "credentials": credentials,
    }));
    CloudAccount::new("dev", spec.expect("an account"))
}

/// Sessions of an operator whose Secret has this key, the account, and its STS.
async fn world(
    key: &Arc<Lock<&'static str>>,
    assume_role: Option<Value>,
) -> (Sessions, CloudAccount, Shared) {
    let sts = Shared::default();
    let account = account(&serve(pages(&sts)).await, assume_role);
    let limits = Limits {
        attempts: 1,
        ..Limits::default()
    };
    let sessions = Sessions::new(kube_with(key).await, limits, Counter::default());
    (sessions, account, sts)
}

fn key(text: &'static str) -> Arc<Lock<&'static str>> {
    Arc::new(Lock::new(text))
}

async fn who(sessions: &Sessions, account: &CloudAccount) -> Result<String, Fault> {
    let session = sessions.session(account, "ap-south-1").await?;
    let arn = session.identity().await?.arn;
    Ok(arn.rsplit('/').next().unwrap_or_default().to_owned())
}

/// A clock that is so many seconds ahead.
#[derive(Clone, Debug, Default)]
struct Ahead(Arc<AtomicU64>);

impl TimeSource for Ahead {
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(self.0.load(Ordering::Relaxed))
    }
}

/// The credentials of a role, by this clock.
async fn role(sts: &Shared, clock: &Ahead) -> Arc<Kept> {
    patient_role(sts, clock, Duration::from_secs(20)).await
}

async fn patient_role(sts: &Shared, clock: &Ahead, patience: Duration) -> Arc<Kept> {
    let config = crate::aws::stub::served(pages(sts)).await;
    let source = Source::Role {
        client: aws_sdk_sts::Client::new(&config),
        role: serde_json::from_value(json!({ "arn": ROLE })).expect("a role"),
        by: Kept::meaningless(),
    };
    Kept::new(source, SharedTimeSource::new(clock.clone()), patience)
}

async fn key_of(kept: &Kept) -> Result<String, Fault> {
    Ok(kept.get().await?.access_key_id().to_owned())
}

#[tokio::test]
async fn a_role_is_assumed_with_the_external_id_the_name_and_the_tags_of_the_account() {
    let tagged = json!({
        "arn": ROLE, "externalId": "a-word", "sessionName": "platform",
        "tags": [{ "key": "team", "value": "shop" }, { "key": "stage", "value": "" }], "transitiveTagKeys": ["team"],
    });
    let (sessions, account, sts) = world(&key("AKIA"), Some(tagged)).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    let call = lock(&sts).asked[0].clone();
    let parts: Vec<_> = call.split('&').collect();
    for part in [
        "ExternalId=a-word",
        "RoleSessionName=platform",
        "Tags.member.1.Key=team",
        "Tags.member.1.Value=shop",
        "Tags.member.2.Key=stage",
        "Tags.member.2.Value=",
        "TransitiveTagKeys.member.1=team",
    ] {
        assert!(parts.contains(&part), "{part}: {call}");
    }
}

#[tokio::test]
async fn a_role_without_tags_asks_for_no_right_to_tag_sessions() {
    let (sessions, account, sts) = world(&key("AKIA"), Some(json!({ "arn": ROLE }))).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    let call = lock(&sts).asked[0].clone();
    assert!(call.contains("RoleSessionName=cloudwhisper"), "{call}");
    for absent in ["Tag", "ExternalId"] {
        assert!(!call.contains(absent), "{call}");
    }
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    assert_eq!(assumed(&sts), 1, "one session is enough for many calls");
}

#[tokio::test]
async fn credentials_near_their_end_are_renewed_before_a_call_is_made_with_them() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = role(&sts, &clock).await;
    for (minutes, key) in [(0, "ASIA1"), (54, "ASIA1"), (56, "ASIA2")] {
        clock.0.store(minutes * MINUTE, Ordering::Relaxed);
        assert_eq!(key_of(&kept).await.as_deref(), Ok(key), "after {minutes} minutes");
    }
}

#[tokio::test]
async fn while_sts_is_out_of_reach_what_has_not_ended_is_good_enough() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = role(&sts, &clock).await;
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    lock(&sts).refuses = Some((StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable"));
    clock.0.store(56 * MINUTE, Ordering::Relaxed);
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    clock.0.store(61 * MINUTE, Ordering::Relaxed);
    let fault = key_of(&kept).await.expect_err("they have ended");
    assert_eq!(fault.class, Class::Transient);
    // A refusal is no matter of the network: then there is no way in.
    clock.0.store(57 * MINUTE, Ordering::Relaxed);
    lock(&sts).refuses = Some((StatusCode::FORBIDDEN, "AccessDenied"));
    assert!(key_of(&kept).await.is_err());
}

#[tokio::test]
async fn credentials_that_aws_calls_expired_are_thrown_away_and_the_call_is_made_once_more() {
    let (sessions, account, sts) = world(&key("AKIA"), Some(json!({ "arn": ROLE }))).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    lock(&sts).ended.push(("ASIA1", "ExpiredToken"));
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA2"));
    assert_eq!(assumed(&sts), 2);
    lock(&sts)
        .ended
        .extend([("ASIA2", "ExpiredToken"), ("ASIA3", "ExpiredToken")]);
    let fault = who(&sessions, &account).await.expect_err("nothing helps");
    assert_eq!(fault.code, ErrorCode::CredentialsExpired);
    assert_eq!(assumed(&sts), 3, "once, and not for ever");
}

/// A call with the credentials of now, of which AWS takes no `ASIA1` any more. It says so to those that use it at once as soon as
/// `together` have asked.
fn refused_together(kept: &Arc<Kept>, together: &Arc<Barrier>) -> BoxFuture<'static, Result<String, Fault>> {
    let (kept, together) = (Arc::clone(kept), Arc::clone(together));
    Box::pin(async move {
        let key = key_of(&kept).await?;
        if key != "ASIA1" {
            return Ok(key);
        }
        together.wait().await;
        Err(Fault {
            class: Class::UserFixable,
            code: ErrorCode::CredentialsExpired,
            reason: "ExpiredToken".to_owned(),
            action: None,
        })
    })
}

#[tokio::test]
async fn calls_that_are_refused_together_fetch_once_and_all_are_made_again() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = role(&sts, &clock).await;
    let together = Arc::new(Barrier::new(8));
    let calls = (0..8).map(|_| kept.ask(|| refused_together(&kept, &together)));
    for answer in futures::future::join_all(calls).await {
        assert_eq!(answer.as_deref(), Ok("ASIA2"));
    }
    assert_eq!(assumed(&sts), 2);
}

#[tokio::test]
async fn a_refusal_that_comes_late_throws_nothing_away_that_was_fetched_meanwhile() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = role(&sts, &clock).await;
    let late = Arc::new(Barrier::new(2));
    let (answer, ()) = tokio::join!(kept.ask(|| refused_together(&kept, &late)), async {
        kept.renew().await.expect("others");
        late.wait().await;
    });
    assert_eq!(answer.as_deref(), Ok("ASIA2"));
    assert_eq!(assumed(&sts), 2);
}

/// Eight calls at once.
async fn eight(kept: &Kept) -> Vec<Result<String, Fault>> {
    futures::future::join_all((0..8).map(|_| key_of(kept))).await
}

#[tokio::test]
async fn an_sts_that_never_answers_keeps_nobody_from_what_has_not_ended() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = role(&sts, &clock).await;
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    lock(&sts).is_silent = true;
    clock.0.store(56 * MINUTE, Ordering::Relaxed);
    let began = std::time::Instant::now();
    for answer in eight(&kept).await {
        assert_eq!(answer.as_deref(), Ok("ASIA1"));
    }
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(assumed(&sts), 2, "one call has tried");
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    assert_eq!(assumed(&sts), 2, "and none tries again at once");
    lock(&sts).is_silent = false;
    clock.0.store(57 * MINUTE, Ordering::Relaxed);
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA3"), "it answers again");
}

#[tokio::test]
async fn while_one_call_renews_the_others_go_on_with_what_is_kept() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = patient_role(&sts, &clock, Duration::from_hours(1)).await;
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    lock(&sts).is_silent = true;
    clock.0.store(56 * MINUTE, Ordering::Relaxed);
    let mut renewal = Box::pin(key_of(&kept));
    assert!(futures::poll!(&mut renewal).is_pending());
    let other = tokio::time::timeout(Duration::from_secs(20), key_of(&kept)).await;
    assert_eq!(other.expect("it waits for nobody").as_deref(), Ok("ASIA1"));
}

#[tokio::test]
async fn where_nothing_is_left_all_have_the_answer_that_they_waited_for() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    let kept = patient_role(&sts, &clock, Duration::from_secs(2)).await;
    assert_eq!(key_of(&kept).await.as_deref(), Ok("ASIA1"));
    lock(&sts).is_silent = true;
    clock.0.store(61 * MINUTE, Ordering::Relaxed);
    for answer in eight(&kept).await {
        assert_eq!(answer.map_err(|fault| fault.class), Err(Class::Transient));
    }
    assert_eq!(assumed(&sts), 2, "one call for all, and not one after the other");
    assert!(key_of(&kept).await.is_err());
    assert_eq!(assumed(&sts), 3, "whoever comes later tries anew");
}

#[tokio::test]
async fn keys_that_were_exchanged_in_the_secret_are_taken_up_at_the_first_refusal() {
    let secret = key("AKIAOLD");
    let (sessions, account, sts) = world(&secret, None).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("AKIAOLD"));
    *secret.lock().unwrap_or_else(PoisonError::into_inner) = "AKIANEW";
    lock(&sts).ended.push(("AKIAOLD", "InvalidClientTokenId"));
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("AKIANEW"));
}

#[tokio::test]
async fn keys_whose_role_can_no_longer_be_assumed_since_they_were_exchanged_are_read_again() {
    let secret = key("AKIAOLD");
    let (sessions, account, sts) = world(&secret, Some(json!({ "arn": ROLE }))).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    *secret.lock().unwrap_or_else(PoisonError::into_inner) = "AKIANEW";
    lock(&sts)
        .ended
        .extend([("AKIAOLD", "InvalidClientTokenId"), ("ASIA1", "ExpiredToken")]);
    assert_eq!(
        who(&sessions, &account).await.as_deref(),
        Ok("ASIA3"),
        "the second try was refused"
    );
}

#[tokio::test]
async fn keys_that_go_on_working_are_exchanged_within_a_minute() {
    let (secret, clock) = (key("AKIAOLD"), Ahead::default());
    let source = Source::Secret {
        kube: kube_with(&secret).await,
        place: serde_json::from_value(json!({ "namespace": "cloudwhisper-system", "name": "keys" }))
            .expect("a place"),
    };
    let kept = Kept::new(
        source,
        SharedTimeSource::new(clock.clone()),
        Duration::from_secs(20),
    );
    assert_eq!(key_of(&kept).await.as_deref(), Ok("AKIAOLD"));
    *secret.lock().unwrap_or_else(PoisonError::into_inner) = "AKIANEW";
    assert_eq!(
        key_of(&kept).await.as_deref(),
        Ok("AKIAOLD"),
        "not read for every call"
    );
    clock.0.store(MINUTE, Ordering::Relaxed);
    assert_eq!(key_of(&kept).await.as_deref(), Ok("AKIANEW"));
}

#[tokio::test]
async fn a_role_that_is_refused_is_said_with_aws_s_own_words_and_tried_anew_the_next_time() {
    let (sessions, account, sts) = world(&key("AKIA"), Some(json!({ "arn": ROLE }))).await;
    lock(&sts).refuses = Some((StatusCode::FORBIDDEN, "AccessDenied"));
    let fault = who(&sessions, &account).await.expect_err("refused");
    assert_eq!(
        (fault.class, fault.code),
        (Class::UserFixable, ErrorCode::AccessDenied)
    );
    assert_eq!(fault.action.as_deref(), Some("sts:AssumeRole"));
    assert!(
        fault.reason.contains("not authorized to perform"),
        "{}",
        fault.reason
    );
    assert_eq!(lock(&sts).asked.len(), 1, "nothing else was asked");
    lock(&sts).refuses = None;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA2"));
}

#[tokio::test]
async fn a_check_assumes_the_role_anew_and_takes_nothing_from_who_is_in() {
    let (sessions, account, sts) = world(&key("AKIA"), Some(json!({ "arn": ROLE }))).await;
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA1"));
    assert!(sessions.checked(&account, "ap-south-1").await.is_ok());
    assert_eq!(assumed(&sts), 2);
    lock(&sts).refuses = Some((StatusCode::FORBIDDEN, "AccessDenied"));
    let refused = sessions.checked(&account, "ap-south-1").await.map(|_| ());
    assert_eq!(refused.map_err(|fault| fault.code), Err(ErrorCode::AccessDenied));
    assert_eq!(who(&sessions, &account).await.as_deref(), Ok("ASIA2"));
}

#[tokio::test]
async fn what_keeps_credentials_away_comes_through_the_sdk_as_it_was_said() {
    let (sts, clock) = (Shared::default(), Ahead::default());
    lock(&sts).refuses = Some((StatusCode::FORBIDDEN, "AccessDenied"));
    let kept = role(&sts, &clock).await;
    let config = crate::aws::stub::served(pages(&sts)).await.into_builder();
    let config = config.credentials_provider(kept.provider()).build();
    let answer = sts::caller_identity(&aws_sdk_sts::Client::new(&config)).await;
    let fault = answer.expect_err("nobody is let in");
    assert_eq!(Some(&fault), key_of(&kept).await.as_ref().err());
    assert_eq!(fault.action.as_deref(), Some("sts:AssumeRole"));
}
