//! The answer of `packages/{id}/data`: what the signers filled in.
//!
//! The values of `source` and `type` are documented nowhere: they are null.

use super::package::{Document, Package};
use super::render::{Object, list};

/// The answer of `packages/{id}/data`, in every state of the package: which ones have it is documented only of the last.
pub(super) fn package(package: &Package) -> String {
    Object::default()
        .put("packageId", &package.id)
        .put("name", &package.name)
        .put("type", package.kind)
        .put("state", package.state)
        .put("externalData", &package.external_data)
        .put("documents", list(package.documents.iter().map(|own| document(package, own))))
        .to_string()
}

/// A field for each revision that is signed: the name of its signer.
fn document(package: &Package, document: &Document) -> Object {
    let done = document.revisions.iter().filter(|revision| revision.is_signed);
    let fields = done.map(|revision| {
        let signer = &package.signers[revision.signer];
        Object::default()
            .put("id", &revision.id)
            .put("dataId", "signer_name")
            .put("signerId", &signer.id)
            .put("source", ())
            .put("type", ())
            .put("value", format!("{} {}", signer.first_name, signer.last_name))
            .put("pageNumber", 1)
    });
    Object::default()
        .put("documentId", &document.id)
        .put("packageId", &package.id)
        .put("name", &document.name)
        .put("fileName", &document.file_name)
        .put("state", ())
        .put("data", list(fields))
}
