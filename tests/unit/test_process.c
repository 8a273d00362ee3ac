#include "base/process.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

Test(process, a_crash_leaves_no_core) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){1 << 20, 1 << 20});
    process_start("proef");
    struct rlimit core;
    cr_expect(getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0);
#ifndef __SANITIZE_ADDRESS__ /* LeakSanitizer looks into the process as a debugger does */
    cr_expect_eq(prctl(PR_GET_DUMPABLE), 0);
#endif
}

/* Signals that end a program as a crash do so still. */
Test(process, a_crash_is_a_crash, .signal = SIGABRT) {
    process_start("proef");
    raise(SIGABRT);
}
