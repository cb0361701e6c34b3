/* Preloaded into the operator: its clock jumps to and fro. Every 20 seconds the time of day is right, then ahead by
   CLOCK_STEP_SECONDS, then right again, then behind by as much. Durations (CLOCK_MONOTONIC) are left alone, as they are by NTP. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    static const int steps[] = {0, 1, 0, -1};
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    const char *seconds = getenv("CLOCK_STEP_SECONDS");
    if (result == 0 && clock == CLOCK_REALTIME && seconds) {
        struct timespec running;
        real(CLOCK_MONOTONIC, &running);
        now->tv_sec += steps[running.tv_sec / 20 % 4] * atoi(seconds);
    }
    return result;
}
