//! A server that is far away: TLS, answers after a while, and handshakes that take round trips.
//!
//! `far CERTIFICATE STATUS LEAST MOST ROUND_TRIP ENOUGH` writes its certificate to a file, answers with the status in
//! another one after `LEAST` to `MOST` milliseconds, and tells its port.  Beyond `ENOUGH` requests at once each one slows
//! down all, so that fewer are answered in a second; 0 is any number.  When its input ends it tells how many connections
//! were open at once.

use std::cell::Cell;
use std::error::Error;
use std::io::Read;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

type Outcome<T> = Result<T, Box<dyn Error>>;

const PACKAGE: &str = "7a17e4e7-bc32-4256-bf81-27eac794c2b7";

struct Server {
    tls: TlsAcceptor,
    status: String,
    /// In milliseconds.
    least: u64,
    most: u64,
    round_trip: u64,
    enough: u64,
    requests: Cell<u64>,
    connections: Cell<u64>,
    most_connections: Cell<u64>,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [certificate, status, least, most, round_trip, enough] = arguments.as_slice() else {
        return Err("CERTIFICATE STATUS LEAST MOST ROUND_TRIP ENOUGH".into());
    };
    let server = Rc::new(Server {
        tls: tls(certificate)?,
        status: std::fs::read_to_string(status)?,
        least: least.parse()?,
        most: most.parse()?,
        round_trip: round_trip.parse()?,
        enough: enough.parse()?,
        requests: Cell::default(),
        connections: Cell::default(),
        most_connections: Cell::default(),
    });
    let (ended, end) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = ended.send(());
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let serving = server.clone();
    LocalSet::new().block_on(&runtime, async move {
        let socket = TcpSocket::new_v4()?;
        socket.bind("127.0.0.1:0".parse()?)?;
        let listener = socket.listen(4096)?;
        say(u64::from(listener.local_addr()?.port()));
        spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                spawn_local(serving.clone().connection(stream));
            }
        });
        end.await?;
        Outcome::Ok(())
    })?;
    say(server.most_connections.get());
    Ok(())
}

fn say(number: u64) {
    #[expect(clippy::print_stdout, reason = "its answer")]
    {
        println!("{number}");
    }
}

fn tls(certificate: &str) -> Outcome<TlsAcceptor> {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    std::fs::write(certificate, own.cert.pem())?;
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

impl Server {
    async fn connection(self: Rc<Self>, stream: TcpStream) {
        self.connections.set(self.connections.get() + 1);
        self.most_connections.set(self.most_connections.get().max(self.connections.get()));
        // One round trip for TCP, and one for TLS.
        sleep(Duration::from_millis(2 * self.round_trip)).await;
        // How it ended is the client's affair.
        let _ = self.answer(stream).await;
        self.connections.set(self.connections.get() - 1);
    }

    async fn answer(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = self.tls.accept(stream).await?;
        let mut request = Vec::new();
        loop {
            request.clear();
            while !request.ends_with(b"\r\n\r\n") {
                if stream.read_buf(&mut request).await? == 0 {
                    return Ok(());
                }
            }
            self.requests.set(self.requests.get() + 1);
            sleep(self.delay()).await;
            self.requests.set(self.requests.get() - 1);
            let head = String::from_utf8_lossy(&request);
            let id = head.split("/packages/").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
            let body = self.status.replace(PACKAGE, id);
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).await?;
            stream.flush().await?;
        }
    }

    fn delay(&self) -> Duration {
        let delay = Duration::from_micros(fastrand::u64(self.least * 1000..=self.most * 1000));
        let (requests, enough) = (self.requests.get(), self.enough);
        if enough == 0 || requests <= enough {
            return delay;
        }
        // Twice as many at once take four times as long.
        #[expect(clippy::cast_precision_loss, reason = "there are no more than some thousands")]
        delay.mul_f64((requests as f64 / enough as f64).powi(2))
    }
}
