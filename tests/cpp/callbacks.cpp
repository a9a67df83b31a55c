// What the functions of a client's options see and bring, in C++: callbacks BASE_URL (see tests/c/callbacks.c).
#include <mutex>
#include <stdexcept>
#include <thread>

#include <iinkedsign.hpp>

#include "../c/check.h"

namespace {

using iinkedsign::Attempt;
using iinkedsign::Client;
using iinkedsign::Kind;
using iinkedsign::Options;
using iinkedsign::TokenRequest;

Options at(const std::string &base, const char *name) {
    Options options;
    options.base_url = base + name + "/api/v1";
    options.max_retries = 1;
    return options;
}

void attempts(const std::string &base) {
    std::mutex lock;
    std::vector<std::string> told;
    Options options = at(base, "flaky");
    options.api_key = "the-key";
    options.on_attempt = [&](const Attempt &it) {
        const std::lock_guard<std::mutex> locked(lock);
        MUST(it.started.time_since_epoch().count() > 1'600'000'000'000'000 && it.duration.count() >= 0);
        told.push_back(std::string(it.operation) + " " + std::string(it.method) + " " + std::string(it.path) + " " +
                       std::to_string(it.status.value_or(0)) + " " + std::to_string(it.number) + " " +
                       std::string(it.request_id.value_or("-")) + (it.kind ? " failed" : "") +
                       (it.will_retry ? " again" : ""));
        throw std::runtime_error("mine");
    };
    Client(options).package_status(ID);
    const std::string read = std::string("package_status GET /packages/") + ID + "/status ";
    MUST((told == std::vector<std::string>{read + "503 1 r-1 failed again", read + "200 2 r-2"}));
    // The function lives until the last call is over, although client and options are gone.
    auto counted = std::make_shared<int>(0);
    options = at(base, "slow");
    options.api_key = "the-key";
    options.on_attempt = [counted](const Attempt &it) { *counted += it.kind ? 100 : 1; };
    auto client = std::make_unique<Client>(options);
    auto status = client->package_status_async(ID);
    client.reset();
    options = {};
    status.get();
    MUST(*counted == 1);
}

/// What a call with this provider comes to: nothing, or the cause of its error.
std::optional<std::string> cause(const std::string &base, std::function<void(TokenRequest)> provider) {
    Options options = at(base, "renewed");
    options.access_token_provider = std::move(provider);
    const Client client(options);
    try {
        client.package_status_async(ID).get();
        client.package_status(ID);
    } catch (const iinkedsign::ConfigurationError &error) {
        return std::string(error.cause().value_or("none"));
    }
    return std::nullopt;
}

void tokens(const std::string &base) {
    int asked = 0;
    MUST(!cause(base, [&](TokenRequest request) { request.complete(++asked == 1 ? "yesterday" : "today"); }));
    MUST(asked == 2);
    MUST(!cause(base, [](TokenRequest request) {
        std::thread([request] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            request.complete("today");
        }).detach();
    }));
    // The first answer counts.
    MUST(!cause(base, [](TokenRequest request) {
        request.complete("today");
        request.complete("yesterday");
        request.fail("it has failed");
        throw std::runtime_error("mine");
    }));
    MUST(cause(base, [](TokenRequest request) { request.fail("the vault is sealed"); }) == "the vault is sealed");
    MUST(cause(base, [](const TokenRequest &) { throw std::runtime_error("mine"); }) == "mine");
    MUST(cause(base, [](const TokenRequest &) { throw 7; }) == "the provider threw what is no std::exception");
    MUST(cause(base, [](const TokenRequest &) {}) == "the request for a token was dropped");
    MUST(cause(base, [](const TokenRequest &request) { request.complete(""); }) == "none");
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    attempts(argv[1]);
    tokens(argv[1]);
    std::puts("survived");
}
