/* The formats of an agenda. */
#include "agenda/agenda.h"
#include "case/finding.h"

/* What an entry is, in words, and whom it concerns when that is not the pupil alone: "streefdatum van een doel: Noor
 * begint aan … (mama)". */
static char *describe(const struct agenda_entry *entry) {
    char about[QUOTE_SIZE];
    struct buf words = BUF_EMPTY;
    buf_printf(&words, "%s%s%s", entry->what, *entry->about ? ": " : "", quote(entry->about, about));
    if (*entry->who && strcmp(entry->who, entry->pupil) != 0)
        buf_printf(&words, " (%s)", entry->who);
    return buf_steal(&words);
}

static const char *name_of(const struct agenda_entry *entry) {
    return *entry->pupil ? entry->pupil : "?";
}

static void add_text(const struct agenda *agenda, const struct agenda_entry *entry, struct buf *out) {
    enum { COLUMN = 21 }; /* of what stands behind the date */
    AUTO(buf_free) struct buf date = BUF_EMPTY;
    AUTO(mem_free) char *what = describe(entry), *words = text_format("%s: %s", name_of(entry), what);
    date_in_words(&date, entry->date, agenda->lang == LANG_EN);
    buf_printf(out, "  %-17s  ", date.data);
    text_wrap(out, words, COLUMN, COLUMN, agenda->width);
    buf_printf(out, "\n%*s", COLUMN, "");
    printable_printf(out, "%s:%zu", entry->file, entry->line);
    buf_add_char(out, '\n');
}

static void add_md(const struct agenda *agenda, const struct agenda_entry *entry, struct buf *out) {
    AUTO(mem_free) char *what = describe(entry), *words = text_format("%s %s:%zu", what, entry->file, entry->line);
    buf_add_string(out, "- ");
    date_in_words(out, entry->date, agenda->lang == LANG_EN);
    buf_add_string(out, ": **");
    printable_escape(out, name_of(entry), MARKDOWN_SIGNS);
    buf_add_string(out, "**, ");
    printable_escape(out, words, MARKDOWN_SIGNS);
    buf_add_char(out, '\n');
}

/* Control characters, a tab among them, become spaces or U+FFFD. */
static void add_tsv(const struct agenda *agenda, const struct agenda_entry *entry, struct buf *out) {
    const char *const fields[] = {entry->what, entry->about, entry->pupil, entry->who, entry->file};
    (void)agenda;
    buf_add_string(out, entry->date);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        buf_add_char(out, '\t');
        printable_add_string(out, fields[i]);
    }
    buf_printf(out, ":%zu\n", entry->line);
}

/* A calendar is often shared, and lives on others' machines: the first name and the kind, no more. A line has at most
 * 75 bytes; what is more stands on lines that begin with a space (RFC 5545, 3.1). */
static void add_ics(const struct agenda *agenda, const struct agenda_entry *entry, struct buf *out) {
    AUTO(buf_free) struct buf line = BUF_EMPTY;
    AUTO(mem_free)
    char *summary =
        text_format("%.*s%s%s", (int)strcspn(entry->pupil, " "), entry->pupil, *entry->pupil ? ": " : "", entry->what);
    buf_printf(out, "BEGIN:VEVENT\r\nUID:%016llx@hgw\r\nDTSTAMP:%08dT000000Z\r\nDTSTART;VALUE=DATE:%08d\r\n",
               (unsigned long long)entry->uid, date_number(agenda->today), date_number(entry->date));
    buf_add_string(&line, "SUMMARY:");
    printable_escape(&line, summary, "\\;,"); /* RFC 5545, 3.3.11 */
    size_t room = 75;
    for (size_t i = 0, length; i < line.length; i += length, room -= length) {
        uint32_t ignored;
        length = utf8_decode(line.data + i, line.length - i, &ignored);
        if (length > room) {
            buf_add_string(out, "\r\n ");
            room = 74;
        }
        buf_add(out, line.data + i, length);
    }
    buf_add_string(out, "\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static const struct agenda_format {
    const char *name, *begin;
    const char *mark; /* what a heading begins with; NULL: there are none */
    void (*add)(const struct agenda *agenda, const struct agenda_entry *entry, struct buf *out);
    const char *end;
} formats[] = {
    {"text", "", "", add_text, ""},
    {"md", "# Agenda\n\n", "## ", add_md, ""},
    {"tsv", "", NULL, add_tsv, ""},
    {"ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hgw//hgw-agenda//NL\r\n", NULL, add_ics, "END:VCALENDAR\r\n"},
};

static char *heading_of(const struct agenda *agenda, const struct agenda_entry *entry) {
    char monday[DATE_SIZE];
    struct buf heading = BUF_EMPTY;
    if (entry->late)
        return mem_strdup(_("Te laat"));
    buf_printf(&heading, _("Week %d, vanaf maandag "), date_week(entry->date, monday));
    date_in_words(&heading, monday, agenda->lang == LANG_EN);
    return buf_steal(&heading);
}

static int by_day(const void *left, const void *right) {
    const struct agenda_entry *a = left, *b = right;
    int days = strcmp(a->date, b->date);
    return a->late != b->late ? b->late - a->late : days != 0 ? days : (a->order > b->order) - (a->order < b->order);
}

void agenda_write(struct agenda *agenda, struct buf *out) {
    const struct agenda_format *format = formats;
    AUTO(mem_free) char *above = NULL; /* the last heading */
    while (strcmp(format->name, agenda->format) != 0)
        format++;
    if (agenda->count > 0)
        qsort(agenda->entries, agenda->count, sizeof *agenda->entries, by_day);
    buf_add_string(out, format->begin);
    for (const struct agenda_entry *entry = agenda->entries; entry < agenda->entries + agenda->count; entry++) {
        char *heading = format->mark ? heading_of(agenda, entry) : NULL;
        if (heading && (!above || strcmp(heading, above) != 0))
            buf_printf(out, "%s%s%s%s", above ? "\n" : "", format->mark, heading, *format->mark ? "\n\n" : "\n");
        free(above);
        above = heading;
        format->add(agenda, entry, out);
    }
    buf_add_string(out, format->end);
}
