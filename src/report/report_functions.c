#include "report/report.h"

#include "case/audience.h"
#include "template/template.h"
#include "xml/dom.h"

#include <libxml/xpathInternals.h>

static const struct report_facts *facts(const struct xpath_call *call) {
    return call->binding->data;
}

/* --- people --- */

static void add_name(struct buf *lines, const xmlNode *person) {
    AUTO(mem_free) char *name = dom_one_line(dom_child(person, "naam"));
    if (*name)
        buf_printf(lines, "%s\n", name);
}

/* Of elements their names; of attributes, for each word, what it says by waarden.tsv (of a `label`), else the name of
 * the person whose id it is; a label that is neither stays as it is. */
static char *in_words(const struct xpath_call *call, bool label) {
    struct buf lines = BUF_EMPTY;
    xpath_first(call, 0); /* puts them in order */
    for (int i = 0; i < xpath_count(call, 0); i++) {
        const xmlNode *node = xpath_node(call, 0, i);
        AUTO(mem_free) char *text = dom_text(node);
        const char *at = text, *kind = call->count > 1 ? xpath_text(call, 1) : (const char *)node->parent->name;
        if (node->type == XML_ELEMENT_NODE)
            add_name(&lines, node);
        for (char *word; node->type != XML_ELEMENT_NODE && (word = dom_next_word(&at)); free(word)) {
            const char *said = label ? labels_find(facts(call)->labels, kind, (const char *)node->name, word) : NULL;
            size_t before = lines.length;
            call->context->opCount += 8; /* looking it up takes time */
            if (!said)
                add_name(&lines, dom_by_id(call->context->doc, word));
            if (label && lines.length == before)
                buf_printf(&lines, "%s\n", said ? said : word);
        }
    }
    return as_list(&lines, " en ");
}

static char *label(const struct xpath_call *call) {
    return in_words(call, true);
}

static char *naam(const struct xpath_call *call) {
    return in_words(call, false);
}

static bool mag_lezen(const struct xpath_call *call, xmlNodePtr node) {
    return consents_may_have(functions_consents(call), node);
}

static bool laatste_woord(const struct xpath_call *call, xmlNodePtr node) {
    return consents_last_word(functions_consents(call), node, false);
}

static char *uitkomst(const struct xpath_call *call) {
    const xmlNode *agreed = xpath_first(call, 0);
    const char *word = dom_get(agreed, "uitkomst"), *end = dom_get(agreed, "tot");
    if (!*word && date_valid(end) && strcmp(end, facts(call)->functions.today) < 0)
        word = "geen";
    const char *words = labels_find(facts(call)->labels, "afspraak", "uitkomst", word);
    return mem_strdup(words ? words : word);
}

static char *zegt(const struct xpath_call *call) {
    AUTO(buf_free) struct buf names = BUF_EMPTY;
    const xmlNode *node = xpath_first(call, 0);
    const char *ids = dom_get(node, "van");
    for (xmlNodePtr person; dom_next_id(call->context->doc, &ids, &person);)
        add_name(&names, person);
    const char *count = !names.data ? "" : strchr(names.data, '\n')[1] ? "meer" : "een";
    const char *words = node ? labels_find(facts(call)->labels, "zegt", (const char *)node->name, count) : NULL;
    return mem_strdup(words ? words : "");
}

/* --- texts --- */

static char *of(const struct xpath_call *call) {
    int i = 0;
    while (i < call->count && dom_blank(xpath_text(call, i)))
        i++;
    return mem_strdup(xpath_text(call, i));
}

static char *punt(const struct xpath_call *call) {
    bool asked = call->count < 2 || call->values[1]->boolval;
    const char *text = xpath_text(call, 0);
    size_t length = said_length(text);
    return mem_strdup(asked && length > 0 && !strchr(".!?", text[length - 1]) ? "." : "");
}

static char *zonder_punt(const struct xpath_call *call) {
    char *text = dom_text(xpath_first(call, 0));
    size_t length = said_length(text);
    text[length > 0 && text[length - 1] == '.' ? length - 1 : length] = '\0';
    return text;
}

/* --- who sees what --- */

/* Those of `readers` who see something in an element, the element itself included. */
static unsigned seers(const struct xpath_call *call, xmlNodePtr element, unsigned readers) {
    unsigned seen = 0;
    for (xmlNodePtr node = element; node && seen != readers; node = dom_walk(node, element)) {
        for (unsigned reader = 1; reader <= READER_INTERN; reader <<= 1)
            if (readers & ~seen & reader && audience_visible(node, reader))
                seen |= reader;
        call->context->opCount += 4; /* whose words they are is looked up */
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
    if (seen != around && says && !(section && dom_is(element, "bevindingen")))
        xmlXPathNodeSetAddUnique(hidden, element);
    for (xmlNodePtr child = dom_child(element, NULL); seen && child; child = dom_next(child, NULL))
        take_hidden(call, child, seen, hidden);
}

static void verborgen(struct xpath_call *call, xmlNodeSetPtr found) {
    xmlNodePtr root = xmlDocGetRootElement(call->context->doc);
    if (dom_has(dom_child(root, "rapport"), "doelgroep", "intern"))
        take_hidden(call, root, call->readers, found);
}

/* Whether a list of words has a word. */
#define HAS(list, word) "contains(concat(' ', normalize-space(" list "), ' '), concat(' ', " word ", ' '))"

/* The people of the report, and those whose words these are. */
#define READERS "/casus/betrokkenen/*[@" MARK " = 'lezers']"
#define SPEAKERS "id((. | ..)[@van][last()]/@van)"

/* A day as a number, to compare it: what is no day comes neither before nor after one. */
#define DAY(date) "number(translate(" date ", '-', ''))"
#define OTHER_DAY DAY("hgw:of($b, hgw:vandaag())")

#define CORE "normalize-space(hgw:kern($a))"

static const struct xpath_function table[] = {
    {"aan-tafel", 1, 1, "n", .expression = "id($a[1]/@deelnemers)[not(@id = $a[1]/afwezig/@wie)]"},
    /* those whose aanbeveling serves a need of the goal, or an ondersteuningsbehoefte for one */
    {"afspraken", 1, 1, "n",
     .expression = "/casus/advies/afspraak[id(id(@aanbeveling)/@behoeften)"
                   "[id(@doelen | id(@behoefte)/@doelen)/@id = $a[1]/@id]]"},
    {"akkoord", 2, 2, "tt",
     .expression = "hgw:naam(/casus/advies/akkoord[@oordeel = $b][" HAS("@punten", "$a") "]/@wie)"},
    {"als", 2, 3, "bv", .value = xpath_als},
    /* "het lukt, dan gaan we verder", or "het lukt: We gaan verder." when both were written as sentences */
    {"als-dan", 1, 1, "n",
     .expression = "hgw:als(hgw:gevuld($a[1]/als) and hgw:gevuld($a[1]/dan),"
                   "concat(normalize-space(hgw:zonder-punt($a[1]/als)),"
                   "hgw:als(translate(substring(normalize-space($a[1]/dan), 1, 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ''), "
                   "', dan ', ': '),"
                   "normalize-space($a[1]/dan)))"},
    {"datum", 1, 1, "t", .text = functions_datum},
    {"gevuld", 1, 1, "n", .any = xpath_gevuld},
    {"gezegd", 1, 1, "n",
     .expression = "hgw:over-delen(/casus/betrokkenen/*[@" READER " = 'leerling' or @" READER " = 'ouders'], $a[1])"},
    {"kern", 1, 1, "n",
     .expression =
         "string(($a[1][not(*)] | $a[1]/*[contains(' situatie vraag tekst naam invloed middel bedoeling methode "
         "resultaat ', concat(' ', name(), ' '))][normalize-space()])[1])"},
    {"komt", 1, 2, "t", .expression = DAY("$a") " >= " OTHER_DAY},
    {"label", 1, 2, "nt", .text = label},
    {"laatste-woord", 1, 1, "n", .keep = laatste_woord},
    {"lezers", 0, 0, "", .expression = READERS},
    {"mag-lezen", 1, 1, "n", .keep = mag_lezen},
    {"naam", 1, 1, "n", .text = naam},
    {"of", 2, XPATH_ARGUMENTS, "t", .text = of},
    {"op-school", 0, 0, "",
     .expression = "not(invloed[normalize-space()][not(id(@van)[not(@" READER " = 'ouders')] and "
                   "id(@naar)[not(@" READER " = 'ouders')])])"},
    {"over-delen", 2, 2, "nv", .find = functions_over_delen},
    {"overleg", 0, 0, "", .expression = "/casus/overleggen/overleg[@" MARK " = 'overleg']"},
    {"punt", 1, 2, "tb", .text = punt},
    {"schrijver", 0, 0, "", .expression = "/casus/betrokkenen/*[@" MARK " = 'schrijver']"},
    {"uitkomst", 1, 1, "n", .text = uitkomst},
    {"van", 0, 1, "r",
     .expression =
         "boolean(" SPEAKERS "[not($a) and @" MARK " = 'lezers' or @" READER " and " HAS("$a", "@" READER) "])"},
    {"van-u", 0, 0, "", .expression = READERS " and count(" SPEAKERS "[@" MARK " = 'lezers']) = count(" READERS ")"},
    {"vandaag", 0, 0, "", .text = functions_vandaag},
    {"voorbij", 1, 2, "t", .expression = DAY("$a") " < " OTHER_DAY},
    {"verborgen", 1, 1, "r", .find = verborgen},
    {"verwijzers", 2, 2, "nt", .find = functions_verwijzers},
    {"wat", 1, 1, "n",
     .expression =
         "concat(hgw:als($a[1]/parent::casus, 'alles van '), name($a[1]),"
         "hgw:als(" CORE ", concat(': ', substring(" CORE ", 1, 90), hgw:als(string-length(" CORE ") > 90, '…'))))"},
    {"wie", 1, 1, "r", .expression = "hgw:naam(/casus/betrokkenen/*[@" READER "][" HAS("$a", "@" READER) "])"},
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
