//! Videos that are saved before they go.

use super::*;
use crate::cleanup::effects::{Effect, Verdict};
use crate::cleanup::tests::crash::CrashAt;
use crate::emulator::VIDEO_PACKAGE_ID;

/// The emulator's packages with at most some small videos that are all archived, and an emptied folder.
fn stage(items: usize) -> Stage {
    let mut stage = Stage::new(2, None, &[]);
    let small = |id: &String| {
        let videos = stage.client.list_videos(&super::id(id)).unwrap().videos.unwrap_or_default();
        let archived = |video: &crate::model::Video| {
            video.state == Some(crate::model::VideoState::Archived) && video.size.is_some_and(|size| size < 1 << 20)
        };
        !videos.is_empty() && videos.iter().all(archived)
    };
    let found: Vec<_> = stage.emulator.package_ids().into_iter().filter(small).take(items).collect();
    assert_eq!(found.len(), items, "the emulator has too few of them");
    let options = PlanOptions { states: Some(all_states()), ..options(Some(Archive::Videos)) };
    let plan = make_plan(&stage.client, &found, &options).unwrap();
    fs::remove_file(stage.folder.plan()).unwrap();
    plan.write(&stage.folder.plan()).unwrap().unwrap();
    stage.emulator.clear_requests();
    (stage.code, stage.ids) = (plan.code(), found);
    stage
}

fn all_states() -> Vec<String> {
    ["draft", "open", "executed", "expired", "rescinded"].map(str::to_owned).to_vec()
}

/// Invariant 5: whatever was deleted is saved, as a whole, and its hash in the journal.
fn check_saved(stage: &Stage, what: &str) {
    let journal = fs::read_to_string(stage.folder.journal()).unwrap_or_default();
    for request in stage.deletes() {
        let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        let id = body["packageId"].as_str().unwrap();
        let folder = stage.folder.at(format!("q3.plan.archive/p-{id}"));
        let plan = Plan::read(&stage.folder.plan()).unwrap();
        let item = plan.items().map(std::result::Result::unwrap).find(|item| item.package_id == id).unwrap();
        for video in &item.was.videos {
            let path = folder.join(format!("v-{}.mp4", video.meeting_video_id));
            let shown = format!("invariant 5, {what}: {}", path.display());
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{shown}: {error}"));
            assert_eq!(i64::try_from(bytes.len()).ok(), video.size, "{shown} is not whole");
            let hash = super::super::sha256::Sha256::of(&[&bytes]).text();
            assert!(journal.contains(&hash), "{shown} is not in the journal");
        }
    }
    for id in &stage.ids {
        assert!(stage.emulator.package_state(id).delete_requests <= 1, "invariant 1, {what}");
    }
}

#[test]
fn invariant_5_with_a_crash_at_each_effect() {
    for effects in 0.. {
        for after in [false, true] {
            let stage = stage(2);
            let options = ApplyOptions { concurrency: 1, canary: 0, ..stage.options() };
            let crash = CrashAt::new(effects, after, false);
            drop(stage.run(Mode::Apply, &crash, &options));
            let what = format!("crash at {effects}, after: {after}");
            check_saved(&stage, &what);
            let mode = if stage.folder.journal().exists() { Mode::Resume } else { Mode::Apply };
            let applied = stage.run(mode, &RealEffects, &options).unwrap_or_else(|failure| panic!("{what}: {failure}"));
            check_saved(&stage, &what);
            assert!(applied.report.is_closed() && adds_up(&applied.report), "{what}");
            let unsaved = count(&applied.report, State::ArchiveFailed);
            assert_eq!(unsaved, 0, "{what}: {:?}", applied.report.counts());
            if !crash.has_crashed() {
                return;
            }
        }
    }
}

/// A client that does not wait for long.
fn hasty(stage: &Stage) -> Client {
    let config = Config::new().base_url(stage.emulator.base_url()).api_key(stage.emulator.api_key()).max_retries(2);
    Client::new(&config.attempt_timeout(Some(Duration::from_millis(300)))).unwrap()
}

#[test]
fn what_cannot_be_saved_is_not_deleted() {
    // (the faults of the host, what becomes of a package with videos)
    let table: &[(&[&str], State)] = &[
        (&["cut=1000"], State::ArchiveFailed),
        (&["cut=1000,times=1"], State::Accepted),
        (&["stall=1000"], State::ArchiveFailed),
        (&["stall=1000,times=1"], State::Accepted),
        (&["silence"], State::ArchiveFailed),
        (&["drop_before"], State::ArchiveFailed),
        (&["wrong_length=5"], State::ArchiveFailed),
        (&["wrong_length=-5"], State::ArchiveFailed),
        (&["no_length"], State::ArchiveFailed),
        (&["endless"], State::ArchiveFailed),
        (&["empty"], State::ArchiveFailed),
        (&["cut=1000,times=1", "shifted_range=3,times=1"], State::Accepted),
        (&["cut=1000,times=1", "ignore_range"], State::Accepted),
        (&["cut=1000,times=1", "new_etag"], State::Accepted),
        (&["status=403"], State::ArchiveFailed),
        (&["status=403,times=1"], State::Accepted),
        (&["status=500"], State::ArchiveFailed),
        (&["redirect=self,times=1"], State::Accepted),
        (&["redirect=self"], State::ArchiveFailed),
        (&["redirect=http://example.com/x"], State::ArchiveFailed),
        (&["redirect=https://169.254.169.254/x"], State::ArchiveFailed),
        (&["html"], State::ArchiveFailed),
        (&["content_type=application/json"], State::ArchiveFailed),
    ];
    let stage = stage(1);
    let client = hasty(&stage);
    for (faults, state) in table {
        let what = faults.join(" + ");
        stage.restart();
        for fault in *faults {
            stage.emulator.add_fault(format!("video:{fault}").parse().unwrap());
        }
        let applied =
            run(&client, &stage.folder.plan(), &stage.options(), Mode::Apply, &RealEffects, &mut |_| Wish::GoOn)
                .unwrap();
        assert_eq!(count(&applied.report, *state), 1, "{what}: {:?}", applied.report.counts());
        assert_eq!(stage.deletes().len(), usize::from(*state == State::Accepted), "{what}");
        check_saved(&stage, &what);
        if *state != State::Accepted {
            // Nothing is said to be saved, neither in the journal nor by a file's name.
            let journal = fs::read_to_string(stage.folder.journal()).unwrap();
            assert!(!journal.contains("\"saved\""), "{what}: {journal}");
            let sums = fs::read_to_string(stage.folder.at("q3.plan.archive/SHA256SUMS")).unwrap();
            assert_eq!(sums, "", "{what}");
        }
    }
}

#[test]
fn a_file_of_another_is_left_alone() {
    let stage = stage(1);
    let plan = Plan::read(&stage.folder.plan()).unwrap();
    let item = plan.item(0).unwrap();
    let folder = stage.folder.at(format!("q3.plan.archive/p-{}", item.package_id));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("v-{}.webm", item.was.videos[0].meeting_video_id));
    fs::write(&path, "another").unwrap();
    let applied = stage.apply(&stage.options()).unwrap();
    assert_eq!((count(&applied.report, State::ArchiveFailed), stage.deletes().len()), (1, 0));
    assert_eq!(fs::read(&path).unwrap(), b"another");
}

#[test]
fn a_list_of_what_is_saved_that_cannot_be_written_is_written_by_a_resume() {
    /// What is there under its name while packages are deleted cannot be replaced.
    struct InTheWay(PathBuf);
    impl Effects for InTheWay {
        fn after(&self, effect: Effect) -> Verdict {
            if effect == Effect::Delete {
                let _ = fs::create_dir(&self.0);
            }
            Verdict::Pass
        }
    }
    let stage = Stage::new(2, Some(Archive::Data), &[]);
    let sums = stage.folder.at("q3.plan.archive/SHA256SUMS");
    let applied = stage.run(Mode::Apply, &InTheWay(sums.clone()), &stage.options()).unwrap();
    assert!(applied.failure.unwrap().to_string().starts_with("SHA256SUMS cannot be written: "));
    assert_eq!((count(&applied.report, State::Accepted), applied.report.is_closed()), (2, false));
    fs::remove_dir(&sums).unwrap();
    let resumed = stage.resume(&stage.options()).unwrap();
    assert!(resumed.failure.is_none() && resumed.report.is_closed());
    assert_eq!((fs::read_to_string(&sums).unwrap().lines().count(), stage.deletes().len()), (4, 2));
}

#[test]
fn a_video_that_is_not_archived_is_not_ready() {
    let stage = Stage::new(2, None, &[]);
    let unready = |id: &String| {
        let videos = stage.client.list_videos(&super::id(id)).unwrap().videos.unwrap_or_default();
        let name = |video: &crate::model::Video| video.state.as_ref().map(|state| state.as_str().to_owned());
        videos.iter().filter_map(name).any(|state| state != "archived" && state != "deleted")
    };
    let ids: Vec<_> = stage.emulator.package_ids().into_iter().filter(unready).collect();
    assert!(!ids.is_empty() && !ids.contains(&VIDEO_PACKAGE_ID.to_owned()));
    let options = PlanOptions { states: Some(all_states()), ..options(Some(Archive::Videos)) };
    let plan = make_plan(&stage.client, &ids, &options).unwrap();
    plan.write(&stage.folder.plan()).unwrap().unwrap();
    let apply = ApplyOptions { canary: 0, max_refused: 1_000, ..ApplyOptions::new(plan.code()) };
    let applied = stage.apply(&apply).unwrap();
    assert_eq!(count(&applied.report, State::NotReady), plan.len(), "{:?}", applied.report.counts());
    assert!(stage.deletes().is_empty());
}
