/* report_functions: the XPath functions of report templates.
 *
 * Texts:
 *   hgw:datum(d)               26 november 2026; a text that is no date stays as it is
 *   hgw:vandaag()              today, YYYY-MM-DD
 *   hgw:label(@attribute, kind) a value, or several, in words: nog niet; doelen en behoeften; with a kind those that
 *                              waarden.tsv has for it, such as 'uitleg'
 *   hgw:naam(refs)             the names behind ids, joined: Hanne en Karim; who has no name here is left out
 *   hgw:wie(readers)           the names of those involved who are such readers: 'ouders', 'intern'
 *   hgw:lezer()                whom the report is for, when --reader or --for says so
 *   hgw:kern(node)             the text that an element is known by, its own or that of a part such as vraag
 *   hgw:wat(node)              its name and the beginning of that text
 *   hgw:als-dan(node)          its als and its dan as one sentence, without the first word
 *   hgw:of(a, b, …)            the first of these texts that says something
 *   hgw:als(test, a, b)        a when the test is true, else b, or nothing
 *   hgw:punt(text, nodes)      a full stop when the text ends without, and there are nodes; '' when not
 *   hgw:ziet(reader)           'ja' when the reader sees something of the current element, else 'nee'
 *
 * Conditions:
 *   hgw:van(readers)           the current element, or the one it is in, has in van one of these readers
 *   hgw:gevuld(nodes)          one of them has a text
 *   hgw:komt(d)                the date is today or later
 *   hgw:op-school()            each invloed of the current wisselwerking is from and to someone who is no parent
 *
 * Elements:
 *   hgw:verwijzers(node, a)    those that refer to it with attribute a
 *   hgw:verborgen(readers)     the outermost in which one of these readers sees nothing, as far as they say something
 *
 * hgw:verborgen and hgw:ziet are for CLB's own reports: a filtered tree no longer says who may see what. A reader that
 * does not exist is an error. Each function is linear. */
#ifndef HGW_REPORT_REPORT_FUNCTIONS_H
#define HGW_REPORT_REPORT_FUNCTIONS_H

#include "report/report.h"
#include "template/template.h"

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today; /* YYYY-MM-DD */
};

/* For struct template_dialect. */
extern const struct xpath_library report_functions;

#endif
