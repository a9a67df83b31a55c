//! Bodies that no client should trust.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use serde_json::{Value, json};

/// A package id that belongs to no package.
pub const FOREIGN_PACKAGE_ID: &str = "00000000-0000-4000-8000-00000000f0e1";

/// A gateway's page.
pub(super) const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Service</title></head>\n\
    <body><h1>We will be back soon</h1></body></html>\n";
/// Something that begins like an answer and is none.
pub(super) const NOT_JSON: &str = "{\"packageId\": undefined, 'videos': [}";

/// Arrays within arrays, as deep as no parser should follow.
const DEPTH: usize = 100_000;

/// The right package, with a string that is no UTF-8.
pub(super) fn bad_utf8(package_id: &str) -> Vec<u8> {
    let mut body = format!("{{\"packageId\":\"{package_id}\",\"name\":\"caf").into_bytes();
    // A two-byte sequence cut short, a lone surrogate, and a byte that is never part of UTF-8.
    body.extend_from_slice(b"\xC3\x28 \xED\xA0\x80 \xFF\",\"videos\":[]}");
    body
}

/// The right package, with nesting that exhausts the stack of a recursive parser.
pub(super) fn nested(package_id: &str) -> Vec<u8> {
    let (open, close) = ("[".repeat(DEPTH), "]".repeat(DEPTH));
    format!("{{\"packageId\":\"{package_id}\",\"externalData\":{open}{close}}}").into_bytes()
}

/// The answer, as if it were another package's.
pub(super) fn foreign_id(body: &str, package_id: &str) -> String {
    body.replace(&package_id.to_lowercase(), FOREIGN_PACKAGE_ID)
}

/// A edit done to one object.
type Edit = fn(&mut serde_json::Map<String, Value>);

fn everywhere(body: &str, edit: Edit) -> String {
    fn walk(value: &mut Value, edit: Edit) {
        match value {
            Value::Object(object) => {
                object.values_mut().for_each(|value| walk(value, edit));
                edit(object);
            }
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, edit)),
            _ => {}
        }
    }
    let Ok(mut value) = serde_json::from_str::<Value>(body) else {
        return body.to_owned();
    };
    walk(&mut value, edit);
    value.to_string()
}

/// An unknown key in every object.
pub(super) fn unknown_fields(body: &str) -> String {
    everywhere(body, |object| {
        object.insert("futureField".into(), json!({ "since": "9.0", "values": [1, null, "x"] }));
    })
}

/// Unknown constants wherever there are constants.
pub(super) fn unknown_values(body: &str) -> String {
    everywhere(body, |object| {
        for key in ["state", "type"] {
            if object.get(key).is_some_and(Value::is_string) {
                object.insert(key.into(), format!("future_{key}").into());
            }
        }
    })
}

/// Wrong JSON types in everything documented except what says which package or video it is.
pub(super) fn wrong_types(body: &str) -> String {
    everywhere(body, |object| {
        for (key, value) in object.iter_mut() {
            *value = match (key.as_str(), &*value) {
                ("packageId" | "meetingVideoId" | "items" | "total" | "take" | "skip", _) => {
                    continue;
                }
                (_, Value::Bool(flag)) => json!(flag.to_string()),
                (_, Value::String(_)) => json!(17),
                (_, Value::Number(number)) => json!(number.to_string()),
                (_, Value::Array(items)) if items.is_empty() => json!("none"),
                ("order", _) => json!([]),
                _ => continue,
            };
        }
    })
}

/// A status, or a list of videos, that says something against itself: by the package, one thing or another.
pub(super) fn contradiction(body: &str, package_id: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(body) else {
        return body.to_owned();
    };
    let revision = "/documents/0/revisions/0";
    match package_id.bytes().map(usize::from).sum::<usize>() % 5 {
        0 => flip(&mut value, "/isExecuted"),
        1 => flip(&mut value, "/documents/0/isExecuted"),
        2 => {
            // Nobody who has signed is next.
            put(&mut value, &format!("{revision}/isSigned"), true.into());
            put(&mut value, &format!("{revision}/isNext"), true.into());
        }
        3 => put(&mut value, &format!("{revision}/signerId"), FOREIGN_PACKAGE_ID.into()),
        _ => put(&mut value, "/documents/0/packageId", FOREIGN_PACKAGE_ID.into()),
    }
    for video in value.get_mut("videos").and_then(Value::as_array_mut).into_iter().flatten() {
        // Deleted, and yet there.
        match video["state"].as_str() {
            Some("archived") => video["timeDeleted"] = super::NOW.into(),
            Some("deleted") => video["url"] = "https://localhost/tws/video/deleted".into(),
            _ => {}
        }
    }
    value.to_string()
}

fn flip(value: &mut Value, path: &str) {
    if let Some(Value::Bool(flag)) = value.pointer_mut(path) {
        *flag = !*flag;
    }
}

fn put(value: &mut Value, path: &str, new: Value) {
    if let Some(old) = value.pointer_mut(path) {
        *old = new;
    }
}

/// `body` in gzip.
pub(super) fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// How many blocks of [`BLOCK`] zeros the bomb has: 1 GiB in all.
const BLOCKS: u32 = 1024;
const BLOCK: usize = 1 << 20;

/// The parts of a gzip file of 1 GiB of zeros, to be sent one after the other.
///
/// A flushed deflate block ends on a byte and refers to nothing but zeros, so the same bytes can be sent again and
/// again: neither memory nor time is spent on the gigabyte.
pub(super) struct Bomb {
    block: Bytes,
    left: u32,
    head: bool,
    tail: Option<Bytes>,
}

impl Bomb {
    pub(super) fn new() -> Self {
        let zeros = vec![0; BLOCK];
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail; if it did, there would be less of a bomb.
        let flushed = encoder.write_all(&zeros).and_then(|()| encoder.flush());
        let block = match flushed {
            Ok(()) => Bytes::copy_from_slice(encoder.get_ref()),
            Err(_) => Bytes::new(),
        };
        let mut one = flate2::Crc::new();
        one.update(&zeros);
        let mut all = flate2::Crc::new();
        for _ in 0..BLOCKS {
            all.combine(&one);
        }
        // The empty last block, then checksum and length.
        let mut tail = vec![0x03, 0x00];
        tail.extend_from_slice(&all.sum().to_le_bytes());
        tail.extend_from_slice(&all.amount().to_le_bytes());
        Self { block, left: BLOCKS, head: true, tail: Some(tail.into()) }
    }
}

impl Iterator for Bomb {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if std::mem::take(&mut self.head) {
            return Some(Bytes::from_static(b"\x1f\x8b\x08\0\0\0\0\0\0\xff"));
        }
        if self.left > 0 {
            self.left -= 1;
            return Some(self.block.clone());
        }
        self.tail.take()
    }
}
