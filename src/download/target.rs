//! Where a video is to be saved.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::file::Failed;

/// The media types of videos that have a suffix of their own.
const SUFFIXES: [(&str, &str); 2] = [("video/mp4", "mp4"), ("video/webm", "webm")];
/// The suffix of other media types.
const OTHER: &str = "bin";

/// Where a video is to be saved.
#[derive(Clone, Debug)]
#[cfg_attr(not(any(test, feature = "cleanup")), expect(dead_code, reason = "archives give a stem"))]
pub(crate) enum Target {
    /// This file.
    Path(PathBuf),
    /// A file of this name and the suffix of its media type: `mp4`, `webm` or `bin`.
    Stem(PathBuf),
}

impl Target {
    /// The file that is written first.
    pub(super) fn part(&self) -> PathBuf {
        let (Self::Path(path) | Self::Stem(path)) = self;
        append(path, "part")
    }

    /// The suffixes that a stem may get.
    pub(crate) fn suffixes() -> impl Iterator<Item = &'static str> {
        SUFFIXES.iter().map(|(_, suffix)| *suffix).chain([OTHER])
    }

    /// The file in the end.
    pub(super) fn path(&self, content_type: Option<&str>) -> PathBuf {
        match self {
            Self::Path(path) => path.clone(),
            Self::Stem(stem) => append(stem, suffix(content_type)),
        }
    }

    /// Fails if any file that it may become exists.
    pub(super) fn check_free(&self) -> Result<(), Failed> {
        let paths = match self {
            Self::Path(path) => vec![path.clone()],
            Self::Stem(stem) => Self::suffixes().map(|suffix| append(stem, suffix)).collect(),
        };
        for path in paths {
            let error = match path.symlink_metadata() {
                Ok(_) => exists(),
                // An empty path names no file, and can never be there.
                Err(error) if error.kind() == ErrorKind::NotFound && !path.as_os_str().is_empty() => continue,
                Err(error) => error,
            };
            return Err(Failed { path, error });
        }
        Ok(())
    }
}

/// The error of a path that is taken, with the system's number.
fn exists() -> io::Error {
    // EEXIST; ERROR_FILE_EXISTS.
    io::Error::from_raw_os_error(if cfg!(windows) { 80 } else { 17 })
}

fn append(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(suffix);
    name.into()
}

fn suffix(content_type: Option<&str>) -> &'static str {
    let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    SUFFIXES.iter().find(|(known, _)| *known == kind).map_or(OTHER, |(_, suffix)| suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let stem = Target::Stem("a/v-1.2".into());
        assert_eq!(stem.part(), Path::new("a/v-1.2.part"));
        for (content_type, path) in [
            (Some("video/mp4"), "a/v-1.2.mp4"),
            (Some("Video/MP4; codecs=avc1"), "a/v-1.2.mp4"),
            (Some("video/webm"), "a/v-1.2.webm"),
            (Some("video/quicktime"), "a/v-1.2.bin"),
            (None, "a/v-1.2.bin"),
        ] {
            assert_eq!(stem.path(content_type), Path::new(path));
        }
        let path = Target::Path("a/film.mov".into());
        assert_eq!((path.part(), path.path(Some("video/mp4"))), ("a/film.mov.part".into(), "a/film.mov".into()));
    }
}
