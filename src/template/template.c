/* A template is read into steps, and the steps are run: the places in this order. */
#include "template/template.h"

#include "base/unicode.h"
#include "xml/dom.h"

#include <ctype.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>

/* What one instruction does. */
enum step_kind {
    STEP_TEXT,     /* writes a piece of the template, never more than one line */
    STEP_INDENT,   /* writes the indentation of the partials around: a template line begins here */
    STEP_VALUE,    /* {{x}} */
    STEP_PROSE,    /* {{{x}}} */
    STEP_SECTION,  /* {{#x}}: the steps up to `end` are its content */
    STEP_INVERTED, /* {{^x}}: the same */
    STEP_PARTIAL,  /* {{>x}} */
};

struct step {
    enum step_kind kind;
    const char *text; /* TEXT: the bytes; PARTIAL: its indentation; else what stands in the tag. Points into
                         the source. */
    size_t length;    /* of `text`, in bytes */
    xmlXPathCompExprPtr expression; /* VALUE, PROSE, SECTION, INVERTED. Owned. */
    size_t end;                     /* SECTION, INVERTED: index of the first step behind the section */
    size_t unit;                    /* PARTIAL: which unit */
    bool ends_line;                 /* PROSE: nothing but blanks follows on the template's line */
    bool alone, whole;              /* SECTION, INVERTED: its opening tag is alone on its line; it is the whole line */
    bool says;                      /* SECTION, INVERTED: its content is words in a line */
    size_t offset;                  /* of the tag in the source, for messages at run time */
};

/* One file: the template itself, or a partial. */
struct unit {
    char *name;         /* what {{> }} calls it; "" for the template itself. Owned. */
    char *path;         /* its file in messages. Owned. */
    struct buf source;  /* its text. Owned. */
    struct step *steps; /* owned, with their expressions */
    enum { NOT_FOLLOWED, FOLLOWED_NOW, FOLLOWED } calls;
    size_t count, capacity;
};

struct template {
    struct unit **units; /* the first one is the template; owned */
    size_t count, capacity;
    const struct template_dialect *dialect;
    xmlXPathContextPtr xpath; /* while it is compiled */
};

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

static void unit_place(const struct unit *unit, size_t offset, size_t *line, size_t *column) {
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

static void template_complain(struct template_problems *problems, const struct unit *unit, size_t offset,
                              const char *format, ...) __attribute__((format(printf, 4, 5)));

static void template_complain(struct template_problems *problems, const struct unit *unit, size_t offset,
                              const char *format, ...) {
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

/* How many bytes of a piece of template a sentence quotes: its first line, at most some 40 of them. */
static int template_quote(const char *text, size_t length) {
    enum { LONGEST = 40 };
    size_t line = strcspn(text, "\r\n"), quoted = line < length ? line : length;
    return (int)(quoted <= LONGEST ? quoted : utf8_valid_length(text, LONGEST));
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

/* The index of the unit with this name, adding an empty one that is not compiled yet when there is none. */
static size_t template_unit(struct template *compiled, const char *name, size_t length) {
    for (size_t i = 1; i < compiled->count; i++)
        if (strlen(compiled->units[i]->name) == length && memcmp(compiled->units[i]->name, name, length) == 0)
            return i;
    compiled->units = list_grow(compiled->units, &compiled->capacity, compiled->count, sizeof(struct unit *));
    struct unit *unit = mem_calloc(1, sizeof *unit);
    unit->name = mem_strndup(name, length);
    compiled->units[compiled->count] = unit;
    return compiled->count++;
}

/* --- reading --- */

enum { MAX_DELIMITER = 16 }; /* bytes */

/* A section that is open: its step, and when it is the first on its line where that starts, and its first step; else
 * SIZE_MAX. */
struct open_section {
    size_t step, line, first;
};

struct parser {
    struct template *compiled;
    struct unit *unit;
    struct template_problems *problems;
    const char *source; /* the unit's text */
    size_t length;
    size_t written; /* the source before this offset became steps or is left out */
    bool fresh;     /* nothing is written on this line yet */
    size_t first;   /* the first step of the line of the last tag, when only blanks stand before it; else SIZE_MAX */
    char open[MAX_DELIMITER + 1], close[MAX_DELIMITER + 1];
    struct open_section sections[TEMPLATE_MAX_SECTIONS];
    size_t depth;
    struct error *error;
    bool failed; /* a partial cannot be read: `error` says so */
};

/* A tag as it stands in the source. */
struct tag {
    char sigil;          /* # ^ / > ! = & { or 0 for {{x}} */
    size_t start, end;   /* the whole tag, delimiters included */
    size_t name, length; /* what stands in it, without blanks around */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t line_start(const struct parser *p, size_t offset) {
    const char *newline = memrchr(p->source, '\n', offset);
    return newline ? (size_t)(newline - p->source) + 1 : 0;
}

/* The offset behind the line end, when only blanks stand before it; else SIZE_MAX. */
static size_t blank_to_line_end(const struct parser *p, size_t offset) {
    for (; offset < p->length; offset++) {
        if (p->source[offset] == '\n')
            return offset + 1;
        if (!is_blank(p->source[offset]))
            return SIZE_MAX;
    }
    return p->length;
}

static struct step *add_step(struct parser *p, enum step_kind kind, size_t offset) {
    struct unit *unit = p->unit;
    unit->steps = list_grow(unit->steps, &unit->capacity, unit->count, sizeof *unit->steps);
    struct step *step = &unit->steps[unit->count++];
    *step = (struct step){.kind = kind, .offset = offset};
    return step;
}

/* Something is written at `offset`: if it is the first on its line, the line gets the indentation of the
 * partials around first. */
static void begin_line(struct parser *p, size_t offset) {
    if (p->fresh)
        add_step(p, STEP_INDENT, offset);
    p->fresh = false;
}

/* Turns the source from `written` up to `end` into steps, line by line. */
static void write_text(struct parser *p, size_t end) {
    while (p->written < end) {
        const char *from = p->source + p->written;
        const char *newline = memchr(from, '\n', end - p->written);
        size_t length = newline ? (size_t)(newline - from) + 1 : end - p->written;
        if (from[0] != '\n' && !(from[0] == '\r' && length == 2)) /* an empty line stays empty */
            begin_line(p, p->written);
        struct step *step = add_step(p, STEP_TEXT, p->written);
        step->text = from;
        step->length = length;
        p->written += length;
        p->fresh = p->fresh || newline;
    }
}

/* Writes the text before a tag and goes on behind it. A tag that may stand alone and does takes its whole
 * line with it; `indent` (may be NULL) becomes the blanks before it then. Returns whether it stands alone. */
static bool write_until(struct parser *p, const struct tag *tag, bool may_stand_alone, size_t *indent) {
    size_t start = line_start(p, tag->start);
    bool first = start >= p->written;
    for (size_t i = start; first && i < tag->start; i++)
        first = is_blank(p->source[i]);
    size_t behind = first && may_stand_alone ? blank_to_line_end(p, tag->end) : SIZE_MAX;
    bool alone = behind != SIZE_MAX;
    write_text(p, first ? start : tag->start);
    p->first = first && !alone ? p->unit->count : SIZE_MAX;
    write_text(p, alone ? start : tag->start);
    p->written = alone ? behind : tag->end;
    if (indent)
        *indent = alone ? tag->start - start : 0;
    return alone;
}

/* Reads the tag that begins at `start`. A comment may hold anything; in another tag the next one may not
 * begin: so only up to there the end is looked for, and a file of unclosed tags costs no more than its
 * length. False: nothing closes it. */
static bool read_tag(struct parser *p, size_t start, struct tag *tag) {
    static const char sigils[] = "#^/>!=&{";
    size_t inside = start + strlen(p->open);
    char first = inside < p->length ? p->source[inside] : '\0';
    bool triple = first == '{' && strcmp(p->open, "{{") == 0 && strcmp(p->close, "}}") == 0;
    *tag = (struct tag){.start = start, .name = inside};
    if (first != '\0' && strchr(sigils, first) && (first != '{' || triple)) {
        tag->sigil = first;
        tag->name++;
    }
    char closing[MAX_DELIMITER + 2];
    snprintf(closing, sizeof closing, "%s%s", triple ? "}" : first == '=' ? "=" : "", p->close);
    const char *name = p->source + tag->name, *stop = p->source + p->length;
    const char *next = first == '!' ? NULL : memmem(name, (size_t)(stop - name), p->open, strlen(p->open));
    const char *end = next && (size_t)(stop - next) > strlen(closing) ? next + strlen(closing) : stop;
    const char *close = memmem(name, (size_t)(end - name), closing, strlen(closing));
    if (!close)
        return false;
    tag->length = (size_t)(close - name);
    tag->end = (size_t)(close - p->source) + strlen(closing);
    for (; tag->length > 0 && is_blank(p->source[tag->name]); tag->length--)
        tag->name++;
    while (tag->length > 0 && is_blank(p->source[tag->name + tag->length - 1]))
        tag->length--;
    return true;
}

/* A tag with an expression is being compiled. */
struct origin {
    struct parser *parser;
    const struct tag *tag;
};

static void complain_of_expression(void *data, size_t offset, const char *sentence) {
    const struct origin *origin = data;
    template_complain(origin->parser->problems, origin->parser->unit, origin->tag->name + offset, "%s", sentence);
}

static bool knows_name(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    const struct template_dialect *dialect = ((const struct origin *)data)->parser->compiled->dialect;
    return what != XPATH_VARIABLE &&
           (!dialect->knows || dialect->knows(dialect->data, name, what == XPATH_ATTRIBUTE, suggestion));
}

/* Adds the step of a tag that evaluates something. */
static struct step *add_expression(struct parser *p, enum step_kind kind, const struct tag *tag) {
    struct step *step = add_step(p, kind, tag->start);
    step->text = p->source + tag->name;
    step->length = tag->length;
    if (tag->length == 0) {
        template_complain(p->problems, p->unit, tag->name, _("Deze tag is leeg."));
        return step;
    }
    struct origin origin = {p, tag};
    struct xpath_dialect dialect = {.library = p->compiled->dialect->functions,
                                    .knows = knows_name,
                                    .complain = complain_of_expression,
                                    .data = &origin};
    char *text = mem_strndup(step->text, step->length);
    step->expression = xpath_compile(p->compiled->xpath, text, &dialect);
    free(text);
    return step;
}

static void value_tag(struct parser *p, const struct tag *tag) {
    write_until(p, tag, false, NULL);
    begin_line(p, tag->start);
    struct step *step = add_expression(p, tag->sigil ? STEP_PROSE : STEP_VALUE, tag);
    step->ends_line = blank_to_line_end(p, tag->end) != SIZE_MAX;
}

static void section_tag(struct parser *p, const struct tag *tag) {
    bool alone = write_until(p, tag, true, NULL);
    if (!alone)
        begin_line(p, tag->start);
    struct step *step = add_expression(p, tag->sigil == '#' ? STEP_SECTION : STEP_INVERTED, tag);
    step->alone = alone;
    if (p->depth == TEMPLATE_MAX_SECTIONS) {
        template_complain(p->problems, p->unit, tag->start, _("Hier zitten meer dan %d secties in elkaar."),
                          TEMPLATE_MAX_SECTIONS);
        return;
    }
    p->sections[p->depth++] = (struct open_section){p->unit->count - 1, line_start(p, tag->start), p->first};
}

/* True for {{//doel}} and {{/casus/@fase}}: meant as a path, while a tag with / closes a section. */
static bool is_absolute_path(const struct parser *p, const struct tag *tag) {
    const char *name = p->source + tag->name;
    return tag->length > 0 && (*name == '/' || strncmp(name, "casus/", strlen("casus/")) == 0);
}

static struct step *step_of(const struct parser *p, size_t depth) {
    return &p->unit->steps[p->sections[depth - 1].step];
}

/* Two names are the same when they differ in white space only at the ends, which is gone by now. */
static bool names_section(const struct parser *p, const struct tag *tag, const struct step *open) {
    return tag->length == 0 ||
           (tag->length == open->length && memcmp(p->source + tag->name, open->text, tag->length) == 0);
}

/* The depth of the innermost open section that this tag can close; 0: there is none. */
static size_t find_section(const struct parser *p, const struct tag *tag) {
    size_t depth = p->depth;
    while (depth > 0 && !names_section(p, tag, step_of(p, depth)))
        depth--;
    return depth;
}

/* True when a section that ends here is words of the template: not for {{#x}} with tags in it, which say it themselves.
 */
static bool says_words(const struct parser *p, const struct step *section) {
    bool words = false;
    for (const struct step *step = section + 1; step < p->unit->steps + p->unit->count; step++) {
        if (section->kind == STEP_SECTION && step->kind != STEP_TEXT)
            return false;
        for (size_t i = 0; step->kind == STEP_TEXT && i < step->length; i++)
            words = words || isalnum((unsigned char)step->text[i]) || (unsigned char)step->text[i] >= 0x80;
    }
    return words;
}

static void close_tag(struct parser *p, const struct tag *tag) {
    bool alone = write_until(p, tag, true, NULL);
    size_t depth = find_section(p, tag);
    if (depth == 0 && is_absolute_path(p, tag))
        template_complain(p->problems, p->unit, tag->start,
                          _("Een / sluit hier een sectie. Een pad dat met / begint, zet je tussen haakjes: "
                            "{{(/casus)/@fase}} of {{(//doel)}}."));
    else if (p->depth == 0)
        template_complain(p->problems, p->unit, tag->start, _("Hier wordt een sectie gesloten die er niet is."));
    else if (depth < p->depth) {
        const struct step *inner = step_of(p, p->depth);
        size_t line, column;
        unit_place(p->unit, inner->offset, &line, &column);
        template_complain(p->problems, p->unit, tag->start,
                          _("Dit sluit „%.*s”, maar de binnenste open sectie is „%.*s” (regel %zu, kolom %zu)."),
                          template_quote(p->source + tag->name, tag->length), p->source + tag->name,
                          template_quote(inner->text, inner->length), inner->text, line, column);
    }
    if (depth == 0)
        return;
    /* The sections inside count as closed too, so that one mistake gives one sentence. */
    struct step *section = step_of(p, depth);
    const struct open_section *open = &p->sections[depth - 1];
    size_t behind = blank_to_line_end(p, tag->end);
    if (open->first != SIZE_MAX && open->line == line_start(p, tag->end) && behind != SIZE_MAX && behind > tag->end &&
        p->source[behind - 1] == '\n') {
        /* It is the whole line, which is what it repeats: what the line begins with moves into it. */
        struct unit *unit = p->unit;
        struct step moved = *section, last = unit->steps[unit->count - 1], *first = &unit->steps[open->first];
        const struct buf *text = last.kind == STEP_PARTIAL ? &p->compiled->units[last.unit]->source : NULL;
        if (text && open->step + 2 == unit->count && text->length > 0 && text->data[text->length - 1] == '\n') {
            /* the lines of the partial are what is repeated */
            last.text = p->source + open->line;
            last.length = moved.offset - open->line;
            first[1] = last;
            unit->count = open->first + 2;
            p->written = behind;
            p->fresh = true;
        } else {
            unit->steps[unit->count - 1].ends_line = last.kind == STEP_PROSE;
            memmove(first + 1, first, (open->step - open->first) * sizeof *first);
            write_text(p, behind);
        }
        section = &unit->steps[open->first];
        *section = moved;
        section->whole = true;
    } else
        section->says = !alone && !section->alone && says_words(p, section);
    section->end = p->unit->count;
    p->depth = depth - 1;
}

/* Finds the partial's unit, reading its text when it is called for the first time. */
static size_t partial_unit(struct parser *p, const struct tag *tag) {
    const char *name = p->source + tag->name;
    const struct template_dialect *dialect = p->compiled->dialect;
    if (tag->length == 0 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") < tag->length) {
        template_complain(p->problems, p->unit, tag->start,
                          _("„%.*s” is geen naam van een deelsjabloon: gebruik letters, cijfers en streepjes."),
                          template_quote(p->source + tag->name, tag->length), name);
        return SIZE_MAX;
    }
    size_t known = p->compiled->count, unit = template_unit(p->compiled, name, tag->length);
    if (unit < known)
        return unit;
    struct unit *partial = p->compiled->units[unit];
    struct error reading = ERROR_EMPTY;
    bool found =
        dialect->partial && dialect->partial(dialect->data, partial->name, &partial->source, &partial->path, &reading);
    if (!found && error_status(&reading) == 2) { /* not the template's fault */
        p->failed = true;
        if (p->error->kind == ERROR_NONE) {
            *p->error = reading;
            reading = (struct error)ERROR_EMPTY;
        }
    } else if (!found) {
        template_complain(p->problems, p->unit, tag->start, _("Het deelsjabloon „%s” is er niet%s%s."), partial->name,
                          reading.kind == ERROR_NONE ? "" : ": ",
                          reading.kind == ERROR_NONE ? "" : error_text(&reading));
        buf_clear(&partial->source);
        free(partial->path);
        partial->path = mem_strdup(p->unit->path);
    }
    error_clear(&reading);
    return unit;
}

static void partial_tag(struct parser *p, const struct tag *tag) {
    size_t indent = 0;
    if (!write_until(p, tag, true, &indent))
        begin_line(p, tag->start);
    size_t unit = partial_unit(p, tag);
    if (unit == SIZE_MAX)
        return;
    struct step *step = add_step(p, STEP_PARTIAL, tag->start);
    step->unit = unit;
    step->text = p->source + tag->start - indent;
    step->length = indent;
}

static void delimiter_tag(struct parser *p, const struct tag *tag) {
    write_until(p, tag, true, NULL);
    char *text = mem_strndup(p->source + tag->name, tag->length);
    char open[MAX_DELIMITER + 1], close[MAX_DELIMITER + 1], more;
    if (sscanf(text, "%16s %16s %c", open, close, &more) == 2 && !strchr(text, '=')) {
        memcpy(p->open, open, sizeof open);
        memcpy(p->close, close, sizeof close);
    } else
        template_complain(p->problems, p->unit, tag->start,
                          _("Nieuwe scheidingstekens schrijf je zoals {{=[[ ]]=}}: twee, met een spatie ertussen."));
    free(text);
}

static void handle_tag(struct parser *p, const struct tag *tag) {
    if (tag->sigil == '#' || tag->sigil == '^')
        section_tag(p, tag);
    else if (tag->sigil == '/')
        close_tag(p, tag);
    else if (tag->sigil == '>')
        partial_tag(p, tag);
    else if (tag->sigil == '=')
        delimiter_tag(p, tag);
    else if (tag->sigil == '!')
        write_until(p, tag, true, NULL);
    else
        value_tag(p, tag);
}

/* Turns the unit's source into steps; what is wrong goes to `problems`. False: a partial cannot be read, which is in
 * `error`. */
static bool template_parse(struct template *compiled, size_t index, struct template_problems *problems,
                           struct error *error) {
    struct unit *unit = compiled->units[index];
    struct parser p = {.compiled = compiled,
                       .unit = unit,
                       .problems = problems,
                       .error = error,
                       .source = unit->source.data ? unit->source.data : "",
                       .length = unit->source.length,
                       .fresh = true,
                       .open = "{{",
                       .close = "}}"};
    size_t at = 0;
    while (!p.failed && at < p.length && problems->count < TEMPLATE_MAX_PROBLEMS) {
        const char *found = memmem(p.source + at, p.length - at, p.open, strlen(p.open));
        if (!found)
            break;
        struct tag tag;
        at = (size_t)(found - p.source);
        if (!read_tag(&p, at, &tag)) {
            template_complain(problems, unit, at, _("Deze tag wordt niet gesloten met %s."),
                              strncmp(found, "{{{", 3) == 0 ? "}}}" : p.close);
            at += strlen(p.open);
            continue;
        }
        handle_tag(&p, &tag);
        at = tag.end;
    }
    write_text(&p, p.length);
    for (; p.depth > 0; p.depth--)
        template_complain(problems, unit, step_of(&p, p.depth)->offset,
                          _("De sectie „%.*s” wordt niet gesloten. Zet er {{/}} achter."),
                          template_quote(step_of(&p, p.depth)->text, step_of(&p, p.depth)->length),
                          step_of(&p, p.depth)->text);
    return !p.failed;
}

/* What makes a text no template at all. Private-use characters (U+E000 to U+F8FF) mark where a report's texts are put:
 * a template may not do that itself. */
static bool is_readable(const struct unit *unit, struct template_problems *problems) {
    const struct buf *source = &unit->source;
    if (source->length > TEMPLATE_MAX_BYTES) {
        template_complain(problems, unit, 0, _("Een sjabloon is hooguit %d KiB groot, en dit is groter."),
                          TEMPLATE_MAX_BYTES / 1024);
        return false;
    }
    for (size_t at = 0, length; at < source->length; at += length) {
        uint32_t c = 0;
        length = utf8_decode(source->data + at, source->length - at, &c);
        if (length == 0 || c == 0)
            template_complain(problems, unit, at,
                              _("Hier staat een byte die geen UTF-8 is. Sla het sjabloon op als UTF-8."));
        else if (c >= 0xE000 && c <= 0xF8FF)
            template_complain(problems, unit, at,
                              _("Het teken U+%04X is voor eigen gebruik en mag niet in een sjabloon. Verwijder het."),
                              (unsigned)c);
        else
            continue;
        return false;
    }
    return true;
}

static int compare_places(const void *left, const void *right) {
    const struct error *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* Follows the calls outside sections: nothing in the case can end those. One that leads back to a unit we are inside
 * goes round for ever. */
static void follow_calls(const struct template *compiled, struct unit *unit, struct template_problems *problems) {
    if (unit->calls != NOT_FOLLOWED)
        return;
    unit->calls = FOLLOWED_NOW;
    for (size_t i = 0; i < unit->count;) {
        const struct step *step = &unit->steps[i];
        bool section = step->kind == STEP_SECTION || step->kind == STEP_INVERTED;
        if (step->kind == STEP_PARTIAL && compiled->units[step->unit]->calls == FOLLOWED_NOW)
            template_complain(problems, unit, step->offset,
                              _("Zo roept het deelsjabloon „%s” zichzelf op zonder einde. Zet dit in een "
                                "sectie die ooit niets meer vindt."),
                              compiled->units[step->unit]->name);
        else if (step->kind == STEP_PARTIAL)
            follow_calls(compiled, compiled->units[step->unit], problems);
        /* a section that is not closed, which is said elsewhere, goes on to the end */
        i = !section ? i + 1 : step->end > i ? step->end : unit->count;
    }
    unit->calls = FOLLOWED;
}

static bool compile_all(struct template *compiled, struct template_problems *problems, struct error *error) {
    for (size_t i = 0; i < compiled->count; i++) { /* grows: parsing adds the partials that are called */
        size_t before = problems->count;
        if (is_readable(compiled->units[i], problems) && !template_parse(compiled, i, problems, error))
            return false;
        if (problems->count > before)
            qsort(problems->items + before, problems->count - before, sizeof *problems->items, compare_places);
    }
    for (size_t i = 0; i < compiled->count; i++)
        follow_calls(compiled, compiled->units[i], problems);
    return problems->count == 0;
}

/* What goes wrong is told by lastError; nothing is printed. */
static void ignore(void *data, xml_error *problem) {
    (void)data, (void)problem;
}

static xmlXPathContextPtr new_context(xmlDocPtr doc, const struct template_dialect *dialect) {
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    xpath->error = ignore;
    if (dialect->functions)
        xmlXPathRegisterNs(xpath, (const xmlChar *)"hgw", (const xmlChar *)dialect->functions->uri);
    return xpath;
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
    compiled->xpath = new_context(NULL, dialect);
    bool good = compile_all(compiled, problems, error);
    xmlXPathFreeContext(compiled->xpath);
    if (!good) {
        template_free(compiled);
        return NULL;
    }
    return compiled;
}

/* --- advice --- */

/* True for {{#boolean(x)}} around a heading, a table or a list of x, which vanish without it. */
static bool is_guard(const struct unit *unit, const struct step *section) {
    const char *what = memchr(section->text, '(', section->length), *end = section->text + section->length;
    bool fixed = false, repeats = false; /* the line so far is words alone; something asks for the same */
    if (!section->alone || !what || memchr(what, '|', (size_t)(end - what)))
        return false;
    what += strspn(what, "(");
    size_t asked = strcspn(what, "[)"); /* the path that it asks for */
    for (const struct step *step = section + 1; step < unit->steps + section->end; step++) {
        const char *text = step->text;
        if (step->kind == STEP_TEXT) {
            if (step[-1].kind == STEP_INDENT)
                fixed = !strchr("#|\r\n", text[strspn(text, " ")]);
            if (fixed && text[step->length - 1] == '\n')
                return false;
        } else if (step->kind != STEP_INDENT) {
            if (step->kind == STEP_PARTIAL || step->kind == STEP_INVERTED ||
                strncmp(text + strspn(text, "("), what, asked) != 0)
                return false;
            repeats = true;
            fixed = false;
            if (step->kind == STEP_SECTION)
                step = unit->steps + step->end - 1;
        }
    }
    return repeats;
}

/* True for {{#@x}} around one line whose only tag shows @x. */
static bool wraps_value(const struct unit *unit, const struct step *section) {
    size_t tags = 0, lines = 0;
    const char *at = memrchr(section->text, '@', section->length);
    if (!at || !(section->alone || section->whole))
        return false;
    for (; at < section->text + section->length; at++)
        if (!isalnum((unsigned char)*at) && !strchr("@-", *at))
            return false;
    for (const struct step *step = section + 1; step < unit->steps + section->end; step++) {
        bool shows =
            step->kind == STEP_VALUE && ((step->length == 1 && *step->text == '.') ||
                                         (step->length > 3 && memcmp(step->text + step->length - 3, "(.)", 3) == 0));
        if (!shows && step->kind != STEP_TEXT && step->kind != STEP_INDENT)
            return false;
        tags += shows;
        lines += step->kind == STEP_TEXT && step->text[step->length - 1] == '\n';
    }
    return tags == 1 && lines == 1;
}

void template_advise(const struct template *compiled, struct template_problems *advice) {
    for (size_t i = 0; i < compiled->count; i++) {
        const struct unit *unit = compiled->units[i];
        for (const struct step *step = unit->steps; step < unit->steps + unit->count; step++)
            if (step->kind == STEP_SECTION && (is_guard(unit, step) || wraps_value(unit, step)))
                template_complain(advice, unit, step->offset,
                                  _("„%.*s” is hier overbodig: wat leeg is, verdwijnt vanzelf. Haal deze sectie weg."),
                                  template_quote(step->text, step->length), step->text);
    }
}

/* --- running --- */

struct template_run {
    const struct template *compiled;
    const struct unit *unit; /* whose steps are run */
    const struct template_output *output;
    struct buf *out;
    struct error *error;
    xmlXPathContextPtr xpath; /* the current node, position() and last() are in it */
    struct xpath_binding functions;
    struct buf indent;  /* the indentation of the partials we are in */
    size_t depth;       /* partials we are in */
    size_t steps, most; /* taken so far, and how many may be */
};

static bool run_steps(struct template_run *r, size_t from, size_t to);

static bool fail_at(struct template_run *r, const struct step *step, enum error_kind kind, const char *sentence) {
    size_t line, column;
    unit_place(r->unit, step->offset, &line, &column);
    return error_at(r->error, kind, r->unit->path, line, column, "%s", sentence);
}

static bool fail_large(struct template_run *r, const struct step *step) {
    return fail_at(r, step, ERROR_LIMIT, _("Het verslag wordt te groot: dit sjabloon herhaalt of doorzoekt te veel."));
}

static xmlXPathObjectPtr evaluate(struct template_run *r, const struct step *step) {
    r->xpath->opCount = 0;
    r->xpath->opLimit = r->steps < r->most ? r->most - r->steps : 1;
    xmlResetError(&r->xpath->lastError);
    xmlXPathObjectPtr value = xmlXPathCompiledEval(step->expression, r->xpath);
    r->steps += r->xpath->opCount;
    if (value)
        return value;
    int code = r->xpath->lastError.code;
    if (code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
        fail_large(r, step);
    else
        fail_at(r, step, ERROR_CONTENT,
                r->functions.error.kind != ERROR_NONE ? error_text(&r->functions.error)
                                                      : _("Deze uitdrukking kan hier niet berekend worden."));
    error_clear(&r->functions.error);
    return NULL;
}

static bool write_value(struct template_run *r, const struct step *step) {
    xmlXPathObjectPtr value = evaluate(r, step);
    if (!value)
        return false;
    xmlChar *text = xmlXPathCastToString(value);
    xmlXPathFreeObject(value);
    bool ok = true;
    size_t length = strlen((const char *)text); /* escaping costs more than reading, and prose is parsed twice */
    r->steps += step->kind == STEP_VALUE ? length / 2 : TEMPLATE_STEPS_PER_PROSE + 8 * length;
    if (r->steps > r->most)
        ok = fail_large(r, step);
    else if (step->kind == STEP_VALUE && r->output->value)
        r->output->value(r->output->data, r->out, (const char *)text);
    else if (step->kind == STEP_PROSE && r->output->prose)
        r->output->prose(r->output->data, r->out, (const char *)text, step->ends_line);
    else
        buf_add_string(r->out, (const char *)text);
    xmlFree(text);
    return ok;
}

static bool run_for_each(struct template_run *r, size_t from, size_t to, xmlNodeSetPtr nodes) {
    xmlXPathContextPtr xpath = r->xpath;
    xmlNodePtr node = xpath->node;
    int size = xpath->contextSize, position = xpath->proximityPosition;
    bool ok = true;
    if (nodes)
        xmlXPathNodeSetSort(nodes);
    for (int i = 0; ok && nodes && i < nodes->nodeNr; i++) {
        xpath->node = nodes->nodeTab[i];
        xpath->contextSize = nodes->nodeNr;
        xpath->proximityPosition = i + 1;
        ok = run_steps(r, from, to);
    }
    xpath->node = node;
    xpath->contextSize = size;
    xpath->proximityPosition = position;
    return ok;
}

static bool run_section(struct template_run *r, const struct step *step) {
    size_t from = (size_t)(step - r->unit->steps) + 1;
    xmlXPathObjectPtr value = evaluate(r, step);
    if (!value)
        return false;
    bool ok = true, found = xmlXPathCastToBoolean(value) == (step->kind == STEP_SECTION);
    if (found && step->says && r->output->said)
        r->output->said(r->output->data, r->out, step->kind == STEP_INVERTED);
    if (step->kind == STEP_SECTION && value->type == XPATH_NODESET)
        ok = run_for_each(r, from, step->end, value->nodesetval);
    else if (found)
        ok = run_steps(r, from, step->end);
    xmlXPathFreeObject(value);
    return ok;
}

static bool run_partial(struct template_run *r, const struct step *step) {
    const struct unit *caller = r->unit;
    if (r->depth == TEMPLATE_MAX_DEPTH)
        return fail_at(r, step, ERROR_LIMIT, _("De deelsjablonen roepen elkaar te diep op: roept dit zichzelf op?"));
    size_t before = r->indent.length;
    buf_add(&r->indent, step->text, step->length);
    r->depth++;
    r->unit = r->compiled->units[step->unit];
    bool ok = run_steps(r, 0, r->unit->count);
    r->unit = caller;
    r->depth--;
    r->indent.length = before;
    return ok;
}

static bool run_steps(struct template_run *r, size_t from, size_t to) {
    bool ok = true;
    for (size_t i = from; ok && i < to; i++) {
        const struct step *step = &r->unit->steps[i];
        if (++r->steps > r->most || r->out->length > TEMPLATE_MAX_OUTPUT)
            return fail_large(r, step);
        if (step->kind == STEP_TEXT)
            buf_add(r->out, step->text, step->length);
        else if (step->kind == STEP_INDENT)
            buf_add(r->out, r->indent.data, r->indent.length);
        else if (step->kind == STEP_PARTIAL)
            ok = run_partial(r, step);
        else if (step->kind == STEP_VALUE || step->kind == STEP_PROSE)
            ok = write_value(r, step);
        else {
            ok = run_section(r, step);
            i = step->end - 1;
        }
    }
    return ok;
}

void template_count(xmlXPathContextPtr xpath, size_t bytes) {
    xpath->opCount += bytes / TEMPLATE_BYTES_PER_STEP;
}

bool template_render(const struct template *compiled, xmlNodePtr node, void *user, const struct template_output *output,
                     struct buf *out, struct error *error) {
    struct template_run r = {
        .compiled = compiled, .unit = compiled->units[0], .output = output, .out = out, .error = error};
    r.functions = (struct xpath_binding){compiled->dialect->functions, user, ERROR_EMPTY};
    r.xpath = new_context(node->doc, compiled->dialect);
    r.xpath->node = node;
    r.xpath->contextSize = r.xpath->proximityPosition = 1;
    if (compiled->dialect->functions)
        xpath_bind(r.xpath, &r.functions);
    long elements = xmlXPathOrderDocElems(node->doc); /* else sorting costs the square of a set's size */
    r.most = TEMPLATE_MAX_STEPS + (size_t)(elements > 0 ? elements : 0) * TEMPLATE_STEPS_PER_ELEMENT;
    bool ok = run_steps(&r, 0, r.unit->count);
    buf_free(&r.indent);
    xmlXPathFreeContext(r.xpath);
    return ok;
}
