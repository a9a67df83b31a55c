//! The operations, and the requests that they are.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::id::Id;
use crate::retry::Effect;
use crate::transport::Request;

/// What a call is about, for its request, its retries and its messages.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    PackageStatus(Id),
    GetPackage(Id),
    ListVideos(Id),
    /// What the signers filled in.
    #[cfg_attr(not(feature = "cleanup"), expect(dead_code, reason = "read for an archive alone"))]
    PackageData(Id),
    ListPackages {
        filters: Filters,
        take: u32,
        skip: u64,
    },
    DeletePackage {
        package: Id,
        options: DeleteOptions,
    },
    RescindPackage {
        package: Id,
        options: RescindOptions,
    },
    /// `None` is every video, and only [`crate::Client::delete_all_videos`] says so.
    DeleteVideos {
        package: Id,
        video: Option<Id>,
    },
}

/// Options of a package's deletion; both are always sent, because the vendor states no defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeleteOptions {
    /// Tell the signers by email.
    pub notify: bool,
    /// Delete although a retention policy forbids it.
    pub override_retention: bool,
}

/// How a package is rescinded; `notify` is always sent, because the vendor's pages disagree on what happens without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RescindOptions {
    /// Tells why: the server keeps it as the package's `rescindMessage`.
    pub message: Option<String>,
    /// Tell the signers by email.
    pub notify: bool,
}

/// Which packages to list (docs/api.md section 4); what is `None` does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filters {
    /// That member's packages.
    pub member_id: Option<String>,
    /// That team's packages.
    pub team_id: Option<String>,
    /// Packages in that folder.
    pub folder_id: Option<String>,
    /// Packages of the whole organization.
    pub all_members: Option<bool>,
    /// Full text; `Contract*` also finds words that begin so.
    pub search: Option<String>,
    /// Package types, as the server writes them.
    pub types: Option<Vec<String>>,
    /// Package states, as the server writes them.
    pub states: Option<Vec<String>>,
    /// Only executed ones, or only others.
    pub is_executed: Option<bool>,
    /// With a sign-by date within so many days.
    pub days: Option<u32>,
    /// Only `created` is documented.
    pub sort_by: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListBody<'a> {
    #[serde(flatten)]
    filters: &'a Filters,
    take: u32,
    skip: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeletePackageBody<'a> {
    package_id: &'a str,
    notify: bool,
    override_retention: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RescindPackageBody<'a> {
    package_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rescind_message: Option<&'a str>,
    notify: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeleteVideosBody<'a> {
    package_id: &'a str,
    /// Left out, the server deletes *all* videos.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting_video_id: Option<&'a str>,
}

impl Operation {
    /// What it is about.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &Id> {
        let (package, video) = match self {
            Self::PackageStatus(package)
            | Self::GetPackage(package)
            | Self::ListVideos(package)
            | Self::PackageData(package)
            | Self::DeletePackage { package, .. }
            | Self::RescindPackage { package, .. } => (Some(package), None),
            Self::DeleteVideos { package, video } => (Some(package), video.as_ref()),
            Self::ListPackages { .. } => (None, None),
        };
        package.into_iter().chain(video)
    }

    /// As the clients' methods are named.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::PackageStatus(_) => "package_status",
            Self::GetPackage(_) => "get_package",
            Self::ListVideos(_) => "list_videos",
            Self::PackageData(_) => "package_data",
            Self::ListPackages { .. } => "list_packages",
            Self::DeletePackage { .. } => "delete_package",
            Self::RescindPackage { .. } => "rescind_package",
            Self::DeleteVideos { video: Some(_), .. } => "delete_video",
            Self::DeleteVideos { video: None, .. } => "delete_all_videos",
        }
    }

    /// In words, for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::PackageStatus(package) => format!("status of package {}", package.as_str()),
            Self::GetPackage(package) => format!("reading of package {}", package.as_str()),
            Self::ListVideos(package) => format!("list of videos of package {}", package.as_str()),
            Self::PackageData(package) => format!("field data of package {}", package.as_str()),
            Self::ListPackages { .. } => "list of packages".to_owned(),
            Self::DeletePackage { package, .. } => format!("deletion of package {}", package.as_str()),
            Self::RescindPackage { package, .. } => format!("rescission of package {}", package.as_str()),
            Self::DeleteVideos { package, video: Some(video) } => {
                format!("deletion of video {} of package {}", video.as_str(), package.as_str())
            }
            Self::DeleteVideos { package, video: None } => {
                format!("deletion of all videos of package {}", package.as_str())
            }
        }
    }

    pub(crate) fn effect(&self) -> Effect {
        match self {
            Self::PackageStatus(_)
            | Self::GetPackage(_)
            | Self::ListVideos(_)
            | Self::PackageData(_)
            | Self::ListPackages { .. } => Effect::Read,
            Self::DeletePackage { .. } | Self::RescindPackage { .. } | Self::DeleteVideos { .. } => Effect::Delete,
        }
    }

    /// The package that the answer must be about.
    pub(crate) fn package(&self) -> Option<&Id> {
        match self {
            Self::ListPackages { .. } => None,
            Self::PackageStatus(package)
            | Self::GetPackage(package)
            | Self::ListVideos(package)
            | Self::PackageData(package)
            | Self::DeletePackage { package, .. }
            | Self::RescindPackage { package, .. }
            | Self::DeleteVideos { package, .. } => Some(package),
        }
    }

    pub(crate) fn request(&self, flat_videos_path: bool) -> Result<Request> {
        let (path, body) = match self {
            Self::PackageStatus(package) => (format!("/packages/{}/status", package.as_str()), None),
            Self::GetPackage(package) => (format!("/packages/{}", package.as_str()), None),
            Self::ListVideos(package) => (format!("/packages/{}/videos", package.as_str()), None),
            Self::PackageData(package) => (format!("/packages/{}/data", package.as_str()), None),
            Self::ListPackages { filters, take, skip } => {
                ("/packages/list".to_owned(), Some(json(&ListBody { filters, take: *take, skip: *skip })?))
            }
            Self::DeletePackage { package, options } => (
                "/packages/delete".to_owned(),
                Some(json(&DeletePackageBody {
                    package_id: package.as_str(),
                    notify: options.notify,
                    override_retention: options.override_retention,
                })?),
            ),
            Self::RescindPackage { package, options } => (
                "/packages/rescind".to_owned(),
                Some(json(&RescindPackageBody {
                    package_id: package.as_str(),
                    rescind_message: options.message.as_deref(),
                    notify: options.notify,
                })?),
            ),
            Self::DeleteVideos { package, video } => (
                if flat_videos_path {
                    "/packages/videos/delete".to_owned()
                } else {
                    format!("/packages/{}/videos/delete", package.as_str())
                },
                Some(json(&DeleteVideosBody {
                    package_id: package.as_str(),
                    meeting_video_id: video.as_ref().map(Id::as_str),
                })?),
            ),
        };
        Ok(Request { effect: self.effect(), path, body, authorization: None })
    }
}

fn json(body: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(body).map_err(|error| Error::internal(&error.to_string()))
}
