// Reads the package IINKEDSIGN_PACKAGE.  Without one, a package is requested where nobody listens: no account is needed.
#include <iinkedsign.hpp>

#include <cstdlib>
#include <iostream>

int main() {
    try {
        if (const char* package = std::getenv("IINKEDSIGN_PACKAGE")) {
            iinkedsign::Client client(iinkedsign::Options{});
            std::cout << iinked_version() << ": " << client.package_status(package).name().value_or("") << "\n";
            return 0;
        }
        iinkedsign::Options options;
        options.api_key = "a-key-for-the-test";
        options.base_url = "http://127.0.0.1:9/api/v1";
        options.max_retries = 0;
        iinkedsign::Client(options).package_status("7a17e4e7-bc32-4256-bf81-27eac794c2b7");
    } catch (const iinkedsign::Error& error) {
        std::cout << iinked_version() << ": " << error.what() << "\n";
        return error.kind() == iinkedsign::Kind::connect ? 0 : 1;
    }
    return 1;
}
