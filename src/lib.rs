//! A client for Syngrafii's iinked Sign e-signature API that is honest about what happened.
//!
//! Deleting is for ever, and a signing link is a key.  So no delete is ever sent twice when the first may have
//! worked, none is reported done without proof, "all videos" cannot happen by accident, and no secret is printed.
//!
//! ```no_run
//! use iinkedsign::{Config, DeleteOptions, Id, Kind, blocking::Client};
//!
//! # fn main() -> iinkedsign::Result<()> {
//! let client = Client::new(&Config::new().api_key("the key").datacenter("us"))?;
//! let package = Id::new("7a17e4e7-bc32-4256-bf81-27eac794c2b7", "package_id")?;
//! println!("{:?}", client.package_status(&package)?.state);
//! match client.delete_package(&package, DeleteOptions::default()) {
//!     Err(error) if error.kind() == Kind::OutcomeUnknown => println!("perhaps: {:?}", error.evidence()),
//!     result => println!("{:?}", result?.videos),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! This is not a product of Syngrafii.  The facts about the remote API come from its public pages.

mod attempt;
#[cfg(feature = "audit")]
pub mod audit;
pub mod blocking;
mod call;
#[cfg(feature = "capi")]
#[doc(hidden)] // its documentation is the header
pub mod capi;
mod client;
mod config;
mod descriptors;
#[cfg(feature = "audit")]
mod draft;
mod drift;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod guard;
mod id;
mod list;
pub mod model;
mod names;
mod operation;
mod outcome;
mod pace;
#[cfg(feature = "python")]
mod python;
mod retry;
mod runtime;
mod secret;
mod tls;
mod token;
mod transport;
mod walk;

pub use attempt::Attempt;
pub use client::Client;
pub use config::Config;
pub use drift::{Drift, DriftKind};
pub use error::{Error, Evidence, Kind, Result};
pub use id::Id;
pub use list::PackageList;
pub use operation::{DeleteOptions, Filters, RescindOptions};
pub use secret::Secret;
pub use token::ProviderError;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
