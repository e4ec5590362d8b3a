#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# --version and help.
. "$TESTS/helpers/check.sh"

run --version
expect_code 0
expect_quiet
[ "$(wc -l <out)" = 1 ] || complain 'expected one line'
expect_out_like '^erlite [0-9]+\.[0-9]+\.[0-9]+'

cp out version.out
for spelling in version -V; do
    run $spelling
    expect_code 0
    cmp -s out version.out || complain "expected $spelling to print the same"
done
run --version --loud
expect_usage_error '--loud'

run help
expect_code 0
expect_quiet
for command in run compile disasm help; do
    expect_out_like "(^|[^a-z])$command([^a-z]|\$)"
done
cp out help.out
run --help
expect_code 0
cmp -s out help.out || complain 'expected --help to print the same as help'
for spelling in '' -h; do
    # shellcheck disable=SC2086
    run $spelling
    expect_code 0
    cmp -s out help.out || complain "expected 'erlite $spelling' to print the same as help"
done

for command in run compile disasm; do
    run help "$command"
    expect_code 0
    expect_quiet
    expect_out_like "erlite $command"
    cp out help.out
    run "$command" --help
    expect_code 0
    cmp -s out help.out || complain "expected $command --help to print the same"
done
run help no_such_command
expect_usage_error 'no_such_command'
