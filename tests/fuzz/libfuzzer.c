/* libfuzzer: what libFuzzer calls. The target is the name by which the program was started. */
#include "fuzz.h"

#include <libgen.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count;
    target = fuzz_find(basename((*arguments)[0]));
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    target->run((struct fuzz_input){(const char *)bytes, length});
    return 0;
}
