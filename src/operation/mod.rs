//! The operations, a type and a file each: the request, the type of its answer, whether it changes something, its words
//! in messages, and for a change how an unclear outcome is looked up and judged.

mod delete_all_videos;
mod delete_package;
mod delete_video;
mod deleted_videos;
#[cfg(feature = "cleanup")]
mod get_data;
mod get_package;
mod get_status;
mod list_packages;
mod list_videos;
mod rescind_package;

use serde::Serialize;

pub(crate) use self::delete_all_videos::DeleteAllVideos;
pub use self::delete_package::DeleteOptions;
pub(crate) use self::delete_package::DeletePackage;
pub(crate) use self::delete_video::DeleteVideo;
#[cfg(feature = "cleanup")]
pub(crate) use self::get_data::GetData;
pub(crate) use self::get_package::GetPackage;
pub(crate) use self::get_status::GetStatus;
pub use self::list_packages::Filters;
pub(crate) use self::list_packages::ListPackages;
pub(crate) use self::list_videos::ListVideos;
pub use self::rescind_package::RescindOptions;
pub(crate) use self::rescind_package::RescindPackage;
use crate::error::{Error, Evidence, Kind, Result};
use crate::id::Id;
use crate::model::{Readable, Record};
use crate::retry::Effect;
use crate::transport::Request;

/// What a call is about, for its request, its retries, its outcome and its messages.
pub(crate) trait Operation: Sync {
    type Answer: Readable + Record + Send + 'static;

    /// As the clients' methods are named.
    const NAME: &'static str;
    const EFFECT: Effect;

    /// In words, for messages.
    fn describe(&self) -> String;

    /// The package that the answer must be about.
    fn package(&self) -> Option<&Id>;

    fn video(&self) -> Option<&Id> {
        None
    }

    /// Below the base URL, with its first slash.
    fn path(&self) -> String;

    /// JSON, sent by POST; without a body it is a GET.
    fn body(&self) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }

    /// Why a readable answer does not say that the change was carried out.
    fn contradiction(&self, _answer: &Self::Answer) -> Option<String> {
        None
    }

    /// The follow-up check of a change with an unknown outcome: what one read shows of it.
    async fn follow_up(&self, _server: &impl Server) -> Evidence {
        Evidence::Unverified
    }

    /// What to do about an unknown outcome, after the follow-up check showed this.
    fn advice(evidence: Evidence) -> &'static str {
        advice(evidence)
    }

    fn request(&self) -> Result<Request> {
        Ok(Request { effect: Self::EFFECT, path: self.path(), body: self.body()?, authorization: None })
    }
}

/// What a follow-up check reads from.
pub(crate) trait Server: Sync {
    /// Sends a read once: its answer, or the kind of the error that came instead.
    async fn read<O: Operation>(&self, operation: &O) -> Result<O::Answer, Kind>;
}

fn json(body: &impl Serialize) -> Result<Option<Vec<u8>>> {
    serde_json::to_vec(body).map(Some).map_err(|error| Error::internal(&error.to_string()))
}

/// What to do about a deletion with an unknown outcome.
fn advice(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Absent => "it was not sent again, and is deleted now",
        Evidence::Present => {
            "it was not sent again, and nothing was deleted right after: check again later before deleting again"
        }
        _ => "it was not sent again, and could not be verified: check what is deleted before deleting again",
    }
}
