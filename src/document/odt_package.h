/* odt_package: Markdown to an OpenDocument text, the whole package (OpenDocument 1.3, part 2: Packages). */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_H
#define HGW_DOCUMENT_ODT_PACKAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"
#include "document/markdown.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes Markdown as an ODT package into `out`, which must be empty. The same input
 * gives the same bytes, in any time zone and locale. Pictures that cannot be used become their alternative
 * text, with a warning. The tree is left empty. Fails with ERROR_DATA (the
 * reference document or our own templates cannot be used) or ERROR_IO; `out` must then
 * not be used. */
bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
               struct error *error);

#endif
