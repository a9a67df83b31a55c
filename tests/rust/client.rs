//! The Rust crate, through a real socket against the emulator.  The rules themselves are tested from Python,
//! and the cases of `tests/cases` from every other language; here is what only Rust programs see.

mod attempt;
#[cfg(feature = "audit")]
mod audit;
mod token;

use std::error::Error as StdError;

use iinkedsign::emulator::{DELETE_PACKAGE_ID, Emulator, Options, STATUS_PACKAGE_ID, VIDEO_ID, VIDEO_PACKAGE_ID};
use iinkedsign::model::{AnyLink, PackageState, Record, VideoState};
use iinkedsign::{Client, Config, DeleteOptions, DriftKind, Evidence, Filters, Id, Kind, PackageList, blocking};

type Test = Result<(), Box<dyn StdError>>;

fn emulator(faults: &[&str]) -> Result<(Emulator, Config), Box<dyn StdError>> {
    let faults = faults.iter().map(|fault| fault.parse()).collect::<Result<_, _>>()?;
    let emulator = Emulator::start(Options { packages: 30, faults, ..Options::default() })?;
    let config = Config::new().base_url(emulator.base_url()).api_key(emulator.api_key());
    Ok((emulator, config))
}

/// Reads the status of every package, all at the same time.
async fn read_all(client: &Client, emulator: &Emulator) -> Test {
    let call = |package: String| {
        let client = client.clone();
        tokio::spawn(async move { client.package_status(&id(&package)?).await })
    };
    for task in emulator.package_ids().into_iter().map(call).collect::<Vec<_>>() {
        task.await??;
    }
    Ok(())
}

fn id(text: &str) -> iinkedsign::Result<Id> {
    Id::new(text, "package_id")
}

#[test]
fn every_operation_blocks_the_caller() -> Test {
    let (emulator, config) = emulator(&[])?;
    let client = blocking::Client::new(&config)?;

    let status = client.package_status(&id(STATUS_PACKAGE_ID)?)?;
    assert_eq!(status.state, Some(PackageState::Open));
    assert_eq!(status.time_sign_by.as_ref().and_then(iinkedsign::model::Time::unix_us), Some(1_646_251_721_000_000));
    let signers = status.signers.as_deref().unwrap_or_default();
    assert!(matches!(&signers[0].sign_link, Some(AnyLink::Link(link)) if link.token.is_some()));

    let (package, video) = (id(VIDEO_PACKAGE_ID)?, Id::new(VIDEO_ID, "meeting_video_id")?);
    let videos = client.list_videos(&package)?.videos.unwrap_or_default();
    assert_eq!(videos[0].state, Some(VideoState::Archived));
    let deleted = client.delete_video(&package, &video)?.videos.unwrap_or_default();
    assert_eq!((deleted.len(), &deleted[0].state), (1, &Some(VideoState::Deleted)));
    assert_eq!(deleted[0].duration.as_ref().and_then(iinkedsign::model::IsoDuration::us), Some(6_000_000));
    client.delete_all_videos(&package)?;

    client.delete_package(&id(DELETE_PACKAGE_ID)?, DeleteOptions::default())?;
    assert!(!emulator.package_state(DELETE_PACKAGE_ID).exists);
    assert_eq!(client.list_packages(Filters::default())?.len(), emulator.package_ids().len());
    Ok(())
}

#[tokio::test]
async fn the_asynchronous_client_runs_on_the_callers_runtime() -> Test {
    let (emulator, config) = emulator(&[])?;
    let client = Client::new(&config)?;
    read_all(&client, &emulator).await?;
    let mut list: PackageList = client.list_packages(Filters::default()).page_size(7)?;
    let mut count = 0;
    while let Some(page) = list.next_page(&client).await? {
        count += page.len();
    }
    assert_eq!(count, emulator.package_ids().len());
    Ok(())
}

#[tokio::test]
async fn a_blocking_call_within_a_runtime_is_refused() -> Test {
    let (_emulator, config) = emulator(&[])?;
    let client = blocking::Client::new(&config)?;
    let error = client.package_status(&id("a")?).err().ok_or("it blocked the runtime")?;
    assert_eq!(error.kind(), Kind::Configuration);
    Ok(())
}

#[test]
fn a_lost_answer_is_an_unknown_outcome() -> Test {
    let (emulator, config) = emulator(&["delete_package:drop_after"])?;
    let client = blocking::Client::new(&config)?;
    let error = client.delete_package(&id(DELETE_PACKAGE_ID)?, DeleteOptions::default()).err().ok_or("no error")?;
    assert_eq!((error.kind(), error.evidence()), (Kind::OutcomeUnknown, Some(Evidence::Absent)));
    assert_eq!((error.attempts(), error.is_retryable()), (Some(1), false));
    assert_eq!(emulator.package_state(DELETE_PACKAGE_ID).delete_requests, 1);
    Ok(())
}

#[test]
fn what_is_not_documented_is_kept_and_counted() -> Test {
    let (_emulator, config) = emulator(&["status:unknown_fields,times=1", "status:unknown_values,times=1"])?;
    let client = blocking::Client::new(&config)?;
    let package = id(STATUS_PACKAGE_ID)?;
    let status = client.package_status(&package)?;
    assert!(!status.extra.is_empty());
    let status = client.package_status(&package)?;
    assert!(matches!(&status.state, Some(state @ PackageState::Other(_)) if state.code() == 0));
    let drift = client.drift();
    for kind in [DriftKind::UnknownField, DriftKind::UnknownValue] {
        assert!(drift.iter().any(|finding| finding.kind == kind), "{kind:?} in {drift:?}");
    }
    Ok(())
}

#[test]
fn debug_output_shows_neither_secrets_nor_persons() -> Test {
    let (_emulator, config) = emulator(&[])?;
    let client = blocking::Client::new(&config.clone().api_key("canary-key"))?;
    let refused = client.package_status(&id(STATUS_PACKAGE_ID)?).err().ok_or("a wrong key was accepted")?;
    assert_eq!(refused.kind(), Kind::Authentication);
    let proxied = config.clone().proxy("http://user:canary-password@127.0.0.1:9");
    let proxied = (blocking::Client::new(&proxied)?, Client::new(&proxied)?, proxied);
    let status = blocking::Client::new(&config)?.package_status(&id(STATUS_PACKAGE_ID)?)?;
    let shown = format!("{config:?} {client:?} {proxied:?} {refused:?} {refused} {status:?}");
    for hidden in ["canary", "BKhD5EA0Dw6o0fv7", "MnWkMecgfNjfFZsye1YJmg", "localhost/tws", "signer.one@"] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    let json = (&status as &dyn Record).to_json();
    assert!(json.contains("BKhD5EA0Dw6o0fv7") && json.contains("signer.one@"), "the answer itself is whole");
    Ok(())
}
