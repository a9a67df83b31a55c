/* Many status calls in flight from C, beside libcurl's multi interface with cJSON: many_calls BASE_URL PACKAGE_ID [ROUNDS]
 *
 * Both take turns within this one process, and keep 512 calls in flight. */
#include <pthread.h>
#include <stdbool.h>

#include "measure.h"

enum { CALLS = 5120, IN_FLIGHT = 512 };

/* -- ours: each callback starts the next call -- */

static iinked_client *client;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
static int started, done;

static void start(void);

static void received(iinked_code code, iinked_package_status *status, iinked_error *error, void *unused) {
    bool more;
    (void)unused;
    if (code != IINKED_OK) fail(iinked_error_message(error));
    check_ours(status);
    pthread_mutex_lock(&lock);
    more = started < CALLS;
    if (more) started++;
    if (++done == CALLS) pthread_cond_signal(&all_done);
    pthread_mutex_unlock(&lock);
    if (more) start();
}

static void start(void) {
    iinked_call *call = NULL;
    iinked_error *error = NULL;
    if (iinked_client_package_status_async(client, package, received, NULL, &call, &error) != IINKED_OK)
        fail(iinked_error_message(error));
    iinked_call_free(call);
}

static void ours(void) {
    int at;
    started = IN_FLIGHT, done = 0;
    for (at = 0; at < IN_FLIGHT; at++) start();
    pthread_mutex_lock(&lock);
    while (done < CALLS) pthread_cond_wait(&all_done, &lock);
    pthread_mutex_unlock(&lock);
}

/* -- libcurl -- */

static CURLM *multi;
static transfer transfers[IN_FLIGHT];

static void curl_and_parser(void) {
    int at, running, left, begun = IN_FLIGHT, ended = 0;
    for (at = 0; at < IN_FLIGHT; at++) {
        transfers[at].size = 0;
        curl_multi_add_handle(multi, transfers[at].curl);
    }
    while (ended < CALLS) {
        CURLMsg *message;
        if (curl_multi_perform(multi, &running) != CURLM_OK) fail("libcurl failed");
        while ((message = curl_multi_info_read(multi, &left)) != NULL) {
            transfer *it;
            if (message->data.result != CURLE_OK) fail("libcurl failed");
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&it);
            check_status(it);
            parse(it);
            ended++;
            curl_multi_remove_handle(multi, it->curl);
            if (begun < CALLS) {
                begun++;
                it->size = 0;
                curl_multi_add_handle(multi, it->curl);
            }
        }
        if (ended < CALLS) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
}

/* -- measuring -- */

static int all(void (*calls)(void), double *times) {
    double start = now(CLOCK_MONOTONIC);
    calls();
    times[0] = (now(CLOCK_MONOTONIC) - start) / CALLS;
    return 1;
}

static int round_of_ours(double *times) { return all(ours, times); }
static int round_of_curl_and_parser(double *times) { return all(curl_and_parser, times); }

int main(int argc, char **argv) {
    static rival rivals[] = {
        {"iinkedsign (C), asynchronous", round_of_ours, {0}, {0}},
        {"libcurl multi + cJSON", round_of_curl_and_parser, {0}, {0}},
    };
    int rounds = argc > 3 ? atoi(argv[3]) : 15, at;

    if (argc < 3 || rounds < 1 || rounds > MOST_ROUNDS) return 2;
    base_url = argv[1], package = argv[2];
    curl_global_init(CURL_GLOBAL_DEFAULT);
    client = make_client();
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)IN_FLIGHT);
    for (at = 0; at < IN_FLIGHT; at++) make_transfer(&transfers[at]);
    printf("| client, %d in flight | time of a call | CPU a call |\n|---|---|---|\n", IN_FLIGHT);
    run_rounds(rivals, 2, rounds, CALLS);
    print_ratio("time", rivals[0].wall, rivals[1].wall, rounds);
    printf(", ");
    print_ratio("CPU", rivals[0].cpu, rivals[1].cpu, rounds);
    printf("\n");
    iinked_client_free(client);
    return 0;
}
