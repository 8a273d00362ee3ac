/* listing: the rules themselves, a line each. */
#include "base/memory.h"
#include "base/process.h"
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

void list_lacks(const struct checker *checker) {
    struct error problem = ERROR_EMPTY;
    for (size_t i = 0; i < checker->rule_count; i++) {
        const struct rule_info *rule = checker->rules[i];
        struct rule_place place = rule_place(rule);
        struct page page = {0};
        if (checker_own_file(rule) && page_read(checker, rule->code, checker->lang, &page, &problem) && !page.path)
            error_at(&problem, ERROR_DATA, place.file, place.line, place.column,
                     _("Regel %s heeft nog geen bladzijde uitleg. Schrijf ze in ~/.local/share/hgw/uitleg/%s/%s.md; "
                       "hgw-check --explain=HGW101 -f md toont hoe."),
                     rule->code, lang_code(checker->lang), rule->code);
        complain(&problem);
        page_free(&page);
    }
    for (unsigned lang = 0; lang < LANG_COUNT; lang++) {
        char *folder = text_format("schemas/uitleg/%s", lang_code(lang));
        char **pages = datadir_list(checker->datadir, true, folder, ".md");
        for (size_t i = 0; pages[i]; i++) {
            const char *name = strrchr(pages[i], '/') + 1;
            char *code = mem_strndup(name, strlen(name) - strlen(".md"));
            if (!checker_find(checker, code))
                page_without_rule(checker, pages[i], code, &problem);
            complain(&problem);
            free(code);
            free(pages[i]);
        }
        free(pages);
        free(folder);
    }
}
