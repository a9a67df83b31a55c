//! Asynchronous calls.

use std::ffi::c_void;
use std::future::poll_fn;
use std::pin::pin;
use std::ptr;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::Notify;

use super::answer::{Convert, RawAnswer};
use super::boundary::{check, drop_box, plain, produce};
use super::client::{iinked_client, living};
use super::error::iinked_error;
use super::user_data::{self, Callback, UserData};
use super::{IINKED_OK, iinked_code};
use crate::{Client, Error, Result, guard, process};

/// A handle of an asynchronous call.
///
/// A function that ends in `_async` returns at once.  If it returns `IINKED_OK`, its callback will be called exactly
/// once, on a thread of the library, also after the call was cancelled and also after the client was freed; if it
/// returns an error, never.  `*out` is set before the callback can come.
///
/// Free the handle with `iinked_call_free` at any time, also within the callback: freeing does not cancel.
pub struct iinked_call {
    /// The process whose call it is.
    process: u32,
    cancelled: Arc<Notify>,
}

/// Cancels a call: it is dropped where it stands and ends with `IINKED_ERR_CANCELLED`, unless its outcome was already
/// on its way.  From any thread, also within the callback, any number of times.  NULL is allowed.  In a forked child
/// it does nothing to a call of the parent.
///
/// A delete that is cancelled may have been carried out: read the package's state before deleting again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_call_cancel(call: *const iinked_call) {
    plain((), || {
        // SAFETY: NULL or a living handle, as the header asks.
        let call = unsafe { call.as_ref() };
        // A forked child may find the locks of its parent's runtime held by threads that are not there.
        if let Some(call) = call.filter(|call| call.process == process::current()) {
            call.cancelled.notify_one();
        }
    });
}

/// Frees the handle of a call, which continues.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_call_free(call: *mut iinked_call) {
    // SAFETY: NULL, or `start` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(call) };
}

/// An operation whose arguments were checked: what is left to do with a client.
pub(super) trait Work: Send + 'static {
    type Answer: Convert + Send + 'static;
    fn begin(self, client: Client) -> impl Future<Output = Result<Self::Answer>> + Send;
}

impl<W, F, R> Work for W
where
    W: FnOnce(Client) -> F + Send + 'static,
    F: Future<Output = Result<R>> + Send,
    R: Convert + Send + 'static,
{
    type Answer = R;

    fn begin(self, client: Client) -> impl Future<Output = Result<R>> + Send {
        self(client)
    }
}

/// The struct of what some work answers.
pub(super) type Struct<W> = <<W as Work>::Answer as Convert>::C;

/// Carries out work on this thread.  `prepare` checks the arguments.
///
/// # Safety
/// `client` is NULL or living; `out` and `err` are each NULL or can be written to.
pub(super) unsafe fn wait<W: Work>(
    client: *const iinked_client,
    out: *mut *mut Struct<W>,
    err: *mut *mut iinked_error,
    prepare: impl FnOnce() -> Result<W>,
) -> iinked_code {
    let body = || {
        let work = prepare()?;
        // SAFETY: the caller's promise.
        let client = unsafe { living(client) }?;
        client.run(async |client| work.begin(client.clone()).await, &mut || false).map(|answer| answer.to_raw())
    };
    // SAFETY: the caller's promise.
    unsafe { produce(out, err, body) }
}

pub(super) type Receive<C> = unsafe extern "C" fn(iinked_code, *mut C, *mut iinked_error, *mut c_void);

/// Where a result goes.
pub(super) type Receiver<C> = Callback<Receive<C>>;

impl<C> Receiver<C> {
    /// Hands the result over.
    fn deliver(self, result: Result<RawAnswer<C>>) {
        let mut error = ptr::null_mut();
        let mut answer = ptr::null_mut();
        // SAFETY: both places are ours.
        let code = unsafe { produce(&raw mut answer, &raw mut error, || result.map(RawAnswer::into_raw)) };
        // SAFETY: the caller of `start` promises a function of this type that does not unwind.
        unsafe { (self.function)(code, answer, error, self.user_data) };
    }
}

/// Begins work in the background.  `prepare` checks the arguments.
///
/// # Safety
/// `client` is NULL or living, and the rest as [`launch`] asks.
pub(super) unsafe fn start<W: Work>(
    client: *const iinked_client,
    callback: Option<Receive<Struct<W>>>,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
    prepare: impl FnOnce() -> Result<W>,
) -> iinked_code
where
    Struct<W>: 'static,
{
    let begin = |receiver: Receiver<Struct<W>>, cancelled| {
        let work = prepare()?;
        // SAFETY: the caller's promise about `client`.
        let client = unsafe { living(client) }?;
        let user_data = UserData(receiver.user_data);
        let call = async move |client| {
            // In a box, because each layer around a future would have room for it twice.
            let call = Box::pin(work.begin(client));
            // The struct is made at once, which frees what reading the answer took: the next answer to be read takes that
            // from where `malloc` finds it soonest.
            let call = async move { call.await.map(|answer| RawAnswer::new(&answer)) };
            guard::future(user_data::scope(user_data, until(cancelled, call))).await
        };
        client.spawn(call, move |result| receiver.deliver(result)).map(drop)
    };
    // SAFETY: the caller's promise.
    unsafe { launch(callback, user_data, out, err, begin) }
}

/// Makes the handle of a call that `begin` begins.
///
/// # Safety
/// `out` and `err` are each NULL or can be written to, and `callback` keeps to the header.
pub(super) unsafe fn launch<C>(
    callback: Option<Receive<C>>,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
    begin: impl FnOnce(Receiver<C>, Arc<Notify>) -> Result<()>,
) -> iinked_code {
    let body = || {
        if out.is_null() {
            return Err(Error::invalid_argument("out is NULL; nothing was sent"));
        }
        // SAFETY: not NULL, and the caller promises that it can be written to.
        unsafe { out.write(ptr::null_mut()) };
        let function = callback.ok_or_else(|| Error::invalid_argument("callback is NULL; nothing was sent"))?;
        let cancelled = Arc::new(Notify::new());
        let handle = Box::new(iinked_call { process: process::current(), cancelled: cancelled.clone() });
        // The receiver of the callback may look for the handle at once, so it must be there before the call begins.
        // The handle is made known by its address only; it is given away when the call has begun.
        // SAFETY: as above.
        unsafe { out.write(Box::into_raw(handle)) };
        begin(Receiver { function, user_data }, cancelled)
    };
    // SAFETY: the caller's promise about `err`.
    let code = unsafe { check(err, body) };
    if code != IINKED_OK && !out.is_null() {
        // SAFETY: `body` wrote NULL or the handle of a call that never began.
        unsafe {
            iinked_call_free(out.read());
            out.write(ptr::null_mut());
        }
    }
    code
}

/// Awaits a call until it is cancelled.
pub(super) async fn until<T>(cancelled: Arc<Notify>, call: impl Future<Output = Result<T>>) -> Result<T> {
    let mut cancelled = pin!(cancelled.notified());
    let mut call = pin!(call);
    poll_fn(|context| {
        if cancelled.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(Error::cancelled()));
        }
        call.as_mut().poll(context)
    })
    .await
}
