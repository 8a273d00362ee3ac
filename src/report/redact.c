/* Texts are compared in Unicode's decomposed form (NFD, UAX #15), without marks and signs that show nothing, so that an
 * accent never hides a name. One pattern (`scan`) walks over the words of a text; at each the pattern of everybody is
 * tried. */
#include "report/report.h"

#include "base/memory.h"
#include "case/grammar.h"
#include "document/graft.h"
#include "document/markdown.h"
#include "xml/dom.h"

#include <libxml/hash.h>
#include <utf8proc.h>

/* --- patterns --- */

#define TITLES                                                                                                         \
    "juf|juffrouw|meester|meneer|mijnheer|mevrouw|mevr|mevrouwtje|mw|dhr|heer|dr|dokter|drs|prof|professor|"           \
    "ing|ir|mama|papa|mam|oma|opa|tante|nonkel|oom|zuster|broeder|directeur|directrice"
#define PARTICLES                                                                                                      \
    "van|de|der|den|het|ten|ter|te|in|op|aan|bij|uit|tot|la|le|les|du|des|da|di|del|dos|el|al|ben|bin|ibn|"            \
    "von|zu"

/* Files that people name in a text. */
#define EXTENSIONS                                                                                                     \
    "jpe?g|png|gif|heic|webp|tiff?|svg|pdf|docx?|odt|rtf|txt|md|xlsx?|ods|csv|pptx?|odp|mp[34]|m4a|wav|mov|"           \
    "avi|zip|html?|xml|eml|msg"

#define STARTS "(?<![\\p{L}\\p{N}])"
#define ENDS "(?![\\p{L}\\p{N}])"
#define APOSTROPHE "['\\x{2019}]"

/* What may stand behind every letter: marks, and what shows nothing (soft hyphen, joiners, variation
 * selectors, controls). */
#define SIGNS "\\p{M}\\p{Cf}\\p{DI}\\x{7F}-\\x{84}\\x{86}-\\x{9F}"
#define UNSEEN "[" SIGNS "]*+"
#define WORD_REST "[\\p{L}\\p{N}" SIGNS "]*+"

/* Behind initials: these were two at least. A letter has two marks at most. */
#define TWO_INITIALS                                                                                                   \
    "(?<=\\.\\p{L}\\.|\\.\\p{L}\\p{M}\\.|\\.\\p{L}\\p{M}{2}\\.|\\.\\h\\p{L}\\.|\\.\\h\\p{L}\\p{M}\\.|\\."              \
    "\\h\\p{L}\\p{M}{2}\\.)"

/* Between the words of a name: a hyphen, an apostrophe, or blanks with at most one line end. */
#define JOIN "(?:[-\\x{2010}\\x{2011}'\\x{2019}]|\\h*+(?:\\R\\h*+)?+)"

/* What a folded word, or a part of the name of a file, begins behind and ends before. */
#define APART(what) "(?" what "[^- _.,:;+%&=/\\\\'0-9])"

/* What a name is made of. The numbers are those of the groups. */
enum { TITLE = 1, PARTICLE, WORD, INITIAL, OTHER };
static const char name_pattern[] =
    STARTS "(?:(?i:(" TITLES ")|(" PARTICLES "))(?![\\p{L}\\p{N}\\p{M}])" /* Lê is no particle */
           "|([\\p{Lu}\\p{Lt}\\p{Lo}\\p{Lm}\\x{10D0}-\\x{10FF}]" UNSEEN "[\\p{L}\\p{N}]" WORD_REST ")"
           "|(\\p{Lu}" UNSEEN ")|([\\p{L}\\p{N}]" WORD_REST "))";

/* What a text is made of, as far as it matters. The parts of an address are limited, as RFC 5321 has them. */
enum { ADDRESS = 1, FILE_NAME, TEXT_WORD };
static const char scan_pattern[] =
    STARTS "(?:((?i:https?://|www\\.)[^\\s<>()\"*]*[\\p{L}\\p{N}/]"
           "|[\\p{L}\\p{N}][^\\s<>(),;:\"*@/]{0,63}+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)"
           "|([\\p{L}\\p{N}][^\\s<>()\\[\\]\"*:;,|@]{0,80}\\.(?i:" EXTENSIONS ")" ENDS ")"
           "|(\\p{L}" WORD_REST "))";

/* One who has a name: a person, or the school. */
struct bearer {
    const char *role;    /* "ouder 1", "de leerling". Owned. */
    pcre2_code *pattern; /* of what names them. Owned. */
    pcre2_code *begins;  /* of a folded word that begins with a word of their name; of the school nothing. Owned. */
};

struct redaction {
    struct bearer *bearers; /* the people as the case has them, then the school */
    size_t count, capacity;
    xmlHashTablePtr ids; /* old id to new id */
    pcre2_code *name, *scan;
    pcre2_match_data *match; /* of the last match, which begins at place[0] and ends at place[1] */
    const size_t *place;
};

/* A name that is too long for a pattern ends the program: it must not stay. */
static pcre2_code *compile(const char *pattern) {
    int problem;
    size_t place;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP, &problem, &place, mem_pcre2());
    if (!code)
        mem_out();
    return code;
}

/* The number of the last group in the match; -1: there is none. A match that is given up must not read as
 * none: the patterns repeat nothing so often that it happens. */
static int match(const struct redaction *r, const pcre2_code *pattern, const char *text, size_t length, size_t start,
                 uint32_t options) {
    int groups = pcre2_match(pattern, (PCRE2_SPTR)text, length, start, options | PCRE2_NO_UTF_CHECK, r->match, NULL);
    if (groups < 0 && groups != PCRE2_ERROR_NOMATCH)
        mem_out();
    return groups < 0 ? -1 : groups - 1;
}

/* A text in another form of Unicode. Freed with free(). */
static char *unicode(const char *text, size_t length, int form) {
    utf8proc_uint8_t *result = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &result,
                                         (utf8proc_option_t)(UTF8PROC_STABLE | form));
    if (size == UTF8PROC_ERROR_NOMEM)
        mem_out();
    return size < 0 ? mem_strndup(text, length) : (char *)result; /* XML is always Unicode */
}

/* The key of a word in the table: Nguyễn, NGUYEN and Ngu­yen are the same. */
static char *fold(const char *word, size_t length) {
    return unicode(word, length,
                   UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_STRIPCC | UTF8PROC_CASEFOLD);
}

/* --- the pattern of a person --- */

static bool is_upper(utf8proc_int32_t c) {
    return utf8proc_tolower(c) != c;
}

static utf8proc_int32_t letter_at(const char *text, size_t *bytes) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
    *bytes = size > 0 ? (size_t)size : 1;
    return c;
}

/* A word, and what follows it, in capitals or not: Noor, NOOR. `free`: also without the capital that it begins with.
 * Of a very long word the beginning will do. */
static void add_word(struct buf *out, const char *word, size_t length, bool free) {
    enum { MOST = 100 };
    size_t bytes, letters = 0;
    buf_add_string(out, free || !is_upper(letter_at(word, &bytes)) ? "(?i:" : "(?!\\p{Ll})(?i:");
    for (size_t at = 0; at < length && letters < MOST; at += bytes) {
        utf8proc_category_t kind = utf8proc_category(letter_at(word + at, &bytes));
        bool sign = kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
        if (!sign && kind <= UTF8PROC_CATEGORY_NO && ++letters) /* letters and numbers come first */
            buf_printf(out, "%.*s(?1)", (int)bytes, word + at);
    }
    buf_add_string(out, letters == MOST ? "[\\p{L}\\p{N}]*+)" : ")");
}

/* The pattern of somebody who is called this, of pieces that are made of the name. Group 1: what shows nothing; 2: a
 * word of the name; 3: what makes it a genitive. */
static char *person_pattern(const char *words, const char *letters, const char *initials, const char *dotted) {
    struct buf out = BUF_EMPTY;
    buf_printf(&out, "(?(DEFINE)(" UNSEEN ")(%s))" STARTS "(?:(?i:" TITLES ")(?1)" ENDS "\\.?" JOIN ")*+(?:", words);
    /* N. Verhulst; as the name itself has it also J Mertens, d'Hondt */
    buf_printf(&out, "(?:(?:[%s](?1)\\.|(?i:[%s])(?1)" ENDS ")" JOIN "){0,4}+(?2)", letters, initials);
    /* more words of the name, and Noor V. (the dot may end the sentence) */
    buf_printf(&out, "(?:" ENDS JOIN "(?:(?2)|[%s](?1)" ENDS "(?:\\.(?=\\h*+[\\p{Ll},;:)]))?+)){0,8}+", letters);
    buf_add_string(&out, "(?:(" APOSTROPHE "?[sS]" ENDS "|(?<=[sxzSXZ])" APOSTROPHE "(?=\\s+\\p{L}))|" ENDS ")");
    /* J.P., N. V., J.v.d.M.: two of them at least */
    buf_printf(&out, "|(?=\\p{Lu}(?1)\\.\\h?\\p{L}(?1)\\.)%s" TWO_INITIALS ENDS ")", dotted);
    return buf_steal(&out);
}

/* That of the school: its whole name, which may have "de" or "het" before it. The groups are the same. */
static char *school_pattern(const char *whole) {
    return text_format("(?(DEFINE)(" UNSEEN ")())" STARTS "(?:(?i:de|het)(?1)" ENDS JOIN ")?%s(?:(" APOSTROPHE
                       "?[sS]" ENDS ")|" ENDS ")",
                       whole);
}

/* --- names in a text --- */

/* True when a word, or a part of the name of a file, is a name or begins with one. */
static bool begins_with_name(const struct redaction *r, const char *text, size_t size) {
    AUTO(mem_free) char *key = fold(text, size);
    size_t length = strlen(key), i = 0;
    while (i < r->count && match(r, r->bearers[i].begins, key, length, 0, 0) < 0)
        i++;
    return i < r->count;
}

/* True when a sentence or a list item begins there: the role then gets a capital. */
static bool begins_sentence(const char *text, size_t at) {
    bool mark = false;
    for (; at > 0 && strchr(" \t\r\n*_#>+-", text[at - 1]); at--) {
        if (text[at - 1] == '\n' && mark)
            return true;
        mark = strchr("*#>+-", text[at - 1]) != NULL;
    }
    return at == 0 || strchr(".!?", text[at - 1]);
}

/* The text with its names replaced; NULL when there are none. Where several people are named it is the one whose name
 * goes on longest: "Jan Wit" is not the other Jan. Freed with free(). */
static char *redact_text(const struct redaction *r, const char *text) {
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    AUTO(mem_free) char *plain = unicode(text, strlen(text), UTF8PROC_DECOMPOSE);
    size_t length = strlen(plain), written = 0, end;
    int kind, group;
    for (size_t at = 0; (kind = match(r, r->scan, plain, length, at, 0)) > 0; at = end) {
        const char *words = kind == ADDRESS ? "(adres weggelaten)" : NULL;
        size_t start = r->place[0], longest = start;
        bool genitive = false;
        end = r->place[1];
        if (kind == FILE_NAME && begins_with_name(r, plain + start, end - start))
            words = "(bestand weggelaten)";
        for (size_t i = 0; kind == TEXT_WORD && i < r->count; i++)
            if ((group = match(r, r->bearers[i].pattern, plain, length, start, PCRE2_ANCHORED)) >= 0 &&
                r->place[1] > longest) {
                words = r->bearers[i].role;
                genitive = group == 3;
                end = longest = r->place[1];
            }
        if (!words)
            continue;
        buf_add(&out, plain + written, start - written);
        bool capital = begins_sentence(plain, start) && words[0] >= 'a' && words[0] <= 'z';
        buf_add_char(&out, capital ? (char)(words[0] - 'a' + 'A') : words[0]);
        buf_add_string(&out, words + 1);
        if (genitive)
            buf_add_string(&out, strncmp(words, "de ", 3) == 0 ? "s" : "’s");
        written = end;
    }
    buf_add_string(&out, plain + written);
    return written > 0 ? unicode(out.data, out.length, UTF8PROC_COMPOSE) : NULL;
}

/* --- names in Markdown --- */

/* Pictures become their alternative texts and links their texts: a name can stand in a target, and a role in
 * its place would break it. A text that may be an address itself goes. From the outside in: the other way
 * pictures in pictures would move many times. */
static bool drop_targets(void *data, cmark_node *root) {
    bool changed = false;
    (void)data;
    for (cmark_node *node = root, *next; node; node = next) {
        cmark_node_type type = cmark_node_get_type(node);
        next = markdown_next(node);
        if (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)
            continue;
        AUTO(buf_free) struct buf text = BUF_EMPTY;
        if (type == CMARK_NODE_LINK)
            markdown_plain_text(node, &text);
        if (text.data && strpbrk(text.data, ".@") && !strchr(text.data, ' ')) {
            cmark_node_insert_before(node, markdown_text("(adres weggelaten)"));
            next = markdown_next_outside(node);
            cmark_node_free(node);
        } else
            next = markdown_unwrap(node);
        changed = true;
    }
    return changed;
}

/* Where markup, an entity or a comment split a name (**El**ke), what the block holds becomes its words. */
static bool join_names(void *data, cmark_node *root) {
    bool changed = false;
    for (cmark_node *node = root; node; node = markdown_next(node)) {
        size_t type = markdown_type(node);
        if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING && type != MARKDOWN_CELL)
            continue;
        AUTO(buf_free) struct buf words = BUF_EMPTY;
        markdown_plain_text(node, &words);
        AUTO(mem_free) char *redacted = words.data ? redact_text(data, words.data) : NULL;
        if (!redacted)
            continue;
        for (cmark_node *child; (child = cmark_node_first_child(node));)
            cmark_node_free(child);
        cmark_node_append_child(node, markdown_text(redacted));
        changed = true;
    }
    return changed;
}

/* The same for a text that is read as Markdown. Freed with free(). */
static char *redact_markdown(const struct redaction *r, const char *text) {
    AUTO(buf_free) struct buf plain = BUF_EMPTY;
    struct buf joined = BUF_EMPTY;
    prose_rewrite(&plain, text, drop_targets, NULL);
    char *redacted = redact_text(r, plain.data);
    if (!redacted)
        redacted = buf_steal(&plain);
    if (!strpbrk(redacted, "*_`&<\\")) /* nothing splits a name, and looking again takes as long */
        return redacted;
    prose_rewrite(&joined, redacted, join_names, (void *)r);
    free(redacted);
    return buf_steal(&joined);
}

/* --- learning --- */

static bool is_school(const xmlNode *node) {
    return dom_is(node, "school") && dom_is(node->parent, "leerling");
}

/* What says which kind of school it is, often first, may go without its capital. Of a person a word counts with the
 * particles that the name has before it: (?:(?:van )?der )?Meulen. */
static void learn_name(struct redaction *r, const char *name, const char *role, bool school) {
    enum { MOST_PARTS = 100, MOST_PARTICLES = 3, MOST_KEY = 100 }; /* behind so much it is no name any more */
    AUTO(buf_free)
    struct buf whole = BUF_EMPTY, words = BUF_EMPTY, particles = BUF_EMPTY, letters = BUF_EMPTY, initials = BUF_EMPTY,
               dotted = BUF_EMPTY, begins = BUF_EMPTY;
    AUTO(mem_free) char *text = unicode(name, strlen(name), UTF8PROC_DECOMPOSE);
    size_t length = strlen(text), before = 0, bytes = 0;
    buf_add_string(&whole, "");
    buf_add_string(&words, "(?!)"); /* nothing */
    buf_add_string(&letters, "\\x{0}");
    buf_add_string(&initials, "\\x{0}");
    buf_add_string(&dotted, "");
    buf_add_string(&begins, APART("<!") "(?:(?!)");
    int kind = match(r, r->name, text, length, 0, 0);
    for (int part = 0; part < MOST_PARTS && kind > 0; part++) {
        const char *start = text + r->place[0];
        size_t end = r->place[1], size = end - r->place[0];
        unsigned letter = (unsigned)letter_at(start, &bytes);
        int next = match(r, r->name, text, length, end, 0);
        if (part > 0)
            buf_add_string(&whole, ENDS "[^\\p{L}\\p{N}\\n*_`]{0,3}(?:\\n\\h*+)?+");
        add_word(&whole, start, size, (part == 0 && next > 0) || kind == PARTICLE);
        if (kind == WORD) {
            AUTO(mem_free) char *key = fold(start, size);
            key[utf8_valid_length(key, strnlen(key, MOST_KEY))] = '\0';
            if (!school && strlen(key) > 1) /* of a name of two letters only diminutives and the like count */
                buf_printf(&begins, "|%s%s", key, strlen(key) > 2 ? "" : "[tjekns]*+" APART("!"));
            buf_add_char(&words, '|');
            for (size_t i = 0; i < before; i++)
                buf_add_string(&words, "(?:");
            buf_add(&words, particles.data, particles.length);
            add_word(&words, start, size, false);
            buf_add_string(&words, "(?=(?:" APOSTROPHE "?[sS])?" ENDS ")");
        }
        if (kind == WORD || kind == INITIAL)
            buf_printf(&letters, "\\x{%x}", letter);
        if (kind == INITIAL)
            buf_printf(&initials, "\\x{%x}", letter);
        if (kind != TITLE)
            buf_printf(&dotted, "(?:\\h?\\x{%x}(?1)\\.)?+", letter);
        if (kind != PARTICLE && kind != OTHER) {
            buf_clear(&particles);
            before = 0;
        } else if (before < MOST_PARTICLES) {
            add_word(&particles, start, size, false);
            buf_add_string(&particles, ENDS JOIN ")?");
            before++;
        }
        kind = next;
    }
    buf_add_char(&begins, ')');
    AUTO(mem_free)
    char *pattern =
        school ? school_pattern(whole.data) : person_pattern(words.data, letters.data, initials.data, dotted.data);
    r->bearers = list_grow(r->bearers, &r->capacity, r->count, sizeof *r->bearers);
    r->bearers[r->count++] = (struct bearer){role, compile(pattern), compile(begins.data)};
}

/* What stands in an element up to the next element becomes one text: a comment inside a name (No<!-- x -->or)
 * leaves two. Comments and instructions tell whatever they tell: they go, what is still to be filled aside,
 * and so does the text of school and contact. */
static void tidy(xmlNodePtr parent) {
    bool emptied = dom_is(parent, "contact") || is_school(parent);
    AUTO(buf_free) struct buf all = BUF_EMPTY;
    xmlNodePtr text = NULL;
    for (xmlNodePtr child = parent->children, next; child || text; child = next) {
        next = child ? child->next : NULL;
        if (child && child->type == XML_TEXT_NODE && !emptied) {
            buf_add_string(&all, (const char *)child->content);
            if (text)
                dom_drop(child);
            else
                text = child;
        } else if (!child || child->type == XML_ELEMENT_NODE) {
            if (text && strlen((const char *)text->content) < all.length)
                xmlNodeSetContent(text, (const xmlChar *)all.data);
            buf_clear(&all);
            text = NULL;
        } else if (child->type != XML_PI_NODE || strcmp((const char *)child->name, "vul-in") != 0)
            dom_drop(child);
    }
}

/* The role is "de leerling", or the word for it with a number. The name itself becomes the role, whatever stands in it:
 * a name without a capital, too. An empty one stays empty: the check says so. */
static void learn_person(struct redaction *r, xmlNodePtr element, xmlHashTablePtr labels) {
    bool pupil = dom_is(element, "leerling");
    const char *known = labels_find(labels, "betrokkene", "pseudoniem", dom_get(element, "rol"));
    const char *word = known ? known : "betrokkene";
    size_t length = strlen(word), number = 1;
    for (size_t i = 0; i < r->count; i++)
        number += strncmp(r->bearers[i].role, word, length) == 0 && r->bearers[i].role[length] == ' ';
    char *role = pupil ? mem_strdup("de leerling") : text_format("%s %zu", word, number);
    AUTO(buf_free) struct buf name = BUF_EMPTY;
    for (xmlNodePtr child = dom_child(element, "naam"); child; child = dom_next(child, "naam")) {
        tidy(child);
        for (xmlNodePtr text = child->children; text; text = text->next)
            if (text->type == XML_TEXT_NODE && !dom_blank((const char *)text->content)) {
                buf_printf(&name, "%s ", (const char *)text->content);
                xmlNodeSetContent(text, (const xmlChar *)role);
            }
    }
    learn_name(r, name.data ? name.data : "", role, false);
}

static void learn(struct redaction *r, xmlDocPtr doc, xmlHashTablePtr labels) {
    AUTO(mem_free) char *school = NULL;
    tidy((xmlNodePtr)doc);
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL)) {
        const char *id = dom_get(node, "id");
        if (*id && !redaction_id(r, id)) {
            char name[32];
            snprintf(name, sizeof name, "x%d", xmlHashSize(r->ids) + 1);
            xmlHashAddEntry(r->ids, (const xmlChar *)id, xmlStrdup((xmlChar *)name));
        }
        if ((dom_is(node, "leerling") || dom_is(node, "betrokkene")) && r->count <= REDACT_MOST)
            learn_person(r, node, labels);
        if (is_school(node) && !school)
            school = dom_text(node);
        tidy(node);
    }
    if (school) { /* a town behind it rarely goes along in a sentence */
        school[strcspn(school, ",;(")] = '\0';
        learn_name(r, school, mem_strdup("de school"), true);
    }
}

/* --- rewriting --- */

/* Rewrites a text, an attribute's text or an instruction. */
static void rewrite(const struct redaction *r, xmlNodePtr node, bool markdown) {
    const char *old = node->content ? (const char *)node->content : "";
    AUTO(mem_free) char *redacted = (markdown ? redact_markdown : redact_text)(r, old);
    if (redacted && strcmp(redacted, old) != 0)
        xmlNodeSetContent(node, (const xmlChar *)redacted);
}

/* The ids in an attribute become others. What is no id at all stays none, so that the check still says so. */
static void rewrite_ids(const struct redaction *r, xmlNodePtr text) {
    AUTO(buf_free) struct buf renamed = BUF_EMPTY;
    for (const char *at = (const char *)text->content; at && *at;) {
        size_t length = strcspn(at, " ,");
        AUTO(mem_free) char *old = mem_strndup(at, length);
        const char *id = redaction_id(r, old);
        if (ref_is_group((const char *)text->parent->name, old, length))
            id = old;
        else if (xmlValidateNCName((xmlChar *)old, 0) != 0)
            id = length > 0 ? "…" : "";
        buf_add_string(&renamed, id ? id : "onbekend");
        buf_add(&renamed, at + length, at[length] != '\0');
        at += length + (at[length] != '\0');
    }
    xmlNodeSetContent(text, (const xmlChar *)(renamed.data ? renamed.data : ""));
}

/* Messages about a case that is not valid quote what stands in a wrong place: <Noor>. */
static void rewrite_name(const struct redaction *r, xmlNodePtr node) {
    AUTO(mem_free) char *redacted = redact_text(r, (const char *)node->name);
    if (redacted)
        xmlNodeSetName(node, (const xmlChar *)"…");
    for (xmlNsPtr ns = node->type == XML_ELEMENT_NODE ? node->nsDef : NULL; ns; ns = ns->next) {
        AUTO(mem_free) char *address = ns->href ? redact_text(r, (const char *)ns->href) : NULL;
        if (!address)
            continue;
        xmlFree((xmlChar *)ns->href);
        ns->href = xmlStrdup((xmlChar *)address);
    }
}

static void rewrite_attribute(const struct redaction *r, xmlAttrPtr attribute) {
    xmlNodePtr text = attribute->children;
    bool id = strcmp((const char *)attribute->name, "id") == 0;
    if (text && (id || refs_attribute(attribute)))
        rewrite_ids(r, text);
    else if (text && strcmp((const char *)attribute->name, "geboortedatum") != 0)
        rewrite(r, text, false);
    else if (text && !date_valid(dom_value(attribute)))
        xmlNodeSetContent(text, (const xmlChar *)"…");
    rewrite_name(r, (xmlNodePtr)(void *)attribute);
}

struct redaction *redact(xmlDocPtr doc, xmlHashTablePtr labels, struct error *error) {
    struct redaction *r = mem_calloc(1, sizeof *r);
    *r = (struct redaction){.ids = xmlHashCreate(0)};
    r->name = compile(name_pattern);
    r->scan = compile(scan_pattern);
    r->match = pcre2_match_data_create_from_pattern(r->name, NULL); /* it has more groups than the others */
    r->place = pcre2_get_ovector_pointer(r->match);
    learn(r, doc, labels);
    if (r->count > REDACT_MOST) {
        redaction_free(&r);
        error_set(error, ERROR_LIMIT, _("Deze casus heeft meer dan %d betrokkenen: hun namen vervangen kan niet."),
                  REDACT_MOST);
        return NULL;
    }
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk_nodes(node, NULL)) {
        if (node->type != XML_ELEMENT_NODE) {
            rewrite(r, node, node->type == XML_TEXT_NODE);
            continue;
        }
        rewrite_name(r, node);
        for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
            rewrite_attribute(r, attribute);
    }
    ids_rebuild(doc);
    return r;
}

const char *redaction_id(const struct redaction *r, const char *id) {
    return xmlHashLookup(r->ids, (const xmlChar *)id);
}

/* --- what stays --- */

void redaction_finish(struct redaction *r, const struct case_file *c, struct warnings *warnings) {
    struct cursor place = CURSOR_START;
    size_t told = 0;
    for (xmlNodePtr node = xmlDocGetRootElement(c->doc); node; node = dom_walk_nodes(node, NULL)) {
        if (node->type == XML_ELEMENT_NODE)
            dom_set(node, "geboortedatum", NULL);
        if (node->type != XML_TEXT_NODE)
            continue;
        const char *content = (const char *)node->content, *found;
        size_t length = strlen(content), from = xml_offset(node), bytes;
        int kind;
        for (size_t at = 0; (kind = match(r, r->scan, content, length, at, 0)) > 0;) {
            const char *word = content + r->place[0];
            size_t size = r->place[1] - r->place[0];
            at = r->place[1];
            if (kind != TEXT_WORD || !is_upper(letter_at(word, &bytes)) || !begins_with_name(r, word, size))
                continue;
            /* where the file has it; when it is written otherwise there, where the element begins */
            if ((found = memmem(c->source.data + from, c->source.length - from, word, size)))
                from = (size_t)(found - c->source.data) + size;
            if (from < place.offset)
                place = (struct cursor)CURSOR_START;
            case_advance(c, &place, from);
            if (place.line != told)
                warnings_add(warnings, 0,
                             _("%s:%zu: hier staat een woord dat met een naam begint, zoals een verkleinwoord "
                               "of een samenstelling: dat is niet vervangen"),
                             c->name, place.line);
            told = place.line;
        }
    }
}

void redaction_free(struct redaction **redaction) {
    struct redaction *r = *redaction;
    if (!r)
        return;
    for (size_t i = 0; i < r->count; i++) {
        free((char *)r->bearers[i].role);
        pcre2_code_free(r->bearers[i].pattern);
        pcre2_code_free(r->bearers[i].begins);
    }
    free(r->bearers);
    xmlHashFree(r->ids, xmlHashDefaultDeallocator);
    pcre2_match_data_free(r->match);
    pcre2_code_free(r->name);
    pcre2_code_free(r->scan);
    free(r);
}
