//! Generated packages: the same for the same seed and position, made one at a time.

use fastrand::Rng;
use serde_json::json;

use super::package::{Document, Link, Links, Package, Recipient, Revision, Signer};
use super::recordings;
use super::samples::{MEMBER_ID, ORGANIZATION_ID};
use super::stamp::{DAY, HOUR, MINUTE, Stamp};

/// Every package type, in the vendor's exact case.
pub(super) const TYPES: [&str; 5] = ["concurrent", "Sequential", "Counterpart", "video_closing_room", "Live Session"];
/// Every package state.
pub(super) const STATES: [&str; 7] = ["draft", "open", "executed", "expired", "rescinded", "select", "add"];
/// The states of successive packages. Eleven, so that with the five types every pair comes up.
const STATES_IN_TURN: [&str; 11] =
    ["open", "executed", "draft", "expired", "open", "rescinded", "executed", "open", "executed", "expired", "open"];

const MEMBERS: [&str; 3] = [MEMBER_ID, "8d0b7a5e-6b1c-4e0f-9d3a-2c4f5a6b7c8d", "f1e2d3c4-b5a6-4789-8abc-def012345678"];
const TEAM: &str = "2b9c8d7e-6f50-4a1b-8c2d-3e4f5a6b7c80";
const FOLDER: &str = "7c6d5e4f-3a2b-4c1d-9e0f-a1b2c3d4e5f6";
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

/// Which package is to be made.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) seed: u64,
    pub(super) position: usize,
    /// The number of generated packages.
    pub(super) of: usize,
}

/// The facts of a package that the filters of the list mostly ask for.
pub(super) struct Outline {
    pub(super) member_id: String,
    pub(super) team_id: Option<String>,
    pub(super) folder_id: Option<String>,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) is_executed: bool,
    pub(super) time_created: Stamp,
    pub(super) time_sign_by: Option<Stamp>,
}

impl Outline {
    pub(super) fn of(package: &Package) -> Self {
        Self {
            member_id: package.member_id.clone(),
            team_id: package.team_id.clone(),
            folder_id: package.folder_id.clone(),
            kind: package.kind,
            state: package.state,
            is_executed: package.is_executed,
            time_created: package.time_created,
            time_sign_by: package.time_sign_by,
        }
    }
}

/// Spreads a seed and a number over 64 bits (the finalizer of `SplitMix64`).
pub(super) fn mix(seed: u64, number: u64) -> u64 {
    let mut bits = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The 128 bits of the id of the package at a position.
pub(super) fn package_number(seed: u64, position: usize) -> u128 {
    let high = mix(seed, position as u64);
    let number = u128::from(high) << 64 | u128::from(mix(high, seed));
    // Version 4, variant 1, as every GUID of the samples.
    number & !(0xF << 76 | 0x3 << 62) | 0x4 << 76 | 0x2 << 62
}

/// A GUID as the remote API writes it.
pub(super) fn guid(number: u128) -> String {
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// A GUID drawn by chance.
pub(super) fn any_guid(rng: &mut Rng) -> String {
    guid(package_number(rng.u64(..), 0))
}

/// A link token: 22 characters of the base64url alphabet.
pub(super) fn token(rng: &mut Rng) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    (0..22).map(|_| char::from(ALPHABET[rng.usize(0..64)])).collect()
}

fn one_in(rng: &mut Rng, chances: usize) -> bool {
    rng.usize(0..chances) == 0
}

/// The outline of a package, and the generator its details are drawn from.
pub(super) fn outline(place: Place) -> (Outline, Rng) {
    let Place { seed, position, of } = place;
    let mut rng = Rng::with_seed(mix(mix(seed, position as u64), 1));
    let rng_ref = &mut rng;
    // Packages being added or selected vanish after 24 hours, so only the newest few can be.
    let fresh = (of / 6).min(24);
    let (state, created) = if position < fresh {
        let age = 23 * HOUR / ticks(fresh) * ticks(position + 1);
        (["select", "add"][position % 2], Stamp::NOW.ticks - age)
    } else {
        let turn = position - fresh;
        // About one each 29 minutes; more of them are packed into five years.
        let step = (29 * MINUTE).min(5 * 365 * DAY / ticks(of)).max(2);
        let age = DAY + ticks(turn) * step + rng_ref.i64(0..step);
        (STATES_IN_TURN[turn % STATES_IN_TURN.len()], Stamp::NOW.ticks - age)
    };
    let kind = TYPES[position % TYPES.len()];
    let age = Stamp::NOW.ticks - created;
    let past = created + rng_ref.i64(age / 2..age);
    let coming = Stamp::NOW.ticks + rng_ref.i64(HOUR..60 * DAY);
    let sign_by = match state {
        "draft" | "select" | "add" if rng_ref.bool() => None,
        "expired" => Some(past),
        "executed" => Some(past + rng_ref.i64(HOUR..60 * DAY)),
        _ => Some(coming),
    };
    // Servers up to 3.6 said `open` of executed and expired packages.
    let older = matches!(state, "executed" | "expired") && one_in(rng_ref, 8);
    let outline = Outline {
        member_id: MEMBERS[rng_ref.usize(0..MEMBERS.len())].into(),
        team_id: one_in(rng_ref, 3).then(|| TEAM.into()),
        folder_id: one_in(rng_ref, 4).then(|| FOLDER.into()),
        kind,
        state: if older { "open" } else { state },
        is_executed: state == "executed",
        time_created: Stamp::any_digits(created, rng_ref),
        time_sign_by: sign_by.map(|ticks| Stamp::any_digits(ticks, rng_ref)),
    };
    (outline, rng)
}

fn ticks(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

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
        kind: outline.kind,
        state: outline.state,
        external_data: external_data(rng),
        is_executed: outline.is_executed,
        documents: Vec::new(),
        signers: Vec::new(),
        recipients: Vec::new(),
        videos: Vec::new(),
        links,
        time_links_expire: Stamp::any_digits(created + 90 * DAY, rng),
        misspelt: one_in(rng, 2),
        status_text: None,
        deleted_text: None,
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
        is_next: false,
        is_executed: false,
        time_executed: None,
        sign_link,
        // The type of a meeting link is documented nowhere: it comes as mere text.
        meeting_link: if meeting { Link::Text(token(rng)) } else { Link::Null },
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
        time_executed: None,
        revisions: revisions
            .map(|signer| Revision { id: any_guid(rng), signer, token: token(rng), is_next: false, is_signed: false })
            .collect(),
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
