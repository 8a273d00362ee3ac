/* explain: the page of a rule, on the terminal or as it is. */
#include "base/file.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/suggest.h"
#include "base/wrap.h"
#include "output/listing.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    PAGE_MOST = 1024 * 1024, /* bytes of a page */
    WIDEST = 78,             /* columns: longer lines are hard to read */
    NARROWEST = 30,
    INDENT = 2,
};

/* --- pages --- */

/* The path of the page in this language: a team's own before ours. NULL: there is none. */
static char *page_look(const struct datadir *datadir, const char *code, enum lang lang) {
    static const char *const places[] = {"uitleg", "schemas/uitleg"};
    char *path = NULL;
    for (size_t i = 0; !path && i < sizeof places / sizeof places[0]; i++) {
        char *name = text_format("%s/%s/%s.md", places[i], lang_code(lang), code);
        path = datadir_look(datadir, name);
        free(name);
    }
    return path;
}

bool page_read(const struct checker *checker, const char *code, enum lang lang, struct page *page,
               struct error *error) {
    const struct datadir *datadir = checker_datadir(checker);
    *page = (struct page){.path = page_look(datadir, code, lang), .lang = lang};
    if (!page->path) {
        page->lang = (lang + 1) % LANG_COUNT;
        page->path = page_look(datadir, code, page->lang);
    }
    if (!page->path)
        return true;
    if (!file_read(page->path, PAGE_MOST, &page->source, error))
        return false;
    page->tree = mem_cmark_parse(page->source.data ? page->source.data : "", page->source.length);
    return true;
}

void page_free(struct page *page) {
    free(page->path);
    buf_free(&page->source);
    if (page->tree)
        cmark_node_free(page->tree);
}

/* Adds the text of a node without its markup. */
static void add_words(cmark_node *node, struct buf *out) {
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *part = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(part);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
            (type == CMARK_NODE_PARAGRAPH && event == CMARK_EVENT_ENTER && out->length > 0))
            buf_add_char(out, ' ');
        else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
            printable_add_string(out, cmark_node_get_literal(part));
    }
    cmark_iter_free(iter);
}

char *page_why(const struct page *page) {
    struct buf text = BUF_EMPTY;
    for (cmark_node *node = page->tree ? cmark_node_first_child(page->tree) : NULL;
         node && cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK; node = cmark_node_next(node))
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
            add_words(node, &text);
    return text.data;
}

char *page_example(const struct page *page, size_t number) {
    cmark_node *node = page->tree ? cmark_node_first_child(page->tree) : NULL;
    for (; node; node = cmark_node_next(node))
        if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK && number-- == 0)
            return text_outdent(cmark_node_get_literal(node));
    return NULL;
}

/* --- on a terminal --- */

struct sheet {
    struct buf *out;
    size_t width;
    bool color;
};

static void heading(const struct sheet *sheet, const char *words) {
    buf_add_string(sheet->out, sheet->out->length > 0 ? "\n" : "");
    buf_add_string(sheet->out, sheet->color ? "\x1b[1m" : "");
    text_add_wrapped(sheet->out, words, 0, sheet->width);
    if (sheet->color) { /* ended before the line is */
        sheet->out->data[--sheet->out->length] = '\0';
        buf_add_string(sheet->out, "\x1b[0m\n");
    }
}

static void example(const struct sheet *sheet, const char *text, size_t indent) {
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        buf_printf(sheet->out, "%*s", (int)(length > 0 ? indent + INDENT : 0), "");
        printable_add(sheet->out, at, length);
        buf_add_char(sheet->out, '\n');
        at += length + (at[length] == '\n');
    }
}

static void blocks(const struct sheet *sheet, cmark_node *parent, size_t indent);

/* The items of a list, each behind its mark. */
static void items(const struct sheet *sheet, cmark_node *list, size_t indent) {
    int number = cmark_node_get_list_start(list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
        char *mark = numbered ? text_format("%d.", number++) : mem_strdup("-");
        size_t start = sheet->out->length;
        blocks(sheet, item, indent + strlen(mark) + 1);
        if (sheet->out->length > start)
            memcpy(sheet->out->data + start + indent, mark, strlen(mark));
        free(mark);
    }
}

static void blocks(const struct sheet *sheet, cmark_node *parent, size_t indent) {
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        struct buf words = BUF_EMPTY;
        cmark_node *before = cmark_node_previous(node);
        cmark_node_type type = cmark_node_get_type(node);
        if (before && type != CMARK_NODE_HEADING && cmark_node_get_type(before) != CMARK_NODE_HEADING)
            buf_add_char(sheet->out, '\n');
        switch (type) {
        case CMARK_NODE_HEADING:
            add_words(node, &words);
            heading(sheet, words.data ? words.data : "");
            break;
        case CMARK_NODE_CODE_BLOCK:
            example(sheet, cmark_node_get_literal(node), indent);
            break;
        case CMARK_NODE_LIST:
            items(sheet, node, indent);
            break;
        case CMARK_NODE_BLOCK_QUOTE:
            blocks(sheet, node, indent + INDENT);
            break;
        default:
            add_words(node, &words);
            text_add_wrapped(sheet->out, words.data ? words.data : "", indent, sheet->width);
        }
        buf_free(&words);
    }
}

static void section(const struct sheet *sheet, const char *title, const char *text) {
    if (!text)
        return;
    heading(sheet, title);
    text_add_wrapped(sheet->out, text, INDENT, sheet->width);
}

/* What the rule says, where no page does. */
static void without_page(const struct sheet *sheet, const struct rule_info *rule, enum lang lang) {
    struct rule_texts texts = rule_texts(rule);
    const char *message = bilingual_in(&texts.message, lang);
    char *title = text_format("%s: %s", rule->code, message ? message : "");
    char *none = text_format(_("Voor deze regel is er nog geen bladzijde uitleg. Schrijf ze in "
                               "~/.local/share/hgw/uitleg/%s/%s.md; hgw-check --explain HGW101 -f md toont hoe."),
                             lang_code(lang), rule->code);
    heading(sheet, title);
    section(sheet, _("Waarom"), none);
    section(sheet, _("Wat te doen"), bilingual_in(&texts.help, lang));
    free(title);
    free(none);
    rule_texts_free(&texts);
}

/* What the page need not say, because the rule does: how heavy it weighs, of which principle and when. */
static void add_facts(const struct sheet *sheet, const struct checker *checker, const struct rule_info *rule) {
    struct buf text = BUF_EMPTY;
    section(sheet, _("Niveau"), level_word(rule->level));
    if (rule->principle > 0) {
        const struct principle *principle = checker_principle(checker, rule->principle);
        const char *name = bilingual_in(&principle->name, checker_lang(checker));
        const char *idea = bilingual_in(&principle->idea, checker_lang(checker));
        buf_printf(&text, "%d %s. %s", rule->principle, name ? name : "", idea ? idea : "");
        section(sheet, _("Uitgangspunt"), text.data);
        buf_clear(&text);
    }
    for (size_t i = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            buf_printf(&text, "%s%s", text.length > 0 ? ", " : "", phase_names[i]);
    if (text.length > 0)
        section(sheet, _("In de fasen"), text.data);
    buf_free(&text);
}

/* --- the rule --- */

static bool no_such_rule(const struct checker *checker, const char *code, struct error *error) {
    struct suggest_one suggest;
    suggest_start(&suggest, code);
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        suggest_try(&suggest, checker_rule(checker, i)->code);
    if (suggest.best)
        return error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Bedoel je %s?"), code, suggest.best);
    return error_set(error, ERROR_USAGE, _("Er is geen regel „%s”. Kijk met --list-rules."), code);
}

/* A code without a rule; a page that has it is said. */
static bool without_rule(const struct checker *checker, const char *code, struct error *error) {
    struct page page = {0};
    size_t letters = 0;
    while (isalnum((unsigned char)code[letters]))
        letters++;
    if (code[letters] == '\0' && !page_read(checker, code, checker_lang(checker), &page, error))
        return false;
    if (page.path)
        error_at(error, ERROR_DATA, page.path, 0, 0,
                 _("Deze bladzijde legt %s uit, maar geen enkele regel heeft die code. Is het een regel uit een eigen "
                   "bestand, geef dat dan op met --rules; geef anders de bladzijde de code van haar regel."),
                 code);
    else
        no_such_rule(checker, code, error);
    page_free(&page);
    return false;
}

static const struct rule_info *find(const struct checker *checker, const char *code) {
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        if (strcasecmp(checker_rule(checker, i)->code, code) == 0)
            return checker_rule(checker, i);
    return NULL;
}

bool explain_rule(const struct batch *batch, const char *code, struct buf *out, struct error *error) {
    const struct rule_info *rule = find(batch->checker, code);
    bool markdown = batch->format && strcmp(batch->format, "md") == 0, ok = true;
    struct page page;
    if (!rule)
        return without_rule(batch->checker, code, error);
    if (batch->format && !markdown && strcmp(batch->format, "text") != 0)
        return error_set(error, ERROR_USAGE, _("--explain bestaat in de vormen text en md."));
    if (!page_read(batch->checker, rule->code, batch->lang, &page, error))
        ok = false;
    else if (markdown && !page.path)
        ok = error_set(error, ERROR_DATA, _("Voor %s is er geen bladzijde uitleg (gezocht: uitleg/%s/%s.md)."),
                       rule->code, lang_code(batch->lang), rule->code);
    else if (markdown)
        buf_add(out, page.source.data, page.source.length);
    else {
        size_t width = batch->width > 0 && batch->width < WIDEST ? batch->width : WIDEST;
        struct sheet sheet = {out, width < NARROWEST ? NARROWEST : width, batch->color};
        if (page.tree)
            blocks(&sheet, page.tree, INDENT);
        else
            without_page(&sheet, rule, batch->lang);
        add_facts(&sheet, batch->checker, rule);
    }
    page_free(&page);
    return ok;
}
