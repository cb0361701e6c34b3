//! A revision's files in a ConfigMap, which holds 1 MiB: as text as far as they fit, the rest compressed. Here: what is kept in which
//! way. Not here: what the files say.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::ConfigMap;

/// Most bytes that the values of a ConfigMap may have together, `data` and `binaryData` (as decoded); names don't count.
/// Source: Kubernetes 1.36, `MaxSecretSize` in `pkg/apis/core/types.go`, which `ValidateConfigMap` goes by, 2026-11.
const MOST_BYTES: usize = 1_048_576;

/// Added to the name of a file that is compressed.
const COMPRESSED: &str = ".gz";

/// Most bytes that a compressed file may unfold to: sixteen full ConfigMaps. Who forged one must not fill the memory.
const MOST_UNFOLDED: u64 = 16 * 1_048_576;

/// The files of a revision, as the two maps of a ConfigMap hold them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// Text by name of the file: `data`.
    pub text: BTreeMap<String, String>,
    /// gzip by name of the file and `.gz`: `binaryData`. Empty unless the whole is too large for a ConfigMap.
    pub compressed: BTreeMap<String, ByteString>,
}

impl Files {
    /// These files, in the order in which they are compressed, one after the other, until all fits. The same files give the same
    /// bytes.
    pub(super) fn fitted<const N: usize>(files: [(&'static str, String); N]) -> Self {
        let mut bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let mut fitted = Self::default();
        for (name, text) in files {
            let smaller = if bytes > MOST_BYTES { gzip(&text) } else { None };
            if let Some(smaller) = smaller {
                bytes = bytes - text.len() + smaller.len();
                let name = format!("{name}{COMPRESSED}");
                fitted.compressed.insert(name, ByteString(smaller));
            } else {
                fitted.text.insert(name.to_owned(), text);
            }
        }
        fitted
    }

    /// The text of a file, taken out, however it is kept. None if it isn't there or can't be read.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.text.remove(name).or_else(|| {
            let ByteString(compressed) = self.compressed.remove(&format!("{name}{COMPRESSED}"))?;
            gunzip(&compressed)
        })
    }
}

impl From<ConfigMap> for Files {
    fn from(map: ConfigMap) -> Self {
        Self {
            text: map.data.unwrap_or_default(),
            compressed: map.binary_data.unwrap_or_default(),
        }
    }
}

/// None where it would be no smaller.
fn gzip(text: &str) -> Option<Vec<u8>> {
    // Neither a name nor a time goes in: the bytes follow from the text alone.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).ok()?;
    encoder
        .finish()
        .ok()
        .filter(|compressed| compressed.len() < text.len())
}

fn gunzip(compressed: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut decoder = GzDecoder::new(compressed).take(MOST_UNFOLDED + 1);
    let length = decoder.read_to_string(&mut text).ok()?;
    (u64::try_from(length).ok()? <= MOST_UNFOLDED).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> String {
        let lines: Vec<String> = (0..count).map(|line| format!("{line:09}\n")).collect();
        lines.concat()
    }

    fn bytes(files: &Files) -> usize {
        let text: usize = files.text.values().map(String::len).sum();
        text + files.compressed.values().map(|it| it.0.len()).sum::<usize>()
    }

    #[test]
    fn what_fits_stays_text_and_one_byte_more_compresses_the_first() {
        let half = "x".repeat(MOST_BYTES / 2);
        let full = Files::fitted([("first", half.clone()), ("second", half.clone())]);
        assert!(full.compressed.is_empty(), "1,048,576 bytes are allowed");
        let mut more = Files::fitted([("first", half.clone()), ("second", format!("{half}x"))]);
        assert!(more.compressed.contains_key("first.gz") && more.text.contains_key("second"));
        assert!(bytes(&more) <= MOST_BYTES);
        assert_eq!(more.take("first"), Some(half));
        assert_eq!(more.take("first"), None, "it was taken");
    }

    #[test]
    fn one_after_the_other_is_compressed_until_all_fits() {
        let large = lines(80_000);
        let files = || [("a", large.clone()), ("b", large.clone()), ("c", lines(10))];
        let mut fitted = Files::fitted(files());
        assert_eq!(fitted, Files::fitted(files()), "the same bytes every time");
        assert!(bytes(&fitted) <= MOST_BYTES);
        assert_eq!(fitted.compressed.keys().collect::<Vec<_>>(), ["a.gz"]);
        assert_eq!(fitted.text.keys().collect::<Vec<_>>(), ["b", "c"]);
        for (name, text) in files() {
            assert_eq!(fitted.take(name), Some(text), "{name}");
        }
    }

    #[test]
    fn what_is_no_gzip_or_unfolds_without_end_is_none() {
        let mut files = Files::default();
        let kept = |bytes| ByteString(bytes);
        files
            .compressed
            .insert("broken.gz".into(), kept(b"no gzip".to_vec()));
        let endless = "x".repeat(usize::try_from(MOST_UNFOLDED).expect("small") + 1);
        files
            .compressed
            .insert("endless.gz".into(), kept(gzip(&endless).expect("smaller")));
        assert_eq!((files.take("broken"), files.take("endless")), (None, None));
    }
}
