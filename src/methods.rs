//! The methods of both clients, one for each operation: the asynchronous client's, and the blocking client's of the same
//! name.

use crate::blocking;
use crate::call::Call;
use crate::client::Client;
use crate::error::Result;
use crate::id::Id;
use crate::model::{Package, PackageStatus, PackageVideos, RescindedPackage};
use crate::operation::{
    DeleteAllVideos, DeleteOptions, DeletePackage, DeleteVideo, GetPackage, GetStatus, ListVideos, RescindOptions,
    RescindPackage,
};

/// Of each method: its arguments, its answer, and the operation that it makes of its arguments.
macro_rules! methods {
    ($($(#[$doc:meta])* fn $name:ident(&$client:ident $(, $argument:ident: $of:ty)*) -> $answer:ty { $operation:expr })*) => {
        impl Client {
            $($(#[$doc])*
            pub async fn $name(&$client $(, $argument: $of)*) -> Result<$answer> {
                Call::new($client, &$operation).run().await
            })*
        }

        impl blocking::Client {
            $($(#[$doc])*
            pub fn $name(&self $(, $argument: $of)*) -> Result<$answer> {
                self.run(async |client| client.$name($($argument),*).await, &mut || false)
            })*
        }
    };
}

methods! {
    /// The status of a package: `GET packages/{id}/status`.
    fn package_status(&self, package_id: &Id) -> PackageStatus {
        GetStatus(package_id)
    }

    /// The package itself: `GET packages/{id}`.  It has what a status lacks: retention, and when the package was
    /// deleted or rescinded.
    fn get_package(&self, package_id: &Id) -> Package {
        GetPackage(package_id)
    }

    /// The videos of a package: `GET packages/{id}/videos`.  Their URLs last 24 hours today.
    fn list_videos(&self, package_id: &Id) -> PackageVideos {
        ListVideos(package_id)
    }

    /// Deletes a package with its documents and videos, permanently: `POST packages/delete`.
    ///
    /// It is sent again only where it certainly was not processed.  An error of the kind
    /// [`OutcomeUnknown`](crate::Kind::OutcomeUnknown) says what the follow-up check showed.
    fn delete_package(&self, package_id: &Id, options: DeleteOptions) -> PackageVideos {
        DeletePackage { package_id, options }
    }

    /// Deletes one video of a package, permanently: `POST packages/{id}/videos/delete`.
    fn delete_video(&self, package_id: &Id, meeting_video_id: &Id) -> PackageVideos {
        DeleteVideo { package_id, meeting_video_id, flat_path: self.settings().flat_videos_path }
    }

    /// Deletes every video of a package, permanently: the same request without `meetingVideoId`.
    fn delete_all_videos(&self, package_id: &Id) -> PackageVideos {
        DeleteAllVideos { package_id, flat_path: self.settings().flat_videos_path }
    }

    /// Rescinds a package that was sent; it and its documents are kept: `POST packages/rescind`.
    ///
    /// It cannot be taken back, so it follows the rules of deletions: it is sent again only where it certainly was not
    /// processed, and an error of the kind [`OutcomeUnknown`](crate::Kind::OutcomeUnknown) says what the package's
    /// status showed.
    fn rescind_package(&self, package_id: &Id, options: RescindOptions) -> RescindedPackage {
        RescindPackage { package_id, options: &options }
    }
}
