#include "base/file.h"
#include "document/picture.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A PNG of 96 by 48 pixels, without a density: 25.4 by 12.7 mm. */
static const char png[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0";
/* The same with 3780 pixels per metre, written before the data. */
static const char dense[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0\0\0\0\0"
                            "\0\0\0\tpHYs\0\0\x1D\x87\0\0\x1D\x87\1\0\0\0\0\0\0\0\0IDAT\0\0\0\0";
/* A JPEG of 200 by 100 pixels, 100 dots per inch: 50.8 by 25.4 mm. */
static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\1\0\x64\0\x64\0\0\xFF\xC0\0\x0B\x08\0\x64\0\xC8\1\1\x11\0";

static enum picture_problem look(const char *bytes, size_t length, struct picture *picture) {
    *picture = (struct picture){0};
    buf_add(&picture->bytes, bytes, length);
    enum picture_problem found = picture_read(picture);
    buf_free(&picture->bytes);
    return found;
}

static void expect_size(const char *bytes, size_t length, const char *type, double width, double height) {
    struct picture picture;
    cr_assert_eq(look(bytes, length, &picture), PICTURE_GOOD, "%s", type);
    cr_expect_str_eq(picture.media_type, type);
    cr_expect(fabs(picture.width - width) < 0.01 && fabs(picture.height - height) < 0.01, "%s: %f by %f", type,
              picture.width, picture.height);
}

static void expect_look(const char *bytes, size_t length, enum picture_problem wanted) {
    struct picture picture;
    cr_expect_eq(look(bytes, length, &picture), wanted, "%.80s", bytes);
}

Test(picture, size_of_png_and_jpeg) {
    expect_size(png, sizeof png - 1, "image/png", 25.4, 12.7);
    expect_size(dense, sizeof dense - 1, "image/png", 96 / 7.559, 48 / 7.559);
    expect_size(jpeg, sizeof jpeg - 1, "image/jpeg", 50.8, 25.4);
}

Test(picture, cut_off_at_any_byte_is_refused_or_read_but_never_overrun) {
    struct picture picture;
    for (size_t i = 0; i < sizeof dense - 5; i++)
        cr_expect_eq(look(dense, i, &picture), PICTURE_UNKNOWN, "%zu", i);
    for (size_t i = 0; i < sizeof jpeg - 5; i++)
        cr_expect_eq(look(jpeg, i, &picture), PICTURE_UNKNOWN, "%zu", i);
}

/* ---- what a picture tells */

static void expect_stripped(const char *bytes, size_t length, const char *wanted, size_t wanted_length, int turned) {
    struct picture picture = {0};
    buf_add(&picture.bytes, bytes, length);
    cr_assert_eq(picture_read(&picture), PICTURE_GOOD);
    cr_expect_eq(picture.bytes.length, wanted_length, "%zu bytes", picture.bytes.length);
    cr_expect_arr_eq(picture.bytes.data, wanted, wanted_length);
    cr_expect_eq(picture.turned, turned, "turned %d", picture.turned);
    buf_free(&picture.bytes);
}
#define EXPECT_STRIPPED(bytes, wanted, turned)                                                                         \
    expect_stripped(bytes, sizeof bytes - 1, wanted, sizeof wanted - 1, turned)

#define JFIF "\xFF\xE0\0\x10JFIF\0\1\1\1\0\x64\0\x64\0\0"
#define FRAME "\xFF\xC2\0\x0B\x08\0\x64\0\xC8\1\1\x11\0"
#define SCAN(data) "\xFF\xDA\0\x08\1\1\0\0\x3F\0" data
#define EXIF(size, place, order, tiff) "\xFF\xE1\0" size "Exif\0\0" order place tiff
/* Two tags: where the photograph was taken, and that the camera was held upright. */
#define CAMERA EXIF("\x2E", "*\0\x08\0\0\0", "II", "\2\0\x25\x88\4\0\1\0\0\0GENT\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0")
#define UPRIGHT EXIF("\x22", "\0*\0\0\0\x08", "MM", "\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0")

#define ADOBE                                                                                                          \
    "\xFF\xEE\0\x0E"                                                                                                   \
    "Adobe\0\x64\0\0\0\0\1"

Test(picture, a_photograph_tells_neither_where_nor_by_whom) {
    static const char photo[] =
        "\xFF\xD8" JFIF CAMERA "\xFF\xED\0\7Mieke\xFF\xE2\0\x0EICC_PROFILE\0\xFF\xEE\0\x10"
        "Adobe\0\x64\0\0\0\0\1xx"
        "\xFF\xEE\0\7Adobe\xFF\xE2\0\7MPF\0\0\xFF\xFE\0\7Mieke\xFF\xF0\0\7Mieke" FRAME SCAN("a\xFF\0b\xFF\xD3")
            SCAN("c") "\xFF\xD9nog een";
    static const char stripped[] = "\xFF\xD8" JFIF UPRIGHT ADOBE FRAME SCAN("a\xFF\0b\xFF\xD3") SCAN("c") "\xFF\xD9";
    EXPECT_STRIPPED(photo, stripped, 6);
    static const char again[] = "\xFF\xD8" UPRIGHT FRAME SCAN("c") "\xFF\xD9";
    EXPECT_STRIPPED(again, again, 6);
}

Test(picture, a_photograph_has_no_smaller_one_in_it) {
    static const char photo[] = "\xFF\xD8\xFF\xE0\0\x1CJFIF\0\1\1\1\0\x64\0\x64\2\2MiekeMiekeMi"
                                "\xFF\xE0\0\x0FJFXX\0\x10Mieke!!" FRAME SCAN("c") "\xFF\xD9";
    static const char stripped[] = "\xFF\xD8" JFIF FRAME SCAN("c") "\xFF\xD9";
    EXPECT_STRIPPED(photo, stripped, 1);
}

Test(picture, exif_that_is_cut_off_or_wrong_turns_nothing) {
    static const char photo[] = "\xFF\xD8" CAMERA FRAME SCAN("c") "\xFF\xD9";
    static const char plain[] = "\xFF\xD8" FRAME SCAN("c") "\xFF\xD9";
    enum { LENGTH = 5, OFFSET = 16, COUNT = 20, VALUE = 42 };
    static const struct {
        int place;
        char byte;
    } changes[] = {{OFFSET, '\x7F'}, {OFFSET + 3, '\x7F'}, {COUNT, '\1'}, {VALUE, '\x09'}, {VALUE, 0}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char changed[sizeof photo];
        memcpy(changed, photo, sizeof photo);
        changed[changes[i].place] = changes[i].byte;
        EXPECT_STRIPPED(changed, plain, 1);
    }
    for (size_t i = sizeof "\xFF\xD8" + 3; i < 46; i++) { /* an Exif segment of any shorter length */
        struct buf shorter = BUF_EMPTY;
        buf_add(&shorter, photo, i + 2);
        shorter.data[LENGTH] = (char)(i - 2);
        buf_add(&shorter, FRAME SCAN("c") "\xFF\xD9", sizeof FRAME SCAN("c") "\xFF\xD9" - 1);
        struct picture picture = {.bytes = shorter};
        cr_assert_eq(picture_read(&picture), PICTURE_GOOD, "%zu", i);
        cr_expect(picture.turned == 1 || i >= 44, "%zu: turned %d", i, picture.turned);
        buf_free(&picture.bytes);
    }
}

#define CHUNK(size, type, data) "\0\0\0" size type data "\0\0\0\0"
#define HEADER "\x89PNG\r\n\x1A\n" CHUNK("\r", "IHDR", "\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0")

Test(picture, a_screenshot_tells_nothing) {
    static const char shot[] = HEADER CHUNK("\6", "tEXt", "Author") CHUNK("\4", "gAMA", "xxxx")
        CHUNK("\6", "iCCP", "Mieke\0") CHUNK("\5", "zTXt", "Mieke") CHUNK("\5", "iTXt", "Mieke")
            CHUNK("\7", "tIME", "xxxxxxx") CHUNK("\5", "miEk", "Mieke") CHUNK("\5", "ZZZZ", "Mieke")
                CHUNK("\5", "sRGB", "Mieke") CHUNK("\1", "sRGB", "x") CHUNK("\0", "IDAT", "")
                    CHUNK("\5", "fdAT", "Mieke") CHUNK("\0", "IEND", "") "wat er vroeger stond";
    static const char bare[] =
        HEADER CHUNK("\4", "gAMA", "xxxx") CHUNK("\1", "sRGB", "x") CHUNK("\0", "IDAT", "") CHUNK("\0", "IEND", "");
    EXPECT_STRIPPED(shot, bare, 1);
    EXPECT_STRIPPED(png, png, 1);
}

Test(picture, impossible_sizes) {
    char changed[sizeof png];
    memcpy(changed, png, sizeof png);
    memset(changed + 16, 0, 8);
    expect_look(changed, sizeof png - 1, PICTURE_UNKNOWN);
    memset(changed + 16, 0xFF, 8);
    expect_look(changed, sizeof png - 1, PICTURE_HUGE);
    memcpy(changed, png, sizeof png);
    memset(changed + 8, 0xFF, 4); /* a chunk longer than the file */
    expect_look(changed, sizeof png - 1, PICTURE_UNKNOWN);
}

Test(picture, any_other_kind_is_refused) {
    static const char *const others[] = {
        "",        "GIF89a",           "<svg",
        "<html/>", "RIFF\x1AWEBPVP8 ", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_look(others[i], strlen(others[i]), PICTURE_UNKNOWN);
}

/* ---- where pictures may lie */

static char root[] = "/tmp/hgw-picture-XXXXXX";
static char at[128];

static const char *in(const char *name) {
    snprintf(at, sizeof at, "%s/%s", root, name);
    return at;
}

static void put(const char *name, const char *bytes, size_t length) {
    struct error error = ERROR_EMPTY;
    cr_assert(file_write(in(name), bytes, length, HGW_REPLACE, &error));
}

/* casus/ may be used, and ook/; buiten/ may not. */
static void enter(void) {
    cr_assert_not_null(mkdtemp(root));
    static const char *const directories[] = {"casus", "casus/map", "ook", "buiten", "casus-2"};
    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
        cr_assert_eq(mkdir(in(directories[i]), 0700), 0);
    put("casus/een.png", png, sizeof png - 1);
    put("casus/map/twee \xC3\xA9.jpg", jpeg, sizeof jpeg - 1);
    put("ook/drie.png", png, sizeof png - 1);
    put("buiten/vier.png", png, sizeof png - 1);
    put("casus-2/vijf.png", png, sizeof png - 1);
    put("casus/tekst.png", "tekst", 5);
    cr_assert_eq(symlink("../buiten/vier.png", in("casus/naar-buiten.png")), 0);
    cr_assert_eq(symlink("een.png", in("casus/naar-binnen.png")), 0);
    cr_assert_eq(mkfifo(in("casus/pijp.png"), 0600), 0);
}

static void leave(void) {
    char *command = text_format("rm -rf %s", root);
    cr_assert_eq(system(command), 0);
    free(command);
}

/* Looks for one picture after another; returns their numbers, and how many warnings there were. */
static size_t use(const char *const *urls, int *numbers, size_t count, struct pictures *pictures) {
    char casus[128], ook[128];
    snprintf(casus, sizeof casus, "%s/casus", root);
    snprintf(ook, sizeof ook, "%s/ook/", root);
    const char *const directories[] = {casus, ook};
    struct document document = {.resources = directories, .resource_count = 2};
    struct warnings warnings = WARNINGS_EMPTY;
    for (size_t i = 0; i < count; i++) {
        cmark_node *image = cmark_node_new(CMARK_NODE_IMAGE);
        cmark_node_set_url(image, urls[i]);
        numbers[i] = pictures_use(pictures, &document, image, &warnings);
        cmark_node_free(image);
    }
    size_t said = warnings.count;
    warnings_free(&warnings);
    return said;
}

static void expect_found(const char *url, bool found) {
    int number;
    struct pictures pictures = PICTURES_EMPTY;
    size_t said = use(&url, &number, 1, &pictures);
    cr_expect_eq(number == 0, found, "%s", url);
    cr_expect_eq(said, found ? 0 : 1, "%s: %zu warnings", url, said);
    pictures_free(&pictures);
}

Test(picture, only_from_the_allowed_directories, .init = enter, .fini = leave, .timeout = 600) {
    static const char *const good[] = {
        "een.png",  "./een.png",       "map/../een.png", "map/twee%20%C3%A9.jpg", "map/twee \xC3\xA9.jpg",
        "drie.png", "naar-binnen.png", "../ook/drie.png"};
    static const char *const bad[] = {"",
                                      ".",
                                      "map",
                                      "nee.png",
                                      "../buiten/vier.png",
                                      "%2E%2E/buiten/vier.png",
                                      "naar-buiten.png",
                                      "../casus-2/vijf.png",
                                      "/etc/passwd",
                                      "tekst.png",
                                      "pijp.png",
                                      "http://x/een.png",
                                      "//x/een.png",
                                      "file:een.png",
                                      "data:image/png;base64,AA",
                                      "een.png%00",
                                      "een.png/"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        expect_found(good[i], true);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_found(bad[i], false);
    expect_found(in("casus/een.png"), true); /* a whole path is good when it lies inside */
    expect_found(in("buiten/vier.png"), false);
}

Test(picture, used_twice_is_kept_once, .init = enter, .fini = leave) {
    static const char *const urls[] = {"een.png", "drie.png", "naar-binnen.png", "map/../een.png"};
    int numbers[4];
    struct pictures pictures = PICTURES_EMPTY;
    cr_expect_eq(use(urls, numbers, 4, &pictures), 0);
    cr_expect_eq(pictures.count, 2);
    cr_expect_arr_eq(numbers, ((int[]){0, 1, 0, 0}), sizeof numbers);
    pictures_free(&pictures);
}

Test(picture, too_large_a_file_is_not_read, .init = enter, .fini = leave) {
    put("casus/groot.png", png, sizeof png - 1);
    cr_assert_eq(truncate(in("casus/groot.png"), (off_t)PICTURE_MIB_MAX * 1024 * 1024 + 1), 0);
    expect_found("groot.png", false);
}

Test(picture, nothing_is_allowed_without_directories) {
    struct document document = {0};
    struct pictures pictures = PICTURES_EMPTY;
    struct warnings warnings = WARNINGS_EMPTY;
    cmark_node *image = cmark_node_new(CMARK_NODE_IMAGE);
    cmark_node_set_url(image, "/etc/passwd");
    cr_expect_eq(pictures_use(&pictures, &document, image, &warnings), -1);
    cr_expect_eq(warnings.count, 1);
    cmark_node_free(image);
    warnings_free(&warnings);
    pictures_free(&pictures);
}

Test(picture, warnings_are_counted_beyond_the_most) {
    struct warnings warnings = WARNINGS_EMPTY;
    for (int i = 0; i < WARNINGS_MAX + 7; i++)
        warnings_add(&warnings, (size_t)i, "%d", i);
    cr_expect_eq(warnings.count, (size_t)WARNINGS_MAX);
    cr_expect_eq(warnings.more, 7);
    cr_expect_str_eq(warnings.items[99].text, "99");
    warnings_free(&warnings);
}
