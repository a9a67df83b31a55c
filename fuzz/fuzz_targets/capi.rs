//! The C binding: any bytes as arguments and options, any bytes as the server's answer, NULL wherever it may stand.
//! The address sanitizer sees what is read wrongly, freed twice or never.
//!
//! The input is lines `name=value`, an empty line, and what the server sends.
#![no_main]

#[path = "capi/audit.rs"]
mod audit;

use std::collections::BTreeMap;
use std::ffi::{CString, c_char, c_void};
use std::ptr::{null, null_mut};
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use iinkedsign::capi::*;
use iinkedsign_fuzz::fields::{Fields, text};
use iinkedsign_fuzz::server::Server;
use iinkedsign_fuzz::{KEY, assert_is_one_line, assert_shows_no_secret, head_and_rest, spells_a_secret, with_secrets};
use serde_json::Value;

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

type Error = *mut *mut iinked_error;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if spells_a_secret(input) {
        return;
    }
    let input = with_secrets(input);
    let (lines, answer) = head_and_rest(&input);
    let given = Given::new(&lines);
    SERVER.answer(answer);
    // SAFETY: every pointer is NULL, or alive until its `…_free` at the end of the function that made it.
    unsafe {
        try_options(&given);
        try_call(&given);
    }
});

/// The arguments: C strings of any bytes, NULL where there is none.
struct Given(BTreeMap<Vec<u8>, CString>);

impl Given {
    fn new(lines: &[(&[u8], &[u8])]) -> Self {
        let c = |value: &[u8]| CString::new(value.split(|&byte| byte == 0).next().unwrap_or_default()).ok();
        Self(lines.iter().filter_map(|(name, value)| Some((name.to_vec(), c(value)?))).collect())
    }

    fn get(&self, name: &str) -> *const c_char {
        self.0.get(name.as_bytes()).map_or(null(), |text| text.as_ptr())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name.as_bytes())
    }

    fn word(&self, name: &str) -> &str {
        self.0.get(name.as_bytes()).and_then(|text| text.to_str().ok()).unwrap_or_default()
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.word(name).parse().ok()
    }
}

/// Takes an error, reads all of it, and frees it; `code` is what came with it.
unsafe fn check(code: iinked_code, error: *mut iinked_error) {
    unsafe {
        assert_eq!(iinked_error_code(error), code, "OK and NULL, or the error's code");
        let message = text(iinked_error_message(error)).expect("never NULL");
        assert_eq!(message.is_empty(), error.is_null());
        assert_is_one_line(message);
        assert_ne!(code, IINKED_ERR_INTERNAL, "{message}");
        let texts = [iinked_error_api_code(error), iinked_error_request_id(error), iinked_error_body(error)];
        for text in texts.into_iter().filter_map(|pointer| text(pointer)).chain([message]) {
            assert_shows_no_secret(text);
        }
        let unknown = iinked_error_evidence(error) != IINKED_EVIDENCE_NONE;
        assert_eq!(unknown, code == IINKED_ERR_OUTCOME_UNKNOWN);
        assert!(!(unknown && iinked_error_retryable(error)));
        assert!(iinked_error_retry_after_ms(error) >= -1);
        assert!(iinked_error_attempts(error) <= 1);
        assert!((0..1000).contains(&iinked_error_http_status(error)));
        assert!(text(iinked_code_name(code)).is_some_and(|name| name != "unknown"));
        iinked_error_free(error);
    }
}

/// Every setter with what was given, then a client of it, which is not used: it may lead anywhere.
unsafe fn try_options(given: &Given) {
    type SetText = unsafe extern "C" fn(*mut iinked_config, *const c_char, Error) -> iinked_code;
    type SetNumber = unsafe extern "C" fn(*mut iinked_config, u64, Error) -> iinked_code;
    let texts: [(&str, SetText); 6] = [
        ("api_key", iinked_config_set_api_key),
        ("access_token", iinked_config_set_access_token),
        ("datacenter", iinked_config_set_datacenter),
        ("base_url", iinked_config_set_base_url),
        ("proxy", iinked_config_set_proxy),
        ("videos_delete_path", iinked_config_set_videos_delete_path),
    ];
    let numbers: [(&str, SetNumber); 4] = [
        ("timeout_ms", iinked_config_set_timeout_ms),
        ("attempt_timeout_ms", iinked_config_set_attempt_timeout_ms),
        ("connect_timeout_ms", iinked_config_set_connect_timeout_ms),
        ("max_response_bytes", iinked_config_set_max_response_bytes),
    ];
    unsafe {
        let config = if given.has("no_config") { null_mut() } else { iinked_config_new() };
        let mut error = null_mut();
        for (name, set) in texts {
            if given.has(name) {
                let code = set(config, given.get(name), &raw mut error);
                assert_eq!(code == IINKED_OK, !config.is_null() && std::str::from_utf8(bytes(given, name)).is_ok());
                check(code, error);
                assert_eq!(set(config, null(), null_mut()), IINKED_ERR_INVALID_ARGUMENT);
            }
        }
        for (name, set) in numbers {
            if let Some(number) = given.number(name) {
                check(set(config, number, &raw mut error), error);
            }
        }
        if let Some(rate) = given.number("requests_per_second") {
            check(iinked_config_set_requests_per_second(config, rate, &raw mut error), error);
        }
        let mut client = null_mut();
        let code = iinked_client_new(config, &raw mut client, &raw mut error);
        assert_eq!(client.is_null(), code != IINKED_OK);
        check(code, error);
        iinked_client_free(client);
        iinked_config_free(config);
    }
}

fn bytes<'a>(given: &'a Given, name: &str) -> &'a [u8] {
    given.0.get(name.as_bytes()).map_or(&[], |text| text.as_bytes())
}

/// A call of the server.
unsafe fn try_call(given: &Given) {
    let url = CString::new(&*SERVER.base_url).expect("no NUL");
    let key = CString::new(KEY).expect("no NUL");
    // An audit waits until it may continue after a 429, which here is forever.
    let timeout = if given.word("op").starts_with("audit") { 200 } else { 5_000 };
    unsafe {
        let config = iinked_config_new();
        assert_eq!(iinked_config_set_base_url(config, url.as_ptr(), null_mut()), IINKED_OK);
        assert_eq!(iinked_config_set_api_key(config, key.as_ptr(), null_mut()), IINKED_OK);
        assert_eq!(iinked_config_set_max_retries(config, 0, null_mut()), IINKED_OK);
        assert_eq!(iinked_config_set_timeout_ms(config, timeout, null_mut()), IINKED_OK);
        let (mut client, mut error) = (null_mut(), null_mut());
        check(iinked_client_new(config, &raw mut client, &raw mut error), error);
        iinked_config_free(config);
        let used = if given.has("no_client") { null() } else { client.cast_const() };
        operate(given, used);
        assert!(SERVER.deletions() <= 1, "a deletion was sent again");

        let mut drift = null_mut();
        check(iinked_client_drift(client, &raw mut drift, &raw mut error), error);
        for at in 0..(*drift).items_len {
            let finding = *(*drift).items.add(at);
            assert!(text((*finding).path).is_some() && text((*finding).kind).is_some() && (*finding).count > 0);
        }
        iinked_drift_list_free(drift);
        iinked_client_free(client);
    }
}

unsafe fn operate(given: &Given, client: *const iinked_client) {
    let (id, video) = (given.get("id"), given.get("video"));
    let (notify, retention) = (given.has("notify"), given.has("override_retention"));
    unsafe {
        let types = [given.get("types"), given.get("more_types")];
        let filters = iinked_list_filters {
            struct_size: size_of::<iinked_list_filters>(),
            member_id: given.get("member_id"),
            team_id: null(),
            folder_id: given.get("folder_id"),
            all_members: given.number("all_members").unwrap_or_default(),
            is_executed: given.number("is_executed").unwrap_or_default(),
            search: given.get("search"),
            types: types.as_ptr(),
            types_len: given.number("types_len").filter(|&len| len <= types.len()).unwrap_or_default(),
            states: null(),
            states_len: given.number("states_len").unwrap_or_default(),
            sort_by: given.get("sort_by"),
            days: given.number("days").unwrap_or_default(),
            page_size: given.number("page_size").unwrap_or_default(),
        };
        let filters = if given.has("no_filters") { null() } else { &raw const filters };
        if audit::audit(given, client, filters) {
            return;
        }
        match given.word("op") {
            "videos" => finish(given, |out, err| iinked_client_list_videos(client, id, out, err)),
            "videos_async" => wait(given, |callback, data, out, err| {
                iinked_client_list_videos_async(client, id, callback, data, out, err)
            }),
            "delete" => {
                finish(given, |out, err| iinked_client_delete_package(client, id, notify, retention, out, err));
            }
            "delete_async" => wait(given, |callback, data, out, err| {
                iinked_client_delete_package_async(client, id, notify, retention, callback, data, out, err)
            }),
            "delete_video" => finish(given, |out, err| iinked_client_delete_video(client, id, video, out, err)),
            "delete_all" => finish(given, |out, err| iinked_client_delete_all_videos(client, id, out, err)),
            "list" => finish(given, |out, err| iinked_client_list_packages(client, filters, out, err)),
            "list_async" => wait(given, |callback, data, out, err| {
                iinked_client_list_packages_async(client, filters, callback, data, out, err)
            }),
            "status_async" => wait(given, |callback, data, out, err| {
                iinked_client_package_status_async(client, id, callback, data, out, err)
            }),
            _ => finish(given, |out, err| iinked_client_package_status(client, id, out, err)),
        }
    }
}

/// An answer of the C binding.
trait Answer: Sized + 'static {
    unsafe fn inspect(&self, given: &Given);
    unsafe fn free(answer: *mut Self);
}

macro_rules! about_a_package {
    ($($Struct:ident $free:ident)*) => {$(
        impl Answer for $Struct {
            unsafe fn inspect(&self, given: &Given) {
                unsafe {
                    let id = text(self.package_id).expect("the package asked for");
                    assert!(id.eq_ignore_ascii_case(given.word("id")), "{id}");
                    let json = text(self.json).expect("never NULL");
                    // 128 is how deep serde_json goes.
                    if let Ok(json) = serde_json::from_str(json) {
                        self.compare(&json);
                    }
                }
            }
            unsafe fn free(answer: *mut Self) {
                unsafe { $free(answer) }
            }
        }
    )*};
}

about_a_package! {
    iinked_package_status iinked_package_status_free
    iinked_package_videos iinked_package_videos_free
}

impl Answer for iinked_package_list {
    unsafe fn inspect(&self, _: &Given) {
        unsafe {
            let json = text(self.json).expect("never NULL");
            let Ok(Value::Array(json)) = serde_json::from_str(json) else { return };
            assert_eq!(self.items_len, json.len());
            for (at, json) in json.iter().enumerate() {
                (**self.items.add(at)).compare(json);
            }
        }
    }
    unsafe fn free(answer: *mut Self) {
        unsafe { iinked_package_list_free(answer) }
    }
}

/// Takes what came out of a call.
unsafe fn take<A: Answer>(given: &Given, code: iinked_code, answer: *mut A, error: *mut iinked_error) {
    unsafe {
        assert_eq!(answer.is_null(), code != IINKED_OK);
        if let Some(answer) = answer.as_ref() {
            answer.inspect(given);
        }
        check(code, error);
        A::free(answer);
    }
}

/// A call that blocks.
unsafe fn finish<A: Answer>(given: &Given, call: impl FnOnce(*mut *mut A, Error) -> iinked_code) {
    let (mut answer, mut error) = (null_mut(), null_mut());
    let out = if given.has("no_out") { null_mut() } else { &raw mut answer };
    let code = call(out, &raw mut error);
    assert!(!out.is_null() || code == IINKED_ERR_INVALID_ARGUMENT);
    unsafe { take(given, code, answer, error) };
}

type Callback<A> = Option<unsafe extern "C" fn(iinked_code, *mut A, *mut iinked_error, *mut c_void)>;

/// A call that does not block: its callback comes once, or it fails at once.
unsafe fn wait<A: Answer>(
    given: &Given,
    call: impl FnOnce(Callback<A>, *mut c_void, *mut *mut iinked_call, Error) -> iinked_code,
) {
    struct Outcome<A>(iinked_code, *mut A, *mut iinked_error);
    // SAFETY: the receiver owns both, on whatever thread.
    unsafe impl<A> Send for Outcome<A> {}
    unsafe extern "C" fn called<A>(code: iinked_code, answer: *mut A, error: *mut iinked_error, data: *mut c_void) {
        // SAFETY: `data` is the sender, given away for this call, which is the only one.
        let sender = unsafe { Box::from_raw(data.cast::<Sender<Outcome<A>>>()) };
        sender.send(Outcome(code, answer, error)).expect("waited for");
    }
    let (sender, receiver) = channel::<Outcome<A>>();
    let (mut handle, mut error) = (null_mut(), null_mut());
    let callback: Callback<A> = (!given.has("no_callback")).then_some(called::<A>);
    let sender = Box::into_raw(Box::new(sender));
    let code = call(callback, sender.cast(), &raw mut handle, &raw mut error);
    unsafe {
        assert_eq!(handle.is_null(), code != IINKED_OK);
        check(code, error);
        if code == IINKED_OK {
            if given.has("cancel") {
                iinked_call_cancel(handle);
            }
            let Outcome(code, answer, error) = receiver.recv_timeout(Duration::from_secs(20)).expect("called");
            assert!(code != IINKED_ERR_CANCELLED || given.has("cancel"));
            take(given, code, answer, error);
        } else {
            drop(Box::from_raw(sender));
        }
        iinked_call_free(handle);
        assert!(receiver.try_recv().is_err(), "called twice");
    }
}
