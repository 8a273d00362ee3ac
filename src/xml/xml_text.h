/* xml_text: text made safe to stand in XML and HTML. */
#ifndef HGW_XML_XML_TEXT_H
#define HGW_XML_XML_TEXT_H

#include "base/buf.h"

#include <stddef.h>

/* How many bytes from the start can stand in XML as they are. Anything else is < > & ", a control character
 * (tab, line feed and carriage return too) or U+FFFE, U+FFFF. The bytes must be good
 * UTF-8, but for FE and FF, which are taken as characters that XML forbids. */
size_t xml_plain_length(const char *bytes, size_t length);

/* Adds the character at `bytes`, one that xml_plain_length() stopped at: a reference, or U+FFFD for what
 * XML 1.0 forbids (section 2.2, Char). White space is kept, as a reference. Returns how many bytes it read.
 */
size_t xml_add_special(struct buf *out, const char *bytes, size_t length);

/* Adds text, escaped for an element or a quoted attribute. */
void xml_add(struct buf *out, const char *bytes, size_t length);

/* The same for a NUL-terminated string; NULL adds nothing. */
void xml_add_string(struct buf *out, const char *string);

/* Adds the address of a link, escaped for a quoted attribute; what an address may not hold is
 * percent-encoded. NULL adds nothing. */
void xml_add_address(struct buf *out, const char *address);

/* The same as xml_add_string() with white space as it is, for text in elements where it may be collapsed,
 * or in code. */
void xml_add_text(struct buf *out, const char *string);

/* Makes a string fit for XML without escaping it: what XML forbids becomes U+FFFD, white space a space. */
void xml_add_clean(struct buf *out, const char *string);

#endif
