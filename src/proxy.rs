//! Which proxy stands between the client and a host: the option `proxy`, or the environment's.
//!
//! A proxy that is set is used, or it is an error: one that is not understood is never bypassed, and no part of it is
//! sent or looked up as something else.  So the text is read strictly, by the grammar of RFC 3986, and what it holds is
//! not repeated: it may have a password in it.

use std::ffi::OsString;
use std::fmt;
use std::net::IpAddr;

use http::header::HeaderValue;
use hyper_util::client::proxy::matcher::Matcher;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use reqwest::Url;

use crate::error::{Error, Result};
use crate::secret::{Secret, Secrets};

/// The option that counts before the environment.
const OPTION: &str = "proxy";
/// Schemes of proxies that other programs know, which may stand in a message.
const OTHER_SCHEMES: [&str; 6] = ["socks", "socks4", "socks4a", "socks5", "socks5h", "ftp"];

/// A proxy to send through.
#[derive(Clone)]
pub(crate) struct Proxy {
    /// Its scheme, host and port; no user and no password.
    pub(crate) uri: http::Uri,
    /// The header `Proxy-Authorization`.
    pub(crate) authorization: Option<HeaderValue>,
}

/// Where it is, without the password.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proxy").field(&self.uri).finish()
    }
}

/// What was set, read when a host is requested: a variable that concerns no request is not judged.
#[derive(Clone, Debug)]
pub(crate) enum Proxies {
    /// The option: for every host.
    Option(Secret),
    /// The environment: for every https host that it does not exempt.
    Environment { set: Option<(&'static str, Set)>, exempt: String },
}

/// The value of a variable.
#[derive(Clone, Debug)]
pub(crate) enum Set {
    Text(Secret),
    NotUtf8,
}

impl Proxies {
    pub(crate) fn new(option: Option<&Secret>, environment: impl Fn(&str) -> Option<OsString>) -> Self {
        if let Some(option) = option {
            return Self::Option(option.clone());
        }
        // Of two spellings the first that is set counts, also where it is empty.
        let first = |names: [&'static str; 2]| names.into_iter().find_map(|name| Some((name, environment(name)?)));
        // Only https is requested through a proxy, so `HTTP_PROXY` concerns nothing here.
        let set = [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]]
            .into_iter()
            .filter_map(first)
            .find(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.into_string().map_or(Set::NotUtf8, |text| Set::Text(Secret::new(text)))));
        let exempt = first(["NO_PROXY", "no_proxy"]).map(|(_, value)| value.to_string_lossy().into_owned());
        Self::Environment { set, exempt: exempt.unwrap_or_default() }
    }

    /// The proxy for a URL, if there is to be one.
    pub(crate) fn of(&self, url: &Url) -> Result<Option<Proxy>> {
        let Ok(target) = url.as_str().parse::<http::Uri>() else { return Ok(None) };
        let (name, text) = match self {
            Self::Option(text) => (OPTION, text),
            // A loopback host is this machine's, not the proxy's; and over plain http a proxy would see the key.
            Self::Environment { .. } if url.scheme() != "https" || is_loopback(url) => return Ok(None),
            // macOS and Windows have settings of their own.
            Self::Environment { set: None, .. } => return Ok(pick(&Matcher::from_system(), &target)),
            Self::Environment { set: Some((name, value)), exempt } => {
                let stand_in = Matcher::builder().all("http://proxy.invalid").no(exempt).build();
                if stand_in.intercept(&target).is_none() {
                    return Ok(None);
                }
                match value {
                    Set::Text(text) => (*name, text),
                    Set::NotUtf8 => return Err(wrong(name, "it is not UTF-8: percent-encode every other character")),
                }
            }
        };
        let proxy = pick(&Matcher::builder().all(read(name, text.expose())?).build(), &target);
        // Without a word, the matcher leaves out a URL that is longer than it reads.
        proxy.map(Some).ok_or_else(|| wrong(name, "it is too long"))
    }

    /// Adds what must not be shown.
    pub(crate) fn add_secrets(&self, secrets: &mut Secrets) {
        let (Self::Option(text) | Self::Environment { set: Some((_, Set::Text(text))), .. }) = self else { return };
        let Some((user_info, _)) = split(text.expose()).1.rsplit_once('@') else { return };
        let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
        let [user, password] = [user, password].map(|text| percent_decode_str(text).decode_utf8_lossy().into_owned());
        // The two together are what is sent, in Base64.  Some proxies take a token for a user name.
        secrets.add(&format!("{user}:{password}"));
        secrets.add(if password.is_empty() { &user } else { &password });
    }
}

/// What the matcher says, in our own type.
fn pick(matcher: &Matcher, target: &http::Uri) -> Option<Proxy> {
    let found = matcher.intercept(target)?;
    Some(Proxy { uri: found.uri().clone(), authorization: found.basic_auth().cloned() })
}

fn wrong(name: &str, problem: &str) -> Error {
    Error::configuration(format!("{name} is not understood: {problem}"))
}

/// The scheme, if there is one, and the rest.
fn split(text: &str) -> (Option<&str>, &str) {
    match text.split_once("://") {
        // A password may have these three characters in it.
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {
            (Some(scheme), rest)
        }
        _ => (None, text),
    }
}

/// Reads a proxy's URL strictly; the same URL in its plainest form.
fn read(name: &str, text: &str) -> Result<String> {
    let (scheme, rest) = split(text);
    let scheme = scheme.unwrap_or("http").to_ascii_lowercase();
    if OTHER_SCHEMES.contains(&scheme.as_str()) {
        let problem =
            format!("a proxy of the kind {scheme} is not supported, give one that begins with http:// or https://");
        return Err(wrong(name, &problem));
    }
    if !matches!(scheme.as_str(), "http" | "https") {
        return Err(wrong(name, "it must begin with http:// or https://, or with the host"));
    }
    // The last one: before it stands what the user may have forgotten to encode.
    let (user_info, place) = match rest.rsplit_once('@') {
        Some((user_info, place)) => (Some(user_info), place),
        None => (None, rest),
    };
    if let Some(problem) = user_info.and_then(wrong_user_info) {
        return Err(wrong(name, &problem));
    }
    let place = place.strip_suffix('/').unwrap_or(place);
    let place = read_place(&scheme, place).map_err(|problem| wrong(name, &problem))?;
    let user_info = user_info.filter(|text| !text.is_empty()).map(|text| format!("{text}@"));
    Ok(format!("{scheme}://{}{place}", user_info.unwrap_or_default()))
}

const NOT_UTF8: &str =
    "its user name or password is not UTF-8 when decoded: percent-encode the bytes of its UTF-8 form";

/// What is wrong with a user name and a password, if there is something.
fn wrong_user_info(user_info: &str) -> Option<String> {
    let wrong = user_info.char_indices().find(|&(at, character)| match character {
        '%' => {
            let code = user_info.as_bytes().get(at + 1..at + 3);
            !code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
        }
        _ => !(character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:".contains(character)),
    });
    let Some((_, character)) = wrong else {
        // It would be sent as another text.
        return percent_decode_str(user_info).decode_utf8().is_err().then(|| NOT_UTF8.to_owned());
    };
    let encoded = utf8_percent_encode(character.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC).to_string();
    Some(format!("write {} in its user name or password as {encoded}", shown(character)))
}

/// Host and port, the host as it is looked up; or what is wrong with them.
fn read_place(scheme: &str, place: &str) -> Result<String, String> {
    const FORM: &str = "it must be like http://host:3128 or http://user:password@host:3128";
    let bracketed = place.starts_with('[');
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !bracketed || host.ends_with(']') => (host, port),
        _ => (place, ""),
    };
    if host.is_empty() {
        return Err(format!("it names no host, {FORM}"));
    }
    let allowed = |c: char| c.is_alphanumeric() || "-._".contains(c) || (bracketed && "[]:".contains(c));
    if let Some(character) = host.chars().find(|&character| !allowed(character)) {
        return Err(match character {
            ':' => format!("an IPv6 address stands in brackets, {FORM}"),
            _ => format!("{} cannot stand in its host or port, {FORM}", shown(character)),
        });
    }
    if !port.is_empty() && (!port.bytes().all(|b| b.is_ascii_digit()) || port.parse::<u16>().is_ok_and(|n| n == 0))
        || port.parse::<u32>().is_ok_and(|n| n > 65_535)
        || port.len() > 9
    {
        return Err(format!("its port is not a number from 1 to 65535, {FORM}"));
    }
    // International names are looked up in their ASCII form.
    let url = Url::parse(&format!("{scheme}://{host}"))
        .map_err(|_| format!("its host is not a name or an address, {FORM}"))?;
    let host = url.host_str().unwrap_or_default();
    Ok(if port.is_empty() { host.to_owned() } else { format!("{host}:{port}") })
}

fn shown(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        _ if character.is_whitespace() || character.is_control() => {
            format!("the character U+{:04X}", u32::from(character))
        }
        _ => character.to_string(),
    }
}

/// The address that a URL has in the place of a name.
pub(crate) fn address(url: &Url) -> Option<IpAddr> {
    url.host_str()?.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    url.host_str() == Some("localhost") || address(url).is_some_and(|ip| ip.is_loopback())
}
