//! What is saved before it is deleted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::effects::Effects;
use super::failure::{Failure, Result};
use super::journal::{Known, sums_line};
use super::options::Archive;
use super::plan::Item;
use super::remote::{Remote, Seen};
use super::sha256::Sha256;
use crate::atomic_file::AtomicFile;
use crate::download::{Target, VideoFile};
use crate::error::Error;
use crate::model::{Record, Video, VideoState};
use crate::{Id, folder};

/// The list of all saved files, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// Where files are saved.
pub(super) struct ArchiveDir {
    path: PathBuf,
}

/// A file that is on the disk.
pub(super) struct SavedFile {
    /// Its path below the folder, with `/`.
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) sha256: Sha256,
}

/// Why an item is not saved.
pub(super) enum NotSaved {
    /// It cannot be saved yet.
    NotReady,
    /// It should have been, and the disk is why it is not.
    Failed(String),
    /// The same, and the server or the host of the video is why.
    Server(Error),
}

impl ArchiveDir {
    /// The folder, which is made if there is none.  One in which nothing can be written is refused now: items whose
    /// files cannot be saved are settled.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let cannot = |error: io::Error| {
            Failure::plan(format!("archive_dir: {} cannot be used: {error}; nothing was sent", path.display()))
        };
        folder::create(path).map_err(cannot)?;
        let path = fs::canonicalize(path).map_err(cannot)?;
        // Never finished, so nothing is replaced.
        drop(AtomicFile::written(&path.join(SUMS), |_| Ok(())).map_err(cannot)?);
        Ok(Self { path })
    }

    /// Saves what the plan says of an item, of which an earlier run may have saved these files.
    pub(super) async fn save(
        &self,
        remote: &Remote<'_>,
        archive: Option<Archive>,
        item: &Item,
        seen: &Seen,
        before: &[(Box<str>, Sha256)],
    ) -> Result<Vec<SavedFile>, NotSaved> {
        match archive {
            None => Ok(Vec::new()),
            Some(Archive::Data) => self.save_data(remote, item, seen).await,
            Some(Archive::Videos) => self.save_videos(remote, item, seen, before).await,
        }
    }

    /// Every video that is to go, unless one of them cannot be saved.
    async fn save_videos(
        &self,
        remote: &Remote<'_>,
        item: &Item,
        seen: &Seen,
        before: &[(Box<str>, Sha256)],
    ) -> Result<Vec<SavedFile>, NotSaved> {
        let wanted = |video: &&Video| match (&item.meeting_video_id, &video.meeting_video_id) {
            (None, _) => video.state != Some(VideoState::Deleted),
            (Some(wanted), Some(id)) => wanted.eq_ignore_ascii_case(id),
            (Some(_), None) => false,
        };
        let package = Id::new(item.package_id.clone(), "package_id").map_err(NotSaved::Server)?;
        let mut videos = Vec::new();
        // Nothing is fetched where one of them has to wait.
        for video in seen.videos.iter().filter(wanted) {
            let id = video.meeting_video_id.as_ref().and_then(|id| Id::new(id.clone(), "meeting_video_id").ok());
            let ready = video.state == Some(VideoState::Archived) && video.url.is_some();
            let size = video.size.and_then(|size| u64::try_from(size).ok());
            let (Some(id), Some(size), true) = (id, size, ready) else { return Err(NotSaved::NotReady) };
            videos.push((id, size));
        }
        let mut files = Vec::new();
        for (video, size) in videos {
            files.push(self.save_video(remote, &package, &video, size, before).await?);
        }
        Ok(files)
    }

    async fn save_video(
        &self,
        remote: &Remote<'_>,
        package: &Id,
        video: &Id,
        size: u64,
        before: &[(Box<str>, Sha256)],
    ) -> Result<SavedFile, NotSaved> {
        let name = format!("p-{}/v-{}", package.as_str(), video.as_str());
        let failed = |error: &dyn std::fmt::Display| NotSaved::Failed(format!("{name}: {error}"));
        let stem = self.path.join(&name);
        if let Some(folder) = stem.parent() {
            folder::create(folder).map_err(|error| failed(&error))?;
        }
        let there =
            Target::suffixes().map(|suffix| format!("{name}.{suffix}")).find(|name| self.path.join(name).exists());
        let Some(there) = there else {
            let saved = remote.download(package, video, stem).await.map_err(NotSaved::Server)?;
            return self.saved(&saved).ok_or_else(|| failed(&"its hash is none"));
        };
        // An earlier run left it.  It is not written again, but believed only if it is what it should be.  That run may
        // have died before the name was on the disk.
        let path = self.path.join(&there);
        let left = folder::sync(&path).and_then(|()| Sha256::of_file(&path));
        let (sha256, bytes) = left.map_err(|error| failed(&error))?;
        let same = match before.iter().find(|(file, _)| **file == *there) {
            Some((_, recorded)) => *recorded == sha256,
            // It died before its hash was written down: it is compared with what the server has.
            None => self.fetch_again(remote, package, video, &name).await? == Some(sha256),
        };
        if same && bytes == size {
            return Ok(SavedFile { name: there, bytes, sha256 });
        }
        Err(failed(&"a file of this name is there, and is something else"))
    }

    /// The hash of what the server has.
    async fn fetch_again(
        &self,
        remote: &Remote<'_>,
        package: &Id,
        video: &Id,
        name: &str,
    ) -> Result<Option<Sha256>, NotSaved> {
        let stem = self.path.join(format!("{name}.again"));
        let clear = || {
            for suffix in Target::suffixes() {
                let _ = fs::remove_file(self.path.join(format!("{name}.again.{suffix}")));
            }
        };
        clear();
        let saved = remote.download(package, video, stem).await.map_err(NotSaved::Server);
        clear();
        Ok(Sha256::read(&saved?.sha256))
    }

    fn saved(&self, file: &VideoFile) -> Option<SavedFile> {
        let name = file.path.strip_prefix(&self.path).ok()?;
        let name = name.components().map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>()?.join("/");
        Some(SavedFile { name, bytes: file.bytes, sha256: Sha256::read(&file.sha256)? })
    }

    /// What the server tells of it, without what opens something without a login; of a package also what its signers
    /// filled in, as it came.
    async fn save_data(&self, remote: &Remote<'_>, item: &Item, seen: &Seen) -> Result<Vec<SavedFile>, NotSaved> {
        let folder = format!("p-{}", item.package_id);
        let Some(video) = &item.meeting_video_id else {
            let id = Id::new(item.package_id.clone(), "package_id").map_err(NotSaved::Server)?;
            let data = remote.data(&id).await.map_err(NotSaved::Server)?;
            return Ok(vec![
                self.put(remote.effects, &format!("{folder}/package.json"), masked(&seen.package))?,
                self.put(remote.effects, &format!("{folder}/data.json"), serde_json::to_value(&data))?,
            ]);
        };
        let is_it = |id: Option<&str>| id.is_some_and(|id| id.eq_ignore_ascii_case(video));
        let record = seen.videos.iter().find(|listed| is_it(listed.meeting_video_id.as_deref()));
        let record = record.ok_or(NotSaved::NotReady)?;
        Ok(vec![self.put(remote.effects, &format!("{folder}/v-{video}.json"), masked(record))?])
    }

    fn put(
        &self,
        effects: &dyn Effects,
        name: &str,
        value: serde_json::Result<serde_json::Value>,
    ) -> Result<SavedFile, NotSaved> {
        let failed = |error: &dyn std::fmt::Display| NotSaved::Failed(format!("{name}: {error}"));
        let text = value.and_then(|value| serde_json::to_vec_pretty(&value));
        let mut bytes = text.map_err(|error| failed(&error))?;
        bytes.push(b'\n');
        self.write(effects, name, &bytes).map_err(|error| failed(&error))?;
        Ok(SavedFile { name: name.to_owned(), bytes: bytes.len() as u64, sha256: Sha256::of(&[&bytes]) })
    }

    /// Writes a file that is there as a whole or not at all.  What an earlier run left of it is replaced: it was not
    /// deleted after that, or nobody would write it again.
    fn write(&self, effects: &dyn Effects, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            folder::create(folder)?;
        }
        let part = path.with_added_extension("part");
        for old in [&part, &path] {
            match fs::remove_file(old) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let file = effects.create(&part)?;
        effects.write(&file, bytes)?;
        effects.sync(&file)?;
        effects.rename(&part, &path)
    }

    /// Writes the list of what is saved.
    pub(super) fn write_sums(&self, effects: &dyn Effects, items: &[Known]) -> io::Result<()> {
        let saved = items.iter().flat_map(|known| &known.saved);
        let there = saved.filter(|(file, _)| self.path.join(&**file).is_file());
        let mut lines: Vec<_> = there.map(|(file, hash)| sums_line(file, hash)).collect();
        lines.sort_unstable();
        self.write(effects, SUMS, lines.concat().as_bytes())
    }
}

fn masked(record: &dyn Record) -> serde_json::Result<serde_json::Value> {
    let mut value = serde_json::to_value(record)?;
    mask(&mut value);
    Ok(value)
}

/// Takes out links, tokens and addresses: whoever has them needs no login.
fn mask(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.to_ascii_lowercase();
                let key = key.trim_end_matches('s');
                if ["link", "token", "url"].iter().any(|end| key.ends_with(end)) || key == "timeurlexpire" {
                    hide(value);
                } else {
                    mask(value);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(mask),
        Value::String(text) if text.contains("://") => *value = Value::Null,
        _ => {}
    }
}

/// The same for what is behind such a key: of an object its texts, for it may also have an id.
fn hide(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Object(_) => mask(value),
        Value::Array(list) => list.iter_mut().for_each(hide),
        _ => *value = Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn what_opens_something_is_not_saved() {
        let mut value = json!({
            "name": "x", "url": "https://h/v?sig=canary", "timeUrlExpires": "2026-01-01T00:00:00Z",
            "signLink": {"linkId": 1, "link": "canary", "token": "canary"},
            "links": ["canary", {"linkId": 2, "token": "canary"}],
            "externalData": {"note": "see https://h/?t=canary"},
        });
        super::mask(&mut value);
        assert_eq!(
            value,
            json!({
                "name": "x", "url": null, "timeUrlExpires": null,
                "signLink": {"linkId": 1, "link": null, "token": null},
                "links": [null, {"linkId": 2, "token": null}],
                "externalData": {"note": null},
            })
        );
    }
}
