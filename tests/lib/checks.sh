#!/bin/sh
# Read by suites of tests/interop and tests/guides: counts what passes, fails and is skipped, and ends with the line that
# tests/run adds up. Every suite starts in $scratch, which goes at the end; $TOP is the source tree.
# shellcheck disable=SC2034 # TOP is for the suites
set -u
TOP=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
: "${HGW_DATADIR:=$TOP}"
export HGW_DATADIR
case $PATH in *"$TOP/build/"*) ;; *) PATH=$TOP/build/bin:$PATH ;; esac
LC_ALL=C
export PATH LC_ALL
unset LANGUAGE LANG SOURCE_DATE_EPOCH NO_COLOR XDG_DATA_HOME
export XDG_CONFIG_HOME=/nowhere # no settings of whoever runs this
scratch=$(mktemp -d "${TMPDIR:-/tmp}/hgw-suite.XXXXXX") || exit 2
at_end=:
trap '$at_end; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
HOME=$scratch/home
export HOME
mkdir "$HOME"
cd "$scratch" || exit 2
passed=0 failed=0 skipped=0

pass() { passed=$((passed + 1)); }

fail() { # WHAT [FILE]: FILE is shown
    failed=$((failed + 1))
    echo "FAILED: $1"
    [ -z "${2:-}" ] || sed 's/^/    /' "$2" | tail -n 40
}

skip() { # WHAT
    skipped=$((skipped + 1))
    echo "skipped: $1"
}

here() { # COMMAND WHAT: true when the command is here; else WHAT is skipped
    command -v "$1" >/dev/null 2>&1 && return 0
    skip "$2: $1 is not here"
    return 1
}

check() { # WHAT COMMAND...: passes when the command does
    what=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then pass; else fail "$what" "$scratch/said"; fi
}

same() { # WHAT EXPECTED ACTUAL
    if [ "$2" = "$3" ]; then
        pass
    else
        printf 'expected: %s\nactual:   %s\n' "$2" "$3" >"$scratch/said"
        fail "$1" "$scratch/said"
    fi
}

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
    exit
}
