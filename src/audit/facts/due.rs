//! The date by which a package should be signed, and what follows from it.

use super::and;
use crate::model::{PackageState, PackageStatus, PackageType};

const DAY_US: i64 = 24 * 60 * 60 * 1_000_000;

/// A package and whether it is due at an instant.
pub(super) struct Due<'a> {
    status: &'a PackageStatus,
    as_of_us: i64,
    sign_by: SignBy,
}

/// The date by which the package should be signed, in microseconds since 1970.
#[derive(Clone, Copy)]
enum SignBy {
    None,
    Unreadable,
    At(i64),
}

impl<'a> Due<'a> {
    pub(super) fn of(status: &'a PackageStatus, as_of_us: i64) -> Self {
        let sign_by = match status.time_sign_by.as_ref() {
            Some(time) if time.is_no_date() => SignBy::None,
            Some(time) => time.unix_us().map_or(SignBy::Unreadable, SignBy::At),
            // Something that is no text was kept as it came.
            None if !status.extra.contains_key("timeSignBy") => SignBy::None,
            None => SignBy::Unreadable,
        };
        Self { status, as_of_us, sign_by }
    }

    /// Up to release 3.6 a server says `open` of executed and expired packages too.
    pub(super) fn effective_state(&self) -> Option<&'a PackageState> {
        let said = self.status.state.as_ref()?;
        if *said != PackageState::Open {
            return Some(said);
        }
        if self.status.is_executed? {
            return Some(&PackageState::Executed);
        }
        match (self.sign_by, self.status.r#type.as_ref()) {
            (SignBy::At(time), _) if time >= self.as_of_us => Some(said),
            // A signing room expires by the date of its meeting, of which a status says nothing.
            (SignBy::None, _) | (SignBy::At(_), Some(PackageType::VideoClosingRoom)) => Some(said),
            // So may one of an unknown type.
            (SignBy::At(_), Some(PackageType::Other(_)) | None) | (SignBy::Unreadable, _) => None,
            (SignBy::At(_), Some(_)) => Some(&PackageState::Expired),
        }
    }

    pub(super) fn is_overdue(&self) -> Option<bool> {
        let waits = match self.status.state {
            Some(PackageState::Open | PackageState::Expired) => Some(true),
            Some(PackageState::Other(_)) | None => None,
            Some(_) => Some(false),
        };
        let lacks = self.status.is_executed.map(|is_executed| !is_executed);
        let passed = match self.sign_by {
            SignBy::At(time) => Some(time < self.as_of_us),
            SignBy::None | SignBy::Unreadable => None,
        };
        and(and(waits, lacks), passed)
    }

    pub(super) fn days_overdue(&self, is_overdue: Option<bool>) -> Option<i64> {
        Some(match (is_overdue?, self.sign_by) {
            (true, SignBy::At(time)) => self.as_of_us.saturating_sub(time) / DAY_US,
            _ => 0,
        })
    }
}
