//! One page of the packages of the account.

use serde::Serialize;

use super::{Operation, json};
use crate::error::Result;
use crate::id::Id;
use crate::model::PackagePage;
use crate::retry::Effect;

/// Which packages to list (docs/api.md section 4); what is `None` does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filters {
    /// That member's packages.
    pub member_id: Option<String>,
    /// That team's packages.
    pub team_id: Option<String>,
    /// Packages in that folder.
    pub folder_id: Option<String>,
    /// Packages of the whole organization.
    pub all_members: Option<bool>,
    /// Full text; `Contract*` also finds words that begin so.
    pub search: Option<String>,
    /// Package types, as the server writes them.
    pub types: Option<Vec<String>>,
    /// Package states, as the server writes them.
    pub states: Option<Vec<String>>,
    /// Only executed ones, or only others.
    pub is_executed: Option<bool>,
    /// With a sign-by date within so many days.
    pub days: Option<u32>,
    /// Only `created` is documented.
    pub sort_by: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListPackages<'a> {
    #[serde(flatten)]
    pub(crate) filters: &'a Filters,
    pub(crate) take: u32,
    pub(crate) skip: u64,
}

impl Operation for ListPackages<'_> {
    type Answer = PackagePage;

    const NAME: &'static str = "list_packages";
    const EFFECT: Effect = Effect::Read;

    fn describe(&self) -> String {
        "list of packages".to_owned()
    }

    fn package(&self) -> Option<&Id> {
        None
    }

    fn path(&self) -> String {
        "/packages/list".to_owned()
    }

    fn body(&self) -> Result<Option<Vec<u8>>> {
        json(self)
    }
}
