/* report_tree: a checked case made ready for a template: what says nothing goes, and what is to be known
 * about the report itself is added.
 *
 * Added to casus, last:
 *
 *   <rapport naam="ouders" titel="…" doelgroep="ouders" beperkt="ouders" lezer="mama"
 *     zonder-toestemming="school" pseudoniem="ja"/>
 *
 *   <bevindingen fouten="2">
 *     <uitgangspunt nummer="1" naam="Doelgericht" stand="1 fout, 2 waarschuwingen, 1 verantwoord">
 *       <bevinding code="HGW101" niveau="error" plaats="regel 12">text</bevinding>
 *     </uitgangspunt>
 *     <bevinding code="HGW115" niveau="warning" plaats="regel 155" verantwoord="why">text</bevinding>
 *   </bevindingen>
 *
 * and, where the check has findings that a verantwoording answers, what they say:
 *
 *   <verantwoording regel="HGW115" vaststelling="Afspraak „k2” hoort bij geen
 * aanbeveling.">why</verantwoording>
 *
 * doelgroep: after --for; beperkt: the same, when --for changed it; fouten: how many errors the check finds;
 * uitgangspunt (0: the file itself, 1 to 7), bevinding and vaststelling: only for CLB staff alone. What is accounted
 * for stands behind the principles.
 *
 * Added to a doel whose voor does not name the pupil: voor-anderen="ja". A doel without voor is the pupil's,
 * and the filter takes voor away when the reader may not see whom it names: it must not become the pupil's by
 * that.
 */
#ifndef HGW_REPORT_REPORT_TREE_H
#define HGW_REPORT_REPORT_TREE_H

#include "base/error.h"
#include "rules/check.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* True when the tree may hold an element, or attribute, of this name though the grammar has none. */
bool report_tree_adds(const char *name, bool attribute);

/* The findings as a bevindingen element, not in any tree yet; made before the tree loses what they are placed
 * on. Without `all` only the number of errors; with it, each verantwoording also gets its
 * vaststelling. Freed with xmlFreeNode, or by the tree it is put in. */
xmlNodePtr report_findings(const struct checker *checker, const struct checked *checked, bool all);

/* Frees every element without text, elements and attributes (id, zichtbaar and niet-voor aside): it says
 * nothing. */
void report_prune(xmlDocPtr doc);

/* Marks the goals of others; to be done before the filter. */
void report_mark_goals(xmlDocPtr doc);

#endif
