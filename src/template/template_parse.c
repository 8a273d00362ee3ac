/* The tags of a template, and what of the text between them is written. */
#include "template/template_program.h"

#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DELIMITER = 16 };

/* A section that is open. */
struct open_section {
    size_t step;        /* its step */
    size_t line, first; /* when it is the first on its line: where that starts, and its first step; else SIZE_MAX */
    size_t name, name_length; /* its expression in the source */
};

struct parser {
    struct template *compiled;
    struct unit *unit;
    struct template_problems *problems;
    const char *source; /* the unit's text */
    size_t length;
    size_t written;    /* the source before this offset became steps or is left out */
    size_t seen, line; /* the source up to `seen` was searched for line starts, the last one is `line` */
    bool fresh;        /* nothing is written on this line yet */
    size_t first;      /* the first step of the line of the last tag, when only blanks stand before it; else SIZE_MAX */
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

/* The start of the line that `offset` is in. Offsets go up, so all calls together read the source once. */
static size_t line_start(struct parser *p, size_t offset) {
    const char *newline = memrchr(p->source + p->seen, '\n', offset - p->seen);
    if (newline)
        p->line = (size_t)(newline - p->source) + 1;
    p->seen = offset;
    return p->line;
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

static void trim(const struct parser *p, struct tag *tag) {
    while (tag->length > 0 && is_blank(p->source[tag->name])) {
        tag->name++;
        tag->length--;
    }
    while (tag->length > 0 && is_blank(p->source[tag->name + tag->length - 1]))
        tag->length--;
}

/* What reading a tag came to. */
enum reading {
    TAG_READ,
    TAG_OPEN,    /* the next tag begins before this one is closed */
    TAG_ENDLESS, /* nothing closes it up to the end of the file */
};

/* Reads the tag that begins at `start`. A comment may hold anything; in another tag the next one may not
 * begin: so only up to there the end is looked for, and a file of unclosed tags costs no more than its
 * length. */
static enum reading read_tag(struct parser *p, size_t start, struct tag *tag) {
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
        return next ? TAG_OPEN : TAG_ENDLESS;
    tag->length = (size_t)(close - name);
    tag->end = (size_t)(close - p->source) + strlen(closing);
    trim(p, tag);
    return TAG_READ;
}

static xmlXPathCompExprPtr expression(struct parser *p, const struct tag *tag) {
    return template_expression(p->compiled, p->unit, tag->name, tag->length, p->problems);
}

static void value_tag(struct parser *p, const struct tag *tag) {
    write_until(p, tag, false, NULL);
    begin_line(p, tag->start);
    xmlXPathCompExprPtr compiled = expression(p, tag);
    struct step *step = add_step(p, tag->sigil ? STEP_PROSE : STEP_VALUE, tag->start);
    step->expression = compiled;
    step->ends_line = blank_to_line_end(p, tag->end) != SIZE_MAX;
}

static void section_tag(struct parser *p, const struct tag *tag) {
    bool alone = write_until(p, tag, true, NULL);
    if (!alone)
        begin_line(p, tag->start);
    xmlXPathCompExprPtr compiled = expression(p, tag);
    if (p->depth == TEMPLATE_MAX_SECTIONS) {
        template_complain(p->problems, p->unit, tag->start, _("Hier zitten meer dan %d secties in elkaar."),
                          TEMPLATE_MAX_SECTIONS);
        xmlXPathFreeCompExpr(compiled);
        return;
    }
    struct step *step = add_step(p, tag->sigil == '#' ? STEP_SECTION : STEP_INVERTED, tag->start);
    step->expression = compiled;
    step->alone = alone;
    p->sections[p->depth++] =
        (struct open_section){p->unit->count - 1, line_start(p, tag->start), p->first, tag->name, tag->length};
}

/* Two names are the same when they differ in white space only at the ends, which is gone by now. */
static bool names_section(const struct parser *p, const struct tag *tag, const struct open_section *open) {
    return tag->length == 0 || (tag->length == open->name_length &&
                                memcmp(p->source + tag->name, p->source + open->name, tag->length) == 0);
}

static void complain_unclosed(struct parser *p, const struct open_section *open) {
    template_complain(p->problems, p->unit, p->unit->steps[open->step].offset,
                      _("De sectie „%.*s” wordt niet gesloten. Zet er {{/}} achter."),
                      template_quote(p->source + open->name, open->name_length), p->source + open->name);
}

static void complain_crossed(struct parser *p, const struct tag *tag, const struct open_section *open) {
    size_t line, column;
    unit_place(p->unit, p->unit->steps[open->step].offset, &line, &column);
    template_complain(p->problems, p->unit, tag->start,
                      _("Dit sluit „%.*s”, maar de binnenste open sectie is „%.*s” (regel %zu, kolom %zu)."),
                      template_quote(p->source + tag->name, tag->length), p->source + tag->name,
                      template_quote(p->source + open->name, open->name_length), p->source + open->name, line, column);
}

/* True for {{//doel}} and {{/casus/@fase}}: meant as a path, while a tag with / closes a section. */
static bool is_absolute_path(const struct parser *p, const struct tag *tag) {
    static const char root[] = "casus/";
    const char *name = p->source + tag->name;
    return tag->length > 0 &&
           (name[0] == '/' || (tag->length >= sizeof root - 1 && memcmp(name, root, sizeof root - 1) == 0));
}

/* The depth of the innermost open section that this tag can close; 0: there is none. */
static size_t find_section(const struct parser *p, const struct tag *tag) {
    size_t depth = p->depth;
    while (depth > 0 && !names_section(p, tag, &p->sections[depth - 1]))
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
    else if (depth < p->depth)
        complain_crossed(p, tag, &p->sections[p->depth - 1]);
    if (depth == 0)
        return;
    /* The sections inside count as closed too, so that one mistake gives one sentence. */
    p->depth = depth - 1;
    const struct open_section *open = &p->sections[p->depth];
    struct step *section = &p->unit->steps[open->step];
    size_t behind = blank_to_line_end(p, tag->end);
    if (open->first != SIZE_MAX && open->line == line_start(p, tag->end) && behind != SIZE_MAX && behind > tag->end &&
        p->source[behind - 1] == '\n') {
        struct step *last = &p->unit->steps[p->unit->count - 1];
        last->ends_line = last->kind == STEP_PROSE;
        write_text(p, behind); /* it is the whole line, which is what it repeats */
        section = &p->unit->steps[open->step];
        struct step moved = *section;
        memmove(&p->unit->steps[open->first + 1], &p->unit->steps[open->first],
                (open->step - open->first) * sizeof *section);
        section = &p->unit->steps[open->first];
        *section = moved;
    } else
        section->says = !alone && !section->alone && says_words(p, section);
    section->end = p->unit->count;
}

static bool is_name(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!good)
            return false;
    }
    return length > 0;
}

/* Finds the partial's unit, reading its text when it is called for the first time. */
static size_t partial_unit(struct parser *p, const struct tag *tag) {
    const char *name = p->source + tag->name;
    const struct template_dialect *dialect = p->compiled->dialect;
    if (!is_name(name, tag->length)) {
        template_complain(p->problems, p->unit, tag->start,
                          _("„%.*s” is geen naam van een deelsjabloon: gebruik letters, cijfers en streepjes."),
                          template_quote(p->source + tag->name, tag->length), name);
        return SIZE_MAX;
    }
    size_t known = p->compiled->count;
    size_t unit = template_unit(p->compiled, name, tag->length);
    if (unit < known)
        return unit;
    struct unit *partial = p->compiled->units[unit];
    struct error reading = ERROR_EMPTY;
    bool found = dialect->partial && known <= TEMPLATE_MAX_PARTIALS &&
                 dialect->partial(dialect->data, partial->name, &partial->source, &partial->path, &reading);
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
    const char *text = p->source + tag->name;
    size_t first = 0;
    while (first < tag->length && !is_blank(text[first]))
        first++;
    size_t second = first;
    while (second < tag->length && is_blank(text[second]))
        second++;
    size_t length = tag->length - second;
    bool good =
        first > 0 && first <= MAX_DELIMITER && length > 0 && length <= MAX_DELIMITER && !memchr(text, '=', tag->length);
    for (size_t i = second; good && i < tag->length; i++)
        good = !is_blank(text[i]);
    if (!good) {
        template_complain(p->problems, p->unit, tag->start,
                          _("Nieuwe scheidingstekens schrijf je zoals {{=[[ ]]=}}: twee, met een spatie ertussen."));
        return;
    }
    memcpy(p->open, text, first);
    p->open[first] = '\0';
    memcpy(p->close, text + second, length);
    p->close[length] = '\0';
}

static void comment_tag(struct parser *p, const struct tag *tag) {
    write_until(p, tag, true, NULL);
}

/* What each sigil does. */
static const struct {
    char sigil;
    void (*handle)(struct parser *p, const struct tag *tag);
} handlers[] = {
    {'\0', value_tag}, {'&', value_tag},   {'{', value_tag},   {'#', section_tag},   {'^', section_tag},
    {'/', close_tag},  {'>', partial_tag}, {'!', comment_tag}, {'=', delimiter_tag},
};

static void handle_tag(struct parser *p, const struct tag *tag) {
    for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++)
        if (handlers[i].sigil == tag->sigil)
            handlers[i].handle(p, tag);
}

bool template_parse(struct template *compiled, size_t index, struct template_problems *problems, struct error *error) {
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
        enum reading reading = read_tag(&p, at, &tag);
        if (reading != TAG_READ) {
            template_complain(problems, unit, at, _("Deze tag wordt niet gesloten met %s."), p.close);
            if (reading == TAG_ENDLESS)
                break;
            at += strlen(p.open);
            continue;
        }
        handle_tag(&p, &tag);
        at = tag.end;
    }
    write_text(&p, p.length);
    while (p.depth > 0)
        complain_unclosed(&p, &p.sections[--p.depth]);
    return !p.failed;
}
