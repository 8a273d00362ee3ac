/* The job of hgw-render, on small cases. */
#include "base/file.h"
#include "report/render.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE                                                                                                         \
    "<betrokkenen zichtbaar='ouders leerling school extern'>"                                                          \
    "<leerling id='noor' geboortedatum='2017-03-14'><naam>Noor</naam></leerling>"                                      \
    "<betrokkene id='mama' rol='ouder'><naam>Hanne</naam></betrokkene>"                                                \
    "<betrokkene id='papa' rol='ouder'><naam>Karim</naam></betrokkene>"                                                \
    "<betrokkene id='juf' rol='leerkracht'><naam>juf Elke</naam></betrokkene></betrokkenen>"
#define CONSENT(receiver)                                                                                              \
    "<toestemmingen><toestemming van='mama' voor='delen' ontvanger='" receiver                                         \
    "' status='gegeven' datum='2026-09-10'/></toestemmingen>"
#define CASE(content) "<casus versie='1' fase='intake' start='2026-09-07'>" PEOPLE content "</casus>"
#define GOALS                                                                                                          \
    "<uitzicht zichtbaar='ouders school'><doel termijn='kort' niet-voor='papa'><tekst>Eerste</tekst></doel>"           \
    "<doel termijn='lang' zichtbaar='ouders'><tekst>Tweede</tekst></doel>"                                             \
    "<doel termijn='lang' zichtbaar='intern'><tekst>Derde</tekst></doel></uitzicht>"

/* A job and what came of it. */
struct job {
    struct datadir datadir;
    struct render_options options;
    struct error problems;
    struct rendered rendered;
    struct error error;
    bool ok;
};

static char case_path[64], template_path[64];

static void write_file(const char *path, const char *text) {
    struct error error = ERROR_EMPTY;
    cr_assert(file_write(path, text, strlen(text), HGW_REPLACE, &error));
}

static struct job start(void) {
    struct job job = {.options = {.date = "2026-11-24"}};
    snprintf(case_path, sizeof case_path, "/tmp/hgw-render-%d.xml", (int)getpid());
    snprintf(template_path, sizeof template_path, "/tmp/hgw-render-%d.md", (int)getpid());
    return job;
}

/* Runs the job on a case; with `template` NULL: on a report. */
static void run(struct job *job, const char *template, const char *text) {
    datadir_open(&job->datadir, NULL);
    job->options.datadir = &job->datadir;
    write_file(case_path, text);
    if (template) {
        write_file(template_path, template);
        job->options.template_path = template_path;
    }
    struct renderer *renderer = renderer_open(&job->options, &job->problems, &job->error);
    job->ok = renderer && render_case(renderer, case_path, &job->rendered, &job->error);
    renderer_close(&renderer);
    unlink(case_path);
    unlink(template_path);
}

static void finish(struct job *job) {
    rendered_free(&job->rendered);
    error_clear(&job->problems);
    error_clear(&job->error);
    datadir_close(&job->datadir);
}

/* Renders a template and compares the Markdown. */
static void expect(struct render_options options, const char *template, const char *text, const char *expected) {
    struct job job = start();
    options.date = job.options.date;
    job.options = options;
    run(&job, template, text);
    cr_assert(job.ok && !job.rendered.checked.refused, "%s",
              job.problems.text ? job.problems.text : error_text(&job.error));
    cr_expect_str_eq(job.rendered.bytes.data ? job.rendered.bytes.data : "", expected);
    finish(&job);
}

static void expect_error(struct render_options options, const char *template, const char *text, enum error_kind kind,
                         const char *part) {
    struct job job = start();
    options.date = job.options.date;
    job.options = options;
    run(&job, template, text);
    cr_expect_not(job.ok);
    cr_expect_eq(job.error.kind, kind, "%s", error_text(&job.error));
    cr_expect_not_null(strstr(error_text(&job.error), part), "%s", error_text(&job.error));
    cr_expect_eq(job.rendered.bytes.length, 0);
    finish(&job);
}

#define GOALS_OF(audience) "{{! doelgroep: " audience " }}\n{{#uitzicht/doel}}\n- {{{tekst}}}\n{{/}}\n"

Test(render, the_audience_gets_what_it_may_see) {
    struct render_options none = {0};
    expect(none, GOALS_OF("intern"), CASE(GOALS), "- Eerste\n- Tweede\n- Derde\n");
    expect(none, GOALS_OF("ouders"), CASE(GOALS), "- Tweede\n");
    expect(none, GOALS_OF("school"), CASE(CONSENT("school") GOALS), "- Eerste\n"); /* papa does not read it */
}

Test(render, for_narrows_and_never_widens) {
    struct render_options parents = {.readers = "ouders"}, intern = {.readers = "intern"};
    struct render_options both = {.readers = "ouders,school"};
    expect(parents, GOALS_OF("intern"), CASE(GOALS), "- Tweede\n");
    expect(intern, GOALS_OF("ouders"), CASE(GOALS), "- Tweede\n");
    expect(both, GOALS_OF("ouders"), CASE(CONSENT("school") GOALS), "");
    expect(parents, "{{#uitzicht/doel}}{{tekst}}{{/}}", CASE(GOALS), "Tweede\n");
    expect_error((struct render_options){.readers = "oma"}, GOALS_OF("ouders"), CASE(GOALS), ERROR_USAGE, "oma");
    struct job undeclared = start();
    run(&undeclared, "x", CASE(GOALS));
    cr_expect_not(undeclared.ok);
    cr_assert(undeclared.problems.text && !undeclared.problems.next);
    cr_expect_not_null(strstr(undeclared.problems.text, "voor wie"));
    finish(&undeclared);
}

Test(render, reader_decides_about_niet_voor) {
    struct render_options mama = {.person = "mama"}, papa = {.person = "papa"}, juf = {.person = "juf"};
    expect(mama, GOALS_OF("ouders"), CASE(GOALS), "- Eerste\n- Tweede\n");
    expect(papa, GOALS_OF("ouders"), CASE(GOALS), "- Tweede\n");
    expect(juf, GOALS_OF("ouders school"), CASE(CONSENT("school") GOALS), "- Eerste\n");
    expect_error(juf, GOALS_OF("ouders"), CASE(GOALS), ERROR_USAGE, "juf");
    expect_error(mama, GOALS_OF("intern"), CASE(GOALS), ERROR_USAGE, "--reader");
    expect_error((struct render_options){.person = "oma"}, GOALS_OF("ouders"), CASE(GOALS), ERROR_USAGE, "oma");
    /* whose ids are others by then */
    mama.pseudonymise = papa.pseudonymise = true;
    expect(mama, GOALS_OF("ouders"), CASE(GOALS), "- Eerste\n- Tweede\n");
    expect(papa, GOALS_OF("ouders"), CASE(GOALS), "- Tweede\n");
}

/* Who wrote it stands in the document's own facts: the CLB member, where the reader may see that name. */
Test(render, the_author_is_the_clb_member) {
    static const char *const open[] = {"ouders", "intern"};
    for (int i = 0; i < 2; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen zichtbaar='ouders'>"
                 "<leerling id='n'><naam>Noor</naam></leerling>"
                 "<betrokkene id='m' rol='ouder'><naam>Hanne</naam></betrokkene>"
                 "<betrokkene id='c' rol='clb' zichtbaar='%s'><naam>Sofie</naam></betrokkene>"
                 "</betrokkenen></casus>",
                 open[i]);
        struct job job = start();
        job.options.format = RENDER_HTML;
        run(&job, GOALS_OF("ouders"), text);
        cr_assert(job.ok, "%s", error_text(&job.error));
        bool named = strstr(job.rendered.bytes.data, "<meta name=\"author\" content=\"Sofie\">");
        bool any = strstr(job.rendered.bytes.data, "name=\"author\"");
        cr_expect_eq(named, i == 0);
        cr_expect_eq(any, i == 0);
        finish(&job);
    }
}

Test(render, consent_is_asked_and_its_lack_is_told) {
    struct render_options without = {.without_consent = true}, none = {0};
    static const char told[] = "{{! doelgroep: school }}{{hgw:label(rapport/@zonder-toestemming)}}";
    expect_error(none, GOALS_OF("school"), CASE(GOALS), ERROR_CONTENT, "school");
    expect_error(none, GOALS_OF("extern"), CASE(CONSENT("school")), ERROR_CONTENT, "extern");
    expect(without, told, CASE(GOALS), "de school\n");
    expect(without, told, CASE(CONSENT("school") GOALS), "");
}

Test(render, an_invalid_case_is_refused) {
    static const char *const texts[] = {"", "<casus>", "<!DOCTYPE casus><casus/>", CASE("<onbekend/>"),
                                        CASE("<inzicht><hypothese soort='verklarend' status='open' steunt-op='mama'>"
                                             "<tekst>x</tekst></hypothese></inzicht>")};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct job job = start();
        run(&job, GOALS_OF("intern"), texts[i]);
        cr_expect(job.ok && job.rendered.checked.refused, "%s", texts[i]);
        cr_expect_gt(job.rendered.checked.findings.count, 0);
        cr_expect_eq(job.rendered.bytes.length, 0);
        finish(&job);
    }
}

Test(render, findings_are_for_clb_staff_alone) {
    static const char template[] = "{{bevindingen/@fouten > 0}} {{count(bevindingen//bevinding) > 0}}";
    expect((struct render_options){.readers = "intern"}, template, CASE(""), "true true\n");
    expect((struct render_options){.readers = "ouders"}, template, CASE(""), "true false\n");
}

/* The filter takes away whose goal it is when the reader may not see that person: no goal of another becomes
 * the pupil's by that. */
Test(render, goals_of_others_stay_theirs) {
    static const char goals[] =
        "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen%s><leerling id='l'><naam>Lena</naam>"
        "</leerling><betrokkene id='j' rol='leerkracht' zichtbaar='intern'><naam>An</naam></betrokkene>"
        "</betrokkenen><uitzicht zichtbaar='leerling'><doel termijn='kort' voor='j'><tekst>Juf</tekst></doel>"
        "<doel termijn='kort' voor='l j'><tekst>Samen</tekst></doel><doel termijn='kort' voor='l'><tekst>Zelf"
        "</tekst></doel><doel termijn='kort'><tekst>Ook</tekst></doel></uitzicht></casus>";
    char text[2 * sizeof goals];
    for (int hidden = 0; hidden < 2; hidden++) {
        snprintf(text, sizeof text, goals, hidden ? "" : " zichtbaar='leerling'");
        expect((struct render_options){.readers = "leerling"}, "{{#uitzicht/doel[not(@voor-anderen)]}}{{tekst}} {{/}}",
               text, "Samen Zelf Ook\n");
        struct job job = start();
        job.options.report = "leerling";
        run(&job, NULL, text);
        cr_expect(job.ok && strstr(job.rendered.bytes.data, "- **Samen**\n- **Zelf**\n- **Ook**\n") &&
                      !strstr(job.rendered.bytes.data, "Juf"),
                  "%s", job.ok ? job.rendered.bytes.data : error_text(&job.error));
        finish(&job);
    }
}

Test(render, what_says_nothing_is_not_there) {
    static const char text[] = CASE("<overzicht><uitzondering id='u'><situatie> </situatie><wie-doet-wat><?vul-in x?>"
                                    "</wie-doet-wat></uitzondering></overzicht>"
                                    "<strategie><besluit informatie='voldoende'> </besluit></strategie>");
    expect((struct render_options){.readers = "intern"}, "{{count(overzicht)}}{{count(strategie/besluit)}}", text,
           "01\n");
}

Test(render, case_text_is_never_obeyed) {
    static const char text[] =
        CASE("<uitzicht zichtbaar='ouders'><doel termijn='kort'><tekst>{{naam}} # &lt;b&gt;x&lt;/b&gt;"
             "\n# Kop\n- lijst</tekst></doel></uitzicht>");
    expect((struct render_options){.readers = "ouders"}, "## {{uitzicht/doel/tekst}}", text,
           "# {{naam}} # \\<b>x\\</b> # Kop - lijst\n");
    expect((struct render_options){.readers = "ouders"}, "- {{{uitzicht/doel/tekst}}}", text,
           "- {{naam}} # x\n\n  **Kop**\n\n  - lijst\n");
}

Test(render, pseudonyms) {
    static const char text[] =
        CASE("<uitzicht zichtbaar='ouders'><doel termijn='kort' voor='noor juf'><tekst>Noor vraagt "
             "hulp aan juf Elke.</tekst></doel></uitzicht>");
    struct render_options options = {.readers = "ouders", .pseudonymise = true, .person = "mama"};
    expect(options, "{{#uitzicht/doel}}{{{tekst}}} {{hgw:naam(@voor)}}{{/}}{{betrokkenen/leerling/@geboortedatum}}",
           text, "De leerling vraagt hulp aan leerkracht 1. de leerling en leerkracht 1\n");
    struct job job = start();
    job.options.pseudonymise = true;
    run(&job, GOALS_OF("intern"), CASE("<onbekend/>"));
    cr_expect(job.ok && job.rendered.checked.refused);
    cr_expect_str_eq(job.rendered.checked.c.name, "casus", "the name of the file tells whose case it is");
    finish(&job);
}

/* A new case has these open; a finding is placed on each, and what stands there is not told. */
Test(render, findings_on_what_pseudonyms_take_away) {
    expect((struct render_options){.readers = "intern", .pseudonymise = true},
           "{{#bevindingen//bevinding[@code='HGW004']}}{{@plaats}}. {{/}}{{betrokkenen//contact}}",
           "<casus versie='1' fase='intake' start='2026-09-07'>\n<betrokkenen><leerling id='n'><naam>noor</naam>"
           "<school>De Wilg <?vul-in?></school></leerling>\n<betrokkene id='m' rol='ouder'><naam>hanne "
           "<?vul-in?></naam><contact>hanne@x.be <?vul-in?></contact></betrokkene></betrokkenen></casus>",
           "regel 2. regel 3. regel 3.\n");
}

/* The finding is the one of the check, and quotes nobody. */
Test(render, pseudonyms_of_an_invalid_case) {
    struct job job = start();
    job.options.pseudonymise = true;
    run(&job, GOALS_OF("intern"),
        "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen>"
        "<leerling id='noor' geboortedatum='14-03-2017'><naam>Noor</naam></leerling>"
        "<betrokkene id='noor' rol='ouder'><naam>Hanne</naam></betrokkene></betrokkenen></casus>");
    cr_expect(job.ok && job.rendered.checked.refused);
    cr_assert_eq(job.rendered.checked.findings.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const char *message = job.rendered.checked.findings.items[i].message;
        cr_expect_null(strstr(message, "noor"), "%s", message);
        cr_expect_null(strstr(message, "2017"), "%s", message);
    }
    finish(&job);
}

Test(render, nothing_visible_is_said) {
    struct job job = start();
    job.options.readers = "extern";
    job.options.without_consent = true;
    run(&job, "x{{! doelgroep: extern }}",
        "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen>"
        "<leerling id='n'><naam>N</naam></leerling></betrokkenen></casus>");
    cr_expect(job.ok);
    cr_assert_eq(job.rendered.warnings.count, 1);
    cr_expect_not_null(strstr(job.rendered.warnings.items[0].text, "zichtbaar"));
    finish(&job);
}

Test(render, a_wrong_template_is_told_with_all_that_is_wrong) {
    struct job job = start();
    run(&job, "{{! doelgroep: intern }}\n{{#dool}}\n{{hgw:datm(@x)}}\n", CASE(""));
    cr_expect_not(job.ok);
    const struct error *second = job.problems.next;
    cr_assert(second && second->next && second->next->next && !second->next->next->next);
    cr_expect_not_null(strstr(second->text, "„doel”"), "%s", second->text);
    finish(&job);
}
