//! What a client consists of, and what its calls need of it.  Its methods are in `methods.rs`.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::Instant;

use crate::config::{Config, Credentials, Settings};
use crate::drift::{Drift, DriftCounts, Findings};
use crate::error::Result;
use crate::failure::Failure;
use crate::limiter::Pacer;
use crate::retry::Cause;
use crate::secret::Secrets;
use crate::tls;
use crate::token::{NoToken, Token, Tokens};
use crate::transport::{self, Answer, Request, Transport};

/// An asynchronous client, to be used within one tokio runtime; clones share everything.
///
/// Programs that do not run one use [`blocking::Client`](crate::blocking::Client).
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    transport: Arc<Transport>,
    /// Where an audit counts its own findings.
    drift: Option<Arc<DriftCounts>>,
}

/// What all clients of one configuration share, on whatever runtime they run.
pub(crate) struct Shared {
    account: Arc<Account>,
    tls: rustls::ClientConfig,
    pacer: Pacer,
    /// The tokens, if there is a provider.
    tokens: Option<Tokens>,
    drift: DriftCounts,
    closed: watch::Sender<bool>,
}

/// What never changes after construction.
pub(crate) struct Account {
    pub(crate) settings: Settings,
    tls: rustls::ClientConfig,
}

impl Account {
    /// Checks the options and reads the certificates; no network is touched and no thread started.
    pub(crate) fn new(config: &Config) -> Result<Self> {
        let settings = config.settle(|name| std::env::var_os(name))?;
        let roots = settings.ca_file.as_deref().map(tls::read_ca_file).transpose()?.unwrap_or_default();
        let needed = settings.https || settings.proxy.is_some();
        let tls = if needed { tls::client_config(roots)? } else { tls::no_trust()? };
        Ok(Self { settings, tls })
    }

    pub(crate) fn base_url(&self) -> &str {
        self.settings.base_url.as_str().trim_end_matches('/')
    }
}

impl Shared {
    pub(crate) fn new(account: Arc<Account>) -> Self {
        let closed = watch::Sender::new(false);
        let pacer = Pacer::new(account.settings.requests_per_second, account.settings.timeout, closed.clone());
        let tokens = match &account.settings.credentials {
            Credentials::Fixed { .. } => None,
            Credentials::Provider(provider) => Some(Tokens::new(provider.clone(), account.settings.secrets.clone())),
        };
        let mut tls = account.tls.clone();
        // Clones share their store of session tickets, and its lock; a forked child must not take over either.
        tls.resumption = rustls::client::Resumption::default();
        Self { account, tls, pacer, tokens, drift: DriftCounts::default(), closed }
    }

    pub(crate) fn drift(&self) -> Vec<Drift> {
        self.drift.list()
    }

    /// Ends the calls that are under way.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }
}

impl Client {
    /// Makes a client.
    pub fn new(config: &Config) -> Result<Self> {
        Self::with_shared(Arc::new(Shared::new(Arc::new(Account::new(config)?))))
    }

    pub(crate) fn with_shared(shared: Arc<Shared>) -> Result<Self> {
        let transport = Arc::new(Transport::new(&shared.account.settings, &shared.tls)?);
        Ok(Self { shared, transport, drift: None })
    }

    /// Where the answers of this client differed from what is documented.
    pub fn drift(&self) -> Vec<Drift> {
        self.shared.drift()
    }

    /// Boxed, since each future that awaits it would be as large.
    pub(crate) async fn send(&self, request: &Request, alone: bool, limit: Option<Instant>) -> Result<Answer, Failure> {
        Box::pin(self.transport.send(request, alone, limit, &self.shared.closed)).await
    }

    /// The token to send, if a provider gives them: another one than `refused`, by `limit`, while the client is open.
    pub(crate) async fn token(
        &self,
        refused: Option<&Token>,
        limit: Option<Instant>,
    ) -> Result<Option<Token>, NoToken> {
        let Some(tokens) = &self.shared.tokens else { return Ok(None) };
        let end = pin!(transport::end(limit, &self.shared.closed));
        match transport::until(end, tokens.get(refused, &self.settings().secrets)).await {
            // A provider that blocked this thread ended when it would; the next call has its token.
            Ok(Ok(_)) if limit.is_some_and(|limit| limit <= Instant::now()) => Err(NoToken::Ended(Cause::TimedOut)),
            Ok(result) => result.map(Some),
            Err(cause) => Err(NoToken::Ended(cause)),
        }
    }

    /// Calls `read` with the secrets.
    pub(crate) fn with_secrets<T>(&self, read: impl FnOnce(&Secrets) -> T) -> T {
        match &self.shared.tokens {
            Some(tokens) => read(&tokens.secrets()),
            None => read(&self.settings().secrets),
        }
    }

    /// Awaits, at most until the limit or until the client is closed.
    pub(crate) async fn until<T>(
        &self,
        limit: Option<Instant>,
        future: impl Future<Output = T>,
    ) -> std::result::Result<T, Cause> {
        transport::until(pin!(transport::end(limit, &self.shared.closed)), future).await
    }

    /// The TLS side of connections to the hosts of videos.
    pub(crate) fn video_tls(&self) -> Result<rustls::ClientConfig> {
        let Settings { https, proxy, ca_file, .. } = self.settings();
        if !https && proxy.is_none() {
            // No trust store was needed so far.
            let roots = ca_file.as_deref().map(tls::read_ca_file).transpose()?.unwrap_or_default();
            return tls::client_config(roots);
        }
        let mut config = self.shared.account.tls.clone();
        config.resumption = rustls::client::Resumption::default();
        Ok(config)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.shared.account.settings
    }

    pub(crate) fn pacer(&self) -> &Pacer {
        &self.shared.pacer
    }

    #[cfg(feature = "audit")]
    pub(crate) fn is_closed(&self) -> bool {
        *self.shared.closed.borrow()
    }

    /// The same client, which also counts its drift in `counts`.
    #[cfg(feature = "audit")]
    pub(crate) fn counting_drift_in(&self, counts: &Arc<DriftCounts>) -> Self {
        Self { drift: Some(counts.clone()), ..self.clone() }
    }

    pub(crate) fn count_drift(&self, findings: &Findings) {
        self.shared.drift.add(findings);
        if let Some(drift) = &self.drift {
            drift.add(findings);
        }
    }
}

/// Only the address: what the HTTP library would show of a proxy contains its password.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.account.base_url()).finish_non_exhaustive()
    }
}
