//! One download from beginning to end: the list, the attempts, the file.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::LOCATION;
use reqwest::{Response, Url};
use tokio::time::Instant;

use super::VideoFile;
use super::error::{VideoSource, failure};
use super::file::{Part, Writer};
use super::hosts::Hosts;
use super::request;
use super::resume::{self, Head, Verdict, Wanted};
use super::target::Target;
use crate::attempt::Report;
use crate::client::Client;
use crate::error::{Error, Kind, Result};
use crate::failure::Failure;
use crate::id::Id;
use crate::model::{Video, VideoState};
use crate::retry::{self, Cause, Clock, Decision, Effect};

/// How many redirects are followed.
const REDIRECTS: usize = 3;
/// An attempt that brought this many bytes does not count as a failure.
const PROGRESS: u64 = 64 << 10;
/// `timeout` is the limit for each part of this length.
const STRETCH: u64 = 1 << 20;
/// The shortest interval between reports of progress.
const TELL: Duration = Duration::from_millis(40);
/// The interval between reports while nothing arrives.
const WAITING: Duration = Duration::from_millis(500);

/// How an attempt ended that did not complete the video.
enum Ended {
    /// With an error of another kind than those of an attempt: it ends the download.
    Final(Error),
    /// The URL does not work.
    Expired(Failure),
    /// The retry rule decides whether another attempt follows.
    Failed(Failure),
}

pub(super) struct Transfer<'a> {
    source: VideoSource<'a>,
    progress: &'a (dyn Fn(u64, u64) + Send + Sync),
    told: Option<Instant>,
    hosts: Arc<Hosts>,
    attempts: u32,
    /// The time limit of the current part.
    deadline: Option<Instant>,
    /// Where it began.
    stretch: u64,
    /// The largest number of bytes so far.
    most: u64,
    content_type: Option<String>,
}

/// What the API lists.
struct Listed {
    url: Url,
    size: u64,
}

impl<'a> Transfer<'a> {
    pub(super) fn new(
        client: &'a Client,
        package: &'a Id,
        video: &'a Id,
        progress: &'a (dyn Fn(u64, u64) + Send + Sync),
    ) -> Self {
        Self {
            source: VideoSource { client, package, video },
            progress,
            told: None,
            hosts: Arc::new(Hosts::new(&client.settings().base_url)),
            attempts: 0,
            deadline: client.settings().deadline(),
            stretch: 0,
            most: 0,
            content_type: None,
        }
    }

    pub(super) async fn run(mut self, target: &Target) -> Result<VideoFile> {
        let source = self.source;
        let no_file = |failed| source.no_file(&failed);
        // Before anything is sent.
        target.check_free().map_err(no_file)?;
        let writer = Writer::start(Part::open(&target.part()).map_err(no_file)?).map_err(no_file)?;
        // Since the part is locked, no other process can have published it.
        target.check_free().map_err(no_file)?;
        let tls = source.client.video_tls()?;
        let mut listed = self.list().await?;
        let mut wanted = Wanted { size: listed.size, offset: 0, validator: None };
        let mut failures = 0;
        let mut renewed = false;
        loop {
            let before = self.most;
            let ended = match self.attempt(&tls, &listed.url, &mut wanted, &writer).await {
                Ok(()) => break,
                Err(ended) => ended,
            };
            if self.most >= before + PROGRESS {
                (failures, renewed) = (0, false);
            }
            let failure = match ended {
                Ended::Final(error) => return Err(error),
                Ended::Expired(_) if !renewed => {
                    renewed = true;
                    listed = self.list().await?;
                    if listed.size != wanted.size {
                        wanted = Wanted { size: listed.size, offset: 0, validator: None };
                        writer.start_over().map_err(no_file)?;
                    }
                    continue;
                }
                Ended::Expired(failure) | Ended::Failed(failure) => failure,
            };
            failures += 1;
            let remaining = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let clock = Clock { remaining, retry_after: failure.details.retry_after, chance: fastrand::f64() };
            let retries = source.client.settings().max_retries;
            match retry::decide(Effect::Read, failures, retries, failure.cause, clock) {
                Decision::Again(pause) => source.client.pacer().wait(pause).await,
                Decision::Stop => return Err(source.failed(failure, self.attempts)),
            }
        }
        let path = target.path(self.content_type.as_deref());
        let sha256 = match source.client.until(None, writer.publish(&path)).await {
            Ok(published) => published.map_err(no_file)?,
            Err(cause) => return Err(source.failed(self.ended(cause), self.attempts)),
        };
        (self.progress)(wanted.size, wanted.size);
        Ok(VideoFile { path, bytes: wanted.size, sha256, content_type: self.content_type })
    }

    /// Finds the video in the list of its package.
    async fn list(&mut self) -> Result<Listed> {
        let source = self.source;
        let list = match source.client.until(self.deadline, source.client.list_videos(source.package)).await {
            Ok(list) => list?,
            Err(cause) => return Err(source.failed(self.ended(cause), self.attempts)),
        };
        let mut videos = list.videos.iter().flatten();
        let Some(video) = videos.find(|video| source.video.matches(video.meeting_video_id.as_deref())) else {
            return Err(source.unfit(
                Kind::InvalidArgument,
                "the package lists no such video",
                "list the videos of the package",
            ));
        };
        self.fit(video)
    }

    /// What is needed of a listed video.
    fn fit(&self, video: &Video) -> Result<Listed> {
        let wrong = |reason: &str| self.source.unfit(Kind::Response, reason, "nothing was saved");
        if video.state != Some(VideoState::Archived) {
            let state = video.state.as_ref().map_or("unknown", VideoState::as_str);
            let state: String = state.chars().take(60).collect();
            let reason = format!("its state is {state}, and only an archived video can be saved");
            return Err(self.source.unfit(Kind::InvalidArgument, &reason, "wait until it is archived"));
        }
        let Some(url) = video.url.as_ref().map(crate::Secret::expose).filter(|url| !url.is_empty()) else {
            return Err(wrong("it is archived, but listed without a url"));
        };
        let url = Url::parse(url).map_err(|_| wrong("the url in the list cannot be read"))?;
        let size = video.size.and_then(|size| u64::try_from(size).ok());
        let size = size.ok_or_else(|| wrong("it is listed without a size"))?;
        Ok(Listed { url, size })
    }

    /// Requests the missing part once, over all redirects.
    async fn attempt(
        &mut self,
        tls: &rustls::ClientConfig,
        url: &Url,
        wanted: &mut Wanted,
        writer: &Writer,
    ) -> Result<(), Ended> {
        if wanted.offset > 0 && !wanted.resumes() {
            self.start_over(wanted, writer)?;
        }
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            let response = self.ask(tls, &url, wanted).await?;
            let head = request::head(&response);
            match resume::judge(wanted, &head) {
                Verdict::Replace if wanted.offset > 0 => self.start_over(wanted, writer)?,
                Verdict::Append | Verdict::Replace => {}
                Verdict::Redirect => {
                    url = follow(&url, &response)?;
                    continue;
                }
                Verdict::StartOver(reason) => {
                    self.start_over(wanted, writer)?;
                    return Err(Ended::Failed(failure(Cause::Broken, reason)));
                }
                Verdict::Expired => return Err(Ended::Expired(refused(&head))),
                Verdict::Later => return Err(Ended::Failed(refused(&head))),
                Verdict::Refuse(reason) => {
                    let cause =
                        if matches!(head.status, 200 | 206) { Cause::BadAnswer } else { Cause::Status(head.status) };
                    let mut failure = failure(cause, reason);
                    failure.details.status = Some(head.status);
                    return Err(Ended::Failed(failure));
                }
            }
            wanted.validator =
                resume::validator(&head).or_else(|| wanted.validator.take().filter(|_| wanted.offset > 0));
            self.content_type = head.content_type;
            return self.receive(response, wanted, writer).await;
        }
        let reason = format!("the video host redirected more than {REDIRECTS} times");
        Err(Ended::Failed(failure(Cause::BadAnswer, reason)))
    }

    /// Sends one request, if the rules allow its host.
    async fn ask(&mut self, tls: &rustls::ClientConfig, url: &Url, wanted: &Wanted) -> Result<Response, Ended> {
        let client = self.source.client;
        match client.until(self.limit(), self.hosts.check(url)).await {
            Ok(Ok(())) => {}
            Ok(Err(forbidden)) => return Err(Ended::Failed(failure(Cause::Refused, forbidden.to_string()))),
            Err(cause) => return Err(Ended::Failed(self.ended(cause))),
        }
        let http = request::http_client(client, tls, &self.hosts, url).map_err(Ended::Final)?;
        self.attempts += 1;
        // The path opens the video.
        let observer = client.settings().observer.as_ref();
        let mut report = Report::begin(observer, "download_video", "GET", "(video)", self.attempts);
        let result = client.until(self.limit(), request::send(&http, url, wanted)).await;
        let result = result.unwrap_or_else(|cause| Err(self.ended(cause)));
        match &result {
            Ok(response) => report.answered(response.status().as_u16(), || None),
            Err(failure) => report.failed(&client.with_secrets(|all| all.scrub(&failure.details.message))),
        }
        report.end(result.as_ref().err().map(Failure::kind), false);
        result.map_err(Ended::Failed)
    }

    /// Receives a body.
    async fn receive(&mut self, mut response: Response, wanted: &mut Wanted, writer: &Writer) -> Result<(), Ended> {
        let client = self.source.client;
        loop {
            let chunk = match self.next_chunk(&mut response, wanted).await {
                Ok(Ok(Some(chunk))) => chunk,
                Ok(Ok(None)) if wanted.offset == wanted.size => return Ok(()),
                Ok(Ok(None)) => return Err(Ended::Failed(failure(Cause::Broken, "the body ended early"))),
                Ok(Err(error)) => return Err(Ended::Failed(request::classify(&error))),
                Err(cause) => return Err(Ended::Failed(self.ended(cause))),
            };
            let count = chunk.len() as u64;
            if count > wanted.size - wanted.offset {
                let reason = "the video host sent more bytes than it said";
                return Err(Ended::Failed(failure(Cause::BadAnswer, reason)));
            }
            match client.until(None, writer.write(chunk)).await {
                Ok(Ok(())) => {}
                Ok(Err(failed)) => return Err(Ended::Final(self.source.no_file(&failed))),
                Err(cause) => return Err(Ended::Failed(self.ended(cause))),
            }
            wanted.offset += count;
            self.most = self.most.max(wanted.offset);
            if self.most >= self.stretch + STRETCH {
                self.stretch = self.most;
                self.deadline = client.settings().deadline();
            }
            self.tell(wanted.offset, wanted.size);
        }
    }

    /// Waits for the next part of the body, and reports progress meanwhile.
    async fn next_chunk(
        &mut self,
        response: &mut Response,
        wanted: &Wanted,
    ) -> Result<reqwest::Result<Option<Bytes>>, Cause> {
        let (client, limit) = (self.source.client, self.limit());
        loop {
            let pause = Instant::now() + WAITING;
            match client.until(Some(limit.map_or(pause, |limit| limit.min(pause))), response.chunk()).await {
                Err(Cause::TimedOut) if limit.is_none_or(|limit| pause < limit) => {
                    self.tell(wanted.offset, wanted.size);
                }
                result => return result,
            }
        }
    }

    fn start_over(&mut self, wanted: &mut Wanted, writer: &Writer) -> Result<(), Ended> {
        writer.start_over().map_err(|failed| Ended::Final(self.source.no_file(&failed)))?;
        (wanted.offset, wanted.validator) = (0, None);
        self.tell(0, wanted.size);
        Ok(())
    }

    fn tell(&mut self, bytes: u64, of: u64) {
        let now = Instant::now();
        if self.told.is_none_or(|told| now - told >= TELL) {
            self.told = Some(now);
            (self.progress)(bytes, of);
        }
    }

    /// The time limit of the next step.
    fn limit(&self) -> Option<Instant> {
        self.source.client.settings().attempt_ends(Instant::now(), self.deadline)
    }

    /// The failure that the end of a wait is.
    fn ended(&self, cause: Cause) -> Failure {
        let reason = match cause {
            Cause::Closed => "the client was closed meanwhile",
            _ if self.deadline.is_some_and(|deadline| deadline <= Instant::now()) => {
                "it did not end within the limit (timeout)"
            }
            _ => "nothing came within the limit (attempt_timeout)",
        };
        failure(cause, reason)
    }
}

/// Where a redirect leads.
fn follow(url: &Url, response: &Response) -> Result<Url, Ended> {
    let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
    location
        .and_then(|location| url.join(location).ok())
        .ok_or_else(|| Ended::Failed(failure(Cause::BadAnswer, "the video host redirected without a Location")))
}

/// A response that is no video.
fn refused(head: &Head) -> Failure {
    let mut failure = failure(Cause::Status(head.status), format!("the video host answered {}", head.status));
    failure.details.status = Some(head.status);
    failure.details.retry_after = head.retry_after;
    failure
}
