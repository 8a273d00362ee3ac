/* explain: the page of a rule, on the terminal or as it is. */
#include "base/file.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/wrap.h"
#include "output/output.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    PAGE_MOST = 1024 * 1024, /* bytes of a page */
    WIDEST = 78,             /* columns: longer lines are hard to read */
    INDENT = 2,
};

/* --- pages --- */

/* Fences part a page: why the method asks it (with headings), the wrong example, (a heading,) the right one. */
static void read_parts(struct page *page) {
    char *lines = mem_strdup(page->source.data ? page->source.data : ""), *rest = lines;
    struct buf why = BUF_EMPTY, examples[2] = {BUF_EMPTY, BUF_EMPTY};
    size_t fences = 0;
    for (char *line; fences < 4 && (line = strsep(&rest, "\n"));)
        if (strncmp(line, "```", 3) == 0)
            fences++;
        else if (fences == 0 && *line != '#')
            buf_printf(&why, "%s\n", line);
        else if (fences % 2 == 1) {
            struct buf *example = &examples[fences / 2];
            buf_printf(example, "%s%s", example->data ? "\n" : "", line);
        }
    page->why = why.data;
    page->wrong = examples[0].data;
    page->right = examples[1].data;
    if (page->why)
        text_normalise(page->why);
    free(lines);
}

bool page_read(const struct checker *checker, const char *code, enum lang lang, struct page *page,
               struct error *error) {
    *page = (struct page){.lang = lang};
    for (unsigned i = 0; i < LANG_COUNT && !page->path; i++) {
        page->lang = (lang + i) % LANG_COUNT;
        char *name = text_format("schemas/uitleg/%s/%s.md", lang_code(page->lang), code);
        page->path = datadir_look(checker->datadir, name);
        free(name);
    }
    if (page->path && !file_read(page->path, PAGE_MOST, &page->source, error))
        return false;
    if (page->path)
        read_parts(page);
    return true;
}

void page_free(struct page *page) {
    free(page->path);
    buf_free(&page->source);
    free(page->why);
    free(page->wrong);
    free(page->right);
}

/* --- on a terminal --- */

/* Shows a page: cmark breaks its lines, headings are in bold and without their marks, examples are set apart. */
static void show(struct output *output, const struct buf *source) {
    size_t width = output->width > 0 && output->width < WIDEST ? text_columns(output) : WIDEST;
    cmark_node *tree = mem_cmark_parse(source->data, source->length);
    char *lines = cmark_render_commonmark(tree, CMARK_OPT_DEFAULT, (int)width - INDENT), *rest = lines;
    bool code = false, gap = true; /* no empty line behind a heading, or behind another */
    for (char *line; (line = strsep(&rest, "\n")) && rest;) {
        bool fence = strncmp(line, "```", 3) == 0, heading = *line == '#' && !code;
        code = code != fence;
        if (fence || (*line == '\0' && gap) || (strncmp(line, "<!--", 4) == 0 && !code))
            continue;
        gap = (heading && line[1] == '#') || *line == '\0';
        if (heading) {
            ink(output, "1");
            text_wrap(&output->out, line + strspn(line, "# "), 0, 0, width);
            ink(output, "0");
        } else {
            buf_printf(&output->out, "%*s", *line == '\0' ? 0 : code ? 2 * INDENT : INDENT, "");
            printable_add_string(&output->out, line);
        }
        buf_add_char(&output->out, '\n');
    }
    free(lines);
    cmark_node_free(tree);
}

/* Makes a page of what the rule says, to begin with where there is none. */
static void make_page(const struct output *output, const struct rule_info *rule, struct buf *out) {
    struct rule_texts texts = rule_texts(rule);
    buf_printf(out, "# %s: %s\n\n## %s\n\n", rule->code, output_words(output, &texts.message), _("Waarom"));
    buf_printf(out,
               _("Voor deze regel is er nog geen bladzijde uitleg. Schrijf ze in ~/.local/share/hgw/uitleg/%s/%s.md; "
                 "hgw-check --explain HGW101 -f md toont hoe."),
               lang_code(output->checker->lang), rule->code);
    if (*output_words(output, &texts.help))
        buf_printf(out, "\n\n## %s\n\n%s", _("Wat te doen"), output_words(output, &texts.help));
    buf_add_char(out, '\n');
    rule_texts_free(&texts);
}

/* What the page need not say, because the rule does: how heavy it weighs, of which principle and when. */
static void add_facts(const struct output *output, const struct rule_info *rule, struct buf *out) {
    buf_printf(out, "\n## %s\n\n%s", _("Niveau"), level_word(rule->level));
    if (rule->principle > 0) {
        const struct principle *principle = &output->checker->principles[rule->principle];
        buf_printf(out, "\n\n## %s\n\n%d %s. %s", _("Uitgangspunt"), rule->principle,
                   output_words(output, &principle->name), output_words(output, &principle->idea));
    }
    if (rule->phases & PHASES_ALWAYS)
        return;
    buf_printf(out, "\n\n## %s\n\n", _("In de fasen"));
    for (size_t i = 0, count = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            buf_printf(out, "%s%s", count++ > 0 ? ", " : "", phase_names[i]);
}

/* --- the rule --- */

/* A code without a rule. */
static bool no_such_rule(const struct checker *checker, const char *code, struct error *error) {
    const char *close = rule_suggestion(checker, code);
    struct page page;
    if (!page_read(checker, code, checker->lang, &page, error))
        return false;
    if (page.path)
        error_at(error, ERROR_DATA, page.path, 0, 0,
                 _("Deze bladzijde legt %s uit, maar geen enkele regel heeft die code. Is het een regel uit een eigen "
                   "bestand, geef dat dan op met --rules; geef anders de bladzijde de code van haar regel."),
                 code);
    else if (close)
        error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Bedoel je %s?"), code, close);
    else
        error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Kijk met --list-rules."), code);
    page_free(&page);
    return false;
}

bool explain_rule(struct output *output, const char *code, struct error *error) {
    const struct rule_info *rule = NULL;
    bool markdown = output->format && strcmp(output->format, "md") == 0;
    for (size_t i = 0; i < output->checker->rule_count; i++)
        if (strcasecmp(output->checker->rules[i]->code, code) == 0)
            rule = output->checker->rules[i];
    if (!rule)
        return no_such_rule(output->checker, code, error);
    if (output->format && !markdown && strcmp(output->format, "text") != 0)
        return error_set(error, ERROR_USAGE, _("--explain bestaat in de vormen text en md."));
    struct page page;
    bool ok = page_read(output->checker, rule->code, output->checker->lang, &page, error);
    if (ok && !page.path)
        make_page(output, rule, &page.source);
    if (ok && markdown)
        buf_add(&output->out, page.source.data, page.source.length);
    else if (ok) {
        add_facts(output, rule, &page.source);
        show(output, &page.source);
    }
    page_free(&page);
    return ok;
}
