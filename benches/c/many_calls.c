/* Many status calls in flight from C, beside libcurl's multi interface with cJSON: many_calls BASE_URL PACKAGE_ID [ROUNDS]
 *
 * Both take turns within this one process, and keep 512 calls in flight. */
#include <pthread.h>
#include <stdbool.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <iinkedsign.h>

#include "measure.h"

enum { CALLS = 5120, IN_FLIGHT = 512 };

static const char *base_url, *package;

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

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
    if (status->state != IINKED_PACKAGE_STATE_OPEN || strcmp(status->package_id, package) != 0) fail("another answer");
    iinked_package_status_free(status);
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

typedef struct {
    CURL *curl;
    char *body;
    size_t size, room;
} transfer;

static CURLM *multi;
static transfer transfers[IN_FLIGHT];

static size_t receive(char *data, size_t one, size_t count, void *user_data) {
    transfer *it = user_data;
    size_t more = one * count;
    if (it->size + more > it->room) it->body = realloc(it->body, it->room = (it->size + more) * 2);
    memcpy(it->body + it->size, data, more);
    it->size += more;
    return more;
}

static void check(transfer *it) {
    long status = 0;
    cJSON *answer;
    const cJSON *state, *id;
    curl_easy_getinfo(it->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) fail("libcurl got another status");
    answer = cJSON_ParseWithLength(it->body, it->size);
    state = cJSON_GetObjectItemCaseSensitive(answer, "state");
    id = cJSON_GetObjectItemCaseSensitive(answer, "packageId");
    if (!cJSON_IsString(state) || strcmp(state->valuestring, "open") || strcmp(id->valuestring, package))
        fail("another answer");
    cJSON_Delete(answer);
}

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
            check(it);
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

static void set_up(void) {
    static char url[512];
    struct curl_slist *headers = curl_slist_append(NULL, "api_key: the-key");
    iinked_config *config = iinked_config_new();
    iinked_error *error = NULL;
    int at;
    if (iinked_config_set_api_key(config, "the-key", &error) != IINKED_OK ||
        iinked_config_set_base_url(config, base_url, &error) != IINKED_OK ||
        iinked_client_new(config, &client, &error) != IINKED_OK)
        fail(iinked_error_message(error));
    iinked_config_free(config);

    snprintf(url, sizeof url, "%s/packages/%s/status", base_url, package);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)IN_FLIGHT);
    for (at = 0; at < IN_FLIGHT; at++) {
        CURL *curl = transfers[at].curl = curl_easy_init();
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfers[at]);
        curl_easy_setopt(curl, CURLOPT_PRIVATE, &transfers[at]);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 20000L);
    }
}

/* -- measuring -- */

typedef struct {
    const char *name;
    void (*calls)(void);
    double wall[MOST_ROUNDS], cpu[MOST_ROUNDS];
} rival;

static void one_round(rival *rival, int round) {
    double start = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    rival->calls();
    if (round < 0) return; /* It warmed up. */
    rival->wall[round] = (now(CLOCK_MONOTONIC) - start) / CALLS;
    rival->cpu[round] = (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / CALLS;
}

int main(int argc, char **argv) {
    static rival rivals[] = {
        {"iinkedsign (C), asynchronous", ours, {0}, {0}},
        {"libcurl multi + cJSON", curl_and_parser, {0}, {0}},
    };
    enum { RIVALS = sizeof rivals / sizeof *rivals };
    int rounds = argc > 3 ? atoi(argv[3]) : 15, round, at;

    if (argc < 3 || rounds < 1 || rounds > MOST_ROUNDS) return 2;
    base_url = argv[1], package = argv[2];
    set_up();
    for (round = -1; round < rounds; round++)
        for (at = 0; at < RIVALS; at++) one_round(&rivals[(at + round + 1) % RIVALS], round);
    printf("| client, %d in flight | time of a call | CPU a call |\n|---|---|---|\n", IN_FLIGHT);
    for (at = 0; at < RIVALS; at++)
        printf("| %s | %.1f us | %.1f us |\n", rivals[at].name, middle(rivals[at].wall, rounds),
               middle(rivals[at].cpu, rounds));
    printf("\nagainst libcurl multi + cJSON: ");
    print_ratio("time", rivals[0].wall, rivals[1].wall, rounds);
    printf(", ");
    print_ratio("CPU", rivals[0].cpu, rivals[1].cpu, rounds);
    printf("\n");
    iinked_client_free(client);
    return 0;
}
