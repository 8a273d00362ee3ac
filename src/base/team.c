#include "base/process.h"

#include <unistd.h>

/* What can be a habit: no option that is about one case or one run, and none that passes over consent or a file that is
 * there. Only programs that have it know it. */
static const char *const habits[] = {"author", "color", "data-dir",      "exclude", "fail-on",
                                     "lang",   "level", "reference-doc", "rules"};

/* False: it is none, which is said. */
static bool is_habit(const char *name, struct error *error) {
    AUTO(buf_free) struct buf all = BUF_EMPTY;
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (strcmp(habits[i], name) == 0)
            return true;
        suggest_try(&suggest, habits[i]);
        buf_printf(&all, "%s%s", i > 0 ? ", " : "", habits[i]);
    }
    AUTO(mem_free) char *meant = suggest.best ? text_format(_(" Bedoel je %s?"), suggest.best) : mem_strdup("");
    return error_set(error, ERROR_USAGE, _("„%.*s” kan geen instelling zijn.%s Dit wel: %s."),
                     text_quote(name, strlen(name)), name, meant, all.data);
}

/* A value as the program is to see it, which lives as long as the team. */
static const char *keep(struct team *team, const struct cli_option *row, const char *value) {
    bool path = row->argument && (strcmp(row->argument, "BESTAND") == 0 || strcmp(row->argument, "MAP") == 0);
    const char *home = getenv("HOME");
    char *kept = !path || *value == '/' ? mem_strdup(value)
                 : strncmp(value, "~/", 2) == 0 && home
                     ? text_format("%s%s", home, value + 1)
                     : text_format("%.*s%s", (int)(strrchr(team->path, '/') + 1 - team->path), team->path, value);
    files_add(&team->values, kept);
    return kept;
}

/* Takes one line, in which it writes; `at` becomes the place in it that an error is about. */
static bool take(struct team *team, const struct program *program, void *settings, char *line, const char **at,
                 struct error *error) {
    static const char blanks[] = " \t\r";
    size_t length = strlen(line);
    while (length > 0 && strchr(blanks, line[length - 1]))
        line[--length] = '\0';
    char *name = line + strspn(line, " \t");
    *at = name;
    name += strspn(name, "-"); /* as on the command line */
    char *end = name + strcspn(name, " \t="), *value = end + strspn(end, " \t=");
    if (*name == '#' || (*name == '\0' && *at == name))
        return true;
    *end = '\0';
    if (!is_habit(name, error))
        return false;
    if (*value == '\0')
        return error_set(error, ERROR_USAGE, _("Bij %s hoort een waarde, op dezelfde regel."), name);
    const struct cli_option *row = option_find(program, name);
    *at = value;
    return !row || option_store(row, settings, keep(team, row, value), error);
}

bool team_read(struct team *team, const struct program *program, void *settings, struct error *error) {
    enum { MOST = 1024 * 1024 };
    static const char bom[] = "\xEF\xBB\xBF";
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    char *path = user_path("XDG_CONFIG_HOME", ".config", "hgw/instellingen");
    if (!path || access(path, F_OK) != 0) {
        free(path);
        return true;
    }
    team->path = path;
    if (!file_read(path, MOST, &text, error))
        return false;
    if (utf8_valid_length(text.data, text.length) < text.length || memchr(text.data, '\0', text.length))
        return error_at(error, ERROR_USAGE, path, 0, 0, _("dit is geen gewone tekst in UTF-8"));
    char *rest = text.data + (strncmp(text.data, bom, 3) == 0 ? 3 : 0);
    size_t number = 1;
    for (char *line; (line = strsep(&rest, "\n")); number++) {
        const char *at = line;
        if (!take(team, program, settings, line, &at, error)) {
            error->file = mem_strdup(path);
            error->line = number;
            error->column = utf8_count(line, (size_t)(at - line)) + 1;
            return false;
        }
    }
    return true;
}

void team_free(struct team *team) {
    files_free(&team->values);
    free(team->path);
}

bool team_gave(const struct team *team, const char *value) {
    size_t i = 0;
    while (i < team->values.count && team->values.names[i] != value)
        i++;
    return i < team->values.count;
}
