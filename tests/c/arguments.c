/* NULL and bad UTF-8 anywhere give an error, never a crash; every ..._free takes NULL. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iinkedsign.h>

#define BAD "\xff\xfe"
#define ID "7a17e4e7-bc32-4256-bf81-27eac794c2b7"

static iinked_error *error;

static void fail(int line, const char *what) {
    fprintf(stderr, "arguments.c:%d: %s: %s\n", line, what, iinked_error_message(error));
    exit(1);
}

/* The call is refused, its message names what is wrong, and its result is NULL. */
#define REFUSED(call, named)                                                                   \
    do {                                                                                       \
        if ((call) != IINKED_ERR_INVALID_ARGUMENT) fail(__LINE__, #call);                      \
        if (!error || !strstr(iinked_error_message(error), named)) fail(__LINE__, named);      \
        if (iinked_error_attempts(error) != 0) fail(__LINE__, "it was tried");                 \
        iinked_error_free(error);                                                              \
        error = NULL;                                                                          \
    } while (0)

#define EXPECT(condition)                              \
    do {                                               \
        if (!(condition)) fail(__LINE__, #condition);  \
    } while (0)

/* A callback that must not come. */
#define NEVER(name, type)                                                                      \
    static void no_##name(iinked_code code, type *answer, iinked_error *err, void *user_data) { \
        (void)code, (void)answer, (void)err, (void)user_data;                                  \
        fail(0, "a callback that must not come");                                              \
    }
NEVER(status, iinked_package_status)
NEVER(package, iinked_package)
NEVER(file, iinked_video_file)
NEVER(rescinded, iinked_rescinded_package)
NEVER(videos, iinked_package_videos)
NEVER(list, iinked_package_list)
NEVER(tables, struct ArrowArrayStream)

/* What a negative number becomes on its way to an unsigned one is no limit, and no enormous one either. */
static void numbers(iinked_config *config) {
#define NEGATIVE(option, name)                                                                                   \
    EXPECT(iinked_config_set_##option(config, (uint64_t)-1, &error) == IINKED_ERR_CONFIGURATION);                \
    EXPECT(strcmp(iinked_error_message(error), name " must not be negative, nor above 9223372036854775807") == 0); \
    iinked_error_free(error);                                                                                    \
    EXPECT(iinked_config_set_##option(config, (uint64_t)INT64_MIN, NULL) == IINKED_ERR_CONFIGURATION);           \
    EXPECT(iinked_config_set_##option(config, INT64_MAX, &error) == IINKED_OK && error == NULL);
    NEGATIVE(timeout_ms, "timeout")
    NEGATIVE(attempt_timeout_ms, "attempt_timeout")
    NEGATIVE(connect_timeout_ms, "connect_timeout")
    NEGATIVE(max_response_bytes, "max_response_bytes")
}

static void configuration(void) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = (iinked_client *)&error;
#define TEXT(option)                                                                  \
    REFUSED(iinked_config_set_##option(NULL, "x", &error), "config is NULL");         \
    REFUSED(iinked_config_set_##option(config, NULL, &error), #option " is NULL");    \
    REFUSED(iinked_config_set_##option(config, BAD, &error), #option " is not UTF-8"); \
    EXPECT(iinked_config_set_##option(config, NULL, NULL) == IINKED_ERR_INVALID_ARGUMENT);
    TEXT(api_key)
    TEXT(access_token)
    TEXT(datacenter)
    TEXT(base_url)
    TEXT(ca_file)
    TEXT(proxy)
    TEXT(videos_delete_path)
    REFUSED(iinked_config_set_timeout_ms(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_attempt_timeout_ms(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_connect_timeout_ms(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_max_retries(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_requests_per_second(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_max_response_bytes(NULL, 1, &error), "config");
    REFUSED(iinked_config_set_attempt_callback(NULL, NULL, NULL, &error), "config is NULL");
    REFUSED(iinked_config_set_access_token_provider(NULL, NULL, NULL, &error), "config is NULL");
    REFUSED(iinked_config_set_keep_json(NULL, true, &error), "config is NULL");
    numbers(config);
    REFUSED(iinked_client_new(NULL, &client, &error), "config");
    EXPECT(client == NULL);
    REFUSED(iinked_client_new(config, NULL, &error), "out");
    /* A wrong option is named, its value is not shown. */
    EXPECT(iinked_config_set_api_key(config, "a secret\n", NULL) == IINKED_OK);
    client = (iinked_client *)&error;
    EXPECT(iinked_client_new(config, &client, &error) == IINKED_ERR_CONFIGURATION && client == NULL);
    EXPECT(strstr(iinked_error_message(error), "api_key") && !strstr(iinked_error_message(error), "secret"));
    iinked_error_free(error);
    error = NULL;
    iinked_config_free(config);
}

/* An audit that is refused, too, leaves streams that can be released. */
#define NO_TABLES(call, named)                                                                   \
    do {                                                                                         \
        int table_;                                                                              \
        memset(tables, 0xa5, sizeof tables);                                                     \
        REFUSED(call, named);                                                                    \
        for (table_ = 0; table_ < IINKED_AUDIT_TABLES; table_++) EXPECT(!tables[table_].release); \
        iinked_audit_tables_release(tables);                                                     \
    } while (0)

static void audits(const iinked_client *client) {
    iinked_audit_options *options = iinked_audit_options_new();
    struct ArrowArrayStream tables[IINKED_AUDIT_TABLES];
    iinked_list_filters filters;
    iinked_call *call = (iinked_call *)&error;
    const char *const ids[] = {ID};
    const uint8_t key[] = {0};

    REFUSED(iinked_audit_options_set_as_of_us(NULL, 0, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_concurrency(NULL, 1, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_include_videos(NULL, true, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_include_links(NULL, true, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_pii_hash(NULL, NULL, 0, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_progress(NULL, NULL, NULL, &error), "options is NULL");
    REFUSED(iinked_audit_options_set_pii_hash(options, NULL, 1, &error), "key is NULL");
    REFUSED(iinked_audit_options_set_pii_hash(options, key, 0, &error), "key is empty");
    REFUSED(iinked_audit_options_set_pii_hash(options, key, SIZE_MAX, &error), "the length of key must not be negative");
    EXPECT(iinked_audit_options_set_pii_hash(options, key, 0, NULL) == IINKED_ERR_INVALID_ARGUMENT);
    EXPECT(iinked_audit_options_set_pii_hash(options, key, 1, &error) == IINKED_OK && error == NULL);
    EXPECT(iinked_audit_options_set_progress(options, NULL, NULL, NULL) == IINKED_OK);

    NO_TABLES(iinked_client_audit(NULL, ids, 1, options, tables, &error), "client is NULL");
    NO_TABLES(iinked_client_audit(client, NULL, 1, options, tables, &error), "package_ids is NULL");
    NO_TABLES(iinked_client_audit(client, ids, SIZE_MAX, options, tables, &error), "the length of package_ids must not");
    REFUSED(iinked_client_audit(client, ids, 1, options, NULL, &error), "out is NULL");
    EXPECT(iinked_client_audit(client, ids, 1, options, NULL, NULL) == IINKED_ERR_INVALID_ARGUMENT);
    REFUSED(iinked_client_audit_async(NULL, ids, 1, NULL, no_tables, NULL, &call, &error), "client is NULL");
    EXPECT(call == NULL);
    REFUSED(iinked_client_audit_async(client, NULL, 1, NULL, no_tables, NULL, &call, &error), "package_ids is NULL");
    REFUSED(iinked_client_audit_async(client, ids, 1, NULL, NULL, NULL, &call, &error), "callback is NULL");
    REFUSED(iinked_client_audit_async(client, ids, 1, NULL, no_tables, NULL, NULL, &error), "out is NULL");

    memset(&filters, 0, sizeof filters);
    filters.struct_size = 8;
    NO_TABLES(iinked_client_audit_account(NULL, NULL, options, tables, &error), "client is NULL");
    NO_TABLES(iinked_client_audit_account(client, &filters, options, tables, &error), "struct_size");
    REFUSED(iinked_client_audit_account(client, NULL, options, NULL, &error), "out is NULL");
    REFUSED(iinked_client_audit_account_async(NULL, NULL, NULL, no_tables, NULL, &call, &error), "client is NULL");
    REFUSED(iinked_client_audit_account_async(client, &filters, NULL, no_tables, NULL, &call, &error), "struct_size");
    REFUSED(iinked_client_audit_account_async(client, NULL, NULL, NULL, NULL, &call, &error), "callback is NULL");
    REFUSED(iinked_client_audit_account_async(client, NULL, NULL, no_tables, NULL, NULL, &error), "out is NULL");

    EXPECT(iinked_audit_options_set_concurrency(options, 0, NULL) == IINKED_OK);
    NO_TABLES(iinked_client_audit(client, ids, 1, options, tables, &error), "concurrency must be 1 to 1000, not 0");
    EXPECT(iinked_audit_options_set_concurrency(options, UINT32_MAX, NULL) == IINKED_OK);
    NO_TABLES(iinked_client_audit_account(client, NULL, options, tables, &error), "not 4294967295");
    iinked_audit_options_free(options);
}

static void operations(void) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_package_status *status = NULL;
    iinked_package_videos *videos = NULL;
    iinked_package_list *list = NULL;
    iinked_package *package = NULL;
    iinked_rescinded_package *rescinded = NULL;
    iinked_video_file *file = NULL;
    iinked_package_pages *pages = (iinked_package_pages *)&error;
    iinked_drift_list *drift = NULL;
    iinked_call *call = (iinked_call *)&error;
    iinked_list_filters filters;
    const char *bad[1] = {BAD};

    EXPECT(iinked_config_set_api_key(config, "the-key", &error) == IINKED_OK);
    EXPECT(iinked_config_set_base_url(config, "http://127.0.0.1:1/api/v1", &error) == IINKED_OK);
    EXPECT(iinked_config_set_timeout_ms(config, 0, &error) == IINKED_OK);
    EXPECT(iinked_client_new(config, &client, &error) == IINKED_OK && error == NULL);
    iinked_config_free(config);

#define IDS(operation, kind, ...)                                                                            \
    REFUSED(iinked_client_##operation(NULL, ID, __VA_ARGS__ &kind, &error), "client is NULL");               \
    REFUSED(iinked_client_##operation(client, NULL, __VA_ARGS__ &kind, &error), "package_id is NULL");       \
    REFUSED(iinked_client_##operation(client, BAD, __VA_ARGS__ &kind, &error), "package_id is not UTF-8");   \
    REFUSED(iinked_client_##operation(client, "", __VA_ARGS__ &kind, &error), "package_id is empty");        \
    REFUSED(iinked_client_##operation(client, ID, __VA_ARGS__ NULL, &error), "out is NULL");                 \
    REFUSED(iinked_client_##operation##_async(NULL, ID, __VA_ARGS__ no_##kind, NULL, &call, &error), "client"); \
    EXPECT(call == NULL);                                                                                    \
    REFUSED(iinked_client_##operation##_async(client, "..", __VA_ARGS__ no_##kind, NULL, &call, &error), "package_id"); \
    REFUSED(iinked_client_##operation##_async(client, ID, __VA_ARGS__ NULL, NULL, &call, &error), "callback"); \
    REFUSED(iinked_client_##operation##_async(client, ID, __VA_ARGS__ no_##kind, NULL, NULL, &error), "out");
#define NOTHING
    IDS(package_status, status, NOTHING)
    IDS(get_package, package, NOTHING)
    IDS(list_videos, videos, NOTHING)
    IDS(delete_all_videos, videos, NOTHING)
#define FLAGS false, false,
    IDS(delete_package, videos, FLAGS)
#define PATH "v", "/nowhere/film", NULL, NULL,
    IDS(download_video, file, PATH)
    REFUSED(iinked_client_download_video(client, ID, NULL, "f", NULL, NULL, &file, &error), "meeting_video_id is NULL");
    REFUSED(iinked_client_download_video(client, ID, "v", NULL, NULL, NULL, &file, &error), "path is NULL");
    REFUSED(iinked_client_download_video(client, ID, "v", "", NULL, NULL, &file, &error), "path is empty");
    REFUSED(iinked_client_download_video(client, ID, "v", BAD, NULL, NULL, &file, &error), "path is not UTF-8");
#define MESSAGE NULL, false,
    IDS(rescind_package, rescinded, MESSAGE)
    REFUSED(iinked_client_rescind_package(client, ID, BAD, false, &rescinded, &error), "message is not UTF-8");
#define VIDEO "v",
    IDS(delete_video, videos, VIDEO)
    REFUSED(iinked_client_delete_video(client, ID, NULL, &videos, &error), "meeting_video_id is NULL");
    REFUSED(iinked_client_delete_video(client, ID, "", &videos, &error), "meeting_video_id is empty");
    REFUSED(iinked_client_delete_video(client, ID, BAD, &videos, &error), "meeting_video_id is not UTF-8");

    memset(&filters, 0, sizeof filters);
    REFUSED(iinked_client_list_packages(NULL, &filters, &list, &error), "client");
    REFUSED(iinked_client_list_packages(client, NULL, NULL, &error), "out");
    filters.struct_size = 8;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "struct_size");
    filters.struct_size = SIZE_MAX;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "struct_size");
    filters.struct_size = sizeof filters;
    filters.search = BAD;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "filters.search is not UTF-8");
    filters.search = NULL;
    filters.member_id = "a b";
    REFUSED(iinked_client_list_packages_async(client, &filters, no_list, NULL, &call, &error), "filters.member_id");
    filters.member_id = NULL;
    filters.types_len = 1;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "filters.types is NULL");
    filters.types = bad, filters.types_len = SIZE_MAX;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "the length of filters.types must not be");
    filters.types_len = SIZE_MAX / sizeof(char *) / 2 + 1;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "the length of filters.types must not be");
    filters.types_len = 1;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "filters.types is not UTF-8");
    filters.types = NULL, filters.types_len = 0;
    filters.is_executed = 3;
    REFUSED(iinked_client_list_packages(client, &filters, &list, &error), "filters.is_executed");

    filters.is_executed = 0;
    REFUSED(iinked_client_package_pages(NULL, NULL, &pages, &error), "client is NULL");
    REFUSED(iinked_client_package_pages(client, NULL, NULL, &error), "out is NULL");
    filters.struct_size = 8;
    REFUSED(iinked_client_package_pages(client, &filters, &pages, &error), "struct_size");
    EXPECT(pages == NULL);
    REFUSED(iinked_package_pages_next(NULL, &list, &error), "pages is NULL; nothing was sent");
    REFUSED(iinked_package_pages_next_async(NULL, no_list, NULL, &call, &error), "pages is NULL; nothing was sent");
    EXPECT(iinked_client_package_pages(client, NULL, &pages, &error) == IINKED_OK && pages);
    REFUSED(iinked_package_pages_next(pages, NULL, &error), "out is NULL");
    REFUSED(iinked_package_pages_next_async(pages, NULL, NULL, &call, &error), "callback is NULL");
    REFUSED(iinked_package_pages_next_async(pages, no_list, NULL, NULL, &error), "out is NULL");
    iinked_package_pages_free(pages);
    REFUSED(iinked_client_drift(NULL, &drift, &error), "client");
    REFUSED(iinked_client_drift(client, NULL, &error), "out");
    EXPECT(iinked_client_drift(client, &drift, NULL) == IINKED_OK && drift->items_len == 0);
    iinked_drift_list_free(drift);
    EXPECT(!status && !videos && !list && !package && !rescinded && !file);
    audits(client);
    iinked_client_free(client);
}

static void null_objects(void) {
    EXPECT(iinked_error_code(NULL) == IINKED_OK && strcmp(iinked_error_message(NULL), "") == 0);
    EXPECT(!iinked_error_api_code(NULL) && !iinked_error_request_id(NULL) && !iinked_error_body(NULL));
    EXPECT(iinked_error_http_status(NULL) == 0 && iinked_error_attempts(NULL) == 0 && !iinked_error_retryable(NULL));
    EXPECT(iinked_error_retry_after_ms(NULL) == -1 && iinked_error_evidence(NULL) == IINKED_EVIDENCE_NONE);
    EXPECT(strcmp(iinked_code_name(IINKED_ERR_NOT_FOUND), "not_found") == 0);
    EXPECT(strcmp(iinked_code_name(-5), "unknown") == 0 && strcmp(iinked_code_name(0), "ok") == 0);
    iinked_config_free(NULL);
    iinked_client_free(NULL);
    iinked_error_free(NULL);
    iinked_call_free(NULL);
    iinked_call_cancel(NULL);
    iinked_package_status_free(NULL);
    iinked_package_videos_free(NULL);
    iinked_package_list_free(NULL);
    iinked_package_free(NULL);
    iinked_rescinded_package_free(NULL);
    iinked_video_file_free(NULL);
    iinked_package_pages_free(NULL);
    iinked_token_request_complete(NULL, NULL, NULL);
    iinked_drift_list_free(NULL);
    iinked_audit_options_free(NULL);
    iinked_audit_tables_release(NULL);
}

static void versions(void) {
    char version[32];
    sprintf(version, "%d.%d.%d", IINKED_VERSION_MAJOR, IINKED_VERSION_MINOR, IINKED_VERSION_PATCH);
    EXPECT(strcmp(iinked_version(), version) == 0);
    EXPECT(iinked_abi_version() == IINKED_ABI_VERSION);
}

int main(void) {
    configuration();
    operations();
    null_objects();
    versions();
    puts("every wrong argument was refused");
    return 0;
}
