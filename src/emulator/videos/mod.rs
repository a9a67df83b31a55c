//! The host of the videos, on a port of its own: it knows no key, only URLs that stop working.

mod fault;
mod film;
mod host;
mod urls;

pub(super) use fault::KINDS as VIDEO_KINDS;
pub use fault::VideoFault;
pub(super) use film::Stream;
pub(super) use host::answer;
pub(super) use urls::VideoUrls;
