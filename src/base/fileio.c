#include "base/fileio.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 64 * 1024 };

static bool is_standard(const char *path) {
    return strcmp(path, "-") == 0;
}

bool hgw_files_check(const char *const *files, size_t count, struct hgw_error *error) {
    size_t standard = 0;
    for (size_t i = 0; i < count; i++)
        standard += is_standard(files[i]);
    return standard < 2 || hgw_error_set(error, HGW_ERROR_USAGE,
                                         _("De standaardinvoer (-) kan maar één keer gelezen worden."));
}

static bool read_all(int fd, const char *path, size_t limit, struct hgw_buf *out, struct hgw_error *error) {
    size_t total = 0;
    for (;;) {
        hgw_buf_reserve(out, READ_STEP);
        ssize_t got = read(fd, out->data + out->length, READ_STEP);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EISDIR)
            return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("dit is een map, geen bestand"));
        if (got < 0)
            return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"),
                                hgw_errno_text(errno));
        out->length += (size_t)got;
        out->data[out->length] = '\0';
        total += (size_t)got;
        if (total > limit)
            return hgw_error_at(error, HGW_ERROR_LIMIT, path, 0, 0,
                                _("het bestand is groter dan %zu MiB, meer leest dit programma niet"),
                                limit / (1024 * 1024));
    }
}

bool hgw_file_read(const char *path, size_t limit, struct hgw_buf *out, struct hgw_error *error) {
    if (is_standard(path))
        return read_all(STDIN_FILENO, path, limit, out, error);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("kan niet geopend worden: %s"),
                            hgw_errno_text(errno));
    bool ok = read_all(fd, path, limit, out, error);
    close(fd);
    return ok;
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

static bool write_and_close(int fd, const char *bytes, size_t length) {
    bool ok = write_all(fd, bytes, length) && sync_file(fd);
    int saved = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = saved;
    return ok;
}

static bool write_failed(const char *path, struct hgw_error *error) {
    return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("kan niet geschreven worden: %s"),
                        hgw_errno_text(errno));
}

static bool already_there(const char *path, enum hgw_overwrite overwrite, struct hgw_error *error) {
    return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0,
                        overwrite == HGW_KEEP_UNFORCED
                            ? _("bestaat al en wordt niet overschreven; met --force wel")
                            : _("bestaat al en wordt niet overschreven"));
}

/* Moves the finished temporary file into place. link() refuses an existing file in the same step in which it
 * makes the new one; file systems without hard links get the check that the caller made before. */
static bool move_into_place(const char *temporary, const char *path, enum hgw_overwrite overwrite) {
    if (overwrite != HGW_REPLACE) {
        if (link(temporary, path) == 0)
            return unlink(temporary) == 0;
        if (errno != EPERM && errno != ENOTSUP && errno != EMLINK)
            return false;
    }
    return rename(temporary, path) == 0;
}

/* A name beside `path` for mkstemp(): a long one loses its end, so that the whole still fits. Freed by the
 * caller. */
static char *temporary_name(const char *path) {
    static const char suffix[] = ".XXXXXX";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t kept = strlen(name);
    if (kept > NAME_MAX - (sizeof suffix - 1)) {
        kept = NAME_MAX - (sizeof suffix - 1);
        while (kept > 0 && ((unsigned char)name[kept] & 0xC0) == 0x80)
            kept--; /* not in the middle of a character */
    }
    return hgw_format("%.*s%s", (int)((size_t)(name - path) + kept), path, suffix);
}

static bool write_beside(const char *path, const char *bytes, size_t length, enum hgw_overwrite overwrite,
                         struct hgw_error *error) {
    char *temporary = temporary_name(path);
    bool ok = false;
    int fd = mkstemp(temporary); /* mode 0600 */
    if (fd < 0)
        write_failed(path, error);
    else {
        ok = write_and_close(fd, bytes, length) && move_into_place(temporary, path, overwrite);
        if (!ok) {
            int saved = errno;
            unlink(temporary);
            errno = saved;
            if (saved == EEXIST)
                already_there(path, overwrite, error);
            else
                write_failed(path, error);
        }
    }
    free(temporary);
    return ok;
}

static bool write_device(const char *path, const char *bytes, size_t length, struct hgw_error *error) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || !write_and_close(fd, bytes, length))
        return write_failed(path, error);
    return true;
}

bool hgw_file_write(const char *path, const char *bytes, size_t length, enum hgw_overwrite overwrite,
                    struct hgw_error *error) {
    if (is_standard(path))
        return hgw_stdout_write(bytes, length, error);
    struct stat status;
    bool exists = stat(path, &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        return hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("dit is een map, geen bestand"));
    if (exists && !S_ISREG(status.st_mode))
        return write_device(path, bytes, length, error);
    if (exists && overwrite != HGW_REPLACE)
        return already_there(path, overwrite, error);

    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigprocmask(SIG_BLOCK, &ending, &before);
    bool ok = write_beside(path, bytes, length, overwrite, error);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

bool hgw_file_same(const char *left, const char *right) {
    struct stat one, other;
    return stat(left, &one) == 0 && stat(right, &other) == 0 && S_ISREG(one.st_mode) &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static bool stdout_failed(struct hgw_error *error) {
    if (errno == EPIPE)
        return hgw_error_set(error, HGW_ERROR_PIPE, "%s", hgw_errno_text(errno));
    return hgw_error_set(error, HGW_ERROR_IO, _("De uitvoer kan niet geschreven worden: %s."),
                         hgw_errno_text(errno));
}

bool hgw_stdout_write(const char *bytes, size_t length, struct hgw_error *error) {
    if (fwrite(bytes, 1, length, stdout) != length || fflush(stdout) != 0)
        return stdout_failed(error);
    return true;
}

bool hgw_stdout_close(struct hgw_error *error) {
    if (fflush(stdout) != 0 || !sync_file(STDOUT_FILENO) || fclose(stdout) != 0)
        return stdout_failed(error);
    return true;
}
