//! The server around the API: TLS, rate limit, gzip, size, and how it ends.

use std::io::Read as _;
use std::time::{Duration, Instant};

use iinkedsign::emulator::{Emulator, Options, STATUS_PACKAGE_ID, VIDEO_PACKAGE_ID};

use super::wire::{connect, exchange, get, get_tls, key, request, send};
use super::{STATUS_TEXT, start};

#[test]
fn tls_is_trusted_with_the_ca_and_by_every_name() {
    let options = Options { tls: true, ..Options::default() };
    let emulator = Emulator::start(options).unwrap();
    assert!(emulator.base_url().starts_with("https://127.0.0.1:"));
    let path = format!("packages/{STATUS_PACKAGE_ID}/status");
    for name in ["localhost", "127.0.0.1", "::1"] {
        assert_eq!(get_tls(&emulator, name, &path).unwrap().text(), STATUS_TEXT.trim_end());
    }
    assert!(get_tls(&emulator, "example.com", &path).is_err());
    assert!(start(0).ca_pem().is_none());
}

#[test]
fn beyond_the_rate_it_answers_429() {
    let options = Options { requests_per_second: Some(2.0), ..Options::default() };
    let emulator = Emulator::start(options).unwrap();
    let path = format!("packages/{STATUS_PACKAGE_ID}/status");
    let replies: Vec<_> = (0..6).map(|_| get(&emulator, &path)).collect();
    let refused: Vec<_> = replies.iter().filter(|reply| reply.status == 429).collect();
    assert!((3..=4).contains(&refused.len()), "{}", refused.len());
    assert_eq!(refused[0].header("retry-after"), Some("1"));
    let zero = Options { requests_per_second: Some(0.0), ..Options::default() };
    assert!(Emulator::start(zero).is_err());
}

#[test]
fn gzip_is_sent_to_those_who_accept_it() {
    let emulator = Emulator::start(Options { gzip: true, ..Options::default() }).unwrap();
    let path = format!("packages/{STATUS_PACKAGE_ID}/status");
    assert_eq!(get(&emulator, &path).text(), STATUS_TEXT.trim_end());
    let headers = format!("{}Accept-Encoding: gzip\r\nConnection: close\r\n", key(&emulator));
    let reply = exchange(&emulator, &request("GET", &path, &headers, "")).unwrap();
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*reply.body).read_to_string(&mut text).unwrap();
    assert_eq!(text, STATUS_TEXT.trim_end());
}

#[test]
fn stopping_does_not_wait_for_anybody() {
    let emulator = start(0);
    emulator.add_fault("status:silence".parse().unwrap());
    emulator.add_fault("list_videos:drip=3600".parse().unwrap());
    emulator.add_fault("list_packages:delay=3600".parse().unwrap());
    let mut open = vec![connect(&emulator)];
    for (method, path) in [
        ("GET", format!("packages/{STATUS_PACKAGE_ID}/status")),
        ("GET", format!("packages/{VIDEO_PACKAGE_ID}/videos")),
        ("POST", "packages/list".into()),
    ] {
        open.push(send(&emulator, &request(method, &path, &key(&emulator), "{}")));
    }
    while emulator.requests().len() < 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(!emulator.wait_timeout(Duration::ZERO));
    let begun = Instant::now();
    emulator.stop();
    emulator.stop();
    emulator.wait();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(std::net::TcpStream::connect(("127.0.0.1", emulator.port())).is_err());
}

#[test]
fn a_large_population_starts_fast() {
    let begun = Instant::now();
    let emulator = start(100_000);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let ids = emulator.package_ids();
    assert_eq!(ids.len(), 100_004);
    assert_eq!(get(&emulator, &format!("packages/{}/status", ids[99_999])).status, 200);
}

#[test]
fn threads_share_it() {
    let emulator = start(0);
    let path = format!("packages/{STATUS_PACKAGE_ID}/status");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..10).for_each(|_| assert_eq!(get(&emulator, &path).status, 200)));
        }
    });
    let seqs: Vec<u64> = emulator.requests().iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, (1..=40).collect::<Vec<u64>>());
}
