#include "faults.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEPTH = 60, PLACES = 1 << 18, MODULES = 64 };

static enum { OFF, MEMORY, CALL } mode;
static char call_name[16], call_error[16];
static long call_number; /* counts down to the call that fails */
static enum { PARENT, ONE_FAILS, ALL_FAIL } role;
static bool busy;       /* we are at work ourselves */
static unsigned *asked; /* by a child, for memory, after its failure; shared with the parent */
static long near;       /* so many calls tell two places apart */
static uint64_t tried_places[PLACES];
static size_t tried, place_count;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
char *__real_realpath(const char *path, char *out);
DIR *__real_opendir(const char *path);
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

/* --- the program and its libraries --- */

static struct module {
    uintptr_t base, end;
    char name[32];
    uint64_t hash;             /* of the name */
    size_t tried, ended, good; /* faults in what it asks for: how many, and how that went */
} modules[MODULES];
static size_t module_count;

static int add_module(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size, (void)data;
    uintptr_t end = info->dlpi_addr;
    for (size_t i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD &&
            info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz > end)
            end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
    for (size_t i = 0; i < module_count; i++)
        if (modules[i].end == end)
            return 0;
    if (module_count == MODULES)
        return 0;
    struct module *module = &modules[module_count++];
    const char *slash = strrchr(info->dlpi_name, '/'), *name = slash              ? slash + 1
                                                               : *info->dlpi_name ? info->dlpi_name
                                                                                  : "hgw";
    *module = (struct module){.base = info->dlpi_addr, .end = end, .hash = 14695981039346656037U};
    snprintf(module->name, sizeof module->name, "%.*s", (int)strcspn(name, "."), name);
    for (const char *at = module->name; *at; at++)
        module->hash = (module->hash ^ (unsigned char)*at) * 1099511628211U;
    return 0;
}

static struct module *module_of(const void *address) {
    uintptr_t at = (uintptr_t)address;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < module_count; i++)
            if (at >= modules[i].base && at < modules[i].end)
                return &modules[i];
        dl_iterate_phdr(add_module, NULL); /* it was loaded meanwhile */
    }
    return &modules[0];
}

/* --- places that ask for memory --- */

/* Who asks: the first in the stack, behind this file and base/memory, that is not libc working for another.
 */
static struct module *asker(void *const *stack, int depth) {
    const uintptr_t handing_on[] = {(uintptr_t)mem_alloc, (uintptr_t)mem_calloc, (uintptr_t)mem_realloc,
                                    (uintptr_t)mem_strdup, (uintptr_t)mem_strndup};
    enum { OURS = 2, LENGTH = 96 };
    struct module *libc = NULL;
    for (int i = OURS; i < depth; i++) {
        struct module *module = module_of(stack[i]);
        bool hands_on = false;
        for (size_t j = 0; j < sizeof handing_on / sizeof *handing_on; j++)
            hands_on = hands_on || (uintptr_t)stack[i] - handing_on[j] < LENGTH;
        if (!hands_on && strcmp(module->name, "libc") != 0)
            return module;
        libc = hands_on ? libc : module;
    }
    return libc ? libc : &modules[0];
}

/* True when this stack of calls is new. Only what is near counts, and each address once: recursion makes no
 * new places. */
static bool is_new_place(void *const *stack, int depth) {
    uint64_t sum = 14695981039346656037U;
    long counted = 0;
    for (int i = 0; i < depth && counted < near; i++) {
        bool again = false;
        for (int j = 0; j < i && !again; j++)
            again = stack[j] == stack[i];
        if (again)
            continue;
        const struct module *module = module_of(stack[i]);
        sum = (sum ^ module->hash ^ ((uintptr_t)stack[i] - module->base)) * 1099511628211U;
        sum ^= sum >> 29;
        counted++;
    }
    sum += sum == 0;
    size_t at = sum % PLACES;
    while (tried_places[at] != 0 && tried_places[at] != sum)
        at = (at + 1) % PLACES;
    if (tried_places[at] != 0 || place_count == PLACES / 2)
        return false;
    tried_places[at] = sum;
    place_count++;
    return true;
}

static void redirect(int to, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", faults_setting("HGW_FAULTS_DIRECTORY"), name);
    int fd = __real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(fd, to);
    __real_close(fd);
}

/* Forks. True in the child, where the call must fail. */
static bool try_in_child(int child_role, void *const *stack, int depth) {
    *asked = 0;
    faults_keep(faults_setting("HGW_FAULTS_DIRECTORY"));
    /* Not fork(): it gives the thread another number, and then a lock that libc holds here is never released.
     */
    pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0) {
        redirect(STDOUT_FILENO, "out");
        redirect(STDERR_FILENO, "err");
        alarm(20);
        mode = OFF;
        role = child_role;
        return true;
    }
    tried++;
    int status = 0;
    waitpid(child, &status, 0);
    struct module *module = asker(stack, depth);
    module->tried++;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
        module->ended++;
    else
        module->good++;
    const char *wrong = child < 0 ? "it does not fork" : faults_judge(status, faults_setting("HGW_FAULTS_DIRECTORY"));
    if (wrong)
        note("wrong", wrong, stack, depth);
    return false;
}

/* Asked before each call for memory: true when it must fail. */
static __attribute__((noinline)) bool memory_fails(void) {
    if (busy)
        return false;
    if (role != PARENT)
        ++*asked;
    bool fails = role == ALL_FAIL;
    if (mode == MEMORY) {
        void *stack[DEPTH];
        busy = true;
        int depth = backtrace(stack, DEPTH);
        /* The second child only matters when more was asked after the failure: base/memory asks nothing. */
        fails = is_new_place(stack, depth) &&
                (try_in_child(ONE_FAILS, stack, depth) || (*asked > 0 && try_in_child(ALL_FAIL, stack, depth)));
        busy = false;
    }
    if (fails)
        errno = ENOMEM;
    return fails;
}

void *malloc(size_t size) {
    return memory_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return memory_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return size > 0 && memory_fails() ? NULL : __libc_realloc(old, size);
}

/* --- calls that read and write --- */

/* True when this call must fail; errno is then set, or it is EAGAIN: do one byte only. */
static bool call_fails(const char *name) {
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"ENOMEM", ENOMEM}, {"ENOSPC", ENOSPC}, {"EIO", EIO},     {"EINTR", EINTR},
                  {"EINVAL", EINVAL}, {"EROFS", EROFS},   {"EPERM", EPERM}, {"short", EAGAIN}};
    if (mode != CALL || strcmp(name, call_name) != 0 || --call_number != 0)
        return false;
    tried = 1;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, call_error) == 0)
            errno = errors[i].number;
    return true;
}

DIR *__wrap_opendir(const char *path) {
    return call_fails("opendir") ? NULL : __real_opendir(path);
}

char *__wrap_realpath(const char *path, char *out) {
    return call_fails("realpath") ? NULL : __real_realpath(path, out);
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
    for (size_t i = 0; i < PLACES && !save; i++)
        place_count += tried_places[i] != 0;
    if (fd >= 0)
        __real_close(fd);
}

static __attribute__((constructor)) void start(void) {
    void *stack[DEPTH];
    const char *faults = faults_setting("HGW_FAULTS");
    backtrace(stack, DEPTH); /* it asks for memory the first time */
    dl_iterate_phdr(add_module, NULL);
    near = atol(faults_setting("HGW_FAULTS_NEAR"));
    asked = mmap(NULL, sizeof *asked, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    first_process = getpid();
    if (asked == MAP_FAILED)
        _exit(3);
    if (strcmp(faults, "memory") == 0)
        keep_places(false), mode = MEMORY;
    else if (sscanf(faults, "%15[a-z]:%ld:%15s", call_name, &call_number, call_error) == 3)
        mode = CALL;
    else if (*faults)
        _exit(3);
}

static __attribute__((destructor)) void end(void) {
    char text[128];
    if (mode == OFF || getpid() != first_process)
        return;
    if (mode == MEMORY)
        keep_places(true);
    mode = OFF;
    snprintf(text, sizeof text, "%zu", tried);
    note("tried", text, NULL, 0);
    for (size_t i = 0; i < module_count; i++)
        if (modules[i].tried > 0) {
            snprintf(text, sizeof text, "%s %zu %zu %zu", modules[i].name, modules[i].tried, modules[i].ended,
                     modules[i].good);
            note("askers", text, NULL, 0);
        }
}
