//! `prepare.sh` says what is wrong with the Python that is there, instead of that there is none.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

/// What it says on a machine where every Python calls itself so and will not do.
fn told(version: &str) -> Result<String> {
    let folder = tempfile::tempdir()?;
    // It is asked whether it will do, and then for its version.
    let python = format!("#!/bin/sh\ncase \"$2\" in *ensurepip*) exit 1 ;; *) echo {version} ;; esac\n");
    for name in ["python3", "python3.12", "python3.13"] {
        let file = folder.path().join(name);
        fs::write(&file, &python)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("prepare.sh");
    let output = Command::new("sh")
        .arg(script)
        .arg("checkov")
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .env("PYENV_ROOT", "/nowhere")
        .env("CLOUDWHISPER_TESTBED_DIR", folder.path().join("bed"))
        .env_remove("PYTHON")
        .output()?;
    assert_eq!(output.status.code(), Some(1));
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_python_of_the_wrong_version_is_not_called_missing() -> Result<()> {
    for (version, found) in [
        (
            "3.14",
            "found: 3.14, which is too new for the requirements: they are locked for 3.12 and 3.13",
        ),
        (
            "3.9",
            "found: 3.9, which is too old for the requirements: they are locked for 3.12 and 3.13",
        ),
        ("3.13", "found: 3.13, but without venv or ensurepip"),
        ("", "found: none"),
    ] {
        let told = told(version)?;
        assert!(told.contains(found), "{told}");
    }
    Ok(())
}
