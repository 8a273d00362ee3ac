/* message: JSON-RPC messages as the protocol frames them (LSP 3.17, Base Protocol), out of bytes and into bytes.
 *
 * What is wrong costs one message: no bytes of JSON can hold a line end behind "Content-Length: 12", so that is where
 * the next one begins. */
#pragma once

#include "base/base.h"

#include <jansson.h>

/* The most that one message may hold: a document of 64 MB with room for its escapes. */
enum { MESSAGE_MOST = 128 * 1024 * 1024 };

/* Start with `struct message_reader reader = {0};`, add to `bytes`, free that. */
struct message_reader {
    struct buf bytes; /* as they come in */
    size_t done;      /* of these: read */
    bool lost;        /* look for the next header first */
};

enum message_read {
    MESSAGE_NONE, /* the rest must come first */
    MESSAGE_GOOD,
    MESSAGE_BAD, /* *why says so, in the message language */
};

/* The next message, whose reference is the caller's. */
enum message_read message_next(struct message_reader *reader, json_t **message, const char **why);

/* Adds a message with its header, and takes its reference away. */
void message_add(struct buf *out, json_t *message);
