//! Saving a video: from the URL in the list of videos to a whole file on the disk.
//!
//! The URL opens the video without a login, so nothing else goes there: a second HTTP client without the key, without
//! `Referer`, without cookies. A response is accepted only if it agrees with itself and with the list.

mod error;
mod file;
mod hosts;
mod request;
mod resume;
mod target;
mod transfer;

use std::path::{Path, PathBuf};

use crate::client::Client;
use crate::error::Result;
use crate::id::Id;

pub(crate) use target::Target;
use transfer::Transfer;

/// A video that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoFile {
    /// Its path.
    pub path: PathBuf,
    /// Its length in bytes: listed, announced by the host, and received.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
    /// The media type that the host sent.
    pub content_type: Option<String>,
}

impl Client {
    /// Saves a video to a file: its state must be `archived`, and the path must be free.
    ///
    /// It is written to `path` with `.part` at its end, and put in its place when it is whole and on the disk. What
    /// breaks off is requested from there on, and a URL that expired is requested anew. `timeout` is the limit of each
    /// MiB, `attempt_timeout` that of the wait for the next byte. `progress` is told how many bytes there are, and of
    /// how many, now and then; the number falls back where the video has to be started over.
    ///
    /// A file that cannot be written is an error of the kind [`InvalidArgument`](crate::Kind::InvalidArgument) with
    /// the system's error number as [`Error::file`](crate::Error::file).
    pub async fn download_video(
        &self,
        package_id: &Id,
        meeting_video_id: &Id,
        path: &Path,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<VideoFile> {
        self.save_video(package_id, meeting_video_id, Target::Path(path.to_owned()), progress).await
    }

    /// The same, where the target may take its suffix from what comes.
    pub(crate) async fn save_video(
        &self,
        package_id: &Id,
        meeting_video_id: &Id,
        target: Target,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<VideoFile> {
        Transfer::new(self, package_id, meeting_video_id, progress).run(&target).await
    }
}
