/* What a program may do to audits and their tables: audit_stress API_KEY FAST_URL SLOW_URL < IDS
 *
 * SLOW_URL takes long for every package.  Run under sanitizers and valgrind. */
#include "arrow.h"
#include "waiting.h"

enum { THREADS = 6, AT_ONCE = 8, MOST = 1000 };

static const char *api_key, *fast_url, *slow_url;
static char *ids[MOST];
static size_t len;

#define IDS (const char *const *)ids, len
#define TABLES(name) struct ArrowArrayStream name[IINKED_AUDIT_TABLES]

static iinked_client *make_client(const char *base_url) {
    iinked_config *config = config_of(base_url, api_key);
    be_patient(config, 0);
    return client_of(config);
}

/* Reads a stream to its end, and releases it: its rows. */
static int64_t count(struct ArrowArrayStream *stream) {
    struct ArrowSchema schema;
    struct ArrowArray batch;
    int64_t rows = 0;
    MUST(stream->get_schema(stream, &schema) == 0);
    while (next_batch(stream, &batch)) {
        check_array(&schema, &batch, 0);
        rows += batch.length;
        release_batch(&batch);
    }
    schema.release(&schema);
    release_stream(stream);
    return rows;
}

static void all_released(struct ArrowArrayStream *tables) {
    int at;
    for (at = 0; at < IINKED_AUDIT_TABLES; at++) MUST(!tables[at].release);
}

static void audit(const iinked_client *client, struct ArrowArrayStream *tables) {
    SUCCEED(iinked_client_audit(client, IDS, NULL, tables, &error));
}

static void releases_in_odd_orders(void) {
    iinked_client *client = make_client(fast_url);
    TABLES(tables);
    struct ArrowArrayStream moved;
    struct ArrowSchema first, second;
    struct ArrowArray batch, other, column, codes;

    audit(client, tables);
    iinked_client_free(client);

    /* A stream that was moved is not the array's any more. */
    moved = tables[IINKED_AUDIT_DOCUMENTS];
    tables[IINKED_AUDIT_DOCUMENTS].release = NULL;
    /* Two schemas of one stream, one released before anything is read. */
    MUST(tables[0].get_schema(&tables[0], &first) == 0 && tables[0].get_schema(&tables[0], &second) == 0);
    first.release(&first);
    /* Two streams in turns. */
    MUST(next_batch(&tables[0], &batch) && next_batch(&moved, &other));
    /* A column, and then the values of a constant in it, outlive what they came in. */
    column = *batch.children[6];
    batch.children[6]->release = NULL;
    release_batch(&batch);
    MUST(!next_batch(&tables[0], &batch) && !next_batch(&tables[0], &batch)); /* The end stays the end. */
    iinked_audit_tables_release(tables);                                      /* Some of them never read. */
    all_released(tables);
    iinked_audit_tables_release(tables);
    MUST(strcmp(second.children[6]->name, "state") == 0);
    check_array(second.children[6], &column, (int64_t)len);
    codes = *column.dictionary;
    column.dictionary->release = NULL;
    column.release(&column);
    check_array(second.children[6]->dictionary, &codes, 1);
    codes.release(&codes);
    second.release(&second);
    /* The rows, after their stream. */
    release_stream(&moved);
    MUST(other.length > 0 && other.n_children == 10);
    release_batch(&other);
}

static void *audits(void *client) {
    TABLES(tables);
    audit(client, tables);
    MUST(count(&tables[IINKED_AUDIT_PACKAGES]) == (int64_t)len);
    MUST(count(&tables[IINKED_AUDIT_DOCUMENTS]) > 0);
    iinked_audit_tables_release(tables);
    return NULL;
}

static void threads_share_a_client(void) {
    iinked_client *client = make_client(fast_url);
    pthread_t threads[THREADS];
    int at;
    for (at = 0; at < THREADS; at++) pthread_create(&threads[at], NULL, audits, client);
    for (at = 0; at < THREADS; at++) pthread_join(threads[at], NULL);
    iinked_client_free(client);
}

static void *counts(void *stream) { return count(stream) > 0 ? stream : NULL; }

static void tables_go_to_other_threads(void) {
    iinked_client *client = make_client(fast_url);
    TABLES(tables);
    pthread_t threads[IINKED_AUDIT_TABLES];
    int at;
    audit(client, tables);
    iinked_client_free(client);
    for (at = 0; at < IINKED_AUDIT_TABLES; at++) pthread_create(&threads[at], NULL, counts, &tables[at]);
    for (at = 0; at < IINKED_AUDIT_TABLES; at++) {
        void *some = NULL;
        pthread_join(threads[at], &some);
        /* No videos were asked for, and nothing failed. */
        MUST(!some == (at == IINKED_AUDIT_VIDEOS || at == IINKED_AUDIT_ERRORS));
    }
    all_released(tables);
}

static bool at_once(const iinked_audit_progress *progress, void *times) {
    (void)progress;
    ++*(int *)times;
    return true;
}

static void cancelled_by_the_progress(void) {
    iinked_client *client = make_client(slow_url);
    iinked_audit_options *options = iinked_audit_options_new();
    iinked_error *error = NULL;
    TABLES(tables);
    int times = 0;
    MUST(iinked_audit_options_set_progress(options, at_once, &times, NULL) == IINKED_OK);
    MUST(iinked_client_audit(client, IDS, options, tables, &error) == IINKED_ERR_CANCELLED);
    MUST(times == 1 && iinked_error_code(error) == IINKED_ERR_CANCELLED);
    iinked_error_free(error);
    /* What is known is there, and it is not everything. */
    MUST(count(&tables[IINKED_AUDIT_PACKAGES]) < (int64_t)len);
    iinked_audit_tables_release(tables);
    /* The same without reading the error, and without reading the tables. */
    MUST(iinked_client_audit(client, IDS, options, tables, NULL) == IINKED_ERR_CANCELLED);
    iinked_audit_tables_release(tables);
    all_released(tables);
    iinked_audit_options_free(options);
    iinked_client_free(client);
}

static int came, whole, partial;
static iinked_call *handles[AT_ONCE];

static void on_audit(iinked_code code, struct ArrowArrayStream *tables, iinked_error *error, void *place) {
    int64_t rows = count(&tables[IINKED_AUDIT_PACKAGES]);
    MUST(iinked_error_code(error) == code && (code == IINKED_OK || code == IINKED_ERR_CANCELLED));
    MUST((rows == (int64_t)len) == (code == IINKED_OK));
    iinked_audit_tables_release(tables);
    iinked_error_free(error);
    /* From within the callback: too late, and harmless. */
    LOCKED(iinked_call_cancel(handles[(size_t)place]), iinked_call_free(handles[(size_t)place]));
    LOCKED(came++, ++*(code == IINKED_OK ? &whole : &partial));
}

static void begin(const iinked_client *client, size_t at) {
    LOCKED(SUCCEED(iinked_client_audit_async(client, IDS, NULL, on_audit, (void *)at, &handles[at], &error)));
}

static void all_came(int wholes, int partials) {
    AWAIT(came >= AT_ONCE);
    MUST(came == AT_ONCE && whole == wholes && partial == partials);
    came = whole = partial = 0;
}

static void many_at_once(void) {
    iinked_client *client = make_client(fast_url);
    size_t at;
    for (at = 0; at < AT_ONCE; at++) begin(client, at);
    iinked_client_free(client);
    all_came(AT_ONCE, 0);
}

static void cancelled_midway(void) {
    iinked_client *client = make_client(slow_url);
    size_t at;
    for (at = 0; at < AT_ONCE; at++) begin(client, at);
    usleep(100 * 1000);
    /* Their outcomes come although the client is gone. */
    iinked_client_free(client);
    LOCKED(for (at = 0; at < AT_ONCE; at++) iinked_call_cancel(handles[at]), iinked_call_cancel(handles[at]));
    all_came(0, AT_ONCE);
}

static void cancelled_before_they_begin(void) {
    iinked_client *client = make_client(slow_url);
    size_t at;
    for (at = 0; at < AT_ONCE; at++) begin(client, at), iinked_call_cancel(handles[at]);
    iinked_client_free(client);
    all_came(0, AT_ONCE);
}

static void on_status(iinked_code code, iinked_package_status *status, iinked_error *error, void *client) {
    TABLES(tables);
    iinked_error *refused = NULL;
    MUST(code == IINKED_OK);
    /* It would make everybody else's calls wait. */
    MUST(iinked_client_audit(client, IDS, NULL, tables, &refused) == IINKED_ERR_CONFIGURATION);
    all_released(tables);
    iinked_error_free(refused);
    iinked_package_status_free(status);
    iinked_error_free(error);
    LOCKED(came++);
}

static void a_blocking_audit_in_a_callback_is_refused(void) {
    iinked_client *client = make_client(fast_url);
    iinked_call *call = NULL;
    MUST(iinked_client_package_status_async(client, ids[0], on_status, client, &call, NULL) == IINKED_OK);
    iinked_call_free(call);
    AWAIT(came);
    came = 0;
    iinked_client_free(client);
}

static void a_forked_child_goes_on(void) {
    iinked_client *client = make_client(fast_url);
    pid_t child;
    audits(client);
    child = fork();
    if (child == 0) {
        audits(client);
        end_child();
    }
    audits(client);
    await_child(child);
    iinked_client_free(client);
}

int main(int argc, char **argv) {
    static char line[256];
    size_t at;
    if (argc != 4) return 2;
    api_key = argv[1], fast_url = argv[2], slow_url = argv[3];
    while (len < MOST && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        ids[len++] = strcpy(malloc(strlen(line) + 1), line);
    }
    releases_in_odd_orders();
    threads_share_a_client();
    tables_go_to_other_threads();
    cancelled_by_the_progress();
    many_at_once();
    cancelled_midway();
    cancelled_before_they_begin();
    a_blocking_audit_in_a_callback_is_refused();
    a_forked_child_goes_on();
    for (at = 0; at < len; at++) free(ids[at]);
    puts("survived");
    return 0;
}
