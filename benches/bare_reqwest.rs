//! A bare loop over reqwest that only parses: what an audit is measured against.
//!
//! `bare_reqwest BASE_URL SLOTS` reads lines of a first id and a count, and answers how many it has read.

use std::error::Error;
use std::io::BufRead;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

struct Core {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(base_url), Some(slots)) = (arguments.next(), arguments.next()) else {
        return Err("BASE_URL SLOTS".into());
    };
    let slots: usize = slots.parse()?;
    let _ = rustls::crypto::ring::default_provider().install_default();
    let threads = std::thread::available_parallelism()?.get();
    let mut cores = Vec::new();
    for _ in 0..threads {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        cores.push(Core { runtime, client: reqwest::Client::builder().build()? });
    }
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (first, count) = line.split_once(' ').ok_or("FIRST COUNT")?;
        let (prefix, count) = (&first[..24], count.parse::<usize>()?);
        let (next, read) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for core in &cores {
                let (base_url, next, read) = (&base_url, &next, &read);
                scope.spawn(move || {
                    let mine = slots / threads;
                    core.runtime.block_on(async {
                        let slots: FuturesUnordered<_> =
                            (0..mine).map(|_| slot(&core.client, base_url, prefix, count, next, read)).collect();
                        slots.for_each(|()| async {}).await;
                    });
                });
            }
        });
        #[expect(clippy::print_stdout, reason = "its answer")]
        {
            println!("{}", read.load(Ordering::Relaxed));
        }
    }
    Ok(())
}

/// Reads package after package; one that cannot be read is not counted.
async fn slot(
    client: &reqwest::Client,
    base_url: &str,
    prefix: &str,
    count: usize,
    next: &AtomicUsize,
    read: &AtomicUsize,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return;
        }
        let id = format!("{prefix}{number:012x}");
        let request =
            client.get(format!("{base_url}/packages/{id}/status")).header("api_key", "a-key-for-the-benchmark");
        let Ok(answer) = request.send().await else { continue };
        let Ok(body) = answer.bytes().await else { continue };
        let Ok(status) = serde_json::from_slice::<serde_json::Value>(&body) else { continue };
        if status["packageId"].as_str() == Some(&id) {
            read.fetch_add(1, Ordering::Relaxed);
        }
    }
}
