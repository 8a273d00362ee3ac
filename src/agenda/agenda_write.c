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

/* The heading above an entry; nothing when it is that of the one before (NULL: there is none). */
static void add_heading(const struct agenda *agenda, const struct agenda_entry *entry,
                        const struct agenda_entry *before, const char *mark, struct buf *out) {
    char monday[DATE_SIZE], other[DATE_SIZE] = "";
    int week = date_week(entry->date, monday);
    if (before && !before->late)
        date_week(before->date, other);
    if (before && before->late == entry->late && (entry->late || strcmp(monday, other) == 0))
        return;
    buf_printf(out, "%s%s", before ? "\n" : "", mark);
    if (entry->late) {
        buf_add_string(out, _("Te laat"));
    } else {
        buf_printf(out, _("Week %d, vanaf maandag "), week);
        date_in_words(out, monday, agenda->lang == LANG_EN);
    }
    buf_add_string(out, *mark ? "\n\n" : "\n");
}

static void write_text(const struct agenda *agenda, size_t width, struct buf *out) {
    enum { COLUMN = 21 }; /* of what stands behind the date */
    for (size_t i = 0; i < agenda->count; i++) {
        const struct agenda_entry *entry = &agenda->entries[i];
        AUTO(buf_free) struct buf date = BUF_EMPTY;
        AUTO(mem_free) char *what = describe(entry), *words = text_format("%s: %s", name_of(entry), what);
        add_heading(agenda, entry, i > 0 ? entry - 1 : NULL, "", out);
        date_in_words(&date, entry->date, agenda->lang == LANG_EN);
        buf_printf(out, "  %-17s  ", date.data);
        text_wrap(out, words, COLUMN, COLUMN, width);
        buf_printf(out, "\n%*s", COLUMN, "");
        printable_printf(out, "%s:%zu", entry->file, entry->line);
        buf_add_char(out, '\n');
    }
}

static void write_md(const struct agenda *agenda, struct buf *out) {
    buf_printf(out, "# %s\n\n", _("Agenda"));
    for (size_t i = 0; i < agenda->count; i++) {
        const struct agenda_entry *entry = &agenda->entries[i];
        AUTO(mem_free) char *what = describe(entry), *words = text_format("%s %s:%zu", what, entry->file, entry->line);
        add_heading(agenda, entry, i > 0 ? entry - 1 : NULL, "## ", out);
        buf_add_string(out, "- ");
        date_in_words(out, entry->date, agenda->lang == LANG_EN);
        buf_add_string(out, ": **");
        printable_escape(out, name_of(entry), MARKDOWN_SIGNS);
        buf_add_string(out, "**, ");
        printable_escape(out, words, MARKDOWN_SIGNS);
        buf_add_char(out, '\n');
    }
}

/* Control characters, a tab among them, become spaces or U+FFFD. */
static void write_tsv(const struct agenda *agenda, struct buf *out) {
    for (size_t i = 0; i < agenda->count; i++) {
        const struct agenda_entry *entry = &agenda->entries[i];
        const char *const fields[] = {entry->what, entry->about, entry->pupil, entry->who, entry->file};
        buf_add_string(out, entry->date);
        for (size_t j = 0; j < sizeof fields / sizeof fields[0]; j++) {
            buf_add_char(out, '\t');
            printable_add_string(out, fields[j]);
        }
        buf_printf(out, ":%zu\n", entry->line);
    }
}

/* Adds a line of a calendar: at most 75 bytes, and what is more on lines that begin with a space (RFC 5545, 3.1). */
static void add_folded(struct buf *out, const struct buf *line) {
    size_t room = 75;
    for (size_t i = 0, length; i < line->length; i += length, room -= length) {
        uint32_t ignored;
        length = utf8_decode(line->data + i, line->length - i, &ignored);
        if (length > room) {
            buf_add_string(out, "\r\n ");
            room = 74;
        }
        buf_add(out, line->data + i, length);
    }
    buf_add_string(out, "\r\n");
}

/* A calendar is often shared, and lives on others' machines: the first name and the kind, no more. */
static void write_ics(const struct agenda *agenda, struct buf *out) {
    int today = date_number(agenda->today);
    buf_add_string(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hgw//hgw-agenda//NL\r\n");
    for (size_t i = 0; i < agenda->count; i++) {
        const struct agenda_entry *entry = &agenda->entries[i];
        AUTO(buf_free) struct buf line = BUF_EMPTY;
        AUTO(mem_free)
        char *summary = text_format("%.*s%s%s", (int)strcspn(entry->pupil, " "), entry->pupil,
                                    *entry->pupil ? ": " : "", entry->what);
        buf_printf(out, "BEGIN:VEVENT\r\nUID:%016llx@hgw\r\nDTSTAMP:%08dT000000Z\r\nDTSTART;VALUE=DATE:%08d\r\n",
                   (unsigned long long)entry->uid, today, date_number(entry->date));
        buf_add_string(&line, "SUMMARY:");
        printable_escape(&line, summary, "\\;,"); /* RFC 5545, 3.3.11 */
        add_folded(out, &line);
        buf_add_string(out, "CLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
    buf_add_string(out, "END:VCALENDAR\r\n");
}

static int by_day(const void *left, const void *right) {
    const struct agenda_entry *a = left, *b = right;
    int days = strcmp(a->date, b->date);
    return a->late != b->late ? b->late - a->late : days != 0 ? days : (a->order > b->order) - (a->order < b->order);
}

void agenda_write(struct agenda *agenda, const char *format, size_t width, struct buf *out) {
    if (agenda->count > 0)
        qsort(agenda->entries, agenda->count, sizeof *agenda->entries, by_day);
    if (!format || strcmp(format, "text") == 0)
        write_text(agenda, width, out);
    else if (strcmp(format, "md") == 0)
        write_md(agenda, out);
    else if (strcmp(format, "tsv") == 0)
        write_tsv(agenda, out);
    else
        write_ics(agenda, out);
}
