//! A server that says one thing and does another.

use std::sync::Mutex;

use super::*;
use crate::Evidence;
use crate::cleanup::tests::liar::{Liar, package};

const ABSENT: &str = r#"{"error":"package_not_found","message":""}"#;

/// What a package is while a lie is told about it.
struct Told {
    /// What `GET packages/{id}` answers.
    package: (u16, String),
    deletes: usize,
}

/// A server on which `on_delete` says what a deletion answers, and what the package is afterwards.
fn server(
    on_delete: impl Fn(&mut Told) -> (u16, String) + Send + Sync + 'static,
    on_data: impl Fn(&mut Told) + Send + Sync + 'static,
) -> Liar {
    let told = Mutex::new(Told { package: (200, package("p1", "org", "expired")), deletes: 0 });
    Liar::start(move |method, path, _| {
        let mut told = told.lock().unwrap();
        if method == "POST" {
            told.deletes += 1;
            return on_delete(&mut told);
        }
        if path.ends_with("/data") {
            on_data(&mut told);
            return (200, r#"{"packageId":"p1","documents":[]}"#.to_owned());
        }
        if path.ends_with("/status") && told.package.0 == 200 {
            return (200, r#"{"packageId":"p1","state":"expired"}"#.to_owned());
        }
        told.package.clone()
    })
}

fn apply(liar: &Liar, plan: &Plan) -> Applied {
    liar.run(Mode::Apply, &ApplyOptions { canary: 0, ..ApplyOptions::new(plan.code()) }).unwrap()
}

#[test]
fn a_deletion_that_is_answered_with_something_else() {
    use State::{Accepted, Refused, UnknownAbsent, UnknownPresent, UnknownUnverified};
    let about = |id: &str| format!(r#"{{"packageId":"{id}","videos":[]}}"#);
    // (what the deletion answers, what a read answers afterwards, what is told)
    let table = [
        ("a 2xx, and it is kept", (200, about("p1")), None, Accepted),
        ("a 2xx about another id", (200, about("p2")), Some((404, ABSENT)), UnknownAbsent),
        ("the same, and it is kept", (200, about("p2")), None, UnknownPresent),
        ("a 2xx about nothing", (200, "{}".to_owned()), None, UnknownPresent),
        ("a redirect", (302, String::new()), None, Refused),
        ("another redirect", (307, String::new()), None, Refused),
        ("a 404 of something that was just read", (404, ABSENT.to_owned()), None, Refused),
        ("a 5xx, then a gateway's 404", (500, String::new()), Some((404, "<html>")), UnknownUnverified),
        ("a 5xx, then a 401", (500, String::new()), Some((401, "{}")), UnknownUnverified),
        ("a 5xx, then another package", (500, String::new()), Some((200, r#"{"packageId":"p2"}"#)), UnknownUnverified),
    ];
    for (what, answer, afterwards, state) in table {
        let liar = server(
            move |told| {
                if let Some((status, body)) = afterwards {
                    told.package = (status, body.to_owned());
                }
                answer.clone()
            },
            |_| (),
        );
        let plan = liar.plan(&["p1"]).unwrap();
        let applied = apply(&liar, &plan);
        assert_eq!(applied.report.state(0), state, "{what}");
        // Whatever it was: it was sent once, and a resume sends nothing.
        let resumed = liar.run(Mode::Resume, &ApplyOptions::new(plan.code())).unwrap();
        assert_eq!((liar.deletes(), resumed.report.state(0)), (1, state), "{what}");
    }
}

#[test]
fn what_is_brought_back_is_seen_and_not_deleted_again() {
    // Absent in the canary's follow-up check, present again in verify.
    let looks = AtomicUsize::new(0);
    let gone = Mutex::new(false);
    let liar = Liar::start(move |method, path, _| {
        let mut gone = gone.lock().unwrap();
        if method == "POST" {
            *gone = true;
            return (200, r#"{"packageId":"p1","videos":[]}"#.to_owned());
        }
        if *gone && looks.fetch_add(1, Ordering::SeqCst) == 0 {
            return (404, ABSENT.to_owned());
        }
        (200, package(path.rsplit('/').next().unwrap(), "org", "expired"))
    });
    let plan = liar.plan(&["p1"]).unwrap();
    let applied = liar.run(Mode::Apply, &ApplyOptions::new(plan.code())).unwrap();
    assert_eq!((applied.report.state(0), applied.report.evidence(Evidence::Absent)), (State::Accepted, 1));
    for _ in 0..2 {
        let verified = verify(&liar.client, &liar.plan_path(), &mut |_| Wish::GoOn).unwrap();
        assert_eq!((verified.state(0), verified.evidence(Evidence::Present)), (State::Accepted, 1));
        let resumed = liar.run(Mode::Resume, &ApplyOptions::new(plan.code())).unwrap();
        assert_eq!(resumed.report.evidence(Evidence::Absent), 1, "what the canary showed");
    }
    assert_eq!(liar.deletes(), 1);
}

#[test]
fn invariant_3_what_changes_while_it_is_saved_is_not_deleted() {
    let liar = server(
        |_| (200, r#"{"packageId":"p1","videos":[]}"#.to_owned()),
        |told| told.package.1 = told.package.1.replace("2020-01-01", "2026-01-01"),
    );
    let options = PlanOptions { concurrency: 1, ..super::options(Some(Archive::Data)) };
    let plan = make_plan(&liar.client, &["p1".to_owned()], &options).unwrap();
    plan.write(&liar.plan_path()).unwrap().unwrap();
    let applied = apply(&liar, &plan);
    assert_eq!((applied.report.state(0), liar.deletes()), (State::Drifted, 0));
    let row = applied.report.rows().next().unwrap().unwrap();
    assert_eq!(row.fields.as_deref(), Some("time_last_modified"));
}

#[test]
fn a_401_to_a_deletion_ends_the_run() {
    let stage = Stage::new(6, None, &["delete_package:status=401,skip=2,times=1"]);
    let applied = stage.apply(&ApplyOptions { concurrency: 1, canary: 0, ..stage.options() }).unwrap();
    let report = &applied.report;
    assert_eq!((count(report, State::Accepted), count(report, State::Refused)), (2, 1), "{:?}", report.counts());
    assert!(report.stopped().unwrap().contains("401"), "{:?}", report.stopped());
    // It proves that nothing was done, and is told so: the others continue.
    let resumed = stage.resume(&stage.options()).unwrap();
    assert_eq!((count(&resumed.report, State::Accepted), count(&resumed.report, State::Refused)), (5, 1));
    stage.check("after a 401 to a deletion");
}

#[test]
fn a_date_of_year_1_is_no_deletion() {
    let none = r#"{"timeDeleted":"0001-01-01T00:00:00","#;
    let liar = Liar::start(move |method, path, _| match method {
        "POST" => (200, r#"{"packageId":"p1","videos":[]}"#.to_owned()),
        _ => (200, package(path.rsplit('/').next().unwrap(), "org", "expired").replacen('{', none, 1)),
    });
    let plan = liar.plan(&["p1"]).unwrap();
    let applied = liar.run(Mode::Apply, &ApplyOptions::new(plan.code())).unwrap();
    assert_eq!((applied.report.state(0), applied.report.evidence(Evidence::Present)), (State::Accepted, 1));
    let verified = verify(&liar.client, &liar.plan_path(), &mut |_| Wish::GoOn).unwrap();
    assert_eq!(verified.evidence(Evidence::Present), 1);
}

/// A package with two videos, which changes with each deletion: the first one deletes `v1`, and so on.
fn video_server(on_delete: impl Fn(usize) -> (u16, String) + Send + Sync + 'static, left: &'static [&str]) -> Liar {
    let deletes = AtomicUsize::new(0);
    Liar::start(move |method, path, _| {
        let count = deletes.load(Ordering::SeqCst);
        if method == "POST" {
            return on_delete(deletes.fetch_add(1, Ordering::SeqCst) + 1);
        }
        if path.ends_with("/videos") {
            let video = |n: usize, state: &str| {
                let none = r#""timeDeleted":"0001-01-01T00:00:00Z""#;
                format!(r#"{{"meetingVideoId":"v{n}","state":"{state}",{none}}}"#)
            };
            let videos: Vec<_> = (1..=2)
                .filter_map(|n| {
                    if n <= count { left.first().map(|state| video(n, state)) } else { Some(video(n, "archived")) }
                })
                .collect();
            return (200, format!(r#"{{"packageId":"p1","videos":[{}]}}"#, videos.join(",")));
        }
        (200, package("p1", "org", "expired").replace("2020-01-01", &format!("2020-01-0{}", count + 1)))
    })
}

fn video_plan(liar: &Liar) -> Plan {
    let candidate = |id: &str| Candidate { package_id: Some("p1".to_owned()), meeting_video_id: Some(id.to_owned()) };
    let mut groups = vec![vec![candidate("v1"), candidate("v2")]];
    let options = PlanOptions { what: What::Videos, ..options(None) };
    let plan = plan(&liar.client, &mut || Ok(groups.pop()), &options, &mut |_| Wish::GoOn).unwrap();
    assert_eq!(plan.len(), 2);
    plan.write(&liar.plan_path()).unwrap().unwrap();
    plan
}

#[test]
fn what_a_list_proves_of_a_video() {
    use State::{UnknownDeleted, UnknownPresent, UnknownUnverified};
    // (the states in which what was to be deleted is listed, what is told, what a canary's follow-up check says)
    let table: [(&[&str], State, &str); 4] = [
        (&["deleted"], UnknownDeleted, ""),
        (&["archived"], UnknownPresent, "still found it"),
        (&["deleting"], UnknownUnverified, "proves nothing"),
        (&[], UnknownUnverified, "proves nothing"),
    ];
    for (left, state, says) in table {
        let one =
            |plan: &Plan| ApplyOptions { canary: 0, concurrency: 1, max_unknown: 1, ..ApplyOptions::new(plan.code()) };
        let liar = video_server(|_| (500, String::new()), left);
        let plan = video_plan(&liar);
        let applied = liar.run(Mode::Apply, &one(&plan)).unwrap();
        assert_eq!((applied.report.state(0), liar.deletes()), (state, 1), "{left:?}");
        let verified = verify(&liar.client, &liar.plan_path(), &mut |_| Wish::GoOn).unwrap();
        assert_eq!(verified.state(0), state, "{left:?}");

        let answer = |n| (200, format!(r#"{{"packageId":"p1","videos":[{{"meetingVideoId":"v{n}"}}]}}"#));
        let liar = video_server(answer, left);
        let plan = video_plan(&liar);
        let applied = liar.run(Mode::Apply, &ApplyOptions { canary: 1, ..one(&plan) }).unwrap();
        assert_eq!(applied.report.state(0), State::Accepted, "{left:?}");
        let stopped = applied.report.stopped().unwrap_or_default();
        assert!(stopped.contains(says) && stopped.is_empty() == says.is_empty(), "{left:?}: {stopped}");
    }
}

#[test]
fn what_this_plan_deleted_of_a_package_before_it_was_resumed_is_no_drift() {
    let answer = |n| match n {
        1 => (500, String::new()),
        _ => (200, format!(r#"{{"packageId":"p1","videos":[{{"meetingVideoId":"v{n}"}}]}}"#)),
    };
    let liar = video_server(answer, &["deleted"]);
    let plan = video_plan(&liar);
    let options =
        |most| ApplyOptions { canary: 0, concurrency: 1, max_unknown: most, ..ApplyOptions::new(plan.code()) };
    let stopped = liar.run(Mode::Apply, &options(1)).unwrap().report;
    assert_eq!([stopped.state(0), stopped.state(1)], [State::UnknownDeleted, State::NotReached]);
    let resumed = liar.run(Mode::Resume, &options(2)).unwrap().report;
    assert_eq!([resumed.state(0), resumed.state(1)], [State::UnknownDeleted, State::Accepted]);
}
