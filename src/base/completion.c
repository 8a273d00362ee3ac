/* How a shell asks: bash calls a function that looks at the words typed so far, zsh reads one specification
 * per option (_arguments), fish one command per option (complete). Each shell is a row of `shells` below. */
#include "base/completion.h"

#include "base/lang.h"

#include <string.h>

/* The words that a program knows only when it runs: what every line of a list begins with. Nothing that a
 * shell would expand passes. */
#define LIST_CODES "hgw-check --list-rules 2>/dev/null | grep -o \"^[A-Za-z]*[0-9][0-9]*\""
#define LIST_REPORTS "hgw-render --list-reports 2>/dev/null | grep -o \"^[[:alnum:]_.-]*\""

typedef void print_row(const struct hgw_program *program, const struct hgw_option *row, struct hgw_buf *out);

/* Calls `print` for every row: the program's own, then the common ones. */
static void each_row(const struct hgw_program *program, print_row *print, struct hgw_buf *out) {
    for (size_t i = 0; i < program->option_count; i++)
        print(program, &program->options[i], out);
    for (size_t i = 0; i < hgw_common_option_count; i++)
        print(program, &hgw_common_option_rows[i], out);
}

static bool has_operands(const struct hgw_program *program) {
    return program->operands && *program->operands;
}

/* The program's name as it may stand in a function's name: hgw_check. */
static void add_identifier(const struct hgw_program *program, struct hgw_buf *out) {
    for (const char *c = program->name; *c; c++)
        hgw_buf_add_char(out, *c == '-' ? '_' : *c);
}

/* The choices with spaces between them. */
static void add_choices(const struct hgw_option *row, struct hgw_buf *out) {
    for (const char *c = row->choices; c && *c; c++)
        hgw_buf_add_char(out, *c == '|' ? ' ' : *c);
}

/* bash. An empty answer leaves the word to readline, which completes file names and knows all about quotes;
 * that is switched off where no file belongs. bash may have cut --name=value into three words at the "=", or
 * not, as COMP_WORDBREAKS says: both are read. In a list, only what follows the last comma is completed. */

static const char bash_helpers[] =
    "_hgw_words() { # WORDS: those that begin with what was typed\n"
    "    compopt +o default\n"
    "    mapfile -t COMPREPLY < <(compgen -P \"$glue\" -W \"$1\" -- \"$cur\")\n"
    "}\n"
    "_hgw_codes() {\n"
    "    glue+=${cur%\"${cur##*,}\"} cur=${cur##*,}\n"
    "    _hgw_words \"$(" LIST_CODES ")\"\n"
    "}\n"
    "_hgw_reports() {\n"
    "    _hgw_words \"$(" LIST_REPORTS ")\"\n"
    "}\n"
    "_hgw_directories() {\n"
    "    compopt +o default -o dirnames\n"
    "}\n"
    "_hgw_nothing() {\n"
    "    compopt +o default\n"
    "}\n"
    "_hgw_cases() {\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -f -X '!*.hgw.xml' -- \"$cur\"; compgen -d -- \"$cur\")\n"
    "}\n"
    "_hgw_names() { # NAMES: of all options\n"
    "    _hgw_words \"$1\"\n"
    "    [[ ${COMPREPLY[*]} != *= ]] || compopt -o nospace\n"
    "}\n"
    "_hgw_place() { # sets option, cur and glue: what is completed, its start, what stands before "
    "it\n"
    "    local word\n"
    "    cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} glue=''\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur=''\n"
    "    elif [[ $option == = ]] && ((COMP_CWORD > 1)); then\n"
    "        option=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    elif [[ $cur == --*=* ]]; then\n"
    "        option=${cur%%=*} glue=${cur%%=*}= cur=${cur#*=}\n"
    "    elif [[ $option != -* || $option == -- ]]; then\n"
    "        option=''\n"
    "    fi\n"
    "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
    "        [[ $word != -- ]] || option=operand\n"
    "    done\n"
    "}\n";

static void bash_case(const struct hgw_program *program, const struct hgw_option *row, struct hgw_buf *out) {
    static const char *const answers[] = {
        [HGW_COMPLETE_NOTHING] = "_hgw_nothing",
        [HGW_COMPLETE_CHOICES] = NULL,
        [HGW_COMPLETE_FILE] = ":",
        [HGW_COMPLETE_CODE] = "_hgw_codes",
        [HGW_COMPLETE_DIRECTORY] = "_hgw_directories",
        [HGW_COMPLETE_REPORT] = "_hgw_reports",
    };
    (void)program;
    if (!row->argument)
        return;
    hgw_buf_add_string(out, "    ");
    if (row->letter)
        hgw_buf_printf(out, "-%c | ", row->letter);
    hgw_buf_printf(out, "--%s) ", row->name);
    if (answers[row->completion])
        hgw_buf_add_string(out, answers[row->completion]);
    else {
        hgw_buf_add_string(out, "_hgw_words '");
        add_choices(row, out);
        hgw_buf_add_char(out, '\'');
    }
    hgw_buf_add_string(out, " ;;\n");
}

static void bash_name(const struct hgw_program *program, const struct hgw_option *row, struct hgw_buf *out) {
    (void)program;
    hgw_buf_printf(out, " --%s%s", row->name, row->argument ? "=" : "");
}

static void print_bash(const struct hgw_program *program, struct hgw_buf *out) {
    hgw_buf_add_string(out, bash_helpers);
    hgw_buf_add_char(out, '_');
    add_identifier(program, out);
    hgw_buf_add_string(out, "() {\n    local cur option glue\n    _hgw_place\n    case $option in\n");
    each_row(program, bash_case, out);
    hgw_buf_add_string(out, "    *)\n        if [[ $cur == -* && $option != operand ]]; then\n"
                            "            _hgw_names '");
    each_row(program, bash_name, out);
    hgw_buf_printf(out, "'\n        else\n            %s\n        fi\n        ;;\n    esac\n}\n",
                   has_operands(program) ? "_hgw_cases" : "_hgw_nothing");
    hgw_buf_add_string(out, "complete -o default -F _");
    add_identifier(program, out);
    hgw_buf_printf(out, " %s\n", program->name);
}

/* zsh. The text between single quotes holds [explanation] and :message:action parts, whose own signs are
 * escaped with a backslash. */

static void zsh_text(const char *text, struct hgw_buf *out) {
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            hgw_buf_add_string(out, "'\\''");
        else
            hgw_buf_printf(out, strchr("[]:\\", *c) ? "\\%c" : "%c", *c);
    }
}

static void zsh_action(const struct hgw_option *row, struct hgw_buf *out) {
    static const char *const actions[] = {
        [HGW_COMPLETE_NOTHING] = " ",           [HGW_COMPLETE_CHOICES] = NULL,
        [HGW_COMPLETE_FILE] = "_files",         [HGW_COMPLETE_CODE] = "_sequence _hgw_codes",
        [HGW_COMPLETE_DIRECTORY] = "_files -/", [HGW_COMPLETE_REPORT] = "_hgw_reports",
    };
    hgw_buf_add_char(out, ':');
    zsh_text(_(row->argument), out);
    hgw_buf_add_char(out, ':');
    if (actions[row->completion])
        hgw_buf_add_string(out, actions[row->completion]);
    else {
        hgw_buf_add_char(out, '(');
        add_choices(row, out);
        hgw_buf_add_char(out, ')');
    }
}

/* '(-f --format)'{-f+,--format=}'[explanation]:message:action': once, unless the option may be repeated. */
static void zsh_row(const struct hgw_program *program, const struct hgw_option *row, struct hgw_buf *out) {
    (void)program;
    const char *value = row->argument ? "=" : "";
    if (row->type == HGW_OPTION_LIST)
        hgw_buf_add_string(out, "        '*'");
    else if (row->letter)
        hgw_buf_printf(out, "        '(-%c --%s)'", row->letter, row->name);
    else
        hgw_buf_add_string(out, "        ");
    if (row->letter)
        hgw_buf_printf(out, "{-%c%s,--%s%s}'[", row->letter, row->argument ? "+" : "", row->name, value);
    else
        hgw_buf_printf(out, "--%s%s'[", row->name, value);
    zsh_text(_(row->help), out);
    hgw_buf_add_char(out, ']');
    if (row->argument)
        zsh_action(row, out);
    hgw_buf_add_string(out, "' \\\n");
}

static void print_zsh(const struct hgw_program *program, struct hgw_buf *out) {
    hgw_buf_add_string(out,
                       "_hgw_codes() {\n    local -a words\n    words=(${(f)\"$(" LIST_CODES ")\"})\n"
                       "    compadd \"$@\" -a words\n}\n"
                       "_hgw_reports() {\n    local -a words\n    words=(${(f)\"$(" LIST_REPORTS ")\"})\n"
                       "    compadd \"$@\" -a words\n}\n");
    hgw_buf_printf(out, "_%s() {\n    _arguments -s -S \\\n", program->name);
    each_row(program, zsh_row, out);
    hgw_buf_printf(out, "        %s\n}\n", has_operands(program) ? "'*:casus:_files -g \"*.hgw.xml\"'" : "");
    /* As a file in $fpath it is the function's body, read through `source` it only declares it. */
    hgw_buf_printf(out, "if [[ $funcstack[1] == _%s ]]; then\n    _%s \"$@\"\nelse\n    compdef _%s %s\nfi\n",
                   program->name, program->name, program->name, program->name);
}

/* fish. Between single quotes a backslash escapes a quote or a backslash. */

static void fish_text(const char *text, struct hgw_buf *out) {
    hgw_buf_add_char(out, '\'');
    for (const char *c = text; *c; c++)
        hgw_buf_printf(out, strchr("'\\", *c) ? "\\%c" : "%c", *c);
    hgw_buf_add_char(out, '\'');
}

static void fish_row(const struct hgw_program *program, const struct hgw_option *row, struct hgw_buf *out) {
    static const char *const answers[] = {
        [HGW_COMPLETE_NOTHING] = " -x",
        [HGW_COMPLETE_CHOICES] = NULL,
        [HGW_COMPLETE_FILE] = " -r -F",
        [HGW_COMPLETE_CODE] = " -x -a '(__hgw_codes)'",
        [HGW_COMPLETE_DIRECTORY] = " -x -a '(__fish_complete_directories)'",
        [HGW_COMPLETE_REPORT] = " -x -a '(" LIST_REPORTS ")'",
    };
    hgw_buf_printf(out, "complete -c %s", program->name);
    if (row->letter)
        hgw_buf_printf(out, " -s %c", row->letter);
    hgw_buf_printf(out, " -l %s", row->name);
    if (row->argument && answers[row->completion])
        hgw_buf_add_string(out, answers[row->completion]);
    else if (row->argument) {
        hgw_buf_add_string(out, " -x -a '");
        add_choices(row, out);
        hgw_buf_add_char(out, '\'');
    }
    hgw_buf_add_string(out, " -d ");
    fish_text(_(row->help), out);
    hgw_buf_add_char(out, '\n');
}

static void print_fish(const struct hgw_program *program, struct hgw_buf *out) {
    hgw_buf_add_string(out, "function __hgw_codes\n"
                            "    set -l typed (commandline -ct | string replace -r '^--[a-z-]*=' '')\n"
                            "    set -l before (string replace -rf '^(.*,)[^,]*$' '$1' -- $typed)\n"
                            "    test -n \"$before\"; or set before ''\n"
                            "    printf '%s\\n' $before(" LIST_CODES ")\n"
                            "end\n");
    hgw_buf_printf(out, "complete -c %s -f%s\n", program->name,
                   has_operands(program) ? " -k -a '(__fish_complete_suffix .hgw.xml)'" : "");
    each_row(program, fish_row, out);
}

bool hgw_completion_print(const struct hgw_program *program, const char *shell, struct hgw_buf *out) {
    static const struct {
        const char *name, *first_line; /* what the shell is called, and how the script must begin */
        void (*print)(const struct hgw_program *program, struct hgw_buf *out);
    } shells[] = {
        {"bash", "", print_bash},
        {"zsh", "#compdef ", print_zsh},
        {"fish", "", print_fish},
    };
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        if (strcmp(shells[i].name, shell) == 0) {
            if (*shells[i].first_line)
                hgw_buf_printf(out, "%s%s\n", shells[i].first_line, program->name);
            hgw_buf_printf(out, "# Made by: %s --completions=%s\n", program->name, shell);
            shells[i].print(program, out);
            return true;
        }
    return false;
}
