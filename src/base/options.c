#include "base/options.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define COMMON(field) offsetof(struct hgw_common_options, field)

const struct hgw_option hgw_common_option_rows[] = {
    {'d', "date", HGW_OPTION_TEXT, COMMON(date), N_("JJJJ-MM-DD"), NULL, HGW_COMPLETE_NOTHING,
     N_("doe alsof het vandaag deze dag is")},
    {0, "data-dir", HGW_OPTION_TEXT, COMMON(datadir), N_("MAP"), NULL, HGW_COMPLETE_DIRECTORY,
     N_("zoek schemas/ en templates/ eerst in deze map")},
    {0, "lang", HGW_OPTION_TEXT, COMMON(lang), N_("TAAL"), "nl|en", HGW_COMPLETE_CHOICES,
     N_("taal van de boodschappen")},
    {0, "color", HGW_OPTION_TEXT, COMMON(color), N_("WANNEER"), "auto|always|never", HGW_COMPLETE_CHOICES,
     N_("kleuren op het scherm")},
    {0, "completions", HGW_OPTION_TEXT, COMMON(completions), N_("SHELL"), "bash|zsh|fish",
     HGW_COMPLETE_CHOICES, N_("toon het script waarmee deze shell de opties aanvult")},
    {'h', "help", HGW_OPTION_FLAG, COMMON(help), NULL, NULL, HGW_COMPLETE_NOTHING, N_("toon deze hulp")},
    {'V', "version", HGW_OPTION_FLAG, COMMON(version), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("toon de versie")},
};
const size_t hgw_common_option_count = sizeof hgw_common_option_rows / sizeof hgw_common_option_rows[0];

/* getopt_long returns this plus the row's index for every option, long or short-less; short ones return their
 * letter. */
enum { FIRST_LONG = 256 };

static const struct hgw_option *row_at(const struct hgw_program *program, size_t index) {
    return index < program->option_count ? &program->options[index]
                                         : &hgw_common_option_rows[index - program->option_count];
}

static size_t row_count(const struct hgw_program *program) {
    return program->option_count + hgw_common_option_count;
}

static const struct hgw_option *row_for(const struct hgw_program *program, int got) {
    if (got >= FIRST_LONG)
        return row_at(program, (size_t)(got - FIRST_LONG));
    for (size_t i = 0; i < row_count(program); i++)
        if (row_at(program, i)->letter == (char)got)
            return row_at(program, i);
    return NULL;
}

void hgw_option_list_free(struct hgw_option_list *list) {
    free(list->items);
    *list = (struct hgw_option_list){0};
}

static void list_add(struct hgw_option_list *list, const char *value) {
    list->items = mem_realloc(list->items, (list->count + 1) * sizeof *list->items);
    list->items[list->count++] = value;
}

/* True when `value` is one of the words of `choices`, separated by '|'. */
static bool is_choice(const char *choices, const char *value) {
    size_t length = strlen(value);
    for (const char *word = choices; word; word = strchr(word, '|') ? strchr(word, '|') + 1 : NULL)
        if (strncmp(word, value, length) == 0 && (word[length] == '|' || word[length] == '\0'))
            return length > 0;
    return false;
}

static bool store(const struct hgw_option *row, void *settings, const char *value, struct hgw_error *error) {
    char *field = (char *)settings + row->offset;
    if (row->choices && !is_choice(row->choices, value))
        return hgw_error_set(error, HGW_ERROR_USAGE, _("--%s kent „%s” niet. Kies uit: %s."), row->name,
                             value, row->choices);
    switch (row->type) {
    case HGW_OPTION_FLAG:
        *(bool *)(void *)field = true;
        return true;
    case HGW_OPTION_TEXT:
        *(const char **)(void *)field = value;
        return true;
    case HGW_OPTION_LIST:
        list_add((struct hgw_option_list *)(void *)field, value);
        return true;
    }
    return false;
}

/* What getopt needs of the table. Both arrays are freed by the caller. */
static void getopt_tables(const struct hgw_program *program, struct option **longs, char **shorts) {
    size_t count = row_count(program);
    struct hgw_buf letters = HGW_BUF_EMPTY;
    hgw_buf_add_char(&letters, ':'); /* a missing argument is told apart from an unknown option */
    *longs = mem_calloc(count + 1, sizeof **longs);
    for (size_t i = 0; i < count; i++) {
        const struct hgw_option *row = row_at(program, i);
        (*longs)[i].name = row->name;
        (*longs)[i].has_arg = row->argument ? required_argument : no_argument;
        (*longs)[i].val = FIRST_LONG + (int)i;
        if (row->letter)
            hgw_buf_printf(&letters, "%c%s", row->letter, row->argument ? ":" : "");
    }
    *shorts = hgw_buf_steal(&letters);
}

/* The option that was probably meant by a long one that does not exist, or NULL. */
static const char *probably_meant(const struct hgw_program *program, const char *word) {
    char name[HGW_SUGGEST_LONGEST + 1];
    size_t length = strcspn(word + 2, "=");
    if (length >= sizeof name)
        return NULL;
    memcpy(name, word + 2, length);
    name[length] = '\0';
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, name);
    for (size_t i = 0; i < row_count(program); i++)
        hgw_suggest_try(&suggest, row_at(program, i)->name);
    return suggest.best;
}

/* Adds the long options that a shortened one can stand for, as "--lang, --level", and returns how many. */
static size_t list_candidates(const struct hgw_program *program, const char *word, struct hgw_buf *out) {
    size_t count = 0, length = strcspn(word + 2, "=");
    for (size_t i = 0; i < row_count(program); i++)
        if (strncmp(row_at(program, i)->name, word + 2, length) == 0)
            hgw_buf_printf(out, "%s--%s", count++ > 0 ? ", " : "", row_at(program, i)->name);
    return count;
}

/* A shortened option that can be more than one. True when that was it, and is said. */
static bool ambiguous(const struct hgw_program *program, const char *word, struct hgw_error *error) {
    struct hgw_buf candidates = HGW_BUF_EMPTY;
    bool many = list_candidates(program, word, &candidates) > 1;
    if (many)
        hgw_error_set(error, HGW_ERROR_USAGE, _("De optie %s is te kort, ze kan dit zijn: %s."), word,
                      candidates.data);
    hgw_buf_free(&candidates);
    return many;
}

static bool unknown_long(const struct hgw_program *program, const char *word, struct hgw_error *error) {
    const char *meant = probably_meant(program, word);
    size_t length = strcspn(word, "=");
    bool exists = meant && strlen(meant) == length - 2 && strncmp(meant, word + 2, length - 2) == 0;
    if (!exists && ambiguous(program, word, error))
        return false;
    if (exists)
        return hgw_error_set(error, HGW_ERROR_USAGE, _("De optie --%s krijgt geen waarde. Zie %s --help."),
                             meant, program->name);
    if (meant)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("De optie %s bestaat niet. Bedoel je --%s? Zie %s --help."), word, meant,
                             program->name);
    return hgw_error_set(error, HGW_ERROR_USAGE, _("De optie %s bestaat niet. Zie %s --help."), word,
                         program->name);
}

static bool unknown(const struct hgw_program *program, int got, const char *word, struct hgw_error *error) {
    if (got == ':')
        return hgw_error_set(error, HGW_ERROR_USAGE, _("Bij %s hoort een waarde. Zie %s --help."), word,
                             program->name);
    if (strncmp(word, "--", 2) == 0)
        return unknown_long(program, word, error);
    return hgw_error_set(error, HGW_ERROR_USAGE, _("De optie -%c bestaat niet. Zie %s --help."), optopt,
                         program->name);
}

static bool parse(const struct hgw_program *program, void *settings, int argc, char **argv,
                  const struct option *longs, const char *shorts, struct hgw_error *error) {
    opterr = 0;
    optind = 0; /* glibc: start afresh, so that a test can parse more than once */
    for (;;) {
        int before = optind > 0 ? optind : 1;
        int got = getopt_long(argc, argv, shorts, longs, NULL);
        if (got == -1)
            return true;
        if (got == '?' || got == ':') {
            int index = optind > before ? optind - 1 : before;
            return unknown(program, got, argv[index < argc ? index : argc - 1], error);
        }
        const struct hgw_option *row = row_for(program, got);
        if (!row || !store(row, settings, optarg, error))
            return false;
    }
}

bool hgw_options_parse(const struct hgw_program *program, void *settings, int argc, char **argv, int *first,
                       struct hgw_error *error) {
    struct option *longs = NULL;
    char *shorts = NULL;
    getopt_tables(program, &longs, &shorts);
    bool ok = parse(program, settings, argc, argv, longs, shorts, error);
    *first = optind;
    free(longs);
    free(shorts);
    return ok;
}

static void print_row(const struct hgw_option *row, struct hgw_buf *out) {
    enum { HELP_COLUMN = 30 };
    size_t start = out->length;
    if (row->letter)
        hgw_buf_printf(out, "  -%c, --%s", row->letter, row->name);
    else
        hgw_buf_printf(out, "      --%s", row->name);
    if (row->choices)
        hgw_buf_printf(out, "=%s", row->choices);
    else if (row->argument)
        hgw_buf_printf(out, "=%s", _(row->argument));
    size_t width = hgw_utf8_count(out->data + start, out->length - start);
    if (width + 2 > HELP_COLUMN) {
        hgw_buf_add_char(out, '\n');
        width = 0;
    }
    for (; width < HELP_COLUMN; width++)
        hgw_buf_add_char(out, ' ');
    hgw_buf_printf(out, "%s\n", _(row->help));
}

void hgw_options_help(const struct hgw_program *program, struct hgw_buf *out) {
    hgw_buf_printf(out, _("Gebruik: %s [optie …]%s%s\n%s\n\nOpties:\n"), program->name,
                   *program->operands ? " " : "", _(program->operands), _(program->purpose));
    for (size_t i = 0; i < row_count(program); i++)
        print_row(row_at(program, i), out);
    hgw_buf_printf(out, _("\nMeer staat in de handleiding: man %s\n"), program->name);
}
