//! The deletion of every video of a package.

use serde::Serialize;

use super::{ListVideos, Operation, Server, deleted_videos, json};
use crate::error::{Evidence, Result};
use crate::id::Id;
use crate::model::PackageVideos;
use crate::retry::Effect;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeleteAllVideos<'a> {
    pub(crate) package_id: &'a Id,
    /// The option `videos_delete_path`.
    #[serde(skip)]
    pub(crate) flat_path: bool,
}

impl Operation for DeleteAllVideos<'_> {
    type Answer = PackageVideos;

    const NAME: &'static str = "delete_all_videos";
    const EFFECT: Effect = Effect::Irreversible;

    fn describe(&self) -> String {
        format!("deletion of all videos of package {}", self.package_id.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.package_id)
    }

    fn path(&self) -> String {
        deleted_videos::path(self.package_id, self.flat_path)
    }

    fn body(&self) -> Result<Option<Vec<u8>>> {
        json(self)
    }

    fn contradiction(&self, answer: &PackageVideos) -> Option<String> {
        deleted_videos::contradiction(answer, None)
    }

    async fn follow_up(&self, server: &impl Server) -> Evidence {
        let list = server.read(&ListVideos(self.package_id)).await.ok();
        deleted_videos::evidence(list.as_ref(), None)
    }
}
