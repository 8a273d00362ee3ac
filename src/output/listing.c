#include "output/listing.h"

#include "output/json_value.h"

#include <stdlib.h>
#include <string.h>

static bool listed(const struct rule_info *rule, const struct filter *filter, const char *phase) {
    bool structure = rule->principle == PRINCIPLE_NONE && (filter->include || filter->exclude);
    if (structure && filter->include && !codes_match(filter->include, rule->code))
        return false; /* here HGW0xx is not special: nothing is hidden by it */
    if (structure && filter->exclude && codes_match(filter->exclude, rule->code))
        return false;
    return filter_shows(filter, rule->code, rule->level) && (!phase || rule_holds(rule, phase));
}

void list_text(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out) {
    for (size_t i = 0; i < checker_rule_count(checker); i++) {
        const struct rule_info *rule = checker_rule(checker, i);
        if (!listed(rule, filter, phase))
            continue;
        struct rule_texts texts = rule_texts(rule);
        const char *message = bilingual_in(&texts.message, checker_lang(checker));
        char principle[2] = {(char)('0' + rule->principle), '\0'};
        buf_printf(out, "%-7s %-7s %s  %s\n", rule->code, level_name(rule->level),
                   rule->principle < 0 ? "-" : principle, message ? message : "");
        rule_texts_free(&texts);
    }
}

static json_t *bilingual_json(const struct bilingual *text) {
    return json_pack("{s:o, s:o}", lang_code(LANG_NL), json_text(text->text[LANG_NL]), lang_code(LANG_EN),
                     json_text(text->text[LANG_EN]));
}

static json_t *phases_json(const struct rule_info *rule) {
    if (rule->phases & PHASES_ALWAYS)
        return json_null();
    json_t *array = json_array();
    for (size_t i = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            json_array_append_new(array, json_text(phase_names[i]));
    return array;
}

/* "why" in both languages, "wrong" and "right", as the pages of the rule have them. */
static void add_explanation(const struct checker *checker, const char *code, json_t *object) {
    struct bilingual why = {{NULL}};
    char *wrong = NULL, *right = NULL;
    for (size_t i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;
        struct page page;
        struct error error = ERROR_EMPTY;
        page_read(checker, code, lang, &page, &error); /* one that cannot be read is none */
        why.text[lang] = page.lang == lang ? page_why(&page) : NULL;
        if (lang == LANG_NL) {
            wrong = page_example(&page, 0);
            right = page_example(&page, 1);
        }
        page_free(&page);
        error_clear(&error);
    }
    json_object_set_new(object, "why", bilingual_json(&why));
    json_object_set_new(object, "wrong", json_text(wrong));
    json_object_set_new(object, "right", json_text(right));
    bilingual_free(&why);
    free(wrong);
    free(right);
}

void list_json(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out) {
    for (size_t i = 0; i < checker_rule_count(checker); i++) {
        const struct rule_info *rule = checker_rule(checker, i);
        if (!listed(rule, filter, phase))
            continue;
        struct rule_texts texts = rule_texts(rule);
        json_t *principle = rule->principle < 0 ? json_null() : json_integer(rule->principle);
        json_t *object = json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "code", rule->code, "level",
                                   level_name(rule->level), "principle", principle, "phases", phases_json(rule),
                                   "message", bilingual_json(&texts.message), "help", bilingual_json(&texts.help));
        add_explanation(checker, rule->code, object);
        json_add(out, object);
        rule_texts_free(&texts);
        buf_add_char(out, '\n');
    }
}
