/* lang: the language of messages, Dutch or English.
 *
 * The messages in the code are Dutch; their English stands in po/en.po and is compiled in, so that it needs
 * no file, no locale and no gettext at run time, and works on every machine. */
#ifndef HGW_BASE_LANG_H
#define HGW_BASE_LANG_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* The message in the language of messages; without a translation as it stands. */
const char *_(const char *dutch) __attribute__((format_arg(1)));
/* The same for a count: singular, plural, number. */
const char *P_(const char *one, const char *many, size_t count) __attribute__((format_arg(1), format_arg(2)));
/* Marks a sentence in a table, for po/en.po; it is translated where it is used, with _(). */
#define N_(text) text

enum lang {
    LANG_NL, /* Dutch, the default */
    LANG_EN, /* English */
};
enum { LANG_COUNT = LANG_EN + 1 };

/* The language to use: `option` ("nl", "en" or NULL), else the first of LC_ALL, LC_MESSAGES and LANG that is
 * set if it is Dutch or English, else Dutch. In any other locale than C and POSIX, such as C.UTF-8 or fr_BE,
 * the first of the list LANGUAGE that is Dutch or English comes before that last Dutch. An unknown option is
 * a usage error (false). */
bool lang_choose(const char *option, enum lang *lang, struct error *error);

/* Makes _() speak `lang`. Call once, early in main(). */
void lang_start(enum lang lang);

/* "nl" or "en", as in xml:lang. */
const char *lang_code(enum lang lang);

/* All messages with their English, made from po/en.po by tools/messages; the last has no `dutch`. */
struct message {
    const char *dutch;
    const char *english;      /* of a count: for one. Empty: not translated */
    const char *english_many; /* for every other count; NULL when it is not about one */
};
extern const struct message english_messages[];

#endif
