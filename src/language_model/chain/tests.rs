//! Both adapters against a stub that speaks their wire protocols: what Bedrock's SDK and `OpenAI`'s servers do is the same to the caller.

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use cloudwhisper_testbed::language_model::{Reply, StubLanguageModel};
use serde_json::{Value, json};

use super::*;
use crate::aws::bedrock::Bedrock;
use crate::language_model::openai::{Key, OpenAi};

const CLAUDE: &str = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";

fn bedrock(stub: &StubLanguageModel) -> Arc<dyn LanguageModel> {
    let credentials = Credentials::new("made", "up", None, None, "test");
    let config = aws_config::SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(aws_config::Region::new("ap-south-1"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(stub.bedrock())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .sleep_impl(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(
            aws_smithy_async::rt::sleep::TokioSleep::new(),
        ))
        .build();
    Arc::new(Bedrock::new(&config, CLAUDE))
}

fn openai(stub: &StubLanguageModel) -> Arc<dyn LanguageModel> {
    let base = stub.openai().parse().expect("an address");
    Arc::new(OpenAi::new(&base, "gpt-4o-mini", Key::Given("sk-made-up".to_owned())).expect("a client"))
}

/// The same against both protocols, each with a stub of its own.
async fn with_each(limits: Limits, test: impl AsyncFn(&StubLanguageModel, Chain)) {
    for make in [bedrock, openai] {
        let stub = StubLanguageModel::start().await.expect("a stub");
        let chain = Chain::new(make(&stub), limits);
        test(&stub, chain).await;
    }
}

fn question() -> Question {
    Question {
        system: "Fill in the form.".to_owned(),
        user: "Build a shop".to_owned(),
        form: "requirements".to_owned(),
        purpose: "What the text asks for.".to_owned(),
        schema: json!({
            "type": "object", "additionalProperties": false, "required": ["color"],
            "properties": { "color": { "type": "string" } },
        }),
        most_tokens: 500,
        repair: None,
    }
}

fn right() -> Reply {
    Reply::Form(json!({ "color": "red" }))
}

/// A colour.
fn color(text: &str) -> Result<String, String> {
    let form: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let color = form["color"].as_str();
    color
        .map(str::to_owned)
        .ok_or_else(|| "color must be a string".to_owned())
}

fn quick() -> Limits {
    Limits {
        deadline: Duration::from_secs(2),
        ..Limits::default()
    }
}

#[tokio::test]
async fn an_answer_is_read_and_its_tokens_are_counted() {
    with_each(Limits::default(), async |stub, chain| {
        stub.replies([right()]);
        let asked = chain.ask(question(), color).await;
        assert_eq!(asked.understood, Ok("red".to_owned()));
        assert_eq!((asked.calls, asked.tokens.output), (1, 150));
        let heard = &stub.heard()[0];
        assert_eq!(heard.system, "Fill in the form.");
        assert_eq!(heard.said, "Build a shop");
        assert!(heard.authorization.is_some());
    })
    .await;
}

#[tokio::test]
async fn bedrock_counts_what_it_read_from_its_cache_apart_and_openai_does_not() {
    let stub = StubLanguageModel::start().await.expect("a stub");
    stub.always(right());
    let of = async |model| Chain::new(model, quick()).ask(question(), color).await.tokens;
    let (bedrock, openai) = (of(bedrock(&stub)).await, of(openai(&stub)).await);
    assert_eq!((bedrock.input, bedrock.cached), (2000, 800));
    assert_eq!((openai.input, openai.cached), (1200, 800));
}

#[tokio::test]
async fn every_question_is_asked_at_temperature_0_with_the_form_forced() {
    let stub = StubLanguageModel::start().await.expect("a stub");
    stub.always(right());
    for model in [bedrock(&stub), openai(&stub)] {
        let asked = Chain::new(model, quick()).ask(question(), color).await;
        assert!(asked.understood.is_ok());
    }
    let heard = stub.heard();
    let (bedrock, openai) = (&heard[0].body, &heard[1].body);
    assert_eq!(heard[0].model, CLAUDE);
    assert_eq!(bedrock["inferenceConfig"]["temperature"].as_f64(), Some(0.0));
    assert_eq!(bedrock["inferenceConfig"]["maxTokens"], 500);
    assert_eq!(
        bedrock["toolConfig"]["toolChoice"]["tool"]["name"],
        "requirements"
    );
    assert_eq!(bedrock["system"][1]["cachePoint"]["type"], "default");
    assert_eq!(heard[1].authorization.as_deref(), Some("Bearer sk-made-up"));
    assert_eq!(openai["temperature"].as_f64(), Some(0.0));
    assert_eq!(openai["max_tokens"], 500);
    assert_eq!(openai["response_format"]["json_schema"]["strict"], true);
    assert_eq!(
        openai["response_format"]["json_schema"]["schema"],
        question().schema
    );
}

#[tokio::test]
async fn an_answer_that_can_t_be_used_is_sent_back_once_with_what_is_wrong() {
    with_each(quick(), async |stub, chain| {
        stub.replies([Reply::Form(json!({ "color": 7 })), right()]);
        let asked = chain.ask(question(), color).await;
        assert_eq!(asked.understood, Ok("red".to_owned()));
        assert_eq!((asked.calls, asked.tokens.output), (2, 300));
        let second = &stub.heard()[1];
        assert!(second.said.contains("color must be a string"), "{}", second.said);
        assert!(
            second.body.to_string().contains('7'),
            "its own answer is shown to it"
        );
    })
    .await;
}

#[tokio::test]
async fn prose_and_halves_are_sent_back_too_and_then_it_is_enough() {
    let useless = [
        Reply::Text("I think it is red.".to_owned()),
        Reply::Text("{\"color\": \"re".to_owned()),
        Reply::Text(String::new()),
    ];
    for reply in useless {
        with_each(quick(), async |stub, chain| {
            stub.always(reply.clone());
            let asked = chain.ask(question(), color).await;
            assert_eq!(asked.understood, Err(Without::Unusable), "{reply:?}");
            assert_eq!(stub.heard().len(), 2, "{reply:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_refusal_is_not_argued_with() {
    for reply in [Reply::Refusal, Reply::Filtered] {
        with_each(quick(), async |stub, chain| {
            stub.always(reply.clone());
            for _ in 0..5 {
                let asked = chain.ask(question(), color).await;
                assert_eq!(asked.understood, Err(Without::Unanswered(Unanswered::Refused)));
            }
            assert_eq!(stub.heard().len(), 5, "and is no outage");
        })
        .await;
    }
}

#[tokio::test]
async fn what_passes_is_tried_once_more() {
    let passing = [
        Reply::Failure(500),
        Reply::Failure(503),
        Reply::Throttled(None),
        Reply::Throttled(Some(1)),
        Reply::HangUp(Box::new(right())),
    ];
    for reply in passing {
        with_each(Limits::default(), async |stub, chain| {
            stub.replies([reply.clone(), right()]);
            let begun = Instant::now();
            let asked = chain.ask(question(), color).await;
            assert_eq!(asked.understood, Ok("red".to_owned()), "{reply:?}");
            if reply == Reply::Throttled(Some(1)) {
                assert!(begun.elapsed() >= Duration::from_secs(1), "it was told to wait");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn who_is_told_to_wait_longer_than_there_is_time_does_not_wait() {
    for seconds in [60, u64::MAX] {
        with_each(quick(), async |stub, chain| {
            stub.always(Reply::Throttled(Some(seconds)));
            let asked = chain.ask(question(), color).await;
            let Err(Without::Unanswered(Unanswered::Throttled { retry_after })) = asked.understood else {
                panic!("{asked:?}");
            };
            assert_eq!(retry_after, Some(Duration::from_secs(seconds)));
            assert_eq!(asked.calls, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn what_no_second_try_mends_is_not_tried_again() {
    let lasting = [
        (Reply::Expired, Unavailable::NotAllowed),
        (Reply::Forbidden, Unavailable::NotAllowed),
        (Reply::NoSuchModel, Unavailable::Unsuitable),
        (
            Reply::CutOff("{\"color\": \"re".to_owned()),
            Unavailable::Unusable,
        ),
    ];
    for (reply, unavailable) in lasting {
        with_each(quick(), async |stub, chain| {
            stub.always(reply.clone());
            let asked = chain.ask(question(), color).await;
            assert_eq!(asked.calls, 1, "{reply:?}");
            let without = asked.understood.expect_err("no answer");
            assert_eq!(without.unavailable(), unavailable, "{reply:?}: {without}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_slow_answer_costs_its_deadline_and_no_more() {
    let second = Duration::from_secs(1);
    let slow = [
        Reply::After(10 * second, Box::new(right())),
        Reply::Trickle(second, Box::new(right())),
    ];
    let limits = Limits {
        deadline: Duration::from_millis(500),
        ..Limits::default()
    };
    for reply in slow {
        with_each(limits, async |stub, chain| {
            stub.always(reply.clone());
            let begun = Instant::now();
            let asked = chain.ask(question(), color).await;
            assert_eq!(
                asked.understood,
                Err(Without::Unanswered(Unanswered::TimedOut)),
                "{reply:?}"
            );
            assert!(begun.elapsed() < 5 * second, "{reply:?}: {:?}", begun.elapsed());
        })
        .await;
    }
}

#[tokio::test]
async fn a_200_that_is_no_answer_is_none() {
    for reply in [
        Reply::ErrorWithin,
        Reply::Garbage(b"<html>".to_vec()),
        Reply::Garbage(Vec::new()),
    ] {
        with_each(quick(), async |stub, chain| {
            stub.always(reply.clone());
            let asked = chain.ask(question(), color).await;
            assert!(asked.understood.is_err(), "{reply:?}: {asked:?}");
            assert!(asked.calls <= 2, "{reply:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_outage_is_noticed_and_does_not_slow_down_what_comes_after() {
    with_each(quick(), async |stub, chain| {
        stub.always(Reply::Failure(503));
        for _ in 0..20 {
            assert!(chain.ask(question(), color).await.understood.is_err());
        }
        let heard = stub.heard().len();
        assert!(heard <= 4, "{heard} calls");
        let asked = chain.ask(question(), color).await;
        assert!(matches!(asked.understood, Err(Without::Resting(_))), "{asked:?}");
        assert_eq!(asked.calls, 0);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_known_at_once() {
    for make in [bedrock, openai] {
        let stub = StubLanguageModel::start().await.expect("a stub");
        let model = make(&stub);
        drop(stub);
        tokio::task::yield_now().await;
        let begun = Instant::now();
        let asked = Chain::new(model, quick()).ask(question(), color).await;
        let Err(Without::Unanswered(why)) = asked.understood else {
            panic!("nobody is there");
        };
        assert_eq!(why.unavailable(), Unavailable::Unreachable, "{why}");
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn a_question_that_would_take_too_many_tokens_is_not_asked() {
    let limits = Limits {
        tokens_per_request: 600,
        ..quick()
    };
    with_each(limits, async |stub, chain| {
        let mut long = question();
        long.user = "shop ".repeat(1000);
        let asked = chain.ask(long, color).await;
        assert!(
            matches!(asked.understood, Err(Without::TooManyTokens(_))),
            "{asked:?}"
        );
        assert!(stub.heard().is_empty());
        stub.replies([Reply::Form(json!({ "color": 7 })), right()]);
        let asked = chain.ask(question(), color).await;
        assert_eq!(asked.understood, Err(Without::Unusable), "1,350 tokens are spent");
        assert_eq!(stub.heard().len(), 1);
    })
    .await;
}
