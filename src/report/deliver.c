#include "report/render.h"

#include "base/process.h"

#include <libxml/hash.h>
#include <strings.h>

static const char *const formats[] = {[RENDER_MD] = "md",
                                      [RENDER_ODT] = "odt",
                                      [RENDER_HTML] = "html",
                                      /* and what we do not make: */ "pdf",
                                      "doc",
                                      "docx",
                                      "rtf",
                                      "epub"};

bool delivery_format(const char *to, const char *output, enum render_format *format, struct error *error) {
    const char *dot = output && !to ? strrchr(output, '.') : NULL, *name = dot ? dot + 1 : to;
    int found = 0;
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcasecmp(name, formats[i]) == 0)
            found = (int)i;
    *format = (enum render_format)found;
    return found <= RENDER_HTML ||
           error_set(error, ERROR_USAGE,
                     _("Een verslag wordt md, odt of html, geen %s. Maak een .odt en zet die om "
                       "in je tekstverwerker."),
                     formats[found]);
}

/* The length of a file's name without what says that it is a case or a report. */
static size_t stem_length(const char *name) {
    static const char *const suffixes[] = {".hgw.xml", ".xml", ".md", ".markdown"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (length > strlen(suffixes[i]) && strcmp(name + length - strlen(suffixes[i]), suffixes[i]) == 0)
            return length - strlen(suffixes[i]);
    return length;
}

char *delivery_path(const struct render_options *o, const char *report, const char *source, size_t number) {
    if (!o->directory)
        return mem_strdup(o->output ? o->output : "-");
    const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source;
    if (strcmp(source, "-") == 0)
        name = "casus";
    struct buf path = BUF_EMPTY;
    buf_printf(&path, "%s/", o->directory);
    if (o->pseudonymise)
        buf_printf(&path, "casus-%zu", number);
    else
        printable_add(&path, name, stem_length(name), PRINTABLE_LINE);
    buf_printf(&path, "%s%s.%s", report ? "-" : "", report ? report : "", formats[o->format]);
    return buf_steal(&path);
}

static bool paths_differ(const struct render_options *o, const char *report, const char *const *files, size_t count,
                         struct error *error) {
    xmlHashTablePtr seen = xmlHashCreate(0);
    bool differ = true;
    for (size_t i = 0; differ && i < count; i++) {
        AUTO(mem_free) char *path = delivery_path(o, report, files[i], i + 1);
        if (xmlHashAddEntry(seen, (xmlChar *)path, seen) != 0) /* it refuses what is there */
            differ = error_set(
                error, ERROR_USAGE,
                _("Twee casussen zouden hetzelfde bestand geven: %s. Maak ze na elkaar, in twee mappen."), path);
    }
    xmlHashFree(seen, NULL);
    return differ;
}

bool delivery_check(const struct render_options *o, const char *report, const char *const *files, size_t count,
                    struct error *error) {
    const char *path = o->output && strcmp(o->output, "-") != 0 ? o->output : "/dev/stdout";
    const struct usage_rule rules[] = {
        {o->output && o->directory, N_("Geef -o of --output-dir, niet allebei."), NULL},
        {o->directory && o->directory[0] == '\0', /* it would become the root directory */
         N_("Na --output-dir staat geen map. De map waar je nu bent, is een punt."), NULL},
        {!o->directory && count > 1, N_("Voor meer dan één bestand is een map nodig: geef --output-dir=MAP."), NULL},
        {o->format == RENDER_ODT && !o->directory && path_is_terminal(path),
         N_("Een ODT-bestand past niet op het scherm. Schrijf het naar een bestand met -o."), NULL},
        {o->reference && o->format != RENDER_ODT,
         N_("--reference-doc dient alleen voor een ODT-verslag: geef er --to=odt bij."), NULL},
        {o->resources.count > 0 && o->format == RENDER_MD,
         N_("--resource-path dient alleen voor ODT en HTML: een verslag in Markdown bevat zelf geen afbeeldingen."),
         NULL},
    };
    return usage_check(rules, sizeof rules / sizeof rules[0], error) && files_check(files, count, error) &&
           (count < 2 || paths_differ(o, report, files, count, error));
}

bool deliver(const struct render_options *o, const char *report, const char *source, size_t number,
             const struct buf *bytes, struct error *error) {
    AUTO(mem_free) char *path = delivery_path(o, report, source, number);
    if (o->force && file_same(path, source))
        return error_at(error, ERROR_USAGE, path, 0, 0,
                        _("dit is het bestand dat gelezen werd: een verslag komt daar nooit in de plaats van"));
    return (!o->directory || directory_make(o->directory, error)) &&
           file_write(path, bytes->data ? bytes->data : "", bytes->length, o->force ? HGW_REPLACE : HGW_KEEP_UNFORCED,
                      error);
}
