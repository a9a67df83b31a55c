//! The URLs of videos: where they lead, and until when.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::emulator::package::{Package, Video};
use crate::emulator::stamp::Stamp;

/// Below what every video lies, as in the vendor's samples.
pub(super) const PREFIX: &str = "/tws/video/";

/// What all URLs of one emulator have in common.
pub(in crate::emulator) struct VideoUrls {
    /// `http(s)://127.0.0.1:PORT`
    base: String,
    lifetime: Option<Duration>,
    started: Instant,
    /// How often all URLs were made to expire.
    expired: AtomicU64,
}

impl VideoUrls {
    pub(in crate::emulator) fn new(base: String, lifetime: Option<Duration>) -> Self {
        Self { base, lifetime, started: Instant::now(), expired: AtomicU64::new(0) }
    }

    pub(in crate::emulator) fn base(&self) -> &str {
        &self.base
    }

    /// From now on none of the URLs works that were given out before.
    pub(in crate::emulator) fn expire(&self) {
        self.expired.fetch_add(1, Ordering::Relaxed);
    }

    /// Which URLs work now; the number stands in them.
    pub(super) fn issue(&self) -> u64 {
        let lifetime = self.lifetime.map_or(0, |lifetime| lifetime.as_millis().max(1));
        let lifetimes = self.started.elapsed().as_millis().checked_div(lifetime).unwrap_or_default();
        self.expired.load(Ordering::Relaxed) + u64::try_from(lifetimes).unwrap_or(u64::MAX)
    }

    /// Makes the URLs of a package's videos out of their tokens.
    pub(in crate::emulator) fn fill(&self, package: &mut Package) {
        let issue = self.issue();
        for video in &mut package.videos {
            let Video { id, url: Some(url), time_url_expires, .. } = video else { continue };
            *url = format!("{}{PREFIX}{}/{id}?token={url}&issue={issue}", self.base, package.id);
            if let Some(lifetime) = self.lifetime {
                let ticks = i64::try_from(lifetime.as_nanos() / 100).unwrap_or(i64::MAX / 4);
                *time_url_expires = Some(Stamp::new(Stamp::NOW.ticks + ticks, 7));
            }
        }
    }
}
