//! Proxies: one that is set is used as it is written or refused, never bypassed, and no password shows.
//!
//! The input is the lines `proxy=…` (the option), `HTTPS_PROXY=…` and its like, and `host=…`, which is asked for.
#![no_main]

use base64::prelude::{BASE64_STANDARD, Engine};
use iinkedsign::{Kind, fuzzing};
use iinkedsign_fuzz::{assert_is_one_line, assert_shows_no_secret, head_and_rest, spells_a_secret, with_secrets};

/// A shorter secret is not looked for in foreign texts.
const SHORTEST: usize = 6;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if spells_a_secret(input) {
        return;
    }
    let input = with_secrets(input);
    let (lines, _) = head_and_rest(&input);
    let lines: Vec<(String, String)> = lines
        .into_iter()
        .map(|(name, value)| (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned()))
        .collect();
    let value = |name: &str| lines.iter().rev().find(|(of, _)| of == name).map(|(_, value)| value.clone());
    let first = |names: [&str; 2]| names.into_iter().find_map(&value);
    let host = value("host").filter(|host| !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_lowercase()));
    let host = host.unwrap_or_else(|| "api.example".to_owned());
    let option = value("proxy");
    let variable = || {
        [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]]
            .into_iter()
            .filter_map(first)
            .find(|text| !text.is_empty())
    };
    let exempt =
        option.is_none() && (host == "localhost" || first(["NO_PROXY", "no_proxy"]).is_some_and(|it| !it.is_empty()));
    let Some(text) = option.clone().or_else(variable) else { return };

    let found =
        fuzzing::proxy(option.as_deref(), |name| value(name).map(Into::into), &format!("https://{host}/api/v1"));
    let proxy = match found {
        Ok(Some(proxy)) => proxy,
        Ok(None) => {
            assert!(exempt, "{text:?} was bypassed");
            return;
        }
        Err(error) => {
            assert_eq!(error.kind(), Kind::Configuration);
            assert_is_one_line(error.message());
            assert_shows_no_secret(&format!("{error} {error:?}"));
            return;
        }
    };

    let (scheme, rest) = text.split_once("://").unwrap_or(("http", &text));
    let (user_info, place) = rest.rsplit_once('@').unwrap_or(("", rest));
    let uri: &str = proxy.uri.trim_end_matches('/');
    let (read_scheme, read_place) = uri.split_once("://").expect("a scheme");
    assert_eq!(read_scheme, scheme.to_ascii_lowercase());
    let place = place.strip_suffix('/').unwrap_or(place);
    let (name, port) = place.rsplit_once(':').unwrap_or((place, ""));
    // A name that needs no other spelling: no number, and nothing international.
    if name.bytes().all(|byte| byte.is_ascii_alphabetic()) && name.len() < 64 {
        let port = if port.is_empty() { String::new() } else { format!(":{port}") };
        assert_eq!(read_place, format!("{}{port}", name.to_ascii_lowercase()));
    }
    assert!(!read_place.contains(['@', '/', '?', '#', ' ']), "{uri}");

    let Some(authorization) = proxy.authorization else {
        assert!(user_info.is_empty(), "the user of {uri} is not told");
        return;
    };
    let sent = authorization.strip_prefix("Basic ").expect("Basic");
    let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
    let expected = [&*decoded(user), b":", &*decoded(password)].concat();
    assert_eq!(BASE64_STANDARD.decode(sent).as_deref(), Ok(&*expected));
    assert!(expected.len() < SHORTEST || !proxy.scrubbed.contains(sent.trim_end_matches('=')), "the password shows");
});

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = |digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        match after.get(..2).filter(|_| *first == b'%').and_then(code) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}
