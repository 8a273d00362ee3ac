#include "render/template.h"

#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "render/template_program.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hgw_template_problems_add_first(struct hgw_template_problems *problems, struct hgw_error *mistake) {
    struct hgw_error *items = mem_realloc(problems->items, (problems->count + 1) * sizeof *items);
    memmove(items + 1, items, problems->count * sizeof *items);
    items[0] = *mistake;
    problems->items = items;
    problems->count++;
    *mistake = (struct hgw_error)HGW_ERROR_EMPTY;
}

void hgw_template_problems_free(struct hgw_template_problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        hgw_error_clear(&problems->items[i]);
    free(problems->items);
    *problems = (struct hgw_template_problems){0};
}

void hgw_unit_place(const struct hgw_unit *unit, size_t offset, size_t *line, size_t *column) {
    const char *text = unit->source.data;
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset && i < unit->source.length; i++)
        if (text[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    *column = offset > start ? hgw_utf8_count(text + start, offset - start) + 1 : 1;
}

void hgw_template_complain(struct hgw_template_problems *problems, const struct hgw_unit *unit, size_t offset,
                           const char *format, ...) {
    if (problems->count == HGW_TEMPLATE_MAX_PROBLEMS)
        return;
    problems->items = mem_realloc(problems->items, (problems->count + 1) * sizeof *problems->items);
    struct hgw_error *problem = &problems->items[problems->count++];
    va_list arguments;
    va_start(arguments, format);
    *problem = (struct hgw_error){
        .kind = HGW_ERROR_CONTENT, .text = hgw_vformat(format, arguments), .file = mem_strdup(unit->path)};
    va_end(arguments);
    hgw_unit_place(unit, offset, &problem->line, &problem->column);
}

int hgw_template_quote(const char *text, size_t length) {
    enum { LONGEST = 40 };
    size_t quoted = 0;
    while (quoted < length && quoted < LONGEST && text[quoted] != '\n' && text[quoted] != '\r')
        quoted++;
    while (quoted > 0 && quoted < length && ((unsigned char)text[quoted] & 0xC0) == 0x80)
        quoted--; /* not in the middle of a character */
    return (int)quoted;
}

static void unit_free(struct hgw_unit *unit) {
    if (!unit)
        return;
    for (size_t i = 0; i < unit->count; i++)
        xmlXPathFreeCompExpr(unit->steps[i].expression);
    free(unit->steps);
    free(unit->name);
    free(unit->path);
    hgw_buf_free(&unit->source);
    free(unit);
}

void hgw_template_free(struct hgw_template *compiled) {
    if (!compiled)
        return;
    for (size_t i = 0; i < compiled->count; i++)
        unit_free(compiled->units[i]);
    free(compiled->units);
    free(compiled);
}

size_t hgw_template_unit(struct hgw_template *compiled, const char *name, size_t length) {
    for (size_t i = 1; i < compiled->count; i++)
        if (strlen(compiled->units[i]->name) == length && memcmp(compiled->units[i]->name, name, length) == 0)
            return i;
    compiled->units =
        hgw_grow(compiled->units, &compiled->capacity, compiled->count, sizeof(struct hgw_unit *));
    struct hgw_unit *unit = mem_calloc(1, sizeof *unit);
    unit->name = mem_strndup(name, length);
    compiled->units[compiled->count] = unit;
    return compiled->count++;
}

/* Private-use characters (U+E000 to U+F8FF) mark where a report's texts are put: a template may not do that
 * itself. */
static bool has_no_private(const struct hgw_unit *unit, struct hgw_template_problems *problems) {
    const char *start = unit->source.data, *at = start;
    while (at && (at = strpbrk(at, "\xEE\xEF"))) {
        uint32_t c = 0;
        hgw_utf8_decode(at, 3, &c);
        if (c >= 0xE000 && c <= 0xF8FF) {
            hgw_template_complain(
                problems, unit, (size_t)(at - start),
                _("Het teken U+%04X is voor eigen gebruik en mag niet in een sjabloon. Verwijder het."),
                (unsigned)c);
            return false;
        }
        at++;
    }
    return true;
}

/* What makes a text no template at all. */
static bool is_readable(const struct hgw_unit *unit, struct hgw_template_problems *problems) {
    const struct hgw_buf *source = &unit->source;
    if (source->length > HGW_TEMPLATE_MAX_BYTES) {
        hgw_template_complain(problems, unit, 0, _("Een sjabloon is hooguit %d KiB groot, en dit is groter."),
                              HGW_TEMPLATE_MAX_BYTES / 1024);
        return false;
    }
    size_t good = source->length ? hgw_utf8_valid_length(source->data, source->length) : 0;
    const char *nul = good ? memchr(source->data, '\0', good) : NULL;
    if (good == source->length && !nul)
        return has_no_private(unit, problems);
    hgw_template_complain(problems, unit, nul ? (size_t)(nul - source->data) : good,
                          _("Hier staat een byte die geen UTF-8 is. Sla het sjabloon op als UTF-8."));
    return false;
}

static int compare_places(const void *left, const void *right) {
    const struct hgw_error *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* How far the search for partials that call themselves came with a unit. */
enum mark {
    NOT_SEEN,
    INSIDE, /* what it calls is looked at now */
    SEEN,
};

/* Follows the calls outside sections: nothing in the case can end those. One that leads back to a unit we are
 * inside goes round for ever. */
static void follow_calls(const struct hgw_template *compiled, size_t index, enum mark *marks,
                         struct hgw_template_problems *problems) {
    const struct hgw_unit *unit = compiled->units[index];
    marks[index] = INSIDE;
    for (size_t i = 0; i < unit->count;) {
        const struct hgw_step *step = &unit->steps[i];
        bool section = step->kind == HGW_STEP_SECTION || step->kind == HGW_STEP_INVERTED;
        if (step->kind == HGW_STEP_PARTIAL && marks[step->unit] == NOT_SEEN)
            follow_calls(compiled, step->unit, marks, problems);
        else if (step->kind == HGW_STEP_PARTIAL && marks[step->unit] == INSIDE)
            hgw_template_complain(problems, unit, step->offset,
                                  _("Zo roept het deelsjabloon „%s” zichzelf op zonder einde. Zet dit in een "
                                    "sectie die ooit niets meer vindt."),
                                  compiled->units[step->unit]->name);
        /* a section that is not closed, which is said elsewhere, goes on to the end */
        i = !section ? i + 1 : step->end > i ? step->end : unit->count;
    }
    marks[index] = SEEN;
}

static void find_endless_calls(const struct hgw_template *compiled, struct hgw_template_problems *problems) {
    enum mark *marks = mem_calloc(compiled->count, sizeof *marks);
    for (size_t i = 0; i < compiled->count; i++)
        if (marks[i] == NOT_SEEN)
            follow_calls(compiled, i, marks, problems);
    free(marks);
}

static bool compile_all(struct hgw_template *compiled, struct hgw_template_problems *problems,
                        struct hgw_error *error) {
    for (size_t i = 0; i < compiled->count; i++) { /* grows: parsing adds the partials that are called */
        size_t before = problems->count;
        if (is_readable(compiled->units[i], problems) && !hgw_template_parse(compiled, i, problems, error))
            return false;
        if (problems->count > before)
            qsort(problems->items + before, problems->count - before, sizeof *problems->items,
                  compare_places);
    }
    find_endless_calls(compiled, problems);
    return problems->count == 0;
}

struct hgw_template *hgw_template_compile(const char *name, const char *text, size_t length,
                                          const struct hgw_template_dialect *dialect,
                                          struct hgw_template_problems *problems, struct hgw_error *error) {
    struct hgw_template *compiled = mem_calloc(1, sizeof *compiled);
    hgw_template_unit(compiled, "", 0);
    compiled->dialect = dialect;
    struct hgw_unit *main_unit = compiled->units[0];
    main_unit->path = mem_strdup(name);
    hgw_buf_add(&main_unit->source, text, length);
    if (!compile_all(compiled, problems, error)) {
        hgw_template_free(compiled);
        return NULL;
    }
    return compiled;
}

static void plain_value(void *data, struct hgw_buf *out, const char *text) {
    (void)data;
    hgw_buf_add_string(out, text);
}

static void plain_prose(void *data, struct hgw_buf *out, const char *text, bool ends_line) {
    (void)data, (void)ends_line;
    hgw_buf_add_string(out, text);
}

static void xml_value(void *data, struct hgw_buf *out, const char *text) {
    (void)data;
    for (; *text != '\0'; text++)
        switch (*text) {
        case '&':
            hgw_buf_add_string(out, "&amp;");
            break;
        case '<':
            hgw_buf_add_string(out, "&lt;");
            break;
        case '>':
            hgw_buf_add_string(out, "&gt;");
            break;
        case '"':
            hgw_buf_add_string(out, "&quot;");
            break;
        default:
            hgw_buf_add_char(out, *text);
        }
}

const struct hgw_template_output hgw_template_plain = {plain_value, plain_prose, NULL};
const struct hgw_template_output hgw_template_xml = {xml_value, plain_prose, NULL};
