//! The listening socket and its connections.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::answer::answer;
use super::connection::{Connection, Link};
use super::shared::Shared;
use super::videos;

/// Which of the two listening sockets.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Api,
    Videos,
}

/// Accepts connections until the runtime ends.
pub(super) async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, shared: Arc<Shared>, side: Side) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: some will be free again soon.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let id = shared.connections.fetch_add(1, Ordering::Relaxed) + 1;
        tokio::spawn(connect(stream, tls.clone(), Arc::new(Link::new(id)), Arc::clone(&shared), side));
    }
}

async fn connect(stream: TcpStream, tls: Option<TlsAcceptor>, link: Arc<Link>, shared: Arc<Shared>, side: Side) {
    // Small answers must not wait for the client's acknowledgements; without it they are only slower.
    let _ = stream.set_nodelay(true);
    let connection = match tls {
        None => Connection::new(stream, Arc::clone(&link)),
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => Connection::new(stream, Arc::clone(&link)),
            // The client does not trust the certificate, or speaks no TLS; it has been told.
            Err(_) => return,
        },
    };
    let service = service_fn(async |request| match side {
        Side::Api => answer(Arc::clone(&shared), Arc::clone(&link), request).await,
        Side::Videos => videos::answer(Arc::clone(&shared), Arc::clone(&link), request).await,
    });
    // An error here is a client that left or a fault that broke the connection off: nobody is left to be told.
    let _ = http1::Builder::new().header_read_timeout(None).serve_connection(TokioIo::new(connection), service).await;
}
