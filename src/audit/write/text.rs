//! Times and durations as text.

use jiff::SignedDuration;
use jiff::civil::DateTime;

/// An instant in microseconds since 1970-01-01T00:00:00Z as ISO 8601, with six digits of a second.
pub(crate) fn time(us: i64) -> String {
    let since_1970 = SignedDuration::from_micros(us);
    // A time was read from a text, so its year has four digits.
    let utc = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).saturating_add(since_1970);
    format!("{utc:.6}Z")
}

/// A length of time in microseconds as ISO 8601, in seconds.
pub(super) fn duration(us: i64) -> String {
    let sign = if us < 0 { "-" } else { "" };
    let (seconds, rest) = (us.unsigned_abs() / 1_000_000, us.unsigned_abs() % 1_000_000);
    if rest == 0 {
        return format!("{sign}PT{seconds}S");
    }
    let fraction = format!("{rest:06}");
    format!("{sign}PT{seconds}.{}S", fraction.trim_end_matches('0'))
}
