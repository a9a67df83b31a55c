//! The outline of a generated package: what kind it is, in what state, whose and when.

use fastrand::Rng;

use super::ids::mix;
use super::package::Package;
use super::samples::MEMBER_ID;
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
        // A signing room expires 7 days after its meeting: until then it is open beyond its date.
        "open" if kind == "video_closing_room" && position % 2 == 0 => Some(past.max(Stamp::NOW.ticks - 6 * DAY)),
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

/// True once in so many times.
pub(super) fn one_in(rng: &mut Rng, chances: usize) -> bool {
    rng.usize(0..chances) == 0
}
