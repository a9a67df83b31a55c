//! Saves one video from any server, and tells how fast and with how much memory: `download URL SIZE PATH`.
//!
//! Its API is a thread that lists that one video.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::Instant;

use iinkedsign::{Config, Id, blocking::Client};

const PACKAGE: &str = "c603079c-2dc7-4af7-8c2e-dc992662621c";
const VIDEO: &str = "4c512b8a-c1ad-47da-ae22-5a61115505e3";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, size, path] = &arguments[..] else { return Err("usage: download URL SIZE PATH".into()) };
    let body = format!(
        r#"{{"packageId":"{PACKAGE}","videos":[{{"meetingVideoId":"{VIDEO}","state":"archived","size":{size},"url":"{url}"}}]}}"#
    );
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}/api/v1", listener.local_addr()?);
    thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        // One read is a whole request of this client.
        let _ = stream.read(&mut [0; 4096])?;
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    });
    let client = Client::new(&Config::new().api_key("none").base_url(base_url))?;
    let (package, video) = (Id::new(PACKAGE, "package_id")?, Id::new(VIDEO, "meeting_video_id")?);
    let before = peak();
    let begun = Instant::now();
    let saved = client.download_video(&package, &video, Path::new(path))?;
    let seconds = begun.elapsed().as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{:.3} s, peak memory {} KiB, {} KiB of it before, sha256 {}",
        seconds,
        peak(),
        before,
        saved.sha256
    )?;
    Ok(())
}

/// The most memory that this process had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
