/* Writes JSON to stdout. */
#ifndef TESTS_JSON_H
#define TESTS_JSON_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <iinkedsign.h>

static bool fresh; /* The next key is the first of its object. */

static void put(const char *text) {
    fputs(text, stdout);
    fresh = *text && strchr("{[", text[strlen(text) - 1]) != NULL;
}

static void text(const char *text) {
    if (!text) {
        put("null");
        return;
    }
    putchar('"');
    for (; *text; text++) {
        switch (*text) {
        case '"': fputs("\\\"", stdout); break;
        case '\\': fputs("\\\\", stdout); break;
        case '\b': fputs("\\b", stdout); break;
        case '\f': fputs("\\f", stdout); break;
        case '\n': fputs("\\n", stdout); break;
        case '\r': fputs("\\r", stdout); break;
        case '\t': fputs("\\t", stdout); break;
        default:
            if ((unsigned char)*text < 0x20) printf("\\u%04x", (unsigned)(unsigned char)*text);
            else putchar(*text);
        }
    }
    put("\"");
}

static void key(const char *name) {
    if (!fresh) put(",");
    text(name);
    put(":");
}

static void number(int64_t number) {
    printf("%" PRId64, number);
    fresh = false;
}

static void flag(bool flag) { put(flag ? "true" : "false"); }

/* A list of structs, each shown by the function `one`. */
#define LIST(items, one)                             \
    do {                                             \
        size_t at_;                                  \
        if (!(items)) {                              \
            put("null");                             \
            break;                                   \
        }                                            \
        put("[");                                    \
        for (at_ = 0; at_ < items##_len; at_++) {    \
            if (at_) put(",");                       \
            one((items)[at_]);                       \
        }                                            \
        put("]");                                    \
    } while (0)

static void error(const iinked_error *it) {
    put("{");
    key("kind"), text(iinked_code_name(iinked_error_code(it)));
    key("code"), number(iinked_error_code(it));
    key("http_status");
    if (iinked_error_http_status(it)) number(iinked_error_http_status(it));
    else put("null");
    key("api_code"), text(iinked_error_api_code(it));
    key("request_id"), text(iinked_error_request_id(it));
    key("attempts");
    if (iinked_error_attempts(it)) number(iinked_error_attempts(it));
    else put("null");
    key("retryable"), flag(iinked_error_retryable(it));
    key("retry_after_ms");
    if (iinked_error_retry_after_ms(it) >= 0) number(iinked_error_retry_after_ms(it));
    else put("null");
    key("evidence");
    switch (iinked_error_evidence(it)) {
    case IINKED_EVIDENCE_ABSENT: text("absent"); break;
    case IINKED_EVIDENCE_PRESENT: text("present"); break;
    case IINKED_EVIDENCE_UNVERIFIED: text("unverified"); break;
    case IINKED_EVIDENCE_RESCINDED: text("rescinded"); break;
    default: put("null");
    }
    key("body"), text(iinked_error_body(it));
    key("message"), text(iinked_error_message(it));
    put("}");
}

#endif
