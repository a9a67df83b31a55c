//! Faults on demand: what can go wrong, when, and how often.

use std::sync::Mutex;

use super::ids::mix;
use super::routes::Op;
use super::shared::lock;
use super::videos::VideoFault;

/// What goes wrong.
///
/// Where a fault answers in place of the server, the request may have been processed or not: see [`Fault::applied`].
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// This status with an error body (502, 503 and 504 without an `error`: a gateway's HTML page). Not processed.
    Status {
        /// 200 to 599.
        code: u16,
        /// The header `Retry-After`, sent unchanged: seconds or an HTTP date.
        retry_after: Option<String>,
        /// The machine code in the body.
        error: Option<String>,
    },
    /// Processed at once, answered normally after these seconds.
    Delay {
        /// How long.
        seconds: f64,
    },
    /// No answer for 600 s, or until the client leaves. Not processed.
    Silence,
    /// Answered normally, but one byte of the body each so many seconds.
    Drip {
        /// Between two bytes.
        seconds: f64,
    },
    /// The connection is closed instead of an answer; never processed.
    DropBefore,
    /// The connection is closed instead of an answer; always processed.
    DropAfter,
    /// The same as `DropBefore`, with a TCP reset.
    ResetBefore,
    /// The same as `DropAfter`, with a TCP reset.
    ResetAfter,
    /// The whole `Content-Length`, half of the body, then the connection is closed.
    Truncate,
    /// Status 200 with an HTML page.
    Html,
    /// The answer names another package.
    ForeignId,
    /// Status 200 with an empty body.
    Empty,
    /// Status 200 and `application/json`, but the body is no JSON.
    NotJson,
    /// Status 200, JSON with a byte sequence that is no UTF-8 in a string.
    BadUtf8,
    /// Status 200, the right `packageId`, and 100,000 arrays inside one another.
    Nested,
    /// Status 200 and a chunked body without an end.
    Endless,
    /// Status 200 and 1 MiB of gzip that unpacks to 1 GiB of zeros.
    GzipBomb,
    /// The normal answer with an unknown key in every object.
    UnknownFields,
    /// The normal answer with values of `state` and `type` that are documented nowhere.
    UnknownValues,
    /// The normal answer with values of the wrong JSON type in documented keys (`packageId` stays).
    WrongTypes,
    /// The normal answer, which says something against itself; what it is depends on the package.
    Contradiction,
    /// Status 307. Not processed.
    Redirect {
        /// The header `Location`.
        location: String,
    },
    /// Status 204.
    NoContent,
    /// Answered normally; then the kept-alive connection is closed without having been announced.
    CloseIdle,
    /// This status before the body was read; never processed. Such rules are tried before all others, and one
    /// with a `package_id` fits only requests that have the id in their path.
    EarlyAnswer {
        /// 200 to 599.
        code: u16,
    },
    /// Something that goes wrong with a video only.
    Video(VideoFault),
}

impl FaultKind {
    /// Whether the request is processed unless [`Fault::applied`] says otherwise.
    pub const fn applied_by_default(&self) -> bool {
        !matches!(
            self,
            Self::Status { .. }
                | Self::Silence
                | Self::DropBefore
                | Self::ResetBefore
                | Self::Redirect { .. }
                | Self::EarlyAnswer { .. }
                | Self::Video(_)
        )
    }

    /// Whether it can go wrong with a video.
    pub(super) const fn strikes_videos(&self) -> bool {
        matches!(
            self,
            Self::Video(_)
                | Self::Status { .. }
                | Self::Delay { .. }
                | Self::Silence
                | Self::DropBefore
                | Self::DropAfter
                | Self::ResetBefore
                | Self::ResetAfter
                | Self::Html
                | Self::Empty
                | Self::Endless
                | Self::Redirect { .. }
        )
    }

    /// Whether [`Fault::applied`] is fixed: by the name, or because the answer is made from the normal one.
    pub const fn applied_is_fixed(&self) -> bool {
        matches!(
            self,
            Self::DropBefore
                | Self::DropAfter
                | Self::ResetBefore
                | Self::ResetAfter
                | Self::EarlyAnswer { .. }
                | Self::Delay { .. }
                | Self::Drip { .. }
                | Self::Truncate
                | Self::CloseIdle
                | Self::UnknownFields
                | Self::UnknownValues
                | Self::WrongTypes
                | Self::Contradiction
                | Self::Video(_)
        )
    }
}

/// A rule: which requests go wrong, and how.
///
/// The first rule that fits a request and has any `times` left is applied. Faults do not ask for the key; but a
/// request with a wrong key changes nothing, applied or not.
///
/// As text (for [`FromStr`](std::str::FromStr) and `Display`): `[operation[@package_id]:]kind[=value][,key=value…]`,
/// for instance `status:status=503,retry_after=2,times=3`, `delete_package:drop_after`, `delay=0.5,chance=0.03`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Only in this operation; `None` is any request.
    pub operation: Option<Op>,
    /// Only for this package (in any case).
    pub package_id: Option<String>,
    /// So many times; `None` is always.
    pub times: Option<u32>,
    /// With this probability (0 to 1), drawn from the emulator's seed.
    pub chance: Option<f64>,
    /// The first so many fitting requests pass.
    pub skip: u32,
    /// Whether the request is processed all the same; `None` is the kind's own default. Where the kind fixes it,
    /// this is ignored.
    pub applied: Option<bool>,
}

impl Fault {
    /// A fault of every request, always.
    pub const fn new(kind: FaultKind) -> Self {
        Self { kind, operation: None, package_id: None, times: None, chance: None, skip: 0, applied: None }
    }

    /// Whether the request is processed.
    pub fn is_applied(&self) -> bool {
        let default = self.kind.applied_by_default();
        if self.kind.applied_is_fixed() { default } else { self.applied.unwrap_or(default) }
    }

    fn fits(&self, operation: Option<Op>, package_id: Option<&str>) -> bool {
        let same_id = |id: &str| package_id.is_some_and(|is| is.eq_ignore_ascii_case(id));
        // A fault of any operation strikes the API, and not the host of the videos.
        let any = self.operation.is_none() && operation != Some(Op::Video);
        (any || self.operation == operation) && self.package_id.as_deref().is_none_or(same_id)
    }
}

/// The rules in force.
pub(super) struct Faults {
    seed: u64,
    rules: Mutex<Rules>,
}

#[derive(Default)]
struct Rules {
    rules: Vec<Rule>,
    /// How many there ever were, so that every rule draws its chance from a sequence of its own.
    count: u64,
}

struct Rule {
    fault: Fault,
    chance: fastrand::Rng,
    passed: u32,
    applied: u32,
}

impl Faults {
    pub(super) fn new(seed: u64, faults: Vec<Fault>) -> Self {
        let all = Self { seed, rules: Mutex::default() };
        for fault in faults {
            all.add(fault);
        }
        all
    }

    pub(super) fn add(&self, fault: Fault) {
        let mut rules = lock(&self.rules);
        let chance = fastrand::Rng::with_seed(mix(mix(self.seed, 2), rules.count));
        rules.count += 1;
        rules.rules.push(Rule { fault, chance, passed: 0, applied: 0 });
    }

    pub(super) fn clear(&self) {
        lock(&self.rules).rules.clear();
    }

    /// Back to the beginning: no rules, and the chances start over.
    pub(super) fn reset(&self) {
        *lock(&self.rules) = Rules::default();
    }

    /// The fault for this request, if any. `early` asks for the rules that need no body, else for the others.
    pub(super) fn choose(&self, early: bool, op: Option<Op>, package_id: Option<&str>) -> Option<Fault> {
        let mut rules = lock(&self.rules);
        for rule in &mut rules.rules {
            let is_early = matches!(rule.fault.kind, FaultKind::EarlyAnswer { .. });
            if is_early != early || !rule.fault.fits(op, package_id) {
                continue;
            }
            if rule.passed < rule.fault.skip {
                rule.passed += 1;
                continue;
            }
            if rule.fault.times.is_some_and(|times| rule.applied >= times) {
                continue;
            }
            if rule.fault.chance.is_some_and(|chance| rule.chance.f64() >= chance) {
                continue;
            }
            rule.applied = rule.applied.saturating_add(1);
            return Some(rule.fault.clone());
        }
        None
    }
}
