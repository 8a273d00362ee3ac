#include "base/file.h"
#include "document/document.h"

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
/* A JPEG of 160 by 100 pixels, 96 dots per inch: 42.33 by 26.46 mm. */
static struct buf jpeg;

static void read_jpeg(void) {
    struct error error = ERROR_EMPTY;
    char *path = text_format("%s/tests/odt/beeld.jpg", getenv("HGW_DATADIR"));
    cr_assert(file_read(path, 1 << 20, &jpeg, &error));
    free(path);
}

static void free_jpeg(void) {
    buf_free(&jpeg);
}

TestSuite(picture, .init = read_jpeg, .fini = free_jpeg);

#define UNKNOWN "geen goede PNG of JPEG"

static const char *look(const char *bytes, size_t length, struct picture *picture) {
    struct buf file = BUF_EMPTY;
    *picture = (struct picture){0};
    buf_add(&file, bytes, length);
    const char *found = picture_read(picture, &file, true);
    buf_free(&file);
    buf_free(&picture->bytes);
    return found;
}

static void expect_size(const char *bytes, size_t length, const char *type, double width, double height) {
    struct picture picture;
    cr_assert_null(look(bytes, length, &picture), "%s", type);
    cr_expect_str_eq(picture.media_type, type);
    cr_expect(fabs(picture.width - width) < 0.01 && fabs(picture.height - height) < 0.01, "%s: %f by %f", type,
              picture.width, picture.height);
}

static void expect_problem(const char *bytes, size_t length, const char *wanted) {
    struct picture picture;
    const char *problem = look(bytes, length, &picture);
    cr_expect(problem && strstr(problem, wanted), "%.80s: %s", bytes, problem);
}

Test(picture, size_of_png_and_jpeg) {
    expect_size(png, sizeof png - 1, "image/png", 25.4, 12.7);
    expect_size(dense, sizeof dense - 1, "image/png", 96 / 7.559, 48 / 7.559);
    expect_size(jpeg.data, jpeg.length, "image/jpeg", 42.33, 26.46);
}

Test(picture, cut_off_at_any_byte_is_refused_or_read_but_never_overrun) {
    struct picture picture;
    for (size_t i = 0; i < sizeof dense - 5; i++)
        expect_problem(dense, i, UNKNOWN);
    const char *scan = memmem(jpeg.data, jpeg.length, "\xFF\xDA", 2);
    for (size_t i = 0; i < jpeg.length; i++) {
        char *cut = malloc(i + 1);
        memcpy(cut, jpeg.data, i);
        bool good = !look(cut, i, &picture);
        cr_expect(!good || jpeg.data + i > scan, "%zu", i);
        free(cut);
    }
}

/* ---- what a picture tells */

static void expect_stripped(const char *bytes, size_t length, const char *wanted, size_t wanted_length) {
    struct picture picture = {0};
    struct buf file = BUF_EMPTY;
    buf_add(&file, bytes, length);
    cr_assert_null(picture_read(&picture, &file, false));
    buf_free(&file);
    cr_expect_eq(picture.bytes.length, wanted_length, "%zu bytes", picture.bytes.length);
    cr_expect_arr_eq(picture.bytes.data, wanted, wanted_length);
    buf_free(&picture.bytes);
}
#define EXPECT_STRIPPED(bytes, wanted) expect_stripped(bytes, sizeof bytes - 1, wanted, sizeof wanted - 1)

#define EXIF(size, place, order, tiff) "\xFF\xE1\0" size "Exif\0\0" order place tiff
/* Two tags: where the photograph was taken, and that the camera was held upright. */
#define CAMERA EXIF("\x2E", "*\0\x08\0\0\0", "II", "\2\0\x25\x88\4\0\1\0\0\0GENT\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0")
enum { JFIF_SIZE = 20 }; /* bytes, with what stands before it */

/* Our JPEG with other segments behind its first, or in its place. */
static struct buf with(const char *segments, size_t length, bool keep_first) {
    struct buf made = BUF_EMPTY;
    buf_add(&made, jpeg.data, keep_first ? JFIF_SIZE : 2);
    buf_add(&made, segments, length);
    buf_add(&made, jpeg.data + JFIF_SIZE, jpeg.length - JFIF_SIZE);
    return made;
}

Test(picture, a_photograph_tells_neither_where_nor_by_whom) {
    static const char told[] = CAMERA "\xFF\xED\0\7Mieke\xFF\xE2\0\x0EICC_PROFILE\0\xFF\xEE\0\7Adobe\xFF\xE2\0\7MPF\0\0"
                                      "\xFF\xE0\0\x0FJFXX\0\x10Mieke!!\xFF\xFE\0\7Mieke\xFF\xEF\0\7Mieke";
    struct picture plain = {0};
    cr_assert_null(picture_read(&plain, &jpeg, true));
    struct buf photo = with(told, sizeof told - 1, true);
    buf_add_string(&photo, "nog een");
    expect_stripped(photo.data, photo.length, plain.bytes.data, plain.bytes.length);
    expect_stripped(plain.bytes.data, plain.bytes.length, plain.bytes.data, plain.bytes.length);
    buf_free(&photo);
    buf_free(&plain.bytes);
}

static bool is_turned(const struct buf *photo) {
    struct picture picture;
    cr_assert_null(look(photo->data, photo->length, &picture));
    return picture.height > picture.width;
}

Test(picture, exif_that_is_cut_off_or_wrong_turns_nothing) {
    enum { LENGTH = 5, TAG = 34, VALUE = 42, WHOLE = 44 };
    static const struct {
        int place;
        char byte;
    } changes[] = {{TAG, '\x7F'}, {TAG + 2, '\4'}, {VALUE, '\x09'}, {VALUE, 0}};
    struct buf photo = with(CAMERA, sizeof CAMERA - 1, false);
    cr_expect(is_turned(&photo));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char before = photo.data[changes[i].place];
        photo.data[changes[i].place] = changes[i].byte;
        cr_expect_not(is_turned(&photo), "%zu", i);
        photo.data[changes[i].place] = before;
    }
    buf_free(&photo);
    for (size_t i = 4; i < WHOLE; i++) { /* an Exif segment of any shorter length */
        struct buf shorter = with(CAMERA, i, false);
        shorter.data[LENGTH] = (char)(i - 2);
        cr_expect_not(is_turned(&shorter), "%zu", i);
        buf_free(&shorter);
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
    EXPECT_STRIPPED(shot, bare);
    EXPECT_STRIPPED(png, png);
}

Test(picture, impossible_sizes) {
    char changed[sizeof png];
    memcpy(changed, png, sizeof png);
    memset(changed + 16, 0, 8);
    expect_problem(changed, sizeof png - 1, UNKNOWN);
    memset(changed + 16, 0xFF, 8);
    expect_problem(changed, sizeof png - 1, "te groot");
    memcpy(changed, png, sizeof png);
    memset(changed + 8, 0xFF, 4); /* a chunk longer than the file */
    expect_problem(changed, sizeof png - 1, UNKNOWN);
}

Test(picture, any_other_kind_is_refused) {
    static const char *const others[] = {
        "",        "GIF89a",           "<svg",
        "<html/>", "RIFF\x1AWEBPVP8 ", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_problem(others[i], strlen(others[i]), UNKNOWN);
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
    read_jpeg();
    put("casus/map/twee \xC3\xA9.jpg", jpeg.data, jpeg.length);
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
    free_jpeg();
}

/* Looks for one picture after another; returns how many warnings there were. */
static size_t use(const char *const *urls, const struct picture **found, size_t count, struct pictures *pictures) {
    char casus[128], ook[128];
    snprintf(casus, sizeof casus, "%s/casus", root);
    snprintf(ook, sizeof ook, "%s/ook/", root);
    const char *const directories[] = {casus, ook};
    struct warnings warnings = {0};
    struct document document = {.resources = directories, .resource_count = 2, .warnings = &warnings};
    for (size_t i = 0; i < count; i++)
        found[i] = pictures_use(pictures, &document, urls[i], 1);
    size_t said = warnings.count;
    warnings_free(&warnings);
    return said;
}

static void expect_found(const char *url, bool found) {
    const struct picture *picture;
    struct pictures pictures = {0};
    size_t said = use(&url, &picture, 1, &pictures);
    cr_expect_eq(picture != NULL, found, "%s", url);
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
    const struct picture *found[4];
    struct pictures pictures = {0};
    cr_expect_eq(use(urls, found, 4, &pictures), 0);
    cr_expect_eq(pictures.count, 2);
    cr_expect(found[0] != found[1] && found[0] == found[2] && found[0] == found[3]);
    pictures_free(&pictures);
}

Test(picture, too_large_a_file_is_not_read, .init = enter, .fini = leave) {
    put("casus/groot.png", png, sizeof png - 1);
    cr_assert_eq(truncate(in("casus/groot.png"), (off_t)PICTURE_BYTES_MAX + 1), 0);
    expect_found("groot.png", false);
}

/* A page holds a picture as often as it is shown. */
Test(picture, too_much_together_is_not_shown, .init = enter, .fini = leave) {
    enum { MIB = 1024 * 1024, TIMES = 6, FIT = 5 };
    static const char head[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0\0\0\0\0\1\x30\0\0IDAT";
    static const char *const urls[TIMES] = {"groot.png", "groot.png", "groot.png",
                                            "groot.png", "groot.png", "groot.png"};
    const struct picture *found[TIMES];
    struct pictures pictures = {0};
    put("casus/groot.png", head, sizeof head - 1);
    cr_assert_eq(truncate(in("casus/groot.png"), (off_t)19 * MIB + MIB / 2), 0);
    cr_expect_eq(use(urls, found, TIMES, &pictures), TIMES - FIT);
    cr_expect(found[FIT - 1] && !found[FIT]);
    pictures_free(&pictures);
}

Test(picture, nothing_is_allowed_without_directories) {
    struct pictures pictures = {0};
    struct warnings warnings = {0};
    struct document document = {.warnings = &warnings};
    cr_expect_null(pictures_use(&pictures, &document, "/etc/passwd", 1));
    cr_expect_eq(warnings.count, 1);
    warnings_free(&warnings);
    pictures_free(&pictures);
}

Test(picture, warnings_are_counted_beyond_the_most) {
    struct warnings warnings = {0};
    for (int i = 0; i < WARNINGS_MAX + 7; i++)
        warnings_add(&warnings, (size_t)i, "%d", i);
    cr_expect_eq(warnings.count, (size_t)WARNINGS_MAX);
    cr_expect_eq(warnings.more, 7);
    cr_expect_str_eq(warnings.items[99].text, "99");
    warnings_free(&warnings);
}
