#include "lsp/server.h"

#include "xml/reader.h"

#include <libxml/uri.h>

/* --- the text --- */

static void index_lines(struct text_document *d) {
    const char *text = d->text.data;
    d->near_offset = d->near_units = d->line_count = 0;
    for (size_t at = BOM_SIZE; at <= d->text.length; at++)
        if (at == BOM_SIZE || text[at - 1] == '\n' || (text[at - 1] == '\r' && text[at] != '\n')) {
            d->lines = list_grow(d->lines, &d->line_capacity, d->line_count, sizeof *d->lines);
            d->lines[d->line_count++] = at;
        }
}

/* The path of a URI such as file:///home/an/een%20casus.hgw.xml. */
static char *path_of(const char *uri) {
    const char *path = strncmp(uri, "file://", 7) == 0 ? strchr(uri + 7, '/') : NULL;
    return path ? xmlURIUnescapeString(path, 0, NULL) : NULL;
}

void document_close(struct text_document **at) {
    struct text_document *d = *at;
    *at = d->next;
    checked_free(&d->read);
    findings_free(&d->findings);
    buf_free(&d->text);
    free(d->lines);
    free(d->path);
    free(d->uri);
    free(d);
}

void document_edit(struct text_document *d, size_t from, size_t to, const char *bytes, size_t length) {
    for (size_t i = 0; i < d->findings.count; i++) {
        size_t *place = &d->findings.items[i].offset;
        if (*place != PLACE_GONE && *place >= from)
            *place = *place >= to ? *place - to + from + length : PLACE_GONE;
    }
    struct buf text = BUF_EMPTY;
    buf_reserve(&text, d->text.length - (to - from) + length);
    buf_add(&text, d->text.data, from);
    buf_add(&text, bytes, length);
    buf_add(&text, d->text.data + to, d->text.length - to);
    buf_free(&d->text);
    d->text = text;
    index_lines(d);
    d->unread = d->unpublished = true;
}

void document_replace(struct text_document *d, const char *bytes, size_t length) {
    if (strncmp(bytes, BOM, BOM_SIZE) == 0) { /* some editors send their own */
        bytes += BOM_SIZE;
        length -= BOM_SIZE;
    }
    const char *text = d->text.data + BOM_SIZE;
    size_t from = 0, to = d->text.length - BOM_SIZE, end = length;
    while (from < to && from < end && text[from] == bytes[from])
        from++;
    for (; to > from && end > from && text[to - 1] == bytes[end - 1]; end--)
        to--;
    document_edit(d, BOM_SIZE + from, BOM_SIZE + to, bytes + from, end - from);
}

struct text_document *document_open(struct server *server, const char *uri, const char *text, size_t length) {
    struct text_document *d = mem_calloc(1, sizeof *d);
    d->server = server;
    d->next = server->documents;
    server->documents = d;
    d->uri = mem_strdup(uri);
    d->path = path_of(uri);
    buf_add_string(&d->text, BOM);
    document_replace(d, text, length);
    return d;
}

/* --- places --- */

/* How many units of a place the character takes that the byte there begins; inside one: none. */
static unsigned units(const struct text_document *d, size_t at) {
    unsigned char byte = (unsigned char)d->text.data[at];
    if ((byte & 0xC0) == 0x80)
        return 0;
    return !d->server->utf8 ? byte < 0xF0 ? 1 : 2 : byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

size_t document_offset(struct text_document *d, const json_t *position) {
    json_int_t line = json_integer_value(json_object_get(position, "line"));
    json_int_t left = json_integer_value(json_object_get(position, "character"));
    if (line < 0)
        return BOM_SIZE;
    if ((uintmax_t)line >= d->line_count)
        return d->text.length;
    size_t at = d->lines[line];
    for (; at < d->text.length && d->text.data[at] != '\n' && d->text.data[at] != '\r' && left >= units(d, at); at++)
        left -= units(d, at);
    return at;
}

size_t document_line(const struct text_document *d, size_t offset) {
    size_t low = 0, high = d->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(d->lines[middle] <= offset ? &low : &high) = middle;
    }
    return low;
}

static json_t *position_at(struct text_document *d, size_t offset) {
    if (offset > d->text.length)
        offset = d->text.length;
    size_t line = document_line(d, offset);
    if (d->near_offset > offset || d->near_offset < d->lines[line]) {
        d->near_offset = d->lines[line];
        d->near_units = 0;
    }
    for (; d->near_offset < offset; d->near_offset++)
        d->near_units += units(d, d->near_offset);
    return json_pack("{s:I, s:I}", "line", (json_int_t)line, "character", (json_int_t)d->near_units);
}

json_t *document_range(struct text_document *d, size_t from, size_t to) {
    json_t *start = position_at(d, from), *end = position_at(d, to);
    return json_pack("{s:o, s:o}", "start", start, "end", end);
}

json_t *document_text_edit(struct text_document *d, size_t from, size_t to, const char *text) {
    return json_pack("{s:o, s:o}", "range", document_range(d, from, to), "newText", json_text(text));
}

json_t *document_workspace_edit(const struct text_document *d, json_t *edits) {
    if (d->server->versions)
        return json_pack("{s:[{s:{s:s, s:I}, s:o}]}", "documentChanges", "textDocument", "uri", d->uri, "version",
                         d->version, "edits", edits);
    return json_pack("{s:{s:o}}", "changes", d->uri, edits);
}

/* --- what is found --- */

/* True for what was found before and is true yet, as far as anyone knows, now that the text was read: what is wrong
 * with the structure is judged again as soon as there is a tree, what the rules say when that is a valid case. */
static bool stays(const struct finding *finding, const struct checked *read) {
    return finding->offset != PLACE_GONE &&
           (read->c.doc ? read->refused && strncmp(finding->code, "HGW0", 4) != 0
                        : strcmp(finding->code, "HGW001") != 0 && strcmp(finding->code, "HGW007") != 0);
}

/* Adds what was found before and stays to what was found now. */
static void keep_findings(struct text_document *d) {
    struct findings found = d->read.findings;
    d->read.findings = (struct findings){0};
    for (size_t i = 0; i < found.count; i++)
        found.items[i].offset += BOM_SIZE;
    for (size_t i = 0; i < d->findings.count; i++)
        if (stays(&d->findings.items[i], &d->read)) {
            found.items = list_grow(found.items, &found.capacity, found.count, sizeof *found.items);
            struct finding *kept = &found.items[found.count++];
            *kept = d->findings.items[i];
            kept->node = kept->waiver = NULL;
            d->findings.items[i] = (struct finding){0};
        }
    findings_free(&d->findings);
    findings_finish(&found, &(struct case_file){.source = d->text});
    d->findings = found;
}

void document_load(struct text_document *d, struct case_file *c, struct findings *findings) {
    if (d->text.length <= DOCUMENT_MOST) {
        case_load(c, d->path ? d->path : d->uri, d->text.data, d->text.length, findings);
        return;
    }
    *c = (struct case_file){0};
    finding_say(findings_error(findings, "HGW001", NULL),
                _("Dit bestand is groter dan 4 MiB en wordt niet nagekeken terwijl je typt.\n"
                  "Een casus is gewone tekst, zelden meer dan 1 MB. hgw-check leest tot 64 MiB."));
}

void document_read(struct text_document *d) {
    struct server *server = d->server;
    struct error error = ERROR_EMPTY;
    if (!d->unread)
        return;
    d->unread = false;
    bool ok = date_today(server->day, server->checker->date, &error); /* a server runs for days */
    checked_free(&d->read);
    if (ok) {
        document_load(d, &d->read.c, &d->read.findings);
        ok = check_case(server->checker, server->phase, &d->read, &error);
    }
    if (!ok) { /* nobody knows what is true of it */
        checked_free(&d->read);
        server_fail_error(server, &error);
        server_say(server, 1, server->message);
        server->failure = 0;
    }
    keep_findings(d);
}
