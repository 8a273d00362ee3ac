#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* One row for each length of a sequence: how its first byte is known and the smallest value it may hold. */
static const struct {
    unsigned char mask, mark;
    uint32_t smallest;
} forms[] = {{0x80, 0x00, 0x0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point) {
    if (length == 0)
        return 0;
    unsigned char first = (unsigned char)bytes[0];
    size_t form = 0;
    while (form < 4 && (first & forms[form].mask) != forms[form].mark)
        form++;
    if (form == 4 || form + 1 > length)
        return 0;
    uint32_t value = first & (unsigned char)~forms[form].mask;
    for (size_t i = 1; i <= form; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3F);
    }
    if (value < forms[form].smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return form + 1;
}

size_t utf8_encode(uint32_t code_point, char bytes[4]) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0;
    size_t form = 3;
    while (form > 0 && code_point < forms[form].smallest)
        form--;
    for (size_t i = form; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    bytes[0] = (char)(forms[form].mark | code_point);
    return form + 1;
}

/* How much to pass over: most text is ASCII, which is known eight bytes at a time. 0: not eight of them. */
static size_t ascii_step(const char *bytes, size_t length) {
    static const uint64_t high_bits = 0x8080808080808080;
    uint64_t eight;
    if (length < sizeof eight)
        return 0;
    memcpy(&eight, bytes, sizeof eight);
    return eight & high_bits ? 0 : sizeof eight;
}

size_t utf8_valid_length(const char *bytes, size_t length) {
    size_t done = 0;
    while (done < length) {
        uint32_t ignored;
        size_t step = ascii_step(bytes + done, length - done);
        if (step == 0)
            step = utf8_decode(bytes + done, length - done, &ignored);
        if (step == 0)
            break;
        done += step;
    }
    return done;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}
