/* markdown_clean: what may stay of the Markdown in a case, and what goes. Only for markdown_prose, which says
 * what.
 *
 * Works on trees of markdown_tree.h. */
#ifndef HGW_RENDER_MARKDOWN_CLEAN_H
#define HGW_RENDER_MARKDOWN_CLEAN_H

#include <cmark.h>

/* Takes out or replaces what may not stay. `source` is the text that the tree was parsed from. */
void hgw_markdown_clean(cmark_node *root, const char *source);

/* Makes everything in `root` the inlines of one paragraph, which replaces it: the blocks one after another,
 * with a semicolon where no sentence ended. */
void hgw_markdown_flatten(cmark_node *root);

/* Takes the markup out of each block that holds inlines, and keeps its words. */
void hgw_markdown_keep_words(cmark_node *root);

#endif
