#include "check/expression.h"

#include "base/lang.h"
#include "base/memory.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* One compilation under way. */
struct compilation {
    const struct hgw_scope *scope;
    const struct hgw_expression *expression;
    const char *what; /* where the expression stands */
    struct hgw_xpath_tokens tokens;
    struct hgw_error *error;
};

static bool fail(struct compilation *job, const char *format, int length, const char *name)
    __attribute__((format(printf, 2, 0)));

/* An error about one name in the expression: format has a place for the name and one for where it stands. */
static bool fail(struct compilation *job, const char *format, int length, const char *name) {
    char *sentence = NULL;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    sentence = hgw_format(format, length, name, job->what, job->expression->text);
#pragma GCC diagnostic pop
    if (!sentence)
        return hgw_error_memory(job->error);
    hgw_error_at(job->error, HGW_ERROR_DATA, job->scope->file, job->expression->line, 0, "%s", sentence);
    free(sentence);
    return false;
}

static bool fail_syntax(struct compilation *job) {
    return hgw_error_at(job->error, HGW_ERROR_DATA, job->scope->file, job->expression->line, 0,
                        _("In %s staat geen goede XPath 1.0: „%s”."), job->what, job->expression->text);
}

/* The number of arguments of the call whose name is token `at`; the parenthesis follows it. */
static int argument_count(const struct hgw_xpath_tokens *tokens, size_t at) {
    size_t close = hgw_xpath_closing(tokens->items, tokens->count, at + 1);
    if (close == at + 2)
        return 0;
    int count = 1;
    for (size_t i = at + 2; i < close; i++) {
        if (tokens->items[i].type == HGW_XPATH_COMMA)
            count++;
        else if (tokens->items[i].type == HGW_XPATH_OPEN || tokens->items[i].type == HGW_XPATH_OPEN_BRACKET)
            i = hgw_xpath_closing(tokens->items, tokens->count, i);
    }
    return count;
}

/* The namespace of a name with a prefix, NULL when the prefix is not bound. `colon` is set to the colon. */
static const char *namespace_of(const struct hgw_scope *scope, const struct hgw_xpath_token *token,
                                const char **colon) {
    char prefix[64];
    *colon = memchr(token->start, ':', token->length);
    size_t length = *colon ? (size_t)(*colon - token->start) : 0;
    if (length == 0 || length >= sizeof prefix)
        return NULL;
    memcpy(prefix, token->start, length);
    prefix[length] = '\0';
    return (const char *)xmlXPathNsLookup(scope->xpath, (const xmlChar *)prefix);
}

/* The function that a token names: in our table, or in that of its namespace. */
static const struct hgw_xpath_function *function_of(const struct hgw_scope *scope,
                                                    const struct hgw_xpath_token *token) {
    const char *colon;
    const char *uri = namespace_of(scope, token, &colon);
    if (!colon)
        return hgw_xpath_core_function(token->start, token->length);
    size_t length = (size_t)(token->start + token->length - colon - 1);
    return uri && scope->function ? scope->function(uri, colon + 1, length) : NULL;
}

static bool check_function(struct compilation *job, size_t at) {
    const struct hgw_xpath_token *token = &job->tokens.items[at];
    const struct hgw_xpath_function *function = function_of(job->scope, token);
    int length = (int)token->length;
    if (hgw_xpath_closing(job->tokens.items, job->tokens.count, at + 1) == job->tokens.count)
        return fail_syntax(job); /* a parenthesis is open */
    if (!function)
        return fail(job, _("De functie %.*s() bestaat niet (in %s: „%s”)."), length, token->start);
    int count = argument_count(&job->tokens, at);
    if (count < function->least || (function->most >= 0 && count > function->most))
        return fail(job, _("De functie %.*s() krijgt een verkeerd aantal waarden (in %s: „%s”)."), length,
                    token->start);
    return true;
}

static bool check_token(struct compilation *job, size_t at) {
    const struct hgw_xpath_token *token = &job->tokens.items[at];
    const char *colon;
    size_t ignored;
    switch (token->type) {
    case HGW_XPATH_WRONG:
        return fail_syntax(job);
    case HGW_XPATH_FUNCTION:
        return check_function(job, at);
    case HGW_XPATH_NAME_TEST:
        if (!namespace_of(job->scope, token, &colon) && colon)
            return fail(job,
                        _("Het voorvoegsel van %.*s is niet gekend: zet er een <ns> voor (in %s: „%s”)."),
                        (int)token->length, token->start);
        return true;
    case HGW_XPATH_VARIABLE:
        if (!job->scope->variable(job->scope->data, token->start + 1, token->length - 1, &ignored))
            return fail(job, _("De variabele %.*s is hier niet gekend (in %s: „%s”)."), (int)token->length,
                        token->start);
        return true;
    default:
        return true;
    }
}

/* The idioms. In `shape`: c, n, b are count, not, boolean; x is the variable, the same one each time; = is =
 * or != (then the answer is negated); the rest stands for itself. */
static const struct {
    const char *shape;
    const char *becomes; /* printf format for the variable's index */
    bool
        compares; /* it holds a comparison: next to an operator that binds as tight it means something else */
} idioms[] = {
    {"c(.|x)=c(x)", "set-has(%zu)", true},  {"c(x|.)=c(x)", "set-has(%zu)", true},
    {"c(x)=c(.|x)", "set-has(%zu)", true},  {"c(x)=c(x|.)", "set-has(%zu)", true},
    {"c(x)", "set-count(%zu)", false},      {"n(x)", "set-empty(%zu)", false},
    {"b(x)", "not(set-empty(%zu))", false},
};

static bool token_fits(const struct hgw_xpath_token *token, char shape) {
    switch (shape) {
    case 'c':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "count");
    case 'n':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "not");
    case 'b':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "boolean");
    case 'x':
        return token->type == HGW_XPATH_VARIABLE;
    case '=':
        return hgw_xpath_is(token, "=") || hgw_xpath_is(token, "!=");
    default:
        return token->length == 1 && *token->start == shape;
    }
}

/* True when a comparison between token `first` and token `last` is not part of a larger one. */
static bool stands_alone(const struct hgw_xpath_tokens *tokens, size_t first, size_t last) {
    const struct hgw_xpath_token *before = first > 0 ? &tokens->items[first - 1] : NULL;
    const struct hgw_xpath_token *after = last + 1 < tokens->count ? &tokens->items[last + 1] : NULL;
    bool open = !before || before->type == HGW_XPATH_OPEN || before->type == HGW_XPATH_OPEN_BRACKET ||
                before->type == HGW_XPATH_COMMA || hgw_xpath_is(before, "and") || hgw_xpath_is(before, "or");
    bool closed = !after || after->type == HGW_XPATH_CLOSE || after->type == HGW_XPATH_CLOSE_BRACKET ||
                  after->type == HGW_XPATH_COMMA || hgw_xpath_is(after, "and") || hgw_xpath_is(after, "or");
    return open && closed;
}

/* Does the idiom begin at token `at`? `variable` becomes its variable, `negated` whether it says !=. */
static bool idiom_fits(const struct hgw_xpath_tokens *tokens, size_t at, const char *shape,
                       const struct hgw_xpath_token **variable, bool *negated) {
    *variable = NULL;
    *negated = false;
    for (size_t i = 0; shape[i]; i++) {
        if (at + i >= tokens->count)
            return false;
        const struct hgw_xpath_token *token = &tokens->items[at + i];
        if (!token_fits(token, shape[i]))
            return false;
        if (shape[i] == '=')
            *negated = token->length == 2;
        if (shape[i] != 'x')
            continue;
        if (*variable && ((*variable)->length != token->length ||
                          memcmp((*variable)->start, token->start, token->length) != 0))
            return false;
        *variable = token;
    }
    return true;
}

/* The variable's number. check_token saw to it that it is found, so if it is not then memory is out, and
 * `out` fails. */
static size_t variable_index(const struct compilation *job, const struct hgw_xpath_token *variable,
                             struct hgw_buf *out) {
    size_t index = 0;
    if (!job->scope->variable(job->scope->data, variable->start + 1, variable->length - 1, &index))
        out->failed = true;
    return index;
}

/* Writes what an idiom at token `at` becomes. Returns how many tokens it took, 0 when there is none. */
static size_t write_idiom(struct compilation *job, size_t at, struct hgw_buf *out) {
    if (job->tokens.items[at].type != HGW_XPATH_FUNCTION)
        return 0;
    for (size_t i = 0; i < sizeof idioms / sizeof idioms[0]; i++) {
        const struct hgw_xpath_token *variable = NULL;
        bool negated = false;
        size_t length = strlen(idioms[i].shape);
        if (!idiom_fits(&job->tokens, at, idioms[i].shape, &variable, &negated) || !variable)
            continue;
        if (idioms[i].compares && !stands_alone(&job->tokens, at, at + length - 1))
            continue;
        if (negated)
            hgw_buf_add_string(out, "not(");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        hgw_buf_printf(out, idioms[i].becomes, variable_index(job, variable, out));
#pragma GCC diagnostic pop
        if (negated)
            hgw_buf_add_char(out, ')');
        return length;
    }
    return 0;
}

/* Writes tokens `first` up to `end` as they run. */
static void write_running(struct compilation *job, size_t first, size_t end, struct hgw_buf *out) {
    const struct hgw_xpath_token *items = job->tokens.items;
    for (size_t i = first; i < end;) {
        size_t taken = write_idiom(job, i, out);
        if (taken == 0 && items[i].type == HGW_XPATH_VARIABLE)
            hgw_buf_printf(out, "$v%zu", variable_index(job, &items[i], out));
        else if (taken == 0)
            hgw_buf_add(out, items[i].start, items[i].length);
        i += taken > 0 ? taken : 1;
        if (i < end) { /* the space between them */
            const char *behind = items[i - 1].start + items[i - 1].length;
            hgw_buf_add(out, behind, (size_t)(items[i].start - behind));
        }
    }
}

/* Writes the shortcut of the predicate between the brackets `open` and `close`; false when it has none. */
static bool write_shortcut(struct compilation *job, size_t open, size_t close, struct hgw_buf *out) {
    struct hgw_buf predicate = HGW_BUF_EMPTY;
    bool made = false;
    size_t index;
    write_running(job, open + 1, close, &predicate);
    char *running = hgw_buf_steal(&predicate);
    if (!running || !hgw_shortcuts_add(job->scope->shortcuts, running, &made, &index))
        out->failed = true;
    else if (made)
        hgw_buf_printf(out, "[shortcut(%zu)]", index);
    free(running);
    return made;
}

/* The text for libxml2: the running one with shortcuts for predicates. The parentheses around it keep it from
 * its streaming evaluation, which walks a whole tree for a simple path. */
static char *compiled_text(struct compilation *job) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    size_t count = job->tokens.count, done = 0;
    hgw_buf_add_char(&out, '(');
    for (size_t i = 0; i < count; i++) {
        if (job->tokens.items[i].type != HGW_XPATH_OPEN_BRACKET)
            continue;
        size_t close = hgw_xpath_closing(job->tokens.items, count, i);
        write_running(job, done, i, &out);
        done = i;
        if (close < count && write_shortcut(job, i, close, &out)) {
            i = close;
            done = close + 1;
        }
    }
    write_running(job, done, count, &out);
    hgw_buf_add_char(&out, ')');
    return hgw_buf_steal(&out);
}

static char *running_text(struct compilation *job) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    hgw_buf_add_char(&out, '(');
    write_running(job, 0, job->tokens.count, &out);
    hgw_buf_add_char(&out, ')');
    return hgw_buf_steal(&out);
}

static bool compile(struct compilation *job, struct hgw_expression *expression) {
    if (job->tokens.count == 0)
        return fail_syntax(job);
    for (size_t i = 0; i < job->tokens.count; i++)
        if (!check_token(job, i))
            return false;
    expression->running = running_text(job);
    char *text = compiled_text(job);
    if (text && expression->running)
        expression->compiled = xmlXPathCtxtCompile(job->scope->xpath, (const xmlChar *)text);
    bool memory = text && expression->running;
    free(text);
    if (!memory)
        return hgw_error_memory(job->error);
    if (!expression->compiled)
        return fail_syntax(job);
    return hgw_shortcut_make(expression->running, &expression->shortcut) || hgw_error_memory(job->error);
}

bool hgw_expression_compile(struct hgw_expression *expression, const struct hgw_scope *scope,
                            const char *what, const char *text, size_t length, size_t line,
                            struct hgw_error *error) {
    struct compilation job = {.scope = scope, .expression = expression, .what = what, .error = error};
    *expression = (struct hgw_expression){.text = mem_strndup(text, length), .line = line};
    if (!expression->text || !hgw_xpath_scan(expression->text, length, &job.tokens)) {
        hgw_xpath_tokens_free(&job.tokens);
        return hgw_error_memory(error);
    }
    bool ok = compile(&job, expression);
    hgw_xpath_tokens_free(&job.tokens);
    return ok;
}

void hgw_expression_free(struct hgw_expression *expression) {
    free(expression->text);
    free(expression->running);
    hgw_shortcut_free(&expression->shortcut);
    if (expression->compiled)
        xmlXPathFreeCompExpr(expression->compiled);
    *expression = (struct hgw_expression){0};
}

/* The operators at the outer level of an expression. */
struct operators {
    bool logical;    /* and or = != < <= > >=: the result is a boolean */
    bool arithmetic; /* + - * div mod: a number, unless there is a logical one as well */
};

static struct operators outer_operators(const struct hgw_xpath_token *tokens, size_t count) {
    static const char *const logical[] = {"and", "or", "=", "!=", "<", "<=", ">", ">="};
    static const char *const arithmetic[] = {"+", "-", "*", "div", "mod"};
    struct operators found = {false, false};
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].type == HGW_XPATH_OPEN || tokens[i].type == HGW_XPATH_OPEN_BRACKET) {
            i = hgw_xpath_closing(tokens, count, i);
            continue;
        }
        if (tokens[i].type != HGW_XPATH_OPERATOR)
            continue;
        for (size_t j = 0; j < sizeof logical / sizeof logical[0]; j++)
            found.logical = found.logical || hgw_xpath_is(&tokens[i], logical[j]);
        for (size_t j = 0; j < sizeof arithmetic / sizeof arithmetic[0]; j++)
            found.arithmetic = found.arithmetic || hgw_xpath_is(&tokens[i], arithmetic[j]);
    }
    return found;
}

bool hgw_predicate_is_plain(const struct hgw_scope *scope, const struct hgw_xpath_token *tokens,
                            size_t count) {
    for (size_t i = 0; i < count; i++)
        if (tokens[i].type == HGW_XPATH_FUNCTION &&
            (hgw_xpath_is(&tokens[i], "position") || hgw_xpath_is(&tokens[i], "last")))
            return false;
    struct operators operators = outer_operators(tokens, count);
    if (operators.logical)
        return true;
    if (operators.arithmetic || count == 0)
        return false;
    switch (tokens[0].type) {
    case HGW_XPATH_NUMBER:
    case HGW_XPATH_VARIABLE:
    case HGW_XPATH_OPEN:
        return false;
    case HGW_XPATH_FUNCTION: {
        const struct hgw_xpath_function *function = function_of(scope, &tokens[0]);
        return function && function->type != HGW_XPATH_NUMERIC;
    }
    default: /* a path or a literal */
        return true;
    }
}
