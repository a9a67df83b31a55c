//! Faults as text: `[operation[@package_id]:]kind[=value][,key=value…]`.

use std::fmt;
use std::str::FromStr;

use super::fault::{Fault, FaultKind};
use super::routes::Op;
use super::videos::{VIDEO_KINDS, VideoFault};

/// Text that is no fault; says what is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultSyntaxError(String);

impl fmt::Display for FaultSyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for FaultSyntaxError {}

const GRAMMAR: &str = "[operation[@package_id]:]kind[=value][,key=value...]";
const KINDS: &str = "status=CODE, delay=SECONDS, silence, drip=SECONDS, drop_before, drop_after, reset_before, \
    reset_after, truncate, html, foreign_id, empty, not_json, bad_utf8, nested, endless, gzip_bomb, unknown_fields, \
    unknown_values, wrong_types, contradiction, redirect=LOCATION, no_content, close_idle, early_answer=CODE";
/// The kinds without a value.
const PLAIN: [(&str, FaultKind); 20] = [
    ("silence", FaultKind::Silence),
    ("drop_before", FaultKind::DropBefore),
    ("drop_after", FaultKind::DropAfter),
    ("reset_before", FaultKind::ResetBefore),
    ("reset_after", FaultKind::ResetAfter),
    ("truncate", FaultKind::Truncate),
    ("html", FaultKind::Html),
    ("foreign_id", FaultKind::ForeignId),
    ("empty", FaultKind::Empty),
    ("not_json", FaultKind::NotJson),
    ("bad_utf8", FaultKind::BadUtf8),
    ("nested", FaultKind::Nested),
    ("endless", FaultKind::Endless),
    ("gzip_bomb", FaultKind::GzipBomb),
    ("unknown_fields", FaultKind::UnknownFields),
    ("unknown_values", FaultKind::UnknownValues),
    ("wrong_types", FaultKind::WrongTypes),
    ("contradiction", FaultKind::Contradiction),
    ("no_content", FaultKind::NoContent),
    ("close_idle", FaultKind::CloseIdle),
];
const KEYS: &str = "times, chance, skip, applied; for 'status' also retry_after, error";

fn bad(text: impl fmt::Display) -> FaultSyntaxError {
    FaultSyntaxError(format!("{text} (a fault is written {GRAMMAR})"))
}

impl fmt::Display for Op {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Op {
    type Err = FaultSyntaxError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|op| op.name() == text);
        let names = Self::ALL.map(Self::name).join(", ");
        found.ok_or_else(|| bad(format!("unknown operation '{text}'; accepted: {names}")))
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { code, retry_after, error } => {
                write!(out, "status={code}")?;
                retry_after.iter().try_for_each(|text| write!(out, ",retry_after={text}"))?;
                error.iter().try_for_each(|text| write!(out, ",error={text}"))
            }
            Self::Delay { seconds } => write!(out, "delay={seconds}"),
            Self::Drip { seconds } => write!(out, "drip={seconds}"),
            Self::Redirect { location } => write!(out, "redirect={location}"),
            Self::EarlyAnswer { code } => write!(out, "early_answer={code}"),
            Self::Video(fault) => write!(out, "{fault}"),
            plain => out.write_str(PLAIN.iter().find(|(_, kind)| kind == plain).map_or("", |(name, _)| name)),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.operation, &self.package_id) {
            (Some(op), Some(id)) => write!(out, "{op}@{id}:")?,
            (Some(op), None) => write!(out, "{op}:")?,
            (None, Some(id)) => write!(out, "@{id}:")?,
            (None, None) => {}
        }
        write!(out, "{}", self.kind)?;
        self.times.iter().try_for_each(|times| write!(out, ",times={times}"))?;
        self.chance.iter().try_for_each(|chance| write!(out, ",chance={chance}"))?;
        if self.skip > 0 {
            write!(out, ",skip={}", self.skip)?;
        }
        self.applied.iter().try_for_each(|applied| write!(out, ",applied={applied}"))
    }
}

impl FromStr for Fault {
    type Err = FaultSyntaxError;

    /// `@package_id:` alone fits that package in every operation. A value of `retry_after` or `redirect` may hold
    /// commas (an HTTP date does), unless what follows one looks like a further key.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (target, rest) = split_target(text);
        let mut parts = split_parts(rest).into_iter();
        let (name, value) = parts.next().unwrap_or_default();
        let mut fault = Self::new(kind(name, value)?);
        if let Some(target) = target {
            let (op, id) = target.split_once('@').map_or((target, None), |(op, id)| (op, Some(id)));
            if !op.is_empty() {
                fault.operation = Some(op.trim().parse()?);
            }
            if op.is_empty() && id.is_none() || id.is_some_and(str::is_empty) {
                return Err(bad("nothing stands before the ':'"));
            }
            fault.package_id = id.map(|id| id.trim().to_owned());
        }
        match (fault.operation, &fault.kind) {
            (Some(Op::Video), kind) if !kind.strikes_videos() => {
                return Err(bad(format!("'{name}' is no fault of 'video'")));
            }
            (operation, FaultKind::Video(_)) if operation != Some(Op::Video) => {
                return Err(bad(format!("'{name}' is a fault of 'video' only")));
            }
            _ => {}
        }
        for (key, value) in parts {
            let value = value.ok_or_else(|| bad(format!("'{key}' needs a value; keys: {KEYS}")))?;
            set(&mut fault, key, value)?;
        }
        Ok(fault)
    }
}

/// What stands before the first `:` is the target, unless it already belongs to a value.
fn split_target(text: &str) -> (Option<&str>, &str) {
    match text.split_once(':') {
        Some((target, rest)) if !target.contains(['=', ',']) => (Some(target.trim()), rest),
        _ => (None, text),
    }
}

/// `key[=value]`, divided by commas; what has no `=` continues with the value of a `retry_after` or `redirect`.
fn split_parts(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts: Vec<(&str, Option<&str>)> = Vec::new();
    let mut start = 0;
    let mut from = 0;
    for piece in text.split(',') {
        let end = from + piece.len();
        let goes_on = matches!(parts.last(), Some(("retry_after" | "redirect" | "content_type", Some(_))))
            && !piece.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
        if goes_on {
            parts.pop();
        } else {
            start = from;
        }
        let whole = &text[start..end];
        let part = whole.split_once('=').map_or((whole, None), |(key, value)| (key, Some(value)));
        parts.push((part.0.trim(), part.1.map(str::trim)));
        from = end + 1;
    }
    parts
}

fn is_key(key: &str) -> bool {
    matches!(key, "times" | "chance" | "skip" | "applied" | "retry_after" | "error")
}

fn kind(name: &str, value: Option<&str>) -> Result<FaultKind, FaultSyntaxError> {
    let kind = match name {
        "status" => FaultKind::Status { code: code(name, value)?, retry_after: None, error: None },
        "early_answer" => FaultKind::EarlyAnswer { code: code(name, value)? },
        "delay" => FaultKind::Delay { seconds: seconds(name, value)? },
        "drip" => FaultKind::Drip { seconds: seconds(name, value)? },
        "redirect" => {
            let location = value.filter(|text| is_header(text));
            let location = location.ok_or_else(|| bad("'redirect' needs a location"))?.to_owned();
            FaultKind::Redirect { location }
        }
        _ if let Some(fault) = VideoFault::read(name, value) => FaultKind::Video(fault.map_err(bad)?),
        _ if value.is_some() && plain(name).is_some() => {
            return Err(bad(format!("'{name}' takes no value")));
        }
        _ => plain(name).ok_or_else(|| {
            bad(format!("unknown kind of fault '{name}'; accepted: {KINDS} (and at 'video' alone {VIDEO_KINDS})"))
        })?,
    };
    Ok(kind)
}

fn plain(name: &str) -> Option<FaultKind> {
    PLAIN.iter().find(|(known, _)| *known == name).map(|(_, kind)| kind.clone())
}

fn code(name: &str, value: Option<&str>) -> Result<u16, FaultSyntaxError> {
    let code = value.and_then(|text| text.parse().ok()).filter(|code| (200..600).contains(code));
    code.ok_or_else(|| bad(format!("'{name}' needs a status from 200 to 599")))
}

fn seconds(name: &str, value: Option<&str>) -> Result<f64, FaultSyntaxError> {
    let seconds = value.and_then(|text| text.parse().ok());
    // An hour is as good as forever, and far from what a duration can hold.
    let seconds = seconds.filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.ok_or_else(|| bad(format!("'{name}' needs seconds from 0 to 3600")))
}

fn is_header(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn set(fault: &mut Fault, key: &str, value: &str) -> Result<(), FaultSyntaxError> {
    let count = || value.parse::<u32>().map_err(|_| bad(format!("'{key}' must be a whole number from 0")));
    match (key, &mut fault.kind) {
        ("times", _) => fault.times = Some(count()?),
        ("skip", _) => fault.skip = count()?,
        ("chance", _) => {
            let chance = value.parse().ok().filter(|chance| (0.0..=1.0).contains(chance));
            let chance = chance.ok_or_else(|| bad("'chance' must be a number from 0 to 1"))?;
            fault.chance = Some(chance);
        }
        ("applied", kind) if kind.applied_is_fixed() => {
            return Err(bad(format!("'applied' is fixed for '{kind}'")));
        }
        ("applied", _) => {
            let applied = value.parse().map_err(|_| bad("'applied' must be true or false"))?;
            fault.applied = Some(applied);
        }
        ("retry_after", FaultKind::Status { retry_after, .. }) if is_header(value) => {
            *retry_after = Some(value.to_owned());
        }
        ("error", FaultKind::Status { error, .. }) => *error = Some(value.to_owned()),
        _ => {
            return Err(bad(format!("unknown key '{key}={value}'; accepted: {KEYS}")));
        }
    }
    Ok(())
}
