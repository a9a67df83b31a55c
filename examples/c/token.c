/* Shows the status of a package with a token that another program keeps fresh in a file: token FILE PACKAGE_ID
 *
 * Build: cc token.c $(pkg-config --cflags --libs iinkedsign) */
#include <stdio.h>
#include <string.h>

#include <iinkedsign.h>

/* Reads the file each time a token is needed: before the first request, and after a 401.  A slow source would return at
 * once, and complete the request later from another thread. */
static void read_token(iinked_token_request *request, void *path) {
    char token[4096];
    FILE *file = fopen(path, "r");
    char *line = file ? fgets(token, sizeof token, file) : NULL;
    if (file) fclose(file);
    if (line) line[strcspn(line, "\r\n")] = 0;
    iinked_token_request_complete(request, line, "the file of the token cannot be read");
}

/* One line for each attempt. */
static void show_attempt(const iinked_attempt *attempt, void *user_data) {
    (void)user_data;
    fprintf(stderr, "%s %s: %d, attempt %u%s\n", attempt->method, attempt->path, (int)attempt->status,
            (unsigned)attempt->number, attempt->will_retry ? ", again" : "");
}

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_package_status *status = NULL;
    iinked_error *error = NULL;
    int code = 2;
    if (argc != 3) {
        fprintf(stderr, "usage: token FILE PACKAGE_ID\n");
    } else if (iinked_config_set_access_token_provider(config, read_token, argv[1], &error) == IINKED_OK &&
               iinked_config_set_attempt_callback(config, show_attempt, NULL, &error) == IINKED_OK &&
               iinked_client_new(config, &client, &error) == IINKED_OK &&
               iinked_client_package_status(client, argv[2], &status, &error) == IINKED_OK) {
        printf("%s\n", status->state_text ? status->state_text : "?");
        code = 0;
    } else {
        fprintf(stderr, "%s\n", iinked_error_message(error));
        if (iinked_error_cause(error)) fprintf(stderr, "%s\n", iinked_error_cause(error));
        code = 1;
    }
    iinked_error_free(error);
    iinked_package_status_free(status);
    iinked_client_free(client);
    iinked_config_free(config);
    return code;
}
