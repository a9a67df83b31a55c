//! The judging of a response: whether it is the answer asked for, and else what it says.

use serde_json::Value;
use tokio::time::Instant;

use super::Call;
use crate::client::Client;
use crate::error::Details;
use crate::failure::{Failure, kind};
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

impl<O: Operation> Call<'_, O> {
    /// A success is a JSON object about the package asked for; anything else is a failure.
    pub(super) async fn accept(&self, mut answer: Answer) -> Result<O::Answer, Failure> {
        let repaired = repair(&mut answer.body);
        if !(200..300).contains(&answer.status) {
            return Err(refusal(self.client, answer, None));
        }
        let body = std::mem::take(&mut answer.body);
        let keep = self.client.settings().keep_json;
        let Some(reading) = read_within(body, repaired, keep, self.attempts.attempt_ends(Instant::now())).await else {
            return Err(unread(&answer));
        };
        answer.body = reading.body;
        let checked = reading.outcome.and_then(|(record, findings)| match self.objection(&record) {
            Some(reason) => Err(BadAnswer(reason)),
            None => Ok((record, findings)),
        });
        let (record, findings) = checked.map_err(|BadAnswer(reason)| refusal(self.client, answer, Some(&reason)))?;
        self.client.count_drift(&findings);
        Ok(record)
    }

    /// Why a readable answer is not about the package asked for, or does not say that a change was carried out.
    fn objection(&self, answer: &O::Answer) -> Option<String> {
        if let Some(package) = self.operation.package() {
            let fields = O::Answer::SCHEMA.fields;
            let place = fields.iter().position(|field| field.name == "packageId");
            match place.map(|place| answer.get(place)) {
                Some(View::Text(id)) if package.matches(Some(id)) => {}
                Some(View::Text(_)) => return Some("its packageId is not the one asked for".to_owned()),
                _ => return Some("it has no packageId".to_owned()),
            }
        }
        match O::EFFECT {
            Effect::Read => None,
            Effect::Irreversible if outcome::names_an_error(answer.extra()) => Some("it holds an error".to_owned()),
            Effect::Irreversible => self.operation.contradiction(answer),
        }
    }
}

/// Turns an answer that is no success into a failure.  `unreadable` tells why a 2xx is none.
fn refusal(client: &Client, answer: Answer, unreadable: Option<&str>) -> Failure {
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
        let code = code.map(|code| format!(" {}", show(client, code, CODE)));
        let message = explanation(&body).map(|message| format!(" ({})", show(client, &message, MESSAGE)));
        (cause, code.unwrap_or_default() + &message.unwrap_or_default())
    };
    Failure {
        cause,
        details: Box::new(Details {
            kind: Some(kind(cause, code)),
            message: format!("the server answered {}{said}", answer.status),
            status: Some(answer.status),
            code: code.map(|code| show(client, code, CODE)),
            request_id: answer.request_id.map(|id| show(client, &id, REQUEST_ID)),
            body: unreadable.is_none().then(|| {
                // What is far behind the part that is kept need not be looked through.
                let begin = &answer.body[..answer.body.len().min(16 * BODY)];
                let text = String::from_utf8_lossy(begin);
                let mut body = client.with_secrets(|secrets| secrets.scrub(&text));
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
pub(super) fn show(client: &Client, text: &str, most: usize) -> String {
    cut(&one_line(&client.with_secrets(|secrets| secrets.scrub(text))), most)
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
fn unread(answer: &Answer) -> Failure {
    let message = format!("the server answered {}, but reading it took longer than the limit", answer.status);
    let details = Details { message, status: Some(answer.status), ..Details::default() };
    Failure { cause: Cause::TimedOut, details: Box::new(details), advice: None }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A message is one line, whatever the server wrote.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}
