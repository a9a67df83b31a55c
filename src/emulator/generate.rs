//! Generated packages: the same for the same seed and position, made one at a time.

use fastrand::Rng;
use serde_json::json;

use super::ids::{any_guid, guid, package_number, token};
use super::outline::{Place, one_in, outline};
use super::package::{Document, Link, Links, Package, Recipient, Revision, Signer};
use super::recordings;
use super::samples::ORGANIZATION_ID;
use super::stamp::{DAY, Stamp};

const NAMES: [&str; 8] = [
    "Purchase Agreement",
    "Contract",
    "Umowa Łódź",
    "契約書 田中",
    "Contrat d’été",
    "عقد بيع",
    "חוזה שכירות",
    "Signing 🖋️",
];
const FIRST_NAMES: [&str; 6] = ["Signer", "Łukasz", "田中", "Zoë", "سلمى", "Signer ✍️"];
const LAST_NAMES: [&str; 4] = ["One", "Two", "Three", "Four"];
const FILES: [&str; 4] = ["agreement.pdf", "annex 1.pdf", "załącznik.pdf", "契約書.v2.pdf"];

/// The package of a place, in full.
pub(super) fn package(place: Place) -> Package {
    let (outline, mut rng) = outline(place);
    let rng = &mut rng;
    let created = outline.time_created.ticks;
    let age = Stamp::NOW.ticks - created;
    let executed = outline.is_executed.then(|| Stamp::any_digits(created + rng.i64(age / 4..age / 2), rng));
    let modified = executed.unwrap_or_else(|| Stamp::any_digits(created + rng.i64(0..age / 2), rng));
    let name = format!("{} {}", NAMES[rng.usize(0..NAMES.len())], place.position + 1);
    let sent = !matches!(outline.state, "draft" | "select" | "add");
    let links = match rng.usize(0..4) {
        0 => Links::Absent,
        1 => Links::Empty,
        _ if sent => Links::Present,
        _ => Links::Empty,
    };
    let mut package = Package {
        id: guid(package_number(place.seed, place.position)),
        organization_id: ORGANIZATION_ID.into(),
        member_id: outline.member_id,
        team_id: outline.team_id,
        folder_id: outline.folder_id,
        shared: one_in(rng, 5),
        time_created: outline.time_created,
        time_last_modified: modified,
        time_sign_by: outline.time_sign_by,
        time_retention: retention(rng),
        time_executed: executed,
        name,
        category: one_in(rng, 3).then(|| "Lease".into()),
        client_number: one_in(rng, 3).then(|| format!("C-{}", rng.u32(1000..10_000))),
        matter_number: one_in(rng, 3).then(|| format!("M-{}", rng.u32(1000..10_000))),
        description: one_in(rng, 2).then(|| "Please sign before the closing date.".into()),
        message: one_in(rng, 2).then(|| "Documents for your signature".into()),
        time_rescinded: (outline.state == "rescinded").then_some(modified),
        kind: outline.kind,
        state: outline.state,
        external_data: external_data(rng),
        is_executed: outline.is_executed,
        links,
        time_links_expire: Stamp::any_digits(created + 90 * DAY, rng),
        misspelt: one_in(rng, 2),
        ..Package::default()
    };
    package.signers = (0..=rng.usize(0..4)).map(|order| signer(&package, order, rng)).collect();
    package.documents = (0..=rng.usize(0..3)).map(|order| document(&package, order, rng)).collect();
    sign(&mut package, sent, rng);
    if one_in(rng, 4) {
        package.recipients.push(Recipient {
            id: any_guid(rng),
            first_name: "Recipient".into(),
            last_name: "One".into(),
            email: "recipient.one@example.com".into(),
        });
    }
    if sent && package.kind == "video_closing_room" {
        package.videos = recordings::videos(place.position, package.time_created, rng);
    }
    package
}

fn retention(rng: &mut Rng) -> Option<Stamp> {
    let days = match rng.usize(0..10) {
        0 => 400,
        1 => -30,
        _ => return None,
    };
    Some(Stamp::any_digits(Stamp::NOW.ticks + days * DAY + rng.i64(0..DAY), rng))
}

fn external_data(rng: &mut Rng) -> Option<serde_json::Value> {
    match rng.usize(0..5) {
        0 => Some(json!({ "caseId": rng.u32(..), "tags": ["a", "ü", null], "amount": 12.5 })),
        1 => Some(json!({ "nested": { "deeper": { "flag": rng.bool() } }, "text": "田中 🖋️" })),
        2 => Some(json!({})),
        _ => None,
    }
}

fn signer(package: &Package, order: usize, rng: &mut Rng) -> Signer {
    let last_name = LAST_NAMES[order];
    let sign_link = match rng.usize(0..4) {
        0 => Link::Null,
        1 => Link::Text(token(rng)),
        _ => Link::Object { token: token(rng) },
    };
    let meeting = package.kind == "video_closing_room";
    Signer {
        id: any_guid(rng),
        first_name: FIRST_NAMES[rng.usize(0..FIRST_NAMES.len())].into(),
        last_name: last_name.into(),
        email: format!("signer.{}@example.com", last_name.to_lowercase()),
        mobile_number: if rng.bool() { String::new() } else { format!("+1555010{order}") },
        role: one_in(rng, 3).then(|| "Buyer".into()),
        sign_link,
        // The type of a meeting link is documented nowhere: it comes as mere text.
        meeting_link: if meeting { Link::Text(token(rng)) } else { Link::Null },
        ..Signer::default()
    }
}

fn document(package: &Package, order: usize, rng: &mut Rng) -> Document {
    let file_name = FILES[rng.usize(0..FILES.len())];
    let revisions = 0..package.signers.len();
    Document {
        id: any_guid(rng),
        file_id: rng.bool().then(|| any_guid(rng)),
        external_id: one_in(rng, 3).then(|| format!("external-{order}")),
        name: rng.bool().then(|| format!("Document {}", order + 1)),
        file_name: file_name.into(),
        revisions: revisions
            .map(|signer| Revision { id: any_guid(rng), signer, token: token(rng), is_next: false, is_signed: false })
            .collect(),
        ..Document::default()
    }
}

/// Lets those sign who have signed, so that signers, revisions and documents agree with the package's state.
fn sign(package: &mut Package, sent: bool, rng: &mut Rng) {
    let count = package.signers.len();
    let sequential = package.kind == "Sequential";
    // This one has not signed unless all have; in a sequence nobody after them has either.
    let missing = rng.usize(0..count);
    let all = package.is_executed;
    let waits = package.state == "open" && !all;
    for document in &mut package.documents {
        for revision in &mut document.revisions {
            let signed = match revision.signer {
                _ if all || !sent => all,
                signer if sequential => signer < missing,
                signer => signer != missing && rng.bool(),
            };
            revision.is_signed = signed;
            revision.is_next = waits && sequential && revision.signer == missing;
        }
    }
    let time = package.time_last_modified;
    for document in &mut package.documents {
        document.time_executed = document.is_executed().then_some(time);
    }
    for (index, signer) in package.signers.iter_mut().enumerate() {
        let mut own = package.documents.iter().flat_map(|document| &document.revisions);
        signer.is_executed = own.all(|revision| revision.signer != index || revision.is_signed);
        signer.time_executed = signer.is_executed.then_some(time);
        signer.is_next = waits && sequential && index == missing;
    }
}
