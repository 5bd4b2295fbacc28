/* A disk that fails: put before the C library's own calls with LD_PRELOAD.

   DISK_FOLDER names the folder whose files are meant, DISK_COUNTERS a file of five 64-bit numbers:
   calls that would change the disk so far; the call at which it begins to fail (0: never); for how
   many calls it fails from there; with which errno, 0 for a kill of the program before that call;
   calls that failed. The program sets them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { CALLS, FIRST, SPAN, ERROR, FAILED, COUNTERS };

static volatile uint64_t *counters;
static const char *folder;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("DISK_COUNTERS");
    int file = path ? REAL(open)(path, O_RDWR) : -1;
    if (file < 0) return;
    void *there = mmap(0, COUNTERS * sizeof *counters, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (there == MAP_FAILED) return;
    folder = getenv("DISK_FOLDER");
    counters = there;
}

static int is_meant(const char *path) {
    return folder && path && !strncmp(path, folder, strlen(folder));
}

static int fails_here(void) {
    uint64_t call = __sync_add_and_fetch(&counters[CALLS], 1), first = counters[FIRST];
    if (!first || call < first || call >= first + counters[SPAN]) return 0;
    __sync_fetch_and_add(&counters[FAILED], 1);
    if (!counters[ERROR]) kill(getpid(), SIGKILL);
    errno = (int)counters[ERROR];
    return 1;
}

static int fails(int file) {
    char link[64], path[4096];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_meant(path) && fails_here();
}

static int fails_to_make(const char *path, int flags) {
    return is_meant(path) && (flags & O_CREAT) && access(path, F_OK) && fails_here();
}

ssize_t write(int f, const void *b, size_t n) { return fails(f) ? -1 : REAL(write)(f, b, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t at) {
    return fails(f) ? -1 : REAL(pwrite)(f, b, n, at);
}
ssize_t pwrite64(int f, const void *b, size_t n, off64_t at) {
    return fails(f) ? -1 : REAL(pwrite64)(f, b, n, at);
}
int fsync(int f) { return fails(f) ? -1 : REAL(fsync)(f); }
int fdatasync(int f) { return fails(f) ? -1 : REAL(fdatasync)(f); }
int ftruncate(int f, off_t n) { return fails(f) ? -1 : REAL(ftruncate)(f, n); }
int ftruncate64(int f, off64_t n) { return fails(f) ? -1 : REAL(ftruncate64)(f, n); }
int rename(const char *from, const char *to) {
    return is_meant(to) && fails_here() ? -1 : REAL(rename)(from, to);
}
int mkdir(const char *path, mode_t mode) {
    return is_meant(path) && fails_here() ? -1 : REAL(mkdir)(path, mode);
}

#define OPEN(name)                                                    \
    int name(const char *path, int flags, ...) {                      \
        va_list more;                                                 \
        va_start(more, flags);                                        \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;     \
        va_end(more);                                                 \
        if (fails_to_make(path, flags)) return -1;                    \
        return REAL(name)(path, flags, mode);                         \
    }
OPEN(open)
OPEN(open64)
