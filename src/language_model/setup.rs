//! Which model is asked, as arguments and environment say it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region};
use cloudwhisper_api::deployment_request::ParserProvider;
use reqwest::Url;

use super::LanguageModel;
use super::chain::{Chain, Limits};
use super::openai::{self, Key, OpenAi};
use crate::aws::bedrock::Bedrock;
use crate::outgoing::{self, given};

/// Tokens that a model may take for a prompt: with fewer no form can be filled in.
const TOKENS: std::ops::RangeInclusive<u64> = 1_000..=1_000_000;
/// Seconds that a model may take for a prompt.
const TIMEOUT_SECONDS: std::ops::RangeInclusive<u64> = 1..=120;

/// Which models there are.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Language models")]
#[allow(clippy::doc_markdown, reason = "these sentences are help on a terminal")]
pub struct ModelArgs {
    /// Model or inference profile of Amazon Bedrock, by id or ARN; credentials and region are those of the AWS SDK.
    #[arg(long, env = "CLOUDWHISPER_BEDROCK_MODEL", value_name = "ID")]
    pub bedrock_model: Option<String>,
    /// AWS region where Bedrock is asked; without it that of the AWS SDK.
    #[arg(long, env = "CLOUDWHISPER_BEDROCK_REGION", value_name = "REGION")]
    pub bedrock_region: Option<String>,
    /// Another address of Bedrock, such as that of a VPC endpoint.
    #[arg(long, env = "CLOUDWHISPER_BEDROCK_ENDPOINT_URL", value_name = "URL")]
    pub bedrock_endpoint_url: Option<Url>,
    /// Model of a server that speaks OpenAI's chat completions (OpenAI, Groq, Ollama, vLLM, LiteLLM), by name.
    #[arg(long, env = "CLOUDWHISPER_OPENAI_MODEL", value_name = "NAME")]
    pub openai_model: Option<String>,
    /// That server, such as <http://127.0.0.1:11434/v1>; without it OpenAI's own.
    #[arg(long, env = "CLOUDWHISPER_OPENAI_BASE_URL", value_name = "URL")]
    pub openai_base_url: Option<Url>,
    /// File that holds the key for that server, read for each question; without it the environment variable OPENAI_API_KEY is the key.
    #[arg(long, env = "CLOUDWHISPER_OPENAI_API_KEY_FILE", value_name = "FILE")]
    pub openai_api_key_file: Option<PathBuf>,
    /// Seconds that a model may take for a prompt, from 1 to 120.
    #[arg(
        long = "model-timeout-seconds",
        env = "CLOUDWHISPER_MODEL_TIMEOUT_SECONDS",
        value_name = "SECONDS",
        default_value = "20",
        value_parser = timeout,
        allow_negative_numbers = true
    )]
    pub model_timeout: Duration,
    /// Tokens that a model may take for a prompt, read and written together, from 1000 to 1000000.
    #[arg(
        long = "model-tokens-per-request",
        env = "CLOUDWHISPER_MODEL_TOKENS_PER_REQUEST",
        value_name = "TOKENS",
        default_value = "30000",
        value_parser = clap::value_parser!(u64).range(TOKENS),
        allow_negative_numbers = true
    )]
    pub model_tokens: u64,
}

fn timeout(text: &str) -> Result<Duration, String> {
    let seconds = text.trim().parse().ok();
    seconds
        .filter(|seconds| TIMEOUT_SECONDS.contains(seconds))
        .map(Duration::from_secs)
        .ok_or_else(|| {
            format!(
                "give seconds, a whole number from {} to {}, such as 20",
                TIMEOUT_SECONDS.start(),
                TIMEOUT_SECONDS.end()
            )
        })
}

/// A model that is set up.
pub struct SetUp {
    /// `Bedrock` or `OpenAI`.
    pub provider: ParserProvider,
    /// The way to it.
    pub chain: Chain,
}

impl ModelArgs {
    /// The model that a provider stands for; `Auto` takes Bedrock where both are set up. None where there is none, and for `Rules`.
    ///
    /// # Errors
    /// When this machine's certificates can't be read, or an address is none.
    pub async fn set_up(&self, wanted: ParserProvider) -> Result<Option<SetUp>, String> {
        let bedrock = given(self.bedrock_model.as_deref())
            .filter(|_| matches!(wanted, ParserProvider::Auto | ParserProvider::Bedrock));
        let openai = given(self.openai_model.as_deref())
            .filter(|_| matches!(wanted, ParserProvider::Auto | ParserProvider::OpenAI));
        let (provider, model): (_, Arc<dyn LanguageModel>) = match (bedrock, openai) {
            (Some(model), _) => (ParserProvider::Bedrock, Arc::new(self.bedrock(model).await)),
            (None, Some(model)) => (ParserProvider::OpenAI, Arc::new(self.openai(model)?)),
            (None, None) => return Ok(None),
        };
        let limits = Limits {
            deadline: self.model_timeout,
            tokens_per_request: self.model_tokens,
        };
        Ok(Some(SetUp {
            provider,
            chain: Chain::new(model, limits),
        }))
    }

    async fn bedrock(&self, model: &str) -> Bedrock {
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(outgoing::aws_http());
        if let Some(region) = given(self.bedrock_region.as_deref()) {
            loader = loader.region(Region::new(region.to_owned()));
        }
        if let Some(endpoint) = &self.bedrock_endpoint_url {
            loader = loader.endpoint_url(endpoint.as_str());
        }
        Bedrock::new(&loader.load().await, model)
    }

    fn openai(&self, model: &str) -> Result<OpenAi, String> {
        let own = Url::parse(openai::BASE_URL).map_err(|error| error.to_string())?;
        let key = match &self.openai_api_key_file {
            Some(file) => Key::File(file.clone()),
            None => given(std::env::var("OPENAI_API_KEY").ok().as_deref())
                .map_or(Key::None, |key| Key::Given(key.to_owned())),
        };
        OpenAi::new(self.openai_base_url.as_ref().unwrap_or(&own), model, key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> ModelArgs {
        ModelArgs {
            bedrock_model: Some("amazon.nova-lite-v1:0".to_owned()),
            openai_model: Some("llama3.2".to_owned()),
            model_timeout: Duration::from_secs(5),
            model_tokens: 30_000,
            ..ModelArgs::default()
        }
    }

    #[tokio::test]
    async fn auto_takes_what_is_set_up_and_rules_take_nothing() {
        let of = async |args: &ModelArgs, wanted| {
            let set_up = args.set_up(wanted).await.expect("addresses are fine");
            set_up.map(|it| (it.provider, it.chain.model().to_owned()))
        };
        let bedrock = Some((ParserProvider::Bedrock, "amazon.nova-lite-v1:0".to_owned()));
        let openai = Some((ParserProvider::OpenAI, "llama3.2".to_owned()));
        assert_eq!(of(&both(), ParserProvider::Auto).await, bedrock);
        assert_eq!(of(&both(), ParserProvider::Bedrock).await, bedrock);
        assert_eq!(of(&both(), ParserProvider::OpenAI).await, openai);
        assert_eq!(of(&both(), ParserProvider::Rules).await, None);
        let empty = ModelArgs {
            bedrock_model: Some(String::new()),
            ..both()
        };
        assert_eq!(of(&empty, ParserProvider::Auto).await, openai);
        assert_eq!(of(&empty, ParserProvider::Bedrock).await, None);
    }

    #[test]
    fn a_timeout_is_one_that_somebody_waits_for() {
        assert_eq!(timeout("20"), Ok(Duration::from_secs(20)));
        for text in ["0", "121", "-1", "soon", "1.5", ""] {
            let why = timeout(text).expect_err(text);
            assert!(why.contains("such as 20"), "{why}");
        }
    }
}
