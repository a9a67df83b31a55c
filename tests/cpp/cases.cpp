// Runs the cases of tests/cases through the C++ face: see the README there for what comes in and goes out.
#include <iinkedsign.hpp>

#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using iinkedsign::Range;
using iinkedsign::Text;

std::string out;
// What was told of attempts.
std::string told;

void put(std::string_view text) { out += text; }

void show(Text text) {
    if (!text) return put("null");
    out += '"';
    for (const char c : *text) {
        static const std::map<char, const char *> escapes = {{'"', "\\\""}, {'\\', "\\\\"}, {'\b', "\\b"},
                                                             {'\f', "\\f"}, {'\n', "\\n"},  {'\r', "\\r"},
                                                             {'\t', "\\t"}};
        char code[8];
        if (const auto found = escapes.find(c); found != escapes.end()) {
            out += found->second;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            out += code;
        } else {
            out += c;
        }
    }
    out += '"';
}

void key(std::string_view name) {
    if (out.back() != '{') put(",");
    show(Text(name));
    put(":");
}

void json(Text text) { put(text.value_or("null")); }
void show(bool flag) { put(flag ? "true" : "false"); }
void show(std::optional<std::int64_t> number) { put(std::to_string(number.value_or(-1))); }

void timed(Text text, std::optional<std::int64_t> us) {
    put("["), show(text), put(","), put(us ? std::to_string(*us) : "null"), put("]");
}

void show(const iinkedsign::Time &time) {
    timed(time.text, time.instant ? std::optional<std::int64_t>(time.instant->time_since_epoch().count()) : std::nullopt);
}

void show(const iinkedsign::Duration &duration) {
    timed(duration.text, duration.length ? std::optional<std::int64_t>(duration.length->count()) : std::nullopt);
}

template <class E> void constant(E code, Text text) {
    put("["), put(std::to_string(static_cast<std::int32_t>(code))), put(","), show(text), put("]");
}

template <class V> void show(const Range<V> &list);
template <class V> void show(const std::optional<V> &record);

#include "records.hpp"

template <class V> void show(const std::optional<V> &record) {
    if (record) show(*record);
    else put("null");
}

template <class V> void show(const Range<V> &list) {
    if (!list.sent()) return put("null");
    put("[");
    for (const V item : list) {
        if (out.back() != '[') put(",");
        show(item);
    }
    put("]");
}

void show(const iinkedsign::Error &error) {
    const auto number = [](auto value) { put(value ? std::to_string(*value) : "null"); };
    put("{");
    key("kind"), show(Text(iinked_code_name(static_cast<iinked_code>(error.kind()))));
    key("code"), put(std::to_string(static_cast<iinked_code>(error.kind())));
    key("http_status"), number(error.http_status());
    key("api_code"), show(error.api_code());
    key("request_id"), show(error.request_id());
    key("attempts"), put(error.attempts() ? std::to_string(error.attempts()) : "null");
    key("retryable"), show(error.retryable());
    key("retry_after_ms"), put(error.retry_after() ? std::to_string(error.retry_after()->count()) : "null");
    key("evidence");
    if (!error.evidence()) put("null");
    else if (*error.evidence() == iinkedsign::Evidence::absent) show(Text("absent"));
    else if (*error.evidence() == iinkedsign::Evidence::present) show(Text("present"));
    else if (*error.evidence() == iinkedsign::Evidence::rescinded) show(Text("rescinded"));
    else show(Text("unverified"));
    key("body"), show(error.body());
    key("message"), show(Text(error.what()));
    put("}");
}

using Values = std::map<std::string, std::string>;

template <class V> void set(std::optional<V> &option, const Values &values, const char *name) {
    const auto found = values.find(name);
    if (found == values.end()) return;
    const std::string &text = found->second;
    if constexpr (std::is_same_v<V, std::string>) option = text;
    else if constexpr (std::is_same_v<V, bool>) option = text == "true";
    else if constexpr (std::is_same_v<V, double>) option = std::stod(text);
    else if constexpr (std::is_same_v<V, std::vector<std::string>>) {
        option.emplace();
        std::istringstream parts(text);
        for (std::string part; std::getline(parts, part, ',');) option->push_back(part);
    } else option = V(std::stoul(text));
}

iinkedsign::Client client(const Values &values) {
    iinkedsign::Options options;
    if (!values.count("api_key") && !values.count("access_token")) options.api_key = "the-key";
    // -- generated: options; by `make generate` from src/config/options.rs --
    set(options.api_key, values, "api_key");
    set(options.access_token, values, "access_token");
    set(options.datacenter, values, "datacenter");
    set(options.base_url, values, "base_url");
    set(options.timeout, values, "timeout_ms");
    set(options.attempt_timeout, values, "attempt_timeout_ms");
    set(options.connect_timeout, values, "connect_timeout_ms");
    set(options.max_retries, values, "max_retries");
    set(options.requests_per_second, values, "requests_per_second");
    set(options.ca_file, values, "ca_file");
    set(options.proxy, values, "proxy");
    set(options.max_response_bytes, values, "max_response_bytes");
    set(options.videos_delete_path, values, "videos_delete_path");
    // -- end of options --
    if (values.count("show"))
        options.on_attempt = [](const iinkedsign::Attempt &it) {
            told.append(it.operation).append(it.path).append(it.request_id.value_or("-")).append("\n");
        };
    return iinkedsign::Client(options);
}

iinkedsign::Filters filters(const Values &values) {
    iinkedsign::Filters filters;
    set(filters.member_id, values, "member_id");
    set(filters.team_id, values, "team_id");
    set(filters.folder_id, values, "folder_id");
    set(filters.search, values, "search");
    set(filters.sort_by, values, "sort_by");
    set(filters.all_members, values, "all_members");
    set(filters.is_executed, values, "is_executed");
    set(filters.types, values, "types");
    set(filters.states, values, "states");
    std::optional<std::uint32_t> days, page_size;
    set(days, values, "days");
    set(page_size, values, "page_size");
    filters.days = days.value_or(0);
    filters.page_size = page_size.value_or(0);
    return filters;
}

void show(const iinkedsign::PackageList &list) { show(list.items()); }
template <class T> void answer(const T &it) { key("fields"), show(it), key("json"), put(it.json()); }

// What else a program can print.
void show_more(const iinkedsign::Client &client) {
    key("shown"), put("["), show(Text(iinked_version())), put(","), show(Text(told));
    told.clear();
    const auto drift = client.drift();
    for (const auto finding : drift.items())
        put(","), show(Text(finding.path())), put(","), show(Text(finding.kind()));
    put("]");
}

void run(const Values &values, const iinkedsign::Client &client) {
    const std::string operation = values.at("operation");
    const bool later = values.at("mode") == "async";
    const auto value = [&](const char *name) { return values.count(name) ? values.at(name) : std::string(); };
    // -- generated: operations; by `make generate` from src/capi --
    if (operation == "delete_package") {
        iinkedsign::DeleteOptions options;
        options.notify = value("notify") == "true";
        options.override_retention = value("override_retention") == "true";
        answer(later ? client.delete_package_async(value("package_id"), options).get() : client.delete_package(value("package_id"), options));
    }
    if (operation == "delete_video") {
        answer(later ? client.delete_video_async(value("package_id"), value("meeting_video_id")).get() : client.delete_video(value("package_id"), value("meeting_video_id")));
    }
    if (operation == "delete_all_videos") {
        answer(later ? client.delete_all_videos_async(value("package_id")).get() : client.delete_all_videos(value("package_id")));
    }
    if (operation == "get_package") {
        answer(later ? client.get_package_async(value("package_id")).get() : client.get_package(value("package_id")));
    }
    if (operation == "rescind_package") {
        iinkedsign::RescindOptions options;
        set(options.message, values, "message");
        options.notify = value("notify") == "true";
        answer(later ? client.rescind_package_async(value("package_id"), options).get() : client.rescind_package(value("package_id"), options));
    }
    if (operation == "package_status") {
        answer(later ? client.package_status_async(value("package_id")).get() : client.package_status(value("package_id")));
    }
    if (operation == "list_videos") {
        answer(later ? client.list_videos_async(value("package_id")).get() : client.list_videos(value("package_id")));
    }
    // -- end of operations --
    if (operation == "list_packages") {
        answer(later ? client.list_packages_async(filters(values)).get() : client.list_packages(filters(values)));
    }
}

} // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream parts(line);
        std::string name;
        std::getline(parts, name, '\t');
        Values values;
        for (std::string part; std::getline(parts, part, '\t');)
            values[part.substr(0, part.find('='))] = part.substr(part.find('=') + 1);
        out = "{";
        key("case"), show(Text(name));
        try {
            const auto client = ::client(values);
            try {
                run(values, client);
            } catch (const iinkedsign::Error &error) {
                key("error"), show(error);
            }
            if (values.count("show")) show_more(client);
        } catch (const iinkedsign::Error &error) {
            key("error"), show(error);
        }
        std::cout << out << "}" << std::endl;
    }
}
