//! Answers: what counts as one, that nothing is lost from it, that it is written as it was read, what it differs in,
//! and that no secret of it shows.
#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use iinkedsign::fuzzing::{self, delete_package, get_package, list_videos, package_page, package_status};
use iinkedsign::model::{Record, Schema, ValueKind};
use iinkedsign::{Client, DriftKind, Id, Kind, Result};
use iinkedsign_fuzz::{client, package, replace_secrets, success};
use serde_json::Value;

static CLIENT: LazyLock<Client> = LazyLock::new(client);

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let sent = serde_json::from_slice::<Value>(body);
    let named = sent.as_ref().ok().and_then(|sent| sent.get("packageId")?.as_str());
    let id = named.and_then(|named| Id::new(named, "package_id").ok());
    let asked = id.clone().unwrap_or_else(package);

    check(body, sent.as_ref(), id.is_some(), &|body| package_status(&CLIENT, &asked, success(body)));
    check(body, sent.as_ref(), id.is_some(), &|body| get_package(&CLIENT, &asked, success(body)));
    check(body, sent.as_ref(), id.is_some(), &|body| list_videos(&CLIENT, &asked, success(body)));
    check(body, sent.as_ref(), true, &|body| package_page(&CLIENT, success(body)));
    if let Ok(answer) = delete_package(&CLIENT, &asked, success(body)) {
        let error = answer.extra.get("error").map_or("null", |error| error.text());
        assert!(["null", "\"\"", "false"].contains(&error), "a deletion that tells of an error was done");
    }
});

/// `about_it` is whether the body names a package that can be asked about; of a body that the other reader cannot read,
/// it may be about the vendor's own.
fn check<R: Record + PartialEq + std::fmt::Debug>(
    body: &[u8],
    sent: Result<&Value, &serde_json::Error>,
    about_it: bool,
    read: &dyn Fn(&[u8]) -> Result<R>,
) {
    let record = match read(body) {
        Ok(record) => record,
        Err(error) => {
            assert!(error.kind() == Kind::Response);
            assert!(!(about_it && sent.is_ok_and(Value::is_object)), "an answer was refused: {}", error.message());
            return;
        }
    };
    assert!(about_it || sent.is_err(), "it is not about the package");
    let dynamic: &dyn Record = &record;
    let written = dynamic.to_json();
    let Ok(sent) = sent else {
        // Nothing else than how deep it goes, how large its numbers are, a byte order mark and half characters may
        // divide two readers of JSON.
        let reason = sent.map_err(ToString::to_string).err().unwrap_or_default();
        let known = ["recursion limit", "number out of range", "surrogate", "hex escape"];
        assert!(body.starts_with(b"\xef\xbb\xbf") || known.iter().any(|known| reason.contains(known)), "{reason}");
        assert!(read(written.as_bytes()).is_ok_and(|again| again == record), "{written}");
        return;
    };
    let out: Value = serde_json::from_str(&written).expect("what is written is JSON");
    let mut expected = BTreeSet::new();
    compare(&out, sent, dynamic.schema(), "", &mut expected);
    let found: BTreeSet<_> = fuzzing::drift(dynamic).into_iter().map(|drift| (drift.path, drift.kind)).collect();
    // Keys that may hold what must not be shown come out changed.
    let plain = |path: &str| !path.contains(['/', '\\', '%', '&', '"', '\'']);
    if expected.len() < 1000 && expected.iter().all(|(path, _)| plain(path)) {
        assert_eq!(found, expected);
    }
    assert!(read(written.as_bytes()).is_ok_and(|again| again == record), "{written}");
    assert_debug_is_blind(&out, dynamic.schema(), read);
}

/// Everything that was sent is there, and nothing else but documented keys without a value.
fn compare(out: &Value, sent: &Value, schema: &Schema, path: &str, drift: &mut BTreeSet<(String, DriftKind)>) {
    let (Value::Object(out), Value::Object(sent)) = (out, sent) else { panic!("{out} of {sent} at {path}") };
    for key in out.keys().filter(|key| !sent.contains_key(*key)) {
        assert!(schema.field(key).is_some(), "{key} at {path} comes from nowhere");
    }
    for field in schema.fields {
        let value = &out[field.name];
        let alias = field.alias.and_then(|alias| sent.get(alias)).filter(|alias| alias.is_string());
        match sent.get(field.name).filter(|sent| !sent.is_null()).or(alias) {
            None => assert!(value.is_null(), "{value} at {path}{} was not sent", field.name),
            Some(sent) => {
                if let Some(kind) = compare_value(value, sent, field.kind, &format!("{path}{}", field.name), drift) {
                    // Where another spelling stands in for a value of the wrong type, what came is still shown.
                    let read_as_alias = kind == DriftKind::WrongType && alias.is_some_and(|alias| alias != sent);
                    if !read_as_alias {
                        drift.insert((format!("{path}{}", field.name), kind));
                    }
                }
            }
        }
    }
    for (key, value) in sent.iter().filter(|(key, _)| schema.field(key).is_none()) {
        assert!(same(&out[key], value), "{} instead of {value} for {key} at {path}", out[key]);
        if schema.fields.iter().all(|field| field.alias != Some(key)) {
            drift.insert((format!("{path}{key}").chars().take(200).collect(), DriftKind::UnknownField));
        }
    }
}

fn compare_value(
    out: &Value,
    sent: &Value,
    kind: ValueKind,
    path: &str,
    drift: &mut BTreeSet<(String, DriftKind)>,
) -> Option<DriftKind> {
    match (kind, sent) {
        (ValueKind::List(schema), Value::Array(items)) if items.iter().all(Value::is_object) => {
            let out = out.as_array().expect("a list");
            assert_eq!(out.len(), items.len(), "{path}");
            for (out, sent) in out.iter().zip(items) {
                compare(out, sent, schema, &format!("{path}[]."), drift);
            }
            return None;
        }
        (ValueKind::Link(schema) | ValueKind::Record(schema), Value::Object(_)) => {
            compare(out, sent, schema, &format!("{path}."), drift);
            return None;
        }
        _ => assert!(same(out, sent), "{out} instead of {sent} at {path}"),
    }
    let whole = |number: &serde_json::Number| {
        number.is_i64()
            || number.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0)
    };
    match (kind, sent) {
        (ValueKind::Time, Value::String(text)) => text.starts_with("0001-").then_some(DriftKind::UnknownValue),
        (ValueKind::Constant(known), Value::String(text)) => {
            known.iter().all(|(name, _)| name != text).then_some(DriftKind::UnknownValue)
        }
        (
            ValueKind::Text | ValueKind::Personal | ValueKind::Secret | ValueKind::Duration | ValueKind::Link(_),
            Value::String(_),
        )
        | (ValueKind::Flag, Value::Bool(_))
        | (ValueKind::Json, _) => None,
        (ValueKind::Integer, Value::Number(number)) if whole(number) => None,
        _ => Some(DriftKind::WrongType),
    }
}

/// The same value; but 0 and -0 are one integer.
fn same(one: &Value, other: &Value) -> bool {
    let zero = |value: &Value| value.as_f64() == Some(0.0);
    one == other || zero(one) && zero(other)
}

/// What `Debug` shows does not depend on what the secret and personal texts are.
fn assert_debug_is_blind<R: std::fmt::Debug>(out: &Value, schema: &Schema, read: &dyn Fn(&[u8]) -> Result<R>) {
    let mut other = out.clone();
    if let Value::Object(other) = &mut other {
        replace_secrets(other, schema);
    }
    let debug = |value: &Value| read(value.to_string().as_bytes()).map(|record| format!("{record:?} {record:#?}")).ok();
    assert_eq!(debug(out), debug(&other), "Debug shows a secret");
}
