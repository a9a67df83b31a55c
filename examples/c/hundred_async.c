/* Requests the status of a hundred packages at once: hundred_async PACKAGE_ID
 * (here a hundred times the same one)
 *
 * Build: gcc -pthread hundred_async.c $(pkg-config --cflags --libs iinkedsign) */
#include <pthread.h>
#include <stdio.h>

#include <iinkedsign.h>

enum { CALLS = 100 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int open_packages, failures, outstanding;

/* Called on a thread of the library, once for each call; it owns what it receives. */
static void on_status(iinked_code code, iinked_package_status *status, iinked_error *error, void *user_data) {
    (void)user_data;
    pthread_mutex_lock(&lock);
    if (code != IINKED_OK) failures++;
    else if (status->state == IINKED_PACKAGE_STATE_OPEN) open_packages++;
    outstanding--;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    iinked_package_status_free(status);
    iinked_error_free(error);
}

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_error *error = NULL;
    int at;

    if (argc != 2) return fprintf(stderr, "usage: hundred_async PACKAGE_ID\n"), 2;
    if (iinked_client_new(config, &client, &error) == IINKED_OK) {
        for (at = 0; at < CALLS; at++) {
            iinked_call *call = NULL;
            pthread_mutex_lock(&lock);
            outstanding++;
            pthread_mutex_unlock(&lock);
            if (iinked_client_package_status_async(client, argv[1], on_status, NULL, &call, &error) != IINKED_OK) {
                /* Its callback will not be called. */
                pthread_mutex_lock(&lock);
                outstanding--;
                pthread_mutex_unlock(&lock);
                break;
            }
            iinked_call_free(call); /* It will not be cancelled. */
        }
        pthread_mutex_lock(&lock);
        while (outstanding > 0) pthread_cond_wait(&changed, &lock);
        pthread_mutex_unlock(&lock);
        printf("%d open, %d failed\n", open_packages, failures);
    }
    if (error) fprintf(stderr, "%s\n", iinked_error_message(error));

    int code = iinked_error_code(error);
    iinked_error_free(error);
    iinked_client_free(client);
    iinked_config_free(config);
    return code;
}
