//! A server that answers whatever a test wants, for lies that the emulator does not tell.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// Method, path and how many requests came before, to status and body.
type Answer = dyn Fn(&str, &str, usize) -> (u16, String) + Send + Sync;

pub(super) struct Liar {
    pub(super) client: Client,
    folder: Folder,
    deletes: Arc<AtomicUsize>,
}

impl Liar {
    /// Its thread ends with the process.
    pub(super) fn start(answer: impl Fn(&str, &str, usize) -> (u16, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, seen, deletes): (Arc<Answer>, _, _) =
            (Arc::new(answer), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let counted = deletes.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, seen, deletes) = (answer.clone(), seen.clone(), counted.clone());
                std::thread::spawn(move || serve(stream, &*answer, &seen, &deletes));
            }
        });
        let config = Config::new().base_url(format!("http://127.0.0.1:{port}/api/v1")).api_key("liar-key");
        Self { client: Client::new(&config.max_retries(0)).unwrap(), folder: Folder::new(), deletes }
    }

    pub(super) fn plan(&self, ids: &[&str]) -> Result<Plan> {
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        let plan = make_plan(&self.client, &ids, &PlanOptions { concurrency: 1, ..options(None) })?;
        plan.write(&self.folder.plan())?.unwrap();
        Ok(plan)
    }

    pub(super) fn run(&self, mode: Mode, options: &ApplyOptions) -> Result<Applied> {
        run(&self.client, &self.folder.plan(), options, mode, &RealEffects, &mut |_| Wish::GoOn)
    }

    pub(super) fn plan_path(&self) -> PathBuf {
        self.folder.plan()
    }

    pub(super) fn deletes(&self) -> usize {
        self.deletes.load(Ordering::SeqCst)
    }
}

fn serve(stream: TcpStream, answer: &Answer, seen: &AtomicUsize, deletes: &AtomicUsize) {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut request, mut length) = (String::new(), 0);
        if reader.read_line(&mut request).unwrap_or(0) == 0 {
            return;
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 {
                return;
            }
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if header.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let mut words = request.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        deletes.fetch_add(usize::from(path.ends_with("/delete")), Ordering::SeqCst);
        let (status, body) = answer(method, path, seen.fetch_add(1, Ordering::SeqCst));
        let length = body.len();
        let head = format!("HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");
        if reader.get_mut().write_all((head + &body).as_bytes()).is_err() {
            return;
        }
    }
}

/// A package without videos.
pub(super) fn package(id: &str, organization: &str, state: &str) -> String {
    format!(
        r#"{{"packageId":"{id}","organizationId":"{organization}","state":"{state}","type":"concurrent",
        "timeLastModified":"2020-01-01T00:00:00Z","revisionsSigned":1,"revisionsCount":2,"documents":[]}}"#
    )
}
