//! What a client's observer is told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use iinkedsign::emulator::{DELETE_PACKAGE_ID, STATUS_PACKAGE_ID};
use iinkedsign::{Attempt, Client, Config, DeleteOptions, Kind, blocking};

use crate::{Test, emulator, id};

/// What is compared of an attempt: operation, method, path, status, kind, number, whether another one follows.
type Told = (&'static str, &'static str, String, Option<u16>, Option<Kind>, u32, bool);

fn lock(told: &Mutex<Vec<Told>>) -> MutexGuard<'_, Vec<Told>> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Options with an observer, and what it was told.
fn observed(config: Config) -> (Config, Arc<Mutex<Vec<Told>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let into = told.clone();
    let config = config.on_attempt(move |attempt: &Attempt<'_>| {
        assert!(attempt.started <= SystemTime::now() && attempt.duration < Duration::from_mins(1));
        assert_eq!(attempt.status.is_some(), attempt.reason.is_none());
        let Attempt { operation, method, path, status, kind, number, will_retry, .. } = attempt.clone();
        lock(&into).push((operation, method, path.to_owned(), status, kind, number, will_retry));
    });
    (config, told)
}

#[test]
fn each_attempt_is_reported_once() -> Test {
    let read = format!("/packages/{STATUS_PACKAGE_ID}/status");
    let look = format!("/packages/{DELETE_PACKAGE_ID}/status");
    let status = |status, kind, number, again| ("package_status", "GET", read.clone(), status, kind, number, again);
    let delete = |status, kind, number, again| {
        ("delete_package", "POST", "/packages/delete".to_owned(), status, kind, number, again)
    };
    // (faults, whether it is a delete, what is told)
    let cases: [(&[&str], bool, Vec<Told>); 5] = [
        (&[], false, vec![status(Some(200), None, 1, false)]),
        (
            &["status:status=500,times=1"],
            false,
            vec![status(Some(500), Some(Kind::Server), 1, true), status(Some(200), None, 2, false)],
        ),
        (
            &["status:drop_before,times=2"],
            false,
            vec![status(None, Some(Kind::Transport), 1, true), status(None, Some(Kind::Transport), 2, false)],
        ),
        (
            &["delete_package:status=429,times=1"],
            true,
            vec![delete(Some(429), Some(Kind::RateLimited), 1, true), delete(Some(200), None, 2, false)],
        ),
        // The follow-up check is an attempt of its own.
        (
            &["delete_package:drop_after"],
            true,
            vec![
                delete(None, Some(Kind::Transport), 1, false),
                ("package_status", "GET", look, Some(404), Some(Kind::NotFound), 1, false),
            ],
        ),
    ];
    for (faults, deletes, expected) in cases {
        let (_emulator, config) = emulator(faults)?;
        let (config, told) = observed(config.max_retries(1));
        let client = blocking::Client::new(&config)?;
        if deletes {
            let _ = client.delete_package(&id(DELETE_PACKAGE_ID)?, DeleteOptions::default());
        } else {
            let _ = client.package_status(&id(STATUS_PACKAGE_ID)?);
        }
        assert_eq!(*lock(&told), expected, "{faults:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_dropped_attempt_is_reported_as_cancelled() -> Test {
    let (_emulator, config) = emulator(&["status:silence"])?;
    let (config, told) = observed(config);
    let client = Client::new(&config)?;
    let package = id(STATUS_PACKAGE_ID)?;
    let call = client.package_status(&package);
    assert!(tokio::time::timeout(Duration::from_millis(200), call).await.is_err());
    let path = format!("/packages/{STATUS_PACKAGE_ID}/status");
    let expected = ("package_status", "GET", path, None, Some(Kind::Cancelled), 1, false);
    assert_eq!(*lock(&told), [expected]);
    Ok(())
}

#[test]
fn an_observer_that_panics_changes_nothing() -> Test {
    let (_emulator, config) = emulator(&["status:status=500,times=1"])?;
    let client = blocking::Client::new(&config.on_attempt(|_| panic!("the observer's own")))?;
    client.package_status(&id(STATUS_PACKAGE_ID)?)?;
    Ok(())
}
