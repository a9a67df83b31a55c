//! What the signers of a package filled in.

use super::Operation;
use crate::id::Id;
use crate::model::PackageData;
use crate::retry::Effect;

pub(crate) struct GetData<'a>(pub(crate) &'a Id);

impl Operation for GetData<'_> {
    type Answer = PackageData;

    const NAME: &'static str = "package_data";
    const EFFECT: Effect = Effect::Read;

    fn describe(&self) -> String {
        format!("field data of package {}", self.0.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.0)
    }

    fn path(&self) -> String {
        format!("/packages/{}/data", self.0.as_str())
    }
}
