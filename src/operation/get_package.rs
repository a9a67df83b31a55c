//! A package as a whole.

use super::Operation;
use crate::id::Id;
use crate::model::Package;
use crate::retry::Effect;

pub(crate) struct GetPackage<'a>(pub(crate) &'a Id);

impl Operation for GetPackage<'_> {
    type Answer = Package;

    const NAME: &'static str = "get_package";
    const EFFECT: Effect = Effect::Read;

    fn describe(&self) -> String {
        format!("reading of package {}", self.0.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.0)
    }

    fn path(&self) -> String {
        format!("/packages/{}", self.0.as_str())
    }
}
