/* memory: allocation that cannot fail, here and in the libraries.
 *
 * Out of memory ends the program: "PROGRAM: sentence" on standard error, exit status 2, nothing else. So no
 * function has a path for it, and a library that would take a failed allocation for something else (a broken
 * file, an unknown name, an empty result) never sees one. What is allocated here is freed with free(). */
#pragma once

#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8

#include <cmark.h>
#include <pcre2.h>

/* Has libxml2 and jansson allocate here. First thing in main(), before any call of theirs. */
void mem_start(const char *program);

/* Makes the sentence, in the message language of now: a handler of a signal may not. */
void mem_name(const char *program);

/* Last thing in main(): a library that calls exit() before this has no memory. */
void mem_stop(void);

/* Ends the program when errno says ENOMEM: after a call of libc that failed. */
void mem_check(void);

/* cmark_parse_document and cmark_node_new; nodes hand it on to what is made of them. */
cmark_node *mem_cmark_parse(const char *bytes, size_t length);
cmark_node *mem_cmark_node(cmark_node_type type);

/* cmark_render_html, to free; it aborts where the page would be more than a gibibyte, which ends the program here. */
char *mem_cmark_html(cmark_node *root);

/* For pcre2_compile; the pattern hands it on to its match data (pcre2_match_data_create_from_pattern with a
 * NULL context). Lives as long as the program. */
pcre2_compile_context *mem_pcre2(void);
