#include "case/quote.h"

#include "xml/dom.h"

#include <stdio.h>

const char *quote_cut(const char *text, size_t most, char *out) {
    char *all = mem_strdup(text);
    size_t end = 0;
    text_normalise(all);
    for (size_t letters = 0; letters < most && all[end]; letters++)
        do
            end++;
        while (((unsigned char)all[end] & 0xC0) == 0x80);
    snprintf(out, CUT_SIZE(most), "%.*s%s", (int)end, all, all[end] ? "…" : "");
    free(all);
    return out;
}

const char *quote(const char *text, char out[QUOTE_SIZE]) {
    return quote_cut(text, QUOTE_LETTERS, out);
}

const char *quote_name(const xmlNode *node, char out[QUOTE_SIZE]) {
    const xmlNs *ns = node->ns; /* at the same place in an xmlAttr */
    char *whole = ns && ns->prefix ? text_format("%s:%s", (const char *)ns->prefix, (const char *)node->name)
                                   : mem_strdup((const char *)node->name);
    quote(whole, out);
    free(whole);
    return out;
}

void quote_elements(struct buf *out, const char *names) {
    bool first = true;
    for (size_t length; (length = dom_word(&names)) > 0; first = false) {
        const char *name = names;
        names += length;
        buf_printf(out, "%s<%.*s>", first ? "" : dom_blank(names) ? _(" of ") : ", ", (int)length, name);
    }
}

size_t quote_fixed_space(const char *text) {
    static const struct {
        uint32_t from, to;
    } spaces[] = {{0xA0, 0xA0},     {0xAD, 0xAD},     {0x1680, 0x1680}, {0x2000, 0x200F},
                  {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    uint32_t sign;
    size_t size = utf8_decode(text, strlen(text), &sign);
    for (size_t i = 0; size > 0 && i < sizeof spaces / sizeof spaces[0]; i++)
        if (sign >= spaces[i].from && sign <= spaces[i].to)
            return size;
    return 0;
}

char *quote_beginning(char *text) {
    size_t end = 0;
    for (int characters = 0; text[end] && characters < 60 && (characters < 36 || text[end] != ' '); end++)
        characters += ((unsigned char)text[end + 1] & 0xC0) != 0x80;
    if (!text[end])
        return text;
    text[end] = '\0';
    text_normalise(text);
    char *shown = text_format("%s …", text);
    free(text);
    return shown;
}

/* The child that says what an element is about; itself when it holds nothing but text; NULL: neither. */
static const xmlNode *subject(const xmlNode *node) {
    static const char *const names[] = {"tekst", "vraag", "middel", "situatie", "invloed"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dom_child(node, names[i]))
            return dom_child(node, names[i]);
    return dom_child(node, NULL) ? NULL : node;
}

char *quote_about(const xmlNode *element) {
    const xmlNode *name = dom_child(element, "naam"), *about = subject(element);
    return name ? dom_one_line(name) : about ? quote_beginning(dom_one_line(about)) : mem_strdup("");
}
