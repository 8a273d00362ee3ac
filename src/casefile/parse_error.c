#include "casefile/parse_error.h"

#include "base/lang.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* The usual mistakes in our own words. What is not here gets libxml2's sentence. */
static const struct {
    int code;            /* xmlParserErrors */
    const char *message; /* Dutch msgid */
    const char *help;    /* Dutch msgid */
} mistakes[] = {
    {XML_ERR_TAG_NAME_MISMATCH, N_("Een element wordt met een andere naam gesloten dan waarmee het begon."),
     N_("Geef begin- en eindtag dezelfde naam, zoals <tekst>…</tekst>, en sluit het binnenste eerst.")},
    {XML_ERR_TAG_NOT_FINISHED, N_("Het bestand stopt voordat alle elementen gesloten zijn."),
     N_("Sluit wat openstaat; de laatste regel van een casus is </casus>.")},
    {XML_ERR_GT_REQUIRED, N_("Hier ontbreekt het teken > dat een tag afsluit."), N_("Zet er een > bij.")},
    {XML_ERR_LTSLASH_REQUIRED, N_("Het bestand stopt voordat alle elementen gesloten zijn."),
     N_("Sluit wat openstaat; de laatste regel van een casus is </casus>.")},
    {XML_ERR_LT_IN_ATTRIBUTE, N_("In een waarde tussen aanhalingstekens staat een <."),
     N_("Schrijf &lt; in plaats van <, of sluit het aanhalingsteken dat nog openstaat.")},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, N_("De waarde van een attribuut staat niet tussen aanhalingstekens."),
     N_("Zet aanhalingstekens rond de waarde, zoals termijn=\"kort\".")},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, N_("Een aanhalingsteken wordt niet gesloten."),
     N_("Zet het aanhalingsteken achter de waarde.")},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, N_("Een attribuut heeft geen waarde."),
     N_("Schrijf naam=\"waarde\", of haal het attribuut weg.")},
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("Een attribuut staat twee keer in dezelfde tag."),
     N_("Houd er één van de twee.")},
    {XML_ERR_SPACE_REQUIRED, N_("Tussen twee attributen ontbreekt een spatie."),
     N_("Zet een spatie tussen de attributen.")},
    {XML_ERR_NAME_REQUIRED, N_("Na een < of een & staat geen naam."),
     N_("Een los teken schrijf je in een casus als &lt; (voor <) of &amp; (voor &).")},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("Een & staat los in de tekst."),
     N_("Schrijf &amp; in plaats van &.")},
    {XML_ERR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &.")},
    {XML_WAR_UNDECLARED_ENTITY, N_("Deze afkorting met & kent XML niet."),
     N_("Typ het teken zelf (é, €, …) of schrijf &amp; in plaats van &.")},
    {XML_ERR_DOCUMENT_EMPTY, N_("Dit is geen XML: het bestand begint niet met een element."),
     N_("Een casus begint met <casus versie=\"1\" …>. Maak er een met hgw-new.")},
    {XML_ERR_DOCUMENT_END, N_("Na het einde van de casus staat nog tekst."),
     N_("Verwijder wat na </casus> komt.")},
    {XML_ERR_INVALID_CHAR, N_("Hier staat een teken dat in XML niet mag (een besturingsteken)."),
     N_("Verwijder het teken; vaak kwam het mee bij het plakken.")},
    {XML_ERR_RESERVED_XML_NAME, N_("De regel <?xml …?> staat niet helemaal vooraan."),
     N_("Zet <?xml …?> op de eerste regel, zonder spatie of lege regel ervoor.")},
    {XML_ERR_COMMENT_NOT_FINISHED, N_("Een commentaar <!-- wordt niet gesloten."),
     N_("Sluit het commentaar met -->.")},
    {XML_ERR_HYPHEN_IN_COMMENT, N_("In een commentaar staan twee streepjes na elkaar (--)."),
     N_("Gebruik in een commentaar één streepje.")},
};

void hgw_parse_error_say(struct hgw_findings *findings, struct hgw_finding *finding,
                         const xmlError *problem) {
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
        if (mistakes[i].code == problem->code) {
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
