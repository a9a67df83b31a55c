//! Audits of the C binding, and their options.

use std::array;
use std::ffi::c_void;
use std::ptr::{null, null_mut};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array, RecordBatch, StringArray};
use iinkedsign::capi::*;
use iinkedsign_fuzz::assert_shows_no_secret;

use super::{Error, Given, bytes, check};

const TABLES: usize = IINKED_AUDIT_TABLES;

/// Whether this input is an audit; if so, it is made.
pub unsafe fn audit(given: &Given, client: *const iinked_client, filters: *const iinked_list_filters) -> bool {
    let ids = [given.get("id"), given.get("video"), null(), given.get("id"), given.get("more_ids")];
    let len = given.number("len").filter(|&len| len <= ids.len()).unwrap_or(ids.len());
    let ids = if given.has("no_ids") { null() } else { ids.as_ptr() };
    let mut progress = Seen { stop: given.number("stop"), done: -1 };
    unsafe {
        let options = options(given, &mut progress);
        match given.word("op") {
            "audit" => finish(given, |out, err| iinked_client_audit(client, ids, len, options, out, err), Some(len)),
            "audit_account" => {
                finish(given, |out, err| iinked_client_audit_account(client, filters, options, out, err), None);
            }
            "audit_async" => wait(given, Some(len), |callback, data, out, err| {
                iinked_client_audit_async(client, ids, len, options, callback, data, out, err)
            }),
            "audit_account_async" => wait(given, None, |callback, data, out, err| {
                iinked_client_audit_account_async(client, filters, options, callback, data, out, err)
            }),
            _ => {
                iinked_audit_options_free(options);
                return false;
            }
        }
        iinked_audit_options_free(options);
    }
    true
}

/// What the progress callback was told, and when it ends the audit.
struct Seen {
    stop: Option<i64>,
    done: i64,
}

unsafe extern "C" fn on_progress(progress: *const iinked_audit_progress, data: *mut c_void) -> bool {
    // SAFETY: both are alive for the call, and nobody else uses them until the audit ended.
    let (progress, seen) = unsafe { (&*progress, &mut *data.cast::<Seen>()) };
    assert!(progress.done >= seen.done && progress.errors <= progress.done && progress.errors >= 0);
    assert!(progress.total == -1 || progress.total >= progress.done);
    assert!(progress.refused >= 0 && progress.elapsed_ms >= 0);
    seen.done = progress.done;
    seen.stop.is_some_and(|stop| progress.done >= stop)
}

/// Every setter with what was given.
unsafe fn options(given: &Given, progress: &mut Seen) -> *mut iinked_audit_options {
    unsafe {
        let options = if given.has("no_options") { null_mut() } else { iinked_audit_options_new() };
        let mut error = null_mut();
        let set = |code, error: *mut iinked_error| {
            assert!(code == IINKED_OK || code == IINKED_ERR_INVALID_ARGUMENT);
            assert!(code != IINKED_OK || !options.is_null());
            check(code, error);
        };
        if let Some(us) = given.number("as_of_us") {
            set(iinked_audit_options_set_as_of_us(options, us, &raw mut error), error);
        }
        if let Some(most) = given.number("concurrency") {
            set(iinked_audit_options_set_concurrency(options, most, &raw mut error), error);
        }
        let videos = given.has("include_videos");
        set(iinked_audit_options_set_include_videos(options, videos, &raw mut error), error);
        let links = given.has("include_links");
        set(iinked_audit_options_set_include_links(options, links, &raw mut error), error);
        if given.has("pii_key") {
            let key = bytes(given, "pii_key").to_vec();
            set(iinked_audit_options_set_pii_hash(options, key.as_ptr(), key.len(), &raw mut error), error);
        }
        if let Some(length) = given.number("pii_no_key") {
            set(iinked_audit_options_set_pii_hash(options, null(), length, &raw mut error), error);
        }
        if !given.has("no_progress") {
            let data = (&raw mut *progress).cast();
            set(iinked_audit_options_set_progress(options, Some(on_progress), data, &raw mut error), error);
        }
        options
    }
}

/// Takes what came out of an audit; `inputs` is how many there were, if that is known.
unsafe fn take(
    given: &Given,
    code: iinked_code,
    tables: &mut [FFI_ArrowArrayStream; TABLES],
    error: *mut iinked_error,
    inputs: Option<usize>,
) {
    unsafe { check(code, error) };
    let refused = code == IINKED_ERR_INVALID_ARGUMENT || code == IINKED_ERR_CONFIGURATION;
    let there: Vec<_> = tables.iter_mut().filter(|stream| stream.release().is_some()).collect();
    assert!(there.len() == TABLES || there.is_empty() && (refused || code == IINKED_ERR_CANCELLED));
    assert!(code != IINKED_OK || there.len() == TABLES);
    let untouched = given.number::<usize>("release_at");
    let mut rows = [0; TABLES];
    for (place, stream) in there.into_iter().enumerate() {
        if untouched == Some(place) {
            continue;
        }
        // SAFETY: a stream of the library that nobody has read; the reader takes it over.
        let reader = unsafe { RecordBatchStreamReader::from_raw(&raw mut *stream) }.expect("a schema");
        for batch in reader {
            let batch = batch.expect("a batch");
            rows[place] += batch.num_rows();
            for column in batch.columns() {
                column.to_data().validate_full().expect("valid");
            }
            if place == IINKED_AUDIT_ERRORS {
                assert_errors(&batch);
            }
        }
    }
    if let (IINKED_OK, Some(inputs), None) = (code, inputs, untouched) {
        assert_eq!(rows[IINKED_AUDIT_PACKAGES], inputs, "a row for every input");
    }
    assert!(untouched.is_some() || rows[IINKED_AUDIT_ERRORS] <= rows[IINKED_AUDIT_PACKAGES]);
    unsafe { iinked_audit_tables_release(tables.as_mut_ptr()) };
    assert!(tables.iter().all(|stream| stream.release().is_none()));
    // What is released may be released again.
    unsafe { iinked_audit_tables_release(tables.as_mut_ptr()) };
}

/// No text of the errors, ids that were none among them, shows what nobody asked for.
fn assert_errors(batch: &RecordBatch) {
    let texts = batch.columns().iter().filter_map(|column| column.as_any().downcast_ref::<StringArray>());
    for text in texts.flatten().flatten() {
        assert_shows_no_secret(text);
    }
}

/// Room for the streams.
fn places() -> [FFI_ArrowArrayStream; TABLES] {
    array::from_fn(|_| FFI_ArrowArrayStream::empty())
}

/// An audit that blocks.
unsafe fn finish(
    given: &Given,
    call: impl FnOnce(*mut FFI_ArrowArrayStream, Error) -> iinked_code,
    inputs: Option<usize>,
) {
    let (mut tables, mut error) = (places(), null_mut());
    let out = if given.has("no_out") { null_mut() } else { tables.as_mut_ptr() };
    let code = call(out, &raw mut error);
    assert!(!out.is_null() || code == IINKED_ERR_INVALID_ARGUMENT);
    unsafe { take(given, code, &mut tables, error, inputs) };
}

/// An audit that does not block: its callback comes once, or it fails at once.
unsafe fn wait(
    given: &Given,
    inputs: Option<usize>,
    call: impl FnOnce(iinked_audit_callback, *mut c_void, *mut *mut iinked_call, Error) -> iinked_code,
) {
    struct Outcome(iinked_code, [FFI_ArrowArrayStream; TABLES], *mut iinked_error);
    // SAFETY: the receiver owns all of it, on whatever thread.
    unsafe impl Send for Outcome {}
    unsafe extern "C" fn called(
        code: iinked_code,
        tables: *mut FFI_ArrowArrayStream,
        error: *mut iinked_error,
        data: *mut c_void,
    ) {
        // SAFETY: `data` is the sender, given away for this call, which is the only one; the streams are ours.
        let (sender, tables) = unsafe {
            (Box::from_raw(data.cast::<Sender<Outcome>>()), tables.cast::<[FFI_ArrowArrayStream; TABLES]>().read())
        };
        sender.send(Outcome(code, tables, error)).expect("waited for");
    }
    let (sender, receiver) = channel::<Outcome>();
    let (mut handle, mut error) = (null_mut(), null_mut());
    let callback: iinked_audit_callback = if given.has("no_callback") { None } else { Some(called) };
    let sender = Box::into_raw(Box::new(sender));
    let code = call(callback, sender.cast(), &raw mut handle, &raw mut error);
    unsafe {
        assert_eq!(handle.is_null(), code != IINKED_OK);
        check(code, error);
        if code == IINKED_OK {
            if given.has("cancel") {
                iinked_call_cancel(handle);
            }
            let mut outcome = receiver.recv_timeout(Duration::from_secs(20)).expect("called");
            let Outcome(code, tables, error) = &mut outcome;
            assert!(*code != IINKED_ERR_CANCELLED || given.has("cancel") || given.has("stop"));
            take(given, *code, tables, *error, inputs);
        } else {
            drop(Box::from_raw(sender));
        }
        iinked_call_free(handle);
        assert!(receiver.try_recv().is_err(), "called twice");
    }
}
