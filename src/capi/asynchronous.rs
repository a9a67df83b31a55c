// Generated from src/capi by `make generate`; do not edit.

//! What starts each operation without waiting for it.

use std::ffi::{c_char, c_void};

use super::calls::{iinked_call, start};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::list::{iinked_list_filters, iinked_package_list_callback};
use super::records::{iinked_package, iinked_package_status, iinked_package_videos, iinked_rescinded_package};
use super::{list, work};

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_status_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_status_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package_status,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_videos_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_videos_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package_videos,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_rescinded_package_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_rescinded_package_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_rescinded_package,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// `iinked_client_delete_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    notify: bool,
    override_retention: bool,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        start(client, callback, user_data, out, err, || work::delete_package(package_id, notify, override_retention))
    }
}

/// `iinked_client_delete_video` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_video_async(
    client: *const iinked_client,
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::delete_video(package_id, meeting_video_id)) }
}

/// `iinked_client_delete_all_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_all_videos_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::delete_all_videos(package_id)) }
}

/// `iinked_client_list_packages` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_list_packages_async(
    client: *const iinked_client,
    filters: *const iinked_list_filters,
    callback: iinked_package_list_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || list::every_page(filters)) }
}

/// `iinked_client_get_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_get_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::get_package(package_id)) }
}

/// `iinked_client_rescind_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_rescind_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    message: *const c_char,
    notify: bool,
    callback: iinked_rescinded_package_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::rescind_package(package_id, message, notify)) }
}

/// `iinked_client_package_status` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_package_status_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_status_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::package_status(package_id)) }
}

/// `iinked_client_list_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_list_videos_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || work::list_videos(package_id)) }
}
