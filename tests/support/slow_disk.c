/* A disk that takes its time: put before the C library's own with LD_PRELOAD.

   DISK_MS is how long a flush takes while the window turns; DISK_COUNTERS a file of 64-bit
   counters: turns of the window's event loop (the program counts them), flushes that ended, flushes
   during which the window stood still, flushes asked for by the window's own thread; and, while the
   window turns, how often the journal's files were written and read, by other threads and by the
   window's. Once the window turns, a flush does not end before the window has turned three times
   more: whoever waits for the disk in the window's thread stands still, however fast the machine
   is. The window's thread is the one that the process began with. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    TURNS, ENDED, STOOD_STILL, BY_THE_WINDOW,
    WRITTEN, WRITTEN_BY_THE_WINDOW, READ, READ_BY_THE_WINDOW, COUNTERS
};
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

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_the_windows_thread(void) { return syscall(SYS_gettid) == getpid(); }

static int is_of_the_journal(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    return name && !strncmp(name, "/journal.", strlen("/journal."));
}

static void note(int file, int by_others) {
    if (!counters || !counters[TURNS] || !is_of_the_journal(file)) return;
    __sync_fetch_and_add(&counters[by_others + is_the_windows_thread()], 1);
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
    if (since && is_the_windows_thread()) {
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

ssize_t write(int f, const void *b, size_t n) { note(f, WRITTEN); return REAL(write)(f, b, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t at) {
    note(f, WRITTEN);
    return REAL(pwrite)(f, b, n, at);
}
ssize_t pwrite64(int f, const void *b, size_t n, off64_t at) {
    note(f, WRITTEN);
    return REAL(pwrite64)(f, b, n, at);
}
ssize_t pread(int f, void *b, size_t n, off_t at) {
    note(f, READ);
    return REAL(pread)(f, b, n, at);
}
ssize_t pread64(int f, void *b, size_t n, off64_t at) {
    note(f, READ);
    return REAL(pread64)(f, b, n, at);
}
