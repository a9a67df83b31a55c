//! One connection, plain or TLS, which a fault can reset or close from below HTTP.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// What faults say to the connection they came on.
#[derive(Debug)]
pub(super) struct Link {
    /// Counts connections from 1.
    pub(super) id: u64,
    reset: AtomicBool,
    closing: AtomicBool,
}

impl Link {
    pub(super) fn new(id: u64) -> Self {
        Self { id, reset: AtomicBool::new(false), closing: AtomicBool::new(false) }
    }

    /// The connection shall end with a TCP reset.
    pub(super) fn reset(&self) {
        self.reset.store(true, Ordering::Release);
    }

    /// The connection shall end once everything written so far is sent.
    pub(super) fn close_when_flushed(&self) {
        self.closing.store(true, Ordering::Release);
    }
}

/// What hyper reads and writes, plain or TLS.
pub(super) trait Socket: AsyncRead + AsyncWrite + Send + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// The connection as hyper reads and writes it.
pub(super) struct Connection {
    socket: Box<dyn Socket>,
    link: std::sync::Arc<Link>,
    /// To hyper, the client seems to have left.
    ended: bool,
}

impl Connection {
    pub(super) fn new(socket: impl Socket + 'static, link: std::sync::Arc<Link>) -> Self {
        Self { socket: Box::new(socket), link, ended: false }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.link.reset.load(Ordering::Acquire) {
            // Should it fail, the connection ends all the same, only more politely.
            let _ = self.socket.tcp().set_zero_linger();
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.ended {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut *self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.socket).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut *self.socket).poll_flush(context))?;
        // hyper flushes after it has taken the last of a body, and then waits for a request: that is where it ends.
        if !self.ended && self.link.closing.load(Ordering::Acquire) {
            self.ended = true;
            context.waker().wake_by_ref();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.socket).poll_shutdown(context)
    }
}
