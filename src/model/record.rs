//! What every answer has in common.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Json;
use super::write::json_text;

/// Keys that are not documented, and values that the documented type cannot hold, as they came.
pub type Extra = BTreeMap<String, Json>;

/// The documented fields of a record.
#[derive(Debug)]
pub struct Schema {
    /// The place in [`SCHEMAS`](super::SCHEMAS).
    pub id: usize,
    /// The name of the record.
    pub name: &'static str,
    /// Its meaning.
    pub doc: &'static str,
    /// The fields, in documented order.
    pub fields: &'static [FieldInfo],
}

impl Schema {
    /// The field with this wire name.
    pub fn field(&self, name: &str) -> Option<&'static FieldInfo> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether a key is known, if only as another spelling.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name || field.alias == Some(name))
    }
}

/// One documented field.
#[derive(Debug)]
pub struct FieldInfo {
    /// Its key on the wire.
    pub name: &'static str,
    /// The key as JSON text, between the comma before it and the colon behind it.
    pub(super) json_key: &'static str,
    /// Another spelling that was seen.
    pub alias: Option<&'static str>,
    /// What it holds.
    pub kind: ValueKind,
    /// Its meaning.
    pub doc: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum ValueKind {
    /// Text.
    Text,
    /// Text about a person.
    Personal,
    /// Text that is a credential.
    Secret,
    /// A whole number.
    Integer,
    /// True or false.
    Flag,
    /// An instant, as text.
    Time,
    /// A length of time, as text.
    Duration,
    /// One of the constants (with their C codes), or a new one.
    Constant(&'static [(&'static str, i32)]),
    /// Any JSON value.
    Json,
    /// A link: a record, or mere text.
    Link(&'static Schema),
    /// One record.
    Record(&'static Schema),
    /// A list of records.
    List(&'static Schema),
}

/// A value on its way out of a record.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing was sent, or null.
    Null,
    /// Text of any kind, secrets included: code that shows it must check the field's [`ValueKind`].
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
    /// JSON text.
    Json(&'a Json),
    /// A record.
    Record(&'a dyn Record),
    /// A list of records.
    List(&'a dyn Records),
}

impl View<'_> {
    /// The value as JSON text; a record as [its own](Record#method.to_json).
    pub fn to_json(self) -> String {
        json_text(self)
    }
}

/// An answer of the server, or a part of one.
pub trait Record {
    /// The documented fields.
    fn schema(&self) -> &'static Schema;
    /// The value of the field at this place of the schema.
    fn get(&self, index: usize) -> View<'_>;
    /// What the documented fields do not hold.
    fn extra(&self) -> &Extra;
    /// The text that came, of a whole answer whose client keeps it ([`Config::keep_json`](crate::Config::keep_json)).
    fn json(&self) -> Option<&Json> {
        None
    }
}

/// A list of records.
pub trait Records {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The record at a place.
    fn at(&self, index: usize) -> &dyn Record;
}

impl<R: Record> Records for Vec<R> {
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> &dyn Record {
        &self[index]
    }
}

impl dyn Record + '_ {
    /// Calls `visit` with the place (if documented), the key and the value of everything in the record:
    /// each documented field, null where nothing was sent, then the unknown keys.
    /// Where a value did not fit its documented type, it is the value that came.
    pub fn walk<'a, E>(
        &'a self,
        mut visit: impl FnMut(Option<usize>, &'a str, View<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (schema, extra) = (self.schema(), self.extra());
        for (index, field) in schema.fields.iter().enumerate() {
            let kept = if extra.is_empty() { None } else { extra.get(field.name) };
            visit(Some(index), field.name, kept.map_or_else(|| self.get(index), View::Json))?;
        }
        for (name, json) in extra {
            if schema.field(name).is_none() {
                visit(None, name, View::Json(json))?;
            }
        }
        Ok(())
    }

    /// The whole record as JSON text: the one that came, where it was kept, otherwise one with every documented key.
    pub fn to_json(&self) -> String {
        View::Record(self).to_json()
    }

    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schema = self.schema();
        let mut out = f.debug_struct(schema.name);
        // Writing errors are kept by the builder and come out of `finish`.
        let _ = self.walk(|index, name, view| {
            let hidden =
                index.is_some_and(|i| matches!(schema.fields[i].kind, ValueKind::Personal | ValueKind::Secret));
            match view {
                View::Null => out.field(name, &None::<()>),
                View::Text(_) if hidden || matches!(index.map(|i| schema.fields[i].kind), Some(ValueKind::Link(_))) => {
                    out.field(name, &format_args!("[redacted]"))
                }
                View::Text(text) => out.field(name, &text),
                View::Integer(number) => out.field(name, &number),
                View::Flag(flag) => out.field(name, &flag),
                View::Json(json) => out.field(name, json),
                View::Record(record) => out.field(name, &Shown(record)),
                View::List(list) => out.field(name, &ShownList(list)),
            };
            Ok::<(), ()>(())
        });
        out.finish()
    }
}

struct Shown<'a>(&'a dyn Record);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

struct ShownList<'a>(&'a dyn Records);

impl fmt::Debug for ShownList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.0.len()).map(|i| Shown(self.0.at(i)))).finish()
    }
}

impl Serialize for dyn Record + '_ {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.walk(|_, name, view| map.serialize_entry(name, &view))?;
        map.end()
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(number),
            Self::Flag(flag) => serializer.serialize_bool(flag),
            Self::Json(json) => {
                let raw: &serde_json::value::RawValue =
                    serde_json::from_str(json.text()).map_err(serde::ser::Error::custom)?;
                raw.serialize(serializer)
            }
            Self::Record(record) => record.serialize(serializer),
            Self::List(list) => serializer.collect_seq((0..list.len()).map(|i| View::Record(list.at(i)))),
        }
    }
}

/// Writes a record down: `id`, `json` if it is a whole answer, documentation, name, and for each field its documentation,
/// wire name and Rust type.
macro_rules! record {
    (
        $id:literal $($json:ident)?
        $(#[doc = $doc:literal])+
        $Name:ident { $(
            $(#[doc = $field_doc:literal])+
            $wire:literal $(| $alias:literal)? => $field:ident : $Type:ty,
        )* }
    ) => {
        $(#[doc = $doc])+
        ///
        /// Each field is `None` where the server sent nothing or null, and where a value had not the documented type.
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $Name {
            $($(#[doc = $field_doc])+ pub $field: Option<$Type>,)*
            /// Keys that are not documented, and values of another type than the documented one, as they came.
            pub extra: $crate::model::Extra,
            $(
                /// The text that came, where the client keeps it ([`Config::keep_json`](crate::Config::keep_json)).
                pub $json: Option<$crate::model::Json>,
            )?
        }

        impl $Name {
            /// The documented fields.
            pub const SCHEMA: &'static $crate::model::Schema = &$crate::model::Schema {
                id: $id,
                name: stringify!($Name),
                doc: concat!($($doc),+),
                fields: &[$($crate::model::FieldInfo {
                    name: $wire,
                    json_key: concat!(",\"", $wire, "\":"),
                    alias: $crate::model::record::alias!($($alias)?),
                    kind: <$Type as $crate::model::read::Field>::KIND,
                    doc: concat!($($field_doc),+),
                },)*],
            };
        }

        impl $crate::model::Record for $Name {
            fn schema(&self) -> &'static $crate::model::Schema { Self::SCHEMA }

            fn get(&self, index: usize) -> $crate::model::View<'_> {
                let mut at = 0..;
                $(if at.next() == Some(index) {
                    return $crate::model::read::view(self.$field.as_ref());
                })*
                let _ = at;
                $crate::model::View::Null
            }

            fn extra(&self) -> &$crate::model::Extra { &self.extra }

            $(fn $json(&self) -> Option<&$crate::model::Json> { self.$json.as_ref() })?
        }

        impl $crate::model::read::Readable for $Name {
            const SCHEMA: &'static $crate::model::Schema = Self::SCHEMA;

            fn read(reader: &mut $crate::model::read::Reader<'_>) -> Result<Self, $crate::model::read::BadAnswer> {
                let mut record = Self::default();
                $(let $json = reader.place();)?
                let mut key = reader.first_key()?;
                while let Some(name) = key {
                    match name {
                        $($wire => record.$field = reader.field($wire, &mut record.extra)?,)*
                        unknown => {
                            let unknown = unknown.to_owned();
                            reader.unknown(Self::SCHEMA, unknown, &mut record.extra)?;
                        }
                    }
                    key = reader.next_key()?;
                }
                $($(if record.$field.is_none() {
                    record.$field = reader.other_spelling(record.extra.get($alias))?;
                })?)*
                $(record.$json = reader.kept($json)?;)?
                Ok(record)
            }
        }

        impl $crate::model::read::Field for $Name {
            const KIND: $crate::model::ValueKind = $crate::model::ValueKind::Record(Self::SCHEMA);

            fn read(
                reader: &mut $crate::model::read::Reader<'_>,
                peek: jiter::Peek,
            ) -> Result<$crate::model::read::Got<Self>, $crate::model::read::BadAnswer> {
                reader.record(peek)
            }

            fn view(&self) -> $crate::model::View<'_> { $crate::model::View::Record(self) }
        }

        impl std::fmt::Debug for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                (self as &dyn $crate::model::Record).debug(f)
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                (self as &dyn $crate::model::Record).serialize(serializer)
            }
        }
    };
}

macro_rules! alias {
    () => {
        None
    };
    ($alias:literal) => {
        Some($alias)
    };
}

pub(crate) use {alias, record};
