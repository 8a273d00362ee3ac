#include "base/memory.h"

#include <errno.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char sentence[128];
static bool ended; /* the program has done its work */

/* libxml2 calls exit(1) when it has no memory to sort a large set of nodes. */
static void at_exit(void) {
    if (!ended)
        mem_out();
}

static void on_abort(int number) {
    (void)number;
    mem_out();
}

void mem_name(const char *program) {
    snprintf(sentence, sizeof sentence, "%s: %s\n", program, _("Er is niet genoeg geheugen."));
}

/* What libxml2 gave back, by size: nearly all of the ten thousand pieces of a case come again, and without malloc that
 * makes a further case a tenth faster. They are malloc's, of 24, 40, 56 … bytes: free() takes them too. */
struct piece {
    struct piece *next;
};
enum { PIECES = 16, MOST_PIECES = 500 }; /* of a large case more would lie far apart: a third slower */
static struct piece *pieces[PIECES];
static size_t piece_counts[PIECES];

static void *take(size_t size) {
    size_t class = size < 24 ? 1 : (size + 7) / 16; /* what malloc gives holds 24 bytes at least */
    struct piece *piece = class < PIECES ? pieces[class] : NULL;
    if (!piece)
        return mem_alloc(size);
    pieces[class] = piece->next;
    piece_counts[class]--;
    return piece;
}

static void give(void *memory) {
    size_t class = (malloc_usable_size(memory) - 8) / 16; /* of NULL it is too large */
    struct piece *piece = memory;
    if (class < PIECES && piece_counts[class] < MOST_PIECES) {
        piece_counts[class]++;
        piece->next = pieces[class];
        pieces[class] = piece;
    } else
        free(memory);
}

/* Were it realloc(), pieces would come back that were never taken, and each case would leave some behind. */
static void *resize(void *memory, size_t size) {
    size_t had = malloc_usable_size(memory);
    if (had / 16 >= PIECES)
        return mem_realloc(memory, size);
    void *other = had < size ? take(size) : memory;
    if (memory && other != memory) {
        memcpy(other, memory, had);
        give(memory);
    }
    return other;
}

void mem_start(const char *program) {
    mem_name(program);
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024); /* a large buffer leaves no holes where it grew: a tenth less at 10 MB */
    mallopt(M_TOP_PAD, 1024 * 1024);        /* what one case frees serves the next: a fiftieth of a further case */
    mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
    atexit(at_exit);
    if (HGW_FREES)
        xmlMemSetup(free, mem_alloc, mem_realloc, mem_strdup);
    else
        xmlMemSetup(give, take, resize, mem_strdup);
    json_set_alloc_funcs(mem_alloc, free);
    /* What libxml2 makes for itself does not go through xmlMemSetup: since 2.14 it aborts when it cannot. */
    void (*before)(int) = signal(SIGABRT, on_abort);
    xmlInitParser();
    xmlDictFree(xmlDictCreate());
    signal(SIGABRT, before);
}

void mem_stop(void) {
    ended = true;
}

/* No exit(): what stands in buffers is half a result, and what runs at exit may want memory. */
_Noreturn void mem_out(void) {
    ssize_t said = write(STDERR_FILENO, sentence, strlen(sentence));
    (void)said;
    _exit(2);
}

void mem_check(void) {
    if (errno == ENOMEM)
        mem_out();
}

/* malloc(0) and the like may give NULL on other systems. */
static void *checked(void *memory, size_t size) {
    if (!memory && size > 0)
        mem_out();
    return memory;
}

void *mem_alloc(size_t size) {
    return checked(malloc(size), size);
}

void *mem_calloc(size_t count, size_t size) {
    return checked(calloc(count, size), count);
}

void *mem_realloc(void *old, size_t size) {
    return checked(realloc(old, size), size);
}

char *mem_strdup(const char *text) {
    return checked(strdup(text), 1);
}

char *mem_strndup(const char *text, size_t length) {
    return checked(strndup(text, length), 1);
}

void mem_free(void *variable) {
    void *memory;
    memcpy(&memory, variable, sizeof memory); /* whatever its type is a pointer to */
    free(memory);
}

char *text_vformat(const char *format, va_list arguments) {
    char *text;
    if (vasprintf(&text, format, arguments) < 0) /* or more than 2 GiB */
        mem_out();
    return text;
}

void *list_grow(void *items, size_t *capacity, size_t count, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity > 0 ? *capacity * 2 : 8;
    if (wanted <= *capacity || wanted > SIZE_MAX / size)
        mem_out();
    *capacity = wanted;
    return mem_realloc(items, wanted * size);
}

static cmark_mem for_cmark = {mem_calloc, mem_realloc, free};

cmark_node *mem_cmark_parse(const char *bytes, size_t length) {
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &for_cmark);
    cmark_parser_feed(parser, bytes, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

cmark_node *mem_cmark_node(cmark_node_type type) {
    return cmark_node_new_with_mem(type, &for_cmark);
}

char *mem_cmark_html(cmark_node *root) {
    void (*before)(int) = signal(SIGABRT, on_abort);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    signal(SIGABRT, before);
    return html;
}

static void *pcre2_alloc(size_t size, void *data) {
    (void)data;
    return mem_alloc(size);
}

static void pcre2_release(void *memory, void *data) {
    (void)data;
    free(memory);
}

pcre2_compile_context *mem_pcre2(void) {
    static pcre2_compile_context *context;
    if (!context) {
        pcre2_general_context *general = pcre2_general_context_create(pcre2_alloc, pcre2_release, NULL);
        context = pcre2_compile_context_create(general);
        pcre2_general_context_free(general);
    }
    return context;
}
