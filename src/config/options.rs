//! The options of a client: the one table that every binding's options, their documentation and the README come from.

use std::path::PathBuf;
use std::time::Duration;

use crate::attempt::Observer;
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::token::Provider;

/// An option of a client, so that a program can offer what it does not know by name.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OptionInfo {
    /// The same in every language, in its spelling.
    pub name: &'static str,
    /// What it is for, in Markdown.
    pub doc: &'static str,
    /// The environment variable that is read where the option is not set.
    pub environment: Option<&'static str>,
    /// What it holds, its default, and how it is set.
    pub kind: OptionKind,
}

/// What an option holds.
#[derive(Clone, Copy, Debug)]
pub enum OptionKind {
    /// Text that opens something.
    Secret(fn(Config, String) -> Config),
    /// A URL, which a mistake may have put a password into.
    Url(fn(Config, String) -> Config),
    /// Text; what it is by default, beside the environment.
    Text(Option<&'static str>, fn(Config, String) -> Config),
    /// One of these words, by default the first.
    Choice(&'static [&'static str], fn(Config, String) -> Config),
    /// The path of a file.
    Path(fn(Config, PathBuf) -> Config),
    /// A time limit, more than zero, or none; by default so many seconds.
    Limit(u64, fn(Config, Option<Duration>) -> Config),
    /// So many a second, more than zero, or none, which is the default.
    Rate(fn(Config, Option<f64>) -> Config),
    /// A number of things, by default so many.
    Count(u32, fn(Config, u32) -> Config),
    /// A number of bytes, more than zero, by default so many.
    Bytes(u64, fn(Config, u64) -> Config),
}

macro_rules! options {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ident $(($default:expr))? $(or $variable:literal)?;)*) => {
        /// Options of a client.
        ///
        /// What is not set falls back to the environment, where a variable is named, and then to the default.  Nothing is
        /// checked before a client is made of it.
        ///
        /// ```
        /// # use iinkedsign::Config;
        /// let config = Config::new().api_key("the key").datacenter("eu").max_retries(5);
        /// ```
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct Config {
            $(pub(super) $name: stored!($kind),)*
            pub(super) access_token_provider: Option<Provider>,
            pub(super) observer: Option<Observer>,
            pub(super) keep_json: bool,
        }

        impl Default for Config {
            fn default() -> Self {
                Self {
                    $($name: default!($kind $(($default))?),)*
                    access_token_provider: None,
                    observer: None,
                    keep_json: false,
                }
            }
        }

        impl Config {
            /// The options that every binding has, but for the functions, in the order of the documentation.
            pub const OPTIONS: &'static [OptionInfo] = &[$(OptionInfo {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),+),
                environment: [$(Some($variable),)? None][0],
                kind: kind!($kind $(($default))?, $name),
            },)*];

            $(setter! { $kind $(($default))? $name; $(#[doc = $doc])+ $(#[doc = concat!("\n\nEnvironment: `", $variable, "`.")])? })*

            /// Refuses what is out of bounds.
            pub(super) fn check(&self) -> Result<()> {
                $(check!(self, $kind $(($default))?, $name);)*
                Ok(())
            }
        }
    };
}

macro_rules! stored {
    (Secret) => { Option<Secret> };
    (Url) => { Option<Secret> };
    (Text) => { Option<String> };
    (Choice) => { Option<String> };
    (Path) => { Option<PathBuf> };
    (Limit) => { Option<Duration> };
    (Rate) => { Option<f64> };
    (Count) => { u32 };
    (Bytes) => { u64 };
}

macro_rules! default {
    (Limit($seconds:expr)) => {
        Some(Duration::from_secs($seconds))
    };
    (Count($count:expr)) => {
        $count
    };
    (Bytes($bytes:expr)) => {
        $bytes
    };
    ($kind:ident $(($default:expr))?) => {
        None
    };
}

macro_rules! kind {
    (Text, $name:ident) => { OptionKind::Text(None, Config::$name) };
    (Text($default:expr), $name:ident) => { OptionKind::Text(Some($default), Config::$name) };
    ($kind:ident $(($default:expr))?, $name:ident) => { OptionKind::$kind($($default,)? Config::$name) };
}

/// Says what a default is behind the documentation of a setter.
macro_rules! setter {
    (Secret $name:ident; $($doc:tt)+) => {
        $($doc)+
        pub fn $name(mut self, value: impl Into<String>) -> Self { self.$name = Some(Secret::new(value)); self }
    };
    (Url $name:ident; $($doc:tt)+) => { setter! { Secret $name; $($doc)+ } };
    (Text $(($default:expr))? $name:ident; $($doc:tt)+) => {
        $($doc)+
        $(#[doc = concat!("`", $default, "` by default.")])?
        pub fn $name(mut self, value: impl Into<String>) -> Self { self.$name = Some(value.into()); self }
    };
    (Choice($words:expr) $name:ident; $($doc:tt)+) => {
        $($doc)+
        #[doc = "\n\nThe first is the default."]
        pub fn $name(mut self, value: impl Into<String>) -> Self { self.$name = Some(value.into()); self }
    };
    (Path $name:ident; $($doc:tt)+) => {
        $($doc)+
        pub fn $name(mut self, path: impl Into<PathBuf>) -> Self { self.$name = Some(path.into()); self }
    };
    (Limit($seconds:expr) $name:ident; $($doc:tt)+) => {
        $($doc)+
        #[doc = concat!("\n\n", stringify!($seconds), " s by default; `None` is no limit.")]
        pub fn $name(mut self, limit: Option<Duration>) -> Self { self.$name = limit; self }
    };
    (Rate $name:ident; $($doc:tt)+) => {
        $($doc)+
        #[doc = "\n\nNone by default."]
        pub fn $name(mut self, rate: Option<f64>) -> Self { self.$name = rate; self }
    };
    (Count($count:expr) $name:ident; $($doc:tt)+) => {
        $($doc)+
        #[doc = concat!("\n\n", stringify!($count), " by default.")]
        pub fn $name(mut self, count: u32) -> Self { self.$name = count; self }
    };
    (Bytes($bytes:expr) $name:ident; $($doc:tt)+) => {
        $($doc)+
        #[doc = concat!("\n\n", stringify!($bytes), " by default.")]
        pub fn $name(mut self, bytes: u64) -> Self { self.$name = bytes; self }
    };
}

macro_rules! check {
    ($config:ident, Choice($words:expr), $name:ident) => {
        one_of(stringify!($name), $config.$name.as_deref(), $words)?
    };
    ($config:ident, Limit($seconds:expr), $name:ident) => {
        if $config.$name.is_some_and(|limit| limit.is_zero()) {
            return Err(wrong(stringify!($name), "positive, or none for no limit"));
        }
    };
    ($config:ident, Rate, $name:ident) => {
        if $config.$name.is_some_and(|rate| !(rate.is_finite() && rate > 0.0)) {
            return Err(wrong(stringify!($name), "a positive number, or none for no ceiling"));
        }
    };
    ($config:ident, Bytes($bytes:expr), $name:ident) => {
        if $config.$name == 0 {
            return Err(wrong(stringify!($name), "positive"));
        }
    };
    ($config:ident, $kind:ident $(($default:expr))?, $name:ident) => {};
}

fn wrong(name: &str, accepted: &str) -> Error {
    Error::configuration(format!("{name} must be {accepted}"))
}

fn one_of(name: &str, value: Option<&str>, words: &[&str]) -> Result<()> {
    if value.is_none_or(|value| words.contains(&value)) {
        return Ok(());
    }
    let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    Err(wrong(name, &words.join(" or ")))
}

// An option that is added here has its setter, its documentation and its bounds in every language after `make generate`.
options! {
    /// The API key, sent as header `api_key`.  Exactly one of key and access token is needed.
    api_key: Secret or "IINKEDSIGN_API_KEY";
    /// The OAuth 2.0 access token, sent as `Authorization: Bearer`, instead of a key.
    access_token: Secret or "IINKEDSIGN_ACCESS_TOKEN";
    /// One of the vendor's instances: `sandbox-us`, `sandbox-eu`, `us`, `ca` or `eu`.
    datacenter: Text("sandbox-us") or "IINKEDSIGN_DATACENTER";
    /// The https URL of a private instance, down to `/api/v1`, or plain http of a loopback host.  Excludes `datacenter`.
    base_url: Url or "IINKEDSIGN_BASE_URL";
    /// Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no `Retry-After` of an hour or
    /// more is waited for.
    timeout: Limit(60);
    /// Limit of one attempt.
    attempt_timeout: Limit(20);
    /// Limit of one connection being made.
    connect_timeout: Limit(5);
    /// Retries: further attempts after the first.
    max_retries: Count(3);
    /// A ceiling over all calls of the client.
    requests_per_second: Rate;
    /// A PEM file of roots to trust beside the system's, or those of `SSL_CERT_FILE`.
    ca_file: Path;
    /// The URL of an http or https proxy, instead of those in the environment.  It may have a password.
    proxy: Secret;
    /// The largest answer in bytes, after decompression.
    max_response_bytes: Bytes(32 << 20);
    /// The path of a deletion of videos: `package` is `packages/{id}/videos/delete`, `flat` is `packages/videos/delete`.
    /// The vendor's own page shows both; it is never switched automatically.
    videos_delete_path: Choice(&["package", "flat"]);
}
