//! The requests of an item: how it is read, and the one deletion.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use super::compare::{left, package_of};
use super::effects::{Effect, Effects, Moment};
use super::plan::Item;
use super::state::Found;
use crate::Id;
use crate::call::{Call, limited};
use crate::client::Client;
use crate::download::{Target, VideoFile};
use crate::error::{Error, Kind, Result};
use crate::limiter::{Limiter, Permit, Permits};
use crate::model::{Package, PackageData, PackageType, Video};
use crate::operation::{DeleteOptions, DeletePackage, DeleteVideo, GetData, GetPackage, ListVideos, Operation};
use crate::retry::Cause;

/// No deletion is sent of what was read longer ago.
const FRESH: Duration = Duration::from_secs(10);
/// The time between the last reading of the clock and the first byte on a connection.
const MARGIN: Duration = Duration::from_secs(1);
/// A connection that is allowed to take longer leaves no time.
pub(super) const LONGEST_CONNECT: Duration = Duration::from_secs(8);

/// A package as the server had it.
pub(super) struct Seen {
    pub(super) package: Package,
    /// None of one that can have none.
    pub(super) videos: Vec<Video>,
    /// When it was requested.
    pub(super) at: Moment,
}

/// The result of a read.
pub(super) enum Reading {
    Seen(Box<Seen>),
    /// The API's own 404.
    Absent,
    Failed(Error),
}

/// How requests go out: on which connections, with which permits.
#[derive(Clone, Copy)]
pub(super) struct Remote<'a> {
    pub(super) client: &'a Client,
    pub(super) limiter: &'a Limiter,
    pub(super) effects: &'a dyn Effects,
}

impl Remote<'_> {
    /// Reads a package, and its videos if they matter or it may have some.
    pub(super) async fn read(&self, id: &Id, videos: bool) -> Reading {
        match self.seen(id, videos).await {
            Ok(seen) => Reading::Seen(Box::new(seen)),
            Err(error) if error.kind() == Kind::NotFound => Reading::Absent,
            Err(error) => Reading::Failed(error),
        }
    }

    /// Reads an item once after its deletion was sent.
    pub(super) async fn follow_up(&self, item: &Item, videos: bool) -> Result<Found> {
        match self.read(&package_of(item)?, videos).await {
            Reading::Seen(seen) => Ok(left(item, &seen)),
            Reading::Absent => Ok(Found::Absent),
            Reading::Failed(error) => Err(error),
        }
    }

    async fn seen(&self, id: &Id, videos: bool) -> Result<Seen> {
        self.enter(Effect::Read)?;
        // A read that is retried may be older than it seems, so it counts from its beginning.
        let at = self.effects.now();
        let package = self.call(&GetPackage(id)).await?;
        let videos = if videos || may_have_videos(&package) { self.list(id).await? } else { Vec::new() };
        self.leave(Effect::Read)?;
        Ok(Seen { package, videos, at })
    }

    async fn list(&self, id: &Id) -> Result<Vec<Video>> {
        let list = self.call(&ListVideos(id)).await;
        // A 404 here says nothing of the package, which was seen just before.
        let list =
            list.map_err(|error| if error.kind() == Kind::NotFound { error.with_kind(Kind::Api) } else { error })?;
        list.videos.ok_or_else(|| {
            Error::new(Kind::Response, format!("list of videos of package {}: it has no list", id.as_str()))
        })
    }

    /// Reads what the signers of a package filled in.
    pub(super) async fn data(&self, id: &Id) -> Result<PackageData> {
        self.enter(Effect::Read)?;
        let data = self.call(&GetData(id)).await?;
        self.leave(Effect::Read)?;
        Ok(data)
    }

    async fn call<O: Operation>(&self, operation: &O) -> Result<O::Answer> {
        let mut attempts = 0;
        limited(self.client, self.limiter, operation, &mut attempts).await
    }

    /// Waits until a deletion may go out.  Asked for before the item is read, so that nothing comes in between then.
    pub(super) async fn admit(&self) -> Result<()> {
        let admitted = self.limiter.wait_for_turn(self.client.pacer()).await;
        admitted.map_err(|refusal| refusal.into_error("the deletion", self.client.settings().timeout))
    }

    /// Sends the one deletion, for which [`Remote::admit`] was asked, unless it was read too long ago.
    pub(super) async fn delete(&self, item: &Item, options: DeleteOptions, read: Moment) -> Deleted {
        let sent = self.send_deletion(item, options, read).await;
        sent.unwrap_or_else(|error| Deleted { attempts: 0, result: Err(error) })
    }

    async fn send_deletion(&self, item: &Item, options: DeleteOptions, read: Moment) -> Result<Deleted> {
        let package_id = &Id::new(item.package_id.clone(), "package_id")?;
        let Some(video) = &item.meeting_video_id else {
            return self.send(&DeletePackage { package_id, options }, read).await;
        };
        let meeting_video_id = &Id::new(video.clone(), "meeting_video_id")?;
        let flat_path = self.client.settings().flat_videos_path;
        self.send(&DeleteVideo { package_id, meeting_video_id, flat_path }, read).await
    }

    async fn send(&self, operation: &impl Operation, read: Moment) -> Result<Deleted> {
        self.enter(Effect::Delete)?;
        let permit = self.limiter.permit(self.client.pacer());
        let permit = Fresh {
            permit,
            connect: self.client.settings().connect_timeout,
            effects: self.effects,
            read,
            unauthorized: Cell::new(false),
        };
        let mut call = Call::new(self.client, operation);
        let result = call.run_with(&permit).await;
        let attempts = call.attempts();
        Ok(Deleted { attempts, result: self.leave(Effect::Delete).and(result).map(drop) })
    }

    /// Saves a video to a file of this name and the suffix of its media type, under which there must be none.
    pub(super) async fn download(&self, package: &Id, video: &Id, stem: PathBuf) -> Result<VideoFile> {
        self.enter(Effect::Download)?;
        let saved = self.client.save_video(package, video, Target::Stem(stem), &|_, _| ()).await?;
        self.leave(Effect::Download)?;
        Ok(saved)
    }

    fn enter(&self, effect: Effect) -> Result<()> {
        self.effects.enter(effect).map_err(|error| Error::internal(&error.to_string()))
    }

    fn leave(&self, effect: Effect) -> Result<()> {
        self.effects.leave(effect).map_err(|error| Error::internal(&error.to_string()))
    }
}

/// The result of a deletion.
pub(super) struct Deleted {
    /// How often it was sent.
    pub(super) attempts: u32,
    pub(super) result: Result<()>,
}

/// A package of another kind than these, without a meeting, has no recordings.
fn may_have_videos(package: &Package) -> bool {
    let kind = package.r#type.as_ref();
    let signed_alone =
        matches!(kind, Some(PackageType::Concurrent | PackageType::Sequential | PackageType::Counterpart));
    let meetings = package.meetings.as_ref().is_some_and(|meetings| !meetings.is_empty());
    !signed_alone || meetings || package.meeting_id.is_some() || package.meeting.is_some()
}

/// Whether what was read then may still be deleted, with this limit for a connection.
pub(super) fn is_fresh(since: Duration, connect: Duration) -> bool {
    since + connect + MARGIN < FRESH
}

/// Lets a deletion pass only as long as what was read is fresh.  Not after a 401 either: a new token may take its time,
/// and the read that comes before the next attempt waits for it.
struct Fresh<'a> {
    permit: Permit<'a>,
    /// The limit of a connection.
    connect: Option<Duration>,
    effects: &'a dyn Effects,
    read: Moment,
    unauthorized: Cell<bool>,
}

impl Permits for Fresh<'_> {
    async fn acquire(&self, limit: Option<Duration>) -> bool {
        let connect = self.connect.unwrap_or(LONGEST_CONNECT);
        let is_fresh = || is_fresh(self.effects.now().since(self.read), connect);
        let limit = limit.unwrap_or(FRESH).min(FRESH);
        !self.unauthorized.get() && is_fresh() && self.permit.acquire(Some(limit)).await && is_fresh()
    }

    async fn wait_for_descriptors(&self, limit: Option<Duration>) -> bool {
        self.permit.wait_for_descriptors(limit).await
    }

    fn on_response(&self, sent: tokio::time::Instant, cause: Option<Cause>, retry_after: Option<Duration>) {
        self.unauthorized.set(cause == Some(Cause::Status(401)));
        self.permit.on_response(sent, cause, retry_after);
    }
}
