//! The methods of the client, one for each operation.

use crate::call::Call;
use crate::client::Client;
use crate::error::Result;
use crate::id::Id;
use crate::model::{Package, PackageStatus, PackageVideos, RescindedPackage};
use crate::operation::{
    DeleteAllVideos, DeleteOptions, DeletePackage, DeleteVideo, GetPackage, GetStatus, ListVideos, RescindOptions,
    RescindPackage,
};

impl Client {
    /// The status of a package: `GET packages/{id}/status`.
    pub async fn package_status(&self, package_id: &Id) -> Result<PackageStatus> {
        Call::new(self, &GetStatus(package_id)).run().await
    }

    /// The package itself: `GET packages/{id}`.  It has what a status lacks: retention, and when the package was
    /// deleted or rescinded.
    pub async fn get_package(&self, package_id: &Id) -> Result<Package> {
        Call::new(self, &GetPackage(package_id)).run().await
    }

    /// The videos of a package: `GET packages/{id}/videos`.  Their URLs last 24 hours today.
    pub async fn list_videos(&self, package_id: &Id) -> Result<PackageVideos> {
        Call::new(self, &ListVideos(package_id)).run().await
    }

    /// Deletes a package with its documents and videos, permanently: `POST packages/delete`.
    ///
    /// It is sent again only where it certainly was not processed.  An error of the kind
    /// [`OutcomeUnknown`](crate::Kind::OutcomeUnknown) says what the follow-up check showed.
    pub async fn delete_package(&self, package_id: &Id, options: DeleteOptions) -> Result<PackageVideos> {
        Call::new(self, &DeletePackage { package_id, options }).run().await
    }

    /// Deletes one video of a package, permanently: `POST packages/{id}/videos/delete`.
    pub async fn delete_video(&self, package_id: &Id, meeting_video_id: &Id) -> Result<PackageVideos> {
        let flat_path = self.settings().flat_videos_path;
        Call::new(self, &DeleteVideo { package_id, meeting_video_id, flat_path }).run().await
    }

    /// Deletes every video of a package, permanently: the same request without `meetingVideoId`.
    pub async fn delete_all_videos(&self, package_id: &Id) -> Result<PackageVideos> {
        let flat_path = self.settings().flat_videos_path;
        Call::new(self, &DeleteAllVideos { package_id, flat_path }).run().await
    }

    /// Rescinds a package that was sent; it and its documents are kept: `POST packages/rescind`.
    ///
    /// It cannot be taken back, so it follows the rules of deletions: it is sent again only where it certainly was not
    /// processed, and an error of the kind [`OutcomeUnknown`](crate::Kind::OutcomeUnknown) says what the package's
    /// status showed.
    pub async fn rescind_package(&self, package_id: &Id, options: RescindOptions) -> Result<RescindedPackage> {
        Call::new(self, &RescindPackage { package_id, options: &options }).run().await
    }
}
