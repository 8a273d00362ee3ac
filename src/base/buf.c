#include "base/buf.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hgw_buf_free(struct hgw_buf *buf) {
    free(buf->data);
    *buf = (struct hgw_buf)HGW_BUF_EMPTY;
}

void hgw_buf_clear(struct hgw_buf *buf) {
    buf->length = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void hgw_buf_reserve(struct hgw_buf *buf, size_t extra) {
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

void hgw_buf_add(struct hgw_buf *buf, const void *bytes, size_t length) {
    hgw_buf_reserve(buf, length);
    if (length > 0)
        memcpy(buf->data + buf->length, bytes, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void hgw_buf_add_string(struct hgw_buf *buf, const char *string) {
    if (string)
        hgw_buf_add(buf, string, strlen(string));
}

void hgw_buf_add_char(struct hgw_buf *buf, char c) {
    hgw_buf_add(buf, &c, 1);
}

static void add_formatted(struct hgw_buf *buf, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void add_formatted(struct hgw_buf *buf, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0) /* more than 2 GiB */
        mem_out();
    hgw_buf_reserve(buf, (size_t)length);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
    buf->length += (size_t)length;
    va_end(again);
}

void hgw_buf_printf(struct hgw_buf *buf, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_formatted(buf, format, arguments);
    va_end(arguments);
}

char *hgw_buf_steal(struct hgw_buf *buf) {
    hgw_buf_reserve(buf, 0);
    char *data = buf->data;
    data[buf->length] = '\0';
    *buf = (struct hgw_buf)HGW_BUF_EMPTY;
    return data;
}

char *hgw_vformat(const char *format, va_list arguments) {
    struct hgw_buf buf = HGW_BUF_EMPTY;
    add_formatted(&buf, format, arguments);
    return hgw_buf_steal(&buf);
}

char *hgw_format(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = hgw_vformat(format, arguments);
    va_end(arguments);
    return text;
}
