//! One call from beginning to end: attempts, waits, and the follow-up check after an unclear delete, all within one
//! deadline.

mod advice;
mod response;
mod unsent;

use std::time::Duration;

use tokio::time::Instant;

use self::advice::advice;
use self::response::{MESSAGE, REQUEST_ID, show};
use self::unsent::{no_slot, no_token};
use crate::attempt::Report;
use crate::client::Client;
use crate::error::{Error, Evidence, Kind, Result};
use crate::failure::Failure;
#[cfg(feature = "audit")]
use crate::limiter::Limiter;
use crate::limiter::Permits;
use crate::operation::{Operation, Server};
use crate::outcome::{self, Proof};
use crate::retry::{self, Cause, Clock, Decision, Effect};
use crate::token::Token;
use crate::transport::{Answer, Request};

pub(crate) struct Call<'a, O> {
    client: &'a Client,
    operation: &'a O,
    deadline: Option<Instant>,
    attempts: u32,
}

impl<'a, O: Operation> Call<'a, O> {
    pub(crate) fn new(client: &'a Client, operation: &'a O) -> Self {
        let deadline = client.settings().timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        Self { client, operation, deadline, attempts: 0 }
    }

    /// The same, within the time of a larger whole.
    pub(crate) fn until(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    /// Makes attempts until there is an answer, or an error that no retry can fix.
    pub(crate) async fn run(mut self) -> Result<O::Answer> {
        self.run_with(self.client.pacer()).await
    }

    /// How often the request was sent so far.
    #[cfg(feature = "cleanup")]
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The same, with permits for its attempts.
    pub(crate) async fn run_with(&mut self, permits: &impl Permits) -> Result<O::Answer> {
        // An id stands in URLs and messages, for everybody to read.
        let mut ids = self.operation.package().into_iter().chain(self.operation.video());
        if self.client.with_secrets(|secrets| ids.any(|id| secrets.are_in(id.as_str()))) {
            return Err(Error::invalid_argument("an id has this client's own key in it; nothing was sent"));
        }
        let mut request = self.operation.request()?;
        let mut last: Option<Failure> = None;
        // The token that a 401 was the answer to.
        let mut refused: Option<Token> = None;
        loop {
            if !permits.acquire(self.remaining()).await {
                // No slot before the deadline: what stands is the last attempt, if there was one.
                return Err(self.conclude(last.unwrap_or_else(|| no_slot(O::EFFECT))).await);
            }
            let token = match self.client.token(refused.as_ref(), self.deadline).await {
                Ok(token) => token,
                Err(why) => return Err(self.conclude(no_token(why)?).await),
            };
            request.authorization = token.as_ref().map(|token| token.header.clone());
            self.attempts += 1;
            // Among kept connections a dead one is seldom alone: the next attempt has one of its own.
            let alone = last.as_ref().is_some_and(|failure| failure.cause == Cause::Stale);
            let sent = Instant::now();
            let (report, result) = self.try_once(&request, self.attempts, alone).await;
            let accepted = match result {
                Ok(answer) => self.accept(answer).await,
                Err(failure) => Err(failure),
            };
            let failed = match accepted {
                Ok(record) => {
                    permits.on_response(sent, None, None);
                    report.end(None, false);
                    return Ok(record);
                }
                Err(failure) => failure,
            };
            if failed.cause == Cause::NoDescriptors && permits.wait_for_descriptors(self.remaining()).await {
                // Nothing was tried: it is to be tried when there are fewer requests at once.
                report.end(Some(failed.kind()), true);
                self.attempts -= 1;
                continue;
            }
            permits.on_response(sent, Some(failed.cause), failed.details.retry_after);
            // A 401 proves that nothing was done.
            if failed.cause == Cause::Status(401) && refused.is_none() && token.is_some() {
                refused = token;
                report.end(Some(failed.kind()), true);
                last = Some(failed);
                continue;
            }
            let clock =
                Clock { remaining: self.remaining(), retry_after: failed.details.retry_after, chance: fastrand::f64() };
            // The attempt that found the token refused is none of those that `max_retries` counts.
            let attempt = self.attempts - u32::from(refused.is_some());
            let retries = self.client.settings().max_retries;
            let decision = retry::decide(O::EFFECT, attempt, retries, failed.cause, clock);
            report.end(Some(failed.kind()), matches!(decision, Decision::Again(_)));
            match decision {
                Decision::Again(wait) => self.client.pacer().wait(wait).await,
                Decision::Stop => return Err(self.conclude(failed).await),
            }
            last = Some(failed);
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
    ) -> (Report<'r>, Result<Answer, Failure>) {
        let observer = self.client.settings().observer.as_ref();
        let mut report = Report::begin(observer, O::NAME, request.method(), &request.path, attempt);
        let mut result = self.client.send(request, alone, self.attempt_ends(Instant::now())).await;
        match &mut result {
            Ok(answer) => report
                .answered(answer.status, || answer.request_id.as_deref().map(|id| show(self.client, id, REQUEST_ID))),
            Err(failure) => {
                // It may repeat what came from outside, such as the names in a certificate.
                failure.details.message = show(self.client, &failure.details.message, MESSAGE);
                report.failed(&failure.details.message);
            }
        }
        (report, result)
    }

    /// What the call comes to with this answer, if it is tried once.
    #[cfg(fuzzing)]
    pub(crate) async fn end_with(mut self, answer: Answer) -> Result<O::Answer> {
        self.attempts = 1;
        match self.accept(answer).await {
            Ok(record) => Ok(record),
            Err(failure) => Err(self.conclude(failure).await),
        }
    }

    /// The error that the call ends with.
    async fn conclude(&self, failure: Failure) -> Error {
        let unclear = O::EFFECT == Effect::Delete && outcome::proof(failure.cause) == Proof::Unknown;
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
        details.attempts = Some(self.attempts).filter(|&count| count > 0);
        details.retryable = !unclear && retry::may_repeat(O::EFFECT, failure.cause);
        details.evidence = evidence;
        Error::from_details(*details)
    }

    /// Checks once what an unclear change left behind, if there is time for it.
    async fn follow_up(&self) -> Evidence {
        if self.remaining().is_some_and(|remaining| remaining.is_zero())
            || !self.client.pacer().acquire(self.remaining()).await
        {
            return Evidence::Unverified;
        }
        // Large, and seldom needed.
        Box::pin(self.operation.follow_up(self)).await
    }

    /// One attempt, without further ones.
    async fn ask(&self) -> Result<O::Answer, Kind> {
        let mut request = self.operation.request().map_err(|error| error.kind())?;
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
                Err(failure) => Err(failure),
            };
            report.end(result.as_ref().err().map(Failure::kind), renew);
            if renew {
                refused = token;
                continue;
            }
            return result.map_err(|failure| failure.kind());
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
    *attempts += call.attempts;
    limiter.on_outcome(&result);
    result
}

/// The follow-up check is part of the call: within its deadline.
impl<O: Operation> Server for Call<'_, O> {
    async fn read<R: Operation>(&self, operation: &R) -> Result<R::Answer, Kind> {
        Call { client: self.client, operation, deadline: self.deadline, attempts: 0 }.ask().await
    }
}
