//! Small applications that answer until the person's own code takes their place, so that the URL works from the
//! first minute on. They use everything they are given: what they show to be working, works.

use cloudwhisper_api::requirements::{Framework, Requirements};

use super::wishes::said;
use crate::blueprint::Blueprint;
use crate::blueprint::architectures::Workload;
use crate::catalog::lambda::{self, Code, Function, Runtime};
use crate::properties;

const NODE: &str = include_str!("sample/index.js");
const PYTHON: &str = include_str!("sample/index.py");

/// The language that the code is written in: as said, else as the framework has it.
pub(crate) fn runtime(requirements: &Requirements) -> Runtime {
    let said = said(requirements, Function::KIND, &["runtime"]).and_then(language);
    match said {
        Some(runtime) => runtime,
        None => match requirements.framework {
            Some(Framework::Flask | Framework::Django) => Runtime::Python,
            Some(Framework::React | Framework::Nextjs | Framework::Express) | None => Runtime::Node,
        },
    }
}

/// The language of a runtime by AWS's name for it, such as `python3.13`.
pub(crate) fn language(runtime: &str) -> Option<Runtime> {
    let runtime = runtime.to_ascii_lowercase();
    if runtime.starts_with("python") {
        Some(Runtime::Python)
    } else if runtime.starts_with("node") {
        Some(Runtime::Node)
    } else {
        lambda::runtimes::packaged(&runtime).map(Runtime::Packaged)
    }
}

/// What a function runs: the person's own code where there is some, else the sample. There is none in languages that are built first:
/// their package is asked for.
pub(crate) fn code(
    blueprint: &mut Blueprint,
    workload: &Workload,
    (function, runtime): (&str, Runtime),
) -> Code {
    match workload {
        Workload::Sample => match runtime {
            Runtime::Node => Code::Inline(NODE),
            Runtime::Python => Code::Inline(PYTHON),
            Runtime::Packaged(_) => Code::Zip(lambda::runtimes::package(blueprint, function)),
        },
        Workload::Image(image) => Code::Image(image.clone()),
        Workload::Zip { bucket, key, version } => {
            let mut place = properties! { "S3Bucket": bucket.as_str(), "S3Key": key.as_str() };
            if let (crate::blueprint::Value::Map(entries), Some(version)) = (&mut place, version) {
                entries.insert("S3ObjectVersion".to_owned(), version.as_str().into());
            }
            Code::Zip(place)
        }
    }
}
