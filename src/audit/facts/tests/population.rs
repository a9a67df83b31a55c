//! The facts of what the emulator sends: every kind of package is there, and only what is made to contradicts itself.

use std::collections::BTreeSet;

use crate::audit::Found;
use crate::audit::facts::{Contradiction, Facts};
use crate::emulator::{Emulator, NOW, Options};
use crate::model::{PackageState, Time};
use crate::{Config, Id, blocking::Client};

/// Visits the facts of 300 packages as they are at the emulator's own time.
fn visit(faults: &[&str], mut see: impl FnMut(&Found, &Facts<'_>)) {
    let faults = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    let emulator = Emulator::start(Options { packages: 300, faults, ..Options::default() }).unwrap();
    let client = Client::new(&Config::new().base_url(emulator.base_url()).api_key(emulator.api_key())).unwrap();
    let as_of_us = Time::new(NOW).unix_us().unwrap();
    for id in emulator.package_ids() {
        let id = Id::new(&id, "package_id").unwrap();
        let status = client.package_status(&id).unwrap();
        let found = Found { status, videos: client.list_videos(&id).unwrap().videos };
        see(&found, &Facts::of(&found, as_of_us));
    }
}

#[test]
fn a_healthy_population_has_every_fact_and_no_contradiction() {
    let (mut seen, mut older) = (BTreeSet::new(), BTreeSet::new());
    visit(&[], |found, facts| {
        let package = &facts.package;
        assert_eq!(package.contradiction, None, "{found:?}");
        let said = found.status.state.as_ref().unwrap();
        let effective = package.effective_state.unwrap();
        if said != effective {
            assert_eq!(*said, PackageState::Open);
            older.insert(effective.as_str().to_owned());
        }
        let overdue = package.is_overdue == Some(true);
        let begun = package.signers_signed > Some(0) && package.signers_signed < package.signers_total;
        let expired = package.videos_retention_expired > Some(0);
        seen.insert(("is_overdue", overdue));
        seen.insert(("is_overdue, but open", overdue && *effective == PackageState::Open));
        seen.insert(("next_signers", package.next_signers.as_ref().is_some_and(|next| !next.is_empty())));
        seen.insert(("signers_signed", begun));
        seen.insert(("videos_retention_expired", expired));
    });
    assert_eq!(older, BTreeSet::from(["executed".to_owned(), "expired".to_owned()]));
    assert_eq!(seen.len(), 10, "{seen:?}");
}

#[test]
fn what_is_made_to_contradicts_itself() {
    let mut seen = BTreeSet::new();
    visit(&["status:contradiction"], |found, facts| {
        assert!(facts.package.contradiction.is_some(), "{found:?}");
        seen.extend(facts.package.contradiction);
    });
    visit(&["list_videos:contradiction"], |_, facts| seen.extend(facts.package.contradiction));
    for kind in [
        Contradiction::ForeignPart,
        Contradiction::ExecutedButUnsigned,
        Contradiction::ExecutedButNotFlagged,
        Contradiction::SignedButNotExecuted,
        Contradiction::DocumentExecutedButUnsigned,
        Contradiction::UnknownSigner,
        Contradiction::NextButSigned,
        Contradiction::DeletedVideoAvailable,
    ] {
        assert!(seen.contains(&kind), "{kind:?}");
    }
}
