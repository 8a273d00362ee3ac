#include "check/listing.h"

#include "base/suggest.h"
#include "check/json.h"
#include "check/text.h"

#include <string.h>
#include <strings.h>

static bool listed(const struct hgw_rule *rule, const struct hgw_filter *filter, const char *phase) {
    bool structure = rule->principle == HGW_PRINCIPLE_NONE && (filter->include || filter->exclude);
    if (structure && filter->include && !hgw_codes_match(filter->include, rule->code))
        return false; /* here HGW0xx is not special: nothing is hidden by it */
    if (structure && filter->exclude && hgw_codes_match(filter->exclude, rule->code))
        return false;
    return hgw_filter_shows(filter, rule->code, rule->level) && (!phase || hgw_rule_holds(rule, phase));
}

void hgw_list_text(const struct hgw_checker *checker, const struct hgw_filter *filter, const char *phase,
                   struct hgw_buf *out) {
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++) {
        const struct hgw_rule *rule = hgw_checker_rule(checker, i);
        if (!listed(rule, filter, phase))
            continue;
        struct hgw_rule_texts texts = hgw_rule_texts(rule);
        const char *message = hgw_bilingual_in(&texts.message, hgw_checker_lang(checker));
        char principle[2] = {(char)('0' + rule->principle), '\0'};
        hgw_buf_printf(out, "%-7s %-7s %s  %s\n", rule->code, hgw_level_name(rule->level),
                       rule->principle < 0 ? "-" : principle, message ? message : "");
        hgw_rule_texts_free(&texts);
    }
}

static json_t *bilingual_json(const struct hgw_bilingual *text) {
    return json_pack("{s:o, s:o}", hgw_lang_code(HGW_LANG_NL), hgw_json_text(text->text[HGW_LANG_NL]),
                     hgw_lang_code(HGW_LANG_EN), hgw_json_text(text->text[HGW_LANG_EN]));
}

static json_t *phases_json(const struct hgw_rule *rule) {
    if (!rule->phases)
        return json_null();
    json_t *array = json_array();
    for (size_t i = 0; i < rule->phase_count; i++)
        json_array_append_new(array, hgw_json_text(rule->phases[i]));
    return array;
}

void hgw_list_json(const struct hgw_checker *checker, const struct hgw_filter *filter, const char *phase,
                   struct hgw_buf *out) {
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++) {
        const struct hgw_rule *rule = hgw_checker_rule(checker, i);
        if (!listed(rule, filter, phase))
            continue;
        struct hgw_rule_texts texts = hgw_rule_texts(rule);
        json_t *principle = rule->principle < 0 ? json_null() : json_integer(rule->principle);
        hgw_json_add(out, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "code", rule->code,
                                    "level", hgw_level_name(rule->level), "principle", principle, "phases",
                                    phases_json(rule), "message", bilingual_json(&texts.message), "help",
                                    bilingual_json(&texts.help), "why", bilingual_json(&texts.why), "wrong",
                                    hgw_json_text(texts.wrong), "right", hgw_json_text(texts.right)));
        hgw_rule_texts_free(&texts);
        hgw_buf_add_char(out, '\n');
    }
}

enum { WIDTH = 78, INDENT = 2 };

static void paragraph(struct hgw_buf *out, const char *heading, const char *text) {
    if (!text)
        return;
    hgw_buf_printf(out, "\n%s\n", heading);
    hgw_text_add_wrapped(out, text, INDENT, WIDTH);
}

/* An example: its lines as they are, indented. */
static void example(struct hgw_buf *out, const char *heading, const char *text) {
    if (!text)
        return;
    hgw_buf_printf(out, "\n%s\n", heading);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        hgw_buf_printf(out, "%*s", length > 0 ? 2 * INDENT : 0, "");
        hgw_buf_add(out, at, length);
        hgw_buf_add_char(out, '\n');
        at += length + (at[length] == '\n');
    }
}

static void explain_principle(const struct hgw_checker *checker, int number, struct hgw_buf *out) {
    if (number < 1)
        return;
    enum hgw_lang lang = hgw_checker_lang(checker);
    const struct hgw_principle *principle = hgw_checker_principle(checker, number);
    const char *name = hgw_bilingual_in(&principle->name, lang);
    const char *idea = hgw_bilingual_in(&principle->idea, lang);
    struct hgw_buf text = HGW_BUF_EMPTY;
    hgw_buf_printf(&text, "%d %s. %s", number, name ? name : "", idea ? idea : "");
    paragraph(out, _("Uitgangspunt"), text.data);
    hgw_buf_free(&text);
}

static void explain_phases(const struct hgw_rule *rule, struct hgw_buf *out) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    for (size_t i = 0; i < rule->phase_count; i++)
        hgw_buf_printf(&text, "%s%s", i > 0 ? ", " : "", rule->phases[i]);
    paragraph(out, _("In de fasen"), text.data);
    hgw_buf_free(&text);
}

static void explain(const struct hgw_checker *checker, const struct hgw_rule *rule, struct hgw_buf *out) {
    enum hgw_lang lang = hgw_checker_lang(checker);
    struct hgw_rule_texts texts = hgw_rule_texts(rule);
    const char *message = hgw_bilingual_in(&texts.message, lang);
    hgw_buf_printf(out, "%s (%s)\n", rule->code, hgw_level_word(rule->level));
    hgw_text_add_wrapped(out, message ? message : "", INDENT, WIDTH);
    explain_principle(checker, rule->principle, out);
    paragraph(out, _("Waarom"), hgw_bilingual_in(&texts.why, lang));
    example(out, _("Zo wordt het gevonden"), texts.wrong);
    example(out, _("Zo is het in orde"), texts.right);
    paragraph(out, _("Wat te doen"), hgw_bilingual_in(&texts.help, lang));
    explain_phases(rule, out);
    hgw_rule_texts_free(&texts);
}

bool hgw_explain_rule(const struct hgw_checker *checker, const char *code, struct hgw_buf *out,
                      struct hgw_error *error) {
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, code);
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++) {
        const struct hgw_rule *rule = hgw_checker_rule(checker, i);
        if (strcasecmp(rule->code, code) == 0) {
            explain(checker, rule, out);
            return true;
        }
        hgw_suggest_try(&suggest, rule->code);
    }
    if (suggest.best)
        return hgw_error_set(error, HGW_ERROR_USAGE, _("Er is geen regel „%s”. Bedoel je %s?"), code,
                             suggest.best);
    return hgw_error_set(error, HGW_ERROR_USAGE, _("Er is geen regel „%s”. Kijk met --list-rules."), code);
}
