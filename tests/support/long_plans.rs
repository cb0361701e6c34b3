//! The prompts of `tests/corpus/long.yaml`, planned by the command line as a person would have them planned: no cluster, no account, no
//! network.

#[path = "../../crates/planner/tests/support/corpus.rs"]
mod corpus;
#[path = "../../crates/planner/tests/support/one_of.rs"]
mod one_of;

use std::process::Command;
use std::sync::LazyLock;

use corpus::Labelled;
use one_of::OneOf;
use serde_json::Value;

/// The prompts with the types that their plans have to hold.
const CORPUS: &str = include_str!("../corpus/long.yaml");

/// What became of one prompt.
pub(crate) struct LongPlan {
    /// Its id in the corpus.
    pub(crate) id: String,
    /// What has to be in the plan.
    pub(crate) expected: Vec<OneOf>,
    /// The document that `plan -o json` prints.
    pub(crate) document: Value,
}

impl LongPlan {
    /// The CloudFormation template in YAML; empty where a question is open.
    pub(crate) fn template(&self) -> &str {
        self.document["artifacts"]["cloudformation"]
            .as_str()
            .unwrap_or_default()
    }

    /// The region that it is planned for.
    pub(crate) fn region(&self) -> &str {
        self.document["requirements"]["region"]
            .as_str()
            .unwrap_or_default()
    }

    /// Whether the plan holds a resource of this type.
    pub(crate) fn holds(&self, kind: &str) -> bool {
        let resources = self.document["resources"].as_array();
        resources.is_some_and(|all| all.iter().any(|resource| resource["type"] == kind))
    }
}

/// Every long prompt, planned once.
pub(crate) static LONG_PLANS: LazyLock<Vec<LongPlan>> =
    LazyLock::new(|| corpus::prompts(CORPUS).into_iter().map(planned).collect());

fn planned(labelled: Labelled) -> LongPlan {
    let answer = Command::new(env!("CARGO_BIN_EXE_cloudwhisper"))
        .args(["plan", &labelled.prompt, "-o", "json"])
        .env_clear()
        .output()
        .expect("the program starts");
    let document = serde_json::from_slice(&answer.stdout)
        .unwrap_or_else(|_| panic!("{}: {}", labelled.id, String::from_utf8_lossy(&answer.stderr)));
    LongPlan {
        id: labelled.id,
        expected: labelled.expect.services,
        document,
    }
}
