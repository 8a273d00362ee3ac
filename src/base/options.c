#include "base/process.h"

#include <ctype.h>
#include <getopt.h>
#include <unistd.h>

/* What getopt_long returns for an option: its letter, or else a number that is none. */
static int code_of(const struct program *program, const struct cli_option *row) {
    return row->letter ? row->letter : 256 + (int)(row - program->options);
}

/* True when `value` is one of the words of `choices`, separated by '|'. */
static bool is_choice(const char *choices, const char *value) {
    AUTO(mem_free) char *all = text_format("|%s|", choices), *one = text_format("|%s|", value);
    return *value && !strchr(value, '|') && strstr(all, one);
}

/* Puts a value where the option's row says. False: it is not one of the choices (ERROR_USAGE). */
static bool option_store(const struct cli_option *row, void *settings, const char *value, struct error *error) {
    char *field = (char *)settings + row->field.offset;
    bool choices = row->argument && islower((unsigned char)row->argument[0]);
    if (choices && !is_choice(row->argument, value))
        return error_set(error, ERROR_USAGE, _("--%s kent „%s” niet. Kies uit: %s."), row->name, value, row->argument);
    if (strcmp(row->name, "lang") == 0) /* what is wrong after it is said in that language */
        lang_start(value);
    if (!row->argument)
        *(bool *)(void *)field = true;
    else if (!row->field.list)
        *(const char **)(void *)field = value;
    else
        files_add((void *)field, mem_strdup(value));
    return true;
}

bool usage_check(const struct usage_rule *rules, size_t count, struct error *error) {
    for (size_t i = 0; i < count; i++)
        if (rules[i].wrong)
            return error_set(error, ERROR_USAGE, _(rules[i].sentence), rules[i].about);
    return true;
}

void options_free(const struct program *program, void *settings) {
    for (const struct cli_option *row = program->options; row->name; row++)
        if (row->field.list)
            files_free((void *)((char *)settings + row->field.offset));
}

/* Says what is wrong with an option: it misses its value, or is not known. A long one may be short for more than one,
 * be given a value that it does not take, or be mistyped. */
static bool unknown(const struct program *program, int got, const char *word, struct error *error) {
    if (got == ':')
        return error_set(error, ERROR_USAGE, _("Bij %s hoort een waarde. Zie %s --help."), word, program->name);
    if (strncmp(word, "--", 2) != 0)
        return error_set(error, ERROR_USAGE, _("De optie -%c bestaat niet. Zie %s --help."), optopt, program->name);
    AUTO(buf_free) struct buf candidates = BUF_EMPTY;
    AUTO(mem_free) char *name = mem_strndup(word + 2, strcspn(word + 2, "="));
    size_t count = 0;
    struct suggest_one suggest = suggest_start(name);
    for (const struct cli_option *row = program->options; row->name; row++) {
        if (strcmp(row->name, name) == 0)
            return error_set(error, ERROR_USAGE, _("De optie --%s krijgt geen waarde. Zie %s --help."), name,
                             program->name);
        suggest_try(&suggest, row->name);
        if (strncmp(row->name, name, strlen(name)) == 0)
            buf_printf(&candidates, "%s--%s", count++ > 0 ? ", " : "", row->name);
    }
    if (count > 1)
        return error_set(error, ERROR_USAGE, _("De optie %s is te kort, ze kan dit zijn: %s."), word, candidates.data);
    if (suggest.best)
        return error_set(error, ERROR_USAGE, _("De optie %s bestaat niet. Bedoel je --%s? Zie %s --help."), word,
                         suggest.best, program->name);
    return error_set(error, ERROR_USAGE, _("De optie %s bestaat niet. Zie %s --help."), word, program->name);
}

bool options_parse(const struct program *program, void *settings, int argc, char **argv, int *first,
                   struct error *error) {
    struct option longs[64] = {0}; /* the largest program has 22 */
    AUTO(buf_free) struct buf shorts = BUF_EMPTY;
    buf_add_char(&shorts, ':'); /* a missing argument is told apart from an unknown option */
    for (const struct cli_option *row = program->options; row->name; row++) {
        longs[row - program->options] = (struct option){row->name, row->argument != NULL, NULL, code_of(program, row)};
        if (row->letter)
            buf_printf(&shorts, "%c%s", row->letter, row->argument ? ":" : "");
    }
    bool ok = true;
    opterr = 0;
    optind = 0; /* glibc: start afresh, so that argv can be read more than once */
    for (int got = 0; ok && got != -1;) {
        int before = optind > 0 ? optind : 1;
        got = getopt_long(argc, argv, shorts.data, longs, NULL);
        if (got == '?' || got == ':') {
            int index = optind > before ? optind - 1 : before;
            ok = unknown(program, got, argv[index < argc ? index : argc - 1], error);
        }
        for (const struct cli_option *row = program->options; ok && row->name; row++)
            if (got == code_of(program, row))
                ok = option_store(row, settings, optarg, error);
    }
    *first = optind;
    return ok;
}

static void print_row(const struct cli_option *row, size_t width, struct buf *out) {
    size_t start = out->length, help = width < 80 ? width * 3 / 8 : 30; /* the column of the explanations */
    buf_printf(out, row->letter ? "  -%c, --%s" : "    %c --%s", row->letter ? row->letter : ' ', row->name);
    if (row->argument) {
        buf_add_char(out, '=');
        size_t column = text_width(out->data + start, out->length - start);
        text_wrap(out, _(row->argument), column, column, width);
    }
    size_t used = text_width(out->data + start, out->length - start);
    bool fits = used + 2 <= help;
    buf_printf(out, "%s%*s", fits ? "" : "\n", (int)(help - (fits ? used : 0)), "");
    text_wrap(out, _(row->help), help, help, width);
    buf_add_char(out, '\n');
}

void options_help(const struct program *program, size_t width, struct buf *out) {
    AUTO(buf_free) struct buf purpose = BUF_EMPTY;
    text_wrap(&purpose, _(program->purpose), 0, 0, width);
    buf_printf(out, _("Gebruik: %s [optie …]%s%s\n%s\n\nOpties:\n"), program->name, *program->operands ? " " : "",
               _(program->operands), purpose.data);
    for (const struct cli_option *row = program->options; row->name; row++)
        print_row(row, width, out);
    buf_printf(out, _("\nMeer staat in de handleiding: man %s\n"), program->name);
}

/* --- the settings of a team --- */

/* What can be a habit: no option that is about one case or one run, and none that passes over consent or a file that is
 * there. Only programs that have it know it. */
static const char *const habits[] = {"author", "color", "data-dir",      "exclude", "fail-on",
                                     "lang",   "level", "reference-doc", "rules"};

/* False: it is none, which is said. */
static bool is_habit(const char *name, struct error *error) {
    AUTO(buf_free) struct buf all = BUF_EMPTY;
    struct suggest_one suggest = suggest_start(name);
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
    *at = value;
    for (const struct cli_option *row = program->options; row->name; row++)
        if (strcmp(row->name, name) == 0)
            return option_store(row, settings, keep(team, row, value), error);
    return true;
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
