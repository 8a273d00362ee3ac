/* load: bytes to a case, safely.
 *
 * No DOCTYPE, so no entities and no billion laughs; no network, no XInclude; our own limits on size and
 * depth. Any encoding that libxml2 reads. What is wrong with the file becomes a finding (HGW001, HGW007) with
 * its exact place. */
#ifndef HGW_CASE_LOAD_H
#define HGW_CASE_LOAD_H

#include "base/error.h"
#include "case/case.h"
#include "case/finding.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CASE_MAX_BYTES = 64 * 1024 * 1024, /* a larger file is HGW001 */
    CASE_MAX_DEPTH = 64,               /* elements nested deeper are HGW001 */
    CASE_MAX_ELEMENTS = 1000 * 1000,   /* more elements are HGW001: the tree takes some 200 bytes for each */
    CASE_MAX_ATTRIBUTES = 64,          /* more in one tag are HGW001 */
};

/* Makes a case of `length` bytes. c->doc is then the tree, or it is NULL
 * and `findings` says why (HGW001 or HGW007). White space in attribute values is collapsed. The case is freed
 * by the caller either way. */
void case_load(struct case_file *c, const char *name, const char *bytes, size_t length, struct findings *findings);

/* The same for the file at `path` ("-": standard input), shown as `name` (NULL: as path). A file that cannot
 * be read is an error (false); one that is too large is a finding. */
bool case_read(struct case_file *c, const char *path, const char *name, struct findings *findings, struct error *error);

#endif
