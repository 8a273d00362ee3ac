#include "report/report.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "case/audience.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = "templates/reports", suffix[] = ".md";

/* --- the first line --- */

/* The text behind "KEY:" in the head, up to a | or the end, without blanks around; *place (may be NULL) is
 * where it stands. NULL when it is not there. */
static char *field(const char *head, size_t length, const char *key, const char **place) {
    size_t key_length = strlen(key);
    for (size_t at = 0; at < length;) {
        const char *bar = memchr(head + at, '|', length - at);
        size_t end = bar ? (size_t)(bar - head) : length;
        size_t start = at;
        while (start < end && (head[start] == ' ' || head[start] == '\t'))
            start++;
        if (end - start > key_length && memcmp(head + start, key, key_length) == 0 && head[start + key_length] == ':') {
            start += key_length + 1;
            while (start < end && (head[start] == ' ' || head[start] == '\t'))
                start++;
            size_t stop = end;
            while (stop > start && (head[stop - 1] == ' ' || head[stop - 1] == '\t'))
                stop--;
            if (place)
                *place = head + start;
            return mem_strndup(head + start, stop - start);
        }
        at = end + 1;
    }
    return NULL;
}

/* `words` is what stands at `place` in the report's text. What is wrong with it goes to report->wrong. */
static void read_audience(struct report *report, const char *words, const char *place) {
    const char *wrong = words;
    size_t length = 0;
    report->readers = readers_parse(words, &wrong, &length);
    size_t column = utf8_count(report->text.data, (size_t)(place + (wrong - words) - report->text.data)) + 1;
    if (report->readers == 0)
        error_at(&report->wrong, ERROR_CONTENT, report->path, 1, column,
                 _("„%.*s” is geen doelgroep: kies intern, of een of meer van ouders, leerling, school en "
                   "extern."),
                 (int)length, wrong);
    else if ((report->readers & READER_INTERN) && (report->readers & READER_OUTSIDE))
        error_at(&report->wrong, ERROR_CONTENT, report->path, 1, column,
                 _("De doelgroep intern gaat niet samen met een andere."));
}

/* A report's name is part of a file's name: with these it stays in its folder and on its line. */
#define NAME_SIGNS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

/* The name of a file of ours. */
static bool is_name(const char *name) {
    return name[0] != '\0' && name[strspn(name, NAME_SIGNS "_")] == '\0';
}

/* What the first line declares, when it is a comment. */
static void read_head(struct report *report) {
    const char *text = report->text.data ? report->text.data : "";
    if (strncmp(text, "{{!", 3) != 0)
        return;
    const char *head = text + 3, *end = strstr(head, "}}");
    size_t length = strcspn(head, "\r\n");
    if (!end || (size_t)(end - head) > length)
        return; /* the parser says what is wrong with it, or it is a longer comment */
    length = (size_t)(end - head);
    const char *name_place = head, *place = head;
    char *name = field(head, length, "rapport", &name_place), *audience = field(head, length, "doelgroep", &place);
    report->title = field(head, length, "titel", NULL);
    if (audience)
        read_audience(report, audience, place);
    if (name && is_name(name) && !strchr(name, '_')) {
        free(report->name);
        report->name = name;
    } else if (name) {
        error_at(&report->wrong, ERROR_CONTENT, report->path, 1, utf8_count(text, (size_t)(name_place - text)) + 1,
                 _("„%s” kan geen naam van een verslag zijn: kies letters zonder accenten, cijfers en "
                   "koppeltekens."),
                 name);
        free(name);
    }
    free(audience);
}

/* --- finding --- */

/* The names of the reports in all directories, sorted, each once. */
struct names {
    char **items;
    size_t count, capacity;
};

static void names_free(struct names *names) {
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void add_name(struct names *names, const char *file) {
    size_t length = strlen(file), tail = strlen(suffix);
    if (length <= tail || strcmp(file + length - tail, suffix) != 0)
        return;
    char *name = mem_strndup(file, length - tail);
    bool known = !is_name(name);
    for (size_t i = 0; !known && i < names->count; i++)
        known = strcmp(names->items[i], name) == 0;
    if (known) {
        free(name);
        return;
    }
    names->items = list_grow(names->items, &names->capacity, names->count, sizeof(char *));
    names->items[names->count++] = name;
}

static void find_names(struct names *names, const struct datadir *datadir) {
    for (size_t i = 0; i < datadir->count; i++) {
        char *path = text_format("%s/%s", datadir->directories[i], folder);
        DIR *directory = opendir(path);
        if (!directory)
            mem_check();
        for (struct dirent *entry; directory && (entry = readdir(directory));)
            add_name(names, entry->d_name);
        if (directory)
            closedir(directory);
        free(path);
    }
    if (names->count > 1)
        qsort(names->items, names->count, sizeof(char *), compare_names);
}

/* No report at all: the data files are not there. Says so, and where was looked. */
static bool complain_none(const struct datadir *datadir, struct error *error) {
    char *path = datadir_find(datadir, folder, error);
    if (path) /* there, and empty */
        error_at(error, ERROR_DATA, path, 0, 0, _("In deze map staat geen enkel verslag."));
    free(path);
    return false;
}

static bool complain_unknown(const struct datadir *datadir, const char *name, struct error *error) {
    struct names names = {0};
    const char *best = NULL;
    find_names(&names, datadir);
    if (names.count == 0)
        return complain_none(datadir, error);
    best = suggest_one(name, (const char *const *)names.items, names.count);
    if (best)
        error_set(error, ERROR_USAGE, _("Het verslag „%s” bestaat niet. Bedoel je „%s”?"), name, best);
    else
        error_set(error, ERROR_USAGE, _("Het verslag „%s” bestaat niet. De optie --list-reports toont welke er zijn."),
                  name);
    names_free(&names);
    return false;
}

/* The path of a file in a folder of templates; freed by the caller. NULL when there is none. */
static char *find_file(const struct datadir *datadir, const char *where, const char *name) {
    if (!is_name(name))
        return NULL;
    char *relative = text_format("%s/%s%s", where, name, suffix);
    char *path = datadir_look(datadir, relative);
    free(relative);
    return path;
}

/* The last part of a path without .md, with a hyphen for what cannot be in the name of a report. */
static char *base_name(const char *path) {
    const char *slash = strrchr(path, '/'), *start = slash ? slash + 1 : path;
    size_t length = strlen(start), tail = strlen(suffix);
    if (length > tail && strcmp(start + length - tail, suffix) == 0)
        length -= tail;
    char *name = mem_strndup(start, length);
    for (char *at = name + strspn(name, NAME_SIGNS); *at; at += strspn(at, NAME_SIGNS))
        *at = '-';
    return name;
}

bool report_read(struct report *report, const struct datadir *datadir, const char *name, const char *path,
                 struct error *error) {
    report->path = path ? mem_strdup(path) : find_file(datadir, folder, name);
    if (!report->path)
        return complain_unknown(datadir, name, error);
    report->name = base_name(report->path);
    if (!file_read(report->path, REPORT_MAX_BYTES, &report->text, error))
        return false;
    read_head(report);
    return true;
}

void report_free(struct report *report) {
    free(report->path);
    free(report->name);
    free(report->title);
    buf_free(&report->text);
    error_clear(&report->wrong);
    *report = (struct report){0};
}

static void add_audience(struct buf *out, unsigned readers) {
    bool first = true;
    for (unsigned reader = 1; reader <= READER_INTERN; reader *= 2)
        if (readers & reader) {
            buf_printf(out, "%s%s", first ? "" : " ", reader_name(reader));
            first = false;
        }
}

bool report_list(const struct datadir *datadir, struct buf *out, struct error *error) {
    struct names names = {0};
    find_names(&names, datadir);
    bool ok = names.count > 0 || complain_none(datadir, error);
    for (size_t i = 0; ok && i < names.count; i++) {
        struct report report = {0};
        ok = report_read(&report, datadir, names.items[i], NULL, error);
        if (ok && report.wrong.kind != ERROR_NONE) {
            *error = report.wrong;
            report.wrong = (struct error)ERROR_EMPTY;
            ok = false;
        } else if (ok) {
            buf_printf(out, "%s\t", names.items[i]);
            add_audience(out, report.readers);
            buf_printf(out, "\t%s\n", report.title ? report.title : "");
        }
        report_free(&report);
    }
    names_free(&names);
    return ok;
}

bool report_partial(const struct datadir *datadir, const char *name, struct buf *text, char **path,
                    struct error *error) {
    *path = find_file(datadir, "templates/partials", name);
    return *path && file_read(*path, REPORT_MAX_BYTES, text, error);
}
