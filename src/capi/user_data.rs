//! Callbacks with their user data, and that of the asynchronous call that is under way on this thread.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr;

tokio::task_local! {
    static OF_CALL: UserData;
}

thread_local! {
    /// That of the asynchronous audit whose thread this is.
    static OF_THREAD: Cell<UserData> = const { Cell::new(UserData(ptr::null_mut())) };
}

/// What a caller gave with a callback.
#[derive(Clone, Copy)]
pub(super) struct UserData(pub(super) *mut c_void);

// SAFETY: the header says that callbacks come on other threads, so what is meant for them can go there.
unsafe impl Send for UserData {}
// SAFETY: as above.
unsafe impl Sync for UserData {}

/// A function of the caller's, and what it is called with.
#[derive(Clone, Copy)]
pub(super) struct Callback<F> {
    pub(super) function: F,
    pub(super) user_data: *mut c_void,
}

// SAFETY: as above.
unsafe impl<F: Send> Send for Callback<F> {}
// SAFETY: as above; where a callback can come on several threads at once, the header says so.
unsafe impl<F: Sync> Sync for Callback<F> {}

impl UserData {
    /// All calls of this thread, which ends with the audit, are within this user data.
    pub(super) fn belongs_to_thread(self) {
        OF_THREAD.set(self);
    }
}

/// Carries out a call within the user data of its callback.
pub(super) fn scope<T>(user_data: UserData, call: impl Future<Output = T>) -> impl Future<Output = T> {
    OF_CALL.scope(user_data, call)
}

/// The user data of the call that this code is part of; NULL for a blocking one.
pub(super) fn current() -> *mut c_void {
    OF_CALL.try_with(|it| it.0).unwrap_or_else(|_| OF_THREAD.get().0)
}
