/*
 * iinkedsign: a client for Syngrafii's iinked Sign e-signature API.
 *
 * Made by cbindgen from src/capi; do not edit.
 *
 *     iinked_config *config = iinked_config_new();
 *     iinked_client *client = NULL;
 *     iinked_package_status *status = NULL;
 *     iinked_error *error = NULL;
 *     if (iinked_config_set_datacenter(config, "us", &error) == IINKED_OK &&
 *         iinked_client_new(config, &client, &error) == IINKED_OK &&
 *         iinked_client_package_status(client, "7a17e4e7-bc32-4256-bf81-27eac794c2b7",
 *                                      &status, &error) == IINKED_OK)
 *         printf("%s\n", status->state_text ? status->state_text : "?");
 *     else
 *         fprintf(stderr, "%s\n", iinked_error_message(error));
 *     iinked_error_free(error);
 *     iinked_package_status_free(status);
 *     iinked_client_free(client);
 *     iinked_config_free(config);
 *
 * RESULTS.  A function that can fail returns an iinked_code: IINKED_OK (0) or the kind of the
 * error.  Its last argument, iinked_error **err, may be NULL.  Otherwise *err becomes NULL on
 * success, and on failure an error that you own.  An argument before it, T **out, must not be
 * NULL; *out becomes the result on success and NULL on failure.  What *out and *err held before
 * is overwritten, not freed.  (iinked_client_audit fills an array of yours instead, and on failure
 * with what is known.)
 *
 * OWNERSHIP.  What a function gives you through out, err or a callback is yours, until you give
 * it to the ..._free of its type, once.  Every ..._free takes NULL.  An answer is freed as
 * a whole: all that its pointers lead to lives and dies with it, and must not be changed or freed
 * by itself.  The same holds for the texts of an error.  What you pass in stays yours; the library
 * copies what it needs before the function returns.
 *
 * TEXT is UTF-8 and ends with NUL, in both directions.  Text that you pass in and that is not
 * UTF-8 gives IINKED_ERR_INVALID_ARGUMENT, as does NULL, unless NULL is said to be allowed.
 * A NUL within a text that the server sent becomes U+FFFD.
 *
 * ANSWERS.  Fields are named as on the wire, in snake_case.  Where the server sent nothing, null,
 * or a value of another type than the documented one, text is NULL, a number -1, a flag false,
 * a list NULL with a length of 0, a time IINKED_NO_TIME; `json` has the whole answer as it came.
 * A list is an array of pointers, with its length beside it and a NULL behind its end.  An open
 * set of constants is an int32_t beside its text; a constant that this version does not know is
 * 0 (..._UNKNOWN), with its text.  Structs are made by the library only and may grow at their
 * end: never copy or allocate one, nor rely on its sizeof.  (iinked_list_filters is yours to make,
 * and says how.)  Links, tokens and the URLs of videos open what they lead to without a login:
 * treat them as credentials.
 *
 * ERRORS.  The kinds:
 *     1 to 2    your program's: a wrong option or argument; nothing was sent.
 *     10 to 13  the network's: no connection, TLS, a time limit, a broken connection.
 *     20 to 27  the server's: it answered with an error status.
 *     30        the server answered, but not what was asked for.
 *     40        a delete may or may not have been carried out: see iinked_error_evidence.
 *     50, 99    cancelled; a bug of this library.
 * Reads are retried within `timeout`.  A delete is sent again only where it
 * certainly was not processed.  No panic, signal, exception or output of the library ever reaches
 * your program; a bug in it becomes IINKED_ERR_INTERNAL.  (Like most libraries it does end the
 * process when the system has no memory left.)
 *
 * THREADS.  Any number of threads may use one client at once, and they do not wait for each
 * other.  All other objects may go from thread to thread, but be used by one at a time, and
 * answers and errors be read by many.  iinked_call_cancel can be called from anywhere.
 * A blocking call is carried out by the thread that makes it; no thread is started for it.
 * Asynchronous calls run on one thread of the library, which starts with the first of them and
 * lasts as long as the process: the library cannot be unloaded.  An audit has threads of its own,
 * one for each core, which end with it.
 *
 * CALLBACKS come on those threads; those that a configuration or an audit has, on the thread that
 * makes a blocking call too.  Keep them short, and hand longer work on: while one runs, no
 * asynchronous call goes on.  A callback may start asynchronous calls, cancel, and free anything.
 * It must not make blocking calls: where others would have to wait for it, they give
 * IINKED_ERR_CONFIGURATION.  It must not be left by longjmp or a C++ exception.
 *
 * CANCELLING.  A blocking call ends by its `timeout`.  To cancel one from another thread, start its
 * ..._async twin instead, wait for the callback, and give iinked_call_cancel the handle.
 *
 * FORK.  A child of fork can use the clients that it inherited: it gets connections and threads of
 * its own.  Asynchronous calls that were under way stay with the parent.
 */

#ifndef IINKEDSIGN_H
#define IINKEDSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The reading of a time or a duration that was not sent or cannot be read. */
#define IINKED_NO_TIME INT64_MIN

/*
 * The Arrow C data and stream interfaces, word for word, as everybody who speaks them declares them:
 * https://arrow.apache.org/docs/format/CDataInterface.html
 * https://arrow.apache.org/docs/format/CStreamInterface.html
 */
#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  // Array type description
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;

  // Release callback
  void (*release)(struct ArrowSchema*);
  // Opaque producer-specific data
  void* private_data;
};

struct ArrowArray {
  // Array data description
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;

  // Release callback
  void (*release)(struct ArrowArray*);
  // Opaque producer-specific data
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  // Callback to get the stream type
  // (will be the same for all arrays in the stream).
  //
  // Return value: 0 if successful, an `errno`-compatible error code otherwise.
  //
  // If successful, the ArrowSchema must be released independently from the stream.
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);

  // Callback to get the next array
  // (if no error and the array is released, the stream has ended)
  //
  // Return value: 0 if successful, an `errno`-compatible error code otherwise.
  //
  // If successful, the ArrowArray must be released independently from the stream.
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);

  // Callback to get optional detailed error information.
  // This must only be called if the last stream operation failed
  // with a non-0 return code.
  //
  // Return value: pointer to a null-terminated character array describing
  // the last error, or NULL if no description is available.
  //
  // The returned pointer is only valid until the next operation on this stream
  // (including release).
  const char* (*get_last_error)(struct ArrowArrayStream*);

  // Release callback: release the stream's own resources.
  // Note that arrays returned by `get_next` must be individually released.
  void (*release)(struct ArrowArrayStream*);

  // Opaque producer-specific data
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

#ifdef __cplusplus
}
#endif

// The version of this header.
#define IINKED_VERSION_MAJOR 0

// The version of this header.
#define IINKED_VERSION_MINOR 1

// The version of this header.
#define IINKED_VERSION_PATCH 0

// Changes when a program has to be compiled again; structs may grow at their end without that.
#define IINKED_ABI_VERSION 1

// The error is not about an unclear delete.
#define IINKED_EVIDENCE_NONE 0

// The package answers 404 now, or every requested video is `deleted` now.
#define IINKED_EVIDENCE_ABSENT 1

// It is still there.
#define IINKED_EVIDENCE_PRESENT 2

// The follow-up check did not settle it, or there was no time left for one.
#define IINKED_EVIDENCE_UNVERIFIED 3

// The package that was to be rescinded is rescinded now.
#define IINKED_EVIDENCE_RESCINDED 4

// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
#define IINKED_PACKAGE_STATE_UNKNOWN 0

// Not sent to the signers yet.
#define IINKED_PACKAGE_STATE_DRAFT 1

// Ready for signing.
#define IINKED_PACKAGE_STATE_OPEN 2

// Signed by all signers (since 4.0).
#define IINKED_PACKAGE_STATE_EXECUTED 3

// Not signed by the sign-by date (since 4.0); video signing rooms expire 7 days after the meeting.
#define IINKED_PACKAGE_STATE_EXPIRED 4

// Withdrawn (since 3.5).
#define IINKED_PACKAGE_STATE_RESCINDED 5

// Opened in the embedded editor to choose a type (since 3.6); vanishes after 24 hours.
#define IINKED_PACKAGE_STATE_SELECT 6

// Opened in the embedded editor as a new package (since 2.9); vanishes after 24 hours.
#define IINKED_PACKAGE_STATE_ADD 7

// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
#define IINKED_PACKAGE_TYPE_UNKNOWN 0

// Several signers at the same time.
#define IINKED_PACKAGE_TYPE_CONCURRENT 1

// Signers in an order.
#define IINKED_PACKAGE_TYPE_SEQUENTIAL 2

// Group Send: every signer gets the document at the same time.
#define IINKED_PACKAGE_TYPE_COUNTERPART 3

// Video Signing Room.
#define IINKED_PACKAGE_TYPE_VIDEO_CLOSING_ROOM 4

// In Person.
#define IINKED_PACKAGE_TYPE_LIVE_SESSION 5

// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
#define IINKED_VIDEO_STATE_UNKNOWN 0

// The recording is in progress.
#define IINKED_VIDEO_STATE_STARTED 1

// The recording ended.
#define IINKED_VIDEO_STATE_STOPPED 2

// It waits to be downloaded.
#define IINKED_VIDEO_STATE_QUEUED 3

// It could not be downloaded.
#define IINKED_VIDEO_STATE_FAILED 4

// It can be played.
#define IINKED_VIDEO_STATE_ARCHIVED 5

// It was permanently removed.
#define IINKED_VIDEO_STATE_DELETED 6

// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
#define IINKED_VIDEO_TYPE_UNKNOWN 0

// A standard recording, the only documented type.
#define IINKED_VIDEO_TYPE_VIDEO 1

// A constant this version does not know; its text stands beside it.  Also where nothing was sent.
#define IINKED_LINK_TYPE_UNKNOWN 0

// To sign one document.
#define IINKED_LINK_TYPE_DOCUMENT 1

// To sign the whole package.
#define IINKED_LINK_TYPE_PACKAGE_SIGN 2

// To edit the package.
#define IINKED_LINK_TYPE_PACKAGE_EDIT 3

// One row for every input, in the order of the inputs: its data or its error.
#define IINKED_AUDIT_PACKAGES 0

// The documents of the packages.
#define IINKED_AUDIT_DOCUMENTS 1

// The signers of the packages.
#define IINKED_AUDIT_SIGNERS 2

// The revisions of the documents.
#define IINKED_AUDIT_REVISIONS 3

// The videos of the packages; no rows if they were not requested.
#define IINKED_AUDIT_VIDEOS 4

// The error rows of the packages once more, without the columns that are null in them.
#define IINKED_AUDIT_ERRORS 5

// How many tables an audit has, and streams your array must have room for: changes only with `IINKED_ABI_VERSION`.
#define IINKED_AUDIT_TABLES 6

// Do not filter by this.
#define IINKED_FILTER_ANY 0

// Send `true`.
#define IINKED_FILTER_YES 1

// Send `false`.
#define IINKED_FILTER_NO 2

// Options of an audit.  One thread at a time; an audit copies it, so it may be freed or changed after.
//
// An option that is not set has its default.  Values are checked by the audit; the setters fail only with
// `IINKED_ERR_INVALID_ARGUMENT`.
typedef struct iinked_audit_options iinked_audit_options;

// A handle of an asynchronous call.
//
// A function that ends in `_async` returns at once.  If it returns `IINKED_OK`, its callback will be called exactly
// once, on a thread of the library, also after the call was cancelled and also after the client was freed; if it
// returns an error, never.  `*out` is set before the callback can come.
//
// Free the handle with `iinked_call_free` at any time, also within the callback: freeing does not cancel.
typedef struct iinked_call iinked_call;

// A client.  Any number of threads may use one at once; a forked child may keep using the one that it inherited.
typedef struct iinked_client iinked_client;

// Options of a client.  One thread at a time; `iinked_client_new` copies it, so it may be freed or changed after.
//
// An option that is not set falls back to the environment (`IINKEDSIGN_API_KEY`, `IINKEDSIGN_ACCESS_TOKEN`,
// `IINKEDSIGN_DATACENTER`, `IINKEDSIGN_BASE_URL`), then to the default.  Values are checked by
// `iinked_client_new`; the setters copy what they are given, and fail only with `IINKED_ERR_INVALID_ARGUMENT` (NULL,
// or text that is not UTF-8) and, for a number that was negative before it became unsigned, with
// `IINKED_ERR_CONFIGURATION`.
typedef struct iinked_config iinked_config;

// Why a call failed.  Free it with `iinked_error_free`; its texts live as long as it does.
//
// No text of it but `iinked_error_cause` ever holds a key, a token, a link or a video URL.
typedef struct iinked_error iinked_error;

// A walk through the packages of the account.  One page is requested at a time.  It may outlive the client.
typedef struct iinked_package_pages iinked_package_pages;

// A request for the current access token.  Answer it by `iinked_token_request_complete`, exactly once:
// at once or later, on any thread, also after the call that asked was cancelled, and after the client was freed.
typedef struct iinked_token_request iinked_token_request;

// The outcome of a call: `IINKED_OK` or one of `IINKED_ERR_…`.
typedef int32_t iinked_code;

// Is asked for the current access token: before the first request, and once more after a 401, whose request is then
// sent again.  In between the token is kept.
//
// `request` is the receiver's: give it to `iinked_token_request_complete`, within the callback or later.  Calls that
// need a token wait for it, each within its own limits, and no other call is held up.  If the call that asked ends
// meanwhile and another one waits, that one asks anew, so that several requests may be open.
//
// It comes on the thread that makes a blocking call, or on a thread of the library, where it must not block: hand the
// request on.  It must not throw or `longjmp`, and must not make blocking calls of this library.
typedef void (*iinked_access_token_callback)(struct iinked_token_request *request, void *user_data);

// One finished attempt of a call.  Nothing in it is a secret.
typedef struct iinked_attempt {
    // The operation that the request is: `package_status`, `delete_package` and so on, as in the names of the
    // functions. The follow-up check of a delete is an attempt of its own, of the operation `package_status` or
    // `list_videos`.
    const char *operation;
    // The HTTP method.
    const char *method;
    // The path below the base URL, as `/packages/list`.
    const char *path;
    // The HTTP status; 0 where no answer came.
    int32_t status;
    // `IINKED_OK`, or the kind of the error that this attempt alone would be: `IINKED_ERR_SERVER` also where a later
    // attempt succeeds, `IINKED_ERR_CANCELLED` where the call was cancelled meanwhile.
    iinked_code code;
    // Which attempt of its call it was, from 1.
    uint32_t number;
    // When it began, in microseconds since 1970-01-01T00:00:00Z.
    int64_t started_unix_us;
    // How long it took, in microseconds, until the whole answer was there or it failed.
    int64_t duration_us;
    // The server's own id of the request; NULL if it sent none.
    const char *request_id;
    // Whether another attempt follows.
    bool will_retry;
    // The `user_data` of the asynchronous call that made it; NULL for a blocking call.
    void *call_user_data;
} iinked_attempt;

// Is told of an attempt when it is over.  `attempt` and its texts live until the callback returns.
//
// It comes on the thread that made the attempt, before that call returns or has its own callback, and from several
// threads at once where calls are made at once.  The call waits for it: it should be short.  It must not throw or
// `longjmp`, and must not make blocking calls of this library.
typedef void (*iinked_attempt_callback)(const struct iinked_attempt *attempt, void *user_data);

// An instant: the text that was sent, and its reading.
//
// `unix_us` is microseconds since 1970-01-01T00:00:00Z (further digits are cut), `IINKED_NO_TIME` where nothing was
// sent or the text is no instant.  A text without a zone is read as UTC.
typedef struct iinked_time {
    // ISO 8601 as it was sent; NULL if nothing was.
    const char *text;
    // Microseconds since 1970, or `IINKED_NO_TIME`.
    int64_t unix_us;
} iinked_time;

// One signer's revision of a document.
typedef struct iinked_revision {
    // The package.
    const char *package_id;
    // The document.
    const char *document_id;
    // Unique identifier of the revision.
    const char *revision_id;
    // The signer.
    const char *signer_id;
    // The link to sign this revision; a secret.
    const char *link;
    // Whether the signer is the next one in sequential signing.
    bool is_next;
    // Whether the signer has signed this revision.
    bool is_signed;
} iinked_revision;

// A document of a package.
typedef struct iinked_document {
    // The package.
    const char *package_id;
    // Unique identifier of the document.
    const char *document_id;
    // The file of the document.
    const char *file_id;
    // Identifier in an external system.  The vendor's sample misspells its key as `exernalId`.
    const char *external_id;
    // Name of the document.
    const char *name;
    // Name of the file.
    const char *file_name;
    // Place of the document in the package, from 0; -1 where nothing was sent.
    int64_t order;
    // Whether the document has been signed by all signers.
    bool is_executed;
    // One revision for each signer.
    const struct iinked_revision *const *revisions;
    // How many elements `revisions` has.
    size_t revisions_len;
} iinked_document;

// A link of a signer.  A link opens the package without a login: treat `token` and `link` as credentials.
//
// Where the server sent mere text instead of an object, only `link` is set.
typedef struct iinked_link {
    // Token of the link; a secret.
    const char *token;
    // The package.
    const char *package_id;
    // The document.
    const char *document_id;
    // The revision.
    const char *revision_id;
    // Name of the document.
    const char *name;
    // The link itself; a secret.
    const char *link;
    // When the link expires.
    struct iinked_time time_expires;
    // Type of the link, one of `IINKED_LINK_TYPE_…`.
    int32_t type;
    // The same as the text that was sent.
    const char *type_text;
    // Whether the signer is the next one in sequential signing.
    bool is_next;
    // Whether the signer has signed.
    bool is_signed;
} iinked_link;

// A signer of a package.
typedef struct iinked_signer {
    // Unique identifier of the signer.
    const char *signer_id;
    // First name.
    const char *first_name;
    // Last name.
    const char *last_name;
    // Email address.
    const char *email;
    // Mobile number; empty where unset.
    const char *mobile_number;
    // Place in the signing order, from 0; -1 where nothing was sent.
    int64_t order;
    // Links to the signer's revisions; none unless the package was made with `generateSignerLinks`.
    const struct iinked_link *const *links;
    // How many elements `links` has.
    size_t links_len;
    // Link to sign the whole package; NULL if none.
    const struct iinked_link *sign_link;
    // Link to the meeting; NULL if none.
    const struct iinked_link *meeting_link;
} iinked_signer;

// The status of a package.
typedef struct iinked_package_status {
    // Unique identifier of the package.
    const char *package_id;
    // The organization.
    const char *organization_id;
    // The member who owns the package.
    const char *member_id;
    // Name of the package.
    const char *name;
    // By when the package should be signed.
    struct iinked_time time_sign_by;
    // Type of the package, one of `IINKED_PACKAGE_TYPE_…`.
    int32_t type;
    // The same as the text that was sent.
    const char *type_text;
    // State of the package, one of `IINKED_PACKAGE_STATE_…`.
    int32_t state;
    // The same as the text that was sent.
    const char *state_text;
    // Free-form data of the integration, as JSON text.
    const char *external_data;
    // Whether all documents have been signed by all signers.
    bool is_executed;
    // The documents.
    const struct iinked_document *const *documents;
    // How many elements `documents` has.
    size_t documents_len;
    // The signers.
    const struct iinked_signer *const *signers;
    // How many elements `signers` has.
    size_t signers_len;
    // The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    const char *json;
} iinked_package_status;

// A length of time: the text that was sent, and its reading.
typedef struct iinked_duration {
    // ISO 8601 as it was sent (`PT5M12S`); NULL if nothing was.
    const char *text;
    // Microseconds, or `IINKED_NO_TIME` where nothing was sent or the text has no fixed length (a month has none).
    int64_t us;
} iinked_duration;

// A recording of a meeting.
typedef struct iinked_video {
    // Unique identifier of the video.
    const char *meeting_video_id;
    // Shared identifier of the video.
    const char *meeting_video_shared_id;
    // The meeting.
    const char *meeting_id;
    // The session of the meeting.
    const char *meeting_session_id;
    // Identifier in an external system.
    const char *external_video_id;
    // Identifier of an external storage.
    const char *external_storage_id;
    // When the recording was made.
    struct iinked_time time_created;
    // When retention ends; null may mean none or unknown.
    struct iinked_time time_retention;
    // When it was deleted.
    struct iinked_time time_deleted;
    // Length of the recording.
    struct iinked_duration duration;
    // Size in bytes; -1 where nothing was sent.
    int64_t size;
    // Source of the video; the values are not documented.
    const char *source;
    // Type of the video, one of `IINKED_VIDEO_TYPE_…`.
    int32_t type;
    // The same as the text that was sent.
    const char *type_text;
    // State of the video, one of `IINKED_VIDEO_STATE_…`.
    int32_t state;
    // The same as the text that was sent.
    const char *state_text;
    // Temporary URL to download or play the video; a secret.
    const char *url;
    // When `url` stops working.
    struct iinked_time time_url_expires;
} iinked_video;

// The videos of a package; after a deletion, those that were deleted.
typedef struct iinked_package_videos {
    // The package.
    const char *package_id;
    // The videos.
    const struct iinked_video *const *videos;
    // How many elements `videos` has.
    size_t videos_len;
    // The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    const char *json;
} iinked_package_videos;

// How a package writes dates and numbers.
typedef struct iinked_package_format {
    // Language and region; the form is not documented.
    const char *locale;
} iinked_package_format;

// The meeting of a video signing room.
typedef struct iinked_meeting {
    // Unique identifier of the meeting.
    const char *meeting_id;
    // The organization.
    const char *organization_id;
    // The package.
    const char *package_id;
    // When the meeting begins.
    struct iinked_time time_start;
    // Length of the meeting.
    struct iinked_duration duration;
    // Whether the meeting is private.
    bool is_private;
    // Type of the meeting; the values are not documented.
    const char *type;
    // State of the meeting; the values are not documented.
    const char *state;
} iinked_meeting;

// A revision of a document of a whole package.
typedef struct iinked_package_revision {
    // The document.
    const char *document_id;
    // Unique identifier of the revision.
    const char *revision_id;
    // Number of the revision; -1 where nothing was sent.
    int64_t revision_number;
    // The revision before.
    const char *revision_before_id;
    // When it was last opened.
    struct iinked_time time_last_opened;
    // The signer.
    const char *signer_id;
    // Whether the signer has signed it.
    bool is_signed;
    // When the signer signed it.
    struct iinked_time time_signed;
    // Address from which it was signed.
    const char *address;
} iinked_package_revision;

// A document of a whole package.
typedef struct iinked_package_document {
    // Unique identifier of the document.
    const char *document_id;
    // The package.
    const char *package_id;
    // The file of the document.
    const char *file_id;
    // The automatic template; its meaning is not documented.
    const char *auto_template_id;
    // The document of the automatic template; its meaning is not documented.
    const char *auto_template_document_id;
    // Identifier in an external system.
    const char *external_id;
    // Place of the document in the package (`order` in a status); -1 where nothing was sent.
    int64_t index;
    // Name of the document.
    const char *name;
    // Name of the file.
    const char *file_name;
    // Type of the file.
    const char *file_type;
    // Size of the file in bytes; -1 where nothing was sent.
    int64_t file_size;
    // How many pages it has; -1 where nothing was sent.
    int64_t number_pages;
    // When it was uploaded.
    struct iinked_time time_uploaded;
    // When it was last changed.
    struct iinked_time time_last_modified;
    // How many revisions are signed; -1 where nothing was sent.
    int64_t revisions_signed;
    // How many revisions there are; -1 where nothing was sent.
    int64_t revisions_count;
    // Description.
    const char *description;
    // The vendor's `cac`; neither meaning nor type is documented, as JSON text.
    const char *cac;
    // The vendor's `cacPages`; neither meaning nor type is documented, as JSON text.
    const char *cac_pages;
    // State of the document; the values are not documented.
    const char *state;
    // Its revisions.
    const struct iinked_package_revision *const *revisions;
    // How many elements `revisions` has.
    size_t revisions_len;
} iinked_package_document;

// A session of a meeting.
typedef struct iinked_meeting_session {
    // The recordings.
    const struct iinked_video *const *videos;
    // How many elements `videos` has.
    size_t videos_len;
} iinked_meeting_session;

// A meeting of a package with what was recorded of it.
typedef struct iinked_recorded_meeting {
    // The sessions.
    const struct iinked_meeting_session *const *sessions;
    // How many elements `sessions` has.
    size_t sessions_len;
} iinked_recorded_meeting;

// A package as a whole.
typedef struct iinked_package {
    // Unique identifier of the package.
    const char *package_id;
    // The organization.
    const char *organization_id;
    // The member who owns the package.
    const char *member_id;
    // The team.
    const char *team_id;
    // The folder.
    const char *folder_id;
    // Whether the package is shared.
    bool shared;
    // The meeting of a video signing room.
    const char *meeting_id;
    // The template that the package was made from.
    const char *template_id;
    // The form that the package was made from.
    const char *form_id;
    // The API key that the package was made with.
    const char *key_id;
    // Whether the package was made through the API.
    bool api;
    // Name of the package.
    const char *name;
    // Category.
    const char *category;
    // Client number.
    const char *client_number;
    // Matter number.
    const char *matter_number;
    // Description.
    const char *description;
    // Message to the signers.
    const char *message;
    // Message with which the package was rescinded.
    const char *rescind_message;
    // Message of reminders.
    const char *reminder_message;
    // When the package was made.
    struct iinked_time time_created;
    // When the signers are reminded.
    struct iinked_time time_reminder;
    // When retention ends; null may mean none or unknown.
    struct iinked_time time_retention;
    // When the package was rescinded.
    struct iinked_time time_rescinded;
    // When the package was deleted.
    struct iinked_time time_deleted;
    // By when the package should be signed.
    struct iinked_time time_sign_by;
    // When the package was last changed.
    struct iinked_time time_last_modified;
    // Options of the package; their form is not documented, as JSON text.
    const char *options;
    // Whether a passphrase protects the package.
    bool has_security_passphrase;
    // Language and region; the form is not documented.
    const char *locale;
    // Time zone; the form is not documented.
    const char *time_zone;
    // How dates and numbers are written; NULL if none.
    const struct iinked_package_format *format;
    // How many revisions are signed; -1 where nothing was sent.
    int64_t revisions_signed;
    // How many revisions there are; -1 where nothing was sent.
    int64_t revisions_count;
    // A restriction of the type; the values are not documented.
    const char *restricted_type;
    // Type of the package, one of `IINKED_PACKAGE_TYPE_…`.
    int32_t type;
    // The same as the text that was sent.
    const char *type_text;
    // State of the package, one of `IINKED_PACKAGE_STATE_…`.
    int32_t state;
    // The same as the text that was sent.
    const char *state_text;
    // Free-form data of the integration, as JSON text.
    const char *external_data;
    // Version of the package; its type is not documented, as JSON text.
    const char *version;
    // The meeting of a video signing room; NULL if none.
    const struct iinked_meeting *meeting;
    // The documents.
    const struct iinked_package_document *const *documents;
    // How many elements `documents` has.
    size_t documents_len;
    // The meetings with their recordings.
    const struct iinked_recorded_meeting *const *meetings;
    // How many elements `meetings` has.
    size_t meetings_len;
    // The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    const char *json;
} iinked_package;

// The answer of a rescission.
typedef struct iinked_rescinded_package {
    // The package that was rescinded.
    const char *package_id;
    // The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    const char *json;
} iinked_rescinded_package;

// A document of a package in a list.
typedef struct iinked_summary_document {
    // Unique identifier of the document.
    const char *document_id;
    // Identifier in an external system.
    const char *external_id;
    // Place of the document in the package (`order` in a status); -1 where nothing was sent.
    int64_t index;
    // Name of the document.
    const char *name;
    // Name of the file.
    const char *file_name;
    // Whether it has been signed by all signers.
    bool is_executed;
    // When the last signature came.
    struct iinked_time time_executed;
} iinked_summary_document;

// A signer of a package in a list.
typedef struct iinked_summary_signer {
    // Unique identifier of the signer.
    const char *signer_id;
    // Place in the signing order (`order` in a status); -1 where nothing was sent.
    int64_t index;
    // First name.
    const char *first_name;
    // Last name.
    const char *last_name;
    // Email address.
    const char *email;
    // Role of the signer.
    const char *role;
    // Type of the signer.
    const char *type;
    // How the signer is verified; neither type nor values are documented, as JSON text.
    const char *verify;
    // Whether the signer was verified.
    bool is_verified;
    // Whether the signer is the next one in sequential signing.
    bool is_next;
    // Whether the signer has signed everything.
    bool is_executed;
    // When the signer signed.
    struct iinked_time time_executed;
} iinked_summary_signer;

// A further recipient of a package in a list.
typedef struct iinked_summary_recipient {
    // Unique identifier of the recipient.
    const char *recipient_id;
    // First name.
    const char *first_name;
    // Last name.
    const char *last_name;
    // Email address.
    const char *email;
    // Type of the recipient.
    const char *type;
} iinked_summary_recipient;

// A package in a list.
typedef struct iinked_package_summary {
    // Unique identifier of the package.
    const char *package_id;
    // The organization.
    const char *organization_id;
    // The member who owns the package.
    const char *member_id;
    // The team.
    const char *team_id;
    // The folder.
    const char *folder_id;
    // Whether the package is shared.
    bool shared;
    // When the package was made.
    struct iinked_time time_created;
    // When it was last changed.
    struct iinked_time time_last_modified;
    // By when it should be signed.
    struct iinked_time time_sign_by;
    // Name of the package.
    const char *name;
    // Category.
    const char *category;
    // Client number.
    const char *client_number;
    // Matter number.
    const char *matter_number;
    // Description.
    const char *description;
    // Type of the package, one of `IINKED_PACKAGE_TYPE_…`.
    int32_t type;
    // The same as the text that was sent.
    const char *type_text;
    // State of the package, one of `IINKED_PACKAGE_STATE_…`.
    int32_t state;
    // The same as the text that was sent.
    const char *state_text;
    // Free-form data of the integration, as JSON text.
    const char *external_data;
    // Whether all documents have been signed by all signers.
    bool is_executed;
    // When the last signature came.
    struct iinked_time time_executed;
    // The documents.
    const struct iinked_summary_document *const *documents;
    // How many elements `documents` has.
    size_t documents_len;
    // The signers.
    const struct iinked_summary_signer *const *signers;
    // How many elements `signers` has.
    size_t signers_len;
    // Further recipients.
    const struct iinked_summary_recipient *const *recipients;
    // How many elements `recipients` has.
    size_t recipients_len;
    // The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    const char *json;
} iinked_package_summary;

// The packages of the account that pass the filters, all pages, each once.
typedef struct iinked_package_list {
    // The packages.
    const struct iinked_package_summary *const *items;
    // How many elements `items` has.
    size_t items_len;
    // All packages as one JSON array.
    const char *json;
} iinked_package_list;

// Which packages to list.  Set all of it to zero, then `struct_size`, then what shall filter, as in
// `iinked_list_filters filters = {0}; filters.struct_size = sizeof filters;`.
//
// Its texts are read during the call only.
typedef struct iinked_list_filters {
    // `sizeof(iinked_list_filters)`: tells the library which fields the program knows.
    size_t struct_size;
    // That member's packages; NULL for no filter.
    const char *member_id;
    // That team's packages; NULL for no filter.
    const char *team_id;
    // Packages in that folder; NULL for no filter.
    const char *folder_id;
    // Packages of the whole organization, one of `IINKED_FILTER_…`.
    int32_t all_members;
    // Only executed ones, or only others, one of `IINKED_FILTER_…`.
    int32_t is_executed;
    // Full text; `Contract*` also finds words that begin so.  NULL for no filter.
    const char *search;
    // Package types as the server writes them (`Sequential`); NULL for no filter.
    const char *const *types;
    // How many elements `types` has.
    size_t types_len;
    // Package states as the server writes them (`open`); NULL for no filter.
    const char *const *states;
    // How many elements `states` has.
    size_t states_len;
    // Only `created` is documented.  NULL leaves the order to the server.
    const char *sort_by;
    // With a sign-by date within so many days; 0 for no filter.
    uint32_t days;
    // How many packages to ask for at a time; 0 is 100.
    uint32_t page_size;
} iinked_list_filters;

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
// The receiver owns both: free them with `iinked_package_videos_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_package_videos_callback)(iinked_code code,
                                               struct iinked_package_videos *answer,
                                               struct iinked_error *error,
                                               void *user_data);

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.  At the end of
// a list that is read page by page `code` is `IINKED_OK`, and both are NULL.
// The receiver owns both: free them with `iinked_package_list_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_package_list_callback)(iinked_code code,
                                             struct iinked_package_list *answer,
                                             struct iinked_error *error,
                                             void *user_data);

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
// The receiver owns both: free them with `iinked_package_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_package_callback)(iinked_code code,
                                        struct iinked_package *answer,
                                        struct iinked_error *error,
                                        void *user_data);

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
// The receiver owns both: free them with `iinked_rescinded_package_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_rescinded_package_callback)(iinked_code code,
                                                  struct iinked_rescinded_package *answer,
                                                  struct iinked_error *error,
                                                  void *user_data);

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
// The receiver owns both: free them with `iinked_package_status_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_package_status_callback)(iinked_code code,
                                               struct iinked_package_status *answer,
                                               struct iinked_error *error,
                                               void *user_data);

// A video that was saved.
typedef struct iinked_video_file {
    // Its path.
    const char *path;
    // How many bytes it has: as many as the server lists, its host said, and were received.
    int64_t bytes;
    // The SHA-256 of its bytes, in lower-case hexadecimal digits.
    const char *sha256;
    // The media type that its host gave, as `video/mp4`; NULL if it gave none.
    const char *content_type;
} iinked_video_file;

// Is told now and then how many `bytes` of a video are there, of `total`; the number falls back where the video has to
// be started over.  True ends the download with `IINKED_ERR_CANCELLED`; when all bytes are there it has no effect.
//
// It comes on the thread of a blocking download, and on a thread of the library for an asynchronous one.  It must not
// throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef bool (*iinked_download_progress_callback)(int64_t bytes, int64_t total, void *user_data);

// Receives the outcome of an asynchronous call, once, on a thread of the library.
//
// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
// The receiver owns both: free them with `iinked_video_file_free` and `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_video_file_callback)(iinked_code code,
                                           struct iinked_video_file *answer,
                                           struct iinked_error *error,
                                           void *user_data);

// How far an audit is.
typedef struct iinked_audit_progress {
    // Inputs whose row is known.
    int64_t done;
    // All inputs; -1 until that is known.
    int64_t total;
    // Errors among them, that of a repeated input once.
    int64_t errors;
    // How many answers were 429.
    int64_t refused;
    // Since the beginning.
    int64_t elapsed_ms;
} iinked_audit_progress;

// Is told how far an audit is: about every 40 ms, and when all is done.  True ends the audit, which keeps what is
// known and returns `IINKED_ERR_CANCELLED`; when all is done it has no effect.
//
// It comes on the thread that makes a blocking audit, and on the thread of an asynchronous one.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef bool (*iinked_audit_progress_callback)(const struct iinked_audit_progress *progress,
                                               void *user_data);

// Receives the outcome of an asynchronous audit, once, on a thread of its own.
//
// `tables` are `IINKED_AUDIT_TABLES` streams as `iinked_client_audit` describes them, and the receiver's, whatever
// `code` is.  The array lives until the callback returns: copy it to keep the streams, or give them to
// `iinked_audit_tables_release`.  `error` is set unless `code` is `IINKED_OK`: free it with `iinked_error_free`.
// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
typedef void (*iinked_audit_callback)(iinked_code code,
                                      struct ArrowArrayStream *tables,
                                      struct iinked_error *error,
                                      void *user_data);

// A finding, and how often it was made.
typedef struct iinked_drift {
    // The place in the answer, as `documents[].revisions[].isNext`.
    const char *path;
    // `unknown_field`, `unknown_value` or `wrong_type`.
    const char *kind;
    // How often it was seen.
    uint64_t count;
} iinked_drift;

// Findings, ordered by path.
typedef struct iinked_drift_list {
    // The findings.
    const struct iinked_drift *const *items;
    // How many elements `items` has.
    size_t items_len;
} iinked_drift_list;

// Success.
#define IINKED_OK 0

// An option of the client is wrong, or the client is closed.
#define IINKED_ERR_CONFIGURATION 1

// An argument of a call is wrong, such as an id with a slash in it.
#define IINKED_ERR_INVALID_ARGUMENT 2

// No connection could be made: the name is unknown, the port refused, or the proxy failed.
#define IINKED_ERR_CONNECT 10

// TLS could not be agreed on, most often because the certificate is not trusted.
#define IINKED_ERR_TLS 11

// A time limit ended the call: `timeout`, `attempt_timeout` or `connect_timeout`.
#define IINKED_ERR_TIMEOUT 12

// The connection broke before a whole answer had come, or did not speak HTTP.
#define IINKED_ERR_TRANSPORT 13

// Status 400: the server did not accept the request.
#define IINKED_ERR_BAD_REQUEST 20

// Status 401: the key or token is missing, wrong, or belongs to another data centre.
#define IINKED_ERR_AUTHENTICATION 21

// Status 403, or a code `*_not_authorized` or `*_feature_*`: the key may not do this, or the subscription lacks the
// feature.
#define IINKED_ERR_PERMISSION_DENIED 22

// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
#define IINKED_ERR_NOT_FOUND 23

// A retention policy forbids the deletion: code `package_delete_retention`, whatever the status.
#define IINKED_ERR_RETENTION 24

// Status 429: too many requests from this address or with this key.
#define IINKED_ERR_RATE_LIMITED 25

// Status 5xx: the server failed.
#define IINKED_ERR_SERVER 26

// Any other status that is not a success.
#define IINKED_ERR_API 27

// A success whose body is not the answer that was asked for.
#define IINKED_ERR_RESPONSE 30

// A deletion or rescission was sent, and what became of it cannot be known.
#define IINKED_ERR_OUTCOME_UNKNOWN 40

// The caller cancelled the call.
#define IINKED_ERR_CANCELLED 50

// A bug of this library: please report it.
#define IINKED_ERR_INTERNAL 99

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the library that is loaded, as `0.1.0`.  The text is static.
const char *iinked_version(void);

// The `IINKED_ABI_VERSION` of the library that is loaded.  A program whose header has another number must not use it.
uint32_t iinked_abi_version(void);

// The kind of the error, one of `IINKED_ERR_…`; `IINKED_OK` for NULL.
iinked_code iinked_error_code(const struct iinked_error *error);

// One line: what failed, for which package, what to do.  Never NULL; empty for NULL.
const char *iinked_error_message(const struct iinked_error *error);

// The HTTP status, 0 where no answer came.
int32_t iinked_error_http_status(const struct iinked_error *error);

// The vendor's error code (`package_not_found`), an open set; NULL where none was sent.
const char *iinked_error_api_code(const struct iinked_error *error);

// The server's own id of the request; NULL if it sent none.
const char *iinked_error_request_id(const struct iinked_error *error);

// The beginning (4 KiB) of the body of an answer with an error status, without secrets and URLs; NULL if none.
const char *iinked_error_body(const struct iinked_error *error);

// What your own access-token provider failed with, in its words; NULL for every other error.  This text alone may hold
// what the provider wrote into it.
const char *iinked_error_cause(const struct iinked_error *error);

// How many attempts were made; 0 if nothing was sent.
uint32_t iinked_error_attempts(const struct iinked_error *error);

// Whether the same call can safely be made again later, and may succeed then.
// Never true for a delete whose outcome is unknown.
bool iinked_error_retryable(const struct iinked_error *error);

// How long the server asked to wait, in milliseconds; -1 if it did not.
int64_t iinked_error_retry_after_ms(const struct iinked_error *error);

// What a follow-up check of the server showed after a delete with an unknown outcome, one of `IINKED_EVIDENCE_…`;
// `IINKED_EVIDENCE_NONE` for every other error.
int32_t iinked_error_evidence(const struct iinked_error *error);

// Frees an error.  NULL is allowed.
void iinked_error_free(struct iinked_error *error);

// The name of a code in lower case, as `not_found`; `ok` for 0, `unknown` for a number that is no code.
// The text is static.
const char *iinked_code_name(iinked_code code);

// A configuration with the defaults.  Free it with `iinked_config_free`.  NULL only after a bug of the library.
struct iinked_config *iinked_config_new(void);

// Frees a configuration.  NULL is allowed.
void iinked_config_free(struct iinked_config *config);

// Whether `json` of an answer is the text that the server sent: in its order, without keys that it did not send.
//
// By default it is not, but has every documented key in documented order.  That text is written for each answer, also
// where nobody reads it.
iinked_code iinked_config_set_keep_json(struct iinked_config *config,
                                        bool keep,
                                        struct iinked_error **err);

// The API key, sent as header `api_key`.  Exactly one of key and access token is needed.  Environment:
// `IINKEDSIGN_API_KEY`.
iinked_code iinked_config_set_api_key(struct iinked_config *config,
                                      const char *api_key,
                                      struct iinked_error **err);

// The OAuth 2.0 access token, sent as `Authorization: Bearer`, instead of a key.  Environment:
// `IINKEDSIGN_ACCESS_TOKEN`.
iinked_code iinked_config_set_access_token(struct iinked_config *config,
                                           const char *access_token,
                                           struct iinked_error **err);

// One of the vendor's instances: `sandbox-us`, `sandbox-eu`, `us`, `ca` or `eu`.  `sandbox-us` by default.
// Environment: `IINKEDSIGN_DATACENTER`.
iinked_code iinked_config_set_datacenter(struct iinked_config *config,
                                         const char *datacenter,
                                         struct iinked_error **err);

// The https URL of a private instance, down to `/api/v1`, or plain http of a loopback host.  Excludes `datacenter`.
// Environment: `IINKEDSIGN_BASE_URL`.
iinked_code iinked_config_set_base_url(struct iinked_config *config,
                                       const char *base_url,
                                       struct iinked_error **err);

// Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no `Retry-After` of an hour or
// more is waited for.  In milliseconds: 60,000 by default; 0 is no limit.
iinked_code iinked_config_set_timeout_ms(struct iinked_config *config,
                                         uint64_t ms,
                                         struct iinked_error **err);

// Limit of one attempt.  In milliseconds: 20,000 by default; 0 is no limit.
iinked_code iinked_config_set_attempt_timeout_ms(struct iinked_config *config,
                                                 uint64_t ms,
                                                 struct iinked_error **err);

// Limit of one connection being made.  In milliseconds: 5,000 by default; 0 is no limit.
iinked_code iinked_config_set_connect_timeout_ms(struct iinked_config *config,
                                                 uint64_t ms,
                                                 struct iinked_error **err);

// Retries: further attempts after the first.  3 by default.
iinked_code iinked_config_set_max_retries(struct iinked_config *config,
                                          uint32_t count,
                                          struct iinked_error **err);

// A ceiling over all calls of the client.  0, the default, is none.
iinked_code iinked_config_set_requests_per_second(struct iinked_config *config,
                                                  double rate,
                                                  struct iinked_error **err);

// A PEM file of roots to trust beside the system's, or those of `SSL_CERT_FILE`.
iinked_code iinked_config_set_ca_file(struct iinked_config *config,
                                      const char *path,
                                      struct iinked_error **err);

// The URL of an http or https proxy, instead of those in the environment.  It may have a password.
iinked_code iinked_config_set_proxy(struct iinked_config *config,
                                    const char *proxy,
                                    struct iinked_error **err);

// The largest answer in bytes, after decompression.  32 MiB by default.
iinked_code iinked_config_set_max_response_bytes(struct iinked_config *config,
                                                 uint64_t bytes,
                                                 struct iinked_error **err);

// The path of a deletion of videos: `package` is `packages/{id}/videos/delete`, `flat` is `packages/videos/delete`.
// The vendor's own page shows both; it is never switched automatically.  `package` by default.
iinked_code iinked_config_set_videos_delete_path(struct iinked_config *config,
                                                 const char *videos_delete_path,
                                                 struct iinked_error **err);

// A function that gives the current access token, instead of `iinked_config_set_access_token`: for tokens that expire.
// NULL, the default: none.
//
// A provider that fails ends the calls that wait for it with `IINKED_ERR_CONFIGURATION`; `iinked_error_cause` is what
// it failed with.  `user_data` must live as long as the client and the asynchronous calls that were started with it.
iinked_code iinked_config_set_access_token_provider(struct iinked_config *config,
                                                    iinked_access_token_callback callback,
                                                    void *user_data,
                                                    struct iinked_error **err);

// The `user_data` of the asynchronous call that asks; NULL for a blocking one.  It may be gone when that call has
// ended.
void *iinked_token_request_call_user_data(const struct iinked_token_request *request);

// Answers a request for a token, and frees it.  NULL is allowed.
//
// `token` is the access token, or NULL: there is none, and `error_text` says why (it may be NULL, and is not read
// where there is a token).  Both are copied.  Once, from any thread; where nobody waits any more, nothing happens.  A
// token that is empty, not UTF-8, or has what a header cannot hold ends the calls that wait for it.
void iinked_token_request_complete(struct iinked_token_request *request,
                                   const char *token,
                                   const char *error_text);

// The function that is told of each attempt when it is over, for logs, traces and metrics.  NULL, the default: none.
//
// `user_data` must live as long as the client and the asynchronous calls that were started with it.
iinked_code iinked_config_set_attempt_callback(struct iinked_config *config,
                                               iinked_attempt_callback callback,
                                               void *user_data,
                                               struct iinked_error **err);

// Makes a client with a copy of the configuration, which stays the caller's.
//
// No network is touched and no thread started; the `ca_file` is read.  On success `*out` is the client: free it with
// `iinked_client_free`.  Errors: `IINKED_ERR_CONFIGURATION`, whose message names the wrong option and never its value;
// `IINKED_ERR_INVALID_ARGUMENT`.
iinked_code iinked_client_new(const struct iinked_config *config,
                              struct iinked_client **out,
                              struct iinked_error **err);

// Frees a client; no blocking call may be under way on it.  NULL is allowed.
//
// Asynchronous calls that are under way continue, and their callbacks come: cancel those that are not wanted.
void iinked_client_free(struct iinked_client *client);

// Cancels a call: it is dropped where it stands and ends with `IINKED_ERR_CANCELLED`, unless its outcome was already
// on its way.  From any thread, also within the callback, any number of times.  NULL is allowed.  In a forked child
// it does nothing to a call of the parent.
//
// A delete that is cancelled may have been carried out: read the package's state before deleting again.
void iinked_call_cancel(const struct iinked_call *call);

// Frees the handle of a call, which continues.  NULL is allowed.
void iinked_call_free(struct iinked_call *call);

// Frees a status and everything in it.  NULL is allowed.
void iinked_package_status_free(struct iinked_package_status *answer);

// The status of a package: `GET packages/{id}/status`.
//
// Errors: every one but `IINKED_ERR_OUTCOME_UNKNOWN`, `IINKED_ERR_RETENTION` and `IINKED_ERR_CANCELLED`;
// `IINKED_ERR_NOT_FOUND` means that there is no such package, or that the key may not see it.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_status_free`.
iinked_code iinked_client_package_status(const struct iinked_client *client,
                                         const char *package_id,
                                         struct iinked_package_status **out,
                                         struct iinked_error **err);

// Frees a list of videos and everything in it.  NULL is allowed.
void iinked_package_videos_free(struct iinked_package_videos *answer);

// The videos of a package: `GET packages/{id}/videos`.  Their URLs last 24 hours today.
//
// Errors: as `iinked_client_package_status`.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_videos_free`.
iinked_code iinked_client_list_videos(const struct iinked_client *client,
                                      const char *package_id,
                                      struct iinked_package_videos **out,
                                      struct iinked_error **err);

// Permanently deletes a package with its documents and videos: `POST packages/delete`.
// The answer lists the videos that were deleted with it.
//
// `notify`: tell the signers by email.  `override_retention`: delete although a retention policy forbids it; without it
// such a package gives `IINKED_ERR_RETENTION`.  Both are always sent.
//
// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
// `IINKED_ERR_INTERNAL`, after which it may have been.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_videos_free`.
iinked_code iinked_client_delete_package(const struct iinked_client *client,
                                         const char *package_id,
                                         bool notify,
                                         bool override_retention,
                                         struct iinked_package_videos **out,
                                         struct iinked_error **err);

// Permanently deletes one video of a package: `POST packages/{id}/videos/delete` (see `videos_delete_path`).
//
// A NULL or empty `meeting_video_id` is `IINKED_ERR_INVALID_ARGUMENT`: it never means all videos.
//
// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
// `IINKED_ERR_INTERNAL`, after which it may have been.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_videos_free`.
iinked_code iinked_client_delete_video(const struct iinked_client *client,
                                       const char *package_id,
                                       const char *meeting_video_id,
                                       struct iinked_package_videos **out,
                                       struct iinked_error **err);

// Permanently deletes every video of a package: `POST packages/{id}/videos/delete` without `meetingVideoId`.
//
// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
// `IINKED_ERR_INTERNAL`, after which it may have been.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_videos_free`.
iinked_code iinked_client_delete_all_videos(const struct iinked_client *client,
                                            const char *package_id,
                                            struct iinked_package_videos **out,
                                            struct iinked_error **err);

// Frees a package and everything in it.  NULL is allowed.
void iinked_package_free(struct iinked_package *answer);

// A package as a whole: `GET packages/{id}`.  It has what a status has not: retention, and when the package was deleted
// or rescinded.
//
// Errors: as `iinked_client_package_status`.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_package_free`.
iinked_code iinked_client_get_package(const struct iinked_client *client,
                                      const char *package_id,
                                      struct iinked_package **out,
                                      struct iinked_error **err);

// Frees the answer of a rescission and everything in it.  NULL is allowed.
void iinked_rescinded_package_free(struct iinked_rescinded_package *answer);

// Rescinds a package that was sent to its signers: `POST packages/rescind`.  The package and its documents are kept.
//
// `message` tells why, and is kept as the package's `rescind_message`; NULL sends none.  `notify`: tell the signers by
// email; it is always sent.
//
// What it does cannot be taken back, so it is sent again only where it certainly was not processed.
// `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may not have been carried out: `iinked_error_evidence` says what a
// follow-up check of the status showed (`IINKED_EVIDENCE_RESCINDED`, `_PRESENT` or `_UNVERIFIED`), and the error is never
// retryable.  Every other error means that nothing was rescinded, but for `IINKED_ERR_CANCELLED` and
// `IINKED_ERR_INTERNAL`, after which it may have been.
//
// Blocks until there is an answer, at most for the configuration's `timeout`.
// On success `*out` is the answer: free it with `iinked_rescinded_package_free`.
iinked_code iinked_client_rescind_package(const struct iinked_client *client,
                                          const char *package_id,
                                          const char *message,
                                          bool notify,
                                          struct iinked_rescinded_package **out,
                                          struct iinked_error **err);

// Frees a list of packages and everything in it.  NULL is allowed.
void iinked_package_list_free(struct iinked_package_list *answer);

// The packages of the account that pass the filters: `POST packages/list`, every page.
//
// `filters` may be NULL: no filter.  Every package that is there from the first request to the last is in it once,
// however packages are added or deleted meanwhile; or the call ends in `IINKED_ERR_RESPONSE` with a message that says the
// list may be incomplete.
// Errors: as `iinked_client_package_status`.
//
// Blocks until all pages are there.  The configuration's `timeout` is for each page, not for the whole list.
// On success `*out` is the answer: free it with `iinked_package_list_free`.
iinked_code iinked_client_list_packages(const struct iinked_client *client,
                                        const struct iinked_list_filters *filters,
                                        struct iinked_package_list **out,
                                        struct iinked_error **err);

// `iinked_client_delete_package` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_delete_package_async(const struct iinked_client *client,
                                               const char *package_id,
                                               bool notify,
                                               bool override_retention,
                                               iinked_package_videos_callback callback,
                                               void *user_data,
                                               struct iinked_call **out,
                                               struct iinked_error **err);

// `iinked_client_delete_video` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_delete_video_async(const struct iinked_client *client,
                                             const char *package_id,
                                             const char *meeting_video_id,
                                             iinked_package_videos_callback callback,
                                             void *user_data,
                                             struct iinked_call **out,
                                             struct iinked_error **err);

// `iinked_client_delete_all_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_delete_all_videos_async(const struct iinked_client *client,
                                                  const char *package_id,
                                                  iinked_package_videos_callback callback,
                                                  void *user_data,
                                                  struct iinked_call **out,
                                                  struct iinked_error **err);

// `iinked_client_list_packages` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_list_packages_async(const struct iinked_client *client,
                                              const struct iinked_list_filters *filters,
                                              iinked_package_list_callback callback,
                                              void *user_data,
                                              struct iinked_call **out,
                                              struct iinked_error **err);

// `iinked_client_get_package` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_get_package_async(const struct iinked_client *client,
                                            const char *package_id,
                                            iinked_package_callback callback,
                                            void *user_data,
                                            struct iinked_call **out,
                                            struct iinked_error **err);

// `iinked_client_rescind_package` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_rescind_package_async(const struct iinked_client *client,
                                                const char *package_id,
                                                const char *message,
                                                bool notify,
                                                iinked_rescinded_package_callback callback,
                                                void *user_data,
                                                struct iinked_call **out,
                                                struct iinked_error **err);

// `iinked_client_package_status` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_package_status_async(const struct iinked_client *client,
                                               const char *package_id,
                                               iinked_package_status_callback callback,
                                               void *user_data,
                                               struct iinked_call **out,
                                               struct iinked_error **err);

// `iinked_client_list_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
iinked_code iinked_client_list_videos_async(const struct iinked_client *client,
                                            const char *package_id,
                                            iinked_package_videos_callback callback,
                                            void *user_data,
                                            struct iinked_call **out,
                                            struct iinked_error **err);

// Frees what is known of a saved video; the file stays.  NULL is allowed.
void iinked_video_file_free(struct iinked_video_file *answer);

// Saves a video, whose state must be `archived`, to a file, whose path must be free.
//
// It is written to `path` with `.part` at its end, and put in its place when it is whole and on the disk: the file is
// whole or not there.  The host of the videos never gets the key.  What breaks off is requested from there on, and a
// URL that expired is requested anew.  `progress` may be NULL, and gets `progress_user_data`.
//
// Errors: as `iinked_client_package_status`, and `IINKED_ERR_INVALID_ARGUMENT` where the file cannot be written, whose
// message names it and why.
//
// Blocks until the file is there.  The configuration's `timeout` is the limit of each MiB, `attempt_timeout` that of
// the wait for the next byte.  A download that `progress` ends leaves no file.  On success `*out` says what was saved:
// free it with `iinked_video_file_free`.
iinked_code iinked_client_download_video(const struct iinked_client *client,
                                         const char *package_id,
                                         const char *meeting_video_id,
                                         const char *path,
                                         iinked_download_progress_callback progress,
                                         void *progress_user_data,
                                         struct iinked_video_file **out,
                                         struct iinked_error **err);

// `iinked_client_download_video` without waiting: `callback` gets the answer.  See `iinked_call`.
//
// `progress` may be NULL; it gets `progress_user_data`, and never comes after `callback`.  `*out` is a handle of the
// call: free it with `iinked_call_free`, at any time.  A call that is cancelled leaves no file.
iinked_code iinked_client_download_video_async(const struct iinked_client *client,
                                               const char *package_id,
                                               const char *meeting_video_id,
                                               const char *path,
                                               iinked_download_progress_callback progress,
                                               void *progress_user_data,
                                               iinked_video_file_callback callback,
                                               void *user_data,
                                               struct iinked_call **out,
                                               struct iinked_error **err);

// The packages of the account that pass the filters, page by page: `POST packages/list` for each page.
//
// `filters` may be NULL: no filter.  It asks for nothing yet, and copies what it needs.  The rules are those of
// `iinked_client_list_packages`: each package comes once.
//
// On success `*out` is the walk: free it with `iinked_package_pages_free`.  Errors: `IINKED_ERR_INVALID_ARGUMENT`.
iinked_code iinked_client_package_pages(const struct iinked_client *client,
                                        const struct iinked_list_filters *filters,
                                        struct iinked_package_pages **out,
                                        struct iinked_error **err);

// The next page.  At the end of the list `*out` is NULL, with `IINKED_OK`, as often as it is asked.
//
// After an error the same page can be requested again.  While a page is being requested, another request for one is
// `IINKED_ERR_INVALID_ARGUMENT`.  Further errors: as `iinked_client_package_status`.
//
// Blocks until the page is there, at most for the configuration's `timeout`.
// On success `*out` is the page: free it with `iinked_package_list_free`.
iinked_code iinked_package_pages_next(struct iinked_package_pages *pages,
                                      struct iinked_package_list **out,
                                      struct iinked_error **err);

// `iinked_package_pages_next` without waiting: `callback` gets the page, NULL at the end of the list.  See
// `iinked_call`.
//
// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.  A call that is cancelled leaves the
// list where it was.  The walk can be freed while the call is under way.
iinked_code iinked_package_pages_next_async(struct iinked_package_pages *pages,
                                            iinked_package_list_callback callback,
                                            void *user_data,
                                            struct iinked_call **out,
                                            struct iinked_error **err);

// Ends the walk; no blocking call may be under way on it.  NULL is allowed.  The pages that it gave live on.
void iinked_package_pages_free(struct iinked_package_pages *pages);

// Options with the defaults.  Free them with `iinked_audit_options_free`.  NULL only after a bug of the library.
struct iinked_audit_options *iinked_audit_options_new(void);

// Frees options.  NULL is allowed.
void iinked_audit_options_free(struct iinked_audit_options *options);

// The instant that facts are computed for (what is overdue, which videos are past their retention), in microseconds
// since 1970-01-01T00:00:00Z.  `IINKED_NO_TIME`, the default, is the beginning of the audit.
iinked_code iinked_audit_options_set_as_of_us(struct iinked_audit_options *options,
                                              int64_t us,
                                              struct iinked_error **err);

// At most so many requests at once, 1 to 1,000.  64 by default.  How many really are under way, and how fast they go
// out, follows what the server bears; the ceiling of the client's `requests_per_second` holds, too.
iinked_code iinked_audit_options_set_concurrency(struct iinked_audit_options *options,
                                                 uint32_t most,
                                                 struct iinked_error **err);

// Whether to ask for the videos of each package, too: a second request for each.  Not by default.
iinked_code iinked_audit_options_set_include_videos(struct iinked_audit_options *options,
                                                    bool include,
                                                    struct iinked_error **err);

// Whether the tables have columns for what opens something without a login: signing links, tokens, URLs of videos.
// Not by default.
iinked_code iinked_audit_options_set_include_links(struct iinked_audit_options *options,
                                                   bool include,
                                                   struct iinked_error **err);

// Replaces names, addresses and numbers of persons by a keyed hash, which is the same wherever the same text stands:
// the first 16 bytes of HMAC-SHA256, in hexadecimal digits.  Not by default.
//
// `key` has `key_len` bytes, at least one, which are copied.  NULL with a length of 0: the client's own API key or
// token, so that audits with the same one agree.
iinked_code iinked_audit_options_set_pii_hash(struct iinked_audit_options *options,
                                              const uint8_t *key,
                                              size_t key_len,
                                              struct iinked_error **err);

// The function that is told how far the audit is, and can end it.  NULL: none.
iinked_code iinked_audit_options_set_progress(struct iinked_audit_options *options,
                                              iinked_audit_progress_callback callback,
                                              void *user_data,
                                              struct iinked_error **err);

// Asks for the statuses of many packages at once, and makes tables of them.
//
// `package_ids` has `len` elements; it may be NULL if `len` is 0.  Each id gets one row, in order, also one that is
// wrong (NULL too), absent, given twice, or cannot be had for whatever reason: an error becomes a row that says so.
// A package that is given twice is requested once.  `options` may be NULL: the defaults.
//
// `out` is an array of `IINKED_AUDIT_TABLES` streams, which becomes one for each table: `out[IINKED_AUDIT_PACKAGES]`
// and so on.  Their columns are the fields of the answers, what follows from them (docs/audit.md), and the error and
// its attempts; which ones and of which types never depends on the data.  The streams own what they bring: use them,
// and the arrays out of them, in any order, on any thread, after the client is freed.
//
// An audit that ends early keeps what it knows: with `IINKED_ERR_CANCELLED`, because the progress callback said so,
// or another code, as where the packages could not be listed, the tables have the rows that were known then.
// After all other errors the streams are released already.  So give `out` to `iinked_audit_tables_release` in any
// case, or release each stream whose `release` is not NULL.
//
// Blocks until the end, with a thread for each core, which end with it; the configuration's `timeout` is for each
// package.  Errors: `IINKED_ERR_INVALID_ARGUMENT`, `IINKED_ERR_CONFIGURATION`, `IINKED_ERR_CANCELLED`.
iinked_code iinked_client_audit(const struct iinked_client *client,
                                const char *const *package_ids,
                                size_t len,
                                const struct iinked_audit_options *options,
                                struct ArrowArrayStream *out,
                                struct iinked_error **err);

// `iinked_client_audit` without waiting: `callback` gets the tables.  See `iinked_call`.
//
// `*out` is a handle of the audit: free it with `iinked_call_free`, at any time.  An audit looks about every 40 ms
// whether it was cancelled; its callback then gets what is known.
iinked_code iinked_client_audit_async(const struct iinked_client *client,
                                      const char *const *package_ids,
                                      size_t len,
                                      const struct iinked_audit_options *options,
                                      iinked_audit_callback callback,
                                      void *user_data,
                                      struct iinked_call **out,
                                      struct iinked_error **err);

// `iinked_client_audit` of the packages that `iinked_client_list_packages` lists with these filters.
//
// `filters` may be NULL: every package of the account, also those of other members.  The list is read page by page
// while packages are requested; if a page cannot be had, the audit ends there, with that error.
iinked_code iinked_client_audit_account(const struct iinked_client *client,
                                        const struct iinked_list_filters *filters,
                                        const struct iinked_audit_options *options,
                                        struct ArrowArrayStream *out,
                                        struct iinked_error **err);

// `iinked_client_audit_account` without waiting: `callback` gets the tables.  See `iinked_client_audit_async`.
iinked_code iinked_client_audit_account_async(const struct iinked_client *client,
                                              const struct iinked_list_filters *filters,
                                              const struct iinked_audit_options *options,
                                              iinked_audit_callback callback,
                                              void *user_data,
                                              struct iinked_call **out,
                                              struct iinked_error **err);

// Releases those of the `IINKED_AUDIT_TABLES` streams of an audit that were not released or moved.  NULL is allowed.
void iinked_audit_tables_release(struct ArrowArrayStream *tables);

// Where the answers of this client differed so far from what is documented: keys, constants, types.
//
// On success `*out` is the list: free it with `iinked_drift_list_free`.  Errors: `IINKED_ERR_INVALID_ARGUMENT`.
iinked_code iinked_client_drift(const struct iinked_client *client,
                                struct iinked_drift_list **out,
                                struct iinked_error **err);

// Frees a list of findings and everything in it.  NULL is allowed.
void iinked_drift_list_free(struct iinked_drift_list *answer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* IINKEDSIGN_H */
