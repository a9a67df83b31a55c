//! A server on loopback that answers every request with the bytes it was given, and closes.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

#[derive(Default)]
struct State {
    answer: Vec<u8>,
    deletions: usize,
}

/// The server; it lives as long as the process.
pub struct Server {
    /// `http://127.0.0.1:…`
    pub base_url: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts one.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base_url = format!("http://{}", listener.local_addr().expect("bound"));
        let state = Arc::<Mutex<State>>::default();
        let shared = state.clone();
        thread::spawn(move || {
            // Each on its own thread: a call that was cancelled leaves its connection to the runtime.
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { base_url, state }
    }

    /// What is answered from now on; nothing was asked so far.
    pub fn answer(&self, answer: &[u8]) {
        *lock(&self.state) = State { answer: answer.to_vec(), deletions: 0 };
    }

    /// How many requests to delete something came since then.
    pub fn deletions(&self) -> usize {
        lock(&self.state).deletions
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().expect("nobody panics with it")
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !is_whole(&request) {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(length) => request.extend_from_slice(&buffer[..length]),
        }
    }
    let answer = {
        let mut state = lock(state);
        let target = request.split(|&byte| byte == b'\r').next().unwrap_or_default();
        state.deletions += usize::from(target.windows(7).any(|part| part == b"/delete"));
        state.answer.clone()
    };
    // The client may have left.
    let _ = stream.write_all(&answer);
    let _ = stream.shutdown(Shutdown::Write);
    while stream.read(&mut buffer).is_ok_and(|length| length > 0) {}
}

/// Whether the head and all of the body are there.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}
