//! `packages/list`, and the population it shows.

use std::collections::{BTreeMap, BTreeSet};

use iinkedsign::emulator::{DELETE_PACKAGE_ID, Emulator, NOW, Options, STATUS_PACKAGE_ID};
use serde_json::{Value, json};

use super::start;
use super::wire::{get, post};

/// What an item must be like.
type Test = Box<dyn Fn(&Value) -> bool>;

/// Every item that passes these filters, page by page.
fn list(emulator: &Emulator, filters: &Value) -> Vec<Value> {
    let mut items = Vec::new();
    loop {
        let mut body = filters.clone();
        body["take"] = json!(100);
        body["skip"] = json!(items.len());
        let page = post(emulator, "packages/list", &body).json();
        let received = page["items"].as_array().unwrap();
        items.extend(received.iter().cloned());
        if received.is_empty() {
            assert_eq!(page["total"], items.len());
            return items;
        }
    }
}

fn ids(items: &[Value]) -> BTreeSet<String> {
    items.iter().map(|item| item["packageId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_cover_everything_once_and_deleted_packages_are_left_out() {
    let emulator = start(230);
    let all = list(&emulator, &json!({}));
    assert_eq!(all.len(), 234);
    assert_eq!(ids(&all), emulator.package_ids().into_iter().collect());
    let created: Vec<&str> = all.iter().map(|item| item["timeCreated"].as_str().unwrap()).collect();
    assert!(created.is_sorted_by(|one, next| one[..19] >= next[..19]));

    post(&emulator, "packages/delete", &json!({ "packageId": DELETE_PACKAGE_ID }));
    assert_eq!(list(&emulator, &json!({})).len(), 233);
    assert_eq!(
        list(&emulator, &json!({ "search": "signing" })).len(),
        list(&emulator, &json!({ "search": "SIGNING*" })).len()
    );
}

#[test]
fn take_and_skip_are_echoed_and_clamped() {
    let emulator = Emulator::start(Options { packages: 300, max_page: 70, ..Options::default() }).unwrap();
    for (body, take, skip, count) in [
        (json!({}), 50, 0, 50),
        (json!({ "take": null, "skip": null }), 50, 0, 50),
        (json!({ "take": 20, "skip": 10 }), 20, 10, 20),
        (json!({ "take": 1000, "skip": 290 }), 70, 290, 14),
        (json!({ "take": 5, "skip": 9999 }), 5, 9999, 0),
    ] {
        let page = post(&emulator, "packages/list", &body).json();
        let seen = (&page["take"], &page["skip"], page["items"].as_array().unwrap().len(), &page["total"]);
        assert_eq!(seen, (&json!(take), &json!(skip), count, &json!(304)), "{body}");
    }
    for (body, code) in [
        (json!({ "take": 0 }), "package_range_take"),
        (json!({ "take": -1 }), "package_range_take"),
        (json!({ "skip": "1" }), "package_range_skip"),
        (json!({ "types": ["sequential"] }), "package_invalid_type"),
        (json!({ "states": "open" }), "package_invalid_state"),
        (json!({ "sortBy": "name" }), "package_invalid_sort_by"),
        (json!({ "isExecuted": "no" }), "package_invalid_is_executed"),
        (json!({ "days": -1 }), "package_range_days"),
        (json!({ "memberId": 1 }), "package_invalid_member_id"),
        (json!({ "allMembers": 1 }), "package_invalid_all_members"),
    ] {
        let reply = post(&emulator, "packages/list", &body);
        assert_eq!((reply.status, reply.error().as_str()), (400, code), "{body}");
    }
}

#[test]
fn filters_let_pass_what_they_say() {
    let emulator = start(400);
    let all = list(&emulator, &json!({ "allMembers": true, "sortBy": "created", "search": "" }));
    let team = all.iter().find_map(|item| item["teamId"].as_str()).unwrap();
    let folder = all.iter().find_map(|item| item["folderId"].as_str()).unwrap();
    let member = all[0]["memberId"].as_str().unwrap();
    let same = |key: &'static str, value: &str| -> Test {
        let value = value.to_owned();
        Box::new(move |item: &Value| item[key] == value.as_str())
    };
    let cases: Vec<(Value, Test)> = vec![
        (json!({ "memberId": member }), same("memberId", member)),
        (json!({ "teamId": team }), same("teamId", team)),
        (json!({ "folderId": folder }), same("folderId", folder)),
        (json!({ "types": ["Live Session"] }), same("type", "Live Session")),
        (
            json!({ "states": ["draft", "executed"], "isExecuted": null }),
            Box::new(|item| item["state"] == "draft" || item["state"] == "executed"),
        ),
        (json!({ "isExecuted": true }), Box::new(|item| item["isExecuted"] == true)),
        (
            json!({ "days": 10 }),
            Box::new(|item| {
                let until = "2026-01-25T12:00:00";
                item["timeSignBy"].as_str().is_some_and(|time| time >= NOW && &time[..19] < until)
            }),
        ),
        (
            json!({ "search": "田中" }),
            Box::new(|item| {
                let signers = item["signers"].as_array().unwrap();
                item["name"].as_str().unwrap().contains("田中")
                    || signers.iter().any(|signer| signer["firstName"] == "田中")
            }),
        ),
        (json!({ "search": "umow* łódź" }), Box::new(|item| item["name"].as_str().unwrap().starts_with("Umowa Łódź"))),
        (json!({ "search": "umow" }), Box::new(|_| false)),
        (
            json!({ "search": "signer.four@example.com", "types": ["Sequential"] }),
            Box::new(|item| item["signers"].as_array().unwrap().len() == 4 && item["type"] == "Sequential"),
        ),
    ];
    for (filters, test) in cases {
        let expected: Vec<Value> = all.iter().filter(|item| test(item)).cloned().collect();
        assert_eq!(ids(&list(&emulator, &filters)), ids(&expected), "{filters}");
        assert!(filters["search"] == "umow" || !expected.is_empty(), "{filters}");
    }
}

/// How many fraction digits a time has.
fn digits(time: &str) -> usize {
    assert!(time.ends_with('Z'), "{time}");
    time.trim_end_matches('Z').split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

#[test]
// One long walk over the population, so that what is seen is counted in one place.
#[allow(clippy::too_many_lines)]
fn list_and_status_agree_and_every_variety_occurs() {
    let emulator = start(300);
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut note = |what, value: String| _ = seen.entry(what).or_default().insert(value);
    for item in list(&emulator, &json!({})) {
        let id = item["packageId"].as_str().unwrap();
        let status = get(&emulator, &format!("packages/{id}/status")).json();
        for key in "packageId organizationId memberId name timeSignBy type state externalData isExecuted".split(' ') {
            assert_eq!(item[key], status[key], "{id} {key}");
        }
        check_signing(&item, &status);
        note("type", item["type"].to_string());
        note("state", item["state"].to_string());
        note("signers", status["signers"].as_array().unwrap().len().to_string());
        note("documents", status["documents"].as_array().unwrap().len().to_string());
        note("digits", digits(item["timeCreated"].as_str().unwrap()).to_string());
        note("external", item["externalData"].is_object().to_string());
        note("ascii", item["name"].as_str().unwrap().is_ascii().to_string());
        let older = item["state"] == "open" && item["isExecuted"] == true;
        note("older", older.to_string());
        note("retention", emulator.package_state(id).under_retention.to_string());
        let waits = item["state"] == "open" && item["isExecuted"] == false;
        let late = item["timeSignBy"].as_str().is_some_and(|time| &time[..19] < NOW);
        if waits && item["type"] == "video_closing_room" {
            note("late room", late.to_string());
        }
        if waits && item["type"] == "Sequential" {
            note("begun", (status["documents"][0]["revisions"][0]["isSigned"] == true).to_string());
        }
        for signer in status["signers"].as_array().unwrap() {
            note("mobile", signer["mobileNumber"].as_str().unwrap().is_empty().to_string());
            let links = signer.get("links").map_or("absent", |it| if it[0].is_null() { "empty" } else { "present" });
            note("links", links.into());
            let link = match &signer["signLink"] {
                Value::Object(_) => "object",
                Value::String(_) => "string",
                _ => "null",
            };
            note("signLink", link.into());
        }
        for video in get(&emulator, &format!("packages/{id}/videos")).json()["videos"].as_array().unwrap() {
            assert!(id == super::RETENTION_PACKAGE_ID || item["type"] == "video_closing_room");
            assert_eq!(video["state"] == "archived", video["url"].is_string());
            assert_eq!(video["state"] == "deleted", video["timeDeleted"].is_string());
            note("video", video["state"].to_string());
            if let Some(kept) = video["timeRetention"].as_str() {
                note("kept too long", (video["state"] == "archived" && &kept[..19] < NOW).to_string());
            }
            note("keys", video.as_object().unwrap().len().to_string());
        }
    }
    let counts: BTreeMap<&str, usize> = seen.iter().map(|(what, values)| (*what, values.len())).collect();
    let expected = [
        ("ascii", 2),
        ("begun", 2),
        ("digits", 3),
        ("documents", 3),
        ("external", 2),
        ("kept too long", 2),
        ("late room", 2),
        ("links", 3),
        ("mobile", 2),
        ("older", 2),
        ("retention", 2),
        ("signLink", 3),
        ("signers", 4),
        ("state", 7),
        ("type", 5),
        ("video", 6),
    ];
    for (what, count) in expected {
        assert_eq!(counts[what], count, "{what}: {:?}", seen[what]);
    }
}

fn check_signing(item: &Value, status: &Value) {
    let documents = status["documents"].as_array().unwrap();
    let signed = |revision: &Value| revision["isSigned"] == true;
    let mut all = true;
    for (document, listed) in documents.iter().zip(item["documents"].as_array().unwrap()) {
        let revisions = document["revisions"].as_array().unwrap();
        assert_eq!(document["isExecuted"], revisions.iter().all(signed));
        assert_eq!(document["order"], listed["index"]);
        for key in ["documentId", "name", "fileName", "isExecuted"] {
            assert_eq!(document[key], listed[key]);
        }
        all &= revisions.iter().all(signed);
        let next = revisions.iter().filter(|revision| revision["isNext"] == true).count();
        let waits = status["type"] == "Sequential" && status["state"] == "open" && status["isExecuted"] == false;
        assert_eq!(next, usize::from(waits), "{status}");
        let done: Vec<bool> = revisions.iter().map(signed).collect();
        assert!(status["type"] != "Sequential" || done.is_sorted_by(|one, next| one >= next));
    }
    assert_eq!(status["isExecuted"], all);
    assert!(status["state"] != "executed" || all);
    assert_eq!(item["timeExecuted"].is_string(), all);
    for (signer, listed) in status["signers"].as_array().unwrap().iter().zip(item["signers"].as_array().unwrap()) {
        for key in ["signerId", "firstName", "lastName", "email"] {
            assert_eq!(signer[key], listed[key]);
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_world() {
    let world = |seed| {
        let emulator = Emulator::start(Options { packages: 60, seed, ..Options::default() }).unwrap();
        list(&emulator, &json!({})).into_iter().map(|item| item.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(world(7), world(7));
    assert_ne!(world(7), world(8));
    assert!(world(7).iter().any(|item| item.contains(STATUS_PACKAGE_ID)));
}
