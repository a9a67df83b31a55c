//! Text of others, as it may stand in a file that people pass on.

use crate::cleanup::sha256::Sha256;
use crate::model::unix_us;

const LONGEST_ID: usize = 128;
const LONGEST_TIME: usize = 40;

/// A text that is meant to be an id.
pub(super) fn id(text: &str) -> String {
    let plain = text.len() <= LONGEST_ID && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    if plain { text.to_owned() } else { stand_in(text) }
}

/// A text that is meant to be a time.
pub(super) fn time(text: &str) -> String {
    if text.len() <= LONGEST_TIME && unix_us(text).is_some() { text.to_owned() } else { stand_in(text) }
}

/// A text that is meant to be a constant of the server's.
pub(super) fn constant(text: &str) -> String {
    let plain = text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._ ".contains(&b));
    if plain { text.to_owned() } else { stand_in(text) }
}

/// What still shows whether the text has changed, and nothing else of it.
fn stand_in(text: &str) -> String {
    format!("?{}", &Sha256::of(&[text.as_bytes()]).text()[..12])
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_not_as_it_should_be_is_not_shown() {
        let url = "https://example.com/?token=canary";
        for made in [super::id(url), super::time(url), super::constant(url)] {
            assert_eq!((made.len(), &made[..1]), (13, "?"), "{made}");
        }
        assert_eq!(super::id("7a17e4e7-bc32"), "7a17e4e7-bc32");
        assert_eq!(super::time("2022-03-02T20:08:41.1234567Z"), "2022-03-02T20:08:41.1234567Z");
        assert_eq!(super::constant("Live Session"), "Live Session");
    }
}
