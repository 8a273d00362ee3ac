#include "base/file.h"

#include "base/memory.h"

#include <dirent.h>
#include <fnmatch.h>
#include <unistd.h>

/* Where `make install` puts the data; the Makefile defines it. */
#ifndef HGW_INSTALLED_DATADIR
#define HGW_INSTALLED_DATADIR "/usr/local/share/hgw"
#endif

char *user_path(const char *variable, const char *in_home, const char *name) {
    const char *xdg = getenv(variable), *home = getenv("HOME");
    if (xdg && xdg[0] == '/') /* a relative one must be ignored, says the specification */
        return text_format("%s/%s", xdg, name);
    return home && *home ? text_format("%s/%s/%s", home, in_home, name) : NULL;
}

void datadir_open(struct datadir *datadir, const char *option) {
    *datadir = (struct datadir){0};
    const char *const given[] = {option, getenv("HGW_DATADIR")};
    for (size_t i = 0; i < 2; i++)
        if (given[i] && *given[i])
            files_add(&datadir->directories, mem_strdup(given[i]));
    char *own = user_path("XDG_DATA_HOME", ".local/share", "hgw");
    if (own)
        files_add(&datadir->directories, own);
    files_add(&datadir->directories, mem_strdup(HGW_INSTALLED_DATADIR));
}

void datadir_close(struct datadir *datadir) {
    files_free(&datadir->directories);
}

/* A name in the directory with this index; a team's own stands outside schemas/. NULL: there is no such place. */
static char *place(const struct datadir *datadir, size_t index, bool own, const char *name) {
    static const char schemas[] = "schemas/";
    if (own && strncmp(name, schemas, sizeof schemas - 1) != 0)
        return NULL;
    return text_format("%s/%s", datadir->directories.names[index], name + (own ? sizeof schemas - 1 : 0));
}

char *datadir_look_in(const struct datadir *datadir, bool own, const char *name) {
    for (size_t i = 0; i < datadir->directories.count; i++) {
        char *path = place(datadir, i, own, name);
        if (path && access(path, F_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

static int by_name(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

struct files datadir_list(const struct datadir *datadir, bool own, const char *folder, const char *pattern) {
    struct files found = {0}, files = {0};
    for (size_t i = 0; i < datadir->directories.count; i++) {
        AUTO(mem_free) char *path = place(datadir, i, own, folder);
        DIR *directory = path ? opendir(path) : NULL;
        if (path && !directory)
            mem_check();
        for (struct dirent *entry; directory && (entry = readdir(directory));)
            if (fnmatch(pattern, entry->d_name, FNM_PERIOD) == 0)
                files_add(&found, text_format("%s/%s", folder, entry->d_name));
        if (directory)
            closedir(directory);
    }
    if (found.count > 0)
        qsort(found.names, found.count, sizeof *found.names, by_name);
    for (size_t i = 0; i < found.count; i++) { /* a name that is there twice stands beside itself now */
        bool again = i + 1 < found.count && strcmp(found.names[i], found.names[i + 1]) == 0;
        char *path = again ? NULL : datadir_look_in(datadir, own, found.names[i]);
        if (path)
            files_add(&files, path);
    }
    files_free(&found);
    return files;
}

char *datadir_find(const struct datadir *datadir, const char *name, struct error *error) {
    char *path = datadir_look_in(datadir, true, name);
    path = path ? path : datadir_look_in(datadir, false, name);
    if (path || !error)
        return path;
    AUTO(buf_free) struct buf places = BUF_EMPTY;
    for (size_t i = 0; i < datadir->directories.count; i++)
        buf_printf(&places, "%s%s", i > 0 ? ", " : "", datadir->directories.names[i]);
    error_set(error, ERROR_DATA,
              _("Het gegevensbestand %s is niet gevonden (gezocht in %s). Installeer hgw, of zeg met HGW_DATADIR in "
                "welke map schemas/ en templates/ staan."),
              name, places.data);
    return NULL;
}

void datadir_advise(const struct datadir *datadir, struct error *error) {
    if (error->kind != ERROR_DATA || !error->file)
        return;
    for (size_t i = 0; i < datadir->directories.count; i++) {
        const char *directory = datadir->directories.names[i], *inside = error->file + strlen(directory);
        if (strncmp(error->file, directory, strlen(directory)) != 0 ||
            (strncmp(inside, "/schemas/", 9) != 0 && strncmp(inside, "/templates/", 11) != 0))
            continue;
        AUTO(mem_free) char *said = error->text;
        error->text =
            text_format(_("%s Dit bestand hoort bij hgw en past misschien niet bij deze versie. Installeer hgw "
                          "opnieuw. Is het een eigen bestand, verbeter het dan of haal het weg."),
                        said);
        return;
    }
}
