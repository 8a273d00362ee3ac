#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point) {
    utf8proc_int32_t found;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &found);
    if (size <= 0)
        return 0;
    *code_point = (uint32_t)found;
    return (size_t)size;
}

size_t utf8_valid_length(const char *bytes, size_t length) {
    uint32_t ignored;
    size_t done = 0, size = 1;
    for (; done < length && size > 0; done += size) {
        uint64_t eight = UINT64_MAX; /* bytes of ASCII at once, which nearly all of a rule file is: 8 % of a check */
        if (length - done >= sizeof eight)
            memcpy(&eight, bytes + done, sizeof eight);
        size = (eight & 0x8080808080808080) == 0   ? sizeof eight
               : (unsigned char)bytes[done] < 0x80 ? 1
                                                   : utf8_decode(bytes + done, length - done, &ignored);
    }
    return done;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}
