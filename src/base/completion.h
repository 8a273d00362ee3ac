/* completion: the script that makes a shell complete a program's options, made from its table of options.
 *
 * What only the programs know when they run is asked of them when the user presses the key: the rule codes of
 * hgw-check --list-rules and the reports of hgw-render --list-reports. Operands are case files: a program
 * whose `operands` are empty has none. */
#ifndef HGW_BASE_COMPLETION_H
#define HGW_BASE_COMPLETION_H

#include "base/buf.h"
#include "base/options.h"

#include <stdbool.h>

/* Adds the script for `shell` ("bash", "zsh" or "fish") to `out`; zsh and fish show the help texts, in the
 * message language. What is installed asks for it when the shell needs it. False, with nothing added, for
 * another shell. */
bool completion_print(const struct program *program, const char *shell, struct buf *out);

#endif
