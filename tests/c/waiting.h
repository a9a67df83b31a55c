/* Waiting for what comes on other threads, and for other processes. */
#ifndef TESTS_WAITING_H
#define TESTS_WAITING_H

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* One lock for all that callbacks change. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* Does something under the lock, and tells who waits. */
#define LOCKED(...)                       \
    do {                                  \
        pthread_mutex_lock(&lock);        \
        __VA_ARGS__;                      \
        pthread_cond_broadcast(&changed); \
        pthread_mutex_unlock(&lock);      \
    } while (0)

#define AWAIT(condition) LOCKED(while (!(condition)) pthread_cond_wait(&changed, &lock))

/* What a child inherited it leaves alone: valgrind would call that lost, so it ends as another program. */
static inline void end_child(void) {
    execlp("true", "true", (char *)NULL);
    _exit(1);
}

static inline void await_child(pid_t child) {
    int outcome;
    MUST(waitpid(child, &outcome, 0) == child && outcome == 0);
}

#endif
