//! `parse_time` and `parse_duration`.

#![expect(clippy::doc_markdown, reason = "docstrings of Python are no Markdown")]

use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyDelta, PyTzInfo};

use super::errors::to_python;
use super::options::optional_text;
use crate::Error;
use crate::model::{IsoDuration, Time};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// Reads a time of an answer, such as ``"2019-08-20T18:58:02.2596573Z"``, as an aware ``datetime`` in UTC.
///
/// Digits beyond microseconds are cut; a text without a zone is read as UTC; ``None`` stays ``None``, and an instant of
/// year 1, .NET's way to say that there is no date, becomes ``None``.
///
/// Raises:
///     InvalidArgumentError: the text is no time.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn parse_time<'py>(
    py: Python<'py>,
    text: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(text) = optional_text("text", text)? else { return Ok(None) };
    let wrong = || {
        let message = "not an ISO 8601 time with date and time of day, such as 2022-03-02T20:08:41.261Z";
        to_python(py, &Error::invalid_argument(message))
    };
    let time = Time::new(text);
    if time.is_no_date() {
        return Ok(None);
    }
    let us = time.unix_us().ok_or_else(wrong)?;
    // Years before 1, which Python cannot hold, are as wrong as no time at all.
    instant(py, us).map(Some).map_err(|_| wrong())
}

/// An instant, given in microseconds since 1970-01-01T00:00:00Z.
pub(super) fn instant(py: Python<'_>, us: i64) -> PyResult<Bound<'_, PyAny>> {
    let utc = PyTzInfo::utc(py)?;
    let epoch = PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc))?;
    epoch.call_method1("__add__", (delta(py, us)?,))
}

/// Reads a duration of an answer, such as ``"PT5M12S"``; ``None`` stays ``None``.
///
/// Raises:
///     InvalidArgumentError: the text is no duration.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn parse_duration<'py>(
    py: Python<'py>,
    text: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyDelta>>> {
    let Some(text) = optional_text("text", text)? else { return Ok(None) };
    let us = IsoDuration::new(text).us().ok_or_else(|| {
        let message = "not an ISO 8601 duration of a fixed length, such as PT5M12S";
        to_python(py, &Error::invalid_argument(message))
    })?;
    delta(py, us).map(Some)
}

#[expect(clippy::cast_possible_truncation, reason = "each part is within its unit; i64 microseconds are 1.07e8 days")]
pub(super) fn delta(py: Python<'_>, us: i64) -> PyResult<Bound<'_, PyDelta>> {
    let (days, rest) = (us.div_euclid(DAY), us.rem_euclid(DAY));
    PyDelta::new(py, days as i32, (rest / SECOND) as i32, (rest % SECOND) as i32, false)
}
