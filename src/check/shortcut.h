/* shortcut: conditions so simple that looking at the attributes of one element decides them.
 *
 * A context or test such as `@termijn = 'kort' or @termijn = 'middellang'` is asked of very many elements;
 * going through XPath each time costs far more than the answer. Only these shapes are known, everything else
 * is libxml2's: terms joined by `or`, or by `and`, each of them
 *
 *   @name    not(@name)    @name = 'text'    @name != 'text'    set-has(index) */
#ifndef HGW_CHECK_SHORTCUT_H
#define HGW_CHECK_SHORTCUT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

enum hgw_shortcut_kind {
    HGW_SHORTCUT_HAS,     /* the attribute is there */
    HGW_SHORTCUT_LACKS,   /* it is not */
    HGW_SHORTCUT_EQUAL,   /* it is there and is `text` */
    HGW_SHORTCUT_DIFFERS, /* it is there and is something else */
    HGW_SHORTCUT_MEMBER,  /* the element is in variable `index` */
};

struct hgw_shortcut_term {
    enum hgw_shortcut_kind kind;
    char *name;   /* of the attribute, without prefix. Owned. */
    char *text;   /* for EQUAL and DIFFERS. Owned. */
    size_t index; /* for MEMBER */
};

struct hgw_shortcut {
    struct hgw_shortcut_term *terms; /* owned */
    size_t count;                    /* 0: there is no shortcut */
    size_t capacity;
    bool all; /* every term must hold, else one is enough */
};

/* What became of it. */
enum hgw_shortcut_answer { HGW_SHORTCUT_NO, HGW_SHORTCUT_YES, HGW_SHORTCUT_FAILED };

/* Makes the shortcut of an expression in its running form; count 0 when it has another shape. False when
 * memory is out. */
bool hgw_shortcut_make(const char *running, struct hgw_shortcut *shortcut);

/* Decides it for an element. `member` answers for HGW_SHORTCUT_MEMBER; its failure is handed on. */
enum hgw_shortcut_answer hgw_shortcut_holds(const struct hgw_shortcut *shortcut, const xmlNode *element,
                                            enum hgw_shortcut_answer (*member)(void *data, size_t index,
                                                                               const xmlNode *node),
                                            void *data);

void hgw_shortcut_free(struct hgw_shortcut *shortcut);

#endif
