#include "check/glossary.h"

#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first HGW_TERM_LONGEST bytes in small letters, cut between two signs. */
static char *small_letters(const struct hgw_language *language, const char *text) {
    size_t length = strnlen(text, HGW_TERM_LONGEST + 1);
    if (length > HGW_TERM_LONGEST)
        for (length = HGW_TERM_LONGEST; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    return hgw_language_lower(language, text, length);
}

bool hgw_glossary_add(struct hgw_glossary *glossary, const struct hgw_language *language, const char *term,
                      unsigned readers) {
    if (term[strspn(term, " \t\r\n")] == '\0')
        return true; /* nothing contains nothing */
    struct hgw_glossary_entry *terms =
        hgw_grow(glossary->terms, &glossary->term_capacity, glossary->term_count, sizeof *terms);
    if (!terms)
        return false;
    glossary->terms = terms;
    char *text = small_letters(language, term);
    if (text)
        glossary->terms[glossary->term_count++] = (struct hgw_glossary_entry){text, readers};
    return text;
}

static int compare(const void *one, const void *other) {
    const struct hgw_glossary_entry *a = one, *b = other;
    return strcmp(a->text, b->text);
}

static void sort(struct hgw_glossary_entry *entries, size_t count) {
    if (count > 0)
        qsort(entries, count, sizeof *entries, compare);
}

/* Makes one of equal terms, seen by the readers of each. */
static void unite(struct hgw_glossary *glossary) {
    size_t kept = 0;
    for (size_t i = 0; i < glossary->term_count; i++) {
        struct hgw_glossary_entry *entry = &glossary->terms[i];
        if (kept > 0 && compare(&glossary->terms[kept - 1], entry) == 0) {
            glossary->terms[kept - 1].readers |= entry->readers;
            free(entry->text);
        } else {
            glossary->terms[kept++] = *entry;
        }
    }
    glossary->term_count = kept;
}

static bool make_ends(struct hgw_glossary *glossary) {
    size_t total = 0;
    for (size_t i = 0; i < glossary->term_count; i++)
        total += strlen(glossary->terms[i].text);
    glossary->ends = calloc(total + 1, sizeof *glossary->ends);
    if (!glossary->ends)
        return false;
    for (size_t i = 0; i < glossary->term_count; i++)
        for (char *at = glossary->terms[i].text; *at; at++)
            if (((unsigned char)*at & 0xC0) != 0x80)
                glossary->ends[glossary->end_count++] =
                    (struct hgw_glossary_entry){at, glossary->terms[i].readers};
    sort(glossary->ends, glossary->end_count);
    return true;
}

bool hgw_glossary_finish(struct hgw_glossary *glossary) {
    sort(glossary->terms, glossary->term_count);
    unite(glossary);
    if (make_ends(glossary))
        glossary->answers = xmlHashCreate(16);
    return glossary->answers;
}

/* The first of the sorted entries first..end whose byte at `depth` is not below `byte`. */
static size_t lower_bound(const struct hgw_glossary_entry *entries, size_t first, size_t end, size_t depth,
                          unsigned byte) {
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if ((unsigned char)entries[middle].text[depth] < byte)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* Narrows first..end, whose entries are equal up to `depth`, to those with this byte there. */
static void narrow(const struct hgw_glossary_entry *entries, size_t *first, size_t *end, size_t depth,
                   char sign) {
    unsigned byte = (unsigned char)sign;
    *first = lower_bound(entries, *first, *end, depth, byte);
    *end = lower_bound(entries, *first, *end, depth, byte + 1);
}

/* Who see a term that contains the phrase. */
static unsigned around(const struct hgw_glossary *glossary, const char *phrase) {
    size_t first = 0, end = glossary->end_count;
    unsigned readers = 0;
    for (size_t depth = 0; phrase[depth] && first < end; depth++)
        narrow(glossary->ends, &first, &end, depth, phrase[depth]);
    for (; first < end; first++)
        readers |= glossary->ends[first].readers;
    return readers;
}

/* Who see a term that stands in the phrase. */
static unsigned inside(const struct hgw_glossary *glossary, const char *phrase) {
    unsigned readers = 0;
    for (; *phrase; phrase++) {
        size_t first = 0, end = glossary->term_count;
        for (size_t depth = 0; phrase[depth] && first < end; depth++) {
            narrow(glossary->terms, &first, &end, depth, phrase[depth]);
            if (first < end && !glossary->terms[first].text[depth + 1])
                readers |=
                    glossary->terms[first].readers; /* terms are unique, and the shortest comes first */
        }
    }
    return readers;
}

/* Readers as the payload of a hash: never NULL, which would mean "not there". */
enum { PRESENT = 0x100 };

bool hgw_glossary_explain(struct hgw_glossary *glossary, const struct hgw_language *language,
                          const char *phrase, unsigned *readers) {
    const void *known = xmlHashLookup(glossary->answers, (const xmlChar *)phrase);
    if (known) {
        *readers = (unsigned)(uintptr_t)known & ~(unsigned)PRESENT;
        return true;
    }
    char *small = small_letters(language, phrase);
    if (!small)
        return false;
    *readers = around(glossary, small) | inside(glossary, small);
    free(small);
    return xmlHashAddEntry(glossary->answers, (const xmlChar *)phrase,
                           (void *)(uintptr_t)(*readers | PRESENT)) == 0;
}

void hgw_glossary_free(struct hgw_glossary *glossary) {
    for (size_t i = 0; i < glossary->term_count; i++)
        free(glossary->terms[i].text);
    free(glossary->terms);
    free(glossary->ends);
    xmlHashFree(glossary->answers, NULL);
    *glossary = (struct hgw_glossary){0};
}
