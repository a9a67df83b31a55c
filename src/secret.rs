//! Text that must never be printed.

use std::fmt;

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

/// Takes out of a foreign text what must not be shown: the given secrets, and every URL
/// (a signing link or a signed video URL is a key by itself).
pub(crate) fn scrub(text: &str, secrets: &[&Secret]) -> String {
    let mut clean = text.to_owned();
    for secret in secrets {
        if !secret.0.is_empty() && clean.contains(&secret.0) {
            clean = clean.replace(&secret.0, "[redacted]");
        }
    }
    scrub_urls(&clean)
}

/// Replaces what follows `://` up to a character that cannot stand in a URL.
fn scrub_urls(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        let end = after.find(|c: char| c.is_whitespace() || "\"'<>\\`{}|".contains(c)).unwrap_or(after.len());
        clean.push_str(before);
        if end > 0 {
            clean.push_str("[redacted]");
        }
        rest = &after[end..];
    }
    clean.push_str(rest);
    clean
}
