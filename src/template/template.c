#include "template/template.h"

#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "template/template_program.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void template_problems_add_first(struct template_problems *problems, struct error *mistake) {
    struct error *items = mem_realloc(problems->items, (problems->count + 1) * sizeof *items);
    memmove(items + 1, items, problems->count * sizeof *items);
    items[0] = *mistake;
    problems->items = items;
    problems->count++;
    *mistake = (struct error)ERROR_EMPTY;
}

void template_problems_free(struct template_problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        error_clear(&problems->items[i]);
    free(problems->items);
    *problems = (struct template_problems){0};
}

void unit_place(const struct unit *unit, size_t offset, size_t *line, size_t *column) {
    const char *text = unit->source.data;
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset && i < unit->source.length; i++)
        if (text[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    *column = offset > start ? utf8_count(text + start, offset - start) + 1 : 1;
}

void template_complain(struct template_problems *problems, const struct unit *unit, size_t offset, const char *format,
                       ...) {
    if (problems->count == TEMPLATE_MAX_PROBLEMS)
        return;
    problems->items = mem_realloc(problems->items, (problems->count + 1) * sizeof *problems->items);
    struct error *problem = &problems->items[problems->count++];
    va_list arguments;
    va_start(arguments, format);
    *problem =
        (struct error){.kind = ERROR_CONTENT, .text = text_vformat(format, arguments), .file = mem_strdup(unit->path)};
    va_end(arguments);
    unit_place(unit, offset, &problem->line, &problem->column);
}

int template_quote(const char *text, size_t length) {
    enum { LONGEST = 40 };
    size_t quoted = 0;
    while (quoted < length && quoted < LONGEST && text[quoted] != '\n' && text[quoted] != '\r')
        quoted++;
    while (quoted > 0 && quoted < length && ((unsigned char)text[quoted] & 0xC0) == 0x80)
        quoted--; /* not in the middle of a character */
    return (int)quoted;
}

static void unit_free(struct unit *unit) {
    if (!unit)
        return;
    for (size_t i = 0; i < unit->count; i++)
        xmlXPathFreeCompExpr(unit->steps[i].expression);
    free(unit->steps);
    free(unit->name);
    free(unit->path);
    buf_free(&unit->source);
    free(unit);
}

void template_free(struct template *compiled) {
    if (!compiled)
        return;
    for (size_t i = 0; i < compiled->count; i++)
        unit_free(compiled->units[i]);
    free(compiled->units);
    free(compiled);
}

size_t template_unit(struct template *compiled, const char *name, size_t length) {
    for (size_t i = 1; i < compiled->count; i++)
        if (strlen(compiled->units[i]->name) == length && memcmp(compiled->units[i]->name, name, length) == 0)
            return i;
    compiled->units = list_grow(compiled->units, &compiled->capacity, compiled->count, sizeof(struct unit *));
    struct unit *unit = mem_calloc(1, sizeof *unit);
    unit->name = mem_strndup(name, length);
    compiled->units[compiled->count] = unit;
    return compiled->count++;
}

/* Private-use characters (U+E000 to U+F8FF) mark where a report's texts are put: a template may not do that
 * itself. */
static bool has_no_private(const struct unit *unit, struct template_problems *problems) {
    const char *start = unit->source.data, *at = start;
    while (at && (at = strpbrk(at, "\xEE\xEF"))) {
        uint32_t c = 0;
        utf8_decode(at, 3, &c);
        if (c >= 0xE000 && c <= 0xF8FF) {
            template_complain(problems, unit, (size_t)(at - start),
                              _("Het teken U+%04X is voor eigen gebruik en mag niet in een sjabloon. Verwijder het."),
                              (unsigned)c);
            return false;
        }
        at++;
    }
    return true;
}

/* What makes a text no template at all. */
static bool is_readable(const struct unit *unit, struct template_problems *problems) {
    const struct buf *source = &unit->source;
    if (source->length > TEMPLATE_MAX_BYTES) {
        template_complain(problems, unit, 0, _("Een sjabloon is hooguit %d KiB groot, en dit is groter."),
                          TEMPLATE_MAX_BYTES / 1024);
        return false;
    }
    size_t good = source->length ? utf8_valid_length(source->data, source->length) : 0;
    const char *nul = good ? memchr(source->data, '\0', good) : NULL;
    if (good == source->length && !nul)
        return has_no_private(unit, problems);
    template_complain(problems, unit, nul ? (size_t)(nul - source->data) : good,
                      _("Hier staat een byte die geen UTF-8 is. Sla het sjabloon op als UTF-8."));
    return false;
}

static int compare_places(const void *left, const void *right) {
    const struct error *a = left, *b = right;
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
static void follow_calls(const struct template *compiled, size_t index, enum mark *marks,
                         struct template_problems *problems) {
    const struct unit *unit = compiled->units[index];
    marks[index] = INSIDE;
    for (size_t i = 0; i < unit->count;) {
        const struct step *step = &unit->steps[i];
        bool section = step->kind == STEP_SECTION || step->kind == STEP_INVERTED;
        if (step->kind == STEP_PARTIAL && marks[step->unit] == NOT_SEEN)
            follow_calls(compiled, step->unit, marks, problems);
        else if (step->kind == STEP_PARTIAL && marks[step->unit] == INSIDE)
            template_complain(problems, unit, step->offset,
                              _("Zo roept het deelsjabloon „%s” zichzelf op zonder einde. Zet dit in een "
                                "sectie die ooit niets meer vindt."),
                              compiled->units[step->unit]->name);
        /* a section that is not closed, which is said elsewhere, goes on to the end */
        i = !section ? i + 1 : step->end > i ? step->end : unit->count;
    }
    marks[index] = SEEN;
}

static void find_endless_calls(const struct template *compiled, struct template_problems *problems) {
    enum mark *marks = mem_calloc(compiled->count, sizeof *marks);
    for (size_t i = 0; i < compiled->count; i++)
        if (marks[i] == NOT_SEEN)
            follow_calls(compiled, i, marks, problems);
    free(marks);
}

static bool compile_all(struct template *compiled, struct template_problems *problems, struct error *error) {
    for (size_t i = 0; i < compiled->count; i++) { /* grows: parsing adds the partials that are called */
        size_t before = problems->count;
        if (is_readable(compiled->units[i], problems) && !template_parse(compiled, i, problems, error))
            return false;
        if (problems->count > before)
            qsort(problems->items + before, problems->count - before, sizeof *problems->items, compare_places);
    }
    find_endless_calls(compiled, problems);
    return problems->count == 0;
}

struct template *template_compile(const char *name, const char *text, size_t length,
                                  const struct template_dialect *dialect, struct template_problems *problems,
                                  struct error *error) {
    struct template *compiled = mem_calloc(1, sizeof *compiled);
    template_unit(compiled, "", 0);
    compiled->dialect = dialect;
    struct unit *main_unit = compiled->units[0];
    main_unit->path = mem_strdup(name);
    buf_add(&main_unit->source, text, length);
    if (!compile_all(compiled, problems, error)) {
        template_free(compiled);
        return NULL;
    }
    return compiled;
}

static void plain_value(void *data, struct buf *out, const char *text) {
    (void)data;
    buf_add_string(out, text);
}

static void plain_prose(void *data, struct buf *out, const char *text, bool ends_line) {
    (void)data, (void)ends_line;
    buf_add_string(out, text);
}

static void xml_value(void *data, struct buf *out, const char *text) {
    (void)data;
    for (; *text != '\0'; text++)
        switch (*text) {
        case '&':
            buf_add_string(out, "&amp;");
            break;
        case '<':
            buf_add_string(out, "&lt;");
            break;
        case '>':
            buf_add_string(out, "&gt;");
            break;
        case '"':
            buf_add_string(out, "&quot;");
            break;
        default:
            buf_add_char(out, *text);
        }
}

const struct template_output template_plain = {plain_value, plain_prose, NULL, NULL};
const struct template_output template_xml = {xml_value, plain_prose, NULL, NULL};
