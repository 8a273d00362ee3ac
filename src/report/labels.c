#include "report/labels.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1024 * 1024 };

/* Cuts one line into its three fields. */
static bool cut(char *line, struct label *label) {
    char *value = strchr(line, '\t'), *words = value ? strchr(value + 1, '\t') : NULL;
    if (!words || value == line || words == value + 1 || words[1] == '\0' || strchr(words + 1, '\t'))
        return false;
    *value++ = '\0';
    *words++ = '\0';
    *label = (struct label){line, value, words};
    return true;
}

static size_t count_lines(const char *text) {
    size_t count = 1;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static bool cut_all(struct labels *labels, const char *path, struct error *error) {
    labels->items = mem_calloc(count_lines(labels->text), sizeof *labels->items);
    size_t number = 1;
    for (char *line = labels->text; line; number++) {
        char *end = strchr(line, '\n'), *next = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        if (line[0] != '#' && line[0] != '\0') {
            if (!cut(line, &labels->items[labels->count]))
                return error_at(
                    error, ERROR_DATA, path, number, 0,
                    _("Hier horen drie velden te staan, met een tab ertussen: attribuut, waarde, woorden."));
            labels->count++;
        }
        line = next;
    }
    return true;
}

bool labels_read(struct labels *labels, const struct datadir *datadir, struct error *error) {
    struct buf text = BUF_EMPTY;
    char *path = datadir_find(datadir, "templates/waarden.tsv", error);
    bool ok = path && file_read(path, MAX_BYTES, &text, error);
    if (ok) {
        labels->text = buf_steal(&text);
        ok = cut_all(labels, path, error);
    }
    buf_free(&text);
    free(path);
    return ok;
}

void labels_free(struct labels *labels) {
    free(labels->items);
    free(labels->text);
    *labels = (struct labels){0};
}

static bool is_key(const char *key, const char *element, const char *attribute) {
    const char *slash = strchr(key, '/');
    if (!slash)
        return strcmp(key, attribute) == 0;
    size_t length = (size_t)(slash - key);
    return strlen(element) == length && memcmp(key, element, length) == 0 && strcmp(slash + 1, attribute) == 0;
}

const char *labels_find(const struct labels *labels, const char *element, const char *attribute, const char *value,
                        size_t length) {
    const char *general = NULL;
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->items[i];
        if (strlen(label->value) != length || memcmp(label->value, value, length) != 0 ||
            !is_key(label->attribute, element, attribute))
            continue;
        if (strchr(label->attribute, '/'))
            return label->words;
        general = general ? general : label->words;
    }
    return general;
}
