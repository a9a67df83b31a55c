//! What stands in the cells.

use std::thread;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use serde_json::json;

use super::*;

const SAMPLE: &str = include_str!("../../../emulator/samples/status.json");

fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

#[test]
fn the_vendors_sample() {
    let videos = json!({"packageId": "other", "videos": [{
        "meetingVideoId": "v1", "timeCreated": "2022-03-01T10:00:00.1234567Z", "timeRetention": "2022-03-04T00:00:00Z",
        "duration": "PT5M12S", "size": 3_000_000_000_i64, "type": "video", "state": "archived",
        "url": "https://canary", "timeUrlExpires": "2022-03-06T00:00:00Z",
    }]});
    let tables = tables(&layout(), [row("ASKED", &sample(), Some(&videos))]);
    let (document, signer) = ("ad8eac67-94e9-481b-a799-7396b447b8eb", "229c1a3b-c9d3-4546-bcf5-44cb8ea3bd1c");
    assert_eq!(
        rows(&tables.packages),
        [json!({
            "package_id": "ASKED",
            "organization_id": "24261ee6-5f66-4692-ba49-533c9b58999b",
            "member_id": "3e09a4ce-577c-492c-ba7c-c1ebf825f9b5",
            "name": "My First Signing", "time_sign_by": 1_646_251_721_000_000_i64,
            "type": "Sequential", "state": "open", "external_data": null, "is_executed": false,
            "effective_state": "expired", "is_overdue": true, "days_overdue": 2,
            "signers_total": 1, "signers_signed": 0, "next_signers": [],
            "documents_total": 1, "documents_executed": 0,
            "videos_total": 1, "videos_retention_expired": 1, "contradiction": null,
            "error_kind": null, "error_code": null, "http_status": null, "error_message": null, "attempts": 1,
        })]
    );
    assert_eq!(
        rows(&tables.documents),
        [json!({
            "package_id": "ASKED", "document_id": document, "file_id": null, "external_id": null, "name": null,
            "file_name": "agreement.pdf", "order": 0, "is_executed": false, "revisions_total": 1, "revisions_signed": 0,
        })]
    );
    assert_eq!(
        rows(&tables.signers),
        [json!({
            "package_id": "ASKED", "signer_id": signer, "first_name": "Signer", "last_name": "One",
            "email": "signer.one@example.com", "mobile_number": "", "order": 0,
            "has_signed": false, "is_next": false, "revisions_total": 1, "revisions_signed": 0,
        })]
    );
    assert_eq!(
        rows(&tables.revisions),
        [json!({
            "package_id": "ASKED", "document_id": document, "revision_id": "a53b203b-af52-4766-a8be-eb0cdd18eb5f",
            "signer_id": signer, "is_next": true, "is_signed": false,
        })]
    );
    assert_eq!(
        rows(&tables.videos),
        [json!({
            "package_id": "ASKED", "meeting_video_id": "v1", "meeting_video_shared_id": null, "meeting_id": null,
            "meeting_session_id": null, "external_video_id": null, "external_storage_id": null,
            "time_created": 1_646_128_800_123_456_i64, "time_retention": 1_646_352_000_000_000_i64, "time_deleted": null,
            "duration": 312_000_000, "size": 3_000_000_000_i64, "source": null, "type": "video", "state": "archived",
            "retention_expired": true,
        })]
    );
    assert!(tables.errors.is_empty());
}

#[test]
fn what_is_not_as_documented_is_null() {
    let status = json!({
        "packageId": "p", "name": 5, "timeSignBy": "soon", "state": ["open"], "externalData": {"a": [1, null]},
        "isExecuted": "yes", "documents": [{"order": "first", "fileName": {}, "revisions": "none"}], "signers": [{"order": 1.0}, 7],
    });
    let videos =
        json!({"packageId": "p", "videos": [{"duration": "P1M", "size": 1e30, "timeCreated": "0001-01-01T00:00:00"}]});
    let tables = tables(&layout(), [row("p", &status, Some(&videos))]);
    let package = &rows(&tables.packages)[0];
    for name in ["name", "time_sign_by", "state", "is_executed", "effective_state", "signers_total", "next_signers"] {
        assert_eq!(package[name], Value::Null, "{name}");
    }
    assert_eq!(package["external_data"], r#"{"a":[1,null]}"#);
    let document = &rows(&tables.documents)[0];
    for name in ["document_id", "order", "file_name", "revisions_total"] {
        assert_eq!(document[name], Value::Null, "{name}");
    }
    assert!(tables.signers.is_empty() && tables.revisions.is_empty());
    let video = &rows(&tables.videos)[0];
    assert_eq!((&video["duration"], &video["size"]), (&Value::Null, &Value::Null));
    assert_eq!(video["time_created"], Value::Null);
}

#[test]
fn persons_can_be_hashed() {
    let layout = Arc::new(Layout::new(true, Pii::hashed(b"the key")));
    let tables = tables(&layout, [row("p", &sample(), None), row("q", &sample(), None)]);
    // HMAC-SHA256("the key", …) as Python's hmac computes it.
    assert_eq!(column(&tables.signers, "first_name"), ["beb5a5e820cc538378839f7401a45dec"; 2]);
    assert_eq!(column(&tables.signers, "email"), ["542fd73c0f9e2bdf7af7b639b2ec4055"; 2]);
    assert_eq!(column(&tables.signers, "mobile_number"), [""; 2]);
    assert_eq!(column(&tables.signers, "signer_id"), ["229c1a3b-c9d3-4546-bcf5-44cb8ea3bd1c"; 2]);
    // The tables themselves name and describe their columns.
    let shown = tables.iter().map(|table| format!("{:?}", rows(table))).collect::<Vec<_>>().join("\n");
    for person in ["Signer", "signer.one", "\"One\""] {
        assert!(!shown.contains(person), "{person}");
    }
    assert!(!format!("{layout:?} {tables:?}").contains("the key"));
}

#[test]
fn new_constants_have_one_code_in_all_threads() {
    let layout = layout();
    let state = |place: usize| match place % 7 {
        0 => "draft".to_owned(),
        1 => "open".to_owned(),
        number => format!("new {}", number * (1 + place % 2)),
    };
    let chunk_of = |run: usize| {
        let rows = (run * 50..run * 50 + 50).map(|place| (place, row("p", &json!({"state": state(place)}), None)));
        chunk(&layout, rows)
    };
    let chunks: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|thread| {
                scope.spawn(move || (0..200).filter(|run| run % 2 == thread).map(chunk_of).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let tables = assemble(layout.clone(), chunks, None, None);
    let expected: Vec<_> = (0..10_000).map(|place| json!(state(place))).collect();
    assert_eq!(column(&tables.packages, "state"), expected);

    // All batches have the same values: the documented ones first, each new one once.
    let place = tables.packages.columns().position(|name| name == "state").unwrap();
    let values = |batch: usize| {
        let column = tables.packages.batches()[batch].column(place);
        column.as_dictionary::<Int32Type>().values().as_string::<i32>().iter().flatten().collect::<Vec<_>>()
    };
    assert!(tables.packages.batches().len() > 1);
    assert_eq!(values(0), values(1));
    assert_eq!(values(0)[..7], ["draft", "open", "executed", "expired", "rescinded", "select", "add"]);
    let mut new: Vec<_> = values(0)[7..].to_vec();
    new.sort_unstable();
    assert_eq!(new, ["new 10", "new 12", "new 2", "new 3", "new 4", "new 5", "new 6", "new 8"]);
}
