//! One HTTP/1.1 connection, driven by the call that holds it.
//!
//! HTTP itself is hyper's.  Its connection is a future, which others hand to a task; here the call polls it together
//! with what it waits for.  Nothing is passed between tasks, and a call that is dropped drops its connection.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body as _, Frame, Incoming};
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
use tokio::task::coop::unconstrained;

use super::stream::Stream;

/// A request as hyper takes it.
pub(super) type Request = hyper::Request<Full<Bytes>>;

/// A connection, and whether it can be used again.
pub(super) struct Connection {
    requests: http1::SendRequest<Full<Bytes>>,
    /// `None` once it has ended.
    driver: Option<Box<http1::Connection<TokioIo<Stream>, Full<Bytes>>>>,
}

impl Connection {
    /// Speaks HTTP over a stream; nothing is sent yet.
    pub(super) async fn new(stream: Stream) -> hyper::Result<Self> {
        let (requests, driver) = http1::handshake(TokioIo::new(stream)).await?;
        Ok(Self { requests, driver: Some(Box::new(driver)) })
    }

    /// Sends a request, and waits for the head of its answer.
    pub(super) async fn send(
        &mut self,
        request: Request,
    ) -> Result<hyper::Response<Incoming>, Box<TrySendError<Request>>> {
        // It is ready only after the connection was driven, so it needs no waker.  Nor may tokio's budget of a task hold
        // it up, which would have to wake it.
        let mut answer = pin!(unconstrained(self.requests.try_send_request(request)));
        let driver = &mut self.driver;
        let mut written = false;
        poll_fn(|context| {
            let mut quiet = Context::from_waker(Waker::noop());
            if written {
                // hyper wakes whoever let it read the body as soon as that is taken: this call would be polled once more
                // for nothing.
                drive(driver, &mut quiet);
                if let Poll::Ready(answer) = answer.as_mut().poll(&mut quiet) {
                    return Poll::Ready(answer);
                }
            }
            written = true;
            drive(driver, context);
            answer.as_mut().poll(&mut quiet)
        })
        .await
        .map_err(Box::new)
    }

    /// The next part of an answer's body; `None` at its end.
    pub(super) async fn next(&mut self, body: &mut Incoming) -> Option<hyper::Result<Frame<Bytes>>> {
        let driver = &mut self.driver;
        poll_fn(|context| {
            let mut quiet = Context::from_waker(Waker::noop());
            if let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(&mut quiet) {
                return Poll::Ready(frame);
            }
            // Only now hyper knows that more is wanted.
            drive(driver, context);
            Pin::new(&mut *body).poll_frame(&mut quiet)
        })
        .await
    }

    /// Whether another request may follow: the last answer was read to its end, nothing came behind it, and neither
    /// side has closed the connection.
    pub(super) fn is_reusable(&mut self) -> bool {
        // Without the waker of the call: its own request would wake it, and the call would be polled once more.
        drive(&mut self.driver, &mut Context::from_waker(Waker::noop()));
        self.is_ready()
    }

    /// Whether it was reusable when it was last driven; usually so after an answer that was read to its end.
    pub(super) fn is_ready(&self) -> bool {
        self.driver.is_some() && self.requests.is_ready()
    }

    /// Sends a CONNECT, after whose success hyper releases the stream: the answer, and the stream if there is to be
    /// one.
    pub(super) async fn tunnel(
        mut self,
        request: Request,
    ) -> hyper::Result<(hyper::Response<Incoming>, Option<Stream>)> {
        let mut answer = pin!(self.requests.send_request(request));
        let mut driver = self.driver;
        let mut ended = false;
        let answer = poll_fn(|context| {
            ended = ended || driver.as_mut().is_none_or(|driver| driver.poll_without_shutdown(context).is_ready());
            if let Poll::Ready(answer) = answer.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            if ended {
                // Then the request is told so.
                driver = None;
                context.waker().wake_by_ref();
            }
            Poll::Pending
        })
        .await?;
        let Some(mut driver) = driver.filter(|_| answer.status().is_success()) else { return Ok((answer, None)) };
        if !ended {
            poll_fn(|context| driver.poll_without_shutdown(context)).await?;
        }
        let parts = driver.into_parts();
        // A server of TLS waits for the client: bytes behind the answer are not its.
        Ok((answer, parts.read_buf.is_empty().then(|| parts.io.into_inner())))
    }
}

/// Lets the connection read and write what it can.  What it fails with, the request that is under way is told.
fn drive(driver: &mut Option<Box<http1::Connection<TokioIo<Stream>, Full<Bytes>>>>, context: &mut Context<'_>) {
    if let Some(connection) = driver
        && Pin::new(&mut **connection).poll(context).is_ready()
    {
        *driver = None;
    }
}
