/* One status call from C, beside libcurl's easy interface with cJSON: single_call BASE_URL PACKAGE_ID [ROUNDS]
 *
 * All take turns within this one process, round after round, each on a connection of its own that is kept alive.
 * libcurl alone, without a parser, is shown too: what it has left is the price of the exchange. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <iinkedsign.h>

#include "measure.h"

enum { CALLS = 300 };

static const char *base_url, *package;

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

/* -- ours: the answer as structs, every field of it -- */

static iinked_client *client;

static void ours(void) {
    iinked_package_status *status = NULL;
    iinked_error *error = NULL;
    if (iinked_client_package_status(client, package, &status, &error) != IINKED_OK) fail(iinked_error_message(error));
    if (status->state != IINKED_PACKAGE_STATE_OPEN || strcmp(status->package_id, package) != 0) fail("another answer");
    iinked_package_status_free(status);
}

/* -- libcurl -- */

static CURL *curl;
static char *body;
static size_t size, room;

static size_t receive(char *data, size_t one, size_t count, void *unused) {
    size_t more = one * count;
    (void)unused;
    if (size + more > room) body = realloc(body, room = (size + more) * 2);
    memcpy(body + size, data, more);
    size += more;
    return more;
}

static void curl_alone(void) {
    long status = 0;
    size = 0;
    if (curl_easy_perform(curl) != CURLE_OK) fail("libcurl failed");
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) fail("libcurl got another status");
}

static void curl_and_parser(void) {
    cJSON *answer;
    const cJSON *state, *id;
    curl_alone();
    answer = cJSON_ParseWithLength(body, size);
    state = cJSON_GetObjectItemCaseSensitive(answer, "state");
    id = cJSON_GetObjectItemCaseSensitive(answer, "packageId");
    if (!cJSON_IsString(state) || strcmp(state->valuestring, "open") || strcmp(id->valuestring, package))
        fail("another answer");
    cJSON_Delete(answer);
}

static void set_up(void) {
    static char url[512];
    iinked_config *config = iinked_config_new();
    iinked_error *error = NULL;
    if (iinked_config_set_api_key(config, "the-key", &error) != IINKED_OK ||
        iinked_config_set_base_url(config, base_url, &error) != IINKED_OK ||
        iinked_client_new(config, &client, &error) != IINKED_OK)
        fail(iinked_error_message(error));
    iinked_config_free(config);

    snprintf(url, sizeof url, "%s/packages/%s/status", base_url, package);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, curl_slist_append(NULL, "api_key: the-key"));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 20000L);
}

/* -- measuring -- */

typedef struct {
    const char *name;
    void (*call)(void);
    double median[MOST_ROUNDS], cpu[MOST_ROUNDS];
} rival;

static void one_round(rival *rival, int round) {
    double times[CALLS], cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    int at;
    for (at = 0; at < CALLS; at++) {
        double start = now(CLOCK_MONOTONIC);
        rival->call();
        times[at] = now(CLOCK_MONOTONIC) - start;
    }
    if (round < 0) return; /* It warmed up. */
    rival->cpu[round] = (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / CALLS;
    rival->median[round] = middle(times, CALLS);
}

int main(int argc, char **argv) {
    static rival rivals[] = {
        {"iinkedsign (C)", ours, {0}, {0}},
        {"libcurl + cJSON", curl_and_parser, {0}, {0}},
        {"libcurl alone", curl_alone, {0}, {0}},
    };
    enum { RIVALS = sizeof rivals / sizeof *rivals };
    int rounds = argc > 3 ? atoi(argv[3]) : 41, round, at;

    if (argc < 3 || rounds < 1 || rounds > MOST_ROUNDS) return 2;
    base_url = argv[1], package = argv[2];
    set_up();
    for (round = -1; round < rounds; round++)
        for (at = 0; at < RIVALS; at++) one_round(&rivals[(at + round + 1) % RIVALS], round);
    printf("| client | one call, median | CPU a call |\n|---|---|---|\n");
    for (at = 0; at < RIVALS; at++)
        printf("| %s | %.1f us | %.1f us |\n", rivals[at].name, middle(rivals[at].median, rounds),
               middle(rivals[at].cpu, rounds));
    printf("\nagainst libcurl + cJSON: ");
    print_ratio("median", rivals[0].median, rivals[1].median, rounds);
    printf(" (target 0.90 on one CPU), ");
    print_ratio("CPU", rivals[0].cpu, rivals[1].cpu, rounds);
    printf("\n");

    iinked_client_free(client);
    curl_easy_cleanup(curl);
    free(body);
    return 0;
}
