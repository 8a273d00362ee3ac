#include "base/process.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/printable.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef HGW_VERSION
#define HGW_VERSION "0.0.0"
#endif

const char *hgw_version(void) {
    return HGW_VERSION;
}

/* A core file would hold the whole case. The limit stops those that the kernel writes; a handler that the
 * kernel pipes them to (core(5)) only heeds the other one, which would also keep LeakSanitizer from working.
 */
static void leave_no_core(void) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

void hgw_process_start(void) {
    mem_start();
    leave_no_core();
    setlocale(LC_CTYPE, "C.UTF-8"); /* for wcwidth() */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

bool hgw_is_terminal(FILE *stream) {
    return isatty(fileno(stream)) == 1;
}

bool hgw_path_is_terminal(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISCHR(status.st_mode)) /* opening a pipe could wait for its reader */
        return false;
    int fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    bool terminal = fd >= 0 && isatty(fd) == 1;
    if (fd >= 0)
        close(fd);
    return terminal;
}

size_t hgw_terminal_width(FILE *stream) {
    struct winsize size;
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool hgw_color_wanted(const char *option, FILE *stream) {
    if (option && strcmp(option, "auto") != 0)
        return strcmp(option, "always") == 0;
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool refused = (no_color && *no_color) || (term && strcmp(term, "dumb") == 0);
    return !refused && hgw_is_terminal(stream);
}

void hgw_version_print(const struct hgw_program *program, struct hgw_buf *out) {
    hgw_buf_printf(out, "%s (hgw) %s\n", program->name, hgw_version());
}

void hgw_process_say(const char *program, const char *text) {
    struct hgw_buf line = HGW_BUF_EMPTY;
    hgw_printable_add_string(&line, text);
    fprintf(stderr, "%s: %s\n", program, line.data ? line.data : "");
    hgw_buf_free(&line);
}

void hgw_process_complain(const char *program, const struct hgw_error *error) {
    if (error->kind == HGW_ERROR_NONE || error->kind == HGW_ERROR_PIPE)
        return;
    struct hgw_buf line = HGW_BUF_EMPTY;
    hgw_error_print(error, &line);
    hgw_process_say(program, line.data);
    hgw_buf_free(&line);
}

int hgw_process_end(const char *program, int status, struct hgw_error *error) {
    struct hgw_error closing = HGW_ERROR_EMPTY;
    if (!hgw_stdout_close(&closing) && error->kind == HGW_ERROR_NONE)
        *error = closing;
    else
        hgw_error_clear(&closing);
    hgw_process_complain(program, error);
    int own = hgw_error_status(error);
    hgw_error_clear(error);
    mem_stop();
    return own > status ? own : status;
}
