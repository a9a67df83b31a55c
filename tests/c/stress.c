/* What a program does to a library over its life: stress BASE_URL [CA_FILE]
 *
 * BASE_URL answers at once, BASE_URL + "slow" after a while.  Run under sanitizers and valgrind. */
#include "waiting.h"

enum { THREADS = 16, CALLS = 20, CLIENTS = 30, IN_FLIGHT = 64 };

static const char *base_url, *ca_file;

/* Of .../BINDING/CASE/api/v1 with a case of this name. */
static iinked_client *make_client(const char *name) {
    iinked_config *config = config_of_case(base_url, name, "the-key");
    if (ca_file) MUST(iinked_config_set_ca_file(config, ca_file, NULL) == IINKED_OK);
    be_patient(config, 0);
    return client_of(config);
}

static void one_call(const iinked_client *client) {
    iinked_package_status *status = NULL;
    SUCCEED(iinked_client_package_status(client, ID, &status, &error));
    MUST(strcmp(status->package_id, ID) == 0 && status->json[0]);
    iinked_package_status_free(status);
}

static void *many_calls(void *client) {
    int at;
    for (at = 0; at < CALLS; at++) one_call(client);
    return NULL;
}

static void threads_share_a_client(void) {
    iinked_client *client = make_client("load");
    pthread_t threads[THREADS];
    int at;
    for (at = 0; at < THREADS; at++) pthread_create(&threads[at], NULL, many_calls, client);
    for (at = 0; at < THREADS; at++) pthread_join(threads[at], NULL);
    iinked_client_free(client);
}

static void clients_come_and_go(void) {
    int at;
    for (at = 0; at < CLIENTS; at++) {
        iinked_client *client = make_client("load");
        /* Some are never used. */
        if (at % 3) one_call(client);
        iinked_client_free(client);
    }
}

/* Counts what asynchronous calls came to. */
static int came, succeeded, cancelled;
static iinked_call *handles[IN_FLIGHT];

static void on_status(iinked_code code, iinked_package_status *status, iinked_error *error, void *user_data) {
    MUST(code == IINKED_OK || code == IINKED_ERR_CANCELLED);
    MUST(iinked_error_code(error) == code && !status == (code != IINKED_OK));
    /* From within the callback: too late, and harmless. */
    LOCKED(came++, ++*(code == IINKED_OK ? &succeeded : &cancelled), iinked_call_cancel(handles[(size_t)user_data]));
    iinked_package_status_free(status);
    iinked_error_free(error);
}

static void begin(const iinked_client *client, size_t at) {
    LOCKED(SUCCEED(iinked_client_package_status_async(client, ID, on_status, (void *)at, &handles[at], &error)));
}

static void all_came(int successes, int cancellations) {
    size_t at;
    AWAIT(came >= IN_FLIGHT);
    MUST(came == IN_FLIGHT && succeeded == successes && cancelled == cancellations);
    came = succeeded = cancelled = 0;
    for (at = 0; at < IN_FLIGHT; at++) iinked_call_free(handles[at]), handles[at] = NULL;
}

static void asynchronous_calls_are_cancelled_midway(void) {
    iinked_client *client = make_client("slow");
    size_t at;
    for (at = 0; at < IN_FLIGHT; at++) begin(client, at);
    usleep(50 * 1000);
    for (at = 0; at < IN_FLIGHT; at += 2) iinked_call_cancel(handles[at]), iinked_call_cancel(handles[at]);
    /* The others' outcomes come although the client is gone. */
    iinked_client_free(client);
    all_came(IN_FLIGHT / 2, IN_FLIGHT / 2);
}

static void cancelled_before_they_begin(void) {
    iinked_client *client = make_client("slow");
    size_t at;
    for (at = 0; at < IN_FLIGHT; at++) begin(client, at), iinked_call_cancel(handles[at]);
    all_came(0, IN_FLIGHT);
    iinked_client_free(client);
}

static void on_nested(iinked_code code, iinked_package_status *status, iinked_error *error, void *user_data) {
    iinked_package_status *second = NULL;
    iinked_error *refused = NULL;
    MUST(code == IINKED_OK);
    /* A blocking call here would stop everybody else's calls. */
    MUST(iinked_client_package_status(user_data, ID, &second, &refused) == IINKED_ERR_CONFIGURATION && !second);
    iinked_error_free(refused);
    iinked_package_status_free(status);
    iinked_error_free(error);
    LOCKED(came++);
}

static void a_blocking_call_in_a_callback_is_refused(void) {
    iinked_client *client = make_client("load");
    iinked_call *call = NULL;
    SUCCEED(iinked_client_package_status_async(client, ID, on_nested, client, &call, &error));
    iinked_call_free(call);
    AWAIT(came);
    came = 0;
    iinked_client_free(client);
}

static void a_forked_child_goes_on(void) {
    iinked_client *client = make_client("load");
    pid_t child;
    one_call(client);
    child = fork();
    if (child == 0) {
        one_call(client);
        iinked_client_free(client);
        end_child();
    }
    one_call(client);
    await_child(child);
    iinked_client_free(client);
}

static void a_fork_amid_asynchronous_calls(void) {
    iinked_client *client = make_client("slow"), *quick = make_client("load");
    size_t at;
    pid_t child;
    for (at = 0; at < IN_FLIGHT; at++) begin(client, at);
    usleep(50 * 1000);
    child = fork();
    if (child == 0) {
        /* The parent's calls are not the child's to cancel; its own are. */
        for (at = 0; at < IN_FLIGHT; at++) iinked_call_cancel(handles[at]), iinked_call_free(handles[at]);
        for (at = 0; at < IN_FLIGHT; at++) begin(client, at);
        usleep(50 * 1000);
        for (at = 0; at < IN_FLIGHT; at++) iinked_call_cancel(handles[at]);
        all_came(0, IN_FLIGHT);
        one_call(quick);
        iinked_client_free(quick);
        iinked_client_free(client);
        end_child();
    }
    one_call(quick);
    await_child(child);
    all_came(IN_FLIGHT, 0);
    iinked_client_free(quick);
    iinked_client_free(client);
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    base_url = argv[1];
    ca_file = argc > 2 ? argv[2] : NULL;
    threads_share_a_client();
    clients_come_and_go();
    asynchronous_calls_are_cancelled_midway();
    cancelled_before_they_begin();
    a_blocking_call_in_a_callback_is_refused();
    a_forked_child_goes_on();
    a_fork_amid_asynchronous_calls();
    puts("survived");
    return 0;
}
