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

/// How JSON within JSON within JSON escapes.
const MOST_BACKSLASHES: usize = 7;
/// That many backslashes, and `u002f`.
const LONGEST_ESCAPE: usize = MOST_BACKSLASHES + 5;

/// Keys whose values open something without a login, in whatever object they stand.
const SECRET_KEYS: [&str; 5] = ["token", "link", "signLink", "meetingLink", "url"];

/// Takes out of a foreign text what must not be shown: the client's secret, every URL (a signing link or a signed video
/// URL is a key by itself), and what stands in JSON under one of the keys above; in whatever spelling.
///
/// Scrub first and cut afterwards: of a secret that was cut, the rest would not be found, unless the text ends there.
pub(crate) fn scrub(text: &str, secret: &Secret) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (shown, hidden) = if let Some(length) = secret_at(rest, secret) {
            (0, length)
        } else if let Some(mark) = spelled_at(rest, "://") {
            (mark, length_until(&rest[mark..], |c| c.is_whitespace() || "\"'<>`{}|".contains(c)))
        } else if let Some(name) = SECRET_KEYS.iter().find_map(|key| key_at(rest, key)) {
            (name, length_until(&rest[name..], |c| c == '"'))
        } else {
            (first.len_utf8(), 0)
        };
        clean.push_str(&rest[..shown]);
        if hidden > 0 {
            clean.push_str("[redacted]");
        }
        rest = &rest[shown + hidden..];
    }
    clean
}

/// How much of the text's beginning is the secret; or, where the text was cut within it, the secret's beginning.
fn secret_at(text: &str, secret: &Secret) -> Option<usize> {
    if secret.0.len() < SHORTEST {
        return None;
    }
    if text.starts_with(&secret.0) {
        return Some(secret.0.len());
    }
    let (mut end, mut found) = (0, 0);
    for c in secret.0.chars() {
        let Some(length) = char_at(&text[end..], c) else {
            let rest = &text[end..];
            let cut = rest.is_empty() || rest.starts_with(['\\', '%', '&']) && rest.len() < LONGEST_ESCAPE;
            return (found >= SHORTEST && cut).then_some(text.len());
        };
        end += length;
        found += c.len_utf8();
    }
    Some(end)
}

/// How much of the text's beginning is a key of a JSON object, with all that is before the text which it holds.
fn key_at(text: &str, key: &str) -> Option<usize> {
    let mut end = spelled_at(text, "\"")?;
    for part in [key, "\"", ":", "\""] {
        end += spelled_at(&text[end..], part)?;
        end += length_until(&text[end..], |c| !c.is_whitespace());
    }
    Some(end)
}

fn length_until(text: &str, end: impl Fn(char) -> bool) -> usize {
    text.find(end).unwrap_or(text.len())
}

/// How much of the text's beginning is a spelling of `wanted`.
fn spelled_at(text: &str, wanted: &str) -> Option<usize> {
    wanted.chars().try_fold(0, |end, c| Some(end + char_at(&text[end..], c)?))
}

/// How much of the text's beginning is a spelling of this character.
fn char_at(text: &str, c: char) -> Option<usize> {
    match escape_at(text) {
        Some((escaped, length)) if escaped == c => Some(length),
        _ => text.starts_with(c).then(|| c.len_utf8()),
    }
}

/// The escaped character that the text begins with, and how long its spelling is: of JSON (`\/`, `\u002f`, with more
/// backslashes in JSON within JSON), of URLs (`%2f`) or of HTML (`&#47;`, `&#x2f;`).
fn escape_at(text: &str) -> Option<(char, usize)> {
    let number = |start: usize, length: usize, radix| {
        let digits = text.get(start..start + length).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    };
    match text.as_bytes().first()? {
        b'\\' => {
            let start = text.bytes().take(MOST_BACKSLASHES).take_while(|&b| b == b'\\').count();
            let c = text[start..].chars().next()?;
            match number(start + 1, 4, 16) {
                Some(escaped) if c == 'u' => Some((escaped, start + 5)),
                _ => Some((c, start + c.len_utf8())),
            }
        }
        b'%' => Some((number(1, 2, 16)?, 3)),
        b'&' => {
            let (start, radix) = if text.starts_with("&#x") { (3, 16) } else { (2, 10) };
            let length = text.bytes().skip(start).take(8).position(|b| b == b';').filter(|_| text.starts_with("&#"))?;
            Some((number(start, length, radix)?, start + length + 1))
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_foreign_text_loses() {
        let secret = Secret::new("canary+key/1");
        for (text, clean) in [
            ("", ""),
            ("nothing to hide", "nothing to hide"),
            ("your canary+key/1!", "your [redacted]!"),
            ("see https://host/link/abc, or \"http://x\"", "see https://[redacted] or \"http://[redacted]\""),
            (r"https:\/\/host\/link", r"https:\/\/[redacted]"),
            ("?next=https%3A%2F%2Fhost%2Flink&x", "?next=https%3A%2F%2F[redacted]"),
            ("://", "://"),
            (r"canary\u002bkey\/1 canary\\u002Bkey\\\/1", "[redacted] [redacted]"),
            ("canary%2Bkey%2f1 canary&#43;key/1 canary&#x2B;key&#x2F;1", "[redacted] [redacted] [redacted]"),
            // The text ends within the key: its beginning is still most of it.
            ("your canary+k", "your [redacted]"),
            (r"your canary\u00", "your [redacted]"),
            ("your canary is yellow", "your canary is yellow"),
            ("your canary", "your [redacted]"),
            ("your canar", "your canar"),
            (r#"{"token": "BKhD5EA0", "tokens": "2""#, r#"{"token": "[redacted]", "tokens": "2""#),
            (r#"{\"token\":\"BKhD5EA0\"}"#, r#"{\"token\":\"[redacted]"}"#),
            (r#"{"signLink":"BKhD5"#, r#"{"signLink":"[redacted]"#),
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
