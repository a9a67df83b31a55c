//! Clients.

use std::sync::Arc;

use super::boundary::{drop_box, produce};
use super::config::{iinked_config, settings};
use super::error::iinked_error;
use super::iinked_code;
use crate::blocking::Client;
use crate::{Error, Result};

/// A client.  Any number of threads may use one at once; a forked child may keep using the one that it inherited.
pub struct iinked_client(
    // Asynchronous audits that are under way, and walks through lists, continue when the client is freed.
    pub(super) Arc<Client>,
);

/// The client that a pointer leads to.
///
/// # Safety
/// `client` is NULL or a living client.
pub(super) unsafe fn living<'a>(client: *const iinked_client) -> Result<&'a Arc<Client>> {
    // SAFETY: the caller's promise.
    match unsafe { client.as_ref() } {
        Some(client) => Ok(&client.0),
        None => Err(Error::invalid_argument("client is NULL; nothing was sent")),
    }
}

/// Makes a client with a copy of the configuration, which stays the caller's.
///
/// No network is touched and no thread started; the `ca_file` is read.  On success `*out` is the client: free it with
/// `iinked_client_free`.  Errors: `IINKED_ERR_CONFIGURATION`, whose message names the wrong option and never its value;
/// `IINKED_ERR_INVALID_ARGUMENT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_new(
    config: *const iinked_config,
    out: *mut *mut iinked_client,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        produce(out, err, || {
            let client = Client::new(&settings(config)?)?;
            Ok(Box::into_raw(Box::new(iinked_client(Arc::new(client)))))
        })
    }
}

/// Frees a client; no blocking call may be under way on it.  NULL is allowed.
///
/// Asynchronous calls that are under way continue, and their callbacks come: cancel those that are not wanted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_free(client: *mut iinked_client) {
    // SAFETY: NULL, or `iinked_client_new` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(client) };
}
