//! All that is asked for one input.

use super::input::Input;
use super::row::{Found, Row};
use crate::call::limited;
use crate::client::Client;
use crate::error::{Kind, Result};
use crate::limiter::Limiter;
use crate::operation::{GetStatus, ListVideos};

/// Asks for a package's status, and for its videos if they are wanted.
pub(super) async fn ask(client: &Client, limiter: &Limiter, input: &Input, videos: bool) -> Row {
    let mut attempts = 0;
    let outcome = found(client, limiter, input, videos, &mut attempts).await;
    Row { package_id: client.with_secrets(|secrets| input.shown(secrets)), attempts, outcome }
}

async fn found(client: &Client, limiter: &Limiter, input: &Input, videos: bool, attempts: &mut u32) -> Result<Found> {
    let id = match input {
        Input::Package(id) => id,
        Input::Wrong(_, error) => return Err(error.clone()),
    };
    let status = limited(client, limiter, &GetStatus(id), attempts).await?;
    if !videos {
        return Ok(Found { status, videos: None });
    }
    let list = limited(client, limiter, &ListVideos(id), attempts).await;
    // Only of the status does a 404 say something of the package, which here was seen just before.
    let list = list.map_err(|error| if error.kind() == Kind::NotFound { error.with_kind(Kind::Api) } else { error })?;
    Ok(Found { status, videos: list.videos })
}
