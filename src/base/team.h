/* team: the options that a team always wants stand in a file of the user, hgw/instellingen in XDG_CONFIG_HOME (or
 * ~/.config): a line `option value` each, as on the command line, which wins. A value goes on to the end of its line; a
 * line that begins with # says nothing. A relative path begins where the file is, and ~/ in the home directory. */
#pragma once

#include "base/options.h"

struct team {
    char *path;                /* the file; NULL: there is none. Owned. */
    struct option_list values; /* what it gave this program. Owned, with the values. */
};

/* Reads the file into the program's settings; an option that only other programs have is passed by. False: it cannot be
 * read (ERROR_IO), or some line is wrong (ERROR_USAGE, with its place). Start with `struct team team = {0};`. */
bool team_read(struct team *team, const struct program *program, void *settings, struct error *error);
void team_free(struct team *team);

/* True when this value of an option is the team's, and was not on the command line. */
bool team_gave(const struct team *team, const char *value);
