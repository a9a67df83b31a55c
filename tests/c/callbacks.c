/* What a program's own callbacks see of a client's calls: callbacks BASE_URL
 *
 * The cases behind BASE_URL are those of run.py: "status" answers at once, "slow" after a while, "flaky" fails once,
 * "renewed" takes the token of today only.  Run under sanitizers and valgrind. */
#include "waiting.h"

enum { IN_FLIGHT = 64 };

static const char *base_url;

/* -- attempts ------------------------------------------------------------------------------------------------------ */

typedef struct {
    char text[256];
    void *call_user_data;
} told;

static told attempts[IN_FLIGHT];
static size_t attempts_len;

static void on_attempt(const iinked_attempt *attempt, void *user_data) {
    told *it;
    MUST(user_data == attempts && attempt->started_unix_us > 1600000000000000 && attempt->duration_us >= 0);
    pthread_mutex_lock(&lock);
    MUST(attempts_len < IN_FLIGHT);
    it = &attempts[attempts_len++];
    snprintf(it->text, sizeof it->text, "%s %s %s %d %s %u %s%s", attempt->operation, attempt->method, attempt->path,
             (int)attempt->status, iinked_code_name(attempt->code), (unsigned)attempt->number,
             attempt->request_id ? attempt->request_id : "-", attempt->will_retry ? " again" : "");
    it->call_user_data = attempt->call_user_data;
    pthread_mutex_unlock(&lock);
}

/* Compares the attempts that were told since the last time. */
static void expect_attempts(const char *const *texts, size_t len, void *call_user_data) {
    size_t at;
    MUST(attempts_len == len);
    for (at = 0; at < len; at++) {
        if (strcmp(attempts[at].text, texts[at]) != 0) fprintf(stderr, "%s\n", attempts[at].text);
        MUST(strcmp(attempts[at].text, texts[at]) == 0);
        MUST(attempts[at].call_user_data == call_user_data);
    }
    attempts_len = 0;
}

/* -- clients and calls ---------------------------------------------------------------------------------------------- */

static iinked_config *make_config(const char *name, const char *api_key) {
    iinked_config *config = config_of_case(base_url, name, api_key);
    MUST(iinked_config_set_max_retries(config, 1, NULL) == IINKED_OK);
    return config;
}

/* What asynchronous calls came to. */
static int succeeded, cancelled, failed;
static char last_cause[128];

static void on_status(iinked_code code, iinked_package_status *status, iinked_error *error, void *user_data) {
    (void)user_data;
    MUST(code == IINKED_OK || code == IINKED_ERR_CANCELLED || code == IINKED_ERR_CONFIGURATION);
    if (code == IINKED_ERR_CONFIGURATION)
        snprintf(last_cause, sizeof last_cause, "%s", iinked_error_cause(error) ? iinked_error_cause(error) : "none");
    LOCKED(++*(code == IINKED_OK ? &succeeded : code == IINKED_ERR_CANCELLED ? &cancelled : &failed));
    iinked_package_status_free(status);
    iinked_error_free(error);
}

static iinked_call *begin(const iinked_client *client, void *user_data) {
    iinked_call *call = NULL;
    MUST(iinked_client_package_status_async(client, ID, on_status, user_data, &call, NULL) == IINKED_OK);
    return call;
}

static void all_came(int successes, int cancellations, int failures) {
    AWAIT(succeeded + cancelled + failed >= successes + cancellations + failures);
    MUST(succeeded == successes && cancelled == cancellations && failed == failures);
    succeeded = cancelled = failed = 0;
}

static void status(const iinked_client *client) {
    iinked_package_status *answer = NULL;
    SUCCEED(iinked_client_package_status(client, ID, &answer, &error));
    iinked_package_status_free(answer);
}

static iinked_config *observed(const char *name) {
    iinked_config *config = make_config(name, "the-key");
    MUST(iinked_config_set_attempt_callback(config, on_attempt, attempts, NULL) == IINKED_OK);
    return config;
}

#define READ "package_status GET /packages/" ID "/status "

static void on_tables(iinked_code code, struct ArrowArrayStream *tables, iinked_error *err, void *user_data) {
    MUST(code == IINKED_OK && !err && user_data);
    iinked_audit_tables_release(tables);
    LOCKED(succeeded++);
}

/* An audit makes its requests on threads of its own; the attempts are of the same call. */
static void attempts_of_an_audit_are_told(void) {
    static const char *const ids[] = {ID};
    static const char *const once[] = {READ "200 ok 1 -"};
    iinked_client *client = client_of(observed("status")), *account = client_of(observed("account"));
    struct ArrowArrayStream tables[IINKED_AUDIT_TABLES];
    iinked_call *call = NULL;
    size_t at;
    int mark;
    MUST(iinked_client_audit_async(client, ids, 1, NULL, on_tables, &mark, &call, NULL) == IINKED_OK);
    iinked_call_free(call);
    all_came(1, 0, 0);
    expect_attempts(once, 1, &mark);
    SUCCEED(iinked_client_audit(client, ids, 1, NULL, tables, &error));
    iinked_audit_tables_release(tables);
    expect_attempts(once, 1, NULL);
    MUST(iinked_client_audit_account_async(account, NULL, NULL, on_tables, &mark, &call, NULL) == IINKED_OK);
    iinked_call_free(call);
    all_came(1, 0, 0);
    MUST(attempts_len > 7);
    for (at = 0; at < attempts_len; at++) MUST(attempts[at].call_user_data == &mark);
    attempts_len = 0;
    iinked_client_free(client);
    iinked_client_free(account);
}

static void attempts_are_told(void) {
    static const char *const twice[] = {READ "503 server 1 r-1 again", READ "200 ok 2 r-2"};
    static const char *const once[] = {READ "200 ok 1 -"};
    static const char *const dropped[] = {READ "0 cancelled 1 -"};
    iinked_client *client = client_of(observed("flaky")), *quick = client_of(observed("status"));
    iinked_client *slow = client_of(observed("slow"));
    iinked_config *config;
    iinked_call *call;
    int mark;
    status(client);
    expect_attempts(twice, 2, NULL);
    iinked_call_free(begin(quick, &mark));
    all_came(1, 0, 0);
    expect_attempts(once, 1, &mark);
    call = begin(slow, &mark);
    /* Its attempt has begun, and is answered only a second later. */
    usleep(1000 * 1000);
    iinked_call_cancel(call);
    iinked_call_free(call);
    all_came(0, 1, 0);
    expect_attempts(dropped, 1, &mark);
    /* Nobody is told any more. */
    config = observed("status");
    MUST(iinked_config_set_attempt_callback(config, NULL, NULL, NULL) == IINKED_OK);
    iinked_client_free(quick);
    quick = client_of(config);
    status(quick);
    expect_attempts(NULL, 0, NULL);
    iinked_client_free(client);
    iinked_client_free(quick);
    iinked_client_free(slow);
}

/* What a callback within a call may do: start calls, but wait for none. */
static const iinked_client *nested_client;
static int nested_told;

static void on_nested(const iinked_attempt *attempt, void *user_data) {
    iinked_package_status *answer = NULL;
    iinked_error *error = NULL;
    int before;
    (void)attempt, (void)user_data;
    LOCKED(before = nested_told++);
    if (before > 0) return;
    MUST(iinked_client_package_status(nested_client, ID, &answer, &error) == IINKED_ERR_CONFIGURATION && !answer);
    MUST(strstr(iinked_error_message(error), "use the asynchronous calls there"));
    iinked_error_free(error);
    iinked_call_free(begin(nested_client, NULL));
}

static void a_callback_may_start_calls_and_wait_for_none(void) {
    int later;
    for (later = 0; later < 2; later++) {
        iinked_config *config = observed("status");
        iinked_client *client;
        MUST(iinked_config_set_attempt_callback(config, on_nested, NULL, NULL) == IINKED_OK);
        nested_client = client = client_of(config), nested_told = 0;
        if (later) iinked_call_free(begin(client, NULL));
        else status(client);
        all_came(later + 1, 0, 0);
        iinked_client_free(client);
    }
}

/* -- tokens --------------------------------------------------------------------------------------------------------- */

/* How the provider answers: each request by the next of these; the last one forever. */
typedef struct {
    const char *tokens[4];
    const char *error_text;
    bool later;
    int asked;
    void *call_user_data;
    iinked_token_request *kept;
} provider;

static void *answer_later(void *request) {
    usleep(20 * 1000);
    iinked_token_request_complete(request, "today", NULL);
    return NULL;
}

static void on_request(iinked_token_request *request, void *user_data) {
    provider *it = user_data;
    pthread_t thread;
    int asked;
    LOCKED(it->call_user_data = iinked_token_request_call_user_data(request), asked = it->asked++);
    if (it->later) {
        MUST(pthread_create(&thread, NULL, answer_later, request) == 0);
        pthread_detach(thread);
    } else {
        iinked_token_request_complete(request, it->tokens[asked < 3 ? asked : 3], it->error_text);
    }
}

/* Leaves the request for the test to answer. */
static void on_kept(iinked_token_request *request, void *user_data) {
    LOCKED(((provider *)user_data)->kept = request);
}

static iinked_client *provided(const char *name, iinked_access_token_callback callback, provider *it) {
    iinked_config *config = make_config(name, NULL);
    MUST(iinked_config_set_access_token_provider(config, callback, it, NULL) == IINKED_OK);
    return client_of(config);
}

static void a_token_is_renewed_after_a_401(void) {
    provider it = {{"yesterday", "today", NULL, NULL}, NULL, false, 0, NULL, NULL};
    provider later = {{NULL, NULL, NULL, NULL}, NULL, true, 0, NULL, NULL};
    iinked_client *client = provided("renewed", on_request, &it), *slow = provided("renewed", on_request, &later);
    int mark, at;
    status(client);
    status(client);
    MUST(it.asked == 2 && it.call_user_data == NULL);
    iinked_client_free(client);
    /* Blocking and asynchronous calls share one renewal. */
    for (at = 0; at < IN_FLIGHT; at++) iinked_call_free(begin(slow, &mark));
    status(slow);
    all_came(IN_FLIGHT, 0, 0);
    MUST(later.asked == 1);
    iinked_client_free(slow);
}

static void a_failing_provider_ends_the_call_that_asks(void) {
    static const struct {
        const char *token, *error_text, *cause;
    } cases[] = {
        {NULL, "the vault is sealed", "the vault is sealed"},
        {NULL, NULL, "it has no token"},
        {"\xff", "not looked at", "token is not UTF-8; nothing was sent"},
        {NULL, "\xff", "error_text is not UTF-8; nothing was sent"},
        {"", NULL, "none"},
        {"two words", NULL, "none"},
    };
    size_t at;
    for (at = 0; at < sizeof cases / sizeof *cases; at++) {
        provider it = {{NULL, NULL, NULL, NULL}, NULL, false, 0, NULL, NULL};
        iinked_client *client = provided("renewed", on_request, &it);
        it.tokens[0] = it.tokens[1] = cases[at].token, it.error_text = cases[at].error_text;
        iinked_call_free(begin(client, NULL));
        all_came(0, 0, 1);
        if (strcmp(last_cause, cases[at].cause) != 0) fprintf(stderr, "%s\n", last_cause);
        MUST(strcmp(last_cause, cases[at].cause) == 0);
        iinked_client_free(client);
    }
}

static iinked_token_request *await_request(provider *it) {
    iinked_token_request *request;
    AWAIT(it->kept);
    request = it->kept, it->kept = NULL;
    return request;
}

static void a_slow_provider_holds_up_no_other_call(void) {
    provider it = {{NULL, NULL, NULL, NULL}, NULL, false, 0, NULL, NULL};
    iinked_client *waiting = provided("renewed", on_kept, &it), *other = client_of(observed("status"));
    iinked_token_request *request;
    int at;
    for (at = 0; at < 8; at++) iinked_call_free(begin(waiting, NULL));
    request = await_request(&it);
    for (at = 0; at < 8; at++) iinked_call_free(begin(other, NULL));
    all_came(8, 0, 0);
    attempts_len = 0;
    iinked_token_request_complete(request, "today", NULL);
    all_came(8, 0, 0);
    iinked_client_free(waiting);
    iinked_client_free(other);
}

static void the_call_may_be_gone_when_the_answer_comes(void) {
    provider it = {{NULL, NULL, NULL, NULL}, NULL, false, 0, NULL, NULL};
    iinked_client *client = provided("renewed", on_kept, &it);
    iinked_token_request *requests[2];
    iinked_call *calls[2];
    int mark;
    pid_t child;
    calls[0] = begin(client, &mark);
    requests[0] = await_request(&it);
    MUST(iinked_token_request_call_user_data(requests[0]) == &mark);
    calls[1] = begin(client, NULL);
    usleep(50 * 1000);
    /* The call that waits asks anew. */
    iinked_call_cancel(calls[0]);
    requests[1] = await_request(&it);
    all_came(0, 1, 0);
    iinked_token_request_complete(requests[0], "yesterday", NULL);
    iinked_client_free(client);
    /* A child's answer reaches nobody. */
    child = fork();
    if (child == 0) {
        iinked_token_request_complete(requests[1], "yesterday", NULL);
        end_child();
    }
    await_child(child);
    iinked_token_request_complete(requests[1], "today", NULL);
    all_came(1, 0, 0);
    iinked_call_free(calls[0]);
    iinked_call_free(calls[1]);
    iinked_token_request_complete(NULL, "today", NULL);
    MUST(iinked_token_request_call_user_data(NULL) == NULL);
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    base_url = argv[1];
    attempts_are_told();
    attempts_of_an_audit_are_told();
    a_callback_may_start_calls_and_wait_for_none();
    a_token_is_renewed_after_a_401();
    a_failing_provider_ends_the_call_that_asks();
    a_slow_provider_holds_up_no_other_call();
    the_call_may_be_gone_when_the_answer_comes();
    puts("survived");
    return 0;
}
