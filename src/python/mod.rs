//! The Python binding: parse the arguments, release the GIL, call, convert.
//!
//! What Python users import is `python/iinkedsign`; this module is its `_native`.

mod answers;
mod audit;
mod background;
mod cleanup;
mod client;
mod emulator;
mod errors;
mod exit;
mod files;
mod help;
mod interpreter;
mod listing;
mod logging;
mod options;
mod run;
mod table;
mod times;
mod token;

use pyo3::prelude::*;
use pyo3::wrap_pyfunction;

/// The native half of the package `iinkedsign`.
#[pymodule]
#[pyo3(name = "_native")]
fn native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    interpreter::only_the_main_one(module.py())?;
    module.add("__version__", crate::VERSION)?;
    module.add_class::<client::Client>()?;
    module.add_class::<background::Mailbox>()?;
    module.add_class::<background::Pending>()?;
    module.add("MAX_CONCURRENCY", crate::audit::MAX_CONCURRENCY)?;
    module.add_class::<audit::AuditResult>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(audit::run_audit, module)?)?;
    module.add_function(wrap_pyfunction!(files::write_file, module)?)?;
    module.add_class::<cleanup::Plan>()?;
    module.add_class::<cleanup::DeletionOutcome>()?;
    module.add_function(wrap_pyfunction!(cleanup::run_plan, module)?)?;
    module.add_function(wrap_pyfunction!(cleanup::run_deletion, module)?)?;
    module.add_function(wrap_pyfunction!(cleanup::run_verify, module)?)?;
    module.add_class::<emulator::Emulator>()?;
    module.add_class::<listing::PackageIterator>()?;
    module.add_class::<listing::PackagePages>()?;
    module.add_function(wrap_pyfunction!(answers::schemas, module)?)?;
    module.add_function(wrap_pyfunction!(times::parse_duration, module)?)?;
    module.add_function(wrap_pyfunction!(times::parse_time, module)?)
}
