#include "base/lang.h"
#include "base/suggest.h"
#include "casefile/explain.h"

#include <string.h>

/* Documents that are known by their root, whatever comes after it. */
static const struct {
    const char *root; /* name of the root element */
    const char *hint; /* Dutch msgid */
} strangers[] = {
    {"html", N_("Dit is een webpagina. Maak een casus met hgw-new.")},
    {"document", N_("Dit lijkt een Word-document. Maak een casus met hgw-new.")},
    {"wordDocument", N_("Dit is een Word-document. Maak een casus met hgw-new.")},
    {"package", N_("Dit lijkt een Word-document. Maak een casus met hgw-new.")},
    {"document-content", N_("Dit is een OpenDocument-bestand. Maak een casus met hgw-new.")},
    {"schema", N_("Dit is een schema of een regelbestand, geen casus.")},
    {"grammar", N_("Dit is een grammatica, geen casus.")},
};

static const char *root_hint(const struct hgw_explain *x, const char *name) {
    if (hgw_model_element(x->model, name))
        return _("Dit is een stuk van een casus. Zet het op zijn plaats in een casusbestand.");
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (strcmp(strangers[i].root, name) == 0)
            return _(strangers[i].hint);
    return _("Is dit het juiste bestand? Een nieuwe casus maak je met hgw-new.");
}

bool hgw_explain_root(struct hgw_explain *x, const xmlNode *root) {
    char name[HGW_QUOTE_SIZE];
    const char *wanted = x->model->elements[x->model->root].name;
    bool same = strcmp((const char *)root->name, wanted) == 0;
    bool close = same || hgw_suggest((const char *)root->name, &wanted, 1);
    if (!same) {
        struct hgw_finding *finding = hgw_report_add(x->report, "HGW002", root);
        hgw_report_name(root, name);
        if (close) {
            hgw_finding_say(finding, _("Het buitenste element is <%s>: bedoel je <%s>?"), name, wanted);
            hgw_finding_help(finding, "%s", _("Verbeter de naam in de eerste en in de laatste tag."));
        } else {
            hgw_finding_say(finding, _("Het buitenste element is <%s>, niet <%s>."), name, wanted);
            hgw_finding_help(finding, "%s", root_hint(x, (const char *)root->name));
        }
    }
    if (close && root->ns && root->ns->href) {
        struct hgw_finding *finding = hgw_report_add(x->report, "HGW002", root);
        hgw_finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen."), wanted,
                        hgw_report_quote((const char *)root->ns->href, name));
        hgw_finding_help(finding, "%s",
                         _("Verwijder xmlns=\"…\", en het voorvoegsel voor de namen als dat er staat."));
    }
    return close;
}
