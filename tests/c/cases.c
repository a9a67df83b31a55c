/* Runs the cases of tests/cases through the C binding: see the README there for what comes in and goes out. */
#include <pthread.h>
#include <stdlib.h>

#include "fields.h"

#define MAX 40

/* One line's `key=value` pairs. */
static char *keys[MAX], *values[MAX];
static int count;

static const char *get(const char *key) {
    int at;
    for (at = 0; at < count; at++)
        if (strcmp(keys[at], key) == 0) return values[at];
    return NULL;
}

static bool is(const char *key, const char *value) { return get(key) && strcmp(get(key), value) == 0; }

/* Cuts the line up; the name of the case is its first part. */
static char *parse(char *line) {
    char *name = strtok(line, "\t\n"), *part;
    for (count = 0; (part = strtok(NULL, "\t\n")) && count < MAX; count++) {
        char *equals = strchr(part, '=');
        *equals = 0;
        keys[count] = part, values[count] = equals + 1;
    }
    return name;
}

/* An option that is given, until the first setter that fails. */
#define OPTION(option, value) \
    if (code == IINKED_OK && get(#option)) code = iinked_config_set_##option(config, value, err)

/* What was told of attempts, one line each. */
static char told[4096];

static void on_attempt(const iinked_attempt *attempt, void *user_data) {
    size_t len = strlen(told);
    (void)user_data;
    snprintf(told + len, sizeof told - len, "%s %s %s %s\n", attempt->operation, attempt->method, attempt->path,
             attempt->request_id ? attempt->request_id : "-");
}

static iinked_code make_client(iinked_client **client, iinked_error **err) {
    iinked_config *config = iinked_config_new();
    iinked_code code = IINKED_OK;
    if (!get("api_key") && !get("access_token")) code = iinked_config_set_api_key(config, "the-key", err);
    /* -- generated: options; by `make generate` from src/config/options.rs -- */
    OPTION(api_key, get("api_key"));
    OPTION(access_token, get("access_token"));
    OPTION(datacenter, get("datacenter"));
    OPTION(base_url, get("base_url"));
    OPTION(timeout_ms, (uint64_t)strtoull(get("timeout_ms"), NULL, 10));
    OPTION(attempt_timeout_ms, (uint64_t)strtoull(get("attempt_timeout_ms"), NULL, 10));
    OPTION(connect_timeout_ms, (uint64_t)strtoull(get("connect_timeout_ms"), NULL, 10));
    OPTION(max_retries, (uint32_t)strtoul(get("max_retries"), NULL, 10));
    OPTION(requests_per_second, atof(get("requests_per_second")));
    OPTION(ca_file, get("ca_file"));
    OPTION(proxy, get("proxy"));
    OPTION(max_response_bytes, (uint64_t)strtoull(get("max_response_bytes"), NULL, 10));
    OPTION(videos_delete_path, get("videos_delete_path"));
    /* -- end of options -- */
    told[0] = 0;
    if (code == IINKED_OK && is("show", "all"))
        code = iinked_config_set_attempt_callback(config, on_attempt, NULL, err);
    if (code == IINKED_OK) code = iinked_client_new(config, client, err);
    iinked_config_free(config);
    return code;
}

/* `a,b,c` as a list. */
static size_t split(const char *key, const char **items) {
    size_t len = 0;
    char *part = get(key) ? strtok((char *)get(key), ",") : NULL;
    for (; part && len < MAX; part = strtok(NULL, ",")) items[len++] = part;
    return len;
}

static int32_t filter_flag(const char *key) {
    return is(key, "true") ? IINKED_FILTER_YES : is(key, "false") ? IINKED_FILTER_NO : IINKED_FILTER_ANY;
}

static void read_filters(iinked_list_filters *filters, const char **types, const char **states) {
    memset(filters, 0, sizeof *filters);
    filters->struct_size = sizeof *filters;
    filters->member_id = get("member_id");
    filters->team_id = get("team_id");
    filters->folder_id = get("folder_id");
    filters->search = get("search");
    filters->sort_by = get("sort_by");
    filters->all_members = filter_flag("all_members");
    filters->is_executed = filter_flag("is_executed");
    filters->types_len = split("types", types);
    filters->types = filters->types_len ? types : NULL;
    filters->states_len = split("states", states);
    filters->states = filters->states_len ? states : NULL;
    if (get("days")) filters->days = (uint32_t)atoi(get("days"));
    if (get("page_size")) filters->page_size = (uint32_t)atoi(get("page_size"));
}

/* Every answer that is one record. */
/* -- generated: answers; by `make generate` from src/capi -- */
#define ANSWERS(EACH) EACH(package) EACH(package_status) EACH(package_videos) EACH(rescinded_package)
/* -- end of answers -- */

/* What a call came to, and for asynchronous calls that it did. */
#define MEMBER(answer) iinked_##answer *answer;
typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t came;
    bool done;
    ANSWERS(MEMBER)
    MEMBER(package_list)
    iinked_error *error;
} result;

static void deliver(result *r, iinked_error *error) {
    pthread_mutex_lock(&r->lock);
    r->error = error, r->done = true;
    pthread_cond_signal(&r->came);
    pthread_mutex_unlock(&r->lock);
}

/* The callback of an operation: it keeps the answer. */
#define GOT(answer)                                                                                                 \
    static void got_##answer(iinked_code code, iinked_##answer *given, iinked_error *error, void *user_data) {      \
        ((result *)user_data)->answer = given;                                                                      \
        (void)code;                                                                                                 \
        deliver(user_data, error);                                                                                  \
    }
ANSWERS(GOT)
GOT(package_list)

/* Either form of the operation; `async` ones are waited for. */
#define RUN(operation, answer, ...)                                                                                 \
    do {                                                                                                            \
        if (!is("mode", "async")) {                                                                                 \
            iinked_client_##operation(client, __VA_ARGS__, &r->answer, &r->error);                                  \
            break;                                                                                                  \
        }                                                                                                           \
        if (iinked_client_##operation##_async(client, __VA_ARGS__, got_##answer, r, &call, &r->error) != IINKED_OK) \
            break;                                                                                                  \
        pthread_mutex_lock(&r->lock);                                                                               \
        while (!r->done) pthread_cond_wait(&r->came, &r->lock);                                                     \
        pthread_mutex_unlock(&r->lock);                                                                             \
        iinked_call_free(call);                                                                                     \
    } while (0)

static void run(const iinked_client *client, result *r) {
    iinked_call *call = NULL;
    /* -- generated: operations; by `make generate` from src/capi -- */
    if (is("operation", "delete_package"))
        RUN(delete_package, package_videos, get("package_id"), is("notify", "true"), is("override_retention", "true"));
    if (is("operation", "delete_video"))
        RUN(delete_video, package_videos, get("package_id"), get("meeting_video_id"));
    if (is("operation", "delete_all_videos"))
        RUN(delete_all_videos, package_videos, get("package_id"));
    if (is("operation", "get_package"))
        RUN(get_package, package, get("package_id"));
    if (is("operation", "rescind_package"))
        RUN(rescind_package, rescinded_package, get("package_id"), get("message"), is("notify", "true"));
    if (is("operation", "package_status"))
        RUN(package_status, package_status, get("package_id"));
    if (is("operation", "list_videos"))
        RUN(list_videos, package_videos, get("package_id"));
    /* -- end of operations -- */
    if (is("operation", "list_packages")) {
        iinked_list_filters filters;
        const char *types[MAX], *states[MAX];
        read_filters(&filters, types, states);
        RUN(list_packages, package_list, &filters);
    }
}

/* What else a program can print. */
static void show_more(const iinked_client *client) {
    iinked_drift_list *drift = NULL;
    iinked_error *failed = NULL;
    size_t at;
    key("shown"), put("[");
    text(iinked_version()), put(","), text(told);
    if (iinked_client_drift(client, &drift, &failed) == IINKED_OK)
        for (at = 0; at < drift->items_len; at++)
            put(","), text(drift->items[at]->path), put(","), text(drift->items[at]->kind);
    else
        put(","), error(failed);
    put("]");
    iinked_drift_list_free(drift);
    iinked_error_free(failed);
}

static void show(const char *name, const result *r, const iinked_client *client) {
    put("{"), key("case"), text(name);
#define SHOW(answer)                                                                  \
    if (r->answer) {                                                                  \
        key("fields"), answer(r->answer);                                             \
        key("json"), put(r->answer->json);                                            \
    }
    ANSWERS(SHOW)
    if (r->package_list) {
        key("fields"); LIST(r->package_list->items, package_summary);
        key("json"), put(r->package_list->json);
    }
    if (r->error) {
        key("error"), error(r->error);
    }
    if (is("show", "all")) show_more(client);
    put("}\n");
}

int main(void) {
    static char line[1 << 16];
    while (fgets(line, sizeof line, stdin)) {
        const char *name = parse(line);
        iinked_client *client = NULL;
        result r;
        memset(&r, 0, sizeof r);
        pthread_mutex_init(&r.lock, NULL);
        pthread_cond_init(&r.came, NULL);
        if (make_client(&client, &r.error) == IINKED_OK) run(client, &r);
        show(name, &r, client);
        fflush(stdout);
#define FREE(answer) iinked_##answer##_free(r.answer);
        ANSWERS(FREE)
        FREE(package_list)
        iinked_error_free(r.error);
        iinked_client_free(client);
        pthread_cond_destroy(&r.came);
        pthread_mutex_destroy(&r.lock);
    }
    return 0;
}
