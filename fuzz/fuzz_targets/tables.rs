//! The audit of any answer: its tables have the right rows, its facts do not contradict each other, and nothing is in
//! them that was to be left out.
#![no_main]

use std::sync::{Arc, LazyLock};

use iinkedsign::audit::facts::Facts;
use iinkedsign::audit::tables::{Cell, Layout, Pii};
use iinkedsign::audit::{Found, Row};
use iinkedsign::fuzzing::{list_videos, package_status, tables};
use iinkedsign::model::{PackageStatus, PackageVideos};
use iinkedsign::{Client, Id};
use iinkedsign_fuzz::{client, replace_secrets, shows_a_secret, spells_a_secret, success};
use serde_json::Value;

static CLIENT: LazyLock<Client> = LazyLock::new(client);

/// The first instant that there is, two on both sides of the vendor's samples, and the last one.
const INSTANTS: [i64; 4] = [i64::MIN, 1_600_000_000_000_000, 1_700_000_000_000_000, i64::MAX];

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let Ok(Value::Object(mut sent)) = serde_json::from_slice(body) else { return };
    if spells_a_secret(body) {
        return;
    }
    replace_secrets(&mut sent, PackageStatus::SCHEMA);
    replace_secrets(&mut sent, PackageVideos::SCHEMA);
    let Some(id) = sent.get("packageId").and_then(|id| Id::new(id.as_str()?, "package_id").ok()) else { return };
    let body = Value::Object(sent).to_string();
    let (status, videos) = (success(body.as_bytes()), success(body.as_bytes()));
    let status = package_status(&CLIENT, &id, status).expect("an answer");
    let videos = list_videos(&CLIENT, &id, videos).ok().and_then(|list| list.videos);

    let found = Found { status, videos };
    for as_of_us in INSTANTS {
        assert_facts(&Facts::of(&found, as_of_us));
    }
    let row = Row { package_id: Some(id.as_str().to_owned()), attempts: 1, outcome: Ok(found) };
    for include_links in [false, true] {
        let layout = Arc::new(Layout::new(include_links, Pii::hashed(b"key")));
        let tables = tables(&layout, &row, INSTANTS[2]).expect("tables");
        let found = row.outcome.as_ref().expect("as it was made");
        let documents = found.status.documents.as_deref().unwrap_or_default();
        let videos = found.videos.as_deref().unwrap_or_default();
        assert_eq!((tables.packages.len(), tables.errors.len()), (1, 0));
        assert_eq!(tables.documents.len(), documents.len());
        assert_eq!(tables.signers.len(), found.status.signers.as_ref().map_or(0, Vec::len));
        assert_eq!(tables.revisions.len(), documents.iter().flat_map(|it| it.revisions.iter().flatten()).count());
        assert_eq!(tables.videos.len(), videos.len());
        for table in tables.iter() {
            for cell in (0..table.columns().len()).flat_map(|place| table.column(place)) {
                assert_cell(&cell, include_links);
            }
        }
    }
});

fn assert_cell(cell: &Cell<'_>, include_links: bool) {
    let texts = match cell {
        Cell::Text(text) => vec![*text],
        Cell::Json(text) => {
            assert!(serde_json::from_str::<Value>(text).is_ok(), "{text}");
            vec![*text]
        }
        Cell::Texts(texts) => texts.clone(),
        Cell::Null | Cell::Integer(_) | Cell::Flag(_) | Cell::Time(_) | Cell::Duration(_) => Vec::new(),
    };
    assert!(include_links || texts.iter().all(|text| !shows_a_secret(text)), "{cell:?} shows a secret");
}

fn assert_facts(facts: &Facts<'_>) {
    let package = &facts.package;
    for (part, whole) in [
        (package.signers_signed, package.signers_total),
        (package.documents_executed, package.documents_total),
        (package.videos_retention_expired, package.videos_total),
    ]
    .into_iter()
    .chain(facts.documents.iter().map(|it| (it.revisions_signed, it.revisions_total)))
    .chain(facts.signers.iter().map(|it| (it.revisions_signed, it.revisions_total)))
    {
        assert!(part.is_none_or(|part| part >= 0 && whole.is_some_and(|whole| part <= whole)), "{facts:?}");
    }
    assert_eq!(package.days_overdue.is_some(), package.is_overdue.is_some());
    assert!(package.days_overdue.unwrap_or_default() >= 0, "{facts:?}");
    assert!(package.is_overdue != Some(false) || package.days_overdue == Some(0), "{facts:?}");
    let next = package.next_signers.as_ref().map_or(0, Vec::len);
    assert!(next <= facts.signers.len(), "{facts:?}");
}
