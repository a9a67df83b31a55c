//! The byte stream of a connection: plain, in TLS, or in TLS through a proxy that speaks TLS itself.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// How much is read without a pause.  hyper reads as long as data arrives; in a pause the call can check its limit.
const AT_ONCE: usize = 128 << 10;

/// What HTTP is spoken over.
pub(super) struct Stream {
    inner: Inner,
    /// How much was read since the last pause.
    taken: usize,
}

pub(super) enum Inner {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
    TlsInTls(Box<TlsStream<TlsStream<TcpStream>>>),
}

impl Stream {
    pub(super) fn into_inner(self) -> Inner {
        self.inner
    }
}

impl From<Inner> for Stream {
    fn from(inner: Inner) -> Self {
        Self { inner, taken: 0 }
    }
}

/// Calls a method of whichever stream it is.
macro_rules! each {
    ($stream:expr, $it:ident => $call:expr) => {
        match $stream {
            Inner::Plain($it) => $call,
            Inner::Tls($it) => $call,
            Inner::TlsInTls($it) => $call,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.taken >= AT_ONCE {
            this.taken = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        let read = each!(&mut this.inner, it => Pin::new(it).poll_read(context, buffer));
        this.taken = if read.is_pending() { 0 } else { this.taken + buffer.filled().len() - before };
        read
    }
}

/// Not vectored: a request is small, and hyper then writes it as one piece, which `send` takes with less work than `writev`.
impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        each!(&mut self.get_mut().inner, it => Pin::new(it).poll_write(context, data))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(&mut self.get_mut().inner, it => Pin::new(it).poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(&mut self.get_mut().inner, it => Pin::new(it).poll_shutdown(context))
    }
}
