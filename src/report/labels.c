#include "report/labels.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1024 * 1024 };

bool labels_read(struct labels *labels, const struct datadir *datadir, struct error *error) {
    struct buf text = BUF_EMPTY;
    char *path = datadir_find(datadir, "templates/waarden.tsv", error);
    bool ok = path && file_read(path, MAX_BYTES, &text, error);
    size_t capacity = 0, number = 1;
    char *rest = labels->text = buf_steal(&text);
    for (char *line; ok && (line = strsep(&rest, "\n")); number++) {
        if (line[0] == '#' || line[0] == '\0')
            continue;
        const char *attribute = strsep(&line, "\t"), *value = strsep(&line, "\t"), *words = line;
        if (!words || !*attribute || !*value || !*words || strchr(words, '\t'))
            ok = error_at(error, ERROR_DATA, path, number, 0,
                          _("Hier horen drie velden te staan, met een tab ertussen: attribuut, waarde, woorden."));
        labels->items = list_grow(labels->items, &capacity, labels->count, sizeof *labels->items);
        labels->items[labels->count++] = (struct label){attribute, value, words};
    }
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
