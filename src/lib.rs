//! A client for the iinked Sign e-signature API.

#[cfg(feature = "emulator")]
pub mod emulator;
