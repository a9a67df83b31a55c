//! Access tokens from a provider, a function of the caller's: asked before the first request, and once more after a
//! 401.
//!
//! All calls that wait for a token wait for one renewal; those that have one continue.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use reqwest::header::HeaderValue;

use crate::error::{Error, Kind};
use crate::guard::lock;
use crate::retry::Cause;
use crate::secret::{Secret, Secrets};

/// What an access-token provider may fail with.  It becomes the [`source`](std::error::Error::source) of the error that
/// the call ends with.
pub type ProviderError = Box<dyn std::error::Error + Send + Sync>;

type ProviderFuture = Pin<Box<dyn Future<Output = Result<Secret, ProviderError>> + Send>>;

/// How many of the latest tokens are searched for in foreign texts.
const REMEMBERED: usize = 100;

/// The function that returns the current access token.
#[derive(Clone)]
pub(crate) struct Provider(Arc<dyn Fn() -> ProviderFuture + Send + Sync>);

impl Provider {
    pub(crate) fn new<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Secret, ProviderError>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(ask())))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider")
    }
}

/// A token, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Of the header `Authorization`.
    pub(crate) header: HeaderValue,
    /// How many tokens came before it.
    number: u64,
}

/// Why there is no token.
#[derive(Clone, Debug)]
pub(crate) enum NoToken {
    /// The provider failed.
    Failed(Arc<dyn std::error::Error + Send + Sync>),
    /// Its result cannot be sent as a token.
    Unusable,
    /// Its time limit, or the end of the client, ended the wait for it.
    Ended(Cause),
    /// The call was cancelled within the provider; only the call that asked ends with it.
    Cancelled(Error),
}

/// The tokens of one process's client.
pub(crate) struct Tokens {
    provider: Provider,
    /// Held while the provider is asked.  If the call that holds it ends, the next one takes over.
    turn: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    current: Option<Token>,
    /// How many tokens were given.
    given: u64,
    /// How many renewals failed, and, for those who waited for it, what the last of them failed with.
    failures: (u64, Option<NoToken>),
    waiting: usize,
    /// The secrets of the options, and these tokens.
    secrets: Arc<Secrets>,
    tokens: Vec<Secret>,
}

impl Tokens {
    /// `secrets` are the client's others.
    pub(crate) fn new(provider: Provider, secrets: Secrets) -> Self {
        let secrets = Arc::new(secrets);
        let state = State { current: None, given: 0, failures: (0, None), waiting: 0, secrets, tokens: Vec::new() };
        Self { provider, turn: tokio::sync::Mutex::new(()), state: Mutex::new(state) }
    }

    /// What must not be shown.
    pub(crate) fn secrets(&self) -> Arc<Secrets> {
        lock(&self.state).secrets.clone()
    }

    /// The current token; with `refused`, one that came after it.
    ///
    /// A call that waits while another one's renewal fails shares its failure.
    pub(crate) async fn get(&self, refused: Option<&Token>, fixed: &Secrets) -> Result<Token, NoToken> {
        let failures = match self.known(refused) {
            Ok(token) => return Ok(token),
            Err(failures) => failures,
        };
        let _waiting = self.wait();
        let _turn = self.turn.lock().await;
        match self.known(refused) {
            Ok(token) => return Ok(token),
            Err(now) if now > failures => {
                if let Some(failure) = lock(&self.state).failures.1.clone() {
                    return Err(failure);
                }
            }
            Err(_) => {}
        }
        let result = match (self.provider.0)().await {
            Ok(token) => self.take(&token, fixed).ok_or(NoToken::Unusable),
            Err(error) => match error.downcast::<Error>() {
                Ok(error) if error.kind() == Kind::Cancelled => return Err(NoToken::Cancelled(*error)),
                Ok(error) => Err(NoToken::Failed(Arc::from(error as ProviderError))),
                Err(error) => Err(NoToken::Failed(error.into())),
            },
        };
        if let Err(failure) = &result {
            let mut state = lock(&self.state);
            state.failures = (state.failures.0 + 1, Some(failure.clone()));
        }
        result
    }

    /// The current token unless it is the refused one, else how many renewals have failed.
    fn known(&self, refused: Option<&Token>) -> Result<Token, u64> {
        let state = lock(&self.state);
        match &state.current {
            Some(token) if refused.is_none_or(|refused| refused.number < token.number) => Ok(token.clone()),
            _ => Err(state.failures.0),
        }
    }

    /// Keeps a new token, if it can be sent.
    fn take(&self, token: &Secret, fixed: &Secrets) -> Option<Token> {
        let mut header = HeaderValue::try_from(format!("Bearer {}", token.expose())).ok()?;
        if !token.fits_in_header() {
            return None;
        }
        header.set_sensitive(true);
        let mut state = lock(&self.state);
        if !state.tokens.contains(token) {
            if state.tokens.len() == REMEMBERED {
                state.tokens.remove(0);
            }
            state.tokens.push(token.clone());
            let mut secrets = fixed.clone();
            for token in &state.tokens {
                secrets.add(token.expose());
            }
            state.secrets = Arc::new(secrets);
        }
        state.given += 1;
        let token = Token { header, number: state.given };
        state.current = Some(token.clone());
        Some(token)
    }

    /// While it lives, the failure of a renewal is kept; no longer, because it may keep anything alive.
    fn wait(&self) -> Waiting<'_> {
        lock(&self.state).waiting += 1;
        Waiting(self)
    }
}

struct Waiting<'a>(&'a Tokens);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.waiting -= 1;
        let failure = if state.waiting == 0 { state.failures.1.take() } else { None };
        // Dropping it may run code of the caller's.
        drop(state);
        drop(failure);
    }
}
