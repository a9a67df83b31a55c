//! Structs that the caller allocates, and that grow at their end.

use std::mem::{MaybeUninit, size_of};
use std::ptr;

use crate::{Error, Result};

/// No version of such a struct is larger, so a `struct_size` above it was never set.
const LARGEST: usize = 4 << 10;

/// Copies as much of a struct as both the program and this library know; fields that only the library knows are zero.
///
/// The first field of `T` is its `struct_size`; 0 stands for `first`, the size of the struct's first version, which never
/// changes.  A field that only the program knows must be zero: the library would silently ignore it.
///
/// # Safety
/// `given` points to `struct_size` bytes (`first`, if that is 0), and zeros are a value of every field of `T`.
pub(super) unsafe fn copy<T: Copy>(given: *const T, first: usize, name: &str) -> Result<T> {
    // SAFETY: every version begins with the size.
    let size = match unsafe { given.cast::<usize>().read() } {
        0 => first,
        size if (first..=LARGEST).contains(&size) => size,
        _ => return Err(Error::invalid_argument(format!("{name}.struct_size is not the sizeof of the struct"))),
    };
    let known = size.min(size_of::<T>());
    // SAFETY: the caller promises `size` bytes.
    let unknown = unsafe { std::slice::from_raw_parts(given.cast::<u8>().add(known), size - known) };
    if unknown.iter().any(|&byte| byte != 0) {
        return Err(Error::invalid_argument(format!(
            "{name} has a field that this version of the library does not know"
        )));
    }
    let mut copy = MaybeUninit::<T>::zeroed();
    // SAFETY: `known` bytes are within both, and all that is not copied is zero.
    unsafe {
        ptr::copy_nonoverlapping(given.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), known);
        Ok(copy.assume_init())
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends with what failed")]
mod tests {
    use super::*;

    const WORD: usize = size_of::<usize>();
    const FIRST: usize = 2 * WORD;

    /// The second version of a struct, whose first one had no `added`.
    #[repr(C)]
    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Grown {
        struct_size: usize,
        old: usize,
        added: usize,
    }

    /// What becomes of a struct of these words; the allocation ends with the last of them.
    fn copied(words: &[usize]) -> Result<(usize, usize)> {
        let given = words.to_vec().into_boxed_slice();
        // SAFETY: the cases below have as many words as they say.
        unsafe { copy(given.as_ptr().cast::<Grown>(), FIRST, "it") }.map(|copy| (copy.old, copy.added))
    }

    #[test]
    fn programs_of_every_version_are_understood() {
        for (words, expected) in [
            (&[0, 7][..], (7, 0)),          // of the first version, without a size
            (&[FIRST, 7], (7, 0)),          // of the first version
            (&[3 * WORD, 7, 8], (7, 8)),    // of this version
            (&[4 * WORD, 7, 8, 0], (7, 8)), // of a later one, without its field
            (&[FIRST + 1, 7, 0], (7, 0)),   // of one between
        ] {
            assert_eq!(copied(words).expect("it is understood"), expected, "{words:?}");
        }
    }

    #[test]
    fn sizes_of_no_version_and_unknown_fields_are_refused() {
        let size = "it.struct_size is not the sizeof of the struct";
        for (words, expected) in [
            (&[1, 7][..], size),
            (&[FIRST - 1, 7], size),
            (&[LARGEST + 1, 7], size),
            (&[usize::MAX, 7], size),
            (&[4 * WORD, 7, 8, 1], "it has a field that this version of the library does not know"),
        ] {
            assert_eq!(copied(words).expect_err("it is refused").message(), expected, "{words:?}");
        }
    }
}
