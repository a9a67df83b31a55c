//! One call from beginning to end: attempts, waits, and the follow-up check after an unclear deletion or rescission, all
//! within one deadline.

mod advice;
mod attempts;
mod response;
mod unsent;

use tokio::time::Instant;

use self::advice::advice;
use self::attempts::Attempts;
use crate::client::Client;
use crate::error::{Error, Evidence, Kind, Result};
use crate::failure::Failure;
#[cfg(feature = "audit")]
use crate::limiter::Limiter;
use crate::limiter::Permits;
use crate::operation::{Operation, Server};
use crate::outcome::{self, Proof};
use crate::retry::{self, Effect};
#[cfg(fuzzing)]
use crate::transport::Answer;

pub(crate) struct Call<'a, O> {
    client: &'a Client,
    operation: &'a O,
    attempts: Attempts<'a>,
}

impl<'a, O: Operation> Call<'a, O> {
    pub(crate) fn new(client: &'a Client, operation: &'a O) -> Self {
        Self { client, operation, attempts: Attempts::new(client, O::NAME, O::EFFECT, client.settings().deadline()) }
    }

    /// The same, within the time of a larger whole.
    pub(crate) fn until(mut self, deadline: Option<Instant>) -> Self {
        self.attempts.deadline = deadline;
        self
    }

    /// Makes attempts until there is an answer, or an error that no retry can fix.
    pub(crate) async fn run(mut self) -> Result<O::Answer> {
        self.run_with(self.client.pacer()).await
    }

    /// How often the request was sent so far.
    #[cfg(feature = "cleanup")]
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts.made
    }

    /// The same, with permits for its attempts.
    pub(crate) async fn run_with(&mut self, permits: &impl Permits) -> Result<O::Answer> {
        // An id stands in URLs and messages, for everybody to read.
        let mut ids = self.operation.package().into_iter().chain(self.operation.video());
        if self.client.with_secrets(|secrets| ids.any(|id| secrets.are_in(id.as_str()))) {
            return Err(Error::invalid_argument("an id has this client's own key in it; nothing was sent"));
        }
        let mut request = self.operation.request()?;
        loop {
            let (sent, answer) = match self.attempts.next(&mut request, permits).await? {
                Ok(sent) => sent,
                Err(failure) => return Err(self.conclude(failure).await),
            };
            let accepted = match answer {
                Ok(answer) => self.accept(answer).await,
                Err(failure) => Err(failure),
            };
            let failure = match accepted {
                Ok(record) => {
                    sent.succeeded(permits);
                    return Ok(record);
                }
                Err(failure) => failure,
            };
            if let Some(last) = self.attempts.failed(sent, failure, permits).await {
                return Err(self.conclude(last).await);
            }
        }
    }

    /// What the call comes to with this answer, if it is tried once.
    #[cfg(fuzzing)]
    pub(crate) async fn end_with(mut self, answer: Answer) -> Result<O::Answer> {
        self.attempts.made = 1;
        match self.accept(answer).await {
            Ok(record) => Ok(record),
            Err(failure) => Err(self.conclude(failure).await),
        }
    }

    /// The error that the call ends with.
    async fn conclude(&self, failure: Failure) -> Error {
        let unclear = O::EFFECT == Effect::Irreversible && outcome::proof(failure.cause) == Proof::Unknown;
        let evidence = if unclear { Some(self.follow_up().await) } else { None };
        let (kind, end, advice) = if let Some(evidence) = evidence {
            (Kind::OutcomeUnknown, "has an unknown outcome", O::advice(evidence))
        } else {
            let kind = failure.kind();
            (kind, "failed", failure.advice.unwrap_or_else(|| advice(kind, failure.cause)))
        };
        let mut details = failure.details;
        details.message = format!("{} {end}: {}; {advice}", self.operation.describe(), details.message);
        details.kind = Some(kind);
        details.attempts = Some(self.attempts.made).filter(|&count| count > 0);
        details.retryable = !unclear && retry::may_repeat(O::EFFECT, failure.cause);
        details.evidence = evidence;
        Error::from_details(*details)
    }

    /// Checks once what an unclear change left behind, if there is time for it.
    async fn follow_up(&self) -> Evidence {
        let remaining = self.attempts.remaining();
        if remaining.is_some_and(|remaining| remaining.is_zero()) || !self.client.pacer().acquire(remaining).await {
            return Evidence::Unverified;
        }
        // Large, and seldom needed.
        Box::pin(self.operation.follow_up(self)).await
    }

    /// One attempt, without further ones, but for another token.
    async fn ask(&mut self) -> Result<O::Answer, Kind> {
        let mut request = self.operation.request().map_err(|error| error.kind())?;
        loop {
            let (sent, answer) = self.attempts.send(&mut request, false).await.map_err(|_| Kind::Configuration)?;
            let accepted = match answer {
                Ok(answer) => self.accept(answer).await,
                Err(failure) => Err(failure),
            };
            let cause = accepted.as_ref().err().map(|failure| failure.cause);
            let renews = self.attempts.renews_token(&sent, cause);
            sent.report.end(accepted.as_ref().err().map(Failure::kind), renews);
            if !renews {
                return accepted.map_err(|failure| failure.kind());
            }
        }
    }
}

/// Makes a call with the permits of a limiter, and counts its attempts.
#[cfg(feature = "audit")]
pub(crate) async fn limited<O: Operation>(
    client: &Client,
    limiter: &Limiter,
    operation: &O,
    attempts: &mut u32,
) -> Result<O::Answer> {
    let permit = limiter.acquire(client.pacer()).await;
    let permit = permit.map_err(|refusal| refusal.into_error(&operation.describe(), client.settings().timeout))?;
    let mut call = Call::new(client, operation);
    let result = call.run_with(&permit).await;
    *attempts += call.attempts.made;
    limiter.on_outcome(&result);
    result
}

/// The follow-up check is part of the call: within its deadline.
impl<O: Operation> Server for Call<'_, O> {
    async fn read<R: Operation>(&self, operation: &R) -> Result<R::Answer, Kind> {
        Call::new(self.client, operation).until(self.attempts.deadline).ask().await
    }
}
