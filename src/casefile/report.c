#include "casefile/report.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the source for which one count of lines is kept: small enough to look through in no time. */
enum { BLOCK = 16 * 1024 };

void hgw_report_start(struct hgw_report *report, const struct hgw_case *c, struct hgw_findings *findings) {
    *report = (struct hgw_report){.c = c, .findings = findings};
}

struct hgw_finding *hgw_report_add(struct hgw_report *report, const char *code, const xmlNode *node) {
    return hgw_findings_add(report->findings, code, HGW_LEVEL_ERROR, HGW_PRINCIPLE_NONE, node);
}

void hgw_report_end(struct hgw_report *report) {
    free(report->lines);
    *report = (struct hgw_report){0};
}

/* Line ends (LF, CR LF or CR) in a part of the source. */
static size_t count_lines(const struct hgw_case *c, size_t from, size_t to) {
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += c->source.data[i] == '\n' || (c->source.data[i] == '\r' && c->source.data[i + 1] != '\n');
    return count;
}

static void index_lines(struct hgw_report *report) {
    size_t blocks = report->c->source.length / BLOCK + 1;
    report->lines = mem_alloc(blocks * sizeof report->lines[0]);
    report->lines[0] = 0;
    for (size_t i = 1; i < blocks; i++)
        report->lines[i] = report->lines[i - 1] + count_lines(report->c, (i - 1) * BLOCK, i * BLOCK);
}

size_t hgw_report_line(struct hgw_report *report, const xmlNode *node) {
    size_t offset = hgw_case_offset(node);
    if (offset > report->c->source.length)
        return 0;
    if (!report->lines)
        index_lines(report);
    size_t block = offset / BLOCK;
    return 1 + report->lines[block] + count_lines(report->c, block * BLOCK, offset);
}

const char *hgw_report_cut(const char *text, size_t most, char *out) {
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
        size_t step = hgw_utf8_decode(at, length - (size_t)(at - text), &letter);
        if (step == 0)
            break;
        memcpy(out + used, at, step);
        used += step;
        at += step;
    }
    out[used] = '\0';
    return out;
}

const char *hgw_report_quote(const char *text, char quote[HGW_QUOTE_SIZE]) {
    return hgw_report_cut(text, HGW_QUOTE_LETTERS, quote);
}

size_t hgw_report_fixed_space(const char *bytes, size_t length) {
    static const struct {
        uint32_t from, to;
    } spaces[] = {{0xA0, 0xA0},     {0xAD, 0xAD},     {0x1680, 0x1680}, {0x2000, 0x200F},
                  {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    uint32_t sign;
    size_t size = hgw_utf8_decode(bytes, length, &sign);
    for (size_t i = 0; size > 0 && i < sizeof spaces / sizeof spaces[0]; i++)
        if (sign >= spaces[i].from && sign <= spaces[i].to)
            return size;
    return 0;
}

bool hgw_report_unseen(const char *text) {
    const char *end = text + strlen(text);
    while (text < end) {
        size_t size = strchr(" \t\r\n", *text) ? 1 : hgw_report_fixed_space(text, (size_t)(end - text));
        if (size == 0)
            return false;
        text += size;
    }
    return true;
}

const char *hgw_report_name(const xmlNode *node, char name[HGW_QUOTE_SIZE]) {
    const xmlNs *ns = node->ns; /* at the same place in an xmlAttr */
    bool prefixed = ns && ns->prefix;
    char whole[HGW_QUOTE_SIZE +
               8]; /* room for a letter more than the quote, so that it shows what is left out */
    snprintf(whole, sizeof whole, "%s%s%s", prefixed ? (const char *)ns->prefix : "", prefixed ? ":" : "",
             (const char *)node->name);
    return hgw_report_quote(whole, name);
}

const xmlNode *hgw_report_next(const xmlNode *node) {
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

void hgw_report_elements(struct hgw_buf *out, const char *const names[], size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            hgw_buf_add_string(out, i + 1 < count ? ", " : _(" of "));
        hgw_buf_printf(out, "<%s>", names[i]);
    }
}
