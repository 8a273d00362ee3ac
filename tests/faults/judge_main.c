/* judge: says what is wrong with how a program ended that had a failing call; nothing when all is right.
 *
 *   judge STATUS DIRECTORY        STATUS as the shell has it; the rest as in faults.h */
#include "faults.h"

#include <stdio.h>
#include <stdlib.h>

const char *faults_setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    int status = atoi(argv[1]);
    const char *wrong = faults_judge(status > 128 ? status - 128 : status << 8, argv[2]);
    if (wrong)
        puts(wrong);
    return 0;
}
