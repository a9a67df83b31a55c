//! The walk through a list that may change while it is read: which page to request next, and what a page proves.
//!
//! A list is paged by offset.  Packages that are added before the offset shift the rest up, so that a page repeats the
//! one before; packages that are deleted shift it down, so that some would be skipped.  Neither `total` nor a page
//! without new packages tells which of these it was.  Pages therefore *overlap* by a package or more.
//!
//! **What is assumed.**  A page is a contiguous part of the list as it is at that moment, and the page that is asked
//! for with `skip: 0` is its beginning.  Packages come and go anywhere, but those that stay keep their order.
//!
//! **Nothing is skipped.**  Claim: of every package that was yielded, each lasting package before it was yielded too
//! (*lasting*: existing from the first request to the last).  It holds for the first page, since nothing is before it.
//! Take a further page that has a package A which was yielded already.  What is lasting and before A was yielded, by
//! the claim; what is on the page is yielded now; and what is before the page is before A.  So the claim holds again.
//! A page without such a package may leave a gap: it is not used, and the walk goes back until one has it, to the
//! beginning at worst.
//!
//! **The end is the end.**  The walk ends with a page of that kind, or the first one, behind which the list has
//! nothing: it reaches the server's `total` and has fewer packages than the server would give if there were more.
//! Without a `total` it has fewer than another page had, or nothing but the package that it shares with the page
//! before.  By the claim every lasting package was then yielded.
//!
//! **It ends.**  Each request brings a package that was not known or counts against a limit.  Offsets are only guesses:
//! a wrong one costs a request.  Where the server repeats itself whatever `skip` is, stops before its `total`,
//! continues far behind it, or changes faster than it can be read, the walk ends as incomplete.
//!
//! A server that begins pages elsewhere than asked and says so (some round `skip` to whole pages), or gives one package
//! at a time, allows no overlap.  There a page counts that begins where the one before ended, and the list ends at
//! `total`, as long as `total` does not change.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How many requests in a row may make no progress.
const MOST_REQUESTS_WITHOUT_PROGRESS: u32 = 64;
/// How many pages in a row may have nothing new, if nothing says that the offset was wrong.
const REPEATS: u32 = 8;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Ask {
        take: u32,
        skip: u64,
    },
    /// Everything was yielded.
    End,
    /// Some may be missing, for this reason.
    Incomplete(String),
}

/// A page as the server sent it.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// The ids, in the list's order.
    pub(crate) ids: Vec<Option<String>>,
    /// How many packages there are, as the server says.
    pub(crate) total: Option<u64>,
    /// Where the page begins, as the server says.
    pub(crate) skip: Option<u64>,
}

/// See the module.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is something else that was learnt of the server")]
pub(crate) struct Walk {
    page_size: u32,
    next: Next,
    /// The number of each package that was yielded, in the list's order; one that was added later shares a number.
    seen: HashMap<String, u64>,
    /// The highest of these numbers.
    last: u64,
    /// The page that has the package of the highest number.
    reached: Option<Reached>,
    begun: bool,
    /// By how many packages pages overlap.
    overlap: u64,
    /// How many packages the server gives at most, if less than was requested.
    clamp: Option<u64>,
    /// How many packages the largest page had.
    largest: u64,
    /// Whether the server has begun a page elsewhere than asked, and said so.
    roams: bool,
    /// Whether the list changed while it was read.
    moved: bool,
    /// Whether all is proved, and only what was added at the beginning is fetched as well.
    rereading: bool,
    /// The last offset that follows from a page, and one that is known to be too high.
    sure: u64,
    too_high: Option<u64>,
    /// How far to go back next.
    back: u64,
    stuck: u32,
    repeats: u32,
    behind_total: u32,
}

#[derive(Clone, Debug)]
struct Reached {
    end: u64,
    total: Option<u64>,
    /// The last package with an id, and how many without one are behind it.
    id: Option<String>,
    nameless: usize,
}

impl Walk {
    pub(crate) fn new(page_size: u32) -> Self {
        Self {
            page_size,
            next: Next::Ask { take: page_size, skip: 0 },
            seen: HashMap::new(),
            last: 0,
            reached: None,
            begun: false,
            overlap: 1,
            clamp: None,
            largest: 0,
            roams: false,
            moved: false,
            rereading: false,
            sure: 0,
            too_high: None,
            back: u64::from(page_size).max(2) - 1,
            stuck: 0,
            repeats: 0,
            behind_total: 0,
        }
    }

    pub(crate) fn next(&self) -> &Next {
        &self.next
    }

    /// Takes the page that was requested; returns which of its packages are to be yielded.
    pub(crate) fn receive(&mut self, page: &Page) -> Vec<usize> {
        let Next::Ask { take, skip: asked } = self.next else { return Vec::new() };
        let count = page.ids.len() as u64;
        let starts = if self.begun { page.skip.unwrap_or(asked) } else { asked };
        let end = starts.saturating_add(count);
        self.roams |= starts != asked;
        self.moved |= self.reached.as_ref().is_some_and(|reached| reached.total != page.total);

        let known = |id: &Option<String>| id.as_ref().and_then(|id| self.seen.get(id)).copied();
        let last_known = page.ids.iter().rposition(|id| known(id).is_some());
        let continues = last_known.is_none() && self.continues(starts, page.total);
        let beginning = asked == 0 && starts == 0;
        if !beginning && last_known.is_none() && !continues {
            self.miss(asked);
            return Vec::new();
        }

        let before = self.last;
        let fresh = self.yielded(page, last_known);
        let behind = last_known.map_or(0, |at| at + 1);
        let advanced = self.last > before || fresh.iter().any(|&at| at >= behind);
        let expected = match &self.reached {
            Some(reached) => continues || starts + behind as u64 == reached.end && fresh.iter().all(|&at| at >= behind),
            None => !self.begun,
        };
        self.moved |= !expected;
        let room = self.clamp.map_or(count != u64::from(take), |clamp| count < clamp);
        let whole = match page.total {
            Some(total) => {
                end >= total
                    && (room || end == total && (continues || self.roams && advanced && self.keeps(page.total)))
            }
            None => count < self.largest || count <= 1 && (take > 1 || count == 0),
        };
        self.begun = true;
        self.largest = self.largest.max(count);
        // A page that repeats a part of the list may be its end, and `total` of a moment before.
        let telling = advanced || self.seen.len() as u64 == count;
        self.note_clamp(count, take, telling && page.total.is_some_and(|total| end < total));
        let last_id = page.ids.iter().rev().flatten().next();
        if last_id.is_none_or(|id| self.seen.get(id) == Some(&self.last)) {
            let nameless = page.ids.iter().rev().take_while(|id| id.is_none()).count();
            self.reached = Some(Reached { end, total: page.total, id: last_id.cloned(), nameless });
        }

        if self.rereading {
            self.next = if fresh.is_empty() { Next::End } else { self.ask(end - count.min(1)) };
        } else if whole {
            // Further ones were added, or moved, to where the walk had been already.
            self.rereading = self.moved && page.total.is_some_and(|total| (self.seen.len() as u64) < total);
            self.next = if self.rereading { self.ask(0) } else { Next::End };
        } else {
            self.go_on(page, starts, advanced, fresh.is_empty());
        }
        fresh
    }

    /// Whether a page may count that shares nothing with the one before; see the module.
    fn continues(&self, starts: u64, total: Option<u64>) -> bool {
        (self.roams || self.clamp == Some(1))
            && self.reached.as_ref().is_some_and(|reached| reached.end == starts)
            && self.keeps(total)
    }

    /// Whether the server says the same `total` as with the page before.
    fn keeps(&self, total: Option<u64>) -> bool {
        total.is_some() && self.reached.as_ref().is_some_and(|reached| reached.total == total)
    }

    /// Notes what was not known, and tells where on the page it is.
    fn yielded(&mut self, page: &Page, last_known: Option<usize>) -> Vec<usize> {
        let mut fresh = Vec::new();
        let anchor = last_known.and_then(|at| page.ids[at].as_ref());
        let shared = anchor.and_then(|id| self.seen.get(id)).copied();
        // Without an id, only its place says that a package was on the page before.
        let mut repeated = match &self.reached {
            Some(reached) if reached.id.is_some() && reached.id.as_ref() == anchor => reached.nameless,
            _ => 0,
        };
        for (at, id) in page.ids.iter().enumerate() {
            let behind = last_known.is_none_or(|known| at > known);
            match id {
                Some(id) => {
                    if let Entry::Vacant(entry) = self.seen.entry(id.clone()) {
                        self.last += u64::from(behind);
                        entry.insert(if behind { self.last } else { shared.unwrap_or(self.last) });
                        fresh.push(at);
                    }
                }
                None if behind && repeated > 0 => repeated -= 1,
                None if behind => fresh.push(at),
                None => {}
            }
        }
        fresh
    }

    fn note_clamp(&mut self, count: u64, take: u32, more: bool) {
        if count >= u64::from(take) {
            self.clamp = None;
        } else if more && count > 0 {
            self.clamp = Some(self.clamp.map_or(count, |clamp| clamp.max(count)));
        }
    }

    /// Chooses the offset after a page that counts.
    fn go_on(&mut self, page: &Page, starts: u64, advanced: bool, nothing: bool) {
        let count = page.ids.len() as u64;
        let end = starts.saturating_add(count);
        let overlap = if self.roams || self.clamp == Some(1) {
            0
        } else {
            // Only a package with an id can be shared.
            let nameless = page.ids.iter().rev().take_while(|id| id.is_none()).count() as u64;
            (self.overlap.min(count.max(2) - 1) + nameless).min(count)
        };
        self.sure = end - overlap;
        if advanced {
            (self.stuck, self.repeats, self.too_high) = (0, 0, None);
            self.back = u64::from(self.page_size).max(2) - 1;
            self.behind_total += u32::from(page.total.is_some_and(|total| starts >= total));
        } else {
            self.stuck += 1;
            self.repeats = if nothing && self.too_high.is_none() { self.repeats + 1 } else { 0 };
        }
        let skip = match self.too_high {
            // What was yielded ends between the two.
            Some(too_high) if too_high > end => self.sure + (too_high - self.sure) / 2,
            Some(_) => {
                self.too_high = None;
                self.sure
            }
            None => {
                // Farther each time, because packages that were added share numbers.
                let place = page.ids.iter().rev().flatten().next().and_then(|id| self.seen.get(id));
                let farther = if self.repeats > 1 && count >= self.largest { count << self.repeats } else { 0 };
                self.sure + place.map_or(0, |place| self.last - place) + farther
            }
        };
        self.next = match page.total {
            Some(total) if self.repeats >= REPEATS && count < self.clamp.unwrap_or(u64::from(self.page_size)) => {
                Next::Incomplete(format!("the server says that there are {total}, and gave {}", self.seen.len()))
            }
            _ if self.repeats >= REPEATS => {
                Next::Incomplete("the server gives the same packages again, whatever skip it is asked for".to_owned())
            }
            Some(total) if self.behind_total >= MOST_REQUESTS_WITHOUT_PROGRESS => {
                Next::Incomplete(format!("the server says that there are {total}, and goes on after that"))
            }
            _ => self.ask(skip),
        };
    }

    /// Goes back after a page that may have left a gap.
    fn miss(&mut self, asked: u64) {
        if self.rereading {
            self.next = Next::End;
            return;
        }
        self.moved = true;
        self.stuck += 1;
        self.repeats = 0;
        self.overlap = (self.overlap * 2).min(u64::from(self.page_size / 4).max(1));
        self.too_high = Some(asked);
        let skip = if asked > self.sure {
            let gap = asked - self.sure;
            self.sure + if gap > u64::from(self.page_size) { gap / 2 } else { 0 }
        } else {
            self.sure = asked.saturating_sub(self.back);
            self.back = self.back.saturating_mul(2);
            self.sure
        };
        self.next = self.ask(skip);
    }

    fn ask(&self, skip: u64) -> Next {
        if self.stuck >= MOST_REQUESTS_WITHOUT_PROGRESS {
            return Next::Incomplete("packages are added or deleted faster than it can be read".to_owned());
        }
        // One package would leave no room for another beside the one that pages share.
        Next::Ask { take: if self.begun { self.page_size.max(2) } else { self.page_size }, skip }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends with what failed")]
#[path = "walk_tests.rs"]
mod tests;
