// Audits through the C++ face: audit API_KEY FAST_URL SLOW_URL < IDS.  Every id is one of a package.
#include <iinkedsign_audit.hpp>

#include <iostream>
#include <stdexcept>

#include "../c/check.h"

namespace {

using iinkedsign::ArrowStream;
using iinkedsign::AuditInterrupted;
using iinkedsign::AuditOptions;
using iinkedsign::AuditProgress;
using iinkedsign::AuditTables;
using iinkedsign::Client;
using iinkedsign::Kind;

using Ids = std::vector<std::string>;

Client client(const char *url, const char *key) {
    iinkedsign::Options options;
    options.base_url = url;
    options.api_key = key;
    options.max_retries = 0;
    return Client(options);
}

struct Shape {
    std::int64_t rows = 0, columns = 0;
    bool operator==(const Shape &other) const { return rows == other.rows && columns == other.columns; }
};

/// Reads a stream, which it owns, to its end.
Shape shape(ArrowStream stream) {
    Shape shape;
    ArrowSchema schema;
    MUST(stream.get()->get_schema(stream.get(), &schema) == 0);
    shape.columns = schema.n_children;
    schema.release(&schema);
    ArrowArray batch;
    while (stream.get()->get_next(stream.get(), &batch) == 0 && batch.release) {
        shape.rows += batch.length;
        batch.release(&batch);
    }
    return shape;
}

template <class F> AuditInterrupted interrupted(F audit) {
    try {
        audit();
    } catch (const AuditInterrupted &error) {
        return error;
    }
    MUST(!"it was not interrupted");
    std::abort();
}

void streams_move() {
    ArrowArrayStream raw{};
    int released = 0;
    raw.private_data = &released;
    raw.release = [](ArrowArrayStream *stream) {
        ++*static_cast<int *>(stream->private_data);
        stream->release = nullptr;
    };
    ArrowArrayStream copy = raw;
    {
        ArrowStream empty, first(raw);
        MUST(!empty && first && !raw.release && !ArrowStream(raw));
        ArrowStream second(std::move(first));
        MUST(second && !first);
        empty = std::move(second);
        MUST(empty && !second && released == 0);
    }
    MUST(released == 1);
    {
        // Whoever takes it over clears it.
        ArrowStream stream(copy);
        const ArrowStream taken(*stream.get());
        MUST(taken && !stream);
    }
    MUST(released == 2);
}

void tables(const Client &fast, const Ids &ids) {
    const auto rows = static_cast<std::int64_t>(ids.size());
    AuditTables tables = iinkedsign::audit(fast, ids);
    const Shape packages = shape(std::move(tables.packages));
    MUST(packages.rows == rows && !tables.packages);
    MUST(shape(std::move(tables.documents)).rows > 0);
    MUST((shape(std::move(tables.errors)) == Shape{0, 6}));
    // The others are released unread.

    MUST((shape(iinkedsign::audit(fast, {}).packages) == Shape{0, packages.columns}));
    // A NUL within an id, and what is no id.
    const Ids wrong = {std::string("a\0b", 3), "", "a/b"};
    AuditTables bad = iinkedsign::audit(fast, wrong);
    MUST((shape(std::move(bad.packages)) == Shape{3, packages.columns}));
    MUST((shape(std::move(bad.errors)) == Shape{3, 6}));
}

void options(const Client &fast, const Ids &ids) {
    AuditOptions options;
    options.as_of = iinkedsign::Instant(std::chrono::seconds(1'700'000'000));
    options.concurrency = 3;
    options.include_videos = options.include_links = options.hash_personal = true;
    options.hash_key = "a key";
    std::vector<AuditProgress> told;
    options.progress = [&](const AuditProgress &progress) {
        told.push_back(progress);
        return false;
    };
    AuditTables tables = iinkedsign::audit(fast, ids, options);
    MUST(shape(std::move(tables.videos)).rows > 0);
    MUST(shape(std::move(tables.signers)).columns == 16);
    const auto rows = static_cast<std::int64_t>(ids.size());
    MUST(!told.empty() && told.back().done == rows && told.back().total == rows && told.back().errors == 0);

    options.concurrency = 0;
    try {
        iinkedsign::audit(fast, ids, options);
        MUST(!"it was refused");
    } catch (const iinkedsign::InvalidArgument &error) {
        MUST(std::string_view(error.what()) == "concurrency must be 1 to 1000, not 0 (nothing was sent)");
    }
    options.hash_key = "";
    try {
        iinkedsign::audit_async(fast, ids, options);
        MUST(!"it was refused");
    } catch (const iinkedsign::InvalidArgument &error) {
        MUST(std::string_view(error.what()) == "key is empty");
    }
}

void interruptions(const Client &slow, const Ids &ids) {
    AuditOptions options;
    options.progress = [](const AuditProgress &) { return true; };
    AuditInterrupted error = interrupted([&] { iinkedsign::audit(slow, ids, options); });
    MUST(error.kind() == Kind::cancelled && error.tables().packages);
    MUST(shape(std::move(error.tables().packages)).rows < static_cast<std::int64_t>(ids.size()));

    options.progress = [](const AuditProgress &) -> bool { throw std::range_error("mine"); };
    for (const bool later : {false, true}) {
        try {
            if (later) iinkedsign::audit_async(slow, ids, options).get();
            else iinkedsign::audit(slow, ids, options);
            MUST(!"it was thrown");
        } catch (const std::range_error &thrown) {
            MUST(std::string_view(thrown.what()) == "mine");
        }
    }

    auto pending = iinkedsign::audit_async(slow, ids);
    pending.cancel();
    pending.cancel();
    MUST(interrupted([&] { pending.get(); }).kind() == Kind::cancelled);
    // Nobody waits for this one.
    iinkedsign::audit_async(slow, ids).cancel();
}

void accounts(const Client &fast, const Ids &ids) {
    const Shape whole = shape(iinkedsign::audit_account(fast).packages);
    MUST(whole.rows > static_cast<std::int64_t>(ids.size()));
    MUST(shape(iinkedsign::audit_account_async(fast).get().packages) == whole);
    iinkedsign::Filters filters;
    filters.states = {"draft"};
    const Shape drafts = shape(iinkedsign::audit_account(fast, filters).packages);
    MUST(drafts.rows > 0 && drafts.rows < whole.rows);
    MUST(shape(iinkedsign::audit_account_async(fast, filters).get().packages) == drafts);
    MUST(shape(iinkedsign::audit_async(fast, ids).get().packages).rows == static_cast<std::int64_t>(ids.size()));
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    Ids ids;
    for (std::string line; std::getline(std::cin, line);) ids.push_back(line);
    const Client fast = client(argv[2], argv[1]), slow = client(argv[3], argv[1]);
    streams_move();
    tables(fast, ids);
    options(fast, ids);
    interruptions(slow, ids);
    accounts(fast, ids);
    std::cout << "survived\n";
}
