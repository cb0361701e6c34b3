//! The one JSON object in an answer: alone, in a code fence, or with prose around it.

use serde_json::{Deserializer, Value};

/// So many braces are tried as the start of the object; an answer in prose has few.
const TRIES: usize = 64;

/// The object, or in words what there is instead of it.
pub(super) fn find(text: &str) -> Result<Value, String> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.is_empty() {
        return Err("the answer is empty".to_owned());
    }
    let mut truncated = false;
    let mut found = None;
    let mut skip_to = 0;
    for (at, _) in text.match_indices('{').take(TRIES) {
        if at < skip_to {
            continue; // within an object that was read
        }
        let mut values = Deserializer::from_str(&text[at..]).into_iter::<Value>();
        match values.next() {
            Some(Ok(value @ Value::Object(_))) => {
                skip_to = at + values.byte_offset();
                if found.replace(value).is_some() {
                    return Err("the answer holds several JSON objects".to_owned());
                }
            }
            Some(Err(error)) if error.is_eof() => truncated = true,
            _ => {}
        }
    }
    match (found, truncated) {
        // The outer object breaks off, and one within it is whole.
        (_, true) => Err("the JSON object breaks off before its end".to_owned()),
        (Some(object), false) => Ok(object),
        (None, false) => Err("the answer holds no JSON object".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_found_with_and_without_what_stands_around_it() {
        let object = json!({ "region": "ap-south-1", "usage": { "apiRequests": 5 } });
        for text in [
            object.to_string(),
            format!("\u{feff}{object}\n"),
            format!("```json\n{object:#}\n```"),
            format!("Sure! Here it is: {object} Anything else?"),
            format!("I call {{the tool}}: {object}"),
        ] {
            assert_eq!(find(&text), Ok(object.clone()), "{text}");
        }
    }

    #[test]
    fn what_is_no_object_is_told_apart() {
        for (text, told) in [
            ("", "empty"),
            ("I can't help with that.", "no JSON object"),
            ("[1, 2]", "no JSON object"),
            ("{\"region\": \"ap-", "breaks off"),
            ("{\"a\": {\"b\": 1}, \"c\": [", "breaks off"),
            ("{\"a\": 1} {\"b\": 2}", "several"),
            (&"{\"a\":".repeat(10_000), "no JSON object"),
        ] {
            let error = find(text).expect_err(told);
            assert!(error.contains(told), "{told}: {error}");
        }
    }
}
