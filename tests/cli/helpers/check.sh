# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What the scripts of tests/cli share: run the program, then say what is expected of it. Each begins
# with
#     . "$TESTS/helpers/check.sh"
# and runs in an empty folder of its own. The first expectation that is not met ends the test.

set -eu

complain() {
    echo "$*"
    if [ -f out ]; then
        echo "exit code $code, standard output:"
        head -n 30 out
        echo 'standard error:'
        head -n 30 err
    fi
    exit 1
}

# run ARGUMENT...: the program, its output kept in the files out and err, its exit code in $code.
run() {
    echo "erlite $*"
    code=0
    "$ERLITE" "$@" >out 2>err </dev/null || code=$?
}

expect_code() {
    [ "$code" = "$1" ] || complain "expected exit code $1"
}

# Standard output is exactly this text and a newline; nothing at all for ''.
expect_out() {
    if [ -z "$1" ]; then : >expected; else printf '%s\n' "$1" >expected; fi
    cmp -s expected out || complain "expected standard output: $1"
}

# Some line of standard output, or error, matches the extended regular expression.
expect_out_like() {
    grep -E -q -e "$1" out || complain "expected a line of standard output like: $1"
}

expect_err_like() {
    grep -E -q -e "$1" err || complain "expected a line of standard error like: $1"
}

expect_quiet() {
    [ ! -s err ] || complain 'expected nothing on standard error'
}

# One line says what is wrong: exit code 2, nothing on standard output, one line on standard error.
expect_usage_error() {
    expect_code 2
    expect_out ''
    [ "$(wc -l <err)" = 1 ] || complain 'expected one line on standard error'
    expect_err_like "$1"
}

# Whatever the program makes of it, it must end by itself: no signal, no sanitizer's finding.
expect_no_crash() {
    [ "$code" -le 2 ] || complain 'expected no crash'
}
