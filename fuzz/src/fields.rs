//! Compares the structs of the C door with the JSON text that comes with them.

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

macro_rules! fields {
    ($($Struct:ident {
        text: $($text:ident)*;
        $(time: $($time:ident)*;)? $(duration: $($duration:ident)*;)? $(number: $($number:ident)*;)?
        $(flag: $($flag:ident)*;)? $(constant: $($code:ident $code_text:ident)*;)? $(json: $($json:ident)*;)?
        $(list: $($list:ident $length:ident)*;)? $(link: $($link:ident)*;)?
    })*) => {$(
        impl Fields for $Struct {
            unsafe fn compare(&self, json: &Value) {
                // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
                unsafe {
                    $(compare_text(self.$text, field(json, stringify!($text)));)*
                    $($(
                        compare_text(self.$time.text, field(json, stringify!($time)));
                        assert!(!self.$time.text.is_null() || self.$time.unix_us == IINKED_NO_TIME);
                    )*)?
                    $($(
                        compare_text(self.$duration.text, field(json, stringify!($duration)));
                        assert!(!self.$duration.text.is_null() || self.$duration.us == IINKED_NO_TIME);
                    )*)?
                    $($(compare_number(self.$number, field(json, stringify!($number)));)*)?
                    $($(assert_eq!(self.$flag, *field(json, stringify!($flag)) == Value::Bool(true));)*)?
                    $($(
                        compare_text(self.$code_text, field(json, stringify!($code)));
                        assert!((0..=7).contains(&self.$code));
                    )*)?
                    $($(compare_json(self.$json, field(json, stringify!($json)));)*)?
                    $($(compare_list(self.$list, self.$length, field(json, stringify!($list)));)*)?
                    $($(compare_link(self.$link, field(json, stringify!($link)));)*)?
                }
            }
        }
    )*};
}

fields! {
    iinked_package_status {
        text: package_id organization_id member_id name;
        time: time_sign_by;
        flag: is_executed;
        constant: r#type type_text state state_text;
        json: external_data;
        list: documents documents_len signers signers_len;
    }
    iinked_document {
        text: package_id document_id file_id external_id name file_name;
        number: order;
        flag: is_executed;
        list: revisions revisions_len;
    }
    iinked_revision {
        text: package_id document_id revision_id signer_id link;
        flag: is_next is_signed;
    }
    iinked_signer {
        text: signer_id first_name last_name email mobile_number;
        number: order;
        list: links links_len;
        link: sign_link meeting_link;
    }
    iinked_link {
        text: token package_id document_id revision_id name link;
        time: time_expires;
        flag: is_next is_signed;
        constant: r#type type_text;
    }
    iinked_package_videos {
        text: package_id;
        list: videos videos_len;
    }
    iinked_video {
        text: meeting_video_id meeting_video_shared_id meeting_id meeting_session_id external_video_id
            external_storage_id source url;
        time: time_created time_retention time_deleted time_url_expires;
        duration: duration;
        number: size;
        constant: r#type type_text state state_text;
    }
    iinked_package_summary {
        text: package_id organization_id member_id team_id folder_id name category client_number matter_number description;
        time: time_created time_last_modified time_sign_by time_executed;
        flag: shared is_executed;
        constant: r#type type_text state state_text;
        json: external_data;
        list: documents documents_len signers signers_len recipients recipients_len;
    }
    iinked_summary_document {
        text: document_id external_id name file_name;
        time: time_executed;
        number: index;
        flag: is_executed;
    }
    iinked_summary_signer {
        text: signer_id first_name last_name email role r#type;
        time: time_executed;
        number: index;
        flag: is_verified is_next is_executed;
        json: verify;
    }
    iinked_summary_recipient {
        text: recipient_id first_name last_name email r#type;
    }
}

/// The value of a field with this C name.
fn field<'a>(json: &'a Value, name: &str) -> &'a Value {
    let mut words = name.trim_start_matches("r#").split('_');
    let first = words.next().unwrap_or_default().to_owned();
    &json[words.fold(first, |wire, word| wire + &word[..1].to_ascii_uppercase() + &word[1..])]
}

unsafe fn compare_text(pointer: *const c_char, json: &Value) {
    // SAFETY: the caller's promise.
    let text = unsafe { text(pointer) };
    assert_eq!(text.map(str::to_owned), json.as_str().map(|text| text.replace('\0', "\u{fffd}")));
}

fn compare_number(number: i64, json: &Value) {
    match json.as_i64() {
        Some(json) => assert_eq!(number, json),
        // 1.0 counts as 1, and what is no whole number as nothing.
        #[expect(clippy::cast_precision_loss, reason = "such numbers are below 2^53")]
        None => assert!(number == -1 || json.as_f64() == Some(number as f64), "{number} of {json}"),
    }
}

unsafe fn compare_json(pointer: *const c_char, json: &Value) {
    // SAFETY: the caller's promise.
    let text = unsafe { text(pointer) };
    assert_eq!(text.map(|text| serde_json::from_str(text).expect("JSON")).unwrap_or(Value::Null), *json);
}

unsafe fn compare_list<T: Fields>(items: *const *const T, length: usize, json: &Value) {
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

unsafe fn compare_link(link: *const iinked_link, json: &Value) {
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
