/* date: calendar days as text, YYYY-MM-DD (ISO 8601, the lexical form of xs:date without time zone). The
 * grammar allows no other, so dates of a case compare as text; with years added to one (9990 and twelve) they
 * do not. */
#pragma once

#include "base/base.h"

/* Room for one date and its NUL. */
enum { DATE_SIZE = 11 };

/* True for a day that exists, written as YYYY-MM-DD. */
bool date_valid(const char *text);

/* 20261124 for 2026-11-24: numbers whose order is that of the days, whatever is added to the year. 29 February, which
 * other years do not have, stands between 28 February and 1 March in them. */
int date_number(const char *date);

/* Adds a date in words: "26 november 2026", or "26 November 2026"; a text that is no date as it is. */
void date_in_words(struct buf *out, const char *date, bool english);

/* The number of the week that a valid date is in (ISO 8601), and its Monday; for the first days of all the date itself.
 */
int date_week(const char *date, char monday[DATE_SIZE]);

/* Today: `option` when given (--date; a wrong one is a usage error), else SOURCE_DATE_EPOCH in UTC when set,
 * else the clock, in local time. The only place where the calendar's clock
 * is read. */
bool date_today(const char *option, char date[DATE_SIZE], struct error *error);
