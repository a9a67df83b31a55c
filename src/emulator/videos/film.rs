//! The bytes of a video: as many as listed, different at every place, the same on every run.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Sleep, sleep};

use crate::emulator::ids::mix;

/// So many bytes are made at once.
const CHUNK: u64 = 64 << 10;
/// How long bytes that were sent are given to reach the client before the connection is closed.
const GRACE: Duration = Duration::from_millis(30);
/// How long a stalled host keeps a client waiting that does not leave by itself.
const STALL: Duration = Duration::from_mins(10);

/// A part of a film on its way.
pub(in crate::emulator) struct Stream {
    pub(super) film: u64,
    /// The next byte.
    pub(super) at: u64,
    /// Behind the last byte.
    pub(super) end: u64,
    /// After so many more bytes this happens.
    pub(super) until: Option<(u64, Ending)>,
    pub(super) nap: Option<Pin<Box<Sleep>>>,
}

/// How a stream ends before its end.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    Cut,
    Stall,
}

impl Stream {
    pub(super) fn new(film: u64, at: u64, end: u64) -> Self {
        Self { film, at, end, until: None, nap: None }
    }

    /// How many bytes are announced and not taken yet.
    pub(in crate::emulator) fn left(&self) -> u64 {
        self.end - self.at
    }

    /// The next bytes; `None` at the end, an error where the connection shall break off.
    pub(in crate::emulator) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, ()>>> {
        let mut next = self.left().min(CHUNK);
        if let Some((left, ending)) = &mut self.until {
            if *left == 0 && self.at < self.end {
                let ending = *ending;
                let time = if matches!(ending, Ending::Cut) { GRACE } else { STALL };
                let nap = self.nap.get_or_insert_with(|| Box::pin(sleep(time)));
                return nap.as_mut().poll(context).map(|()| Some(Err(())));
            }
            next = next.min(*left);
            *left -= next;
        }
        if next == 0 {
            return Poll::Ready(None);
        }
        let bytes = bytes(self.film, self.at, self.at + next);
        self.at += next;
        Poll::Ready(Some(Ok(bytes)))
    }
}

/// The bytes of a film from one place to another.
pub(super) fn bytes(film: u64, from: u64, to: u64) -> Bytes {
    let words = from / 8..to.div_ceil(8);
    let all: Vec<u8> = words.flat_map(|word| mix(film, word).to_le_bytes()).collect();
    let skipped = usize::try_from(from % 8).unwrap_or_default();
    let length = usize::try_from(to - from).unwrap_or_default();
    Bytes::from(all).slice(skipped..skipped + length)
}

/// What the bytes of a video are made of.
pub(super) fn film(video_id: &str) -> u64 {
    video_id.bytes().fold(0, |film, byte| mix(film, u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_film_are_its_bytes() {
        let film = film("a");
        let whole = bytes(film, 0, 1000);
        for (from, to) in [(0_u16, 0_u16), (0, 1), (7, 9), (8, 16), (1, 1000), (999, 1000), (500, 500)] {
            let part = whole.slice(usize::from(from)..usize::from(to));
            assert_eq!(bytes(film, from.into(), to.into()), part, "{from} to {to}");
        }
        assert_ne!(whole.slice(0..8), whole.slice(8..16));
    }
}
