/* escape and prose: text of a case in a report written as Markdown stays in its place.
 *
 * Both graft the text between something before and something behind, and read what is written with cmark: the
 * blocks and marks of the place must be there, those and (for escape, a value) no others; the text of a value
 * must be read as that text. */
#include "fuzz.h"

#include "document/graft.h"

#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct place {
    const char *before, *after;
    size_t blocks;         /* at the top of the document */
    cmark_node_type where; /* type of the block that the text is in */
};

static const struct place places[] = {
    {"", "\n\nslot\n", 0, CMARK_NODE_NONE},
    {"- ", "\n\nslot\n", 2, CMARK_NODE_LIST},
    {"1. a\n2. ", "\n\nslot\n", 2, CMARK_NODE_LIST},
    {"> ", "\n\nslot\n", 2, CMARK_NODE_BLOCK_QUOTE},
    {"> - ", "\n\nslot\n", 2, CMARK_NODE_BLOCK_QUOTE},
    {"## a ", "\n\nslot\n", 2, CMARK_NODE_HEADING},
    {"**Doel**: ", "\n\nslot\n", 2, CMARK_NODE_PARAGRAPH},
    {"a ", " b\n\nslot\n", 2, CMARK_NODE_PARAGRAPH},
};
enum { PLACES = sizeof places / sizeof *places };

/* Text as it comes out of a tree: UTF-8 without NUL, and only characters of XML. */
static char *text_of(struct fuzz_input input) {
    if (utf8_valid_length(input.bytes, input.length) != input.length)
        return NULL;
    for (size_t i = 0; i < input.length; i++)
        if ((unsigned char)input.bytes[i] < 0x20 && !strchr("\t\n\r", input.bytes[i]))
            return NULL;
    char *text = malloc(input.length + 1);
    memcpy(text, input.bytes, input.length);
    text[input.length] = '\0';
    return memchr(text, '\0', input.length) || strstr(text, "\xEF\xBF\xBE") || strstr(text, "\xEF\xBF\xBF")
               ? (free(text), NULL)
               : text;
}

/* The types of all nodes but texts, as letters; and the texts, when `texts` is not NULL. */
static char *shape_of(cmark_node *root, struct buf *texts) {
    struct buf shape = BUF_EMPTY;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        if (event == CMARK_EVENT_ENTER && type != CMARK_NODE_TEXT)
            buf_add_char(&shape, (char)('A' + (int)type));
        if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_TEXT && texts)
            buf_add_string(texts, cmark_node_get_literal(cmark_iter_get_node(iter)));
    }
    cmark_iter_free(iter);
    return buf_steal(&shape);
}

/* The report of a template with one tag, written and read again. */
static cmark_node *report(const char *before, const char *text, const char *after, bool value, bool ends_line) {
    struct buf output = BUF_EMPTY, out = BUF_EMPTY;
    struct markdown tree = {0};
    struct graft graft = {0};
    buf_add_string(&output, before);
    if (value)
        graft_value(&graft, &output, text);
    else
        graft_prose(&graft, &output, text, ends_line);
    buf_add_string(&output, after);
    graft_read(&graft, &output, &tree);
    markdown_write(&out, tree.root);
    cmark_node *root = cmark_parse_document(out.data ? out.data : "", out.length, CMARK_OPT_DEFAULT);
    buf_free(&out);
    markdown_free(&tree);
    graft_free(&graft);
    buf_free(&output);
    return root;
}

static bool is_space(uint32_t c) {
    return c == 0x20 || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* The text that is shown, without any white space: how that is written is tested elsewhere. */
static char *without_space(const char *given) {
    struct buf out = BUF_EMPTY, shown = BUF_EMPTY;
    uint32_t c;
    printable_add(&shown, given, strlen(given), PRINTABLE_DOCUMENT);
    const char *text = shown.data ? shown.data : "";
    for (size_t length; (length = utf8_decode(text, strlen(text), &c)) > 0; text += length)
        if (!is_space(c))
            buf_add(&out, text, length);
    buf_free(&shown);
    return buf_steal(&out);
}

static void expect_same_text(const char *before, const char *text, const char *after, const char *got) {
    char *all = text_format("%s%s%s", before, text, after);
    char *a = without_space(all), *b = without_space(got);
    fuzz_expect(strcmp(a, b) == 0, "a value is read as that text");
    free(a);
    free(b);
    free(all);
}

void fuzz_escape(struct fuzz_input input) {
    static const struct {
        struct place place;
        const char *text_before, *text_after; /* what of it is text */
    } spots[] = {
        {{"e\n\n", "\n\nslot\n", 0, 0}, "e", "slot"},  {{"## ", "\n\nslot\n", 0, 0}, "", "slot"},
        {{"- ", "\n\nslot\n", 0, 0}, "", "slot"},      {{"1. ", "\n\nslot\n", 0, 0}, "", "slot"},
        {{"> ", "\n\nslot\n", 0, 0}, "", "slot"},      {{"**", "**\n\nslot\n", 0, 0}, "", "slot"},
        {{"a ", " b\n\nslot\n", 0, 0}, "a", "bslot"},  {{"[", "](http://x)\n\nslot\n", 0, 0}, "", "slot"},
        {{"*", "*: a\n\nslot\n", 0, 0}, "", ":aslot"}, {{"x\n", "\ny\n", 0, 0}, "x", "y"},
        {{"- **a**: ", " (b)\n", 0, 0}, "a:", "(b)"},  {{"> - ", "\n>\n> slot\n", 0, 0}, "", "slot"},
    };
    unsigned which = fuzz_choose(&input, sizeof spots / sizeof *spots);
    char *text = text_of(input);
    if (!text)
        return;
    char *words = without_space(text);
    if (*words != '\0' && strcmp(words, "http://x") != 0) { /* a link does not show its own address */
        const struct place *place = &spots[which].place;
        struct buf got = BUF_EMPTY;
        cmark_node *root = report(place->before, text, place->after, true, false);
        cmark_node *plain = report(place->before, "x", place->after, true, false);
        char *shape = shape_of(root, &got), *wanted = shape_of(plain, NULL);
        fuzz_expect(strcmp(shape, wanted) == 0, "a value brings no structure");
        expect_same_text(spots[which].text_before, text, spots[which].text_after, got.data ? got.data : "");
        free(shape);
        free(wanted);
        cmark_node_free(root);
        cmark_node_free(plain);
        buf_free(&got);
    }
    free(words);
    free(text);
}

static void expect_no_html(cmark_node *root) {
    char *shape = shape_of(root, NULL);
    fuzz_expect(!strchr(shape, 'A' + CMARK_NODE_HTML_BLOCK) && !strchr(shape, 'A' + CMARK_NODE_HTML_INLINE),
                "no HTML stays");
    free(shape);
}

static void expect_in_place(const struct place *place, const char *text) {
    cmark_node *root = report(place->before, text, place->after, false, place->after[0] == '\n');
    size_t blocks = 0;
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node))
        blocks++;
    cmark_node *last = cmark_node_last_child(root);
    fuzz_expect(place->blocks == 0 || blocks == place->blocks, "prose brings no blocks outside its place");
    fuzz_expect(place->where == CMARK_NODE_NONE || cmark_node_get_type(cmark_node_first_child(root)) == place->where,
                "its place stays what it is");
    fuzz_expect(cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH &&
                    cmark_node_get_type(cmark_node_first_child(last)) == CMARK_NODE_TEXT &&
                    strcmp(cmark_node_get_literal(cmark_node_first_child(last)), "slot") == 0,
                "what stands behind it stays what it is");
    expect_no_html(root);
    cmark_node_free(root);
}

void fuzz_prose(struct fuzz_input input) {
    const struct place *place = &places[fuzz_choose(&input, PLACES)];
    char *text = text_of(input);
    if (!text)
        return;
    struct markdown prose;
    prose_read(&prose, text);
    if (cmark_node_first_child(prose.root)) /* what is empty vanishes, with its place */
        expect_in_place(place, text);
    markdown_free(&prose);
    free(text);
}
