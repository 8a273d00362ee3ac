#include "document/markdown.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "xml/xml_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A copy with U+FFFD for NUL and for each byte that is not UTF-8. cmark could do this itself, but then the
 * columns it gives are those of a text that we do not have. */
static void make_clean(struct buf *clean, const char *bytes, size_t length) {
    size_t done = 0, nul = 0; /* nul: where the next one is */
    while (done < length) {
        if (nul <= done) {
            const char *found = memchr(bytes + done, '\0', length - done);
            nul = found ? (size_t)(found - bytes) : length;
        }
        size_t good = utf8_valid_length(bytes + done, nul - done);
        buf_add(clean, bytes + done, good);
        done += good;
        if (done < length) {
            buf_add_string(clean, "\xEF\xBF\xBD");
            done++;
        }
    }
}

static bool is_clean(const char *bytes, size_t length) {
    return utf8_valid_length(bytes, length) == length && (length == 0 || !memchr(bytes, '\0', length));
}

/* What the reader of the document should not meet in it. */
struct tidy {
    int open[6]; /* levels of the headings around, as written */
    int depth;   /* how many of them */
};

/* A heading is one deeper than the nearest heading before it with a lower number, so that #, ###, ###, ##
 * become 1, 2, 2, 2. */
static void close_up_heading(struct tidy *tidy, cmark_node *heading) {
    int level = cmark_node_get_heading_level(heading);
    while (tidy->depth > 0 && tidy->open[tidy->depth - 1] >= level)
        tidy->depth--;
    tidy->open[tidy->depth++] = level;
    cmark_node_set_heading_level(heading, tidy->depth);
}

/* <https://www.clb.be/> shows as www.clb.be: a bare address is no name for a link. */
static void name_link(cmark_node *link) {
    cmark_node *text = cmark_node_first_child(link);
    const char *url = cmark_node_get_url(link);
    if (!text || cmark_node_next(text) || cmark_node_get_type(text) != CMARK_NODE_TEXT ||
        strncmp(url, "http", 4) != 0 || strcmp(cmark_node_get_literal(text), url) != 0 || !strstr(url, "://"))
        return;
    char *name = mem_strdup(strstr(url, "://") + 3);
    size_t host = strcspn(name, "/?#");
    if (strcmp(name + host, "/") == 0) /* an empty path */
        name[host] = '\0';
    if (*name)
        cmark_node_set_literal(text, name);
    free(name);
}

static void tidy_up(cmark_node *root) {
    struct tidy tidy = {{0}, 0};
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            close_up_heading(&tidy, node);
        else if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_LINK)
            name_link(node);
    }
    cmark_iter_free(iter);
}

static bool parse(struct markdown *markdown, const char *bytes, size_t length, const char *source,
                  struct error *error) {
    if (length > MARKDOWN_MAX)
        return error_at(error, ERROR_LIMIT, source, 0, 0,
                        _("de tekst is groter dan %zu MiB, meer verwerkt dit programma niet"),
                        MARKDOWN_MAX / (1024 * 1024));
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark is no text */
        bytes += 3;
        length -= 3;
    }
    if (!is_clean(bytes, length)) {
        struct buf clean = BUF_EMPTY;
        make_clean(&clean, bytes, length);
        length = clean.length;
        markdown->clean = buf_steal(&clean);
        bytes = markdown->clean;
    }
    markdown->root = mem_cmark_parse(bytes, length);
    markdown_make_tables(markdown, bytes, length);
    markdown_count_tables(markdown);
    tidy_up(markdown->root);
    return true;
}

bool markdown_parse(struct markdown *markdown, const char *bytes, size_t length, const char *source,
                    struct error *error) {
    *markdown = (struct markdown){0};
    if (!parse(markdown, length ? bytes : "", length, source, error)) {
        markdown_free(markdown);
        return false;
    }
    return true;
}

void markdown_free(struct markdown *markdown) {
    if (markdown->root)
        cmark_node_free(markdown->root);
    markdown_free_tables(markdown->tables);
    free(markdown->clean);
    *markdown = (struct markdown){0};
}

static bool is_top_heading(cmark_node *node) {
    return node && cmark_node_get_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1;
}

cmark_node *markdown_title(const struct markdown *markdown) {
    cmark_node *first = cmark_node_first_child(markdown->root);
    if (!is_top_heading(first))
        return NULL;
    for (cmark_node *node = cmark_node_next(first); node; node = cmark_node_next(node))
        if (is_top_heading(node))
            return NULL;
    return first;
}

char *markdown_document_title(const struct markdown *markdown, const char *given) {
    cmark_node *heading = markdown_title(markdown);
    struct buf plain = BUF_EMPTY, title = BUF_EMPTY;
    if (given)
        buf_add_string(&plain, given);
    else if (heading)
        markdown_plain_text(heading, &plain);
    while (plain.length > 0 && plain.data[plain.length - 1] == ' ') /* where HTML was left out */
        plain.data[--plain.length] = '\0';
    xml_add_clean(&title, plain.length > 0 ? plain.data : "Verslag");
    buf_free(&plain);
    return buf_steal(&title);
}

const struct markdown_part *markdown_part(cmark_node *node) {
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK ? cmark_node_get_user_data(node) : NULL;
}

const struct markdown_table *markdown_table(cmark_node *node) {
    return cmark_node_get_user_data(node); /* the part is the first member of the table */
}

bool markdown_is_form(const struct markdown_table *table) {
    bool empty = false, filled = false;
    for (size_t i = 0; i < table->column_count; i++) {
        empty = empty || table->column[i].body == 0;
        filled = filled || table->column[i].body > 0;
    }
    return empty && filled;
}

bool markdown_stays_whole(const struct markdown_column *column) {
    enum { SHORT = 620, DATE = 830 }; /* hundredths of an em; a date may be longer */
    return column->body > 0 && column->body <= (column->dates ? DATE : SHORT);
}

size_t markdown_line(cmark_node *node) {
    for (; node; node = cmark_node_parent(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        const struct markdown_part *part = markdown_part(node);
        if (part && part->kind == MARKDOWN_TABLE)
            return markdown_table(node)->line;
        if (!part && type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK)
            return (size_t)cmark_node_get_start_line(node);
    }
    return 0;
}

void markdown_plain_text(cmark_node *node, struct buf *out) {
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *part = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        cmark_node_type type = cmark_node_get_type(part);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buf_add_string(out, cmark_node_get_literal(part));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buf_add_char(out, ' ');
    }
    cmark_iter_free(iter);
}

bool markdown_link_allowed(const char *url) {
    static const char *const schemes[] = {"http:", "https:", "mailto:"};
    for (size_t i = 0; url && i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

bool markdown_check_link(cmark_node *link, struct warnings *warnings) {
    const char *url = cmark_node_get_url(link);
    if (markdown_link_allowed(url))
        return true;
    warnings_add(warnings, markdown_line(link),
                 _("de link naar \"%s\" wordt weggelaten: alleen http, https en mailto mogen"), url);
    return false;
}
