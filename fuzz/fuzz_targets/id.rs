//! Ids: what is taken cannot change a request, what is not taken is named by no message.
#![no_main]

use iinkedsign::{Config, Id, Kind, fuzzing};
use iinkedsign_fuzz::assert_is_one_line;
use serde_json::json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (package, video) = text.split_once('\n').unwrap_or((text, "v"));
    let (Some(package), Some(video)) = (checked(package), checked(video)) else { return };
    for (form, flat) in [("package", false), ("flat", true)] {
        let config = Config::new().base_url("https://h/api/v1/").api_key("the-key").videos_delete_path(form);
        let requests = fuzzing::requests(&config, &package, &video).expect("the options are right");
        let (p, v) = (package.as_str(), video.as_str());
        let videos = if flat { "packages/videos/delete".to_owned() } else { format!("packages/{p}/videos/delete") };
        let expected = [
            (format!("packages/{p}/status"), None),
            (format!("packages/{p}/videos"), None),
            ("packages/delete".to_owned(), Some(json!({"packageId": p, "notify": true, "overrideRetention": false}))),
            (videos.clone(), Some(json!({"packageId": p, "meetingVideoId": v}))),
            (videos, Some(json!({"packageId": p}))),
            (format!("packages/{p}"), None),
            ("packages/rescind".to_owned(), Some(json!({"packageId": p, "rescindMessage": v, "notify": false}))),
        ];
        for ((url, body), (path, value)) in requests.into_iter().zip(expected) {
            assert_eq!(url, format!("https://h/api/v1/{path}"));
            assert_eq!(body.map(|body| serde_json::from_slice(&body).expect("JSON")), value);
        }
    }
});

fn checked(text: &str) -> Option<Id> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let right = (1..=128).contains(&text.len()) && text.chars().all(allowed) && text != "." && text != "..";
    match Id::new(text, "package_id") {
        Ok(id) => {
            assert!(right, "{text:?}");
            assert_eq!(id.as_str(), text);
            Some(id)
        }
        Err(error) => {
            assert!(!right, "{text:?}");
            assert_eq!(error.kind(), Kind::InvalidArgument);
            assert_is_one_line(error.message());
            None
        }
    }
}
