/* A list page by page: pages BASE_URL
 *
 * BASE_URL + "account" has 7 packages, + "empty" none, + "far" 7 that come slowly, + "broken" fails at first. */
#include "waiting.h"

static const char *base_url;

static iinked_client *make_client(const char *name) {
    iinked_config *config = config_of_case(base_url, name, "the-key");
    MUST(iinked_config_set_max_retries(config, 0, NULL) == IINKED_OK);
    return client_of(config);
}

/* Pages of three. */
static iinked_package_pages *walk(const iinked_client *client) {
    iinked_list_filters filters;
    iinked_package_pages *pages = NULL;
    memset(&filters, 0, sizeof filters);
    filters.struct_size = sizeof filters;
    filters.page_size = 3;
    MUST(iinked_client_package_pages(client, &filters, &pages, NULL) == IINKED_OK && pages);
    return pages;
}

/* What an asynchronous call came to. */
static bool came;
static iinked_code came_to;
static iinked_package_list *came_with;

static void on_page(iinked_code code, iinked_package_list *list, iinked_error *error, void *user_data) {
    (void)user_data;
    iinked_error_free(error);
    LOCKED(came = true, came_to = code, came_with = list);
}

static iinked_call *begin(iinked_package_pages *pages) {
    iinked_call *call = NULL;
    MUST(iinked_package_pages_next_async(pages, on_page, NULL, &call, NULL) == IINKED_OK && call);
    return call;
}

static iinked_code end(iinked_call *call, iinked_package_list **list) {
    AWAIT(came);
    came = false;
    iinked_call_free(call);
    *list = came_with;
    return came_to;
}

static iinked_code next(iinked_package_pages *pages, bool later, iinked_package_list **list) {
    return later ? end(begin(pages), list) : iinked_package_pages_next(pages, list, NULL);
}

static void every_package_comes_once(bool later) {
    iinked_client *client = make_client("account");
    iinked_package_pages *pages = walk(client);
    iinked_package_list *list = NULL;
    char expected[8];
    int count = 0, largest = 0, repeat;
    size_t at;
    /* The walk outlives the client. */
    iinked_client_free(client);
    for (;;) {
        MUST(next(pages, later, &list) == IINKED_OK);
        if (!list) break;
        if ((int)list->items_len > largest) largest = (int)list->items_len;
        for (at = 0; at < list->items_len; at++) {
            snprintf(expected, sizeof expected, "p%d", count++);
            MUST(strcmp(list->items[at]->package_id, expected) == 0);
        }
        iinked_package_list_free(list);
    }
    MUST(count == 7 && largest == 3);
    for (repeat = 0; repeat < 3; repeat++) MUST(next(pages, later, &list) == IINKED_OK && !list);
    iinked_package_pages_free(pages);
}

static void an_account_without_packages_ends_at_once(void) {
    iinked_client *client = make_client("empty");
    iinked_package_pages *pages = walk(client), *unused = walk(client);
    iinked_package_list *list = (iinked_package_list *)&client;
    MUST(iinked_package_pages_next(pages, &list, NULL) == IINKED_OK && !list);
    iinked_package_pages_free(pages);
    iinked_package_pages_free(unused);
    iinked_client_free(client);
}

static void one_page_at_a_time(void) {
    iinked_client *client = make_client("far");
    iinked_package_pages *pages = walk(client);
    iinked_package_list *list = NULL;
    iinked_error *error = NULL;
    iinked_call *call = begin(pages), *second = (iinked_call *)&list;
    MUST(iinked_package_pages_next(pages, &list, &error) == IINKED_ERR_INVALID_ARGUMENT && !list);
    MUST(strcmp(iinked_error_message(error), "a page of this list is being asked for already; nothing was sent") == 0);
    iinked_error_free(error);
    MUST(iinked_package_pages_next_async(pages, on_page, NULL, &second, NULL) == IINKED_ERR_INVALID_ARGUMENT);
    MUST(second == NULL);
    /* A page that is given up is asked for again. */
    iinked_call_cancel(call);
    MUST(end(call, &list) == IINKED_ERR_CANCELLED && !list);
    call = begin(pages);
    /* The walk can be ended while it goes on. */
    iinked_package_pages_free(pages);
    iinked_client_free(client);
    MUST(end(call, &list) == IINKED_OK && list->items_len == 3 && strcmp(list->items[0]->package_id, "p0") == 0);
    iinked_package_list_free(list);
}

static void after_an_error_the_same_page_can_be_asked_for(void) {
    iinked_client *client = make_client("broken");
    iinked_package_pages *pages = walk(client);
    iinked_package_list *list = NULL;
    MUST(iinked_package_pages_next(pages, &list, NULL) == IINKED_ERR_SERVER && !list);
    MUST(iinked_package_pages_next(pages, &list, NULL) == IINKED_OK);
    MUST(strcmp(list->items[0]->package_id, "p0") == 0);
    iinked_package_list_free(list);
    iinked_package_pages_free(pages);
    iinked_client_free(client);
}

/* The JSON text of each package, and of the page as their array: with every documented key, or as the server sent it. */
static void the_json_is_whole_or_as_it_was_sent(bool keep) {
    iinked_config *config = config_of_case(base_url, "account", "the-key");
    iinked_client *client;
    iinked_package_pages *pages;
    iinked_package_list *list = NULL;
    const char *rest;
    size_t at;
    MUST(iinked_config_set_keep_json(config, keep, NULL) == IINKED_OK);
    client = client_of(config);
    pages = walk(client);
    MUST(iinked_package_pages_next(pages, &list, NULL) == IINKED_OK && list->items_len == 3);
    rest = list->json;
    for (at = 0; at < list->items_len; at++) {
        const char *json = list->items[at]->json;
        const bool whole = strstr(json, "\"recipients\"") != NULL;
        MUST(whole != keep && strstr(json, list->items[at]->package_id));
        MUST(*rest == (at ? ',' : '[') && strncmp(rest + 1, json, strlen(json)) == 0);
        rest += 1 + strlen(json);
    }
    MUST(strcmp(rest, "]") == 0);
    iinked_package_list_free(list);
    iinked_package_pages_free(pages);
    iinked_client_free(client);
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    base_url = argv[1];
    every_package_comes_once(false);
    every_package_comes_once(true);
    an_account_without_packages_ends_at_once();
    the_json_is_whole_or_as_it_was_sent(false);
    the_json_is_whole_or_as_it_was_sent(true);
    one_page_at_a_time();
    after_an_error_the_same_page_can_be_asked_for();
    puts("survived");
    return 0;
}
