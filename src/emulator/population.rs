//! Which packages there are: the vendor's samples and any number of generated ones, each made when it is requested.

use std::collections::HashMap;

use super::generate;
use super::ids::{guid, package_number};
use super::outline::{self, Outline, Place};
use super::package::Package;
use super::samples;

/// The packages as they are before anything was changed. A position is a place in the order of `packages/list`,
/// newest first: the generated ones, then the (older) samples.
pub(super) struct Population {
    seed: u64,
    generated: usize,
    samples: Vec<Package>,
    positions: HashMap<u128, usize>,
}

impl Population {
    pub(super) fn new(seed: u64, generated: usize) -> Self {
        let samples = samples::all();
        let mut positions = HashMap::with_capacity(generated + samples.len());
        for position in 0..generated {
            positions.insert(package_number(seed, position), position);
        }
        for (offset, sample) in samples.iter().enumerate() {
            if let Some(number) = guid_number(&sample.id) {
                positions.insert(number, generated + offset);
            }
        }
        Self { seed, generated, samples, positions }
    }

    /// How many packages there are.
    pub(super) fn len(&self) -> usize {
        self.generated + self.samples.len()
    }

    /// How many of them are generated; they come first.
    pub(super) fn generated(&self) -> usize {
        self.generated
    }

    /// Where the package of this id (in any case) stands.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        guid_number(id).and_then(|number| self.positions.get(&number)).copied()
    }

    /// The id of the package at a position.
    pub(super) fn id(&self, position: usize) -> String {
        match self.sample(position) {
            Some(sample) => sample.id.clone(),
            None => guid(package_number(self.seed, position)),
        }
    }

    /// The package at a position.
    pub(super) fn package(&self, position: usize) -> Package {
        match self.sample(position) {
            Some(sample) => sample.clone(),
            None => generate::package(self.place(position)),
        }
    }

    /// What most filters ask for, cheaper than the whole package.
    pub(super) fn outline(&self, position: usize) -> Outline {
        match self.sample(position) {
            Some(sample) => Outline::of(sample),
            None => outline::outline(self.place(position)).0,
        }
    }

    fn sample(&self, position: usize) -> Option<&Package> {
        position.checked_sub(self.generated).and_then(|offset| self.samples.get(offset))
    }

    fn place(&self, position: usize) -> Place {
        Place { seed: self.seed, position, of: self.generated }
    }
}

/// The 128 bits of a hyphenated GUID.
fn guid_number(id: &str) -> Option<u128> {
    let bytes = id.as_bytes();
    let hyphens = [8, 13, 18, 23];
    if bytes.len() != 36 || !hyphens.iter().all(|&at| bytes[at] == b'-') {
        return None;
    }
    let mut number = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !hyphens.contains(&at) {
            number = number << 4 | u128::from(char::from(byte).to_digit(16)?);
        }
    }
    Some(number)
}
