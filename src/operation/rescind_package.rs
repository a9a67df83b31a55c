//! The rescission of a package that was sent.

use serde::Serialize;

use super::{GetStatus, Operation, Server, json};
use crate::error::{Evidence, Result};
use crate::id::Id;
use crate::model::{PackageState, PackageStatus, RescindedPackage};
use crate::retry::Effect;

/// How a package is rescinded; `notify` is always sent, because the vendor's pages disagree on what happens without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RescindOptions {
    /// Tells why: the server keeps it as the package's `rescindMessage`.
    #[serde(rename = "rescindMessage", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Tell the signers by email.
    pub notify: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RescindPackage<'a> {
    pub(crate) package_id: &'a Id,
    #[serde(flatten)]
    pub(crate) options: &'a RescindOptions,
}

impl Operation for RescindPackage<'_> {
    type Answer = RescindedPackage;

    const NAME: &'static str = "rescind_package";
    const EFFECT: Effect = Effect::Irreversible;

    fn describe(&self) -> String {
        format!("rescission of package {}", self.package_id.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.package_id)
    }

    fn path(&self) -> String {
        "/packages/rescind".to_owned()
    }

    fn body(&self) -> Result<Option<Vec<u8>>> {
        json(self)
    }

    async fn follow_up(&self, server: &impl Server) -> Evidence {
        evidence(server.read(&GetStatus(self.package_id)).await.ok().as_ref())
    }

    fn advice(evidence: Evidence) -> &'static str {
        match evidence {
            Evidence::Rescinded => "it was not sent again, and the package is rescinded now",
            Evidence::Present => {
                "it was not sent again, and the package was not rescinded right after: read its status again later before \
                 rescinding it again"
            }
            _ => {
                "it was not sent again, and could not be verified: read the package's status before rescinding it again"
            }
        }
    }
}

/// What the status of the package proves.
///
/// A 404 proves nothing: a rescinded package is kept, and the vendor's 404 also means "not permitted".
fn evidence(status: Option<&PackageStatus>) -> Evidence {
    match status.and_then(|status| status.state.as_ref()) {
        Some(PackageState::Rescinded) => Evidence::Rescinded,
        Some(_) => Evidence::Present,
        None => Evidence::Unverified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::read;

    #[test]
    fn status_after_a_rescission() -> Result<(), Box<dyn std::error::Error>> {
        for (state, expected) in [
            (r#""rescinded""#, Evidence::Rescinded),
            (r#""open""#, Evidence::Present),
            (r#""executed""#, Evidence::Present),
            (r#""Rescinded""#, Evidence::Present),
            (r#""future""#, Evidence::Present),
            ("null", Evidence::Unverified),
            ("7", Evidence::Unverified),
        ] {
            let body = format!(r#"{{"packageId": "p", "state": {state}}}"#);
            let status: PackageStatus = read(body.as_bytes()).map_err(|bad| bad.0)?;
            assert_eq!(evidence(Some(&status)), expected, "{state}");
        }
        assert_eq!(evidence(None), Evidence::Unverified);
        Ok(())
    }
}
