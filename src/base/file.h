/* file: reads whole files, writes whole results, of which nothing is ever left half-written, and finds the data files.
 */
#pragma once

#include "base/base.h"

/* Adds the whole content of `path` ("-": standard input) to `out`. At most `limit` bytes: more is
 * ERROR_LIMIT. A directory, a missing or unreadable file is ERROR_IO, with the path in the record. */
bool file_read(const char *path, size_t limit, struct buf *out, struct error *error);

/* False with ERROR_USAGE when "-" is more than once among the names of files to read: there would be
 * nothing left to read the second time. */
bool files_check(const char *const *files, size_t count, struct error *error);

/* Paths of files. Start with `struct files files = {0};`. */
struct files {
    char **names; /* owned, with the names */
    size_t count, capacity;
};
/* Adds one, which the list takes over. */
void files_add(struct files *files, char *name);
void files_free(struct files *files);

/* The files that a user names: a directory stands for every *.hgw.xml below it, in the order of their names. What is
 * hidden there is not looked at, and links to directories are not followed. Adds to `unread` each directory that cannot
 * be read, or holds no case. */
void files_find(struct files *files, const char *const *names, size_t count, struct error *unread);

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

/* Makes a directory, with those above it, as far as they are not there; with mode 0700. */
bool directory_make(const char *path, struct error *error);

/* Makes one for files to look at and forget: in XDG_RUNTIME_DIR, which is gone after the session, else in TMPDIR, else
 * in /tmp. NULL: ERROR_IO. Freed with free(). */
char *directory_private(struct error *error);

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

/* datadir: the directories where the data files (schemas/, templates/) are looked for, first match wins: the --data-dir
 * option, HGW_DATADIR, the user's own directory ($XDG_DATA_HOME/hgw or ~/.local/share/hgw; XDG Base Directory
 * Specification), the installed one. What stands in schemas/ may also stand in the directory itself: that is a team's
 * own, such as the rules in ~/.local/share/hgw/regels, and comes before ours. */
struct datadir {
    struct files directories; /* those that apply, in order. Owned. */
};

/* A name in the user's directory that the variable names (XDG Base Directory Specification), else in that one below the
 * home directory. NULL: there is neither. Freed with free(). */
char *user_path(const char *variable, const char *in_home, const char *name);

/* Fills `datadir` from `option` (may be NULL) and the environment. */
void datadir_open(struct datadir *datadir, const char *option);
void datadir_close(struct datadir *datadir);

/* The path of the first file that exists with this name, such as "schemas/agenda.tsv". NULL when there is none:
 * ERROR_DATA, with a sentence that says where was looked, unless `error` is NULL. The other one takes a team's own, or
 * ours alone, and says nothing. Freed with free(). */
char *datadir_find(const struct datadir *datadir, const char *name, struct error *error);
char *datadir_look_in(const struct datadir *datadir, bool own, const char *name);

/* The paths of the files in a folder, such as "schemas/regels", with names such as "*.sch", a team's own or ours: of
 * all directories together, in the order of their names, and of files with one name the first. Freed with files_free.
 */
struct files datadir_list(const struct datadir *datadir, bool own, const char *folder, const char *pattern);

/* When `error` is about an unusable file in schemas/ or templates/ of one of them: adds to its sentence that the file
 * may be of another version of hgw, and what to do. */
void datadir_advise(const struct datadir *datadir, struct error *error);
