/* What the scripts do in a real shell is tested with the programs themselves, in tests/interop/shells. */
#include "base/completion.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

struct settings {
    struct hgw_common_options common;
    const char *format, *code;
    struct hgw_option_list list;
};

static const struct hgw_option rows[] = {
    {'f', "format", HGW_OPTION_TEXT, offsetof(struct settings, format), "VORM", "text|json",
     HGW_COMPLETE_CHOICES, "d'r is: \\ [keus]"},
    {0, "codes", HGW_OPTION_LIST, offsetof(struct settings, list), "CODES", NULL, HGW_COMPLETE_CODE, "codes"},
    {'r', "report", HGW_OPTION_TEXT, offsetof(struct settings, code), "NAAM", NULL, HGW_COMPLETE_REPORT,
     "verslag"},
};
static const struct hgw_program with_operands = {"hgw-proef", "[BESTAND …]", "Een proef.", rows, 3};
static const struct hgw_program without = {"hgw-leeg", "", "Een proef.", rows, 3};

static void expect(const struct hgw_program *program, const char *shell, const char *part, bool there) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    cr_assert(hgw_completion_print(program, shell, &out));
    cr_expect_eq(strstr(out.data, part) != NULL, there, "%s: „%s” in:\n%s", shell, part, out.data);
    hgw_buf_free(&out);
}

Test(completion, every_option_is_in_every_script) {
    for (size_t i = 0; i < hgw_common_option_count; i++) {
        const char *name = hgw_common_option_rows[i].name;
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
    struct hgw_buf out = HGW_BUF_EMPTY;
    cr_expect_not(hgw_completion_print(&with_operands, "csh", &out));
    cr_expect_eq(out.length, 0);
    hgw_buf_free(&out);
}
