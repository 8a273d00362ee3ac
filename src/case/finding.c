#include "case/finding.h"

#include "case/case.h"

#include <stdio.h>
#include <utf8proc.h>

const char *level_name(enum level level) {
    static const char *const names[LEVEL_COUNT] = {"error", "warning", "note"};
    return names[level];
}

int level_named(const char *word) {
    static const char *const words[LEVEL_COUNT] = {"error fatal", "warning warn", "note info information"};
    int level = LEVEL_COUNT;
    while (level-- > 0 && !dom_has_word(words[level], word)) {
    }
    return level;
}

/* The count of this code, made when it is new. */
static struct finding_count *count_of(struct findings *list, const char *code, enum level level, int principle) {
    for (size_t i = list->count_count; i > 0; i--) /* most are of the same code as the one before */
        if (strcmp(list->counts[i - 1].code, code) == 0)
            return &list->counts[i - 1];
    list->counts = list_grow(list->counts, &list->count_capacity, list->count_count, sizeof list->counts[0]);
    struct finding_count *count = &list->counts[list->count_count++];
    *count = (struct finding_count){mem_strdup(code), level, principle, 0, 0};
    return count;
}

struct finding *findings_add(struct findings *list, const char *code, enum level level, int principle,
                             const xmlNode *node) {
    struct finding_count *count = count_of(list, code, level, principle);
    const xmlNode *waiver = list->waive ? list->waive(list->waive_data, code, node) : NULL;
    count->waived += waiver != NULL;
    if (++count->all > FINDINGS_MOST)
        return NULL;
    list->items = list_grow(list->items, &list->capacity, list->count, sizeof list->items[0]);
    struct finding *finding = &list->items[list->count];
    *finding = (struct finding){.code = mem_strdup(code),
                                .level = level,
                                .principle = principle,
                                .element = node ? mem_strdup((const char *)node->name) : NULL,
                                .waived = waiver ? dom_one_line(waiver) : NULL,
                                .waiver = waiver,
                                .node = node,
                                .offset = node ? xml_offset(node) : 0,
                                .order = list->count++};
    return finding;
}

struct finding *findings_error(struct findings *list, const char *code, const xmlNode *node) {
    return findings_add(list, code, LEVEL_ERROR, PRINCIPLE_NONE, node);
}

void finding_say(struct finding *finding, const char *format, ...) {
    if (!finding)
        return;
    va_list arguments;
    va_start(arguments, format);
    free(finding->message);
    finding->message = text_vformat(format, arguments);
    va_end(arguments);
    char *end = strchr(finding->message, '\n');
    if (end) {
        *end = '\0';
        finding_help(finding, "%s", end + 1);
    }
}

void finding_help(struct finding *finding, const char *format, ...) {
    if (!finding)
        return;
    va_list arguments;
    va_start(arguments, format);
    free(finding->help);
    finding->help = text_vformat(format, arguments);
    va_end(arguments);
}

void finding_mean(struct finding *finding, const char *attribute, const char *wrong, const char *meant) {
    if (!finding || !meant)
        return;
    finding->attribute = attribute ? mem_strdup(attribute) : NULL;
    finding->wrong = mem_strdup(wrong);
    finding->meant = mem_strdup(meant);
}

/* Offsets grow with line and column, so they order the places. */
static int compare(const void *left, const void *right) {
    const struct finding *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    int codes = strcmp(a->code, b->code);
    return codes != 0 ? codes : a->order < b->order ? -1 : a->order > b->order;
}

void findings_finish(struct findings *list, const struct case_file *c) {
    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof list->items[0], compare);
    struct cursor cursor = CURSOR_START;
    for (size_t i = 0; i < list->count; i++) {
        case_advance(c, &cursor, list->items[i].offset);
        list->items[i].line = cursor.line;
        list->items[i].column = cursor.column;
        list->items[i].byte_column = cursor.offset - cursor.line_start + 1;
    }
}

void findings_free(struct findings *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].code);
        free(list->items[i].element);
        free(list->items[i].message);
        free(list->items[i].help);
        free(list->items[i].wrong);
        free(list->items[i].meant);
        free(list->items[i].attribute);
        free(list->items[i].waived);
    }
    for (size_t i = 0; i < list->count_count; i++)
        free(list->counts[i].code);
    free(list->items);
    free(list->counts);
    *list = (struct findings){0};
}

/* --- pieces of a case in sentences about it --- */

const char *quote_cut(const char *text, size_t most, char *out) {
    AUTO(mem_free) char *all = mem_strdup(text);
    size_t end = 0;
    text_normalise(all);
    for (size_t letters = 0; letters < most && all[end]; letters++)
        do
            end++;
        while (((unsigned char)all[end] & 0xC0) == 0x80);
    snprintf(out, CUT_SIZE(most), "%.*s%s", (int)end, all, all[end] ? "…" : "");
    return out;
}

const char *quote(const char *text, char out[QUOTE_SIZE]) {
    return quote_cut(text, QUOTE_LETTERS, out);
}

const char *quote_name(const xmlNode *node, char out[QUOTE_SIZE]) {
    const char *name = (const char *)node->name;
    const char *prefix = node->ns ? (const char *)node->ns->prefix : NULL; /* at the same place in an xmlAttr */
    AUTO(mem_free) char *whole = prefix ? text_format("%s:%s", prefix, name) : mem_strdup(name);
    return quote(whole, out);
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
    uint32_t sign = ' ';
    size_t size = utf8_decode(text, strlen(text), &sign);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)sign);
    return size > 1 && (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZS ||
                        category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP)
               ? size
               : 0;
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
