//! Package lists: the lazy iterator of `Client`, and the pages of `AsyncClient`.

use std::collections::VecDeque;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::sync::Mutex;

use super::answers::to_dict;
use super::client::Client;
use super::options::list;
use crate::PackageList;
use crate::model::PackageSummary;

/// Packages, asked for page by page as they are needed.
#[pyclass(module = "iinkedsign._native")]
pub(super) struct PackageIterator {
    client: Py<Client>,
    list: PackageList,
    page: VecDeque<PackageSummary>,
}

impl PackageIterator {
    pub(super) fn new(client: Py<Client>, list: PackageList) -> Self {
        Self { client, list, page: VecDeque::new() }
    }
}

#[pymethods]
impl PackageIterator {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        if self.page.is_empty() {
            let list = &mut self.list;
            let page = self.client.get().run(py, async |client| list.next_page(client).await)?;
            self.page = page.unwrap_or_default().into();
        }
        self.page.pop_front().map(|package| to_dict(py, &package)).transpose()
    }
}

/// The state of one asynchronous walk through a list.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct PackagePages(Arc<Mutex<PackageList>>);

impl PackagePages {
    pub(super) fn shared(&self) -> Arc<Mutex<PackageList>> {
        self.0.clone()
    }
}

#[pymethods]
impl PackagePages {
    #[new]
    #[pyo3(signature = (**filters))]
    fn new(py: Python<'_>, filters: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        list(py, filters).map(|list| Self(Arc::new(Mutex::new(list))))
    }
}
