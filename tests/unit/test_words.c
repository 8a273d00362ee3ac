#include "base/base.h"
#include "rules/words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* With the word lists of the source tree (HGW_DATADIR). */
static struct datadir datadir;
static struct words *words;

static void open_words(void) {
    struct error error = ERROR_EMPTY;
    datadir_open(&datadir, NULL);
    words = words_open(&datadir, &error);
    cr_assert(words, "%s", error_text(&error));
}

static void close_words(void) {
    words_close(words);
    datadir_close(&datadir);
}

TestSuite(words, .init = open_words, .fini = close_words);

static struct text_size measure(const char *text) {
    struct text_size size = {0};
    words_measure(words, text, strlen(text), &size);
    return size;
}

/* The sentences, each behind a `|`. The caller frees it. */
static char *sentences_of(const char *text) {
    struct buf out = BUF_EMPTY;
    struct sentence sentence;
    for (size_t offset = 0; sentences_next(words, text, strlen(text), &offset, &sentence);) {
        buf_add_char(&out, '|');
        buf_add(&out, text + sentence.start, sentence.length);
    }
    return buf_steal(&out);
}

Test(words, words) {
    static const struct {
        const char *text;
        size_t words;
    } rows[] = {
        {"", 0},
        {" \t\n", 0},
        {"... – ! €", 0},
        {"Noor leest graag.", 3},
        {"taak-gericht foto's zo’n", 3},             /* hyphens and apostrophes inside a word */
        {"'s avonds -5 werk- en leef-", 6},          /* not at its ends */
        {"na--elkaar, 'n", 3},                       /* two in a row are not inside */
        {"84 % 3,5 4B 10u30", 5},                    /* digits; a comma is outside */
        {"d.w.z.", 3},                               /* a full stop as well */
        {"één ëén cafe\xCC\x81s", 3},                /* letters with accents, in one or two code points */
        {"\xC2\xADzon Ελλάδα 学校", 3},              /* any script */
        {"a_b", 2},                                  /* an underscore is no letter */
        {"son\xE2\x80\x91r \xF0\x9F\x98\x80 ok", 2}, /* the hyphen that does not break; an emoji */
        {"werk\xC2\xADgeheugen \xC2\xAD en", 2},     /* the hyphen that shows only at the end of a line */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(measure(rows[i].text).words, rows[i].words, "\"%s\": %zu, not %zu", rows[i].text,
                     measure(rows[i].text).words, rows[i].words);
}

Test(words, syllables) {
    static const struct {
        const char *text;
        size_t syllables;
    } rows[] = {
        {"kat", 1},
        {"lezen", 2},
        {"school", 1},
        {"mooie", 1}, /* one run of vowels */
        {"ei", 1},
        {"Ijs", 1},
        {"yoghurt", 2},
        {"geëerd", 2}, /* ë starts a new one */
        {"reünie", 3},
        {"zoölogie", 4},
        {"naïef", 2},
        {"Israël", 3},
        {"Ä", 1},
        {"REÜNIE", 3},
        {"re\xCC\x88", 1},
        {"geee\xCC\x88rd", 2},
        {"ree\xCC\x88l", 2},
        {"één", 1},
        {"café", 2},
        {"crème", 2},
        {"brr", 1},
        {"84", 1},
        {"TIQ", 1},
        {"auto-ongeval", 5},
        {"foto's", 2},
        {"zee-egel", 3},
        {"Ελλάδα", 1},
        {"œuvre", 2},
        {"kat hond", 2},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(measure(rows[i].text).syllables, rows[i].syllables, "\"%s\": %zu, not %zu", rows[i].text,
                     measure(rows[i].text).syllables, rows[i].syllables);
}

Test(words, sentences) {
    static const char *const rows[][2] = {
        {"", ""},
        {"...", ""},
        {"Noor leest", "|Noor leest"},
        {"Noor leest. ", "|Noor leest."},
        {"Noor leest. Juf kijkt! Wie helpt? Ja", "|Noor leest.|Juf kijkt!|Wie helpt?|Ja"},
        {"  Een.\n\tTwee.", "|Een.|Twee."},
        {"Een.\xC2\xA0Twee.", "|Een.|Twee."}, /* any white space */
        {"Een.Twee a.b", "|Een.Twee a.b"},    /* no white space, no end */
        {"Echt?! Ja... Goed", "|Echt?!|Ja...|Goed"},
        {"Ja; nee: zo, en… verder", "|Ja; nee: zo, en… verder"}, /* nothing else ends one */
        {"Ze zei: „Ik wil.” Dan ging ze.", "|Ze zei: „Ik wil.”|Dan ging ze."},
        {"(Ze lacht.) Ja", "|(Ze lacht.)|Ja"},
        {"'Stop.' \"Ja!\" «Nee?» ‘Zo.’ [Ik.] Hij", "|'Stop.'|\"Ja!\"|«Nee?»|‘Zo.’|[Ik.]|Hij"},
        {"Hij riep „Stop!”) en liep", "|Hij riep „Stop!”)|en liep"},
        {"Ja. !! Nee.", "|Ja.|Nee."}, /* signs without a word are no sentence */
        {"Ja . Nee", "|Ja .|Nee"},
        {"- Ja. - Nee.", "|- Ja.|- Nee."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *found = sentences_of(rows[i][0]);
        cr_expect_str_eq(found, rows[i][1], "\"%s\": %s", rows[i][0], found);
        free(found);
    }
}

Test(words, full_stops_that_end_no_sentence) {
    static const char *const one[] = {
        "Noor leest bv. strips.",
        "Noor leest Bv. strips.",     /* letter case is ignored */
        "Noor leest (bv. strips).",   /* a bracket before it */
        "Noor leest („bv.”) strips.", /* quotes and brackets around it */
        "Dat is nodig, d.w.z. vandaag.",
        "Zowel m.a.w. als t.o.v. en i.p.v. iets.",
        "Strips, atlassen enz. helpen.",
        "Noor L. komt.",
        "J. P. Maes en (K. Aerts).",
        "J.P. Maes komt.",
        "É. Zola schreef.", /* initials */
        "Ze haalde punt 3. van de lijst.",
        "Tot 12. en (4.) niet.",
        "Score 3,5. dus goed.",
        "Om 12:30. ofzo.",
        "Stap (3). of „A”. komt.", /* quotes or brackets directly around it */
        "Zie nr. 3. en p. 4. hier.",
        "Strips/bv. atlassen.", /* whole words: a letter may not stand before it, a sign may */
    };
    static const char *const two[] = {
        "Noor leest nu. Strips.",
        "Zo is het in de abv. Strips.",
        "Ze zit in 4B. Ze leest.",                  /* not a number, not a letter */
        "Ze zit in de vierde (groep 4). Ze leest.", /* the bracket closes more than the number */
        "Het was 84 %. Goed zo.",
        "Gepland op 2026-11-24. Goed zo.",
        "Wat is 3? Goed zo.",
        "Plan B! Goed zo.", /* only a full stop */
        "Het woord nu.. Goed zo.",
        "Een ok. Twee.",
    };
    for (size_t i = 0; i < sizeof one / sizeof one[0]; i++)
        cr_expect_eq(measure(one[i]).sentences, 1, "%s: %zu", one[i], measure(one[i]).sentences);
    for (size_t i = 0; i < sizeof two / sizeof two[0]; i++)
        cr_expect_eq(measure(two[i]).sentences, 2, "%s: %zu", two[i], measure(two[i]).sentences);
}

Test(words, every_abbreviation_of_the_list) {
    char *path = datadir_find(&datadir, "schemas/woordenlijsten/afkortingen.txt", NULL);
    FILE *file = fopen(path, "r");
    char line[100];
    size_t count = 0;
    cr_assert(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || !line[0])
            continue;
        char *text = text_format("Het gaat (%s hier) over %s iets.", line, line);
        cr_expect_eq(measure(text).sentences, 1, "%s", text);
        free(text);
        count++;
    }
    cr_expect_gt(count, 30);
    fclose(file);
    free(path);
}

Test(words, adds_up) {
    struct text_size size = {0};
    static const char *const texts[] = {"Een twee drie. Vier.", "", "Vijf zes zeven acht"};
    for (size_t i = 0; i < 3; i++)
        words_measure(words, texts[i], strlen(texts[i]), &size);
    cr_expect_eq(size.words, 8);
    cr_expect_eq(size.sentences, 4, "an empty text counts as one: %zu", size.sentences);
    cr_expect_eq(size.syllables, 9);
}

Test(words, flesch_douma) {
    struct text_size size = {.words = 100, .sentences = 10, .syllables = 150};
    cr_expect_float_eq(text_size_readability(&size), 206.84 - 9.3 - 115.5, 1e-9);
    size.words = 99;
    cr_expect(isnan(text_size_readability(&size)), "too few words");
    size = (struct text_size){.words = 200, .sentences = 200, .syllables = 200};
    cr_expect_float_eq(text_size_readability(&size), 206.84 - 0.93 - 77, 1e-9);
}

Test(words, lists_by_name) {
    struct error error = ERROR_EMPTY;
    struct wordlist *list = words_list(words, "vaag", &error);
    cr_expect(list);
    cr_expect_eq(words_list(words, "vaag", &error), list, "read once");
    static const char *const wrong[] = {"bestaat-niet", "", "../woordenlijsten/vaag", "vaag.txt", "vaag/", "één"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_expect_null(words_list(words, wrong[i], &error), "%s", wrong[i]);
        cr_expect_eq(error.kind, ERROR_DATA, "%s", wrong[i]);
        cr_expect(strstr(error_text(&error), wrong[i]), "%s: %s", wrong[i], error_text(&error));
        error_clear(&error);
    }
}

static void write_file(const char *directory, const char *name, const char *content) {
    char *path = text_format("%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(content, file) >= 0 && fclose(file) == 0);
    free(path);
}

/* A team's own directory: a list of its own, and one that is broken. */
Test(words, own_lists) {
    char directory[] = "/tmp/hgw-lists-XXXXXX";
    cr_assert(mkdtemp(directory));
    char *lists = text_format("%s/schemas/woordenlijsten", directory), *schemas = text_format("%s/schemas", directory);
    cr_assert(mkdir(schemas, 0700) == 0 && mkdir(lists, 0700) == 0);
    write_file(lists, "eigen.txt", "klaar\n");
    write_file(lists, "stuk.txt", "goed\n*\n");
    struct error error = ERROR_EMPTY;
    struct datadir own = {.directories = {(char *[]){directory, datadir.directories.names[0]}, 2, 2}};
    struct words *ours = words_open(&own, &error);
    cr_assert(ours, "%s", error_text(&error));
    cr_expect(words_list(ours, "eigen", &error));
    cr_expect(words_list(ours, "vaag", &error), "the others are still found");
    cr_expect_null(words_list(ours, "stuk", &error));
    cr_expect_eq(error.kind, ERROR_DATA);
    cr_expect(error.file && strstr(error.file, "stuk.txt"));
    cr_expect_eq(error.line, 2);
    error_clear(&error);
    words_close(ours);
    own.directories.count = 1; /* without the others there are no abbreviations */
    cr_expect_null(words_open(&own, &error));
    cr_expect_eq(error.kind, ERROR_DATA);
    error_clear(&error);
    static const char *const files[] = {"schemas/woordenlijsten/eigen.txt", "schemas/woordenlijsten/stuk.txt"};
    for (size_t i = 0; i < 2; i++) {
        char *path = text_format("%s/%s", directory, files[i]);
        unlink(path);
        free(path);
    }
    rmdir(lists);
    rmdir(schemas);
    rmdir(directory);
    free(lists);
    free(schemas);
}

/* A text is read up to its length and no further (which the build with sanitizers sees). */
Test(words, text_without_an_end) {
    struct error error = ERROR_EMPTY;
    struct wordlist *list = words_list(words, "etiket", &error);
    char *text = malloc(3);
    cr_assert(list && text);
    memcpy(text, "ass", 3);
    struct text_size size = {0};
    words_measure(words, text, 3, &size);
    cr_expect_eq(size.syllables, 1);
    struct phrase_search search = {.text = text, .length = 3};
    cr_expect(wordlist_next(list, &search));
    cr_expect_not(wordlist_next(list, &search));
    free(text);
}

Test(words, ten_megabytes) {
    static const char *const pieces[] = {"Noor leest bv. graag, d.w.z. vaak. Ze is 8. Goed zo! ",
                                         "a.b.c.",
                                         "bv. ",
                                         "a ",
                                         ". ",
                                         "\"",
                                         "éé",
                                         "学",
                                         "a)",
                                         ").",
                                         "3-",
                                         "a. b. "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct buf text = BUF_EMPTY;
        buf_add_string(&text, "(A");
        while (text.length < 10 * 1024 * 1024)
            buf_add_string(&text, pieces[i]);
        struct text_size size = {0};
        clock_t start = clock();
        words_measure(words, text.data, text.length, &size);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        cr_expect_lt(seconds, 10.0, "%s: %.2f s", pieces[i], seconds); /* quadratic cost takes hours */
        if (getenv("HGW_TEST_TIMES"))
            fprintf(stderr, "words %s: %.3f s\n", pieces[i], seconds);
        buf_free(&text);
    }
}
