#include "base/file.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static char directory[] = "/tmp/hgw-fileio-XXXXXX";

static void enter(void) {
    cr_assert_not_null(mkdtemp(directory));
    cr_assert_eq(chdir(directory), 0);
}

/* Removes the directory, which must hold nothing but `names`: no temporary file stays behind. */
static void leave(const char *const names[]) {
    for (size_t i = 0; names[i]; i++)
        cr_expect_eq(unlink(names[i]), 0, "%s", names[i]);
    cr_expect_eq(rmdir(directory), 0, "something was left behind");
}

static void expect_content(const char *path, const char *expected) {
    struct buf content = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    cr_assert(file_read(path, 1000, &content, &error));
    cr_expect_str_eq(content.data, expected);
    buf_free(&content);
}

Test(fileio, a_new_file_is_private_and_an_old_one_is_kept, .init = enter) {
    struct error error = ERROR_EMPTY;
    cr_assert(file_write("a", "een", 3, HGW_KEEP, &error));
    struct stat status;
    cr_assert_eq(stat("a", &status), 0);
    cr_expect_eq(status.st_mode & 0777, 0600);
    cr_expect_not(file_write("a", "twee", 4, HGW_KEEP, &error));
    cr_expect_eq(error.kind, ERROR_IO);
    cr_expect_str_eq(error.file, "a");
    error_clear(&error);
    expect_content("a", "een");
    cr_expect(file_write("a", "drie", 4, HGW_REPLACE, &error));
    expect_content("a", "drie");
    leave((const char *const[]){"a", NULL});
}

/* Access control lists are written as the kernel keeps them (acl(5), <linux/posix_acl_xattr.h>): version,
 * then tag, rights and id of each entry. Here user 1 may read, and the group may not, though the mode says
 * that it may: with a list, the mode of the group is that of the list. */
Test(fileio, a_file_that_is_replaced_keeps_who_may_read_it, .init = enter) {
    static const char name[] = "system.posix_acl_access";
    static const unsigned char list[] = {2, 0, 0,   0,   1,   0,   6,  0, 255, 255, 255, 255, 2,   0,  4,
                                         0, 1, 0,   0,   0,   4,   0,  0, 0,   255, 255, 255, 255, 16, 0,
                                         4, 0, 255, 255, 255, 255, 32, 0, 0,   0,   255, 255, 255, 255};
    struct error error = ERROR_EMPTY;
    cr_assert(file_write("a", "een", 3, HGW_KEEP, &error));
    cr_assert_eq(chmod("a", 0604), 0);
    bool root = chown("a", 1, 1) == 0, lists = setxattr("a", name, list, sizeof list, 0) == 0;
    cr_assert(file_write("a", "twee", 4, HGW_REPLACE, &error), "%s", error_text(&error));
    struct stat status;
    cr_assert_eq(stat("a", &status), 0);
    cr_expect_eq(status.st_mode & 0777, lists ? 0640 : 0604);
    if (root)
        cr_expect(status.st_uid == 1 && status.st_gid == 1);
    char kept[256];
    if (lists)
        cr_expect(getxattr("a", name, kept, sizeof kept) == sizeof list && memcmp(kept, list, sizeof list) == 0);
    expect_content("a", "twee");
    leave((const char *const[]){"a", NULL});
}

/* The temporary name beside it must fit too: here it is cut inside an é, which may not be halved. */
Test(fileio, the_longest_name_can_be_written, .init = enter) {
    struct error error = ERROR_EMPTY;
    char name[256] = "";
    memset(name, 'a', 247);
    memcpy(name + 247, "é", 3);
    memset(name + 249, 'b', 6);
    cr_assert_eq(strlen(name), 255);
    cr_expect(file_write(name, "een", 3, HGW_KEEP, &error), "%s", error_text(&error));
    expect_content(name, "een");
    leave((const char *const[]){name, NULL});
}

Test(fileio, standard_input_is_read_once) {
    struct error error = ERROR_EMPTY;
    cr_expect(files_check((const char *const[]){"a", "-", "a"}, 3, &error));
    cr_expect_not(files_check((const char *const[]){"-", "a", "-"}, 3, &error));
    cr_expect_eq(error.kind, ERROR_USAGE);
    error_clear(&error);
}

Test(fileio, what_cannot_be_written_is_said, .init = enter) {
    static const char *const paths[] = {"vol", ".", "geen/map/hier"};
    cr_assert_eq(symlink("/dev/full", "vol"), 0); /* whoever breaks this replaces the link, not the device */
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct error error = ERROR_EMPTY;
        cr_expect_not(file_write(paths[i], "x", 1, HGW_REPLACE, &error), "%s", paths[i]);
        cr_expect_eq(error.kind, ERROR_IO);
        error_clear(&error);
    }
    leave((const char *const[]){"vol", NULL});
}

Test(fileio, what_cannot_be_read_is_said, .init = enter) {
    static const char *const paths[] = {".", "is-er-niet"};
    struct buf content = BUF_EMPTY;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct error error = ERROR_EMPTY;
        cr_expect_not(file_read(paths[i], 1000, &content, &error), "%s", paths[i]);
        cr_expect_eq(error.kind, ERROR_IO);
        cr_expect_str_eq(error.file, paths[i]);
        error_clear(&error);
    }
    buf_free(&content);
    leave((const char *const[]){NULL});
}

Test(fileio, the_limit_is_exact, .init = enter) {
    struct error error = ERROR_EMPTY;
    struct buf content = BUF_EMPTY;
    cr_assert(file_write("a", "12345", 5, HGW_KEEP, &error));
    cr_expect(file_read("a", 5, &content, &error));
    cr_expect_not(file_read("a", 4, &content, &error));
    cr_expect_eq(error.kind, ERROR_LIMIT);
    error_clear(&error);
    buf_free(&content);
    leave((const char *const[]){"a", NULL});
}

/* A signal that comes while a file is being written waits until the file is whole, and still ends the
 * program. */
Test(fileio, a_signal_leaves_no_half_file, .init = enter) {
    enum { SIZE = 8 * 1024 * 1024 };
    char *bytes = malloc(SIZE);
    cr_assert_not_null(bytes);
    memset(bytes, 'x', SIZE);
    for (useconds_t wait_us = 0; wait_us < 20000; wait_us += 1000) {
        pid_t child = fork();
        if (child == 0) {
            struct error error = ERROR_EMPTY;
            for (;;)
                if (!file_write("groot", bytes, SIZE, HGW_REPLACE, &error))
                    _exit(3);
        }
        usleep(wait_us);
        kill(child, SIGTERM);
        int status;
        waitpid(child, &status, 0);
        cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
        struct stat file;
        if (stat("groot", &file) == 0)
            cr_expect_eq(file.st_size, SIZE);
    }
    free(bytes);
    unlink("groot");
    leave((const char *const[]){NULL});
}

/* Whatever ends the program: a new file is there as a whole, or not at all, and nothing is beside it. */
Test(fileio, a_kill_leaves_no_trace, .init = enter) {
    enum { SIZE = 8 * 1024 * 1024 };
    char *bytes = malloc(SIZE);
    cr_assert_not_null(bytes);
    memset(bytes, 'x', SIZE);
    int unnamed = open(".", O_TMPFILE | O_WRONLY, 0600); /* not every file system knows them */
    for (useconds_t wait_us = 0; unnamed >= 0 && wait_us < 20000; wait_us += 500) {
        pid_t child = fork();
        if (child == 0) {
            struct error error = ERROR_EMPTY;
            do
                unlink("groot");
            while (file_write("groot", bytes, SIZE, HGW_KEEP, &error));
            _exit(3);
        }
        usleep(wait_us);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        cr_expect(WIFSIGNALED(status));
        struct stat file;
        if (stat("groot", &file) == 0)
            cr_expect_eq(file.st_size, SIZE);
        unlink("groot");
    }
    free(bytes);
    leave((const char *const[]){NULL});
}
