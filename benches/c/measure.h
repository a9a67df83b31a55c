/* What the benchmarks of C share: a client of ours, the checks of both sides' answers, rounds, medians, and ratios. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <iinkedsign.h>

enum { MOST_ROUNDS = 1000 };

static const char *base_url, *package;

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static iinked_client *make_client(void) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_error *error = NULL;
    if (iinked_config_set_api_key(config, "the-key", &error) != IINKED_OK ||
        iinked_config_set_base_url(config, base_url, &error) != IINKED_OK ||
        iinked_client_new(config, &client, &error) != IINKED_OK)
        fail(iinked_error_message(error));
    iinked_config_free(config);
    return client;
}

/* Checks and frees an answer. */
static void check_ours(iinked_package_status *status) {
    if (status->state != IINKED_PACKAGE_STATE_OPEN || strcmp(status->package_id, package) != 0) fail("another answer");
    iinked_package_status_free(status);
}

/* One transfer of libcurl, and what it received. */
typedef struct {
    CURL *curl;
    char *body;
    size_t size, room;
} transfer;

static size_t receive(char *data, size_t one, size_t count, void *user_data) {
    transfer *it = user_data;
    size_t more = one * count;
    if (it->size + more > it->room) it->body = realloc(it->body, it->room = (it->size + more) * 2);
    memcpy(it->body + it->size, data, more);
    it->size += more;
    return more;
}

static void make_transfer(transfer *it) {
    static char url[512];
    static struct curl_slist *headers;
    if (!headers) headers = curl_slist_append(NULL, "api_key: the-key");
    snprintf(url, sizeof url, "%s/packages/%s/status", base_url, package);
    it->curl = curl_easy_init();
    curl_easy_setopt(it->curl, CURLOPT_URL, url);
    curl_easy_setopt(it->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(it->curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(it->curl, CURLOPT_WRITEDATA, it);
    curl_easy_setopt(it->curl, CURLOPT_PRIVATE, it);
    curl_easy_setopt(it->curl, CURLOPT_TIMEOUT_MS, 20000L);
}

static void check_status(const transfer *it) {
    long status = 0;
    curl_easy_getinfo(it->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) fail("libcurl got another status");
}

static void parse(const transfer *it) {
    cJSON *answer = cJSON_ParseWithLength(it->body, it->size);
    const cJSON *state = cJSON_GetObjectItemCaseSensitive(answer, "state");
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(answer, "packageId");
    if (!cJSON_IsString(state) || strcmp(state->valuestring, "open") || strcmp(id->valuestring, package))
        fail("another answer");
    cJSON_Delete(answer);
}

/* In microseconds. */
static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that so many of four quarters are below; the values keep their order. */
static double quartile(const double *values, int count, int quarters) {
    static double sorted[MOST_ROUNDS];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, ascending);
    return sorted[(count - 1) * quarters / 4];
}

static double middle(const double *values, int count) {
    return quartile(values, count, 2);
}

/* The median of the ratios within each round, and their quartiles: what disturbs a round disturbs both sides. */
static void print_ratio(const char *what, const double *ours, const double *theirs, int rounds) {
    static double ratios[MOST_ROUNDS];
    int round;
    for (round = 0; round < rounds; round++) ratios[round] = ours[round] / theirs[round];
    printf("%s %.2f (%.2f to %.2f)", what, middle(ratios, rounds), quartile(ratios, rounds, 1),
           quartile(ratios, rounds, 3));
}

/* What takes turns: it makes so many calls a round, and writes the time of each, or the mean of all. */
typedef struct {
    const char *name;
    int (*round)(double *times);
    double wall[MOST_ROUNDS], cpu[MOST_ROUNDS];
} rival;

static void run_rounds(rival *rivals, int count, int rounds, int calls) {
    static double times[MOST_ROUNDS];
    int round, at;
    for (round = -1; round < rounds; round++)
        for (at = 0; at < count; at++) {
            rival *it = &rivals[(at + round + 1) % count];
            double cpu = now(CLOCK_PROCESS_CPUTIME_ID);
            int timed = it->round(times);
            if (round < 0) continue; /* It warmed up. */
            it->cpu[round] = (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / calls;
            it->wall[round] = middle(times, timed);
        }
    for (at = 0; at < count; at++)
        printf("| %s | %.1f us | %.1f us |\n", rivals[at].name, middle(rivals[at].wall, rounds),
               middle(rivals[at].cpu, rounds));
    printf("\nagainst %s: ", rivals[1].name);
}
