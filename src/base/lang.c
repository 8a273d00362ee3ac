#include "base/base.h"

const char *lang_code(enum lang lang) {
    return lang == LANG_EN ? "en" : "nl";
}

/* The language of all messages; a program chooses it once, at its start. */
static enum lang spoken = LANG_NL;

/* Speaks the first language of a list such as fr:en_GB.UTF-8:nl that we know. False: there is none. */
static bool first_known(const char *list) {
    for (const char *name = list; name; name = strchr(name, ':')) {
        name += *name == ':';
        for (spoken = LANG_NL; spoken <= LANG_EN; spoken++)
            if (strncmp(name, lang_code(spoken), 2) == 0 && strchr("_.@:", name[2])) /* or the NUL */
                return true;
    }
    spoken = LANG_NL;
    return false;
}

/* POSIX, "Environment Variables", 8.2, says which locale decides about messages. */
enum lang lang_start(const char *option) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = option;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !(locale && *locale); i++)
        locale = getenv(names[i]);
    if (!first_known(locale) && locale && *locale && strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0)
        first_known(getenv("LANGUAGE"));
    return spoken;
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
