//! The native half of `iinkedsign.testing.Emulator`.

use std::io::ErrorKind;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::emulator::{self, Fault, Op, Options};

/// A running emulator.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Emulator(emulator::Emulator);

fn fault(text: &str) -> PyResult<Fault> {
    text.parse().map_err(|error: emulator::FaultSyntaxError| PyValueError::new_err(error.to_string()))
}

fn lifetime(seconds: f64) -> PyResult<Duration> {
    let lifetime = Duration::try_from_secs_f64(seconds).ok().filter(|lifetime| !lifetime.is_zero());
    lifetime.ok_or_else(|| PyValueError::new_err("video_url_seconds must be above 0"))
}

#[pymethods]
#[expect(clippy::too_many_arguments, clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl Emulator {
    #[new]
    fn new(
        py: Python<'_>,
        port: u16,
        packages: usize,
        seed: u64,
        tls: bool,
        api_key: Option<String>,
        requests_per_second: Option<f64>,
        deleted_stay_readable: bool,
        video_url_seconds: Option<f64>,
        faults: Vec<String>,
    ) -> PyResult<Self> {
        let defaults = Options::default();
        let options = Options {
            port,
            packages,
            seed,
            tls,
            api_key: api_key.unwrap_or(defaults.api_key),
            requests_per_second,
            deleted_stay_readable,
            video_url_lifetime: video_url_seconds.map(lifetime).transpose()?,
            faults: faults.iter().map(|text| fault(text)).collect::<PyResult<_>>()?,
            ..Options::default()
        };
        match py.detach(|| emulator::Emulator::start(options)) {
            Ok(emulator) => Ok(Self(emulator)),
            Err(error) if error.kind() == ErrorKind::InvalidInput => Err(PyValueError::new_err(error.to_string())),
            Err(error) => Err(PyOSError::new_err(format!("the emulator cannot start: {error}"))),
        }
    }

    fn base_url(&self) -> &str {
        self.0.base_url()
    }

    fn videos_url(&self) -> &str {
        self.0.videos_url()
    }

    fn expire_video_urls(&self) {
        self.0.expire_video_urls();
    }

    fn api_key(&self) -> &str {
        self.0.api_key()
    }

    fn ca_pem(&self) -> Option<&str> {
        self.0.ca_pem()
    }

    fn package_ids(&self, py: Python<'_>) -> Vec<String> {
        py.detach(|| self.0.package_ids())
    }

    fn requests<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let received = py.detach(|| self.0.requests());
        let to_dict = |request: emulator::Received| {
            let entry = PyDict::new(py);
            entry.set_item("seq", request.seq)?;
            entry.set_item("method", request.method)?;
            entry.set_item("path", request.path)?;
            entry.set_item("operation", request.operation.map(Op::name))?;
            entry.set_item("package_id", request.package_id)?;
            entry.set_item("headers", request.headers)?;
            entry.set_item("body", request.body)?;
            entry.set_item("status", request.status)?;
            entry.set_item("fault", request.fault)?;
            entry.set_item("applied", request.applied)?;
            entry.set_item("connection", request.connection)?;
            entry.set_item("time", request.elapsed.as_secs_f64())?;
            Ok(entry)
        };
        received.into_iter().map(to_dict).collect()
    }

    fn connections(&self) -> u64 {
        self.0.connections()
    }

    #[pyo3(name = "add_fault")]
    fn add(&self, text: &str) -> PyResult<()> {
        self.0.add_fault(fault(text)?);
        Ok(())
    }

    fn clear_faults(&self) {
        self.0.clear_faults();
    }

    fn clear_requests(&self) {
        self.0.clear_requests();
    }

    fn reset(&self) {
        self.0.reset();
    }

    fn package_state<'py>(&self, py: Python<'py>, package_id: &str) -> PyResult<Bound<'py, PyDict>> {
        let state = py.detach(|| self.0.package_state(package_id));
        let entry = PyDict::new(py);
        entry.set_item("exists", state.exists)?;
        entry.set_item("deleted_count", state.deleted_count)?;
        entry.set_item("delete_requests", state.delete_requests)?;
        entry.set_item("under_retention", state.under_retention)?;
        entry.set_item("state", state.state)?;
        entry.set_item("rescinded_count", state.rescinded_count)?;
        entry.set_item("rescind_requests", state.rescind_requests)?;
        entry.set_item("mails", state.mails)?;
        let to_dict = |video: emulator::VideoState| {
            let entry = PyDict::new(py);
            entry.set_item("meeting_video_id", video.meeting_video_id)?;
            entry.set_item("state", video.state)?;
            entry.set_item("deleted_count", video.deleted_count)?;
            entry.set_item("delete_requests", video.delete_requests)?;
            Ok::<_, PyErr>(entry)
        };
        let videos = state.videos.into_iter().map(to_dict).collect::<PyResult<Vec<_>>>()?;
        entry.set_item("videos", videos)?;
        Ok(entry)
    }

    fn stop(&self, py: Python<'_>) {
        py.detach(|| self.0.stop());
    }
}
