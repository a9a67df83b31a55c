/* Reads Arrow's C stream interface, and checks what a stream says of itself. */
#ifndef TESTS_ARROW_H
#define TESTS_ARROW_H

#include "check.h"

static bool is_format(const struct ArrowSchema *type, const char *format) { return strcmp(type->format, format) == 0; }

static bool is_valid(const struct ArrowArray *array, int64_t at) {
    const uint8_t *bits = array->buffers[0];
    at += array->offset;
    return !bits || (bits[at / 8] >> (at % 8) & 1);
}

/* What the specification asks of an array of this type that has at least `length` values. */
static void check_array(const struct ArrowSchema *type, const struct ArrowArray *array, int64_t length) {
    int64_t at, nulls = 0, end = array->length + array->offset;
    bool is_text = is_format(type, "u"), is_list = is_format(type, "+l"), is_table = is_format(type, "+s");

    MUST(type->release && array->release);
    MUST(array->length >= length && array->offset >= 0);
    MUST(array->n_buffers == (is_text ? 3 : is_table ? 1 : 2));
    MUST(array->n_children == type->n_children && (type->n_children > 0) == (is_list || is_table));
    MUST(!array->dictionary == !type->dictionary);
    for (at = 0; at < array->length; at++) nulls += !is_valid(array, at);
    MUST(array->null_count == nulls);
    if (is_text || is_list) {
        const int32_t *offsets = array->buffers[1];
        for (at = 0; at < end; at++) MUST(offsets[at] >= 0 && offsets[at] <= offsets[at + 1]);
        if (is_list) check_array(type->children[0], array->children[0], offsets[end]);
    }
    if (is_table)
        for (at = 0; at < array->n_children; at++) check_array(type->children[at], array->children[at], end);
    if (type->dictionary) {
        const int32_t *codes = array->buffers[1];
        MUST(is_format(type, "i") && is_format(type->dictionary, "u"));
        check_array(type->dictionary, array->dictionary, 0);
        MUST(array->dictionary->null_count == 0);
        for (at = 0; at < array->length; at++)
            if (is_valid(array, at))
                MUST(codes[array->offset + at] >= 0 && codes[array->offset + at] < array->dictionary->length);
    }
}

/* The next rows; false at the end. */
static bool next_batch(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    memset(batch, 0xa5, sizeof *batch); /* All of it is written, whatever was there. */
    MUST(stream->get_next(stream, batch) == 0);
    return batch->release != NULL;
}

static void release_batch(struct ArrowArray *batch) {
    batch->release(batch);
    MUST(!batch->release);
}

static void release_stream(struct ArrowArrayStream *stream) {
    MUST(stream->release);
    stream->release(stream);
    MUST(!stream->release);
}

#endif
