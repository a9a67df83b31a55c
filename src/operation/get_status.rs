//! The status of a package.

use super::Operation;
use crate::id::Id;
use crate::model::PackageStatus;
use crate::retry::Effect;

pub(crate) struct GetStatus<'a>(pub(crate) &'a Id);

impl Operation for GetStatus<'_> {
    type Answer = PackageStatus;

    const NAME: &'static str = "package_status";
    const EFFECT: Effect = Effect::Read;

    fn describe(&self) -> String {
        format!("status of package {}", self.0.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.0)
    }

    fn path(&self) -> String {
        ["/packages/", self.0.as_str(), "/status"].concat()
    }
}
