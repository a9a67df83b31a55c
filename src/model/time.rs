//! Times and durations: the text that was sent, with a reading beside it.
//!
//! The server writes 100 ns ticks (0, 3 or 7 digits of a fraction, docs/api.md section 7); readings are in microseconds,
//! further digits are cut.

use jiff::{SpanRelativeTo, Timestamp, civil::DateTime};

/// An instant, ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Time(pub(super) String);

impl Time {
    /// Takes a text as it is; whether it can be read shows in [`Time::unix_us`].
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text that was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is .NET's way to say that there is no date: an instant of year 1, as `0001-01-01T00:00:00`.
    pub fn is_no_date(&self) -> bool {
        is_no_date(&self.0)
    }

    /// Microseconds since 1970-01-01T00:00:00Z; `None` if the text is no instant, or [no date](Self::is_no_date).
    /// A text without a zone is read as UTC, the only zone the vendor documents.
    pub fn unix_us(&self) -> Option<i64> {
        unix_us(&self.0)
    }
}

/// See [`Time::is_no_date`].
pub(crate) fn is_no_date(text: &str) -> bool {
    text.starts_with("0001-")
}

/// See [`Time::unix_us`].
pub(crate) fn unix_us(text: &str) -> Option<i64> {
    if is_no_date(text) {
        return None;
    }
    let since_1970 = if let Ok(instant) = text.parse::<Timestamp>() {
        instant.as_nanosecond()
    } else {
        // Without a zone; or .NET's last instant, 9999-12-31T23:59:59.9999999Z, which is outside `Timestamp`.
        let utc: DateTime = text.strip_suffix(['Z', 'z']).unwrap_or(text).parse().ok()?;
        utc.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_nanos()
    };
    // Cut towards the past, before 1970 as well as after it.
    i64::try_from(since_1970.div_euclid(1_000)).ok()
}

/// A length of time, ISO 8601 (`PT5M12S`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IsoDuration(pub(super) String);

impl IsoDuration {
    /// Takes a text as it is; whether it can be read shows in [`IsoDuration::us`].
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text that was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Microseconds; `None` if the text is no duration of a fixed length (a month has none).  A day has 24 hours.
    pub fn us(&self) -> Option<i64> {
        duration_us(&self.0)
    }
}

/// See [`IsoDuration::us`].
pub(crate) fn duration_us(text: &str) -> Option<i64> {
    // The library also reads a friendly form ("5 minutes"), which is not what the server documents.
    if !text.strip_prefix(['-', '+']).unwrap_or(text).starts_with(['P', 'p']) {
        return None;
    }
    let span = text.parse::<jiff::Span>().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    i64::try_from(duration.as_micros()).ok()
}
