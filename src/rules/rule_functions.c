#include "rules/rule_functions.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "case/audience.h"
#include "case/consent.h"
#include "xml/dom.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct functions {
    struct xpath_function table[40]; /* the last is empty */
    struct words *words;             /* not owned */
    const char *today;               /* YYYY-MM-DD; not owned */
    struct error error;              /* why the last evaluation failed */
    xmlDocPtr doc;                   /* the case at hand, NULL: nothing is known. Not owned. */
    struct consents *consents;       /* what is said in it, once that was asked for. Owned. */
    xmlHashTablePtr referrers;       /* an id and an attribute's name to the elements that have it there, likewise */
};

enum { ARGUMENTS = 12 }; /* at most */

/* A call. Of its arguments, those that the table calls text, list or readers are strings here. */
struct call {
    struct functions *functions;
    xmlXPathObjectPtr values[ARGUMENTS]; /* owned */
    int count;
    const struct wordlist *list;
    unsigned readers; /* as bits (case/audience.h); without the argument those who see all */
};

static const char *text_at(const struct call *call, int i) {
    return i < call->count ? (const char *)call->values[i]->stringval : "";
}

static int count_at(const struct call *call, int i) {
    const xmlNodeSet *nodes = i < call->count ? call->values[i]->nodesetval : NULL;
    return nodes ? nodes->nodeNr : 0;
}

static xmlNodePtr node_at(const struct call *call, int i, int index) {
    return call->values[i]->nodesetval->nodeTab[index];
}

static const char *today(const struct call *call) {
    return call->functions->today ? call->functions->today : "";
}

/* A piece of text on one line; the text of a node, likewise. */
static char *line(const char *text, size_t length) {
    char *line = mem_strndup(text, length);
    text_normalise(line);
    return line;
}

static char *line_of(const xmlNode *node) {
    char *text = dom_text(node);
    text_normalise(text);
    return text;
}

/* --- to read and write a rule --- */

static xmlXPathObjectPtr als(struct call *call) {
    int chosen = call->values[0]->boolval ? 1 : 2;
    if (chosen >= call->count)
        return xmlXPathNewCString("");
    xmlXPathObjectPtr value = call->values[chosen];
    call->values[chosen] = NULL;
    return value;
}

static bool gevuld(const struct call *call, xmlNodePtr node) {
    (void)call;
    char *text = dom_text(node);
    bool filled = !dom_blank(text);
    free(text);
    return filled;
}

static size_t skip_characters(const char *text, size_t at, int count) {
    while (text[at] && count-- > 0)
        do
            at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

/* Takes a text on one line: its first 36 characters and the rest of the word, at most 24 more. */
static char *beginning(char *text) {
    size_t at = skip_characters(text, 0, 36), most = skip_characters(text, at, 24);
    const char *space = memchr(text + at, ' ', most - at);
    size_t end = space ? (size_t)(space - text) : most;
    if (!text[end])
        return text;
    text[end] = '\0';
    text_normalise(text);
    char *shown = text_format("%s …", text);
    free(text);
    return shown;
}

static char *begin(const struct call *call) {
    return beginning(line(text_at(call, 0), strlen(text_at(call, 0))));
}

/* The child that says what an element is about; itself when it holds nothing but text; NULL: neither. */
static const xmlNode *subject(const xmlNode *node) {
    static const char *const names[] = {"tekst", "vraag", "middel", "situatie", "invloed"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dom_child(node, names[i]))
            return dom_child(node, names[i]);
    return dom_child(node, NULL) ? NULL : node;
}

static char *noem(const struct call *call) {
    if (count_at(call, 0) == 0)
        return NULL;
    xmlXPathNodeSetSort(call->values[0]->nodesetval); /* a union may have its nodes in any order */
    const xmlNode *node = node_at(call, 0, 0), *name = dom_child(node, "naam"), *about = subject(node);
    const char *id = dom_get(node, "id"), *open = strcmp(text_at(call, 1), "en") == 0 ? "“" : "„";
    char *text = name ? line_of(name) : about ? beginning(line_of(about)) : mem_strdup("");
    struct buf out = BUF_EMPTY;
    if (name) {
        buf_add_string(&out, *text ? text : id);
    } else {
        if (!*id && !dom_child(node, NULL)) /* a piece of something: what that is called */
            id = dom_get(node->parent, "id");
        if (*id)
            buf_printf(&out, "%s%s”%s", open, id, *text ? " " : "");
        if (*text)
            buf_printf(&out, "(%s)", text);
    }
    free(text);
    return buf_steal(&out);
}

static char *lijst(const struct call *call) {
    const char *items[ARGUMENTS], *last = text_at(call, 0);
    int count = 0;
    for (int i = 1; i < call->count; i++)
        if (!dom_blank(text_at(call, i)))
            items[count++] = text_at(call, i);
    struct buf out = BUF_EMPTY;
    for (int i = 0; i < count; i++) {
        if (i > 0 && i == count - 1 && strcmp(last, ",") != 0)
            buf_printf(&out, " %s ", last);
        else if (i > 0)
            buf_add_string(&out, ", ");
        buf_add_string(&out, items[i]);
    }
    return buf_steal(&out);
}

/* 2026-11-24 as 20261124, to compare; NaN for what is no date. */
static double day_of(const char *date) {
    int year, month, day;
    if (!date_valid(date))
        return NAN;
    date_split(date, &year, &month, &day);
    return year * 10000.0 + month * 100.0 + day;
}

static double dag(const struct call *call) {
    return day_of(text_at(call, 0));
}

static char *vandaag(const struct call *call) {
    return mem_strdup(today(call));
}

/* Who was born on 29 February has a birthday on 1 March in other years. */
static double leeftijd(const struct call *call) {
    return floor((day_of(today(call)) - day_of(text_at(call, 0))) / 10000);
}

static char *datum(const struct call *call) {
    struct buf out = BUF_EMPTY;
    date_in_words(&out, text_at(call, 0));
    return buf_steal(&out);
}

/* --- what belongs together --- */

static bool ook_in(const struct call *call, xmlNodePtr node) {
    return xmlXPathNodeSetContains(call->values[1]->nodesetval, node);
}

/* What names no element is passed over: dates and choices are most of a case, and would be a tenth of a check. */
static void add_referrer(xmlHashTablePtr referrers, const xmlAttr *attribute) {
    const char *at = dom_value(attribute);
    for (size_t length; (length = dom_word(&at)) > 0; at += length) {
        char *id = mem_strndup(at, length);
        bool known = strcmp((const char *)attribute->name, "id") != 0 && dom_by_id(attribute->doc, id);
        xmlNodeSetPtr elements = known ? xmlHashLookup2(referrers, (const xmlChar *)id, attribute->name) : NULL;
        if (known && !elements) {
            elements = xmlXPathNodeSetCreate(NULL);
            xmlHashAddEntry2(referrers, (const xmlChar *)id, attribute->name, elements);
        }
        if (known && (elements->nodeNr == 0 || elements->nodeTab[elements->nodeNr - 1] != attribute->parent))
            xmlXPathNodeSetAddUnique(elements, attribute->parent);
        free(id);
    }
}

static void free_elements(void *elements, const xmlChar *name) {
    (void)name;
    xmlXPathFreeNodeSet(elements);
}

/* The elements that name the id in this attribute. NULL: none. */
static const xmlNodeSet *referrers_of(const struct call *call, const char *id, const char *attribute) {
    struct functions *functions = call->functions;
    if (!functions->referrers) {
        functions->referrers = xmlHashCreate(0);
        for (const xmlNode *node = xmlDocGetRootElement(functions->doc); node; node = dom_walk(node, NULL))
            for (const xmlAttr *one = node->properties; one; one = one->next)
                add_referrer(functions->referrers, one);
    }
    return *id ? xmlHashLookup2(functions->referrers, (const xmlChar *)id, (const xmlChar *)attribute) : NULL;
}

static xmlXPathObjectPtr verwijzers(struct call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (int i = 0; i < count_at(call, 0); i++) {
        const xmlNodeSet *elements = referrers_of(call, dom_get(node_at(call, 0, i), "id"), text_at(call, 1));
        for (int j = 0; elements && j < elements->nodeNr; j++)
            xmlXPathNodeSetAdd(result->nodesetval, elements->nodeTab[j]);
    }
    return result;
}

static bool omgekeerd(const struct call *call, xmlNodePtr invloed) {
    const xmlNodeSet *back = referrers_of(call, dom_get(invloed, "naar"), "van");
    for (int i = 0; back && i < back->nodeNr; i++)
        if (back->nodeTab[i]->parent == invloed->parent && dom_has(back->nodeTab[i], "naar", dom_get(invloed, "van")))
            return true;
    return false;
}

/* --- words --- */

static char *lower(const char *text) {
    utf8proc_uint8_t *result = NULL;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &result,
                     (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD)) <
        0)
        mem_out(); /* nothing else can go wrong */
    return (char *)result;
}

static bool zelfde(const struct call *call) {
    bool same = true;
    char *first = NULL;
    for (int i = 0; same && i < count_at(call, 0); i++) {
        char *text = line_of(node_at(call, 0, i)), *folded = lower(text);
        same = !first || strcmp(folded, first) == 0;
        free(text);
        free(first);
        first = folded;
    }
    free(first);
    return same;
}

/* True when the reader sees a begrip whose term contains the phrase, or is contained in it. */
static bool is_explained(const struct call *call, const char *phrase, unsigned reader) {
    bool explained = false;
    char *folded = lower(phrase);
    const xmlNode *list = dom_child(xmlDocGetRootElement(call->functions->doc), "woordenlijst");
    for (const xmlNode *begrip = dom_child(list, "begrip"); begrip && !explained; begrip = dom_next(begrip, "begrip")) {
        char *term = lower(dom_get(begrip, "term"));
        explained =
            !dom_blank(term) && (strstr(term, folded) || strstr(folded, term)) && audience_visible(begrip, reader);
        free(term);
    }
    free(folded);
    return explained;
}

/* The first phrase of the list in a text, NULL without one. With a node: the first that is not explained to some of the
 * readers who see the node. A word without end is cut. */
static char *first_phrase(const struct call *call, const char *text, const xmlNode *node) {
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

static char *bevat(const struct call *call) {
    return first_phrase(call, text_at(call, 1), NULL);
}

static char *unexplained_in(const struct call *call, xmlNodePtr node) {
    char *text = dom_text(node), *phrase = first_phrase(call, text, node);
    free(text);
    return phrase;
}

static char *onverklaard(const struct call *call) {
    char *phrase = NULL;
    for (int i = 0; !phrase && i < count_at(call, 1); i++)
        phrase = unexplained_in(call, node_at(call, 1, i));
    return phrase;
}

static bool met(const struct call *call, xmlNodePtr node) {
    char *text = dom_text(node);
    struct phrase_search search = {.text = text, .length = strlen(text)};
    bool has = wordlist_next(call->list, &search);
    free(text);
    return has;
}

static bool met_onverklaard(const struct call *call, xmlNodePtr node) {
    char *phrase = unexplained_in(call, node);
    bool has = phrase;
    free(phrase);
    return has;
}

static struct text_size measure(const struct call *call) {
    struct text_size size = {0};
    words_measure(call->functions->words, text_at(call, 0), strlen(text_at(call, 0)), &size);
    return size;
}

static double woorden(const struct call *call) {
    return (double)measure(call).words;
}

static double zinnen(const struct call *call) {
    struct text_size size = measure(call);
    return size.words > 0 ? (double)size.sentences : 0.0; /* one without a word holds none */
}

static double langste_zin(const struct call *call) {
    return (double)measure(call).longest;
}

static double lettergrepen(const struct call *call) {
    return (double)measure(call).syllables;
}

static char *lange_zin(const struct call *call) {
    const char *text = text_at(call, 0);
    struct sentences walk = {.words = call->functions->words, .text = text, .length = strlen(text)};
    struct sentence sentence;
    while (sentences_next(&walk, &sentence))
        if ((double)sentence.words > call->values[1]->floatval)
            return line(text + sentence.start, sentence.length);
    return NULL;
}

static double leesbaarheid(const struct call *call) {
    struct text_size size = {0};
    for (int i = 0; i < count_at(call, 0); i++) {
        char *text = dom_text(node_at(call, 0, i));
        words_measure(call->functions->words, text, strlen(text), &size);
        free(text);
    }
    return text_size_readability(&size);
}

/* --- who sees what, and who allows it --- */

/* "Filled" in the vocabulary: a filled element without child elements, naam, school and contact excepted. */
static bool is_leaf_text(const xmlNode *element) {
    return !dom_child(element, NULL) && dom_filled(element) && !dom_is(element, "naam") && !dom_is(element, "school") &&
           !dom_is(element, "contact");
}

static xmlXPathObjectPtr teksten(struct call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (xmlNodePtr node = xmlDocGetRootElement(call->functions->doc); node; node = dom_walk(node, NULL))
        if (is_leaf_text(node) && audience_visible(node, call->readers))
            xmlXPathNodeSetAddUnique(result->nodesetval, node);
    return result;
}

static bool zichtbaar(const struct call *call) {
    bool visible = count_at(call, 0) > 0;
    for (int i = 0; visible && i < count_at(call, 0); i++)
        visible = audience_visible(node_at(call, 0, i), call->readers);
    return visible;
}

static const struct consents *consents_of(const struct call *call) {
    struct functions *functions = call->functions;
    if (!functions->consents)
        functions->consents = consents_read(functions->doc, today(call));
    return functions->consents;
}

static char *bekwaam(const struct call *call) {
    return mem_strdup(consents_capable(consents_of(call)));
}

static bool toestemming(const struct call *call) {
    const char *purpose = text_at(call, 0), *receiver = call->count > 1 ? text_at(call, 1) : NULL;
    if (receiver ? strcmp(purpose, "delen") == 0 && dom_has_word("ouders school extern", receiver)
                 : dom_has_word("opstart opvragen", purpose))
        return consents_valid(consents_of(call), purpose, receiver);
    return error_set(&call->functions->error, ERROR_DATA,
                     _("Die toestemming bestaat niet: hgw:toestemming krijgt 'opstart', 'opvragen', of 'delen' "
                       "met 'ouders', 'school' of 'extern'."));
}

static bool laatste_woord(const struct call *call, xmlNodePtr node) {
    return consents_last_word(consents_of(call), node);
}

static bool ouder_geeft(const struct call *call, xmlNodePtr node) {
    return consents_parent_gives(consents_of(call), node);
}

/* --- calls --- */

static void run_call(xmlXPathParserContextPtr ctxt, int nargs);

static const struct row {
    struct xpath_function function;
    const char *arguments; /* in order: b true or false, c a number, l a word list, n nodes, r readers, t a text,
                              v any value; the last one goes for all that follow */
    bool (*truth)(const struct call *call); /* one of these answers; false when functions->error says why not */
    double (*number)(const struct call *call);
    char *(*text)(const struct call *call);                 /* owned; NULL: none */
    bool (*any)(const struct call *call, xmlNodePtr node);  /* whether it is true for one of its nodes */
    bool (*keep)(const struct call *call, xmlNodePtr node); /* those of its nodes for which it is true */
    xmlXPathObjectPtr (*value)(struct call *call);
} rows[] = {
    {{"als", 2, 3, run_call}, "bv", .value = als},
    {{"begin", 1, 1, run_call}, "t", .text = begin},
    {{"bekwaam", 0, 0, run_call}, "", .text = bekwaam},
    {{"bevat", 2, 2, run_call}, "lt", .text = bevat},
    {{"dag", 1, 1, run_call}, "t", .number = dag},
    {{"datum", 1, 1, run_call}, "t", .text = datum},
    {{"gevuld", 1, 1, run_call}, "n", .any = gevuld},
    {{"laatste-woord", 1, 1, run_call}, "n", .keep = laatste_woord},
    {{"lange-zin", 2, 2, run_call}, "tc", .text = lange_zin},
    {{"langste-zin", 1, 1, run_call}, "t", .number = langste_zin},
    {{"leeftijd", 1, 1, run_call}, "t", .number = leeftijd},
    {{"leesbaarheid", 1, 1, run_call}, "n", .number = leesbaarheid},
    {{"lettergrepen", 1, 1, run_call}, "t", .number = lettergrepen},
    {{"lijst", 2, ARGUMENTS, run_call}, "t", .text = lijst},
    {{"met", 2, 2, run_call}, "ln", .keep = met},
    {{"met-onverklaard", 3, 3, run_call}, "lnr", .keep = met_onverklaard},
    {{"noem", 1, 2, run_call}, "nt", .text = noem},
    {{"omgekeerd", 1, 1, run_call}, "n", .any = omgekeerd},
    {{"onverklaard", 3, 3, run_call}, "lnr", .text = onverklaard},
    {{"ook-in", 2, 2, run_call}, "nn", .keep = ook_in},
    {{"ouder-geeft", 1, 1, run_call}, "n", .any = ouder_geeft},
    {{"teksten", 0, 1, run_call}, "r", .value = teksten},
    {{"toestemming", 1, 2, run_call}, "tt", .truth = toestemming},
    {{"vandaag", 0, 0, run_call}, "", .text = vandaag},
    {{"verwijzers", 2, 2, run_call}, "nt", .value = verwijzers},
    {{"woorden", 1, 1, run_call}, "t", .number = woorden},
    {{"zelfde", 1, 1, run_call}, "n", .truth = zelfde},
    {{"zichtbaar", 2, 2, run_call}, "nr", .truth = zichtbaar},
    {{"zinnen", 1, 1, run_call}, "t", .number = zinnen},
};

static const struct row *find(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].function.name, name) == 0)
            return &rows[i];
    return NULL;
}

/* Makes of an argument what the function takes; false: it is wrong, and functions->error says why. */
static bool take(struct call *call, char kind, xmlXPathObjectPtr *value) {
    struct functions *functions = call->functions;
    const char *wrong = "";
    size_t length = 0;
    switch (kind) {
    case 'v':
        return true;
    case 'b':
        *value = xmlXPathConvertBoolean(*value);
        return true;
    case 'c':
        *value = xmlXPathConvertNumber(*value);
        return true;
    case 'n':
        return (*value)->type == XPATH_NODESET || (*value)->type == XPATH_XSLT_TREE ||
               error_set(&functions->error, ERROR_DATA,
                         _("Een functie van hgw krijgt een tekst of een getal waar elementen moeten staan."));
    default:
        *value = xmlXPathConvertString(*value);
    }
    const char *string = (const char *)(*value)->stringval;
    if (kind == 'l')
        return (call->list = words_list(functions->words, string, &functions->error));
    return kind != 'r' || (call->readers = readers_parse(string, &wrong, &length)) != 0 ||
           error_set(&functions->error, ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."), (int)length, wrong,
                     "ouders, leerling, school, extern, intern");
}

static xmlXPathObjectPtr answer(const struct row *row, struct call *call) {
    if (row->truth)
        return xmlXPathNewBoolean(row->truth(call));
    if (row->number)
        return xmlXPathNewFloat(row->number(call));
    if (row->value)
        return row->value(call);
    if (row->text) {
        char *text = row->text(call);
        xmlXPathObjectPtr string = xmlXPathNewCString(text ? text : "");
        free(text);
        return string;
    }
    bool (*good)(const struct call *, xmlNodePtr) = row->any ? row->any : row->keep;
    int nodes = row->arguments[0] == 'n' ? 0 : 1;
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (int i = 0; i < count_at(call, nodes); i++)
        if (good(call, node_at(call, nodes, i)))
            xmlXPathNodeSetAddUnique(result->nodesetval, node_at(call, nodes, i));
    return row->any ? xmlXPathConvertBoolean(result) : result;
}

static void run_call(xmlXPathParserContextPtr ctxt, int nargs) {
    struct functions *functions = ctxt->context->funcLookupData;
    const struct row *row = find((const char *)ctxt->context->function);
    struct call call = {.functions = functions, .count = nargs, .readers = READER_INTERN};
    if (!row || nargs < row->function.least || nargs > row->function.most) {
        xmlXPathErr(ctxt, row ? XPATH_INVALID_ARITY : XPATH_UNKNOWN_FUNC_ERROR);
        return;
    }
    if (functions->doc != ctxt->context->doc) {
        functions_forget(functions);
        functions->doc = ctxt->context->doc;
    }
    for (int i = nargs - 1; i >= 0; i--) /* the last argument lies on top */
        call.values[i] = valuePop(ctxt);
    bool good = true;
    const char *kind = row->arguments;
    for (int i = 0; good && i < nargs; i++, kind += kind[1] != '\0')
        good = take(&call, *kind, &call.values[i]);
    if (good)
        valuePush(ctxt, answer(row, &call));
    if (functions->error.kind != ERROR_NONE)
        xmlXPathErr(ctxt, XPATH_EXPR_ERROR);
    for (int i = 0; i < nargs; i++)
        xmlXPathFreeObject(call.values[i]);
}

const struct xpath_function *functions_table(const struct functions *functions) {
    return functions->table;
}

/* libxml2 asks here first, since 2.14 not for functions of XPath itself. Of a name without a function it would write on
 * standard error; run_call does not. */
static xmlXPathFunction look_up(void *functions, const xmlChar *name, const xmlChar *uri) {
    (void)functions;
    if (!uri && strcmp((const char *)name, "id") == 0)
        return xpath_id;
    return uri && strcmp((const char *)uri, FUNCTIONS_URI) == 0 ? run_call : NULL;
}

struct functions *functions_new(struct words *words) {
    struct functions *functions = mem_calloc(1, sizeof *functions);
    functions->words = words;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        functions->table[i] = rows[i].function;
    return functions;
}

void functions_today(struct functions *functions, const char *today) {
    functions->today = today;
}

void functions_forget(struct functions *functions) {
    consents_free(functions->consents);
    functions->consents = NULL;
    xmlHashFree(functions->referrers, free_elements);
    functions->referrers = NULL;
    functions->doc = NULL;
}

void functions_free(struct functions *functions) {
    if (!functions)
        return;
    functions_forget(functions);
    error_clear(&functions->error);
    free(functions);
}

void functions_bind(struct functions *functions, xmlXPathContextPtr xpath) {
    xmlXPathRegisterFuncLookup(xpath, look_up, functions);
}

bool functions_failed(struct functions *functions, struct error *error) {
    bool failed = functions->error.kind != ERROR_NONE;
    *error = functions->error;
    functions->error = (struct error)ERROR_EMPTY;
    return failed;
}
