/* text, gcc, json, sarif and md: what the check says of a case, in one format. render-md, render-html and
 * render-odt: a report of it.
 *
 * The first byte says whether the rest is the whole case, or texts that are put in the places of a good one:
 * names, texts, hints, a motivation, a comment. Whatever these are: the output is UTF-8 without a character
 * that could steer a terminal, it parses, and texts bring no structure. */
#include "fuzz.h"

#include "case/case.h"
#include "output/output.h"
#include "report/render.h"
#include "rules/check.h"

#include <cmark.h>
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const phases[] = {NULL,        "vraagverheldering", "intake", "strategie",
                                     "onderzoek", "integratie",        "advies", "evaluatie"};

/* --- the case --- */

enum { SLOTS = 4 };

/* ~1 to ~4 are the texts. */
static const char good_case[] =
    "<casus versie='1' fase='integratie' start='2026-09-01'><betrokkenen zichtbaar='ouders'><leerling id='a'>"
    "<naam>~1</naam></leerling><betrokkene id='b' rol='ouder'><naam>Els "
    "~2</naam></betrokkene></betrokkenen>\n"
    "<overzicht zichtbaar='ouders'><!-- ~3 --><positief bouwsteen='leerling' bron='~2'>~4</positief>"
    "<positief bouwsteen='leerling'><?vul-in ~3?></positief><positief bouwsteen='thuis-leefcontext' "
    "id='p'>~1\n~4</positief>"
    "<belemmerend bouwsteen='schoolcontext'>~3 <?vul-in?></belemmerend><positief "
    "bouwsteen='leerling'/></overzicht>"
    "<uitzicht zichtbaar='ouders'><doel id='d' termijn='kort'><tekst>~4</tekst></doel></uitzicht>"
    "<verantwoordingen zichtbaar='ouders'><verantwoording "
    "regel='HGW105'>~3</verantwoording></verantwoordingen></casus>";

/* Adds bytes as a text of XML that cannot end a comment, a hint or a value. */
static void add_text(struct buf *out, const char *bytes, size_t length) {
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t point = 0xFFFD;
        size = utf8_decode(bytes + at, length - at, &point);
        size = size > 0 ? size : 1;
        if (point < 0x20 || (point | 1) == 0xFFFF)
            buf_add_char(out, bytes[at] == '\n' ? '\n' : ' ');
        else if (point < 0x80 && strchr("&<>'\"-?", (int)point))
            buf_printf(out, "&#%u;", (unsigned)point);
        else if (point == 0xFFFD)
            buf_add_string(out, "\xEF\xBF\xBD");
        else
            buf_add(out, bytes + at, size);
    }
}

/* The texts are equal parts of the input. */
static struct buf make_case(struct fuzz_input input) {
    struct buf text = BUF_EMPTY;
    size_t part = input.length / SLOTS;
    for (const char *at = good_case; *at; at++) {
        if (*at != '~')
            buf_add_char(&text, *at);
        else
            add_text(&text, input.bytes + (size_t)(*++at - '1') * part, part);
    }
    return text;
}

/* --- what must hold --- */

static void expect_plain(const char *bytes, size_t length) {
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t point;
        size = utf8_decode(bytes + at, length - at, &point);
        fuzz_expect(size > 0, "the output is UTF-8");
        fuzz_expect(point >= 0x20 || point == '\n' || point == '\t' || point == '\r', "no C0 control");
        fuzz_expect(point < 0x7F || point > 0x9F, "no DEL, no C1 control");
        fuzz_expect((point < 0x202A || point > 0x202E) && (point < 0x2066 || point > 0x2069),
                    "nothing turns the writing direction");
    }
}

/* Under each line of the file stands a caret under its tag, and nothing is wider than it may be. */
static void check_text(const struct buf *out, bool tags, size_t width) {
    enum { GUTTER = 9, MOST = 96 };
    size_t room = (width > 0 && width < MOST + GUTTER + 2 ? (width < 40 ? 40 : width) : MOST + GUTTER + 2) - GUTTER;
    const char *line = NULL, *next; /* the line of the file, behind its number */
    size_t length = 0;
    for (const char *at = out->data; at && *at; at = next) {
        size_t whole = strcspn(at, "\n");
        next = at + whole + (at[whole] == '\n');
        if (strncmp(at, "       | ", GUTTER) == 0) {
            size_t caret = strspn(at + GUTTER, " "), columns, column = 0;
            fuzz_expect(line != NULL, "above a caret is a line");
            fuzz_expect(at[GUTTER + caret] == '^', "a caret");
            fuzz_expect(text_width(line, length) <= room && whole - GUTTER <= room, "a line fits");
            while (length > 0 && column < caret) {
                size_t size = text_place(line, length, &columns);
                line += size;
                length -= size;
                column += columns;
            }
            fuzz_expect(column == caret, "a caret is under its line");
            fuzz_expect(!tags || *line == '<', "a caret is under a tag");
        }
        size_t number = strspn(at, " ");
        bool numbered = isdigit((unsigned char)at[number]) && number < 6 && strncmp(at + 6, " | ", 3) == 0;
        line = numbered ? at + GUTTER : NULL;
        length = numbered ? whole - GUTTER : 0;
    }
}

static void check_gcc(const struct buf *out, const struct checked *checked) {
    size_t lines = 0, shown = 0;
    for (size_t i = 0; i < out->length; i++)
        lines += out->data[i] == '\n';
    for (size_t i = 0; i < checked->findings.count; i++)
        shown += checked->findings.items[i].shown;
    fuzz_expect(lines == shown || lines == shown + 1, "a finding is a line");
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        size_t start = finding->offset + 1 - finding->byte_column;
        const char *source = checked->c.source.data;
        fuzz_expect(start <= finding->offset && (start == 0 || strchr("\r\n", source[start - 1])),
                    "a column counts from the start of a line");
    }
}

static void check_json(const struct buf *out, bool lines) {
    json_error_t problem;
    json_t *json = json_loadb(out->data, out->length, JSON_REJECT_DUPLICATES, &problem);
    fuzz_expect(json != NULL, "JSON is JSON");
    fuzz_expect(!lines || strchr(out->data, '\n') == out->data + out->length - 1, "one line a file");
    json_decref(json);
}

/* No text has become markup. */
static void check_markdown(const struct buf *out) {
    cmark_node *root = cmark_parse_document(out->data, out->length, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        fuzz_expect(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE, "no HTML");
        fuzz_expect(type != CMARK_NODE_CODE && type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_LINK &&
                        type != CMARK_NODE_IMAGE && type != CMARK_NODE_BLOCK_QUOTE,
                    "a text brings no markup");
        fuzz_expect(type != CMARK_NODE_HEADING || cmark_node_get_heading_level(cmark_iter_get_node(iter)) < 3,
                    "a text brings no heading");
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

/* --- the check --- */

static struct checker *checker(void) {
    static struct checker *made;
    struct error error = ERROR_EMPTY;
    struct checker_options options = {.datadir = fuzz_datadir(), .date = "2026-11-24"};
    if (!made)
        made = checker_open(&options, &error);
    fuzz_expect(made != NULL, error_text(&error));
    return made;
}

static void run_check(struct fuzz_input input, const char *name) {
    bool whole = fuzz_choose(&input, 4) == 3;
    const char *phase = phases[fuzz_choose(&input, sizeof phases / sizeof *phases)];
    size_t width = fuzz_choose(&input, 256);
    struct buf text = BUF_EMPTY, path = BUF_EMPTY;
    if (whole)
        buf_add(&text, input.bytes, input.length);
    else
        text = make_case(input);
    buf_add_char(&path, 'x');                           /* so that no name looks like a line with a caret */
    for (size_t i = 0; i < input.length && i < 40; i++) /* a name may hold anything but NUL */
        if (input.bytes[i])
            buf_add_char(&path, input.bytes[i]);
    buf_add_string(&path, ".xml");
    struct checked checked = {0};
    struct error error = ERROR_EMPTY;
    case_load(&checked.c, path.data, text.data ? text.data : "", text.length, &checked.findings);
    bool done = check_case(checker(), phase, &checked, &error);
    fuzz_expect(done, error_text(&error));
    fuzz_expect(whole || !checked.refused, "texts do not make a case invalid");
    struct output output = {.checker = checker(),
                            .format = name,
                            .filter = {.level = LEVEL_NOTE},
                            .width = width % 2 && width >= 40 ? width : 0};
    output_case(&output, &checked);
    fuzz_expect(output_end(&output, &error), error_text(&error));
    expect_plain(output.out.data, output.out.length);
    if (strcmp(name, "text") == 0)
        check_text(&output.out, !whole, output.width);
    else if (strcmp(name, "gcc") == 0)
        check_gcc(&output.out, &checked);
    else if (strcmp(name, "md") == 0)
        check_markdown(&output.out);
    else
        check_json(&output.out, strcmp(name, "json") == 0);
    buf_free(&output.out);
    checked_free(&checked);
    buf_free(&path);
    buf_free(&text);
}

void fuzz_text(struct fuzz_input input) {
    run_check(input, "text");
}

void fuzz_gcc(struct fuzz_input input) {
    run_check(input, "gcc");
}

void fuzz_json(struct fuzz_input input) {
    run_check(input, "json");
}

void fuzz_sarif(struct fuzz_input input) {
    run_check(input, "sarif");
}

void fuzz_md(struct fuzz_input input) {
    run_check(input, "md");
}

/* --- reports --- */

enum { REPORTS = 6 };
static const char *const reports[REPORTS] = {"verslag", "ouders", "leerling", "school", "overleg", "voorbereiding"};

/* A renderer is made once for each report, with names and without. */
struct made {
    struct render_options options;
    struct renderer *renderer;
};

static struct made *renderer(unsigned report, bool pseudonymise) {
    static struct made all[REPORTS][2];
    struct made *made = &all[report][pseudonymise];
    struct error problems = ERROR_EMPTY;
    struct error error = ERROR_EMPTY;
    if (made->renderer)
        return made;
    made->options = (struct render_options){.datadir = fuzz_datadir(),
                                            .date = "2026-11-24",
                                            .report = reports[report],
                                            .pseudonymise = pseudonymise,
                                            .without_consent = true};
    made->renderer = renderer_open(&made->options, &problems, &error);
    fuzz_expect(made->renderer != NULL, error_text(&error));
    return made;
}

static void expect_no_html(const struct buf *markdown) {
    cmark_node *root = cmark_parse_document(markdown->data, markdown->length, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        fuzz_expect(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE, "no HTML in a report");
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

static void run_render(struct fuzz_input input, enum render_format format) {
    bool whole = fuzz_choose(&input, 4) == 3;
    unsigned report = fuzz_choose(&input, REPORTS);
    struct made *made = renderer(report, fuzz_choose(&input, 2) == 1);
    struct buf text = BUF_EMPTY;
    if (whole)
        buf_add(&text, input.bytes, input.length);
    else
        text = make_case(input);
    struct fuzz_memory file = fuzz_memory(text.data ? text.data : "", text.length);
    struct rendered rendered = {0};
    struct error error = ERROR_EMPTY;
    made->options.format = format;
    bool done = render_case(made->renderer, file.path, &rendered, &error);
    fuzz_expect_error(done, &error);
    fuzz_expect(whole || (done && !rendered.checked.refused), "texts do not make a case invalid");
    bool written = done && !rendered.checked.refused;
    if (written && format != RENDER_ODT)
        expect_plain(rendered.bytes.data, rendered.bytes.length);
    if (written && format == RENDER_MD)
        expect_no_html(&rendered.bytes);
    if (written && format == RENDER_ODT)
        fuzz_check_odt(&rendered.bytes);
    if (written && format == RENDER_HTML)
        fuzz_check_html(&rendered.bytes);
    rendered_free(&rendered);
    buf_free(&text);
    close(file.fd);
}

void fuzz_render_md(struct fuzz_input input) {
    run_render(input, RENDER_MD);
}

void fuzz_render_html(struct fuzz_input input) {
    run_render(input, RENDER_HTML);
}

void fuzz_render_odt(struct fuzz_input input) {
    run_render(input, RENDER_ODT);
}
