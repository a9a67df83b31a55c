// A client is made, and a package is asked for at an address where nobody listens: no account is needed.
#include <iinkedsign.hpp>

#include <iostream>

int main() {
    iinkedsign::Options options;
    options.api_key = "a-key-for-the-test";
    options.base_url = "http://127.0.0.1:9/api/v1";
    options.max_retries = 0;
    iinkedsign::Client client(options);
    try {
        client.package_status("7a17e4e7-bc32-4256-bf81-27eac794c2b7");
    } catch (const iinkedsign::Error& error) {
        std::cout << iinked_version() << ": " << error.what() << "\n";
        return error.kind() == iinkedsign::Kind::connect ? 0 : 1;
    }
    return 1;
}
