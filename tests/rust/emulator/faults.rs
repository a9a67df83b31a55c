//! Every kind of fault, as the client sees it.

use std::io::{ErrorKind, Read as _, Write as _};
use std::time::{Duration, Instant};

use iinkedsign::emulator::{
    DELETE_PACKAGE_ID, Emulator, FOREIGN_PACKAGE_ID, Fault, FaultKind, Op, STATUS_PACKAGE_ID, VIDEO_PACKAGE_ID,
};
use serde_json::json;

use super::start;
use super::wire::{Reply, call, connect, get, key, parse, post, request, send};

fn with(fault: &str) -> Emulator {
    let emulator = start(0);
    emulator.add_fault(fault.parse().unwrap());
    emulator
}

fn status(emulator: &Emulator) -> Reply {
    get(emulator, &format!("packages/{STATUS_PACKAGE_ID}/status"))
}

fn delete(emulator: &Emulator) -> std::io::Result<Reply> {
    let body = json!({ "packageId": DELETE_PACKAGE_ID }).to_string();
    call(emulator, "POST", "packages/delete", &body)
}

#[test]
fn a_status_comes_with_its_headers_and_passes() {
    let emulator = with("status:status=503,retry_after=Wed, 21 Oct 2026 07:28:00 GMT,times=2,skip=1");
    assert_eq!(status(&emulator).status, 200);
    for _ in 0..2 {
        let reply = status(&emulator);
        assert_eq!((reply.status, reply.header("retry-after")), (503, Some("Wed, 21 Oct 2026 07:28:00 GMT")));
        assert!(reply.text().contains("<html>"));
    }
    assert_eq!(status(&emulator).status, 200);
    let faults: Vec<bool> = emulator.requests().iter().map(|entry| entry.fault.is_some()).collect();
    assert_eq!(faults, [false, true, true, false]);
    for (code, error) in [
        (400, "package_invalid_request"),
        (403, "package_not_authorized"),
        (429, "too_many_requests"),
        (500, "package_exception_unexpected"),
    ] {
        let reply = status(&with(&format!("status={code}")));
        assert_eq!((reply.status, reply.error().as_str()), (code, error));
    }
    assert_eq!(status(&with("status=500,error=x_length_y")).error(), "x_length_y");
    assert!(status(&with("status=204")).body.is_empty());
}

#[test]
fn rules_fit_their_operation_and_package() {
    let emulator = with(&format!("list_videos@{}:empty", VIDEO_PACKAGE_ID.to_uppercase()));
    let videos = |id| get(&emulator, &format!("packages/{id}/videos"));
    assert!(videos(VIDEO_PACKAGE_ID).body.is_empty());
    assert_eq!(videos(STATUS_PACKAGE_ID).json()["packageId"], STATUS_PACKAGE_ID);
    assert_eq!(get(&emulator, &format!("packages/{VIDEO_PACKAGE_ID}/status")).status, 200);
    emulator.clear_faults();
    assert!(!videos(VIDEO_PACKAGE_ID).body.is_empty());
}

#[test]
fn chances_are_drawn_from_the_seed() {
    let draw = || {
        let emulator = with("status=500,chance=0.5");
        (0..40).map(|_| status(&emulator).status).collect::<Vec<_>>()
    };
    let drawn = draw();
    assert_eq!(drawn, draw());
    assert!(drawn.contains(&200) && drawn.contains(&500));
}

#[test]
fn each_kind_says_whether_the_change_was_applied() {
    for (fault, answered, applied) in [
        ("status=500", Some(500), false),
        ("status=500,applied=true", Some(500), true),
        ("delay=0.01", Some(200), true),
        ("drop_before", None, false),
        ("drop_after", None, true),
        ("reset_before", None, false),
        ("reset_after", None, true),
        ("truncate", Some(200), true),
        ("html", Some(200), true),
        ("html,applied=false", Some(200), false),
        ("foreign_id", Some(200), true),
        ("foreign_id,applied=false", Some(200), false),
        ("empty", Some(200), true),
        ("not_json", Some(200), true),
        ("bad_utf8", Some(200), true),
        ("nested", Some(200), true),
        ("unknown_fields", Some(200), true),
        ("unknown_values", Some(200), true),
        ("wrong_types", Some(200), true),
        ("contradiction", Some(200), true),
        ("redirect=http://127.0.0.1:1/x", Some(307), false),
        ("redirect=http://127.0.0.1:1/x,applied=true", Some(307), true),
        ("no_content", Some(204), true),
        ("close_idle", Some(200), true),
        ("drip=0", Some(200), true),
        ("gzip_bomb", Some(200), true),
        ("early_answer=503", Some(503), false),
    ] {
        let emulator = with(fault);
        let reply = delete(&emulator);
        assert_eq!(reply.ok().map(|reply| reply.status), answered, "{fault}");
        assert_eq!(emulator.package_state(DELETE_PACKAGE_ID).exists, !applied, "{fault}");
        let log = &emulator.requests()[0];
        assert_eq!((log.status, log.applied), (answered, applied), "{fault}");
        assert_eq!(log.fault.as_deref(), Some(fault));
    }
}

#[test]
fn a_fault_does_not_open_what_the_key_protects() {
    let emulator = with("drop_after");
    let body = json!({ "packageId": DELETE_PACKAGE_ID }).to_string();
    let mut stream = send(&emulator, &request("POST", "packages/delete", "api_key: wrong\r\n", &body));
    assert_eq!(stream.read_to_end(&mut Vec::new()).unwrap(), 0);
    assert!(emulator.package_state(DELETE_PACKAGE_ID).exists);
}

#[test]
fn bodies_are_as_hostile_as_they_say() {
    let text = |fault| status(&with(fault));
    assert!(text("html").text().starts_with("<!DOCTYPE html>"));
    assert_eq!(text("html").header("content-type"), Some("text/html; charset=utf-8"));
    assert!(serde_json::from_slice::<serde_json::Value>(&text("not_json").body).is_err());
    assert!(String::from_utf8(text("bad_utf8").body).is_err());
    assert!(text("nested").text().contains(&"[".repeat(100_000)));
    assert_eq!(text("foreign_id").json()["packageId"], FOREIGN_PACKAGE_ID);
    assert_eq!(text("redirect=https://example.com/").header("location"), Some("https://example.com/"));
    let unknown = text("unknown_fields").json();
    assert!(unknown["futureField"].is_object() && unknown["signers"][0]["links"][0]["futureField"].is_object());
    let values = text("unknown_values").json();
    assert_eq!(values["state"], "future_state");
    assert_eq!(values["signers"][0]["signLink"]["type"], "future_type");
    let types = text("wrong_types").json();
    assert_eq!(types["packageId"], STATUS_PACKAGE_ID);
    assert!(types["name"].is_number() && types["isExecuted"].is_string());
}

#[test]
fn truncation_keeps_the_full_length_and_half_of_the_body() {
    let reply = status(&with("truncate"));
    let length: usize = reply.header("content-length").unwrap().parse().unwrap();
    assert_eq!(reply.body.len(), length / 2);
}

#[test]
fn a_reset_is_one() {
    for (fault, expected) in [("reset_before", Some(ErrorKind::ConnectionReset)), ("drop_before", None)] {
        let emulator = with(fault);
        let mut stream = send(&emulator, &request("GET", "packages/x/status", "", ""));
        let read = stream.read_to_end(&mut Vec::new());
        assert_eq!(read.map_err(|error| error.kind()).err(), expected, "{fault}");
    }
}

#[test]
fn silence_gives_no_answer() {
    let emulator = with("silence,applied=true");
    let body = json!({ "packageId": DELETE_PACKAGE_ID }).to_string();
    let mut stream = send(&emulator, &request("POST", "packages/delete", &key(&emulator), &body));
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let error = stream.read(&mut [0]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
    assert!(!emulator.package_state(DELETE_PACKAGE_ID).exists);
    assert_eq!(emulator.requests()[0].status, None);
}

#[test]
fn a_delayed_change_is_applied_even_if_the_client_leaves() {
    let emulator = with("delay=30");
    let body = json!({ "packageId": DELETE_PACKAGE_ID }).to_string();
    let _stream = send(&emulator, &request("POST", "packages/delete", &key(&emulator), &body));
    let begun = Instant::now();
    while emulator.package_state(DELETE_PACKAGE_ID).exists {
        assert!(begun.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn dripping_and_delaying_take_their_time() {
    let begun = Instant::now();
    let emulator = with("list_videos:drip=0.005");
    let reply = get(&emulator, &format!("packages/{STATUS_PACKAGE_ID}/videos"));
    assert_eq!(reply.json()["videos"], json!([]));
    assert!(begun.elapsed() >= Duration::from_millis(5) * u32::try_from(reply.body.len()).unwrap());
    let begun = Instant::now();
    assert_eq!(status(&with("delay=0.3")).status, 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));
}

#[test]
fn an_idle_connection_is_closed_without_a_word() {
    let emulator = with("close_idle,times=1");
    let text = request("GET", &format!("packages/{STATUS_PACKAGE_ID}/status"), &key(&emulator), "");
    let mut stream = send(&emulator, &text);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let reply = parse(&bytes).unwrap();
    assert_eq!((reply.status, reply.header("connection")), (200, None));
    assert_eq!(reply.json()["packageId"], STATUS_PACKAGE_ID);

    // Without the fault the connection serves a second request.
    let mut stream = connect(&emulator);
    for _ in 0..2 {
        stream.write_all(text.as_bytes()).unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with(reply.body.as_slice()) {
            let mut part = [0; 4096];
            let count = stream.read(&mut part).unwrap();
            assert_ne!(count, 0);
            seen.extend_from_slice(&part[..count]);
        }
    }
    let log = emulator.requests();
    assert_eq!(log[1].connection, log[2].connection);
}

#[test]
fn an_endless_body_goes_on() {
    let emulator = with("endless");
    let text = request("GET", &format!("packages/{STATUS_PACKAGE_ID}/status"), &key(&emulator), "");
    let mut stream = send(&emulator, &text);
    let mut seen = vec![0; 8 << 20];
    stream.read_exact(&mut seen).unwrap();
    assert!(String::from_utf8_lossy(&seen[..400]).contains("transfer-encoding: chunked"));
}

#[test]
fn the_bomb_unpacks_to_a_gigabyte() {
    let reply = status(&with("gzip_bomb"));
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    let packed = unchunk(&reply.body);
    assert!(packed.len() < 4 << 20, "{}", packed.len());
    let mut decoder = flate2::read::GzDecoder::new(&*packed);
    let mut part = vec![0; 1 << 20];
    // All of it would take a debug build long; the last bytes say how much there is.
    for _ in 0..16 {
        decoder.read_exact(&mut part).unwrap();
        assert!(part.iter().all(|&byte| byte == 0));
    }
    assert_eq!(packed[packed.len() - 4..], (1_u32 << 30).to_le_bytes());
}

/// The data of a chunked body.
fn unchunk(mut body: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    loop {
        let end = body.windows(2).position(|pair| pair == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return data;
        }
        data.extend_from_slice(&body[end + 2..][..size]);
        body = &body[end + 2 + size + 2..];
    }
}

#[test]
fn an_early_answer_does_not_wait_for_the_body() {
    let emulator = with("early_answer=400");
    let text = "POST /api/v1/packages/delete HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{";
    let mut stream = send(&emulator, text);
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 400");
}

#[test]
fn an_error_stays_one_under_a_fault_of_the_body() {
    let emulator = with("unknown_fields");
    let reply = post(&emulator, "packages/delete", &json!({ "packageId": "none" }));
    assert_eq!((reply.status, reply.error().as_str()), (404, "package_not_found"));
}

#[test]
fn text_and_fault_are_the_same_thing() {
    let fault: Fault = "delete_videos@c603:silence,applied=true".parse().unwrap();
    assert_eq!(
        fault,
        Fault {
            operation: Some(Op::DeleteVideos),
            package_id: Some("c603".into()),
            applied: Some(true),
            ..Fault::new(FaultKind::Silence)
        }
    );
    for text in [
        "status:status=503,retry_after=2,times=3",
        "delete_package:drop_after",
        "delay=0.5,chance=0.03",
        "@c603:drip=0.1,skip=2",
        "status=429,retry_after=Wed, 21 Oct 2026 07:28:00 GMT,error=x,times=1",
        "redirect=https://example.com:8443/a?b=c,d",
        "list_packages:early_answer=413",
    ] {
        assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
    }
    for (text, part) in [
        ("", "unknown kind of fault ''; accepted: status=CODE, delay=SECONDS"),
        ("explode", "unknown kind of fault 'explode'"),
        ("remove:empty", "unknown operation 'remove'; accepted: status, get_package"),
        (":empty", "nothing stands before the ':'"),
        ("status", "'status' needs a status from 200 to 599"),
        ("status=99", "'status' needs a status from 200 to 599"),
        ("delay=never", "'delay' needs seconds from 0 to 3600"),
        ("delay=NaN", "'delay' needs seconds from 0 to 3600"),
        ("redirect", "'redirect' needs a location"),
        ("html=1", "'html' takes no value"),
        ("empty,times=x", "'times' must be a whole number from 0"),
        ("empty,chance=2", "'chance' must be a number from 0 to 1"),
        ("empty,applied=maybe", "'applied' must be true or false"),
        ("drop_after,applied=false", "'applied' is fixed for 'drop_after'"),
        ("empty,retry_after=1", "unknown key 'retry_after=1'; accepted: times"),
        ("empty,times", "'times' needs a value"),
    ] {
        let error = text.parse::<Fault>().unwrap_err().to_string();
        assert!(error.starts_with(part), "{text}: {error}");
        assert!(error.ends_with("(a fault is written [operation[@package_id]:]kind[=value][,key=value...])"));
    }
}
