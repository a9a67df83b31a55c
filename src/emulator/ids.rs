//! Ids and tokens, derived from the seed or drawn by chance.

use fastrand::Rng;

/// Spreads a seed and a number over 64 bits (the finalizer of `SplitMix64`).
pub(super) fn mix(seed: u64, number: u64) -> u64 {
    let mut bits = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The 128 bits of the id of the package at a position.
pub(super) fn package_number(seed: u64, position: usize) -> u128 {
    let high = mix(seed, position as u64);
    let number = u128::from(high) << 64 | u128::from(mix(high, seed));
    // Version 4, variant 1, as every GUID of the samples.
    number & !(0xF << 76 | 0x3 << 62) | 0x4 << 76 | 0x2 << 62
}

/// A GUID as the remote API writes it.
pub(super) fn guid(number: u128) -> String {
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// A GUID drawn by chance.
pub(super) fn any_guid(rng: &mut Rng) -> String {
    guid(package_number(rng.u64(..), 0))
}

/// A link token: 128 bits in 22 characters of the base64url alphabet.
pub(super) fn token(rng: &mut Rng) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = rng.u128(..);
    let letter = |at: u32| char::from(ALPHABET[(bits >> (6 * at) & 63) as usize]);
    (0..22).map(letter).collect()
}
