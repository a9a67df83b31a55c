//! Options of a client.

use std::time::Duration;

use super::attempt::Observer;
use super::boundary::{change, drop_box, plain};
use super::error::iinked_error;
use super::iinked_code;
use super::token::Provider;
use crate::{Config, Error, Result};

/// Options of a client.  One thread at a time; `iinked_client_new` copies it, so it may be freed or changed after.
///
/// An option that is not set falls back to the environment (`IINKEDSIGN_API_KEY`, `IINKEDSIGN_ACCESS_TOKEN`,
/// `IINKEDSIGN_DATACENTER`, `IINKEDSIGN_BASE_URL`), then to the default.  Values are checked by
/// `iinked_client_new`; the setters copy what they are given, and fail only with `IINKED_ERR_INVALID_ARGUMENT` (NULL,
/// or text that is not UTF-8) and, for a number that was negative before it became unsigned, with
/// `IINKED_ERR_CONFIGURATION`.
#[derive(Clone)]
pub struct iinked_config {
    pub(super) options: Config,
    pub(super) observer: Option<Observer>,
    pub(super) provider: Option<Provider>,
}

/// A configuration with the defaults.  Free it with `iinked_config_free`.  NULL only after a bug of the library.
#[unsafe(no_mangle)]
pub extern "C" fn iinked_config_new() -> *mut iinked_config {
    plain(std::ptr::null_mut(), || {
        Box::into_raw(Box::new(iinked_config { options: Config::new(), observer: None, provider: None }))
    })
}

/// Frees a configuration.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_free(config: *mut iinked_config) {
    // SAFETY: NULL, or `iinked_config_new` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(config) };
}

/// Everything that was set.
///
/// # Safety
/// `config` is NULL or a living configuration.
pub(super) unsafe fn settings(config: *const iinked_config) -> Result<Config> {
    // SAFETY: the caller's promise.
    let config = unsafe { config.as_ref() }.ok_or_else(|| Error::invalid_argument("config is NULL"))?;
    let mut settings = config.options.clone();
    if let Some(observer) = config.observer {
        settings = settings.on_attempt(move |attempt| observer.tell(attempt));
    }
    if let Some(provider) = config.provider {
        settings = settings.access_token_provider(move || provider.ask());
    }
    Ok(settings)
}

/// Whether `json` of an answer is the text that the server sent: in its order, without keys that it did not send.
///
/// By default it is not, but has every documented key in documented order.  That text is written for each answer, also
/// where nobody reads it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_keep_json(
    config: *mut iinked_config,
    keep: bool,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.keep_json(keep))) }
}

/// # Safety
/// `config` is NULL or a living configuration that no other thread uses; `err` is NULL or can be written to.
pub(super) unsafe fn option(
    config: *mut iinked_config,
    err: *mut *mut iinked_error,
    set: impl FnOnce(Config) -> Result<Config>,
) -> iinked_code {
    // SAFETY: the caller's promise.
    unsafe {
        change(config, "config", err, |config| {
            config.options = set(config.options.clone())?;
            Ok(())
        })
    }
}

/// Refuses what a negative number becomes when it is converted to an unsigned one.
pub(super) fn not_negative(number: u64, name: &str) -> Result<u64> {
    if i64::try_from(number).is_ok() {
        return Ok(number);
    }
    Err(Error::configuration(format!("{name} must not be negative, nor above {}", i64::MAX)))
}

/// 0 is no limit.
pub(super) fn limit(ms: u64, name: &str) -> Result<Option<Duration>> {
    not_negative(ms, name).map(|ms| Some(ms).filter(|&ms| ms > 0).map(Duration::from_millis))
}
