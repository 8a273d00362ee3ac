#include "check/language.h"

#include "base/buf.h"
#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"
#include "check/language_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What matches a whole text. */
static pcre2_code *compile_whole(void) {
    static const char pattern[] = "(?s).+";
    int problem;
    PCRE2_SIZE where;
    return pcre2_compile((PCRE2_SPTR)pattern, sizeof pattern - 1, PCRE2_UTF | PCRE2_UCP, &problem, &where,
                         mem_pcre2());
}

struct hgw_language *hgw_language_open(const struct hgw_datadir *datadir, struct hgw_error *error) {
    struct hgw_language *language = mem_calloc(1, sizeof *language);
    language->datadir = datadir;
    language->signs = hgw_signs_new();
    language->whole = compile_whole();
    language->abbreviations = hgw_language_list(language, "afkortingen", error);
    if (language->abbreviations)
        return language;
    hgw_language_close(language);
    return NULL;
}

void hgw_language_close(struct hgw_language *language) {
    if (!language)
        return;
    for (size_t i = 0; i < language->count; i++) {
        free(language->lists[i].name);
        hgw_wordlist_free(language->lists[i].list);
    }
    free(language->lists);
    pcre2_code_free(language->whole);
    hgw_signs_free(language->signs);
    free(language);
}

/* No name can lead to a file outside the directory of lists. */
static bool is_list_name(const char *name) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return *name && name[strspn(name, allowed)] == '\0' && strlen(name) <= 64;
}

static struct hgw_wordlist *load(const struct hgw_language *language, const char *name,
                                 struct hgw_error *error) {
    char *file = hgw_format("schemas/wordlists/%s.txt", name);
    char *path = NULL;
    struct hgw_wordlist *list = NULL;
    if (file)
        path = hgw_datadir_find(language->datadir, file, error);
    else
        hgw_error_memory(error);
    if (path)
        list = hgw_wordlist_load(path, error);
    free(path);
    free(file);
    return list;
}

/* Takes ownership of `list`. */
static bool keep(struct hgw_language *language, const char *name, struct hgw_wordlist *list) {
    struct hgw_named_list *lists =
        hgw_grow(language->lists, &language->capacity, language->count, sizeof *lists);
    char *copy = lists ? strdup(name) : NULL;
    language->lists = lists ? lists : language->lists;
    if (copy)
        language->lists[language->count++] = (struct hgw_named_list){copy, list};
    else
        hgw_wordlist_free(list);
    return copy != NULL;
}

const struct hgw_wordlist *hgw_language_list(struct hgw_language *language, const char *name,
                                             struct hgw_error *error) {
    for (size_t i = 0; i < language->count; i++)
        if (strcmp(language->lists[i].name, name) == 0)
            return language->lists[i].list;
    if (!is_list_name(name)) {
        hgw_error_set(error, HGW_ERROR_DATA,
                      _("„%s” kan geen woordenlijst zijn: een naam bestaat uit letters, cijfers, - en _."),
                      name);
        return NULL;
    }
    struct hgw_wordlist *list = load(language, name, error);
    if (!list)
        return NULL;
    if (keep(language, name, list))
        return list;
    hgw_error_memory(error);
    return NULL;
}

double hgw_text_readability(const struct hgw_text_size *size) {
    if (size->words < HGW_READABILITY_MIN_WORDS)
        return NAN;
    double words = (double)size->words;
    return 206.84 - 0.93 * (words / (double)size->sentences) - 77.0 * ((double)size->syllables / words);
}

/* Lower case comes from PCRE2 too: it knows all of Unicode, whatever the locale is. */
char *hgw_language_lower(const struct hgw_language *language, const char *text, size_t length) {
    static const char lower[] = "\\L$0";
    PCRE2_SIZE size = 3 * length + 1; /* no letter grows more when it becomes a small one */
    char *result = malloc(size);
    if (!result)
        return NULL;
    int done = pcre2_substitute(language->whole, (PCRE2_SPTR)text, length, 0,
                                PCRE2_SUBSTITUTE_EXTENDED | PCRE2_NO_UTF_CHECK, NULL, NULL, (PCRE2_SPTR)lower,
                                sizeof lower - 1, (PCRE2_UCHAR *)result, &size);
    if (done >= 0)
        return result;
    free(result);
    return NULL;
}
