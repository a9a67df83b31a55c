//! A server whose list changes between requests, and the promise of the walk.

use std::collections::HashSet;

use fastrand::Rng;

use super::{Next, Page, Walk};

const SEEDS: u64 = 2_000;

/// What a server makes of `skip`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Skip {
    Obeyed,
    Ignored,
    /// To whole pages.
    RoundedDown,
    AtMost(usize),
}

/// What it gives as `total`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Total {
    True,
    Absent,
    OfThePage,
    OfTheRest,
    Less,
    More,
}

/// Where packages are added.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Added {
    First,
    Last,
    Anywhere,
}

#[derive(Clone, Debug)]
struct Server {
    list: Vec<u32>,
    made: u32,
    most: usize,
    skip: Skip,
    says_skip: bool,
    total: Total,
}

impl Server {
    fn new(count: u32) -> Self {
        let list = (0..count).collect();
        Self { list, made: count, most: usize::MAX, skip: Skip::Obeyed, says_skip: true, total: Total::True }
    }

    fn page(&self, take: u32, skip: u64) -> Page {
        let take = (take as usize).min(self.most);
        let asked = usize::try_from(skip).unwrap();
        let skip = match self.skip {
            Skip::Obeyed => asked,
            Skip::Ignored => 0,
            Skip::RoundedDown => asked / take * take,
            Skip::AtMost(most) => asked.min(most),
        };
        let begin = skip.min(self.list.len());
        let page = &self.list[begin..(begin + take).min(self.list.len())];
        let total = match self.total {
            Total::True => Some(self.list.len()),
            Total::Absent => None,
            Total::OfThePage => Some(page.len()),
            Total::OfTheRest => Some(self.list.len() - begin),
            Total::Less => Some(self.list.len() / 2),
            Total::More => Some(self.list.len() + 3),
        };
        Page {
            ids: page.iter().map(|id| Some(id.to_string())).collect(),
            total: total.map(|total| total as u64),
            skip: self.says_skip.then_some(skip as u64),
        }
    }

    fn add(&mut self, rng: &mut Rng, added: Added) {
        let place = match added {
            Added::First => 0,
            Added::Last => self.list.len(),
            Added::Anywhere => rng.usize(..=self.list.len()),
        };
        self.list.insert(place, self.made);
        self.made += 1;
    }

    fn delete(&mut self, place: usize) {
        if !self.list.is_empty() {
            self.list.remove(place % self.list.len());
        }
    }
}

struct Walked {
    yielded: Vec<u32>,
    lasting: HashSet<u32>,
    requests: usize,
    end: Next,
}

impl Walked {
    fn is_whole(&self) -> bool {
        self.lasting.iter().all(|id| self.yielded.contains(id))
    }
}

fn walk(server: &mut Server, page_size: u32, mut meanwhile: impl FnMut(&mut Server, usize)) -> Walked {
    let mut walk = Walk::new(page_size);
    let mut walked = Walked { yielded: Vec::new(), lasting: HashSet::new(), requests: 0, end: Next::End };
    while let Next::Ask { take, skip } = *walk.next() {
        assert!(walked.requests < 10_000, "{server:?}");
        let there: HashSet<u32> = server.list.iter().copied().collect();
        if walked.requests == 0 {
            walked.lasting = there;
        } else {
            walked.lasting.retain(|id| there.contains(id));
        }
        walked.requests += 1;
        let page = server.page(take, skip);
        let fresh = walk.receive(&page);
        walked.yielded.extend(fresh.iter().map(|&at| page.ids[at].as_ref().unwrap().parse::<u32>().unwrap()));
        meanwhile(server, walked.requests);
    }
    let different: HashSet<_> = walked.yielded.iter().collect();
    assert_eq!(different.len(), walked.yielded.len(), "a package twice: {server:?}");
    walked.end = walk.next().clone();
    walked
}

#[test]
fn a_list_that_stands_still_takes_no_more_requests_than_it_must() {
    // packages, page size, what the server gives at most, requests
    for (count, page_size, most, requests) in [
        (0, 100, 100, 1),
        (1, 100, 100, 1),
        (1, 1, 100, 2),
        (99, 100, 100, 1),
        (100, 100, 100, 2),
        (101, 100, 100, 2),
        (199, 100, 100, 3),
        (250, 100, 100, 3),
        (1_000, 100, 100, 11),
        (250, 100, 50, 6),
        (250, 100, 1_000, 3),
        (5, 1, 100, 6),
        (5, 100, 1, 5),
        (300, 2, 100, 300),
    ] {
        for says_skip in [true, false] {
            let mut server = Server { most, says_skip, ..Server::new(count) };
            let walked = walk(&mut server, page_size, |_, _| {});
            assert_eq!(walked.end, Next::End, "{count} by {page_size}");
            assert_eq!(walked.yielded, server.list, "{count} by {page_size}");
            assert_eq!(walked.requests, requests, "{count} by {page_size}, at most {most}");
        }
    }
}

#[test]
fn a_server_that_ignores_take() {
    let mut server = Server::new(500);
    let mut list = Walk::new(10);
    let page = server.page(500, 0);
    assert_eq!(list.receive(&page).len(), 500);
    assert_eq!(*list.next(), Next::End);
    server.delete(0);
}

#[test]
fn lists_that_move_are_read_whole() {
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(seed);
        let page_size = rng.u32(2..12);
        let added = [Added::First, Added::Last, Added::Anywhere][rng.usize(..3)];
        let most = if rng.bool() { usize::MAX } else { rng.usize(2..12) };
        let total = if rng.u8(..4) == 0 { Total::Absent } else { Total::True };
        let mut server = Server { most, total, says_skip: rng.bool(), ..Server::new(rng.u32(..150)) };
        let (adds, deletes, bulk) = (rng.usize(..4), rng.usize(..4), rng.f64() * 0.1);
        let calm_after = rng.usize(1..60);
        let walked = walk(&mut server, page_size, |server, requests| {
            if requests > calm_after {
                return;
            }
            let many = if rng.f64() < bulk { 30 } else { 1 };
            for _ in 0..rng.usize(..=adds * many) {
                server.add(&mut rng, added);
            }
            // Old ones, new ones, or any.
            let from = rng.usize(..3) * server.list.len() / 3;
            for _ in 0..rng.usize(..=deletes * many) {
                server.delete(from + rng.usize(..10));
            }
        });
        assert!(walked.is_whole() || walked.end != Next::End, "seed {seed}: {server:?}");
        // What stands still again is read to its end.
        if calm_after < 20 {
            assert_eq!(walked.end, Next::End, "seed {seed} after {} requests", walked.requests);
        }
    }
}

#[test]
fn servers_that_do_something_else_are_read_whole_or_told() {
    let mut ends = HashSet::new();
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(seed);
        let page_size = rng.u32(1..12);
        let skip = [Skip::Obeyed, Skip::Ignored, Skip::RoundedDown, Skip::AtMost(rng.usize(..100))][rng.usize(..4)];
        let total =
            [Total::True, Total::Absent, Total::OfThePage, Total::OfTheRest, Total::Less, Total::More][rng.usize(..6)];
        let says_skip = rng.bool();
        // Where pages cannot overlap, `total` is believed.
        let believed = skip == Skip::RoundedDown || skip != Skip::Obeyed && says_skip;
        let lies = matches!(total, Total::OfThePage | Total::OfTheRest | Total::Less);
        let total = if believed && lies { Total::True } else { total };
        // A `total` that says all of a list is on one short page is believed.
        let most = if rng.bool() || total != Total::True { usize::MAX } else { rng.usize(1..12) };
        let mut server = Server { most, skip, says_skip, total, ..Server::new(rng.u32(..150)) };
        // Where it allows no overlap, only a total that stays can tell that nothing moved.
        let moves = skip != Skip::RoundedDown && most > 1 && rng.bool();
        let walked = walk(&mut server, page_size, |server, requests| {
            let moves = moves && requests < 200;
            if moves && rng.bool() {
                server.add(&mut rng, Added::First);
            }
            if moves && rng.bool() {
                server.delete(rng.usize(..1_000));
            }
        });
        assert!(walked.is_whole() || walked.end != Next::End, "seed {seed}, by {page_size}: {server:?}");
        assert!(walked.requests < 1_000, "seed {seed}: {} requests", walked.requests);
        if let Next::Incomplete(reason) = walked.end {
            ends.insert(reason.replace(|digit: char| digit.is_ascii_digit(), ""));
        }
    }
    let mut ends: Vec<_> = ends.into_iter().collect();
    ends.sort();
    assert_eq!(
        ends,
        [
            "packages are added or deleted faster than it can be read",
            "the server gives the same packages again, whatever skip it is asked for",
            "the server says that there are , and gave ",
            "the server says that there are , and goes on after that",
        ]
    );
}

#[test]
fn a_server_that_rounds_to_pages_and_says_so_is_read_whole() {
    for count in [1, 10, 11, 25, 100] {
        let mut server = Server { skip: Skip::RoundedDown, ..Server::new(count) };
        let walked = walk(&mut server, 10, |_, _| {});
        assert_eq!((walked.end, walked.yielded), (Next::End, server.list), "{count}");
    }
}

#[test]
fn what_is_added_or_moves_to_the_beginning_meanwhile_comes_too() {
    let mut server = Server::new(100);
    let walked = walk(&mut server, 20, |server, requests| {
        if requests == 2 {
            // As in a list whose last changed package is the first.
            let changed = server.list.pop().unwrap();
            server.list.insert(0, changed);
            server.list.insert(0, 1_000);
        }
    });
    assert_eq!(walked.end, Next::End);
    assert_eq!(walked.yielded.len(), 101);
}

#[test]
fn packages_without_an_id_and_packages_listed_twice() {
    fn page(ids: &str, total: u64) -> Page {
        let id = |id| if id == '-' { None } else { Some(String::from(id)) };
        Page { ids: ids.chars().map(id).collect(), total: Some(total), skip: None }
    }
    // page size; pages; what is yielded, with its place
    for (page_size, pages, expected) in [
        (3, vec![("a-b", 3), ("b", 3)], "a0 -1 b2"),
        (9, vec![("--", 2)], "-0 -1"),
        (3, vec![("ab-", 5), ("b-c", 5), ("cd", 5)], "a0 b1 -2 c2 d1"),
        (3, vec![("aab", 4), ("bac", 5), ("c", 5)], "a0 b2 c2"),
        (3, vec![("aaa", 3), ("a", 3)], "a0"),
    ] {
        let mut walk = Walk::new(page_size);
        let mut yielded = Vec::new();
        for (ids, total) in &pages {
            assert!(matches!(walk.next(), Next::Ask { .. }), "{pages:?}");
            let fresh = walk.receive(&page(ids, *total));
            yielded.extend(fresh.into_iter().map(|at| format!("{}{at}", ids.chars().nth(at).unwrap())));
        }
        assert_eq!(yielded.join(" "), expected, "{pages:?}");
    }
}
