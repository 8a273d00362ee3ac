/* language_parts: what language.c and sentences.c share. Nobody else includes it. */
#ifndef HGW_CHECK_LANGUAGE_PARTS_H
#define HGW_CHECK_LANGUAGE_PARTS_H

#define PCRE2_CODE_UNIT_WIDTH 8

#include "check/language.h"
#include "check/signs.h"

#include <pcre2.h>

/* A list that was read, by its name. */
struct hgw_named_list {
    char *name;                /* owned */
    struct hgw_wordlist *list; /* owned */
};

struct hgw_language {
    const struct hgw_datadir *datadir; /* not owned */
    struct hgw_signs *signs;           /* owned */
    struct hgw_named_list *lists;      /* those read so far. Owned. */
    size_t count, capacity;
    const struct hgw_wordlist *abbreviations; /* one of the lists */
    pcre2_code *whole;                        /* a whole text, to change its case. Owned. */
};

#endif
