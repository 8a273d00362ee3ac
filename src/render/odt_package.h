/* odt_package: Markdown to an OpenDocument text, the whole package (OpenDocument 1.3, part 2: Packages). */
#ifndef HGW_RENDER_ODT_PACKAGE_H
#define HGW_RENDER_ODT_PACKAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "render/document.h"
#include "render/markdown.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes Markdown as an ODT package into `out`, which must be empty. The same input
 * gives the same bytes, in any time zone and locale. Pictures that cannot be used become their alternative
 * text, with a warning. The tree is left empty. Fails with HGW_ERROR_DATA (the
 * reference document or our own templates cannot be used) or HGW_ERROR_IO; `out` must then
 * not be used. */
bool hgw_odt_write(struct hgw_markdown *markdown, const struct hgw_document *document, struct hgw_buf *out,
                   struct hgw_warnings *warnings, struct hgw_error *error);

#endif
