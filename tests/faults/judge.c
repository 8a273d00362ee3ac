#include "faults.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static FILE *open_in(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return fopen(path, "rb");
}

/* True when two files hold the same; a file that is not there is none. */
static bool same(FILE *a, FILE *b) {
    int byte = a && b ? getc(a) : EOF;
    while (byte != EOF && byte == getc(b))
        byte = getc(a);
    bool equal = a && b && byte == EOF && getc(b) == EOF;
    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return equal;
}

static bool is_empty(FILE *file) {
    bool empty = !file || getc(file) == EOF;
    if (file)
        fclose(file);
    return empty;
}

/* How many files are in the directory of the output. */
static int count_files(const char *output) {
    char path[4096];
    int count = 0;
    snprintf(path, sizeof path, "%s", output);
    *strrchr(path, '/') = '\0';
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        count += entry->d_name[0] != '.';
    if (directory)
        closedir(directory);
    return count;
}

/* True when the file ends with this line. */
static bool says(FILE *file, const char *sentence) {
    char text[4096];
    size_t length = strlen(sentence), size = 0, got;
    while (file && (got = fread(text + size, 1, sizeof text - 1 - size, file)) > 0) {
        size += got;
        if (size > sizeof text / 2) { /* only the end matters */
            memmove(text, text + size / 2, size - size / 2);
            size -= size / 2;
        }
    }
    if (file)
        fclose(file);
    return size > length && text[size - 1] == '\n' && memcmp(text + size - 1 - length, sentence, length) == 0;
}

static const char *judge_failure(const char *directory, const char *output) {
    const char *sentence = faults_setting("HGW_FAULTS_SENTENCE");
    if (is_empty(open_in(directory, "err")))
        return "status 2 without a message";
    if (*sentence && !says(open_in(directory, "err"), sentence))
        return "status 2 with another message";
    FILE *old = *output ? open_in(directory, "old") : NULL;
    int files = *output ? count_files(output) : 0;
    if (old ? same(old, fopen(output, "rb")) && files == 1 : files == 0)
        return NULL;
    /* The result may be there when it was finished before the failure: that of saying the warnings, or of
     * closing standard output. */
    bool whole = files == 1 && same(open_in(directory, "good"), fopen(output, "rb"));
    return whole ? NULL : "a file was left behind";
}

static const char *judge_success(const char *directory, const char *output) {
    FILE *made = *output ? fopen(output, "rb") : open_in(directory, "out");
    if (!same(open_in(directory, "good"), made))
        return "it says that all went well, but its output is another";
    if (!same(open_in(directory, "good-err"), open_in(directory, "err")))
        return "it says that all went well, but its messages are others";
    if (*output && count_files(output) != 1)
        return "a file was left behind";
    return NULL;
}

static void copy(FILE *from, FILE *to) {
    for (int byte; from && to && (byte = getc(from)) != EOF;)
        putc(byte, to);
    if (from)
        fclose(from);
    if (to)
        fclose(to);
}

void faults_keep(const char *directory) {
    FILE *output = fopen(faults_setting("HGW_FAULTS_OUTPUT"), "rb");
    char path[4096];
    snprintf(path, sizeof path, "%s/before", directory);
    remove(path);
    if (output)
        copy(output, fopen(path, "wb"));
}

/* Makes the output as it was when that was kept. */
static void restore(const char *directory, const char *output) {
    FILE *before = open_in(directory, "before");
    remove(output);
    if (before)
        copy(before, fopen(output, "wb"));
}

static const char *judge(int status, const char *directory, const char *output) {
    static char text[64];
    if (WIFSIGNALED(status)) {
        snprintf(text, sizeof text, "it ends with signal %d", WTERMSIG(status));
        return text;
    }
    if (WEXITSTATUS(status) == 2)
        return judge_failure(directory, output);
    if (WEXITSTATUS(status) == atoi(faults_setting("HGW_FAULTS_STATUS")))
        return judge_success(directory, output);
    snprintf(text, sizeof text, "it ends with status %d", WEXITSTATUS(status));
    return text;
}

const char *faults_judge(int status, const char *directory) {
    const char *output = faults_setting("HGW_FAULTS_OUTPUT");
    const char *wrong = judge(status, directory, output);
    if (*output)
        restore(directory, output);
    return wrong;
}
