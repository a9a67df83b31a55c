//! Text that must never be printed.

use std::fmt;

use serde_json::Value;

/// A key, token, signing link or signed URL.
///
/// `Debug` shows a placeholder and there is no `Display`: the text only comes out by [`Secret::expose`],
/// so that each place which reveals one can be found by searching for that word.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A shorter secret is not looked for in foreign texts: it would be found in ordinary words.
const SHORTEST: usize = 6;

/// Keys whose values open something without a login, in whatever object they stand.
const SECRET_KEYS: [&str; 5] = ["token", "link", "signLink", "meetingLink", "url"];

/// How `://` is written: plainly, in JSON with escapes, in a query.
const URL_MARKS: [&str; 4] = ["://", ":\\/\\/", ":\\u002f\\u002f", "%3a%2f%2f"];

/// Takes out of a foreign text what must not be shown: the client's secret, and every URL
/// (a signing link or a signed video URL is a key by itself).
///
/// Scrub first and cut afterwards: of a secret that was cut, the rest would not be found.
pub(crate) fn scrub(text: &str, secret: &Secret) -> String {
    let mut clean = text.to_owned();
    if secret.0.len() >= SHORTEST && clean.contains(&secret.0) {
        clean = clean.replace(&secret.0, "[redacted]");
    }
    scrub_urls(&clean)
}

/// The same for a body.  JSON can write one text in many ways, so there it is the decoded texts that are looked at;
/// a body in which nothing is found stays as it came.
pub(crate) fn scrub_body(body: &[u8], secret: &Secret) -> String {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return scrub(&String::from_utf8_lossy(body), secret);
    };
    if scrub_value(&mut value, secret) { value.to_string() } else { String::from_utf8_lossy(body).into_owned() }
}

/// Scrubs all texts of a JSON value; tells whether there was anything to scrub.
fn scrub_value(value: &mut Value, secret: &Secret) -> bool {
    let replace = |text: &mut String, clean: String| {
        let found = *text != clean;
        *text = clean;
        found
    };
    match value {
        Value::String(text) => {
            let clean = scrub(text, secret);
            replace(text, clean)
        }
        Value::Array(items) => items.iter_mut().fold(false, |found, item| scrub_value(item, secret) | found),
        Value::Object(fields) => {
            let mut found = false;
            for (key, mut value) in std::mem::take(fields) {
                let clean = scrub(&key, secret);
                found |= clean != key;
                found |= match &mut value {
                    Value::String(text) if SECRET_KEYS.contains(&key.as_str()) => {
                        replace(text, "[redacted]".to_owned())
                    }
                    value => scrub_value(value, secret),
                };
                fields.insert(clean, value);
            }
            found
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Replaces what follows `://` up to a character that cannot stand in a URL.
fn scrub_urls(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    let next =
        |from: usize| URL_MARKS.iter().filter_map(|mark| Some(from + lower[from..].find(mark)? + mark.len())).min();
    while let Some(start) = next(done) {
        let end = text[start..]
            .find(|c: char| c.is_whitespace() || "\"'<>`{}|".contains(c))
            .map_or(text.len(), |length| start + length);
        clean.push_str(&text[done..start]);
        if end > start {
            clean.push_str("[redacted]");
        }
        done = end;
    }
    clean.push_str(&text[done..]);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_foreign_text_loses() {
        let secret = Secret::new("canary+key/1");
        for (text, clean) in [
            ("nothing to hide", "nothing to hide"),
            ("your canary+key/1!", "your [redacted]!"),
            ("see https://host/link/abc, or \"http://x\"", "see https://[redacted] or \"http://[redacted]\""),
            (r"https:\/\/host\/link", r"https:\/\/[redacted]"),
            ("?next=https%3A%2F%2Fhost%2Flink&x", "?next=https%3A%2F%2F[redacted]"),
            ("://", "://"),
        ] {
            assert_eq!(scrub(text, &secret), clean);
        }
        assert_eq!(scrub("package_not_found", &Secret::new("k")), "package_not_found");
    }

    #[test]
    fn what_a_body_loses() {
        let secret = Secret::new("canary+key/1");
        for (body, clean) in [
            (r#"{ "error": "x" }"#, r#"{ "error": "x" }"#),
            (r#"{"m": "canary\u002bkey\/1"}"#, r#"{"m":"[redacted]"}"#),
            (r#"{"m": ["https:\u002f\u002fhost"]}"#, r#"{"m":["https://[redacted]"]}"#),
            (r#"{"signLink": {"token": "BKhD5EA0"}}"#, r#"{"signLink":{"token":"[redacted]"}}"#),
            (r#"{"meetingLink": "BKhD5EA0"}"#, r#"{"meetingLink":"[redacted]"}"#),
            ("<a href='https://host'>canary+key/1</a>", "<a href='https://[redacted]'>[redacted]</a>"),
        ] {
            assert_eq!(scrub_body(body.as_bytes(), &secret), clean);
        }
    }
}
