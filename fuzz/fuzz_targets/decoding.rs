//! `Content-Encoding`: what was compressed comes back as it was, whatever the pieces that it comes in; what breaks off, or
//! is longer than is wanted, is an error.
//!
//! The input is `coding=…` for each header, `piece=…` and `most=…`, an empty line, and a body.
#![no_main]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use iinkedsign::fuzzing::decode;
use iinkedsign_fuzz::head_and_rest;

/// By so much a body may be longer as it is sent than it is wanted to be.
const OVERHEAD: usize = 64 << 10;
/// So many codings are taken off.
const DEEPEST: usize = 4;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let (lines, body) = head_and_rest(input);
    let values = |name: &'static [u8]| lines.iter().filter(move |(of, _)| *of == name).map(|(_, value)| *value);
    let number = |name, default| {
        values(name).next().and_then(|text| std::str::from_utf8(text).ok()?.parse().ok()).unwrap_or(default)
    };
    let codings: Vec<&[u8]> = values(b"coding").filter(|value| value.iter().all(fits_in_header)).collect();
    let (piece, most) = (number(b"piece", 7_usize).max(1), number(b"most", 1_usize << 20).min(1 << 20));
    let decoded = |sent: &[u8], most| decode(&codings, sent.chunks(piece), most);

    // As it came.
    let whole = decode(&codings, std::iter::once(body), most);
    match (&whole, decoded(body, most)) {
        (Ok(whole), Ok(pieces)) => assert_eq!(*whole, pieces),
        // Of two things that are wrong, the first that shows is told.
        (Err((_, so_far)), Err(_)) => assert!(so_far.len() <= most),
        (one, other) => panic!("{one:?} at once, {other:?} in pieces"),
    }
    if let Ok(whole) = &whole {
        assert!(whole.len() <= most && body.len() <= most.saturating_add(OVERHEAD));
    }

    // As a server would have sent it.
    let Some(depth) = depth(&codings) else {
        assert!(whole.is_err(), "{codings:?} was understood");
        return;
    };
    let sent = (0..depth).fold(body.to_vec(), |inner, _| compressed(&inner));
    assert_eq!(decoded(&sent, body.len()), Ok(body.to_vec()));
    if let Some(less) = body.len().checked_sub(1) {
        let (reason, so_far) = decoded(&sent, less).expect_err("it is too long");
        assert_eq!(reason, format!("it is larger than {less} bytes (max_response_bytes)"));
        assert_eq!(so_far, body[..less]);
    }
    if depth > 0 {
        for end in [1, sent.len() / 2, sent.len() - 1] {
            let (_, so_far) = decoded(&sent[..end], body.len()).expect_err("it breaks off");
            assert!(body.starts_with(&so_far));
        }
        let twice: Vec<u8> = [sent.as_slice(), &sent].concat();
        if depth == 1 && twice.len() <= 2 * body.len() + OVERHEAD {
            assert_eq!(decoded(&twice, 2 * body.len()), Ok([body, body].concat()), "two members are one body");
        }
    }
});

fn fits_in_header(byte: &u8) -> bool {
    *byte == b'\t' || *byte >= b' ' && *byte != 0x7f
}

/// How many times gzip is named, if nothing else is.
fn depth(codings: &[&[u8]]) -> Option<usize> {
    let mut depth = 0;
    for coding in codings.iter().flat_map(|list| list.split(|&byte| byte == b',')) {
        let coding = std::str::from_utf8(coding).ok()?.trim_matches([' ', '\t', '\n', '\x0c', '\r']);
        match coding.to_ascii_lowercase().as_str() {
            "" | "identity" => {}
            "gzip" | "x-gzip" => depth += 1,
            _ => return None,
        }
    }
    (depth <= DEEPEST).then_some(depth)
}

fn compressed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).expect("memory");
    encoder.finish().expect("memory")
}
