//! A client for Syngrafii's iinked Sign e-signature API: it reads the status of packages, audits whole accounts, lists,
//! rescinds and deletes packages, and saves and deletes meeting videos.
//!
//! A deletion is permanent, and a signing link is a credential.  So no delete is sent twice when the first may have worked,
//! none is reported done without proof, "all videos" cannot happen by accident, and no secret is printed.
//!
//! # A first call
//!
//! A program without an asynchronous runtime uses [`blocking::Client`].  The examples run against the emulator of the remote
//! API (feature `emulator`), so that no account is needed; with an account the configuration is
//! `Config::new().api_key("…").datacenter("sandbox-us")`, or `Config::new()` with the key in `IINKEDSIGN_API_KEY`.
//!
//! ```
//! # #[cfg(feature = "emulator")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use iinkedsign::{Config, Id, blocking::Client, emulator::{Emulator, Options}};
//!
//! let emulator = Emulator::start(Options { packages: 3, ..Options::default() })?;
//! let client = Client::new(&Config::new().base_url(emulator.base_url()).api_key(emulator.api_key()))?;
//!
//! let package = Id::new(&emulator.package_ids()[0], "package_id")?;
//! let status = client.package_status(&package)?;
//! println!("{:?} is {:?}", status.name, status.state);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "emulator"))]
//! # fn main() {}
//! ```
//!
//! Each field of an answer is `None` where the server sent nothing; what is not documented is kept in `extra`.
//!
//! # Deleting
//!
//! An [`Error`] says its [`Kind`].  [`Kind::OutcomeUnknown`] is the one to prepare for: the request was sent, its answer was
//! lost, and nobody can know whether it was carried out.  It is not sent again; a follow-up check reads the package once, and
//! [`Error::evidence`] says what it found.
//!
//! ```
//! # #[cfg(feature = "emulator")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use iinkedsign::{Config, DeleteOptions, Evidence, Id, Kind, blocking::Client, emulator::{Emulator, Options}};
//!
//! // An emulator that carries a deletion out and then drops the connection.
//! let faults = vec!["delete_package:drop_after".parse()?];
//! let emulator = Emulator::start(Options { packages: 3, faults, ..Options::default() })?;
//! let client = Client::new(&Config::new().base_url(emulator.base_url()).api_key(emulator.api_key()))?;
//! let package = Id::new(emulator.package_ids().last().ok_or("no package")?, "package_id")?;
//!
//! match client.delete_package(&package, DeleteOptions::default()) {
//!     Ok(answer) => println!("accepted, with {:?}", answer.videos),
//!     Err(error) if error.kind() == Kind::Retention => println!("a retention policy forbids it"),
//!     Err(error) if error.kind() == Kind::OutcomeUnknown => {
//!         assert_eq!(error.evidence(), Some(Evidence::Absent));
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "emulator"))]
//! # fn main() {}
//! ```
//!
//! # Within tokio
//!
//! [`Client`] has the same methods as futures.  Clones share everything.
//!
//! ```
//! # #[cfg(feature = "emulator")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use iinkedsign::{Client, Config, Filters, emulator::{Emulator, Options}};
//!
//! let emulator = Emulator::start(Options { packages: 250, ..Options::default() })?;
//! let client = Client::new(&Config::new().base_url(emulator.base_url()).api_key(emulator.api_key()))?;
//! let mut list = client.list_packages(Filters { all_members: Some(true), ..Filters::default() });
//! let mut count = 0;
//! while let Some(page) = list.next_page(&client).await? {
//!     count += page.len();
//! }
//! assert!(count >= 250);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "emulator"))]
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `audit` | statuses of many packages at once, as Arrow tables |
//! | `cleanup` | the deletion of many packages or videos: a plan, its application, a journal; brings `audit` |
//! | `emulator` | a stateful stand-in for the remote API, for tests |
//! | `python`, `capi` | the bindings; the wheel and the C library are built with them |
//!
//! The repository's CONTRIBUTING.md has the map of the code, and docs/design.md the reasons for the design.
//!
//! This is not a product of Syngrafii.  The facts about the remote API come from its public pages.

#[cfg(feature = "audit")]
mod atomic_file;
mod attempt;
#[cfg(feature = "audit")]
pub mod audit;
mod background;
pub mod blocking;
mod call;
#[cfg(feature = "capi")]
#[doc(hidden)] // its documentation is the header
pub mod capi;
#[cfg(feature = "cleanup")]
pub mod cleanup;
mod client;
mod config;
mod descriptors;
mod dns;
mod download;
mod drift;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod error;
mod failure;
mod folder;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod guard;
mod id;
mod limiter;
mod list;
mod methods;
pub mod model;
mod operation;
mod outcome;
mod process;
mod proxy;
#[cfg(feature = "python")]
mod python;
mod reading;
mod retry;
mod runtime;
mod secret;
mod tls;
mod token;
mod transport;
mod walk;
mod words;

pub use attempt::Attempt;
pub use client::Client;
pub use config::{Config, OptionInfo, OptionKind};
pub use download::VideoFile;
pub use drift::{Drift, DriftKind};
pub use error::{Error, Evidence, Kind, Result};
pub use id::Id;
pub use list::PackageList;
pub use operation::{DeleteOptions, Filters, RescindOptions};
pub use secret::Secret;
pub use token::ProviderError;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
