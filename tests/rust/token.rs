//! Access tokens from a provider.

use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use iinkedsign::emulator::{DELETE_PACKAGE_ID, Emulator, Options, STATUS_PACKAGE_ID};
use iinkedsign::{Config, DeleteOptions, Error, Kind, ProviderError, Secret, blocking};

use crate::{Test, id};

/// An emulator that accepts the token `token-N`, and the options for it.
fn emulator(accepted: usize) -> Result<(Emulator, Config), Box<dyn StdError>> {
    let access_token = Some(format!("token-{accepted}"));
    let emulator = Emulator::start(Options { packages: 30, access_token, ..Options::default() })?;
    let config = Config::new().base_url(emulator.base_url());
    Ok((emulator, config))
}

/// Options with a provider that gives `token-1`, `token-2` and so on, and how often it was asked.
fn counted(config: Config) -> (Config, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let config = config.access_token_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok(Secret::new(format!("token-{number}")))
        }
    });
    (config, asked)
}

#[test]
fn a_token_is_kept_and_renewed_after_a_401() -> Test {
    // (the token that the server accepts, how often the provider is asked, how many requests a deletion takes)
    for (accepted, asked_for, requests) in [(1, 1, 1), (2, 2, 2)] {
        let (emulator, config) = emulator(accepted)?;
        let (config, asked) = counted(config.max_retries(0));
        let client = blocking::Client::new(&config)?;
        assert_eq!(asked.load(Ordering::SeqCst), 0, "making a client asks for nothing");
        client.delete_package(&id(DELETE_PACKAGE_ID)?, DeleteOptions::default())?;
        client.package_status(&id(STATUS_PACKAGE_ID)?)?;
        assert_eq!(asked.load(Ordering::SeqCst), asked_for);
        assert_eq!(emulator.requests().len(), requests + 1);
        assert_eq!(emulator.package_state(DELETE_PACKAGE_ID).deleted_count, 1);
    }
    Ok(())
}

type Gives = fn() -> Result<Secret, ProviderError>;

#[test]
fn a_provider_that_gives_no_token_ends_the_call() -> Test {
    let unusable = "the access-token provider gave no token: what it gave is empty, or has a space, a line break or \
                    another character that a header cannot hold";
    let failed = "the access-token provider failed with an error of its own";
    let gives: [(Gives, &str, Option<&str>); 4] = [
        (|| Err("canary-reason".into()), failed, Some("canary-reason")),
        (|| Err(Error::invalid_argument("canary-own").into()), failed, Some("canary-own")),
        (|| Ok(Secret::new("")), unusable, None),
        (|| Ok(Secret::new("canary token")), unusable, None),
    ];
    for (give, why, source) in gives {
        let (emulator, config) = emulator(1)?;
        let client = blocking::Client::new(&config.access_token_provider(move || async move { give() }))?;
        let package = id(STATUS_PACKAGE_ID)?;
        let error = client.package_status(&package).err().ok_or("there was a token")?;
        let package = package.as_str();
        assert_eq!(
            error.message(),
            format!("status of package {package} failed: {why}; nothing was done: fix the provider")
        );
        assert_eq!((error.kind(), error.attempts(), error.is_retryable()), (Kind::Configuration, None, false));
        assert_eq!(error.source().map(ToString::to_string).as_deref(), source);
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        assert!(emulator.requests().is_empty());
    }
    Ok(())
}

#[test]
fn a_cancelled_provider_cancels_the_call() -> Test {
    let (_emulator, config) = emulator(1)?;
    let config = config.access_token_provider(|| async { Err(Error::cancelled_by(Error::internal("why")).into()) });
    let error = blocking::Client::new(&config)?.package_status(&id(STATUS_PACKAGE_ID)?).err().ok_or("no error")?;
    assert_eq!(error.kind(), Kind::Cancelled);
    assert!(error.source().is_some());
    Ok(())
}

#[test]
fn closing_the_client_ends_the_wait() -> Test {
    let (_emulator, config) = emulator(1)?;
    let client = Arc::new(blocking::Client::new(&config.access_token_provider(std::future::pending))?);
    let call = std::thread::spawn({
        let client = client.clone();
        move || client.package_status(&id(STATUS_PACKAGE_ID)?)
    });
    std::thread::sleep(Duration::from_millis(100));
    client.close();
    let error = call.join().map_err(|_| "a panic")?.err().ok_or("no error")?;
    assert_eq!(error.kind(), Kind::Configuration);
    Ok(())
}

/// What a server repeats of any of them is hidden; the id is one that a server could have made of a token.
#[test]
fn every_token_is_a_secret() -> Test {
    let (_emulator, config) = emulator(2)?;
    let (config, _) = counted(config);
    let client = blocking::Client::new(&config)?;
    client.package_status(&id(STATUS_PACKAGE_ID)?)?;
    for token in ["token-1", "token-2"] {
        let error = client.package_status(&id(&format!("a-{token}"))?).err().ok_or("it was sent")?;
        assert_eq!(error.message(), "an id has this client's own key in it; nothing was sent");
    }
    Ok(())
}

#[test]
fn one_credential_only() -> Test {
    let provider = Config::new().access_token_provider(async || Ok(Secret::new("t")));
    for (config, message) in [
        (provider.clone().api_key("k"), "api_key and access_token exclude each other: give exactly one"),
        (provider.clone().access_token("t"), "access_token and its provider exclude each other: give exactly one"),
    ] {
        let error = blocking::Client::new(&config).err().ok_or("it was accepted")?;
        assert_eq!(error.message(), message);
    }
    assert!(format!("{provider:?}").contains("access_token_provider: Some(Provider)"));
    Ok(())
}
