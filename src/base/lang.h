/* lang: the language of messages, Dutch or English, through gettext of libc.
 *
 * The message ids in the code are Dutch, so Dutch needs no catalogue and is what remains when none is found.
 * English comes from po/en.po. It works on a machine without any generated locale: C.UTF-8 is always there,
 * and LANGUAGE picks the catalogue (in locale C gettext translates nothing). */
#ifndef HGW_BASE_LANG_H
#define HGW_BASE_LANG_H

#include "base/error.h"

#include <libintl.h>
#include <stdbool.h>

/* Marks a sentence for translation and translates it at run time. */
#define _(text) dgettext("hgw", text)
/* The same for a count: singular, plural, number. */
#define P_(one, many, count) dngettext("hgw", one, many, count)
/* Marks a sentence in a table; it is translated where it is used, with _(). */
#define N_(text) text

enum hgw_lang {
    HGW_LANG_NL, /* Dutch, the default */
    HGW_LANG_EN, /* English */
};
enum { HGW_LANG_COUNT = HGW_LANG_EN + 1 };

/* The language to use: `option` ("nl", "en" or NULL), else the first of LC_ALL, LC_MESSAGES and LANG that is
 * set if it is Dutch or English, else Dutch. In any other locale than C and POSIX, such as C.UTF-8 or fr_BE,
 * the first of the list LANGUAGE that is Dutch or English comes before that last Dutch. An unknown option is
 * a usage error (false). */
bool hgw_lang_choose(const char *option, enum hgw_lang *lang, struct hgw_error *error);

/* Makes _() speak `lang`, with catalogues from LOCALEDIR/en/LC_MESSAGES/hgw.mo; a NULL directory leaves
 * Dutch. Call once, early in main(). */
void hgw_lang_start(enum hgw_lang lang, const char *localedir);

/* "nl" or "en", as in xml:lang. */
const char *hgw_lang_code(enum hgw_lang lang);

#endif
