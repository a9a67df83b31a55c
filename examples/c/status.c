/* Prints the status of a package: status PACKAGE_ID
 *
 * Key and instance come from IINKEDSIGN_API_KEY and IINKEDSIGN_DATACENTER.
 * Build: gcc status.c $(pkg-config --cflags --libs iinkedsign) */
#include <stdio.h>

#include <iinkedsign.h>

static const char *or_dash(const char *text) { return text ? text : "-"; }

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_package_status *status = NULL;
    iinked_error *error = NULL;
    size_t d, r;

    if (argc != 2) return fprintf(stderr, "usage: status PACKAGE_ID\n"), 2;
    if (iinked_client_new(config, &client, &error) == IINKED_OK &&
        iinked_client_package_status(client, argv[1], &status, &error) == IINKED_OK) {
        printf("%s: %s\n", or_dash(status->name), or_dash(status->state_text));
        for (d = 0; d < status->documents_len; d++) {
            const iinked_document *document = status->documents[d];
            size_t is_signed = 0;
            for (r = 0; r < document->revisions_len; r++) is_signed += document->revisions[r]->is_signed;
            printf("  %s: %zu of %zu signed\n", or_dash(document->file_name), is_signed, document->revisions_len);
        }
    } else {
        fprintf(stderr, "%s\n", iinked_error_message(error));
    }

    int code = iinked_error_code(error);
    iinked_error_free(error);
    iinked_package_status_free(status);
    iinked_client_free(client);
    iinked_config_free(config);
    return code;
}
