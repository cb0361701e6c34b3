//! Where a wish comes from: an argument, stdin, a text file or a manifest, and what the arguments say beside it. Here: reading
//! and putting together a spec. Not here: understanding it.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestSpec};
use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::requirements::Usage;
use indexmap::IndexMap;
use kube::core::ObjectMeta;
use serde_json::{Value, json};

use super::failure::Failure;
use super::say::{say, spoken};
use super::words::{Lang, words};

/// Most bytes of a prompt; the planner refuses more, so there is no use in reading on.
const LONGEST_PROMPT: u64 = 16 * 1024;
/// Most bytes of a manifest, which is what the API server takes.
const LONGEST_MANIFEST: u64 = 1024 * 1024;

/// A wish and what is said beside it. What the arguments say wins over a manifest.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct SourceArgs {
    /// What to run, in English, Hindi or Hinglish; `-` reads it from stdin.
    #[arg(value_name = "PROMPT", conflicts_with = "file", allow_hyphen_values = true, value_parser = parse_prompt)]
    prompt: Option<String>,
    /// Read the prompt, or the manifest of a whole request (YAML or JSON), from a file.
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// AWS region, such as ap-south-1.
    #[arg(long)]
    region: Option<String>,
    /// What may be spent, such as 500INR/month, $10 or 12000INR/year.
    #[arg(long, value_name = "BUDGET", value_parser = parse_budget)]
    budget: Option<Budget>,
    /// An answer to a question, such as appType=api; may be repeated.
    #[arg(long = "answer", value_name = "FIELD=VALUE", value_parser = parse_pair)]
    answers: Vec<(String, String)>,
    /// A value for what the plan asks for, such as peerVpcId=vpc-0a1b2c3d, or an environment variable of its programs, such as STAGE=prod; may
    /// be repeated.
    #[arg(long = "parameter", value_name = "NAME=VALUE", value_parser = parse_pair)]
    parameters: Vec<(String, String)>,
    /// Language of answers and messages.
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language)]
    language: Option<LanguageChoice>,
    /// A short name for the whole.
    #[arg(long, value_name = "NAME")]
    project_name: Option<String>,
    /// Expected use in a month: apiRequests, lambdaInvocations, storageGB or dataTransferGB; may be repeated.
    #[arg(long = "usage", value_name = "FIELD=NUMBER", value_parser = parse_pair)]
    usage: Vec<(String, String)>,
}

impl SourceArgs {
    /// The request that the arguments, stdin and files make together. What can't be read is said in the language that was chosen; what
    /// is wrong beside a prompt, in that of the prompt where none was.
    pub(crate) fn read(&self, lang: Option<Lang>) -> Result<DeploymentRequest, Failure> {
        let language = words(lang, None).language;
        let mut request = match (self.prompt.as_deref(), &self.file) {
            (None, Some(path)) => from_file(path, language)?,
            (None, None) if io::stdin().is_terminal() => return Err(missing(language)),
            (None | Some("-"), _) => request_for(&from_stdin(language)?),
            (Some(prompt), _) => request_for(prompt),
        };
        let language = spoken(lang, &request);
        self.put_over(&mut request.spec, language)?;
        Ok(request)
    }

    /// The same request as it is shown: `--lang` is the language of what is shown, and no part of what is asked for.
    pub(crate) fn shown_in(&self, request: &DeploymentRequest, lang: Option<Lang>) -> DeploymentRequest {
        let mut shown = request.clone();
        if let (None, Some(lang)) = (self.language, lang) {
            shown.spec.language = lang.choice();
        }
        shown
    }

    fn put_over(&self, spec: &mut DeploymentRequestSpec, language: Language) -> Result<(), Failure> {
        if let Some(region) = &self.region {
            spec.region = Some(region.clone());
        }
        if let Some(budget) = self.budget {
            spec.budget = Some(budget);
        }
        if let Some(name) = &self.project_name {
            spec.project_name = Some(name.clone());
        }
        if let Some(language) = self.language {
            spec.language = language;
        }
        spec.answers.extend(self.answers.iter().cloned());
        spec.parameters.extend(self.parameters.iter().cloned());
        if !self.usage.is_empty() {
            let said = spec.usage.take().map(|said| *said).unwrap_or_default();
            spec.usage = Some(Box::new(usage(said, &self.usage, language)?));
        }
        Ok(())
    }
}

fn missing(language: Language) -> Failure {
    Failure::usage(say!(
        language,
        "there is no prompt",
        "कोई prompt नहीं है",
        "koi prompt nahi hai",
    ))
    .remedy(say!(
        language,
        "Say what to run: cloudwhisper plan \"API banao Node.js mein with database\"\n\
         or give -f FILE, or pipe the prompt in.",
        "बताइए क्या चलाना है: cloudwhisper plan \"API banao Node.js mein with database\"\n\
         या -f FILE दीजिए, या prompt को pipe से भेजिए।",
        "Batayein kya chalana hai: cloudwhisper plan \"API banao Node.js mein with database\"\n\
         ya -f FILE dein, ya prompt ko pipe se bhejein.",
    ))
}

/// The cause is the system's or a parser's own sentence.
fn unreadable(name: &str, error: &dyn Display, language: Language) -> Failure {
    Failure::usage(say!(
        language,
        "{name} can't be read: {error}",
        "{name} को पढ़ा नहीं जा सका: {error}",
        "{name} ko padha nahi ja saka: {error}",
    ))
}

/// A request with this prompt and nothing else.
fn request_for(prompt: &str) -> DeploymentRequest {
    let spec = serde_json::from_value(json!({ "prompt": prompt }))
        .expect("every other field of a spec has a default");
    DeploymentRequest {
        metadata: ObjectMeta::default(),
        spec,
        status: None,
    }
}

fn from_stdin(language: Language) -> Result<String, Failure> {
    text(io::stdin().lock(), LONGEST_PROMPT, "stdin", language)
}

/// A prompt, or a manifest where the content is one.
fn from_file(path: &Path, language: Language) -> Result<DeploymentRequest, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| unreadable(&name, &error, language))?;
    from_text(&text(file, LONGEST_MANIFEST, &name, language)?, &name, language)
}

fn from_text(text: &str, name: &str, language: Language) -> Result<DeploymentRequest, Failure> {
    let Some(document) = manifest(text, name, language)? else {
        return Ok(request_for(text));
    };
    if document["kind"] != "DeploymentRequest" {
        let kind = &document["kind"];
        return Err(Failure::usage(say!(
            language,
            "{name} holds a {kind}, not a DeploymentRequest",
            "{name} में {kind} है, DeploymentRequest नहीं",
            "{name} mein {kind} hai, DeploymentRequest nahi",
        )));
    }
    serde_json::from_value(document).map_err(|error| {
        Failure::usage(say!(
            language,
            "{name} is no DeploymentRequest: {error}",
            "{name} DeploymentRequest नहीं है: {error}",
            "{name} DeploymentRequest nahi hai: {error}",
        ))
    })
}

/// The manifest in `text`: one document that has a kind. A prompt may look like YAML too, but never has one.
fn manifest(text: &str, name: &str, language: Language) -> Result<Option<Value>, Failure> {
    let yaml = text.lines().any(|line| line.starts_with("kind:"));
    if !yaml && !text.trim_start().starts_with('{') {
        return Ok(None);
    }
    let documents: Vec<Value> = serde_saphyr::from_multiple(text).map_err(|error| {
        Failure::usage(say!(
            language,
            "{name} looks like a manifest, but can't be read: {error}",
            "{name} manifest जैसी है, पर पढ़ी नहीं जा सकी: {error}",
            "{name} manifest jaisi hai, par padhi nahi ja saki: {error}",
        ))
    })?;
    let mut manifests = documents
        .into_iter()
        .filter(|document| document.get("kind").is_some());
    match (manifests.next(), manifests.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(Failure::usage(say!(
            language,
            "{name} holds several objects: give one request at a time",
            "{name} में कई objects हैं: एक बार में एक ही अनुरोध दीजिए",
            "{name} mein kai objects hain: ek baar mein ek hi request dein",
        ))),
    }
}

fn text(source: impl Read, longest: u64, name: &str, language: Language) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    source
        .take(longest + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(name, &error, language))?;
    if bytes.len() as u64 > longest {
        // The end is cut anywhere, maybe within a character. It is too long in any case, and the planner says so.
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|_| not_text(name, language).into())
}

fn not_text(name: &str, language: Language) -> UserError {
    UserError {
        code: ErrorCode::PromptNotUnderstood,
        message: say!(
            language,
            "{name} is not UTF-8 text",
            "{name} UTF-8 में लिखा टेक्स्ट नहीं है",
            "{name} UTF-8 text nahi hai",
        ),
        details: say!(
            language,
            "Save it as UTF-8, or give the prompt as an argument.",
            "उसे UTF-8 में save कीजिए, या prompt को argument में दीजिए।",
            "Use UTF-8 mein save karein, ya prompt ko argument mein dein.",
        ),
        retryable: false,
    }
}

/// A prompt may be a list, whose first line begins with a dash. A dash right before a word is a flag that was misspelt.
fn parse_prompt(text: &str) -> Result<String, String> {
    let is_flag = text.strip_prefix('-').is_some_and(|rest| {
        rest.trim_start_matches('-')
            .starts_with(|c: char| c.is_alphanumeric())
            && !rest.contains(char::is_whitespace)
    });
    if is_flag {
        Err("there is no such flag; a prompt that begins with a dash has a space behind it".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// `500INR/month`, `INR 500`, `₹500`, `$10/year`, `10 USD`; a month where no period is said.
fn parse_budget(text: &str) -> Result<Budget, String> {
    let example = || format!("`{text}` is no budget; write it like 500INR/month, $10 or 12000INR/year");
    let (sum, period) = text.split_once('/').unwrap_or((text, "month"));
    let period = match period.trim().to_lowercase().as_str() {
        "day" | "d" => Period::Day,
        "month" | "mo" | "m" => Period::Month,
        "year" | "yr" | "y" => Period::Year,
        _ => return Err(example()),
    };
    let sum = sum.trim();
    let signs = [
        ("₹", Currency::INR),
        ("Rs.", Currency::INR),
        ("Rs", Currency::INR),
        ("INR", Currency::INR),
        ("$", Currency::USD),
        ("USD", Currency::USD),
    ];
    let (amount, currency) = signs
        .into_iter()
        .find_map(|(sign, currency)| Some((strip_sign(sum, sign)?, currency)))
        .ok_or_else(example)?;
    let amount = Amount::from_str(&amount.trim().replace(',', ""))
        .map_err(|error| format!("{}: {error}", example()))?;
    Ok(Budget {
        amount,
        currency,
        period,
    })
}

fn strip_sign<'a>(sum: &'a str, sign: &str) -> Option<&'a str> {
    let begins = sum
        .get(..sign.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(sign));
    let end = sum.len().checked_sub(sign.len())?;
    let ends = sum.get(end..).is_some_and(|rest| rest.eq_ignore_ascii_case(sign));
    if begins {
        Some(&sum[sign.len()..])
    } else if ends {
        Some(&sum[..end])
    } else {
        None
    }
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        _ => Err("write it like appType=api".to_owned()),
    }
}

fn parse_language(text: &str) -> Result<LanguageChoice, String> {
    serde_json::from_value(Value::String(text.to_lowercase())).map_err(|_| "choose auto, en or hi".to_owned())
}

/// `usage` with these fields put over it.
fn usage(usage: Usage, fields: &[(String, String)], language: Language) -> Result<Usage, Failure> {
    let mut merged = serde_json::to_value(usage).map_err(|error| Failure::internal(&error))?;
    let numbers: IndexMap<&str, &str> = fields
        .iter()
        .map(|(field, number)| (field.as_str(), number.as_str()))
        .collect();
    for (field, said) in numbers {
        let number: Option<Value> = serde_json::from_str(said).ok();
        let at_least_nothing = |number: &Value| number.as_f64().is_some_and(|number| number >= 0.0);
        let Some(number) = number.filter(at_least_nothing) else {
            return Err(Failure::usage(say!(
                language,
                "--usage {field}={said} is no number of 0 or more",
                "--usage {field}={said} में 0 या उससे बड़ी कोई संख्या नहीं है",
                "--usage {field}={said} mein 0 ya usse badi koi sankhya nahi hai",
            ))
            .remedy(in_digits(language)));
        };
        merged[field] = number;
    }
    serde_json::from_value(merged).map_err(|error| {
        Failure::usage(say!(
            language,
            "--usage can't be used: {error}",
            "--usage काम का नहीं है: {error}",
            "--usage kaam ka nahi hai: {error}",
        ))
        .remedy(in_digits(language))
    })
}

fn in_digits(language: Language) -> String {
    say!(
        language,
        "Write digits, such as --usage apiRequests=200000 or --usage storageGB=12.5.",
        "अंकों में लिखिए, जैसे --usage apiRequests=200000 या --usage storageGB=12.5",
        "Ankon mein likhein, jaise --usage apiRequests=200000 ya --usage storageGB=12.5",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(amount: &str, currency: Currency, period: Period) -> Budget {
        Budget {
            amount: amount.parse().expect("an amount"),
            currency,
            period,
        }
    }

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        source: SourceArgs,
        #[arg(short)]
        output: Option<String>,
    }

    fn prompt(arguments: &[&str]) -> Option<String> {
        let line = <Line as clap::Parser>::try_parse_from(std::iter::once(&"plan").chain(arguments));
        line.ok()?.source.prompt
    }

    #[test]
    fn a_list_is_a_prompt_and_a_misspelt_flag_is_none() {
        let list = "- a Next.js shop\n- Postgres 16";
        assert_eq!(prompt(&[list, "-o", "json"]).as_deref(), Some(list));
        assert_eq!(prompt(&["--region", "us-east-1", list]).as_deref(), Some(list));
        assert_eq!(prompt(&["-"]).as_deref(), Some("-"));
        assert_eq!(prompt(&["--regoin"]), None);
        assert_eq!(prompt(&["-x", "an API"]), None);
    }

    #[test]
    fn a_budget_is_read_the_way_people_write_it() {
        let cases = [
            ("500INR/month", budget("500", Currency::INR, Period::Month)),
            ("₹500", budget("500", Currency::INR, Period::Month)),
            ("Rs. 1,500 / mo", budget("1500", Currency::INR, Period::Month)),
            ("$10.50", budget("10.50", Currency::USD, Period::Month)),
            ("10 usd/year", budget("10", Currency::USD, Period::Year)),
            ("INR 20/day", budget("20", Currency::INR, Period::Day)),
            ("0USD", budget("0", Currency::USD, Period::Month)),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_budget(text), Ok(expected), "{text}");
        }
        for text in [
            "",
            "500",
            "500EUR",
            "-5USD",
            "INR",
            "₹/month",
            "5USD/week",
            "five USD",
            "₹₹5",
        ] {
            assert!(parse_budget(text).is_err(), "{text}");
        }
    }

    #[test]
    fn usage_knows_its_fields_and_takes_numbers_only() {
        let pairs = |field: &str, value: &str| vec![(field.to_owned(), value.to_owned())];
        let said = usage(
            Usage::default(),
            &pairs("apiRequests", "50000"),
            Language::English,
        )
        .expect("a number");
        assert_eq!(said.api_requests, Some(50_000));
        let said = usage(said, &pairs("storageGB", "12.5"), Language::English).expect("a decimal");
        assert_eq!(
            (said.api_requests, said.storage_gb.map(|gb| gb.to_string())),
            (Some(50_000), Some("12.5".to_owned()))
        );
        for (field, value) in [
            ("apiRequests", "many"),
            ("apiRequests", "-1"),
            ("requests", "5"),
            ("storageGB", "-2"),
        ] {
            assert!(
                usage(Usage::default(), &pairs(field, value), Language::English).is_err(),
                "{field}={value}"
            );
        }
    }

    #[test]
    fn a_file_is_a_manifest_by_its_content() {
        let yaml = "apiVersion: cloudwhisper.dev/v1alpha1\nkind: DeploymentRequest\nmetadata: {name: orders}\nspec: {prompt: An API, region: us-east-1}\n";
        let json = r#"{"apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest", "metadata": {"name": "orders"}, "spec": {"prompt": "An API", "region": "us-east-1"}}"#;
        let pretty = json.replace(", ", ",\n  ");
        for text in [yaml, json, &format!("# mine\n---\n{yaml}"), &pretty] {
            let request = from_text(text, "orders.yaml", Language::English).expect("a manifest");
            assert_eq!(request.metadata.name.as_deref(), Some("orders"), "{text}");
            assert_eq!(
                (request.spec.prompt.as_str(), request.spec.region.as_deref()),
                ("An API", Some("us-east-1"))
            );
        }
    }

    #[test]
    fn anything_else_in_a_file_is_a_prompt() {
        for text in [
            "API banao Node.js mein",
            "Deploy: an API\nBudget: ₹500",
            "एक वेबसाइट चाहिए",
            "kind of an API, please",
        ] {
            match from_text(text, "prompt.txt", Language::English) {
                Ok(request) => assert_eq!(request.spec.prompt, text),
                Err(failure) => panic!("{text}: {}", failure.message),
            }
        }
    }

    #[test]
    fn manifests_of_something_else_and_several_at_once_are_refused() {
        let account = "kind: CloudAccount\nmetadata: {name: dev}\n";
        let request = "kind: DeploymentRequest\nspec: {prompt: An API}\n";
        for text in [
            account,
            &format!("{request}---\n{request}"),
            "kind: DeploymentRequest\nspec: {prompt: 5}\n",
            "kind: [\n",
        ] {
            assert!(from_text(text, "file", Language::English).is_err(), "{text}");
        }
    }

    #[test]
    fn stdin_is_read_only_as_far_as_a_prompt_may_go() {
        let long = "क".repeat(10_000);
        let read = text(long.as_bytes(), LONGEST_PROMPT, "stdin", Language::English)
            .expect("cut within a character");
        assert!(read.len() > 16 * 1024 && read.len() < 17 * 1024);
        assert!(text(&b"\xff\xfe"[..], LONGEST_PROMPT, "stdin", Language::English).is_err());
    }
}
