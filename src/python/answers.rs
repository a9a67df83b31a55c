//! Records as plain dicts.

use once_cell::race::OnceBox;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyString};

use crate::VideoFile;
use crate::model::{Record, SCHEMAS, Schema, ValueKind, View};

/// What the dicts of each record have in common, made once.
static FORMS: [OnceBox<Form>; SCHEMAS.len()] = [const { OnceBox::new() }; SCHEMAS.len()];

/// The dict of a record for which nothing was sent.  A copy of it has room for every documented key, and holds the keys
/// of all others, with their hashes.
struct Form {
    keys: Vec<Py<PyString>>,
    empty: Py<PyDict>,
}

impl Form {
    fn new(py: Python<'_>, schema: &Schema) -> PyResult<Self> {
        let keys: Vec<_> = schema.fields.iter().map(|field| PyString::intern(py, field.name).unbind()).collect();
        let empty = PyDict::new(py);
        keys.iter().try_for_each(|key| empty.set_item(key, py.None()))?;
        Ok(Self { keys, empty: empty.unbind() })
    }
}

/// A record as a dict: the documented keys, `None` where nothing was sent, and the unknown ones.
pub(super) fn to_dict<'py>(py: Python<'py>, record: &dyn Record) -> PyResult<Bound<'py, PyDict>> {
    let schema = record.schema();
    let form = FORMS[schema.id].get_or_try_init(|| Form::new(py, schema).map(Box::new))?;
    let dict = form.empty.bind(py).copy()?;
    record.walk(|index, name, view| match (index, view) {
        (Some(_), View::Null) => Ok(()),
        (Some(index), view) => dict.set_item(&form.keys[index], to_python(py, view)?),
        (None, view) => dict.set_item(name, to_python(py, view)?),
    })?;
    Ok(dict)
}

fn to_python<'py>(py: Python<'py>, view: View<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match view {
        View::Null => py.None().into_bound(py),
        View::Text(text) => PyString::new(py, text).into_any(),
        View::Integer(number) => number.into_pyobject(py)?.into_any(),
        View::Flag(flag) => PyBool::new(py, flag).to_owned().into_any(),
        View::Json(json) => {
            let text = json.text().as_bytes();
            jiter::PythonParse::default().python_parse(py, text).map_err(|error| jiter::map_json_error(text, &error))?
        }
        View::Record(record) => to_dict(py, record)?.into_any(),
        View::List(list) => {
            let out = PyList::empty(py);
            for i in 0..list.len() {
                out.append(to_dict(py, list.at(i))?)?;
            }
            out.into_any()
        }
    })
}

/// A video that was saved; its path is the text that was given.
pub(super) fn video_file<'py>(py: Python<'py>, file: &VideoFile) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("path", file.path.as_os_str())?;
    dict.set_item("bytes", file.bytes)?;
    dict.set_item("sha256", &file.sha256)?;
    dict.set_item("content_type", file.content_type.as_deref())?;
    Ok(dict)
}

/// The documented fields of each answer: `{record: [(key, kind, meaning), …]}`.
#[pyfunction]
pub(super) fn schemas(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let all = PyDict::new(py);
    for schema in SCHEMAS {
        let fields: Vec<_> =
            schema.fields.iter().map(|field| (field.name, kind(field.kind), field.doc.trim())).collect();
        all.set_item(schema.name, fields)?;
    }
    Ok(all)
}

fn kind(kind: ValueKind) -> String {
    match kind {
        ValueKind::Text => "text".into(),
        ValueKind::Personal => "personal".into(),
        ValueKind::Secret => "secret".into(),
        ValueKind::Integer => "integer".into(),
        ValueKind::Flag => "flag".into(),
        ValueKind::Time => "time".into(),
        ValueKind::Duration => "duration".into(),
        ValueKind::Constant(_) => "enum".into(),
        ValueKind::Json => "json".into(),
        ValueKind::Link(schema) => format!("link:{}", schema.name),
        ValueKind::Record(schema) => format!("record:{}", schema.name),
        ValueKind::List(schema) => format!("list:{}", schema.name),
    }
}
