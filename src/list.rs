//! The packages of the account, page by page.

use std::collections::HashSet;

use crate::call::Call;
use crate::client::Client;
use crate::error::{Error, Kind, Result};
use crate::model::{PackagePage, PackageSummary};
use crate::operation::{Filters, Operation};

/// How many packages are asked for at a time (the vendor's example; neither default nor maximum is documented).
const PAGE: u32 = 100;

/// A walk through a package list.
///
/// It pages by what was received, not by what was asked for, because the server may give less.  It ends when the
/// server's `total` is reached, or with a page that brings nothing new, so that no server can make it loop.
/// A package that moves between pages while they are read comes once.
#[derive(Clone, Debug)]
pub struct PackageList {
    filters: Filters,
    take: u32,
    skip: u64,
    seen: HashSet<String>,
    total: Option<u64>,
    ended: bool,
}

impl PackageList {
    /// A walk from the beginning.
    pub fn new(filters: Filters) -> Self {
        Self { filters, take: PAGE, skip: 0, seen: HashSet::new(), total: None, ended: false }
    }

    /// Asks for so many packages at a time.
    pub fn page_size(mut self, count: u32) -> Result<Self> {
        if count == 0 {
            return Err(Error::invalid_argument("page_size must be positive"));
        }
        self.take = count;
        Ok(self)
    }

    /// How many packages the server says there are; known after the first page, and it may change with each.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The packages of the next page that did not come before; `None` at the end.
    /// After an error the same page can be asked for again.
    pub async fn next_page(&mut self, client: &Client) -> Result<Option<Vec<PackageSummary>>> {
        if self.ended {
            return Ok(None);
        }
        let operation = Operation::ListPackages { filters: self.filters.clone(), take: self.take, skip: self.skip };
        let page: PackagePage = Call::new(client, &operation).run().await?;
        let Some(items) = page.items else {
            return Err(Error::new(
                Kind::Response,
                "list of packages failed: the server's answer has no list of items; check that base_url is the API's",
            ));
        };
        self.skip += items.len() as u64;
        let fresh: Vec<_> = items
            .into_iter()
            .filter(|item| item.package_id.as_ref().is_none_or(|id| self.seen.insert(id.to_ascii_lowercase())))
            .collect();
        let nothing_new = fresh.iter().all(|item| item.package_id.is_none());
        self.total = page.total.and_then(|total| total.try_into().ok());
        self.ended = nothing_new || self.total.is_some_and(|total| self.skip >= total);
        Ok(if fresh.is_empty() { None } else { Some(fresh) })
    }
}
