//! Audits: the statuses of many packages as tables.

use std::ffi::{CStr, c_char, c_void};
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::{iter, ptr, thread};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use futures_util::FutureExt;
use tokio::sync::Notify;

use super::audit_options::{chosen, iinked_audit_options};
use super::boundary::{check, plain};
use super::calls::{Receiver, iinked_call, launch};
use super::client::{iinked_client, living};
use super::error::iinked_error;
use super::list::{iinked_list_filters, read_filters};
use super::text::{elements, text};
use super::user_data::UserData;
use super::{IINKED_AUDIT_TABLES, iinked_code};
use crate::audit::tables::Table;
use crate::audit::{Finished, Input, Source, run};
use crate::blocking::Client;
use crate::guard::THREADS;
use crate::runtime::no_runtime;
use crate::{Error, Filters, PackageList, Result};

/// So many inputs go to the engine at a time.
const GROUP: usize = 1_024;

/// What is audited.
enum Packages {
    These(std::vec::IntoIter<Input>),
    Listed(Box<PackageList>),
}

impl Packages {
    /// # Safety
    /// `ids` is NULL or has `len` elements, each NULL or NUL-terminated.
    unsafe fn these(ids: *const *const c_char, len: usize) -> Result<Self> {
        // SAFETY: the caller's promise.
        let ids = unsafe { elements(ids, len, "package_ids") }?.unwrap_or_default();
        // SAFETY: the caller's promise.
        let inputs: Vec<_> = ids.iter().map(|&id| unsafe { input(id) }).collect();
        Ok(Self::These(inputs.into_iter()))
    }

    /// # Safety
    /// As [`read_filters`].
    unsafe fn listed(filters: *const iinked_list_filters) -> Result<Self> {
        if filters.is_null() {
            let everything = Filters { all_members: Some(true), ..Filters::default() };
            return Ok(Self::Listed(Box::new(PackageList::new(everything))));
        }
        // SAFETY: the caller's promise.
        unsafe { read_filters(filters) }.map(|list| Self::Listed(Box::new(list)))
    }

    fn audit(
        self,
        client: &Client,
        options: &iinked_audit_options,
        cancelled: &mut dyn FnMut() -> bool,
    ) -> Result<Finished> {
        let mut watch = |progress: &_| options.tell(progress) || cancelled();
        let mut settings = options.options.clone();
        match self {
            Self::Listed(list) => run(client, Source::Account(list), &settings, None, &mut watch),
            Self::These(mut inputs) => {
                settings.total = u64::try_from(inputs.len()).ok();
                let mut next = || {
                    let group: Vec<_> = inputs.by_ref().take(GROUP).collect();
                    Ok(Some(group).filter(|group| !group.is_empty()))
                };
                run(client, Source::Inputs(&mut next), &settings, None, &mut watch)
            }
        }
    }
}

/// A package id, or a row with what is wrong with it.
///
/// # Safety
/// `id` is NULL or NUL-terminated.
unsafe fn input(id: *const c_char) -> Input {
    // SAFETY: the caller's promise.
    match unsafe { text(id, "package_id") } {
        Ok(id) => Input::new(id),
        Err(error) if id.is_null() => Input::Wrong(None, error),
        // SAFETY: not NULL, and the caller's promise.
        Err(error) => Input::Wrong(Some(unsafe { CStr::from_ptr(id) }.to_string_lossy().into_owned()), error),
    }
}

/// Writes a stream for each of the tables, and streams that are released already for those that are not there.
///
/// # Safety
/// `out` has room for `IINKED_AUDIT_TABLES` streams.
unsafe fn put<'a>(out: *mut FFI_ArrowArrayStream, tables: impl IntoIterator<Item = &'a Table>) {
    let streams = tables.into_iter().map(Table::stream).chain(iter::repeat_with(FFI_ArrowArrayStream::empty));
    for (place, stream) in (0..IINKED_AUDIT_TABLES).zip(streams) {
        // SAFETY: the caller's promise.  What stood there before is overwritten, not released.
        unsafe { out.add(place).write(stream) };
    }
}

/// Runs what brings an audit, and gives its tables: all that is known, also of one that ended early.
///
/// # Safety
/// `out` is NULL or has room for `IINKED_AUDIT_TABLES` streams; `err` is NULL or can be written to.
unsafe fn fill(
    out: *mut FFI_ArrowArrayStream,
    err: *mut *mut iinked_error,
    audit: impl FnOnce() -> Result<Finished>,
) -> iinked_code {
    let body = || {
        if out.is_null() {
            return Err(Error::invalid_argument("out is NULL; nothing was sent"));
        }
        // SAFETY: not NULL, and the caller's promise.
        unsafe { put(out, []) };
        let finished = audit()?;
        // SAFETY: as above.
        unsafe { put(out, finished.audit.tables.iter()) };
        finished.error.map_or(Ok(()), Err)
    };
    // SAFETY: the caller's promise about `err`.
    unsafe { check(err, body) }
}

/// Audits on a thread of its own, which waits for those of the engine.
fn begin(
    client: Arc<Client>,
    packages: Packages,
    mut options: iinked_audit_options,
    receiver: Receiver<FFI_ArrowArrayStream>,
    cancelled: Arc<Notify>,
) -> Result<()> {
    let user_data = UserData(receiver.user_data);
    options.options.on_thread = Some(Arc::new(move || user_data.belongs_to_thread()));
    let audit = move || {
        user_data.belongs_to_thread();
        // The whole of each, with its promise to be allowed on another thread, and not only the pointers in it.
        let (receiver, options) = (receiver, options);
        let audit = || packages.audit(&client, &options, &mut || cancelled.notified().now_or_never().is_some());
        let mut tables = [const { MaybeUninit::<FFI_ArrowArrayStream>::uninit() }; IINKED_AUDIT_TABLES];
        let mut error = ptr::null_mut();
        // SAFETY: both places are ours.
        let code = unsafe { fill(tables.as_mut_ptr().cast(), &raw mut error, audit) };
        // SAFETY: the program that set the callback promised a function of this type that does not unwind.
        unsafe { (receiver.function)(code, tables.as_mut_ptr().cast(), error, receiver.user_data) };
    };
    thread::Builder::new().name(THREADS.to_owned()).spawn(audit).map(drop).map_err(no_runtime)
}

/// Receives the outcome of an asynchronous audit, once, on a thread of its own.
///
/// `tables` are `IINKED_AUDIT_TABLES` streams as `iinked_client_audit` describes them, and the receiver's, whatever
/// `code` is.  The array lives until the callback returns: copy it to keep the streams, or give them to
/// `iinked_audit_tables_release`.  `error` is set unless `code` is `IINKED_OK`: free it with `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_audit_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        tables: *mut FFI_ArrowArrayStream,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Asks for the statuses of many packages at once, and makes tables of them.
///
/// `package_ids` has `len` elements; it may be NULL if `len` is 0.  Each id gets one row, in order, also one that is
/// wrong (NULL too), absent, given twice, or cannot be had for whatever reason: an error becomes a row that says so.
/// A package that is given twice is requested once.  `options` may be NULL: the defaults.
///
/// `out` is an array of `IINKED_AUDIT_TABLES` streams, which becomes one for each table: `out[IINKED_AUDIT_PACKAGES]`
/// and so on.  Their columns are the fields of the answers, what follows from them (docs/audit.md), and the error and
/// its attempts; which ones and of which types never depends on the data.  The streams own what they bring: use them,
/// and the arrays out of them, in any order, on any thread, after the client is freed.
///
/// An audit that ends early keeps what it knows: with `IINKED_ERR_CANCELLED`, because the progress callback said so,
/// or another code, as where the packages could not be listed, the tables have the rows that were known then.
/// After all other errors the streams are released already.  So give `out` to `iinked_audit_tables_release` in any
/// case, or release each stream whose `release` is not NULL.
///
/// Blocks until the end, with a thread for each core, which end with it; the configuration's `timeout` is for each
/// package.  Errors: `IINKED_ERR_INVALID_ARGUMENT`, `IINKED_ERR_CONFIGURATION`, `IINKED_ERR_CANCELLED`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_audit(
    client: *const iinked_client,
    package_ids: *const *const c_char,
    len: usize,
    options: *const iinked_audit_options,
    out: *mut FFI_ArrowArrayStream,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        fill(out, err, || {
            let client = living(client)?;
            Packages::these(package_ids, len)?.audit(client, &chosen(options), &mut || false)
        })
    }
}

/// `iinked_client_audit` without waiting: `callback` gets the tables.  See `iinked_call`.
///
/// `*out` is a handle of the audit: free it with `iinked_call_free`, at any time.  An audit looks about every 40 ms
/// whether it was cancelled; its callback then gets what is known.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_audit_async(
    client: *const iinked_client,
    package_ids: *const *const c_char,
    len: usize,
    options: *const iinked_audit_options,
    callback: iinked_audit_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        launch(callback, user_data, out, err, |receiver, cancelled| {
            let client = living(client)?.clone();
            begin(client, Packages::these(package_ids, len)?, chosen(options), receiver, cancelled)
        })
    }
}

/// `iinked_client_audit` of the packages that `iinked_client_list_packages` lists with these filters.
///
/// `filters` may be NULL: every package of the account, also those of other members.  The list is read page by page
/// while packages are requested; if a page cannot be had, the audit ends there, with that error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_audit_account(
    client: *const iinked_client,
    filters: *const iinked_list_filters,
    options: *const iinked_audit_options,
    out: *mut FFI_ArrowArrayStream,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        fill(out, err, || {
            let client = living(client)?;
            Packages::listed(filters)?.audit(client, &chosen(options), &mut || false)
        })
    }
}

/// `iinked_client_audit_account` without waiting: `callback` gets the tables.  See `iinked_client_audit_async`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_audit_account_async(
    client: *const iinked_client,
    filters: *const iinked_list_filters,
    options: *const iinked_audit_options,
    callback: iinked_audit_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        launch(callback, user_data, out, err, |receiver, cancelled| {
            let client = living(client)?.clone();
            begin(client, Packages::listed(filters)?, chosen(options), receiver, cancelled)
        })
    }
}

/// Releases those of the `IINKED_AUDIT_TABLES` streams of an audit that were not released or moved.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_tables_release(tables: *mut FFI_ArrowArrayStream) {
    plain((), || {
        if !tables.is_null() {
            for place in 0..IINKED_AUDIT_TABLES {
                // SAFETY: the header asks for that many streams, each as an audit left it or released since.
                drop(unsafe { FFI_ArrowArrayStream::from_raw(tables.add(place)) });
            }
        }
    });
}
