//! A plan of 100,000 items: read and replayed in a moment.

use std::time::Instant;

use super::*;
use crate::cleanup::coordinator::Coordinator;
use crate::cleanup::holds::Holds;
use crate::cleanup::journal::{Committer, Entry, Known, Log, Outcome};
use crate::cleanup::plan::PlanBuilder;

/// Fewer without optimization, where each takes some ten times as long.
const ITEMS: u32 = if cfg!(debug_assertions) { 10_000 } else { 100_000 };

fn large() -> Plan {
    let mut builder = PlanBuilder::default();
    for n in 0..ITEMS {
        let was = Facts {
            state: Some("expired".to_owned()),
            executed: Some(false),
            time_last_modified: Some("2024-03-02T20:08:41.1234567Z".to_owned()),
            time_retention: None,
            member_id: Some("8d0b7a5e-6b1c-4e0f-9d3a-2c4f5a6b7c8d".to_owned()),
            revisions_signed: Some(0),
            revisions_count: Some(2),
            documents: Some(1),
            videos: Vec::new(),
        };
        let package_id = format!("{n:08x}-5f66-4692-ba49-533c9b58999b");
        builder.add(Item { n: 0, package_id, meeting_video_id: None, was }).unwrap();
    }
    let header = Header {
        iinkedsign_plan: 0,
        what: What::Packages,
        base_url: "https://sandbox.syngrafii.com/api/v1".to_owned(),
        organization_id: "o".to_owned(),
        notify: false,
        override_retention: false,
        archive: None,
        max_deletes: ITEMS,
        states: None,
        older_than_seconds: None,
        by: None,
        reason: None,
        as_of: "2026-01-15T12:00:00Z".to_owned(),
        items: 0,
        kept: 0,
    };
    builder.finish(header).unwrap()
}

#[test]
fn refusals_are_counted_and_not_searched_for() {
    let (plan, options) = (large(), ApplyOptions { max_refused: u32::MAX, ..ApplyOptions::new("") });
    let (committer, _messages) = Committer::new();
    let items = vec![Known::default(); plan.len()];
    let all = Coordinator::new(&plan, &options, None, Holds::new(None), &RealEffects, committer, items, 0);
    let start = Instant::now();
    for n in 1..=ITEMS {
        all.settle(Outcome { n, state: "refused".to_owned(), ..Outcome::default() }, State::Refused);
    }
    let took = start.elapsed();
    assert_eq!(all.progress(), (ITEMS.into(), ITEMS.into()));
    assert!(took.as_secs_f64() < 1.0, "{took:?}");
}

#[test]
fn a_journal_of_100_000_items_is_replayed_within_a_second() {
    let folder = Folder::new();
    large().write(&folder.plan()).unwrap().unwrap();
    let start = Instant::now();
    let plan = Plan::read(&folder.plan()).unwrap();
    let read = start.elapsed();
    assert_eq!(plan.len(), ITEMS as usize);
    let mut log = Log::create(&RealEffects, &folder.journal(), &plan).unwrap();
    for batch in 0..ITEMS / 100 {
        let entries = (1..=100).flat_map(|at| {
            let n = batch * 100 + at;
            let package_id = plan.item(n as usize - 1).unwrap().package_id;
            let outcome = Outcome { n, state: "accepted".to_owned(), attempts: 1, ..Outcome::default() };
            [Entry::Intent { n, package_id, meeting_video_id: None }, Entry::Outcome(outcome)]
        });
        log.append(entries).unwrap();
    }
    drop(log);
    let start = Instant::now();
    let (_, replay) = Log::open(&RealEffects, &folder.journal(), &plan).unwrap();
    let replayed = start.elapsed();
    assert!(replay.items.iter().all(|known| known.state == Some(State::Accepted)));

    let most = if cfg!(debug_assertions) { 10.0 } else { 1.0 };
    assert!(replayed.as_secs_f64() < most, "replayed in {replayed:?}, read in {read:?}");
}
