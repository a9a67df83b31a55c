//! Text that must never be printed.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;

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

    /// Whether a key or a token can stand in a header as it is.
    pub(crate) fn fits_in_header(&self) -> bool {
        !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A shorter secret is not searched for in foreign texts: it would be found in ordinary words.
const SHORTEST: usize = 6;

/// Keys whose values open something without a login, in whatever object they stand.
const SECRET_KEYS: [&str; 5] = ["token", "link", "signLink", "meetingLink", "url"];

/// How many nested layers of escapes are resolved to find a secret.
const DEEPEST: u32 = 5;
/// The longest incomplete escape.
const LONGEST_ESCAPE: usize = 8;

const REDACTED: &str = "[redacted]";

/// The client's secrets, which must not be shown even if a server repeats them.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Adds a text, and its Base64, in which headers carry passwords.
    pub(crate) fn add(&mut self, text: &str) {
        if text.len() >= SHORTEST {
            self.0.extend([text.to_owned(), BASE64_STANDARD_NO_PAD.encode(text)]);
        }
    }

    /// Whether a short text has one of them in it, as it is.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        // A searcher for all of a secret takes longer to make than to look for its first byte.
        let is_in = |secret: &[u8]| memchr::memchr_iter(secret[0], text).any(|at| text[at..].starts_with(secret));
        self.0.iter().any(|secret| is_in(secret.as_bytes()))
    }

    /// Removes from a foreign text what must not be shown: these secrets, every URL (a signing link or a signed video
    /// URL is a credential), and the values of [`SECRET_KEYS`].
    ///
    /// JSON, URLs and HTML can spell one text in many ways.  If something is found behind such escapes, the text is
    /// returned without them; otherwise it is unchanged.
    ///
    /// Scrub before cutting: of a secret that was cut, only the beginning is recognized, at the end of a text.
    pub(crate) fn scrub(&self, text: &str) -> String {
        self.scrub_deeply(text, DEEPEST)
    }

    fn scrub_deeply(&self, text: &str, depth: u32) -> String {
        let mut clean = text.to_owned();
        for secret in &self.0 {
            clean = hide(&clean, secret);
        }
        clean = scrub_values(&scrub_urls(&clean));
        let decoded = decode(&clean);
        if depth == 0 || decoded == clean {
            return clean;
        }
        let deeper = self.scrub_deeply(&decoded, depth - 1);
        if deeper == decoded { clean } else { deeper }
    }
}

/// Replaces a secret, and what there is of it where the text breaks off.
///
/// It is looked for from each place, with its escapes: an escape that breaks off just before it would otherwise take
/// its first characters along when it is resolved.
fn hide(text: &str, secret: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (shown, length) = match length_of(secret, rest) {
            Some(length) => (REDACTED, length),
            None => (&rest[..first.len_utf8()], first.len_utf8()),
        };
        clean.push_str(shown);
        rest = &rest[length..];
    }
    clean
}

/// How much of the text's beginning is the secret.
fn length_of(secret: &str, text: &str) -> Option<usize> {
    if text.starts_with(secret) {
        return Some(secret.len());
    }
    let mut end = 0;
    for (at, character) in secret.char_indices() {
        let rest = &text[end..];
        end += match escape(rest) {
            Some((escaped, length)) if escaped == character => length,
            _ if rest.starts_with(character) => character.len_utf8(),
            None if at >= SHORTEST && breaks_off(rest) => return Some(text.len()),
            _ => return None,
        };
    }
    Some(end)
}

/// Whether nothing follows but the beginning of an escape.
fn breaks_off(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['\\', '%', '&']) && rest.len() <= LONGEST_ESCAPE
}

/// Replaces what follows `//` up to a character that ends a URL in any text.
fn scrub_urls(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("//") {
        let (before, url) = rest.split_at(start + 2);
        let end = url.find(|c: char| c.is_whitespace() || "\"<>`".contains(c)).unwrap_or(url.len());
        clean.push_str(before);
        if end > 0 {
            clean.push_str(REDACTED);
        }
        rest = &url[end..];
    }
    clean + rest
}

/// Replaces the texts that are values of [`SECRET_KEYS`], whether the whole is JSON or its beginning only.
fn scrub_values(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(at + 1);
        clean.push_str(before);
        rest = quoted;
        if let Some(start) = SECRET_KEYS.iter().find_map(|key| value_of(key, quoted)) {
            let (key, value) = quoted.split_at(start);
            clean.push_str(key);
            clean.push_str(REDACTED);
            rest = &value[quoted_length(value, key.ends_with('\''))..];
        }
    }
    clean + rest
}

/// Where the value begins, if the text is the rest of `"key": "value"`.
fn value_of(key: &str, text: &str) -> Option<usize> {
    let rest = text.strip_prefix(key)?.strip_prefix(['"', '\''])?;
    let rest = rest.trim_start().strip_prefix(':')?;
    let rest = rest.trim_start().strip_prefix(['"', '\''])?;
    Some(text.len() - rest.len())
}

/// How long a text is up to the quote that ends it.
fn quoted_length(text: &str, single: bool) -> usize {
    let mut escaped = false;
    let ends = |c| {
        let ends = !escaped && c == if single { '\'' } else { '"' };
        escaped = !escaped && c == '\\';
        ends
    };
    text.find(ends).unwrap_or(text.len())
}

/// Resolves one layer of escapes: `\/` and `\u002f` of JSON, `%2F` of URLs, `&#x2F;` of HTML.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '%', '&']) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = escape(rest).unwrap_or((char::from(rest.as_bytes()[0]), 1));
        decoded.push(character);
        rest = &rest[length..];
    }
    decoded + rest
}

/// The character that a text begins with the escape of, and how long that is.
fn escape(text: &str) -> Option<(char, usize)> {
    let number = |from: usize, to: usize, radix| {
        let digits = text.get(from..to).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    };
    // Not further than its digits go: a text may have any number of entities that do not end.
    let entity = |from: usize| {
        let end = from + text.bytes().skip(from).take_while(u8::is_ascii_hexdigit).count();
        (text.as_bytes().get(end) == Some(&b';')).then_some(end)
    };
    match text.as_bytes() {
        [b'%', ..] => Some((number(1, 3, 16).filter(char::is_ascii)?, 3)),
        [b'\\', b'u' | b'U', ..] => Some((number(2, 6, 16)?, 6)),
        [b'\\', b'x', ..] => Some((number(2, 4, 16)?, 4)),
        [b'\\', character @ (b'/' | b'"' | b'\'' | b'\\'), ..] => Some((char::from(*character), 2)),
        [b'&', b'#', b'x' | b'X', ..] => entity(3).and_then(|end| Some((number(3, end, 16)?, end + 1))),
        [b'&', b'#', ..] => entity(2).and_then(|end| Some((number(2, end, 10)?, end + 1))),
        _ if text.starts_with("&amp;") => Some(('&', 5)),
        _ if text.starts_with("&quot;") => Some(('"', 6)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_foreign_text_loses() {
        let mut secrets = Secrets::default();
        for secret in ["canary+key/1", "user:canary", "k"] {
            secrets.add(secret);
        }
        for (text, clean) in [
            // Nothing to hide stays as it came, with its escapes.
            ("", ""),
            ("nothing to hide", "nothing to hide"),
            (r#"{ "error": "a\/b \"x\" 100%25", "k": "k" }"#, r#"{ "error": "a\/b \"x\" 100%25", "k": "k" }"#),
            ("// %zz %u \\u12 &#; &#x; 100% \\", "// %zz %u \\u12 &#; &#x; 100% \\"),
            // The client's own.
            ("your canary+key/1!", "your [redacted]!"),
            ("Basic dXNlcjpjYW5hcnk=", "Basic [redacted]="),
            ("canary%2Bkey%2f1", "[redacted]"),
            ("canary%252Bkey%252f1", "[redacted]"),
            ("<p>canary&#43;key&#x2F;1 &amp;", "<p>[redacted] &amp;"),
            (r#"{"m": "canary\u002bkey\/1"}"#, r#"{"m": "[redacted]"}"#),
            (r#"{"m": "{\"n\":\"canary\\u002bkey\\/1"#, r#"{"m": "{"n":"[redacted]"#),
            (r"b'canary\x2bkey/1'", "b'[redacted]'"),
            // Behind an escape that breaks off, which could be read on into it.
            (r"\u10canary\u002Bkey\/1", r"\u10[redacted]"),
            ("%0canary%2Bkey/1 &#1canary+key/1", "%0[redacted] &#1[redacted]"),
            (r"\u10canary\u002Bk", r"\u10[redacted]"),
            // Where it breaks off, what is there is still most of it.
            ("your canary+k", "your [redacted]"),
            ("your canary", "your [redacted]"),
            (r"your canary\u00", "your [redacted]"),
            ("your canary%2Bke", "your [redacted]"),
            ("your canary%2", "your [redacted]"),
            ("your canar", "your canar"),
            ("your canary is yellow", "your canary is yellow"),
            // URLs, with and without a scheme.
            ("see https://host/l/abc, or \"http://x\"", "see https://[redacted] or \"http://[redacted]\""),
            ("<a href='https://host'>here</a>", "<a href='https://[redacted]>here</a>"),
            ("//host/link?a='b'&c={d} there", "//[redacted] there"),
            (r"https:\/\/host\/link", "https://[redacted]"),
            (r#"{"m": ["https:\u002f\u002fhost", 1]}"#, r#"{"m": ["https://[redacted]", 1]}"#),
            ("?next=https%3A%2F%2Fhost%2Flink&x", "?next=https://[redacted]"),
            ("https:&#x2F;&#47;host", "https://[redacted]"),
            // Values that only their keys make secret, also in JSON that breaks off.
            (r#"{"signLink": {"token": "BKhD5EA0"}}"#, r#"{"signLink": {"token": "[redacted]"}}"#),
            (r#"{"meetingLink" :"BKh\"D5\\", "a": 1"#, r#"{"meetingLink" :"[redacted]", "a": 1"#),
            (r#"{"token":"BKhD"#, r#"{"token":"[redacted]"#),
            (r#"{"m":"{\"token\":\"BKhD\"}"}"#, r#"{"m":"{"token":"[redacted]"}"}"#),
            (r"{'url': 'BKhD', 'name': 'x'}", r"{'url': '[redacted]', 'name': 'x'}"),
            (r#"{"token": null, "tokens": "x"}"#, r#"{"token": null, "tokens": "x"}"#),
        ] {
            assert_eq!(secrets.scrub(text), clean);
        }
    }

    #[test]
    fn escapes_without_end() {
        let text = format!("%{}canary", "25".repeat(30_000));
        assert_eq!(Secrets::default().scrub(&text), text);
    }
}
