/* What the benchmarks of C share: clocks, medians, and the ratios of pairs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_ROUNDS = 1000 };

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
