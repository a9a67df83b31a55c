//! Points in time as the remote API writes them: UTC, with 0, 3 or 7 fraction digits.

use std::fmt;

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use serde::{Serialize, Serializer};

/// 100-nanosecond ticks in a second.
const SECOND: i64 = 10_000_000;

/// Ticks in a minute.
pub(super) const MINUTE: i64 = 60 * SECOND;
/// Ticks in an hour.
pub(super) const HOUR: i64 = 60 * MINUTE;
/// Ticks in a day.
pub(super) const DAY: i64 = 24 * HOUR;

/// A point in time and the number of fraction digits it is written with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// 100-nanosecond ticks since 1970, the resolution of the samples' longest fractions.
    pub(super) ticks: i64,
    digits: u8,
}

impl Stamp {
    /// [`super::NOW`]: a fixed time, so that `days` filters and expiries are the same on every run.
    pub(super) const NOW: Self = Self { ticks: 1_768_478_400 * SECOND, digits: 0 };

    /// A time written with `digits` fraction digits; what they cannot show is cut off.
    pub(super) fn new(ticks: i64, digits: u8) -> Self {
        let unit = match digits {
            0 => SECOND,
            3 => SECOND / 1_000,
            _ => 1,
        };
        Self { ticks: ticks - ticks.rem_euclid(unit), digits }
    }

    /// A time written with 0, 3 or 7 digits, drawn by chance as they occur in the vendor's samples.
    pub(super) fn any_digits(ticks: i64, rng: &mut fastrand::Rng) -> Self {
        Self::new(ticks, [0, 3, 7][rng.usize(0..3)])
    }

    /// A time of seconds since 1970 and the fraction's ticks.
    pub(super) const fn at(seconds: i64, fraction: i64, digits: u8) -> Self {
        Self { ticks: seconds * SECOND + fraction, digits }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = i128::from(self.ticks) * 100;
        let time = Timestamp::from_nanosecond(nanoseconds).unwrap_or(Timestamp::MAX);
        let printer = DateTimePrinter::new().precision(Some(self.digits));
        out.write_str(&printer.timestamp_to_string(&time))
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
