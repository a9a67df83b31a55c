//! The emulator over a real socket: what it serves and keeps. The list, the faults and the server itself have files of their own.

// A test that cannot go on should say where.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "emulator/faults.rs"]
mod faults;
#[path = "emulator/lists.rs"]
mod lists;
#[path = "emulator/server.rs"]
mod server;
#[path = "emulator/wire.rs"]
mod wire;

use iinkedsign::emulator::{
    DELETE_PACKAGE_ID, Emulator, Op, Options, RETENTION_PACKAGE_ID, STATUS_PACKAGE_ID, VIDEO_ID, VIDEO_PACKAGE_ID,
};
use serde_json::{Value, json};
use wire::{call, exchange, get, key, post, request};

const STATUS_TEXT: &str = include_str!("../../src/emulator/samples/status.json");
const VIDEOS_DELETE_TEXT: &str = include_str!("../../src/emulator/samples/videos_delete.json");

pub(crate) fn start(packages: usize) -> Emulator {
    Emulator::start(Options { packages, ..Options::default() }).unwrap()
}

#[test]
fn the_status_sample_is_answered_word_for_word() {
    let emulator = start(0);
    let reply = get(&emulator, &format!("packages/{STATUS_PACKAGE_ID}/status"));
    assert_eq!((reply.status, reply.text()), (200, STATUS_TEXT.trim_end()));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let upper = get(&emulator, &format!("packages/{}/status", STATUS_PACKAGE_ID.to_uppercase()));
    assert_eq!(upper.text(), STATUS_TEXT.trim_end());
}

#[test]
fn the_video_of_the_sample_is_deleted_as_in_the_sample() {
    let emulator = start(0);
    let list = format!("packages/{VIDEO_PACKAGE_ID}/videos");
    let before = get(&emulator, &list).json();
    let video = &before["videos"][0];
    assert_eq!(video["state"], "archived");
    assert_eq!(video["timeDeleted"], Value::Null);
    assert!(video["url"].as_str().unwrap().starts_with(emulator.videos_url()));
    assert_eq!(video["timeUrlExpires"], "2026-01-16T12:00:00.000Z");

    let one = json!({ "packageId": VIDEO_PACKAGE_ID, "meetingVideoId": VIDEO_ID });
    for path in [format!("{list}/delete"), "packages/videos/delete".into()] {
        // The second time it is already deleted, and the answer is the same.
        let reply = post(&emulator, &path, &one);
        assert_eq!((reply.status, reply.text()), (200, VIDEOS_DELETE_TEXT.trim_end()));
    }
    assert_eq!(get(&emulator, &list).text(), VIDEOS_DELETE_TEXT.trim_end());
    let state = &emulator.package_state(VIDEO_PACKAGE_ID).videos[0];
    assert_eq!((state.state.as_str(), state.deleted_count, state.delete_requests), ("deleted", 1, 2));
    let applied: Vec<bool> = emulator.requests().iter().map(|entry| entry.applied).collect();
    assert_eq!(applied, [false, true, false, false]);
}

#[test]
fn a_missing_or_null_video_id_deletes_all_and_an_empty_one_is_refused() {
    let find = |emulator: &Emulator| {
        let several = |id: &String| emulator.package_state(id).videos.len() > 1;
        emulator.package_ids().into_iter().find(several).unwrap()
    };
    for (body, status) in [
        (json!({}), 200),
        (json!({ "meetingVideoId": null }), 200),
        (json!({ "meetingVideoId": "" }), 400),
        (json!({ "meetingVideoId": 7 }), 400),
        (json!({ "meetingVideoId": VIDEO_ID }), 404),
        (json!({ "packageId": STATUS_PACKAGE_ID }), 400),
        (json!({ "packageId": null }), 400),
    ] {
        let emulator = start(200);
        let id = find(&emulator);
        let mut whole = json!({ "packageId": id });
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let reply = post(&emulator, &format!("packages/{id}/videos/delete"), &whole);
        assert_eq!(reply.status, status, "{body}");
        let videos = emulator.package_state(&id).videos;
        assert_eq!(videos.iter().all(|video| video.state == "deleted"), status == 200, "{body}");
        if status == 200 {
            assert_eq!(reply.json()["videos"].as_array().unwrap().len(), videos.len());
        }
    }
}

#[test]
fn only_the_video_asked_for_is_deleted() {
    let emulator = start(200);
    let state = |id: &String| emulator.package_state(id);
    let several = |id: &&String| state(id).videos.iter().filter(|video| video.state != "deleted").count() > 1;
    let ids = emulator.package_ids();
    let id = ids.iter().find(several).unwrap();
    let videos = state(id).videos;
    let chosen = videos.iter().find(|video| video.state != "deleted").unwrap();
    let body = json!({ "packageId": id, "meetingVideoId": chosen.meeting_video_id });
    let reply = post(&emulator, &format!("packages/{id}/videos/delete"), &body).json();
    assert_eq!(reply["videos"].as_array().unwrap().len(), 1);
    assert_eq!(reply["videos"][0]["state"], "deleted");
    for (before, after) in videos.iter().zip(&state(id).videos) {
        let is_chosen = before.meeting_video_id == chosen.meeting_video_id;
        assert_eq!(before.state != after.state, is_chosen);
    }
}

#[test]
fn a_deleted_package_is_gone() {
    let emulator = start(3);
    let body = json!({ "packageId": DELETE_PACKAGE_ID, "notify": true, "overrideRetention": false });
    let reply = post(&emulator, "packages/delete", &body);
    let expected = json!({ "packageId": DELETE_PACKAGE_ID, "videos": [] });
    assert_eq!((reply.status, reply.json()), (200, expected));
    for path in ["status", "videos"] {
        let reply = get(&emulator, &format!("packages/{DELETE_PACKAGE_ID}/{path}"));
        assert_eq!((reply.status, reply.error().as_str()), (404, "package_not_found"));
    }
    assert_eq!(post(&emulator, "packages/delete", &body).error(), "package_not_found");
    assert!(!emulator.package_ids().contains(&DELETE_PACKAGE_ID.to_owned()));
    let state = emulator.package_state(DELETE_PACKAGE_ID);
    assert_eq!((state.exists, state.deleted_count, state.delete_requests), (false, 1, 2));

    emulator.reset();
    assert!(emulator.package_state(DELETE_PACKAGE_ID).exists);
    assert!(emulator.requests().is_empty());
    assert_eq!(get(&emulator, &format!("packages/{DELETE_PACKAGE_ID}/status")).status, 200);
}

#[test]
fn retention_refuses_until_it_is_overridden() {
    let emulator = start(0);
    assert!(emulator.package_state(RETENTION_PACKAGE_ID).under_retention);
    for body in [json!({}), json!({ "overrideRetention": false }), json!({ "overrideRetention": null })] {
        let mut body = body;
        body["packageId"] = RETENTION_PACKAGE_ID.into();
        let reply = post(&emulator, "packages/delete", &body);
        assert_eq!((reply.status, reply.error().as_str()), (400, "package_delete_retention"));
    }
    let body = json!({ "packageId": RETENTION_PACKAGE_ID, "overrideRetention": true });
    let reply = post(&emulator, "packages/delete", &body).json();
    assert_eq!(reply["videos"][0]["state"], "deleted");
    assert!(!emulator.package_state(RETENTION_PACKAGE_ID).exists);
}

#[test]
fn the_key_is_checked_before_anything_is_done() {
    let options = Options { access_token: Some("token".into()), ..Options::default() };
    let emulator = Emulator::start(options).unwrap();
    let path = format!("packages/{STATUS_PACKAGE_ID}/status");
    let right = key(&emulator);
    for (header, status) in [
        ("", 401),
        ("api_key: wrong\r\n", 401),
        ("X-API-Key: emulator-api-key\r\n", 401),
        ("Authorization: Bearer wrong\r\n", 401),
        ("Authorization: Bearer emulator-api-key\r\n", 401),
        ("Authorization: Bearer token\r\n", 200),
        (right.as_str(), 200),
    ] {
        let headers = format!("{header}Connection: close\r\n");
        let reply = exchange(&emulator, &request("GET", &path, &headers, "")).unwrap();
        assert_eq!(reply.status, status, "{header}");
        if status == 401 {
            assert_eq!(reply.error(), "api_key_invalid");
        }
    }
    let body = json!({ "packageId": DELETE_PACKAGE_ID }).to_string();
    let text = request("POST", "packages/delete", "Connection: close\r\n", &body);
    assert_eq!(exchange(&emulator, &text).unwrap().status, 401);
    assert!(emulator.package_state(DELETE_PACKAGE_ID).exists);
}

#[test]
fn what_is_not_documented_is_refused() {
    let emulator = start(0);
    let status = format!("packages/{STATUS_PACKAGE_ID}/status");
    for (method, path, body, code, error) in [
        ("GET", "packages", "", 404, None),
        ("GET", "nothing/here", "", 404, None),
        ("POST", status.as_str(), "{}", 405, None),
        ("GET", "packages/delete", "", 405, None),
        ("GET", "packages/no-such-id/status", "", 404, Some("package_not_found")),
        ("POST", "packages/delete", "", 400, Some("package_invalid_body")),
        ("POST", "packages/delete", "[]", 400, Some("package_invalid_body")),
        ("POST", "packages/delete", "{}", 400, Some("package_invalid_package_id")),
        ("POST", "packages/delete", r#"{"packageId":"x","notify":1}"#, 400, Some("package_invalid_notify")),
        ("POST", "packages/delete", r#"{"packageId":"x"}"#, 404, Some("package_not_found")),
        ("POST", "packages/videos/delete", r#"{"packageId":"x"}"#, 404, Some("package_not_found")),
    ] {
        let reply = call(&emulator, method, path, body).unwrap();
        assert_eq!(reply.status, code, "{method} {path} {body}");
        match error {
            Some(error) => assert_eq!(reply.error(), error),
            None => assert!(reply.body.is_empty()),
        }
    }
    let long = format!("{{\"packageId\":\"{}\"}}", "x".repeat(2 << 20));
    let reply = call(&emulator, "POST", "packages/delete", &long);
    // The server may close before the client has sent everything, and the answer be lost with that.
    assert!(reply.is_err() || reply.is_ok_and(|reply| reply.error() == "package_length_body"));
}

#[test]
fn everything_received_is_logged() {
    let emulator = start(0);
    let body = json!({ "packageId": DELETE_PACKAGE_ID, "notify": false }).to_string();
    call(&emulator, "POST", "packages/delete?x=1", &body).unwrap();
    get(&emulator, "elsewhere");
    let log = emulator.requests();
    let first = &log[0];
    assert_eq!((first.seq, first.method.as_str()), (1, "POST"));
    assert_eq!(first.path, "/api/v1/packages/delete?x=1");
    assert_eq!((first.operation, first.package_id.as_deref()), (Some(Op::DeletePackage), Some(DELETE_PACKAGE_ID)));
    assert_eq!(first.header("api_key"), Some(emulator.api_key()));
    assert_eq!((first.body.as_str(), first.status, first.applied), (body.as_str(), Some(200), true));
    assert_eq!((log[1].operation, log[1].status, log[1].applied), (None, Some(404), false));
    assert_eq!((first.connection, log[1].connection, emulator.connections()), (1, 2, 2));
    assert!(log[1].elapsed >= first.elapsed);
    emulator.clear_requests();
    assert!(emulator.requests().is_empty());
}
