/* shortcut: conditions so simple that looking at one element, its attributes and its children decides them.
 *
 * A context or test such as `@termijn = 'kort' or @termijn = 'middellang'` is asked of very many elements;
 * going through XPath each time costs far more than the answer. Only these shapes are known, everything else
 * is libxml2's: terms joined by `or`, or by `and`, each of them
 *
 *   @name    @name = 'text'    @name != 'text'    name    name[normalize-space()]    self::name
 *   normalize-space()    normalize-space(name)    set-has(index)    set-empty(index)    $vindex
 *
 * or one of these in not(), as the whole may be. */
#ifndef HGW_CHECK_SHORTCUT_H
#define HGW_CHECK_SHORTCUT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

enum hgw_shortcut_kind {
    HGW_SHORTCUT_HAS,        /* the attribute is there */
    HGW_SHORTCUT_EQUAL,      /* it is there and is `text` */
    HGW_SHORTCUT_DIFFERS,    /* it is there and is something else */
    HGW_SHORTCUT_SELF,       /* it is an element of that name */
    HGW_SHORTCUT_CHILD,      /* there is a child element of that name */
    HGW_SHORTCUT_SOME_TEXT,  /* some such child holds text that is not white space */
    HGW_SHORTCUT_FIRST_TEXT, /* the first such child does */
    HGW_SHORTCUT_OWN_TEXT,   /* the element itself does */
    HGW_SHORTCUT_MEMBER,     /* the element is in variable `index` */
    HGW_SHORTCUT_TRUE,       /* variable `index` is true, as boolean() has it */
    HGW_SHORTCUT_FALSE,      /* it is not */
};

struct hgw_shortcut_term {
    enum hgw_shortcut_kind kind;
    bool negated; /* it stands in not() */
    char *name;   /* of the attribute or element, without prefix. Owned. */
    char *text;   /* for EQUAL and DIFFERS. Owned. */
    size_t index; /* for MEMBER, TRUE and FALSE */
};

struct hgw_shortcut {
    struct hgw_shortcut_term *terms; /* owned */
    size_t count;                    /* 0: there is no shortcut */
    size_t capacity;
    bool all;     /* every term must hold, else one is enough */
    bool negated; /* all of it stands in not() */
};

/* Those of the predicates of a rule file. */
struct hgw_shortcuts {
    struct hgw_shortcut *items; /* owned */
    size_t count;
    size_t capacity;
};

/* What became of it. */
enum hgw_shortcut_answer { HGW_SHORTCUT_NO, HGW_SHORTCUT_YES, HGW_SHORTCUT_FAILED };

/* Who knows the variables. A failure is handed on. */
struct hgw_shortcut_variables {
    enum hgw_shortcut_answer (*has)(void *data, size_t index, const xmlNode *node); /* the node is in it */
    enum hgw_shortcut_answer (*is_true)(void *data, size_t index);
    void *data; /* for both */
};

/* Makes the shortcut of an expression in its running form; count 0 when it has another shape. False when
 * memory is out. */
bool hgw_shortcut_make(const char *running, struct hgw_shortcut *shortcut);

/* The same for a predicate, added to `list` as number *index. *made is false when it has another shape, or
 * may be a number, which means a position. */
bool hgw_shortcuts_add(struct hgw_shortcuts *list, const char *running, bool *made, size_t *index);

/* Decides it for a node, as a rule an element. */
enum hgw_shortcut_answer hgw_shortcut_holds(const struct hgw_shortcut *shortcut, const xmlNode *node,
                                            const struct hgw_shortcut_variables *variables);

void hgw_shortcut_free(struct hgw_shortcut *shortcut);

void hgw_shortcuts_free(struct hgw_shortcuts *list);

#endif
