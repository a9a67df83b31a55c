/* The typed fields of every answer, as tests/cases/README.md writes them. */
#ifndef TESTS_FIELDS_H
#define TESTS_FIELDS_H

#include "json.h"

static void timed(const char *sent, int64_t us) {
    put("["), text(sent), put(",");
    if (us == IINKED_NO_TIME) put("null");
    else number(us);
    put("]");
}

static void constant(int32_t code, const char *sent) { put("["), number(code), put(","), text(sent), put("]"); }

#include "records.h"

#endif
