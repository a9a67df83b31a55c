//! The deletion of one video.

use serde::Serialize;

use super::{ListVideos, Operation, Server, deleted_videos, json};
use crate::error::{Evidence, Result};
use crate::id::Id;
use crate::model::PackageVideos;
use crate::retry::Effect;

/// Without `meetingVideoId` the server deletes *all* videos, so that is another type.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeleteVideo<'a> {
    pub(crate) package_id: &'a Id,
    pub(crate) meeting_video_id: &'a Id,
    /// The option `videos_delete_path`.
    #[serde(skip)]
    pub(crate) flat_path: bool,
}

impl Operation for DeleteVideo<'_> {
    type Answer = PackageVideos;

    const NAME: &'static str = "delete_video";
    const EFFECT: Effect = Effect::Irreversible;

    fn describe(&self) -> String {
        format!("deletion of video {} of package {}", self.meeting_video_id.as_str(), self.package_id.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.package_id)
    }

    fn video(&self) -> Option<&Id> {
        Some(self.meeting_video_id)
    }

    fn path(&self) -> String {
        deleted_videos::path(self.package_id, self.flat_path)
    }

    fn body(&self) -> Result<Option<Vec<u8>>> {
        json(self)
    }

    fn contradiction(&self, answer: &PackageVideos) -> Option<String> {
        deleted_videos::contradiction(answer, self.video())
    }

    async fn follow_up(&self, server: &impl Server) -> Evidence {
        let list = server.read(&ListVideos(self.package_id)).await.ok();
        deleted_videos::evidence(list.as_ref(), self.video())
    }
}
