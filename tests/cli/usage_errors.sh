#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Unknown options and commands, missing files: one clear line, exit code 2.
. "$TESTS/helpers/check.sh"

run --no-such-option
expect_usage_error '--no-such-option'
run -z
expect_usage_error '-z'
run run --no-such-option x.erl
expect_usage_error '--no-such-option'
run compile --no-such-option x.erl
expect_usage_error '--no-such-option'
run disasm --no-such-option x.beam
expect_usage_error '--no-such-option'
run frobnicate
expect_usage_error 'frobnicate'
run ''
expect_usage_error "command ''"

# A slip of the finger is recognised.
run complie x.erl
expect_usage_error "did you mean 'compile'"
run help disams
expect_usage_error "did you mean 'disasm'"
run run --hlep
expect_usage_error "did you mean '--help'"

for command in '' run compile; do
    # shellcheck disable=SC2086
    run $command nowhere.erl
    expect_usage_error 'nowhere\.erl: No such file or directory'
done
run run ./no/such/script
expect_usage_error 'no/such/script: No such file or directory'
run disasm nowhere.beam
expect_usage_error 'nowhere\.beam: No such file or directory'
run run nowhere.beam
expect_usage_error 'nowhere\.beam: No such file or directory'

# Something is missing, or too much.
run run
expect_usage_error 'erlite run FILE\.erl'
run disasm
expect_usage_error 'erlite disasm FILE\.beam'
run disasm one.beam two.beam
expect_usage_error 'erlite disasm FILE\.beam'
run help run compile
expect_usage_error 'compile'
for option in -o -I -D; do
    run compile "$option"
    expect_usage_error "'$option' needs a value"
done
run compile -D '1X=2' x.erl
expect_usage_error "'1X' is no name of a macro"
run run -D '' x.erl
expect_usage_error 'no name of a macro'

mkdir folder.erl
for command in '' run compile disasm; do
    # shellcheck disable=SC2086
    run $command folder.erl
    expect_usage_error 'folder\.erl: Is a directory'
done
: >file
printf -- '-module(fine).\n' >fine.erl
run compile -o file fine.erl
expect_usage_error 'file: not a directory'
