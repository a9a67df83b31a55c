//! What answers are made of: one allocation that holds everything an answer points to.

use std::ffi::c_char;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::ptr;
use std::sync::Mutex;

use bumpalo::Bump;

use super::IINKED_NO_TIME;
use super::boundary::plain;
use super::records::iinked_link;
use crate::model::{AnyLink, IsoDuration, Link, Record, Time};

/// An instant: the text that was sent, and its reading.
///
/// `unix_us` is microseconds since 1970-01-01T00:00:00Z (further digits are cut), `IINKED_NO_TIME` where nothing was
/// sent or the text is no instant.  A text without a zone is read as UTC.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct iinked_time {
    /// ISO 8601 as it was sent; NULL if nothing was.
    pub text: *const c_char,
    /// Microseconds since 1970, or `IINKED_NO_TIME`.
    pub unix_us: i64,
}

/// A length of time: the text that was sent, and its reading.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct iinked_duration {
    /// ISO 8601 as it was sent (`PT5M12S`); NULL if nothing was.
    pub text: *const c_char,
    /// Microseconds, or `IINKED_NO_TIME` where nothing was sent or the text has no fixed length (a month has none).
    pub us: i64,
}

/// A record that has a C struct.
pub(super) trait Convert {
    /// The struct, whose pointers lead into the arena.
    type C;
    fn convert(&self, arena: &Arena) -> Self::C;

    /// Makes an answer that the caller will own.
    fn to_raw(&self) -> *mut Self::C {
        to_raw(self)
    }
}

/// Owns what an answer points to; all of it is freed at once.
pub(super) struct Arena(Bump);

/// Arenas of answers that were freed, for the next ones.  Nothing of an answer is left in them: no link outlives it, and
/// what reads a freed answer by mistake sees no other one's texts.
///
/// The thread of asynchronous calls makes their answers and others free them: with `malloc` alone each would wait for
/// the other's lock, which is held for long where large blocks are joined.  This one is never waited for.
static FREED: Mutex<Vec<Arena>> = Mutex::new(Vec::new());
/// How many of them are kept, and of which size at most.
const KEPT: usize = 256;
const KEPT_BYTES: usize = 16 << 10;
/// Room for a small answer at once, instead of by doubling: a page, with what `malloc` and `Bump` need of it.
const FIRST_BYTES: usize = (4 << 10) - 128;

/// An answer as the caller gets it, who sees only `value`.  It lies in its own arena.
#[repr(C)]
struct Owned<C> {
    // First, so that a pointer to it is a pointer to the whole.
    value: C,
    arena: Arena,
}

/// Makes an answer that the caller will own.
pub(super) fn to_raw<R: Convert + ?Sized>(record: &R) -> *mut R::C {
    let arena = Arena::new();
    let value = record.convert(&arena);
    let answer = ptr::from_mut(arena.0.alloc(MaybeUninit::<Owned<R::C>>::uninit())).cast::<Owned<R::C>>();
    // SAFETY: the place was made for it, and the arena's chunks stay where they are when the arena is moved.
    unsafe { answer.write(Owned { value, arena }) };
    answer.cast()
}

/// An answer that is on its way to its receiver.
pub(super) struct RawAnswer<C>(*mut C);

// SAFETY: nobody else has the answer, and its receiver may be on any thread.
unsafe impl<C> Send for RawAnswer<C> {}

impl<C> RawAnswer<C> {
    pub(super) fn new<R: Convert<C = C>>(record: &R) -> Self {
        Self(record.to_raw())
    }

    /// The caller owns it.
    pub(super) fn into_raw(self) -> *mut C {
        ManuallyDrop::new(self).0
    }
}

impl<C> Drop for RawAnswer<C> {
    fn drop(&mut self) {
        // SAFETY: `Convert::to_raw` made it, and it was not given away.
        unsafe { free_answer(self.0) };
    }
}

/// A number as C has it; one that is too large is the largest.
pub(super) fn number(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// Frees an answer.
///
/// # Safety
/// `answer` is NULL or came from [`to_raw`] and was not freed before.
pub(super) unsafe fn free_answer<C>(answer: *mut C) {
    plain((), || {
        if !answer.is_null() {
            const { assert!(!std::mem::needs_drop::<C>()) };
            // SAFETY: `to_raw` made it as the first field of an `Owned<C>`, whose arena is taken out once.
            let arena = unsafe { (&raw const (*answer.cast::<Owned<C>>()).arena).read() };
            arena.free();
        }
    });
}

impl Arena {
    pub(super) fn new() -> Self {
        let freed = FREED.try_lock().ok().and_then(|mut freed| freed.pop());
        freed.unwrap_or_else(|| Self(Bump::with_capacity(FIRST_BYTES)))
    }

    pub(super) fn free(mut self) {
        if self.0.allocated_bytes() <= KEPT_BYTES
            && let Ok(mut freed) = FREED.try_lock()
            && freed.len() < KEPT
        {
            self.wipe();
            self.0.reset();
            freed.push(self);
        }
    }

    /// Overwrites all that was placed in it.
    fn wipe(&mut self) {
        // SAFETY: the chunks belong to this arena, which nobody else uses, and nothing is allocated meanwhile.
        for (start, len) in unsafe { self.0.iter_allocated_chunks_raw() } {
            // SAFETY: so many bytes of the chunk were allocated, and nothing that is in them has to be dropped.
            unsafe { start.write_bytes(0, len) };
        }
    }

    /// NUL-terminated text; an inner NUL becomes U+FFFD, and nothing NULL.
    pub(super) fn text(&self, text: Option<&str>) -> *const c_char {
        let Some(text) = text else { return ptr::null() };
        let is_nul = |byte: u8| byte == 0;
        // To the end in any case, so that many bytes can be looked at together.
        if text.bytes().fold(false, |found, byte| found | is_nul(byte)) {
            return self.terminated(&text.replace('\0', "\u{fffd}"));
        }
        self.terminated(text)
    }

    /// NUL-terminated text that has no NUL in it.
    fn terminated(&self, text: &str) -> *const c_char {
        let copy = self.0.alloc_slice_fill_copy(text.len() + 1, MaybeUninit::uninit());
        let (bytes, end) = copy.split_at_mut(text.len());
        bytes.write_copy_of_slice(text.as_bytes());
        end.fill(MaybeUninit::new(0));
        copy.as_ptr().cast()
    }

    /// The text of a whole answer: the one that came, or one that is written now.  JSON text has no NUL.
    pub(super) fn json(&self, answer: &dyn Record) -> *const c_char {
        match answer.json() {
            Some(kept) => self.terminated(kept.text()),
            None => self.terminated(&answer.to_json()),
        }
    }

    pub(super) fn time(&self, time: Option<&Time>) -> iinked_time {
        iinked_time {
            text: self.text(time.map(Time::as_str)),
            unix_us: time.and_then(Time::unix_us).unwrap_or(IINKED_NO_TIME),
        }
    }

    pub(super) fn duration(&self, duration: Option<&IsoDuration>) -> iinked_duration {
        iinked_duration {
            text: self.text(duration.map(IsoDuration::as_str)),
            us: duration.and_then(IsoDuration::us).unwrap_or(IINKED_NO_TIME),
        }
    }

    /// One struct of its own, or NULL.
    pub(super) fn one<R: Convert>(&self, record: Option<&R>) -> *const R::C {
        record.map_or(ptr::null(), |record| self.place(record.convert(self)))
    }

    /// A link that may have come as mere text.
    pub(super) fn link(&self, link: Option<&AnyLink>) -> *const iinked_link {
        match link {
            None => ptr::null(),
            Some(AnyLink::Link(link)) => self.one(Some(&**link)),
            Some(AnyLink::Text(text)) => {
                let mut only_link = Link::default().convert(self);
                only_link.link = self.text(Some(text.expose()));
                self.place(only_link)
            }
        }
    }

    pub(super) fn place<C>(&self, value: C) -> *const C {
        ptr::from_ref(self.0.alloc(value))
    }

    /// A list and its length; NULL and 0 where nothing was sent.  Behind the last element stands a NULL.
    pub(super) fn list<R: Convert>(&self, list: Option<&Vec<R>>) -> (*const *const R::C, usize) {
        let Some(list) = list else { return (ptr::null(), 0) };
        let items = self.0.alloc_slice_fill_copy(list.len() + 1, ptr::null());
        for (item, record) in items.iter_mut().zip(list) {
            *item = self.place(record.convert(self));
        }
        (items.as_ptr(), list.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    /// The last block of a freed answer is kept, and so can still be read.
    #[test]
    fn nothing_of_a_freed_answer_is_kept() {
        let link = "https://sign.example.com/canary";
        // One that fits into a block, and one that does not.
        for name in [String::new(), "x".repeat(FIRST_BYTES)] {
            let record = Link { name: Some(name), link: Some(Secret::new(link)), ..Link::default() };
            let answer = to_raw(&record);
            // SAFETY: the answer is freed once, and its last block lives on, since no other test makes answers.
            let left = unsafe {
                let (text, whole) = ((*answer).link.cast::<u8>(), answer.cast::<u8>());
                let read = |start, len| std::slice::from_raw_parts::<u8>(start, len).to_vec();
                assert_eq!(read(text, link.len()), link.as_bytes());
                free_answer(answer);
                assert_eq!(FREED.lock().map_or(0, |freed| freed.len()), 1);
                [read(text, link.len()), read(whole, size_of::<Owned<iinked_link>>())].concat()
            };
            assert!(left.iter().all(|&byte| byte == 0), "{left:?}");
        }
    }
}
