//! The values of a package's fields (docs/api.md section 5).

#![expect(unreachable_pub, reason = "other records are public, and this one is saved and nothing else")]

use super::record::record;
use super::{Json, PackageState, PackageType};

record! {
    // Behind the last place of `SCHEMAS`: it is saved as it came, and no binding has it.
    20
    /// What the signers of a package filled in.
    PackageData {
        /// The package.
        "packageId" => package_id: String,
        /// Its name.
        "name" => name: String,
        /// Its type.
        "type" => r#type: PackageType,
        /// Its state.
        "state" => state: PackageState,
        /// What its maker attached to it.
        "externalData" => external_data: Json,
        /// Each document with the values of its fields.
        "documents" => documents: Json,
    }
}
