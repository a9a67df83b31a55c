// A list page by page, in C++: pages BASE_URL (see tests/c/pages.c).  What was asked for is counted by attempts.
#include <iinkedsign.hpp>

#include "../c/check.h"

namespace {

using iinkedsign::Client;
using iinkedsign::Filters;
using iinkedsign::PackageList;
using iinkedsign::PackageSummary;

Client client(const std::string &base, const char *name, int &requests) {
    iinkedsign::Options options;
    options.api_key = "the-key";
    options.base_url = base + name + "/api/v1";
    options.max_retries = 0;
    options.on_attempt = [&requests](const iinkedsign::Attempt &it) { requests += it.operation == "list_packages"; };
    return Client(options);
}

void all(const std::string &base) {
    Filters three;
    three.page_size = 3;
    int requests = 0;
    const Client account = client(base, "account", requests);

    std::string seen;
    for (const PackageList &page : account.package_pages(three)) {
        MUST(page.size() <= 3);
        for (const PackageSummary package : page) seen += package.package_id().value_or("?");
    }
    MUST(seen == "p0p1p2p3p4p5p6");

    seen.clear();
    for (const PackageSummary package : account.package_pages(three).packages()) seen += *package.package_id();
    MUST(seen == "p0p1p2p3p4p5p6");

    // Lazy: a walk that nobody reads asks for nothing, and one that is left asks for nothing more.
    requests = 0;
    { auto unread = account.package_pages(three); }
    MUST(requests == 0);
    for (const PackageSummary package : account.package_pages(three).packages()) {
        if (package.package_id() == "p1") break;
    }
    MUST(requests == 1);

    for (const PackageSummary package : client(base, "empty", requests).package_pages().packages()) MUST(!package.name() && false);

    auto pages = account.package_pages(three);
    const auto first = pages.next_async().get();
    MUST(first && first->size() == 3);
    MUST(pages.next() && pages.next() && !pages.next() && !pages.next_async().get());
    try {
        for (const PackageSummary package : client(base, "broken", requests).package_pages(three).packages())
            MUST(!package.name() && false);
        MUST(false);
    } catch (const iinkedsign::ServerError &) {
        // As it must be.
    }
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    all(argv[1]);
    std::puts("survived");
}
