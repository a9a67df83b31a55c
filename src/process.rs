//! Which process this is.
//!
//! `getpid` is a system call, so a fork handler counts the forks instead.  The count of a process differs from the counts
//! of all the processes that its memory comes from, which is what has to be told apart.

#[cfg(unix)]
use std::sync::atomic::{AtomicU32, Ordering};

/// A number of this process, which no process has that its memory comes from.
#[cfg(unix)]
pub(crate) fn current() -> u32 {
    use once_cell::race::OnceBool;

    // Without a lock, which a fork could leave locked.  Two threads may register the handler: then a fork counts twice.
    static WATCHED: OnceBool = OnceBool::new();
    if WATCHED.get_or_init(watch) { FORKS.load(Ordering::Relaxed) } else { std::process::id() }
}

/// Elsewhere there is no fork.
#[cfg(not(unix))]
pub(crate) fn current() -> u32 {
    std::process::id()
}

#[cfg(unix)]
static FORKS: AtomicU32 = AtomicU32::new(0);

#[cfg(unix)]
extern "C" fn forked() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}

/// Registers the handler; false where the system has no memory for it.
#[cfg(unix)]
#[allow(unsafe_code, reason = "the standard library has no fork handlers")]
fn watch() -> bool {
    // SAFETY: the handler only increments a counter, which a forked child of a process with threads may do.
    unsafe { libc::pthread_atfork(None, None, Some(forked)) == 0 }
}

#[cfg(all(test, unix))]
#[allow(clippy::expect_used, clippy::print_stdout, unsafe_code, reason = "a test ends with what failed")]
mod tests {
    use std::env;
    use std::process::Command;

    use super::current;

    /// Set in the process that forks.
    const ALONE: &str = "IINKEDSIGN_TEST_ALONE";

    /// A child, its own child, and its sibling: each differs from those above it.
    ///
    /// In a process of its own, because a child keeps the locks of files that other tests have meanwhile.
    #[test]
    fn forked_children_differ_from_their_parents() {
        if env::var_os(ALONE).is_none() {
            let name = "process::tests::forked_children_differ_from_their_parents";
            let test = env::current_exe().expect("the path of this program");
            let output = Command::new(test).args(["--exact", name]).env(ALONE, "").output().expect("a process");
            let told = String::from_utf8_lossy(&output.stdout);
            return assert!(told.contains("1 passed"), "{told}");
        }
        let own = current();
        assert_eq!(current(), own);
        for _ in 0..2 {
            let child = in_child(|| {
                let child = current();
                child != own && child == current() && in_child(|| ![own, child].contains(&current()))
            });
            assert!(child);
        }
        assert_eq!(current(), own);
    }

    /// Whether a check holds in a forked child, which does nothing else.
    fn in_child(check: impl FnOnce() -> bool) -> bool {
        // SAFETY: the child only counts and compares, and ends without unwinding or cleaning up.
        unsafe {
            match libc::fork() {
                0 => libc::_exit(i32::from(!check())),
                child => {
                    let mut status = 0;
                    child > 0 && libc::waitpid(child, &raw mut status, 0) == child && status == 0
                }
            }
        }
    }
}
