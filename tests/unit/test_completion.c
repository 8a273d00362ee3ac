/* What the scripts do in a real shell is tested with the programs themselves, in tests/interop/shells. */
#include "base/completion.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

struct settings {
    struct common_options common;
    const char *format, *code;
    struct option_list list;
};

static const struct cli_option rows[] = {
    {'f', "format", OPTION_TEXT, offsetof(struct settings, format), "VORM", "text|json", COMPLETE_CHOICES,
     "d'r is: \\ [keus]"},
    {0, "codes", OPTION_LIST, offsetof(struct settings, list), "CODES", NULL, COMPLETE_CODE, "codes"},
    {'r', "report", OPTION_TEXT, offsetof(struct settings, code), "NAAM", NULL, COMPLETE_REPORT, "verslag"},
};
static const struct program with_operands = {"hgw-proef", "[BESTAND …]", "Een proef.", rows, 3};
static const struct program without = {"hgw-leeg", "", "Een proef.", rows, 3};

static void expect(const struct program *program, const char *shell, const char *part, bool there) {
    struct buf out = BUF_EMPTY;
    cr_assert(completion_print(program, shell, &out));
    cr_expect_eq(strstr(out.data, part) != NULL, there, "%s: „%s” in:\n%s", shell, part, out.data);
    buf_free(&out);
}

Test(completion, every_option_is_in_every_script) {
    for (size_t i = 0; i < common_option_count; i++) {
        const char *name = common_option_rows[i].name;
        char text[64];
        snprintf(text, sizeof text, " --%s", name);
        expect(&with_operands, "bash", text, true);
        snprintf(text, sizeof text, "--%s", name);
        expect(&with_operands, "zsh", text, true);
        snprintf(text, sizeof text, " -l %s ", name);
        expect(&with_operands, "fish", text, true);
    }
}

Test(completion, texts_are_quoted_for_their_shell) {
    expect(&with_operands, "zsh", "[d'\\''r is\\: \\\\ \\[keus\\]]:VORM:(text json)'", true);
    expect(&with_operands, "fish", "-d 'd\\'r is: \\\\ [keus]'", true);
    expect(&with_operands, "bash", "-f | --format) _hgw_words 'text json' ;;", true);
}

Test(completion, only_a_program_with_operands_offers_files) {
    expect(&with_operands, "bash", "            _hgw_cases\n", true);
    expect(&without, "bash", "            _hgw_cases\n", false);
    expect(&with_operands, "zsh", "'*:casus:_files", true);
    expect(&without, "zsh", "'*:casus:_files", false);
    expect(&with_operands, "fish", "__fish_complete_suffix", true);
    expect(&without, "fish", "__fish_complete_suffix", false);
}

Test(completion, another_shell_is_refused) {
    struct buf out = BUF_EMPTY;
    cr_expect_not(completion_print(&with_operands, "csh", &out));
    cr_expect_eq(out.length, 0);
    buf_free(&out);
}
