//! One call from beginning to end: tries, waits, and the look at the server after an unclear delete,
//! all within one deadline.

use std::any::Any;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::attempt::Report;
use crate::client::Client;
use crate::error::{Details, Error, Evidence, Kind, Result};
use crate::model::{BadAnswer, PackageStatus, PackageVideos, Readable, Record, View, mend};
use crate::operation::Operation;
use crate::outcome::{self, Proof};
use crate::reading::read_within;
use crate::retry::{self, Clock, Decision, Effect, Happened};
use crate::token::{NoToken, Token};
use crate::transport::{Answer, ERROR_BODY, Request};

/// How much of an error's body is kept, in bytes.
const BODY: usize = 4 << 10;
/// How much of an error's code, of its message and of the request's id, in characters.
const CODE: usize = 128;
const MESSAGE: usize = 300;
const REQUEST_ID: usize = 200;

/// The vendor's code that is known by its exact text (docs/api.md section 2).
const RETENTION: &str = "package_delete_retention";

pub(crate) struct Call<'a> {
    client: &'a Client,
    operation: &'a Operation,
    deadline: Option<Instant>,
    attempts: u32,
}

/// Who is asked before a request goes out, and told what became of it.
pub(crate) trait Gate {
    /// Waits until the request may go out; false if that is not within `limit`.
    async fn enter(&self, client: &Client, limit: Option<Duration>) -> bool;
    /// A request could not go out, because this process may open no more files.  Whether it is to go out all the same,
    /// once it was waited for a while.
    async fn wait_for_descriptors(&self, client: &Client, limit: Option<Duration>) -> bool;
    /// What was sent at `sent` came to this; nothing happened when it brought the answer.
    fn passed(&self, sent: Instant, happened: Option<Happened>, retry_after: Option<Duration>);
}

/// The gate that only keeps `requests_per_second`.
pub(crate) struct Open;

impl Gate for Open {
    async fn enter(&self, client: &Client, limit: Option<Duration>) -> bool {
        let Some(pace) = client.pace() else { return true };
        match pace.reserve(std::time::Instant::now(), limit) {
            Some(Duration::ZERO) => true,
            Some(wait) => {
                client.wait(wait).await;
                true
            }
            None => false,
        }
    }

    async fn wait_for_descriptors(&self, _: &Client, _: Option<Duration>) -> bool {
        false
    }

    fn passed(&self, _: Instant, _: Option<Happened>, _: Option<Duration>) {}
}

/// What a try came to, when it brought no success.
struct Trouble {
    happened: Happened,
    details: Box<Details>,
    /// What to do about it, where that is more than its kind says.
    advice: Option<&'static str>,
}

impl Trouble {
    fn kind(&self) -> Kind {
        self.details.kind.unwrap_or_else(|| kind(self.happened, None))
    }
}

impl<'a> Call<'a> {
    pub(crate) fn new(client: &'a Client, operation: &'a Operation) -> Self {
        let deadline = client.settings().timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        Self { client, operation, deadline, attempts: 0 }
    }

    /// The same, within the time of a larger whole.
    pub(crate) fn until(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    /// Tries until there is an answer, or an error that stands.
    pub(crate) async fn run<R: Readable + Record + 'static>(mut self) -> Result<R> {
        self.run_through(&Open).await
    }

    /// How often the request was sent so far.
    #[cfg(feature = "audit")]
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The same, where a gate has a say in when a request goes out.
    pub(crate) async fn run_through<R: Readable + Record + 'static>(&mut self, gate: &impl Gate) -> Result<R> {
        // An id stands in URLs and messages, for everybody to read.
        if self.client.with_secrets(|secrets| self.operation.ids().any(|id| secrets.are_in(id.as_str()))) {
            return Err(Error::invalid_argument("an id has this client's own key in it; nothing was sent"));
        }
        let mut request = self.operation.request(self.client.settings().flat_videos_path)?;
        let mut trouble: Option<Trouble> = None;
        // The token that a 401 was the answer to.
        let mut refused: Option<Token> = None;
        loop {
            if !gate.enter(self.client, self.remaining()).await {
                // No slot before the deadline: what stands is the last try, if there was one.
                let trouble = trouble.unwrap_or_else(|| no_slot(self.operation));
                return Err(self.conclude(trouble).await);
            }
            let token = match self.client.token(refused.as_ref(), self.deadline).await {
                Ok(token) => token,
                Err(why) => return Err(self.conclude(no_token(why)?).await),
            };
            request.authorization = token.as_ref().map(|token| token.header.clone());
            self.attempts += 1;
            // Among kept connections a dead one is seldom alone: the next try has one of its own.
            let alone = trouble.as_ref().is_some_and(|trouble| trouble.happened == Happened::Stale);
            let sent = Instant::now();
            let (report, result) = self.try_once(&request, self.attempts, alone).await;
            let accepted = match result {
                Ok(answer) => self.accept(answer).await,
                Err(trouble) => Err(trouble),
            };
            let failed = match accepted {
                Ok(record) => {
                    gate.passed(sent, None, None);
                    report.end(None, false);
                    return Ok(record);
                }
                Err(trouble) => trouble,
            };
            if failed.happened == Happened::NoDescriptors
                && gate.wait_for_descriptors(self.client, self.remaining()).await
            {
                // Nothing was tried: it is to be tried when there are fewer requests at once.
                report.end(Some(failed.kind()), true);
                self.attempts -= 1;
                continue;
            }
            gate.passed(sent, Some(failed.happened), failed.details.retry_after);
            // A 401 proves that nothing was done.
            if failed.happened == Happened::Status(401) && refused.is_none() && token.is_some() {
                refused = token;
                report.end(Some(failed.kind()), true);
                trouble = Some(failed);
                continue;
            }
            let clock =
                Clock { remaining: self.remaining(), retry_after: failed.details.retry_after, chance: fastrand::f64() };
            let (effect, retries) = (self.operation.effect(), self.client.settings().max_retries);
            // The attempt that found the token refused is none of those that `max_retries` counts.
            let attempt = self.attempts - u32::from(refused.is_some());
            let decision = retry::decide(effect, attempt, retries, failed.happened, clock);
            report.end(Some(failed.kind()), matches!(decision, Decision::Again(_)));
            match decision {
                Decision::Again(wait) => self.client.wait(wait).await,
                Decision::Stop => return Err(self.conclude(failed).await),
            }
            trouble = Some(failed);
        }
    }

    fn remaining(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// When an attempt must have ended that begins at an instant.
    fn attempt_ends(&self, begins: Instant) -> Option<Instant> {
        let limit = self.client.settings().attempt_timeout.and_then(|limit| begins.checked_add(limit));
        match (limit, self.deadline) {
            (Some(limit), Some(deadline)) => Some(limit.min(deadline)),
            (limit, deadline) => limit.or(deadline),
        }
    }

    async fn try_once<'r>(
        &'r self,
        request: &'r Request,
        attempt: u32,
        alone: bool,
    ) -> (Report<'r>, Result<Answer, Trouble>) {
        let mut report = Report::begin(self.client, self.operation, request, attempt);
        let limit = self.attempt_ends(Instant::now());
        let result = match self.client.send(request, alone, limit).await {
            Ok(answer) => {
                report.answered(&answer, |id| self.show(id, REQUEST_ID));
                Ok(answer)
            }
            Err(failure) => {
                // It may repeat what came from outside, such as the names in a certificate.
                let message = self.show(&failure.reason, MESSAGE);
                report.failed(&message);
                let details = Box::new(Details { message, ..Details::default() });
                Err(Trouble { happened: failure.happened, details, advice: failure.advice })
            }
        };
        (report, result)
    }

    /// A success is a JSON object about the package asked for; anything else is trouble.
    async fn accept<R: Readable + Record + 'static>(&self, mut answer: Answer) -> Result<R, Trouble> {
        let mended = mend(&mut answer.body);
        if !(200..300).contains(&answer.status) {
            return Err(self.refusal(answer, None));
        }
        let body = std::mem::take(&mut answer.body);
        let Some(reading) = read_within::<R>(body, mended, self.attempt_ends(Instant::now())).await else {
            return Err(unread(&answer));
        };
        answer.body = reading.body;
        let checked = reading.outcome.and_then(|(record, findings)| {
            let record = self.checked(record)?;
            self.contradiction(&record).map_or(Ok((record, findings)), |reason| Err(BadAnswer(reason)))
        });
        let (record, findings) = checked.map_err(|BadAnswer(reason)| self.refusal(answer, Some(&reason)))?;
        self.client.count_drift(&findings);
        Ok(record)
    }

    /// Why a readable answer to a delete does not say that it was carried out.
    fn contradiction<R: Record + 'static>(&self, record: &R) -> Option<String> {
        if self.operation.effect() == Effect::Read {
            return None;
        }
        if outcome::names_an_error(record.extra()) {
            return Some("it holds an error".to_owned());
        }
        match (self.operation, (record as &dyn Any).downcast_ref()) {
            (Operation::DeleteVideos { video, .. }, Some(videos)) => outcome::contradiction(videos, video.as_ref()),
            _ => None,
        }
    }

    /// The record, if it is about the package that was asked for.
    fn checked<R: Readable + Record>(&self, record: R) -> Result<R, BadAnswer> {
        if let Some(package) = self.operation.package() {
            let named = match R::SCHEMA.fields.iter().position(|field| field.name == "packageId").map(|i| record.get(i))
            {
                Some(View::Text(id)) => Some(id),
                _ => None,
            };
            if !package.matches(named) {
                return Err(BadAnswer(
                    match named {
                        Some(_) => "its packageId is not the one asked for",
                        None => "it has no packageId",
                    }
                    .to_owned(),
                ));
            }
        }
        Ok(record)
    }

    /// Turns an answer that is no success into trouble.  `unreadable` tells why a 2xx is none.
    fn refusal(&self, answer: Answer, unreadable: Option<&str>) -> Trouble {
        // A body that is longer than any error's is none.
        let small = Some(&answer.body).filter(|body| body.len() <= ERROR_BODY);
        let body = small.and_then(|body| serde_json::from_slice::<Value>(body).ok()).unwrap_or_default();
        // Classified as it came.
        let code = body.get("error").and_then(Value::as_str).filter(|code| is_code(code));
        let unreadable = unreadable.filter(|_| code != Some(RETENTION));
        let (happened, said) = if let Some(reason) = unreadable {
            (Happened::BadAnswer, format!(", but {reason}"))
        } else {
            let happened = match (answer.status, code) {
                (_, Some(RETENTION)) => Happened::Refused,
                (404, None) => Happened::ForeignNotFound,
                (status, _) => Happened::Status(status),
            };
            let code = code.map(|code| format!(" {}", self.show(code, CODE)));
            let message = explanation(&body).map(|message| format!(" ({})", self.show(&message, MESSAGE)));
            (happened, code.unwrap_or_default() + &message.unwrap_or_default())
        };
        Trouble {
            happened,
            details: Box::new(Details {
                kind: Some(kind(happened, code)),
                message: format!("the server answered {}{said}", answer.status),
                status: Some(answer.status),
                code: code.map(|code| self.show(code, CODE)),
                request_id: answer.request_id.map(|id| self.show(&id, REQUEST_ID)),
                body: unreadable.is_none().then(|| {
                    // What is far behind the part that is kept need not be looked through.
                    let begin = &answer.body[..answer.body.len().min(16 * BODY)];
                    let text = String::from_utf8_lossy(begin);
                    let mut body = self.client.with_secrets(|secrets| secrets.scrub(&text));
                    body.truncate(body.floor_char_boundary(BODY));
                    body
                }),
                retry_after: answer.retry_after,
                ..Details::default()
            }),
            advice: None,
        }
    }

    /// A foreign text as it may stand in a message.
    fn show(&self, text: &str, most: usize) -> String {
        cut(&one_line(&self.client.with_secrets(|secrets| secrets.scrub(text))), most)
    }

    /// What the call comes to with this answer, if it is tried once.
    #[cfg(fuzzing)]
    pub(crate) async fn end_with<R: Readable + Record + 'static>(mut self, answer: Answer) -> Result<R> {
        self.attempts = 1;
        match self.accept(answer).await {
            Ok(record) => Ok(record),
            Err(trouble) => Err(self.conclude(trouble).await),
        }
    }

    /// The error that the call ends with.
    async fn conclude(&self, trouble: Trouble) -> Error {
        let unclear = self.operation.effect() == Effect::Delete && outcome::proof(trouble.happened) == Proof::Unknown;
        let evidence = if unclear { Some(self.look().await) } else { None };
        let kind = if unclear { Kind::OutcomeUnknown } else { trouble.kind() };
        let mut details = trouble.details;
        details.message = format!(
            "{} {}: {}; {}",
            self.operation.describe(),
            if unclear { "has an unknown outcome" } else { "failed" },
            details.message,
            trouble.advice.filter(|_| !unclear).unwrap_or_else(|| advice(
                kind,
                trouble.happened,
                evidence,
                self.operation
            )),
        );
        details.kind = Some(kind);
        details.attempts = Some(self.attempts).filter(|&count| count > 0);
        details.retryable = !unclear && retry::may_repeat(self.operation.effect(), trouble.happened);
        details.evidence = evidence;
        Error::from_details(*details)
    }

    /// Looks once at what an unclear delete left behind, if there is time for it.
    async fn look(&self) -> Evidence {
        if self.remaining().is_some_and(|remaining| remaining.is_zero())
            || !Open.enter(self.client, self.remaining()).await
        {
            return Evidence::Unverified;
        }
        match self.operation {
            Operation::DeletePackage { package, .. } => {
                let look = Call { operation: &Operation::PackageStatus(package.clone()), ..*self };
                match look.ask::<PackageStatus>().await {
                    Ok(status) => outcome::package_evidence(Ok(&status)),
                    Err(kind) => outcome::package_evidence(Err(kind)),
                }
            }
            Operation::RescindPackage { package, .. } => {
                let look = Call { operation: &Operation::PackageStatus(package.clone()), ..*self };
                let status = look.ask::<PackageStatus>().await.ok();
                outcome::rescind_evidence(status.as_ref())
            }
            Operation::DeleteVideos { package, video } => {
                let look = Call { operation: &Operation::ListVideos(package.clone()), ..*self };
                let list = look.ask::<PackageVideos>().await.ok();
                outcome::videos_evidence(list.as_ref(), video.as_ref())
            }
            Operation::PackageStatus(_)
            | Operation::GetPackage(_)
            | Operation::ListVideos(_)
            | Operation::ListPackages { .. } => Evidence::Unverified,
        }
    }

    /// One try, without further ones: the record asked for, or the kind of the error that came instead.
    async fn ask<R: Readable + Record + 'static>(&self) -> Result<R, Kind> {
        let request = self.operation.request(self.client.settings().flat_videos_path);
        let mut request = request.map_err(|error| error.kind())?;
        let mut refused = None;
        loop {
            let token = self.client.token(refused.as_ref(), self.deadline).await.map_err(|_| Kind::Configuration)?;
            request.authorization = token.as_ref().map(|token| token.header.clone());
            let number = 1 + u32::from(refused.is_some());
            let (report, result) = self.try_once(&request, number, false).await;
            let status = result.as_ref().ok().map(|answer| answer.status);
            let renew = status == Some(401) && refused.is_none() && token.is_some();
            let result = match result {
                Ok(answer) => self.accept(answer).await,
                Err(trouble) => Err(trouble),
            };
            report.end(result.as_ref().err().map(Trouble::kind), renew);
            if renew {
                refused = token;
                continue;
            }
            return result.map_err(|trouble| trouble.kind());
        }
    }
}

/// Whether the `error` of a body is a code, as the API writes them, and no phrase of a gateway's such as "Not Found".
fn is_code(error: &str) -> bool {
    !error.is_empty() && !error.contains(char::is_whitespace)
}

/// What an error's body says beside the code: the API's `message`, or what a problem of RFC 9457 says, as ASP.NET sends
/// it: `title`, `detail`, and the `errors` of each field.
fn explanation(body: &Value) -> Option<String> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(message) = text("message") {
        return Some(message.to_owned());
    }
    let mut parts: Vec<String> = ["title", "detail"].into_iter().filter_map(text).map(str::to_owned).collect();
    match body.get("errors") {
        Some(Value::Object(fields)) => parts.extend(fields.iter().filter_map(|(name, errors)| {
            let errors = texts(errors);
            (!errors.is_empty()).then(|| format!("{name}: {errors}"))
        })),
        Some(errors) => parts.push(texts(errors)),
        None => {}
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A text, or a list of texts.
fn texts(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// An answer that could not be read in time.
fn unread(answer: &Answer) -> Trouble {
    let message = format!("the server answered {}, but reading it took longer than the limit", answer.status);
    let details = Details { message, status: Some(answer.status), ..Details::default() };
    Trouble { happened: Happened::TimedOut, details: Box::new(details), advice: None }
}

fn no_slot(operation: &Operation) -> Trouble {
    let happened = match operation.effect() {
        Effect::Read => Happened::TimedOut,
        // Nothing was sent.
        Effect::Delete => Happened::ConnectTimeout,
    };
    let message = "requests_per_second leaves no slot within the timeout".to_owned();
    Trouble { happened, details: Box::new(Details { message, ..Details::default() }), advice: None }
}

fn no_token(why: NoToken) -> Result<Trouble> {
    let (happened, message, source) = match why {
        NoToken::Failed(source) => {
            (Happened::NoToken, "the access-token provider failed with an error of its own", Some(source))
        }
        NoToken::Unusable => (
            Happened::NoToken,
            "the access-token provider gave no token: what it gave is empty, or has a space, a line break or another \
             character that a header cannot hold",
            None,
        ),
        NoToken::Ended(Happened::Closed) => (Happened::Closed, "the client was closed meanwhile", None),
        // Nothing was sent.
        NoToken::Ended(_) => (Happened::ConnectTimeout, "the access-token provider gave no token in time", None),
        NoToken::Cancelled(error) => return Err(error),
    };
    let details = Box::new(Details { message: message.to_owned(), source, ..Details::default() });
    Ok(Trouble { happened, details, advice: None })
}

/// The kind of an error: by the exact code, by the code's pattern, by the status (docs/api.md section 2).
fn kind(happened: Happened, code: Option<&str>) -> Kind {
    let code = code.unwrap_or_default();
    match happened {
        Happened::NotConnected | Happened::NoDescriptors => Kind::Connect,
        Happened::NotTrusted => Kind::Tls,
        Happened::ConnectTimeout | Happened::TimedOut => Kind::Timeout,
        Happened::Broken | Happened::Stale | Happened::Garbled => Kind::Transport,
        Happened::BadAnswer => Kind::Response,
        Happened::Refused => Kind::Retention,
        Happened::NoToken | Happened::Closed => Kind::Configuration,
        Happened::Status(401) => Kind::Authentication,
        Happened::Status(429) => Kind::RateLimited,
        Happened::Status(500..=599) => Kind::Server,
        Happened::Status(403) => Kind::PermissionDenied,
        Happened::Status(_) if code.ends_with("_not_authorized") || code.contains("_feature_") => {
            Kind::PermissionDenied
        }
        Happened::Status(400) => Kind::BadRequest,
        Happened::Status(404) => Kind::NotFound,
        Happened::Status(_) | Happened::ForeignNotFound => Kind::Api,
    }
}

/// What to do now.
fn advice(kind: Kind, happened: Happened, evidence: Option<Evidence>, operation: &Operation) -> &'static str {
    let package = matches!(operation, Operation::DeletePackage { .. });
    let rescission = matches!(operation, Operation::RescindPackage { .. });
    match (kind, evidence) {
        (Kind::OutcomeUnknown, Some(Evidence::Absent)) if package => {
            "it was not sent again, and the package answers 404 now: it is gone, or was never to be seen with this key"
        }
        (Kind::OutcomeUnknown, Some(Evidence::Rescinded)) => "it was not sent again, and the package is rescinded now",
        (Kind::OutcomeUnknown, Some(Evidence::Present)) if rescission => {
            "it was not sent again, and the package was not rescinded right after: read its status again later before \
             rescinding it again"
        }
        (Kind::OutcomeUnknown, _) if rescission => {
            "it was not sent again, and could not be verified: read the package's status before rescinding it again"
        }
        (Kind::OutcomeUnknown, Some(Evidence::Absent)) => "it was not sent again, and what was to go is deleted now",
        (Kind::OutcomeUnknown, Some(Evidence::Present)) => {
            "it was not sent again, and what was to go was still there right after: look again later before deleting again"
        }
        (Kind::OutcomeUnknown, _) => {
            "it was not sent again, and could not be verified: look at the server before deleting again"
        }
        _ if happened == Happened::ForeignNotFound => {
            "this is not the API's own 404, and proves nothing: check base_url, down to /api/v1, and what stands before \
             the API"
        }
        (Kind::Configuration, _) if happened == Happened::NoToken => "nothing was done: mend the provider",
        (Kind::Configuration, _) => "make a new one",
        (Kind::Connect, _) => "nothing was sent: check base_url, the network and the proxy",
        (Kind::Tls, _) => "nothing was sent: check the server's certificate, or give its root as ca_file",
        (Kind::Timeout, _) => "try later, or raise timeout, attempt_timeout or connect_timeout",
        (Kind::BadRequest, _) => "check the arguments",
        (Kind::Authentication, _) => {
            "check the key or token and its instance (some proxies drop the header api_key for its underscore)"
        }
        (Kind::PermissionDenied, _) => "the key's owner may not do this",
        (Kind::NotFound, _) => "it does not exist, or the key's owner may not see it",
        (Kind::Retention, _) => "a retention policy forbids it: wait, or override retention deliberately",
        (Kind::RateLimited, _) => "send fewer requests (requests_per_second), or try later",
        (Kind::Transport | Kind::Server, _) => "try later",
        (Kind::Response, _) => "check that base_url is the API's",
        _ => "see the vendor's documentation of this status",
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A message is one line, whatever the server wrote.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}
