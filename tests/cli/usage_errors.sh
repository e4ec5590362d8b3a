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

for command in '' run compile; do
    # shellcheck disable=SC2086
    run $command nowhere.erl
    expect_usage_error 'nowhere\.erl'
done
run disasm nowhere.beam
expect_usage_error 'nowhere\.beam'
run run
expect_usage_error '.'
run compile -o
expect_usage_error '-o'

mkdir folder.erl
run run folder.erl
expect_usage_error 'folder\.erl'
