//! Package lists: the lazy iterator of `Client`, and the pages of `AsyncClient`.

use std::collections::VecDeque;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::sync::Mutex;

use super::answers::to_dict;
use super::client::Client;
use super::options::list;
use crate::PackageList;
use crate::model::PackageSummary;

/// Packages, asked for page by page as they are needed.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct PackageIterator {
    client: Py<Client>,
    /// Locked for one package at a time; a second thread meanwhile gets an error, as of a generator.
    walk: Mutex<Walk>,
}

struct Walk {
    list: PackageList,
    page: VecDeque<PackageSummary>,
}

impl PackageIterator {
    pub(super) fn new(client: Py<Client>, list: PackageList) -> Self {
        Self { client, walk: Mutex::new(Walk { list, page: VecDeque::new() }) }
    }
}

#[pymethods]
impl PackageIterator {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let Ok(mut walk) = self.walk.try_lock() else {
            return Err(PyValueError::new_err(
                "list_packages() is asked for its next package already, by another thread",
            ));
        };
        let Walk { list, page } = &mut *walk;
        if page.is_empty() {
            let next = self.client.get().run(py, async |client| list.next_page(client).await)?;
            *page = next.unwrap_or_default().into();
        }
        page.pop_front().map(|package| to_dict(py, &package)).transpose()
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
