/* Names in a text become roles. */
#include "base/memory.h"
#include "casefile/refs.h"
#include "render/pseudonym_people.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* The word of the name of this person that is `word`, or NULL. */
static const struct hgw_name_word *find_same(const struct hgw_pseudonyms *p, struct hgw_word word,
                                             size_t person) {
    size_t at = lower_bound(p, word, person);
    bool found =
        at < p->word_count && hgw_word_same(p->words[at].word, word) && p->words[at].person == person;
    return found ? &p->words[at] : NULL;
}

/* The word without the s of a genitive against it; length 0: there is none. */
static struct hgw_word stem_of(struct hgw_word word) {
    bool genitive = word.length > 1 && word.start[word.length - 1] == 's';
    return (struct hgw_word){word.start, genitive ? word.length - 1 : 0};
}

/* The word of this person's name that is `word`, or whose genitive it is. Of two the first in the name. */
static const struct hgw_name_word *find_word(const struct hgw_pseudonyms *p, struct hgw_word word,
                                             size_t person, bool *genitive) {
    struct hgw_word bare = stem_of(word);
    const struct hgw_name_word *same = find_same(p, word, person);
    const struct hgw_name_word *stem = bare.length > 0 ? find_same(p, bare, person) : NULL;
    *genitive = stem && (!same || stem->order < same->order);
    return *genitive ? stem : same;
}

/* A word that a message cut off („Voldoet Kar…”): the name that it is the beginning of. */
static const struct hgw_name_word *find_cut(const struct hgw_pseudonyms *p, struct hgw_word word) {
    static const char ellipsis[] = "…";
    if (strncmp(word.start + word.length, ellipsis, sizeof ellipsis - 1) != 0)
        return NULL;
    size_t at = lower_bound(p, word, 0);
    bool begins = at < p->word_count && hgw_word_begins(p->words[at].word, word);
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

/* True when only blanks stand there: spaces, also those that do not break, and at most one line end. A text
 * may be wrapped and indented inside a name, but an empty line ends it. */
static bool is_blank(const char *from, const char *to) {
    static const char *const blanks[] = {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\xAF"};
    size_t lines = 0;
    while (from < to) {
        size_t i = 0, count = sizeof blanks / sizeof blanks[0];
        while (i < count && strncmp(from, blanks[i], strlen(blanks[i])) != 0)
            i++;
        lines += *from == '\n';
        if (i == count || lines > 1)
            return false;
        from += strlen(blanks[i]);
    }
    return true;
}

/* Bytes of a hyphen at `text`: - or one that does not break; 0: there is none. */
static size_t hyphen(const char *text) {
    if (text[0] == '-')
        return 1;
    return strncmp(text, "\xE2\x80\x90", 3) == 0 || strncmp(text, "\xE2\x80\x91", 3) == 0 ? 3 : 0;
}

/* True when the words on both sides belong together: blanks, a hyphen or an apostrophe stand between; behind
 * an initial or a title a dot too. */
static bool is_joined(const char *from, const char *to, bool dot) {
    if (dot && from < to && *from == '.')
        from++;
    size_t gap = (size_t)(to - from);
    if (gap == 0)
        return from[-1] == '.';
    return gap == hyphen(from) || gap == apostrophe(from) || is_blank(from, to);
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

/* A name that begins somewhere, as far as it goes. */
struct found {
    const struct hgw_name_word *name; /* its first word; NULL: nothing was found yet */
    struct mention mention;
};

/* Looks at those who have `form` in their name. `word` is how the text has it: `form`, or its genitive. */
static void try_namesakes(const struct hgw_pseudonyms *p, struct hgw_word word, struct hgw_word form,
                          struct found *found) {
    enum { MOST = 100 }; /* of the same name: more are tried in vain */
    size_t at = lower_bound(p, form, 0);
    for (size_t end = at + MOST; at < p->word_count && at < end; at++) {
        const struct hgw_name_word *name = &p->words[at];
        if (!hgw_word_same(name->word, form))
            break;
        struct mention m = read_mention(p, word, name, form.length < word.length);
        bool longer = !found->name || m.end > found->mention.end;
        if (longer || (m.end == found->mention.end && name->order < found->name->order))
            *found = (struct found){name, m};
    }
}

/* The mention that begins at `word`: of the person whose name goes on longest there, since "Jan Wit" is not
 * the other Jan; of equally long ones that of the first in the case. */
static struct found find_mention(const struct hgw_pseudonyms *p, struct hgw_word word) {
    struct found found = {0};
    struct hgw_word bare = stem_of(word);
    try_namesakes(p, word, word, &found);
    if (bare.length > 0)
        try_namesakes(p, word, bare, &found);
    return found;
}

/* True when a sentence begins at `at`: the role then gets a capital. */
static bool begins_sentence(const char *text, const char *at) {
    while (at > text && strchr(" \t\r\n", at[-1]))
        at--;
    return at == text || strchr(".!?", at[-1]) || at[-1] == '-' || at[-1] == '*';
}

/* Adds what takes the place of a name that stands at `start`. */
static void add_words(const char *text, const char *start, const char *words, struct hgw_buf *out) {
    char first = words[0];
    bool capital = begins_sentence(text, start) && first >= 'a' && first <= 'z';
    hgw_buf_add_char(out, capital ? (char)(first - 'a' + 'A') : first);
    hgw_buf_add_string(out, words + 1);
}

static void add_role(const struct hgw_pseudonyms *p, const char *text, const struct mention *m,
                     struct hgw_buf *out) {
    const struct hgw_person *person = &p->people[m->person];
    add_words(text, m->start, person->role, out);
    if (m->genitive)
        hgw_buf_add_string(out, person->pupil ? "s" : "’s");
}

/* True for the same word, also when one begins with a capital of ASCII and the other does not. */
static bool is_same_but_capital(struct hgw_word a, struct hgw_word b) {
    if (hgw_word_same(a, b))
        return true;
    bool letter = (a.start[0] | 0x20) >= 'a' && (a.start[0] | 0x20) <= 'z';
    return letter && a.length > 1 && b.length > 1 && (a.start[0] ^ b.start[0]) == 0x20 &&
           hgw_word_same((struct hgw_word){a.start + 1, a.length - 1},
                         (struct hgw_word){b.start + 1, b.length - 1});
}

/* The bytes of the name of the school that begins at `word`; 0: none does. What says which kind of school it
 * is, often first, may go without its capital. */
static size_t match_school(const struct hgw_pseudonyms *p, struct hgw_word word) {
    const char *start = word.start;
    struct hgw_word part = hgw_word_next(p->school), next = hgw_word_next(part.start + part.length);
    bool first = next.length > 0;
    while (part.length > 0 && (first ? is_same_but_capital(word, part) : hgw_word_same(word, part))) {
        const char *end = word.start + word.length, *gap = part.start + part.length;
        if (next.length == 0)
            return (size_t)(end - start);
        word = hgw_word_next(end);
        size_t length = (size_t)(word.start - end);
        bool alike = length == (size_t)(next.start - gap) && memcmp(end, gap, length) == 0;
        if (word.length == 0 || (!alike && !is_joined(end, word.start, true)))
            return 0;
        part = next;
        next = hgw_word_next(part.start + part.length);
        first = false;
    }
    return 0;
}

/* Where "de" or "het" before a name begins; else the name. */
static const char *skip_article(const char *start, const char *floor, const struct before *before) {
    static const char *const articles[] = {"de", "het"};
    struct hgw_word word = before->words[0];
    for (size_t i = 0; word.length > 0 && word.start >= floor && i < 2; i++)
        if (strlen(articles[i]) == word.length && strncasecmp(word.start, articles[i], word.length) == 0 &&
            is_blank(word.start + word.length, start))
            return word.start;
    return start;
}

/* Replaces the names in a text. */
static void replace_names(const struct hgw_pseudonyms *p, const char *text, bool message,
                          struct hgw_buf *out) {
    const char *written = text;
    struct before before = {0};
    for (struct hgw_word word = hgw_word_next(text); word.length > 0;) {
        const char *behind = word.start + word.length;
        size_t school = match_school(p, word);
        struct found found = school > 0 ? (struct found){0} : find_mention(p, word);
        struct mention *m = &found.mention;
        if (school == 0 && !found.name && message && (found.name = find_cut(p, word)))
            *m = read_mention(p, word, found.name, false);
        if (school > 0) {
            const char *start = skip_article(word.start, written, &before);
            hgw_buf_add(out, written, (size_t)(start - written));
            add_words(text, start, "de school", out);
            written = behind = word.start + school;
        } else if (found.name) {
            m->start = begin_mention(found.name, m->start, written, &before);
            hgw_buf_add(out, written, (size_t)(m->start - written));
            add_role(p, text, m, out);
            written = behind = m->end;
        }
        push_word(&before, word);
        word = hgw_word_next(behind);
    }
    hgw_buf_add_string(out, written);
}

/* --- messages --- */

/* How messages quote: ids in either language, and values of attributes. */
static const struct {
    const char *open, *close;
    bool value;
} quotes[] = {{"„", "”", false}, {"“", "”", false}, {"=\"", "\"", true}};

/* True when the attribute whose name ends at `end` says who or where someone is, rather than being one of a
 * few words. */
static bool tells_who(const char *text, const char *end) {
    static const char *const others[] = {"id", "geboortedatum", "klas"};
    char name[32];
    const char *start = end;
    while (start > text && ((start[-1] >= 'a' && start[-1] <= 'z') || start[-1] == '-'))
        start--;
    size_t length = (size_t)(end - start);
    if (length >= sizeof name)
        return true;
    memcpy(name, start, length);
    name[length] = '\0';
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(name, others[i]) == 0)
            return true;
    return hgw_ref_target(name) != NULL;
}

/* Adds what is quoted at *at as it may be told, when it may not stay as it is. */
static bool add_quote(const struct hgw_pseudonyms *p, const char *text, const char **at, enum hgw_told told,
                      struct hgw_buf *out) {
    size_t i = 0, count = sizeof quotes / sizeof quotes[0];
    while (i < count && strncmp(*at, quotes[i].open, strlen(quotes[i].open)) != 0)
        i++;
    const char *start = i < count ? *at + strlen(quotes[i].open) : NULL;
    const char *end = start ? strstr(start, quotes[i].close) : NULL;
    char *id = end ? mem_strndup(start, (size_t)(end - start)) : NULL;
    if (!id) {
        out->failed = out->failed || end;
        return false;
    }
    const char *renamed = hgw_pseudonyms_id(p, id);
    bool hides = told == HGW_TOLD_REFUSAL && (!quotes[i].value || tells_who(text, *at));
    free(id);
    if (!renamed && !hides)
        return false;
    hgw_buf_printf(out, "%s%s%s", quotes[i].open, renamed ? renamed : "…", quotes[i].close);
    *at = end + strlen(quotes[i].close);
    return true;
}

void hgw_pseudonyms_text(const struct hgw_pseudonyms *p, const char *text, enum hgw_told told,
                         struct hgw_buf *out) {
    if (told == HGW_TOLD_TEXT) {
        replace_names(p, text, false, out);
        return;
    }
    struct hgw_buf without_ids = HGW_BUF_EMPTY;
    for (const char *at = text; *at != '\0';)
        if (!add_quote(p, text, &at, told, &without_ids))
            hgw_buf_add_char(&without_ids, *at++);
    out->failed = out->failed || without_ids.failed;
    replace_names(p, without_ids.data ? without_ids.data : "", true, out);
    hgw_buf_free(&without_ids);
}
