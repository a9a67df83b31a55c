//! The deletion of a package.

use serde::Serialize;

use super::{GetStatus, Operation, Server, json};
use crate::error::{Evidence, Kind, Result};
use crate::id::Id;
use crate::model::{PackageStatus, PackageVideos};
use crate::retry::Effect;

/// Options of a package's deletion; both are always sent, because the vendor states no defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteOptions {
    /// Tell the signers by email.
    pub notify: bool,
    /// Delete although a retention policy forbids it.
    pub override_retention: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeletePackage<'a> {
    pub(crate) package_id: &'a Id,
    #[serde(flatten)]
    pub(crate) options: DeleteOptions,
}

impl Operation for DeletePackage<'_> {
    type Answer = PackageVideos;

    const NAME: &'static str = "delete_package";
    const EFFECT: Effect = Effect::Irreversible;

    fn describe(&self) -> String {
        format!("deletion of package {}", self.package_id.as_str())
    }

    fn package(&self) -> Option<&Id> {
        Some(self.package_id)
    }

    fn path(&self) -> String {
        "/packages/delete".to_owned()
    }

    fn body(&self) -> Result<Option<Vec<u8>>> {
        json(self)
    }

    async fn follow_up(&self, server: &impl Server) -> Evidence {
        evidence(&server.read(&GetStatus(self.package_id)).await)
    }

    fn advice(evidence: Evidence) -> &'static str {
        match evidence {
            Evidence::Absent => {
                "it was not sent again, and the package answers 404 now: it is deleted, or this key may not see it"
            }
            other => super::advice(other),
        }
    }
}

/// What the status of the package proves, or the kind of the error that came instead.
fn evidence(status: &Result<PackageStatus, Kind>) -> Evidence {
    match status {
        Ok(_) => Evidence::Present,
        Err(Kind::NotFound) => Evidence::Absent,
        Err(_) => Evidence::Unverified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::read;

    #[test]
    fn what_a_status_shows() -> Result<(), Box<dyn std::error::Error>> {
        let status: PackageStatus = read(br#"{"packageId": "p"}"#).map_err(|bad| bad.0)?;
        assert_eq!(evidence(&Ok(status)), Evidence::Present);
        for kind in Kind::ALL {
            let absent = *kind == Kind::NotFound;
            let expected = if absent { Evidence::Absent } else { Evidence::Unverified };
            assert_eq!(evidence(&Err(*kind)), expected, "{kind:?}");
        }
        Ok(())
    }
}
