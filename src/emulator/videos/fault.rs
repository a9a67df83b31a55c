//! What can go wrong with a video only.

use std::fmt;

/// What goes wrong when a video is requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VideoFault {
    /// The connection is closed after so many bytes of the body.
    Cut(u64),
    /// After so many bytes of the body no further one comes for 600 s, or until the client leaves.
    Stall(u64),
    /// The file is longer than listed by so many bytes, or shorter; `Content-Length` says so.
    WrongLength(i64),
    /// A range begins so many bytes behind the place asked for, and says so.
    ShiftedRange(u64),
    /// The whole file, with status 200, although a range was requested.
    IgnoreRange,
    /// The right bytes as another `Content-Type`.
    ContentType(String),
    /// Another `ETag` in each answer, so that no range fits what was sent before.
    NewEtag,
    /// No `ETag`.
    NoEtag,
    /// The whole file in chunks, without a `Content-Length`.
    NoLength,
}

/// As they stand in messages.
pub(in crate::emulator) const KINDS: &str = "cut=BYTES, stall=BYTES, wrong_length=BYTES, shifted_range=BYTES, \
    ignore_range, content_type=TYPE, new_etag, no_etag, no_length";

impl VideoFault {
    /// Reads a kind and its value; `None` if it is no kind of fault of videos, an error that says what is wanted.
    pub(in crate::emulator) fn read(name: &str, value: Option<&str>) -> Option<Result<Self, String>> {
        fn number<T: std::str::FromStr>(
            name: &str,
            value: Option<&str>,
            make: fn(T) -> VideoFault,
        ) -> Result<VideoFault, String> {
            let number = value.and_then(|text| text.parse().ok());
            number.map(make).ok_or_else(|| format!("'{name}' needs a whole number of bytes"))
        }
        let plain = |fault: Self| match value {
            None => Ok(fault),
            Some(_) => Err(format!("'{name}' takes no value")),
        };
        Some(match name {
            "cut" => number(name, value, Self::Cut),
            "stall" => number(name, value, Self::Stall),
            "wrong_length" => number(name, value, Self::WrongLength),
            "shifted_range" => number(name, value, Self::ShiftedRange),
            "content_type" => match value.filter(|text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte))) {
                Some(text) => Ok(Self::ContentType(text.to_owned())),
                None => Err("'content_type' needs a media type".to_owned()),
            },
            "ignore_range" => plain(Self::IgnoreRange),
            "new_etag" => plain(Self::NewEtag),
            "no_etag" => plain(Self::NoEtag),
            "no_length" => plain(Self::NoLength),
            _ => return None,
        })
    }
}

impl fmt::Display for VideoFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(bytes) => write!(out, "cut={bytes}"),
            Self::Stall(bytes) => write!(out, "stall={bytes}"),
            Self::WrongLength(bytes) => write!(out, "wrong_length={bytes}"),
            Self::ShiftedRange(bytes) => write!(out, "shifted_range={bytes}"),
            Self::ContentType(kind) => write!(out, "content_type={kind}"),
            Self::IgnoreRange => out.write_str("ignore_range"),
            Self::NewEtag => out.write_str("new_etag"),
            Self::NoEtag => out.write_str("no_etag"),
            Self::NoLength => out.write_str("no_length"),
        }
    }
}
