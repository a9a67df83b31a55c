//! From records to JSON text.
//!
//! Every answer of C contains its JSON text, wanted or not, so it is put together in the least work: most texts need no
//! escapes, and are copied as a whole.  What comes out is what `serde_json` makes of the record; where the text that came
//! was kept, it is that one.

use std::convert::Infallible;
use std::fmt::Write;

use super::record::{Record, View};

/// Room for a usual answer, instead of by doubling.
const ROOM: usize = 4 << 10;

/// A value as JSON text.
pub(super) fn json_text(view: View<'_>) -> String {
    let mut json = String::with_capacity(ROOM);
    put(&mut json, view);
    json
}

fn put(json: &mut String, view: View<'_>) {
    match view {
        View::Null => json.push_str("null"),
        View::Text(text) => put_text(json, text),
        View::Integer(number) => {
            // Writing to memory cannot fail.
            let _ = write!(json, "{number}");
        }
        View::Flag(flag) => json.push_str(if flag { "true" } else { "false" }),
        View::Json(value) => json.push_str(value.text()),
        View::Record(record) => put_record(json, record),
        View::List(list) => {
            json.push('[');
            for index in 0..list.len() {
                if index > 0 {
                    json.push(',');
                }
                put_record(json, list.at(index));
            }
            json.push(']');
        }
    }
}

fn put_record(json: &mut String, record: &dyn Record) {
    if let Some(kept) = record.json() {
        return json.push_str(kept.text());
    }
    let fields = record.schema().fields;
    // Every record has documented fields, and they come first.
    let Ok(()) = record.walk::<Infallible>(|index, name, view| {
        match index {
            Some(0) => {
                json.push('{');
                json.push_str(&fields[0].json_key[1..]);
            }
            Some(index) => json.push_str(fields[index].json_key),
            None => {
                json.push(',');
                put_text(json, name);
                json.push(':');
            }
        }
        put(json, view);
        Ok(())
    });
    json.push('}');
}

fn put_text(json: &mut String, text: &str) {
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // To the end in any case, so that many bytes can be looked at together.
    if text.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
        // Every text can be written as JSON.
        json.push_str(&serde_json::to_string(text).unwrap_or_default());
    } else {
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends with what failed")]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    use crate::model::read::{read, read_until};
    use crate::model::{PackagePage, PackageStatus};

    #[test]
    fn the_text_is_the_one_of_serde_json() {
        let sample = include_str!("../emulator/samples/status.json");
        let odd = r#"{"packageId": "p", "unknown \"key\"\u0001": [1, {"a" : 2.50}], "": null, "state": "new\\state",
            "isExecuted": "true", "externalData": {"deep": "\ud83d\ude00"}, "signers": [], "documents": [{"order": -7,
            "name": "a\"b\\c/\u0000\u001f\u007f\u2028 ä€😀", "isExecuted": false, "revisions": [{}, {"isNext": true}]}]}"#;
        for body in [sample, odd, "{}"] {
            let record: PackageStatus = read(body.as_bytes()).unwrap();
            assert_eq!(json_text(View::Record(&record)), serde_json::to_string(&record).unwrap());
        }
        // Every byte, at every place beside others that are looked at together with it.
        for code in 0..=0x100 {
            for before in 0..40 {
                let name = ["x".repeat(before), char::from_u32(code).unwrap().to_string(), "y".repeat(39 - before)];
                let record = PackageStatus { name: Some(name.concat()), ..PackageStatus::default() };
                assert_eq!(json_text(View::Record(&record)), serde_json::to_string(&record).unwrap());
            }
        }
    }

    #[test]
    fn an_answer_that_keeps_its_text_has_it() {
        let packages = [r#"{"packageId":"p", "name":"a\/b"}"#, r#"{ "unknown" : [1.50 ], "packageId": null}"#];
        let body = format!(" {{\"items\": [{}, {} ] , \"total\": 2}}", packages[0], packages[1]);
        let stop = AtomicBool::new(false);
        let (page, _): (PackagePage, bool) = read_until(body.as_bytes(), true, &stop).unwrap();
        let items = page.items.unwrap();
        for (package, text) in items.iter().zip(packages) {
            assert_eq!(package.json.as_ref().unwrap().text(), text);
        }
        assert_eq!(json_text(View::List(&items)), format!("[{},{}]", packages[0], packages[1]));
        let (status, _): (PackageStatus, bool) = read_until(packages[0].as_bytes(), true, &stop).unwrap();
        assert_eq!(json_text(View::Record(&status)), packages[0]);
        assert_eq!(read::<PackageStatus>(packages[0].as_bytes()).unwrap().json, None);
    }
}
