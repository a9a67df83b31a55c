//! The Python door: parse the arguments, let go of the GIL, call, convert.
//!
//! What Python users import is `python/iinkedsign`; this module is its `_native`.

mod answers;
mod background;
mod client;
#[cfg(feature = "emulator")]
mod emulator;
mod errors;
mod listing;
mod logging;
mod options;
mod times;

use pyo3::prelude::*;

/// The native half of the package `iinkedsign`.
#[pymodule]
#[pyo3(name = "_native")]
mod native {
    #[pymodule_export]
    use super::answers::schemas;
    #[pymodule_export]
    use super::background::{Mailbox, Pending};
    #[pymodule_export]
    use super::client::Client;
    #[cfg(feature = "emulator")]
    #[pymodule_export]
    use super::emulator::Emulator;
    #[pymodule_export]
    use super::listing::{PackageIterator, PackagePages};
    #[pymodule_export]
    use super::times::{parse_duration, parse_time};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", crate::VERSION)
    }
}
