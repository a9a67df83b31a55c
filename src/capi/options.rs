// Generated from src/config/options.rs by `make generate`; do not edit.

//! The setters of the options.

use std::ffi::c_char;

use super::config::{iinked_config, limit, not_negative, option};
use super::error::iinked_error;
use super::iinked_code;
use super::text::text;

/// The API key, sent as header `api_key`.  Exactly one of key and access token is needed.  Environment:
/// `IINKEDSIGN_API_KEY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_api_key(
    config: *mut iinked_config,
    api_key: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.api_key(text(api_key, "api_key")?))) }
}

/// The OAuth 2.0 access token, sent as `Authorization: Bearer`, instead of a key.  Environment:
/// `IINKEDSIGN_ACCESS_TOKEN`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_access_token(
    config: *mut iinked_config,
    access_token: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.access_token(text(access_token, "access_token")?))) }
}

/// One of the vendor's instances: `sandbox-us`, `sandbox-eu`, `us`, `ca` or `eu`.  `sandbox-us` by default.
/// Environment: `IINKEDSIGN_DATACENTER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_datacenter(
    config: *mut iinked_config,
    datacenter: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.datacenter(text(datacenter, "datacenter")?))) }
}

/// The https URL of a private instance, down to `/api/v1`, or plain http of a loopback host.  Excludes `datacenter`.
/// Environment: `IINKEDSIGN_BASE_URL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_base_url(
    config: *mut iinked_config,
    base_url: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.base_url(text(base_url, "base_url")?))) }
}

/// Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no `Retry-After` of an hour or
/// more is waited for.  In milliseconds: 60,000 by default; 0 is no limit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_timeout_ms(
    config: *mut iinked_config,
    ms: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.timeout(limit(ms, "timeout")?))) }
}

/// Limit of one attempt.  In milliseconds: 20,000 by default; 0 is no limit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_attempt_timeout_ms(
    config: *mut iinked_config,
    ms: u64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.attempt_timeout(limit(ms, "attempt_timeout")?))) }
}

/// Limit of one connection being made.  In milliseconds: 5,000 by default; 0 is no limit.
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

/// A PEM file of roots to trust beside the system's, or those of `SSL_CERT_FILE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_ca_file(
    config: *mut iinked_config,
    path: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.ca_file(text(path, "ca_file")?))) }
}

/// The URL of an http or https proxy, instead of those in the environment.  It may have a password.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_proxy(
    config: *mut iinked_config,
    proxy: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { option(config, err, |config| Ok(config.proxy(text(proxy, "proxy")?))) }
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

/// The path of a deletion of videos: `package` is `packages/{id}/videos/delete`, `flat` is `packages/videos/delete`.
/// The vendor's own page shows both; it is never switched automatically.  `package` by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_videos_delete_path(
    config: *mut iinked_config,
    videos_delete_path: *const c_char,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        option(config, err, |config| Ok(config.videos_delete_path(text(videos_delete_path, "videos_delete_path")?)))
    }
}
