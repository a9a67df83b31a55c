//! Signing and meeting links.

use std::ffi::c_char;
use std::ptr;

use super::answer::{Arena, Convert, iinked_time};
use crate::Secret;
use crate::model::{self, AnyLink, LinkType};

/// A link of a signer.  A link opens the package without a login: treat `token` and `link` as credentials.
///
/// Where the server sent mere text instead of an object, only `link` is set.
#[repr(C)]
pub struct iinked_link {
    /// Token of the link; a secret.
    pub token: *const c_char,
    /// The package.
    pub package_id: *const c_char,
    /// The document.
    pub document_id: *const c_char,
    /// The revision.
    pub revision_id: *const c_char,
    /// Name of the document.
    pub name: *const c_char,
    /// The link itself; a secret.
    pub link: *const c_char,
    /// When the link expires.
    pub time_expires: iinked_time,
    /// Type of the link, one of `IINKED_LINK_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// Whether the signer is the next one in sequential signing.
    pub is_next: bool,
    /// Whether the signer has signed.
    pub is_signed: bool,
}

impl Convert for model::Link {
    type C = iinked_link;

    fn convert(&self, arena: &Arena) -> iinked_link {
        iinked_link {
            token: arena.text(self.token.as_ref().map(Secret::expose)),
            package_id: arena.text(self.package_id.as_deref()),
            document_id: arena.text(self.document_id.as_deref()),
            revision_id: arena.text(self.revision_id.as_deref()),
            name: arena.text(self.name.as_deref()),
            link: arena.text(self.link.as_ref().map(Secret::expose)),
            time_expires: arena.time(self.time_expires.as_ref()),
            r#type: self.r#type.as_ref().map_or(0, LinkType::code),
            type_text: arena.text(self.r#type.as_ref().map(LinkType::as_str)),
            is_next: self.is_next.unwrap_or_default(),
            is_signed: self.is_signed.unwrap_or_default(),
        }
    }
}

/// A link that may have come as mere text.
pub(super) fn any_link(arena: &Arena, link: Option<&AnyLink>) -> *const iinked_link {
    match link {
        None => ptr::null(),
        Some(AnyLink::Link(link)) => arena.one(Some(&**link)),
        Some(AnyLink::Text(text)) => {
            let mut only_link = model::Link::default().convert(arena);
            only_link.link = arena.text(Some(text.expose()));
            arena.place(only_link)
        }
    }
}
