/*
 * cut-power FOLDER MICROSECONDS: waits, then shuts the ext4 file system down on which FOLDER lies. What was not synced is lost and the
 * journal is not flushed (EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH): what a power cut leaves behind. Says when it did, in
 * nanoseconds of the monotonic clock, read just before.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  unsigned int without_log_flush = 2;
  if (argc != 3) return 2;
  int folder = open(argv[1], O_RDONLY | O_DIRECTORY);
  if (folder < 0) { perror("open"); return 1; }
  struct timespec now;
  usleep((useconds_t)atol(argv[2]));
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (ioctl(folder, 0x8004587d, &without_log_flush) != 0) { perror("ioctl"); return 1; }
  printf("%lld\n", (long long)now.tv_sec * 1000000000LL + now.tv_nsec);
  return 0;
}
