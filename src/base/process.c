#include "base/process.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <limits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

/* A core file would hold the whole case. The limit stops those that the kernel writes; a handler that the
 * kernel pipes them to (core(5)) only heeds the other one, which would also keep LeakSanitizer from working.
 */
void process_start(const char *program) {
    mem_start(program);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    prctl(PR_SET_DUMPABLE, 0);
#endif
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

bool path_is_terminal(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISCHR(status.st_mode)) /* opening a pipe could wait for its reader */
        return false;
    int fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    bool terminal = fd >= 0 && isatty(fd) == 1;
    if (fd >= 0)
        close(fd);
    return terminal;
}

enum { LEAST = 40 }; /* columns: a terminal that has fewer must break lines by itself */

size_t terminal_width(FILE *stream) {
    struct winsize size = {0};
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col > 0 && size.ws_col < LEAST ? LEAST : size.ws_col;
}

/* The columns of --help: of the terminal, or as the environment asks, or as many as everybody has. */
static size_t help_width(void) {
    size_t width = terminal_width(stdout);
    const char *asked = getenv("COLUMNS");
    if (width == 0 && asked)
        width = strtoul(asked, NULL, 10);
    return width < LEAST || width > INT_MAX ? 80 : width;
}

bool color_wanted(const char *option, FILE *stream) {
    if (option && strcmp(option, "auto") != 0)
        return strcmp(option, "always") == 0;
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool refused = (no_color && *no_color) || (term && strcmp(term, "dumb") == 0);
    return !refused && isatty(fileno(stream)) == 1;
}

void process_say(const char *program, const char *text) {
    AUTO(buf_free) struct buf line = BUF_EMPTY;
    printable_printf(&line, "%s: %s", program, text);
    fprintf(stderr, "%s\n", line.data);
}

void process_print(const struct buf *lines) {
    if (lines->length > 0)
        fputs(lines->data, stderr);
}

void process_complain(const char *program, const struct error *error) {
    if (error->kind == ERROR_NONE || error->kind == ERROR_PIPE)
        return;
    for (; error; error = error->next) {
        AUTO(buf_free) struct buf line = BUF_EMPTY;
        error_print(error, &line);
        process_say(program, line.data);
    }
}

bool process_alive(long number) {
    return number > 0 && number <= INT_MAX && (kill((pid_t)number, 0) == 0 || errno == EPERM);
}

/* Only linked to a program that makes ODT. */
const char *zip_libzip_version(void) __attribute__((weak));

static void add_version(const struct program *program, const struct team *team, struct buf *out) {
    char pcre[64] = "";
    pcre2_config(PCRE2_CONFIG_VERSION, pcre); /* at most 24 characters, its manual says */
    buf_printf(out, "%s (hgw) %s\n", program->name, HGW_VERSION);
    int xml = atoi(xmlParserVersion); /* 21506 is 2.15.6 */
    buf_printf(out, "libxml2 %d.%d.%d, cmark %s, jansson %s, PCRE2 %s, utf8proc %s", xml / 10000, xml / 100 % 100,
               xml % 100, cmark_version_string(), jansson_version_str(), pcre, utf8proc_version());
    if (zip_libzip_version)
        buf_printf(out, ", libzip %s", zip_libzip_version());
    buf_add_char(out, '\n');
    if (team->path) {
        printable_printf(out, "%s: %s", _("Instellingen"), team->path);
        buf_add_char(out, '\n');
    }
}

/* Reads the settings. False: there is nothing more to do, because it is done, or because of the error. */
static bool start_program(const struct program *program, void *settings, int argc, char **argv, struct start *start,
                          struct error *error) {
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    AUTO(error_clear) struct error wrong = ERROR_EMPTY; /* in the settings: --help and --version answer all the same */
    const struct common_options *common = settings;
    int first;
    lang_start(NULL); /* until an option asks for another */
    team_read(&start->team, program, settings, &wrong);
    bool ok = options_parse(program, settings, argc, argv, &first, error);
    start->lang = lang_start(common->lang);
    mem_name(program->name);
    datadir_open(&start->datadir, common->datadir);
    if (!ok)
        return false;
    start->operands = (const char *const *)argv + first;
    start->operand_count = (size_t)(argc - first);
    if (common->help)
        options_help(program, help_width(), &out);
    else if (common->version)
        add_version(program, &start->team, &out);
    else
        error_add(error, &wrong);
    if (out.length > 0)
        stdout_write(out.data, out.length, error);
    return error->kind == ERROR_NONE && out.length == 0 && date_today(common->date, start->today, error);
}

int program_main(const struct program *program, void *settings, int argc, char **argv) {
    struct start start = {0};
    struct error error = ERROR_EMPTY, said = ERROR_EMPTY;
    process_start(program->name);
    bool started = start_program(program, settings, argc, argv, &start, &error);
    int status = started ? program->run(settings, &start, &error) : 0;
    options_free(program, settings);
    datadir_advise(&start.datadir, &error);
    datadir_close(&start.datadir);
    team_free(&start.team);
    stdout_close(status == 2 && ferror(stdout) ? &said : &error); /* what wrote it has said so then */
    error_clear(&said);
    process_complain(program->name, &error);
    int own = error_status(&error);
    error_clear(&error);
    mem_stop();
    return own > status ? own : status;
}

/* --- many files --- */

/* A line on standard error, once it takes longer than a second and only on a terminal. */
static void show_progress(struct batch *batch, size_t count) {
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    double now = (double)clock.tv_sec + (double)clock.tv_nsec / 1e9;
    if (batch->next_progress == 0)
        batch->next_progress = now + 1;
    if (now < batch->next_progress || isatty(STDERR_FILENO) != 1)
        return;
    fprintf(stderr, "\r%s: ", batch->program);
    fprintf(stderr, _("%zu van %zu"), batch->number - 1, count);
    batch->next_progress = now + 0.1;
    batch->progress_shown = true;
}

void batch_clear(struct batch *batch) {
    if (batch->progress_shown)
        fputs("\r\033[K", stderr);
    batch->progress_shown = false;
}

/* Takes over what went wrong. */
static void complain(struct batch *batch, struct error *wrong) {
    int status = error_status(wrong);
    if (wrong->kind != ERROR_NONE)
        batch_clear(batch);
    process_complain(batch->program, wrong);
    batch->status = status > batch->status ? status : batch->status;
    error_add(&batch->wrong, wrong);
}

bool batch_run(struct batch *batch, const char *const *names, size_t count, struct error *error) {
    static const char *const standard_input[] = {"-"};
    AUTO(files_free) struct files files = {0};
    struct error wrong = ERROR_EMPTY;
    bool ok = true;
    if (!files_check(names, count, error))
        return false;
    if (count == 0 && isatty(STDIN_FILENO))
        return error_set(error, ERROR_USAGE, _("Geef een casusbestand op, bijvoorbeeld: %s casus.hgw.xml"),
                         batch->program);
    if (count == 0) {
        names = standard_input;
        count = 1;
    }
    if (batch->cases) {
        files_find(&files, names, count, &wrong);
        complain(batch, &wrong);
        names = (const char *const *)files.names;
        count = files.count;
    }
    while (ok && batch->number < count) {
        batch->number++;
        show_progress(batch, count);
        ok = batch->file(batch, names[batch->number - 1], &wrong);
        if (ok)
            complain(batch, &wrong);
        else
            *error = wrong;
    }
    batch_clear(batch);
    return ok;
}
