/* How a shell asks: bash calls a function that looks at the words typed so far, zsh reads one specification
 * per option (_arguments), fish one command per option (complete). Each shell is a row of `shells` below. */
#include "base/completion.h"

#include "base/lang.h"

#include <string.h>

/* The words that a program knows only when it runs: what every line of a list begins with. Nothing that a
 * shell would expand passes. */
#define LIST_CODES "hgw-check --list-rules 2>/dev/null | grep -o \"^[A-Za-z]*[0-9][0-9]*\""
#define LIST_REPORTS "hgw-render --list-reports 2>/dev/null | grep -o \"^[[:alnum:]_.-]*\""

typedef void print_row(const struct program *program, const struct cli_option *row, struct buf *out);

/* Calls `print` for every row: the program's own, then the common ones. */
static void each_row(const struct program *program, print_row *print, struct buf *out) {
    for (size_t i = 0; i < program->option_count; i++)
        print(program, &program->options[i], out);
    for (size_t i = 0; i < common_option_count; i++)
        print(program, &common_option_rows[i], out);
}

static bool has_operands(const struct program *program) {
    return program->operands && *program->operands;
}

/* The program's name as it may stand in a function's name: check_run. */
static void add_identifier(const struct program *program, struct buf *out) {
    for (const char *c = program->name; *c; c++)
        buf_add_char(out, *c == '-' ? '_' : *c);
}

/* The choices with spaces between them. */
static void add_choices(const struct cli_option *row, struct buf *out) {
    for (const char *c = row->choices; c && *c; c++)
        buf_add_char(out, *c == '|' ? ' ' : *c);
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

static void bash_case(const struct program *program, const struct cli_option *row, struct buf *out) {
    static const char *const answers[] = {
        [COMPLETE_NOTHING] = "_hgw_nothing",
        [COMPLETE_CHOICES] = NULL,
        [COMPLETE_FILE] = ":",
        [COMPLETE_CODE] = "_hgw_codes",
        [COMPLETE_DIRECTORY] = "_hgw_directories",
        [COMPLETE_REPORT] = "_hgw_reports",
    };
    (void)program;
    if (!row->argument)
        return;
    buf_add_string(out, "    ");
    if (row->letter)
        buf_printf(out, "-%c | ", row->letter);
    buf_printf(out, "--%s) ", row->name);
    if (answers[row->completion])
        buf_add_string(out, answers[row->completion]);
    else {
        buf_add_string(out, "_hgw_words '");
        add_choices(row, out);
        buf_add_char(out, '\'');
    }
    buf_add_string(out, " ;;\n");
}

static void bash_name(const struct program *program, const struct cli_option *row, struct buf *out) {
    (void)program;
    buf_printf(out, " --%s%s", row->name, row->argument ? "=" : "");
}

static void print_bash(const struct program *program, struct buf *out) {
    buf_add_string(out, bash_helpers);
    buf_add_char(out, '_');
    add_identifier(program, out);
    buf_add_string(out, "() {\n    local cur option glue\n    _hgw_place\n    case $option in\n");
    each_row(program, bash_case, out);
    buf_add_string(out, "    *)\n        if [[ $cur == -* && $option != operand ]]; then\n"
                        "            _hgw_names '");
    each_row(program, bash_name, out);
    buf_printf(out, "'\n        else\n            %s\n        fi\n        ;;\n    esac\n}\n",
               has_operands(program) ? "_hgw_cases" : "_hgw_nothing");
    buf_add_string(out, "complete -o default -F _");
    add_identifier(program, out);
    buf_printf(out, " %s\n", program->name);
}

/* zsh. The text between single quotes holds [explanation] and :message:action parts, whose own signs are
 * escaped with a backslash. */

static void zsh_text(const char *text, struct buf *out) {
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            buf_add_string(out, "'\\''");
        else
            buf_printf(out, strchr("[]:\\", *c) ? "\\%c" : "%c", *c);
    }
}

static void zsh_action(const struct cli_option *row, struct buf *out) {
    static const char *const actions[] = {
        [COMPLETE_NOTHING] = " ",           [COMPLETE_CHOICES] = NULL,
        [COMPLETE_FILE] = "_files",         [COMPLETE_CODE] = "_sequence _hgw_codes",
        [COMPLETE_DIRECTORY] = "_files -/", [COMPLETE_REPORT] = "_hgw_reports",
    };
    buf_add_char(out, ':');
    zsh_text(_(row->argument), out);
    buf_add_char(out, ':');
    if (actions[row->completion])
        buf_add_string(out, actions[row->completion]);
    else {
        buf_add_char(out, '(');
        add_choices(row, out);
        buf_add_char(out, ')');
    }
}

/* '(-f --format)'{-f+,--format=}'[explanation]:message:action': once, unless the option may be repeated. */
static void zsh_row(const struct program *program, const struct cli_option *row, struct buf *out) {
    (void)program;
    const char *value = row->argument ? "=" : "";
    if (row->type == OPTION_LIST)
        buf_add_string(out, "        '*'");
    else if (row->letter)
        buf_printf(out, "        '(-%c --%s)'", row->letter, row->name);
    else
        buf_add_string(out, "        ");
    if (row->letter)
        buf_printf(out, "{-%c%s,--%s%s}'[", row->letter, row->argument ? "+" : "", row->name, value);
    else
        buf_printf(out, "--%s%s'[", row->name, value);
    zsh_text(_(row->help), out);
    buf_add_char(out, ']');
    if (row->argument)
        zsh_action(row, out);
    buf_add_string(out, "' \\\n");
}

static void print_zsh(const struct program *program, struct buf *out) {
    buf_add_string(out, "_hgw_codes() {\n    local -a words\n    words=(${(f)\"$(" LIST_CODES ")\"})\n"
                        "    compadd \"$@\" -a words\n}\n"
                        "_hgw_reports() {\n    local -a words\n    words=(${(f)\"$(" LIST_REPORTS ")\"})\n"
                        "    compadd \"$@\" -a words\n}\n");
    buf_printf(out, "_%s() {\n    _arguments -s -S \\\n", program->name);
    each_row(program, zsh_row, out);
    buf_printf(out, "        %s\n}\n", has_operands(program) ? "'*:casus:_files -g \"*.hgw.xml\"'" : "");
    /* As a file in $fpath it is the function's body, read through `source` it only declares it. */
    buf_printf(out, "if [[ $funcstack[1] == _%s ]]; then\n    _%s \"$@\"\nelse\n    compdef _%s %s\nfi\n",
               program->name, program->name, program->name, program->name);
}

/* fish. Between single quotes a backslash escapes a quote or a backslash. */

static void fish_text(const char *text, struct buf *out) {
    buf_add_char(out, '\'');
    for (const char *c = text; *c; c++)
        buf_printf(out, strchr("'\\", *c) ? "\\%c" : "%c", *c);
    buf_add_char(out, '\'');
}

static void fish_row(const struct program *program, const struct cli_option *row, struct buf *out) {
    static const char *const answers[] = {
        [COMPLETE_NOTHING] = " -x",
        [COMPLETE_CHOICES] = NULL,
        [COMPLETE_FILE] = " -r -F",
        [COMPLETE_CODE] = " -x -a '(__hgw_codes)'",
        [COMPLETE_DIRECTORY] = " -x -a '(__fish_complete_directories)'",
        [COMPLETE_REPORT] = " -x -a '(" LIST_REPORTS ")'",
    };
    buf_printf(out, "complete -c %s", program->name);
    if (row->letter)
        buf_printf(out, " -s %c", row->letter);
    buf_printf(out, " -l %s", row->name);
    if (row->argument && answers[row->completion])
        buf_add_string(out, answers[row->completion]);
    else if (row->argument) {
        buf_add_string(out, " -x -a '");
        add_choices(row, out);
        buf_add_char(out, '\'');
    }
    buf_add_string(out, " -d ");
    fish_text(_(row->help), out);
    buf_add_char(out, '\n');
}

static void print_fish(const struct program *program, struct buf *out) {
    buf_add_string(out, "function __hgw_codes\n"
                        "    set -l typed (commandline -ct | string replace -r '^--[a-z-]*=' '')\n"
                        "    set -l before (string replace -rf '^(.*,)[^,]*$' '$1' -- $typed)\n"
                        "    test -n \"$before\"; or set before ''\n"
                        "    printf '%s\\n' $before(" LIST_CODES ")\n"
                        "end\n");
    buf_printf(out, "complete -c %s -f%s\n", program->name,
               has_operands(program) ? " -k -a '(__fish_complete_suffix .hgw.xml)'" : "");
    each_row(program, fish_row, out);
}

bool completion_print(const struct program *program, const char *shell, struct buf *out) {
    static const struct {
        const char *name, *first_line; /* what the shell is called, and how the script must begin */
        void (*print)(const struct program *program, struct buf *out);
    } shells[] = {
        {"bash", "", print_bash},
        {"zsh", "#compdef ", print_zsh},
        {"fish", "", print_fish},
    };
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        if (strcmp(shells[i].name, shell) == 0) {
            if (*shells[i].first_line)
                buf_printf(out, "%s%s\n", shells[i].first_line, program->name);
            buf_printf(out, "# Made by: %s --completions=%s\n", program->name, shell);
            shells[i].print(program, out);
            return true;
        }
    return false;
}
