//! The command line as a person or a program meets it: what is printed, where, and with which exit code. Without a cluster; what needs
//! one is tested end to end elsewhere.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cloudwhisper");
const HINGLISH: &str = "API banao Node.js mein with database, ₹500 per month";
const ENGLISH: &str = "Create a REST API with Node.js and database, under $10/month";
const HINDI: &str = "ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना, बजट ₹4000 प्रति माह";
const UNCLEAR: &str = "Mera app deploy kar do, free tier mein";

/// The fields of the document, in the order of the contract.
const FIELDS: [&str; 13] = [
    "language",
    "confidence",
    "provider",
    "requirements",
    "assumptions",
    "clarifications",
    "warnings",
    "resources",
    "estimate",
    "findings",
    "digest",
    "artifacts",
    "error",
];

/// The program with nothing around it that could matter.
fn program() -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("the program starts")
}

/// What the program says on both channels and how it ends, for a snapshot.
fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("it was not killed");
    format!(
        "exit: {code}\n---- stdout\n{}---- stderr\n{}",
        text(&output.stdout),
        text(&output.stderr)
    )
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("stdout is one JSON document")
}

fn keys(document: &Value) -> Vec<&str> {
    document
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// A file that is gone with the test.
struct File {
    path: PathBuf,
    _folder: TempDir,
}

impl File {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        Self {
            path,
            _folder: folder,
        }
    }

    fn path(&self) -> &str {
        self.path.to_str().expect("UTF-8")
    }
}

/// Runs with paths taken out of what is said.
fn run_about(file: &File, arguments: &[&str]) -> String {
    told(&run(arguments)).replace(file.path(), "FILE")
}

#[test]
fn a_plan_is_told_in_english() {
    insta::assert_snapshot!(told(&run(&["plan", ENGLISH])));
}

#[test]
fn a_plan_is_told_in_hinglish() {
    insta::assert_snapshot!(told(&run(&["plan", HINGLISH])));
}

#[test]
fn a_plan_is_told_in_hindi() {
    insta::assert_snapshot!(told(&run(&["plan", HINDI])));
}

#[test]
fn on_a_terminal_a_plan_has_colours() {
    let output = program()
        .env("CLICOLOR_FORCE", "1")
        .args(["plan", ENGLISH])
        .output()
        .expect("the program starts");
    insta::assert_snapshot!(told(&output).replace('\u{1b}', "ESC"));
}

#[test]
fn whoever_wants_no_colours_gets_none() {
    let output = program()
        .env("NO_COLOR", "1")
        .args(["plan", ENGLISH])
        .output()
        .expect("the program starts");
    assert!(!output.stdout.contains(&0x1b));
    assert_eq!(
        output.stdout,
        run(&["plan", ENGLISH]).stdout,
        "piped output is the same as uncoloured output"
    );
}

#[test]
fn the_language_of_what_is_shown_is_no_part_of_what_is_asked_for() {
    let asked = |more: &[&str]| {
        let output = run(&[&["request", ENGLISH, "--dry-run"], more].concat());
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    let (manifest, shown) = asked(&["--lang", "hi"]);
    assert!(shown.contains("Yeh samjha gaya"), "{shown}");
    assert_eq!(manifest, asked(&[]).0);
    assert!(!manifest.contains("language"), "{manifest}");
    assert!(asked(&["--language", "hi"]).0.contains("language: hi"));
}

#[test]
fn the_language_of_the_answer_can_be_chosen() {
    let answer = |lang: &str, prompt: &str| {
        String::from_utf8(run(&["plan", prompt, "--lang", lang]).stdout).expect("UTF-8")
    };
    assert!(
        answer("hi", ENGLISH).contains("Yeh samjha gaya") || answer("hi", ENGLISH).contains("यह समझा गया")
    );
    assert!(answer("en", HINDI).contains("Resources and their cost per month"));
}

#[test]
fn one_choice_of_letters_holds_for_all_that_is_said_about_a_plan() {
    let devanagari = |text: &str| text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    let said = |prompt: &str, lang: &str| {
        String::from_utf8(run(&["plan", prompt, "--lang", lang]).stdout).expect("UTF-8")
    };
    for lang in ["hi", "hi-Latn"] {
        let latin = said("Deploy a static website in Mumbai", lang);
        assert!(
            !devanagari(&latin),
            "{lang}, with a prompt in Latin letters:\n{latin}"
        );
        assert!(latin.contains("Yeh samjha gaya"), "{lang}:\n{latin}");
        let hindi = said("मुंबई में एक स्टैटिक वेबसाइट डिप्लॉय करो", lang);
        let headings = hindi
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with(' '));
        let headings: Vec<_> = headings.filter(|line| !devanagari(line)).collect();
        assert_eq!(
            headings,
            Vec::<&str>::new(),
            "{lang}, with a prompt in Devanagari:\n{hindi}"
        );
    }
}

#[test]
fn an_open_question_is_printed_with_the_way_to_answer_it() {
    insta::assert_snapshot!(told(&run(&["plan", UNCLEAR])));
}

#[test]
fn an_answer_completes_a_plan() {
    let output = run(&[
        "plan",
        UNCLEAR,
        "--answer",
        "appType=static-site",
        "--budget",
        "500INR",
        "-o",
        "json",
    ]);
    assert_eq!(
        (
            output.status.code(),
            &document(&output)["requirements"]["appType"]
        ),
        (Some(0), &Value::from("static-site"))
    );
}

#[test]
fn the_document_has_every_field_in_the_order_of_the_contract() {
    let output = run(&["plan", HINGLISH, "-o", "json"]);
    let document = document(&output);
    assert_eq!(keys(&document), FIELDS);
    assert_eq!(document["language"], "hi-Latn");
    assert_eq!(document["provider"], "Rules");
    assert_eq!(
        document["requirements"]["budget"],
        serde_json::json!({"amount": "500", "currency": "INR", "period": "Month"})
    );
    assert_eq!(
        keys(&document["artifacts"]),
        ["cloudformation", "terraform", "cdk", "preview"]
    );
    assert!(
        document["digest"]
            .as_str()
            .is_some_and(|digest| digest.starts_with("sha256:"))
    );
    assert!(document["error"].is_null());
    assert!(output.stderr.is_empty(), "nothing but the document");
}

#[test]
fn the_document_warns_of_a_service_that_is_left_out() {
    let prompt = "A Lambda function that reads photos with Amazon Rekognition and an SQS queue";
    let document = document(&run(&["plan", prompt, "-o", "json"]));
    let warnings = document["warnings"].as_array().expect("warnings");
    let left_out = |warning: &Value| warning["code"] == "UNSUPPORTED_SERVICE";
    assert!(warnings.iter().any(left_out), "{warnings:?}");
}

#[test]
fn a_question_leaves_empty_what_needs_its_answer() {
    let output = run(&["plan", UNCLEAR, "-o", "json"]);
    let document = document(&output);
    assert_eq!(
        (output.status.code(), keys(&document)),
        (Some(3), FIELDS.to_vec())
    );
    assert_eq!(document["clarifications"][0]["field"], "appType");
    for field in [
        "requirements",
        "resources",
        "estimate",
        "findings",
        "digest",
        "artifacts",
        "error",
    ] {
        assert!(document[field].is_null(), "{field}");
    }
}

#[test]
fn a_prompt_that_cannot_be_used_still_gives_a_document() {
    let cases = [
        ("", "PROMPT_EMPTY"),
        ("what is the weather like today", "PROMPT_NOT_UNDERSTOOD"),
        (
            "Deploy my API with AWS key AKIAIOSFODNN7EXAMPLE",
            "PROMPT_CONTAINS_SECRET",
        ),
        (&"API banao ".repeat(2000), "PROMPT_TOO_LONG"),
    ];
    for (prompt, code) in cases {
        let output = run(&["plan", prompt, "-o", "json"]);
        let document = document(&output);
        assert_eq!(
            (output.status.code(), keys(&document)),
            (Some(4), FIELDS.to_vec()),
            "{code}"
        );
        assert_eq!(document["error"]["code"], code);
        assert!(
            FIELDS
                .iter()
                .filter(|field| **field != "error")
                .all(|field| document[*field].is_null()),
            "{code}"
        );
    }
}

#[test]
fn over_budget_the_plan_is_printed_all_the_same() {
    let prompt = "Container service on ECS with an RDS database, budget $1 per month, port 8080";
    let output = run(&["plan", prompt, "-o", "json"]);
    let document = document(&output);
    assert_eq!(
        (output.status.code(), &document["estimate"]["budget"]["within"]),
        (Some(5), &Value::from(false))
    );
    assert!(document["error"].is_null() && document["digest"].is_string());
    assert!(!output.stderr.is_empty(), "the reason of the exit code is said");
}

#[test]
fn yaml_says_the_same_as_json() {
    let yaml = run(&["plan", ENGLISH, "-o", "yaml"]).stdout;
    let yaml: Value = serde_saphyr::from_str(std::str::from_utf8(&yaml).expect("UTF-8")).expect("YAML");
    assert_eq!(yaml, document(&run(&["plan", ENGLISH, "-o", "json"])));
}

#[test]
fn the_template_alone_is_the_one_of_the_document() {
    let template = String::from_utf8(run(&["plan", ENGLISH, "-o", "cloudformation"]).stdout).expect("UTF-8");
    assert_eq!(
        document(&run(&["plan", ENGLISH, "-o", "json"]))["artifacts"]["cloudformation"],
        template
    );
}

#[test]
fn the_cdk_app_alone_is_the_one_of_the_document() {
    let app = String::from_utf8(run(&["plan", ENGLISH, "-o", "cdk"]).stdout).expect("UTF-8");
    assert!(app.contains("extends cdk.Stack"));
    assert_eq!(
        document(&run(&["plan", ENGLISH, "-o", "json"]))["artifacts"]["cdk"],
        app
    );
    assert_eq!(
        run(&["plan", UNCLEAR, "-o", "cdk"]).stdout,
        b"",
        "a question is open"
    );
}

#[test]
fn terraform_is_three_files_that_are_named() {
    let output = run(&["plan", ENGLISH, "-o", "terraform"]);
    let written = String::from_utf8(output.stdout).expect("UTF-8");
    let files = &document(&run(&["plan", ENGLISH, "-o", "json"]))["artifacts"]["terraform"];
    assert_eq!(keys(files), ["main.tf", "variables.tf", "outputs.tf"]);
    let expected: Vec<String> = keys(files)
        .into_iter()
        .map(|name| format!("# {name}\n\n{}", files[name].as_str().expect("a text")))
        .collect();
    assert_eq!(written, expected.join("\n"));
    assert!(written.contains("resource \"awscc_lambda_function\" "));
}

#[test]
fn a_folder_gets_everything_and_is_not_overwritten_unasked() {
    let folder = TempDir::new().expect("a temporary folder");
    let plan = folder.path().join("plan");
    let destination = format!("dir={}", plan.display());
    assert_eq!(run(&["plan", ENGLISH, "-o", &destination]).status.code(), Some(0));
    let written = |name: &str| std::fs::read_to_string(plan.join(name)).expect("it was written");
    assert!(written("template.yaml").contains("AWS::Lambda::Function"));
    assert!(written("preview.md").contains('#'));
    assert!(written("cdk/app.ts").contains("lambda.CfnFunction"));
    for settings in ["cdk.json", "package.json", "package-lock.json", "tsconfig.json"] {
        let settings = written(&format!("cdk/{settings}"));
        assert!(serde_json::from_str::<Value>(&settings).is_ok());
    }
    assert!(serde_json::from_str::<Value>(&written("plan.json")).is_ok());
    let terraform = &document(&run(&["plan", ENGLISH, "-o", "json"]))["artifacts"]["terraform"];
    for file in ["main.tf", "variables.tf", "outputs.tf"] {
        assert_eq!(terraform[file], written(&format!("terraform/{file}")), "{file}");
    }
    assert_eq!(
        run(&["plan", ENGLISH, "-o", &destination]).status.code(),
        Some(2),
        "it isn't empty"
    );
    assert_eq!(
        run(&["plan", ENGLISH, "-o", &destination, "--force"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn a_prompt_is_read_from_stdin_from_a_file_or_from_a_manifest() {
    let expected = document(&run(&["plan", HINGLISH, "-o", "json"]));
    let from_stdin = |arguments: &[&str]| {
        document(
            &program()
                .args(arguments)
                .write_stdin(HINGLISH)
                .output()
                .expect("the program starts"),
        )
    };
    assert_eq!(from_stdin(&["plan", "-", "-o", "json"]), expected);
    assert_eq!(from_stdin(&["plan", "-o", "json"]), expected);
    let text = File::new("prompt.txt", HINGLISH.as_bytes());
    assert_eq!(
        document(&run(&["plan", "-f", text.path(), "-o", "json"])),
        expected
    );

    let manifest = format!(
        "apiVersion: cloudwhisper.dev/v1alpha1\nkind: DeploymentRequest\nmetadata: {{name: orders}}\nspec:\n  region: us-east-1\n  prompt: {HINGLISH:?}\n"
    );
    let manifest = File::new("orders.yaml", manifest.as_bytes());
    let planned = document(&run(&["plan", "-f", manifest.path(), "-o", "json"]));
    assert_eq!(
        (
            &planned["requirements"]["region"],
            &planned["requirements"]["projectName"]
        ),
        (&"us-east-1".into(), &"orders".into())
    );
    let planned = document(&run(&[
        "plan",
        "-f",
        manifest.path(),
        "--region",
        "eu-west-1",
        "-o",
        "json",
    ]));
    assert_eq!(
        planned["requirements"]["region"], "eu-west-1",
        "arguments win over the manifest"
    );
}

#[test]
fn every_example_can_be_planned() {
    for example in ["orders-api", "portfolio-site", "dukaan-container", "ambiguous"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{example}.yaml"));
        let output = run(&["plan", "-f", path.to_str().expect("UTF-8"), "-o", "json"]);
        let expected = if example == "ambiguous" { 3 } else { 0 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{example}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_same_prompt_gives_the_same_bytes() {
    assert_eq!(
        run(&["plan", HINDI, "-o", "json"]).stdout,
        run(&["plan", HINDI, "-o", "json"]).stdout
    );
}

#[test]
fn what_cannot_be_read_is_said_in_plain_words() {
    let account = File::new(
        "account.yaml",
        b"apiVersion: cloudwhisper.dev/v1alpha1\nkind: CloudAccount\nmetadata: {name: dev}\n",
    );
    let latin = File::new("prompt.txt", b"caf\xe9");
    let cases = [
        run_about(&latin, &["plan", "-f", "no-such-file"]),
        run_about(&latin, &["plan", "-f", latin.path()]),
        run_about(&account, &["plan", "-f", account.path()]),
        told(
            &program()
                .args(["plan", "-"])
                .write_stdin(&b"\xff\xfe"[..])
                .output()
                .expect("the program starts"),
        ),
        told(
            &program()
                .args(["plan"])
                .write_stdin("")
                .output()
                .expect("the program starts"),
        ),
        told(
            &program()
                .args(["plan", "-"])
                .write_stdin("क".repeat(100_000))
                .output()
                .expect("the program starts"),
        ),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}

#[test]
fn what_is_wrong_with_arguments_and_files_is_said_in_each_language() {
    let folder = TempDir::new().expect("a temporary folder");
    std::fs::write(folder.path().join("mine"), "kept").expect("a file");
    let full = format!("dir={}", folder.path().display());
    let account = File::new(
        "account.yaml",
        b"apiVersion: cloudwhisper.dev/v1alpha1\nkind: CloudAccount\nmetadata: {name: dev}\n",
    );
    let broken = File::new("broken.yaml", b"kind: [DeploymentRequest\n");
    let latin = File::new("prompt.txt", b"caf\xe9");
    let cases: [&[&str]; 8] = [
        &["plan", "-f", "no-such-file"],
        &["plan", "-f", latin.path()],
        &["plan", "-f", account.path()],
        &["plan", "-f", broken.path()],
        &["plan", HINDI, "--usage", "apiRequests=many"],
        &["plan", HINDI, "--usage", "apiRequests=-1"],
        &["plan", HINDI, "--usage", "storageGB=nan"],
        &["plan", HINDI, "-o", &full],
    ];
    let mut told = Vec::new();
    for lang in ["en", "hi", "hi-Latn"] {
        for case in cases {
            let output = run(&[case, &["--lang", lang]].concat());
            let code = output.status.code().expect("it was not killed");
            assert!(code == 2 || code == 4, "{case:?} {lang}: {code}");
            let said = String::from_utf8_lossy(&output.stderr);
            let mut said = said.replace(&folder.path().display().to_string(), "FOLDER");
            for file in [&account, &broken, &latin] {
                said = said.replace(file.path(), "FILE");
            }
            told.push(said);
        }
    }
    let prompts = run(&["plan", HINGLISH, "--usage", "apiRequests=many"]);
    told.push(String::from_utf8_lossy(&prompts.stderr).into_owned());
    insta::assert_snapshot!(told.join(""));
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_right() {
    let cases: [&[&str]; 10] = [
        &["plan", ENGLISH, "-o", "toml"],
        &["plan", ENGLISH, "--budget", "500"],
        &["plan", ENGLISH, "--answer", "appType"],
        &["plan", ENGLISH, "--usage", "visitors=5"],
        &["plan", ENGLISH, "--usage", "apiRequests=many"],
        &["plan", ENGLISH, "--language", "ta"],
        &["plan", ENGLISH, "-f", "orders.yaml"],
        &["approve", "orders", "--digest", "sha256:1"],
        &["get", "orders", "-A"],
        &["sing"],
    ];
    let told: Vec<_> = cases
        .iter()
        .map(|arguments| {
            let output = run(arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            format!(
                "$ {}\n{}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr)
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_operator_with_a_setting_that_cannot_be_does_not_start() {
    let cases = [
        ["--exchange-rate", "0"],
        ["--exchange-rate", "-90"],
        ["--exchange-rate", "nan"],
        ["--exchange-rate", "1000000"],
        ["--poll-seconds", "nan"],
        ["--poll-seconds", "inf"],
        ["--poll-seconds", "0"],
        ["--poll-seconds", "-1"],
        ["--lease-seconds", "0"],
        ["--lease-seconds", "-3"],
        ["--concurrency", "0"],
        ["--concurrency", "1e3"],
        ["--stack-name-prefix", "CW"],
        ["--stack-name-prefix", "platform"],
        ["--stack-name-prefix", ""],
        ["--namespace", "shop"],
    ];
    let told = cases.map(|[flag, value]| {
        let output = run(&["controller", flag, value]);
        assert_eq!(output.status.code(), Some(2), "{flag} {value}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{said}");
        let what: Vec<&str> = said.lines().take_while(|line| !line.is_empty()).collect();
        format!("$ {flag} {value}\n{}", what.join("\n"))
    });
    insta::assert_snapshot!(told.join("\n"));
    // The same from the environment.
    let output = program()
        .args(["controller"])
        .env("CLOUDWHISPER_EXCHANGE_RATE", "0")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_wrong_answer_or_region_is_an_invalid_prompt() {
    for arguments in [["--answer", "appType=spaceship"], ["--region", "mars-north-1"]] {
        let output = run(&[&["plan", UNCLEAR], &arguments[..]].concat());
        assert_eq!(
            output.status.code(),
            Some(4),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn a_request_can_be_printed_without_a_cluster() {
    insta::assert_snapshot!(String::from_utf8_lossy(
        &run(&[
            "request",
            HINGLISH,
            "--name",
            "orders",
            "--account",
            "dev",
            "--budget",
            "300INR",
            "--dry-run"
        ])
        .stdout
    ));
}

#[test]
fn a_request_with_an_open_question_lists_it_where_nobody_can_answer() {
    let output = run(&["request", UNCLEAR, "--dry-run"]);
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(3), true));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--answer appType="));
}

#[test]
fn without_a_cluster_it_is_said_what_is_missing() {
    let kubeconfig = |server: &str| {
        let text = format!(
            "apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: [{{name: a, context: {{cluster: a, user: a}}}}]\nclusters: [{{name: a, cluster: {{server: {server:?}}}}}]\nusers: [{{name: a, user: {{token: t}}}}]\n"
        );
        File::new("kubeconfig", text.as_bytes())
    };
    let nobody = kubeconfig("http://127.0.0.1:1");
    let cases = [
        told(&run(&["get"])),
        told(&run(&["status", "orders", "--kubeconfig", "no-such-file"])),
        run_about(
            &nobody,
            &["--kubeconfig", nobody.path(), "--context", "other", "get"],
        ),
        run_about(&nobody, &["--kubeconfig", nobody.path(), "get"]),
        run_about(
            &nobody,
            &["--kubeconfig", nobody.path(), "approve", "orders", "--yes"],
        ),
        run_about(&nobody, &["--kubeconfig", nobody.path(), "doctor"]),
        told(&run(&["doctor"])),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}

#[test]
fn the_definitions_go_to_stdout_or_into_a_folder() {
    let all = String::from_utf8(run(&["crds"]).stdout).expect("UTF-8");
    let folder = TempDir::new().expect("a temporary folder");
    assert!(
        run(&["crds", "--output", folder.path().to_str().expect("UTF-8")])
            .status
            .success()
    );
    let mut files = 0;
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let content = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        assert!(all.contains(&content));
        files += 1;
    }
    assert_eq!(files, 3, "requests, accounts and policies");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert!(
            output.status.success() && String::from_utf8_lossy(&output.stdout).contains("approve"),
            "{shell}"
        );
    }
}

#[test]
fn help_lists_every_command() {
    insta::assert_snapshot!([told(&run(&["--help"])), told(&run(&["plan", "--help"]))].join("\n"));
}

#[test]
fn each_command_has_help() {
    let commands = "plan request get status preview diff history outputs events approve reject suspend resume reconcile delete \
        controller crds completions doctor version";
    for command in commands.split_whitespace() {
        let output = run(&[command, "--help"]);
        assert!(output.status.success(), "{command}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains(&format!("Usage: cloudwhisper {command}")),
            "{command}"
        );
    }
}

#[test]
fn as_a_plugin_of_kubectl_it_calls_itself_so() {
    let folder = TempDir::new().expect("a temporary folder");
    let plugin = folder.path().join("kubectl-cloudwhisper");
    std::os::unix::fs::symlink(PROGRAM, &plugin).expect("a link");
    let output = Command::new(&plugin)
        .args(["approve", "--help"])
        .output()
        .expect("the program starts");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage: kubectl cloudwhisper approve"));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let mut child = std::process::Command::new(PROGRAM)
        .args(["plan", ENGLISH, "-o", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
}

/// A server that answers as the API server would: the first row whose path is asked for, else 404.
struct ApiServer {
    address: std::net::SocketAddr,
}

impl ApiServer {
    fn answering(rows: &'static [(&'static str, u16, &'static str)]) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = answer(stream.expect("a connection"), rows);
            }
        });
        Self { address }
    }

    /// A kubeconfig that leads here.
    fn kubeconfig(&self) -> File {
        kubeconfig(&format!("http://{}", self.address), "token: made-up")
    }
}

fn answer(mut stream: std::net::TcpStream, rows: &[(&str, u16, &str)]) -> std::io::Result<()> {
    use std::io::{BufRead, BufReader, Write};
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let asked = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = asked.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let (_, code, body) = rows
        .iter()
        .find(|(row, _, _)| *row == path || *row == "*")
        .unwrap_or(&("", 404, "{}"));
    write!(
        stream,
        "HTTP/1.1 {code} x\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn kubeconfig(server: &str, user: &str) -> File {
    let content = format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: dev\n\
         clusters: [{{ name: dev, cluster: {{ server: \"{server}\" }} }}]\n\
         contexts: [{{ name: dev, context: {{ cluster: dev, user: me, namespace: shop }} }}]\n\
         users: [{{ name: me, user: {{ {user} }} }}]\n"
    );
    File::new("kubeconfig", content.as_bytes())
}

const UNKNOWN_REQUEST: &str = r#"{ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "NotFound",
    "message": "deploymentrequests.cloudwhisper.dev \"oders\" not found", "details": { "name": "oders", "kind": "deploymentrequests" }, "code": 404 }"#;
const KNOWN_REQUESTS: &str = r#"{ "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": {},
    "items": [{ "metadata": { "name": "orders" } }, { "metadata": { "name": "portfolio" } }] }"#;
const EXPIRED: &str = r#"{ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "Unauthorized",
    "message": "Unauthorized", "code": 401 }"#;
const TROUBLE: &str = r#"{ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "ServiceUnavailable",
    "message": "etcdserver: leader changed", "code": 503 }"#;

/// What goes wrong on the way to a cluster, each with the arguments that meet it.
fn troubles() -> Vec<(&'static str, File)> {
    let requests = "/apis/cloudwhisper.dev/v1alpha1/namespaces/shop/deploymentrequests";
    let unknown: &[(&str, u16, &str)] = Box::leak(Box::new([
        (
            Box::leak(format!("{requests}/oders").into_boxed_str()) as &str,
            404,
            UNKNOWN_REQUEST,
        ),
        (requests, 200, KNOWN_REQUESTS),
    ]));
    vec![
        ("unknown object", ApiServer::answering(unknown).kubeconfig()),
        (
            "expired token",
            ApiServer::answering(&[("*", 401, EXPIRED)]).kubeconfig(),
        ),
        (
            "server in trouble",
            ApiServer::answering(&[("*", 503, TROUBLE)]).kubeconfig(),
        ),
        (
            "unreachable cluster",
            kubeconfig("https://127.0.0.1:1", "token: made-up"),
        ),
        (
            "login command that fails",
            kubeconfig(
                "https://127.0.0.1:1",
                "exec: { apiVersion: client.authentication.k8s.io/v1, command: cloudwhisper-no-such-login, interactiveMode: Never }",
            ),
        ),
        ("no YAML", File::new("kubeconfig", b"current-context: [\n")),
    ]
}

#[test]
fn whatever_is_wrong_with_the_cluster_is_said_in_plain_words() {
    let mut story: Vec<String> = Vec::new();
    for (what, config) in troubles() {
        let output = program()
            .env("KUBECONFIG", config.path())
            .args(["status", "oders"])
            .output()
            .expect("the program starts");
        let said = told(&output).replace(config.path(), "FILE");
        story.push(format!("==== {what}\n{said}"));
    }
    let missing = run(&["get", "--kubeconfig", "/nonexistent/kubeconfig"]);
    story.push(format!("==== no such file\n{}", told(&missing)));
    let config = kubeconfig("https://127.0.0.1:1", "token: made-up");
    let context = run_about(
        &config,
        &["get", "--kubeconfig", config.path(), "--context", "prod"],
    );
    story.push(format!("==== no such context\n{context}"));
    story.push(format!("==== nothing set up\n{}", told(&run(&["get"]))));
    let story = story.concat();
    insta::assert_snapshot!(mask_ports(&story));
}

/// Ports of servers that a test started differ from run to run.
fn mask_ports(text: &str) -> String {
    let mut parts = text.split("127.0.0.1:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let rest = part.trim_start_matches(|digit: char| digit.is_ascii_digit());
        format!("{text}127.0.0.1:PORT{rest}")
    })
}

#[test]
fn whoever_asked_for_a_document_gets_one_when_the_cluster_fails() {
    let codes = [
        ("NOT_FOUND", false),
        ("UNAUTHENTICATED", false),
        ("CLUSTER_UNREACHABLE", true),
        ("CLUSTER_UNREACHABLE", true),
        ("UNAUTHENTICATED", false),
        ("CLUSTER_NOT_CONFIGURED", false),
    ];
    for ((what, config), (code, retryable)) in troubles().into_iter().zip(codes) {
        let begun = std::time::Instant::now();
        let output = program()
            .env("KUBECONFIG", config.path())
            .args(["status", "oders", "-o", "json"])
            .output()
            .expect("the program starts");
        let document = document(&output);
        assert_eq!(output.status.code(), Some(1), "{what}");
        assert_eq!(keys(&document), ["error"], "{what}");
        assert_eq!(
            keys(&document["error"]),
            ["code", "message", "details", "retryable"],
            "{what}"
        );
        assert_eq!(document["error"]["code"], code, "{what}: {document}");
        assert_eq!(document["error"]["retryable"], retryable, "{what}");
        assert!(!output.stderr.is_empty(), "people are told as well: {what}");
        let took = begun.elapsed();
        assert!(took.as_secs() < 20, "somebody is waiting: {what} took {took:?}");
    }
}

#[test]
fn arguments_that_make_no_sense_are_a_document_too() {
    let cases: [&[&str]; 8] = [
        &["plan", "-o", "json", "--budget", "lots", ENGLISH],
        &["plan", "-o", "json", "--no-such-flag", ENGLISH],
        &["plan", "-o", "json", "-f", "/nonexistent/prompt.txt"],
        &["plan", "-o", "json", "--usage", "apiRequests=many", ENGLISH],
        &["get", "-o", "json", "--no-such-flag"],
        &["status", "-o", "json"],
        &["no-such-command", "-o", "json"],
        &["history", "--output=yaml"],
    ];
    for arguments in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let document: Value = serde_saphyr::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?}: one document: {error}"));
        let fields = if arguments[0] == "plan" {
            FIELDS.to_vec()
        } else {
            vec!["error"]
        };
        assert_eq!(keys(&document), fields, "{arguments:?}");
        let error = &document["error"];
        assert_eq!(error["code"], "INVALID_ARGUMENT", "{arguments:?}");
        let message = error["message"].as_str().expect("a message");
        assert!(
            !message.is_empty() && !message.starts_with("error") && !message.contains('\u{1b}'),
            "{arguments:?}: {message}"
        );
        assert!(
            !output.stderr.is_empty(),
            "people are told as well: {arguments:?}"
        );
    }
    insta::assert_snapshot!(told(&run(&["plan", "-o", "json", "--budget", "lots", ENGLISH])));
    let help = run(&["plan", "-o", "json", "--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(
        serde_json::from_slice::<Value>(&help.stdout).is_err(),
        "help is help"
    );
}

#[test]
fn a_question_that_nobody_answers_is_a_document_of_request_too() {
    let output = run(&["request", UNCLEAR, "--dry-run", "-o", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(document(&output)["error"]["code"], "CLARIFICATION_NEEDED");
}

#[test]
fn large_sums_are_grouped_as_in_india_and_america() {
    let prompt = "An EC2 machine of type m5.24xlarge in Mumbai, budget ₹1500000 per month";
    let output = run(&["plan", prompt, "--lang", "en"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let total = text
        .lines()
        .find(|line| line.trim_start().starts_with("Total"))
        .expect("a total");
    let plain = document(&run(&["plan", prompt, "-o", "json"]))["estimate"]["monthly"].clone();
    let written = |currency: &str| plain[currency].as_str().expect("a sum").to_owned();
    assert!(
        written("inr").len() >= "100000.00".len(),
        "at least a lakh: {plain}"
    );
    let words: Vec<&str> = total.split_whitespace().collect();
    let [_, usd, inr] = words.as_slice() else {
        panic!("{total}")
    };
    for (shown, sign, currency, by) in [(usd, '$', "usd", 3), (inr, '₹', "inr", 2)] {
        let amount = shown.strip_prefix(sign).expect("its sign");
        assert_eq!(amount.replace(',', ""), written(currency));
        let (whole, _) = amount.split_once('.').expect("two digits");
        let groups: Vec<&str> = whole.split(',').collect();
        assert!(groups.len() > 1, "{shown}");
        assert_eq!(groups.last().map(|group| group.len()), Some(3), "{shown}");
        assert!(
            groups[1..groups.len() - 1].iter().all(|group| group.len() == by) && groups[0].len() <= by,
            "{shown}"
        );
    }
    assert!(text.contains("₹15,00,000"), "the budget too: {text}");
}

#[test]
fn a_plan_without_all_prices_does_not_claim_to_fit_the_budget() {
    let output = run(&[
        "plan",
        "A Bedrock agent that answers from documents in S3, under $1000 per month",
    ]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(!text.contains("Within the budget"), "{text}");
    assert!(text.contains("Without what has no known price"), "{text}");
}

/// The plan of a manifest, and the settings of every program in its template.
fn planned(profile: &str, prompt: &str) -> (Value, Vec<Value>) {
    let manifest = format!(
        "apiVersion: cloudwhisper.dev/v1alpha1\nkind: DeploymentRequest\nmetadata: {{ name: orders }}\n\
         spec: {{ securityProfile: {profile}, prompt: \"{prompt}\" }}\n"
    );
    let file = File::new("request.yaml", manifest.as_bytes());
    let document = document(&run(&["plan", "-f", file.path(), "-o", "json"]));
    let template = document["artifacts"]["cloudformation"]
        .as_str()
        .expect("a template");
    let template: Value = serde_saphyr::from_str(&template.replace('!', "")).expect("YAML");
    let settings = template["Resources"]
        .as_object()
        .expect("resources")
        .values()
        .filter_map(|resource| resource["Properties"]["Environment"].get("Variables").cloned())
        .collect();
    (document, settings)
}

#[test]
fn a_function_has_the_database_s_password_or_the_plan_says_what_its_owner_has_to_do() {
    let warned = |document: &Value| {
        let warnings = document["warnings"].as_array().expect("warnings").clone();
        let all = document["artifacts"]["preview"]
            .as_str()
            .expect("a preview")
            .to_owned();
        warnings
            .iter()
            .any(|warning| warning["code"] == "DATABASE_USER_NEEDED")
            || all.contains("CREATE USER app")
    };
    let prompt = "REST API with Node.js and a Postgres database in Mumbai";
    let (baseline, settings) = planned("Baseline", prompt);
    assert!(
        settings
            .iter()
            .any(|setting| setting["DATABASE_USER"] == "app" && setting.get("DATABASE_SECRET_ARN").is_none()),
        "{settings:?}"
    );
    assert!(warned(&baseline));
    let template = baseline["artifacts"]["cloudformation"]
        .as_str()
        .expect("a template");
    assert!(
        template.contains("GRANT rds_iam TO app"),
        "the stack's outputs say it too"
    );

    for (profile, prompt) in [
        ("Hardened", prompt),
        (
            "Baseline",
            "Container service on ECS with a Postgres database, port 8080",
        ),
    ] {
        let (document, settings) = planned(profile, prompt);
        for setting in settings
            .iter()
            .filter(|setting| setting.get("DATABASE_HOST").is_some())
        {
            assert_eq!(setting["DATABASE_USER"], "appowner", "{profile}: {prompt}");
            assert!(
                setting.get("DATABASE_SECRET_ARN").is_some(),
                "{profile}: {prompt}"
            );
        }
        assert!(!warned(&document), "{profile}: {prompt}");
    }
}
