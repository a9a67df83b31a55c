/* Deletes a package, permanently: delete PACKAGE_ID
 *
 * Ends with 0 if it is deleted, 1 if it certainly is not, 3 if the outcome is unknown.
 * Build: gcc delete.c $(pkg-config --cflags --libs iinkedsign) */
#include <stdio.h>

#include <iinkedsign.h>

static int explain(const iinked_error *error) {
    fprintf(stderr, "%s\n", iinked_error_message(error));
    switch (iinked_error_code(error)) {
    case IINKED_ERR_OUTCOME_UNKNOWN:
        /* It was not sent again.  Check the package before you delete it again. */
        switch (iinked_error_evidence(error)) {
        case IINKED_EVIDENCE_ABSENT: fprintf(stderr, "The package can no longer be found.\n"); break;
        case IINKED_EVIDENCE_PRESENT: fprintf(stderr, "The package was still there right after.\n"); break;
        default: fprintf(stderr, "Check at the server before you delete it again.\n");
        }
        return 3;
    case IINKED_ERR_CANCELLED:
    case IINKED_ERR_INTERNAL: return 3;
    case IINKED_ERR_RETENTION: fprintf(stderr, "Kept by a retention policy.\n"); return 1;
    case IINKED_ERR_NOT_FOUND: fprintf(stderr, "No such package, or not for this key.\n"); return 1;
    case IINKED_ERR_RATE_LIMITED:
        if (iinked_error_retry_after_ms(error) >= 0)
            fprintf(stderr, "Try again in %lld ms.\n", (long long)iinked_error_retry_after_ms(error));
        return 1;
    default:
        if (iinked_error_retryable(error)) fprintf(stderr, "Nothing was deleted: try again later.\n");
        if (iinked_error_request_id(error)) fprintf(stderr, "Request %s\n", iinked_error_request_id(error));
        return 1;
    }
}

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_package_videos *deleted = NULL;
    iinked_error *error = NULL;
    int outcome = 0;
    size_t at;

    if (argc != 2) return fprintf(stderr, "usage: delete PACKAGE_ID\n"), 2;
    /* Signers are not told, and a retention policy is obeyed. */
    if (iinked_client_new(config, &client, &error) == IINKED_OK &&
        iinked_client_delete_package(client, argv[1], false, false, &deleted, &error) == IINKED_OK) {
        printf("deleted %s, and %zu videos\n", deleted->package_id, deleted->videos_len);
        for (at = 0; at < deleted->videos_len; at++)
            printf("  %s, %lld bytes\n", deleted->videos[at]->meeting_video_id, (long long)deleted->videos[at]->size);
    } else {
        outcome = explain(error);
    }

    iinked_error_free(error);
    iinked_package_videos_free(deleted);
    iinked_client_free(client);
    iinked_config_free(config);
    return outcome;
}
