#include "render/deliver.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/process.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool hgw_delivery_format(const char *to, const char *output, enum hgw_render_format *format,
                         struct hgw_error *error) {
    static const char *const foreign[] = {"pdf", "doc", "docx", "rtf", "epub"};
    const char *dot = output && !to ? strrchr(output, '.') : NULL, *name = dot ? dot + 1 : to;
    *format = HGW_RENDER_MD;
    if (!name || hgw_render_format_find(name, format))
        return true;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (strcasecmp(name, foreign[i]) == 0)
            return hgw_error_set(error, HGW_ERROR_USAGE,
                                 _("Een verslag wordt md, odt of html, geen %s. Maak een .odt en zet die om "
                                   "in je tekstverwerker."),
                                 foreign[i]);
    return true;
}

/* The length of a file's name without what says that it is a case or a report. */
static size_t stem_length(const char *name) {
    static const char *const suffixes[] = {".hgw.xml", ".xml", ".md", ".markdown"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t tail = strlen(suffixes[i]);
        if (length > tail && strcmp(name + length - tail, suffixes[i]) == 0)
            return length - tail;
    }
    return length;
}

char *hgw_delivery_path(const struct hgw_delivery *d, const char *source, size_t number) {
    if (!d->directory)
        return mem_strdup(d->output ? d->output : "-");
    const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source;
    if (strcmp(source, "-") == 0)
        name = "casus";
    struct hgw_buf path = HGW_BUF_EMPTY;
    hgw_buf_printf(&path, "%s/", d->directory);
    if (d->anonymous)
        hgw_buf_printf(&path, "casus-%zu", number);
    else
        hgw_printable_add(&path, name, stem_length(name));
    hgw_buf_printf(&path, "%s%s.%s", d->report ? "-" : "", d->report ? d->report : "",
                   hgw_render_format_name(d->format));
    return hgw_buf_steal(&path);
}

static int compare_paths(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool paths_differ(const struct hgw_delivery *d, const char *const *files, size_t count,
                         struct hgw_error *error) {
    char **paths = mem_calloc(count, sizeof(char *));
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        paths[i] = hgw_delivery_path(d, files[i], i + 1);
    qsort(paths, count, sizeof(char *), compare_paths);
    for (size_t i = 1; ok && i < count; i++)
        if (strcmp(paths[i - 1], paths[i]) == 0)
            ok = hgw_error_set(
                error, HGW_ERROR_USAGE,
                _("Twee casussen zouden hetzelfde bestand geven: %s. Maak ze na elkaar, in twee mappen."),
                paths[i]);
    for (size_t i = 0; i < count; i++)
        free(paths[i]);
    free(paths);
    return ok;
}

bool hgw_delivery_check(const struct hgw_delivery *d, const char *const *files, size_t count,
                        struct hgw_error *error) {
    if (d->output && d->directory)
        return hgw_error_set(error, HGW_ERROR_USAGE, _("Geef -o of --output-dir, niet allebei."));
    if (d->directory && d->directory[0] == '\0') /* it would become the root directory */
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("Na --output-dir staat geen map. De map waar je nu bent, is een punt."));
    if (!hgw_files_check(files, count, error))
        return false;
    if (!d->directory && count > 1)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("Voor meer dan één bestand is een map nodig: geef --output-dir=MAP."));
    bool to_stdout = !d->output || strcmp(d->output, "-") == 0;
    bool to_terminal = !d->directory && (to_stdout ? d->terminal : hgw_path_is_terminal(d->output));
    if (to_terminal && d->format == HGW_RENDER_ODT)
        return hgw_error_set(
            error, HGW_ERROR_USAGE,
            _("Een ODT-bestand past niet op het scherm. Schrijf het naar een bestand met -o."));
    return count < 2 || paths_differ(d, files, count, error);
}

bool hgw_deliver(const struct hgw_delivery *d, const char *source, size_t number, const struct hgw_buf *bytes,
                 struct hgw_error *error) {
    char *path = hgw_delivery_path(d, source, number);
    bool ok = false;
    if (d->force && hgw_file_same(path, source))
        hgw_error_at(error, HGW_ERROR_USAGE, path, 0, 0,
                     _("dit is het bestand dat gelezen werd: een verslag komt daar nooit in de plaats van"));
    else
        ok = hgw_file_write(path, bytes->data ? bytes->data : "", bytes->length,
                            d->force ? HGW_REPLACE : HGW_KEEP_UNFORCED, error);
    free(path);
    return ok;
}
