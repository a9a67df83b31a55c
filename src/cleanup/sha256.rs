//! SHA-256 and its text.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ring::digest::{Context, SHA256};

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::cleanup) struct Sha256([u8; 32]);

impl Sha256 {
    /// The hash of these parts, one after the other.
    pub(in crate::cleanup) fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Context::new(&SHA256);
        for part in parts {
            hash.update(part);
        }
        Self::end(hash)
    }

    /// The hash of a file, and its length.
    pub(in crate::cleanup) fn of_file(path: &Path) -> io::Result<(Self, u64)> {
        let mut file = File::open(path)?;
        let (mut hash, mut length, mut buffer) = (Context::new(&SHA256), 0, vec![0; 1 << 16]);
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                return Ok((Self::end(hash), length));
            }
            hash.update(&buffer[..count]);
            length += count as u64;
        }
    }

    fn end(context: Context) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        Self(hash)
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(in crate::cleanup) fn read(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let digit = |at: usize| match digits[at] {
            digit @ b'0'..=b'9' => Some(digit - b'0'),
            digit @ b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut hash = [0; 32];
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = digit(2 * at)? << 4 | digit(2 * at + 1)?;
        }
        Some(Self(hash))
    }

    /// Its first half, which is as good as the whole to tell some thousand things apart.
    pub(in crate::cleanup) fn first_16(self) -> [u8; 16] {
        let mut half = [0; 16];
        half.copy_from_slice(&self.0[..16]);
        half
    }

    /// 64 lower-case hexadecimal digits.
    pub(in crate::cleanup) fn text(&self) -> String {
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            // Writing to a text does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

impl std::fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::Sha256;

    #[test]
    fn known_hashes() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sha256::of(&[]).text(), empty);
        assert_eq!(Sha256::of(&[b"a", b"", b"bc"]).text(), abc);
        assert_eq!(Sha256::read(abc), Some(Sha256::of(&[b"abc"])));
        for wrong in ["", &abc[1..], &abc.to_uppercase(), &abc.replace('b', "g")] {
            assert_eq!(Sha256::read(wrong), None, "{wrong}");
        }
    }
}
