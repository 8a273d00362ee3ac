#include "rules/rule_functions.h"

#include "case/audience.h"
#include "case/consent.h"
#include "case/grammar.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <libxml/xpathInternals.h>
#include <math.h>

/* What is known of the case at hand. */
static struct functions *known(const struct xpath_call *call) {
    return call->binding->data;
}

/* A piece of text on one line. */
static char *line(const char *text, size_t length) {
    char *line = mem_strndup(text, length);
    text_normalise(line);
    return line;
}

/* --- to read and write a rule --- */

static char *begin(const struct xpath_call *call) {
    return quote_beginning(line(xpath_text(call, 0), strlen(xpath_text(call, 0))));
}

static char *name_of(const xmlNode *node, bool english) {
    const xmlNode *name = dom_child(node, "naam");
    const char *id = dom_get(node, "id");
    AUTO(mem_free) char *text = quote_about(node);
    struct buf out = BUF_EMPTY;
    if (name) {
        buf_add_string(&out, *text ? text : id);
    } else {
        if (!*id && !dom_child(node, NULL)) /* a piece of something: what that is called */
            id = dom_get(node->parent, "id");
        if (*id)
            buf_printf(&out, "%s%s”%s", english ? "“" : "„", id, *text ? " " : "");
        if (*text)
            buf_printf(&out, "(%s)", text);
    }
    return buf_steal(&out);
}

static char *noem(const struct xpath_call *call) {
    const xmlNode *node = xpath_first(call, 0);
    return node ? name_of(node, strcmp(xpath_text(call, 1), "en") == 0) : NULL;
}

static char *lijst(const struct xpath_call *call) {
    const char *last = xpath_text(call, 0);
    bool english = strcmp(last, "and") == 0 || strcmp(last, "or") == 0;
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    size_t comma = 0; /* where the last one is */
    for (int i = 1; i < call->count; i++) {
        bool nodes = call->values[i]->type == XPATH_NODESET;
        xmlXPathNodeSetSort(call->values[i]->nodesetval);
        for (int j = 0, count = nodes ? xpath_count(call, i) : 1; j < count; j++) {
            xmlNodePtr node = nodes ? xpath_node(call, i, j) : NULL;
            AUTO(mem_free)
            char *text = !node                            ? (char *)xmlXPathCastToString(call->values[i])
                         : node->type == XML_ELEMENT_NODE ? name_of(node, english)
                                                          : (char *)xmlXPathCastNodeToString(node);
            if (!dom_blank(text) && out.length > 0) {
                comma = out.length;
                buf_add_string(&out, ", ");
            }
            buf_add_string(&out, dom_blank(text) ? "" : text);
        }
    }
    if (comma == 0 || strcmp(last, ",") == 0)
        return buf_steal(&out);
    return text_format("%.*s %s %s", (int)comma, out.data, last, out.data + comma + 2);
}

/* 2026-11-24 as 20261124, to compare; NaN for what is no date. */
static double day_of(const char *date) {
    return date_valid(date) ? (double)date_number(date) : NAN;
}

static double dag(const struct xpath_call *call) {
    return day_of(xpath_text(call, 0));
}

char *functions_vandaag(const struct xpath_call *call) {
    return mem_strdup(known(call)->today);
}

static char *fase(const struct xpath_call *call) {
    return known(call)->phase ? mem_strdup(known(call)->phase) : NULL;
}

/* Who was born on 29 February has a birthday on 1 March in other years. */
static double leeftijd(const struct xpath_call *call) {
    return floor((day_of(known(call)->today) - day_of(xpath_text(call, 0))) / 10000);
}

char *functions_datum(const struct xpath_call *call) {
    struct buf out = BUF_EMPTY;
    date_in_words(&out, xpath_text(call, 0), strcmp(xpath_text(call, 1), "en") == 0);
    return buf_steal(&out);
}

static char *laatste_datum(const struct xpath_call *call) {
    char *latest = NULL;
    for (int i = 0; i < xpath_count(call, 0); i++) {
        char *date = dom_one_line(xpath_node(call, 0, i));
        bool later = !latest || strcmp(date, latest) > 0;
        free(later ? latest : date);
        latest = later ? date : latest;
    }
    return latest;
}

/* --- what belongs together --- */

static char *ontbreekt(const struct xpath_call *call) {
    struct buf out = BUF_EMPTY;
    const char *list = xpath_text(call, 0);
    for (char *wanted; (wanted = dom_next_word(&list)); free(wanted)) {
        bool there = false;
        for (int i = 0; i < xpath_count(call, 1) && !there; i++) {
            AUTO(mem_free) char *words = dom_one_line(xpath_node(call, 1, i));
            there = dom_has_word(words, wanted);
        }
        if (!there)
            buf_printf(&out, "%s%s", out.length > 0 ? ", " : "", wanted);
    }
    return buf_steal(&out);
}

static bool ook_in(const struct xpath_call *call, xmlNodePtr node) {
    return xmlXPathNodeSetContains(call->values[1]->nodesetval, node);
}

static void add_referrer(xmlHashTablePtr referrers, const xmlChar *id, const xmlChar *attribute, xmlNodePtr element) {
    xmlNodeSetPtr elements = xmlHashLookup2(referrers, id, attribute);
    if (!elements)
        xmlHashAddEntry2(referrers, id, attribute, elements = xmlXPathNodeSetCreate(NULL));
    if (elements->nodeNr == 0 || elements->nodeTab[elements->nodeNr - 1] != element)
        xmlXPathNodeSetAddUnique(elements, element);
}

static void free_elements(void *elements, const xmlChar *name) {
    (void)name;
    xmlXPathFreeNodeSet(elements);
}

/* The elements that name the id in this attribute. NULL: none. An attribute is looked through once a case; the root
 * stands for that, under no id. */
static const xmlNodeSet *referrers_of(const struct xpath_call *call, const char *id, const char *attribute) {
    struct functions *functions = known(call);
    const xmlChar *none = (const xmlChar *)"", *name = (const xmlChar *)attribute;
    xmlDocPtr doc = call->context->doc;
    xmlNodePtr root = xmlDocGetRootElement(doc), named;
    if (!functions->referrers)
        functions->referrers = xmlHashCreate(32);
    if (!xmlHashLookup2(functions->referrers, none, name)) {
        add_referrer(functions->referrers, none, name, root);
        for (xmlNodePtr node = root; node; node = dom_walk(node, NULL))
            for (const char *ids = dom_get(node, attribute); dom_next_id(doc, &ids, &named);)
                if (named)
                    add_referrer(functions->referrers, (const xmlChar *)dom_get(named, "id"), name, node);
    }
    return *id ? xmlHashLookup2(functions->referrers, (const xmlChar *)id, name) : NULL;
}

void functions_verwijzers(struct xpath_call *call, xmlNodeSetPtr found) {
    for (int i = 0; i < xpath_count(call, 0); i++) {
        const xmlNodeSet *elements = referrers_of(call, dom_get(xpath_node(call, 0, i), "id"), xpath_text(call, 1));
        for (int j = 0; elements && j < elements->nodeNr; j++)
            xmlXPathNodeSetAddUnique(found, elements->nodeTab[j]);
    }
}

static bool omgekeerd(const struct xpath_call *call, xmlNodePtr invloed) {
    const xmlNodeSet *back = referrers_of(call, dom_get(invloed, "naar"), "van");
    for (int i = 0; back && i < back->nodeNr; i++)
        if (back->nodeTab[i]->parent == invloed->parent && dom_has(back->nodeTab[i], "naar", dom_get(invloed, "van")))
            return true;
    return false;
}

/* --- words --- */

static bool zelfde(const struct xpath_call *call) {
    AUTO(mem_free) char *first = NULL;
    for (int i = 0; i < xpath_count(call, 0); i++) {
        AUTO(mem_free) char *text = dom_one_line(xpath_node(call, 0, i)), *folded = words_compose(text, true);
        if (first && strcmp(folded, first) != 0)
            return false;
        first = first ? first : mem_strdup(folded);
    }
    return true;
}

/* True when the reader sees a begrip whose term contains the phrase, or is contained in it. */
static bool is_explained(const struct xpath_call *call, const char *phrase, unsigned reader) {
    AUTO(mem_free) char *folded = words_compose(phrase, true);
    const xmlNode *list = dom_child(xmlDocGetRootElement(call->context->doc), "woordenlijst");
    for (const xmlNode *begrip = dom_child(list, "begrip"); begrip; begrip = dom_next(begrip, "begrip")) {
        AUTO(mem_free) char *term = words_compose(dom_get(begrip, "term"), true);
        if (!dom_blank(term) && (strstr(term, folded) || strstr(folded, term)) && audience_visible(begrip, reader))
            return true;
    }
    return false;
}

/* The first phrase of the list in a text, NULL without one. With a node: the first that is not explained to some of the
 * readers who see the node. A word without end is cut. */
static char *first_phrase(const struct xpath_call *call, const char *text, const xmlNode *node) {
    enum { SHOWN = 200 }; /* bytes */
    struct phrase_search search = {.text = text, .length = strlen(text)};
    while (wordlist_next(call->list, &search)) {
        const char *found = text + search.found;
        char *phrase = line(found, search.found_length > SHOWN ? utf8_valid_length(found, SHOWN) : search.found_length);
        if (!node)
            return phrase;
        for (unsigned reader = 1; reader <= READER_INTERN; reader <<= 1)
            if (call->readers & reader && audience_visible(node, reader) && !is_explained(call, phrase, reader))
                return phrase;
        free(phrase);
    }
    return NULL;
}

static char *bevat(const struct xpath_call *call) {
    return first_phrase(call, xpath_text(call, 1), NULL);
}

static char *onverklaard(const struct xpath_call *call) {
    char *phrase = NULL;
    for (int i = 0; !phrase && i < xpath_count(call, 1); i++) {
        AUTO(mem_free) char *text = dom_text(xpath_node(call, 1, i));
        phrase = first_phrase(call, text, xpath_node(call, 1, i));
    }
    return phrase;
}

static bool met(const struct xpath_call *call, xmlNodePtr node) {
    bool readers_asked = call->count > 2;
    AUTO(mem_free) char *text = dom_text(node), *phrase = first_phrase(call, text, readers_asked ? node : NULL);
    return phrase;
}

static struct text_size measure(const struct xpath_call *call) {
    struct text_size size = {0};
    words_measure(known(call)->words, xpath_text(call, 0), strlen(xpath_text(call, 0)), &size);
    return size;
}

static double woorden(const struct xpath_call *call) {
    return (double)measure(call).words;
}

static double zinnen(const struct xpath_call *call) {
    struct text_size size = measure(call);
    return size.words > 0 ? (double)size.sentences : 0.0; /* one without a word holds none */
}

/* The first sentence of a text with more words than this, or with a number and a phrase of the list. */
static char *sentence_with(const struct xpath_call *call, const char *text, double words) {
    struct sentence sentence;
    size_t length = strlen(text), offset = 0;
    if (call->list && !strpbrk(text, "0123456789"))
        return NULL; /* most texts have none: their sentences are not looked for, a tenth of a check */
    while (sentences_next(known(call)->words, text, length, &offset, &sentence)) {
        struct phrase_search search = {.text = text + sentence.start, .length = sentence.length};
        if (call->list ? sentence.numbers > 0 && wordlist_next(call->list, &search) : (double)sentence.words > words)
            return line(search.text, search.length);
    }
    return NULL;
}

static char *lange_zin(const struct xpath_call *call) {
    return sentence_with(call, xpath_text(call, 0), call->values[1]->floatval);
}

static char *zin_met_getal(const struct xpath_call *call) {
    return sentence_with(call, xpath_text(call, 1), 0);
}

static double leesbaarheid(const struct xpath_call *call) {
    struct text_size size = {0};
    for (int i = 0; i < xpath_count(call, 0); i++) {
        AUTO(mem_free) char *text = dom_text(xpath_node(call, 0, i));
        words_measure(known(call)->words, text, strlen(text), &size);
    }
    return text_size_readability(&size);
}

/* --- who sees what, and who allows it --- */

/* "Filled" in the vocabulary: a filled element without child elements, naam, school and contact excepted. */
static bool teksten(const struct xpath_call *call, xmlNodePtr element) {
    return !dom_child(element, NULL) && dom_filled(element) &&
           !dom_has_word("naam school contact", (const char *)element->name) &&
           audience_visible(element, call->count > 0 ? call->readers : READER_INTERN);
}

static bool zichtbaar(const struct xpath_call *call) {
    bool visible = xpath_count(call, 0) > 0;
    for (int i = 0; visible && i < xpath_count(call, 0); i++)
        visible = audience_visible(xpath_node(call, 0, i), call->readers);
    return visible;
}

const struct consents *functions_consents(const struct xpath_call *call) {
    struct functions *functions = known(call);
    if (!functions->consents)
        functions->consents = consents_read(call->context->doc, functions->today);
    return functions->consents;
}

static char *bekwaam(const struct xpath_call *call) {
    return mem_strdup(consents_capable(functions_consents(call)));
}

/* What a call asks of: voor, and for delen a group; else the rule is wrong. */
static bool read_purpose(const struct xpath_call *call, struct purpose *purpose) {
    const char *what = xpath_text(call, 0), *group = call->count > 1 ? xpath_text(call, 1) : NULL;
    bool delen = strcmp(what, "delen") == 0;
    *purpose = (struct purpose){
        .what = what,
        .group = group && ref_is_group("ontvanger", group, strlen(group)) ? readers_parse(group, NULL) : 0};
    return (delen ? purpose->group != 0 : !group && dom_has_word("opstart opvragen", what)) ||
           error_set(&call->binding->error, ERROR_DATA,
                     _("Die toestemming bestaat niet: hgw:toestemming krijgt 'opstart', 'opvragen', of 'delen' "
                       "met 'ouders', 'school' of 'extern'."));
}

static bool toestemming(const struct xpath_call *call) {
    struct purpose purpose;
    return read_purpose(call, &purpose) && consents_valid(functions_consents(call), &purpose);
}

static bool ouder_dan_verjaardag(const struct xpath_call *call) {
    struct purpose purpose;
    return read_purpose(call, &purpose) && consents_outgrown(functions_consents(call), &purpose);
}

static char *verjaardag(const struct xpath_call *call) {
    char date[DATE_SIZE];
    return consents_birthday(functions_consents(call), (int)call->values[0]->floatval, date) ? mem_strdup(date) : NULL;
}

static bool doet_mee(const struct xpath_call *call, xmlNodePtr node) {
    return consents_takes_part(functions_consents(call), node);
}

/* The last words of these people on delen: about each of those others, or about a group. */
void functions_over_delen(struct xpath_call *call, xmlNodeSetPtr found) {
    bool people = call->values[1]->type == XPATH_NODESET;
    struct purpose about = {.what = "delen"};
    about.group = people ? 0 : readers_parse((const char *)call->values[1]->stringval, NULL);
    for (int i = 0; i < xpath_count(call, 0); i++)
        for (int j = 0; j < (people ? xpath_count(call, 1) : 1); j++) {
            about.person = people ? xpath_node(call, 1, j) : NULL;
            const xmlNode *word = consents_word(functions_consents(call), xpath_node(call, 0, i), &about);
            if (word)
                xmlXPathNodeSetAddUnique(found, (xmlNodePtr)(uintptr_t)word);
        }
}

static bool ouder_geeft(const struct xpath_call *call, xmlNodePtr node) {
    return consents_last_word(functions_consents(call), node, true);
}

static void uitsluiter(struct xpath_call *call, xmlNodeSetPtr found) {
    unsigned asked = call->count > 1 ? call->readers : READER_OUTSIDE;
    for (int i = 0; i < xpath_count(call, 0); i++) {
        const xmlNode *element = xpath_node(call, 0, i);
        unsigned named = readers_parse(dom_get(element, "zichtbaar"), NULL) & asked;
        for (unsigned reader = 1; reader <= named; reader <<= 1) {
            bool closed = (named & reader) && !audience_visible(element, reader);
            const xmlNode *by = closed ? audience_excluder(element, reader) : NULL;
            if (by)
                xmlXPathNodeSetAddUnique(found, (xmlNodePtr)(uintptr_t)by);
        }
    }
}

static double regel(const struct xpath_call *call) {
    return xpath_first(call, 0) ? (double)xml_line(xpath_first(call, 0)) : NAN;
}

/* --- the table --- */

static const struct xpath_function table[] = {
    {"als", 2, 3, "bv", .value = xpath_als},
    {"begin", 1, 1, "t", .text = begin},
    {"bekwaam", 0, 0, "", .text = bekwaam},
    {"bevat", 2, 2, "lt", .text = bevat},
    {"dag", 1, 1, "t", .number = dag},
    {"datum", 1, 2, "t", .text = functions_datum},
    {"doet-mee", 1, 1, "n", .keep = doet_mee},
    {"fase", 0, 0, "", .text = fase},
    {"gevuld", 1, 1, "n", .any = xpath_gevuld},
    {"laatste-datum", 1, 1, "n", .text = laatste_datum},
    {"lange-zin", 2, 2, "tc", .text = lange_zin},
    {"leeftijd", 1, 1, "t", .number = leeftijd},
    {"leesbaarheid", 1, 1, "n", .number = leesbaarheid},
    {"lijst", 2, XPATH_ARGUMENTS, "tv", .text = lijst},
    {"met", 2, 2, "ln", .keep = met},
    {"met-onverklaard", 3, 3, "lnr", .keep = met},
    {"noem", 1, 2, "nt", .text = noem},
    {"omgekeerd", 1, 1, "n", .any = omgekeerd},
    {"ontbreekt", 2, 2, "tn", .text = ontbreekt},
    {"onverklaard", 3, 3, "lnr", .text = onverklaard},
    {"ook-in", 2, 2, "nn", .keep = ook_in},
    {"ouder-dan-verjaardag", 1, 2, "tt", .truth = ouder_dan_verjaardag},
    {"ouder-geeft", 1, 1, "n", .any = ouder_geeft},
    {"over-delen", 2, 2, "nv", .find = functions_over_delen},
    {"regel", 1, 1, "n", .number = regel},
    {"teksten", 0, 1, "r", .keep = teksten},
    {"toestemming", 1, 2, "tt", .truth = toestemming},
    {"uitsluiter", 1, 2, "nr", .find = uitsluiter},
    {"vandaag", 0, 0, "", .text = functions_vandaag},
    {"verjaardag", 1, 1, "c", .text = verjaardag},
    {"verwijzers", 2, 2, "nt", .find = functions_verwijzers},
    {"woorden", 1, 1, "t", .number = woorden},
    {"zelfde", 1, 1, "n", .truth = zelfde},
    {"zichtbaar", 2, 2, "nr", .truth = zichtbaar},
    {"zin-met-getal", 2, 2, "lt", .text = zin_met_getal},
    {"zinnen", 1, 1, "t", .number = zinnen},
    {.name = NULL},
};

static bool convert(struct xpath_call *call, char kind, const char *text) {
    if (kind == 'r')
        return readers_read(text, &call->readers, &call->binding->error);
    return (call->list = words_list(known(call)->words, text, &call->binding->error));
}

static const struct xpath_library library = {FUNCTIONS_URI, table, convert};

struct functions *functions_new(struct words *words, const char *today) {
    struct functions *functions = mem_alloc(sizeof *functions);
    *functions = (struct functions){.binding = {.library = &library, .data = functions},
                                    .words = words,
                                    .today = today,
                                    .values = xmlHashCreate(128)};
    return functions;
}

static void forget_value(void *place, void *data, const xmlChar *expression) {
    xmlXPathObjectPtr *value = place;
    (void)data, (void)expression;
    xmlXPathFreeObject(*value);
    *value = NULL;
}

void functions_forget(struct functions *functions) {
    xmlHashScan(functions->values, forget_value, NULL);
    consents_free(&functions->consents);
    xmlHashFree(functions->referrers, free_elements);
    functions->referrers = NULL;
}

void functions_free(struct functions *functions) {
    if (!functions)
        return;
    functions_forget(functions);
    xmlHashFree(functions->values, xmlHashDefaultDeallocator);
    error_clear(&functions->binding.error);
    free(functions);
}
