// Counts the packages of the account by state: audit
//
// Build: g++ -std=c++17 audit.cpp $(pkg-config --cflags --libs iinkedsign)
#include <iostream>
#include <map>

#include <iinkedsign_audit.hpp>

// By hand, so that the example needs no library.  Arrow's own reads the stream with arrow::ImportRecordBatchReader.
std::map<std::string, int> count(iinkedsign::ArrowStream packages, std::string_view name) {
    std::map<std::string, int> counts;
    ArrowArrayStream *stream = packages.get();
    ArrowSchema table;
    if (stream->get_schema(stream, &table) != 0) return counts;
    std::int64_t place = 0;
    while (table.children[place]->name != name) place++;
    table.release(&table);

    ArrowArray rows;
    while (stream->get_next(stream, &rows) == 0 && rows.release) {
        // Constants are indices of texts.
        const ArrowArray *states = rows.children[place], *texts = states->dictionary;
        const auto *known = static_cast<const std::uint8_t *>(states->buffers[0]);
        const auto *codes = static_cast<const std::int32_t *>(states->buffers[1]) + states->offset;
        const auto *starts = static_cast<const std::int32_t *>(texts->buffers[1]) + texts->offset;
        const auto *letters = static_cast<const char *>(texts->buffers[2]);
        for (std::int64_t row = 0; row < rows.length; row++) {
            const std::int64_t bit = row + states->offset;
            const bool is_known = !known || (known[bit / 8] >> (bit % 8) & 1);
            const std::int32_t code = codes[row];
            counts[is_known ? std::string(letters + starts[code], letters + starts[code + 1]) : "not known"]++;
        }
        rows.release(&rows);
    }
    return counts;
}

void show(iinkedsign::AuditTables &tables) {
    for (const auto &[state, packages] : count(std::move(tables.packages), "effective_state"))
        std::cout << state << ": " << packages << "\n";
}

int main() try {
    const iinkedsign::Client client;
    auto tables = iinkedsign::audit_account(client);
    show(tables);
} catch (const iinkedsign::AuditInterrupted &error) {
    std::cerr << error.what() << "\n";
    show(error.tables());
    return 1;
} catch (const iinkedsign::Error &error) {
    std::cerr << error.what() << "\n";
    return 1;
}
