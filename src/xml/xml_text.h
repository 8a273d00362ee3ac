/* xml_text: text escaped to stand in XML and HTML. What XML forbids at all is not looked at: base/printable.h. */
#pragma once

#include "base/base.h"

/* Adds text, escaped for an element or a quoted attribute; white space but the space as references, so that no reader
 * changes it. */
void xml_add(struct buf *out, const char *text, size_t length);

/* The same for a NUL-terminated string; NULL adds nothing. */
void xml_add_string(struct buf *out, const char *string);
