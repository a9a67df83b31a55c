//! The judging of a response: whether it is the answer asked for, and else what it says.

use std::any::Any;

use serde_json::Value;
use tokio::time::Instant;

use super::Call;
use super::failure::{Trouble, kind};
use crate::error::Details;
use crate::model::{BadAnswer, Readable, Record, View, repair};
use crate::operation::Operation;
use crate::outcome;
use crate::reading::read_within;
use crate::retry::{Cause, Effect};
use crate::transport::{Answer, ERROR_BODY};

/// How much of an error's body is kept, in bytes.
const BODY: usize = 4 << 10;
/// How much of an error's code, of its message and of the request's id, in characters.
const CODE: usize = 128;
pub(super) const MESSAGE: usize = 300;
pub(super) const REQUEST_ID: usize = 200;

/// The vendor's code that is known by its exact text (docs/api.md section 2).
const RETENTION: &str = "package_delete_retention";

impl Call<'_> {
    /// A success is a JSON object about the package asked for; anything else is trouble.
    pub(super) async fn accept<R: Readable + Record + 'static>(&self, mut answer: Answer) -> Result<R, Trouble> {
        let repaired = repair(&mut answer.body);
        if !(200..300).contains(&answer.status) {
            return Err(self.refusal(answer, None));
        }
        let body = std::mem::take(&mut answer.body);
        let Some(reading) = read_within::<R>(body, repaired, self.attempt_ends(Instant::now())).await else {
            return Err(unread(&answer));
        };
        answer.body = reading.body;
        let checked = reading.outcome.and_then(|(record, findings)| {
            let record = self.checked(record)?;
            self.contradiction(&record).map_or(Ok((record, findings)), |reason| Err(BadAnswer(reason)))
        });
        let (record, findings) = checked.map_err(|BadAnswer(reason)| self.refusal(answer, Some(&reason)))?;
        self.client.count_drift(&findings);
        Ok(record)
    }

    /// Why a readable answer to a delete does not say that it was carried out.
    fn contradiction<R: Record + 'static>(&self, record: &R) -> Option<String> {
        if self.operation.effect() == Effect::Read {
            return None;
        }
        if outcome::names_an_error(record.extra()) {
            return Some("it holds an error".to_owned());
        }
        match (self.operation, (record as &dyn Any).downcast_ref()) {
            (Operation::DeleteVideos { video, .. }, Some(videos)) => outcome::contradiction(videos, video.as_ref()),
            _ => None,
        }
    }

    /// The record, if it is about the package that was asked for.
    fn checked<R: Readable + Record>(&self, record: R) -> Result<R, BadAnswer> {
        if let Some(package) = self.operation.package() {
            let named = match R::SCHEMA.fields.iter().position(|field| field.name == "packageId").map(|i| record.get(i))
            {
                Some(View::Text(id)) => Some(id),
                _ => None,
            };
            if !package.matches(named) {
                return Err(BadAnswer(
                    match named {
                        Some(_) => "its packageId is not the one asked for",
                        None => "it has no packageId",
                    }
                    .to_owned(),
                ));
            }
        }
        Ok(record)
    }

    /// Turns an answer that is no success into trouble.  `unreadable` tells why a 2xx is none.
    fn refusal(&self, answer: Answer, unreadable: Option<&str>) -> Trouble {
        // A body that is longer than any error's is none.
        let small = Some(&answer.body).filter(|body| body.len() <= ERROR_BODY);
        let body = small.and_then(|body| serde_json::from_slice::<Value>(body).ok()).unwrap_or_default();
        // Classified as it came.
        let code = body.get("error").and_then(Value::as_str).filter(|code| is_code(code));
        let unreadable = unreadable.filter(|_| code != Some(RETENTION));
        let (cause, said) = if let Some(reason) = unreadable {
            (Cause::BadAnswer, format!(", but {reason}"))
        } else {
            let cause = match (answer.status, code) {
                (_, Some(RETENTION)) => Cause::Refused,
                (404, None) => Cause::ForeignNotFound,
                (status, _) => Cause::Status(status),
            };
            let code = code.map(|code| format!(" {}", self.show(code, CODE)));
            let message = explanation(&body).map(|message| format!(" ({})", self.show(&message, MESSAGE)));
            (cause, code.unwrap_or_default() + &message.unwrap_or_default())
        };
        Trouble {
            cause,
            details: Box::new(Details {
                kind: Some(kind(cause, code)),
                message: format!("the server answered {}{said}", answer.status),
                status: Some(answer.status),
                code: code.map(|code| self.show(code, CODE)),
                request_id: answer.request_id.map(|id| self.show(&id, REQUEST_ID)),
                body: unreadable.is_none().then(|| {
                    // What is far behind the part that is kept need not be looked through.
                    let begin = &answer.body[..answer.body.len().min(16 * BODY)];
                    let text = String::from_utf8_lossy(begin);
                    let mut body = self.client.with_secrets(|secrets| secrets.scrub(&text));
                    body.truncate(body.floor_char_boundary(BODY));
                    body
                }),
                retry_after: answer.retry_after,
                ..Details::default()
            }),
            advice: None,
        }
    }

    /// A foreign text as it may stand in a message.
    pub(super) fn show(&self, text: &str, most: usize) -> String {
        cut(&one_line(&self.client.with_secrets(|secrets| secrets.scrub(text))), most)
    }
}

/// Whether the `error` of a body is a code, as the API writes them, and no phrase of a gateway's such as "Not Found".
fn is_code(error: &str) -> bool {
    !error.is_empty() && !error.contains(char::is_whitespace)
}

/// What an error's body says beside the code: the API's `message`, or what a problem of RFC 9457 says, as ASP.NET sends
/// it: `title`, `detail`, and the `errors` of each field.
fn explanation(body: &Value) -> Option<String> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(message) = text("message") {
        return Some(message.to_owned());
    }
    let mut parts: Vec<String> = ["title", "detail"].into_iter().filter_map(text).map(str::to_owned).collect();
    match body.get("errors") {
        Some(Value::Object(fields)) => parts.extend(fields.iter().filter_map(|(name, errors)| {
            let errors = texts(errors);
            (!errors.is_empty()).then(|| format!("{name}: {errors}"))
        })),
        Some(errors) => parts.push(texts(errors)),
        None => {}
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A text, or a list of texts.
fn texts(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// An answer that could not be read in time.
fn unread(answer: &Answer) -> Trouble {
    let message = format!("the server answered {}, but reading it took longer than the limit", answer.status);
    let details = Details { message, status: Some(answer.status), ..Details::default() };
    Trouble { cause: Cause::TimedOut, details: Box::new(details), advice: None }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A message is one line, whatever the server wrote.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}
