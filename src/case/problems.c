#include "case/problems.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the source for which one count of lines is kept: small enough to look through in no time. */
enum { BLOCK = 16 * 1024 };

void report_start(struct report *report, const struct case_file *c, struct findings *findings) {
    *report = (struct report){.c = c, .findings = findings};
}

struct finding *report_add(struct report *report, const char *code, const xmlNode *node) {
    return findings_add(report->findings, code, LEVEL_ERROR, PRINCIPLE_NONE, node);
}

void report_end(struct report *report) {
    free(report->lines);
    *report = (struct report){0};
}

/* Line ends (LF, CR LF or CR) in a part of the source. */
static size_t count_lines(const struct case_file *c, size_t from, size_t to) {
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += c->source.data[i] == '\n' || (c->source.data[i] == '\r' && c->source.data[i + 1] != '\n');
    return count;
}

static void index_lines(struct report *report) {
    size_t blocks = report->c->source.length / BLOCK + 1;
    report->lines = mem_alloc(blocks * sizeof report->lines[0]);
    report->lines[0] = 0;
    for (size_t i = 1; i < blocks; i++)
        report->lines[i] = report->lines[i - 1] + count_lines(report->c, (i - 1) * BLOCK, i * BLOCK);
}

size_t report_line(struct report *report, const xmlNode *node) {
    size_t offset = case_offset(node);
    if (offset > report->c->source.length)
        return 0;
    if (!report->lines)
        index_lines(report);
    size_t block = offset / BLOCK;
    return 1 + report->lines[block] + count_lines(report->c, block * BLOCK, offset);
}

const char *report_cut(const char *text, size_t most, char *out) {
    static const char space[] = " \t\r\n";
    size_t used = 0, length = strlen(text);
    const char *at = text + strspn(text, space);
    for (size_t letters = 0; *at; letters++) {
        const char *word = at + strspn(at, space);
        if (!*word)
            break;
        if (letters == most) {
            memcpy(out + used, "…", sizeof "…" - 1);
            used += sizeof "…" - 1;
            break;
        }
        if (word > at) {
            out[used++] = ' ';
            at = word;
            continue;
        }
        uint32_t letter;
        size_t step = utf8_decode(at, length - (size_t)(at - text), &letter);
        if (step == 0)
            break;
        memcpy(out + used, at, step);
        used += step;
        at += step;
    }
    out[used] = '\0';
    return out;
}

const char *report_quote(const char *text, char quote[QUOTE_SIZE]) {
    return report_cut(text, QUOTE_LETTERS, quote);
}

size_t report_fixed_space(const char *bytes, size_t length) {
    static const struct {
        uint32_t from, to;
    } spaces[] = {{0xA0, 0xA0},     {0xAD, 0xAD},     {0x1680, 0x1680}, {0x2000, 0x200F},
                  {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    uint32_t sign;
    size_t size = utf8_decode(bytes, length, &sign);
    for (size_t i = 0; size > 0 && i < sizeof spaces / sizeof spaces[0]; i++)
        if (sign >= spaces[i].from && sign <= spaces[i].to)
            return size;
    return 0;
}

bool report_unseen(const char *text) {
    const char *end = text + strlen(text);
    while (text < end) {
        size_t size = strchr(" \t\r\n", *text) ? 1 : report_fixed_space(text, (size_t)(end - text));
        if (size == 0)
            return false;
        text += size;
    }
    return true;
}

const char *report_name(const xmlNode *node, char name[QUOTE_SIZE]) {
    const xmlNs *ns = node->ns; /* at the same place in an xmlAttr */
    bool prefixed = ns && ns->prefix;
    char whole[QUOTE_SIZE + 8]; /* room for a letter more than the quote, so that it shows what is left out */
    snprintf(whole, sizeof whole, "%s%s%s", prefixed ? (const char *)ns->prefix : "", prefixed ? ":" : "",
             (const char *)node->name);
    return report_quote(whole, name);
}

const xmlNode *report_next(const xmlNode *node) {
    const xmlNode *next = node->children ? node->children : node->next;
    for (;;) {
        while (!next) {
            node = node->parent;
            if (!node || node->type != XML_ELEMENT_NODE)
                return NULL;
            next = node->next;
        }
        if (next->type == XML_ELEMENT_NODE)
            return next;
        node = next;
        next = next->next;
    }
}

void report_elements(struct buf *out, const char *const names[], size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_string(out, i + 1 < count ? ", " : _(" of "));
        buf_printf(out, "<%s>", names[i]);
    }
}
