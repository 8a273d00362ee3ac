#include "base/program.h"

#include "base/completion.h"
#include "base/fileio.h"
#include "base/memory.h"
#include "base/process.h"

/* What every program is asked in the same way. True when one of these was asked for: its text is in `out`. */
static bool answer(const struct hgw_program *program, const struct hgw_common_options *common,
                   struct hgw_buf *out) {
    if (common->help)
        hgw_options_help(program, out);
    else if (common->version)
        hgw_version_print(program, out);
    else if (common->completions)
        return hgw_completion_print(program, common->completions, out);
    else
        return false;
    return true;
}

/* The language and the data directory, from what is known of the common options. */
static bool open_language(const struct hgw_program *program, const struct hgw_common_options *common,
                          struct hgw_start *start, struct hgw_error *error) {
    hgw_datadir_open(&start->datadir, common->datadir);
    if (!hgw_lang_choose(common->lang, &start->lang, error))
        return false;
    hgw_lang_start(start->lang);
    mem_name(program->name);
    return true;
}

bool hgw_program_start(const struct hgw_program *program, void *settings, int argc, char **argv,
                       struct hgw_start *start, struct hgw_error *error) {
    const struct hgw_common_options *common = settings;
    mem_name(program->name);
    /* What is wrong with the options must be said in the language that they ask for. So the first reading
     * only finds that out, as far as it comes; when it fails, a second one says why. */
    struct hgw_error unsaid = HGW_ERROR_EMPTY;
    bool parsed = hgw_options_parse(program, settings, argc, argv, &start->first, &unsaid);
    hgw_error_clear(&unsaid);
    if (!open_language(program, common, start, error))
        return false;
    if (!parsed && !hgw_options_parse(program, settings, argc, argv, &start->first, error))
        return false;
    struct hgw_buf out = HGW_BUF_EMPTY;
    bool answered = answer(program, common, &out);
    if (answered)
        hgw_stdout_write(out.data, out.length, error);
    hgw_buf_free(&out);
    return !answered;
}

int hgw_program_end(const struct hgw_program *program, struct hgw_start *start, int status,
                    struct hgw_error *error) {
    hgw_datadir_advise(&start->datadir, error);
    hgw_datadir_close(&start->datadir);
    return hgw_process_end(program->name, status, error);
}
