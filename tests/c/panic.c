/* Makes the library panic, and shows what comes of it: panic BASE_URL, whose host is a name.
 *
 * To look a name up takes a thread, and so do asynchronous calls.  With no address space left for its stack the
 * runtime below the library panics.  It must end as an error, print nothing, and leave a client that works. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <iinkedsign.h>

#define ID "7a17e4e7-bc32-4256-bf81-27eac794c2b7"

static void limit(rlim_t address_space) {
    struct rlimit limit;
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = address_space;
    if (setrlimit(RLIMIT_AS, &limit) != 0) exit(2);
}

static rlim_t address_space(void) {
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (!statm || fscanf(statm, "%lu", &pages) != 1) exit(2);
    fclose(statm);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void never(iinked_code code, iinked_package_status *answer, iinked_error *error, void *user_data) {
    (void)code, (void)answer, (void)error, (void)user_data;
    exit(3);
}

/* Tells the code and the message, and lets go of everything. */
static void tell(iinked_code code, iinked_package_status *status, iinked_package_videos *videos, iinked_error *error) {
    printf("%s: %s\n", iinked_code_name(code), iinked_error_message(error));
    iinked_package_status_free(status);
    iinked_package_videos_free(videos);
    iinked_error_free(error);
}

static void call_both(const iinked_client *client) {
    iinked_package_status *status = NULL;
    iinked_package_videos *videos = NULL;
    iinked_error *error = NULL;
    iinked_code code = iinked_client_package_status(client, ID, &status, &error);
    tell(code, status, NULL, error);
    code = iinked_client_delete_package(client, ID, false, false, &videos, &error);
    tell(code, NULL, videos, error);
}

int main(int argc, char **argv) {
    iinked_config *config = iinked_config_new();
    iinked_client *client = NULL;
    iinked_call *call = NULL;
    iinked_error *error = NULL;
    iinked_code code;
    if (argc != 2 || iinked_config_set_api_key(config, "Canary+Key/5f1c0e9b7a", NULL) != IINKED_OK ||
        iinked_config_set_base_url(config, argv[1], NULL) != IINKED_OK ||
        iinked_client_new(config, &client, NULL) != IINKED_OK)
        return 2;
    iinked_config_free(config);
    limit(address_space() + (1 << 20));
    call_both(client);
    code = iinked_client_package_status_async(client, ID, never, NULL, &call, &error);
    tell(code, NULL, NULL, error);
    limit(RLIM_INFINITY);
    call_both(client);
    iinked_client_free(client);
    return 0;
}
