/* listing: the rules themselves, a line each. */
#include "base/memory.h"
#include "base/process.h"
#include "base/suggest.h"
#include "output/output.h"

#include <stdlib.h>
#include <string.h>

static json_t *bilingual_json(const char *dutch, const char *english) {
    return json_pack("{s:o, s:o}", lang_code(LANG_NL), json_text(dutch), lang_code(LANG_EN), json_text(english));
}

static json_t *phases_json(const struct rule_info *rule) {
    json_t *array = rule->phases & PHASES_ALWAYS ? json_null() : json_array();
    for (size_t i = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            json_array_append_new(array, json_string(phase_names[i])); /* to null it is nothing */
    return array;
}

/* Adds all there is to know. False: one of its pages cannot be read. */
static bool add_json(struct output *output, const struct rule_info *rule, const struct rule_texts *texts,
                     struct error *error) {
    struct page dutch, english = {0};
    bool ok = page_read(output->checker, rule->code, LANG_NL, &dutch, error) &&
              page_read(output->checker, rule->code, LANG_EN, &english, error);
    json_add(&output->out,
             json_pack(
                 "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "code", rule->code, "level",
                 level_name(rule->level), "principle",
                 rule->principle < 0 ? json_null() : json_integer(rule->principle), "phases", phases_json(rule),
                 "message", bilingual_json(texts->message.text[LANG_NL], texts->message.text[LANG_EN]), "help",
                 bilingual_json(texts->help.text[LANG_NL], texts->help.text[LANG_EN]), "why",
                 bilingual_json(dutch.lang == LANG_NL ? dutch.why : NULL, english.lang == LANG_EN ? english.why : NULL),
                 "wrong", json_text(dutch.wrong), "right", json_text(dutch.right), "file",
                 json_text(checker_own_file(rule))));
    page_free(&dutch);
    page_free(&english);
    return ok;
}

bool list_rules(struct output *output, struct error *error) {
    bool json = output->format && strcmp(output->format, "json") == 0;
    if (output->format && !json && strcmp(output->format, "text") != 0)
        return error_set(error, ERROR_USAGE, _("--list-rules bestaat in de vormen text en json."));
    bool others = false; /* when not all rules are ours, each tells where it stands */
    for (size_t i = 0; i < output->checker->rule_count; i++)
        others = others || checker_own_file(output->checker->rules[i]);
    bool ok = true;
    for (size_t i = 0; ok && i < output->checker->rule_count; i++) {
        const struct rule_info *rule = output->checker->rules[i];
        if (!filter_shows(&output->filter, rule->code, rule->level) ||
            (output->phase && !rule_holds(rule, output->phase)))
            continue;
        struct rule_texts texts = rule_texts(rule);
        char principle[2] = {(char)(rule->principle < 0 ? '-' : '0' + rule->principle), '\0'};
        if (json)
            ok = add_json(output, rule, &texts, error);
        else
            buf_printf(&output->out, "%-7s %-7s %s  %s", rule->code, level_name(rule->level), principle,
                       output_words(output, &texts.message));
        if (others && !json)
            buf_printf(&output->out, " (%s", rule_place(rule).file);
        if (rule->replaces && !json)
            buf_printf(&output->out, _(", in de plaats van %s"), rule_place(rule->replaces).file);
        buf_add_string(&output->out, others && !json ? ")" : "");
        buf_add_char(&output->out, '\n');
        rule_texts_free(&texts);
    }
    return ok;
}

static void complain(struct error *problem) {
    process_complain("hgw-check", problem);
    error_clear(problem);
}

static const struct {
    const char *folder, *suffix;
} team_folders[] = {{"schemas/regels", ".sch"},
                    {"schemas/uitleg/nl", ".md"},
                    {"schemas/uitleg/en", ".md"},
                    {"schemas/woordenlijsten", ".txt"}};

static bool ends(const char *name, const char *suffix) {
    size_t length = strlen(name), tail = strlen(suffix);
    return length > tail && strcmp(name + length - tail, suffix) == 0;
}

/* The list of ours that a team's list of that name probably adds to; NULL when there is none. Freed with free(). */
static char *meant_list(const struct datadir *datadir, const char *name) {
    struct suggest_one suggest;
    char **ours = datadir_list(datadir, false, "schemas/woordenlijsten", ".txt"), *meant = NULL;
    suggest_start(&suggest, name);
    for (size_t i = 0; ours[i]; i++)
        suggest_try(&suggest, strrchr(ours[i], '/') + 1);
    if (suggest.best && strcmp(suggest.best, name) != 0)
        meant = mem_strdup(suggest.best);
    for (size_t i = 0; ours[i]; i++)
        free(ours[i]);
    free(ours);
    return meant;
}

/* Says why a file of a team is not used. */
static void check_team_file(const struct checker *checker, const char *path, const char *folder, const char *suffix,
                            struct error *problem) {
    const char *name = strrchr(path, '/') + 1;
    char *code = mem_strndup(name, strcspn(name, "."));
    char *meant = ends(folder, "woordenlijsten") ? meant_list(checker->datadir, name) : NULL;
    if (!ends(name, suffix) && ends(name, ".txt"))
        error_at(problem, ERROR_DATA, path, 0, 0, _("Dit bestand wordt niet gelezen: laat zijn naam eindigen op %s."),
                 suffix);
    else if (meant)
        error_at(problem, ERROR_DATA, path, 0, 0, _("Er is geen woordenlijst van hgw die zo heet. Bedoel je %s?"),
                 meant);
    else if (strcmp(suffix, ".md") == 0 && ends(name, suffix) && !checker_find(checker, code))
        page_without_rule(checker, path, code, problem);
    free(meant);
    free(code);
}

void list_lacks(const struct checker *checker) {
    struct error problem = ERROR_EMPTY;
    for (size_t i = 0; i < checker->rule_count; i++) {
        const struct rule_info *rule = checker->rules[i];
        struct rule_place place = rule_place(rule);
        struct page page = {0};
        if (checker_own_file(rule) && !rule->replaces && strncmp(rule->code, "HGW", 3) == 0)
            error_at(&problem, ERROR_DATA, place.file, place.line, place.column,
                     _("hgw heeft geen regel %s (meer). Geef een regel van je team eigen letters, zoals TEAM1."),
                     rule->code);
        if (checker_own_file(rule) && page_read(checker, rule->code, checker->lang, &page, &problem) && !page.path)
            error_at(&problem, ERROR_DATA, place.file, place.line, place.column,
                     _("Regel %s heeft nog geen bladzijde uitleg. Schrijf ze in ~/.local/share/hgw/uitleg/%s/%s.md; "
                       "hgw-check --explain=HGW101 -f md toont hoe."),
                     rule->code, lang_code(checker->lang), rule->code);
        complain(&problem);
        page_free(&page);
    }
    for (size_t i = 0; i < sizeof team_folders / sizeof team_folders[0]; i++) {
        char **files = datadir_list(checker->datadir, true, team_folders[i].folder, "");
        for (size_t j = 0; files[j]; j++) {
            check_team_file(checker, files[j], team_folders[i].folder, team_folders[i].suffix, &problem);
            complain(&problem);
            free(files[j]);
        }
        free(files);
    }
}
