#include "report/report.h"

#include "case/audience.h"
#include "xml/dom.h"

#include <stdio.h>

enum { MAX_BYTES = 16 * 1024 * 1024 }; /* of any file; what a template may be is template.h's business */

static const char folder[] = "templates/reports", suffix[] = ".md";

char *as_list(struct buf *lines, const char *last) {
    struct buf out = BUF_EMPTY;
    for (char *line = lines->data, *end; line && *line; line = end + 1) {
        end = strchr(line, '\n');
        if (out.length > 0)
            buf_add_string(&out, end[1] ? ", " : last);
        buf_add(&out, line, (size_t)(end - line));
    }
    buf_free(lines);
    return buf_steal(&out);
}

size_t said_length(const char *text) {
    size_t length = strlen(text);
    while (length > 0 && strchr(DOM_SPACE, text[length - 1]))
        length--;
    return length;
}

/* --- the first line --- */

/* It stands at this column. */
static void read_audience(struct report *report, const char *words, size_t column, struct error *problems) {
    const char *wrong = words;
    report->readers = readers_parse(words, &wrong);
    if (report->readers == 0)
        error_at(problems, ERROR_CONTENT, report->path, 1, column + utf8_count(words, (size_t)(wrong - words)),
                 _("„%.*s” is geen doelgroep: kies intern, of een of meer van ouders, leerling, school en "
                   "extern."),
                 (int)strcspn(wrong, DOM_SPACE), wrong);
    else if ((report->readers & READER_INTERN) && (report->readers & READER_OUTSIDE))
        error_at(problems, ERROR_CONTENT, report->path, 1, column,
                 _("De doelgroep intern gaat niet samen met een andere."));
}

/* A report's name is part of a file's name: with these it stays in its folder and on its line. */
#define NAME_SIGNS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

/* The name of a file of ours. */
static bool is_name(const char *name) {
    return name[0] != '\0' && name[strspn(name, NAME_SIGNS "_")] == '\0';
}

static void replace(char **old, const char *value) {
    free(*old);
    *old = mem_strdup(value);
}

/* What the first line declares, when it is a comment. */
static void read_head(struct report *report, struct error *problems) {
    const char *text = report->text.data ? report->text.data : "", *end = strstr(text, "}}");
    if (strncmp(text, "{{!", 3) != 0 || !end || strcspn(text, "\r\n") < (size_t)(end - text))
        return; /* the parser says what is wrong with it, or it is a longer comment */
    AUTO(mem_free) char *head = mem_strndup(text, (size_t)(end - text));
    for (char *rest = head + 3, *value; (value = strsep(&rest, "|"));) {
        char *key = strsep(&value, ":");
        if (!value)
            continue;
        key += strspn(key, " \t");
        value += strspn(value, " \t");
        value[said_length(value)] = '\0';
        size_t column = utf8_count(text, (size_t)(value - head)) + 1;
        if (strcmp(key, "titel") == 0)
            replace(&report->title, value);
        else if (strcmp(key, "doelgroep") == 0)
            read_audience(report, value, column, problems);
        else if (strcmp(key, "rapport") == 0 && is_name(value) && !strchr(value, '_'))
            replace(&report->name, value);
        else if (strcmp(key, "rapport") == 0)
            error_at(problems, ERROR_CONTENT, report->path, 1, column,
                     _("„%s” kan geen naam van een verslag zijn: kies letters zonder accenten, cijfers en "
                       "koppeltekens."),
                     value);
    }
}

/* --- finding --- */

/* The name of the report in a file that datadir_list found: its path loses the suffix. */
static const char *name_in(char *path) {
    path[strlen(path) - strlen(suffix)] = '\0';
    return strrchr(path, '/') + 1;
}

/* The files of all reports. When there are none the data files are not there: says so, and where was looked. */
static struct files find_reports(const struct datadir *datadir, struct error *error) {
    struct files files = datadir_list(datadir, false, folder, "*.md");
    AUTO(mem_free) char *path = files.count == 0 ? datadir_find(datadir, folder, error) : NULL;
    if (path) /* it is empty */
        error_at(error, ERROR_DATA, path, 0, 0, _("In deze map staat geen enkel verslag."));
    return files;
}

static bool complain_unknown(const struct datadir *datadir, const char *name, struct error *error) {
    AUTO(files_free) struct files files = find_reports(datadir, error);
    struct suggest_one suggest = suggest_start(name);
    for (size_t i = 0; i < files.count; i++)
        suggest_try(&suggest, name_in(files.names[i]));
    if (suggest.best)
        return error_set(error, ERROR_USAGE, _("Het verslag „%s” bestaat niet. Bedoel je „%s”?"), name, suggest.best);
    return error_set(error, ERROR_USAGE,
                     _("Het verslag „%s” bestaat niet. De optie --list-reports toont welke er zijn."), name);
}

/* The path of a file in a folder of templates; freed by the caller. NULL when there is none. */
static char *find_file(const struct datadir *datadir, const char *where, const char *name) {
    if (!is_name(name))
        return NULL;
    AUTO(mem_free) char *relative = text_format("%s/%s%s", where, name, suffix);
    return datadir_find(datadir, relative, NULL);
}

/* The last part of a path without .md, with a hyphen for what cannot be in the name of a report. */
static char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    char *name = mem_strdup(slash ? slash + 1 : path), *end = strrchr(name, '.');
    if (end && end > name && strcmp(end, suffix) == 0)
        *end = '\0';
    for (char *at = name + strspn(name, NAME_SIGNS); *at; at += strspn(at, NAME_SIGNS))
        *at = '-';
    return name;
}

bool report_read(struct report *report, const struct datadir *datadir, const char *name, const char *path,
                 struct error *problems, struct error *error) {
    report->path = path ? mem_strdup(path) : find_file(datadir, folder, name);
    if (!report->path)
        return complain_unknown(datadir, name, error);
    report->name = base_name(report->path);
    if (!file_read(report->path, MAX_BYTES, &report->text, error))
        return false;
    read_head(report, problems);
    return true;
}

void report_free(struct report *report) {
    free(report->path);
    free(report->name);
    free(report->title);
    buf_free(&report->text);
    *report = (struct report){0};
}

bool report_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error) {
    enum { COLUMN = 16 }; /* of what stands behind the name, on a terminal */
    AUTO(files_free) struct files files = find_reports(datadir, error);
    for (size_t i = 0; i < files.count && error->kind == ERROR_NONE; i++) {
        AUTO(report_free) struct report report = {0};
        const char *name = name_in(files.names[i]);
        if (!is_name(name) || !report_read(&report, datadir, name, NULL, error, error))
            continue;
        const char *title = report.title ? report.title : "";
        AUTO(mem_free) char *readers = readers_names(report.readers, " ");
        AUTO(mem_free) char *words = text_format("%s (%s)", title, readers);
        size_t start = out->length;
        if (width == 0) {
            buf_printf(out, "%s\t%s\t%s\n", name, readers, title);
            continue;
        }
        buf_printf(out, "%-*s ", COLUMN - 1, name);
        text_wrap(out, words, out->length - start, COLUMN, width);
        buf_add_char(out, '\n');
    }
    return error->kind == ERROR_NONE;
}

bool report_partial(const void *datadir, const char *name, struct buf *text, char **path, struct error *error) {
    *path = find_file(datadir, "templates/partials", name);
    return *path && file_read(*path, MAX_BYTES, text, error);
}

/* --- words for values --- */

bool labels_read(xmlHashTablePtr *labels, const struct datadir *datadir, struct error *error) {
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    AUTO(mem_free) char *path = datadir_find(datadir, "templates/waarden.tsv", error);
    bool ok = path && file_read(path, MAX_BYTES, &text, error);
    char *rest = text.data, *line;
    *labels = xmlHashCreate(256);
    for (size_t number = 1; ok && (line = strsep(&rest, "\n")); number++) {
        if (line[0] == '#' || line[0] == '\0')
            continue;
        char *name = strsep(&line, "\t"), *value = strsep(&line, "\t"), *first = strsep(&name, "/");
        ok = (line && *first && *value && *line && !strchr(line, '\t')) ||
             error_at(error, ERROR_DATA, path, number, 0,
                      _("Hier horen drie velden te staan, met een tab ertussen: attribuut, waarde, woorden."));
        if (ok)
            xmlHashUpdateEntry3(*labels, (xmlChar *)first, (xmlChar *)name, (xmlChar *)value,
                                xmlStrdup((xmlChar *)line), xmlHashDefaultDeallocator);
    }
    return ok;
}

const char *labels_find(xmlHashTablePtr labels, const char *element, const char *attribute, const char *value) {
    const xmlChar *name = (const xmlChar *)attribute, *word = (const xmlChar *)value;
    const char *own = xmlHashLookup3(labels, (const xmlChar *)element, name, word);
    return own ? own : xmlHashLookup3(labels, name, NULL, word);
}
