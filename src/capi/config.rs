//! Options of a client.

use std::ffi::c_char;
use std::time::Duration;

use super::attempt::Observer;
use super::boundary::{check, plain};
use super::error::iinked_error;
use super::iinked_code;
use super::text::text;
use super::token::Provider;
use crate::{Config, Error, Result};

/// Options of a client.  One thread at a time; `iinked_client_new` copies it, so it may be freed or changed after.
///
/// What is not set comes from the environment (`IINKEDSIGN_API_KEY`, `IINKEDSIGN_ACCESS_TOKEN`, `IINKEDSIGN_DATACENTER`,
/// `IINKEDSIGN_BASE_URL`), and else is the default.  Values are checked by `iinked_client_new`; the setters copy what
/// they are given, and fail only with `IINKED_ERR_INVALID_ARGUMENT` (NULL, or text that is not UTF-8) and, for a number
/// that was negative before it became unsigned, with `IINKED_ERR_CONFIGURATION`.
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
    plain((), || {
        if !config.is_null() {
            // SAFETY: `iinked_config_new` made it as a `Box`, and the caller frees it once.
            drop(unsafe { Box::from_raw(config) });
        }
    });
}

/// Everything that was set.
///
/// # Safety
/// `config` is NULL or a living configuration.
pub(super) unsafe fn settings(config: *const iinked_config) -> Result<Config> {
    // SAFETY: the caller's promise.
    let config = unsafe { config.as_ref() }.ok_or_else(no_config)?;
    let mut settings = config.options.clone();
    if let Some(observer) = config.observer {
        settings = settings.on_attempt(move |attempt| observer.tell(attempt));
    }
    if let Some(provider) = config.provider {
        settings = settings.access_token_provider(move || provider.ask());
    }
    Ok(settings)
}

fn no_config() -> Error {
    Error::invalid_argument("config is NULL")
}

/// # Safety
/// `config` is NULL or a living configuration that no other thread uses; `err` is NULL or can be written to.
pub(super) unsafe fn set(
    config: *mut iinked_config,
    err: *mut *mut iinked_error,
    change: impl FnOnce(&mut iinked_config) -> Result<()>,
) -> iinked_code {
    let body = || {
        // SAFETY: the caller's promise.
        let config = unsafe { config.as_mut() }.ok_or_else(no_config)?;
        // A copy, so that a change that fails leaves everything as it was.
        let mut changed = config.clone();
        change(&mut changed)?;
        *config = changed;
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { check(err, body) }
}

/// # Safety
/// As [`set`].
unsafe fn option(
    config: *mut iinked_config,
    err: *mut *mut iinked_error,
    change: impl FnOnce(Config) -> Result<Config>,
) -> iinked_code {
    // SAFETY: the caller's promise.
    unsafe {
        set(config, err, |config| {
            config.options = change(config.options.clone())?;
            Ok(())
        })
    }
}

/// Refuses what a negative number becomes when it is converted to an unsigned one.
fn not_negative(number: u64, name: &str) -> Result<u64> {
    if i64::try_from(number).is_ok() {
        return Ok(number);
    }
    Err(Error::configuration(format!("{name} must not be negative, nor above {}", i64::MAX)))
}

/// 0 is no limit.
fn limit(ms: u64, name: &str) -> Result<Option<Duration>> {
    not_negative(ms, name).map(|ms| Some(ms).filter(|&ms| ms > 0).map(Duration::from_millis))
}

/// The API key, sent as header `api_key`.  Exactly one of key and access token; environment: `IINKEDSIGN_API_KEY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_api_key(
    config: *mut iinked_config,
    api_key: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.api_key(text(api_key, "api_key")?))) }
}

/// The OAuth access token, sent as `Authorization: Bearer`; environment: `IINKEDSIGN_ACCESS_TOKEN`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_access_token(
    config: *mut iinked_config,
    access_token: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.access_token(text(access_token, "access_token")?))) }
}

/// One of the vendor's instances: `sandbox-us` (default), `sandbox-eu`, `us`, `ca`, `eu`;
/// environment: `IINKEDSIGN_DATACENTER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_datacenter(
    config: *mut iinked_config,
    datacenter: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.datacenter(text(datacenter, "datacenter")?))) }
}

/// Any https URL (private instances), or plain http for a loopback host.  Excludes `datacenter`;
/// environment: `IINKEDSIGN_BASE_URL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_base_url(
    config: *mut iinked_config,
    base_url: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.base_url(text(base_url, "base_url")?))) }
}

/// Limit of a whole call in milliseconds: connections, attempts, waits, follow-up checks.  60,000 by default; 0 is no limit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_timeout_ms(
    config: *mut iinked_config,
    ms: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.timeout(limit(ms, "timeout")?))) }
}

/// Limit of one attempt in milliseconds.  20,000 by default; 0 is no limit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_attempt_timeout_ms(
    config: *mut iinked_config,
    ms: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.attempt_timeout(limit(ms, "attempt_timeout")?))) }
}

/// Limit of one connection being made, in milliseconds.  5,000 by default; 0 is no limit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_connect_timeout_ms(
    config: *mut iinked_config,
    ms: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.connect_timeout(limit(ms, "connect_timeout")?))) }
}

/// Retries: further attempts after the first.  3 by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_max_retries(
    config: *mut iinked_config,
    count: u32,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.max_retries(count))) }
}

/// A ceiling over all calls of the client.  0, the default, is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_requests_per_second(
    config: *mut iinked_config,
    rate: f64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.requests_per_second(Some(rate).filter(|&rate| rate != 0.0)))) }
}

/// A PEM file of roots to trust beside the system's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_ca_file(
    config: *mut iinked_config,
    path: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.ca_file(text(path, "ca_file")?))) }
}

/// An http or https proxy, instead of those in the environment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_proxy(
    config: *mut iinked_config,
    url: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.proxy(text(url, "proxy")?))) }
}

/// The largest answer in bytes, after decompression.  32 MiB by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_max_response_bytes(
    config: *mut iinked_config,
    bytes: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.max_response_bytes(not_negative(bytes, "max_response_bytes")?))) }
}

/// `package` (default): `packages/{id}/videos/delete`; `flat`: `packages/videos/delete`.
/// The vendor's own page shows both; it is never switched automatically.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_videos_delete_path(
    config: *mut iinked_config,
    form: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.videos_delete_path(text(form, "videos_delete_path")?))) }
}
