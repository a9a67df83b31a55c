//! Versions.

use std::ffi::c_char;

use super::IINKED_ABI_VERSION;
use super::boundary::plain;

/// The version of the library that is loaded, as `0.1.0`.  The text is static.
#[unsafe(no_mangle)]
pub extern "C" fn iinked_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    plain(VERSION, || VERSION).as_ptr().cast()
}

/// The `IINKED_ABI_VERSION` of the library that is loaded.  A program whose header has another number must not use it.
#[unsafe(no_mangle)]
pub extern "C" fn iinked_abi_version() -> u32 {
    plain(IINKED_ABI_VERSION, || IINKED_ABI_VERSION)
}
