/*
 * A library for LD_PRELOAD that makes the Nth writing call below a folder fail, once or from then on.
 *
 * FAILING_FOLDER   the calls that count are those on files below it
 * FAILING_CONTROL  a file of eight 64-bit numbers, shared with the test while the program runs (enum below)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ARMED, NTH, FOR_EVER, ERROR_NUMBER, KINDS, TORN, COUNTED, FAILED, NUMBERS };
enum { WRITE = 1, SYNC = 2, RENAME = 4, TRUNCATE = 8, UNLINK = 16 };

static _Atomic int64_t *control;
static const char *folder;
static size_t folder_length;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) {
  const char *path = getenv("FAILING_CONTROL");
  folder = getenv("FAILING_FOLDER");
  if (path == NULL || folder == NULL) return;
  folder_length = strlen(folder);
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *mapped = mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) control = mapped;
}

static int below(const char *path) {
  return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static int armed(int kind) {
  pthread_once(&once, start);
  return control != NULL && control[ARMED] && (control[KINDS] & kind);
}

/* Whether this call is to fail. */
static int strikes(void) {
  int64_t number = ++control[COUNTED];
  if (number != control[NTH] && !(control[FOR_EVER] && number > control[NTH])) return 0;
  control[FAILED]++;
  return 1;
}

static int strikes_path(int kind, const char *path) {
  if (!armed(kind) || path == NULL || !below(path)) return 0;
  return strikes();
}

static int strikes_file(int kind, int fd) {
  char link[64], path[PATH_MAX];
  if (!armed(kind)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path) && strikes();
}

static int fails(void) {
  errno = (int)control[ERROR_NUMBER];
  return -1;
}

#define REAL(result, name, ...)                                  \
  static result (*real)(__VA_ARGS__);                            \
  if (real == NULL) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* A torn write: part of it reaches the disk, then the call fails. */
#define TORN_SIZE(count) ((count) > 512 ? 512 : (count) / 2)

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!strikes_file(WRITE, fd)) return real(fd, bytes, count);
  if (control[TORN]) (void)!real(fd, bytes, TORN_SIZE(count));
  return fails();
}

static ssize_t write_at(ssize_t (*real)(int, const void *, size_t, off_t), int fd, const void *bytes, size_t count, off_t at) {
  if (!strikes_file(WRITE, fd)) return real(fd, bytes, count, at);
  if (control[TORN]) (void)!real(fd, bytes, TORN_SIZE(count), at);
  return fails();
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  return write_at(real, fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
  return write_at(real, fd, bytes, count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return strikes_file(WRITE, fd) ? fails() : real(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
  return strikes_file(WRITE, fd) ? fails() : real(fd, parts, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) {
  REAL(ssize_t, "pwritev64", int, const struct iovec *, int, off_t);
  return strikes_file(WRITE, fd) ? fails() : real(fd, parts, count, at);
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  return strikes_file(SYNC, fd) ? fails() : real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return strikes_file(SYNC, fd) ? fails() : real(fd);
}

int ftruncate(int fd, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  return strikes_file(TRUNCATE, fd) ? fails() : real(fd, size);
}

int ftruncate64(int fd, off_t size) {
  REAL(int, "ftruncate64", int, off_t);
  return strikes_file(TRUNCATE, fd) ? fails() : real(fd, size);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return strikes_path(RENAME, to) ? fails() : real(from, to);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return strikes_path(UNLINK, path) ? fails() : real(path);
}
