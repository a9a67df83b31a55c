// Lists open packages whose sign-by date has passed, and the signers that they wait for: overdue
//
// Build: g++ -std=c++17 overdue.cpp $(pkg-config --cflags --libs iinkedsign)
#include <iostream>

#include <iinkedsign.hpp>

int main() try {
    const iinkedsign::Client client;
    iinkedsign::Filters filters;
    filters.states = {"open"};

    const auto now = std::chrono::system_clock::now();
    // A page at a time, as the loop comes to it.
    for (const auto package : client.package_pages(filters).packages()) {
        const auto due = package.time_sign_by();
        // Before release 4.0 executed packages were reported as open too.
        if (!due.instant || *due.instant > now || package.is_executed()) continue;
        const auto days = std::chrono::duration_cast<std::chrono::hours>(now - *due.instant).count() / 24;
        std::cout << package.name().value_or("(no name)") << ": overdue since " << *due.text << " ("
                  << (days == 1 ? "1 day" : std::to_string(days) + " days") << ")\n";
        for (const auto signer : package.signers())
            if (!signer.is_executed()) std::cout << "  waits for " << signer.email().value_or("?") << "\n";
    }
} catch (const iinkedsign::Error &error) {
    std::cerr << error.what() << "\n";
    return 1;
}
