//! Connections to one host that are kept for the next request, the last one first.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::connection::Connection;

use crate::guard::lock;

/// A connection that was idle this long is not used again.
const IDLE: Duration = Duration::from_mins(1);

/// The idle connections of one transport.
///
/// A request takes one or opens one, so there are never more connections than there were requests at once.  Taking the
/// last one first leaves those that are not needed to grow old.
#[derive(Default)]
pub(super) struct Pool(Mutex<VecDeque<Idle>>);

struct Idle {
    connection: Connection,
    since: Instant,
}

impl Pool {
    /// A connection that can be used.
    pub(super) fn take(&self) -> Option<Connection> {
        // The server may have closed some of them meanwhile.
        while let Some(mut connection) = self.last() {
            if connection.is_reusable() {
                return Some(connection);
            }
        }
        None
    }

    fn last(&self) -> Option<Connection> {
        let mut idle = lock(&self.0);
        forget_old(&mut idle);
        Some(idle.pop_back()?.connection)
    }

    /// Keeps a connection whose last answer was read to its end.
    pub(super) fn keep(&self, mut connection: Connection) {
        if connection.is_ready() || connection.is_reusable() {
            lock(&self.0).push_back(Idle { connection, since: Instant::now() });
        }
    }

    /// Closes all of them; whether there were any.
    pub(super) fn clear(&self) -> bool {
        !std::mem::take(&mut *lock(&self.0)).is_empty()
    }
}

fn forget_old(idle: &mut VecDeque<Idle>) {
    while idle.front().is_some_and(|oldest| oldest.since.elapsed() > IDLE) {
        idle.pop_front();
    }
}
