#include "case/case.h"

#include "base/file.h"
#include "xml/reader.h"

#include <libxml/parserInternals.h>
#include <libxml/valid.h>

/* --- what is not well-formed, in our own words: libxml2's are English, and differ between its versions --- */

/* What the text shows better than the parser, beside its codes, which are positive. */
enum {
    DECLARATION = -19, /* something in <?xml …?> */
    CUT_SHORT,         /* the file ends inside a tag */
    FIXED_SPACE,       /* a space in a tag that is none for XML */
    STRAY_SIGN,        /* anything else in a tag that cannot stand there */
    CURLED_QUOTES,     /* quotation marks of a word processor around a value */
    LOOSE_LESS_THAN,
};

static const struct {
    int code;         /* xmlParserErrors, or ours */
    const char *text; /* Dutch msgid: the sentence and the help line */
} syntax[] = {
    /* the last is for what is not there */
    {XML_ERR_GT_REQUIRED, N_("Hier ontbreekt het teken > dat een tag afsluit.\nZet er een > bij.")},
    {XML_ERR_LT_IN_ATTRIBUTE, N_("In een waarde tussen aanhalingstekens staat een <.\nSchrijf &lt; in plaats van <, of "
                                 "sluit het aanhalingsteken dat nog openstaat.")},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, N_("De waarde van een attribuut staat niet tussen aanhalingstekens.\nZet "
                                       "aanhalingstekens rond de waarde, zoals termijn=\"kort\".")},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED,
     N_("Een aanhalingsteken wordt niet gesloten.\nZet het aanhalingsteken achter de waarde.")},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
     N_("Een attribuut heeft geen waarde.\nSchrijf naam=\"waarde\", of haal het attribuut weg.")},
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("Een attribuut staat twee keer in dezelfde tag.\nHoud er één van de twee.")},
    {XML_ERR_SPACE_REQUIRED, N_("Tussen twee attributen ontbreekt een spatie.\nZet een spatie tussen de attributen.")},
    {DECLARATION, N_("De eerste regel <?xml …?> is niet goed geschreven.\nSchrijf <?xml version=\"1.0\" "
                     "encoding=\"UTF-8\"?>, of haal die regel weg.")},
    {CUT_SHORT, N_("Het bestand stopt midden in een tag.\nIs het helemaal bewaard of gekopieerd? De laatste regel van "
                   "een casus is </casus>.")},
    {FIXED_SPACE, N_("In een tag staat een vaste of onzichtbare spatie.\nTyp er een gewone spatie. Een vaste komt vaak "
                     "mee bij het plakken uit een tekstverwerker.")},
    {STRAY_SIGN, N_("In een tag staat een teken dat daar niet hoort.\nEen tag ziet eruit als <doel termijn=\"kort\">. "
                    "Is de < gewone tekst? Schrijf dan &lt;.")},
    {CURLED_QUOTES, N_("Rond een waarde staan gekrulde aanhalingstekens.\nTyp rechte aanhalingstekens, zoals in "
                       "termijn=\"kort\". Een tekstverwerker maakt ze krom.")},
    {XML_ERR_NAME_REQUIRED, N_("Na een < of een & staat geen naam.\nEen los teken schrijf je in een casus als &lt; "
                               "(voor <) of &amp; (voor &).")},
    {LOOSE_LESS_THAN, N_("Een < staat los in de tekst.\nSchrijf &lt; in plaats van <.")},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("Een & staat los in de tekst.\nSchrijf &amp; in plaats van &.")},
    {XML_ERR_UNDECLARED_ENTITY,
     N_("Deze afkorting met & kent XML niet.\nTyp het teken zelf (é, €, …) of schrijf &amp; in plaats van &.")},
    {XML_ERR_INVALID_HEX_CHARREF,
     N_("Deze afkorting met &# staat voor geen enkel teken.\nTyp het teken zelf (é, €, …).")},
    {XML_ERR_MISPLACED_CDATA_END,
     N_("De tekens ]]> kunnen niet zo in een tekst staan.\nSchrijf ]]&gt; in plaats van ]]>.")},
    {XML_ERR_CDATA_NOT_FINISHED, N_("Een <![CDATA[ wordt niet gesloten.\nSluit het met ]]>, of haal het weg.")},
    {XML_ERR_DOCUMENT_EMPTY, N_("Dit is geen XML: het bestand begint niet met een element.\nEen casus begint met "
                                "<casus versie=\"1\" …>. Maak er een met hgw-new.")},
    {XML_ERR_DOCUMENT_END, N_("Na de laatste tag staat nog tekst.\nVerwijder wat erna komt.")},
    {XML_ERR_INVALID_CHAR, N_("Hier staat een teken dat in XML niet mag (een besturingsteken).\nVerwijder het teken; "
                              "vaak kwam het mee bij het plakken.")},
    {XML_ERR_RESERVED_XML_NAME, N_("De regel <?xml …?> staat niet helemaal vooraan.\nZet <?xml …?> op de eerste regel, "
                                   "zonder spatie of lege regel ervoor.")},
    {XML_ERR_COMMENT_NOT_FINISHED, N_("Een commentaar <!-- wordt niet gesloten.\nSluit het commentaar met -->.")},
    {XML_ERR_PI_NOT_FINISHED, N_("Een <? wordt niet gesloten.\nZet ?> achter de hint, of haal alles weg vanaf <?.")},
    {XML_ERR_PI_NOT_STARTED, N_("Na <? staat niet meteen een naam.\nSchrijf <?vul-in …?>, zonder spatie na <?.")},
    {XML_ERR_HYPHEN_IN_COMMENT,
     N_("In een commentaar staan twee streepjes na elkaar (--).\nGebruik er één, of sluit het commentaar met -->.")},
    {0, N_("Dit is geen goede XML.\nKijk naar de tekens net voor deze plaats: vaak ontbreekt er een <, > of "
           "aanhalingsteken.")},
};

static bool starts(const char *at, const char *with) {
    return strncmp(at, with, strlen(with)) == 0;
}

/* The last of these signs before `at`, or `at` when there is none. */
static const char *back_to(const char *text, const char *at, const char *signs) {
    for (const char *back = at; back > text; back--)
        if (strchr(signs, back[-1]))
            return back - 1;
    return at;
}

/* True when a value in the tag up to `at` begins or ends with one of the marks that a word processor makes of a
 * straight one (U+2018 to U+201F). */
static bool has_curled_quotes(const char *text, const char *at) {
    bool after_equals = false;
    for (const char *c = back_to(text, at, "<"); *c && c < at + 3; c++) {
        bool curled = starts(c, "\xE2\x80") && (unsigned char)c[2] >= 0x98 && (unsigned char)c[2] <= 0x9F;
        if (curled && (after_equals || (c[3] && strchr(" >/", c[3]))))
            return true;
        if (*c != ' ')
            after_equals = *c == '=';
    }
    return false;
}

/* True when the parser has not come further than the XML declaration, or than what was meant as one. */
static bool in_declaration(const char *text, const char *at) {
    size_t length = starts(text, "<?xml") ? 5 : starts(text, "<xml") ? 4 : 0;
    if (length == 0 || !text[length] || !strchr(DOM_SPACE "?", text[length]))
        return false;
    const char *end = strchr(text, '>');
    return !end || at <= end + 1;
}

/* What is wrong where the parser expected something in a tag, and what it is when nothing better is found. */
static int mistake_in_tag(const char *text, const char *at, int otherwise) {
    return dom_blank(at)                 ? CUT_SHORT
           : has_curled_quotes(text, at) ? CURLED_QUOTES
           : quote_fixed_space(at) > 0   ? FIXED_SPACE
                                         : otherwise;
}

/* What it really is: libxml2's code, or one of ours. */
static int syntax_mistake(int code, const char *text, const char *at) {
    const char *sign = back_to(text, at, "<&");
    if (in_declaration(text, at))
        return DECLARATION;
    switch (code) {
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_LT_IN_ATTRIBUTE:
        return mistake_in_tag(text, at, code);
    case XML_ERR_SPACE_REQUIRED: {
        bool begins = at > text + 1 && strchr("\"'", at[-1]) && at[-2] == '=';
        return mistake_in_tag(text, at, begins ? XML_ERR_ATTRIBUTE_NOT_FINISHED : code);
    }
    case XML_ERR_NAME_REQUIRED: /* behind a `<` or `&` that is text, or further on in a tag */
        if (sign == at)
            return code;
        if (*sign == '&')
            return XML_ERR_ENTITYREF_SEMICOL_MISSING;
        if (at - sign == 1) /* nothing behind it that could be a name */
            return dom_blank(at) ? CUT_SHORT : LOOSE_LESS_THAN;
        return mistake_in_tag(text, at, *at == '<' ? XML_ERR_GT_REQUIRED : STRAY_SIGN);
    case XML_ERR_INVALID_DEC_CHARREF:
        return XML_ERR_INVALID_HEX_CHARREF;
    default:
        return code;
    }
}

/* An element that is not closed, or not in time: the parser knows which, and where it began. NULL: it is not that. */
static char *open_element_text(struct xml_problem *problem, const char *text) {
    const xmlError *error = &problem->error;
    char opened[QUOTE_SIZE], closed[QUOTE_SIZE] = "";
    if (!error->str1 || (error->code != XML_ERR_TAG_NAME_MISMATCH && error->code != XML_ERR_TAG_NOT_FINISHED))
        return NULL;
    quote(error->str1, opened);
    if (error->code == XML_ERR_TAG_NOT_FINISHED)
        return text_format(_("Het bestand stopt, maar <%s> van regel %d is nog niet gesloten.\n"
                             "Zet </%s> waar <%s> eindigt."),
                           opened, error->int1, opened, opened);
    const char *end = back_to(text, text + problem->offset, "<");
    problem->offset = (size_t)(end - text);
    return text_format(_("Hier staat </%s>, maar <%s> van regel %d is nog niet gesloten.\n"
                         "Zet </%s> waar <%s> eindigt."),
                       error->str2 && !starts(end, "</>") ? quote(error->str2, closed) : "", opened, error->int1,
                       opened, opened);
}

static char *syntax_text(struct xml_problem *problem, const char *text) {
    const char *at = text + problem->offset;
    int mistake = syntax_mistake(problem->error.code, text, at);
    size_t i = 0;
    while (syntax[i].code && syntax[i].code != mistake)
        i++;
    bool unclosed = mistake == XML_ERR_CDATA_NOT_FINISHED || mistake == XML_ERR_COMMENT_NOT_FINISHED ||
                    mistake == XML_ERR_PI_NOT_FINISHED;
    bool sign = mistake == LOOSE_LESS_THAN || mistake == XML_ERR_ENTITYREF_SEMICOL_MISSING ||
                mistake == XML_ERR_UNDECLARED_ENTITY || mistake == XML_ERR_INVALID_HEX_CHARREF;
    if (unclosed && problem->last < problem->offset) /* the parser stops at the end */
        problem->offset = problem->last;
    else if (sign)
        problem->offset = (size_t)(back_to(text, at, "<&") - text);
    return mem_strdup(_(syntax[i].text));
}

/* --- what is wrong with the file --- */

static const struct xml_limits limits = {CASE_MAX_BYTES, CASE_MAX_ATTRIBUTES, CASE_MAX_DEPTH, CASE_MAX_ELEMENTS};

_Static_assert(CASE_MAX_BYTES == 64 << 20 && CASE_MAX_ATTRIBUTES == 64 && CASE_MAX_DEPTH == 64 &&
                   CASE_MAX_ELEMENTS == 1000000,
               "the sentences below say so");

/* The sentence and the help line of the other mistakes (Dutch msgids), with those limits. */
static const char *const mistakes[] = {
    [MISTAKE_DOCTYPE] = N_("Het bestand heeft een DOCTYPE en wordt daarom niet gelezen.\n"
                           "Verwijder het deel van <!DOCTYPE tot en met de > die het afsluit."),
    [MISTAKE_EMPTY] = N_("Het bestand is leeg.\nMaak een casus met hgw-new en vul ze aan."),
    [MISTAKE_NUL] = N_("Hier staat een NUL-teken: dit is geen tekstbestand.\nIs dit wel het juiste bestand?"),
    [MISTAKE_ENCODING] =
        N_("De tekencodering „%s” is onbekend.\n"
           "Sla het bestand op als UTF-8, of zet de echte tekencodering in encoding=\"…\" op de eerste regel."),
    [MISTAKE_OTHER] =
        N_("De eerste regel noemt de tekencodering %s, maar het bestand staat er niet in.\n"
           "Sla het bestand op als UTF-8, of zet de echte tekencodering in encoding=\"…\" op de eerste regel."),
    [MISTAKE_BYTE] =
        N_("Hier staat een byte die in de tekencodering %s niet bestaat.\n"
           "Sla het bestand op als UTF-8, of zet de echte tekencodering in encoding=\"…\" op de eerste regel."),
    [MISTAKE_BYTES] = N_("Het bestand is groter dan 64 MiB en wordt niet gelezen.\n"
                         "Een casus is gewone tekst, zelden meer dan 1 MB. Is dit wel het juiste bestand?"),
    [MISTAKE_ATTRIBUTES] = N_("Deze tag heeft meer dan 64 attributen.\n"
                              "Een casus heeft er hooguit twaalf in een tag. Is dit wel het juiste bestand?"),
    [MISTAKE_DEPTH] = N_("De elementen zitten hier meer dan 64 diep in elkaar.\n"
                         "Een casus is hooguit vier elementen diep. Is dit wel het juiste bestand?"),
    [MISTAKE_ELEMENTS] = N_("Het bestand heeft meer dan 1000000 elementen.\nIs dit wel het juiste bestand?"),
};

/* Files that are something else altogether, known by their first bytes. */
static const struct {
    const char *start, *sentence; /* Dutch msgid */
} strangers[] = {
    {"PK\x03\x04", N_("Dit is een Word- of OpenDocument-bestand (of een zip), geen casus in XML.")},
    {"\xD0\xCF\x11\xE0", N_("Dit is een oud Word- of Office-bestand, geen casus in XML.")},
    {"%PDF", N_("Dit is een PDF, geen casus in XML.")},
    {"{\\rtf", N_("Dit is een RTF-document, geen casus in XML.")},
    {"\x1F\x8B", N_("Dit is een ingepakt bestand (gzip), geen casus in XML.")},
};

static bool refuse_stranger(const char *bytes, size_t length, struct findings *findings) {
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (length >= strlen(strangers[i].start) && starts(bytes, strangers[i].start)) {
            finding_say(findings_error(findings, "HGW001", NULL), "%s\n%s", _(strangers[i].sentence),
                        _("Geef een casus die met hgw-new begon, of sla het bestand op als gewone tekst."));
            return true;
        }
    return false;
}

char *mistake_text(struct xml_problem *problem, const char *text) {
    if (problem->mistake != MISTAKE_SYNTAX)
        return text_format(_(mistakes[problem->mistake]), problem->encoding);
    char *open = open_element_text(problem, text);
    return open ? open : syntax_text(problem, text);
}

/* "White space around values is collapsed when the file is loaded" (the vocabulary): in all attributes, since none
 * needs its white space. */
static void collapse_attributes(xmlNodePtr element) {
    for (xmlAttrPtr attribute = element->properties; attribute; attribute = attribute->next) {
        if (!strpbrk(dom_value(attribute), DOM_SPACE)) /* most are one word */
            continue;
        AUTO(mem_free) char *value = mem_strdup(dom_value(attribute));
        text_normalise(value);
        if (strcmp(value, dom_value(attribute)) != 0)
            xmlSetNsProp(element, attribute->ns, attribute->name, (const xmlChar *)value);
    }
}

void case_load(struct case_file *c, const char *name, const char *bytes, size_t length, struct findings *findings) {
    struct xml_problem problem;
    *c = (struct case_file){.name = mem_strdup(name)};
    if (refuse_stranger(bytes, length, findings))
        return;
    c->doc = xml_read(bytes, length, &limits, &c->source, &problem);
    if (!c->doc) {
        const char *code = problem.mistake == MISTAKE_DOCTYPE ? "HGW007" : "HGW001";
        AUTO(mem_free) char *said = mistake_text(&problem, c->source.data);
        struct finding *finding = findings_error(findings, code, NULL);
        finding_say(finding, "%s", said);
        finding->offset = problem.offset;
        xml_problem_free(&problem);
        return;
    }
    for (xmlNodePtr element = xmlDocGetRootElement(c->doc); element; element = dom_walk(element, NULL))
        collapse_attributes(element);
    ids_rebuild(c->doc);
}

bool case_read(struct case_file *c, const char *path, const char *name, struct findings *findings,
               struct error *error) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    *c = (struct case_file){0};
    if (!file_read(path, CASE_MAX_BYTES, &bytes, error) && error->kind != ERROR_LIMIT)
        return false;
    error_clear(error); /* too large is what the loader says */
    case_load(c, name ? name : path, bytes.data, bytes.length, findings);
    return true;
}

/* --- what is read --- */

const char *const phase_names[PHASE_COUNT] = {"vraagverheldering", "intake", "strategie", "onderzoek",
                                              "integratie",        "advies", "evaluatie"};

int phase_index(const char *word) {
    return dom_place(phase_names, PHASE_COUNT, word, strcspn(word, DOM_SPACE));
}

void case_advance(const struct case_file *c, struct cursor *cursor, size_t offset) {
    const char *text = c->source.data;
    if (offset > c->source.length)
        offset = c->source.length;
    for (; cursor->offset < offset; cursor->offset++) {
        char byte = text[cursor->offset];
        bool line_end = byte == '\n' || (byte == '\r' && text[cursor->offset + 1] != '\n');
        if (line_end) {
            cursor->line++;
            cursor->column = 1;
            cursor->line_start = cursor->offset + 1;
        } else if (((unsigned char)byte & 0xC0) != 0x80) /* not a continuation byte: a new code point */
            cursor->column++;
    }
}

void ids_rebuild(xmlDocPtr doc) {
    size_t count = 0;
    if (doc->ids)
        xmlFreeIDTable(doc->ids);
    doc->ids = NULL;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL)) {
        xmlAttrPtr id = dom_attribute(node, "id");
        if (!id)
            continue;
        id->atype = (xmlAttributeType)0; /* else freeing it would look for it in a table that is gone */
        const char *value = dom_value(id);
        if (*value && ++count <= IDS_MOST && !xmlGetID(doc, (const xmlChar *)value))
            xmlAddID(NULL, doc, (const xmlChar *)value, id);
    }
}

void case_free(struct case_file *c) {
    free(c->name);
    if (c->doc)
        xmlFreeDoc(c->doc);
    buf_free(&c->source);
    *c = (struct case_file){0};
}
