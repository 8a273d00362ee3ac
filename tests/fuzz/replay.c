/* replay: tries files on a fuzz target, each of them once.
 *
 *   replay TARGET SECONDS FILE...
 *
 * Ends with the crash that a file gives, with status 1 after a file that takes longer than SECONDS, else 0.
 */
#include "fuzz.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fputs("usage: replay TARGET SECONDS FILE...\n", stderr);
        return 2;
    }
    const struct fuzz_target *target = fuzz_find(argv[1]);
    target->run((struct fuzz_input){"", 0}); /* what is made once is not counted */
    int status = 0;
    for (int i = 3; i < argc; i++) {
        struct buf bytes = BUF_EMPTY;
        struct error error = ERROR_EMPTY;
        fuzz_expect(file_read(argv[i], 1 << 26, &bytes, &error), argv[i]);
        printf("%s %s", target->name, argv[i]);
        fflush(stdout);
        double begun = now();
        target->run((struct fuzz_input){bytes.data ? bytes.data : "", bytes.length});
        double took = now() - begun;
        bool slow = took > atof(argv[2]);
        printf(" %.2f s%s\n", took, slow ? ": too slow" : "");
        if (slow)
            status = 1;
        buf_free(&bytes);
    }
    return status;
}
