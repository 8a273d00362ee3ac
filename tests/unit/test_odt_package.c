#include "base/file.h"
#include "document/document.h"
#include "document/odt.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

/* One file to put into a package. */
struct entry {
    const char *name, *text;
};

#define ODT "application/vnd.oasis.opendocument.text"
#define NS(name) "xmlns:" name "=\"urn:oasis:names:tc:opendocument:xmlns:" name ":1.0\" "
#define NAMESPACES                                                                                                     \
    NS("office")                                                                                                       \
    NS("style")                                                                                                        \
    NS("text")                                                                                                         \
    NS("table")                                                                                                        \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                                        \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "                                                \
    "xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\" "                                               \
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "                                          \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
#define MANIFEST(entries)                                                                                              \
    "<manifest:manifest " NS("manifest") "manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" "     \
                                         "manifest:media-type=\"" ODT "\"/>" entries "</manifest:manifest>"
#define STYLES(styles, masters)                                                                                        \
    "<office:document-styles " NAMESPACES "office:version=\"1.2\"><office:styles>" styles                              \
    "</office:styles><office:master-styles>" masters "</office:master-styles></office:document-styles>"

/* Every test works in a directory of its own, which it leaves behind empty. */
static char directory[] = "/tmp/hgw-odt-XXXXXX";
static char path[64];

static void enter(void) {
    cr_assert_not_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/huisstijl.odt", directory);
}

static void leave(void) {
    unlink(path);
    rmdir(directory);
}

TestSuite(odt_package, .init = enter, .fini = leave);

static void make_package(const struct entry *entries) {
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    cr_assert_not_null(zip);
    for (; entries->name; entries++) {
        zip_source_t *source = zip_source_buffer(zip, entries->text, strlen(entries->text), 0);
        cr_assert_geq(zip_file_add(zip, entries->name, source, 0), 0);
    }
    cr_assert_eq(zip_close(zip), 0);
}

struct made {
    struct buf odt;
    struct warnings warnings;
    struct error error;
    bool ok;
};

static struct made make(const char *text, struct document document) {
    struct made made = {BUF_EMPTY, {0}, ERROR_EMPTY, false};
    struct datadir datadir;
    datadir_open(&datadir, NULL);
    document.datadir = &datadir;
    document.warnings = &made.warnings;
    if (!document.date)
        document.date = "2026-11-26";
    struct markdown tree;
    markdown_parse(&tree, text, strlen(text));
    made.ok = odt_write(&tree, &document, &made.odt, &made.error);
    markdown_free(&tree);
    datadir_close(&datadir);
    return made;
}

static void unmake(struct made *made) {
    buf_free(&made->odt);
    warnings_free(&made->warnings);
    error_clear(&made->error);
}

/* The names of the entries, each followed by a space; and the content of one of them. */
static char *names_and(const struct made *made, const char *wanted, char **content) {
    zip_error_t error;
    zip_error_init(&error);
    cr_assert(made->ok, "%s", error_text(&made->error));
    zip_t *zip = zip_open_from_source(zip_source_buffer_create(made->odt.data, made->odt.length, 0, &error),
                                      ZIP_RDONLY | ZIP_CHECKCONS, &error);
    cr_assert_not_null(zip, "%s", zip_error_strerror(&error));
    struct buf names = BUF_EMPTY;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
        buf_printf(&names, "%s ", zip_get_name(zip, (zip_uint64_t)i, 0));
    if (wanted) {
        zip_stat_t status;
        cr_assert_eq(zip_stat(zip, wanted, 0, &status), 0, "no %s", wanted);
        *content = calloc(1, (size_t)status.size + 1);
        zip_file_t *file = zip_fopen(zip, wanted, 0);
        cr_assert_eq(zip_fread(file, *content, status.size), (zip_int64_t)status.size);
        zip_fclose(file);
    }
    zip_discard(zip);
    return buf_steal(&names);
}

static char *part(const struct made *made, const char *name) {
    char *content = NULL;
    free(names_and(made, name, &content));
    return content;
}

static void expect_names(const struct made *made, const char *wanted) {
    char *names = names_and(made, NULL, NULL);
    cr_expect_str_eq(names, wanted, "%s", names);
    free(names);
}

/* That a part holds, or does not hold, some text. */
static void expect_in(const struct made *made, const char *name, const char *text, bool there) {
    char *content = part(made, name);
    cr_expect_eq(strstr(content, text) != NULL, there, "%s: %s: %s", name, text, content);
    free(content);
}

static size_t count_in(const struct made *made, const char *name, const char *text) {
    char *content = part(made, name);
    size_t count = 0;
    for (const char *at = content; at && (at = strstr(at, text)); at++)
        count++;
    free(content);
    return count;
}

Test(odt_package, holds_what_it_must_and_nothing_else) {
    struct made made = make("# a\n", (struct document){0});
    expect_names(&made, "mimetype content.xml styles.xml meta.xml META-INF/manifest.xml ");
    unmake(&made);
}

Test(odt_package, begins_with_its_media_type) {
    struct made made = make("a", (struct document){0});
    /* local header: signature, version, flags, method 0, time, date; no extra field: the name and the type
     * follow */
    cr_assert_gt(made.odt.length, 38 + sizeof ODT);
    cr_expect_arr_eq(made.odt.data, "PK\3\4", 4);
    cr_expect_arr_eq(made.odt.data + 6, "\0\0\0\0", 4, "flags or a method");
    cr_expect_arr_eq(made.odt.data + 26, "\10\0\0\0mimetype" ODT, 12 + sizeof ODT - 1);
    cr_expect_eq((unsigned char)made.odt.data[10] | (unsigned char)made.odt.data[11], 0, "a time of day");
    cr_expect_eq((unsigned char)made.odt.data[12] | (unsigned char)made.odt.data[13] << 8, 1 << 5 | 1,
                 "another day than the first of 1980");
    unmake(&made);
}

Test(odt_package, same_input_gives_same_bytes_everywhere) {
    struct made first = make("# a\n\n| b |\n|---|\n", (struct document){0});
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    struct made second = make("# a\n\n| b |\n|---|\n", (struct document){0});
    cr_assert(first.ok && second.ok);
    cr_expect_eq(first.odt.length, second.odt.length);
    cr_expect_arr_eq(first.odt.data, second.odt.data, first.odt.length);
    unmake(&first);
    unmake(&second);
}

Test(odt_package, characters_that_xml_forbids_are_replaced) {
    struct made made =
        make("# \xEF\xBF\xBE\x0B\n\na&#1;b\x0B\x1F &#xFFFE;&#xFFFF;&#xFFFD; \xEF\xBF\xBE\xEF\xBF\xBF \xEF\xBC\x81 "
             "\xF0\x9F\x98\x80 \xD7\xA9",
             (struct document){0});
    expect_in(&made, "content.xml",
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBC\x81 "
              "\xF0\x9F\x98\x80 \xD7\xA9",
              true);
    expect_in(&made, "styles.xml", "<text:title>\xEF\xBF\xBD\xEF\xBF\xBD</text:title>", true);
    unmake(&made);
}

Test(odt_package, metadata_is_what_was_given) {
    struct made made = make("# Een \\<titel>", (struct document){.subject = "o & n", .creator = "Sofie"});
    char *meta = part(&made, "meta.xml");
    cr_expect(strstr(meta, "<meta:generator>hgw/" HGW_VERSION "</meta:generator>\n"
                           "<dc:title>Een &lt;titel&gt;</dc:title>\n"
                           "<dc:subject>o &amp; n</dc:subject>\n"
                           "<meta:keyword>handelingsgericht werken</meta:keyword>\n"
                           "<meta:keyword>CLB</meta:keyword>\n"
                           "<meta:initial-creator>Sofie</meta:initial-creator>\n"
                           "<dc:creator>Sofie</dc:creator>\n"
                           "<meta:creation-date>2026-11-26T00:00:00</meta:creation-date>\n"
                           "<dc:date>2026-11-26T00:00:00</dc:date>\n"
                           "<dc:language>nl-BE</dc:language>\n"
                           "<meta:user-defined meta:name=\"Vertrouwelijkheid\">vertrouwelijk</meta:user-defined>\n"),
              "%s", meta);
    free(meta);
    expect_in(&made, "styles.xml", "<text:title>Een &lt;titel&gt;</text:title>", true);
    expect_in(&made, "styles.xml",
              "<text:user-defined text:name=\"Vertrouwelijkheid\">vertrouwelijk</text:user-defined>", true);
    unmake(&made);
}

Test(odt_package, metadata_leaves_out_what_is_not_known) {
    struct made made = make("# Kop *een*", (struct document){0});
    char *meta = part(&made, "meta.xml");
    cr_expect(strstr(meta, "<dc:title>Kop een</dc:title>\n<meta:creation-date>"), "%s", meta);
    cr_expect_null(strstr(meta, "creator"));
    cr_expect_null(strstr(meta, "keyword"));
    free(meta);
    unmake(&made);
}

Test(odt_package, language_goes_into_the_default_paragraph) {
    struct made made = make("a", (struct document){0});
    expect_in(&made, "styles.xml", "fo:language=\"nl\" fo:country=\"BE\"", true);
    unmake(&made);
}

Test(odt_package, large_type_is_another_size) {
    struct made made = make("a", (struct document){.large = true});
    expect_in(&made, "styles.xml", "fo:font-size=\"12.5pt\"", true);
    expect_in(&made, "styles.xml", "fo:font-size=\"11pt\"", false);
    unmake(&made);
}

/* The room on a page of ours as it is, and as it is measured in the same styles.xml, when that is a house style. */
Test(odt_package, room_on_our_page_is_that_of_its_styles) {
    struct made made = make("a", (struct document){0});
    struct warnings warnings = {0};
    struct datadir datadir;
    struct odt_page pages[2] = {0};
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(made.odt.data, 1, made.odt.length, file) == made.odt.length && fclose(file) == 0);
    datadir_open(&datadir, NULL);
    for (int house = 0; house < 2; house++) {
        struct document document = {
            .datadir = &datadir, .date = "2026-11-26", .reference = house ? path : NULL, .warnings = &warnings};
        struct pictures pictures = {0};
        struct buf styles = BUF_EMPTY;
        struct error error = ERROR_EMPTY;
        cr_assert(house_styles(&document, "T", &pages[house], &pictures, &styles, &error));
        buf_free(&styles);
        pictures_free(&pictures);
        free(pages[house].master_page);
    }
    cr_expect_float_eq(pages[0].width, pages[1].width, 0.01);
    cr_expect_float_eq(pages[0].height, pages[1].height, 0.01);
    datadir_close(&datadir);
    warnings_free(&warnings);
    unmake(&made);
}

/* ---- reference documents */

static struct made make_in_house(const char *text) {
    return make(text, (struct document){.reference = path, .creator = "Sofie"});
}

#define HOUSE                                                                                                          \
    "<style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"en\" "                       \
    "fo:country=\"US\"/>"                                                                                              \
    "</style:default-style><style:style style:name=\"Text_20_body\" style:family=\"paragraph\">"                       \
    "<style:text-properties fo:color=\"#123456\"/></style:style>"

Test(odt_package, reference_keeps_its_styles_and_gets_what_it_lacks) {
    make_package((struct entry[]){
        {"mimetype", ODT}, {"styles.xml", STYLES(HOUSE, "")}, {"META-INF/manifest.xml", MANIFEST("")}, {0}});
    struct made made = make_in_house("a `b`");
    expect_names(&made, "mimetype content.xml styles.xml meta.xml META-INF/manifest.xml ");
    expect_in(&made, "styles.xml", "fo:color=\"#123456\"", true);
    expect_in(&made, "styles.xml", "fo:language=\"nl\" fo:country=\"BE\"", true);
    expect_in(&made, "styles.xml", "style:name=\"Source_20_Text\"", true);
    expect_in(&made, "styles.xml", "<style:font-face style:name=\"Liberation Mono\"", true);
    /* its items stand close together, whatever room the List of the house has */
    expect_in(&made, "styles.xml",
              "style:parent-style-name=\"List\">\n<style:paragraph-properties fo:margin-top=\"0mm\"", true);
    expect_in(&made, "styles.xml", "<text:list-style style:name=\"Numbering_20_1\"", true);
    expect_in(&made, "styles.xml", "office:version=\"1.3\"", true);
    cr_expect_eq(count_in(&made, "styles.xml", "style:name=\"Text_20_body\""), 1);
    unmake(&made);
}

/* Before OpenDocument 1.2 the outline style had no name; and a whole language tag counts for more than ours.
 */
Test(odt_package, reference_that_is_old_or_in_another_script) {
    make_package((struct entry[]){
        {"mimetype", ODT},
        {"styles.xml",
         STYLES("<style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"zh\" "
                "fo:script=\"Hant\" style:rfc-language-tag=\"zh-Hant-TW\"/></style:default-style>"
                "<text:outline-style><text:outline-level-style text:level=\"1\"/></text:outline-style>",
                "")},
        {"META-INF/manifest.xml", MANIFEST("")},
        {0}});
    struct made made = make_in_house("a");
    expect_in(&made, "styles.xml", "Hant", false);
    expect_in(&made, "styles.xml", "<text:outline-style style:name=\"Outline\"><text:outline-level-style", true);
    expect_in(&made, "styles.xml", "</text:outline-style><text:outline-style", false);
    cr_expect_eq(count_in(&made, "styles.xml", "<text:outline-style "), 1);
    unmake(&made);
}

Test(odt_package, reference_says_on_which_page_the_text_starts) {
    make_package((struct entry[]){
        {"mimetype", ODT "-template"},
        {"styles.xml",
         STYLES(HOUSE, "<style:master-page style:name=\"Standard\"/><style:master-page style:name=\"Brief\"/>")},
        {"content.xml", "<office:document-content " NAMESPACES ">"
                        "<office:automatic-styles><style:style style:name=\"P1\" style:family=\"paragraph\" "
                        "style:master-page-name=\"Brief\"/></office:automatic-styles><office:body><office:text>"
                        "<text:sequence-decls/><text:p text:style-name=\"P1\">oude brief</text:p>"
                        "</office:text></office:body></office:document-content>"},
        {"META-INF/manifest.xml", MANIFEST("")},
        {0}});
    struct made made = make_in_house("a");
    expect_in(&made, "content.xml", "style:master-page-name=\"Brief\"", true);
    expect_in(&made, "content.xml", "oude brief", false);
    unmake(&made);
}

static void expect_refused(enum error_kind kind, const char *sentence) {
    struct made made = make_in_house("a");
    cr_expect_not(made.ok);
    cr_expect_eq(made.error.kind, kind, "kind %d: %s", made.error.kind, error_text(&made.error));
    cr_expect_not_null(strstr(error_text(&made.error), sentence), "%s", error_text(&made.error));
    cr_expect_str_eq(made.error.file, path);
    unmake(&made);
}

static void write_bytes(const char *bytes, size_t length) {
    struct error error = ERROR_EMPTY;
    cr_assert(file_write(path, bytes, length, HGW_REPLACE, &error));
}

Test(odt_package, reference_that_is_missing) {
    expect_refused(ERROR_IO, "geopend");
}

Test(odt_package, reference_that_is_no_zip) {
    write_bytes("geen zip", 8);
    expect_refused(ERROR_DATA, "geen ODT");
    write_bytes("", 0);
    expect_refused(ERROR_DATA, "geen tekstdocument");
}

Test(odt_package, reference_that_is_cut_off) {
    struct made made = make("# a\n\nb\n", (struct document){0});
    for (size_t i = 1; i < 8; i++) {
        write_bytes(made.odt.data, made.odt.length * i / 8);
        expect_refused(ERROR_DATA, "geen ODT");
    }
    unmake(&made);
}

Test(odt_package, reference_with_a_damaged_part) {
    struct made made = make("# a\n\nb\n", (struct document){0});
    char *styles = memmem(made.odt.data, made.odt.length, "styles.xml", 10);
    cr_assert_not_null(styles);
    memset(styles + 200, 0, 64);
    write_bytes(made.odt.data, made.odt.length);
    expect_refused(ERROR_DATA, "beschadigd");
    unmake(&made);
}

Test(odt_package, reference_of_another_kind) {
    make_package((struct entry[]){{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {0}});
    expect_refused(ERROR_DATA, "geen tekstdocument");
    make_package((struct entry[]){{"word/document.xml", "<x/>"}, {0}});
    expect_refused(ERROR_DATA, "geen tekstdocument");
}

Test(odt_package, reference_without_styles) {
    make_package((struct entry[]){{"mimetype", ODT}, {"META-INF/manifest.xml", MANIFEST("")}, {0}});
    expect_refused(ERROR_DATA, "styles.xml");
    make_package(
        (struct entry[]){{"mimetype", ODT}, {"META-INF/manifest.xml", MANIFEST("")}, {"styles.xml", "<x/>"}, {0}});
    expect_refused(ERROR_DATA, "geen stijlenbestand");
    make_package(
        (struct entry[]){{"mimetype", ODT}, {"META-INF/manifest.xml", MANIFEST("")}, {"styles.xml", "<x>"}, {0}});
    expect_refused(ERROR_DATA, "geen goede XML");
}

Test(odt_package, reference_with_a_dtd) {
    static const char bomb[] = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    static const char *const parts[] = {"styles.xml", "content.xml"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct entry entries[] = {{"mimetype", ODT},
                                  {"styles.xml", STYLES(HOUSE, "")},
                                  {"content.xml", "<x/>"},
                                  {"META-INF/manifest.xml", MANIFEST("")},
                                  {0}};
        for (struct entry *entry = entries; entry->name; entry++)
            if (strcmp(entry->name, parts[i]) == 0)
                entry->text = bomb;
        make_package(entries);
        expect_refused(ERROR_DATA, "DOCTYPE");
    }
}

/* libxml2 compares each attribute with all others. */
Test(odt_package, reference_with_100000_attributes, .timeout = 600) {
    struct buf styles = BUF_EMPTY;
    buf_add_string(&styles, "<x");
    for (int i = 0; i < 100000; i++)
        buf_printf(&styles, " a%d=\"\"", i);
    buf_add_string(&styles, "/>");
    make_package(
        (struct entry[]){{"mimetype", ODT}, {"styles.xml", styles.data}, {"META-INF/manifest.xml", MANIFEST("")}, {0}});
    expect_refused(ERROR_DATA, "geen goede XML");
    buf_free(&styles);
}

Test(odt_package, reference_that_is_encrypted) {
    make_package(
        (struct entry[]){{"mimetype", ODT},
                         {"styles.xml", STYLES(HOUSE, "")},
                         {"META-INF/manifest.xml",
                          MANIFEST("<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"\">"
                                   "<manifest:encryption-data/></manifest:file-entry>")},
                         {0}});
    expect_refused(ERROR_DATA, "wachtwoord");
}

/* Nothing of a package is unpacked: where its names point to does no harm, and they do not go along. */
Test(odt_package, reference_with_names_that_point_outside) {
    static const char *const names[] = {"../x", "/etc/x", "a/../../x", "a\\b", "C:x", "a//b", "./x"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *master =
            text_format("<style:master-page style:name=\"Standard\"><style:header><text:p><draw:frame>"
                        "<draw:image xlink:href=\"%s\"/></draw:frame></text:p></style:header></style:master-page>",
                        names[i]);
        char *styles = text_format("<office:document-styles " NAMESPACES "><office:styles>" HOUSE "</office:styles>"
                                   "<office:master-styles>%s</office:master-styles></office:document-styles>",
                                   master);
        make_package((struct entry[]){
            {"mimetype", ODT}, {"styles.xml", styles}, {names[i], "x"}, {"META-INF/manifest.xml", MANIFEST("")}, {0}});
        struct made made = make_in_house("a");
        expect_names(&made, "mimetype content.xml styles.xml meta.xml META-INF/manifest.xml ");
        cr_expect_eq(made.warnings.count, 2, "no picture, and no headings: %zu", made.warnings.count);
        unmake(&made);
        free(master);
        free(styles);
    }
}

/* Which of the two would be the styles? Programs do not agree; here the first. */
Test(odt_package, reference_with_a_name_twice) {
    make_package((struct entry[]){{"mimetype", ODT},
                                  {"styles.xml", STYLES(HOUSE, "")},
                                  {"stylez.xml", STYLES("<x>", "")},
                                  {"META-INF/manifest.xml", MANIFEST("")},
                                  {0}});
    struct buf bytes = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    cr_assert(file_read(path, 1 << 20, &bytes, &error));
    for (char *at; (at = memmem(bytes.data, bytes.length, "stylez.xml", 10));)
        memcpy(at, "styles.xml", 10);
    write_bytes(bytes.data, bytes.length);
    buf_free(&bytes);
    struct made made = make_in_house("a");
    expect_in(&made, "styles.xml", "fo:color=\"#123456\"", true);
    unmake(&made);
}

/* A package with another file; of what is not read the size does not matter. */
static void make_with(const char *name, size_t length) {
    char *zeros = calloc(1, length);
    make_package((struct entry[]){
        {"mimetype", ODT}, {"styles.xml", STYLES(HOUSE, "")}, {"META-INF/manifest.xml", MANIFEST("")}, {0}});
    zip_t *zip = zip_open(path, 0, NULL);
    cr_assert_geq(zip_file_add(zip, name, zip_source_buffer(zip, zeros, length, 0), ZIP_FL_OVERWRITE), 0);
    cr_assert_eq(zip_close(zip), 0);
    free(zeros);
}

Test(odt_package, reference_that_swells, .timeout = 600) {
    size_t length = (size_t)40 * 1024 * 1024;
    make_with("styles.xml", length);
    expect_refused(ERROR_DATA, "te groot");
    make_with("film.mp4", length);
    struct made made = make_in_house("a");
    expect_in(&made, "styles.xml", "fo:color=\"#123456\"", true);
    unmake(&made);
}

/* An entry that says it is small and is not: libzip is asked for no more than it says. */
Test(odt_package, reference_that_lies_about_a_size) {
    struct entry entries[] = {
        {"mimetype", ODT}, {"styles.xml", STYLES(HOUSE, "")}, {"META-INF/manifest.xml", MANIFEST("")}, {0}};
    make_package(entries);
    struct buf bytes = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    cr_assert(file_read(path, 1 << 20, &bytes, &error));
    for (char *at = bytes.data; (at = memmem(at, bytes.length - (size_t)(at - bytes.data), "styles.xml", 10)); at++) {
        bool central =
            memcmp(at - 46, "PK\1\2", 4) == 0; /* uncompressed size: 22 bytes before the name; 8 in a local header */
        memcpy(at - (central ? 22 : 8), "\x10\0\0\0", 4);
    }
    write_bytes(bytes.data, bytes.length);
    buf_free(&bytes);
    struct made made = make_in_house("a");
    cr_expect_not(made.ok);
    cr_expect_eq(made.error.kind, ERROR_DATA);
    unmake(&made);
}
