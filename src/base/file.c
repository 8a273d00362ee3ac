#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <fts.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { READ_STEP = 64 * 1024 };

static bool is_standard(const char *path) {
    return strcmp(path, "-") == 0;
}

bool files_check(const char *const *files, size_t count, struct error *error) {
    size_t standard = 0;
    for (size_t i = 0; i < count; i++)
        standard += is_standard(files[i]);
    return standard < 2 || error_set(error, ERROR_USAGE, _("De standaardinvoer (-) kan maar één keer gelezen worden."));
}

void files_add(struct files *files, char *name) {
    files->names = list_grow(files->names, &files->capacity, files->count, sizeof *files->names);
    files->names[files->count++] = name;
}

static int by_name(const FTSENT **left, const FTSENT **right) {
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

/* A link that leads nowhere is one, so that something is said of it. */
static bool is_case(const FTSENT *entry) {
    struct stat status;
    return fnmatch("?*.hgw.xml", entry->fts_name, 0) == 0 &&
           (stat(entry->fts_accpath, &status) != 0 || S_ISREG(status.st_mode));
}

static void add_below(struct files *files, const char *directory, struct error *unread) {
    struct error own = ERROR_EMPTY;
    size_t before = files->count;
    FTS *tree = fts_open((char *const[]){(char *)directory, NULL}, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    for (FTSENT *entry; tree && (entry = fts_read(tree));) {
        if (entry->fts_level > 0 && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR)
            error_at(error_next(&own), ERROR_IO, entry->fts_path, 0, 0, "%s", errno_text(entry->fts_errno));
        else if (entry->fts_info != FTS_D && entry->fts_info != FTS_DP && is_case(entry))
            files_add(files, mem_strdup(entry->fts_path));
    }
    if (!tree || errno != 0) /* what fts_read leaves at the end */
        error_at(error_next(&own), ERROR_IO, directory, 0, 0, "%s", errno_text(errno));
    else if (files->count == before && own.kind == ERROR_NONE)
        error_at(&own, ERROR_IO, directory, 0, 0,
                 _("in deze map staat geen casus: geen enkele naam eindigt op .hgw.xml"));
    if (tree)
        fts_close(tree);
    error_add(unread, &own);
}

void files_find(struct files *files, const char *const *names, size_t count, struct error *unread) {
    struct stat status;
    for (size_t i = 0; i < count; i++)
        if (!is_standard(names[i]) && stat(names[i], &status) == 0 && S_ISDIR(status.st_mode))
            add_below(files, names[i], unread);
        else
            files_add(files, mem_strdup(names[i]));
}

void files_free(struct files *files) {
    for (size_t i = 0; i < files->count; i++)
        free(files->names[i]);
    free(files->names);
    *files = (struct files){0};
}

/* For AUTO. What went wrong before it is what is said. */
static void close_file(const int *fd) {
    int saved = errno;
    if (*fd >= 0)
        close(*fd);
    errno = saved;
}

bool file_read(const char *path, size_t limit, struct buf *out, struct error *error) {
    AUTO(close_file) int opened = is_standard(path) ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    int fd = is_standard(path) ? STDIN_FILENO : opened;
    if (fd < 0)
        return error_at(error, ERROR_IO, path, 0, 0, _("kan niet geopend worden: %s"), errno_text(errno));
    for (size_t start = out->length;;) {
        buf_reserve(out, READ_STEP);
        out->data[out->length] = '\0';
        ssize_t got = read(fd, out->data + out->length, READ_STEP);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EISDIR)
            return error_at(error, ERROR_IO, path, 0, 0, _("dit is een map, geen bestand"));
        if (got < 0)
            return error_at(error, ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"), errno_text(errno));
        out->length += (size_t)got;
        if (out->length - start > limit)
            return error_at(error, ERROR_LIMIT, path, 0, 0,
                            _("het bestand is groter dan %zu MiB, meer leest dit programma niet"),
                            limit / (1024 * 1024));
    }
}

static bool write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t done = write(fd, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        length -= (size_t)done;
    }
    return true;
}

/* fsync says EINVAL or EROFS for what cannot be synced (a pipe, a device): that is no failure. */
static bool sync_file(int fd) {
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
}

/* Where `path` leads through symbolic links, whether something is there or not: to free. NULL with errno when
 * the links do not end. A link in /proc stands for a descriptor, as /dev/stdout and /dev/fd/3 do: it leads no
 * further. */
static char *follow_links(const char *path) {
    char *target = mem_strdup(path), name[PATH_MAX];
    struct stat link, proc = {0};
    stat("/proc/self", &proc);
    for (int links = 0; lstat(target, &link) == 0 && S_ISLNK(link.st_mode) && link.st_dev != proc.st_dev;) {
        ssize_t length = readlink(target, name, sizeof name);
        if (length < 0 || length == sizeof name || ++links > 40) {
            errno = length < 0 ? errno : ELOOP;
            free(target);
            return NULL;
        }
        const char *slash = *name == '/' ? NULL : strrchr(target, '/');
        char *next = text_format("%.*s%.*s", slash ? (int)(slash + 1 - target) : 0, target, (int)length, name);
        free(target);
        target = next;
    }
    return target;
}

/* Gives a new file the owner, access list and mode of the one that it replaces. What the system does not let
 * us keep closes the file for all others: their rights meant another group, or only part of it. */
static bool keep_access(int fd, const char *path, const struct stat *old) {
    static const char attribute[] = "system.posix_acl_access";
    char list[4096];
    bool kept = fchown(fd, old->st_uid, old->st_gid) == 0 || fchown(fd, (uid_t)-1, old->st_gid) == 0;
    ssize_t length = getxattr(path, attribute, list, sizeof list);
    kept = kept && (length < 0 ? errno != ERANGE : fsetxattr(fd, attribute, list, (size_t)length, 0) == 0);
    return fchmod(fd, old->st_mode & (kept ? 0777 : 0700)) == 0;
}

/* Writes beside the file, then puts that in its place. `old` is the file to replace; NULL: there must be none. What is
 * written has no name, where the file system knows that, and gets one through /proc: when the program is killed nothing
 * is left, unless just between link and rename: then the whole new text. */
static bool write_beside(const char *path, const char *bytes, size_t length, const struct stat *old, bool named) {
    const char *slash = strrchr(path, '/');
    int prefix = slash ? (int)(slash + 1 - path) : 0;
    AUTO(mem_free) char *temporary = text_format("%.*s.hgw-XXXXXX", prefix, path);
    AUTO(mem_free) char *directory = text_format("%.*s.", prefix, path);
    char unnamed[32];
    AUTO(close_file) int fd = named ? -1 : open(directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    named = fd < 0;
    snprintf(unnamed, sizeof unnamed, "/proc/self/fd/%d", fd);
    if (named)
        fd = mkstemp(temporary); /* mode 0600 */
    bool ok = fd >= 0 && write_all(fd, bytes, length) && (!old || keep_access(fd, path, old)) && sync_file(fd);
    if (ok && old && !named) {
        snprintf(temporary + strlen(temporary) - 6, 7, "%06u", (unsigned)getpid() % 1000000U);
        ok = named = linkat(AT_FDCWD, unnamed, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0;
    }
    if (ok && old)
        ok = rename(temporary, path) == 0;
    else if (ok) {
        ok = linkat(AT_FDCWD, named ? temporary : unnamed, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
        if (!ok && named && (errno == EPERM || errno == ENOTSUP || errno == EMLINK)) /* no hard links here */
            ok = rename(temporary, path) == 0;
    }
    int saved = errno;
    if (named)
        unlink(temporary);
    errno = saved;
    return ok;
}

/* A device, a pipe, a descriptor: what is written there comes behind what is there. */
static bool write_special(const char *path, const char *bytes, size_t length) {
    AUTO(close_file) int fd = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
    return fd >= 0 && write_all(fd, bytes, length) && sync_file(fd);
}

static bool is_stdout(const char *path) {
    struct stat file, out;
    return is_standard(path) || (stat(path, &file) == 0 && fstat(STDOUT_FILENO, &out) == 0 &&
                                 file.st_dev == out.st_dev && file.st_ino == out.st_ino);
}

bool file_write(const char *path, const char *bytes, size_t length, enum overwrite overwrite, struct error *error) {
    if (is_stdout(path))
        return stdout_write(bytes, length, error);
    AUTO(mem_free) char *target = follow_links(path);
    struct stat status;
    const struct stat *old = target && lstat(target, &status) == 0 ? &status : NULL;
    if (old && S_ISDIR(status.st_mode))
        return error_at(error, ERROR_IO, path, 0, 0, _("dit is een map, geen bestand"));
    bool special = old && !S_ISREG(status.st_mode), taken = old && !special && overwrite != HGW_REPLACE;
    bool ok = special && write_special(path, bytes, length);
    if (target && !special && !taken) {
        sigset_t all, before;
        sigfillset(&all);
        sigprocmask(SIG_BLOCK, &all, &before);
        ok = write_beside(target, bytes, length, old, false);
        /* no /proc, or not for us; or the name that it was to have first is taken */
        if (!ok && (errno == EPERM || errno == EACCES || errno == ENOENT || (errno == EEXIST && old)))
            ok = write_beside(target, bytes, length, old, true);
        taken = !ok && errno == EEXIST && !old;
        sigprocmask(SIG_SETMASK, &before, NULL);
    }
    if (taken)
        return error_at(error, ERROR_IO, path, 0, 0,
                        overwrite == HGW_KEEP_UNFORCED ? _("bestaat al en wordt niet overschreven; met --force wel")
                                                       : _("bestaat al en wordt niet overschreven"));
    return ok || error_at(error, ERROR_IO, path, 0, 0, _("kan niet geschreven worden: %s"), errno_text(errno));
}

char *directory_private(struct error *error) {
    const char *const places[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char *path = text_format("%s/hgw-XXXXXX", places[i] ? places[i] : "");
        if (*path == '/' && places[i] && mkdtemp(path)) /* mode 0700 */
            return path;
        free(path);
    }
    error_at(error, ERROR_IO, places[2], 0, 0, _("kan niet geschreven worden: %s"), errno_text(errno));
    return NULL;
}

bool directory_make(const char *path, struct error *error) {
    for (const char *end = path; *(end += strspn(end, "/"));) {
        end += strcspn(end, "/");
        AUTO(mem_free) char *part = mem_strndup(path, (size_t)(end - path));
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return error_at(error, ERROR_IO, part, 0, 0, _("deze map kan niet gemaakt worden: %s"), errno_text(errno));
    }
    return true;
}

bool file_same(const char *left, const char *right) {
    struct stat one, other;
    return stat(left, &one) == 0 && stat(right, &other) == 0 && S_ISREG(one.st_mode) && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

enum input stdin_read(struct buf *out, int wait) {
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, wait) <= 0) /* a signal is like nothing */
        return INPUT_NONE;
    buf_reserve(out, READ_STEP);
    ssize_t got = read(STDIN_FILENO, out->data + out->length, READ_STEP);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return INPUT_NONE;
    if (got <= 0)
        return INPUT_END;
    out->length += (size_t)got;
    out->data[out->length] = '\0';
    return INPUT_SOME;
}

static bool stdout_failed(struct error *error) {
    if (errno == EPIPE)
        return error_set(error, ERROR_PIPE, "%s", errno_text(errno));
    return error_set(error, ERROR_IO, _("De uitvoer kan niet geschreven worden: %s."), errno_text(errno));
}

bool stdout_write(const char *bytes, size_t length, struct error *error) {
    if (fwrite(bytes, 1, length, stdout) != length || fflush(stdout) != 0)
        return stdout_failed(error);
    return true;
}

bool stdout_close(struct error *error) {
    if (fflush(stdout) != 0 || !sync_file(STDOUT_FILENO) || fclose(stdout) != 0)
        return stdout_failed(error);
    return true;
}
