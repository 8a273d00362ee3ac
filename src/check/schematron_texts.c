#include "check/schematron_internal.h"
#include "check/text.h"

#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void hgw_wording_free(struct hgw_wording *template) {
    for (size_t i = 0; i < template->count; i++) {
        free(template->pieces[i].text);
        hgw_expression_free(&template->pieces[i].expression);
    }
    free(template->pieces);
    *template = (struct hgw_wording){0};
}

static struct hgw_piece *add_piece(struct hgw_wording *template, struct hgw_error *error) {
    struct hgw_piece *pieces =
        hgw_grow(template->pieces, &template->capacity, template->count, sizeof *pieces);
    if (!pieces) {
        hgw_error_memory(error);
        return NULL;
    }
    template->pieces = pieces;
    pieces[template->count] = (struct hgw_piece){0};
    return &pieces[template->count++];
}

/* value-of, and name with or without a path. */
static bool compile_value(struct hgw_wording *template, const struct hgw_scope *scope, const xmlNode *node,
                          struct hgw_error *error) {
    struct hgw_piece *piece = add_piece(template, error);
    if (!piece)
        return false;
    size_t line = hgw_schematron_line(node);
    const char *select = hgw_schematron_attribute(node, "select");
    if (select)
        return hgw_expression_compile(&piece->expression, scope, "value-of/@select", select, strlen(select),
                                      line, error);
    const char *path = hgw_schematron_attribute(node, "path");
    char *call = hgw_format("name(%s)", path ? path : "");
    bool ok = call ? hgw_expression_compile(&piece->expression, scope, "name/@path", call, strlen(call), line,
                                            error)
                   : hgw_error_memory(error);
    free(call);
    return ok;
}

static bool add_text(struct hgw_wording *template, const xmlNode *node, struct hgw_error *error) {
    struct hgw_piece *piece = add_piece(template, error);
    if (!piece)
        return false;
    piece->text = mem_strdup(node->content ? (const char *)node->content : "");
    return piece->text || hgw_error_memory(error);
}

bool hgw_wording_compile(struct hgw_wording *template, const struct hgw_scope *scope, const xmlNode *node,
                         struct hgw_error *error) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool ok = true;
        if (child->type == XML_TEXT_NODE)
            ok = add_text(template, child, error);
        else if (child->type == XML_ELEMENT_NODE && hgw_schematron_is(child, "emph"))
            ok = hgw_wording_compile(template, scope, child, error); /* no emph inside emph: one level */
        else if (child->type == XML_ELEMENT_NODE)
            ok = compile_value(template, scope, child, error);
        if (!ok)
            return false;
    }
    return true;
}

/* The diagnostic with the id CODE + suffix, or NULL; *failed becomes true when memory is out. */
static const xmlNode *diagnostic(const struct hgw_schematron *s, const char *code, const char *suffix,
                                 bool *failed) {
    char *id = hgw_format("%s%s", code, suffix);
    *failed = *failed || !id;
    const xmlNode *node = id ? xmlHashLookup(s->ids, (const xmlChar *)id) : NULL;
    free(id);
    return node && hgw_schematron_is(node, "diagnostic") ? node : NULL;
}

/* The language of a text: its xml:lang, or that of something around it; Dutch when nothing is said. */
static enum hgw_lang language_of(const xmlNode *node) {
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (attribute->ns && strcmp((const char *)attribute->name, "lang") == 0 && attribute->children)
                return strncmp((const char *)attribute->children->content, "en", 2) == 0 ? HGW_LANG_EN
                                                                                         : HGW_LANG_NL;
    return HGW_LANG_NL;
}

/* Goes through the ids in @diagnostics. Those that do not follow our convention are help lines: the first in
 * each language. */
static bool listed_diagnostics(struct hgw_schematron *s, const xmlNode *node,
                               const xmlNode *help[HGW_LANG_COUNT], struct hgw_error *error) {
    const char *code = hgw_schematron_attribute(node, "id");
    const char *list = hgw_schematron_attribute(node, "diagnostics");
    for (const char *at = list ? list : ""; *(at += strspn(at, " \t\r\n")); at += strcspn(at, " \t\r\n")) {
        char *id = mem_strndup(at, strcspn(at, " \t\r\n"));
        if (!id)
            return hgw_error_memory(error);
        const xmlNode *found = xmlHashLookup(s->ids, (const xmlChar *)id);
        bool ok = found && hgw_schematron_is(found, "diagnostic");
        bool conventional = strncmp(id, code, strlen(code)) == 0 && id[strlen(code)] == '.';
        if (!ok)
            hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(node), 0,
                         _("De diagnostic „%s” bestaat niet (in diagnostics van %s)."), id, code);
        free(id);
        if (!ok)
            return false;
        enum hgw_lang lang = language_of(found);
        if (!conventional && !help[lang])
            help[lang] = found;
    }
    return true;
}

/* Where the texts of an assert or report stand: elements of the tree, NULL where there is none. */
struct sources {
    const xmlNode *message[HGW_LANG_COUNT];
    const xmlNode *help[HGW_LANG_COUNT];
    const xmlNode *why[HGW_LANG_COUNT];
    const xmlNode *wrong, *right;
};

static bool find_sources(struct hgw_schematron *s, const xmlNode *node, struct sources *sources,
                         struct hgw_error *error) {
    const char *code = hgw_schematron_attribute(node, "id");
    const xmlNode *help[HGW_LANG_COUNT] = {NULL};
    bool failed = false;
    if (!listed_diagnostics(s, node, help, error))
        return false;
    *sources = (struct sources){0};
    sources->message[language_of(node)] = node;
    const xmlNode *english = diagnostic(s, code, ".en", &failed);
    if (english)
        sources->message[HGW_LANG_EN] = english;
    const xmlNode *own[HGW_LANG_COUNT] = {diagnostic(s, code, ".hulp", &failed),
                                          diagnostic(s, code, ".hulp.en", &failed)};
    for (size_t i = 0; i < HGW_LANG_COUNT; i++)
        sources->help[i] = own[i] ? own[i] : help[i];
    sources->why[HGW_LANG_NL] = diagnostic(s, code, ".waarom", &failed);
    sources->why[HGW_LANG_EN] = diagnostic(s, code, ".waarom.en", &failed);
    sources->wrong = diagnostic(s, code, ".fout", &failed);
    sources->right = diagnostic(s, code, ".goed", &failed);
    return !failed || hgw_error_memory(error);
}

bool hgw_schematron_compile_texts(struct hgw_schematron *s, const struct hgw_scope *scope,
                                  const xmlNode *node, struct hgw_assertion *assertion,
                                  struct hgw_error *error) {
    struct sources sources;
    if (!find_sources(s, node, &sources, error))
        return false;
    for (size_t i = 0; i < HGW_LANG_COUNT; i++) {
        if (sources.message[i] &&
            !hgw_wording_compile(&assertion->message[i], scope, sources.message[i], error))
            return false;
        if (sources.help[i] && !hgw_wording_compile(&assertion->help[i], scope, sources.help[i], error))
            return false;
    }
    return true;
}

#define DOTS "…"

static bool ends_with_dots(const struct hgw_buf *out) {
    size_t length = sizeof DOTS - 1;
    return out->length >= length && memcmp(out->data + out->length - length, DOTS, length) == 0;
}

/* The text of an element as a listing shows it: values that depend on a case are "…", several in a row one.
 */
static void add_static_text(const xmlNode *node, struct hgw_buf *out) {
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE)
            hgw_buf_add_string(out, (const char *)child->content);
        else if (child->type == XML_ELEMENT_NODE && hgw_schematron_is(child, "emph"))
            add_static_text(child, out);
        else if (child->type == XML_ELEMENT_NODE && !ends_with_dots(out))
            hgw_buf_add_string(out, DOTS);
}

/* NULL stays NULL. False when memory is out. */
static bool static_text(const xmlNode *node, bool keep_lines, char **text) {
    if (!node)
        return true;
    struct hgw_buf out = HGW_BUF_EMPTY;
    add_static_text(node, &out);
    char *whole = hgw_buf_steal(&out);
    if (whole && keep_lines) {
        *text = hgw_text_outdent(whole);
        free(whole);
    } else {
        if (whole)
            hgw_text_normalise(whole);
        *text = whole;
    }
    return *text != NULL;
}

static bool static_texts(const xmlNode *const nodes[HGW_LANG_COUNT], struct hgw_bilingual *text) {
    for (size_t i = 0; i < HGW_LANG_COUNT; i++)
        if (!static_text(nodes[i], false, &text->text[i]))
            return false;
    return true;
}

/* Attributes that may stand on the assertion or on its rule. */
static const char *own_or_rule(const xmlNode *node, const char *name) {
    const char *value = hgw_schematron_attribute(node, name);
    return value ? value : hgw_schematron_attribute(node->parent, name);
}

static int principle_of(const char *flag) {
    static const char prefix[] = "uitgangspunt-";
    if (!flag || strncmp(flag, prefix, sizeof prefix - 1) != 0)
        return HGW_PRINCIPLE_UNKNOWN;
    const char *number = flag + sizeof prefix - 1;
    bool good = number[0] >= '0' && number[0] <= '0' + HGW_PRINCIPLE_COUNT && number[1] == '\0';
    return good ? number[0] - '0' : HGW_PRINCIPLE_UNKNOWN;
}

bool hgw_schematron_describe(struct hgw_schematron *s, const xmlNode *node, struct hgw_rule *info,
                             struct hgw_error *error) {
    struct sources sources;
    const char *role = own_or_rule(node, "role");
    const char *code = hgw_schematron_attribute(node, "id");
    *info = (struct hgw_rule){.file = s->file, .line = hgw_schematron_line(node), .level = HGW_LEVEL_ERROR};
    if (role && !hgw_level_from_name(role, &info->level))
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, info->line, 0,
                            _("De role „%s” van %s is onbekend. Kies error, warning of note."), role, code);
    if (!find_sources(s, node, &sources, error))
        return false;
    info->principle = principle_of(own_or_rule(node, "flag"));
    info->code = mem_strdup(code);
    bool ok = info->code && static_texts(sources.message, &info->message) &&
              static_texts(sources.help, &info->help) && static_texts(sources.why, &info->why) &&
              static_text(sources.wrong, true, &info->wrong) &&
              static_text(sources.right, true, &info->right);
    return ok || hgw_error_memory(error);
}

bool hgw_schematron_text(const struct hgw_schematron *s, const char *id, struct hgw_bilingual *text) {
    *text = (struct hgw_bilingual){{NULL}};
    bool failed = false;
    const xmlNode *nodes[HGW_LANG_COUNT] = {diagnostic(s, id, "", &failed),
                                            diagnostic(s, id, ".en", &failed)};
    return !failed && static_texts(nodes, text);
}

static void free_texts(struct hgw_bilingual *text) {
    for (size_t i = 0; i < HGW_LANG_COUNT; i++)
        free(text->text[i]);
}

void hgw_rule_free(struct hgw_rule *rule) {
    free(rule->code);
    free_texts(&rule->message);
    free_texts(&rule->help);
    free_texts(&rule->why);
    free(rule->wrong);
    free(rule->right);
    free(rule->phases);
    *rule = (struct hgw_rule){0};
}

const char *hgw_bilingual_in(const struct hgw_bilingual *text, enum hgw_lang lang) {
    for (size_t i = 0; i < HGW_LANG_COUNT; i++) {
        const char *found = text->text[(lang + i) % HGW_LANG_COUNT];
        if (found)
            return found;
    }
    return NULL;
}
