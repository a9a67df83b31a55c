//! The numbers of the header.  A test compares them with the core's tables.

/// The outcome of a call: `IINKED_OK` or one of `IINKED_ERR_…`.
pub type iinked_code = i32;

/// The version of this header.
pub const IINKED_VERSION_MAJOR: u32 = 0;
/// The version of this header.
pub const IINKED_VERSION_MINOR: u32 = 1;
/// The version of this header.
pub const IINKED_VERSION_PATCH: u32 = 0;
/// Changes when a program has to be compiled again; structs may grow at their end without that.
pub const IINKED_ABI_VERSION: u32 = 1;

/// The reading of a time or duration that was not sent or cannot be read.
/// (cbindgen cannot write the smallest number as C can read it: `cbindgen.toml` has the macro.)
/// cbindgen:ignore
pub const IINKED_NO_TIME: i64 = i64::MIN;

/// Success.
pub const IINKED_OK: iinked_code = 0;
// -- generated: kinds of errors; by `make generate` from src/error/kind.rs --
/// An option of the client is wrong, or the client is closed.
pub const IINKED_ERR_CONFIGURATION: iinked_code = 1;
/// An argument of a call is wrong, such as an id with a slash in it.
pub const IINKED_ERR_INVALID_ARGUMENT: iinked_code = 2;
/// No connection could be made: the name is unknown, the port refused, or the proxy failed.
pub const IINKED_ERR_CONNECT: iinked_code = 10;
/// TLS could not be agreed on, most often because the certificate is not trusted.
pub const IINKED_ERR_TLS: iinked_code = 11;
/// A time limit ended the call: `timeout`, `attempt_timeout` or `connect_timeout`.
pub const IINKED_ERR_TIMEOUT: iinked_code = 12;
/// The connection broke before a whole answer had come, or did not speak HTTP.
pub const IINKED_ERR_TRANSPORT: iinked_code = 13;
/// Status 400: the server did not accept the request.
pub const IINKED_ERR_BAD_REQUEST: iinked_code = 20;
/// Status 401: the key or token is missing, wrong, or belongs to another data centre.
pub const IINKED_ERR_AUTHENTICATION: iinked_code = 21;
/// Status 403, or a code `*_not_authorized` or `*_feature_*`: the key may not do this, or the subscription lacks the
/// feature.
pub const IINKED_ERR_PERMISSION_DENIED: iinked_code = 22;
/// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
pub const IINKED_ERR_NOT_FOUND: iinked_code = 23;
/// A retention policy forbids the deletion: code `package_delete_retention`, whatever the status.
pub const IINKED_ERR_RETENTION: iinked_code = 24;
/// Status 429: too many requests from this address or with this key.
pub const IINKED_ERR_RATE_LIMITED: iinked_code = 25;
/// Status 5xx: the server failed.
pub const IINKED_ERR_SERVER: iinked_code = 26;
/// Any other status that is not a success.
pub const IINKED_ERR_API: iinked_code = 27;
/// A success whose body is not the answer that was asked for.
pub const IINKED_ERR_RESPONSE: iinked_code = 30;
/// A deletion or rescission was sent, and what became of it cannot be known.
pub const IINKED_ERR_OUTCOME_UNKNOWN: iinked_code = 40;
/// The caller cancelled the call.
pub const IINKED_ERR_CANCELLED: iinked_code = 50;
/// A bug of this library: please report it.
pub const IINKED_ERR_INTERNAL: iinked_code = 99;
// -- end of kinds of errors --

/// The error is not about an unclear delete.
pub const IINKED_EVIDENCE_NONE: i32 = 0;
/// The package answers 404 now, or every requested video is `deleted` now.
pub const IINKED_EVIDENCE_ABSENT: i32 = 1;
/// It is still there.
pub const IINKED_EVIDENCE_PRESENT: i32 = 2;
/// The follow-up check did not settle it, or there was no time left for one.
pub const IINKED_EVIDENCE_UNVERIFIED: i32 = 3;
/// The package that was to be rescinded is rescinded now.
pub const IINKED_EVIDENCE_RESCINDED: i32 = 4;
// -- generated: constants; by `make generate` from src/model/constants.rs --

/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
pub const IINKED_PACKAGE_STATE_UNKNOWN: i32 = 0;
/// Not sent to the signers yet.
pub const IINKED_PACKAGE_STATE_DRAFT: i32 = 1;
/// Ready for signing.
pub const IINKED_PACKAGE_STATE_OPEN: i32 = 2;
/// Signed by all signers (since 4.0).
pub const IINKED_PACKAGE_STATE_EXECUTED: i32 = 3;
/// Not signed by the sign-by date (since 4.0); video signing rooms expire 7 days after the meeting.
pub const IINKED_PACKAGE_STATE_EXPIRED: i32 = 4;
/// Withdrawn (since 3.5).
pub const IINKED_PACKAGE_STATE_RESCINDED: i32 = 5;
/// Opened in the embedded editor to choose a type (since 3.6); vanishes after 24 hours.
pub const IINKED_PACKAGE_STATE_SELECT: i32 = 6;
/// Opened in the embedded editor as a new package (since 2.9); vanishes after 24 hours.
pub const IINKED_PACKAGE_STATE_ADD: i32 = 7;

/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
pub const IINKED_PACKAGE_TYPE_UNKNOWN: i32 = 0;
/// Several signers at the same time.
pub const IINKED_PACKAGE_TYPE_CONCURRENT: i32 = 1;
/// Signers in an order.
pub const IINKED_PACKAGE_TYPE_SEQUENTIAL: i32 = 2;
/// Group Send: every signer gets the document at the same time.
pub const IINKED_PACKAGE_TYPE_COUNTERPART: i32 = 3;
/// Video Signing Room.
pub const IINKED_PACKAGE_TYPE_VIDEO_CLOSING_ROOM: i32 = 4;
/// In Person.
pub const IINKED_PACKAGE_TYPE_LIVE_SESSION: i32 = 5;

/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
pub const IINKED_VIDEO_STATE_UNKNOWN: i32 = 0;
/// The recording is in progress.
pub const IINKED_VIDEO_STATE_STARTED: i32 = 1;
/// The recording ended.
pub const IINKED_VIDEO_STATE_STOPPED: i32 = 2;
/// It waits to be downloaded.
pub const IINKED_VIDEO_STATE_QUEUED: i32 = 3;
/// It could not be downloaded.
pub const IINKED_VIDEO_STATE_FAILED: i32 = 4;
/// It can be played.
pub const IINKED_VIDEO_STATE_ARCHIVED: i32 = 5;
/// It was permanently removed.
pub const IINKED_VIDEO_STATE_DELETED: i32 = 6;

/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
pub const IINKED_VIDEO_TYPE_UNKNOWN: i32 = 0;
/// A standard recording, the only documented type.
pub const IINKED_VIDEO_TYPE_VIDEO: i32 = 1;

/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
pub const IINKED_LINK_TYPE_UNKNOWN: i32 = 0;
/// To sign one document.
pub const IINKED_LINK_TYPE_DOCUMENT: i32 = 1;
/// To sign the whole package.
pub const IINKED_LINK_TYPE_PACKAGE_SIGN: i32 = 2;
/// To edit the package.
pub const IINKED_LINK_TYPE_PACKAGE_EDIT: i32 = 3;
// -- end of constants --

/// One row for every input, in the order of the inputs: its data or its error.
pub const IINKED_AUDIT_PACKAGES: usize = 0;
/// The documents of the packages.
pub const IINKED_AUDIT_DOCUMENTS: usize = 1;
/// The signers of the packages.
pub const IINKED_AUDIT_SIGNERS: usize = 2;
/// The revisions of the documents.
pub const IINKED_AUDIT_REVISIONS: usize = 3;
/// The videos of the packages; no rows if they were not requested.
pub const IINKED_AUDIT_VIDEOS: usize = 4;
/// The error rows of the packages once more, without the columns that are null in them.
pub const IINKED_AUDIT_ERRORS: usize = 5;
/// How many tables an audit has, and streams your array must have room for: changes only with `IINKED_ABI_VERSION`.
pub const IINKED_AUDIT_TABLES: usize = 6;

/// Do not filter by this.
pub const IINKED_FILTER_ANY: i32 = 0;
/// Send `true`.
pub const IINKED_FILTER_YES: i32 = 1;
/// Send `false`.
pub const IINKED_FILTER_NO: i32 = 2;
