//! The error type of this crate.

mod kind;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use self::kind::Kind;

/// The result of a fallible call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What the follow-up check showed after a delete whose outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum Evidence {
    /// The package answers 404 now, or every requested video is `deleted` now.
    Absent = 1,
    /// It still exists.
    Present = 2,
    /// The follow-up check did not settle it, or there was no time left for one.
    Unverified = 3,
    /// The package that was to be rescinded is rescinded now.
    Rescinded = 4,
}

impl Evidence {
    /// The name in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Present => "present",
            Self::Unverified => "unverified",
            Self::Rescinded => "rescinded",
        }
    }
}

/// Why a call failed.
///
/// Its message is one line that says what failed, for which package, and what to do.  Neither `Display` nor `Debug`
/// ever shows a key, a token, a link or a video URL.
#[derive(Clone)]
pub struct Error(Box<Details>);

/// A file that could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileProblem {
    /// Which one.
    pub path: PathBuf,
    /// The system's error number, where there is one.
    pub errno: Option<i32>,
}

/// The fields of an [`Error`]; each is `None` where it does not apply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub(crate) kind: Option<Kind>,
    pub(crate) message: String,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: Option<u32>,
    pub(crate) retryable: bool,
    pub(crate) body: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) file: Option<FileProblem>,
    /// The error of a function of the caller's.
    pub(crate) source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self::from_details(Details { kind: Some(kind), message: message.into(), ..Details::default() })
    }

    pub(crate) fn from_details(details: Details) -> Self {
        Self(Box::new(details))
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, message)
    }

    /// The same, as another kind.
    #[cfg(feature = "audit")]
    pub(crate) fn with_kind(mut self, kind: Kind) -> Self {
        self.0.kind = Some(kind);
        self
    }

    /// The error of a wrong argument, found before anything was sent.
    pub fn invalid_argument(message: impl Into<String>) -> Self {
        Self::new(Kind::InvalidArgument, message)
    }

    /// The error of a cancelled call.
    pub fn cancelled() -> Self {
        Self::new(Kind::Cancelled, "the call was cancelled")
    }

    /// The same, where something of the caller's own made it so, such as a signal's handler.
    pub fn cancelled_by(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        let mut error = Self::cancelled();
        error.0.source = Some(Arc::new(source));
        error
    }

    /// The error of a bug, such as a panic that was caught at the boundary to another language.
    pub fn internal(text: &str) -> Self {
        Self::new(Kind::Internal, format!("internal error (a bug in iinkedsign): {text}"))
    }

    /// What went wrong.
    pub fn kind(&self) -> Kind {
        self.0.kind.unwrap_or(Kind::Internal)
    }

    /// One line: what failed, for which package, what to do.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The HTTP status, where the server answered.
    pub fn http_status(&self) -> Option<u16> {
        self.0.status
    }

    /// The vendor's error code (docs/api.md section 2), an open set.
    pub fn api_code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The server's own id of the request, if it sent one.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The number of attempts; `None` if nothing was sent.
    pub fn attempts(&self) -> Option<u32> {
        self.0.attempts
    }

    /// Whether the same call can safely be made again later, and may succeed then.
    /// Never true for a delete whose outcome is unknown.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The first 4 KiB of an error's body, without the client's secrets and without URLs.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// How long the server asked to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The file that could not be written, where that is what failed.
    pub fn file(&self) -> Option<&FileProblem> {
        self.0.file.as_ref()
    }

    /// What the follow-up check showed after an unclear delete.
    pub fn evidence(&self) -> Option<Evidence> {
        self.0.evidence
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = &*self.0;
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("message", &d.message)
            .field("http_status", &d.status)
            .field("api_code", &d.code)
            .field("request_id", &d.request_id)
            .field("attempts", &d.attempts)
            .field("retryable", &d.retryable)
            .field("retry_after", &d.retry_after)
            .field("evidence", &d.evidence)
            .finish_non_exhaustive()
    }
}

/// The source is what an access-token provider failed with; neither `Display` nor `Debug` shows it.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
