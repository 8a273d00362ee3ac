/* date: calendar days as text, YYYY-MM-DD (ISO 8601, the lexical form of xs:date without time zone). The
 * grammar allows no other, so dates of a case compare as text; with years added to one (9990 and twelve) they
 * do not. */
#pragma once

#include "base/base.h"

/* Room for one date and its NUL. */
enum { DATE_SIZE = 11 };

/* True for a day that exists, written as YYYY-MM-DD. */
bool date_valid(const char *text);

/* Splits a valid date into its numbers. */
void date_split(const char *date, int *year, int *month, int *day);

/* Adds a date in words: "26 november 2026", or "26 November 2026"; a text that is no date as it is. */
void date_in_words(struct buf *out, const char *date, bool english);

/* Today: `option` when given (--date; a wrong one is a usage error), else SOURCE_DATE_EPOCH in UTC when set,
 * else the clock, in local time. The only place where the clock is read. */
bool date_today(const char *option, char date[DATE_SIZE], struct error *error);
