//! The vendor's constants: open sets, case-sensitive, each unknown one kept as text.

use jiter::Peek;

use super::read::{BadAnswer, Field, Got, Reader};
use super::{ValueKind, View};

macro_rules! open_enum {
    ($(#[doc = $doc:literal])+ $Name:ident { $($(#[doc = $vdoc:literal])+ $Variant:ident = $code:literal $text:literal,)* }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $Name {
            $($(#[doc = $vdoc])+ $Variant,)*
            /// A constant that this version does not know.
            Other(String),
        }

        impl $Name {
            /// The documented constants with their C codes.
            pub const KNOWN: &'static [(&'static str, i32)] = &[$(($text, $code),)*];

            /// The constant as the server writes it.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$Variant => $text,)* Self::Other(text) => text }
            }

            /// The C constant, 0 if unknown.
            pub fn code(&self) -> i32 {
                match self { $(Self::$Variant => $code,)* Self::Other(_) => 0 }
            }
        }

        impl From<&str> for $Name {
            fn from(text: &str) -> Self {
                match text { $($text => Self::$Variant,)* _ => Self::Other(text.to_owned()) }
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl Field for $Name {
            const KIND: ValueKind = ValueKind::Constant(Self::KNOWN);
            fn read(reader: &mut Reader<'_>, peek: Peek) -> Result<Got<Self>, BadAnswer> {
                reader.documented(peek, |text| Self::from(text), |constant| !matches!(constant, Self::Other(_)))
            }
            fn view(&self) -> View<'_> { View::Text(self.as_str()) }
        }
    };
}

open_enum! {
    /// State of a package (vendor's status page).  Up to release 3.6 executed and expired packages reported `open`.
    PackageState {
        /// Not sent to the signers yet.
        Draft = 1 "draft",
        /// Ready for signing.
        Open = 2 "open",
        /// Signed by all signers (since 4.0).
        Executed = 3 "executed",
        /// Not signed by the sign-by date (since 4.0); video signing rooms expire 7 days after the meeting.
        Expired = 4 "expired",
        /// Withdrawn (since 3.5).
        Rescinded = 5 "rescinded",
        /// Opened in the embedded editor to choose a type (since 3.6); vanishes after 24 hours.
        Select = 6 "select",
        /// Opened in the embedded editor as a new package (since 2.9); vanishes after 24 hours.
        Add = 7 "add",
    }
}

open_enum! {
    /// Type of a package (vendor's status page): the constants kept their names when the product's names changed.
    PackageType {
        /// Several signers at the same time.
        Concurrent = 1 "concurrent",
        /// Signers in an order.
        Sequential = 2 "Sequential",
        /// Group Send: every signer gets the document at the same time.
        Counterpart = 3 "Counterpart",
        /// Video Signing Room.
        VideoClosingRoom = 4 "video_closing_room",
        /// In Person.
        LiveSession = 5 "Live Session",
    }
}

open_enum! {
    /// State of a meeting video (vendor's delete pages).
    VideoState {
        /// The recording is in progress.
        Started = 1 "started",
        /// The recording ended.
        Stopped = 2 "stopped",
        /// It waits to be downloaded.
        Queued = 3 "queued",
        /// It could not be downloaded.
        Failed = 4 "failed",
        /// It can be played.
        Archived = 5 "archived",
        /// It was permanently removed.
        Deleted = 6 "deleted",
    }
}

open_enum! {
    /// Type of a meeting video.
    VideoType {
        /// A standard recording, the only documented type.
        Video = 1 "video",
    }
}

open_enum! {
    /// Type of a link.  No list is documented: these were seen (docs/api.md section 6).
    LinkType {
        /// To sign one document.
        Document = 1 "document",
        /// To sign the whole package.
        PackageSign = 2 "package_sign",
        /// To edit the package.
        PackageEdit = 3 "package_edit",
    }
}
