//! What must not be deleted, whatever the plan says: a file of ids, read again for each item.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::plan::Item;
use crate::Id;
use crate::guard::lock;

/// The list, and what it was when it was last read.
pub(super) struct Holds {
    path: Option<PathBuf>,
    last: Mutex<(Vec<u8>, HashSet<String>)>,
}

impl Holds {
    pub(super) fn new(path: Option<&Path>) -> Self {
        Self { path: path.map(Path::to_owned), last: Mutex::default() }
    }

    /// Whether it can be read; why not.
    pub(super) fn check(&self) -> Result<(), String> {
        self.with(|_| ())
    }

    /// Whether an item, its package or one of its videos, is on it; why that is not known.
    pub(super) fn hold(&self, item: &Item) -> Result<bool, String> {
        self.with(|ids| {
            let held = |id: &str| ids.contains(&id.to_ascii_lowercase());
            held(&item.package_id)
                || item.meeting_video_id.as_deref().is_some_and(held)
                || item.was.videos.iter().any(|video| held(&video.meeting_video_id))
        })
    }

    fn with<T>(&self, ask: impl FnOnce(&HashSet<String>) -> T) -> Result<T, String> {
        let mut last = lock(&self.last);
        if let Some(path) = &self.path {
            let bytes = fs::read(path).map_err(|error| format!("holds: {} cannot be read: {error}", path.display()))?;
            if bytes != last.0 {
                let ids = read(&bytes).map_err(|reason| format!("holds: {}: {reason}", path.display()))?;
                *last = (bytes, ids);
            }
        }
        Ok(ask(&last.1))
    }
}

/// One id a line; empty lines and those that begin with `#` say nothing.
fn read(bytes: &[u8]) -> Result<HashSet<String>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut ids = HashSet::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if Id::new(line, "id").is_err() {
            return Err(format!("line {} is no id; one id a line", number + 1));
        }
        ids.insert(line.to_ascii_lowercase());
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn one_id_a_line() {
        let ids = read("\u{feff}# legal\r\nAB-1\r\n\n  cd-2  \n".as_bytes());
        assert_eq!(ids.map(|ids| (ids.len(), ids.contains("ab-1"), ids.contains("cd-2"))), Ok((2, true, true)));
        for (text, error) in [
            (&b"a\nb,c\n"[..], "line 2 is no id; one id a line"),
            (b"\xff\xfea\0", "it is not UTF-8"),
            (b"a b", "line 1 is no id; one id a line"),
        ] {
            assert_eq!(read(text).map_err(|reason| reason.clone()), Err(error.to_owned()));
        }
    }
}
