//! The steps that read foreign bytes, each by itself: for the targets in `fuzz/`, which set `cfg(fuzzing)`.

use std::ffi::OsString;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use http::header::{CONTENT_ENCODING, HeaderValue};
use reqwest::Url;

use crate::audit::Row;
use crate::audit::tables::{Assembler, Builder, Layout, Tables};
use crate::call::Call;
use crate::config::Credentials;
use crate::drift::{DriftCounts, Findings};
use crate::model::{Package, PackagePage, PackageStatus, PackageVideos, Record, RescindedPackage};
use crate::operation::{
    DeleteAllVideos, DeletePackage, DeleteVideo, GetPackage, GetStatus, ListPackages, ListVideos, Operation,
    RescindPackage,
};
use crate::proxy::Proxies;
use crate::retry::{Cause, Clock, Decision, Effect, decide, parse_retry_after};
use crate::secret::{Secret, Secrets};
use crate::transport::{Answer, Body, url};
use crate::walk::{Next, Page, Walk};
use crate::{Client, Config, DeleteOptions, Drift, Error, Filters, Id, RescindOptions, Result};

/// What a server sends back.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// The header `X-Request-Id`.
    pub request_id: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// What the status of a package comes to.
pub fn package_status(client: &Client, package: &Id, sent: Sent<'_>) -> Result<PackageStatus> {
    end(client, &GetStatus(package), sent)
}

/// What a package as a whole comes to.
pub fn get_package(client: &Client, package: &Id, sent: Sent<'_>) -> Result<Package> {
    end(client, &GetPackage(package), sent)
}

/// What the rescission of a package comes to.
pub fn rescind_package(client: &Client, package: &Id, sent: Sent<'_>) -> Result<RescindedPackage> {
    let options = RescindOptions::default();
    end(client, &RescindPackage { package_id: package, options: &options }, sent)
}

/// What the list of a package's videos comes to.
pub fn list_videos(client: &Client, package: &Id, sent: Sent<'_>) -> Result<PackageVideos> {
    end(client, &ListVideos(package), sent)
}

/// What a page of the package list comes to.
pub fn package_page(client: &Client, sent: Sent<'_>) -> Result<PackagePage> {
    end(client, &ListPackages { filters: &Filters::default(), take: 100, skip: 0 }, sent)
}

/// What the deletion of a package comes to.
pub fn delete_package(client: &Client, package: &Id, sent: Sent<'_>) -> Result<PackageVideos> {
    let options = DeleteOptions::default();
    end(client, &DeletePackage { package_id: package, options }, sent)
}

/// The client's `timeout` must have passed: then there is no follow-up check, and nothing to wait for.
fn end<O: Operation>(client: &Client, operation: &O, sent: Sent<'_>) -> Result<O::Answer> {
    let answer = Answer {
        status: sent.status,
        retry_after: sent.retry_after.and_then(|text| parse_retry_after(text, SystemTime::now())),
        request_id: sent.request_id.map(str::to_owned),
        body: sent.body.to_vec(),
    };
    let call = pin!(Call::new(client, operation).end_with(answer));
    match call.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Error::internal("the call waits for something")),
    }
}

/// Where a record differs from what is documented.
pub fn drift(record: &dyn Record) -> Vec<Drift> {
    let counts = DriftCounts::default();
    counts.add(&Findings::of(record, false));
    counts.list()
}

/// A page of a list: its ids, `total`, and where it begins as the server says.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The ids of the packages, in the list's order.
    pub ids: Vec<String>,
    /// How many packages there are, as the server says.
    pub total: Option<u64>,
    /// Where the page begins, as the server says.
    pub skip: Option<u64>,
}

/// Walks through a list that `page` serves, given `take` and `skip`: the ids that are yielded, and why they may not be
/// all.  `None` from `page` ends it.
pub fn walk(
    page_size: u32,
    mut page: impl FnMut(u32, u64) -> Option<ListPage>,
) -> Option<(Vec<String>, Option<String>)> {
    let mut walk = Walk::new(page_size);
    let mut yielded = Vec::new();
    loop {
        let (take, skip) = match walk.next() {
            Next::Ask { take, skip } => (*take, *skip),
            Next::End => return Some((yielded, None)),
            Next::Incomplete(reason) => return Some((yielded, Some(reason.clone()))),
        };
        let ListPage { ids, total, skip } = page(take, skip)?;
        let page = Page { ids: ids.into_iter().map(Some).collect(), total, skip };
        let fresh = walk.receive(&page);
        yielded.extend(fresh.into_iter().filter_map(|at| page.ids[at].clone()));
    }
}

/// The tables of an audit of one package, with the facts of an instant in microseconds since 1970-01-01T00:00:00Z.
pub fn tables(layout: &Arc<Layout>, row: &Row, as_of_us: i64) -> Result<Tables> {
    let mut builder = Builder::new(layout.clone(), as_of_us, 1);
    builder.push(0, row);
    let mut tables = Assembler::new(layout.clone());
    tables.add(builder.finish())?;
    tables.finish(None, None)
}

/// How long `Retry-After` asks to wait.
pub fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    parse_retry_after(text, now)
}

/// After which wait a request is sent again that was answered by this status.
pub fn again(
    irreversible: bool,
    (attempt, max_retries): (u32, u32),
    status: u16,
    (remaining, retry_after): (Option<Duration>, Option<Duration>),
    chance: f64,
) -> Option<Duration> {
    let effect = if irreversible { Effect::Irreversible } else { Effect::Read };
    match decide(effect, attempt, max_retries, Cause::Status(status), Clock { remaining, retry_after, chance }) {
        Decision::Again(wait) => Some(wait),
        Decision::Stop => None,
    }
}

/// What options come to.
#[derive(Debug)]
pub struct Settled {
    /// Where requests go, as it was given.
    pub base_url: String,
    /// The header that opens the account.
    pub header: (String, Vec<u8>),
    /// Whether videos are deleted by the flat path.
    pub flat_videos_path: bool,
}

/// Checks options.
pub fn settle(config: &Config, environment: impl Fn(&str) -> Option<OsString>) -> Result<Settled> {
    let settings = config.settle(environment)?;
    let Credentials::Fixed { header: (name, value), .. } = &settings.credentials else {
        return Err(Error::internal("there is no fixed header"));
    };
    Ok(Settled {
        base_url: settings.base_url.to_string(),
        header: (name.to_string(), value.as_bytes().to_vec()),
        flat_videos_path: settings.flat_videos_path,
    })
}

/// Takes the codings off a body that comes in pieces; or why it cannot be read, and what came of it.
pub fn decode<'a>(
    codings: &[&[u8]],
    pieces: impl Iterator<Item = &'a [u8]>,
    most: usize,
) -> std::result::Result<Vec<u8>, (String, Vec<u8>)> {
    let headers = codings.iter().filter_map(|coding| Some((CONTENT_ENCODING, HeaderValue::from_bytes(coding).ok()?)));
    let mut body = Body::new(&headers.collect(), most).map_err(|reason| (reason, Vec::new()))?;
    for piece in pieces {
        if let Err(reason) = body.push(piece) {
            return Err((reason, body.so_far()));
        }
    }
    match body.finish() {
        Ok(()) => Ok(body.so_far()),
        Err(reason) => Err((reason, body.so_far())),
    }
}

/// A proxy that is to be used.
#[derive(Debug)]
pub struct UsedProxy {
    /// Where it is.
    pub uri: String,
    /// The header `Proxy-Authorization`.
    pub authorization: Option<String>,
    /// That header, where a server repeats it.
    pub scrubbed: String,
}

/// The proxy for a URL: that of the option, or of the environment.
pub fn proxy(
    option: Option<&str>,
    environment: impl Fn(&str) -> Option<OsString>,
    url: &str,
) -> Result<Option<UsedProxy>> {
    let url = Url::parse(url).map_err(|error| Error::internal(&error.to_string()))?;
    let proxies = Proxies::new(option.map(Secret::new).as_ref(), environment);
    let mut secrets = Secrets::default();
    proxies.add_secrets(&mut secrets);
    Ok(proxies.of(&url)?.map(|proxy| {
        let authorization = proxy.authorization.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let scrubbed = secrets.scrub(authorization.as_deref().unwrap_or_default());
        UsedProxy { uri: proxy.uri.to_string(), authorization, scrubbed }
    }))
}

/// URL and body of every request about a package and one of its videos: status, list of videos, deletion of the package,
/// of the video, of all videos; the whole package, its rescission.
pub fn requests(config: &Config, package: &Id, video: &Id) -> Result<[(String, Option<Vec<u8>>); 7]> {
    let settings = config.settle(|_| None)?;
    let options = DeleteOptions { notify: true, override_retention: false };
    let rescind = RescindOptions { message: Some(video.as_str().to_owned()), notify: false };
    let flat_path = settings.flat_videos_path;
    Ok([
        request(&settings.base_url, &GetStatus(package))?,
        request(&settings.base_url, &ListVideos(package))?,
        request(&settings.base_url, &DeletePackage { package_id: package, options })?,
        request(&settings.base_url, &DeleteVideo { package_id: package, meeting_video_id: video, flat_path })?,
        request(&settings.base_url, &DeleteAllVideos { package_id: package, flat_path })?,
        request(&settings.base_url, &GetPackage(package))?,
        request(&settings.base_url, &RescindPackage { package_id: package, options: &rescind })?,
    ])
}

fn request(base: &reqwest::Url, operation: &impl Operation) -> Result<(String, Option<Vec<u8>>)> {
    let request = operation.request()?;
    Ok((url(base, &request.path).to_string(), request.body))
}
