#include "base/base.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

int date_number(const char *date) {
    return atoi(date) * 10000 + atoi(date + 5) * 100 + atoi(date + 8);
}

/* False for a day that has no such form. */
static bool print_date(const struct tm *tm, char date[DATE_SIZE]) {
    return tm && tm->tm_year > -1900 &&
           snprintf(date, DATE_SIZE, "%04d-%02d-%02d", tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday) < DATE_SIZE;
}

bool date_valid(const char *text) {
    struct tm day = {0};
    const char *end = strspn(text, "0123456789-") == DATE_SIZE - 1 ? strptime(text, "%Y-%m-%d", &day) : NULL;
    int asked = day.tm_mday;
    timegm(&day); /* 30 February becomes 2 March */
    return end && !*end && day.tm_mday == asked && day.tm_year > -1900;
}

bool date_today(const char *option, char date[DATE_SIZE], struct error *error) {
    if (option) {
        if (!date_valid(option))
            return error_set(error, ERROR_USAGE,
                             _("„%s” is geen datum. Schrijf ze als JJJJ-MM-DD, bijvoorbeeld 2026-11-24."), option);
        memcpy(date, option, DATE_SIZE);
        return true;
    }
    const char *epoch = getenv("SOURCE_DATE_EPOCH"); /* the specification of reproducible-builds.org */
    bool given = epoch && *epoch;
    char *end = NULL;
    errno = 0;
    time_t when = given ? strtoll(epoch, &end, 10) : time(NULL);
    if (given && (errno != 0 || *end != '\0'))
        return error_set(error, ERROR_USAGE, _("SOURCE_DATE_EPOCH is geen getal: „%s”."), epoch);
    struct tm tm;
    return print_date(given ? gmtime_r(&when, &tm) : localtime_r(&when, &tm), date) ||
           error_set(error, ERROR_USAGE, _("De datum van vandaag is onbruikbaar. Geef ze met --date=JJJJ-MM-DD."));
}

int date_week(const char *date, char monday[DATE_SIZE]) {
    struct tm day = {0};
    char week[3];
    strptime(date, "%Y-%m-%d", &day);
    time_t when = timegm(&day) - (day.tm_wday + 6) % 7 * 24 * 60 * 60;
    if (!print_date(gmtime_r(&when, &day), monday))
        memcpy(monday, date, DATE_SIZE);
    strftime(week, sizeof week, "%V", &day);
    return atoi(week);
}

void date_in_words(struct buf *out, const char *date, bool english) {
    static const char *const months[2][12] = {{"januari", "februari", "maart", "april", "mei", "juni", "juli",
                                               "augustus", "september", "oktober", "november", "december"},
                                              {"January", "February", "March", "April", "May", "June", "July", "August",
                                               "September", "October", "November", "December"}};
    if (!date_valid(date)) {
        buf_add_string(out, date);
        return;
    }
    int day = date_number(date);
    buf_printf(out, "%d %s %d", day % 100, months[english][day / 100 % 100 - 1], day / 10000);
}
