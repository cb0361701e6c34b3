//! Answers of services that are asked over the network, kept in a file for as long as they may be old: a command that is
//! run ten times asks once. Here: the file. Not here: who is asked (`aws::pricing`, `exchange_rate`).

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fs, io};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept<T> {
    /// Seconds since 1970.
    asked_at: u64,
    answer: T,
}

/// Where an answer of this name is kept, as the XDG Base Directory Specification has it; `None` where there is no home.
pub(crate) fn file(name: &str) -> Option<PathBuf> {
    let folder = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute()) // any other is to be ignored, says the specification
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")))?;
    Some(folder.join("cloudwhisper").join(format!("{name}.json")))
}

/// What was kept less than `lifetime` ago; `None` where nothing was, where it is older, and where the file is not ours.
pub(crate) fn fresh<T: DeserializeOwned>(file: &Path, lifetime: Duration, now: SystemTime) -> Option<T> {
    let kept: Kept<T> = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    let asked_at = UNIX_EPOCH.checked_add(Duration::from_secs(kept.asked_at))?;
    // A time that is still to come is a clock that was wrong: ask again.
    let age = now.duration_since(asked_at).ok()?;
    (age < lifetime).then_some(kept.answer)
}

/// Keeps an answer for the next process.
///
/// # Errors
/// When the file can't be written.
pub(crate) fn keep<T: Serialize>(file: &Path, answer: &T, now: SystemTime) -> io::Result<()> {
    let asked_at = now
        .duration_since(UNIX_EPOCH)
        .map_err(io::Error::other)?
        .as_secs();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Written beside it and then moved: nobody reads half a file.
    let unfinished = file.with_extension(format!("{}.unfinished", std::process::id()));
    fs::write(&unfinished, serde_json::to_vec(&Kept { asked_at, answer })?)?;
    fs::rename(unfinished, file)
}

#[cfg(test)]
mod tests {
    use super::{fresh, keep};
    use std::time::{Duration, SystemTime};

    #[test]
    fn an_answer_is_kept_for_its_lifetime() {
        let day = Duration::from_hours(24);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("prices").join("us-east-1.json");
        let answer = vec!["0.0084".to_owned()];
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        let read = |at| fresh::<Vec<String>>(&file, day, at);
        assert_eq!(read(now), None, "nothing was kept yet");
        keep(&file, &answer, now).expect("written");
        assert_eq!(read(now + Duration::from_hours(23)), Some(answer));
        assert_eq!(read(now + day), None);
        assert_eq!(read(now - Duration::from_secs(1)), None, "a clock that was wrong");
        assert_eq!(fresh::<u8>(&file, day, now), None, "another thing is kept there");
        std::fs::write(&file, "no JSON").expect("written");
        assert_eq!(read(now), None);
    }
}
