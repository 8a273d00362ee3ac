#include "base/base.h"

#include <stdio.h>

void buf_free(struct buf *buf) {
    free(buf->data);
    *buf = (struct buf)BUF_EMPTY;
}

void buf_clear(struct buf *buf) {
    buf->length = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void buf_reserve(struct buf *buf, size_t extra) {
    if (extra >= SIZE_MAX / 2 - buf->length)
        mem_out();
    size_t wanted = buf->length + extra + 1;
    if (wanted <= buf->capacity)
        return;
    size_t capacity = buf->capacity < 64 ? 64 : buf->capacity;
    while (capacity < wanted)
        capacity *= 2;
    buf->data = mem_realloc(buf->data, capacity);
    buf->capacity = capacity;
}

void buf_add(struct buf *buf, const void *bytes, size_t length) {
    buf_reserve(buf, length);
    if (length > 0)
        memcpy(buf->data + buf->length, bytes, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void buf_add_string(struct buf *buf, const char *string) {
    if (string)
        buf_add(buf, string, strlen(string));
}

void buf_add_char(struct buf *buf, char c) {
    buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...) {
    size_t length = 0, room;
    do { /* once where there is room, as nearly always; else again with the room it needs */
        buf_reserve(buf, length);
        room = buf->capacity - buf->length;
        va_list arguments;
        va_start(arguments, format);
        length = (size_t)vsnprintf(buf->data + buf->length, room, format, arguments); /* -1 is too much to reserve */
        va_end(arguments);
    } while (length >= room);
    buf->length += length;
}

char *buf_steal(struct buf *buf) {
    buf_reserve(buf, 0);
    char *data = buf->data;
    data[buf->length] = '\0';
    *buf = (struct buf)BUF_EMPTY;
    return data;
}

char *text_format(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = text_vformat(format, arguments);
    va_end(arguments);
    return text;
}
