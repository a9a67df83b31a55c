//! Normalizes legal but unusual bytes of a body before it is read.

/// Takes away a byte order mark (RFC 8259 section 8.1 lets a reader ignore one; .NET's `StreamWriter` writes one), and
/// replaces each escape of half a character by `\ufffd` (section 8.2; `JSON.stringify` writes one where a text was cut
/// within an emoji).  Tells whether there was such an escape.
pub(crate) fn repair(body: &mut Vec<u8>) -> bool {
    if body.starts_with(b"\xef\xbb\xbf") {
        body.drain(..3);
    }
    let mut repaired = false;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        match surrogate(&body[at..]) {
            Some(Half::First) if surrogate(&body[at + 6..]) == Some(Half::Second) => at += 12,
            Some(_) => {
                body[at..at + 6].copy_from_slice(br"\ufffd");
                repaired = true;
                at += 6;
            }
            // What is escaped begins no escape.
            None => at = (at + 2).min(body.len()),
        }
    }
    repaired
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    First,
    Second,
}

/// The half of a character that a text begins with the escape of.
fn surrogate(text: &[u8]) -> Option<Half> {
    let [b'\\', b'u', b'd' | b'D', second, third, fourth, ..] = text else { return None };
    if !third.is_ascii_hexdigit() || !fourth.is_ascii_hexdigit() {
        return None;
    }
    match second {
        b'8' | b'9' | b'a' | b'b' | b'A' | b'B' => Some(Half::First),
        b'c'..=b'f' | b'C'..=b'F' => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn bodies() {
        for (body, plain, repaired) in [
            ("", "", false),
            ("\u{feff}{}", "{}", false),
            ("\u{feff}\u{feff}{}", "\u{feff}{}", false),
            ("{\"a\":\"\u{feff}\"}", "{\"a\":\"\u{feff}\"}", false),
            (r#"["\ud83d\ude00"]"#, r#"["\ud83d\ude00"]"#, false),
            (r#"["\uD83D\uDE00 \ue000 \ud7ff"]"#, r#"["\uD83D\uDE00 \ue000 \ud7ff"]"#, false),
            (r#"["\ud83d"]"#, r#"["\ufffd"]"#, true),
            (r#"["\ude00\ud83d"]"#, r#"["\ufffd\ufffd"]"#, true),
            (r#"["\ud83d\ud83d\ude00"]"#, r#"["\ufffd\ud83d\ude00"]"#, true),
            (r#"["\uDBFFx\uDFFF"]"#, r#"["\ufffdx\ufffd"]"#, true),
            (r#"{"\udc00": {"\ud800": 1}}"#, r#"{"\ufffd": {"\ufffd": 1}}"#, true),
            // An escaped backslash begins no escape.
            (r#"["\\ud83d \\\\ud83d"]"#, r#"["\\ud83d \\\\ud83d"]"#, false),
            (r#"["\\\ud83d"]"#, r#"["\\\ufffd"]"#, true),
            // What breaks off is left to the reader, who refuses it.
            (r"\", r"\", false),
            (r"\ud83", r"\ud83", false),
            (r"\ud83d", r"\ufffd", true),
            (r"\ud83d\", r"\ufffd\", true),
            (r"\ud83g", r"\ud83g", false),
        ] {
            let mut bytes = body.as_bytes().to_vec();
            assert_eq!(repair(&mut bytes), repaired, "{body}");
            assert_eq!(String::from_utf8_lossy(&bytes), plain, "{body}");
        }
    }
}
