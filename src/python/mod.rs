//! The Python door: parse the arguments, let go of the GIL, call, convert.
//!
//! What Python users import is `python/iinkedsign`; this module is its `_native`.

mod answers;
#[cfg(feature = "audit")]
mod audit;
mod background;
mod client;
#[cfg(feature = "emulator")]
mod emulator;
mod errors;
mod exit;
mod listing;
mod logging;
mod options;
#[cfg(feature = "audit")]
mod table;
mod times;

use pyo3::prelude::*;

/// The native half of the package `iinkedsign`.
#[pymodule]
#[pyo3(name = "_native")]
mod native {
    #[pymodule_export]
    use super::answers::schemas;
    #[cfg(feature = "audit")]
    #[pymodule_export]
    use super::audit::{AuditResult, run_audit};
    #[pymodule_export]
    use super::background::{Mailbox, Pending};
    #[pymodule_export]
    use super::client::Client;
    #[cfg(feature = "emulator")]
    #[pymodule_export]
    use super::emulator::Emulator;
    #[pymodule_export]
    use super::listing::{PackageIterator, PackagePages};
    #[cfg(feature = "audit")]
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::times::{parse_duration, parse_time};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", crate::VERSION)
    }
}
