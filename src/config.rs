//! Options of a client, and their checked form.

mod options;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{HeaderName, HeaderValue};
use tokio::time::Instant;

pub use self::options::{Config, OptionInfo, OptionKind};
use crate::attempt::{Attempt, Observer};
use crate::error::{Error, Result};
use crate::proxy::{Proxies, Proxy, is_loopback};
use crate::secret::{Secret, Secrets};
use crate::token::{Provider, ProviderError};

/// The vendor's instances (docs/api.md section 1).
const DATACENTERS: [(&str, &str); 5] = [
    ("sandbox-us", "https://sandbox.syngrafii.com/api/v1"),
    ("sandbox-eu", "https://sandbox.syngrafii.eu/api/v1"),
    ("us", "https://sign.syngrafii.com/api/v1"),
    ("ca", "https://sign.syngrafii.ca/api/v1"),
    ("eu", "https://sign.syngrafii.eu/api/v1"),
];

impl Config {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// A function that gives the current access token: instead of `access_token`, for tokens that expire.
    ///
    /// It is asked before the first request, and its token is kept; after a 401 it is asked once more, and the request
    /// is sent again once, which a 401 allows for deletes too: it proves that nothing was done.  Calls that need a
    /// token at the same time wait for one renewal, each within its own `timeout`; a call that ends before the token is
    /// there drops the future.
    ///
    /// A provider that fails, or gives what a header cannot hold, ends the calls that wait for it with
    /// [`Kind::Configuration`](crate::Kind::Configuration); the error's [`source`](std::error::Error::source) is what
    /// it failed with, and no message repeats that.  An [`Error`] of the kind
    /// [`Cancelled`](crate::Kind::Cancelled) ends the call that asked as cancelled, and no other.
    ///
    /// ```
    /// # use iinkedsign::{Config, Secret};
    /// # async fn token_of_this_hour() -> std::io::Result<String> { Ok("t".into()) }
    /// let config = Config::new().access_token_provider(async || Ok(Secret::new(token_of_this_hour().await?)));
    /// ```
    pub fn access_token_provider<F>(mut self, provider: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Secret, ProviderError>> + Send + 'static,
    {
        self.access_token_provider = Some(Provider::new(provider));
        self
    }

    /// Is told of each attempt when it is over, on the thread that made it: for logs, traces and metrics.
    ///
    /// It should be short, since the call waits for it.  What it panics with is swallowed.
    pub fn on_attempt(mut self, observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer::new(observe));
        self
    }

    /// Whether answers keep the JSON text that they came as, which their `to_json` then returns: in the server's order,
    /// without the keys that it did not send, and without the work of writing it.  By default they do not.
    pub fn keep_json(mut self, keep: bool) -> Self {
        self.keep_json = keep;
        self
    }

    /// Checks everything; `environment` returns the value of a variable.
    pub(crate) fn settle(&self, environment: impl Fn(&str) -> Option<OsString>) -> Result<Settings> {
        let proxies = Proxies::new(self.proxy.as_ref(), &environment);
        let environment = |option: &str, variable: &str| match environment(variable).map(OsString::into_string) {
            Some(Ok(value)) if !value.is_empty() => Ok(Some(value)),
            // Not as if it were unset: the key would go to another server.
            Some(Err(_)) => Err(Error::configuration(format!("{option} is not Unicode text in {variable}"))),
            _ => Ok(None),
        };
        let base_url = self.settle_base_url(&environment)?;
        self.check()?;
        let credentials = self.settle_credentials(&environment)?;
        let mut secrets = Secrets::default();
        if let Credentials::Fixed { secret, .. } = &credentials {
            secrets.add(secret.expose());
        }
        proxies.add_secrets(&mut secrets);
        Ok(Settings {
            https: base_url.scheme() == "https",
            proxy: proxies.of(&base_url)?,
            proxies,
            base_url,
            ca_file: self.ca_file.clone(),
            credentials,
            secrets,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            connect_timeout: self.connect_timeout,
            max_retries: self.max_retries,
            requests_per_second: self.requests_per_second,
            max_response_bytes: usize::try_from(self.max_response_bytes).unwrap_or(usize::MAX),
            flat_videos_path: self.videos_delete_path.as_deref() == Some("flat"),
            observer: self.observer.clone(),
            keep_json: self.keep_json,
        })
    }

    fn settle_credentials(&self, environment: &impl Fn(&str, &str) -> Result<Option<String>>) -> Result<Credentials> {
        // The program's options take precedence over the environment.
        let provider = self.access_token_provider.clone();
        let (key, token) = if self.api_key.is_some() || self.access_token.is_some() || provider.is_some() {
            (self.api_key.clone(), self.access_token.clone())
        } else {
            (
                environment("api_key", "IINKEDSIGN_API_KEY")?.map(Secret::new),
                environment("access_token", "IINKEDSIGN_ACCESS_TOKEN")?.map(Secret::new),
            )
        };
        let (option, secret, name, text) = match (key, token, provider) {
            (Some(key), None, None) => {
                let text = key.expose().to_owned();
                ("api_key", key, HeaderName::from_static("api_key"), text)
            }
            (None, Some(token), None) => {
                let text = format!("Bearer {}", token.expose());
                ("access_token", token, reqwest::header::AUTHORIZATION, text)
            }
            (None, None, Some(provider)) => return Ok(Credentials::Provider(provider)),
            (Some(_), _, _) => {
                return Err(Error::configuration("api_key and access_token exclude each other: give exactly one"));
            }
            (None, Some(_), Some(_)) => {
                return Err(Error::configuration("access_token and its provider exclude each other: give exactly one"));
            }
            (None, None, None) => {
                return Err(Error::configuration(
                    "api_key or access_token is missing: give one, or set IINKEDSIGN_API_KEY or IINKEDSIGN_ACCESS_TOKEN",
                ));
            }
        };
        match HeaderValue::try_from(text) {
            Ok(mut value) if secret.fits_in_header() => {
                value.set_sensitive(true);
                Ok(Credentials::Fixed { secret, header: (name, value) })
            }
            _ => Err(Error::configuration(format!(
                "{option} is empty, or has a space, a line break or another character that a header cannot hold"
            ))),
        }
    }

    fn settle_base_url(&self, environment: &impl Fn(&str, &str) -> Result<Option<String>>) -> Result<Url> {
        let (url, datacenter) = if self.base_url.is_some() || self.datacenter.is_some() {
            (self.base_url.clone(), self.datacenter.clone())
        } else {
            let url = environment("base_url", "IINKEDSIGN_BASE_URL")?;
            (url.map(Secret::new), environment("datacenter", "IINKEDSIGN_DATACENTER")?)
        };
        let text = match (url, datacenter) {
            (Some(_), Some(_)) => {
                return Err(Error::configuration("base_url and datacenter exclude each other: give one of them"));
            }
            (Some(url), None) => url,
            (None, datacenter) => {
                let name = datacenter.as_deref().unwrap_or(DATACENTERS[0].0);
                let known = DATACENTERS.iter().find(|(known, _)| *known == name).ok_or_else(|| {
                    let names = DATACENTERS.map(|(name, _)| name).join(", ");
                    Error::configuration(format!("datacenter must be one of {names}"))
                })?;
                Secret::new(known.1)
            }
        };
        let wrong = |problem: &str| Err(Error::configuration(format!("base_url {problem}")));
        let Ok(url) = Url::parse(text.expose()) else {
            return wrong("is not a URL such as https://yourinstance.syngrafii.com/api/v1");
        };
        if !url.username().is_empty() || url.password().is_some() {
            return wrong("must hold no user name or password: use api_key or access_token");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return wrong("must end with its path: no ? and no #");
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if is_loopback(&url) => Ok(url),
            "http" => {
                wrong("must be https: plain http would show the key to everybody, and is for loopback hosts only")
            }
            _ => wrong("must begin with https://"),
        }
    }
}

/// The credential.
pub(crate) enum Credentials {
    /// A key or a token, sent with every request.
    Fixed { secret: Secret, header: (HeaderName, HeaderValue) },
    /// The provider of tokens.
    Provider(Provider),
}

/// Options that were checked.
pub(crate) struct Settings {
    pub(crate) base_url: Url,
    pub(crate) https: bool,
    pub(crate) proxy: Option<Proxy>,
    /// For hosts other than the base URL's.
    pub(crate) proxies: Proxies,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) credentials: Credentials,
    /// The secrets to search for in foreign texts, besides the tokens of a provider.
    pub(crate) secrets: Secrets,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) requests_per_second: Option<f64>,
    pub(crate) max_response_bytes: usize,
    pub(crate) flat_videos_path: bool,
    pub(crate) observer: Option<Observer>,
    pub(crate) keep_json: bool,
}

impl Settings {
    /// When a call must have ended that begins now.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.timeout.and_then(|timeout| Instant::now().checked_add(timeout))
    }

    /// When an attempt must have ended that begins at an instant.
    pub(crate) fn attempt_ends(&self, begins: Instant, deadline: Option<Instant>) -> Option<Instant> {
        let limit = self.attempt_timeout.and_then(|limit| begins.checked_add(limit));
        limit.into_iter().chain(deadline).min()
    }
}
