//! Servers that lie, disks that fail, holds, locks, and clocks.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use super::*;
use crate::cleanup::effects::{Effect, Verdict};
use crate::cleanup::tests::liar::{Liar, package};

#[test]
fn what_a_server_answers_and_what_is_told() {
    use State::{Accepted, NotFound, NotReached, Refused, Retention, UnknownAbsent, UnknownPresent, UnknownUnverified};
    // (the fault, for what, what became of six items without canaries)
    let table: &[(&str, State, usize)] = &[
        ("delete_package:status=403,error=package_not_authorized", Refused, 6),
        ("delete_package:status=400,error=package_delete_retention", Retention, 6),
        ("delete_package:status=500", UnknownPresent, 6),
        ("delete_package:status=500,applied=true", UnknownAbsent, 6),
        ("delete_package:drop_after", UnknownAbsent, 6),
        ("delete_package:drop_before", UnknownPresent, 6),
        ("delete_package:foreign_id", UnknownAbsent, 6),
        ("delete_package:empty", UnknownAbsent, 6),
        ("delete_package:html", UnknownAbsent, 6),
        ("get_package:status=404,error=package_not_found", NotFound, 6),
        ("get_package:html", NotReached, 6),
        ("get_package:foreign_id", NotReached, 6),
        ("get_package:status=503", NotReached, 6),
        ("delete_package:status=204", UnknownPresent, 6),
        ("get_package:delay=0.001", Accepted, 6),
    ];
    for (fault, state, items) in table {
        let stage = Stage::new(6, None, &[fault]);
        let applied = stage.apply(&ApplyOptions { canary: 0, ..stage.options() }).unwrap();
        stage.check(fault);
        assert_eq!(count(&applied.report, *state), *items, "{fault}: {:?}", applied.report.counts());
        assert!(adds_up(&applied.report), "{fault}");
        let sent = matches!(*state, NotFound | NotReached);
        assert_eq!(stage.deletes().is_empty(), sent, "{fault}");
    }
    let stage = Stage::new(3, None, &["delete_package:status=500", "status:status=500"]);
    let applied = stage.apply(&ApplyOptions { canary: 0, ..stage.options() }).unwrap();
    assert_eq!(count(&applied.report, UnknownUnverified) + count(&applied.report, UnknownPresent), 3);
}

#[test]
fn a_401_ends_the_run_and_a_resume_continues() {
    let stage = Stage::new(12, None, &["get_package:status=401,skip=8,times=1"]);
    let applied = stage.apply(&ApplyOptions { concurrency: 1, canary: 0, ..stage.options() }).unwrap();
    assert_eq!((count(&applied.report, State::Accepted), count(&applied.report, State::NotReached)), (8, 4));
    assert!(applied.report.stopped().unwrap().contains("401"), "{:?}", applied.report.stopped());
    let resumed = stage.resume(&stage.options()).unwrap();
    assert_eq!(count(&resumed.report, State::Accepted), 12);
    stage.check("after a 401");
}

#[test]
fn limits_count_over_all_resumes() {
    for (fault, limit, state) in [
        ("delete_package:drop_before", "max_unknown", State::UnknownPresent),
        ("delete_package:status=403", "max_refused", State::Refused),
    ] {
        let stage = Stage::new(12, None, &[fault]);
        let options =
            |most| ApplyOptions { canary: 0, concurrency: 1, max_unknown: most, max_refused: most, ..stage.options() };
        let applied = stage.apply(&options(3)).unwrap();
        assert_eq!((count(&applied.report, state), stage.deletes().len()), (3, 3), "{limit}");
        assert!(applied.report.stopped().unwrap().contains(limit));
        let again = stage.resume(&options(3)).unwrap();
        assert_eq!((count(&again.report, state), stage.deletes().len()), (3, 3), "{limit} of an earlier run");
        let more = stage.resume(&options(5)).unwrap();
        assert_eq!((count(&more.report, state), stage.deletes().len()), (5, 5), "{limit} was raised by two");
        stage.check(limit);
    }
}

#[test]
fn a_canary_that_is_still_there_ends_the_run() {
    // A 2xx about it, but nothing is deleted.
    let liar = Liar::start(|method, path, _| match (method, path.ends_with("/videos")) {
        ("GET", false) => (200, package(path.rsplit('/').next().unwrap(), "org", "expired")),
        ("GET", true) => (200, r#"{"packageId":"p1","videos":[]}"#.to_owned()),
        (_, _) => (200, r#"{"packageId":"p1"}"#.to_owned()),
    });
    let plan = liar.plan(&["p1", "p2", "p3"]).unwrap();
    let applied = liar.run(Mode::Apply, &ApplyOptions::new(plan.code())).unwrap();
    assert_eq!((count(&applied.report, State::Accepted), count(&applied.report, State::NotReached)), (1, 2));
    let stopped = applied.report.stopped().unwrap();
    assert!(stopped.contains("the server accepted the deletion of p1, but the follow-up check still found it"));
    assert_eq!(liar.deletes(), 1);
}

#[test]
fn a_server_of_another_account_or_two_is_noticed() {
    let organization = |id: &str| if id == "p3" { "other" } else { "org" };
    let answer = move |method: &str, path: &str, seen: usize| {
        let id = path.rsplit('/').next().unwrap();
        // After the plan the key is another account's.
        let of = if seen >= 4 { "elsewhere" } else { organization(id) };
        if method == "GET" { (200, package(id, of, "expired")) } else { (200, r#"{"packageId":"p1"}"#.to_owned()) }
    };
    let liar = Liar::start(answer);
    let failure = liar.plan(&["p1", "p3"]).unwrap_err().to_string();
    assert!(failure.starts_with("the packages belong to more than one organization"), "{failure}");
    let plan = liar.plan(&["p1", "p2"]).unwrap();
    let applied = liar.run(Mode::Apply, &ApplyOptions::new(plan.code())).unwrap();
    let failure = applied.failure.unwrap().to_string();
    assert!(failure.contains("is not of the organization of the plan"), "{failure}");
    assert_eq!((liar.deletes(), count(&applied.report, State::NotReached)), (0, 2));
}

#[test]
fn what_a_key_must_not_delete_is_kept() {
    let states = ["draft", "open", "executed", "expired", "rescinded", "select", "add", "Expired", "archived"];
    let ids: Vec<_> = (0..states.len()).map(|at| format!("p{at}")).collect();
    let liar = Liar::start(move |_, path, _| {
        let id = path.rsplit('/').next().unwrap();
        let state = id[1..].parse::<usize>().ok().and_then(|at| states.get(at));
        match state {
            Some(state) => (200, package(id, "org", state)),
            None => (404, r#"{"error":"package_not_found","message":""}"#.to_owned()),
        }
    });
    let mut given: Vec<_> = ids.iter().map(String::as_str).collect();
    given.extend(["p3", "P4", "not there", "gone", "https://h/?token=canary"]);
    let plan = liar.plan(&given).unwrap();
    let items: Vec<_> = plan.items().map(|item| item.unwrap().was.state.unwrap()).collect();
    assert_eq!(items, ["draft", "executed", "expired", "rescinded"]);
    let kept: Vec<_> = plan.kept().map(|kept| kept.unwrap().kept).collect();
    assert_eq!(
        kept,
        [
            "state_open",
            "state_select",
            "state_add",
            "state_Expired",
            "state_archived",
            "duplicate",
            "duplicate",
            "invalid_id",
            "not_found",
            "invalid_id"
        ]
    );
    assert!(!String::from_utf8(plan.to_bytes()).unwrap().contains("canary"));

    let options = PlanOptions { states: Some(vec!["open".to_owned(), "Expired".to_owned()]), ..options(None) };
    let named = make_plan(&liar.client, &ids, &options).unwrap();
    assert_eq!(named.items().map(|item| item.unwrap().was.state.unwrap()).collect::<Vec<_>>(), ["open", "Expired"]);
}

/// The list of holds vanishes after some deletions.
struct Vanish(PathBuf, AtomicUsize);
impl Effects for Vanish {
    fn after(&self, effect: Effect) -> Verdict {
        if effect == Effect::Delete && self.1.fetch_add(1, Ordering::SeqCst) == 2 {
            fs::remove_file(&self.0).unwrap();
        }
        Verdict::Pass
    }
}

#[test]
fn holds_that_cannot_be_read_end_the_run() {
    let stage = Stage::new(6, None, &[]);
    let holds = stage.folder.at("holds.txt");
    let options = ApplyOptions { holds: Some(holds.clone()), ..stage.options() };
    // It vanishes in the middle.
    fs::write(&holds, "").unwrap();
    let one = ApplyOptions { concurrency: 1, canary: 0, ..options.clone() };
    let applied = stage.run(Mode::Apply, &Vanish(holds.clone(), AtomicUsize::new(0)), &one).unwrap();
    assert_eq!((count(&applied.report, State::Accepted), stage.deletes().len()), (3, 3));
    assert!(applied.report.stopped().unwrap().contains("cannot be read"));
    fs::write(&holds, "").unwrap();
    assert_eq!(count(&stage.resume(&options).unwrap().report, State::Accepted), 6);
}

#[test]
fn what_is_held_while_the_server_wants_a_pause_is_not_deleted() {
    let stage = Stage::new(1, None, &["delete_package:status=429,retry_after=4,times=1"]);
    let holds = stage.folder.at("holds.txt");
    fs::write(&holds, "").unwrap();
    let options = ApplyOptions { holds: Some(holds.clone()), ..stage.options() };
    let mut watch = |progress: &Progress| {
        if progress.refused > 0 {
            fs::write(&holds, &stage.ids[0]).unwrap();
        }
        Wish::GoOn
    };
    let applied = run(&stage.client, &stage.folder.plan(), &options, Mode::Apply, &RealEffects, &mut watch).unwrap();
    assert_eq!((count(&applied.report, State::Held), stage.deletes().len()), (1, 1));
    stage.check("held in a pause");
}

#[test]
fn a_pause_that_is_too_long_is_told() {
    let stage = Stage::new(3, None, &["delete_package:status=429,retry_after=300,times=1"]);
    let options = ApplyOptions { canary: 0, concurrency: 1, max_refused: 2, ..stage.options() };
    let applied = stage.apply(&options).unwrap();
    assert_eq!((count(&applied.report, State::Refused), count(&applied.report, State::NotReached)), (1, 2));
    assert_eq!(applied.report.rows().next().unwrap().unwrap().http_status, Some(429));
    let stopped = applied.report.stopped().unwrap();
    let why =
        "2 items could not be read, the last one because: the deletion failed: the server asked to send nothing for";
    assert!(stopped.starts_with(why), "{stopped}");
}

/// Fails an effect the so-manieth time, and never again.
struct FailOnce(Effect, AtomicUsize);

impl Effects for FailOnce {
    fn before(&self, effect: Effect) -> Verdict {
        if effect == self.0 && self.1.fetch_sub(1, Ordering::SeqCst) == 1 {
            return Verdict::Fail(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        Verdict::Pass
    }
}

#[test]
fn a_disk_that_fails_once_ends_the_run_for_good() {
    for effect in [Effect::Write, Effect::Sync] {
        // The header, the run, then an intent and an outcome for each item.
        for at in 1..12 {
            let stage = Stage::new(6, None, &[]);
            let options = ApplyOptions { concurrency: 1, canary: 0, ..stage.options() };
            let what = format!("{effect:?} {at}");
            match stage.run(Mode::Apply, &FailOnce(effect, AtomicUsize::new(at)), &options) {
                Err(failure) => assert!(matches!(failure, Failure::Journal(_)), "{what}: {failure}"),
                Ok(applied) => {
                    assert!(matches!(applied.failure, Some(Failure::Journal(_))), "{what}: {:?}", applied.failure);
                    assert!(!applied.report.is_closed() && adds_up(&applied.report), "{what}");
                }
            }
            assert!(stage.deletes().len() <= at / 2, "{what}: {} deletions", stage.deletes().len());
            stage.check(&what);
            let resumed = stage.resume(&options).unwrap_or_else(|failure| panic!("{what}: {failure}"));
            assert!(resumed.report.is_closed() && adds_up(&resumed.report), "{what}");
            stage.check(&what);
        }
    }
}

#[test]
fn one_plan_is_applied_by_one() {
    let stage = Stage::new(10, None, &["delete_package:delay=0.05"]);
    let results: Vec<_> = std::thread::scope(|scope| {
        let run = |_| scope.spawn(|| stage.apply(&stage.options()));
        let threads: Vec<_> = (0..6).map(run).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let done = results.iter().filter(|result| result.is_ok()).count();
    assert_eq!((done, stage.deletes().len()), (1, 10));
    for failure in results.into_iter().filter_map(Result::err) {
        assert!(matches!(failure, Failure::Journal(_)), "{failure}");
    }
    // By another name, too.
    let stage = Stage::new(2, None, &[]);
    let lock = RealEffects.lock_for_test(&stage.folder.at("q3.plan.lock"));
    let link = stage.folder.at("other.plan");
    std::os::unix::fs::symlink(stage.folder.plan(), &link).unwrap();
    let failure =
        run(&stage.client, &link, &stage.options(), Mode::Apply, &RealEffects, &mut |_| Wish::GoOn).unwrap_err();
    assert!(failure.to_string().contains("is locked"), "{failure}");
    drop(lock);
}

impl RealEffects {
    fn lock_for_test(&self, path: &Path) -> fs::File {
        (self as &dyn Effects).lock(path).unwrap().unwrap()
    }
}

#[test]
fn a_machine_that_slept_reads_again() {
    /// Each read takes some seconds by the clock on the wall.
    struct Sleepy(AtomicUsize);
    impl Effects for Sleepy {
        fn after(&self, effect: Effect) -> Verdict {
            if effect == Effect::Read {
                self.0.fetch_add(20, Ordering::SeqCst);
            }
            Verdict::Pass
        }
        fn wall(&self) -> SystemTime {
            SystemTime::now() + Duration::from_secs(self.0.load(Ordering::SeqCst) as u64)
        }
    }
    let stage = Stage::new(2, None, &[]);
    let options = ApplyOptions { concurrency: 1, canary: 0, ..stage.options() };
    let applied = stage.run(Mode::Apply, &Sleepy(AtomicUsize::new(0)), &options).unwrap();
    assert_eq!((count(&applied.report, State::NotReached), stage.deletes().len()), (2, 0));
    let one = ApplyOptions { max_refused: 1, ..options.clone() };
    let stopped = stage.run(Mode::Resume, &Sleepy(AtomicUsize::new(0)), &one).unwrap().report;
    assert_eq!(
        stopped.stopped().unwrap(),
        "1 items could not be read, the last one because: reading it takes 20.0 s, which leaves no time to delete it \
         within 10 s; a lower connect_timeout leaves more"
    );
    // Nothing was intended, so another run may try again.
    assert_eq!(count(&stage.resume(&options).unwrap().report, State::Accepted), 2);
}
