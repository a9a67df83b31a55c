//! The attempts of a call: their permits, tokens, reports and waits.
//!
//! Apart from [`Call`](super::Call), which is compiled for every operation: of these only the request differs.

use std::time::Duration;

use tokio::time::Instant;

use super::response::{MESSAGE, REQUEST_ID, show};
use super::unsent::{no_slot, no_token};
use crate::attempt::Report;
use crate::client::Client;
use crate::error::Result;
use crate::failure::Failure;
use crate::limiter::Permits;
use crate::retry::{self, Cause, Clock, Decision, Effect};
use crate::token::{NoToken, Token};
use crate::transport::{Answer, Request};

pub(super) struct Attempts<'a> {
    client: &'a Client,
    name: &'static str,
    effect: Effect,
    pub(super) deadline: Option<Instant>,
    /// How often the request was sent.
    pub(super) made: u32,
    last: Option<Failure>,
    /// The token that a 401 was the answer to.
    refused: Option<Token>,
}

/// An attempt that was made.
pub(super) struct Sent<'r> {
    at: Instant,
    token: Option<Token>,
    pub(super) report: Report<'r>,
}

impl Sent<'_> {
    /// Its answer is the one that was asked for.
    pub(super) fn succeeded(self, permits: &impl Permits) {
        permits.on_response(self.at, None, None);
        self.report.end(None, false);
    }
}

impl<'a> Attempts<'a> {
    pub(super) fn new(client: &'a Client, name: &'static str, effect: Effect, deadline: Option<Instant>) -> Self {
        Self { client, name, effect, deadline, made: 0, last: None, refused: None }
    }

    /// Makes an attempt as soon as there is a permit for it; or the failure that the call ends with.
    pub(super) async fn next<'r>(
        &mut self,
        request: &'r mut Request,
        permits: &impl Permits,
    ) -> Result<Result<(Sent<'r>, Result<Answer, Failure>), Failure>>
    where
        'a: 'r,
    {
        if !permits.acquire(self.remaining()).await {
            // No slot before the deadline: what stands is the last attempt, if there was one.
            return Ok(Err(self.last.take().unwrap_or_else(|| no_slot(self.effect))));
        }
        // Among kept connections a dead one is seldom alone: the next attempt has one of its own.
        let alone = self.last.as_ref().is_some_and(|failure| failure.cause == Cause::Stale);
        match self.send(request, alone).await {
            Ok(sent) => Ok(Ok(sent)),
            Err(why) => no_token(why).map(Err),
        }
    }

    /// Sends the request once, with the token of this moment.
    pub(super) async fn send<'r>(
        &mut self,
        request: &'r mut Request,
        alone: bool,
    ) -> Result<(Sent<'r>, Result<Answer, Failure>), NoToken>
    where
        'a: 'r,
    {
        let token = self.client.token(self.refused.as_ref(), self.deadline).await?;
        request.authorization = token.as_ref().map(|token| token.header.clone());
        self.made += 1;
        let request: &'r Request = request;
        let at = Instant::now();
        let observer = self.client.settings().observer.as_ref();
        let mut report = Report::begin(observer, self.name, request.method(), &request.path, self.made);
        let mut result = self.client.send(request, alone, self.attempt_ends(at)).await;
        match &mut result {
            Ok(answer) => report
                .answered(answer.status, || answer.request_id.as_deref().map(|id| show(self.client, id, REQUEST_ID))),
            Err(failure) => {
                // It may repeat what came from outside, such as the names in a certificate.
                failure.details.message = show(self.client, &failure.details.message, MESSAGE);
                report.failed(&failure.details.message);
            }
        }
        Ok((Sent { at, token, report }, result))
    }

    /// Waits until another attempt may follow this one; or the failure that the call ends with.
    pub(super) async fn failed(&mut self, sent: Sent<'_>, failure: Failure, permits: &impl Permits) -> Option<Failure> {
        if failure.cause == Cause::NoDescriptors && permits.wait_for_descriptors(self.remaining()).await {
            // Nothing was tried: it is to be tried when there are fewer requests at once.
            sent.report.end(Some(failure.kind()), true);
            self.made -= 1;
            return None;
        }
        let retry_after = failure.details.retry_after;
        permits.on_response(sent.at, Some(failure.cause), retry_after);
        if self.renews_token(&sent, Some(failure.cause)) {
            sent.report.end(Some(failure.kind()), true);
            self.last = Some(failure);
            return None;
        }
        let clock = Clock { remaining: self.remaining(), retry_after, chance: fastrand::f64() };
        // The attempt that found the token refused is none of those that `max_retries` counts.
        let attempt = self.made - u32::from(self.refused.is_some());
        let retries = self.client.settings().max_retries;
        let decision = retry::decide(self.effect, attempt, retries, failure.cause, clock);
        sent.report.end(Some(failure.kind()), matches!(decision, Decision::Again(_)));
        match decision {
            Decision::Again(wait) => self.client.pacer().wait(wait).await,
            Decision::Stop => return Some(failure),
        }
        self.last = Some(failure);
        None
    }

    /// Whether the attempt is to be made once more with another token: a 401 proves that nothing was done.
    pub(super) fn renews_token(&mut self, sent: &Sent<'_>, cause: Option<Cause>) -> bool {
        let renews = cause == Some(Cause::Status(401)) && self.refused.is_none() && sent.token.is_some();
        if renews {
            self.refused.clone_from(&sent.token);
        }
        renews
    }

    pub(super) fn remaining(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// When an attempt must have ended that begins at an instant.
    pub(super) fn attempt_ends(&self, begins: Instant) -> Option<Instant> {
        self.client.settings().attempt_ends(begins, self.deadline)
    }
}
