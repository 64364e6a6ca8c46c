/*
 * A disk that remembers, fails or is full on demand: preloaded under a till, between its database driver and libc.
 *
 * It looks only at files at or below the folder of FAULTY_DISK_FOLDER (absolute, no symbolic links); for all others it
 * is not there. Whoever runs under it steers it by calling the disk_* functions below (ctypes, no files in between).
 *
 *   record  every open, write, truncate, sync, unlink and rename goes with its data to the file FAULTY_DISK_LOG;
 *   fail    with a probability, or exactly the k-th call (and all behind it, if wanted): EIO, ENOSPC, half a write;
 *   quota   ENOSPC for whatever would grow the folder by more than the room that is left; what fits is written.
 *
 * Used by tests only. It must never change a byte that is written, and never fail what it was not asked to fail.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, MARK, OPS };
enum { MOST_FILES = 65536, CREATED = 1 };

/* One entry of the log; `bytes` of payload follow: data, a path below the folder, two paths parted by NUL, a mark. */
struct entry { uint32_t op, flags; uint64_t inode; int64_t offset, bytes; };

static struct { uint64_t inode; int ours; } files[MOST_FILES];
static char folder[4096];
static size_t folder_length;
static int log_fd = -1, recording, sticky, dead, wanted_error;
static unsigned mask, per_myriad;
static long kth, seen[OPS], injected[OPS], calls;
static int64_t room = -1;
static uint64_t dice = 88172645463325252ULL;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("FAULTY_DISK_FOLDER"), *log = getenv("FAULTY_DISK_LOG");
    if (where) folder_length = (size_t)snprintf(folder, sizeof folder, "%s", where);
    if (log) log_fd = REAL(open64)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* ---- what is ours ---- */

static const char *below(const char *path) { /* the path inside the folder, "" for the folder, NULL for others */
    if (!folder_length || !path || strncmp(path, folder, folder_length)) return NULL;
    if (path[folder_length] == '/') return path + folder_length + 1;
    return path[folder_length] ? NULL : "";
}

static int is_ours(int fd) { return fd >= 0 && fd < MOST_FILES && files[fd].ours; }

static void note(int op, unsigned flags, uint64_t inode, int64_t offset, const void *data, int64_t bytes) {
    if (!recording || log_fd < 0) return;
    struct entry entry = {(uint32_t)op, flags, inode, offset, bytes};
    ssize_t (*put)(int, const void *, size_t) = REAL(write);
    if (put(log_fd, &entry, sizeof entry) != sizeof entry) abort();
    for (int64_t done = 0; done < bytes;) {
        ssize_t more = put(log_fd, (const char *)data + done, (size_t)(bytes - done));
        if (more <= 0) abort(); /* a log with a hole would prove nothing */
        done += more;
    }
}

/* ---- what fails ---- */

static unsigned roll(unsigned sides) { /* xorshift64 */
    dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
    return (unsigned)((dice >> 11) % sides);
}

static int verdict(int op) { /* 0 = let it be, else the error; called with the turn held */
    seen[op]++;
    if (!(mask & 1u << op)) return 0;
    calls++;
    int hit = dead || calls == kth || (per_myriad && roll(10000) < per_myriad);
    if (!hit) return 0;
    dead = sticky && (dead || calls == kth);
    injected[op]++;
    if (wanted_error) return wanted_error;
    return (op == WRITE || op == TRUNCATE) && roll(2) ? ENOSPC : EIO;
}

static int64_t size_of(int fd) {
    struct stat64 is;
    return fstat64(fd, &is) ? 0 : is.st_size;
}

static void give_back(const char *path) { /* the room of a file that goes */
    struct stat64 is;
    if (room >= 0 && !stat64(path, &is) && S_ISREG(is.st_mode) && is.st_nlink == 1) room += is.st_size;
}

static void steer(int ops, int chance, long one, int stay_dead, int error) {
    mask = (unsigned)ops, per_myriad = (unsigned)chance, kth = one, sticky = stay_dead, wanted_error = error;
    calls = 0, dead = 0;
}

/* ---- how it is steered ---- */

void disk_fail(int ops, int chance, long one, int stay_dead, int error) { steer(ops, chance, one, stay_dead, error); }
void disk_seed(uint64_t seed) { dice = seed * 2654435761u + 88172645463325252ULL; }
void disk_room(int64_t bytes) { room = bytes; }
int64_t disk_room_left(void) { return room; }
void disk_record(int on) { recording = on; }
void disk_mark(const char *text, int64_t bytes) { note(MARK, 0, 0, 0, text, bytes); }
long disk_seen(int op) { return seen[op]; }
long disk_injected(int op) { return injected[op]; }
long disk_calls(void) { return calls; }
void disk_forget(void) { memset(seen, 0, sizeof seen), memset(injected, 0, sizeof injected); }

/* ---- what stands in libc's place ---- */

static int opened(const char *path, int flags, mode_t mode) {
    const char *name = below(path);
    if (!name) return REAL(open64)(path, flags, mode);
    pthread_mutex_lock(&turn);
    int error = verdict(OPEN), fd = -1, fresh = access(path, F_OK) != 0;
    if (error) errno = error;
    else {
        if (!fresh && flags & O_TRUNC) give_back(path);
        fd = REAL(open64)(path, flags, mode);
    }
    struct stat64 is;
    if (fd >= 0 && fd < MOST_FILES && !fstat64(fd, &is)) {
        files[fd].inode = is.st_ino, files[fd].ours = 1;
        note(OPEN, fresh ? CREATED : 0, is.st_ino, 0, name, (int64_t)strlen(name));
        if (!fresh && flags & O_TRUNC) note(TRUNCATE, 0, is.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define OPENING(name)                                                                  \
    int name(const char *path, int flags, ...) {                                       \
        va_list rest;                                                                  \
        va_start(rest, flags);                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;        \
        va_end(rest);                                                                  \
        return opened(path, flags, mode);                                              \
    }
OPENING(open)
OPENING(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) files[fd].ours = 0;
    return REAL(close)(fd);
}

static ssize_t written(int fd, const void *data, size_t bytes, off64_t at, int positioned) {
    pthread_mutex_lock(&turn);
    int error = verdict(WRITE);
    ssize_t done = -1;
    size_t fits = bytes;
    int64_t grows = at + (int64_t)bytes - size_of(fd);
    if (error && !wanted_error && bytes > 1 && !roll(3)) fits = 1 + roll((unsigned)bytes - 1), error = 0; /* half a write, as if all were well */
    if (!error && room >= 0 && grows > room) {
        fits = grows - room < (int64_t)bytes ? bytes - (size_t)(grows - room) : 0;
        injected[WRITE]++;
        if (!fits) error = ENOSPC;
    }
    if (error) errno = error;
    else done = positioned ? REAL(pwrite64)(fd, data, fits, at) : REAL(write)(fd, data, fits);
    if (done > 0) note(WRITE, 0, files[fd].inode, at, data, done);
    if (done > 0 && room >= 0 && (grows -= (int64_t)(bytes - (size_t)done)) > 0) room -= grows;
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
    return is_ours(fd) ? written(fd, data, bytes, at, 1) : REAL(pwrite64)(fd, data, bytes, at);
}
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return pwrite64(fd, data, bytes, at); }

ssize_t write(int fd, const void *data, size_t bytes) {
    if (!is_ours(fd)) return REAL(write)(fd, data, bytes);
    int append = fcntl(fd, F_GETFL) & O_APPEND;
    return written(fd, data, bytes, append ? size_of(fd) : lseek64(fd, 0, SEEK_CUR), 0);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t bytes) { /* copies of whole files, block by block */
    ssize_t (*send)(int, int, off64_t *, size_t) = REAL(sendfile64);
    if (!is_ours(to)) return send(to, from, offset, bytes);
    char block[65536];
    ssize_t got = pread64(from, block, bytes < sizeof block ? bytes : sizeof block, offset ? *offset : lseek64(from, 0, SEEK_CUR));
    if (got <= 0) return got;
    ssize_t done = write(to, block, (size_t)got);
    if (done > 0 && offset) *offset += done;
    if (done > 0 && !offset) lseek64(from, done, SEEK_CUR);
    return done;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t bytes) { return sendfile64(to, from, offset, bytes); }

int ftruncate64(int fd, off64_t length) {
    if (!is_ours(fd)) return REAL(ftruncate64)(fd, length);
    pthread_mutex_lock(&turn);
    int error = verdict(TRUNCATE), done = -1;
    int64_t grows = length - size_of(fd);
    if (!error && room >= 0 && grows > room) error = ENOSPC, injected[TRUNCATE]++;
    if (error) errno = error;
    else done = REAL(ftruncate64)(fd, length);
    if (!done) note(TRUNCATE, 0, files[fd].inode, length, NULL, 0);
    if (!done && room >= 0) room -= grows;
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int posix_fallocate64(int fd, off64_t offset, off64_t length) { /* tells its error by its value; counts as a truncate */
    if (!is_ours(fd)) return REAL(posix_fallocate64)(fd, offset, length);
    pthread_mutex_lock(&turn);
    int error = verdict(TRUNCATE);
    int64_t grows = offset + length - size_of(fd);
    if (!error && room >= 0 && grows > room) error = ENOSPC, injected[TRUNCATE]++;
    if (!error) error = REAL(posix_fallocate64)(fd, offset, length);
    if (!error && grows > 0) note(TRUNCATE, 0, files[fd].inode, offset + length, NULL, 0);
    if (!error && room >= 0 && grows > 0) room -= grows;
    pthread_mutex_unlock(&turn);
    return error;
}
int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

static int synced(int fd, int (*how)(int)) {
    if (!is_ours(fd)) return how(fd);
    pthread_mutex_lock(&turn);
    int error = verdict(SYNC), done = -1;
    if (error) errno = error;
    else done = 0; /* nobody pulls this machine's plug: what is durable is told by the log */
    if (!done) note(SYNC, 0, files[fd].inode, 0, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

int unlink(const char *path) {
    const char *name = below(path);
    if (!name) return REAL(unlink)(path);
    pthread_mutex_lock(&turn);
    int error = verdict(UNLINK), done = -1;
    if (error) errno = error;
    else {
        int64_t before = room;
        give_back(path);
        if ((done = REAL(unlink)(path))) room = before;
    }
    if (!done) note(UNLINK, 0, 0, 0, name, (int64_t)strlen(name));
    pthread_mutex_unlock(&turn);
    return done;
}

int rename(const char *from, const char *to) {
    const char *old = below(from), *new = below(to);
    if (!old || !new) return REAL(rename)(from, to);
    pthread_mutex_lock(&turn);
    int error = verdict(RENAME), done = -1;
    if (error) errno = error;
    else {
        int64_t before = room;
        give_back(to);
        if ((done = REAL(rename)(from, to))) room = before;
    }
    char both[8192];
    int length = snprintf(both, sizeof both, "%s%c%s", old, 0, new);
    if (!done) note(RENAME, 0, 0, 0, both, length);
    pthread_mutex_unlock(&turn);
    return done;
}
