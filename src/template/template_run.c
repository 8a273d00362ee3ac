/* Runs the steps of a compiled template. */
#include "template/template_program.h"

#include "base/lang.h"
#include "xml/dom.h"

#include <libxml/xpathInternals.h>
#include <string.h>

struct template_run {
    const struct template *compiled;
    const struct template_output *output;
    struct buf *out;
    struct error *error;
    xmlXPathContextPtr xpath; /* the current node, position() and last() are in it */
    struct buf indent;        /* the indentation of the partials we are in */
    size_t depth;             /* partials we are in */
    size_t steps, most;       /* taken so far, and how many may be */
};

static bool run_steps(struct template_run *r, const struct unit *unit, size_t from, size_t to);

static bool fail_at(struct template_run *r, const struct unit *unit, const struct step *step, enum error_kind kind,
                    const char *sentence) {
    size_t line, column;
    unit_place(unit, step->offset, &line, &column);
    return error_at(r->error, kind, unit->path, line, column, "%s", sentence);
}

static bool fail_large(struct template_run *r, const struct unit *unit, const struct step *step) {
    return fail_at(r, unit, step, ERROR_LIMIT,
                   _("Het verslag wordt te groot: dit sjabloon herhaalt of doorzoekt te veel."));
}

static xmlXPathObjectPtr evaluate(struct template_run *r, const struct unit *unit, const struct step *step) {
    r->xpath->opCount = 0;
    r->xpath->opLimit = r->steps < r->most ? r->most - r->steps : 1;
    xmlResetError(&r->xpath->lastError);
    xmlXPathObjectPtr value = xmlXPathCompiledEval(step->expression, r->xpath);
    r->steps += r->xpath->opCount;
    if (value)
        return value;
    int code = r->xpath->lastError.code;
    if (code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
        fail_large(r, unit, step);
    else
        fail_at(r, unit, step, ERROR_CONTENT, _("Deze uitdrukking kan hier niet berekend worden."));
    return NULL;
}

static bool write_value(struct template_run *r, const struct unit *unit, const struct step *step) {
    xmlXPathObjectPtr value = evaluate(r, unit, step);
    if (!value)
        return false;
    xmlChar *text = xmlXPathCastToString(value);
    xmlXPathFreeObject(value);
    bool ok = true;
    size_t length = strlen((const char *)text); /* escaping costs more than reading, and prose is parsed twice */
    r->steps += step->kind == STEP_VALUE ? length / 2 : TEMPLATE_STEPS_PER_PROSE + 8 * length;
    if (r->steps > r->most)
        ok = fail_large(r, unit, step);
    else if (step->kind == STEP_VALUE)
        r->output->value(r->output->data, r->out, (const char *)text);
    else
        r->output->prose(r->output->data, r->out, (const char *)text, step->ends_line);
    xmlFree(text);
    return ok;
}

/* Where the expressions are: kept while a section goes through its nodes. */
struct place {
    xmlNodePtr node;
    int size, position;
};

static struct place move_to(struct template_run *r, struct place place) {
    struct place before = {r->xpath->node, r->xpath->contextSize, r->xpath->proximityPosition};
    r->xpath->node = place.node;
    r->xpath->contextSize = place.size;
    r->xpath->proximityPosition = place.position;
    return before;
}

static bool run_for_each(struct template_run *r, const struct unit *unit, size_t from, size_t to, xmlNodeSetPtr nodes) {
    if (!nodes)
        return true;
    xmlXPathNodeSetSort(nodes);
    struct place before = {r->xpath->node, r->xpath->contextSize, r->xpath->proximityPosition};
    bool ok = true;
    for (int i = 0; ok && i < nodes->nodeNr; i++) {
        move_to(r, (struct place){nodes->nodeTab[i], nodes->nodeNr, i + 1});
        ok = run_steps(r, unit, from, to);
    }
    move_to(r, before);
    return ok;
}

static bool run_section(struct template_run *r, const struct unit *unit, const struct step *step) {
    size_t from = (size_t)(step - unit->steps) + 1;
    xmlXPathObjectPtr value = evaluate(r, unit, step);
    if (!value)
        return false;
    bool ok = true;
    if (step->says && r->output->said && xmlXPathCastToBoolean(value) == (step->kind == STEP_SECTION))
        r->output->said(r->output->data, r->out, step->kind == STEP_INVERTED);
    if (step->kind == STEP_SECTION && value->type == XPATH_NODESET)
        ok = run_for_each(r, unit, from, step->end, value->nodesetval);
    else if (xmlXPathCastToBoolean(value) == (step->kind == STEP_SECTION))
        ok = run_steps(r, unit, from, step->end);
    xmlXPathFreeObject(value);
    return ok;
}

static bool run_partial(struct template_run *r, const struct unit *unit, const struct step *step) {
    const struct unit *partial = r->compiled->units[step->unit];
    if (r->depth == TEMPLATE_MAX_DEPTH)
        return fail_at(r, unit, step, ERROR_LIMIT,
                       _("De deelsjablonen roepen elkaar te diep op: roept dit zichzelf op?"));
    size_t before = r->indent.length;
    buf_add(&r->indent, step->text, step->length);
    r->depth++;
    bool ok = run_steps(r, partial, 0, partial->count);
    r->depth--;
    r->indent.length = before;
    return ok;
}

static bool run_step(struct template_run *r, const struct unit *unit, const struct step *step) {
    switch (step->kind) {
    case STEP_TEXT:
        buf_add(r->out, step->text, step->length);
        return true;
    case STEP_INDENT:
        buf_add(r->out, r->indent.data, r->indent.length);
        return true;
    case STEP_VALUE:
    case STEP_PROSE:
        return write_value(r, unit, step);
    case STEP_SECTION:
    case STEP_INVERTED:
        return run_section(r, unit, step);
    case STEP_PARTIAL:
        return run_partial(r, unit, step);
    }
    return false;
}

void template_count(xmlXPathContextPtr xpath, size_t bytes) {
    xpath->opCount += bytes / TEMPLATE_BYTES_PER_STEP;
}

static bool run_steps(struct template_run *r, const struct unit *unit, size_t from, size_t to) {
    for (size_t i = from; i < to;) {
        const struct step *step = &unit->steps[i];
        if (++r->steps > r->most || r->out->length > TEMPLATE_MAX_OUTPUT)
            return fail_large(r, unit, step);
        if (!run_step(r, unit, step))
            return false;
        bool section = step->kind == STEP_SECTION || step->kind == STEP_INVERTED;
        i = section ? step->end : i + 1;
    }
    return true;
}

/* What goes wrong is told by lastError; nothing is printed. */
static void ignore(void *data, xml_error *problem) {
    (void)data, (void)problem;
}

static xmlXPathContextPtr new_context(const struct template *compiled, xmlNodePtr node, void *user) {
    xmlXPathContextPtr xpath = xmlXPathNewContext(node->doc);
    xpath->error = ignore;
    xpath->userData = user;
    xpath->node = node;
    xpath->contextSize = 1;
    xpath->proximityPosition = 1;
    xmlXPathRegisterNs(xpath, (const xmlChar *)"hgw", (const xmlChar *)HGW_NAMESPACE);
    const struct xpath_function *function = compiled->dialect->functions;
    for (; function && function->name; function++)
        xmlXPathRegisterFuncNS(xpath, (const xmlChar *)function->name, (const xmlChar *)HGW_NAMESPACE, function->call);
    return xpath;
}

bool template_render(const struct template *compiled, xmlNodePtr node, void *user, const struct template_output *output,
                     struct buf *out, struct error *error) {
    struct template_run r = {.compiled = compiled, .output = output, .out = out, .error = error};
    r.xpath = new_context(compiled, node, user);
    long elements = xmlXPathOrderDocElems(node->doc); /* else sorting costs the square of a set's size */
    r.most = TEMPLATE_MAX_STEPS + (size_t)(elements > 0 ? elements : 0) * TEMPLATE_STEPS_PER_ELEMENT;
    const struct unit *unit = compiled->units[0];
    bool ok = run_steps(&r, unit, 0, unit->count);
    buf_free(&r.indent);
    xmlXPathFreeContext(r.xpath);
    return ok;
}
