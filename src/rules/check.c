#include "rules/check.h"

#include "case/case.h"
#include "case/validate.h"
#include "rules/rule_functions.h"
#include "rules/schematron.h"
#include "rules/words.h"
#include "xml/dom.h"

#include <libxml/hash.h>

/* --- opening --- */

/* Ours, or a team's: that is looked through as a whole, so that its mistakes show. */
static bool is_ours(const char *path) {
    return strstr(path, "schemas/regels/");
}

static bool open_set(struct checker *checker, const char *path, bool ours, struct error *error) {
    struct schematron_use use = {checker->functions, !ours, !ours};
    struct schematron *set = schematron_open(path, &use, error);
    if (!set)
        return false;
    checker->sets = list_grow(checker->sets, &checker->set_capacity, checker->set_count, sizeof(*checker->sets));
    checker->sets[checker->set_count++] = set;
    struct principle *principle = set->principle > 0 ? &checker->principles[set->principle] : NULL;
    if (principle && !principle->name) /* of two files about one principle the first counts */
        *principle = (struct principle){schematron_words(set, "titel", checker->lang),
                                        schematron_words(set, "idee", checker->lang)};
    return true;
}

/* Our files, a team's, and those that were asked for. */
static bool open_sets(struct checker *checker, const struct checker_options *options, struct error *error) {
    bool ok = true;
    for (int own = 0; own < (options->ours ? 1 : 2); own++) {
        AUTO(files_free) struct files files = datadir_list(options->datadir, own, "schemas/regels", "*.sch");
        if (files.count == 0 && !own) {
            free(datadir_find(options->datadir, "schemas/regels/0-bestand.sch", error));
            ok = false;
        }
        for (size_t i = 0; i < files.count; i++)
            ok = open_set(checker, files.names[i], !own, error) && ok;
    }
    for (size_t i = 0; i < options->rules.count; i++)
        ok = open_set(checker, options->rules.names[i], false, error) && ok;
    return ok;
}

/* Whether `own` can come in the place of `ours`; if not, adds why. */
static bool replaces(const struct rule_info *own, const struct rule_info *ours, struct error *error) {
    struct rule_place place = rule_place(own), other = rule_place(ours);
    struct error problem = ERROR_EMPTY;
    if (is_ours(place.file) == is_ours(other.file))
        error_at(&problem, ERROR_DATA, place.file, place.line, place.column,
                 _("De code %s staat ook in %s (regel %zu). Haal een van de twee weg, of geef ze elk een eigen code."),
                 own->code, other.file, other.line);
    else if (ours->principle == PRINCIPLE_NONE)
        error_at(&problem, ERROR_DATA, place.file, place.line, place.column,
                 _("%s gaat over de bouw van het bestand: dat kijkt het programma zelf na, en een team verandert het "
                   "niet. Geef je regel een eigen code."),
                 own->code);
    else
        return true;
    error_add(error, &problem);
    return false;
}

/* Of two rules with one code a team's own comes in the place of ours, which was read before. */
static bool add_rule(struct checker *checker, struct rule_info *rule, struct error *error) {
    struct rule_info *known = xmlHashLookup(checker->codes, (const xmlChar *)rule->code);
    if (known && !replaces(rule, known, error))
        return false;
    if (known)
        known->replaced = true;
    rule->replaces = known;
    xmlHashUpdateEntry(checker->codes, (const xmlChar *)rule->code, rule, NULL);
    return true;
}

static void list_rule(void *rule, void *data, const xmlChar *code) {
    struct checker *checker = data;
    (void)code;
    checker->rules[checker->rule_count++] = rule;
}

static int by_code(const void *left, const void *right) {
    const struct rule_info *const *a = left, *const *b = right;
    return strcmp((*a)->code, (*b)->code);
}

static bool list_rules(struct checker *checker, struct error *error) {
    bool ok = true;
    checker->codes = xmlHashCreate(0);
    for (size_t i = 0; i < checker->set_count; i++)
        for (struct rule_info *rule = checker->sets[i]->rules; rule; rule = rule->next)
            ok = add_rule(checker, rule, error) && ok;
    checker->rules = mem_calloc((size_t)xmlHashSize(checker->codes) + 1, sizeof *checker->rules);
    xmlHashScan(checker->codes, list_rule, checker);
    qsort(checker->rules, checker->rule_count, sizeof *checker->rules, by_code);
    return ok;
}

struct checker *checker_open(const struct checker_options *options, struct error *error) {
    struct checker *checker = mem_calloc(1, sizeof *checker);
    checker->lang = options->lang;
    checker->datadir = options->datadir;
    strncpy(checker->date, options->date, sizeof checker->date - 1);
    checker->words = words_open(options->datadir, error);
    checker->functions = checker->words ? functions_new(checker->words, checker->date) : NULL;
    if (checker->words && open_sets(checker, options, error) && list_rules(checker, error)) {
        for (size_t i = 1; i <= PRINCIPLE_COUNT; i++)
            if (!checker->principles[i].name)
                checker->principles[i] = (struct principle){mem_strdup(""), mem_strdup("")};
        return checker;
    }
    checker_close(checker);
    return NULL;
}

void checker_close(struct checker *checker) {
    if (!checker)
        return;
    for (size_t i = 0; i < checker->set_count; i++)
        schematron_close(checker->sets[i]);
    for (size_t i = 1; i <= PRINCIPLE_COUNT; i++) {
        free(checker->principles[i].name);
        free(checker->principles[i].idea);
    }
    functions_free(checker->functions);
    words_close(checker->words);
    xmlHashFree(checker->codes, NULL);
    free(checker->rules);
    free(checker->sets);
    free(checker);
}

/* --- verantwoordingen: what is explained away, and what cannot be (vocabulary, "Waivers") --- */

/* Rules that nobody may deviate from, besides HGW0xx: consent is the law's, not the method's. */
static const char *const fixed[] = {"HGW0", "HGW714", "HGW715", "HGW716", "HGW717", "HGW720", "HGW724", "HGW729"};

bool rule_waivable(const char *code) {
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (strncmp(code, fixed[i], strlen(fixed[i])) == 0)
            return false;
    return true;
}

/* The good verantwoordingen by code and object ("": the whole case), of two for the same the first; under USED as well
 * once some finding is waived by it. */
#define USED "used"
static const xmlNode *find_waiver(xmlHashTablePtr waivers, const char *code, const char *object, const char *used) {
    return xmlHashLookup3(waivers, (const xmlChar *)code, (const xmlChar *)object, (const xmlChar *)used);
}

static void add_waiver(xmlHashTablePtr waivers, const char *code, const char *object, const char *used,
                       const xmlNode *waiver) {
    xmlHashAddEntry3(waivers, (const xmlChar *)code, (const xmlChar *)object, (const xmlChar *)used, (void *)waiver);
}

/* Takes one, or says why it cannot be accepted. */
static void read_waiver(xmlHashTablePtr waivers, const struct checker *checker, const xmlNode *node,
                        struct findings *findings) {
    const char *code = dom_get(node, "regel");
    bool known = checker_find(checker, code);
    if (known && rule_waivable(code) && dom_filled(node)) {
        add_waiver(waivers, code, dom_get(node, "object"), NULL, node);
        return;
    }
    if (!dom_attribute(node, "regel"))
        return; /* the grammar says so */
    struct finding *finding = findings_error(findings, "HGW006", node);
    if (!known)
        finding_say(finding,
                    _("Een verantwoording noemt „%s”, maar die regel bestaat niet.\n"
                      "Kijk de code na met hgw-check --list-rules, bijvoorbeeld HGW402."),
                    code);
    else if (!rule_waivable(code))
        finding_say(finding,
                    _("Van regel %s kan niemand afwijken, ook niet met een verantwoording.\n"
                      "Haal de verantwoording weg en breng in orde wat %s vraagt (hgw-check --explain %s)."),
                    code, code, code);
    else
        finding_say(finding,
                    _("De verantwoording voor %s zegt niet waarom je afwijkt.\n"
                      "Schrijf in één of twee zinnen waarom de regel hier niet past."),
                    code);
}

/* Also of a case that is not valid or has no tree: that may have more than one section of them. */
static xmlHashTablePtr read_waivers(const struct checker *checker, const struct case_file *c,
                                    struct findings *findings) {
    xmlHashTablePtr waivers = xmlHashCreate(16);
    const xmlNode *root = c->doc ? xmlDocGetRootElement(c->doc) : NULL;
    for (xmlNodePtr part = dom_child(root, "verantwoordingen"); part; part = dom_next(part, "verantwoordingen"))
        for (xmlNodePtr node = dom_child(part, "verantwoording"); node; node = dom_next(node, "verantwoording"))
            read_waiver(waivers, checker, node, findings);
    return waivers;
}

/* The verantwoording for a finding: of the innermost object that holds it, else of the case. All that fit are used. */
static const xmlNode *waiver_for(void *waivers, const char *code, const xmlNode *node) {
    const xmlNode *found = NULL;
    for (; node; node = node->parent) {
        const char *id = dom_get(node, "id");
        bool looked = *id || node->type == XML_DOCUMENT_NODE;
        const xmlNode *here = looked ? find_waiver(waivers, code, id, NULL) : NULL;
        if (here)
            add_waiver(waivers, code, id, USED, here);
        found = found ? found : here;
    }
    return found;
}

/* The lines on which a code was found: "12, 30, 41 …", "" when on none. */
static char *lines_of(const struct findings *findings, const char *code) {
    enum { MOST = 3 };
    struct buf out = BUF_EMPTY;
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].code, code) == 0 && ++count <= MOST)
            buf_printf(&out, "%s%zu", count > 1 ? ", " : "", xml_line(findings->items[i].node));
    if (count > MOST)
        buf_printf(&out, _(" en nog %zu"), count - MOST);
    return buf_steal(&out);
}

/* An HGW008 for each that was about no finding while its rule holds. */
static void report_needless(xmlHashTablePtr waivers, const struct checker *checker, struct checked *checked) {
    struct findings *findings = &checked->findings;
    const xmlNode *section = dom_child(xmlDocGetRootElement(checked->c.doc), "verantwoordingen");
    for (xmlNodePtr node = dom_child(section, NULL); node; node = dom_next(node, NULL)) {
        const char *code = dom_get(node, "regel"), *object = dom_get(node, "object");
        if (!find_waiver(waivers, code, object, NULL) || find_waiver(waivers, code, object, USED) ||
            !rule_holds(checker_find(checker, code), checked->phase))
            continue;
        struct finding *finding = findings_add(findings, "HGW008", LEVEL_NOTE, PRINCIPLE_NONE, node);
        AUTO(mem_free) char *lines = lines_of(findings, code);
        if (*lines)
            finding_say(finding, _("Bij „%s” is niets gevonden voor %s, maar wel op regel %s."), object, code, lines);
        else if (*object)
            finding_say(finding, _("Bij „%s” is niets gevonden voor %s: de verantwoording is niet nodig."), object,
                        code);
        else
            finding_say(finding, _("Er is niets gevonden voor %s: de verantwoording is niet nodig."), code);
        finding_help(finding, *lines ? _("Zet in object de id van wat daar staat, of haal de verantwoording weg.")
                                     : _("Haal de verantwoording weg als het punt in orde is; kijk anders de code "
                                         "en het object na."));
    }
}

/* --- checking --- */

bool check_case(struct checker *checker, const char *phase, struct checked *checked, struct error *error) {
    const struct case_file *c = &checked->c;
    struct findings *findings = &checked->findings;
    bool ok = true;
    const char *own = c->doc ? dom_get(xmlDocGetRootElement(c->doc), "fase") : "";
    checked->phase = phase ? mem_strdup(phase) : phase_index(own) >= 0 ? mem_strdup(own) : NULL;
    checked->filled[PRINCIPLE_NONE] = true;
    if (c->doc) {
        validate(c, findings);
        checked->refused = findings->count > 0; /* so far nothing else looked */
        structure_check(c, findings);
    } else
        checked->refused = true;
    xmlHashTablePtr waivers = read_waivers(checker, c, findings);
    if (!checked->refused) {
        checker->functions->phase = checked->phase;
        findings->waive = xmlHashSize(waivers) > 0 ? waiver_for : NULL;
        findings->waive_data = waivers;
        for (size_t i = 0; ok && i < checker->set_count; i++) {
            struct schematron *set = checker->sets[i];
            ok = schematron_run(set, c->doc, checked->phase, checker->lang, findings, error);
            if (set->principle > 0 && set->filled)
                checked->filled[set->principle] = true;
        }
        functions_forget(checker->functions); /* here: what one rule file asked of the case serves the next */
        findings->waive = NULL;
        report_needless(waivers, checker, checked);
    }
    xmlHashFree(waivers, NULL);
    if (!ok)
        return false;
    findings_finish(findings, c);
    for (const struct finding_count *one = findings->counts; one < findings->counts + findings->count_count; one++) {
        bool known = one->principle != PRINCIPLE_UNKNOWN;
        struct tally *of_all[] = {&checked->total, known ? &checked->principles[one->principle] : NULL};
        for (size_t i = 0; i < 2 && of_all[i]; i++) {
            of_all[i]->waived += one->waived;
            of_all[i]->levels[one->level] += one->all - one->waived;
        }
    }
    return true;
}

bool check_file(struct checker *checker, const char *path, const char *name, const char *phase, struct checked *checked,
                struct error *error) {
    return case_read(&checked->c, path, name, &checked->findings, error) && check_case(checker, phase, checked, error);
}

void checked_free(struct checked *checked) {
    findings_free(&checked->findings);
    case_free(&checked->c);
    free(checked->phase);
    *checked = (struct checked){0};
}

size_t tally_open(const struct tally *tally) {
    return tally->levels[LEVEL_ERROR] + tally->levels[LEVEL_WARNING] + tally->levels[LEVEL_NOTE];
}

bool checked_reaches(const struct checked *checked, enum level threshold) {
    enum level level = LEVEL_ERROR;
    while (level < threshold && checked->total.levels[level] == 0)
        level++;
    return checked->total.levels[level] > 0;
}

/* --- what it knows --- */

const struct rule_info *checker_find(const struct checker *checker, const char *code) {
    return xmlHashLookup(checker->codes, (const xmlChar *)code);
}

/* True when some rule of this principle that waits for a phase holds in this one. */
static bool asks(const struct checker *checker, int principle, const char *phase) {
    for (size_t i = 0; i < checker->rule_count; i++) {
        const struct rule_info *rule = checker->rules[i];
        bool always = rule->phases & PHASES_ALWAYS || rule->phases == PHASES_ALL;
        if (rule->principle == principle && !always && rule_holds(rule, phase))
            return true;
    }
    return false;
}

const char *checked_stand(const struct checker *checker, const struct checked *checked, int principle) {
    const struct tally *tally = &checked->principles[principle];
    if (tally_open(tally) + tally->waived > 0)
        return NULL;
    return checked->filled[principle]                 ? N_("niets gevonden")
           : asks(checker, principle, checked->phase) ? N_("nog niets ingevuld")
                                                      : N_("in deze fase nog geen vraag");
}

const char *checker_own_file(const struct rule_info *rule) {
    const char *file = rule_place(rule).file;
    return is_ours(file) ? NULL : file;
}
