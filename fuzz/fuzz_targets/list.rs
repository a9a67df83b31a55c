//! Lists that change while they are read: each package that lasts is yielded once, or it is told that some may be missing.
#![no_main]

use std::collections::HashSet;

use iinkedsign::fuzzing::{ListPage, walk};

/// Nobody asks more often of a list that is as short as these.
const REQUESTS: usize = 5_000;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let [page_size, packages, most, manners, changes @ ..] = input else { return };
    let page_size = u32::from(page_size % 20 + 1);
    let most = if *most < 2 { usize::MAX } else { usize::from(*most) };
    let mut list: Vec<u32> = (0..u32::from(*packages)).collect();
    let mut made = u32::from(*packages);
    let mut lasting: Option<HashSet<u32>> = None;
    let mut changes = changes.iter();
    let mut requests = 0;

    let walked = walk(page_size, |take, skip| {
        requests += 1;
        assert!(requests < REQUESTS, "the walk does not end");
        let there: HashSet<u32> = list.iter().copied().collect();
        match &mut lasting {
            Some(lasting) => lasting.retain(|id| there.contains(id)),
            None => lasting = Some(there),
        }
        let begin = usize::try_from(skip).unwrap_or(usize::MAX).min(list.len());
        let end = begin.saturating_add(most.min(take as usize)).min(list.len());
        let page = ListPage {
            ids: list[begin..end].iter().map(u32::to_string).collect(),
            total: (manners & 1 == 0).then_some(list.len() as u64),
            skip: (manners & 2 == 0).then_some(skip),
        };
        // Up to a byte of zero: one in the first half of its values adds a package, one in the second deletes one.
        for &change in changes.by_ref().take_while(|&&change| change > 0) {
            let place = usize::from(change & 0x7f);
            if change < 0x80 {
                list.insert(place * list.len() / 0x7f, made);
                made += 1;
            } else if !list.is_empty() {
                list.remove(place * (list.len() - 1) / 0x7f);
            }
        }
        Some(page)
    });

    let (yielded, incomplete) = walked.expect("it is never ended");
    let yielded: Vec<u32> = yielded.iter().map(|id| id.parse().expect("a number")).collect();
    let different: HashSet<u32> = yielded.iter().copied().collect();
    assert_eq!(different.len(), yielded.len(), "a package twice");
    // Where pages cannot overlap, only a total that stays can tell that nothing moved.
    if incomplete.is_none() && most > 1 {
        let lost: Vec<_> = lasting.iter().flatten().filter(|id| !different.contains(id)).collect();
        assert!(lost.is_empty(), "lost {lost:?}");
    }
});
