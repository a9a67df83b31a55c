//! The packages of the account, page by page.

use std::ffi::c_void;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::answer::{Arena, Convert, to_raw};
use super::boundary::{drop_box, produce};
use super::calls::{Work, iinked_call, start, wait};
use super::client::{iinked_client, living};
use super::error::iinked_error;
use super::iinked_code;
use super::list::{iinked_list_filters, iinked_package_list, iinked_package_list_callback, read_filters};
use crate::model::PackageSummary;
use crate::{Client, Error, PackageList, Result};

/// A walk through the packages of the account.  One page is requested at a time.  It may outlive the client.
pub struct iinked_package_pages {
    client: iinked_client,
    list: Arc<Mutex<PackageList>>,
}

/// The next page, or the end.
struct Page(Option<Vec<PackageSummary>>);

impl Convert for Page {
    type C = iinked_package_list;

    fn convert(&self, arena: &Arena) -> iinked_package_list {
        self.0.as_ref().unwrap_or(&Vec::new()).convert(arena)
    }

    fn to_raw(&self) -> *mut iinked_package_list {
        self.0.as_ref().map_or(std::ptr::null_mut(), to_raw)
    }
}

/// # Safety
/// `pages` is NULL or living.
unsafe fn walk<'a>(pages: *const iinked_package_pages) -> Result<&'a iinked_package_pages> {
    // SAFETY: the caller's promise.
    unsafe { pages.as_ref() }.ok_or_else(|| Error::invalid_argument("pages is NULL; nothing was sent"))
}

/// The client of a walk; NULL for NULL.
///
/// # Safety
/// `pages` is NULL or living.
unsafe fn client(pages: *const iinked_package_pages) -> *const iinked_client {
    // SAFETY: the caller's promise.
    unsafe { pages.as_ref() }.map_or(std::ptr::null(), |pages| &raw const pages.client)
}

/// # Safety
/// `pages` is NULL or living.
unsafe fn next(pages: *const iinked_package_pages) -> Result<impl Work<Answer = Page>> {
    // SAFETY: the caller's promise.
    let list = unsafe { walk(pages) }?.list.clone();
    let busy = "a page of this list is being asked for already; nothing was sent";
    // Held until the page is there.  A call that is dropped leaves the walk where it was.
    let mut list = list.try_lock_owned().map_err(|_| Error::invalid_argument(busy))?;
    Ok(async move |client: Client| list.next_page(&client).await.map(Page))
}

/// The packages of the account that pass the filters, page by page: `POST packages/list` for each page.
///
/// `filters` may be NULL: no filter.  It asks for nothing yet, and copies what it needs.  The rules are those of
/// `iinked_client_list_packages`: each package comes once.
///
/// On success `*out` is the walk: free it with `iinked_package_pages_free`.  Errors: `IINKED_ERR_INVALID_ARGUMENT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_package_pages(
    client: *const iinked_client,
    filters: *const iinked_list_filters,
    out: *mut *mut iinked_package_pages,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        produce(out, err, || {
            let client = iinked_client(living(client)?.clone());
            let list = Arc::new(Mutex::new(read_filters(filters)?));
            Ok(Box::into_raw(Box::new(iinked_package_pages { client, list })))
        })
    }
}

/// The next page.  At the end of the list `*out` is NULL, with `IINKED_OK`, as often as it is asked.
///
/// After an error the same page can be requested again.  While a page is being requested, another request for one is
/// `IINKED_ERR_INVALID_ARGUMENT`.  Further errors: as `iinked_client_package_status`.
///
/// Blocks until the page is there, at most for the configuration's `timeout`.
/// On success `*out` is the page: free it with `iinked_package_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_pages_next(
    pages: *mut iinked_package_pages,
    out: *mut *mut iinked_package_list,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client(pages), out, err, || next(pages)) }
}

/// `iinked_package_pages_next` without waiting: `callback` gets the page, NULL at the end of the list.  See
/// `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.  A call that is cancelled leaves the
/// list where it was.  The walk can be freed while the call is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_pages_next_async(
    pages: *mut iinked_package_pages,
    callback: iinked_package_list_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client(pages), callback, user_data, out, err, || next(pages)) }
}

/// Ends the walk; no blocking call may be under way on it.  NULL is allowed.  The pages that it gave live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_pages_free(pages: *mut iinked_package_pages) {
    // SAFETY: NULL, or `iinked_client_package_pages` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(pages) };
}
