// iinkedsign: the C++17 face of iinkedsign.h.  Header only; it adds nothing to the ABI.
//
//     iinkedsign::Options options;
//     options.datacenter = "us";
//     iinkedsign::Client client(options);
//     auto status = client.package_status("7a17e4e7-bc32-4256-bf81-27eac794c2b7");
//     for (auto document : status.documents())
//         std::cout << document.name().value_or("?") << "\n";
//
// An answer (Package, PackageStatus, PackageVideos, PackageList, ...) owns everything in it and can be moved, not copied.
// What it gives out (Document, Signer, std::string_view, ...) looks into it and lives as long as it does.
// Errors are exceptions of the class Error.  What iinkedsign.h says of threads and fork holds here too.

#ifndef IINKEDSIGN_HPP
#define IINKEDSIGN_HPP

#include "iinkedsign.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace iinkedsign {

/// Text of an answer; nothing where nothing was sent.
using Text = std::optional<std::string_view>;
/// The server writes ticks of 100 ns; further digits than microseconds are cut.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// A time: the text that was sent, and its reading where it is an instant.
struct Time {
    Text text;
    std::optional<Instant> instant;
};

/// A length of time: the text that was sent, and its reading where it has a fixed length.
struct Duration {
    Text text;
    std::optional<std::chrono::microseconds> length;
};

// Open sets: `unknown` where nothing was sent, or a constant that this version does not know; ask for its text then.
// -- generated: constants; by `make generate` from src/model/constants.rs --
enum class PackageState : std::int32_t {
    unknown = IINKED_PACKAGE_STATE_UNKNOWN,
    draft = IINKED_PACKAGE_STATE_DRAFT,
    open = IINKED_PACKAGE_STATE_OPEN,
    executed = IINKED_PACKAGE_STATE_EXECUTED,
    expired = IINKED_PACKAGE_STATE_EXPIRED,
    rescinded = IINKED_PACKAGE_STATE_RESCINDED,
    select = IINKED_PACKAGE_STATE_SELECT,
    add = IINKED_PACKAGE_STATE_ADD,
};
enum class PackageType : std::int32_t {
    unknown = IINKED_PACKAGE_TYPE_UNKNOWN,
    concurrent = IINKED_PACKAGE_TYPE_CONCURRENT,
    sequential = IINKED_PACKAGE_TYPE_SEQUENTIAL,
    counterpart = IINKED_PACKAGE_TYPE_COUNTERPART,
    video_closing_room = IINKED_PACKAGE_TYPE_VIDEO_CLOSING_ROOM,
    live_session = IINKED_PACKAGE_TYPE_LIVE_SESSION,
};
enum class VideoState : std::int32_t {
    unknown = IINKED_VIDEO_STATE_UNKNOWN,
    started = IINKED_VIDEO_STATE_STARTED,
    stopped = IINKED_VIDEO_STATE_STOPPED,
    queued = IINKED_VIDEO_STATE_QUEUED,
    failed = IINKED_VIDEO_STATE_FAILED,
    archived = IINKED_VIDEO_STATE_ARCHIVED,
    deleted = IINKED_VIDEO_STATE_DELETED,
};
enum class VideoType : std::int32_t {
    unknown = IINKED_VIDEO_TYPE_UNKNOWN,
    video = IINKED_VIDEO_TYPE_VIDEO,
};
enum class LinkType : std::int32_t {
    unknown = IINKED_LINK_TYPE_UNKNOWN,
    document = IINKED_LINK_TYPE_DOCUMENT,
    package_sign = IINKED_LINK_TYPE_PACKAGE_SIGN,
    package_edit = IINKED_LINK_TYPE_PACKAGE_EDIT,
};
// -- end of constants --

/// What went wrong.
enum class Kind : iinked_code {
    // -- generated: kinds of errors; by `make generate` from src/error/kind.rs --
    configuration = IINKED_ERR_CONFIGURATION,
    invalid_argument = IINKED_ERR_INVALID_ARGUMENT,
    connect = IINKED_ERR_CONNECT,
    tls = IINKED_ERR_TLS,
    timeout = IINKED_ERR_TIMEOUT,
    transport = IINKED_ERR_TRANSPORT,
    bad_request = IINKED_ERR_BAD_REQUEST,
    authentication = IINKED_ERR_AUTHENTICATION,
    permission_denied = IINKED_ERR_PERMISSION_DENIED,
    not_found = IINKED_ERR_NOT_FOUND,
    retention = IINKED_ERR_RETENTION,
    rate_limited = IINKED_ERR_RATE_LIMITED,
    server = IINKED_ERR_SERVER,
    api = IINKED_ERR_API,
    response = IINKED_ERR_RESPONSE,
    outcome_unknown = IINKED_ERR_OUTCOME_UNKNOWN,
    cancelled = IINKED_ERR_CANCELLED,
    internal = IINKED_ERR_INTERNAL,
    // -- end of kinds of errors --
};

/// What a follow-up check of the server showed after a delete with an unknown outcome.
enum class Evidence : std::int32_t {
    absent = IINKED_EVIDENCE_ABSENT,
    present = IINKED_EVIDENCE_PRESENT,
    unverified = IINKED_EVIDENCE_UNVERIFIED,
    rescinded = IINKED_EVIDENCE_RESCINDED,
};

// -- errors --------------------------------------------------------------------------------------------------------

/// Why a call failed.  `what()` is one line: what failed, for which package, what to do.
class Error : public std::exception {
public:
    explicit Error(iinked_error *error) : error_(error, iinked_error_free) {}

    const char *what() const noexcept override { return iinked_error_message(error_.get()); }
    Kind kind() const { return static_cast<Kind>(iinked_error_code(error_.get())); }
    /// The HTTP status, where the server answered.
    std::optional<int> http_status() const {
        const int status = iinked_error_http_status(error_.get());
        return status ? std::optional<int>(status) : std::nullopt;
    }
    /// The vendor's error code.
    Text api_code() const { return text(iinked_error_api_code(error_.get())); }
    /// The server's own id of the request.
    Text request_id() const { return text(iinked_error_request_id(error_.get())); }
    /// The beginning of the body, without secrets.
    Text body() const { return text(iinked_error_body(error_.get())); }
    /// What the access-token provider failed with, in its own words.
    Text cause() const { return text(iinked_error_cause(error_.get())); }
    /// How many attempts were made.
    std::uint32_t attempts() const { return iinked_error_attempts(error_.get()); }
    /// Whether the same call can be made again later without harm.
    bool retryable() const { return iinked_error_retryable(error_.get()); }
    /// How long the server asked to wait.
    std::optional<std::chrono::milliseconds> retry_after() const {
        const std::int64_t ms = iinked_error_retry_after_ms(error_.get());
        return ms < 0 ? std::nullopt : std::optional<std::chrono::milliseconds>(ms);
    }
    /// Only of OutcomeUnknown.
    std::optional<Evidence> evidence() const {
        const std::int32_t found = iinked_error_evidence(error_.get());
        return found ? std::optional<Evidence>(static_cast<Evidence>(found)) : std::nullopt;
    }

private:
    static Text text(const char *text) { return text ? Text(text) : std::nullopt; }
    // Shared, because copying an exception must not throw.
    std::shared_ptr<iinked_error> error_;
};

// -- generated: exceptions; by `make generate` from src/error/kind.rs --
/// An option of the client is wrong, or the client is closed.
struct ConfigurationError : Error { using Error::Error; };
/// An argument of a call is wrong, such as an id with a slash in it.
struct InvalidArgument : Error { using Error::Error; };
/// The connection broke before a whole answer had come, or did not speak HTTP.
struct TransportError : Error { using Error::Error; };
/// No connection could be made: the name is unknown, the port refused, or the proxy failed.
struct ConnectError : TransportError { using TransportError::TransportError; };
/// TLS could not be agreed on, most often because the certificate is not trusted.
struct TlsError : TransportError { using TransportError::TransportError; };
/// A time limit ended the call: `timeout`, `attempt_timeout` or `connect_timeout`.
struct TimeoutError : TransportError { using TransportError::TransportError; };
/// Any other status that is not a success.
struct ApiError : Error { using Error::Error; };
/// Status 400: the server did not accept the request.
struct BadRequest : ApiError { using ApiError::ApiError; };
/// Status 401: the key or token is missing, wrong, or belongs to another data centre.
struct AuthenticationError : ApiError { using ApiError::ApiError; };
/// Status 403, or a code `*_not_authorized` or `*_feature_*`: the key may not do this, or the subscription lacks the
/// feature.
struct PermissionDenied : ApiError { using ApiError::ApiError; };
/// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
struct NotFound : ApiError { using ApiError::ApiError; };
/// A retention policy forbids the deletion: code `package_delete_retention`, whatever the status.
struct RetentionError : ApiError { using ApiError::ApiError; };
/// Status 429: too many requests from this address or with this key.
struct RateLimited : ApiError { using ApiError::ApiError; };
/// Status 5xx: the server failed.
struct ServerError : ApiError { using ApiError::ApiError; };
/// A success whose body is not the answer that was asked for.
struct ResponseError : Error { using Error::Error; };
/// A deletion or rescission was sent, and what became of it cannot be known.
struct OutcomeUnknown : Error { using Error::Error; };
/// The caller cancelled the call.
struct Cancelled : Error { using Error::Error; };

namespace detail {

/// Throws the class of the error's kind; takes the error.
[[noreturn]] inline void raise(iinked_error *error) {
    switch (iinked_error_code(error)) {
    case IINKED_ERR_CONFIGURATION: throw ConfigurationError(error);
    case IINKED_ERR_INVALID_ARGUMENT: throw InvalidArgument(error);
    case IINKED_ERR_TRANSPORT: throw TransportError(error);
    case IINKED_ERR_CONNECT: throw ConnectError(error);
    case IINKED_ERR_TLS: throw TlsError(error);
    case IINKED_ERR_TIMEOUT: throw TimeoutError(error);
    case IINKED_ERR_API: throw ApiError(error);
    case IINKED_ERR_BAD_REQUEST: throw BadRequest(error);
    case IINKED_ERR_AUTHENTICATION: throw AuthenticationError(error);
    case IINKED_ERR_PERMISSION_DENIED: throw PermissionDenied(error);
    case IINKED_ERR_NOT_FOUND: throw NotFound(error);
    case IINKED_ERR_RETENTION: throw RetentionError(error);
    case IINKED_ERR_RATE_LIMITED: throw RateLimited(error);
    case IINKED_ERR_SERVER: throw ServerError(error);
    case IINKED_ERR_RESPONSE: throw ResponseError(error);
    case IINKED_ERR_OUTCOME_UNKNOWN: throw OutcomeUnknown(error);
    case IINKED_ERR_CANCELLED: throw Cancelled(error);
    default: throw Error(error);
    }
}

} // namespace detail
// -- end of exceptions --

namespace detail {

inline Text text(const char *text) { return text ? Text(text) : std::nullopt; }

inline std::optional<std::int64_t> number(std::int64_t number) {
    return number == -1 ? std::nullopt : std::optional<std::int64_t>(number);
}

inline Time time(const iinked_time &time) {
    if (time.unix_us == IINKED_NO_TIME) return {text(time.text), std::nullopt};
    return {text(time.text), Instant(std::chrono::microseconds(time.unix_us))};
}

inline Duration duration(const iinked_duration &duration) {
    if (duration.us == IINKED_NO_TIME) return {text(duration.text), std::nullopt};
    return {text(duration.text), std::chrono::microseconds(duration.us)};
}

template <class V, class Raw> std::optional<V> one(const Raw *raw) {
    return raw ? std::optional<V>(V(raw)) : std::nullopt;
}

/// Looks into an answer that somebody else owns.
template <class R> class View {
public:
    using Raw = R;
    explicit View(const R *raw) : raw_(raw) {}
    const R &raw() const { return *raw_; }

private:
    const R *raw_;
};

/// Frees what C gave.
template <auto Free> struct Freed {
    template <class R> void operator()(R *raw) const { Free(raw); }
};

/// Owns an answer.
template <class R, void (*Free)(R *)> class Owner {
public:
    using Raw = R;
    explicit Owner(R *raw) : raw_(raw) {}
    const R &raw() const { return *raw_; }

private:
    std::unique_ptr<R, Freed<Free>> raw_;
};

/// Text on its way to C: a NUL within it would cut it short there, so it becomes one that is refused.
inline std::string terminated(std::string_view text) {
    return text.find('\0') == std::string_view::npos ? std::string(text) : std::string("\xff");
}

inline std::optional<std::string> optional_text(const std::optional<std::string> &text) {
    return text ? std::optional<std::string>(terminated(*text)) : std::nullopt;
}

} // namespace detail

// -- answers -------------------------------------------------------------------------------------------------------

/// A list within an answer.  `sent()` tells an empty list from none.
template <class V> class Range {
public:
    using Raw = typename V::Raw;

    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag; // of C++20, which lets `reference` be a value
        using value_type = V;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = V;
        iterator() = default;
        explicit iterator(const Raw *const *at) : at_(at) {}
        V operator*() const { return V(*at_); }
        iterator &operator++() { return ++at_, *this; }
        iterator operator++(int) { return iterator(at_++); }
        bool operator==(const iterator &other) const { return at_ == other.at_; }
        bool operator!=(const iterator &other) const { return at_ != other.at_; }

    private:
        const Raw *const *at_ = nullptr;
    };

    Range(const Raw *const *items, std::size_t size) : items_(items), size_(size) {}
    iterator begin() const { return iterator(items_); }
    iterator end() const { return iterator(items_ + size_); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    bool sent() const { return items_ != nullptr; }
    V operator[](std::size_t at) const { return V(items_[at]); }

private:
    const Raw *const *items_;
    std::size_t size_;
};

// -- generated: records; by `make generate` from src/model --

/// One signer's revision of a document.
class Revision : public detail::View<iinked_revision> {
public:
    using View::View;
    Text package_id() const { return detail::text(raw().package_id); }
    Text document_id() const { return detail::text(raw().document_id); }
    Text revision_id() const { return detail::text(raw().revision_id); }
    Text signer_id() const { return detail::text(raw().signer_id); }
    Text link() const { return detail::text(raw().link); }
    bool is_next() const { return raw().is_next; }
    bool is_signed() const { return raw().is_signed; }
};

/// A document of a package.
class Document : public detail::View<iinked_document> {
public:
    using View::View;
    Text package_id() const { return detail::text(raw().package_id); }
    Text document_id() const { return detail::text(raw().document_id); }
    Text file_id() const { return detail::text(raw().file_id); }
    Text external_id() const { return detail::text(raw().external_id); }
    Text name() const { return detail::text(raw().name); }
    Text file_name() const { return detail::text(raw().file_name); }
    std::optional<std::int64_t> order() const { return detail::number(raw().order); }
    bool is_executed() const { return raw().is_executed; }
    Range<Revision> revisions() const { return {raw().revisions, raw().revisions_len}; }
};

/// A link of a signer.
class Link : public detail::View<iinked_link> {
public:
    using View::View;
    Text token() const { return detail::text(raw().token); }
    Text package_id() const { return detail::text(raw().package_id); }
    Text document_id() const { return detail::text(raw().document_id); }
    Text revision_id() const { return detail::text(raw().revision_id); }
    Text name() const { return detail::text(raw().name); }
    Text link() const { return detail::text(raw().link); }
    Time time_expires() const { return detail::time(raw().time_expires); }
    LinkType type() const { return static_cast<LinkType>(raw().type); }
    Text type_text() const { return detail::text(raw().type_text); }
    bool is_next() const { return raw().is_next; }
    bool is_signed() const { return raw().is_signed; }
};

/// A signer of a package.
class Signer : public detail::View<iinked_signer> {
public:
    using View::View;
    Text signer_id() const { return detail::text(raw().signer_id); }
    Text first_name() const { return detail::text(raw().first_name); }
    Text last_name() const { return detail::text(raw().last_name); }
    Text email() const { return detail::text(raw().email); }
    Text mobile_number() const { return detail::text(raw().mobile_number); }
    std::optional<std::int64_t> order() const { return detail::number(raw().order); }
    Range<Link> links() const { return {raw().links, raw().links_len}; }
    std::optional<Link> sign_link() const { return detail::one<Link>(raw().sign_link); }
    std::optional<Link> meeting_link() const { return detail::one<Link>(raw().meeting_link); }
};

/// The status of a package.
class PackageStatus : public detail::Owner<iinked_package_status, iinked_package_status_free> {
public:
    using Owner::Owner;
    Text package_id() const { return detail::text(raw().package_id); }
    Text organization_id() const { return detail::text(raw().organization_id); }
    Text member_id() const { return detail::text(raw().member_id); }
    Text name() const { return detail::text(raw().name); }
    Time time_sign_by() const { return detail::time(raw().time_sign_by); }
    PackageType type() const { return static_cast<PackageType>(raw().type); }
    Text type_text() const { return detail::text(raw().type_text); }
    PackageState state() const { return static_cast<PackageState>(raw().state); }
    Text state_text() const { return detail::text(raw().state_text); }
    Text external_data() const { return detail::text(raw().external_data); }
    bool is_executed() const { return raw().is_executed; }
    Range<Document> documents() const { return {raw().documents, raw().documents_len}; }
    Range<Signer> signers() const { return {raw().signers, raw().signers_len}; }
    /// The whole answer as JSON text.
    std::string_view json() const { return raw().json; }
};

/// A recording of a meeting.
class Video : public detail::View<iinked_video> {
public:
    using View::View;
    Text meeting_video_id() const { return detail::text(raw().meeting_video_id); }
    Text meeting_video_shared_id() const { return detail::text(raw().meeting_video_shared_id); }
    Text meeting_id() const { return detail::text(raw().meeting_id); }
    Text meeting_session_id() const { return detail::text(raw().meeting_session_id); }
    Text external_video_id() const { return detail::text(raw().external_video_id); }
    Text external_storage_id() const { return detail::text(raw().external_storage_id); }
    Time time_created() const { return detail::time(raw().time_created); }
    Time time_retention() const { return detail::time(raw().time_retention); }
    Time time_deleted() const { return detail::time(raw().time_deleted); }
    Duration duration() const { return detail::duration(raw().duration); }
    std::optional<std::int64_t> size() const { return detail::number(raw().size); }
    Text source() const { return detail::text(raw().source); }
    VideoType type() const { return static_cast<VideoType>(raw().type); }
    Text type_text() const { return detail::text(raw().type_text); }
    VideoState state() const { return static_cast<VideoState>(raw().state); }
    Text state_text() const { return detail::text(raw().state_text); }
    Text url() const { return detail::text(raw().url); }
    Time time_url_expires() const { return detail::time(raw().time_url_expires); }
};

/// The videos of a package; after a deletion, those that were deleted.
class PackageVideos : public detail::Owner<iinked_package_videos, iinked_package_videos_free> {
public:
    using Owner::Owner;
    Text package_id() const { return detail::text(raw().package_id); }
    Range<Video> videos() const { return {raw().videos, raw().videos_len}; }
    /// The whole answer as JSON text.
    std::string_view json() const { return raw().json; }
};

/// A document of a package in a list.
class SummaryDocument : public detail::View<iinked_summary_document> {
public:
    using View::View;
    Text document_id() const { return detail::text(raw().document_id); }
    Text external_id() const { return detail::text(raw().external_id); }
    std::optional<std::int64_t> index() const { return detail::number(raw().index); }
    Text name() const { return detail::text(raw().name); }
    Text file_name() const { return detail::text(raw().file_name); }
    bool is_executed() const { return raw().is_executed; }
    Time time_executed() const { return detail::time(raw().time_executed); }
};

/// A signer of a package in a list.
class SummarySigner : public detail::View<iinked_summary_signer> {
public:
    using View::View;
    Text signer_id() const { return detail::text(raw().signer_id); }
    std::optional<std::int64_t> index() const { return detail::number(raw().index); }
    Text first_name() const { return detail::text(raw().first_name); }
    Text last_name() const { return detail::text(raw().last_name); }
    Text email() const { return detail::text(raw().email); }
    Text role() const { return detail::text(raw().role); }
    Text type() const { return detail::text(raw().type); }
    Text verify() const { return detail::text(raw().verify); }
    bool is_verified() const { return raw().is_verified; }
    bool is_next() const { return raw().is_next; }
    bool is_executed() const { return raw().is_executed; }
    Time time_executed() const { return detail::time(raw().time_executed); }
};

/// A further recipient of a package in a list.
class SummaryRecipient : public detail::View<iinked_summary_recipient> {
public:
    using View::View;
    Text recipient_id() const { return detail::text(raw().recipient_id); }
    Text first_name() const { return detail::text(raw().first_name); }
    Text last_name() const { return detail::text(raw().last_name); }
    Text email() const { return detail::text(raw().email); }
    Text type() const { return detail::text(raw().type); }
};

/// A package in a list.
class PackageSummary : public detail::View<iinked_package_summary> {
public:
    using View::View;
    Text package_id() const { return detail::text(raw().package_id); }
    Text organization_id() const { return detail::text(raw().organization_id); }
    Text member_id() const { return detail::text(raw().member_id); }
    Text team_id() const { return detail::text(raw().team_id); }
    Text folder_id() const { return detail::text(raw().folder_id); }
    bool shared() const { return raw().shared; }
    Time time_created() const { return detail::time(raw().time_created); }
    Time time_last_modified() const { return detail::time(raw().time_last_modified); }
    Time time_sign_by() const { return detail::time(raw().time_sign_by); }
    Text name() const { return detail::text(raw().name); }
    Text category() const { return detail::text(raw().category); }
    Text client_number() const { return detail::text(raw().client_number); }
    Text matter_number() const { return detail::text(raw().matter_number); }
    Text description() const { return detail::text(raw().description); }
    PackageType type() const { return static_cast<PackageType>(raw().type); }
    Text type_text() const { return detail::text(raw().type_text); }
    PackageState state() const { return static_cast<PackageState>(raw().state); }
    Text state_text() const { return detail::text(raw().state_text); }
    Text external_data() const { return detail::text(raw().external_data); }
    bool is_executed() const { return raw().is_executed; }
    Time time_executed() const { return detail::time(raw().time_executed); }
    Range<SummaryDocument> documents() const { return {raw().documents, raw().documents_len}; }
    Range<SummarySigner> signers() const { return {raw().signers, raw().signers_len}; }
    Range<SummaryRecipient> recipients() const { return {raw().recipients, raw().recipients_len}; }
    /// The whole answer as JSON text.
    std::string_view json() const { return raw().json; }
};

/// How a package writes dates and numbers.
class PackageFormat : public detail::View<iinked_package_format> {
public:
    using View::View;
    Text locale() const { return detail::text(raw().locale); }
};

/// The meeting of a video signing room.
class Meeting : public detail::View<iinked_meeting> {
public:
    using View::View;
    Text meeting_id() const { return detail::text(raw().meeting_id); }
    Text organization_id() const { return detail::text(raw().organization_id); }
    Text package_id() const { return detail::text(raw().package_id); }
    Time time_start() const { return detail::time(raw().time_start); }
    Duration duration() const { return detail::duration(raw().duration); }
    bool is_private() const { return raw().is_private; }
    Text type() const { return detail::text(raw().type); }
    Text state() const { return detail::text(raw().state); }
};

/// A revision of a document of a whole package.
class PackageRevision : public detail::View<iinked_package_revision> {
public:
    using View::View;
    Text document_id() const { return detail::text(raw().document_id); }
    Text revision_id() const { return detail::text(raw().revision_id); }
    std::optional<std::int64_t> revision_number() const { return detail::number(raw().revision_number); }
    Text revision_before_id() const { return detail::text(raw().revision_before_id); }
    Time time_last_opened() const { return detail::time(raw().time_last_opened); }
    Text signer_id() const { return detail::text(raw().signer_id); }
    bool is_signed() const { return raw().is_signed; }
    Time time_signed() const { return detail::time(raw().time_signed); }
    Text address() const { return detail::text(raw().address); }
};

/// A document of a whole package.
class PackageDocument : public detail::View<iinked_package_document> {
public:
    using View::View;
    Text document_id() const { return detail::text(raw().document_id); }
    Text package_id() const { return detail::text(raw().package_id); }
    Text file_id() const { return detail::text(raw().file_id); }
    Text auto_template_id() const { return detail::text(raw().auto_template_id); }
    Text auto_template_document_id() const { return detail::text(raw().auto_template_document_id); }
    Text external_id() const { return detail::text(raw().external_id); }
    std::optional<std::int64_t> index() const { return detail::number(raw().index); }
    Text name() const { return detail::text(raw().name); }
    Text file_name() const { return detail::text(raw().file_name); }
    Text file_type() const { return detail::text(raw().file_type); }
    std::optional<std::int64_t> file_size() const { return detail::number(raw().file_size); }
    std::optional<std::int64_t> number_pages() const { return detail::number(raw().number_pages); }
    Time time_uploaded() const { return detail::time(raw().time_uploaded); }
    Time time_last_modified() const { return detail::time(raw().time_last_modified); }
    std::optional<std::int64_t> revisions_signed() const { return detail::number(raw().revisions_signed); }
    std::optional<std::int64_t> revisions_count() const { return detail::number(raw().revisions_count); }
    Text description() const { return detail::text(raw().description); }
    Text cac() const { return detail::text(raw().cac); }
    Text cac_pages() const { return detail::text(raw().cac_pages); }
    Text state() const { return detail::text(raw().state); }
    Range<PackageRevision> revisions() const { return {raw().revisions, raw().revisions_len}; }
};

/// A session of a meeting.
class MeetingSession : public detail::View<iinked_meeting_session> {
public:
    using View::View;
    Range<Video> videos() const { return {raw().videos, raw().videos_len}; }
};

/// A meeting of a package with what was recorded of it.
class RecordedMeeting : public detail::View<iinked_recorded_meeting> {
public:
    using View::View;
    Range<MeetingSession> sessions() const { return {raw().sessions, raw().sessions_len}; }
};

/// A package as a whole.
class Package : public detail::Owner<iinked_package, iinked_package_free> {
public:
    using Owner::Owner;
    Text package_id() const { return detail::text(raw().package_id); }
    Text organization_id() const { return detail::text(raw().organization_id); }
    Text member_id() const { return detail::text(raw().member_id); }
    Text team_id() const { return detail::text(raw().team_id); }
    Text folder_id() const { return detail::text(raw().folder_id); }
    bool shared() const { return raw().shared; }
    Text meeting_id() const { return detail::text(raw().meeting_id); }
    Text template_id() const { return detail::text(raw().template_id); }
    Text form_id() const { return detail::text(raw().form_id); }
    Text key_id() const { return detail::text(raw().key_id); }
    bool api() const { return raw().api; }
    Text name() const { return detail::text(raw().name); }
    Text category() const { return detail::text(raw().category); }
    Text client_number() const { return detail::text(raw().client_number); }
    Text matter_number() const { return detail::text(raw().matter_number); }
    Text description() const { return detail::text(raw().description); }
    Text message() const { return detail::text(raw().message); }
    Text rescind_message() const { return detail::text(raw().rescind_message); }
    Text reminder_message() const { return detail::text(raw().reminder_message); }
    Time time_created() const { return detail::time(raw().time_created); }
    Time time_reminder() const { return detail::time(raw().time_reminder); }
    Time time_retention() const { return detail::time(raw().time_retention); }
    Time time_rescinded() const { return detail::time(raw().time_rescinded); }
    Time time_deleted() const { return detail::time(raw().time_deleted); }
    Time time_sign_by() const { return detail::time(raw().time_sign_by); }
    Time time_last_modified() const { return detail::time(raw().time_last_modified); }
    Text options() const { return detail::text(raw().options); }
    bool has_security_passphrase() const { return raw().has_security_passphrase; }
    Text locale() const { return detail::text(raw().locale); }
    Text time_zone() const { return detail::text(raw().time_zone); }
    std::optional<PackageFormat> format() const { return detail::one<PackageFormat>(raw().format); }
    std::optional<std::int64_t> revisions_signed() const { return detail::number(raw().revisions_signed); }
    std::optional<std::int64_t> revisions_count() const { return detail::number(raw().revisions_count); }
    Text restricted_type() const { return detail::text(raw().restricted_type); }
    PackageType type() const { return static_cast<PackageType>(raw().type); }
    Text type_text() const { return detail::text(raw().type_text); }
    PackageState state() const { return static_cast<PackageState>(raw().state); }
    Text state_text() const { return detail::text(raw().state_text); }
    Text external_data() const { return detail::text(raw().external_data); }
    Text version() const { return detail::text(raw().version); }
    std::optional<Meeting> meeting() const { return detail::one<Meeting>(raw().meeting); }
    Range<PackageDocument> documents() const { return {raw().documents, raw().documents_len}; }
    Range<RecordedMeeting> meetings() const { return {raw().meetings, raw().meetings_len}; }
    /// The whole answer as JSON text.
    std::string_view json() const { return raw().json; }
};

/// The answer of a rescission.
class RescindedPackage : public detail::Owner<iinked_rescinded_package, iinked_rescinded_package_free> {
public:
    using Owner::Owner;
    Text package_id() const { return detail::text(raw().package_id); }
    /// The whole answer as JSON text.
    std::string_view json() const { return raw().json; }
};

// -- end of records --

/// The packages of the account.
class PackageList : public detail::Owner<iinked_package_list, iinked_package_list_free> {
public:
    using Owner::Owner;
    Range<PackageSummary> items() const { return {raw().items, raw().items_len}; }
    Range<PackageSummary>::iterator begin() const { return items().begin(); }
    Range<PackageSummary>::iterator end() const { return items().end(); }
    std::size_t size() const { return raw().items_len; }
    /// All packages as one JSON array.
    std::string_view json() const { return raw().json; }
};

/// A video that was saved.
class VideoFile : public detail::Owner<iinked_video_file, iinked_video_file_free> {
public:
    using Owner::Owner;
    std::string_view path() const { return raw().path; }
    std::int64_t bytes() const { return raw().bytes; }
    /// In lower-case hexadecimal digits.
    std::string_view sha256() const { return raw().sha256; }
    /// As its host gave it.
    Text content_type() const { return detail::text(raw().content_type); }
};

/// Where answers differed from what is documented.
class Drift : public detail::View<iinked_drift> {
public:
    using View::View;
    std::string_view path() const { return raw().path; }
    std::string_view kind() const { return raw().kind; }
    std::uint64_t count() const { return raw().count; }
};

class DriftList : public detail::Owner<iinked_drift_list, iinked_drift_list_free> {
public:
    using Owner::Owner;
    Range<Drift> items() const { return {raw().items, raw().items_len}; }
};

// -- asynchronous calls --------------------------------------------------------------------------------------------

/// A handle of an asynchronous call.  Destroying it does not cancel.
class Call {
public:
    explicit Call(iinked_call *call) : call_(call) {}
    /// From any thread; the call ends with Cancelled, unless its outcome was already on its way.
    void cancel() const { iinked_call_cancel(call_.get()); }

private:
    std::unique_ptr<iinked_call, detail::Freed<iinked_call_free>> call_;
};

/// What an asynchronous call came to: an answer, or an exception.
template <class T> class Outcome {
public:
    explicit Outcome(T answer) : answer_(std::move(answer)) {}
    explicit Outcome(std::exception_ptr error) : error_(std::move(error)) {}
    bool ok() const { return answer_.has_value(); }
    std::exception_ptr error() const { return error_; }
    /// The answer, or throws the error.
    T take() && {
        if (error_) std::rethrow_exception(error_);
        return std::move(*answer_);
    }

private:
    std::optional<T> answer_;
    std::exception_ptr error_;
};

/// A future that can be cancelled.
template <class T> class Pending {
public:
    Pending(std::future<T> future, Call call) : future_(std::move(future)), call_(std::move(call)) {}
    /// Waits for the answer, or throws the error.
    T get() { return future_.get(); }
    std::future<T> &future() { return future_; }
    void cancel() const { call_.cancel(); }

private:
    std::future<T> future_;
    Call call_;
};

// -- the client ----------------------------------------------------------------------------------------------------

/// A request for the current access token: answer it at once or later, from any thread.  Copies are the same request; the
/// first answer counts, and when the last copy is destroyed without one, the request fails.
class TokenRequest {
public:
    explicit TokenRequest(iinked_token_request *request) : open_(std::make_shared<Open>(request)) {}
    /// Gives the token.
    void complete(const std::string &token) const { open_->answer(detail::terminated(token).c_str(), nullptr); }
    /// There is no token: the calls that wait for it end with ConfigurationError, whose `cause()` is this text.
    void fail(const std::string &why) const { open_->answer(nullptr, detail::terminated(why).c_str()); }

private:
    struct Open {
        explicit Open(iinked_token_request *request) : request_(request) {}
        Open(const Open &) = delete;
        Open &operator=(const Open &) = delete;
        ~Open() { answer(nullptr, "the request for a token was dropped"); }
        void answer(const char *token, const char *why) {
            iinked_token_request_complete(request_.exchange(nullptr), token, why);
        }

    private:
        std::atomic<iinked_token_request *> request_;
    };
    std::shared_ptr<Open> open_;
};

/// One attempt of a call, which is over.  Nothing in it is a secret, and its texts live until the function returns.
struct Attempt {
    /// The operation that the request is, as the methods of Client are named.
    std::string_view operation;
    std::string_view method;
    /// Below the base URL.
    std::string_view path;
    /// Where an answer came.
    std::optional<int> status;
    /// What this attempt failed with; nothing if it succeeded.
    std::optional<Kind> kind;
    /// Which attempt of its call it was, from 1.
    std::uint32_t number;
    Instant started;
    std::chrono::microseconds duration;
    /// The server's own id of the request.
    Text request_id;
    /// Whether another attempt follows.
    bool will_retry;
};

/// Options of a client; what is not set comes from the environment or is the default (iinkedsign.h).
struct Options {
    // -- generated: options; by `make generate` from src/config/options.rs --
    /// The API key, sent as header `api_key`.  Exactly one of key and access token is needed.  Environment:
    /// `IINKEDSIGN_API_KEY`.
    std::optional<std::string> api_key;
    /// The OAuth 2.0 access token, sent as `Authorization: Bearer`, instead of a key.  Environment:
    /// `IINKEDSIGN_ACCESS_TOKEN`.
    std::optional<std::string> access_token;
    /// One of the vendor's instances: `sandbox-us`, `sandbox-eu`, `us`, `ca` or `eu`.  `sandbox-us` by default.
    /// Environment: `IINKEDSIGN_DATACENTER`.
    std::optional<std::string> datacenter;
    /// The https URL of a private instance, down to `/api/v1`, or plain http of a loopback host.  Excludes
    /// `datacenter`.  Environment: `IINKEDSIGN_BASE_URL`.
    std::optional<std::string> base_url;
    /// A PEM file of roots to trust beside the system's, or those of `SSL_CERT_FILE`.
    std::optional<std::string> ca_file;
    /// The URL of an http or https proxy, instead of those in the environment.  It may have a password.
    std::optional<std::string> proxy;
    /// The path of a deletion of videos: `package` is `packages/{id}/videos/delete`, `flat` is
    /// `packages/videos/delete`.  The vendor's own page shows both; it is never switched automatically.  `package` by
    /// default.
    std::optional<std::string> videos_delete_path;
    /// Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no `Retry-After` of an hour
    /// or more is waited for.  60 s by default; zero is no limit, and a negative one is refused.
    std::optional<std::chrono::milliseconds> timeout;
    /// Limit of one attempt.  20 s by default; zero is no limit, and a negative one is refused.
    std::optional<std::chrono::milliseconds> attempt_timeout;
    /// Limit of one connection being made.  5 s by default; zero is no limit, and a negative one is refused.
    std::optional<std::chrono::milliseconds> connect_timeout;
    /// Retries: further attempts after the first.  3 by default.
    std::optional<std::uint32_t> max_retries;
    /// A ceiling over all calls of the client.  Zero, the default, is none.
    std::optional<double> requests_per_second;
    /// The largest answer in bytes, after decompression.  32 MiB by default.
    std::optional<std::uint64_t> max_response_bytes;
    // -- end of options --
    /// Gives the current access token, instead of `access_token`: asked before the first request, and once more after a
    /// 401.  It comes on the thread of a blocking call, or on one of the library's, where it must not block: move the
    /// request on.  An exception out of it fails the request with its text.
    std::function<void(TokenRequest)> access_token_provider;
    /// Is told of each attempt when it is over, on the thread that made it, on several at once where calls are made at
    /// once.  An exception out of it is swallowed.
    std::function<void(const Attempt &)> on_attempt;
    /// Whether `json` of an answer is the text that the server sent, instead of one with every documented key.
    bool keep_json = false;
};

/// Which packages to list; what is not set does not filter.
struct Filters {
    std::optional<std::string> member_id, team_id, folder_id, search, sort_by;
    std::optional<bool> all_members, is_executed;
    std::optional<std::vector<std::string>> types, states;
    /// Zero does not filter.
    std::uint32_t days = 0;
    /// Zero is 100.
    std::uint32_t page_size = 0;
};

// -- generated: what can be left out; by `make generate` from src/capi --
/// How to delete a package.
struct DeleteOptions {
    /// Tell the signers by email.
    bool notify = false;
    /// Delete although a retention policy forbids it.
    bool override_retention = false;
};

/// How to rescind a package.
struct RescindOptions {
    /// Why.
    std::optional<std::string> message;
    /// Tell the signers by email.
    bool notify = false;
};
// -- end of what can be left out --

/// Is told how many bytes of a video are there, and of how many; true ends the download.  An exception ends it, too, and
/// comes out of it.
using DownloadProgress = std::function<bool(std::int64_t bytes, std::int64_t total)>;

namespace detail {

/// The function that is told how far a download is, and what it threw.
struct Download {
    DownloadProgress progress;
    std::exception_ptr thrown;
    /// Of the client.
    std::shared_ptr<const void> kept;

    static bool tell(std::int64_t bytes, std::int64_t total, void *user_data) noexcept {
        auto &self = *static_cast<Download *>(user_data);
        try {
            return self.progress(bytes, total);
        } catch (...) {
            self.thrown = std::current_exception();
            return true;
        }
    }
};

/// The functions of a client.  C knows their address, so they live as long as the client and its asynchronous calls.
struct Functions {
    std::function<void(TokenRequest)> access_token_provider;
    std::function<void(const Attempt &)> on_attempt;

    static void ask(iinked_token_request *raw, void *user_data) noexcept {
        const TokenRequest request(raw);
        try {
            static_cast<const Functions *>(user_data)->access_token_provider(request);
        } catch (const std::exception &thrown) {
            request.fail(thrown.what());
        } catch (...) {
            request.fail("the provider threw what is no std::exception");
        }
    }

    static void tell(const iinked_attempt *raw, void *user_data) noexcept {
        try {
            static_cast<const Functions *>(user_data)->on_attempt(
                {raw->operation, raw->method, raw->path,
                 raw->status ? std::optional<int>(raw->status) : std::nullopt,
                 raw->code == IINKED_OK ? std::nullopt : std::optional<Kind>(static_cast<Kind>(raw->code)), raw->number,
                 Instant(std::chrono::microseconds(raw->started_unix_us)), std::chrono::microseconds(raw->duration_us),
                 text(raw->request_id), raw->will_retry});
        } catch (...) {
            // Its own affair.
        }
    }
};

/// Filters as C has them, with what they point to.
class RawFilters {
public:
    explicit RawFilters(const Filters &filters) {
        raw_.struct_size = sizeof raw_;
        raw_.member_id = keep(filters.member_id);
        raw_.team_id = keep(filters.team_id);
        raw_.folder_id = keep(filters.folder_id);
        raw_.all_members = flag(filters.all_members);
        raw_.is_executed = flag(filters.is_executed);
        raw_.search = keep(filters.search);
        raw_.types = keep(filters.types, types_, raw_.types_len);
        raw_.states = keep(filters.states, states_, raw_.states_len);
        raw_.sort_by = keep(filters.sort_by);
        raw_.days = filters.days;
        raw_.page_size = filters.page_size;
    }
    RawFilters(const RawFilters &) = delete;
    RawFilters &operator=(const RawFilters &) = delete;
    const iinked_list_filters *raw() const { return &raw_; }

private:
    static std::int32_t flag(std::optional<bool> flag) {
        return flag ? (*flag ? IINKED_FILTER_YES : IINKED_FILTER_NO) : IINKED_FILTER_ANY;
    }
    const char *keep(const std::optional<std::string> &text) {
        return text ? texts_.emplace_back(terminated(*text)).c_str() : nullptr;
    }
    const char *const *keep(const std::optional<std::vector<std::string>> &texts, std::vector<const char *> &kept,
                            std::size_t &size) {
        if (!texts) return nullptr;
        for (const auto &text : *texts) kept.push_back(keep(std::optional<std::string>(text)));
        size = kept.size();
        kept.push_back(nullptr); // An empty list is not the same as none.
        return kept.data();
    }

    std::deque<std::string> texts_; // Its elements stay where they are.
    std::vector<const char *> types_, states_;
    iinked_list_filters raw_{};
};

inline const char *to_c(const std::string &text) { return text.c_str(); }
inline const char *to_c(const std::optional<std::string> &text) { return text ? text->c_str() : nullptr; }
inline bool to_c(bool flag) { return flag; }
inline void *to_c(void *user_data) { return user_data; }
inline iinked_download_progress_callback to_c(iinked_download_progress_callback progress) { return progress; }
inline const iinked_list_filters *to_c(const std::shared_ptr<RawFilters> &filters) { return filters->raw(); }

/// How an answer is made of what C gives.
template <class T> struct Made {
    using Raw = typename T::Raw;
    static T of(Raw *raw) { return T(raw); }
};
template <class T> struct Made<std::optional<T>> {
    using Raw = typename T::Raw;
    static std::optional<T> of(Raw *raw) { return raw ? std::optional<T>(T(raw)) : std::nullopt; }
};

/// One operation with its arguments: `now` blocks, `later` starts.
template <class T, class Now, class Later, class Self, class... Args> class Operation {
public:
    using Answer = T;
    using Raw = typename Made<T>::Raw;
    Operation(Now blocking, Later asynchronous, Self self, Args... args)
        : now_(blocking), later_(asynchronous), self_(self), args_(std::move(args)...) {}

    iinked_code now(Raw **out, iinked_error **err) const {
        return std::apply([&](const auto &...args) { return now_(self_, to_c(args)..., out, err); }, args_);
    }
    template <class Callback>
    iinked_code later(Callback callback, void *user_data, iinked_call **out, iinked_error **err) const {
        return std::apply(
            [&](const auto &...args) { return later_(self_, to_c(args)..., callback, user_data, out, err); }, args_);
    }

private:
    Now now_;
    Later later_;
    Self self_;
    std::tuple<Args...> args_;
};

template <class T, class Now, class Later, class Self, class... Args>
Operation<T, Now, Later, Self, Args...> operation(Now now, Later later, Self self, Args... args) {
    return {now, later, self, std::move(args)...};
}

/// Makes a call that can fail; throws its error.
template <class C> void check(C call) {
    iinked_error *error = nullptr;
    if (call(&error) != IINKED_OK) raise(error);
}

template <class O> typename O::Answer wait(O operation) {
    typename O::Raw *answer = nullptr;
    check([&](auto **err) { return operation.now(&answer, err); });
    return Made<typename O::Answer>::of(answer);
}

/// Starts an operation; `kept` lives until its callback came.
template <class O, class F> Call begin(std::shared_ptr<const void> kept, O operation, F callback) {
    using Answer = typename O::Answer;
    using Raw = typename O::Raw;
    struct Receiver {
        F callback;
        std::shared_ptr<const void> kept;
    };
    auto begun = std::make_unique<Receiver>(Receiver{std::move(callback), std::move(kept)});
    const auto receive = [](iinked_code code, Raw *answer, iinked_error *error, void *user_data) noexcept {
        const std::unique_ptr<Receiver> receiver(static_cast<Receiver *>(user_data));
        if (code == IINKED_OK) return static_cast<void>(receiver->callback(Outcome<Answer>(Made<Answer>::of(answer))));
        try {
            raise(error);
        } catch (...) {
            receiver->callback(Outcome<Answer>(std::current_exception()));
        }
    };
    iinked_call *call = nullptr;
    void (*const function)(iinked_code, Raw *, iinked_error *, void *) = receive;
    check([&](auto **err) { return operation.later(function, static_cast<void *>(begun.get()), &call, err); });
    begun.release(); // The callback frees it.
    return Call(call);
}

/// The future of what `start` starts with a callback.
template <class T, class Start> Pending<T> pending(Start start) {
    auto promise = std::make_shared<std::promise<T>>();
    auto future = promise->get_future();
    Call call = start([promise](Outcome<T> outcome) {
        if (outcome.ok()) promise->set_value(std::move(outcome).take());
        else promise->set_exception(outcome.error());
    });
    return {std::move(future), std::move(call)};
}

template <class O> Pending<typename O::Answer> promise(std::shared_ptr<const void> kept, O operation) {
    return pending<typename O::Answer>(
        [&](auto callback) { return begin(std::move(kept), std::move(operation), std::move(callback)); });
}

// -- generated: operations; by `make generate` from src/capi --
inline auto delete_package(const iinked_client *client, std::string_view package_id, const DeleteOptions &options) {
    return operation<PackageVideos>(iinked_client_delete_package, iinked_client_delete_package_async, client,
        terminated(package_id), options.notify, options.override_retention);
}
inline auto delete_video(const iinked_client *client, std::string_view package_id, std::string_view meeting_video_id) {
    return operation<PackageVideos>(iinked_client_delete_video, iinked_client_delete_video_async, client,
        terminated(package_id), terminated(meeting_video_id));
}
inline auto delete_all_videos(const iinked_client *client, std::string_view package_id) {
    return operation<PackageVideos>(iinked_client_delete_all_videos, iinked_client_delete_all_videos_async, client,
        terminated(package_id));
}
inline auto get_package(const iinked_client *client, std::string_view package_id) {
    return operation<Package>(iinked_client_get_package, iinked_client_get_package_async, client,
        terminated(package_id));
}
inline auto rescind_package(const iinked_client *client, std::string_view package_id, const RescindOptions &options) {
    return operation<RescindedPackage>(iinked_client_rescind_package, iinked_client_rescind_package_async, client,
        terminated(package_id), optional_text(options.message), options.notify);
}
inline auto package_status(const iinked_client *client, std::string_view package_id) {
    return operation<PackageStatus>(iinked_client_package_status, iinked_client_package_status_async, client,
        terminated(package_id));
}
inline auto list_videos(const iinked_client *client, std::string_view package_id) {
    return operation<PackageVideos>(iinked_client_list_videos, iinked_client_list_videos_async, client,
        terminated(package_id));
}
// -- end of operations --
inline auto download_video(const iinked_client *client, std::string_view package_id, std::string_view video_id,
                           std::string_view path, Download &download) {
    return operation<VideoFile>(iinked_client_download_video, iinked_client_download_video_async, client,
                                terminated(package_id), terminated(video_id), terminated(path),
                                iinked_download_progress_callback{download.progress ? Download::tell : nullptr},
                                static_cast<void *>(&download));
}
inline auto list_packages(const iinked_client *client, const Filters &filters) {
    return operation<PackageList>(iinked_client_list_packages, iinked_client_list_packages_async, client,
                                  std::make_shared<RawFilters>(filters));
}

inline auto next_page(iinked_package_pages *pages) {
    return operation<std::optional<PackageList>>(iinked_package_pages_next, iinked_package_pages_next_async, pages);
}

} // namespace detail

/// The packages of the account, a page at a time; Client::package_pages makes it.  Nothing is asked for before it is
/// needed, and nothing more when it is destroyed.  Move-only; it may outlive the client.
///
///     for (const PackageList &page : client.package_pages()) ...
///     for (PackageSummary package : client.package_pages().packages()) ...
///
/// The loops go through once.  A page, and what was read out of it, lives until the loop goes on to the next.
class PackagePages {
public:
    PackagePages(iinked_package_pages *raw, std::shared_ptr<const void> kept) : raw_(raw), kept_(std::move(kept)) {}

    /// The next page; nothing at the end.  After an exception it asks for the same page again.
    std::optional<PackageList> next() { return detail::wait(detail::next_page(raw_.get())); }
    Pending<std::optional<PackageList>> next_async() { return detail::promise(kept_, detail::next_page(raw_.get())); }
    template <class F> Call next_async(F callback) {
        return detail::begin(kept_, detail::next_page(raw_.get()), std::move(callback));
    }

    /// Where a loop is; equal to `end()` when the list has ended.
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = PackageList;
        using difference_type = std::ptrdiff_t;
        using pointer = const PackageList *;
        using reference = const PackageList &;
        iterator() = default;
        explicit iterator(PackagePages *pages) : pages_(pages) { ++*this; }
        reference operator*() const { return *pages_->page_; }
        pointer operator->() const { return &*pages_->page_; }
        iterator &operator++() {
            pages_->page_ = pages_->next();
            if (!pages_->page_) pages_ = nullptr;
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(const iterator &other) const { return pages_ == other.pages_; }
        bool operator!=(const iterator &other) const { return pages_ != other.pages_; }

    private:
        PackagePages *pages_ = nullptr;
    };
    iterator begin() { return iterator(this); }
    iterator end() { return {}; }

    class Packages;
    /// The packages of all pages, one after the other.
    Packages packages() &&;

private:
    std::unique_ptr<iinked_package_pages, detail::Freed<iinked_package_pages_free>> raw_;
    std::shared_ptr<const void> kept_;
    std::optional<PackageList> page_;
};

/// The packages of all pages, one after the other.
class PackagePages::Packages {
public:
    explicit Packages(PackagePages pages) : pages_(std::move(pages)) {}

    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = PackageSummary;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = PackageSummary;
        iterator() = default;
        explicit iterator(PackagePages &pages) : page_(pages.begin()) { skip_empty_pages(); }
        reference operator*() const { return page_->items()[at_]; }
        iterator &operator++() {
            if (++at_ < page_->size()) return *this;
            ++page_;
            at_ = 0;
            skip_empty_pages();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(const iterator &other) const { return page_ == other.page_ && at_ == other.at_; }
        bool operator!=(const iterator &other) const { return !(*this == other); }

    private:
        PackagePages::iterator page_;
        std::size_t at_ = 0;

        void skip_empty_pages() {
            while (page_ != PackagePages::iterator() && page_->size() == 0) ++page_;
        }
    };
    iterator begin() { return iterator(pages_); }
    iterator end() { return {}; }

private:
    PackagePages pages_;
};

inline PackagePages::Packages PackagePages::packages() && { return Packages(std::move(*this)); }

/// A client.  Move-only; any number of threads may use one at once.
///
/// Each operation comes three times: blocking, as a future that can be cancelled, and with a callback, which gets an
/// Outcome on a thread of the library and must not throw (that would end the program).
class Client {
public:
    /// No network is touched and no thread started.
    explicit Client(const Options &options = {})
        : functions_(std::make_shared<detail::Functions>(
              detail::Functions{options.access_token_provider, options.on_attempt})) {
        const std::unique_ptr<iinked_config, detail::Freed<iinked_config_free>> config(iinked_config_new());
        // -- generated: calls; by `make generate` from src/config/options.rs --
        set(config.get(), iinked_config_set_api_key, options.api_key);
        set(config.get(), iinked_config_set_access_token, options.access_token);
        set(config.get(), iinked_config_set_datacenter, options.datacenter);
        set(config.get(), iinked_config_set_base_url, options.base_url);
        set(config.get(), iinked_config_set_timeout_ms, options.timeout);
        set(config.get(), iinked_config_set_attempt_timeout_ms, options.attempt_timeout);
        set(config.get(), iinked_config_set_connect_timeout_ms, options.connect_timeout);
        set(config.get(), iinked_config_set_max_retries, options.max_retries);
        set(config.get(), iinked_config_set_requests_per_second, options.requests_per_second);
        set(config.get(), iinked_config_set_ca_file, options.ca_file);
        set(config.get(), iinked_config_set_proxy, options.proxy);
        set(config.get(), iinked_config_set_max_response_bytes, options.max_response_bytes);
        set(config.get(), iinked_config_set_videos_delete_path, options.videos_delete_path);
        // -- end of calls --
        if (options.access_token_provider) set(config.get(), iinked_config_set_access_token_provider, detail::Functions::ask);
        if (options.on_attempt) set(config.get(), iinked_config_set_attempt_callback, detail::Functions::tell);
        set(config.get(), iinked_config_set_keep_json, std::optional<bool>(options.keep_json));
        iinked_client *client = nullptr;
        detail::check([&](auto **err) { return iinked_client_new(config.get(), &client, err); });
        client_.reset(client);
    }

    // -- generated: methods; by `make generate` from src/capi --
    /// Permanently deletes a package with its documents and videos.  The answer lists the videos that were deleted with
    /// it.  Throws OutcomeUnknown where that is not clear.
    PackageVideos delete_package(std::string_view package_id, const DeleteOptions &options = {}) const {
        return wait(detail::delete_package(raw(), package_id, options));
    }
    Pending<PackageVideos> delete_package_async(std::string_view package_id, const DeleteOptions &options = {}) const {
        return promise(detail::delete_package(raw(), package_id, options));
    }
    template <class F> Call delete_package_async(std::string_view package_id, const DeleteOptions &options, F callback) const {
        return begin(detail::delete_package(raw(), package_id, options), std::move(callback));
    }

    /// Permanently deletes one video of a package.  Throws OutcomeUnknown where that is not clear.
    PackageVideos delete_video(std::string_view package_id, std::string_view meeting_video_id) const {
        return wait(detail::delete_video(raw(), package_id, meeting_video_id));
    }
    Pending<PackageVideos> delete_video_async(std::string_view package_id, std::string_view meeting_video_id) const {
        return promise(detail::delete_video(raw(), package_id, meeting_video_id));
    }
    template <class F> Call delete_video_async(std::string_view package_id, std::string_view meeting_video_id, F callback) const {
        return begin(detail::delete_video(raw(), package_id, meeting_video_id), std::move(callback));
    }

    /// Permanently deletes every video of a package.  Throws OutcomeUnknown where that is not clear.
    PackageVideos delete_all_videos(std::string_view package_id) const {
        return wait(detail::delete_all_videos(raw(), package_id));
    }
    Pending<PackageVideos> delete_all_videos_async(std::string_view package_id) const {
        return promise(detail::delete_all_videos(raw(), package_id));
    }
    template <class F> Call delete_all_videos_async(std::string_view package_id, F callback) const {
        return begin(detail::delete_all_videos(raw(), package_id), std::move(callback));
    }

    /// A package as a whole.  It has what a status has not: retention, and when the package was deleted or rescinded.
    Package get_package(std::string_view package_id) const {
        return wait(detail::get_package(raw(), package_id));
    }
    Pending<Package> get_package_async(std::string_view package_id) const {
        return promise(detail::get_package(raw(), package_id));
    }
    template <class F> Call get_package_async(std::string_view package_id, F callback) const {
        return begin(detail::get_package(raw(), package_id), std::move(callback));
    }

    /// Rescinds a package that was sent to its signers.  The package and its documents are kept.  Throws OutcomeUnknown
    /// where that is not clear.
    RescindedPackage rescind_package(std::string_view package_id, const RescindOptions &options = {}) const {
        return wait(detail::rescind_package(raw(), package_id, options));
    }
    Pending<RescindedPackage> rescind_package_async(std::string_view package_id, const RescindOptions &options = {}) const {
        return promise(detail::rescind_package(raw(), package_id, options));
    }
    template <class F> Call rescind_package_async(std::string_view package_id, const RescindOptions &options, F callback) const {
        return begin(detail::rescind_package(raw(), package_id, options), std::move(callback));
    }

    /// The status of a package.
    PackageStatus package_status(std::string_view package_id) const {
        return wait(detail::package_status(raw(), package_id));
    }
    Pending<PackageStatus> package_status_async(std::string_view package_id) const {
        return promise(detail::package_status(raw(), package_id));
    }
    template <class F> Call package_status_async(std::string_view package_id, F callback) const {
        return begin(detail::package_status(raw(), package_id), std::move(callback));
    }

    /// The videos of a package.  Their URLs last 24 hours today.
    PackageVideos list_videos(std::string_view package_id) const {
        return wait(detail::list_videos(raw(), package_id));
    }
    Pending<PackageVideos> list_videos_async(std::string_view package_id) const {
        return promise(detail::list_videos(raw(), package_id));
    }
    template <class F> Call list_videos_async(std::string_view package_id, F callback) const {
        return begin(detail::list_videos(raw(), package_id), std::move(callback));
    }

    // -- end of methods --
    /// Saves a video, whose state must be archived, to a file, whose path must be free.  The file is whole or not there.
    VideoFile download_video(std::string_view package_id, std::string_view meeting_video_id, std::string_view path,
                             DownloadProgress progress = {}) const {
        detail::Download download{std::move(progress), nullptr, nullptr};
        try {
            return wait(detail::download_video(raw(), package_id, meeting_video_id, path, download));
        } catch (const Cancelled &) {
            if (download.thrown) std::rethrow_exception(download.thrown);
            throw;
        }
    }
    Pending<VideoFile> download_video_async(std::string_view package_id, std::string_view meeting_video_id,
                                            std::string_view path, DownloadProgress progress = {}) const {
        return detail::pending<VideoFile>([&](auto callback) {
            return download_video_async(package_id, meeting_video_id, path, std::move(progress), std::move(callback));
        });
    }
    template <class F>
    Call download_video_async(std::string_view package_id, std::string_view meeting_video_id, std::string_view path,
                              DownloadProgress progress, F callback) const {
        auto download = std::make_shared<detail::Download>(detail::Download{std::move(progress), nullptr, kept()});
        auto operation = detail::download_video(raw(), package_id, meeting_video_id, path, *download);
        return detail::begin(download, std::move(operation),
                             [download, callback = std::move(callback)](Outcome<VideoFile> outcome) mutable {
                                 if (!outcome.ok() && download->thrown) callback(Outcome<VideoFile>(download->thrown));
                                 else callback(std::move(outcome));
                             });
    }

    /// The packages of the account that pass the filters, every page.
    PackageList list_packages(const Filters &filters = {}) const { return wait(detail::list_packages(raw(), filters)); }
    Pending<PackageList> list_packages_async(const Filters &filters = {}) const { return promise(detail::list_packages(raw(), filters)); }
    template <class F> Call list_packages_async(const Filters &filters, F callback) const {
        return begin(detail::list_packages(raw(), filters), std::move(callback));
    }

    /// The same, a page at a time: nothing is asked for before it is needed, and leaving the loop ends it.
    PackagePages package_pages(const Filters &filters = {}) const {
        const detail::RawFilters raw_filters(filters);
        iinked_package_pages *pages = nullptr;
        detail::check([&](auto **err) { return iinked_client_package_pages(raw(), raw_filters.raw(), &pages, err); });
        return {pages, kept()};
    }

    /// Where the answers of this client differed so far from what is documented.
    DriftList drift() const {
        iinked_drift_list *list = nullptr;
        detail::check([&](auto **err) { return iinked_client_drift(raw(), &list, err); });
        return DriftList(list);
    }

    /// For calls of the C interface.
    const iinked_client *raw() const { return client_.get(); }
    /// What an asynchronous call of the C interface must keep until its callback: the functions of the options.
    std::shared_ptr<const void> kept() const { return functions_; }

private:
    std::shared_ptr<detail::Functions> functions_;
    std::unique_ptr<iinked_client, detail::Freed<iinked_client_free>> client_;

    template <class Set, class V> static void set(iinked_config *config, Set set, const std::optional<V> &value) {
        if (!value) return;
        detail::check([&](auto **err) {
            if constexpr (std::is_same_v<V, std::string>) {
                return set(config, detail::terminated(*value).c_str(), err);
            } else if constexpr (std::is_arithmetic_v<V>) {
                return set(config, *value, err);
            } else {
                // C refuses what a negative limit becomes.
                return set(config, static_cast<std::uint64_t>(value->count()), err);
            }
        });
    }

    template <class Set, class F> void set(iinked_config *config, Set setter, F *function) {
        detail::check([&](auto **err) { return setter(config, function, static_cast<void *>(functions_.get()), err); });
    }

    template <class O> static typename O::Answer wait(O operation) { return detail::wait(std::move(operation)); }
    template <class O, class F> Call begin(O operation, F callback) const {
        return detail::begin(kept(), std::move(operation), std::move(callback));
    }
    template <class O> Pending<typename O::Answer> promise(O operation) const {
        return detail::promise(kept(), std::move(operation));
    }
};

} // namespace iinkedsign

#endif // IINKEDSIGN_HPP
