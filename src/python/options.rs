//! Python arguments as options and ids, with errors that name the argument and what is accepted.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::errors::to_python;
use super::token::Provider;
use crate::{Config, Error, Filters, Id, OptionInfo, OptionKind, PackageList};

/// Keyword arguments, taken out one by one; an argument left over at the end is one that does not exist.
pub(super) struct Keywords<'py> {
    function: &'static str,
    /// The error for a value that is not accepted.
    wrong: fn(String) -> Error,
    given: Bound<'py, PyDict>,
}

impl<'py> Keywords<'py> {
    fn new(
        py: Python<'py>,
        function: &'static str,
        wrong: fn(String) -> Error,
        given: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Self> {
        let given = given.map_or_else(|| Ok(PyDict::new(py)), |given| given.copy())?;
        Ok(Self { function, wrong, given })
    }

    /// The value, if one was given at all: `None` may have a meaning of its own.
    fn take(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let value = self.given.get_item(name)?;
        if value.is_some() {
            self.given.del_item(name)?;
        }
        Ok(value)
    }

    /// The value, where `None` is as good as nothing.
    fn some(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(self.take(name)?.filter(|value| !value.is_none()))
    }

    fn finish(&self) -> PyResult<()> {
        match self.given.keys().get_item(0) {
            Ok(name) => Err(PyTypeError::new_err(format!(
                "{}() got an unexpected keyword argument '{}'",
                self.function,
                name.str()?
            ))),
            Err(_) => Ok(()),
        }
    }

    fn wrong<T>(&self, message: String) -> PyResult<T> {
        Err(to_python(self.given.py(), &(self.wrong)(message)))
    }

    fn as_text(&self, name: &str, value: &Bound<'py, PyAny>) -> PyResult<String> {
        text(name, value, self.wrong)
    }

    fn text(&self, name: &str) -> PyResult<Option<String>> {
        self.some(name)?.map(|value| self.as_text(name, &value)).transpose()
    }

    /// Several texts; one text by itself would be read letter by letter, and is refused.
    fn texts(&self, name: &str) -> PyResult<Option<Vec<String>>> {
        let Some(value) = self.some(name)? else { return Ok(None) };
        let not_a_list = || wrong_type(name, "a list of str", &value);
        if value.is_instance_of::<PyString>() {
            return Err(not_a_list());
        }
        let items = value.try_iter().map_err(|_| not_a_list())?;
        items.map(|item| self.as_text(name, &item?)).collect::<PyResult<_>>().map(Some)
    }

    /// True or false, and nothing that is merely truthy.
    fn flag(&self, name: &str) -> PyResult<Option<bool>> {
        let Some(value) = self.some(name)? else { return Ok(None) };
        value.extract().map(Some).map_err(|_| wrong_type(name, "a bool", &value))
    }

    fn id(&self, name: &str) -> PyResult<Option<String>> {
        self.some(name)?.map(|value| Ok(id(name, &value)?.as_str().to_owned())).transpose()
    }

    /// A number of any type that Python takes for one, such as numpy's, but no truth value; none where it does not fit.
    fn number<T>(name: &str, accepted: &str, value: &Bound<'py, PyAny>) -> PyResult<Option<T>>
    where
        T: FromPyObjectOwned<'py, Error = PyErr>,
    {
        let py = value.py();
        if value.extract::<bool>().is_ok() {
            return Err(wrong_type(name, accepted, value));
        }
        value.extract().map(Some).or_else(|error: PyErr| {
            if error.is_instance_of::<PyTypeError>(py) {
                Err(wrong_type(name, accepted, value))
            } else if error.is_instance_of::<PyOverflowError>(py) {
                Ok(None)
            } else {
                Err(error)
            }
        })
    }

    /// A whole number in these limits.
    fn whole<T>(&self, name: &str, limits: RangeInclusive<T>, value: Option<Bound<'py, PyAny>>) -> PyResult<Option<T>>
    where
        T: Display + PartialOrd + TryFrom<u64>,
    {
        let Some(value) = value else { return Ok(None) };
        let number = Self::number::<u64>(name, "an int", &value)?.and_then(|number| number.try_into().ok());
        match number.filter(|number| limits.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => self.wrong(format!("{name} must be a whole number from {} to {}", limits.start(), limits.end())),
        }
    }

    /// Passes an option on, if it was given.
    fn set(&self, name: &str, kind: OptionKind, config: Config) -> PyResult<Config> {
        let path = |value| path(name, &value, self.wrong);
        let rate = |rate| {
            let rate = Self::number(name, "a number, or None for no ceiling", &rate)?;
            Ok::<_, PyErr>(rate.or(Some(f64::INFINITY)))
        };
        let (given, some) = (|| self.take(name), || self.some(name));
        Ok(match kind {
            OptionKind::Secret(set) | OptionKind::Url(set) | OptionKind::Text(_, set) => {
                pass(config, self.text(name)?, set)
            }
            OptionKind::Choice(_, set) => pass(config, given()?.map(|it| self.as_text(name, &it)).transpose()?, set),
            OptionKind::Path(set) => pass(config, some()?.map(path).transpose()?, set),
            OptionKind::Limit(_, set) => pass(config, given()?.map(|it| self.limit(name, &it)).transpose()?, set),
            OptionKind::Rate(set) => pass(config, some()?.map(rate).transpose()?, set),
            OptionKind::Count(_, set) => pass(config, self.whole(name, 0..=u32::MAX, given()?)?, set),
            OptionKind::Bytes(_, set) => pass(config, self.whole(name, 1..=u64::MAX, given()?)?, set),
        })
    }

    /// A time limit; `None` is none.
    fn limit(&self, name: &str, value: &Bound<'py, PyAny>) -> PyResult<Option<Duration>> {
        if value.is_none() {
            return Ok(None);
        }
        let seconds = Self::number(name, "a number of seconds, or None for no limit", value)?;
        match Duration::try_from_secs_f64(seconds.unwrap_or(f64::INFINITY)) {
            Ok(limit) if !limit.is_zero() => Ok(Some(limit)),
            _ => self.wrong(format!("{name} must be a positive number of seconds, or None for no limit")),
        }
    }
}

/// Sets an option, if there is a value for it.
fn pass<T>(config: Config, value: Option<T>, set: fn(Config, T) -> Config) -> Config {
    match value {
        Some(value) => set(config, value),
        None => config,
    }
}

fn wrong_type(name: &str, accepted: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let type_name = value.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{name} must be {accepted}, not {type_name}"))
}

/// The options of a client, and the function among them, if one gives the access token.
pub(super) fn config(py: Python<'_>, options: Option<Bound<'_, PyDict>>) -> PyResult<(Config, Option<Provider>)> {
    let options = Keywords::new(py, "Client", Error::configuration, options)?;
    let (mut config, mut provider) = (Config::new(), None);
    if let Some(token) = options.given.get_item("access_token")?.filter(|token| !token.is_instance_of::<PyString>()) {
        if token.is_callable() {
            config = provider.insert(Provider::new(&token)?).set(config);
        } else if !token.is_none() {
            return Err(wrong_type("access_token", "a str or a function that gives one", &token));
        }
        options.given.del_item("access_token")?;
    }
    for OptionInfo { name, kind, .. } in Config::OPTIONS {
        config = options.set(name, *kind, config)?;
    }
    options.finish().map(|()| (config, provider))
}

/// The filters of `list_packages`.
pub(super) fn list(py: Python<'_>, filters: Option<Bound<'_, PyDict>>) -> PyResult<PackageList> {
    let filters = Keywords::new(py, "list_packages", Error::invalid_argument, filters)?;
    let list = PackageList::new(Filters {
        member_id: filters.id("member_id")?,
        team_id: filters.id("team_id")?,
        folder_id: filters.id("folder_id")?,
        all_members: filters.flag("all_members")?,
        search: filters.text("search")?,
        types: filters.texts("types")?,
        states: filters.texts("states")?,
        is_executed: filters.flag("is_executed")?,
        days: filters.whole("days", 0..=u32::MAX, filters.some("days")?)?,
        sort_by: filters.text("sort_by")?,
    });
    let size = filters.whole("page_size", 1..=u32::MAX, filters.some("page_size")?)?;
    filters.finish()?;
    match size {
        Some(size) => list.page_size(size).map_err(|error| to_python(py, &error)),
        None => Ok(list),
    }
}

/// A text of an operation, if one was given.
pub(super) fn optional_text(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    value.filter(|value| !value.is_none()).map(|value| text(name, value, Error::invalid_argument)).transpose()
}

fn text(name: &str, value: &Bound<'_, PyAny>, wrong: fn(String) -> Error) -> PyResult<String> {
    let text = value.cast::<PyString>().map_err(|_| wrong_type(name, "a str", value))?;
    text.to_str()
        .map(str::to_owned)
        .map_err(|_| to_python(value.py(), &wrong(format!("{name} holds characters that are not Unicode text"))))
}

/// A path: a `str`, or what has one as its path.
pub(super) fn path(name: &str, value: &Bound<'_, PyAny>, wrong: fn(String) -> Error) -> PyResult<PathBuf> {
    let py = value.py();
    value.extract().map_err(|error: PyErr| {
        if error.is_instance_of::<PyTypeError>(py) {
            wrong_type(name, "a str or an os.PathLike of one", value)
        } else if error.is_instance_of::<PyUnicodeEncodeError>(py) {
            to_python(py, &wrong(format!("{name} holds characters that no path can have")))
        } else {
            error
        }
    })
}

/// An id: a `str` or a `uuid.UUID`, nothing else.
pub(super) fn id(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Id> {
    let py = value.py();
    let text = if let Ok(text) = value.cast::<PyString>() {
        // What is not Unicode is refused like any other foreign character.
        text.to_str().map_or_else(|_| "\u{fffd}".to_owned(), str::to_owned)
    } else if value.is_instance(&py.import("uuid")?.getattr("UUID")?)? {
        value.str()?.to_str()?.to_owned()
    } else {
        return Err(wrong_type(name, "a str or a uuid.UUID", value));
    };
    Id::new(text, name).map_err(|error| to_python(py, &error))
}
