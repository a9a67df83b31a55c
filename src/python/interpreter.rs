//! The one interpreter that can hold this module.

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;

/// Refuses a subinterpreter.
///
/// Classes and other objects of this module lie in statics.  A second interpreter would share them, and leave them
/// dangling at its end.  Asked before anything of the module is made, so that the main interpreter can still have it.
pub(super) fn only_the_main_one(py: Python<'_>) -> PyResult<()> {
    let name = if py.version_info() >= (3, 13) { "_interpreters" } else { "_xxsubinterpreters" };
    // A Python without this module makes no subinterpreters.
    let Ok(interpreters) = py.import(name) else { return Ok(()) };
    if interpreters.call_method0("get_current")?.eq(interpreters.call_method0("get_main")?)? {
        return Ok(());
    }
    Err(PyImportError::new_err("iinkedsign cannot be used in a subinterpreter: use the main one, or another process"))
}
