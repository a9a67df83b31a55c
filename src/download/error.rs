//! The failures of attempts to download a video, and the errors that downloads end with.

use crate::client::Client;
use crate::error::{Details, Error, Kind};
use crate::failure::Failure;
use crate::id::Id;
use crate::retry::{self, Cause, Effect};

use super::file::Failed;

/// Why an attempt failed.  Its kind is that of a video host: what its statuses mean, the API's documentation does not say.
pub(super) fn failure(cause: Cause, reason: impl Into<String>) -> Failure {
    let mut failure = Failure::new(cause, reason);
    failure.details.kind = Some(kind(cause));
    failure
}

/// Which video of which package is saved.
#[derive(Clone, Copy)]
pub(super) struct VideoSource<'a> {
    pub(super) client: &'a Client,
    pub(super) package: &'a Id,
    pub(super) video: &'a Id,
}

impl VideoSource<'_> {
    /// The error that a download ends with.
    pub(super) fn failed(self, failure: Failure, attempts: u32) -> Error {
        let advice = advice(failure.kind(), failure.cause);
        let mut details = failure.details;
        details.message = self.message(&details.message, advice);
        details.attempts = Some(attempts).filter(|&count| count > 0);
        details.retryable = retry::may_repeat(Effect::Read, failure.cause);
        Error::from_details(*details)
    }

    /// The video cannot be saved as it is listed.
    pub(super) fn unfit(self, kind: Kind, reason: &str, advice: &str) -> Error {
        Error::new(kind, self.message(reason, advice))
    }

    /// A file cannot be written.
    pub(super) fn no_file(self, failed: &Failed) -> Error {
        let Failed { path, error } = failed;
        let reason = format!("{}: {error}", path.display());
        let advice = "choose a path that is free, and where there is room";
        Error::from_details(Details {
            kind: Some(Kind::InvalidArgument),
            message: self.message(&reason, advice),
            file: Some(crate::error::FileProblem { path: path.clone(), errno: error.raw_os_error() }),
            ..Details::default()
        })
    }

    fn message(self, reason: &str, advice: &str) -> String {
        let reason = self.client.with_secrets(|secrets| secrets.scrub(reason));
        let (video, package) = (self.video.as_str(), self.package.as_str());
        let line = format!("download of video {video} of package {package} failed: {reason}; {advice}");
        line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    }
}

fn kind(cause: Cause) -> Kind {
    match cause {
        Cause::Status(403 | 429 | 500..=599) => crate::failure::kind(cause, None),
        Cause::Status(_) => Kind::Api,
        Cause::Refused | Cause::NoToken | Cause::ForeignNotFound => Kind::Response,
        other => crate::failure::kind(other, None),
    }
}

fn advice(kind: Kind, cause: Cause) -> &'static str {
    match kind {
        Kind::Configuration => "make a new one",
        Kind::Connect if cause == Cause::NoDescriptors => crate::descriptors::ADVICE,
        Kind::Connect => "check the network and the proxy",
        Kind::Tls => "check the certificate of the video host, or give its root as ca_file",
        Kind::Timeout => "try later, or raise timeout, attempt_timeout or connect_timeout",
        Kind::PermissionDenied | Kind::Api => "list the videos of the package, and check its state",
        Kind::Response => "nothing was saved",
        _ => "try later",
    }
}
