// Saves a video, in C++: download BASE_URL API_KEY FOLDER SLOW_BASE_URL (see tests/c/download.c).
#include <stdexcept>

#include <iinkedsign.hpp>

#include "../c/check.h"

namespace {

using iinkedsign::Client;

const char *const PACKAGE = "c603079c-2dc7-4af7-8c2e-dc992662621c";
const char *const VIDEO = "4c512b8a-c1ad-47da-ae22-5a61115505e3";
const std::int64_t SIZE = 484524;

Client client(const char *base_url, const char *key) {
    iinkedsign::Options options;
    options.base_url = base_url;
    options.api_key = key;
    return Client(options);
}

void saved(const Client &client, const std::string &folder) {
    std::int64_t last = 0;
    const auto progress = [&](std::int64_t bytes, std::int64_t total) { return last = bytes, total != SIZE; };
    for (const bool later : {false, true}) {
        const std::string path = folder + (later ? "/later++" : "/film++");
        const auto file = later ? client.download_video_async(PACKAGE, VIDEO, path, progress).get()
                                : client.download_video(PACKAGE, VIDEO, path, progress);
        MUST(file.path() == path && file.bytes() == SIZE && file.sha256().size() == 64 && last == SIZE);
        MUST(file.content_type() == "video/mp4");
    }
    try {
        client.download_video(PACKAGE, VIDEO, folder + "/film++");
        MUST(false);
    } catch (const iinkedsign::InvalidArgument &error) {
        MUST(std::string_view(error.what()).find("/film++") != std::string_view::npos);
    }
}

void ended(const Client &slow, const std::string &path) {
    for (const bool later : {false, true}) {
        for (const bool throws : {false, true}) {
            const auto progress = [throws](std::int64_t, std::int64_t) {
                if (throws) throw std::range_error("mine");
                return true;
            };
            try {
                if (later) slow.download_video_async(PACKAGE, VIDEO, path, progress).get();
                else slow.download_video(PACKAGE, VIDEO, path, progress);
                MUST(false);
            } catch (const iinkedsign::Cancelled &) {
                MUST(!throws);
            } catch (const std::range_error &error) {
                MUST(throws && std::string_view(error.what()) == "mine");
            }
        }
    }
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    saved(client(argv[1], argv[2]), argv[3]);
    ended(client(argv[4], argv[2]), std::string(argv[3]) + "/ended++");
    std::puts("survived");
}
