/* What test programs have in common: conditions that must hold, and clients. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iinkedsign.h>

/* Of a package. */
#define ID "7a17e4e7-bc32-4256-bf81-27eac794c2b7"

#define MUST(condition)                                                            \
    do {                                                                           \
        if (!(condition)) {                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);        \
            exit(1);                                                               \
        }                                                                          \
    } while (0)

/* A call that can fail, with its last argument `&error`. */
#define SUCCEED(call)                                                                                 \
    do {                                                                                              \
        iinked_error *error = NULL;                                                                   \
        iinked_code code_ = (call);                                                                   \
        if (error) fprintf(stderr, "%s: %s\n", #call, iinked_error_message(error));                   \
        MUST(code_ == IINKED_OK && !error);                                                           \
    } while (0)

/* Options for a server; without a key for a client whose tokens come from a provider. */
static inline iinked_config *config_of(const char *base_url, const char *api_key) {
    iinked_config *config = iinked_config_new();
    MUST(iinked_config_set_base_url(config, base_url, NULL) == IINKED_OK);
    if (api_key) MUST(iinked_config_set_api_key(config, api_key, NULL) == IINKED_OK);
    return config;
}

/* The same for `.../BINDING/` + case, whose key is always the same. */
static inline iinked_config *config_of_case(const char *base_url, const char *name, const char *api_key) {
    char url[512];
    snprintf(url, sizeof url, "%s%s/api/v1", base_url, name);
    return config_of(url, api_key);
}

/* Under valgrind everything takes long. */
static inline void be_patient(iinked_config *config, uint64_t timeout_ms) {
    MUST(iinked_config_set_attempt_timeout_ms(config, 60000, NULL) == IINKED_OK);
    MUST(iinked_config_set_connect_timeout_ms(config, 60000, NULL) == IINKED_OK);
    MUST(iinked_config_set_timeout_ms(config, timeout_ms, NULL) == IINKED_OK);
}

/* The client of these options, which it frees. */
static inline iinked_client *client_of(iinked_config *config) {
    iinked_client *client = NULL;
    SUCCEED(iinked_client_new(config, &client, &error));
    iinked_config_free(config);
    return client;
}

#endif
