//! `packages/list`: its filters, and which packages pass them.

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};

use super::outline::{Outline, STATES, TYPES};
use super::package::{Package, Recipient, Signer};
use super::population::Population;
use super::shared::lock;
use super::stamp::{DAY, Stamp};

/// The page size when none is requested; 50 is the vendor's example.
const DEFAULT_TAKE: usize = 50;
/// How many filters' matches are remembered, so that paging does not search again.
const REMEMBERED: usize = 16;

/// The body of a list request.
pub(super) struct Request {
    pub(super) filter: Filter,
    pub(super) take: usize,
    pub(super) skip: usize,
}

/// The filters of a list request. Unused ones are `None` or empty.
///
/// `allMembers` narrows nothing: the emulator's key is an organization's, which sees everybody's packages anyway.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    member_id: Option<String>,
    team_id: Option<String>,
    folder_id: Option<String>,
    words: Vec<Word>,
    types: Vec<String>,
    states: Vec<String>,
    is_executed: Option<bool>,
    /// Ticks from now.
    within: Option<i64>,
}

#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    prefix: bool,
}

/// A refused body: code and message.
pub(super) type Invalid = (&'static str, String);

impl Request {
    /// Reads the body; `max_page` is what `take` is cut down to.
    pub(super) fn read(body: &Map<String, Value>, max_page: usize) -> Result<Self, Invalid> {
        let sort = text(body, "sortBy", "package_invalid_sort_by")?;
        if sort.is_some_and(|sort| sort != "created") {
            return Err(("package_invalid_sort_by", "'sortBy' must be 'created'.".into()));
        }
        let all_members = body.get("allMembers").unwrap_or(&Value::Null);
        if !(all_members.is_null() || all_members.is_boolean()) {
            return Err(("package_invalid_all_members", "'allMembers' must be a boolean.".into()));
        }
        let take = number(body, "take", "package_range_take", 1)?.unwrap_or(DEFAULT_TAKE);
        let filter = Filter {
            member_id: text(body, "memberId", "package_invalid_member_id")?,
            team_id: text(body, "teamId", "package_invalid_team_id")?,
            folder_id: text(body, "folderId", "package_invalid_folder_id")?,
            words: words(&text(body, "search", "package_invalid_search")?.unwrap_or_default()),
            types: choices(body, "types", "package_invalid_type", &TYPES)?,
            states: choices(body, "states", "package_invalid_state", &STATES)?,
            is_executed: match body.get("isExecuted") {
                None | Some(Value::Null) => None,
                Some(Value::Bool(flag)) => Some(*flag),
                Some(_) => {
                    let message = "'isExecuted' must be a boolean or null.".into();
                    return Err(("package_invalid_is_executed", message));
                }
            },
            within: days(body)?,
        };
        Ok(Self {
            filter,
            take: take.min(max_page.max(1)),
            skip: number(body, "skip", "package_range_skip", 0)?.unwrap_or(0),
        })
    }
}

/// An unused text filter is missing, null or empty.
fn text(body: &Map<String, Value>, key: &str, code: &'static str) -> Result<Option<String>, Invalid> {
    match body.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err((code, format!("'{key}' must be a string or null."))),
    }
}

fn number(body: &Map<String, Value>, key: &str, code: &'static str, least: u64) -> Result<Option<usize>, Invalid> {
    let value = match body.get(key) {
        None | Some(Value::Null) => return Ok(None),
        Some(value) => value.as_u64().filter(|&number| number >= least),
    };
    let value = value.and_then(|number| usize::try_from(number).ok());
    value.map(Some).ok_or_else(|| (code, format!("'{key}' must be a whole number from {least}.")))
}

/// Sign-by dates within the next so many days; the first day begins at [`super::NOW`].
fn days(body: &Map<String, Value>) -> Result<Option<i64>, Invalid> {
    let invalid = || ("package_range_days", "'days' must be a number from 0 to 36500.".to_owned());
    match body.get("days") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let days = value.as_f64().filter(|days| (0.0..=36_500.0).contains(days));
            let days = days.ok_or_else(invalid)?;
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
            // A hundred years of ticks are far below 2^63, and a tick more or less does not matter.
            Ok(Some((days * DAY as f64) as i64))
        }
    }
}

fn choices(body: &Map<String, Value>, key: &str, code: &'static str, known: &[&str]) -> Result<Vec<String>, Invalid> {
    let invalid = || (code, format!("'{key}' must be a list out of: {}.", known.join(", ")));
    match body.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().filter(|item| known.contains(item)))
            .map(|item| item.map(str::to_owned).ok_or_else(invalid))
            .collect(),
        Some(_) => Err(invalid()),
    }
}

/// The words of a search; `*` at the end of one makes it match words that start with it.
fn words(search: &str) -> Vec<Word> {
    let word = |word: &str| {
        let word = word.to_lowercase();
        let text = word.trim_end_matches('*').to_owned();
        Word { prefix: text.len() < word.len(), text }
    };
    search.split_whitespace().map(word).collect()
}

impl Filter {
    /// Whether it lets everything pass.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a package pass that has changed since the beginning.
    pub(super) fn lets_pass(&self, package: &Package) -> bool {
        self.passes(&Outline::of(package)) && self.finds(package)
    }

    fn passes(&self, outline: &Outline) -> bool {
        let same = |asked: &Option<String>, is: Option<&str>| {
            asked.as_deref().is_none_or(|asked| is.is_some_and(|is| is.eq_ignore_ascii_case(asked)))
        };
        let among = |asked: &[String], is: &str| asked.is_empty() || asked.iter().any(|one| one == is);
        same(&self.member_id, Some(&outline.member_id))
            && same(&self.team_id, outline.team_id.as_deref())
            && same(&self.folder_id, outline.folder_id.as_deref())
            && among(&self.types, outline.kind)
            && among(&self.states, outline.state)
            && self.is_executed.is_none_or(|flag| flag == outline.is_executed)
            && self.within.is_none_or(|within| {
                let until = outline.time_sign_by.map(|time| time.ticks - Stamp::NOW.ticks);
                until.is_some_and(|until| (0..=within).contains(&until))
            })
    }

    /// Every word must be found somewhere.
    fn finds(&self, package: &Package) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = searched(package).to_lowercase();
        // `signer.one@example.com` is found as a whole and by its parts.
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        let found: Vec<&str> = text.split_whitespace().chain(parts).collect();
        self.words.iter().all(|word| {
            let matches = |text: &&str| {
                if word.prefix { text.starts_with(&word.text) } else { *text == word.text }
            };
            found.iter().any(matches)
        })
    }
}

/// Everything the vendor says that `search` covers.
fn searched(package: &Package) -> String {
    let mut parts = vec![package.name.as_str()];
    let optional =
        [&package.description, &package.message, &package.category, &package.client_number, &package.matter_number];
    parts.extend(optional.into_iter().flatten().map(String::as_str));
    for signer in &package.signers {
        let Signer { first_name, last_name, email, mobile_number, .. } = signer;
        parts.extend([first_name.as_str(), last_name, email, mobile_number]);
    }
    for recipient in &package.recipients {
        let Recipient { first_name, last_name, email, .. } = recipient;
        parts.extend([first_name.as_str(), last_name, email]);
    }
    parts.join(" ")
}

/// The matches of the last filters among the packages of the beginning, deleted and rescinded ones included.
#[derive(Default)]
pub(super) struct Matches(Mutex<Vec<(Filter, Arc<Vec<usize>>)>>);

impl Matches {
    /// The positions of all packages that pass.
    pub(super) fn of(&self, filter: &Filter, population: &Population) -> Arc<Vec<usize>> {
        if let Some((_, found)) = lock(&self.0).iter().find(|(known, _)| known == filter) {
            return Arc::clone(found);
        }
        let passes = |&at: &usize| filter.passes(&population.outline(at));
        let finds = |&at: &usize| filter.words.is_empty() || filter.finds(&population.package(at));
        let found = (0..population.len()).filter(passes).filter(finds).collect();
        let found = Arc::new(found);
        let mut known = lock(&self.0);
        if known.len() >= REMEMBERED {
            known.remove(0);
        }
        known.push((filter.clone(), Arc::clone(&found)));
        found
    }
}
