//! An access token that a Python function gives.

use std::sync::{Arc, Mutex};

use pyo3::exceptions::{PyException, PyTypeError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyString, PyTuple};
use tokio::sync::oneshot;

use super::exit;
use crate::guard::{THREADS, lock};
use crate::{Config, Error, ProviderError, Secret};

type Given = PyResult<Py<PyAny>>;

/// The method by which `iinkedsign._token.OnLoop` is known.
const ON_LOOP: &str = "_start_on_loop";

/// The function given as `access_token`.
///
/// A thread that makes a blocking call calls it by itself.  Threads of this library, which drive the calls of
/// `AsyncClient` and of audits, must not stay in Python for long: they have it called by `iinkedsign._token`, and wait
/// without the GIL.
#[derive(Clone)]
pub(super) struct Provider {
    function: Arc<Py<PyAny>>,
    /// It is `AsyncClient`'s, and runs on an event loop.
    on_loop: bool,
}

impl Provider {
    /// Takes what can be called; a coroutine function is for `AsyncClient`, which wraps it.
    pub(super) fn new(function: &Bound<'_, PyAny>) -> PyResult<Self> {
        let inspect = function.py().import("inspect")?;
        if inspect.call_method1("iscoroutinefunction", (function,))?.is_truthy()? {
            return Err(PyTypeError::new_err(
                "access_token must be a plain function here: a coroutine function is for AsyncClient",
            ));
        }
        Ok(Self { on_loop: function.hasattr(ON_LOOP)?, function: Arc::new(function.clone().unbind()) })
    }

    pub(super) fn set(&self, config: Config) -> Config {
        let function = self.clone();
        config.access_token_provider(move || function.clone().ask())
    }

    async fn ask(self) -> Result<Secret, ProviderError> {
        let Self { function, on_loop } = self;
        let given = if on_loop || std::thread::current().name() == Some(THREADS) {
            let (started, given) = attach(|py| start(function.bind(py)))?;
            let _started = started;
            given.await.map_err(|_| "the function given as access_token was given up")?
        } else {
            attach(|py| function.call0(py).map(Ok))?
        };
        attach(|py| secret(py, given))
    }

    /// Shows the garbage collector the function, which may belong to an object that holds the client.
    pub(super) fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&*self.function)
    }
}

/// Enters Python, whose exceptions become errors of the provider.
fn attach<T>(call: impl FnOnce(Python<'_>) -> PyResult<T>) -> Result<T, ProviderError> {
    match exit::attach(|py| call(py).map_err(|error| failure(py, error))) {
        Some(result) => result,
        None => Err("the interpreter is shutting down".into()),
    }
}

/// What is no mere exception, such as `KeyboardInterrupt`, is for the one who made the call.
fn failure(py: Python<'_>, error: PyErr) -> ProviderError {
    if error.is_instance_of::<PyException>(py) { error.into() } else { Error::cancelled_by(error).into() }
}

/// Has the function called elsewhere; what it gives comes by the channel.
fn start(function: &Bound<'_, PyAny>) -> PyResult<(Started, oneshot::Receiver<Given>)> {
    let py = function.py();
    let (sender, receiver) = oneshot::channel();
    let sender = Mutex::new(Some(sender));
    let reply = PyCFunction::new_closure(py, None, None, move |arguments: &Bound<'_, PyTuple>, _| {
        let (token, error): (Option<Py<PyAny>>, Option<Bound<'_, PyAny>>) = arguments.extract()?;
        if let Some(sender) = lock(&sender).take() {
            // The call that asked may have ended.
            let _ = sender.send(match error {
                Some(error) => Err(PyErr::from_value(error)),
                None => Ok(token.unwrap_or_else(|| arguments.py().None())),
            });
        }
        PyResult::Ok(())
    })?;
    let started = match function.getattr_opt(ON_LOOP)? {
        Some(start) => start.call1((reply,))?,
        None => py.import("iinkedsign._token")?.call_method1("start_on_a_thread", (function, reply))?,
    };
    Ok((Started(started.unbind()), receiver))
}

/// A call of the function that is under way elsewhere: cancelled when nobody waits for it any more.
struct Started(Py<PyAny>);

impl Drop for Started {
    fn drop(&mut self) {
        exit::attach(|py| {
            // Only what a loop runs can be cancelled.
            if !self.0.is_none(py) {
                let _ = self.0.call_method0(py, "cancel");
            }
        });
    }
}

fn secret(py: Python<'_>, given: Given) -> PyResult<Secret> {
    let token = given?.into_bound(py);
    if let Ok(text) = token.cast::<PyString>() {
        return Ok(Secret::new(text.to_str()?));
    }
    // A coroutine that is never awaited would warn.
    let _ = token.call_method0("close");
    let name = token.get_type().name()?;
    Err(PyTypeError::new_err(format!("the function given as access_token must return a str, not {name}")))
}
