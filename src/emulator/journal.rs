//! The log of what was received.

use std::collections::VecDeque;
use std::time::Duration;

use hyper::http::request::Parts;

use super::routes::Op;

/// How many requests are kept; the oldest ones go.
const KEPT: usize = 100_000;

/// A request as it was received, and what was done about it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Counts requests from 1.
    pub seq: u64,
    /// `GET`, `POST`, …
    pub method: String,
    /// Path and query, as sent.
    pub path: String,
    /// Which documented operation it is, if any.
    pub operation: Option<Op>,
    /// The package it names, in the path or the body.
    pub package_id: Option<String>,
    /// Every header, names in lower case, in the order sent. The key is among them: it is a throw-away one.
    pub headers: Vec<(String, String)>,
    /// The body as text; empty if it was not read.
    pub body: String,
    /// The status answered; `None` if there was no answer (yet).
    pub status: Option<u16>,
    /// The fault that was applied, as text; `requests_per_second` for the limit of that name.
    pub fault: Option<String>,
    /// Whether this request deleted anything.
    pub applied: bool,
    /// Which connection it came on; they count from 1.
    pub connection: u64,
    /// Time since the emulator was started.
    pub elapsed: Duration,
}

impl Received {
    /// A request that was not answered yet.
    pub(super) fn new(
        head: &Parts,
        operation: Option<Op>,
        package_id: Option<String>,
        body: &[u8],
        connection: u64,
        elapsed: Duration,
    ) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        Self {
            seq: 0,
            method: head.method.to_string(),
            path: head.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            operation,
            package_id,
            headers: headers.collect(),
            body: text(body),
            status: None,
            fault: None,
            applied: false,
            connection,
            elapsed,
        }
    }

    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The log itself.
#[derive(Default)]
pub(super) struct Journal {
    entries: VecDeque<Received>,
    count: u64,
}

impl Journal {
    /// Enters a request and returns its number.
    pub(super) fn enter(&mut self, mut received: Received) -> u64 {
        self.count += 1;
        received.seq = self.count;
        if self.entries.len() >= KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(received);
        self.count
    }

    /// Changes an entry, unless it is gone.
    pub(super) fn amend(&mut self, seq: u64, change: impl FnOnce(&mut Received)) {
        let Some(first) = self.entries.front().map(|entry| entry.seq) else {
            return;
        };
        let offset = seq.checked_sub(first).and_then(|offset| usize::try_from(offset).ok());
        if let Some(entry) = offset.and_then(|offset| self.entries.get_mut(offset)) {
            change(entry);
        }
    }

    pub(super) fn entries(&self) -> Vec<Received> {
        self.entries.iter().cloned().collect()
    }

    /// Forgets the entries, but not how many there were.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }
}
