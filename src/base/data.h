/* datadir: finds the data files (schemas/, templates/) that the programs read. */
#pragma once

#include "base/base.h"

/* The directories to look in, first match wins: the --data-dir option, HGW_DATADIR, the user's own directory
 * ($XDG_DATA_HOME/hgw or ~/.local/share/hgw; XDG Base Directory Specification), the installed one. */
struct datadir {
    char *directories[4]; /* those that apply, in order. Owned. */
    size_t count;         /* how many are filled */
};

/* What stands in schemas/ may also stand in the directory itself: that is a team's own, such as the rules in
 * ~/.local/share/hgw/regels. It comes before ours. */

/* A name in the user's directory that the variable names (XDG Base Directory Specification), else in that one below the
 * home directory. NULL: there is neither. Freed with free(). */
char *user_path(const char *variable, const char *in_home, const char *name);

/* Fills `datadir` from `option` (may be NULL) and the environment. */
void datadir_open(struct datadir *datadir, const char *option);

void datadir_close(struct datadir *datadir);

/* The path of the first file that exists with this name, such as "schemas/hgw-casus.xsd"; the caller frees
 * it. NULL when there is none: ERROR_DATA, with a sentence that says where was looked. */
char *datadir_find(const struct datadir *datadir, const char *name, struct error *error);

/* The same for a file that may be missing: NULL when there is none. */
char *datadir_look(const struct datadir *datadir, const char *name);

/* A team's own file of that name, or ours. */
char *datadir_look_in(const struct datadir *datadir, bool own, const char *name);

/* The paths of the files in a folder, such as "schemas/regels", whose names end with `suffix`, a team's own or ours: of
 * all directories together, in the order of their names, and of files with one name the first. NULL-terminated; the
 * caller frees them all. */
char **datadir_list(const struct datadir *datadir, bool own, const char *folder, const char *suffix);

/* When `error` is about an unusable file in schemas/ or templates/ of one of the directories: adds to its
 * sentence that the file may be of another version of hgw, and what to do. */
void datadir_advise(const struct datadir *datadir, struct error *error);
