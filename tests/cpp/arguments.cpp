// Wrong arguments, in C++: each is refused as in C, and named.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>

#include <iinkedsign.hpp>

namespace {

using iinkedsign::Kind;
using iinkedsign::Options;
using std::chrono::milliseconds;

Options local() {
    Options options;
    options.api_key = "the-key";
    options.base_url = "http://127.0.0.1:1/api/v1";
    return options;
}

/// One change of good options, and what is said of it.
struct Case {
    std::function<void(Options &)> change;
    Kind kind;
    const char *message;
};

void refuse(const Case &wrong) {
    Options options = local();
    wrong.change(options);
    try {
        const iinkedsign::Client client(options);
    } catch (const iinkedsign::Error &error) {
        if (error.kind() == wrong.kind && std::string_view(error.what()) == wrong.message) return;
        std::fprintf(stderr, "%s\n  is not\n%s\n", error.what(), wrong.message);
        std::exit(1);
    }
    std::fprintf(stderr, "taken: %s\n", wrong.message);
    std::exit(1);
}

const milliseconds SMALLEST{std::numeric_limits<std::int64_t>::min()}, LARGEST{std::numeric_limits<std::int64_t>::max()};
const double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();

const Case CASES[] = {
    {[](Options &o) { o.timeout = milliseconds(-1); }, Kind::configuration,
     "timeout must not be negative, nor above 9223372036854775807"},
    {[](Options &o) { o.timeout = SMALLEST; }, Kind::configuration,
     "timeout must not be negative, nor above 9223372036854775807"},
    {[](Options &o) { o.attempt_timeout = milliseconds(-20'000); }, Kind::configuration,
     "attempt_timeout must not be negative, nor above 9223372036854775807"},
    {[](Options &o) { o.connect_timeout = milliseconds(-1); }, Kind::configuration,
     "connect_timeout must not be negative, nor above 9223372036854775807"},
    {[](Options &o) { o.max_response_bytes = static_cast<std::uint64_t>(-1); }, Kind::configuration,
     "max_response_bytes must not be negative, nor above 9223372036854775807"},
    {[](Options &o) { o.max_response_bytes = 0; }, Kind::configuration, "max_response_bytes must be positive"},
    {[](Options &o) { o.requests_per_second = -1; }, Kind::configuration,
     "requests_per_second must be a positive number, or none for no ceiling"},
    {[](Options &o) { o.requests_per_second = NOT_A_NUMBER; }, Kind::configuration,
     "requests_per_second must be a positive number, or none for no ceiling"},
    {[](Options &o) { o.api_key = std::string("a\0b", 3); }, Kind::invalid_argument,
     "api_key is not UTF-8; nothing was sent"},
};

} // namespace

int main() {
    for (const Case &wrong : CASES) refuse(wrong);
    // What is odd, but no mistake.
    Options options = local();
    options.timeout = options.attempt_timeout = options.connect_timeout = LARGEST;
    options.requests_per_second = std::numeric_limits<double>::denorm_min();
    options.max_retries = std::numeric_limits<std::uint32_t>::max();
    const iinkedsign::Client odd(options);
    options.timeout = milliseconds(0);
    const iinkedsign::Client unlimited(options);
    std::puts("every wrong argument was refused");
}
