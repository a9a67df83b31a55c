//! What the targets share: secrets to be looked for, inputs of lines, a client that never waits.

pub mod fields;
mod records;
pub mod server;

use std::time::Duration;

use iinkedsign::fuzzing::Sent;
use iinkedsign::model::{Schema, ValueKind};
use iinkedsign::{Client, Config, Id};
use serde_json::{Map, Value};

/// The client's own secret.  Base64 keys hold `+` and `/`, which JSON writers and URLs spell in other ways.
pub const KEY: &str = "Canary+Key/5f1c";
/// Part of a link.
pub const LINK: &str = "CanaryLink7d0e";

/// Replaces single bytes, which a fuzzer finds by itself, by secrets in the spellings that servers use, and by long
/// runs, so that they come to stand where texts are cut.
pub fn with_secrets(input: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    for &byte in input {
        match byte {
            1 => output.extend(KEY.bytes()),
            2 => output.extend(KEY.chars().flat_map(|c| format!("\\u{:04x}", c as u32).into_bytes())),
            3 => output.extend(KEY.replace('+', "\\u002B").replace('/', "\\/").bytes()),
            4 => output.extend(KEY.replace('+', "%2B").replace('/', "%2f").bytes()),
            5 => output.extend(format!("https://host/{LINK}").bytes()),
            6 => output.extend(format!("https:\\/\\/host\\/{LINK}").bytes()),
            7 => output.extend(format!("HTTPS%3A%2F%2Fhost%2F{LINK}").bytes()),
            16 => output.extend(format!(r#""token" : "{LINK}""#).bytes()),
            17 => output.extend(format!(r#"\"token\":\"{LINK}\""#).bytes()),
            18 => output.extend(KEY.replace('+', "&#x2B;").replace('/', "&#47;").bytes()),
            14 => output.extend([b'x'; 100]),
            15 => output.extend([b'y'; 4000]),
            _ => output.push(byte),
        }
    }
    output
}

/// Whether an input spells a secret by itself, or names its own link before one: then the secret may stand anywhere, or
/// its key be read as the value of the other, and nothing follows from finding it.
pub fn spells_a_secret(input: &[u8]) -> bool {
    let text = String::from_utf8_lossy(input);
    let plain = unescape(&text);
    let names_a_link = ["oken", "ink", "url"]
        .iter()
        .any(|key| plain.contains(&format!("{key}\"")) || plain.contains(&format!("{key}'")));
    [&*text, &*plain].iter().any(|text| text.contains("anary")) || names_a_link && text.contains(['\u{10}', '\u{11}'])
}

/// Whether a text shows a secret: as it is, or to whoever undoes the escapes of JSON, URLs and HTML.
/// The beginning of a secret is enough: a key that was cut is still most of a key.
pub fn shows_a_secret(text: &str) -> bool {
    [text, &unescape(text)].iter().any(|text| [KEY, LINK].iter().any(|secret| text.contains(&secret[..6])))
}

pub fn assert_shows_no_secret(text: &str) {
    assert!(!shows_a_secret(text), "{text:?} shows a secret");
}

/// Undoes `\u002f`, `\/`, `%2f`, `&#47;` and `&#x2f;`.
fn unescape(text: &str) -> String {
    let code = |digits: Option<&str>, radix| char::from_u32(u32::from_str_radix(digits?, radix).ok()?);
    let mut clean = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (c, length) = match first {
            '\\' if rest[1..].starts_with('u') => (code(rest.get(2..6), 16), 6),
            '\\' => (rest[1..].chars().next(), 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            '%' => (code(rest.get(1..3), 16), 3),
            '&' => {
                let length = rest.find(';').unwrap_or_default();
                let digits = rest.get(2..length).filter(|_| rest.starts_with("&#"));
                let code = match digits.map(|digits| digits.strip_prefix('x').ok_or(digits)) {
                    Some(Ok(digits)) => code(Some(digits), 16),
                    Some(Err(digits)) => code(Some(digits), 10),
                    None => None,
                };
                (code, length + 1)
            }
            _ => (None, 0),
        };
        clean.push(c.unwrap_or(first));
        rest = &rest[if c.is_some() { length } else { first.len_utf8() }..];
    }
    clean
}

/// Fails where a text has more than one line, for any reader of lines.
pub fn assert_is_one_line(text: &str) {
    assert!(!text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{text:?}");
}

/// The lines `key=value` before the first empty line, and all that follows it.
pub fn head_and_rest(input: &[u8]) -> (Vec<(&[u8], &[u8])>, &[u8]) {
    let mut lines = Vec::new();
    let mut rest = input;
    while !rest.is_empty() {
        let (line, after) = divide(rest, b'\n').unwrap_or((rest, &[]));
        rest = after;
        if line.is_empty() {
            break;
        }
        lines.extend(divide(line, b'='));
    }
    (lines, rest)
}

fn divide(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = text.iter().position(|&byte| byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// A client that has no time for anything but what it was handed.
pub fn client() -> Client {
    let config = Config::new().base_url("http://127.0.0.1:9/api/v1").api_key(KEY);
    Client::new(&config.timeout(Some(Duration::from_nanos(1)))).expect("the options are right")
}

/// The id for inputs that name none.
pub fn package() -> Id {
    Id::new("7a17e4e7-bc32-4256-bf81-27eac794c2b7", "package_id").expect("the vendor's own")
}

/// An answer with this body that is a success.
pub fn success(body: &[u8]) -> Sent<'_> {
    Sent { status: 200, retry_after: None, request_id: None, body }
}

/// Puts another text wherever a record has one that is a secret or about a person.
pub fn replace_secrets(record: &mut Map<String, Value>, schema: &Schema) {
    for field in schema.fields {
        match (field.kind, record.get_mut(field.name)) {
            (ValueKind::Secret | ValueKind::Personal | ValueKind::Link(_), Some(Value::String(text))) => {
                *text = LINK.to_owned();
            }
            (ValueKind::Link(schema) | ValueKind::Record(schema), Some(Value::Object(inner))) => {
                replace_secrets(inner, schema);
            }
            (ValueKind::List(schema), Some(Value::Array(items))) if items.iter().all(Value::is_object) => {
                items.iter_mut().filter_map(Value::as_object_mut).for_each(|item| replace_secrets(item, schema));
            }
            _ => {}
        }
    }
}
