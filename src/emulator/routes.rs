//! The routes of the remote API: which operation a request is, and what a healthy server answers.

use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};
use serde_json::{Map, Value};

use super::account::Refusal;
use super::data_answer;
use super::list;
use super::package_answer;
use super::render;
use super::shared::Shared;

/// Below what every route lies.
pub(super) const PREFIX: &str = "/api/v1";

/// An operation of the remote API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// `GET packages/{id}/status`
    Status,
    /// `GET packages/{id}`
    GetPackage,
    /// `GET packages/{id}/videos`
    ListVideos,
    /// `GET packages/{id}/data`
    PackageData,
    /// `POST packages/list`
    ListPackages,
    /// `POST packages/delete`
    DeletePackage,
    /// `POST packages/rescind`
    RescindPackage,
    /// `POST packages/{id}/videos/delete` and `POST packages/videos/delete`, one video or all.
    DeleteVideos,
    /// `GET` of the URL of a video, at the host of the videos. Only faults that name it strike there.
    Video,
}

impl Op {
    /// Every operation.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::GetPackage,
        Self::ListVideos,
        Self::PackageData,
        Self::ListPackages,
        Self::DeletePackage,
        Self::RescindPackage,
        Self::DeleteVideos,
        Self::Video,
    ];

    /// The name it has in the text of a fault.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::GetPackage => "get_package",
            Self::ListVideos => "list_videos",
            Self::PackageData => "package_data",
            Self::ListPackages => "list_packages",
            Self::DeletePackage => "delete_package",
            Self::RescindPackage => "rescind_package",
            Self::DeleteVideos => "delete_videos",
            Self::Video => "video",
        }
    }
}

/// What a request is aimed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The operation, if the path is a documented one.
    pub(super) op: Option<Op>,
    /// The package id in the path.
    pub(super) path_id: Option<String>,
    /// Whether the method is the documented one.
    method_fits: bool,
}

impl Target {
    pub(super) fn of(method: &Method, path: &str) -> Self {
        let path = path.strip_prefix(PREFIX).and_then(|path| path.strip_prefix("/packages/"));
        let parts: Vec<&str> = path.map(|path| path.split('/').collect()).unwrap_or_default();
        let (op, path_id) = match parts[..] {
            ["delete"] => (Op::DeletePackage, None),
            ["rescind"] => (Op::RescindPackage, None),
            ["list"] => (Op::ListPackages, None),
            ["videos", "delete"] => (Op::DeleteVideos, None),
            [id] if !id.is_empty() => (Op::GetPackage, Some(id)),
            [id, "status"] if !id.is_empty() => (Op::Status, Some(id)),
            [id, "data"] if !id.is_empty() => (Op::PackageData, Some(id)),
            [id, "videos"] if !id.is_empty() => (Op::ListVideos, Some(id)),
            [id, "videos", "delete"] if !id.is_empty() => (Op::DeleteVideos, Some(id)),
            _ => {
                return Self { op: None, path_id: None, method_fits: false };
            }
        };
        let documented = match op {
            Op::Status | Op::GetPackage | Op::ListVideos | Op::PackageData | Op::Video => Method::GET,
            Op::ListPackages | Op::DeletePackage | Op::RescindPackage | Op::DeleteVideos => Method::POST,
        };
        let path_id = path_id.map(str::to_owned);
        Self { op: Some(op), path_id, method_fits: *method == documented }
    }

    /// The package a request names, in its path or else in its body.
    pub(super) fn package_id(&self, body: &[u8]) -> Option<String> {
        let reads_body = matches!(self.op, Some(Op::DeletePackage | Op::RescindPackage | Op::DeleteVideos));
        self.path_id.clone().or_else(|| {
            let body: Value = reads_body.then(|| serde_json::from_slice(body).ok())??;
            body.get("packageId")?.as_str().map(str::to_owned)
        })
    }
}

/// What a healthy server answers.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// JSON, or nothing.
    pub(super) body: String,
    /// Whether anything was changed.
    pub(super) applied: bool,
}

impl Reply {
    fn read(body: String) -> Self {
        Self { status: StatusCode::OK, body, applied: false }
    }

    fn empty(status: StatusCode) -> Self {
        Self { status, body: String::new(), applied: false }
    }

    pub(super) fn error(status: StatusCode, code: &str, message: &str) -> Self {
        Self { status, body: render::error(code, message), applied: false }
    }

    fn bad(code: &str, message: &str) -> Self {
        Self::error(StatusCode::BAD_REQUEST, code, message)
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoPackage => {
                Self::error(StatusCode::NOT_FOUND, "package_not_found", "The package could not be found.")
            }
            Refusal::NoVideo => {
                Self::error(StatusCode::NOT_FOUND, "package_video_not_found", "The package has no such video.")
            }
            Refusal::State => Self::bad("package_invalid_state", "Only a package that is open can be rescinded."),
            // The HTTP status of this code is documented nowhere; 400 is that of its neighbours in the vendor's table.
            Refusal::Retention => {
                Self::bad("package_delete_retention", "The package is under retention and cannot be deleted.")
            }
        }
    }
}

/// Does what the request asks, as far as it may.
pub(super) fn process(shared: &Shared, target: &Target, head: &Parts, body: &[u8]) -> Reply {
    // A gateway knows no keys: it sends away first what leads nowhere.
    let Some(op) = target.op else {
        return Reply::empty(StatusCode::NOT_FOUND);
    };
    if !target.method_fits {
        return Reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if !is_authorized(shared, &head.headers) {
        let message = "The API key or access token is missing or wrong.";
        return Reply::error(StatusCode::UNAUTHORIZED, "api_key_invalid", message);
    }
    answer(shared, op, target.path_id.as_deref(), head, body).unwrap_or_else(|refusal| refusal)
}

fn answer(shared: &Shared, op: Op, path_id: Option<&str>, head: &Parts, body: &[u8]) -> Result<Reply, Reply> {
    let package = || shared.account().package(path_id.unwrap_or_default()).ok_or(Refusal::NoPackage);
    let body = || object(&head.headers, body);
    match op {
        Op::Status => Ok(Reply::read(render::status(&package()?))),
        Op::GetPackage => {
            let package = shared.account().readable(path_id.unwrap_or_default(), shared.options.deleted_stay_readable);
            Ok(Reply::read(package_answer::package(&package.ok_or(Refusal::NoPackage)?)))
        }
        Op::ListVideos => {
            let package = package()?;
            Ok(Reply::read(render::videos(&package, &package.videos)))
        }
        Op::PackageData => Ok(Reply::read(data_answer::package(&package()?))),
        Op::ListPackages => list_packages(shared, &body()?),
        Op::DeletePackage => delete_package(shared, &body()?),
        Op::RescindPackage => rescind_package(shared, &body()?),
        Op::DeleteVideos | Op::Video => delete_videos(shared, path_id, &body()?),
    }
}

fn is_authorized(shared: &Shared, headers: &HeaderMap) -> bool {
    let key = headers.get("api_key").is_some_and(|key| *key == *shared.options.api_key);
    let token = headers.get("authorization").and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer "));
    key || token.is_some_and(|token| shared.options.access_token.as_deref() == Some(token))
}

/// The body of a POST, which must be a JSON object and say so.
fn object(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Reply> {
    let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let message = "The body must be sent as application/json.";
        return Err(Reply::bad("package_invalid_content_type", message));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(Reply::bad("package_invalid_body", "The body must be a JSON object.")),
    }
}

fn list_packages(shared: &Shared, body: &Map<String, Value>) -> Result<Reply, Reply> {
    let request =
        list::Request::read(body, shared.options.max_page).map_err(|(code, message)| Reply::bad(code, &message))?;
    let filter = &request.filter;
    // What takes long is done before the state is locked.
    let among = (!filter.is_empty()).then(|| shared.matches.of(filter, &shared.population));
    let among = among.as_ref().map(|among| among.as_slice());
    let account = shared.account();
    let among = among.map(|among| account.among(filter, among));
    let (total, page) = account.page(among.as_deref(), request.skip, request.take);
    let page: Vec<_> = page.into_iter().map(|at| (at, account.rescinded(at))).collect();
    drop(account);
    let items = page.into_iter().map(|(at, rescinded)| rescinded.unwrap_or_else(|| shared.population.package(at)));
    let items: Vec<_> = items.collect();
    Ok(Reply::read(render::page(&items, total, request.take, request.skip)))
}

/// The required `packageId` of a body.
fn package_id(body: &Map<String, Value>) -> Result<&str, Reply> {
    let id = body.get("packageId").and_then(Value::as_str).filter(|id| !id.is_empty());
    id.ok_or_else(|| Reply::bad("package_invalid_package_id", "'packageId' must be a string."))
}

/// An optional flag of a body; the defaults are documented nowhere, and false is the careful one.
fn flag(body: &Map<String, Value>, key: &str, code: &str) -> Result<bool, Reply> {
    match body.get(key) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Reply::bad(code, &format!("'{key}' must be a boolean."))),
    }
}

fn delete_package(shared: &Shared, body: &Map<String, Value>) -> Result<Reply, Reply> {
    let id = package_id(body)?;
    let notify = flag(body, "notify", "package_invalid_notify")?;
    let force = flag(body, "overrideRetention", "package_invalid_override_retention")?;
    let package = shared.account().delete_package(id, force, notify)?;
    Ok(Reply { applied: true, ..Reply::read(render::videos(&package, &package.videos)) })
}

fn rescind_package(shared: &Shared, body: &Map<String, Value>) -> Result<Reply, Reply> {
    let id = package_id(body)?;
    let notify = flag(body, "notify", "package_invalid_notify")?;
    let message = match body.get("rescindMessage") {
        None | Some(Value::Null) => None,
        Some(Value::String(message)) => Some(message.as_str()),
        Some(_) => return Err(Reply::bad("package_invalid_rescind_message", "'rescindMessage' must be a string.")),
    };
    let package = shared.account().rescind_package(id, message, notify)?;
    Ok(Reply { applied: true, ..Reply::read(render::id(&package)) })
}

fn delete_videos(shared: &Shared, path_id: Option<&str>, body: &Map<String, Value>) -> Result<Reply, Reply> {
    let id = package_id(body)?;
    if path_id.is_some_and(|path_id| !path_id.eq_ignore_ascii_case(id)) {
        return Err(Reply::bad("package_invalid_package_id", "'packageId' differs from the package in the path."));
    }
    let video_id = match body.get("meetingVideoId") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) if !id.is_empty() => Some(id.as_str()),
        Some(_) => {
            let message = "'meetingVideoId' must be the id of a video, or be left out.";
            return Err(Reply::bad("package_invalid_meeting_video_id", message));
        }
    };
    let (package, videos, applied) = shared.account().delete_videos(id, video_id)?;
    Ok(Reply { applied, ..Reply::read(render::videos(&package, &videos)) })
}
