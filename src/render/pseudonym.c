#include "render/pseudonym.h"

#include "base/grow.h"
#include "casefile/audience.h"
#include "casefile/case.h"
#include "render/pseudonym_words.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* One person: the words of the name, and the role that takes its place. */
struct person {
    char *name; /* owned; the words point into it */
    char *role; /* owned: "ouder 1" */
    bool pupil;
};

enum { MAX_PARTICLES = 3 };

/* A word that tells who someone is. */
struct name_word {
    struct hgw_word word;
    struct hgw_word particles[MAX_PARTICLES]; /* those before it in the name, nearest first; length 0: none */
    size_t person;
};

struct hgw_pseudonyms {
    struct person *people;
    size_t person_count, person_capacity;
    struct name_word *words;
    size_t word_count, word_capacity;
    xmlHashTablePtr ids; /* old id to new id (malloc) */
};

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* --- learning --- */

static bool learn_words(struct hgw_pseudonyms *p, size_t person) {
    struct hgw_word particles[MAX_PARTICLES] = {0};
    const char *text = p->people[person].name;
    for (struct hgw_word word = hgw_word_next(text); word.length > 0;
         word = hgw_word_next(word.start + word.length)) {
        if (!hgw_word_is_name(word)) {
            memmove(particles + 1, particles, (MAX_PARTICLES - 1) * sizeof particles[0]);
            particles[0] = hgw_word_is_title(word) ? (struct hgw_word){NULL, 0} : word;
            continue;
        }
        struct name_word *words = hgw_grow(p->words, &p->word_capacity, p->word_count, sizeof *words);
        if (!words)
            return false;
        p->words = words;
        words[p->word_count] = (struct name_word){.word = word, .person = person};
        memcpy(words[p->word_count++].particles, particles, sizeof particles);
        memset(particles, 0, sizeof particles);
    }
    return true;
}

/* "de leerling", or the word for the role with a number. */
static char *make_role(const struct hgw_pseudonyms *p, const struct hgw_labels *labels, const char *role) {
    const char *words = role ? hgw_labels_find(labels, "betrokkene", "pseudoniem", role, strlen(role)) : NULL;
    if (!role)
        return strdup("de leerling");
    words = words ? words : role;
    size_t number = 1, length = strlen(words);
    for (size_t i = 0; i < p->person_count; i++)
        number += strncmp(p->people[i].role, words, length) == 0 && p->people[i].role[length] == ' ';
    return hgw_format("%s %zu", words, number);
}

static bool learn_person(struct hgw_pseudonyms *p, const struct hgw_labels *labels, xmlNodePtr element) {
    struct person *people = hgw_grow(p->people, &p->person_capacity, p->person_count, sizeof *people);
    if (!people)
        return false;
    p->people = people;
    bool pupil = is_element(element, "leerling");
    xmlNodePtr name = xmlFirstElementChild(element);
    xmlChar *text =
        name && is_element(name, "naam") ? xmlNodeGetContent(name) : xmlStrdup((const xmlChar *)"");
    xmlChar *role = pupil ? NULL : xmlGetNoNsProp(element, (const xmlChar *)"rol");
    struct person *person = &people[p->person_count];
    *person = (struct person){.name = text ? strdup((const char *)text) : NULL,
                              .role = make_role(p, labels, (const char *)role),
                              .pupil = pupil};
    xmlFree(text);
    xmlFree(role);
    if (!person->name || !person->role) {
        free(person->name);
        free(person->role);
        return false;
    }
    return learn_words(p, p->person_count++);
}

static bool learn_id(struct hgw_pseudonyms *p, xmlNodePtr element) {
    xmlChar *id = xmlGetNoNsProp(element, (const xmlChar *)"id");
    if (!id)
        return true;
    char *renamed = hgw_format("x%d", xmlHashSize(p->ids) + 1);
    bool ok = renamed && xmlHashAddEntry(p->ids, id, renamed) == 0;
    if (!ok)
        free(renamed);
    xmlFree(id);
    return ok;
}

static bool learn(struct hgw_pseudonyms *p, xmlDocPtr doc, const struct hgw_labels *labels) {
    p->ids = xmlHashCreate(0);
    bool ok = p->ids != NULL;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); ok && node; node = hgw_next_node(node)) {
        if (node->type == XML_ELEMENT_NODE)
            ok = learn_id(p, node);
        if (ok && (is_element(node, "leerling") || is_element(node, "betrokkene")))
            ok = learn_person(p, labels, node);
    }
    return ok;
}

struct hgw_pseudonyms *hgw_pseudonyms_new(xmlDocPtr doc, const struct hgw_labels *labels,
                                          struct hgw_error *error) {
    struct hgw_pseudonyms *p = calloc(1, sizeof *p);
    if (p && learn(p, doc, labels))
        return p;
    hgw_pseudonyms_free(p);
    hgw_error_memory(error);
    return NULL;
}

static void free_id(void *renamed, const xmlChar *id) {
    (void)id;
    free(renamed);
}

void hgw_pseudonyms_free(struct hgw_pseudonyms *p) {
    if (!p)
        return;
    for (size_t i = 0; i < p->person_count; i++) {
        free(p->people[i].name);
        free(p->people[i].role);
    }
    free(p->people);
    free(p->words);
    if (p->ids)
        xmlHashFree(p->ids, free_id);
    free(p);
}

const char *hgw_pseudonyms_id(const struct hgw_pseudonyms *p, const char *id) {
    return xmlHashLookup(p->ids, (const xmlChar *)id);
}

/* --- texts --- */

/* A stretch of text that names one person. */
struct mention {
    const char *start, *end;
    size_t person;
    bool genitive;
};

/* True when the word is this name, or its genitive with an s against it. */
static bool is_form(struct hgw_word word, struct hgw_word name, bool *genitive) {
    *genitive = word.length == name.length + 1 && word.start[name.length] == 's';
    struct hgw_word stem = {word.start, word.length - (*genitive ? 1 : 0)};
    return hgw_word_same(stem, name);
}

static const struct name_word *find_word(const struct hgw_pseudonyms *p, struct hgw_word word, size_t person,
                                         bool *genitive) {
    for (size_t i = 0; i < p->word_count; i++)
        if ((person == (size_t)-1 || p->words[i].person == person) &&
            is_form(word, p->words[i].word, genitive))
            return &p->words[i];
    return NULL;
}

/* Bytes of an apostrophe at `text`: ' or ’; 0: there is none. */
static size_t apostrophe(const char *text) {
    if (text[0] == '\'')
        return 1;
    return strncmp(text, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* The genitive behind a name: Elke's, and Joris' of a name that hisses. */
static const char *skip_genitive(const char *end, struct hgw_word word, bool *genitive) {
    size_t mark = apostrophe(end);
    if (mark == 0)
        return end;
    struct hgw_word next = hgw_word_next(end + mark);
    bool s = next.start == end + mark && next.length == 1 && next.start[0] == 's';
    bool hisses = strchr("sxz", word.start[word.length - 1]) && next.start != end + mark;
    if (!s && !hisses)
        return end;
    *genitive = true;
    return end + mark + (s ? 1 : 0);
}

/* True when the words on both sides belong together: one blank, hyphen or apostrophe stands between; behind
 * an initial or a title a dot too. */
static bool is_joined(const char *from, const char *to, bool dot) {
    if (dot && from < to && *from == '.')
        from++;
    size_t gap = (size_t)(to - from);
    return (gap == 1 && strchr(" -\n\t", *from)) || (gap > 0 && gap == apostrophe(from)) ||
           (gap == 0 && from[-1] == '.');
}

/* The words before a place, nearest first. */
enum { MAX_BEFORE = 4 };
struct before {
    struct hgw_word words[MAX_BEFORE];
};

static void push_word(struct before *before, struct hgw_word word) {
    memmove(before->words + 1, before->words, (MAX_BEFORE - 1) * sizeof before->words[0]);
    before->words[0] = word;
}

/* How many of the words before `start` are the particles that stand before this word in the name itself. */
static size_t own_particles(const struct name_word *name, const char *start, const struct before *before) {
    size_t count = 0;
    while (count < MAX_PARTICLES && name->particles[count].length > 0) {
        struct hgw_word word = before->words[count];
        if (word.length == 0 || !hgw_word_same(word, name->particles[count]) ||
            !is_joined(word.start + word.length, start, word.length == 1))
            break;
        start = word.start;
        count++;
    }
    return count;
}

/* Moves the start of a mention back over the particles of that very name and the titles before it, but not
 * before `floor`. */
static const char *begin_mention(const struct name_word *name, const char *start, const char *floor,
                                 const struct before *before) {
    size_t count = own_particles(name, start, before);
    for (size_t i = 0; i < MAX_BEFORE; i++) {
        struct hgw_word word = before->words[i];
        if (word.length == 0 || word.start < floor)
            break;
        if (i >= count && (!hgw_word_is_title(word) || !is_joined(word.start + word.length, start, true)))
            break;
        start = word.start;
    }
    return start;
}

/* The next word of that person's name behind `end`, where only particles of that name stand between; length
 * 0: there is none. */
static struct hgw_word next_of_name(const struct hgw_pseudonyms *p, const char *end, size_t person,
                                    bool *genitive) {
    struct before before = {0};
    const char *at = end;
    for (size_t i = 0; i <= MAX_PARTICLES; i++) {
        struct hgw_word word = hgw_word_next(at);
        if (word.length == 0 || !is_joined(at, word.start, i > 0 && before.words[0].length == 1))
            break;
        const struct name_word *name = find_word(p, word, person, genitive);
        if (name && own_particles(name, word.start, &before) == i)
            return word;
        if (name)
            break;
        push_word(&before, word);
        at = word.start + word.length;
    }
    *genitive = false;
    return (struct hgw_word){NULL, 0};
}

/* The mention that begins at `word`, which is a word of a name: it goes on as long as words of that name
 * follow. */
static struct mention read_mention(const struct hgw_pseudonyms *p, struct hgw_word word,
                                   const struct name_word *name, bool genitive) {
    struct mention m = {word.start, word.start + word.length, name->person, genitive};
    for (struct hgw_word next = word; !m.genitive && next.length > 0;) {
        word = next;
        m.end = word.start + word.length;
        next = next_of_name(p, m.end, m.person, &m.genitive);
        if (m.genitive)
            m.end = next.start + next.length;
    }
    if (!m.genitive)
        m.end = skip_genitive(m.end, word, &m.genitive);
    return m;
}

/* True when a sentence begins at `at`: the role then gets a capital. */
static bool begins_sentence(const char *text, const char *at) {
    while (at > text && strchr(" \t\r\n", at[-1]))
        at--;
    return at == text || strchr(".!?", at[-1]) || at[-1] == '-' || at[-1] == '*';
}

static void add_role(const struct hgw_pseudonyms *p, const char *text, const struct mention *m,
                     struct hgw_buf *out) {
    const struct person *person = &p->people[m->person];
    char first = person->role[0];
    bool capital = begins_sentence(text, m->start) && first >= 'a' && first <= 'z';
    hgw_buf_add_char(out, capital ? (char)(first - 'a' + 'A') : first);
    hgw_buf_add_string(out, person->role + 1);
    if (m->genitive)
        hgw_buf_add_string(out, person->pupil ? "s" : "’s");
}

/* An id between quotation marks, as messages quote it. */
static bool add_quoted_id(const struct hgw_pseudonyms *p, const char **at, struct hgw_buf *out) {
    static const char open[] = "„", close[] = "”";
    const char *start = *at + sizeof open - 1;
    const char *end = strncmp(*at, open, sizeof open - 1) == 0 ? strstr(start, close) : NULL;
    if (!end || end - start > 200)
        return false;
    char id[201];
    memcpy(id, start, (size_t)(end - start));
    id[end - start] = '\0';
    const char *renamed = hgw_pseudonyms_id(p, id);
    if (!renamed)
        return false;
    hgw_buf_printf(out, "%s%s%s", open, renamed, close);
    *at = end + sizeof close - 1;
    return true;
}

/* Adds what stands between two mentions. */
static void add_between(const struct hgw_pseudonyms *p, const char *from, const char *to, bool ids,
                        struct hgw_buf *out) {
    while (from < to)
        if (!ids || !add_quoted_id(p, &from, out))
            hgw_buf_add_char(out, *from++);
}

void hgw_pseudonyms_text(const struct hgw_pseudonyms *p, const char *text, bool ids, struct hgw_buf *out) {
    const char *written = text;
    struct before before = {0};
    for (struct hgw_word word = hgw_word_next(text); word.length > 0;) {
        bool genitive = false;
        const struct name_word *name = find_word(p, word, (size_t)-1, &genitive);
        const char *behind = word.start + word.length;
        if (name) {
            struct mention m = read_mention(p, word, name, genitive);
            m.start = begin_mention(name, m.start, written, &before);
            add_between(p, written, m.start, ids, out);
            add_role(p, text, &m, out);
            written = behind = m.end;
        }
        push_word(&before, word);
        word = hgw_word_next(behind);
    }
    add_between(p, written, text + strlen(text), ids, out);
}

/* --- the tree --- */

static bool rewrite_text(const struct hgw_pseudonyms *p, xmlNodePtr node) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    xmlChar *old = xmlNodeGetContent(node);
    if (old)
        hgw_pseudonyms_text(p, (const char *)old, false, &text);
    bool ok = old && !text.failed;
    if (ok && node->type == XML_ATTRIBUTE_NODE)
        ok = xmlSetNsProp(node->parent, NULL, node->name, (const xmlChar *)(text.data ? text.data : "")) !=
             NULL;
    else if (ok)
        xmlNodeSetContentLen(node, (const xmlChar *)(text.data ? text.data : ""), (int)text.length);
    xmlFree(old);
    hgw_buf_free(&text);
    return ok;
}

static bool rewrite_ids(const struct hgw_pseudonyms *p, xmlNodePtr element, xmlAttrPtr attribute) {
    static const char blanks[] = " \t\r\n";
    struct hgw_buf renamed = HGW_BUF_EMPTY;
    xmlChar *old = xmlNodeListGetString(element->doc, attribute->children, 1);
    char *rest = NULL;
    for (char *word = old ? strtok_r((char *)old, blanks, &rest) : NULL; word;
         word = strtok_r(NULL, blanks, &rest)) {
        const char *id = hgw_pseudonyms_id(p, word);
        hgw_buf_printf(&renamed, "%s%s", renamed.length > 0 ? " " : "", id ? id : "x0");
    }
    bool ok = !renamed.failed;
    if (ok)
        ok = xmlSetNsProp(element, NULL, attribute->name,
                          (const xmlChar *)(renamed.data ? renamed.data : "")) != NULL;
    xmlFree(old);
    hgw_buf_free(&renamed);
    return ok;
}

static bool rewrite_attributes(const struct hgw_pseudonyms *p, xmlNodePtr element) {
    static const char *const texts[] = {"term", "bron", "icf", "klas"};
    bool ok = true;
    for (xmlAttrPtr attribute = element->properties, next; ok && attribute; attribute = next) {
        next = attribute->next;
        const char *name = (const char *)attribute->name;
        if (strcmp(name, "geboortedatum") == 0)
            xmlRemoveProp(attribute);
        else if (strcmp(name, "id") == 0 || hgw_is_reference((const char *)element->name, name))
            ok = rewrite_ids(p, element, attribute);
        else
            for (size_t i = 0; ok && i < sizeof texts / sizeof texts[0]; i++)
                if (strcmp(texts[i], name) == 0)
                    ok = rewrite_text(p, (xmlNodePtr)(void *)attribute);
    }
    return ok;
}

static void discard(xmlNodePtr node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* Names become roles, whatever stands in them: a name without a capital too. */
static bool rename_people(const struct hgw_pseudonyms *p, xmlDocPtr doc) {
    size_t person = 0;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = hgw_next_node(node)) {
        if (!is_element(node, "leerling") && !is_element(node, "betrokkene"))
            continue;
        if (person == p->person_count)
            return false;
        const char *role = p->people[person++].role;
        for (xmlNodePtr child = node->children; child; child = child->next)
            if (is_element(child, "naam"))
                xmlNodeSetContent(child, (const xmlChar *)role);
    }
    return true;
}

/* What goes altogether. */
static bool is_identifying(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE)
        return node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE;
    return is_element(node, "contact") ||
           (is_element(node, "school") && is_element(node->parent, "leerling"));
}

static void discard_identifying(xmlDocPtr doc) {
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        bool goes = is_identifying(node);
        next = goes ? NULL : hgw_next_node(node);
        if (goes) { /* what follows it, not what it holds */
            xmlNodePtr last = node;
            while (last->last && last->type == XML_ELEMENT_NODE)
                last = last->last;
            next = hgw_next_node(last);
            discard(node);
        }
    }
}

bool hgw_pseudonyms_apply(const struct hgw_pseudonyms *p, xmlDocPtr doc, struct hgw_error *error) {
    discard_identifying(doc);
    bool ok = true;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); ok && node; node = hgw_next_node(node)) {
        if (node->type == XML_ELEMENT_NODE)
            ok = rewrite_attributes(p, node);
        else if (node->type == XML_TEXT_NODE)
            ok = rewrite_text(p, node);
    }
    ok = ok && rename_people(p, doc);
    return ok ? hgw_ids_rebuild(doc, error) : hgw_error_memory(error);
}
