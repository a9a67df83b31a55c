//! Times and durations: the text that was sent, with a reading beside it.
//!
//! The server writes 100 ns ticks (0, 3 or 7 digits of a fraction, API.md section 7); readings are in microseconds,
//! further digits are cut.

use jiff::{SpanRelativeTo, Timestamp, civil, tz::TimeZone};

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

    /// Microseconds since 1970-01-01T00:00:00Z; `None` if the text is no instant.
    /// A text without a zone is read as UTC, the only zone the vendor documents.
    pub fn unix_us(&self) -> Option<i64> {
        if let Ok(instant) = self.0.parse::<Timestamp>() {
            return Some(instant.as_microsecond());
        }
        let local = self.0.parse::<civil::DateTime>().ok()?;
        Some(TimeZone::UTC.to_timestamp(local).ok()?.as_microsecond())
    }
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
        let text = self.0.strip_prefix(['-', '+']).unwrap_or(&self.0);
        // The library also reads a friendly form ("5 minutes"), which is not what the server documents.
        if !text.starts_with(['P', 'p']) {
            return None;
        }
        let span = self.0.parse::<jiff::Span>().ok()?;
        let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
        i64::try_from(duration.as_micros()).ok()
    }
}
