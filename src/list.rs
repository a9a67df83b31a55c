//! The packages of the account, page by page.

use crate::call::Call;
use crate::client::Client;
use crate::error::{Error, Kind, Result};
use crate::model::PackageSummary;
use crate::operation::{Filters, ListPackages};
use crate::walk::{Next, Page, Walk};

/// How many packages are requested at a time (the vendor's example; neither default nor maximum is documented).
const PAGE: u32 = 100;

/// A walk through a package list.
///
/// Every package that exists from the first request to the last is returned once, even if packages are added or deleted
/// meanwhile or the server ignores `skip`; otherwise the walk ends in an error of the kind
/// [`Response`](Kind::Response) that says it may be incomplete.  To prove this, pages overlap.  Packages that are added
/// meanwhile may be missing.
#[derive(Clone, Debug)]
pub struct PackageList {
    filters: Filters,
    walk: Walk,
    total: Option<u64>,
}

impl Client {
    /// The packages of the account, page by page: `POST packages/list`.
    pub fn list_packages(&self, filters: Filters) -> PackageList {
        PackageList::new(filters)
    }
}

impl PackageList {
    /// A walk from the beginning.
    pub fn new(filters: Filters) -> Self {
        Self { filters, walk: Walk::new(PAGE), total: None }
    }

    /// Sets how many packages are requested at a time.
    pub fn page_size(mut self, count: u32) -> Result<Self> {
        if count == 0 {
            return Err(Error::invalid_argument("page_size must be positive"));
        }
        self.walk = Walk::new(count);
        Ok(self)
    }

    /// How many packages the server says there are; known after the first page, and it may change with each.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The next packages that did not come before; `None` at the end.
    ///
    /// It may take several requests, all of them within one `timeout`.  After an error it can be called again; a walk
    /// that may be incomplete keeps returning that error.
    pub async fn next_page(&mut self, client: &Client) -> Result<Option<Vec<PackageSummary>>> {
        let deadline = client.settings().deadline();
        loop {
            let (take, skip) = match self.walk.next() {
                Next::Ask { take, skip } => (*take, *skip),
                Next::End => return Ok(None),
                Next::Incomplete(reason) => return Err(incomplete(reason)),
            };
            let operation = ListPackages { filters: &self.filters, take, skip };
            let page = Call::new(client, &operation).until(deadline).run().await?;
            let Some(mut items) = page.items else {
                return Err(Error::new(
                    Kind::Response,
                    "list of packages failed: the server's answer has no list of items; \
                     check that base_url is the API's",
                ));
            };
            self.total = number(page.total);
            let ids = items.iter().map(|item| item.package_id.as_ref().map(|id| id.to_ascii_lowercase())).collect();
            let fresh = self.walk.receive(&Page { ids, total: self.total, skip: number(page.skip) });
            if !fresh.is_empty() {
                let mut at = 0..;
                items.retain(|_| at.next().is_some_and(|at| fresh.binary_search(&at).is_ok()));
                return Ok(Some(items));
            }
        }
    }
}

fn number(value: Option<i64>) -> Option<u64> {
    value.and_then(|value| value.try_into().ok())
}

fn incomplete(reason: &str) -> Error {
    Error::new(
        Kind::Response,
        format!(
            "list of packages may be incomplete: {reason}; list again when fewer packages are added or deleted, \
             or narrow it with filters"
        ),
    )
}
