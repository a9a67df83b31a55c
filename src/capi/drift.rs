//! Where the answers of a client differed from what is documented.

use std::ffi::c_char;

use super::answer::{Arena, Convert, free_answer, to_raw};
use super::boundary::produce;
use super::client::{iinked_client, living};
use super::error::iinked_error;
use super::iinked_code;
use crate::Drift;

/// A finding, and how often it was made.
#[repr(C)]
pub struct iinked_drift {
    /// The place in the answer, as `documents[].revisions[].isNext`.
    pub path: *const c_char,
    /// `unknown_field`, `unknown_value` or `wrong_type`.
    pub kind: *const c_char,
    /// How often it was seen.
    pub count: u64,
}

/// Findings, ordered by path.
#[repr(C)]
pub struct iinked_drift_list {
    /// The findings.
    pub items: *const *const iinked_drift,
    /// How many elements `items` has.
    pub items_len: usize,
}

impl Convert for Drift {
    type C = iinked_drift;

    fn convert(&self, arena: &Arena) -> iinked_drift {
        iinked_drift {
            path: arena.text(Some(&self.path)),
            kind: arena.text(Some(self.kind.as_str())),
            count: self.count,
        }
    }
}

impl Convert for Vec<Drift> {
    type C = iinked_drift_list;

    fn convert(&self, arena: &Arena) -> iinked_drift_list {
        let (items, items_len) = arena.list(Some(self));
        iinked_drift_list { items, items_len }
    }
}

/// Where the answers of this client differed so far from what is documented: keys, constants, types.
///
/// On success `*out` is the list: free it with `iinked_drift_list_free`.  Errors: `IINKED_ERR_INVALID_ARGUMENT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_drift(
    client: *const iinked_client,
    out: *mut *mut iinked_drift_list,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { produce(out, err, || Ok(to_raw(&living(client)?.drift()))) }
}

/// Frees a list of findings and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_drift_list_free(answer: *mut iinked_drift_list) {
    // SAFETY: NULL or a list that was not freed, as the header asks.
    unsafe { free_answer(answer) };
}
