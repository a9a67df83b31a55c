//! Bodies of answers, the well-behaved and the others.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::connection::Link;
use super::hostile::Bomb;
use super::videos::Stream;

/// How long half a body is given to reach the client before the connection is closed.
const GRACE: Duration = Duration::from_millis(30);
/// A chunk of a body without an end.
const CHUNK: &[u8] = &[b'a'; 16 * 1024];

/// The answer breaks off here; the server closes the connection.
#[derive(Debug)]
pub(super) struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the answer breaks off, as a fault asked")
    }
}

impl std::error::Error for Broken {}

/// A body, and what happens once it is sent.
pub(super) struct Payload {
    flow: Flow,
    /// The connection to close afterwards.
    close: Option<Arc<Link>>,
}

enum Flow {
    Whole(Bytes),
    Drip {
        rest: Bytes,
        pause: Duration,
        sleep: Pin<Box<Sleep>>,
    },
    Half {
        first: Bytes,
        length: u64,
        sleep: Option<Pin<Box<Sleep>>>,
    },
    Endless {
        head: Bytes,
    },
    Bomb(Box<Bomb>),
    /// A video, and whether its length is announced.
    Film(Stream, bool),
}

impl Payload {
    fn new(flow: Flow) -> Self {
        Self { flow, close: None }
    }

    /// All of it at once.
    pub(super) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::new(Flow::Whole(bytes.into()))
    }

    /// A byte each `pause`.
    pub(super) fn drip(bytes: impl Into<Bytes>, pause: Duration) -> Self {
        Self::new(Flow::Drip { rest: bytes.into(), pause, sleep: Box::pin(sleep(pause)) })
    }

    /// The length of all, and half of it.
    pub(super) fn half(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let first = bytes.slice(..bytes.len() / 2);
        Self::new(Flow::Half { first, length: bytes.len() as u64, sleep: None })
    }

    /// `head`, then the same letter forever.
    pub(super) fn endless(head: impl Into<Bytes>) -> Self {
        Self::new(Flow::Endless { head: head.into() })
    }

    /// A gigabyte in a megabyte.
    pub(super) fn bomb() -> Self {
        Self::new(Flow::Bomb(Box::new(Bomb::new())))
    }

    /// A video or a part of one, with its length.
    pub(super) fn film(stream: Stream) -> Self {
        Self::new(Flow::Film(stream, true))
    }

    /// The same in chunks, without a length.
    pub(super) fn chunks(stream: Stream) -> Self {
        Self::new(Flow::Film(stream, false))
    }

    /// The bytes, if they are sent at once.
    pub(super) fn as_whole(&self) -> Option<&Bytes> {
        match &self.flow {
            Flow::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Sends these bytes at once, in place of the others.
    pub(super) fn replace(&mut self, bytes: impl Into<Bytes>) {
        self.flow = Flow::Whole(bytes.into());
    }

    /// Closes the connection once this is sent.
    pub(super) fn then_close(mut self, link: &Arc<Link>) -> Self {
        self.close = Some(Arc::clone(link));
        self
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        // hyper drops a body as soon as it has taken all of it.
        if let Some(link) = &self.close {
            link.close_when_flushed();
        }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let bytes = match &mut self.flow {
            Flow::Whole(bytes) => std::mem::take(bytes),
            Flow::Drip { rest, pause, sleep: nap } => {
                if !rest.is_empty() {
                    ready!(nap.as_mut().poll(context));
                    *nap = Box::pin(sleep(*pause));
                }
                rest.split_to(rest.len().min(1))
            }
            Flow::Half { first, sleep: nap, .. } => {
                if first.is_empty() {
                    let nap = nap.get_or_insert_with(|| Box::pin(sleep(GRACE)));
                    ready!(nap.as_mut().poll(context));
                    return Poll::Ready(Some(Err(Broken)));
                }
                std::mem::take(first)
            }
            Flow::Endless { head } if head.is_empty() => Bytes::from_static(CHUNK),
            Flow::Endless { head } => std::mem::take(head),
            Flow::Bomb(bomb) => bomb.next().unwrap_or_default(),
            Flow::Film(stream, _) => {
                let next = ready!(stream.poll(context));
                return Poll::Ready(next.map(|bytes| bytes.map(Frame::data).map_err(|()| Broken)));
            }
        };
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        match &self.flow {
            Flow::Whole(rest) | Flow::Drip { rest, .. } => rest.is_empty(),
            Flow::Film(stream, _) => stream.left() == 0,
            Flow::Half { .. } | Flow::Endless { .. } | Flow::Bomb(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.flow {
            Flow::Whole(rest) | Flow::Drip { rest, .. } => SizeHint::with_exact(rest.len() as u64),
            Flow::Half { length, .. } => SizeHint::with_exact(*length),
            Flow::Film(stream, true) => SizeHint::with_exact(stream.left()),
            Flow::Film(_, false) | Flow::Endless { .. } | Flow::Bomb(_) => SizeHint::default(),
        }
    }
}
