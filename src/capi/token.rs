//! Access tokens that the caller gives when they are requested.

use std::ffi::{c_char, c_void};
use std::fmt;
use std::mem;

use tokio::sync::oneshot::{Sender, channel};

use super::boundary::{change, plain};
use super::config::iinked_config;
use super::error::iinked_error;
use super::iinked_code;
use super::text::optional_text;
use super::user_data::{self, Callback};
use crate::{ProviderError, Secret};

/// A request for the current access token.  Answer it by `iinked_token_request_complete`, exactly once:
/// at once or later, on any thread, also after the call that asked was cancelled, and after the client was freed.
pub struct iinked_token_request {
    /// The process that asks.
    process: u32,
    answer: Sender<Result<Secret, ProviderError>>,
    call: *mut c_void,
}

/// Is asked for the current access token: before the first request, and once more after a 401, whose request is then
/// sent again.  In between the token is kept.
///
/// `request` is the receiver's: give it to `iinked_token_request_complete`, within the callback or later.  Calls that
/// need a token wait for it, each within its own limits, and no other call is held up.  If the call that asked ends
/// meanwhile and another one waits, that one asks anew, so that several requests may be open.
///
/// It comes on the thread that makes a blocking call, or on a thread of the library, where it must not block: hand the
/// request on.  It must not throw or `longjmp`, and must not make blocking calls of this library.
pub type iinked_access_token_callback =
    Option<unsafe extern "C" fn(request: *mut iinked_token_request, user_data: *mut c_void)>;

pub(super) type Provider = Callback<unsafe extern "C" fn(*mut iinked_token_request, *mut c_void)>;

impl Provider {
    /// Asks; the future waits for the answer.
    pub(super) fn ask(self) -> impl Future<Output = Result<Secret, ProviderError>> + Send {
        let (answer, token) = channel();
        let request = iinked_token_request { process: crate::process::current(), answer, call: user_data::current() };
        let request = Box::into_raw(Box::new(request));
        // SAFETY: the program that set the callback promised a function of this type that does not unwind.
        unsafe { (self.function)(request, self.user_data) };
        async { token.await.unwrap_or_else(|_| Err(failure("the request for a token was dropped"))) }
    }
}

/// What a provider failed with, in its own words.
#[derive(Debug)]
struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

fn failure(text: &str) -> ProviderError {
    Box::new(Failure(text.to_owned()))
}

/// A function that gives the current access token, instead of `iinked_config_set_access_token`: for tokens that expire.
/// NULL, the default: none.
///
/// A provider that fails ends the calls that wait for it with `IINKED_ERR_CONFIGURATION`; `iinked_error_cause` is what
/// it failed with.  `user_data` must live as long as the client and the asynchronous calls that were started with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_access_token_provider(
    config: *mut iinked_config,
    callback: iinked_access_token_callback,
    user_data: *mut c_void,
    err: *mut *mut iinked_error,
) -> iinked_code {
    let provider = callback.map(|function| Provider { function, user_data });
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        change(config, "config", err, |config| {
            config.provider = provider;
            Ok(())
        })
    }
}

/// The `user_data` of the asynchronous call that asks; NULL for a blocking one.  It may be gone when that call has
/// ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_token_request_call_user_data(request: *const iinked_token_request) -> *mut c_void {
    // SAFETY: NULL or a request that was not answered, as the header asks.
    plain(std::ptr::null_mut(), || unsafe { request.as_ref() }.map_or(std::ptr::null_mut(), |request| request.call))
}

/// Answers a request for a token, and frees it.  NULL is allowed.
///
/// `token` is the access token, or NULL: there is none, and `error_text` says why (it may be NULL, and is not read
/// where there is a token).  Both are copied.  Once, from any thread; where nobody waits any more, nothing happens.  A
/// token that is empty, not UTF-8, or has what a header cannot hold ends the calls that wait for it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_token_request_complete(
    request: *mut iinked_token_request,
    token: *const c_char,
    error_text: *const c_char,
) {
    plain((), || {
        if request.is_null() {
            return;
        }
        // SAFETY: `ask` made it as a `Box`, and the caller answers it once.
        let request = unsafe { Box::from_raw(request) };
        if request.process != crate::process::current() {
            // In a forked child: the locks of the parent's runtime may be held by threads that are not there.
            mem::forget(request.answer);
            return;
        }
        // SAFETY: NULL or NUL-terminated, as the header asks.
        let answer = match unsafe { (optional_text(token, "token"), optional_text(error_text, "error_text")) } {
            (Ok(Some(token)), _) => Ok(Secret::new(token)),
            (Err(error), _) | (_, Err(error)) => Err(failure(error.message())),
            (Ok(None), Ok(text)) => Err(failure(text.unwrap_or("it has no token"))),
        };
        // Fails where nobody waits.
        let _ = request.answer.send(answer);
    });
}
