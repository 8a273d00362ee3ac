/* report_functions: the XPath functions of report templates.
 *
 * Words:
 *   hgw:datum(d)               26 november 2026; a text that is no date stays as it is
 *   hgw:vandaag()              today, YYYY-MM-DD
 *   hgw:label(@attribute)      a value, or several, in words: nog niet; doelen en behoeften
 *   hgw:naam(refs)             the names behind ids, joined: Hanne en Karim; who has no name here is left out
 *   hgw:wie(readers)           the names of those involved who are such readers: 'ouders', 'intern'
 *   hgw:akkoord(point, answer) the names of those who said 'ja' or 'nee' to a point of the advice
 *   hgw:kern(node, length)     the text that an element is known by, its own or that of a part such as vraag; with a
 *                              length cut to so many characters, on one line
 *   hgw:als-dan(node)          its als and its dan as one sentence, without the first word
 *   hgw:of(a, b, …)            the first of these texts that says something
 *   hgw:als(test, a, b)        a when the test is true, else b, or nothing
 *   hgw:punt(text, nodes)      a full stop when the text ends without, and there are nodes; '' when not
 *
 * Conditions:
 *   hgw:van(readers)           the current element, or the one it is in, has in van one of these readers
 *   hgw:op-school()            each invloed of the current wisselwerking is from and to someone who is no parent
 *   hgw:komt(d)                the date is today or later
 *   hgw:ziet(reader)           the reader sees something of the current element
 *
 * hgw:verborgen(readers): the outermost elements in which one of these readers sees nothing, as far as they say
 * something. This and hgw:ziet are for CLB's own reports: a filtered tree no longer says who may see what. Each
 * function is linear. */
#ifndef HGW_REPORT_REPORT_FUNCTIONS_H
#define HGW_REPORT_REPORT_FUNCTIONS_H

#include "report/labels.h"
#include "template/template.h"

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today; /* YYYY-MM-DD */
};

/* The table, for struct template_dialect. */
extern const struct xpath_function report_functions[];

#endif
