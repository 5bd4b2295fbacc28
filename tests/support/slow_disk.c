/* A disk that takes its time: put before the C library's own with LD_PRELOAD.

   DISK_MS is how long a flush takes while the window turns; DISK_COUNTERS a file of four 64-bit counters: turns of the
   window's event loop (the program counts them), flushes that ended, flushes during which the
   window stood still, flushes asked for by the window's own thread. Once the window turns, a flush
   does not end before the window has turned three times more: whoever waits for the disk in the
   window's thread stands still, however fast the machine is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { TURNS, ENDED, STOOD_STILL, BY_THE_WINDOW, COUNTERS };
enum { PATIENCE_MS = 5000, TURNS_NEEDED = 3 };

static volatile uint64_t *counters;
static long flush_ms;

__attribute__((constructor)) static void begin(void) {
    const char *ms = getenv("DISK_MS"), *path = getenv("DISK_COUNTERS");
    int file = path ? open(path, O_RDWR) : -1;
    if (!ms || file < 0) return;
    void *there = mmap(0, COUNTERS * sizeof *counters, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (there == MAP_FAILED) return;
    flush_ms = atol(ms);
    counters = there;
}

static void wait_ms(long ms) {
    struct timespec span = {ms / 1000, (ms % 1000) * 1000000L};
    nanosleep(&span, 0);
}

static int flush(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (!counters) return real(file);
    uint64_t since = counters[TURNS];
    if (since) wait_ms(flush_ms);
    if (since && syscall(SYS_gettid) == getpid()) {
        __sync_fetch_and_add(&counters[BY_THE_WINDOW], 1);
    } else if (since) {
        long waited = 0;
        while (counters[TURNS] < since + TURNS_NEEDED && waited++ < PATIENCE_MS) wait_ms(1);
        if (waited > PATIENCE_MS) __sync_fetch_and_add(&counters[STOOD_STILL], 1);
    }
    int answer = real(file);
    __sync_fetch_and_add(&counters[ENDED], 1);
    return answer;
}

int fsync(int file) { return flush("fsync", file); }
int fdatasync(int file) { return flush("fdatasync", file); }
