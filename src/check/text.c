#include "check/text.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SPACES " \t\r\n"

void hgw_text_normalise(char *text) {
    char *to = text;
    const char *from = text + strspn(text, SPACES);
    while (*from) {
        size_t word = strcspn(from, SPACES);
        memmove(to, from, word);
        to += word;
        from += word;
        from += strspn(from, SPACES);
        if (*from)
            *to++ = ' ';
    }
    *to = '\0';
}

/* The next line of `*at`: its start and its length without line end and without white space before that. */
static bool next_line(const char **at, const char **start, size_t *length) {
    if (!**at)
        return false;
    size_t whole = strcspn(*at, "\n");
    *start = *at;
    *length = whole;
    while (*length > 0 && strchr(SPACES, (*start)[*length - 1]))
        (*length)--;
    *at += whole + ((*at)[whole] == '\n');
    return true;
}

char *hgw_text_outdent(const char *text) {
    size_t shared = SIZE_MAX, length;
    const char *start;
    for (const char *at = text; next_line(&at, &start, &length);)
        if (length > 0 && strspn(start, " \t") < shared)
            shared = strspn(start, " \t");
    struct hgw_buf out = HGW_BUF_EMPTY;
    size_t empty = 0; /* lines seen, not written yet */
    for (const char *at = text; next_line(&at, &start, &length);) {
        if (length == 0) {
            empty++;
            continue;
        }
        for (; out.length > 0 && empty > 0; empty--)
            hgw_buf_add_char(&out, '\n');
        empty = 0;
        if (out.length > 0)
            hgw_buf_add_char(&out, '\n');
        hgw_buf_add(&out, start + shared, length - shared);
    }
    return hgw_buf_steal(&out);
}

struct range {
    uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t point) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (point > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && point >= ranges[low].first;
}

#define WITHIN(ranges, point) within(ranges, sizeof(ranges) / sizeof(ranges)[0], point)

/* Characters that take no column: combining ones, joiners, variation selectors (Unicode general categories
 * Mn, Me and Cf; the blocks that people write in). */
static const struct range narrow_none[] = {
    {0x300, 0x36F},     {0x483, 0x489},     {0x591, 0x5BD},   {0x5BF, 0x5BF},   {0x5C1, 0x5C2},
    {0x5C4, 0x5C5},     {0x610, 0x61A},     {0x64B, 0x65F},   {0x670, 0x670},   {0x6D6, 0x6DC},
    {0x6DF, 0x6E4},     {0x6E7, 0x6E8},     {0x6EA, 0x6ED},   {0x93C, 0x93C},   {0x941, 0x948},
    {0x94D, 0x94D},     {0xE31, 0xE31},     {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},   {0x200B, 0x200F},   {0x2028, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0},
    {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0x1F3FB, 0x1F3FF}, /* skin tones: they colour the emoji before them */
    {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

/* Characters that take two columns: East Asian wide and full width, and emoji (Unicode, UAX 11). */
static const struct range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F1FF}, {0x1F200, 0x1F265}, {0x1F300, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3},
    {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC},
    {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596},
    {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

size_t hgw_text_width(const char *text, size_t length) {
    enum { JOINER = 0x200D, EMOJI_STYLE = 0xFE0F, FIRST_REGIONAL = 0x1F1E6, LAST_REGIONAL = 0x1F1FF };
    size_t width = 0, last = 0; /* last: columns of the character before */
    bool joined = false, flag = false;
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t size = hgw_utf8_decode(text + at, length - at, &point);
        at += size > 0 ? size : 1;
        bool regional = point >= FIRST_REGIONAL && point <= LAST_REGIONAL;
        size_t own = size == 0 ? 1 : WITHIN(narrow_none, point) ? 0 : WITHIN(wide, point) ? 2 : 1;
        if (point == EMOJI_STYLE && last == 1) { /* asks for the emoji form of the character before */
            width++;
            last = 2;
        } else if (own > 0) {
            /* What a joiner ties on, and the second letter of a flag, share the place of the first. */
            bool shares = joined || (regional && flag);
            width += shares ? 0 : own;
            last = own;
            flag = regional && !flag;
        }
        joined = point == JOINER;
    }
    return width;
}

void hgw_text_add_wrapped(struct hgw_buf *out, const char *text, size_t indent, size_t width) {
    size_t column = 0; /* 0: nothing on this line yet */
    for (const char *at = text + strspn(text, SPACES); *at; at += strspn(at, SPACES)) {
        size_t length = strcspn(at, SPACES);
        size_t columns = hgw_text_width(at, length);
        if (column > 0 && column + 1 + columns > width) {
            hgw_buf_add_char(out, '\n');
            column = 0;
        }
        if (column == 0) {
            for (; column < indent; column++)
                hgw_buf_add_char(out, ' ');
        } else {
            hgw_buf_add_char(out, ' ');
            column++;
        }
        hgw_buf_add(out, at, length);
        column += columns;
        at += length;
    }
    if (column > 0)
        hgw_buf_add_char(out, '\n');
}
