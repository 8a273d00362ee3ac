/* A template is read into steps, and the steps are run: the places in this order. */
#include "template/template.h"

#include "xml/dom.h"

#include <ctype.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>

/* What one instruction does: of a tag its sign. */
enum step_kind {
    STEP_NONE,           /* nothing: it is left out when its line is read */
    STEP_TEXT,           /* writes a piece of the template, never more than one line */
    STEP_VALUE,          /* {{x}} */
    STEP_PROSE = '{',    /* {{{x}}} */
    STEP_SECTION = '#',  /* {{#x}}: the steps up to `end` are its content */
    STEP_INVERTED = '^', /* {{^x}}: the same */
    STEP_CLOSE = '/',    /* {{/x}}: till its line is read */
    STEP_PARTIAL = '>',  /* {{>x}} */
};

/* What points somewhere points into the source. */
struct step {
    enum step_kind kind;
    const char *at;                 /* where it stands, for messages */
    const char *text;               /* TEXT: the bytes; PARTIAL: its indentation; else what stands in the tag */
    size_t length;                  /* of `text`, in bytes */
    xmlXPathCompExprPtr expression; /* VALUE, PROSE, SECTION, INVERTED. Owned. */
    size_t end;                     /* SECTION, INVERTED: index of the first step behind the section */
    struct unit *unit;              /* PARTIAL */
    bool begins_line;               /* the indentation of the partials around comes before it */
    bool ends_line;                 /* PROSE: nothing but blanks follows on the template's line */
    bool alone;                     /* a tag: it is alone on its line, which is not written */
    bool whole;                     /* SECTION, INVERTED: it is the whole line */
    bool says;                      /* SECTION, INVERTED: its content is words in a line */
};

/* One file: the template itself, or a partial. */
struct unit {
    char *name;         /* what {{> }} calls it; "" for the template itself. Owned. */
    char *path;         /* its file in messages. Owned. */
    struct buf source;  /* its text. Owned. */
    struct step *steps; /* owned, with their expressions */
    size_t count, capacity;
    enum { NOT_FOLLOWED, FOLLOWED_NOW, FOLLOWED } calls;
    struct unit *next;
};

enum { MAX_DELIMITER = 16 }; /* bytes */

struct template {
    struct unit *units; /* a list: the template, and each partial when it was first called. Owned. */
    const struct template_dialect *dialect;
    /* while it is compiled: */
    xmlXPathContextPtr xpath;
    struct error *problems, *error;
    size_t problem_count;
    struct unit *unit;                             /* that is read, */
    size_t line;                                   /* the first step of its line, */
    size_t depth, sections[TEMPLATE_MAX_SECTIONS]; /* and the steps of its sections that are open */
    char open[MAX_DELIMITER + 1], close[MAX_DELIMITER + 1];
};

/* The line and column of a place, from 1, the column in code points. */
static void place_of(const struct unit *unit, const char *at, size_t *line, size_t *column) {
    *line = *column = 1;
    for (const char *text = unit->source.data; text < at; text++) {
        *column = *text == '\n' ? 1 : *column + (((unsigned char)*text & 0xC0) != 0x80);
        *line += *text == '\n';
    }
}

/* Always false. */
__attribute__((format(printf, 3, 4))) static bool complain(struct template *t, const char *at, const char *format,
                                                           ...) {
    if (t->problem_count++ >= TEMPLATE_MAX_PROBLEMS)
        return false;
    struct error problem = {.kind = ERROR_CONTENT, .file = mem_strdup(t->unit->path)};
    va_list arguments;
    va_start(arguments, format);
    problem.text = text_vformat(format, arguments);
    va_end(arguments);
    place_of(t->unit, at, &problem.line, &problem.column);
    error_insert(t->problems, &problem);
    return false;
}

void template_free(struct template *compiled) {
    for (struct unit *unit = compiled ? compiled->units : NULL, *next; unit; unit = next) {
        next = unit->next;
        for (size_t i = 0; i < unit->count; i++)
            xmlXPathFreeCompExpr(unit->steps[i].expression);
        free(unit->steps);
        free(unit->name);
        free(unit->path);
        buf_free(&unit->source);
        free(unit);
    }
    free(compiled);
}

/* --- reading --- */

#define BLANKS " \t\r"

static struct step *add_step(struct template *t, enum step_kind kind, const char *at, const char *text, size_t length) {
    struct unit *unit = t->unit;
    unit->steps = list_grow(unit->steps, &unit->capacity, unit->count, sizeof *unit->steps);
    struct step *step = &unit->steps[unit->count++];
    *step = (struct step){.kind = kind, .at = at, .text = text, .length = length};
    return step;
}

/* --- tags --- */

static void complain_of_expression(void *data, size_t offset, const char *sentence) {
    struct template *t = data;
    complain(t, t->unit->steps[t->unit->count - 1].text + offset, "%s", sentence);
}

/* Finds the unit of a partial; its text is read when it is called for the first time. */
static void find_partial(struct template *t, struct step *step, const char *name) {
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    const struct template_dialect *dialect = t->dialect;
    struct unit **place = &t->units->next;
    while (*place && strcmp((*place)->name, name) != 0)
        place = &(*place)->next;
    if (step->length == 0 || name[strspn(name, signs)] != '\0') {
        complain(t, step->at, _("„%.*s” is geen naam van een deelsjabloon: gebruik letters, cijfers en streepjes."),
                 text_quote(step->text, step->length), step->text);
        step->kind = STEP_NONE;
    } else if (!*place) {
        struct unit *made = *place = mem_calloc(1, sizeof *made);
        made->name = mem_strdup(name);
        if (!(dialect->partial && dialect->partial(dialect->data, name, &made->source, &made->path, t->error)) &&
            t->error->kind == ERROR_NONE)
            complain(t, step->at, _("Het deelsjabloon „%s” is er niet."), name);
    }
    step->unit = *place;
    step->length = 0;
}

static void change_delimiters(struct template *t, const struct step *step, const char *text) {
    char open[MAX_DELIMITER + 1], close[MAX_DELIMITER + 1], more;
    if (sscanf(text, "%16s %16s %c", open, close, &more) == 2 && !strchr(text, '=')) {
        memcpy(t->open, open, sizeof open);
        memcpy(t->close, close, sizeof close);
    } else
        complain(t, step->at,
                 _("Nieuwe scheidingstekens schrijf je zoals {{=[[ ]]=}}: twee, met een spatie ertussen."));
}

/* Reads the tag that begins at `start`, and returns its end. A comment may hold anything; in another tag the next one
 * may not begin: so only up to there the end is looked for, and a file of unclosed tags costs no more than its length.
 * NULL: nothing closes it. */
static const char *read_tag(struct template *t, const char *start) {
    struct xpath_dialect dialect = {
        .current = true, .knows = t->dialect->knows, .complain = complain_of_expression, .data = t};
    const char *name = start + strlen(t->open);
    bool triple = *name == '{' && strcmp(t->open, "{{") == 0 && strcmp(t->close, "}}") == 0;
    char sign = *name && strchr("#^/>!=&{", *name) && (*name != '{' || triple) ? *name++ : '\0';
    char closing[MAX_DELIMITER + 2];
    snprintf(closing, sizeof closing, "%s%s", triple ? "}" : sign == '=' ? "=" : "", t->close);
    const char *next = sign == '!' ? NULL : strstr(name, t->open), *close = strstr(name, closing);
    if (!close || (next && close > next))
        return NULL;
    const char *end = close + strlen(closing);
    name += strspn(name, BLANKS "\n");
    while (close > name && strchr(BLANKS "\n", close[-1]))
        close--;
    struct step *step = add_step(t, STEP_NONE, start, name, close > name ? (size_t)(close - name) : 0);
    AUTO(mem_free) char *inside = mem_strndup(name, step->length);
    if (sign == '=')
        change_delimiters(t, step, inside);
    else if (sign != '!')
        step->kind = sign == '&' ? STEP_PROSE : sign ? (enum step_kind)sign : STEP_VALUE;
    if (sign == '>')
        find_partial(t, step, inside);
    else if (step->kind != STEP_NONE && sign != '/') {
        if (step->length == 0)
            complain(t, name, _("Deze tag is leeg."));
        else
            step->expression = xpath_compile(t->xpath, inside, &dialect);
    }
    return end;
}

/* --- sections --- */

static struct step *step_of(const struct template *t, size_t depth) {
    return &t->unit->steps[t->sections[depth - 1]];
}

/* The section is the last step for now; one that is never closed, which is said elsewhere, goes on to the end. */
static void open_section(struct template *t, struct step *section) {
    section->end = SIZE_MAX;
    if (t->depth == TEMPLATE_MAX_SECTIONS)
        complain(t, section->at, _("Hier zitten meer dan %d secties in elkaar."), TEMPLATE_MAX_SECTIONS);
    else
        t->sections[t->depth++] = t->unit->count - 1;
}

/* True when a section that ends here is words of the template: not for {{#x}} with tags in it, which say it themselves.
 */
static bool says_words(const struct template *t, const struct step *section) {
    bool words = false;
    for (const struct step *step = section + 1; step < t->unit->steps + t->unit->count; step++) {
        if (section->kind == STEP_SECTION && (step->kind != STEP_TEXT || step->begins_line))
            return false;
        for (size_t i = 0; step->kind == STEP_TEXT && i < step->length; i++)
            words = words || isalnum((unsigned char)step->text[i]) || (unsigned char)step->text[i] >= 0x80;
    }
    return words;
}

/* Closes the innermost open section of the tag's name, of a tag without one the innermost. Those inside it count as
 * closed too, so that one mistake gives one sentence. */
static void close_section(struct template *t, const struct step *tag) {
    size_t depth = t->depth, line, column;
    while (depth > 0 && tag->length > 0 &&
           (tag->length != step_of(t, depth)->length || memcmp(tag->text, step_of(t, depth)->text, tag->length) != 0))
        depth--;
    if (depth == 0 && tag->length > 0 && (*tag->text == '/' || strncmp(tag->text, "casus/", strlen("casus/")) == 0))
        complain(t, tag->at, /* {{//doel}} and {{/casus/@fase}} were not meant to close anything */
                 _("Een / sluit hier een sectie. Een pad dat met / begint, zet je tussen haakjes: "
                   "{{(/casus)/@fase}} of {{(//doel)}}."));
    else if (t->depth == 0)
        complain(t, tag->at, _("Hier wordt een sectie gesloten die er niet is."));
    else if (depth < t->depth) {
        const struct step *inner = step_of(t, t->depth);
        place_of(t->unit, inner->at, &line, &column);
        complain(t, tag->at, _("Dit sluit „%.*s”, maar de binnenste open sectie is „%.*s” (regel %zu, kolom %zu)."),
                 text_quote(tag->text, tag->length), tag->text, text_quote(inner->text, inner->length), inner->text,
                 line, column);
    }
    if (depth == 0)
        return;
    struct step *section = step_of(t, depth);
    section->says = !section->whole && !section->alone && !tag->alone && says_words(t, section);
    section->end = t->unit->count;
    t->depth = depth - 1;
}

/* --- lines --- */

static bool is_section(const struct step *step) {
    return step->kind == STEP_SECTION || step->kind == STEP_INVERTED;
}

static bool is_blank(const struct step *step) {
    return step->kind == STEP_TEXT && strspn(step->text, BLANKS "\n") >= step->length;
}

static bool ends_with_newline(const char *text, size_t length) {
    return length > 0 && text[length - 1] == '\n';
}

/* True when these steps are one section with what is in it. */
static bool is_one_section(const struct step *step, const struct step *end) {
    for (int depth = 0; step < end && (depth > 0 || is_section(step)); step++) {
        depth += is_section(step) ? 1 : step->kind == STEP_CLOSE ? -1 : 0;
        if (depth == 0)
            return step + 1 == end;
    }
    return false;
}

static void swap(struct step *one, struct step *other) {
    struct step kept = *one;
    *one = *other;
    *other = kept;
}

/* What stands alone takes its whole line with it: the blanks before it, which are the indentation of a partial, and
 * those behind it. */
static void stand_alone(struct step *before, struct step *tag, struct step *behind) {
    tag->alone = true;
    if (before < tag && tag->kind == STEP_PARTIAL) {
        tag->text = before->text;
        tag->length = before->length;
    }
    if (before < tag)
        before->kind = STEP_NONE;
    if (behind)
        behind->kind = STEP_NONE;
}

/* The steps of a line are read, of which some write nothing. A section that is the whole line repeats it: what the line
 * begins and ends with moves into it. A partial that is all there is in it has lines of its own. */
static void end_line(struct template *t) {
    if (t->line == t->unit->count)
        return; /* there is none */
    struct step *first = t->unit->steps + t->line, *end = t->unit->steps + t->unit->count;
    struct step *from = first + (first < end && is_blank(first)), *to = end - (from < end && is_blank(end - 1));
    if (to - from == 1 && !(from->kind == STEP_TEXT || from->kind == STEP_VALUE || from->kind == STEP_PROSE))
        stand_alone(first, from, to < end ? to : NULL);
    else if (to < end && ends_with_newline(to->text, to->length) && is_one_section(from, to)) {
        from->whole = true;
        struct step *called = to - from == 3 && from[1].kind == STEP_PARTIAL ? from + 1 : NULL;
        swap(first, from);
        swap(to - 1, to);
        if (called) {
            const struct buf *text = &called->unit->source;
            stand_alone(first + 1, called, ends_with_newline(text->data, text->length) ? to - 1 : NULL);
        }
    }
    bool fresh = true; /* nothing is written on this line yet */
    t->unit->count = t->line;
    for (struct step *step = first, *next; step < end; step = next) {
        next = step + 1;
        if (step->kind == STEP_NONE)
            continue;
        if (step->kind == STEP_CLOSE) {
            close_section(t, step);
            continue;
        }
        if (fresh && !step->alone && !step->whole) {
            step->begins_line = step->text[strspn(step->text, "\r")] != '\n'; /* an empty line stays empty */
            fresh = false;
        }
        step->ends_line =
            next == end || (is_blank(next) && (next + 1 == end || ends_with_newline(next->text, next->length)));
        t->unit->steps[t->unit->count++] = *step;
        if (is_section(step))
            open_section(t, &t->unit->steps[t->unit->count - 1]);
    }
    t->line = t->unit->count;
}

/* Turns the source of the unit into steps. */
static void template_parse(struct template *t) {
    const char *at = t->unit->source.data, *end = at + t->unit->source.length, *line_end = at;
    t->line = 0;
    strcpy(t->open, "{{");
    strcpy(t->close, "}}");
    while (at < end && t->error->kind == ERROR_NONE && t->problem_count < TEMPLATE_MAX_PROBLEMS) {
        if (at >= line_end) {
            const char *newline = memchr(at, '\n', (size_t)(end - at));
            line_end = newline ? newline + 1 : end;
        }
        const char *open = memmem(at, (size_t)(line_end - at), t->open, strlen(t->open)), *text = at;
        at = open ? open : line_end;
        if (at > text)
            add_step(t, STEP_TEXT, text, text, (size_t)(at - text));
        if (!open)
            end_line(t);
        else if (!(at = read_tag(t, open))) {
            complain(t, open, _("Deze tag wordt niet gesloten met %s."),
                     strncmp(open, "{{{", 3) == 0 ? "}}}" : t->close);
            at = open + strlen(t->open);
        }
    }
    end_line(t);
    for (; t->depth > 0; t->depth--) {
        const struct step *open = step_of(t, t->depth);
        complain(t, open->at, _("De sectie „%.*s” wordt niet gesloten. Zet er {{/}} achter."),
                 text_quote(open->text, open->length), open->text);
    }
}

/* What makes a text no template at all. Private-use characters (U+E000 to U+F8FF) mark where a report's texts are put:
 * a template may not do that itself. */
static bool is_readable(struct template *t) {
    const char *at = t->unit->source.data, *end = at + t->unit->source.length;
    if (t->unit->source.length > TEMPLATE_MAX_BYTES)
        return complain(t, at, _("Een sjabloon is hooguit %d KiB groot, en dit is groter."), TEMPLATE_MAX_BYTES / 1024);
    for (size_t length; at < end; at += length) {
        uint32_t c = 0;
        length = utf8_decode(at, (size_t)(end - at), &c);
        if (length == 0 || c == 0)
            return complain(t, at, _("Hier staat een byte die geen UTF-8 is. Sla het sjabloon op als UTF-8."));
        if (c >= 0xE000 && c <= 0xF8FF)
            return complain(t, at,
                            _("Het teken U+%04X is voor eigen gebruik en mag niet in een sjabloon. Verwijder het."),
                            (unsigned)c);
    }
    return true;
}

/* Follows the calls outside sections: nothing in the case can end those. One that leads back to a unit we are inside
 * goes round for ever. */
static void follow_calls(struct template *t, struct unit *unit) {
    if (unit->calls != NOT_FOLLOWED)
        return;
    unit->calls = FOLLOWED_NOW;
    for (size_t i = 0; i < unit->count;) {
        const struct step *step = &unit->steps[i];
        t->unit = unit;
        if (step->kind == STEP_PARTIAL && step->unit->calls == FOLLOWED_NOW)
            complain(t, step->at,
                     _("Zo roept het deelsjabloon „%s” zichzelf op zonder einde. Zet dit in een "
                       "sectie die ooit niets meer vindt."),
                     step->unit->name);
        else if (step->kind == STEP_PARTIAL)
            follow_calls(t, step->unit);
        i = is_section(step) ? step->end : i + 1;
    }
    unit->calls = FOLLOWED;
}

struct template *template_compile(const char *name, const struct buf *source, const struct template_dialect *dialect,
                                  struct error *problems, struct error *error) {
    struct template *t = mem_calloc(1, sizeof *t);
    t->dialect = dialect;
    struct xpath_binding binding = {.library = dialect->functions};
    t->xpath = xpath_open(NULL, &binding);
    t->problems = problems;
    t->error = error;
    t->units = mem_calloc(1, sizeof *t->units);
    t->units->path = mem_strdup(name);
    buf_add(&t->units->source, source->data, source->length);
    /* The list grows: with the partials that are called. */
    for (struct unit *unit = t->units; unit && error->kind == ERROR_NONE; unit = unit->next) {
        t->unit = unit;
        buf_add_string(&unit->source, ""); /* it ends with a NUL, also when it is empty */
        if (is_readable(t))
            template_parse(t);
    }
    for (struct unit *unit = t->units; unit; unit = unit->next)
        follow_calls(t, unit);
    xmlXPathFreeContext(t->xpath);
    if (t->problem_count == 0 && error->kind == ERROR_NONE)
        return t;
    template_free(t);
    return NULL;
}

/* --- advice --- */

/* True for a section that only takes away what vanishes without it: {{#boolean(x)}} around headings, tables and lists
 * of x, and {{#@x}} around a line whose only tag shows @x. */
static bool is_needless(const struct unit *unit, const struct step *section) {
    const char *end = section->text + section->length, *what = memchr(section->text, '(', section->length);
    const char *name = memrchr(section->text, '@', section->length);
    bool value = name && name + 1 + strspn(name + 1, "abcdefghijklmnopqrstuvwxyz-") == end;
    size_t asked = value || !what ? 0 : strcspn(what += strspn(what, "("), "[)"); /* the length of the path: */
    size_t tags = 0, lines = 0;                                                   /* what shows it */
    bool fixed = false;                                                           /* the line so far is words alone */
    if (section->kind != STEP_SECTION || !(section->alone || (value && section->whole)) ||
        !(value || asked > 0) || /* it asks for what a function finds */
        memchr(section->text, '|', section->length))
        return false;
    for (const struct step *step = section + 1; step < unit->steps + section->end; step++) {
        const char *text = step->text, *last = text + step->length - 1;
        if (step->kind == STEP_TEXT) {
            if (step->begins_line)
                fixed = !strchr("#|\r\n", text[strspn(text, " ")]);
            if (fixed && *last == '\n')
                return false;
            lines += *last == '\n';
        } else {
            bool shows = step->kind == STEP_VALUE && (strncmp(text, ".", step->length) == 0 ||
                                                      (step->length > 3 && memcmp(last - 2, "(.)", 3) == 0));
            if (value ? !shows
                      : step->kind == STEP_PARTIAL || step->kind == STEP_INVERTED ||
                            strncmp(text + strspn(text, "("), what, asked) != 0)
                return false;
            tags++;
            fixed = false;
            if (step->kind == STEP_SECTION)
                step = unit->steps + step->end - 1;
        }
    }
    return value ? tags == 1 && lines == 1 : tags > 0;
}

void template_advise(struct template *t, struct error *advice) {
    t->problems = advice;
    for (t->unit = t->units; t->unit; t->unit = t->unit->next)
        for (const struct step *step = t->unit->steps; step < t->unit->steps + t->unit->count; step++)
            if (is_needless(t->unit, step))
                complain(t, step->at,
                         _("„%.*s” is hier overbodig: wat leeg is, verdwijnt vanzelf. Haal deze sectie weg."),
                         text_quote(step->text, step->length), step->text);
}

/* --- running --- */

struct template_run {
    const struct unit *unit; /* whose steps are run */
    const struct template_output *output;
    struct buf *out;
    struct error *error;
    xmlXPathContextPtr xpath; /* the current node, position() and last() are in it */
    struct xpath_binding functions;
    struct buf indent; /* the indentation of the partials we are in */
    size_t depth;      /* partials we are in */
};

static void run_steps(struct template_run *r, size_t from, size_t to);

static void fail_at(struct template_run *r, const struct step *step, enum error_kind kind, const char *sentence) {
    size_t line, column;
    place_of(r->unit, step->at, &line, &column);
    error_at(r->error, kind, r->unit->path, line, column, "%s", sentence);
}

/* Takes so many steps besides those that libxml2 counts. */
static void count(struct template_run *r, const struct step *step, size_t steps) {
    r->xpath->opCount += steps;
    if (r->xpath->opCount >= r->xpath->opLimit || r->out->length > TEMPLATE_MAX_OUTPUT)
        fail_at(r, step, ERROR_LIMIT, _("Het verslag wordt te groot: dit sjabloon herhaalt of doorzoekt te veel."));
}

/* NULL: there is nothing to evaluate, or it failed. */
static xmlXPathObjectPtr evaluate(struct template_run *r, const struct step *step) {
    const struct error *reason = &r->functions.error;
    r->functions.current = r->xpath->node;
    xmlXPathObjectPtr value = step->expression ? xmlXPathCompiledEval(step->expression, r->xpath) : NULL;
    count(r, step, 1);
    if (step->expression && !value)
        fail_at(r, step, ERROR_CONTENT,
                reason->kind != ERROR_NONE ? error_text(reason) : _("Deze uitdrukking kan hier niet berekend worden."));
    error_clear(&r->functions.error);
    return value;
}

static void write_value(struct template_run *r, const struct step *step, xmlXPathObjectPtr value) {
    xmlChar *text = xmlXPathCastToString(value);
    size_t length = strlen((const char *)text); /* escaping costs more than reading, and prose is parsed twice */
    count(r, step, step->kind == STEP_VALUE ? length / 2 : TEMPLATE_STEPS_PER_PROSE + 8 * length);
    if (step->kind == STEP_VALUE)
        r->output->value(r->output->data, r->out, (const char *)text);
    else
        r->output->prose(r->output->data, r->out, (const char *)text, step->ends_line);
    xmlFree(text);
}

static void run_section(struct template_run *r, const struct step *step, xmlXPathObjectPtr value) {
    xmlXPathContextPtr xpath = r->xpath;
    xmlNodePtr node = xpath->node;
    xmlNodeSetPtr nodes = step->kind == STEP_SECTION && value->type == XPATH_NODESET ? value->nodesetval : NULL;
    int size = xpath->contextSize, position = xpath->proximityPosition;
    if (xmlXPathCastToBoolean(value) != (step->kind == STEP_SECTION))
        return;
    if (step->says)
        r->output->said(r->output->data, r->out, step->kind == STEP_INVERTED);
    if (nodes)
        xmlXPathNodeSetSort(nodes);
    for (int i = 0; i < (nodes ? nodes->nodeNr : 1) && r->error->kind == ERROR_NONE; i++) {
        if (nodes) {
            xpath->node = nodes->nodeTab[i];
            xpath->contextSize = nodes->nodeNr;
            xpath->proximityPosition = i + 1;
        }
        run_steps(r, (size_t)(step - r->unit->steps) + 1, step->end);
    }
    xpath->node = node;
    xpath->contextSize = size;
    xpath->proximityPosition = position;
}

static void run_partial(struct template_run *r, const struct step *step) {
    const struct unit *caller = r->unit;
    size_t before = r->indent.length;
    if (r->depth == TEMPLATE_MAX_DEPTH)
        fail_at(r, step, ERROR_LIMIT, _("De deelsjablonen roepen elkaar te diep op: roept dit zichzelf op?"));
    buf_add(&r->indent, step->text, step->length);
    r->depth++;
    r->unit = step->unit;
    run_steps(r, 0, r->unit->count);
    r->unit = caller;
    r->depth--;
    r->indent.length = before;
}

static void run_steps(struct template_run *r, size_t from, size_t to) {
    for (size_t i = from; i < to && r->error->kind == ERROR_NONE; i++) {
        const struct step *step = &r->unit->steps[i];
        xmlXPathObjectPtr value = evaluate(r, step);
        if (step->begins_line)
            buf_add(r->out, r->indent.data, r->indent.length);
        if (step->kind == STEP_TEXT)
            buf_add(r->out, step->text, step->length);
        else if (step->kind == STEP_PARTIAL)
            run_partial(r, step);
        else if (value && (step->kind == STEP_VALUE || step->kind == STEP_PROSE))
            write_value(r, step, value);
        else if (value)
            run_section(r, step, value);
        if (is_section(step))
            i = step->end - 1;
        xmlXPathFreeObject(value);
    }
}

static void free_expression(void *expression, const xmlChar *name) {
    (void)name;
    xmlXPathFreeCompExpr(expression);
}

bool template_render(const struct template *compiled, xmlNodePtr node, void *user, const struct template_output *output,
                     struct buf *out, struct error *error) {
    struct template_run r = {.unit = compiled->units, .output = output, .out = out, .error = error};
    r.functions =
        (struct xpath_binding){.library = compiled->dialect->functions, .data = user, .compiled = xmlHashCreate(0)};
    r.xpath = xpath_open(node->doc, &r.functions);
    r.xpath->node = node;
    r.xpath->contextSize = r.xpath->proximityPosition = 1;
    long elements = xmlXPathOrderDocElems(node->doc); /* else sorting costs the square of a set's size */
    r.xpath->opLimit = TEMPLATE_MAX_STEPS + (unsigned long)(elements > 0 ? elements : 0) * TEMPLATE_STEPS_PER_ELEMENT;
    run_steps(&r, 0, r.unit->count);
    buf_free(&r.indent);
    xmlXPathFreeContext(r.xpath);
    xmlHashFree(r.functions.compiled, free_expression);
    return error->kind == ERROR_NONE;
}
