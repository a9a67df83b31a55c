//! From JSON text to records, in one pass over the text.
//!
//! A value of the wrong type never fails an answer: it is kept as it came.  Only what is no JSON at all does.

use std::sync::atomic::{AtomicBool, Ordering};

use jiter::{Jiter, JiterError, Peek};

use super::record::{Extra, Record, Schema, ValueKind, View};
use super::{AnyLink, IsoDuration, Json, Link, Personal, Time};
use crate::secret::Secret;

/// Why a body is not an answer.  It never quotes the body.
#[derive(Debug)]
pub(crate) struct BadAnswer(pub(crate) String);

impl From<JiterError> for BadAnswer {
    fn from(error: JiterError) -> Self {
        Self(format!("it is not JSON: {} at byte {}", error.error_type, error.index))
    }
}

/// An answer may take so much memory, beside `MEMORY_PER_BYTE` for each byte of its body.  A large answer of the
/// vendor's takes 3 times its size; a list of empty objects would take 100 times.
const MEMORY: usize = 32 << 20;
const MEMORY_PER_BYTE: usize = 8;
/// What a key takes that is not documented, beside its text and its value's.
const MEMORY_PER_KEY: usize = 96;
/// How many keys and elements are read between two checks of `stop`.
const CHECK: u32 = 1_024;

/// Reads one record that is the whole of `body`, and gives up when `stop` is set.  Tells as well whether it may differ
/// from what is documented; hardly any does.  With `keep` an answer keeps its text.
pub(crate) fn read_until<R: Readable>(body: &[u8], keep: bool, stop: &AtomicBool) -> Result<(R, bool), BadAnswer> {
    if body.is_empty() {
        return Err(BadAnswer("it is empty".into()));
    }
    let text = std::str::from_utf8(body);
    let text = text.map_err(|error| BadAnswer(format!("it is not UTF-8 at byte {}", error.valid_up_to())))?;
    let mut reader = Reader { keep, ..Reader::new(text, Some(stop)) };
    if reader.jiter.peek()? != Peek::Object {
        return Err(BadAnswer("it is no JSON object".into()));
    }
    let record = R::read(&mut reader)?;
    reader.jiter.finish()?;
    Ok((record, reader.unusual))
}

/// Reads one record that is the whole of `body`.
#[cfg(test)]
pub(crate) fn read<R: Readable>(body: &[u8]) -> Result<R, BadAnswer> {
    read_until(body, false, &AtomicBool::new(false)).map(|(record, _)| record)
}

/// A record that can be read.
pub(crate) trait Readable: Sized + Send + 'static {
    const SCHEMA: &'static Schema;
    fn read(reader: &mut Reader<'_>) -> Result<Self, BadAnswer>;
}

/// A type that a field can have.
pub(crate) trait Field: Sized {
    const KIND: ValueKind;
    /// Reads the value that `peek` announces, which is not null.
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer>;
    fn view(&self) -> View<'_>;
}

/// What was found where a field was expected.
pub(crate) enum Got<T> {
    Value(T),
    /// The documented type, but the text says more than our type can hold (`1.0` for 1).
    Inexact(T, Json),
    WrongType(Json),
}

pub(super) fn view<T: Field>(value: Option<&T>) -> View<'_> {
    value.map_or(View::Null, Field::view)
}

pub(crate) struct Reader<'j> {
    text: &'j str,
    jiter: Jiter<'j>,
    stop: Option<&'j AtomicBool>,
    steps: u32,
    /// How much memory the answer may still take.
    memory: usize,
    /// Whether something may differ from what is documented.
    unusual: bool,
    /// Whether answers keep their text.
    keep: bool,
}

impl<'j> Reader<'j> {
    fn new(text: &'j str, stop: Option<&'j AtomicBool>) -> Self {
        let memory = text.len().saturating_mul(MEMORY_PER_BYTE).saturating_add(MEMORY);
        Self { text, jiter: Jiter::new(text.as_bytes()), stop, steps: 0, memory, unusual: false, keep: false }
    }

    /// Counts a step that takes memory.
    fn take(&mut self, memory: usize) -> Result<(), BadAnswer> {
        self.steps += 1;
        if self.steps.is_multiple_of(CHECK) && self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Err(BadAnswer("it was not read to its end".into()));
        }
        self.memory = self
            .memory
            .checked_sub(memory)
            .ok_or_else(|| BadAnswer("it has more keys or elements than its size allows".into()))?;
        Ok(())
    }

    /// Keeps what is not documented.
    pub(super) fn unknown(&mut self, schema: &Schema, name: String, extra: &mut Extra) -> Result<(), BadAnswer> {
        self.take(MEMORY_PER_KEY)?;
        self.unusual |= !schema.knows(&name);
        let json = self.json()?;
        extra.insert(name, json);
        Ok(())
    }

    pub(super) fn first_key(&mut self) -> Result<Option<&str>, BadAnswer> {
        Ok(self.jiter.next_object()?)
    }

    pub(super) fn next_key(&mut self) -> Result<Option<&str>, BadAnswer> {
        Ok(self.jiter.next_key()?)
    }

    /// The next value as the text that came.
    fn json(&mut self) -> Result<Json, BadAnswer> {
        let peek = self.jiter.peek()?;
        self.skip(peek)
    }

    fn skip(&mut self, peek: Peek) -> Result<Json, BadAnswer> {
        let start = self.jiter.current_index();
        self.jiter.known_skip(peek)?;
        self.since(start)
    }

    /// Where the next value begins.
    pub(super) fn place(&self) -> usize {
        self.jiter.current_index()
    }

    /// The text since a place, if it is to be kept.
    pub(super) fn kept(&self, start: usize) -> Result<Option<Json>, BadAnswer> {
        self.keep.then(|| self.since(start)).transpose()
    }

    /// The text since a place.  Values begin and end at ASCII characters.
    fn text_since(&self, start: usize) -> Result<&'j str, BadAnswer> {
        self.text.get(start..self.place()).ok_or_else(|| BadAnswer("it is not UTF-8".into()))
    }

    fn since(&self, start: usize) -> Result<Json, BadAnswer> {
        Ok(Json(self.text_since(start)?.trim_end().into()))
    }

    /// The value of a documented field; what does not fit goes to `extra`.
    pub(super) fn field<T: Field>(&mut self, name: &str, extra: &mut Extra) -> Result<Option<T>, BadAnswer> {
        let peek = self.jiter.peek()?;
        let (value, kept) = if peek == Peek::Null {
            self.jiter.known_null()?;
            (None, None)
        } else {
            match T::read(self, peek)? {
                Got::Value(value) => (Some(value), None),
                Got::Inexact(value, json) => (Some(value), Some(json)),
                Got::WrongType(json) => (None, Some(json)),
            }
        };
        // A key that comes twice: the last one counts, as in every JSON reader.
        if let Some(json) = kept {
            self.unusual = true;
            extra.insert(name.to_owned(), json);
        } else if !extra.is_empty() {
            extra.remove(name);
        }
        Ok(value)
    }

    /// Reads a value that was kept under another spelling; a wrong type counts as nothing.
    pub(super) fn other_spelling<T: Field>(&mut self, json: Option<&Json>) -> Result<Option<T>, BadAnswer> {
        let Some(json) = json else { return Ok(None) };
        let mut reader = Reader::new(json.text(), None);
        let value = reader.field("", &mut Extra::new());
        self.unusual |= reader.unusual;
        value
    }

    /// A nested record.
    pub(super) fn record<R: Readable>(&mut self, peek: Peek) -> Result<Got<R>, BadAnswer> {
        if peek == Peek::Object { Ok(Got::Value(R::read(self)?)) } else { Ok(Got::WrongType(self.skip(peek)?)) }
    }

    fn text<T>(&mut self, peek: Peek, make: impl FnOnce(&str) -> T) -> Result<Got<T>, BadAnswer> {
        if peek == Peek::String {
            Ok(Got::Value(make(self.jiter.known_str()?)))
        } else {
            Ok(Got::WrongType(self.skip(peek)?))
        }
    }

    /// The same, of which not every text is documented.
    pub(super) fn documented<T>(
        &mut self,
        peek: Peek,
        make: impl FnOnce(&str) -> T,
        is_documented: impl FnOnce(&T) -> bool,
    ) -> Result<Got<T>, BadAnswer> {
        let got = self.text(peek, make)?;
        if let Got::Value(value) = &got {
            self.unusual |= !is_documented(value);
        }
        Ok(got)
    }
}

macro_rules! text_field {
    ($($Type:ty: $kind:ident, $make:expr, $text:expr;)*) => {$(
        impl Field for $Type {
            const KIND: ValueKind = ValueKind::$kind;
            fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
                reader.text(peek, $make)
            }
            fn view(&self) -> View<'_> {
                let text: fn(&Self) -> &str = $text;
                View::Text(text(self))
            }
        }
    )*};
}

text_field! {
    String: Text, |text: &str| text.to_owned(), |text| text;
    Personal: Personal, |text: &str| Personal(text.to_owned()), |personal| personal;
    Secret: Secret, |text: &str| Secret::new(text), Secret::expose;
    IsoDuration: Duration, |text: &str| IsoDuration::new(text), IsoDuration::as_str;
}

impl Field for Time {
    const KIND: ValueKind = ValueKind::Time;
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        reader.documented(peek, |text| Self::new(text), |time| !time.is_no_date())
    }
    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

impl Field for i64 {
    const KIND: ValueKind = ValueKind::Integer;
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        if !peek.is_num() {
            return Ok(Got::WrongType(reader.skip(peek)?));
        }
        let start = reader.jiter.current_index();
        reader.jiter.known_skip(peek)?;
        if let Ok(number) = reader.text_since(start)?.trim_end().parse() {
            return Ok(Got::Value(number));
        }
        let json = reader.since(start)?;
        // A .NET server may write a whole `double` as `1.0`.  2^53 is where doubles stop being exact.
        match json.text().parse::<f64>() {
            Ok(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
                Ok(Got::Inexact(number as Self, json))
            }
            _ => Ok(Got::WrongType(json)),
        }
    }
    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }
}

impl Field for bool {
    const KIND: ValueKind = ValueKind::Flag;
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        if peek == Peek::True || peek == Peek::False {
            Ok(Got::Value(reader.jiter.known_bool(peek)?))
        } else {
            Ok(Got::WrongType(reader.skip(peek)?))
        }
    }
    fn view(&self) -> View<'_> {
        View::Flag(*self)
    }
}

impl Field for Json {
    const KIND: ValueKind = ValueKind::Json;
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        Ok(Got::Value(reader.skip(peek)?))
    }
    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

impl Field for AnyLink {
    const KIND: ValueKind = ValueKind::Link(Link::SCHEMA);
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        if peek == Peek::Object {
            Ok(Got::Value(Self::Link(Box::new(Readable::read(reader)?))))
        } else {
            reader.text(peek, |text| Self::Text(Secret::new(text)))
        }
    }
    fn view(&self) -> View<'_> {
        match self {
            Self::Link(link) => View::Record(&**link),
            Self::Text(text) => View::Text(text.expose()),
        }
    }
}

impl<R: Readable + Record> Field for Vec<R> {
    const KIND: ValueKind = ValueKind::List(R::SCHEMA);
    /// A list in which one element is no object is as a whole of the wrong type: to drop the element
    /// would hide it, and a typed list has no place for it.
    fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
        if peek != Peek::Array {
            return Ok(Got::WrongType(reader.skip(peek)?));
        }
        let start = reader.jiter.current_index();
        let mut list = Self::new();
        let mut foreign = false;
        let mut element = reader.jiter.known_array()?;
        while let Some(peek) = element {
            reader.take(size_of::<R>())?;
            if peek == Peek::Object && !foreign {
                if list.is_empty() {
                    // Most lists have one element; `push` alone would make room for four.
                    list.reserve_exact(1);
                }
                list.push(R::read(reader)?);
            } else {
                foreign = true;
                reader.jiter.known_skip(peek)?;
            }
            element = reader.jiter.array_step()?;
        }
        if !foreign {
            return Ok(Got::Value(list));
        }
        let json = reader.since(start)?;
        // Its elements were read one by one; as one value it may be nested too deeply.
        Reader::new(json.text(), None).json()?;
        Ok(Got::WrongType(json))
    }
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}
