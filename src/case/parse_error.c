#include "case/parse_error.h"

#include "base/lang.h"
#include "case/problems.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* What the source shows better than the parser: besides the codes of xmlParserErrors, which are not negative.
 */
enum {
    DECLARATION = -19, /* something in <?xml …?> */
    CUT_SHORT,         /* the file ends inside a tag */
    FIXED_SPACE,       /* a space in a tag that is none for XML */
    STRAY_SIGN,        /* anything else in a tag that cannot stand there */
    CURLED_QUOTES,     /* quotation marks of a word processor around a value */
    QUOTE_LEFT_OPEN,   /* a value that runs on to the first quotation mark of the next one */
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
    AT_CDATA,   /* the `<![CDATA[` that is not closed */
    AT_END,     /* the `]]>` behind that */
};

/* The mistakes in our own words, by their codes: libxml2's own are English, and differ between its versions.
 */
static const struct {
    int code;            /* xmlParserErrors, or one of ours */
    const char *message; /* Dutch msgid */
    const char *help;    /* Dutch msgid */
    enum place place;
} mistakes[] = {
    {XML_ERR_TAG_NAME_MISMATCH, N_("Een element wordt met een andere naam gesloten dan waarmee het begon."),
     N_("Geef begin- en eindtag dezelfde naam, zoals <tekst>…</tekst>, en sluit het binnenste eerst."), AT_TAG},
    {XML_ERR_TAG_NOT_FINISHED, N_("Het bestand stopt voordat alle elementen gesloten zijn."),
     N_("Sluit wat openstaat; de laatste regel van een casus is </casus>."), AT_PARSER},
    {XML_ERR_GT_REQUIRED, N_("Hier ontbreekt het teken > dat een tag afsluit."), N_("Zet er een > bij."), AT_PARSER},
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
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("Een attribuut staat twee keer in dezelfde tag."), N_("Houd er één van de twee."),
     AT_PARSER},
    {XML_ERR_SPACE_REQUIRED, N_("Tussen twee attributen ontbreekt een spatie."),
     N_("Zet een spatie tussen de attributen."), AT_PARSER},
    {DECLARATION, N_("De eerste regel <?xml …?> is niet goed geschreven."),
     N_("Schrijf <?xml version=\"1.0\" encoding=\"UTF-8\"?>, of haal die regel weg."), AT_PARSER},
    {CUT_SHORT, N_("Het bestand stopt midden in een tag."),
     N_("Is het helemaal bewaard of gekopieerd? De laatste regel van een casus is </casus>."), AT_PARSER},
    {FIXED_SPACE, N_("In een tag staat een vaste of onzichtbare spatie."),
     N_("Typ er een gewone spatie. Een vaste komt vaak mee bij het plakken uit een tekstverwerker."), AT_PARSER},
    {STRAY_SIGN, N_("In een tag staat een teken dat daar niet hoort."),
     N_("Een tag ziet eruit als <doel termijn=\"kort\">. Is de < gewone tekst? Schrijf dan &lt;."), AT_PARSER},
    {CURLED_QUOTES, N_("Rond een waarde staan gekrulde aanhalingstekens."),
     N_("Typ rechte aanhalingstekens, zoals in termijn=\"kort\". Een tekstverwerker maakt ze krom."), AT_PARSER},
    {QUOTE_LEFT_OPEN, N_("Een aanhalingsteken wordt niet gesloten."),
     N_("Zet het aanhalingsteken achter de waarde die ervoor staat."), AT_PARSER},
    {XML_ERR_NAME_REQUIRED, N_("Na een < of een & staat geen naam."),
     N_("Een los teken schrijf je in een casus als &lt; (voor <) of &amp; (voor &)."), AT_PARSER},
    {LOOSE_LESS_THAN, N_("Een < staat los in de tekst."), N_("Schrijf &lt; in plaats van <."), AT_SIGN},
    {LOOSE_AMPERSAND, N_("Een & staat los in de tekst."), N_("Schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("Een & staat los in de tekst."), N_("Schrijf &amp; in plaats van &."),
     AT_SIGN},
    {XML_ERR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_WAR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &."), AT_SIGN},
    {XML_ERR_INVALID_HEX_CHARREF, N_("Deze afkorting met &# staat voor geen enkel teken."),
     N_("Typ het teken zelf (é, €, …)."), AT_SIGN},
    {XML_ERR_INVALID_DEC_CHARREF, N_("Deze afkorting met &# staat voor geen enkel teken."),
     N_("Typ het teken zelf (é, €, …)."), AT_SIGN},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, N_("In deze naam staat een dubbelpunt; in een casus heeft geen naam er een."),
     N_("Haal de tag weg. Zo een komt vaak mee bij het plakken uit een tekstverwerker."), AT_TAG},
    {XML_NS_ERR_QNAME, N_("In deze naam staat een dubbelpunt; in een casus heeft geen naam er een."),
     N_("Is de < gewone tekst, zoals voor een webadres? Schrijf dan &lt;."), AT_TAG},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, N_("Een attribuut staat twee keer in dezelfde tag."),
     N_("Houd er één van de twee."), AT_PARSER},
    {XML_NS_ERR_XML_NAMESPACE, N_("In deze tag staat xmlns met een waarde die niet kan."),
     N_("Haal xmlns weg: een casus heeft geen naamruimten."), AT_TAG},
    {XML_NS_ERR_EMPTY, N_("In deze tag staat xmlns met een waarde die niet kan."),
     N_("Haal xmlns weg: een casus heeft geen naamruimten."), AT_TAG},
    {XML_WAR_NS_URI, N_("In deze tag staat xmlns met een waarde die niet kan."),
     N_("Haal xmlns weg: een casus heeft geen naamruimten."), AT_TAG},
    {XML_NS_ERR_COLON, N_("In deze naam staat een dubbelpunt; in een casus heeft geen naam er een."),
     N_("Schrijf <?vul-in …?>, of haal het weg."), AT_TAG},
    {XML_DTD_XMLID_VALUE, N_("In deze tag staat een xml:id die geen id kan zijn."),
     N_("Schrijf id=\"…\", zonder xml: ervoor: een letter, en dan letters, cijfers en streepjes."), AT_TAG},
    {XML_DTD_ID_REDEFINED, N_("In deze tag staat een xml:id die al bestaat."),
     N_("Schrijf id=\"…\", zonder xml: ervoor, met een waarde die nog nergens staat."), AT_TAG},
    {XML_ERR_MISPLACED_CDATA_END, N_("De tekens ]]> kunnen niet zo in een tekst staan."),
     N_("Schrijf ]]&gt; in plaats van ]]>."), AT_END},
    {XML_ERR_CDATA_NOT_FINISHED, N_("Een <![CDATA[ wordt niet gesloten."), N_("Sluit het met ]]>, of haal het weg."),
     AT_CDATA},
    {XML_ERR_DOCUMENT_EMPTY, N_("Dit is geen XML: het bestand begint niet met een element."),
     N_("Een casus begint met <casus versie=\"1\" …>. Maak er een met hgw-new."), AT_PARSER},
    {XML_ERR_DOCUMENT_END, N_("Na het einde van de casus staat nog tekst."), N_("Verwijder wat na </casus> komt."),
     AT_PARSER},
    {XML_ERR_INVALID_CHAR, N_("Hier staat een teken dat in XML niet mag (een besturingsteken)."),
     N_("Verwijder het teken; vaak kwam het mee bij het plakken."), AT_PARSER},
    {XML_ERR_RESERVED_XML_NAME, N_("De regel <?xml …?> staat niet helemaal vooraan."),
     N_("Zet <?xml …?> op de eerste regel, zonder spatie of lege regel ervoor."), AT_PARSER},
    {XML_ERR_COMMENT_NOT_FINISHED, N_("Een commentaar <!-- wordt niet gesloten."), N_("Sluit het commentaar met -->."),
     AT_COMMENT},
    {COMMENT_LEFT_OPEN, N_("Een commentaar <!-- wordt niet gesloten: verderop begint al het volgende."),
     N_("Sluit het commentaar met -->."), AT_COMMENT},
    {XML_ERR_PI_NOT_FINISHED, N_("Een <? wordt niet gesloten."),
     N_("Zet ?> achter de hint, of haal alles weg vanaf <?."), AT_HINT},
    {XML_ERR_PI_NOT_STARTED, N_("Na <? staat niet meteen een naam."), N_("Schrijf <?vul-in …?>, zonder spatie na <?."),
     AT_PARSER},
    {XML_ERR_HYPHEN_IN_COMMENT, N_("In een commentaar staan twee streepjes na elkaar (--)."),
     N_("Gebruik in een commentaar één streepje."), AT_PARSER},
};

/* The last `sign` (one of them) before `offset`, or `offset` when there is none. */
static size_t back_to(const struct buf *source, size_t offset, const char *signs) {
    for (size_t at = offset; at > 0; at--)
        if (source->data[at - 1] && strchr(signs, source->data[at - 1]))
            return at - 1;
    return offset;
}

static bool stands_at(const struct buf *source, size_t offset, const char *text) {
    size_t length = strlen(text);
    return offset <= source->length && source->length - offset >= length &&
           memcmp(source->data + offset, text, length) == 0;
}

/* The first `start` that no `end` follows before `limit`; `limit` when there is none. What the parser has
 * read up to there is good, so this is one that still stands open. */
static size_t left_open(const struct buf *source, size_t limit, const char *start, const char *end) {
    size_t open = limit;
    for (size_t at = 0; at < limit; at++)
        if (open == limit && stands_at(source, at, start))
            open = at;
        else if (open < limit && at >= open + strlen(start) && stands_at(source, at, end))
            open = limit;
    return open;
}

/* The first `text` from `offset` on, or `offset` when there is none. */
static size_t forward_to(const struct buf *source, size_t offset, const char *text) {
    const char *found = memmem(source->data + offset, source->length - offset, text, strlen(text));
    return found ? (size_t)(found - source->data) : offset;
}

static size_t place_of(enum place place, const struct buf *source, size_t offset) {
    switch (place) {
    case AT_TAG:
        return back_to(source, offset, "<");
    case AT_SIGN:
        return back_to(source, offset, "<&");
    case AT_COMMENT:
        return left_open(source, offset, "<!--", "-->");
    case AT_HINT:
        return left_open(source, offset, "<?", "?>");
    case AT_CDATA:
        return left_open(source, offset, "<![CDATA[", "]]>");
    case AT_END:
        return forward_to(source, offset, "]]>");
    case AT_PARSER:
        break;
    }
    return offset;
}

/* True when a value in the tag up to `offset` begins or ends with one of the marks that a word processor
 * makes of a straight one (U+2018 to U+201F). */
static bool has_curled_quotes(const struct buf *source, size_t offset) {
    bool after_equals = false;
    size_t tag = back_to(source, offset, "<");
    for (size_t at = tag; at < source->length && at < offset + 3; at++) {
        bool curled = stands_at(source, at, "\xE2\x80") && at + 2 < source->length &&
                      (unsigned char)source->data[at + 2] >= 0x98 && (unsigned char)source->data[at + 2] <= 0x9F;
        if (curled && (after_equals || stands_at(source, at + 3, " ") || stands_at(source, at + 3, ">") ||
                       stands_at(source, at + 3, "/")))
            return true;
        if (source->data[at] != ' ')
            after_equals = source->data[at] == '=';
    }
    return false;
}

/* True when the parser has not come further than the XML declaration, or than what was meant as one. */
static bool in_declaration(const struct buf *source, size_t offset) {
    static const char *const starts[] = {"<?xml", "<xml"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (stands_at(source, 0, starts[i]) && length < source->length && strchr(" \t\r\n?", source->data[length]))
            return offset <= forward_to(source, 0, ">") + 1 || !memchr(source->data, '>', source->length);
    }
    return false;
}

static bool only_space_from(const struct buf *source, size_t offset) {
    while (offset < source->length && strchr(" \t\r\n", source->data[offset]))
        offset++;
    return offset == source->length;
}

/* What is wrong where the parser expected something in a tag, and what it is when nothing better is found. */
static int mistake_in_tag(const struct buf *source, size_t offset, int otherwise) {
    if (only_space_from(source, offset))
        return CUT_SHORT;
    if (has_curled_quotes(source, offset))
        return CURLED_QUOTES;
    return report_fixed_space(source->data + offset, source->length - offset) > 0 ? FIXED_SPACE : otherwise;
}

/* No name where one should be: behind a `<` or `&` that is text, or further on in a tag. */
static int mistake_without_name(const struct buf *source, size_t offset) {
    size_t sign = back_to(source, offset, "<&");
    if (sign == offset)
        return XML_ERR_NAME_REQUIRED;
    if (source->data[sign] == '&')
        return LOOSE_AMPERSAND;
    if (offset - sign == 1) /* nothing behind it that could be a name */
        return only_space_from(source, offset) ? CUT_SHORT : LOOSE_LESS_THAN;
    return mistake_in_tag(source, offset, source->data[offset] == '<' ? XML_ERR_GT_REQUIRED : STRAY_SIGN);
}

/* What it really is: the code of the problem, or one of ours. */
static int mistake_of(const xmlError *problem, const struct buf *source, size_t offset) {
    if (in_declaration(source, offset))
        return DECLARATION;
    switch (problem->code) {
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_LT_IN_ATTRIBUTE:
        return mistake_in_tag(source, offset, problem->code);
    case XML_ERR_SPACE_REQUIRED:
        return mistake_in_tag(source, offset,
                              offset > 1 && strchr("\"'", source->data[offset - 1]) && source->data[offset - 2] == '='
                                  ? QUOTE_LEFT_OPEN
                                  : problem->code);
    case XML_ERR_NAME_REQUIRED:
        return mistake_without_name(source, offset);
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
static bool say_open_element(struct finding *finding, const xmlError *problem, const struct buf *source) {
    char opened[QUOTE_SIZE], closed[QUOTE_SIZE];
    if (!problem->str1)
        return false;
    report_quote(problem->str1, opened);
    if (problem->code == XML_ERR_TAG_NOT_FINISHED)
        finding_say(finding, _("Het bestand stopt, maar <%s> van regel %d is nog niet gesloten."), opened,
                    problem->int1);
    else if (problem->code == XML_ERR_TAG_NAME_MISMATCH && stands_at(source, finding->offset, "</>"))
        finding_say(finding, _("Hier staat </>, maar <%s> van regel %d is nog niet gesloten."), opened, problem->int1);
    else if (problem->code == XML_ERR_TAG_NAME_MISMATCH && problem->str2)
        finding_say(finding, _("Hier staat </%s>, maar <%s> van regel %d is nog niet gesloten."),
                    report_quote(problem->str2, closed), opened, problem->int1);
    else
        return false;
    finding_help(finding, _("Zet </%s> waar <%s> eindigt."), opened, opened);
    return true;
}

void parse_error_say(struct finding *finding, const xmlError *problem, const struct buf *source) {
    size_t offset = finding->offset < source->length ? finding->offset : source->length;
    int mistake = mistake_of(problem, source, offset);
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
        if (mistakes[i].code == mistake) {
            finding->offset = place_of(mistakes[i].place, source, offset);
            if (say_open_element(finding, problem, source))
                return;
            finding_say(finding, "%s", _(mistakes[i].message));
            finding_help(finding, "%s", _(mistakes[i].help));
            return;
        }
    finding_say(finding, "%s", _("Dit is geen goede XML."));
    finding_help(finding, "%s",
                 _("Kijk naar de tekens net voor deze plaats: vaak ontbreekt er een <, > of aanhalingsteken."));
}
