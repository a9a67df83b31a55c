//! What an audit is told, and what it tells.

use std::sync::Arc;
use std::time::Duration;

use super::tables::{Pii, Tables};
use crate::blocking::Client;
use crate::config::Credentials;
use crate::drift::Drift;
use crate::error::{Error, Result};

/// The most requests at once.  Each needs a socket, of which a process may often have no more than 1,024.
pub(crate) const MAX_CONCURRENCY: usize = 1_000;

/// The options of an audit.
#[derive(Clone)]
pub struct Options {
    /// The instant that facts are computed for, in microseconds since 1970-01-01T00:00:00Z.  Default: that of an
    /// earlier audit that is resumed, else now.
    pub as_of_us: Option<i64>,
    /// At most so many requests at once, 1 to 1,000; default 64.
    pub concurrency: usize,
    /// Whether the videos of each package are requested, too: a second request for each.
    pub include_videos: bool,
    /// Whether signing links, tokens and video URLs come into the tables.
    pub include_links: bool,
    /// Whether names, addresses and numbers of persons are replaced by a keyed hash.
    pub hash_personal: bool,
    /// The key of that hash; default: one made from the client's own key, so that hashes of different audits agree.
    /// A client with an access-token provider has none that lasts: there it must be given.
    pub hash_key: Option<Vec<u8>>,
    /// How many inputs there will be, if that is known: for the progress alone.
    pub total: Option<u64>,
    /// Is called on each thread of the audit that makes requests of its own, before it makes any.
    pub on_thread: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            as_of_us: None,
            concurrency: 64,
            include_videos: false,
            include_links: false,
            hash_personal: false,
            hash_key: None,
            total: None,
            on_thread: None,
        }
    }
}

/// How far an audit is, a plan of a deletion, or its application.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Inputs whose row is known, candidates that were read, items with an outcome.
    pub done: u64,
    /// All of them, once that is known.
    pub total: Option<u64>,
    /// Those that failed; the error of a repeated input counts once.
    pub errors: u64,
    /// Answers that were 429.
    pub refused: u64,
    /// Since the beginning.
    pub elapsed: Duration,
}

/// A finished audit.
pub struct Audit {
    /// The tables.
    pub tables: Tables,
    /// The instant that facts are computed for, in microseconds since 1970-01-01T00:00:00Z.
    pub as_of_us: i64,
    /// Where the answers differed from what is documented.
    pub drift: Vec<Drift>,
    pub(super) options: Options,
}

impl Options {
    /// Whether two audits with these options tell the same of a package.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        let asks = |of: &Self| (of.include_videos, of.include_links, of.hash_personal);
        asks(self) == asks(other) && self.hash_key == other.hash_key
    }

    pub(super) fn checked_concurrency(&self) -> Result<usize> {
        match self.concurrency {
            1..=MAX_CONCURRENCY => Ok(self.concurrency),
            other => {
                let most = MAX_CONCURRENCY;
                Err(Error::invalid_argument(format!("concurrency must be 1 to {most}, not {other} (nothing was sent)")))
            }
        }
    }

    pub(super) fn pii(&self, client: &Client) -> Result<Pii> {
        Ok(match (&self.hash_key, &client.settings().credentials) {
            _ if !self.hash_personal => Pii::shown(),
            (Some(key), _) => Pii::hashed(key),
            (None, Credentials::Fixed { secret, .. }) => Pii::hashed(secret.expose().as_bytes()),
            (None, Credentials::Provider(_)) => {
                return Err(Error::invalid_argument(
                    "pii_key is missing: hashes made from tokens that change would not agree (nothing was sent)",
                ));
            }
        })
    }
}
