//! Audits as Rust programs see them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::time::Duration;

use iinkedsign::audit::{Input, Options, Source, run};
use iinkedsign::blocking;

use crate::{Test, emulator};

/// The audit's threads end with it, whichever function of the caller's panics, and when.
#[test]
fn a_panic_in_the_coordinating_thread_ends_the_audit() -> Test {
    for of_the_watcher in [false, true] {
        let (emulator, config) = emulator(&["status:delay=0.05"])?;
        let ids = emulator.package_ids();
        let client = blocking::Client::new(&config)?;
        let (sender, ended) = channel();
        std::thread::spawn(move || {
            let mut groups = 0;
            let mut inputs = || {
                groups += 1;
                assert!(of_the_watcher || groups < 3, "the inputs cannot be read");
                Ok(Some(ids.iter().map(|id| Input::new(format!("{id}-{groups}"))).collect()))
            };
            let source = Source::Inputs(&mut inputs);
            let audit = catch_unwind(AssertUnwindSafe(|| {
                run(&client, source, &Options::default(), None, &mut |progress| {
                    assert!(!of_the_watcher || progress.done < 20, "the watcher has enough");
                    false
                })
            }));
            sender.send(audit.is_err())
        });
        assert!(ended.recv_timeout(Duration::from_secs(20)).map_err(|_| "it hangs")?, "it ended without a panic");
    }
    Ok(())
}
