//! All that is asked for one input.

use super::input::Input;
use super::row::{Found, Row};
use super::traffic::{Hopeless, Line, Traffic};
use crate::call::Call;
use crate::client::Client;
use crate::error::{Details, Error, Kind, Result};
use crate::operation::{GetStatus, ListVideos, Operation};

/// Asks for a package's status, and for its videos if they are wanted.
pub(super) async fn ask(client: &Client, traffic: &Traffic, input: &Input, videos: bool) -> Row {
    let mut attempts = 0;
    let outcome = found(client, traffic, input, videos, &mut attempts).await;
    Row { package_id: client.with_secrets(|secrets| input.shown(secrets)), attempts, outcome }
}

async fn found(client: &Client, traffic: &Traffic, input: &Input, videos: bool, attempts: &mut u32) -> Result<Found> {
    let id = match input {
        Input::Package(id) => id,
        Input::Wrong(_, error) => return Err(error.clone()),
    };
    let status = call(client, traffic, &GetStatus(id), attempts).await?;
    if !videos {
        return Ok(Found { status, videos: None });
    }
    let list = call(client, traffic, &ListVideos(id), attempts).await;
    // Only of the status does a 404 say something of the package, which here was seen just before.
    let list = list.map_err(|error| if error.kind() == Kind::NotFound { error.with_kind(Kind::Api) } else { error })?;
    Ok(Found { status, videos: list.videos })
}

/// Makes one call in the line of an audit.
pub(crate) async fn call<O: Operation>(
    client: &Client,
    traffic: &Traffic,
    operation: &O,
    attempts: &mut u32,
) -> Result<O::Answer> {
    traffic.admit(client).await.map_err(|why| too_long(client, operation, &why))?;
    let mut call = Call::new(client, operation);
    let result = call.run_through(&Line::new(client, traffic)).await;
    *attempts += call.attempts();
    traffic.ended(&result);
    result
}

/// Nothing is sent in a pause that the server asked for, and an audit does not wait for longer than a call would.
fn too_long(client: &Client, operation: &impl Operation, why: &Hopeless) -> Error {
    let (reason, time, retry_after) = match why {
        Hopeless::NoAccess(error) => return no_access(operation, error),
        Hopeless::Pause(pause) => ("asked to send nothing for another", pause, Some(*pause)),
        Hopeless::Refused(time) => ("has answered nothing but 429 for", time, None),
    };
    let limit = if client.settings().timeout.is_some() { "timeout" } else { "an hour" };
    Error::from_details(Details {
        kind: Some(Kind::RateLimited),
        message: format!(
            "{} failed: the server {reason} {} s, which is longer than {limit}; nothing was sent: try later",
            operation.describe(),
            time.as_secs_f64().ceil(),
        ),
        retryable: true,
        retry_after,
        ..Details::default()
    })
}

/// What the calls before it ended with is the reason, and its kind.
fn no_access(operation: &impl Operation, last: &Error) -> Error {
    let reason = match last.kind() {
        Kind::Authentication => "the server answered 401 to the requests before it",
        _ => "the access-token provider gave no token for the requests before it",
    };
    let advice = "nothing was sent: check the key or token, and go on with resume=";
    Error::new(last.kind(), format!("{} failed: {reason}; {advice}", operation.describe()))
}
