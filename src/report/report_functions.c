#include "report/report_functions.h"

#include "base/date.h"
#include "case/audience.h"
#include "case/quote.h"
#include "xml/dom.h"

#include <libxml/xpathInternals.h>

static const struct report_facts *facts(const struct xpath_call *call) {
    return call->binding->data;
}

static bool is_past(const struct xpath_call *call, const char *date) {
    return date_valid(date) && strcmp(date, facts(call)->today) < 0;
}

/* --- people --- */

static void add_name(struct buf *lines, const xmlNode *person) {
    char *name = dom_one_line(dom_child(person, "naam"));
    if (*name)
        buf_printf(lines, "%s\n", name);
    free(name);
}

/* Moves on to the next person of a list of ids: looking them up takes time. */
static bool next_person(const struct xpath_call *call, const char **ids, xmlNodePtr *person) {
    template_count(call->context, 128);
    return dom_next_id(call->context->doc, ids, person);
}

/* Of an element itself, else of the people behind the ids. */
static void add_names(const struct xpath_call *call, struct buf *lines, const xmlNode *node, const char *ids) {
    if (node && node->type == XML_ELEMENT_NODE)
        add_name(lines, node);
    else
        for (xmlNodePtr person; next_person(call, &ids, &person);)
            add_name(lines, person);
}

static void add_labels(const struct xpath_call *call, struct buf *lines, const xmlNode *node, const char *text) {
    bool attribute = node && node->type == XML_ATTRIBUTE_NODE;
    for (size_t length; (length = dom_word(&text)) > 0; text += length) {
        const char *kind = call->count > 1 ? xpath_text(call, 1) : attribute ? (const char *)node->parent->name : "";
        const char *words =
            attribute ? labels_find(facts(call)->labels, kind, (const char *)node->name, text, length) : NULL;
        size_t before = lines->length;
        if (attribute && !words) { /* an id among words, as in ontvanger */
            char *id = mem_strndup(text, length);
            add_names(call, lines, NULL, id);
            free(id);
        }
        if (lines->length == before)
            buf_printf(lines, "%.*s\n", words ? (int)strlen(words) : (int)length, words ? words : text);
    }
}

typedef void add_text(const struct xpath_call *call, struct buf *lines, const xmlNode *node, const char *text);

/* What `add` makes of the text of each node, or of a text that is no node. */
static char *each_text(const struct xpath_call *call, add_text *add) {
    struct buf lines = BUF_EMPTY;
    xmlNodePtr first = call->values[0]->type == XPATH_NODESET ? xpath_first(call, 0) : NULL;
    if (call->values[0]->type != XPATH_NODESET) {
        xmlChar *text = xmlXPathCastToString(call->values[0]);
        add(call, &lines, NULL, (const char *)text);
        xmlFree(text);
    }
    for (int i = 0; first && i < xpath_count(call, 0); i++) {
        char *text = dom_text(xpath_node(call, 0, i));
        add(call, &lines, xpath_node(call, 0, i), text);
        free(text);
    }
    return as_list(&lines, " en ");
}

static char *label(const struct xpath_call *call) {
    return each_text(call, add_labels);
}

static char *naam(const struct xpath_call *call) {
    return each_text(call, add_names);
}

static char *wie(const struct xpath_call *call) {
    struct buf lines = BUF_EMPTY;
    xmlNodePtr people = dom_child(xmlDocGetRootElement(call->context->doc), "betrokkenen");
    for (xmlNodePtr person = dom_child(people, NULL); person; person = dom_next(person, NULL))
        if (reader_of_person(person) & call->readers)
            add_name(&lines, person);
    return as_list(&lines, " en ");
}

static char *akkoord(const struct xpath_call *call) {
    struct buf lines = BUF_EMPTY;
    xmlNodePtr advice = dom_child(xmlDocGetRootElement(call->context->doc), "advies");
    for (xmlNodePtr one = dom_child(advice, "akkoord"); one; one = dom_next(one, "akkoord"))
        if (dom_has(one, "oordeel", xpath_text(call, 1)) && dom_has_word(dom_get(one, "punten"), xpath_text(call, 0)))
            add_names(call, &lines, NULL, dom_get(one, "wie"));
    return as_list(&lines, " en ");
}

/* hgw:overleg, hgw:lezers and hgw:schrijver: the elements with that mark. */
static xmlXPathObjectPtr marked(struct xpath_call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (xmlNodePtr one = xmlDocGetRootElement(call->context->doc); one; one = dom_walk(one, NULL))
        if (dom_has(one, MARK, (const char *)call->context->function))
            xmlXPathNodeSetAddUnique(result->nodesetval, one);
    return result;
}

/* Of the context or what it is in: true when van names every one of the people of the report. */
static bool van_u(const struct xpath_call *call) {
    const xmlNode *element = call->context->node;
    const char *from = dom_get(dom_attribute(element, "van") ? element : element->parent, "van");
    bool known = false;
    const xmlNode *people = dom_child(xmlDocGetRootElement(call->context->doc), "betrokkenen");
    for (const xmlNode *one = dom_child(people, NULL); one; one = dom_next(one, NULL))
        if (dom_has(one, MARK, "lezers")) {
            if (!dom_has_word(from, dom_get(one, "id")))
                return false;
            known = true;
        }
    return known;
}

static bool mag_lezen(const struct xpath_call *call, xmlNodePtr node) {
    return facts(call)->consents && consents_may_have(facts(call)->consents, node);
}

static xmlXPathObjectPtr gezegd(struct xpath_call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    struct purpose about = {.what = "delen", .person = xpath_first(call, 0)};
    const xmlNode *people = dom_child(xmlDocGetRootElement(call->context->doc), "betrokkenen");
    for (const xmlNode *one = facts(call)->consents && about.person ? dom_child(people, NULL) : NULL; one;
         one = dom_next(one, NULL)) {
        const xmlNode *word = consents_word(facts(call)->consents, one, &about);
        if (word && reader_of_person(one) & (READER_LEERLING | READER_OUDERS))
            xmlXPathNodeSetAddUnique(result->nodesetval, (xmlNodePtr)(uintptr_t)word);
    }
    return result;
}

static bool laatste_woord(const struct xpath_call *call, xmlNodePtr node) {
    return facts(call)->consents && consents_last_word(facts(call)->consents, node, false);
}

/* True when one of the people behind these ids is such a reader, or with `other` is not. */
static bool names_reader(const struct xpath_call *call, const char *ids, unsigned readers, bool other) {
    for (xmlNodePtr person; next_person(call, &ids, &person);)
        if (person && ((reader_of_person(person) & readers) != 0) != other)
            return true;
    return false;
}

static bool van(const struct xpath_call *call) {
    xmlNodePtr element = call->context->node;
    if (!dom_attribute(element, "van"))
        element = element->parent;
    const char *ids = dom_get(element, "van");
    if (call->count > 0)
        return names_reader(call, ids, call->readers, false);
    for (xmlNodePtr person; next_person(call, &ids, &person);)
        if (dom_has(person, MARK, "lezers"))
            return true;
    return false;
}

/* The people behind deelnemers, without who is in an afwezig. */
static xmlXPathObjectPtr aan_tafel(struct xpath_call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    const xmlNode *meeting = xpath_first(call, 0);
    const char *ids = dom_get(meeting, "deelnemers");
    for (xmlNodePtr person; next_person(call, &ids, &person);) {
        const xmlNode *absent = dom_child(meeting, "afwezig");
        while (absent && !dom_has(absent, "wie", dom_get(person, "id")))
            absent = dom_next(absent, "afwezig");
        if (person && !absent)
            xmlXPathNodeSetAddUnique(result->nodesetval, person);
    }
    return result;
}

static char *uitkomst(const struct xpath_call *call) {
    const xmlNode *agreed = xpath_first(call, 0);
    const char *word = dom_get(agreed, "uitkomst");
    if (!*word && is_past(call, dom_get(agreed, "tot")))
        word = "geen";
    const char *words = labels_find(facts(call)->labels, "afspraak", "uitkomst", word, strlen(word));
    return mem_strdup(words ? words : word);
}

static char *zegt(const struct xpath_call *call) {
    struct buf names = BUF_EMPTY;
    const xmlNode *node = xpath_first(call, 0);
    add_names(call, &names, NULL, dom_get(node, "van"));
    const char *count = names.length == 0 ? "" : strchr(names.data, '\n')[1] ? "meer" : "een";
    const char *words =
        node ? labels_find(facts(call)->labels, "zegt", (const char *)node->name, count, strlen(count)) : NULL;
    buf_free(&names);
    return mem_strdup(words ? words : "");
}

static bool op_school(const struct xpath_call *call) {
    for (xmlNodePtr one = dom_child(call->context->node, "invloed"); one; one = dom_next(one, "invloed"))
        if (dom_filled(one) && (!names_reader(call, dom_get(one, "van"), READER_OUDERS, true) ||
                                !names_reader(call, dom_get(one, "naar"), READER_OUDERS, true)))
            return false;
    return true;
}

/* --- texts --- */

static char *datum(const struct xpath_call *call) {
    struct buf text = BUF_EMPTY;
    date_in_words(&text, xpath_text(call, 0), false);
    return buf_steal(&text);
}

static char *vandaag(const struct xpath_call *call) {
    return mem_strdup(facts(call)->today);
}

static bool komt(const struct xpath_call *call) {
    return date_valid(xpath_text(call, 0)) && strcmp(xpath_text(call, 0), facts(call)->today) >= 0;
}

static bool voorbij(const struct xpath_call *call) {
    return is_past(call, xpath_text(call, 0));
}

static char *of(const struct xpath_call *call) {
    int i = 0;
    while (i < call->count && dom_blank(xpath_text(call, i)))
        i++;
    return mem_strdup(xpath_text(call, i));
}

static char *punt(const struct xpath_call *call) {
    bool asked = call->count < 2 || call->values[1]->boolval;
    const char *text = xpath_text(call, 0);
    size_t length = strlen(text);
    while (length > 0 && strchr(DOM_SPACE, text[length - 1]))
        length--;
    return mem_strdup(asked && length > 0 && !strchr(".!?", text[length - 1]) ? "." : "");
}

/* "het lukt, dan gaan we verder", or "het lukt: We gaan verder." when both were written as sentences. */
static char *als_dan(const struct xpath_call *call) {
    struct buf out = BUF_EMPTY;
    char *cause = dom_one_line(dom_child(xpath_first(call, 0), "als"));
    char *result = dom_one_line(dom_child(xpath_first(call, 0), "dan"));
    size_t length = strlen(cause);
    if (length > 0 && *result)
        buf_printf(&out, "%.*s%s%s", (int)(length - (cause[length - 1] == '.')), cause,
                   *result >= 'A' && *result <= 'Z' ? ": " : ", dan ", result);
    free(cause);
    free(result);
    return buf_steal(&out);
}

static char *zonder_punt(const struct xpath_call *call) {
    char *text = dom_text(xpath_first(call, 0));
    size_t length = strlen(text);
    while (length > 0 && strchr(DOM_SPACE, text[length - 1]))
        length--;
    text[length > 0 && text[length - 1] == '.' ? length - 1 : length] = '\0';
    return text;
}

static char *kern(const struct xpath_call *call) {
    static const char parts[] = "situatie vraag tekst naam invloed middel bedoeling methode resultaat";
    xmlNodePtr node = xpath_first(call, 0), part = dom_child(node, NULL);
    if (!part)
        return dom_text(node);
    while (part && (!dom_has_word(parts, (const char *)part->name) || !dom_filled(part)))
        part = dom_next(part, NULL);
    return dom_text(part);
}

static char *wat(const struct xpath_call *call) {
    enum { LONGEST = 90 }; /* letters */
    const xmlNode *node = xpath_first(call, 0);
    char shown[CUT_SIZE(LONGEST)], *text = kern(call), *said = NULL;
    quote_cut(text, LONGEST, shown);
    if (node && node->parent == xmlDocGetRootElement(node->doc))
        said = text_format("alles van %s", (const char *)node->name);
    else if (node)
        said = text_format("%s%s%s", (const char *)node->name, *shown ? ": " : "", shown);
    free(text);
    return said;
}

static xmlXPathObjectPtr verwijzers(struct xpath_call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    const char *id = dom_get(xpath_first(call, 0), "id");
    for (xmlNodePtr one = xmlDocGetRootElement(call->context->doc); *id && one; one = dom_walk(one, NULL)) {
        if (dom_has_word(dom_get(one, xpath_text(call, 1)), id))
            xmlXPathNodeSetAddUnique(result->nodesetval, one);
        call->context->opCount++;
    }
    return result;
}

/* The afspraken whose aanbeveling serves a need of the goal, or an ondersteuningsbehoefte for one. */
static xmlXPathObjectPtr afspraken(struct xpath_call *call) {
    char *path = text_format("/casus/advies/afspraak[id(id(@aanbeveling)/@behoeften)"
                             "[id(@doelen | id(@behoefte)/@doelen)/@id = '%s']]",
                             dom_get(xpath_first(call, 0), "id")); /* an NCName */
    xmlXPathContextPtr context = xmlXPathNewContext(call->context->doc);
    xmlXPathObjectPtr result = xmlXPathEvalExpression((const xmlChar *)path, context);
    xmlXPathFreeContext(context);
    free(path);
    template_count(call->context, 4096);
    return result ? result : xmlXPathNewNodeSet(NULL);
}

/* --- who sees what --- */

/* Those of `readers` who see something in an element, the element itself included. */
static unsigned seers(const struct xpath_call *call, xmlNodePtr element, unsigned readers) {
    unsigned seen = 0;
    for (xmlNodePtr node = element; node && seen != readers; node = dom_walk(node, element)) {
        for (unsigned reader = 1; reader <= READER_INTERN; reader <<= 1)
            if (readers & ~seen & reader && audience_visible(node, reader))
                seen |= reader;
        template_count(call->context, 64); /* whose words they are is looked up */
    }
    return seen;
}

static char *ziet(const struct xpath_call *call) {
    return mem_strdup(seers(call, call->context->node, call->readers) ? "ja" : "nee");
}

/* Takes the elements in which somebody sees nothing who sees something in what is around them. What the report added
 * is not the case's. The loader limits the depth. */
static void take_hidden(const struct xpath_call *call, xmlNodePtr element, unsigned around, xmlNodeSetPtr hidden) {
    unsigned seen = seers(call, element, around);
    bool section = element->parent == xmlDocGetRootElement(element->doc);
    bool says = dom_filled(element) || (section && dom_child(element, NULL));
    if (seen != around && says && !(section && (dom_is(element, "rapport") || dom_is(element, "bevindingen"))))
        xmlXPathNodeSetAddUnique(hidden, element);
    for (xmlNodePtr child = dom_child(element, NULL); seen && child; child = dom_next(child, NULL))
        take_hidden(call, child, seen, hidden);
}

static xmlXPathObjectPtr verborgen(struct xpath_call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    xmlNodePtr root = xmlDocGetRootElement(call->context->doc);
    if (dom_has(dom_child(root, "rapport"), "doelgroep", "intern"))
        take_hidden(call, root, call->readers, result->nodesetval);
    return result;
}

static const struct xpath_function table[] = {
    {"aan-tafel", 1, 1, "n", .value = aan_tafel},
    {"afspraken", 1, 1, "n", .value = afspraken},
    {"akkoord", 2, 2, "tt", .text = akkoord},
    {"als", 2, 3, "bv", .value = xpath_als},
    {"als-dan", 1, 1, "n", .text = als_dan},
    {"datum", 1, 1, "t", .text = datum},
    {"gevuld", 1, 1, "n", .any = xpath_gevuld},
    {"gezegd", 1, 1, "n", .value = gezegd},
    {"kern", 1, 1, "n", .text = kern},
    {"komt", 1, 1, "t", .truth = komt},
    {"label", 1, 2, "vt", .text = label},
    {"laatste-woord", 1, 1, "n", .keep = laatste_woord},
    {"lezers", 0, 0, "", .value = marked},
    {"mag-lezen", 1, 1, "n", .keep = mag_lezen},
    {"naam", 1, 1, "v", .text = naam},
    {"of", 2, XPATH_ARGUMENTS, "t", .text = of},
    {"op-school", 0, 0, "", .truth = op_school},
    {"overleg", 0, 0, "", .value = marked},
    {"punt", 1, 2, "tb", .text = punt},
    {"schrijver", 0, 0, "", .value = marked},
    {"uitkomst", 1, 1, "n", .text = uitkomst},
    {"van", 0, 1, "r", .truth = van},
    {"van-u", 0, 0, "", .truth = van_u},
    {"vandaag", 0, 0, "", .text = vandaag},
    {"voorbij", 1, 1, "t", .truth = voorbij},
    {"verborgen", 1, 1, "r", .value = verborgen},
    {"verwijzers", 2, 2, "nt", .value = verwijzers},
    {"wat", 1, 1, "n", .text = wat},
    {"wie", 1, 1, "r", .text = wie},
    {"zegt", 1, 1, "n", .text = zegt},
    {"ziet", 1, 1, "r", .text = ziet},
    {"zonder-punt", 1, 1, "n", .text = zonder_punt},
    {.name = NULL},
};

static bool convert(struct xpath_call *call, char kind, const char *text) {
    (void)kind; /* readers */
    return readers_read(text, &call->readers, &call->binding->error);
}

const struct xpath_library report_functions = {"urn:hgw", table, convert};
