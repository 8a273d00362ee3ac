#include "base/base.h"

const char *lang_code(enum lang lang) {
    return lang == LANG_EN ? "en" : "nl";
}

/* The locale name that decides about messages (POSIX, "Environment Variables", 8.2). */
static const char *message_locale(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* Whether a name such as en_GB.UTF-8, en or nl@x is of the language with this code. The name may go on after
 * a colon, as in LANGUAGE. */
static bool speaks(const char *name, enum lang lang) {
    return strncmp(name, lang_code(lang), 2) == 0 && (name[2] == '\0' || strchr("_.@:", name[2]));
}

/* The first language of a list such as fr:en_GB:nl that we know; Dutch when there is none. */
static enum lang first_known(const char *list) {
    for (const char *name = list; name && *name; name = strchr(name, ':')) {
        name += *name == ':';
        if (speaks(name, LANG_NL))
            return LANG_NL;
        if (speaks(name, LANG_EN))
            return LANG_EN;
    }
    return LANG_NL;
}

static bool is_posix(const char *locale) {
    return *locale == '\0' || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

bool lang_choose(const char *option, enum lang *lang, struct error *error) {
    *lang = LANG_NL;
    if (option) {
        if (strcmp(option, "en") == 0)
            *lang = LANG_EN;
        else if (strcmp(option, "nl") != 0)
            return error_set(error, ERROR_USAGE, _("Taal „%s” is onbekend. Kies nl of en."), option);
        return true;
    }
    const char *locale = message_locale();
    if (speaks(locale, LANG_EN))
        *lang = LANG_EN;
    else if (!speaks(locale, LANG_NL) && !is_posix(locale))
        *lang = first_known(getenv("LANGUAGE"));
    return true;
}

/* The language of all messages; a program chooses it once, at its start. */
static enum lang spoken = LANG_NL;

void lang_start(enum lang lang) {
    spoken = lang;
}

/* Each is compared, which takes 3 microseconds at most, and only when English is spoken. */
static const struct message *find(const char *dutch) {
    for (const struct message *message = english_messages; spoken == LANG_EN && message->dutch; message++)
        if (strcmp(message->dutch, dutch) == 0 && *message->english)
            return message;
    return NULL;
}

const char *_(const char *dutch) {
    const struct message *message = find(dutch);
    return message ? message->english : dutch;
}

const char *P_(const char *one, const char *many, size_t count) {
    const struct message *message = find(one);
    if (message)
        return count == 1 ? message->english : message->english_many;
    return count == 1 ? one : many;
}
