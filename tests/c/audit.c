/* Audits, and shows the tables: audit BASE_URL API_KEY [OPTION ...] < IDS
 *
 * Options: account, list=STATE, async, videos, links, hash, hash=KEY, as_of=MICROSECONDS, concurrency=MOST, stop=ROWS,
 * cancel=MILLISECONDS, timeout=MILLISECONDS.  IDS are lines; NULL is no text at all.
 * Shows of each table a line with the schema, one for each row, and an empty one; at last a line with the code, the
 * error, and the last progress.
 *
 * Client, options and ids are freed before the tables are read. */
#include "arrow.h"
#include "json.h"
#include "waiting.h"

enum { MOST = 100000 };

static void show_value(const struct ArrowSchema *type, const struct ArrowArray *array, int64_t at) {
    if (!is_valid(array, at)) {
        put("null");
        return;
    }
    if (type->dictionary) {
        const int32_t *codes = array->buffers[1];
        show_value(type->dictionary, array->dictionary, codes[array->offset + at]);
        return;
    }
    at += array->offset;
    if (is_format(type, "u")) {
        const int32_t *offsets = array->buffers[1];
        const char *bytes = array->buffers[2];
        size_t length = (size_t)(offsets[at + 1] - offsets[at]);
        char *copy = malloc(length + 1);
        if (length) memcpy(copy, bytes + offsets[at], length);
        copy[length] = 0;
        text(copy);
        free(copy);
    } else if (is_format(type, "+l")) {
        const int32_t *offsets = array->buffers[1];
        int32_t item;
        put("[");
        for (item = offsets[at]; item < offsets[at + 1]; item++) {
            if (item > offsets[at]) put(",");
            show_value(type->children[0], array->children[0], item);
        }
        put("]");
    } else if (is_format(type, "b")) {
        flag(((const uint8_t *)array->buffers[1])[at / 8] >> (at % 8) & 1);
    } else if (is_format(type, "i")) {
        number(((const int32_t *)array->buffers[1])[at]);
    } else if (is_format(type, "l") || is_format(type, "tsu:UTC") || is_format(type, "tDu")) {
        number(((const int64_t *)array->buffers[1])[at]);
    } else {
        fprintf(stderr, "a column of format %s\n", type->format);
        exit(1);
    }
}

/* `[["package_id","u"],["type","i","u"], ...]` */
static void show_schema(const struct ArrowSchema *table) {
    int64_t at;
    MUST(is_format(table, "+s") && table->release);
    put("[");
    for (at = 0; at < table->n_children; at++) {
        const struct ArrowSchema *column = table->children[at];
        MUST(column->flags & ARROW_FLAG_NULLABLE);
        if (at) put(",");
        put("["), text(column->name), put(","), text(column->format);
        if (column->dictionary) put(","), text(column->dictionary->format);
        if (column->n_children) put(","), text(column->children[0]->format);
        put("]");
    }
    put("]");
}

static void show_table(struct ArrowArrayStream *stream) {
    struct ArrowSchema schema;
    struct ArrowArray batch;
    int64_t row, column;

    MUST(stream->get_schema(stream, &schema) == 0);
    show_schema(&schema), put("\n");
    while (next_batch(stream, &batch)) {
        check_array(&schema, &batch, 0);
        MUST(batch.length > 0 && batch.offset == 0 && batch.null_count == 0);
        for (row = 0; row < batch.length; row++) {
            put("{");
            for (column = 0; column < schema.n_children; column++) {
                key(schema.children[column]->name);
                show_value(schema.children[column], batch.children[column], row);
            }
            put("}"), put("\n");
        }
        release_batch(&batch);
    }
    put("\n");
    schema.release(&schema);
    MUST(!schema.release);
    release_stream(stream);
}

static struct ArrowArrayStream tables[IINKED_AUDIT_TABLES];
static iinked_audit_progress last;
static int64_t stop_at = -1;
static bool told;

static int came;
static iinked_code outcome;
static iinked_error *problem;

static bool on_progress(const iinked_audit_progress *progress, void *user_data) {
    MUST(user_data == &last);
    MUST(!told || (progress->done >= last.done && progress->elapsed_ms >= last.elapsed_ms));
    MUST(progress->done >= progress->errors && progress->errors >= 0 && progress->refused >= 0);
    MUST(progress->total == -1 || progress->total >= progress->done);
    last = *progress;
    told = true;
    return stop_at >= 0 && progress->done >= stop_at;
}

static void on_audit(iinked_code code, struct ArrowArrayStream *audited, iinked_error *err, void *user_data) {
    MUST(user_data == tables);
    LOCKED(memcpy(tables, audited, sizeof tables), outcome = code, problem = err, came++);
}

static iinked_client *make_client(const char *base_url, const char *api_key, uint64_t timeout_ms) {
    iinked_config *config = config_of(base_url, api_key);
    MUST(iinked_config_set_max_retries(config, 0, NULL) == IINKED_OK);
    be_patient(config, timeout_ms);
    return client_of(config);
}

/* A line of its own for each id. */
static size_t read_ids(char **ids) {
    static char line[4096];
    size_t len = 0;
    while (len < MOST && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        ids[len] = strcmp(line, "NULL") == 0 ? NULL : strcpy(malloc(strlen(line) + 1), line);
        len++;
    }
    return len;
}

static const char *given_value(const char *option, const char *name) {
    size_t length = strlen(name);
    return strncmp(option, name, length) == 0 && option[length] == '=' ? option + length + 1 : NULL;
}

int main(int argc, char **argv) {
    static char *ids[MOST];
    size_t len = read_ids(ids), each;
    const char *given, *state = NULL;
    bool account = false, later = false;
    int at, cancel_after = -1;
    uint64_t timeout_ms = 0; /* no limit */
    iinked_list_filters filters;
    iinked_client *client;
    iinked_call *call = NULL;
    iinked_audit_options *options = iinked_audit_options_new();

    if (argc < 3) return 2;
    MUST(iinked_audit_options_set_progress(options, on_progress, &last, NULL) == IINKED_OK);
    for (at = 3; at < argc; at++) {
        if (strcmp(argv[at], "account") == 0) account = true;
        else if ((given = given_value(argv[at], "list"))) account = true, state = given;
        else if (strcmp(argv[at], "async") == 0) later = true;
        else if (strcmp(argv[at], "videos") == 0) MUST(!iinked_audit_options_set_include_videos(options, true, NULL));
        else if (strcmp(argv[at], "links") == 0) MUST(!iinked_audit_options_set_include_links(options, true, NULL));
        else if (strcmp(argv[at], "hash") == 0) MUST(!iinked_audit_options_set_pii_hash(options, NULL, 0, NULL));
        else if ((given = given_value(argv[at], "hash")))
            MUST(!iinked_audit_options_set_pii_hash(options, (const uint8_t *)given, strlen(given), NULL));
        else if ((given = given_value(argv[at], "as_of")))
            MUST(!iinked_audit_options_set_as_of_us(options, strtoll(given, NULL, 10), NULL));
        else if ((given = given_value(argv[at], "concurrency")))
            MUST(!iinked_audit_options_set_concurrency(options, (uint32_t)atoi(given), NULL));
        else if ((given = given_value(argv[at], "timeout"))) timeout_ms = (uint64_t)atoi(given);
        else if ((given = given_value(argv[at], "stop"))) stop_at = atoi(given);
        else if ((given = given_value(argv[at], "cancel"))) later = true, cancel_after = atoi(given);
        else return 2;
    }
    client = make_client(argv[1], argv[2], timeout_ms);
    memset(&filters, 0, sizeof filters);
    filters.struct_size = sizeof filters;
    filters.states = &state, filters.states_len = 1;

#define IDS (const char *const *)ids, len
#define LISTED state ? &filters : NULL
    memset(tables, 0xa5, sizeof tables); /* What was there does not matter. */
    if (account && later) outcome = iinked_client_audit_account_async(client, LISTED, options, on_audit, tables, &call, &problem);
    else if (account) outcome = iinked_client_audit_account(client, LISTED, options, tables, &problem);
    else if (later) outcome = iinked_client_audit_async(client, IDS, options, on_audit, tables, &call, &problem);
    else outcome = iinked_client_audit(client, IDS, options, tables, &problem);

    MUST(!later || (outcome == IINKED_OK && call));

    iinked_audit_options_free(options);
    for (each = 0; each < len; each++) free(ids[each]);
    iinked_client_free(client);
    if (call) {
        if (cancel_after >= 0) usleep((useconds_t)cancel_after * 1000), iinked_call_cancel(call), iinked_call_cancel(call);
        AWAIT(came);
        MUST(came == 1);
        iinked_call_cancel(call);
        iinked_call_free(call);
    }

    for (at = 0; at < IINKED_AUDIT_TABLES; at++)
        if (tables[at].release) show_table(&tables[at]);
    iinked_audit_tables_release(tables);
    put("{");
    key("code"), text(iinked_code_name(outcome));
    key("error");
    if (problem) error(problem);
    else put("null");
    key("progress"), put("["), number(last.done), put(","), number(last.total), put(","), number(last.errors), put("]");
    put("}"), put("\n");
    iinked_error_free(problem);
    return 0;
}
