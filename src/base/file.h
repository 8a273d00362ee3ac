/* file: reads whole files and writes whole results; nothing is ever left half-written. */
#pragma once

#include "base/base.h"

/* Adds the whole content of `path` ("-": standard input) to `out`. At most `limit` bytes: more is
 * ERROR_LIMIT. A directory, a missing or unreadable file is ERROR_IO, with the path in the record. */
bool file_read(const char *path, size_t limit, struct buf *out, struct error *error);

/* False with ERROR_USAGE when "-" is more than once among the names of files to read: there would be
 * nothing left to read the second time. */
bool files_check(const char *const *files, size_t count, struct error *error);

/* The files that a user names: a directory stands for every *.hgw.xml below it, in the order of their names. What is
 * hidden there is not looked at, and links to directories are not followed. Start with `struct files files = {0};`. */
struct files {
    char **names; /* owned, with the names */
    size_t count, capacity;
};
/* Adds to `unread` each directory that cannot be read, or holds no case. */
void files_find(struct files *files, const char *const *names, size_t count, struct error *unread);
void files_free(struct files *files);

/* What may happen to a file that is already there. */
enum overwrite {
    HGW_KEEP,          /* refuse: ERROR_IO, the file is left as it was */
    HGW_KEEP_UNFORCED, /* the same, and the sentence says that --force is there */
    HGW_REPLACE,       /* put the new content in its place, in one step */
};

/* Writes `length` bytes to `path` ("-": standard output) as a whole: beside the file, fsync, then into place,
 * so that no partial file outlives the program, however that ends (where the file system knows no unnamed
 * files, only SIGKILL leaves one). A new file has mode 0600; one that is replaced keeps its mode, its owner
 * and its access list as far as the system lets us, else it is closed for others. Symbolic links are written
 * through; of a file with more names only this one gets the new content. What is no regular file (a device, a
 * pipe, a descriptor such as /dev/stdout) is never replaced but written to. */
bool file_write(const char *path, const char *bytes, size_t length, enum overwrite overwrite, struct error *error);

/* Makes a directory of its own for files to look at and forget, which only the user can enter: in XDG_RUNTIME_DIR,
 * which is gone after the session, else in TMPDIR, else in /tmp. NULL: ERROR_IO. Freed with free(). */
char *directory_private(struct error *error);

/* Makes a directory, with those above it, as far as they are not there; with mode 0700. */
bool directory_make(const char *path, struct error *error);

/* True when both names are of one regular file, also through links. */
bool file_same(const char *left, const char *right);

/* Adds what standard input has by now to `out`, of a conversation that goes on; waits for it at most so many
 * milliseconds, with -1 as long as it takes. */
enum input {
    INPUT_NONE, /* nothing came in that time */
    INPUT_SOME,
    INPUT_END, /* the other side is gone */
};
enum input stdin_read(struct buf *out, int wait);

/* Writes to standard output and flushes. A closed pipe is ERROR_PIPE, a full disk ERROR_IO. */
bool stdout_write(const char *bytes, size_t length, struct error *error);

/* Closes standard output: the last moment at which a full disk can show. Call it once, at the end. */
bool stdout_close(struct error *error);
