//! The reads of one package: its status, its videos, the package as a whole, and what its signers filled in.

use super::Operation;
use crate::id::Id;
#[cfg(feature = "cleanup")]
use crate::model::PackageData;
use crate::model::{Package, PackageStatus, PackageVideos};
use crate::retry::Effect;

/// Of each read: its type, its answer, its name, its words in messages, and what its path has behind the package.
macro_rules! reads {
    ($($(#[$attribute:meta])* $Name:ident -> $Answer:ty: $name:literal, $words:literal, $path:literal;)*) => {$(
        $(#[$attribute])*
        pub(crate) struct $Name<'a>(pub(crate) &'a Id);

        $(#[$attribute])*
        impl Operation for $Name<'_> {
            type Answer = $Answer;

            const NAME: &'static str = $name;
            const EFFECT: Effect = Effect::Read;

            fn describe(&self) -> String {
                format!(concat!($words, " {}"), self.0.as_str())
            }

            fn package(&self) -> Option<&Id> {
                Some(self.0)
            }

            fn path(&self) -> String {
                ["/packages/", self.0.as_str(), $path].concat()
            }
        }
    )*};
}

reads! {
    GetStatus -> PackageStatus: "package_status", "status of package", "/status";
    ListVideos -> PackageVideos: "list_videos", "list of videos of package", "/videos";
    GetPackage -> Package: "get_package", "reading of package", "";
    #[cfg(feature = "cleanup")]
    GetData -> PackageData: "package_data", "field data of package", "/data";
}
