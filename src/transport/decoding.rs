//! The body of an answer: its `Content-Encoding` taken off, limited by what comes out.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;
use http::HeaderMap;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderValue};

/// So many codings over each other are taken off; nobody needs two.
const DEEPEST: usize = 4;

/// By so much a coding may make a body longer than it is: empty members without end are no answer.
const OVERHEAD: usize = 64 << 10;

/// The codings that are requested.
pub(super) const ACCEPTED: (http::HeaderName, HeaderValue) = (ACCEPT_ENCODING, HeaderValue::from_static("gzip"));

/// Takes a body piece by piece.
pub(crate) struct Body {
    decoder: Decoder,
    most: usize,
    /// How many bytes came, as they were sent.
    taken: usize,
}

enum Decoder {
    Plain(Limited),
    /// Several members after each other are one body (RFC 1952, 2.2).
    Gzip(Box<MultiGzDecoder<Decoder>>),
}

impl Body {
    /// For an answer with these headers, of which at most so many bytes are wanted; or why it cannot be read.
    pub(crate) fn new(headers: &HeaderMap, most: usize) -> Result<Self, String> {
        let mut decoder = Decoder::Plain(Limited { body: Vec::new(), most, exceeded: false });
        let mut depth = 0;
        for list in headers.get_all(CONTENT_ENCODING) {
            // In the order in which they were applied, so the last is the outermost (RFC 9110, 8.4).
            for coding in list.as_bytes().split(|&byte| byte == b',').map(<[u8]>::trim_ascii) {
                match coding.to_ascii_lowercase().as_slice() {
                    b"" | b"identity" => {}
                    b"gzip" | b"x-gzip" if depth == DEEPEST => {
                        return Err(format!("it was compressed more than {DEEPEST} times over (Content-Encoding)"));
                    }
                    b"gzip" | b"x-gzip" => {
                        decoder = Decoder::Gzip(Box::new(MultiGzDecoder::new(decoder)));
                        depth += 1;
                    }
                    _ => {
                        let coding = String::from_utf8_lossy(coding);
                        return Err(format!(
                            "its Content-Encoding is {coding}, which was not asked for and is not understood"
                        ));
                    }
                }
            }
        }
        Ok(Self { decoder, most, taken: 0 })
    }

    /// Takes the next piece as it was sent.
    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<(), String> {
        self.taken = self.taken.saturating_add(piece.len());
        if self.taken > self.most.saturating_add(OVERHEAD) {
            self.decoder.limited().exceeded = true;
            return Err(self.explain(&io::ErrorKind::FileTooLarge.into()));
        }
        self.decoder.write_all(piece).map_err(|error| self.explain(&error))
    }

    /// Once the transfer is whole: checks that the body is.  What was held back comes out, too.
    pub(crate) fn finish(&mut self) -> Result<(), String> {
        // No body at all is no gzip either, but it needs no decoding.
        if self.taken == 0 {
            return Ok(());
        }
        self.decoder.finish().map_err(|error| self.explain(&error))
    }

    /// All of a body that is finished, or what can be known of one that broke off or is too large.
    pub(crate) fn so_far(mut self) -> Vec<u8> {
        std::mem::take(&mut self.decoder.limited().body)
    }

    fn explain(&mut self, error: &io::Error) -> String {
        if self.decoder.limited().exceeded {
            format!("it is larger than {} bytes (max_response_bytes)", self.most)
        } else {
            format!("it cannot be decompressed as its Content-Encoding says: {error}")
        }
    }
}

impl Decoder {
    fn limited(&mut self) -> &mut Limited {
        match self {
            Self::Plain(limited) => limited,
            Self::Gzip(decoder) => decoder.get_mut().limited(),
        }
    }

    /// Checks that what was compressed is whole, from the outermost coding on.
    fn finish(&mut self) -> io::Result<()> {
        let Self::Gzip(decoder) = self else { return Ok(()) };
        decoder.try_finish()?;
        decoder.get_mut().finish()
    }
}

impl Write for Decoder {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(limited) => limited.write(piece),
            Self::Gzip(decoder) => decoder.write(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What comes out, kept up to a limit.
struct Limited {
    body: Vec<u8>,
    most: usize,
    exceeded: bool,
}

impl Write for Limited {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let room = self.most - self.body.len();
        self.body.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            self.exceeded = true;
            return Err(io::Error::other("too large"));
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
