//! The invariants of an apply, each by a test that names it: the emulator's own log decides.
//!
//! | | invariant | its tests |
//! |---|---|---|
//! | 1 | the server processes at most one deletion an item, over all crashes and resumes | [`Stage::check`] in `crash`, `faults`, `videos`; `test_deletion_crash.py` |
//! | 2 | no deletion without a durable intent for exactly it | the same; `faults::a_disk_that_fails_once_ends_the_run_for_good`, `test_deletion_disk.py` |
//! | 3 | none whose read, at most 10 s before, differed from the plan, or that was held | the same; `lies::invariant_3_…`, `faults::a_machine_that_slept_reads_again`, `test_deletion.py` |
//! | 4 | never more than the plan, nor than `max_deletes` | the same; `test_deletion.py` |
//! | 5 | with an archive, none before the saved file's hash is in the journal | the same; `videos::invariant_5_…`, `test_deletion.py` |
//! | 6 | `accepted` only by a 2xx about it | `crash`, `lies::a_deletion_that_is_answered_with_something_else` |
//! | 7 | after any crash a resume ends, and the states add up to the items | `crash`, `damage::a_torn_end_is_cut_wherever_it_is`, `test_deletion_crash.py` |
//! | 8 | the key only ever goes to the base URL | `test_download.py`, `test_deletion.py` |
//! | 9 | one changed byte in plan or journal, and nothing is sent | `damage::invariant_9_…` |

#![allow(clippy::unwrap_used, reason = "a test ends with what failed")]

mod crash;
mod damage;
mod faults;
mod large;
mod liar;
mod lies;
mod videos;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use super::apply::{Mode, run};
use super::effects::{Effects, RealEffects};
use super::*;
use crate::blocking::Client;
use crate::emulator::{self, Emulator};
use crate::{Config, Id};

/// A folder of its own, gone afterwards; in memory where there is such a file system, for each test has many fsyncs.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        Self(if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap())
    }

    /// What is in it by this name.
    fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    fn plan(&self) -> PathBuf {
        self.at("q3.plan")
    }

    fn journal(&self) -> PathBuf {
        self.at("q3.plan.journal")
    }
}

/// An emulator, a client of it, and the folder with a plan for it.
struct Stage {
    emulator: Emulator,
    client: Client,
    folder: Folder,
    code: String,
    ids: Vec<String>,
}

fn options(archive: Option<Archive>) -> PlanOptions {
    PlanOptions {
        what: What::Packages,
        notify: false,
        override_retention: true,
        archive,
        max_deletes: 10_000,
        states: None,
        older_than: None,
        exclude: Exclusions::default(),
        reason: Some("R-17".to_owned()),
        as_of_us: None,
        concurrency: 8,
        total: None,
    }
}

fn make_plan(client: &Client, ids: &[String], options: &PlanOptions) -> Result<Plan> {
    let candidate = |id: &String| Candidate { package_id: Some(id.clone()), meeting_video_id: None };
    let mut groups = vec![ids.iter().map(candidate).collect::<Vec<_>>()];
    plan(client, &mut || Ok(groups.pop()), options, &mut |_| Wish::GoOn)
}

impl Stage {
    /// With a plan of the first so many packages that may go.
    fn new(items: usize, archive: Option<Archive>, faults: &[&str]) -> Self {
        let packages = items * 3 + 20;
        let started = Emulator::start(emulator::Options { packages, seed: 5, ..emulator::Options::default() });
        let emulator = started.unwrap();
        let config = Config::new().base_url(emulator.base_url()).api_key(emulator.api_key()).max_retries(0);
        let client = Client::new(&config).unwrap();
        let folder = Folder::new();
        let all = make_plan(&client, &emulator.package_ids(), &options(archive)).unwrap();
        let ids: Vec<_> = all.items().take(items).map(|item| item.unwrap().package_id).collect();
        let plan = make_plan(&client, &ids, &options(archive)).unwrap();
        assert_eq!(plan.len(), items);
        plan.write(&folder.plan()).unwrap().unwrap();
        emulator.clear_requests();
        for fault in faults {
            emulator.add_fault(fault.parse().unwrap());
        }
        Self { emulator, client, folder, code: plan.code(), ids }
    }

    /// As it was before the plan was applied.
    fn restart(&self) {
        self.emulator.reset();
        self.emulator.clear_requests();
        let _ = fs::remove_file(self.folder.journal());
        let _ = fs::remove_dir_all(self.folder.at("q3.plan.archive"));
    }

    fn options(&self) -> ApplyOptions {
        ApplyOptions { canary: 2, max_unknown: 1_000, max_refused: 1_000, ..ApplyOptions::new(&self.code) }
    }

    fn run(&self, mode: Mode, effects: &dyn Effects, options: &ApplyOptions) -> Result<Applied> {
        run(&self.client, &self.folder.plan(), options, mode, effects, &mut |_| Wish::GoOn)
    }

    fn apply(&self, options: &ApplyOptions) -> Result<Applied> {
        self.run(Mode::Apply, &RealEffects, options)
    }

    fn resume(&self, options: &ApplyOptions) -> Result<Applied> {
        self.run(Mode::Resume, &RealEffects, options)
    }

    fn deletes(&self) -> Vec<emulator::Received> {
        let requests = self.emulator.requests().into_iter();
        requests.filter(|it| it.method == "POST" && it.path.ends_with("/delete")).collect()
    }

    /// Invariants 1 to 5, by what the server received and what the journal has.
    fn check(&self, what: &str) {
        let text = fs::read_to_string(self.folder.journal()).unwrap_or_default();
        let entries: Vec<serde_json::Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let intents: HashSet<String> =
            entries.iter().filter_map(|it| it["entry"]["intent"]["package_id"].as_str()).map(str::to_owned).collect();
        let archived: HashSet<u64> = entries.iter().filter_map(|it| it["entry"]["saved"]["n"].as_u64()).collect();
        let plan = Plan::read(&self.folder.plan()).unwrap();
        let requests = self.emulator.requests();
        let deletes = self.deletes();
        assert!(deletes.len() <= plan.len(), "invariant 4, {what}: more deletions than items");
        for request in &deletes {
            let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
            let id = body["packageId"].as_str().unwrap();
            assert!(intents.contains(id), "invariant 2, {what}: {id} without an intent");
            let read = format!("/packages/{id}");
            let last =
                requests.iter().rfind(|it| it.seq < request.seq && it.path.ends_with(&read) && it.status == Some(200));
            let age = last.map(|it| request.elapsed.saturating_sub(it.elapsed));
            let fresh = age.is_some_and(|age| age < Duration::from_secs(10));
            assert!(fresh, "invariant 3, {what}: {id} was read {age:?} before");
            let place = self.ids.iter().position(|it| it == id).map(|place| place as u64);
            let place = place.unwrap_or_else(|| panic!("invariant 4, {what}: {id} is not in the plan"));
            if plan.header().archive.is_some() {
                assert!(archived.contains(&(place + 1)), "invariant 5, {what}: {id} without a saved file");
                for name in ["package.json", "data.json"] {
                    let file = self.folder.at(format!("q3.plan.archive/p-{id}/{name}"));
                    assert!(file.is_file(), "invariant 5, {what}: {id} without its {name}");
                }
            }
        }
        for id in &self.ids {
            let state = self.emulator.package_state(id);
            assert!(state.delete_requests <= 1, "invariant 1, {what}: {id} was processed {}", state.delete_requests);
        }
    }
}

fn count(report: &Report, state: State) -> usize {
    report.counts().into_iter().find(|(it, _)| *it == state).map_or(0, |(_, count)| count)
}

fn adds_up(report: &Report) -> bool {
    report.counts().into_iter().map(|(_, count)| count).sum::<usize>() == report.plan().len()
}

fn id(text: &str) -> Id {
    Id::new(text, "id").unwrap()
}
