#include "faults.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <libxml/xmlmemory.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEPTH = 40, PLACES = 1 << 16 };

static enum { OFF, MEMORY, LIBRARY, CALL } mode;
static char call_name[16], call_error[16];
static long call_number; /* counts down to the call that fails */
static int all_fail;     /* in a child: every call of this mode fails from now on */
static bool busy;        /* we are at work ourselves */
static uint64_t tried_places[PLACES];
static size_t tried;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t length);
int __real_vasprintf(char **out, const char *format, va_list arguments);
char *__real_realpath(const char *path, char *out);
int __real_open(const char *path, int flags, ...);
int __real_mkstemp(char *path);
ssize_t __real_read(int fd, void *bytes, size_t length);
ssize_t __real_write(int fd, const void *bytes, size_t length);
int __real_fsync(int fd);
int __real_close(int fd);
int __real_linkat(int from_directory, const char *from, int to_directory, const char *to, int flags);
int __real_fchmod(int fd, mode_t access);
ssize_t __real_readlink(const char *path, char *out, size_t size);
int __real_rename(const char *from, const char *to);
size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __real_fflush(FILE *file);
int __real_fclose(FILE *file);

const char *faults_setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

/* Adds a line to a file in the directory. */
static void note(const char *file, const char *text, void *const *stack, int depth) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", faults_setting("HGW_FAULTS_DIRECTORY"), file);
    int fd = __real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dprintf(fd, "%s\n", text);
    if (depth > 0)
        backtrace_symbols_fd(stack, depth, fd);
    __real_close(fd);
}

/* --- places that ask for memory --- */

/* Where in our program an address is, the same in each run; 0 elsewhere. */
static uint64_t place_of(const void *address) {
    extern const char __executable_start[], etext[];
    const char *at = address;
    return at >= __executable_start && at < etext ? (uint64_t)(at - __executable_start) : 0;
}

/* True when this stack of calls is new. Only what is near counts: recursion makes no new places. */
static bool is_new_place(void *const *stack, int depth) {
    uint64_t sum = 14695981039346656037U;
    for (int i = 0; i < depth && i < 14; i++)
        sum = (sum ^ place_of(stack[i])) * 1099511628211U;
    sum += sum == 0;
    size_t at = sum % PLACES;
    while (tried_places[at] != 0 && tried_places[at] != sum)
        at = (at + 1) % PLACES;
    bool is_new = tried_places[at] == 0 && tried < PLACES / 2;
    tried_places[at] = sum;
    return is_new;
}

static void redirect(int to, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", faults_setting("HGW_FAULTS_DIRECTORY"), name);
    int fd = __real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(fd, to);
    __real_close(fd);
}

/* Forks. True in the child, where the call must fail. */
static bool try_in_child(bool all, void *const *stack, int depth) {
    pid_t child = fork();
    if (child == 0) {
        redirect(STDOUT_FILENO, "out");
        redirect(STDERR_FILENO, "err");
        alarm(60);
        int failing = mode;
        mode = OFF;
        all_fail = all ? failing : OFF;
        return true;
    }
    tried++;
    int status = 0;
    waitpid(child, &status, 0);
    const char *wrong =
        child < 0 ? "it does not fork" : faults_judge(status, faults_setting("HGW_FAULTS_DIRECTORY"));
    if (wrong)
        note("wrong", wrong, stack, depth);
    return false;
}

/* Asked before each call for memory: true when it must fail. */
static bool memory_fails(int wanted) {
    if (all_fail == wanted && !busy)
        return true;
    if ((int)mode != wanted || busy)
        return false;
    void *stack[DEPTH];
    busy = true;
    int depth = backtrace(stack, DEPTH);
    bool fails =
        is_new_place(stack, depth) && (try_in_child(false, stack, depth) || try_in_child(true, stack, depth));
    busy = false;
    return fails;
}

void *__wrap_malloc(size_t size) {
    return memory_fails(MEMORY) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return memory_fails(MEMORY) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
    return memory_fails(MEMORY) ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text) {
    return memory_fails(MEMORY) ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t length) {
    return memory_fails(MEMORY) ? NULL : __real_strndup(text, length);
}

int __wrap_vasprintf(char **out, const char *format, va_list arguments) {
    return memory_fails(MEMORY) ? -1 : __real_vasprintf(out, format, arguments);
}

/* libxml2's own. */
static void *library_malloc(size_t size) {
    return memory_fails(LIBRARY) ? NULL : __real_malloc(size);
}

static void *library_realloc(void *old, size_t size) {
    return memory_fails(LIBRARY) ? NULL : __real_realloc(old, size);
}

static char *library_strdup(const char *text) {
    return memory_fails(LIBRARY) ? NULL : __real_strdup(text);
}

/* --- calls that read and write --- */

/* True when this call must fail; errno is then set, or it is EAGAIN: do one byte only. */
static bool call_fails(const char *name) {
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},     {"EINTR", EINTR}, {"EINVAL", EINVAL},
                  {"EROFS", EROFS},   {"EPERM", EPERM}, {"short", EAGAIN}};
    if (mode != CALL || strcmp(name, call_name) != 0 || --call_number != 0)
        return false;
    tried = 1;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, call_error) == 0)
            errno = errors[i].number;
    return true;
}

char *__wrap_realpath(const char *path, char *out) {
    return call_fails("realpath") || memory_fails(MEMORY) ? NULL : __real_realpath(path, out);
}

int __wrap_open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    bool creates = (flags & O_TMPFILE) == O_TMPFILE;
    mode_t access = creates ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (creates && *faults_setting("HGW_FAULTS_NAMED")) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return call_fails("open") ? -1 : __real_open(path, flags, access);
}

int __wrap_mkstemp(char *path) {
    return call_fails("mkstemp") ? -1 : __real_mkstemp(path);
}

ssize_t __wrap_read(int fd, void *bytes, size_t length) {
    bool fails = call_fails("read");
    if (fails && errno != EAGAIN)
        return -1;
    return __real_read(fd, bytes, fails && length > 1 ? 1 : length);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t length) {
    bool fails = call_fails("write");
    if (fails && errno != EAGAIN)
        return -1;
    return __real_write(fd, bytes, fails && length > 1 ? 1 : length);
}

int __wrap_fsync(int fd) {
    return call_fails("fsync") ? -1 : __real_fsync(fd);
}

int __wrap_close(int fd) {
    bool fails = call_fails("close");
    int saved = errno, result = __real_close(fd);
    if (!fails)
        return result;
    errno = saved;
    return -1;
}

int __wrap_linkat(int from_directory, const char *from, int to_directory, const char *to, int flags) {
    return call_fails("linkat") ? -1 : __real_linkat(from_directory, from, to_directory, to, flags);
}

int __wrap_fchmod(int fd, mode_t access) {
    return call_fails("fchmod") ? -1 : __real_fchmod(fd, access);
}

ssize_t __wrap_readlink(const char *path, char *out, size_t size) {
    return call_fails("readlink") ? -1 : __real_readlink(path, out, size);
}

int __wrap_rename(const char *from, const char *to) {
    return call_fails("rename") ? -1 : __real_rename(from, to);
}

size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    return call_fails("fwrite") ? 0 : __real_fwrite(bytes, size, count, file);
}

int __wrap_fflush(FILE *file) {
    return call_fails("fflush") ? EOF : __real_fflush(file);
}

int __wrap_fclose(FILE *file) {
    bool fails = call_fails("fclose");
    int saved = errno, result = __real_fclose(file);
    if (!fails)
        return result;
    errno = saved;
    return EOF;
}

/* --- start and end --- */

static pid_t first_process;

/* What was tried before is kept in HGW_FAULTS_SEEN, beside the program that it belongs to. */
static void keep_places(bool save) {
    const char *path = faults_setting("HGW_FAULTS_SEEN");
    int fd = *path ? __real_open(path, save ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0600) : -1;
    if (fd >= 0 && save)
        tried = __real_write(fd, tried_places, sizeof tried_places) == sizeof tried_places ? tried : 0;
    else if (fd >= 0 && __real_read(fd, tried_places, sizeof tried_places) != sizeof tried_places)
        _exit(3);
    if (fd >= 0)
        __real_close(fd);
}

static __attribute__((constructor)) void start(void) {
    void *stack[DEPTH];
    const char *faults = faults_setting("HGW_FAULTS");
    backtrace(stack, DEPTH); /* it asks for memory the first time */
    first_process = getpid();
    xmlMemSetup(free, library_malloc, library_realloc, library_strdup);
    if (strcmp(faults, "memory") == 0)
        mode = MEMORY, keep_places(false);
    else if (strcmp(faults, "library") == 0)
        mode = LIBRARY;
    else if (sscanf(faults, "%15[a-z]:%ld:%15s", call_name, &call_number, call_error) == 3)
        mode = CALL;
    else if (*faults)
        _exit(3);
}

static __attribute__((destructor)) void end(void) {
    char text[32];
    if (mode == OFF || getpid() != first_process)
        return;
    if (mode == MEMORY)
        keep_places(true);
    mode = OFF;
    snprintf(text, sizeof text, "%zu", tried);
    note("tried", text, NULL, 0);
}
