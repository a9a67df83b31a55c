//! The videos of a package.

use super::Operation;
use crate::id::Id;
use crate::model::PackageVideos;
use crate::retry::Effect;

pub(crate) struct ListVideos<'a>(pub(crate) &'a Id);

impl Operation for ListVideos<'_> {
    type Answer = PackageVideos;

    const NAME: &'static str = "list_videos";
    const EFFECT: Effect = Effect::Read;

    fn describe(&self) -> String {
        format!("list of videos of package {}", self.0.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.0)
    }

    fn path(&self) -> String {
        ["/packages/", self.0.as_str(), "/videos"].concat()
    }
}
