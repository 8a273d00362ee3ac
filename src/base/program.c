#include "base/program.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/process.h"

/* What every program is asked in the same way. True when one of these was asked for: its text is in `out`. */
static bool answer(const struct program *program, const struct common_options *common, struct buf *out) {
    if (common->help)
        options_help(program, out);
    else if (common->version)
        version_print(program, out);
    else
        return false;
    return true;
}

/* The language and the data directory, from what is known of the common options. */
static bool open_language(const struct program *program, const struct common_options *common, struct start *start,
                          struct error *error) {
    datadir_open(&start->datadir, common->datadir);
    if (!lang_choose(common->lang, &start->lang, error))
        return false;
    lang_start(start->lang);
    mem_name(program->name);
    return true;
}

bool program_start(const struct program *program, void *settings, int argc, char **argv, struct start *start,
                   struct error *error) {
    const struct common_options *common = settings;
    mem_name(program->name);
    /* What is wrong with the options must be said in the language that they ask for. So the first reading
     * only finds that out, as far as it comes; when it fails, a second one says why. */
    struct error unsaid = ERROR_EMPTY;
    bool parsed = options_parse(program, settings, argc, argv, &start->first, &unsaid);
    error_clear(&unsaid);
    if (!open_language(program, common, start, error))
        return false;
    if (!parsed && !options_parse(program, settings, argc, argv, &start->first, error))
        return false;
    struct buf out = BUF_EMPTY;
    bool answered = answer(program, common, &out);
    if (answered)
        stdout_write(out.data, out.length, error);
    buf_free(&out);
    return !answered;
}

int program_end(const struct program *program, struct start *start, int status, struct error *error) {
    datadir_advise(&start->datadir, error);
    datadir_close(&start->datadir);
    return process_end(program->name, status, error);
}
