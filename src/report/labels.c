#include "report/labels.h"

#include "base/file.h"
#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1024 * 1024 };

bool labels_read(struct labels *labels, const struct datadir *datadir, struct error *error) {
    struct buf text = BUF_EMPTY;
    char *path = datadir_find(datadir, "templates/waarden.tsv", error);
    bool ok = path && file_read(path, MAX_BYTES, &text, error);
    char *rest = labels->text = buf_steal(&text);
    labels->words = xmlHashCreate(0);
    size_t number = 1;
    for (char *line; ok && (line = strsep(&rest, "\n")); number++) {
        int key = 0, end = 0;
        if (line[0] == '#' || line[0] == '\0')
            continue;
        sscanf(line, "%*[^\t]%*1[\t]%*[^\t]%n%*1[\t]%*[^\t]%n", &key, &end);
        if (end == 0 || line[end] != '\0')
            ok = error_at(error, ERROR_DATA, path, number, 0,
                          _("Hier horen drie velden te staan, met een tab ertussen: attribuut, waarde, woorden."));
        line[key] = '\0';
        xmlHashAddEntry(labels->words, (xmlChar *)line, line + key + 1); /* of two the first */
    }
    free(path);
    return ok;
}

void labels_free(struct labels *labels) {
    xmlHashFree(labels->words, NULL);
    free(labels->text);
    *labels = (struct labels){0};
}

const char *labels_find(const struct labels *labels, const char *element, const char *attribute, const char *value,
                        size_t length) {
    char *key = text_format("%s/%s\t%.*s", element, attribute, (int)length, value);
    const char *words = xmlHashLookup(labels->words, (xmlChar *)key);
    if (!words)
        words = xmlHashLookup(labels->words, (xmlChar *)key + strlen(element) + 1);
    free(key);
    return words;
}
