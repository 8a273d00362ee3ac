#include "output/listing.h"

#include "base/suggest.h"
#include "base/wrap.h"
#include "output/json_value.h"

#include <string.h>
#include <strings.h>

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
    if (!rule->phases)
        return json_null();
    json_t *array = json_array();
    for (size_t i = 0; i < rule->phase_count; i++)
        json_array_append_new(array, json_text(rule->phases[i]));
    return array;
}

void list_json(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out) {
    for (size_t i = 0; i < checker_rule_count(checker); i++) {
        const struct rule_info *rule = checker_rule(checker, i);
        if (!listed(rule, filter, phase))
            continue;
        struct rule_texts texts = rule_texts(rule);
        json_t *principle = rule->principle < 0 ? json_null() : json_integer(rule->principle);
        json_add(out, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "code", rule->code, "level",
                                level_name(rule->level), "principle", principle, "phases", phases_json(rule), "message",
                                bilingual_json(&texts.message), "help", bilingual_json(&texts.help), "why",
                                bilingual_json(&texts.why), "wrong", json_text(texts.wrong), "right",
                                json_text(texts.right)));
        rule_texts_free(&texts);
        buf_add_char(out, '\n');
    }
}

enum { WIDTH = 78, INDENT = 2 };

static void paragraph(struct buf *out, const char *heading, const char *text) {
    if (!text)
        return;
    buf_printf(out, "\n%s\n", heading);
    text_add_wrapped(out, text, INDENT, WIDTH);
}

/* An example: its lines as they are, indented. */
static void example(struct buf *out, const char *heading, const char *text) {
    if (!text)
        return;
    buf_printf(out, "\n%s\n", heading);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        buf_printf(out, "%*s", length > 0 ? 2 * INDENT : 0, "");
        buf_add(out, at, length);
        buf_add_char(out, '\n');
        at += length + (at[length] == '\n');
    }
}

static void explain_principle(const struct checker *checker, int number, struct buf *out) {
    if (number < 1)
        return;
    enum lang lang = checker_lang(checker);
    const struct principle *principle = checker_principle(checker, number);
    const char *name = bilingual_in(&principle->name, lang);
    const char *idea = bilingual_in(&principle->idea, lang);
    struct buf text = BUF_EMPTY;
    buf_printf(&text, "%d %s. %s", number, name ? name : "", idea ? idea : "");
    paragraph(out, _("Uitgangspunt"), text.data);
    buf_free(&text);
}

static void explain_phases(const struct rule_info *rule, struct buf *out) {
    struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < rule->phase_count; i++)
        buf_printf(&text, "%s%s", i > 0 ? ", " : "", rule->phases[i]);
    paragraph(out, _("In de fasen"), text.data);
    buf_free(&text);
}

static void explain(const struct checker *checker, const struct rule_info *rule, struct buf *out) {
    enum lang lang = checker_lang(checker);
    struct rule_texts texts = rule_texts(rule);
    const char *message = bilingual_in(&texts.message, lang);
    buf_printf(out, "%s (%s)\n", rule->code, level_word(rule->level));
    text_add_wrapped(out, message ? message : "", INDENT, WIDTH);
    explain_principle(checker, rule->principle, out);
    paragraph(out, _("Waarom"), bilingual_in(&texts.why, lang));
    example(out, _("Zo wordt het gevonden"), texts.wrong);
    example(out, _("Zo is het in orde"), texts.right);
    paragraph(out, _("Wat te doen"), bilingual_in(&texts.help, lang));
    explain_phases(rule, out);
    rule_texts_free(&texts);
}

bool explain_rule(const struct checker *checker, const char *code, struct buf *out, struct error *error) {
    struct suggest_one suggest;
    suggest_start(&suggest, code);
    for (size_t i = 0; i < checker_rule_count(checker); i++) {
        const struct rule_info *rule = checker_rule(checker, i);
        if (strcasecmp(rule->code, code) == 0) {
            explain(checker, rule, out);
            return true;
        }
        suggest_try(&suggest, rule->code);
    }
    if (suggest.best)
        return error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Bedoel je %s?"), code, suggest.best);
    return error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Kijk met --list-rules."), code);
}
