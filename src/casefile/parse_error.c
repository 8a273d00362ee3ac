#include "casefile/parse_error.h"

#include "base/lang.h"
#include "casefile/report.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* What the source shows better than the parser: besides the codes of xmlParserErrors, which are not negative.
 */
enum {
    CURLED_QUOTES = -9, /* quotation marks of a word processor around a value */
    QUOTE_LEFT_OPEN,    /* a value that runs on to the first quotation mark of the next one */
    LOOSE_AMPERSAND,
    LOOSE_LESS_THAN,
    COMMENT_LEFT_OPEN, /* another comment begins inside it */
};

/* Where the finding is placed, since the parser stops somewhere behind the mistake. */
enum place {
    AT_PARSER,  /* where the parser is */
    AT_TAG,     /* the `<` before that */
    AT_SIGN,    /* the `<` or `&` before that */
    AT_COMMENT, /* the `<!--` that is not closed */
    AT_HINT,    /* the `<?` that is not closed */
};

/* The usual mistakes in our own words. What is not here gets libxml2's sentence. */
static const struct {
    int code;            /* xmlParserErrors, or one of ours */
    const char *message; /* Dutch msgid */
    const char *help;    /* Dutch msgid */
    enum place place;
} mistakes[] = {
    {XML_ERR_TAG_NAME_MISMATCH, N_("Een element wordt met een andere naam gesloten dan waarmee het begon."),
     N_("Geef begin- en eindtag dezelfde naam, zoals <tekst>…</tekst>, en sluit het binnenste eerst."),
     AT_TAG},
    {XML_ERR_TAG_NOT_FINISHED, N_("Het bestand stopt voordat alle elementen gesloten zijn."),
     N_("Sluit wat openstaat; de laatste regel van een casus is </casus>."), AT_PARSER},
    {XML_ERR_GT_REQUIRED, N_("Hier ontbreekt het teken > dat een tag afsluit."), N_("Zet er een > bij."),
     AT_PARSER},
    {XML_ERR_LTSLASH_REQUIRED, N_("Het bestand stopt voordat alle elementen gesloten zijn."),
     N_("Sluit wat openstaat; de laatste regel van een casus is </casus>."), AT_PARSER},
    {XML_ERR_LT_IN_ATTRIBUTE, N_("In een waarde tussen aanhalingstekens staat een <."),
     N_("Schrijf &lt; in plaats van <, of sluit het aanhalingsteken dat nog openstaat."), AT_PARSER},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, N_("De waarde van een attribuut staat niet tussen aanhalingstekens."),
     N_("Zet aanhalingstekens rond de waarde, zoals termijn=\"kort\"."), AT_PARSER},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, N_("Een aanhalingsteken wordt niet gesloten."),
     N_("Zet het aanhalingsteken achter de waarde."), AT_PARSER},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, N_("Een attribuut heeft geen waarde."),
     N_("Schrijf naam=\"waarde\", of haal het attribuut weg."), AT_PARSER},
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("Een attribuut staat twee keer in dezelfde tag."),
     N_("Houd er één van de twee."), AT_PARSER},
    {XML_ERR_SPACE_REQUIRED, N_("Tussen twee attributen ontbreekt een spatie."),
     N_("Zet een spatie tussen de attributen."), AT_PARSER},
    {CURLED_QUOTES, N_("Rond een waarde staan gekrulde aanhalingstekens."),
     N_("Typ rechte aanhalingstekens, zoals in termijn=\"kort\". Een tekstverwerker maakt ze krom."),
     AT_PARSER},
    {QUOTE_LEFT_OPEN, N_("Een aanhalingsteken wordt niet gesloten."),
     N_("Zet het aanhalingsteken achter de waarde die ervoor staat."), AT_PARSER},
    {XML_ERR_NAME_REQUIRED, N_("Na een < of een & staat geen naam."),
     N_("Een los teken schrijf je in een casus als &lt; (voor <) of &amp; (voor &)."), AT_PARSER},
    {LOOSE_LESS_THAN, N_("Een < staat los in de tekst."), N_("Schrijf &lt; in plaats van <."), AT_SIGN},
    {LOOSE_AMPERSAND, N_("Een & staat los in de tekst."), N_("Schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("Een & staat los in de tekst."),
     N_("Schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_ERR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_WAR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_ERR_DOCUMENT_EMPTY, N_("Dit is geen XML: het bestand begint niet met een element."),
     N_("Een casus begint met <casus versie=\"1\" …>. Maak er een met hgw-new."), AT_PARSER},
    {XML_ERR_DOCUMENT_END, N_("Na het einde van de casus staat nog tekst."),
     N_("Verwijder wat na </casus> komt."), AT_PARSER},
    {XML_ERR_INVALID_CHAR, N_("Hier staat een teken dat in XML niet mag (een besturingsteken)."),
     N_("Verwijder het teken; vaak kwam het mee bij het plakken."), AT_PARSER},
    {XML_ERR_RESERVED_XML_NAME, N_("De regel <?xml …?> staat niet helemaal vooraan."),
     N_("Zet <?xml …?> op de eerste regel, zonder spatie of lege regel ervoor."), AT_PARSER},
    {XML_ERR_COMMENT_NOT_FINISHED, N_("Een commentaar <!-- wordt niet gesloten."),
     N_("Sluit het commentaar met -->."), AT_COMMENT},
    {COMMENT_LEFT_OPEN, N_("Een commentaar <!-- wordt niet gesloten: verderop begint al het volgende."),
     N_("Sluit het commentaar met -->."), AT_COMMENT},
    {XML_ERR_PI_NOT_FINISHED, N_("Een <? wordt niet gesloten."),
     N_("Zet ?> achter de hint, of haal alles weg vanaf <?."), AT_HINT},
    {XML_ERR_HYPHEN_IN_COMMENT, N_("In een commentaar staan twee streepjes na elkaar (--)."),
     N_("Gebruik in een commentaar één streepje."), AT_PARSER},
};

/* The last `sign` (one of them) before `offset`, or `offset` when there is none. */
static size_t back_to(const struct hgw_buf *source, size_t offset, const char *signs) {
    for (size_t at = offset; at > 0; at--)
        if (source->data[at - 1] && strchr(signs, source->data[at - 1]))
            return at - 1;
    return offset;
}

static bool stands_at(const struct hgw_buf *source, size_t offset, const char *text) {
    size_t length = strlen(text);
    return offset <= source->length && source->length - offset >= length &&
           memcmp(source->data + offset, text, length) == 0;
}

/* The first `start` that no `end` follows before `limit`; `limit` when there is none. What the parser has
 * read up to there is good, so this is one that still stands open. */
static size_t left_open(const struct hgw_buf *source, size_t limit, const char *start, const char *end) {
    size_t open = limit;
    for (size_t at = 0; at < limit; at++)
        if (open == limit && stands_at(source, at, start))
            open = at;
        else if (open < limit && at >= open + strlen(start) && stands_at(source, at, end))
            open = limit;
    return open;
}

static size_t place_of(enum place place, const struct hgw_buf *source, size_t offset) {
    switch (place) {
    case AT_TAG:
        return back_to(source, offset, "<");
    case AT_SIGN:
        return back_to(source, offset, "<&");
    case AT_COMMENT:
        return left_open(source, offset, "<!--", "-->");
    case AT_HINT:
        return left_open(source, offset, "<?", "?>");
    case AT_PARSER:
        break;
    }
    return offset;
}

/* True when a value in the tag up to `offset` begins or ends with one of the marks that a word processor
 * makes of a straight one (U+2018 to U+201F). */
static bool has_curled_quotes(const struct hgw_buf *source, size_t offset) {
    bool after_equals = false;
    size_t tag = back_to(source, offset, "<");
    for (size_t at = tag; at < source->length && at < offset + 3; at++) {
        bool curled = stands_at(source, at, "\xE2\x80") && at + 2 < source->length &&
                      (unsigned char)source->data[at + 2] >= 0x98 &&
                      (unsigned char)source->data[at + 2] <= 0x9F;
        if (curled && (after_equals || stands_at(source, at + 3, " ") || stands_at(source, at + 3, ">") ||
                       stands_at(source, at + 3, "/")))
            return true;
        if (source->data[at] != ' ')
            after_equals = source->data[at] == '=';
    }
    return false;
}

/* What it really is: the code of the problem, or one of ours. */
static int mistake_of(const xmlError *problem, const struct hgw_buf *source, size_t offset) {
    size_t sign = back_to(source, offset, "<&");
    switch (problem->code) {
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_LT_IN_ATTRIBUTE:
        return has_curled_quotes(source, offset) ? CURLED_QUOTES : problem->code;
    case XML_ERR_SPACE_REQUIRED:
        if (has_curled_quotes(source, offset))
            return CURLED_QUOTES;
        return offset > 1 && strchr("\"'", source->data[offset - 1]) && source->data[offset - 2] == '='
                   ? QUOTE_LEFT_OPEN
                   : problem->code;
    case XML_ERR_NAME_REQUIRED:
        if (sign == offset ||
            offset - sign > 1) /* `<` and `&` have nothing behind them that could be a name */
            return problem->code;
        return source->data[sign] == '&' ? LOOSE_AMPERSAND : LOOSE_LESS_THAN;
    case XML_ERR_HYPHEN_IN_COMMENT:
        return offset > 1 && stands_at(source, back_to(source, offset, "<"), "<!--") &&
                       left_open(source, offset, "<!--", "-->") < back_to(source, offset, "<")
                   ? COMMENT_LEFT_OPEN
                   : problem->code;
    default:
        return problem->code;
    }
}

/* An element that is not closed, or not in time: the parser knows which, and where it began. False when it
 * does not say so. */
static bool say_open_element(struct hgw_findings *findings, struct hgw_finding *finding,
                             const xmlError *problem) {
    char opened[HGW_QUOTE_SIZE], closed[HGW_QUOTE_SIZE];
    if (!problem->str1)
        return false;
    hgw_report_quote(problem->str1, opened);
    if (problem->code == XML_ERR_TAG_NOT_FINISHED)
        hgw_finding_say(findings, finding,
                        _("Het bestand stopt, maar <%s> van regel %d is nog niet gesloten."), opened,
                        problem->int1);
    else if (problem->code == XML_ERR_TAG_NAME_MISMATCH && problem->str2)
        hgw_finding_say(findings, finding,
                        _("Hier staat </%s>, maar <%s> van regel %d is nog niet gesloten."),
                        hgw_report_quote(problem->str2, closed), opened, problem->int1);
    else
        return false;
    hgw_finding_help(findings, finding, _("Zet </%s> waar <%s> eindigt."), opened, opened);
    return true;
}

void hgw_parse_error_say(struct hgw_findings *findings, struct hgw_finding *finding, const xmlError *problem,
                         const struct hgw_buf *source) {
    if (!finding)
        return;
    size_t offset = finding->offset < source->length ? finding->offset : source->length;
    int mistake = mistake_of(problem, source, offset);
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
        if (mistakes[i].code == mistake) {
            finding->offset = place_of(mistakes[i].place, source, offset);
            if (say_open_element(findings, finding, problem))
                return;
            hgw_finding_say(findings, finding, "%s", _(mistakes[i].message));
            hgw_finding_help(findings, finding, "%s", _(mistakes[i].help));
            return;
        }
    const char *text = problem->message ? problem->message : "";
    int length = (int)strcspn(text, "\n");
    hgw_finding_say(findings, finding, _("Dit is geen goede XML: %.*s."), length, text);
    hgw_finding_help(
        findings, finding,
        _("Kijk naar de tekens net voor deze plaats: vaak ontbreekt er een <, > of aanhalingsteken."));
}
