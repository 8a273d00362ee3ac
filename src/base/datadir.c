#include "base/datadir.h"

#include "base/lang.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where `make install` puts the data; the Makefile defines it. */
#ifndef HGW_INSTALLED_DATADIR
#define HGW_INSTALLED_DATADIR "/usr/local/share/hgw"
#endif

/* Takes ownership of `directory`. */
static void add(struct hgw_datadir *datadir, char *directory) {
    datadir->directories[datadir->count++] = directory;
}

static bool is_set(const char *value) {
    return value && *value;
}

void hgw_datadir_open(struct hgw_datadir *datadir, const char *option) {
    *datadir = (struct hgw_datadir){0};
    if (is_set(option))
        add(datadir, mem_strdup(option));
    const char *environment = getenv("HGW_DATADIR");
    if (is_set(environment))
        add(datadir, mem_strdup(environment));
    const char *xdg = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (is_set(xdg) && xdg[0] == '/') { /* a relative one must be ignored, says the specification */
        add(datadir, hgw_format("%s/hgw", xdg));
    } else if (is_set(home))
        add(datadir, hgw_format("%s/.local/share/hgw", home));
    add(datadir, mem_strdup(HGW_INSTALLED_DATADIR));
}

void hgw_datadir_close(struct hgw_datadir *datadir) {
    for (size_t i = 0; i < datadir->count; i++)
        free(datadir->directories[i]);
    *datadir = (struct hgw_datadir){0};
}

char *hgw_datadir_look(const struct hgw_datadir *datadir, const char *name) {
    for (size_t i = 0; i < datadir->count; i++) {
        char *path = hgw_format("%s/%s", datadir->directories[i], name);
        if (access(path, R_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

char *hgw_datadir_find(const struct hgw_datadir *datadir, const char *name, struct hgw_error *error) {
    char *path = hgw_datadir_look(datadir, name);
    if (path)
        return path;
    struct hgw_buf places = HGW_BUF_EMPTY;
    for (size_t i = 0; i < datadir->count; i++)
        hgw_buf_printf(&places, "%s%s", i > 0 ? ", " : "", datadir->directories[i]);
    hgw_error_set(error, HGW_ERROR_DATA,
                  _("Het gegevensbestand %s is niet gevonden (gezocht in %s). Installeer hgw, of zeg met "
                    "HGW_DATADIR in "
                    "welke map schemas/ en templates/ staan."),
                  name, places.data);
    hgw_buf_free(&places);
    return NULL;
}

/* Whether `file` is in one of the two places of a data directory. */
static bool is_in(const char *file, const char *directory) {
    static const char *const places[] = {"/schemas/", "/templates/"};
    size_t length = strlen(directory);
    if (strncmp(file, directory, length) != 0)
        return false;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (strncmp(file + length, places[i], strlen(places[i])) == 0)
            return true;
    return false;
}

void hgw_datadir_advise(const struct hgw_datadir *datadir, struct hgw_error *error) {
    if (error->kind != HGW_ERROR_DATA || !error->file)
        return;
    for (size_t i = 0; i < datadir->count; i++)
        if (is_in(error->file, datadir->directories[i])) {
            char *text = hgw_format(
                _("%s Dit bestand hoort bij hgw en past misschien niet bij deze versie. Installeer hgw "
                  "opnieuw. Is het een eigen bestand, verbeter het dan of haal het weg."),
                hgw_error_text(error));
            free(error->text);
            error->text = text;
            return;
        }
}
