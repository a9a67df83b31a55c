//! Options: what is taken is safe to use, and what is not taken is never repeated.
#![no_main]

use std::time::Duration;

use iinkedsign::{Config, Kind, fuzzing};
use iinkedsign_fuzz::{
    assert_is_one_line, assert_shows_no_secret, head_and_rest, shows_a_secret, spells_a_secret, with_secrets,
};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if spells_a_secret(input) {
        return;
    }
    let input = with_secrets(input);
    let (lines, _) = head_and_rest(&input);
    let mut environment = Vec::new();
    let mut given = Vec::new();
    let mut config = Config::new();
    for (name, value) in lines {
        let value = String::from_utf8_lossy(value).into_owned();
        let number = value.trim().parse::<f64>().unwrap_or_default();
        config = match name {
            b"api_key" => config.api_key(&*value),
            b"access_token" => config.access_token(&*value),
            b"datacenter" => config.datacenter(&*value),
            b"base_url" => config.base_url(&*value),
            b"proxy" => config.proxy(&*value),
            b"videos_delete_path" => config.videos_delete_path(&*value),
            b"timeout" => config.timeout(Duration::try_from_secs_f64(number).ok()),
            b"requests_per_second" => config.requests_per_second(Some(number)),
            b"max_response_bytes" => config.max_response_bytes(value.trim().parse().unwrap_or_default()),
            name => {
                environment.push((String::from_utf8_lossy(name).into_owned(), value));
                continue;
            }
        };
        given.push((name, value));
    }
    // The last of a name counts, as with the setters.
    let option = |name: &[u8]| given.iter().rev().find(|(of, _)| *of == name).map(|(_, value)| value.clone());
    let variable = |name: &str| environment.iter().rev().find(|(of, _)| of == name).map(|(_, value)| value.clone());

    // These two are no secrets, and are shown.
    if [b"datacenter".as_slice(), b"videos_delete_path"].iter().all(|name| is_clean(option(name))) {
        assert_shows_no_secret(&format!("{config:?}"));
    }
    let settled = match fuzzing::settle(&config, |name| variable(name).map(Into::into)) {
        Ok(settled) => settled,
        Err(error) => {
            assert_eq!(error.kind(), Kind::Configuration);
            assert_is_one_line(error.message());
            assert_shows_no_secret(error.message());
            assert_shows_no_secret(&format!("{error:?}"));
            return;
        }
    };
    assert_url(&settled.base_url);
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    let (key, token) = match (option(b"api_key"), option(b"access_token")) {
        (None, None) => (filled("IINKEDSIGN_API_KEY"), filled("IINKEDSIGN_ACCESS_TOKEN")),
        given => given,
    };
    let expected = match (key, token) {
        (Some(key), None) => ("api_key", key),
        (None, Some(token)) => ("authorization", format!("Bearer {token}")),
        both_or_none => panic!("{both_or_none:?} was taken"),
    };
    assert_eq!((settled.header.0.as_str(), settled.header.1.as_slice()), (expected.0, expected.1.as_bytes()));
    let form = option(b"videos_delete_path").unwrap_or_else(|| "package".to_owned());
    assert_eq!(form, if settled.flat_videos_path { "flat" } else { "package" });
});

fn is_clean(text: Option<String>) -> bool {
    !text.is_some_and(|text| shows_a_secret(&text))
}

/// https, or this machine; without anything that is not host and path.
fn assert_url(url: &str) {
    let (scheme, rest) = url.split_once("://").expect("a URL");
    let (host, path) = rest.split_once('/').expect("a path");
    let loopback = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    assert!(scheme == "https" || scheme == "http" && loopback, "{url}");
    assert!(!host.contains('@') && !path.contains(['?', '#']), "{url}");
    // An IPv4 address written in another way is loopback as well, but it is written plainly by then.
    assert!(
        !host.starts_with("127.") || host.split(['.', ':']).take(4).all(|part| part.parse::<u8>().is_ok()),
        "{url}"
    );
}
