//! Answers that are no success: nothing secret in the error, one line, the right kind.
//!
//! The input is `op=…`, `status=…`, `retry-after=…`, `x-request-id=…`, an empty line, and the body.
#![no_main]

use std::sync::LazyLock;

use iinkedsign::fuzzing::{
    Sent, delete_package, get_package, list_videos, package_page, package_status, rescind_package,
};
use iinkedsign::{Client, Error, Evidence, Kind};
use iinkedsign_fuzz::{
    assert_is_one_line, assert_shows_no_secret, client, head_and_rest, package, spells_a_secret, with_secrets,
};
use serde_json::Value;

static CLIENT: LazyLock<Client> = LazyLock::new(client);

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if spells_a_secret(input) {
        return;
    }
    let input = with_secrets(input);
    let (lines, body) = head_and_rest(&input);
    let value = |name: &[u8]| lines.iter().find(|(of, _)| *of == name).and_then(|(_, value)| header(value));
    let status = value(b"status").and_then(|text| text.parse().ok()).unwrap_or(400);
    let sent = Sent { status, retry_after: value(b"retry-after"), request_id: value(b"x-request-id"), body };
    let package = package();
    let (deletes, error) = match value(b"op") {
        Some("delete") => (true, delete_package(&CLIENT, &package, sent).err()),
        Some("rescind") => (true, rescind_package(&CLIENT, &package, sent).err()),
        Some("get") => (false, get_package(&CLIENT, &package, sent).err()),
        Some("videos") => (false, list_videos(&CLIENT, &package, sent).err()),
        Some("list") => (false, package_page(&CLIENT, sent).err()),
        _ => (false, package_status(&CLIENT, &package, sent).err()),
    };
    let Some(error) = error else {
        assert!((200..300).contains(&status), "{status} counted as a success");
        return;
    };
    assert_bounds(&error);
    assert_kind(&error, deletes, sent);
});

/// What can be the value of a header.
fn header(value: &[u8]) -> Option<&str> {
    std::str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
}

fn assert_bounds(error: &Error) {
    assert_eq!(error.to_string(), error.message());
    let texts = [Some(error.message()), error.api_code(), error.request_id(), error.body()];
    for text in texts.into_iter().flatten().chain([format!("{error:?}").as_str()]) {
        assert_shows_no_secret(text);
    }
    assert_is_one_line(error.message());
    assert!(error.message().chars().count() < 1000, "{}", error.message());
    for (text, most) in [(error.api_code(), 128), (error.request_id(), 200)] {
        let text = text.unwrap_or_default();
        assert_is_one_line(text);
        assert!(text.chars().count() <= most, "{text}");
    }
    assert!(error.body().unwrap_or_default().len() <= 4096);
}

/// The kinds as the contract tells them: by the exact code, by the code's pattern, by the status.
fn assert_kind(error: &Error, deletes: bool, sent: Sent<'_>) {
    let body = serde_json::from_slice::<Value>(sent.body).ok();
    let code = body.as_ref().and_then(|body| body.get("error")?.as_str()).unwrap_or_default();
    let code = if code.contains(char::is_whitespace) { "" } else { code };
    let success = (200..300).contains(&sent.status);
    let kind = match sent.status {
        _ if code == "package_delete_retention" => Kind::Retention,
        200..300 | 500..600 | 0..300 if deletes => Kind::OutcomeUnknown,
        600.. if deletes => Kind::OutcomeUnknown,
        408 | 425 | 460 | 499 if deletes => Kind::OutcomeUnknown,
        200..300 => Kind::Response,
        401 => Kind::Authentication,
        429 => Kind::RateLimited,
        500..600 => Kind::Server,
        403 => Kind::PermissionDenied,
        _ if code.ends_with("_not_authorized") || code.contains("_feature_") => Kind::PermissionDenied,
        400 => Kind::BadRequest,
        404 if code.is_empty() => Kind::Api,
        404 => Kind::NotFound,
        _ => Kind::Api,
    };
    assert_eq!(error.kind(), kind, "{sent:?}");
    assert_eq!(error.evidence(), (kind == Kind::OutcomeUnknown).then_some(Evidence::Unverified));
    let passes = matches!(sent.status, 408 | 500 | 502..=504 | 520..=524);
    let repeatable = sent.status == 429 || !deletes && passes;
    assert_eq!(error.is_retryable(), repeatable && kind != Kind::Retention, "{sent:?}");
    assert_eq!(error.http_status(), Some(sent.status));
    assert_eq!(error.attempts(), Some(1));
    // Of a success that is none the body may be the data of somebody else.
    assert_eq!(error.body().is_some(), !success || kind == Kind::Retention);
    let plain = |text: &str| text.len() <= 128 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if plain(code) && !code.is_empty() {
        assert_eq!(error.api_code(), Some(code), "a code is kept as it came");
    }
    if plain(sent.request_id.unwrap_or("-")) {
        assert_eq!(error.request_id(), sent.request_id);
    }
}
