//! Compares the structs of the C binding with the JSON text that comes with them.

use std::ffi::{CStr, c_char};

use iinkedsign::capi::*;
use serde_json::Value;

/// The text at a pointer, which must be UTF-8.
///
/// # Safety
/// NULL or NUL-terminated, and alive.
pub unsafe fn text<'a>(pointer: *const c_char) -> Option<&'a str> {
    // SAFETY: the caller's promise.
    (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_str().expect("UTF-8"))
}

/// A struct whose fields have the wire's names in `snake_case`.
pub trait Fields {
    /// Fails where a field is not what the JSON value says.
    ///
    /// # Safety
    /// An answer of the library that was not freed.
    unsafe fn compare(&self, json: &Value);
}

pub(crate) unsafe fn compare_text(pointer: *const c_char, json: &Value) {
    // SAFETY: the caller's promise.
    let text = unsafe { text(pointer) };
    assert_eq!(text.map(str::to_owned), json.as_str().map(|text| text.replace('\0', "\u{fffd}")));
}

pub(crate) fn compare_number(number: i64, json: &Value) {
    match json.as_i64() {
        Some(json) => assert_eq!(number, json),
        // 1.0 counts as 1, and what is no whole number as nothing.
        #[expect(clippy::cast_precision_loss, reason = "such numbers are below 2^53")]
        None => assert!(number == -1 || json.as_f64() == Some(number as f64), "{number} of {json}"),
    }
}

pub(crate) fn compare_flag(flag: bool, json: &Value) {
    assert_eq!(flag, *json == Value::Bool(true));
}

pub(crate) unsafe fn compare_timed(sent: *const c_char, us: i64, json: &Value) {
    // SAFETY: the caller's promise.
    unsafe { compare_text(sent, json) };
    assert!(!sent.is_null() || us == IINKED_NO_TIME);
}

pub(crate) unsafe fn compare_constant(code: i32, sent: *const c_char, json: &Value) {
    // SAFETY: the caller's promise.
    unsafe { compare_text(sent, json) };
    assert!((0..=7).contains(&code));
}

pub(crate) unsafe fn compare_record<T: Fields>(record: *const T, json: &Value) {
    // SAFETY: NULL, or alive.
    match unsafe { record.as_ref() } {
        // SAFETY: as above.
        Some(record) => unsafe { record.compare(json) },
        None => assert!(!json.is_object()),
    }
}

pub(crate) unsafe fn compare_json(pointer: *const c_char, json: &Value) {
    // SAFETY: the caller's promise.
    let text = unsafe { text(pointer) };
    assert_eq!(text.map(|text| serde_json::from_str(text).expect("JSON")).unwrap_or(Value::Null), *json);
}

pub(crate) unsafe fn compare_list<T: Fields>(items: *const *const T, length: usize, json: &Value) {
    let json = json.as_array().filter(|items| items.iter().all(Value::is_object));
    assert_eq!(items.is_null(), json.is_none());
    let Some(json) = json else { return assert_eq!(length, 0) };
    assert_eq!(length, json.len());
    // SAFETY: a list has `length` elements and a NULL behind them.
    unsafe {
        for (at, json) in json.iter().enumerate() {
            (**items.add(at)).compare(json);
        }
        assert!((*items.add(length)).is_null());
    }
}

pub(crate) unsafe fn compare_link(link: *const iinked_link, json: &Value) {
    // SAFETY: NULL, or alive.
    match (unsafe { link.as_ref() }, json) {
        (Some(link), Value::String(_)) => unsafe {
            compare_text(link.link, json);
            assert!(link.token.is_null() && link.package_id.is_null());
        },
        (Some(link), json) => unsafe { link.compare(json) },
        (None, json) => assert!(!json.is_string() && !json.is_object()),
    }
}
