/* Audits packages, and prints the state of each: audit PACKAGE_ID ...
 *
 * The table is read with what iinkedsign.h declares; nanoarrow and Arrow's own libraries take the same streams.
 * Build: gcc audit.c $(pkg-config --cflags --libs iinkedsign) */
#include <stdio.h>
#include <string.h>

#include <iinkedsign.h>

static bool on_progress(const iinked_audit_progress *progress, void *user_data) {
    (void)user_data;
    fprintf(stderr, "%lld of %lld\r", (long long)progress->done, (long long)progress->total);
    return false; /* True would end the audit. */
}

/* Columns never depend on the data, so those of docs/audit.md are always there. */
static const struct ArrowArray *column(const struct ArrowSchema *table, const struct ArrowArray *rows, const char *name) {
    int64_t at = 0;
    while (strcmp(table->children[at]->name, name) != 0) at++;
    return rows->children[at];
}

static bool is_known(const struct ArrowArray *column, int64_t row) {
    const uint8_t *bits = column->buffers[0]; /* NULL where everything is known */
    row += column->offset;
    return !bits || (bits[row / 8] >> (row % 8) & 1);
}

static void show_text(const struct ArrowArray *column, int64_t row) {
    const int32_t *starts;
    if (!is_known(column, row)) {
        printf("?");
        return;
    }
    row += column->offset;
    if (column->dictionary) { /* Constants are indices of texts. */
        row = ((const int32_t *)column->buffers[1])[row];
        column = column->dictionary;
        row += column->offset;
    }
    starts = column->buffers[1];
    printf("%.*s", (int)(starts[row + 1] - starts[row]), (const char *)column->buffers[2] + starts[row]);
}

static long long number(const struct ArrowArray *column, int64_t row) {
    return is_known(column, row) ? (long long)((const int64_t *)column->buffers[1])[row + column->offset] : 0;
}

static void show_packages(struct ArrowArrayStream *packages) {
    struct ArrowSchema table;
    struct ArrowArray rows;
    int64_t row;

    if (packages->get_schema(packages, &table) != 0) return;
    while (packages->get_next(packages, &rows) == 0 && rows.release) {
        const struct ArrowArray *days = column(&table, &rows, "days_overdue");
        for (row = 0; row < rows.length; row++) {
            show_text(column(&table, &rows, "package_id"), row);
            if (is_known(column(&table, &rows, "error_kind"), row)) {
                printf(": "), show_text(column(&table, &rows, "error_message"), row);
            } else {
                printf(": "), show_text(column(&table, &rows, "effective_state"), row);
                if (number(days, row) > 0) printf(", %lld days overdue", number(days, row));
            }
            printf("\n");
        }
        rows.release(&rows);
    }
    table.release(&table);
}

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_audit_options *options = iinked_audit_options_new();
    struct ArrowArrayStream tables[IINKED_AUDIT_TABLES] = {0};
    iinked_client *client = NULL;
    iinked_error *error = NULL;

    if (iinked_client_new(config, &client, &error) == IINKED_OK &&
        iinked_audit_options_set_progress(options, on_progress, NULL, &error) == IINKED_OK)
        iinked_client_audit(client, (const char *const *)argv + 1, (size_t)argc - 1, options, tables, &error);
    if (error) fprintf(stderr, "%s\n", iinked_error_message(error));
    /* An audit that ended early has tables too, of what was known then. */
    if (tables[IINKED_AUDIT_PACKAGES].release) show_packages(&tables[IINKED_AUDIT_PACKAGES]);

    int code = iinked_error_code(error);
    iinked_audit_tables_release(tables);
    iinked_error_free(error);
    iinked_client_free(client);
    iinked_audit_options_free(options);
    iinked_config_free(config);
    return code;
}
