#include "base/process.h"

#include <unistd.h>

/* What can be a habit: no option that is about one case or one run, and none that passes over consent or a file that is
 * there. Only programs that have it know it. */
static const char *const habits[] = {"author", "color", "data-dir",      "exclude", "fail-on",
                                     "lang",   "level", "reference-doc", "rules"};

static bool is_habit(const char *name) {
    size_t i = 0;
    while (i < sizeof habits / sizeof *habits && strcmp(habits[i], name) != 0)
        i++;
    return i < sizeof habits / sizeof *habits;
}

static bool unknown(const char *name, struct error *error) {
    struct buf all = BUF_EMPTY;
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        suggest_try(&suggest, habits[i]);
        buf_printf(&all, "%s%s", i > 0 ? ", " : "", habits[i]);
    }
    char *meant = suggest.best ? text_format(_(" Bedoel je %s?"), suggest.best) : mem_strdup("");
    error_set(error, ERROR_USAGE, _("„%.*s” kan geen instelling zijn.%s Dit wel: %s."), text_quote(name, strlen(name)),
              name, meant, all.data);
    free(meant);
    buf_free(&all);
    return false;
}

/* A value as the program is to see it, which lives as long as the team. */
static const char *keep(struct team *team, const struct cli_option *row, const char *value) {
    bool path = row->argument && (strcmp(row->argument, "BESTAND") == 0 || strcmp(row->argument, "MAP") == 0);
    const char *home = getenv("HOME");
    struct option_list *values = &team->values;
    values->items = mem_realloc(values->items, (values->count + 1) * sizeof *values->items);
    char *kept = !path || *value == '/' ? mem_strdup(value)
                 : strncmp(value, "~/", 2) == 0 && home
                     ? text_format("%s%s", home, value + 1)
                     : text_format("%.*s%s", (int)(strrchr(team->path, '/') + 1 - team->path), team->path, value);
    return values->items[values->count++] = kept;
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
    if (!is_habit(name))
        return unknown(name, error);
    if (*value == '\0')
        return error_set(error, ERROR_USAGE, _("Bij %s hoort een waarde, op dezelfde regel."), name);
    const struct cli_option *row = option_find(program, name);
    *at = value;
    return !row || option_store(row, settings, keep(team, row, value), error);
}

static bool take_all(struct team *team, const struct program *program, void *settings, char *text,
                     struct error *error) {
    static const char bom[] = "\xEF\xBB\xBF";
    size_t number = 1;
    bool ok = true;
    text += strncmp(text, bom, 3) == 0 ? 3 : 0;
    for (char *line; ok && (line = strsep(&text, "\n")); number++) {
        const char *at = line;
        struct error own = ERROR_EMPTY;
        ok = take(team, program, settings, line, &at, &own) ||
             error_at(error, own.kind, team->path, number, utf8_count(line, (size_t)(at - line)) + 1, "%s",
                      error_text(&own));
        error_clear(&own);
    }
    return ok;
}

bool team_read(struct team *team, const struct program *program, void *settings, struct error *error) {
    enum { MOST = 1024 * 1024 };
    struct buf text = BUF_EMPTY;
    team_free(team);
    team->path = user_path("XDG_CONFIG_HOME", ".config", "hgw/instellingen");
    if (!team->path || access(team->path, F_OK) != 0) {
        team_free(team);
        return true;
    }
    bool ok = file_read(team->path, MOST, &text, error);
    if (ok && (utf8_valid_length(text.data, text.length) < text.length || memchr(text.data, '\0', text.length)))
        ok = error_at(error, ERROR_USAGE, team->path, 0, 0, _("dit is geen gewone tekst in UTF-8"));
    ok = ok && (text.length == 0 || take_all(team, program, settings, text.data, error));
    buf_free(&text);
    return ok;
}

void team_free(struct team *team) {
    for (size_t i = 0; i < team->values.count; i++)
        free((char *)team->values.items[i]);
    free(team->values.items);
    free(team->path);
    team->path = NULL;
    team->values = (struct option_list){0};
}

bool team_gave(const struct team *team, const char *value) {
    size_t i = 0;
    while (i < team->values.count && team->values.items[i] != value)
        i++;
    return i < team->values.count;
}
