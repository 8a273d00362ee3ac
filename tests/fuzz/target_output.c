/* text, gcc, json, sarif and md: what the check says of a case, in one format. render-md, render-html and
 * render-odt: a report of it.
 *
 * The first byte says whether the rest is the whole case, or texts that are put in the places of a good one:
 * names, texts, hints, a motivation, a comment. Whatever these are: the output is UTF-8 without a character
 * that could steer a terminal, it parses, and texts bring no structure. */
#include "fuzz.h"

#include "base/utf8.h"
#include "check/check.h"
#include "check/output.h"
#include "check/text.h"
#include "render/render.h"

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
static void add_text(struct hgw_buf *out, const char *bytes, size_t length) {
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t point = 0xFFFD;
        size = hgw_utf8_decode(bytes + at, length - at, &point);
        size = size > 0 ? size : 1;
        if (point < 0x20 || (point | 1) == 0xFFFF)
            hgw_buf_add_char(out, bytes[at] == '\n' ? '\n' : ' ');
        else if (point < 0x80 && strchr("&<>'\"-?", (int)point))
            hgw_buf_printf(out, "&#%u;", (unsigned)point);
        else if (point == 0xFFFD)
            hgw_buf_add_string(out, "\xEF\xBF\xBD");
        else
            hgw_buf_add(out, bytes + at, size);
    }
}

/* The texts are equal parts of the input. */
static struct hgw_buf make_case(struct hgw_fuzz_input input) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    size_t part = input.length / SLOTS;
    for (const char *at = good_case; *at; at++) {
        if (*at != '~')
            hgw_buf_add_char(&text, *at);
        else
            add_text(&text, input.bytes + (size_t)(*++at - '1') * part, part);
    }
    return text;
}

/* --- what must hold --- */

static void expect_plain(const char *bytes, size_t length) {
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t point;
        size = hgw_utf8_decode(bytes + at, length - at, &point);
        hgw_fuzz_expect(size > 0, "the output is UTF-8");
        hgw_fuzz_expect(point >= 0x20 || point == '\n' || point == '\t' || point == '\r', "no C0 control");
        hgw_fuzz_expect(point < 0x7F || point > 0x9F, "no DEL, no C1 control");
        hgw_fuzz_expect((point < 0x202A || point > 0x202E) && (point < 0x2066 || point > 0x2069),
                        "nothing turns the writing direction");
    }
}

/* Under each line of the file stands a caret under its tag, and nothing is wider than it may be. */
static void check_text(const struct hgw_buf *out, bool tags, size_t width) {
    enum { GUTTER = 9, MOST = 96 };
    size_t room =
        (width > 0 && width < MOST + GUTTER + 2 ? (width < 40 ? 40 : width) : MOST + GUTTER + 2) - GUTTER;
    const char *line = NULL, *next; /* the line of the file, behind its number */
    size_t length = 0;
    for (const char *at = out->data; at && *at; at = next) {
        size_t whole = strcspn(at, "\n");
        next = at + whole + (at[whole] == '\n');
        if (strncmp(at, "       | ", GUTTER) == 0) {
            size_t caret = strspn(at + GUTTER, " "), columns, column = 0;
            hgw_fuzz_expect(line != NULL, "above a caret is a line");
            hgw_fuzz_expect(at[GUTTER + caret] == '^', "a caret");
            hgw_fuzz_expect(hgw_text_width(line, length) <= room && whole - GUTTER <= room, "a line fits");
            while (length > 0 && column < caret) {
                size_t size = hgw_text_place(line, length, &columns);
                line += size;
                length -= size;
                column += columns;
            }
            hgw_fuzz_expect(column == caret, "a caret is under its line");
            hgw_fuzz_expect(!tags || *line == '<', "a caret is under a tag");
        }
        size_t number = strspn(at, " ");
        bool numbered = isdigit((unsigned char)at[number]) && number < 6 && strncmp(at + 6, " | ", 3) == 0;
        line = numbered ? at + GUTTER : NULL;
        length = numbered ? whole - GUTTER : 0;
    }
}

static void check_gcc(const struct hgw_buf *out, const struct hgw_checked *checked) {
    size_t lines = 0, shown = 0;
    for (size_t i = 0; i < out->length; i++)
        lines += out->data[i] == '\n';
    for (size_t i = 0; i < checked->findings.count; i++)
        shown += checked->findings.items[i].shown;
    hgw_fuzz_expect(lines == shown || lines == shown + 1, "a finding is a line");
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct hgw_finding *finding = &checked->findings.items[i];
        size_t start = finding->offset + 1 - finding->byte_column;
        const char *source = checked->c.source.data;
        hgw_fuzz_expect(start <= finding->offset && (start == 0 || strchr("\r\n", source[start - 1])),
                        "a column counts from the start of a line");
    }
}

static void check_json(const struct hgw_buf *out, bool lines) {
    json_error_t problem;
    json_t *json = json_loadb(out->data, out->length, JSON_REJECT_DUPLICATES, &problem);
    hgw_fuzz_expect(json != NULL, "JSON is JSON");
    hgw_fuzz_expect(!lines || strchr(out->data, '\n') == out->data + out->length - 1, "one line a file");
    json_decref(json);
}

/* No text has become markup. */
static void check_markdown(const struct hgw_buf *out) {
    cmark_node *root = cmark_parse_document(out->data, out->length, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        hgw_fuzz_expect(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE, "no HTML");
        hgw_fuzz_expect(type != CMARK_NODE_CODE && type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_LINK &&
                            type != CMARK_NODE_IMAGE && type != CMARK_NODE_BLOCK_QUOTE,
                        "a text brings no markup");
        hgw_fuzz_expect(type != CMARK_NODE_HEADING ||
                            cmark_node_get_heading_level(cmark_iter_get_node(iter)) < 3,
                        "a text brings no heading");
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

/* --- the check --- */

static struct hgw_checker *checker(void) {
    static struct hgw_checker *made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_checker_options options = {.datadir = hgw_fuzz_datadir(), .date = "2026-11-24"};
    if (!made)
        made = hgw_checker_open(&options, &error);
    hgw_fuzz_expect(made != NULL, hgw_error_text(&error));
    return made;
}

static void run_check(struct hgw_fuzz_input input, const char *name) {
    bool whole = hgw_fuzz_choose(&input, 4) == 3;
    const char *phase = phases[hgw_fuzz_choose(&input, sizeof phases / sizeof *phases)];
    size_t width = hgw_fuzz_choose(&input, 256);
    struct hgw_buf text = HGW_BUF_EMPTY, out = HGW_BUF_EMPTY, path = HGW_BUF_EMPTY;
    if (whole)
        hgw_buf_add(&text, input.bytes, input.length);
    else
        text = make_case(input);
    hgw_buf_add_char(&path, 'x');                       /* so that no name looks like a line with a caret */
    for (size_t i = 0; i < input.length && i < 40; i++) /* a name may hold anything but NUL */
        if (input.bytes[i])
            hgw_buf_add_char(&path, input.bytes[i]);
    hgw_buf_add_string(&path, ".xml");
    struct hgw_checked checked = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool done = hgw_check_bytes(checker(), path.data, text.data ? text.data : "", text.length, phase,
                                &checked, &error);
    hgw_fuzz_expect(done, hgw_error_text(&error));
    hgw_fuzz_expect(whole || !checked.refused, "texts do not make a case invalid");
    struct hgw_output output = {.out = &out,
                                .checker = checker(),
                                .filter = {.level = HGW_LEVEL_NOTE},
                                .width = width % 2 ? width : 0};
    const struct hgw_output_format *format = hgw_output_format_find(name);
    if (format->begin)
        format->begin(&output);
    hgw_output_write(&output, format, &checked);
    if (format->end)
        format->end(&output);
    expect_plain(out.data, out.length);
    if (strcmp(name, "text") == 0)
        check_text(&out, !whole, output.width);
    else if (strcmp(name, "gcc") == 0)
        check_gcc(&out, &checked);
    else if (strcmp(name, "md") == 0)
        check_markdown(&out);
    else
        check_json(&out, strcmp(name, "json") == 0);
    hgw_buf_free(&output.notices);
    hgw_checked_free(&checked);
    hgw_buf_free(&path);
    hgw_buf_free(&out);
    hgw_buf_free(&text);
}

void hgw_fuzz_text(struct hgw_fuzz_input input) {
    run_check(input, "text");
}

void hgw_fuzz_gcc(struct hgw_fuzz_input input) {
    run_check(input, "gcc");
}

void hgw_fuzz_json(struct hgw_fuzz_input input) {
    run_check(input, "json");
}

void hgw_fuzz_sarif(struct hgw_fuzz_input input) {
    run_check(input, "sarif");
}

void hgw_fuzz_md(struct hgw_fuzz_input input) {
    run_check(input, "md");
}

/* --- reports --- */

enum { REPORTS = 6 };
static const char *const reports[REPORTS] = {"verslag", "ouders",  "leerling",
                                             "school",  "overleg", "voorbereiding"};

/* A renderer is made once for each report, with names and without. */
struct made {
    struct hgw_render_options options;
    struct hgw_renderer *renderer;
};

static struct made *renderer(unsigned report, bool pseudonymise) {
    static struct made all[REPORTS][2];
    struct made *made = &all[report][pseudonymise];
    struct hgw_template_problems problems = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (made->renderer)
        return made;
    made->options = (struct hgw_render_options){.datadir = hgw_fuzz_datadir(),
                                                .date = "2026-11-24",
                                                .report = reports[report],
                                                .pseudonymise = pseudonymise,
                                                .without_consent = true};
    made->renderer = hgw_renderer_open(&made->options, &problems, &error);
    hgw_fuzz_expect(made->renderer != NULL, hgw_error_text(&error));
    return made;
}

static void expect_no_html(const struct hgw_buf *markdown) {
    cmark_node *root = cmark_parse_document(markdown->data, markdown->length, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        hgw_fuzz_expect(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE,
                        "no HTML in a report");
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

static void run_render(struct hgw_fuzz_input input, enum hgw_render_format format) {
    bool whole = hgw_fuzz_choose(&input, 4) == 3;
    unsigned report = hgw_fuzz_choose(&input, REPORTS);
    struct made *made = renderer(report, hgw_fuzz_choose(&input, 2) == 1);
    struct hgw_buf text = HGW_BUF_EMPTY;
    if (whole)
        hgw_buf_add(&text, input.bytes, input.length);
    else
        text = make_case(input);
    struct hgw_fuzz_memory file = hgw_fuzz_memory(text.data ? text.data : "", text.length);
    struct hgw_rendered rendered = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    made->options.format = format;
    bool done = hgw_render_case(made->renderer, file.path, &rendered, &error);
    hgw_fuzz_expect_error(done, &error);
    hgw_fuzz_expect(whole || (done && !rendered.refused), "texts do not make a case invalid");
    bool written = done && !rendered.refused;
    if (written && format != HGW_RENDER_ODT)
        expect_plain(rendered.bytes.data, rendered.bytes.length);
    if (written && format == HGW_RENDER_MD)
        expect_no_html(&rendered.bytes);
    if (written && format == HGW_RENDER_ODT)
        hgw_fuzz_check_odt(&rendered.bytes);
    if (written && format == HGW_RENDER_HTML)
        hgw_fuzz_check_html(&rendered.bytes);
    hgw_rendered_free(&rendered);
    hgw_buf_free(&text);
    close(file.fd);
}

void hgw_fuzz_render_md(struct hgw_fuzz_input input) {
    run_render(input, HGW_RENDER_MD);
}

void hgw_fuzz_render_html(struct hgw_fuzz_input input) {
    run_render(input, HGW_RENDER_HTML);
}

void hgw_fuzz_render_odt(struct hgw_fuzz_input input) {
    run_render(input, HGW_RENDER_ODT);
}
