#include "base/base.h"

#include <errno.h>

bool error_at(struct error *error, enum error_kind kind, const char *file, size_t line, size_t column,
              const char *format, ...) {
    if (error->kind != ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    *error = (struct error){.kind = kind,
                            .text = text_vformat(format, arguments),
                            .file = file ? mem_strdup(file) : NULL,
                            .line = line,
                            .column = column};
    va_end(arguments);
    return false;
}

struct error *error_next(struct error *error) {
    while (error->next)
        error = error->next;
    if (error->kind == ERROR_NONE)
        return error;
    return error->next = mem_calloc(1, sizeof *error);
}

void error_add(struct error *error, struct error *more) {
    if (more->kind != ERROR_NONE)
        *error_next(error) = *more;
    *more = (struct error)ERROR_EMPTY;
}

/* Below 0: `one` is said before `other`, 0: they are the same. */
static int compare(const struct error *one, const struct error *other) {
    if (!one->file || !other->file || strcmp(one->file, other->file) != 0)
        return -1;
    size_t a = one->line == other->line ? one->column : one->line;
    size_t b = one->line == other->line ? other->column : other->line;
    return a != b ? (a > b) - (a < b) : -(strcmp(error_text(one), error_text(other)) != 0);
}

void error_insert(struct error *error, struct error *more) {
    while (error->next && compare(error, more) < 0)
        error = error->next;
    int order = compare(error, more);
    if (order == 0) {
        error_clear(more);
        return;
    }
    if (order > 0) {
        struct error here = *error;
        *error = *more;
        *more = here;
    }
    error_add(error, more);
}

void error_clear(struct error *error) {
    if (error->next)
        error_clear(error->next);
    free(error->next);
    free(error->text);
    free(error->file);
    *error = (struct error)ERROR_EMPTY;
}

const char *error_text(const struct error *error) {
    return error->text ? error->text : "";
}

void error_print(const struct error *error, struct buf *out) {
    if (error->file) {
        buf_printf(out, "%s:", error->file);
        if (error->line > 0)
            buf_printf(out, "%zu:", error->line);
        if (error->line > 0 && error->column > 0)
            buf_printf(out, "%zu:", error->column);
        buf_add_char(out, ' ');
    }
    buf_add_string(out, error_text(error));
}

int error_status(const struct error *error) {
    return error->kind == ERROR_NONE ? 0 : error->kind <= ERROR_LIMIT ? 1 : 2;
}

const char *errno_text(int number) {
    static const struct {
        int number;
        const char *text; /* Dutch msgid */
    } known[] = {
        {ENOENT, N_("dat bestand of die map bestaat niet")},
        {ENOTDIR, N_("een deel van het pad is geen map")},
        {EISDIR, N_("dit is een map, geen bestand")},
        {EACCES, N_("geen toegang")},
        {EPERM, N_("dat is niet toegelaten")},
        {EROFS, N_("de schijf is alleen te lezen")},
        {ENOSPC, N_("de schijf is vol")},
        {EDQUOT, N_("de toegemeten ruimte op de schijf is op")},
        {EFBIG, N_("het bestand wordt te groot")},
        {EIO, N_("de schijf geeft een fout")},
        {ENAMETOOLONG, N_("de naam is te lang")},
        {ELOOP, N_("de verwijzingen naar elkaar houden niet op")},
        {EMFILE, N_("er staan te veel bestanden open")},
        {ENFILE, N_("er staan te veel bestanden open")},
        {EBADF, N_("er is niets om naar te schrijven of van te lezen")},
        {EPIPE, N_("niemand leest de uitvoer nog")},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].number == number)
            return _(known[i].text);
    return strerror(number);
}
