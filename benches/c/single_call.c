/* One status call from C, beside libcurl's easy interface with cJSON: single_call BASE_URL PACKAGE_ID [ROUNDS]
 *
 * All take turns within this one process, round after round, each on a connection of its own that is kept alive.
 * libcurl alone, without a parser, is shown too: what it has left is the price of the exchange. */
#include "measure.h"

enum { CALLS = 300 };

/* The answer as structs, every field of it. */
static iinked_client *client;

static void ours(void) {
    iinked_package_status *status = NULL;
    iinked_error *error = NULL;
    if (iinked_client_package_status(client, package, &status, &error) != IINKED_OK) fail(iinked_error_message(error));
    check_ours(status);
}

static transfer easy;

static void curl_alone(void) {
    easy.size = 0;
    if (curl_easy_perform(easy.curl) != CURLE_OK) fail("libcurl failed");
    check_status(&easy);
}

static void curl_and_parser(void) {
    curl_alone();
    parse(&easy);
}

static int each(void (*call)(void), double *times) {
    int at;
    for (at = 0; at < CALLS; at++) {
        double start = now(CLOCK_MONOTONIC);
        call();
        times[at] = now(CLOCK_MONOTONIC) - start;
    }
    return CALLS;
}

static int round_of_ours(double *times) { return each(ours, times); }
static int round_of_curl_and_parser(double *times) { return each(curl_and_parser, times); }
static int round_of_curl_alone(double *times) { return each(curl_alone, times); }

int main(int argc, char **argv) {
    static rival rivals[] = {
        {"iinkedsign (C)", round_of_ours, {0}, {0}},
        {"libcurl + cJSON", round_of_curl_and_parser, {0}, {0}},
        {"libcurl alone", round_of_curl_alone, {0}, {0}},
    };
    int rounds = argc > 3 ? atoi(argv[3]) : 41;

    if (argc < 3 || rounds < 1 || rounds > MOST_ROUNDS) return 2;
    base_url = argv[1], package = argv[2];
    curl_global_init(CURL_GLOBAL_DEFAULT);
    client = make_client();
    make_transfer(&easy);
    printf("| client | one call, median | CPU a call |\n|---|---|---|\n");
    run_rounds(rivals, 3, rounds, CALLS);
    print_ratio("median", rivals[0].wall, rivals[1].wall, rounds);
    printf(" (target 0.90 on one CPU), ");
    print_ratio("CPU", rivals[0].cpu, rivals[1].cpu, rounds);
    printf("\n");

    iinked_client_free(client);
    curl_easy_cleanup(easy.curl);
    free(easy.body);
    return 0;
}
