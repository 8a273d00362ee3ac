#include "base/date.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

void date_split(const char *date, int *year, int *month, int *day) {
    *year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
    *month = (date[5] - '0') * 10 + (date[6] - '0');
    *day = (date[8] - '0') * 10 + (date[9] - '0');
}

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_valid(const char *text) {
    static const char form[] = "0000-00-00";
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    int year, month, day;
    date_split(text, &year, &month, &day);
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

static bool print_date(const struct tm *tm, char date[DATE_SIZE], struct error *error) {
    if (!tm || strftime(date, DATE_SIZE, "%Y-%m-%d", tm) != DATE_SIZE - 1)
        return error_set(error, ERROR_USAGE, _("De datum van vandaag is onbruikbaar. Geef ze met --date=JJJJ-MM-DD."));
    return true;
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
    if (epoch && *epoch) {
        char *end;
        errno = 0;
        long long seconds = strtoll(epoch, &end, 10);
        if (errno != 0 || *end != '\0')
            return error_set(error, ERROR_USAGE, _("SOURCE_DATE_EPOCH is geen getal: „%s”."), epoch);
        time_t when = (time_t)seconds;
        struct tm tm;
        return print_date(gmtime_r(&when, &tm), date, error);
    }
    time_t now = time(NULL);
    struct tm tm;
    return print_date(localtime_r(&now, &tm), date, error);
}

void date_in_words(struct buf *out, const char *date, bool english) {
    static const char *const dutch[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                        "juli",    "augustus", "september", "oktober", "november", "december"};
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    if (!date_valid(date)) {
        buf_add_string(out, date);
        return;
    }
    int year, month, day;
    date_split(date, &year, &month, &day);
    buf_printf(out, "%d %s %d", day, (english ? months : dutch)[month - 1], year);
}
