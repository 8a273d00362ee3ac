/* rules: the rules themselves: one with its page, on the terminal or as it is; one to change; all of them in a list. */
#include "base/file.h"
#include "base/memory.h"
#include "output/output.h"

#include <cmark.h>
#include <strings.h>

enum {
    PAGE_MOST = 1024 * 1024, /* bytes of a page */
    WIDEST = 78,             /* columns: longer lines are hard to read */
    INDENT = 2,
};

/* --- pages --- */

/* For AUTO. */
static void free_tree(cmark_node **tree) {
    cmark_node_free(*tree);
}

/* Examples part a page: why the method asks it, under headings, the wrong one, the right one. */
static void read_parts(struct page *page) {
    AUTO(free_tree) cmark_node *tree = mem_cmark_parse(page->source.data, page->source.length);
    struct buf why = BUF_EMPTY;
    for (cmark_node *block = cmark_node_first_child(tree); block && !page->right; block = cmark_node_next(block))
        if (cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK) {
            const char *code = cmark_node_get_literal(block);
            *(page->wrong ? &page->right : &page->wrong) =
                mem_strndup(code, strlen(code) - 1); /* a line end closes it */
        } else if (!page->wrong && cmark_node_get_type(block) != CMARK_NODE_HEADING) {
            AUTO(mem_free) char *text = cmark_render_commonmark(block, CMARK_OPT_DEFAULT, 0);
            buf_add_string(&why, text);
        }
    page->why = why.data;
    if (page->why)
        text_normalise(page->why);
}

char *page_path(const struct checker *checker, const char *code, enum lang *lang) {
    char *path = NULL;
    for (unsigned i = 0, first = *lang; i < LANG_COUNT && !path; i++) {
        *lang = (first + i) % LANG_COUNT;
        AUTO(mem_free) char *name = text_format("schemas/uitleg/%s/%s.md", lang_code(*lang), code);
        path = datadir_find(checker->datadir, name, NULL);
    }
    return path;
}

bool page_read(const struct checker *checker, const char *code, enum lang lang, struct page *page,
               struct error *error) {
    *page = (struct page){.lang = lang};
    page->path = page_path(checker, code, &page->lang);
    if (page->path && !file_read(page->path, PAGE_MOST, &page->source, error))
        return false;
    printable_make(&page->source, PRINTABLE_DOCUMENT);
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
    size_t width = output->width > 0 && output->width < WIDEST ? output->width : WIDEST;
    AUTO(free_tree) cmark_node *tree = mem_cmark_parse(source->data, source->length);
    AUTO(mem_free) char *lines = cmark_render_commonmark(tree, CMARK_OPT_DEFAULT, (int)width - INDENT);
    char *rest = lines;
    bool code = false, gap = true; /* no empty line behind a heading, or behind another */
    for (char *line; (line = strsep(&rest, "\n")) && rest;) {
        bool fence = strncmp(line, "```", 3) == 0, heading = *line == '#' && !code;
        code = code != fence;
        if (fence || (*line == '\0' && gap) || (strncmp(line, "<!--", 4) == 0 && !code))
            continue;
        gap = (heading && line[1] == '#') || *line == '\0';
        if (heading) {
            buf_add_string(&output->out, BOLD);
            text_wrap(&output->out, line + strspn(line, "# "), 0, 0, width);
            buf_add_string(&output->out, PLAIN);
        } else {
            buf_printf(&output->out, "%*s", *line == '\0' ? 0 : code ? 2 * INDENT : INDENT, "");
            printable_add_string(&output->out, line);
        }
        buf_add_char(&output->out, '\n');
    }
    ink_finish(output, 0);
}

/* Makes a page of what the rule says, to begin with where there is none. */
static void make_page(const struct output *output, const struct rule_info *rule, struct buf *out) {
    AUTO(mem_free) char *text = rule_words(rule, RULE_MESSAGE, output->checker->lang);
    AUTO(mem_free) char *help = rule_words(rule, RULE_HELP, output->checker->lang);
    buf_printf(out, "# %s: %s\n\n## %s\n\n", rule->code, text, _("Waarom"));
    buf_printf(out,
               _("Voor deze regel is er nog geen bladzijde uitleg. Schrijf ze in ~/.local/share/hgw/uitleg/%s/%s.md; "
                 "hgw-check --explain HGW101 -f md toont hoe."),
               lang_code(output->checker->lang), rule->code);
    if (help)
        buf_printf(out, "\n\n## %s\n\n%s", _("Wat te doen"), help);
    buf_add_char(out, '\n');
}

/* What the page need not say, because the rule does: how heavy it weighs, of which principle and when. */
static void add_facts(const struct output *output, const struct rule_info *rule, struct buf *out) {
    buf_printf(out, "\n## %s\n\n%s", _("Niveau"), level_word(rule->level));
    if (rule->principle > 0) {
        const struct principle *principle = &output->checker->principles[rule->principle];
        buf_printf(out, "\n\n## %s\n\n%d %s. %s", _("Uitgangspunt"), rule->principle, principle->name, principle->idea);
    }
    if (rule->phases & PHASES_ALWAYS)
        return;
    buf_printf(out, "\n\n## %s\n\n", _("In de fasen"));
    for (size_t i = 0, count = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            buf_printf(out, "%s%s", count++ > 0 ? ", " : "", phase_names[i]);
}

/* --- the rule --- */

/* Says of the page at `path` that no rule has its code. */
static void page_without_rule(const struct checker *checker, const char *path, const char *code, struct error *error) {
    AUTO(mem_free) char *hint = rule_hint(checker, code, "");
    error_at(error, ERROR_DATA, path, 0, 0,
             _("Deze bladzijde legt %s uit, maar geen enkele regel heeft die code.%s Is het een regel uit een eigen "
               "bestand, geef dat dan op met --rules; geef anders de bladzijde de code van haar regel."),
             code, hint);
}

/* The rule with this code, letter case aside. NULL: there is none, which is said. */
static const struct rule_info *find_rule(const struct checker *checker, const char *code, struct error *error) {
    for (size_t i = 0; i < checker->rule_count; i++)
        if (strcasecmp(checker->rules[i]->code, code) == 0)
            return checker->rules[i];
    enum lang lang = checker->lang;
    AUTO(mem_free) char *path = page_path(checker, code, &lang);
    AUTO(mem_free) char *hint = rule_hint(checker, code, _(" Kijk met --list-rules."));
    if (path)
        page_without_rule(checker, path, code, error);
    else
        error_set(error, ERROR_USAGE, _("Er is geen regel „%s”.%s"), code, hint);
    return NULL;
}

bool explain_rule(struct output *output, const char *code, struct error *error) {
    const struct rule_info *rule = find_rule(output->checker, code, error);
    bool markdown = strcmp(output->format, "md") == 0;
    if (!rule)
        return false;
    if (!markdown && strcmp(output->format, "text") != 0)
        return error_set(error, ERROR_USAGE, _("--explain bestaat in de vormen text en md."));
    AUTO(page_free) struct page page = {0};
    if (!page_read(output->checker, rule->code, output->checker->lang, &page, error))
        return false;
    if (!page.path)
        make_page(output, rule, &page.source);
    if (markdown)
        buf_add(&output->out, page.source.data, page.source.length);
    else {
        add_facts(output, rule, &page.source);
        show(output, &page.source);
    }
    return true;
}

bool copy_rule(struct output *output, const char *code, struct error *error) {
    const struct rule_info *rule = find_rule(output->checker, code, error);
    if (rule)
        rule_copy(rule, &output->out);
    return rule;
}

/* --- all of them --- */

static json_t *both_texts(const struct rule_info *rule, enum rule_text which) {
    AUTO(mem_free) char *dutch = rule_text(rule, which, LANG_NL), *english = rule_text(rule, which, LANG_EN);
    return json_pack("{s:s?, s:s?}", "nl", dutch, "en", english);
}

static json_t *phases_json(const struct rule_info *rule) {
    json_t *array = rule->phases & PHASES_ALWAYS ? json_null() : json_array();
    for (size_t i = 0; i < PHASE_COUNT; i++)
        if (rule->phases >> i & 1)
            json_array_append_new(array, json_string(phase_names[i])); /* to null it is nothing */
    return array;
}

/* Adds all there is to know. False: one of its pages cannot be read. */
static bool add_json(struct output *output, const struct rule_info *rule, struct error *error) {
    AUTO(page_free) struct page dutch = {0}, english = {0};
    json_t *principle = rule->principle < 0 ? json_null() : json_integer(rule->principle);
    bool ok = page_read(output->checker, rule->code, LANG_NL, &dutch, error) &&
              page_read(output->checker, rule->code, LANG_EN, &english, error);
    json_add(&output->out,
             json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:{s:s?, s:s?}, s:s?, s:s?, s:o}", "code", rule->code, "level",
                       level_name(rule->level), "principle", principle, "phases", phases_json(rule), "message",
                       both_texts(rule, RULE_MESSAGE), "help", both_texts(rule, RULE_HELP), "why", "nl",
                       dutch.lang == LANG_NL ? dutch.why : NULL, "en", english.lang == LANG_EN ? english.why : NULL,
                       "wrong", dutch.wrong, "right", dutch.right, "file", json_text(checker_own_file(rule))));
    return ok;
}

/* Adds what it says, with where it stands when that is asked. */
static void add_line(struct output *output, const struct rule_info *rule, bool place) {
    AUTO(buf_free) struct buf line = BUF_EMPTY;
    AUTO(mem_free) char *text = rule_words(rule, RULE_MESSAGE, output->checker->lang);
    buf_printf(&line, place ? "%s (%s" : "%s", text, rule_place(rule).file);
    if (place && rule->replaces)
        buf_printf(&line, _(", in de plaats van %s"), rule_place(rule->replaces).file);
    buf_add_string(&line, place ? ")" : "");
    buf_printf(&output->out, "%-7s %-7s %c  ", rule->code, level_name(rule->level),
               rule->principle < 0 ? '-' : '0' + rule->principle);
    text_wrap(&output->out, line.data, 19, 19, output->width);
}

bool list_rules(struct output *output, struct error *error) {
    bool json = strcmp(output->format, "json") == 0;
    if (!json && strcmp(output->format, "text") != 0)
        return error_set(error, ERROR_USAGE, _("--list-rules bestaat in de vormen text en json."));
    bool others = false; /* when not all rules are ours, each tells where it stands */
    for (size_t i = 0; i < output->checker->rule_count; i++)
        others = others || checker_own_file(output->checker->rules[i]);
    for (size_t i = 0; i < output->checker->rule_count; i++) {
        const struct rule_info *rule = output->checker->rules[i];
        if (!filter_shows(&output->filter, rule->code, rule->level) ||
            (output->phase && !rule_holds(rule, output->phase)))
            continue;
        if (json && !add_json(output, rule, error))
            return false;
        if (!json)
            add_line(output, rule, others);
        buf_add_char(&output->out, '\n');
    }
    return true;
}

static const struct {
    const char *folder, *suffix;
} team_folders[] = {{"schemas/regels", ".sch"},
                    {"schemas/uitleg/nl", ".md"},
                    {"schemas/uitleg/en", ".md"},
                    {"schemas/woordenlijsten", ".txt"}};

/* Says why a file of a team is not used. */
static void check_team_file(const struct checker *checker, const char *path, const char *suffix, struct error *lacks) {
    const char *name = strrchr(path, '/') + 1, *dot = strrchr(name, '.'), *end = dot ? dot : "";
    AUTO(mem_free) char *code = mem_strndup(name, strcspn(name, "."));
    AUTO(files_free) struct files ours = datadir_list(checker->datadir, false, "schemas/woordenlijsten", "*.txt");
    struct suggest_one suggest = suggest_start(code);
    for (size_t i = 0; i < ours.count && strcmp(suffix, ".txt") == 0; i++) {
        *strrchr(ours.names[i], '.') = '\0';
        suggest_try(&suggest, strrchr(ours.names[i], '/') + 1);
    }
    if (strcmp(end, suffix) != 0 && strcmp(end, ".txt") == 0)
        error_at(error_next(lacks), ERROR_DATA, path, 0, 0,
                 _("Dit bestand wordt niet gelezen: laat zijn naam eindigen op %s."), suffix);
    else if (suggest.best && strcmp(suggest.best, code) != 0)
        error_at(error_next(lacks), ERROR_DATA, path, 0, 0,
                 _("Er is geen woordenlijst van hgw die zo heet. Bedoel je %s.txt?"), suggest.best);
    else if (strcmp(suffix, ".md") == 0 && strcmp(end, suffix) == 0 && !checker_find(checker, code))
        page_without_rule(checker, path, code, error_next(lacks));
}

void list_lacks(const struct checker *checker, struct error *lacks) {
    for (size_t i = 0; i < checker->rule_count; i++) {
        const struct rule_info *rule = checker->rules[i];
        struct rule_place place = rule_place(rule);
        enum lang lang = checker->lang;
        if (!checker_own_file(rule))
            continue;
        AUTO(mem_free) char *page = page_path(checker, rule->code, &lang);
        if (!rule->replaces && strncmp(rule->code, "HGW", 3) == 0)
            error_at(error_next(lacks), ERROR_DATA, place.file, place.line, place.column,
                     _("hgw heeft geen regel %s (meer). Geef een regel van je team eigen letters, zoals TEAM1."),
                     rule->code);
        else if (!page)
            error_at(error_next(lacks), ERROR_DATA, place.file, place.line, place.column,
                     _("Regel %s heeft nog geen bladzijde uitleg. Schrijf ze in ~/.local/share/hgw/uitleg/%s/%s.md; "
                       "hgw-check --explain=HGW101 -f md toont hoe."),
                     rule->code, lang_code(checker->lang), rule->code);
    }
    for (size_t i = 0; i < sizeof team_folders / sizeof team_folders[0]; i++) {
        AUTO(files_free) struct files files = datadir_list(checker->datadir, true, team_folders[i].folder, "*");
        for (size_t j = 0; j < files.count; j++)
            check_team_file(checker, files.names[j], team_folders[i].suffix, lacks);
    }
}
