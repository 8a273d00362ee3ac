/* Names in a text become roles. */
#include "render/pseudonym_people.h"

#include <string.h>

/* A stretch of text that names one person. */
struct mention {
    const char *start, *end;
    size_t person;
    bool genitive;
};

/* The first of the words of names that does not come before `word`; among the same ones, that does not come
 * before this person. */
static size_t lower_bound(const struct hgw_pseudonyms *p, struct hgw_word word, size_t person) {
    size_t low = 0, high = p->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = hgw_word_compare(p->words[middle].word, word);
        if (order < 0 || (order == 0 && p->words[middle].person < person))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#define ANYONE ((size_t)-1)

/* The word of the name of this person that is `word` to the letter, or NULL. */
static const struct hgw_name_word *find_same(const struct hgw_pseudonyms *p, struct hgw_word word,
                                             size_t person) {
    size_t at = lower_bound(p, word, person == ANYONE ? 0 : person);
    bool found = at < p->word_count && hgw_word_same(p->words[at].word, word) &&
                 (person == ANYONE || p->words[at].person == person);
    return found ? &p->words[at] : NULL;
}

/* The word of a name that is `word`, or whose genitive it is, with an s against it. Of two the first in the
 * case. */
static const struct hgw_name_word *find_word(const struct hgw_pseudonyms *p, struct hgw_word word,
                                             size_t person, bool *genitive) {
    const struct hgw_name_word *same = find_same(p, word, person), *stem = NULL;
    if (word.length > 1 && word.start[word.length - 1] == 's')
        stem = find_same(p, (struct hgw_word){word.start, word.length - 1}, person);
    *genitive = stem && (!same || stem->order < same->order);
    return *genitive ? stem : same;
}

/* A word that a message cut off („Voldoet Kar…”): the name that it is the beginning of. */
static const struct hgw_name_word *find_cut(const struct hgw_pseudonyms *p, struct hgw_word word) {
    static const char ellipsis[] = "…";
    if (strncmp(word.start + word.length, ellipsis, sizeof ellipsis - 1) != 0)
        return NULL;
    size_t at = lower_bound(p, word, 0);
    bool begins = at < p->word_count && p->words[at].word.length >= word.length &&
                  memcmp(p->words[at].word.start, word.start, word.length) == 0;
    return begins ? &p->words[at] : NULL;
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
static size_t own_particles(const struct hgw_name_word *name, const char *start,
                            const struct before *before) {
    size_t count = 0;
    while (count < HGW_MAX_PARTICLES && name->particles[count].length > 0) {
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
static const char *begin_mention(const struct hgw_name_word *name, const char *start, const char *floor,
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
    for (size_t i = 0; i <= HGW_MAX_PARTICLES; i++) {
        struct hgw_word word = hgw_word_next(at);
        if (word.length == 0 || !is_joined(at, word.start, i > 0 && before.words[0].length == 1))
            break;
        const struct hgw_name_word *name = find_word(p, word, person, genitive);
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
                                   const struct hgw_name_word *name, bool genitive) {
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
    const struct hgw_person *person = &p->people[m->person];
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
static void add_between(const struct hgw_pseudonyms *p, const char *from, const char *to, bool message,
                        struct hgw_buf *out) {
    while (from < to)
        if (!message || !add_quoted_id(p, &from, out))
            hgw_buf_add_char(out, *from++);
}

void hgw_pseudonyms_text(const struct hgw_pseudonyms *p, const char *text, bool message,
                         struct hgw_buf *out) {
    const char *written = text;
    struct before before = {0};
    for (struct hgw_word word = hgw_word_next(text); word.length > 0;) {
        bool genitive = false;
        const struct hgw_name_word *name = find_word(p, word, ANYONE, &genitive);
        const char *behind = word.start + word.length;
        if (!name && message)
            name = find_cut(p, word);
        if (name) {
            struct mention m = read_mention(p, word, name, genitive);
            m.start = begin_mention(name, m.start, written, &before);
            add_between(p, written, m.start, message, out);
            add_role(p, text, &m, out);
            written = behind = m.end;
        }
        push_word(&before, word);
        word = hgw_word_next(behind);
    }
    add_between(p, written, text + strlen(text), message, out);
}
