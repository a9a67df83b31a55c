// iinkedsign_audit: audits for C++17, beside iinkedsign.hpp.  Header only; it adds nothing to the ABI.
//
//     iinkedsign::AuditTables tables = iinkedsign::audit(client, package_ids);
//     auto packages = arrow::ImportRecordBatchReader(tables.packages.get());   // with Arrow's own library
//
// Which columns the tables have stands in docs/audit.md; what iinked_client_audit promises holds here too.

#ifndef IINKEDSIGN_AUDIT_HPP
#define IINKEDSIGN_AUDIT_HPP

#include "iinkedsign.hpp"

#include <algorithm>
#include <functional>

namespace iinkedsign {

/// A table as a stream of Arrow arrays.  Move-only; what nobody took is released in the end.
class ArrowStream {
public:
    ArrowStream() = default;
    /// Takes what is in `stream`, which is empty afterwards.
    explicit ArrowStream(ArrowArrayStream &stream) noexcept : stream_(stream) { stream.release = nullptr; }
    ArrowStream(ArrowStream &&other) noexcept : ArrowStream(other.stream_) {}
    ArrowStream &operator=(ArrowStream &&other) noexcept {
        std::swap(stream_, other.stream_);
        return *this;
    }
    ~ArrowStream() {
        if (stream_.release) stream_.release(&stream_);
    }
    /// To read it, or for a function that takes it over.
    ArrowArrayStream *get() noexcept { return &stream_; }
    /// Whether there is something in it.
    explicit operator bool() const noexcept { return stream_.release != nullptr; }

private:
    ArrowArrayStream stream_{};
};

/// The tables of an audit.  They belong together by the column `package_id`.
struct AuditTables {
    /// One row for every input, in order: its data or its error.
    ArrowStream packages;
    ArrowStream documents, signers, revisions;
    /// No rows if they were not asked for.
    ArrowStream videos;
    /// The error rows of the packages once more.
    ArrowStream errors;
};

/// An audit ended early: `kind()` says why, and `tables()` have what was known then.
class AuditInterrupted : public Error {
public:
    AuditInterrupted(iinked_error *error, AuditTables tables)
        : Error(error), tables_(std::make_shared<AuditTables>(std::move(tables))) {}
    AuditTables &tables() const { return *tables_; }

private:
    // Shared, because copying an exception must not throw.
    std::shared_ptr<AuditTables> tables_;
};

/// How far an audit is.
struct AuditProgress {
    /// Inputs whose row is known.
    std::int64_t done;
    /// All inputs, once that is known.
    std::optional<std::int64_t> total;
    /// Errors among them, that of a repeated input once.
    std::int64_t errors;
    /// How many answers were 429.
    std::int64_t refused;
    std::chrono::milliseconds elapsed;
};

/// How to audit; what is not set is the default (iinkedsign.h).
struct AuditOptions {
    /// The instant that facts are told for; the beginning of the audit by default.
    std::optional<Instant> as_of;
    /// At most so many requests at once, 1 to 1,000; 64 by default.
    std::optional<std::uint32_t> concurrency;
    /// Ask for the videos of each package, too.
    bool include_videos = false;
    /// Have columns for signing links, tokens and URLs of videos.
    bool include_links = false;
    /// Replace names, addresses and numbers of persons by a keyed hash.
    bool hash_personal = false;
    /// The key of that hash; the client's own by default.
    std::optional<std::string> hash_key;
    /// Is told about every 40 ms how far the audit is; true ends it.  An exception ends it, too, and comes out of it.
    std::function<bool(const AuditProgress &)> progress;
};

namespace detail {

/// Options as C has them, and what became of their progress.
class RawAuditOptions {
public:
    explicit RawAuditOptions(const AuditOptions &options) : progress_(options.progress) {
        must(iinked_audit_options_set_include_videos, options.include_videos);
        must(iinked_audit_options_set_include_links, options.include_links);
        // The earliest instant is no default.
        if (options.as_of)
            must(iinked_audit_options_set_as_of_us,
                 std::max(std::int64_t{options.as_of->time_since_epoch().count()}, IINKED_NO_TIME + 1));
        if (options.concurrency) must(iinked_audit_options_set_concurrency, *options.concurrency);
        if (options.hash_personal && options.hash_key)
            must(iinked_audit_options_set_pii_hash, reinterpret_cast<const std::uint8_t *>(options.hash_key->data()),
                 options.hash_key->size());
        else if (options.hash_personal)
            must(iinked_audit_options_set_pii_hash, nullptr, std::size_t{0});
        if (progress_) must(iinked_audit_options_set_progress, tell, this);
    }
    // C knows its address.
    RawAuditOptions(const RawAuditOptions &) = delete;
    RawAuditOptions &operator=(const RawAuditOptions &) = delete;

    const iinked_audit_options *raw() const { return raw_.get(); }

    /// What an audit with these options came to.  Takes the streams and the error.
    AuditTables outcome(ArrowArrayStream *out, iinked_error *error) const {
        AuditTables tables{ArrowStream(out[IINKED_AUDIT_PACKAGES]),  ArrowStream(out[IINKED_AUDIT_DOCUMENTS]),
                           ArrowStream(out[IINKED_AUDIT_SIGNERS]),   ArrowStream(out[IINKED_AUDIT_REVISIONS]),
                           ArrowStream(out[IINKED_AUDIT_VIDEOS]),    ArrowStream(out[IINKED_AUDIT_ERRORS])};
        if (thrown_) {
            iinked_error_free(error);
            std::rethrow_exception(thrown_);
        }
        if (error && tables.packages) throw AuditInterrupted(error, std::move(tables));
        if (error) raise(error);
        return tables;
    }

private:
    std::unique_ptr<iinked_audit_options, Freed<iinked_audit_options_free>> raw_{iinked_audit_options_new()};
    std::function<bool(const AuditProgress &)> progress_;
    std::exception_ptr thrown_;

    template <class Set, class... V> void must(Set set, V... values) {
        check([&](auto **err) { return set(raw_.get(), values..., err); });
    }

    static bool tell(const iinked_audit_progress *progress, void *user_data) noexcept {
        auto &self = *static_cast<RawAuditOptions *>(user_data);
        try {
            return self.progress_({progress->done, number(progress->total), progress->errors, progress->refused,
                                   std::chrono::milliseconds(progress->elapsed_ms)});
        } catch (...) {
            self.thrown_ = std::current_exception();
            return true;
        }
    }
};

/// Ids as C has them.
class RawIds {
public:
    explicit RawIds(const std::vector<std::string> &ids) {
        for (const auto &id : ids) pointers_.push_back(texts_.emplace_back(terminated(id)).c_str());
    }
    const char *const *data() const { return pointers_.data(); }
    std::size_t size() const { return pointers_.size(); }

private:
    std::deque<std::string> texts_; // Its elements stay where they are.
    std::vector<const char *> pointers_;
};

template <class Now> AuditTables audit_now(const AuditOptions &options, Now now) {
    const RawAuditOptions raw(options);
    ArrowArrayStream out[IINKED_AUDIT_TABLES];
    iinked_error *error = nullptr;
    now(raw.raw(), out, &error);
    return raw.outcome(out, error);
}

template <class Later>
Pending<AuditTables> audit_later(const Client &client, const AuditOptions &options, Later later) {
    struct State {
        RawAuditOptions options;
        std::shared_ptr<const void> kept;
        std::promise<AuditTables> promise;
    };
    const auto receive = [](iinked_code, ArrowArrayStream *out, iinked_error *error, void *user_data) noexcept {
        const std::unique_ptr<State> state(static_cast<State *>(user_data));
        try {
            state->promise.set_value(state->options.outcome(out, error));
        } catch (...) {
            state->promise.set_exception(std::current_exception());
        }
    };
    std::unique_ptr<State> state(new State{RawAuditOptions(options), client.kept(), {}});
    auto future = state->promise.get_future();
    iinked_call *call = nullptr;
    check([&](auto **err) { return later(state->options.raw(), receive, static_cast<void *>(state.get()), &call, err); });
    state.release(); // The callback frees it.
    return {std::move(future), Call(call)};
}

inline std::unique_ptr<RawFilters> raw_filters(const std::optional<Filters> &filters) {
    return filters ? std::make_unique<RawFilters>(*filters) : nullptr;
}

} // namespace detail

/// Asks for the statuses of many packages, and makes tables of them.  Each id gets a row, whatever is wrong with it.
/// Throws AuditInterrupted where it ends early.
inline AuditTables audit(const Client &client, const std::vector<std::string> &package_ids,
                         const AuditOptions &options = {}) {
    const detail::RawIds ids(package_ids);
    return detail::audit_now(options, [&](const iinked_audit_options *raw, ArrowArrayStream *out, iinked_error **err) {
        return iinked_client_audit(client.raw(), ids.data(), ids.size(), raw, out, err);
    });
}

/// The same without waiting.  The progress comes on a thread of the library.
inline Pending<AuditTables> audit_async(const Client &client, const std::vector<std::string> &package_ids,
                                        const AuditOptions &options = {}) {
    const detail::RawIds ids(package_ids);
    return detail::audit_later(client, options, [&](const iinked_audit_options *raw, auto... more) {
        return iinked_client_audit_async(client.raw(), ids.data(), ids.size(), raw, more...);
    });
}

/// Audits the packages that these filters list; without filters every package of the account, of all members.
inline AuditTables audit_account(const Client &client, const std::optional<Filters> &filters = {},
                                 const AuditOptions &options = {}) {
    const auto listed = detail::raw_filters(filters);
    return detail::audit_now(options, [&](const iinked_audit_options *raw, ArrowArrayStream *out, iinked_error **err) {
        return iinked_client_audit_account(client.raw(), listed ? listed->raw() : nullptr, raw, out, err);
    });
}

/// The same without waiting.
inline Pending<AuditTables> audit_account_async(const Client &client, const std::optional<Filters> &filters = {},
                                                const AuditOptions &options = {}) {
    const auto listed = detail::raw_filters(filters);
    return detail::audit_later(client, options, [&](const iinked_audit_options *raw, auto... more) {
        return iinked_client_audit_account_async(client.raw(), listed ? listed->raw() : nullptr, raw, more...);
    });
}

} // namespace iinkedsign

#endif // IINKEDSIGN_AUDIT_HPP
