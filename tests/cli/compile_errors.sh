#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compile errors: place, source line, caret, several in one run, exit code 1, nothing run or
# written.
. "$TESTS/helpers/check.sh"

cat >wrong.erl <<'END'
-module(wrong).
-export([main/1, missing/2]).
main(_) ->
    io:format("running~n"),
    X = Unbound + 1,
    undefined_function(X).
other(A) ->
    lists:fold(fun(B, C) -> B + C end, 0, A).
END
check_errors() {
    expect_code 1
    expect_out ''
    expect_err_like '^wrong\.erl:2:[0-9]+: .*missing/2'
    expect_err_like '^wrong\.erl:5:9: .*Unbound'
    expect_err_like '^wrong\.erl:6:5: .*undefined_function/1'
    # The source line, and below it a caret under the name.
    expect_err_like 'X = Unbound \+ 1'
    expect_err_like '^[ |0-9]*\^'
}
run run wrong.erl
check_errors
run wrong.erl
check_errors
run compile wrong.erl
check_errors
[ ! -e wrong.beam ] || complain 'expected no wrong.beam'

# The parser goes on after an error, at the next form.
cat >syntax.erl <<'END'
-module(syntax).
-export([main/0]).
main() -> foo(.
next() -> [1, 2.
good() -> ok.
END
run compile syntax.erl
expect_code 1
expect_err_like '^syntax\.erl:3:'
expect_err_like '^syntax\.erl:4:'

# Not text, not UTF-8, empty: an error each, never a crash.
printf '\377\376\000\001' >bytes.erl
: >empty.erl
printf 'main(_) -> "no end' >string.erl
printf -- '-module(deep).\n-export([f/0]).\nf() -> ' >deep.erl
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "[" }' >>deep.erl
for file in bytes.erl string.erl deep.erl; do
    run compile "$file"
    expect_code 1
    expect_err_like "^$file:[0-9]+:[0-9]+: "
done
run compile empty.erl
expect_code 1
expect_err_like '^empty\.erl:1:1: .*-module'

# No colours in a file; "did you mean" for a function that almost exists.
printf -- '-module(near).\n-export([main/0]).\nmain() -> hepler().\nhelper() -> ok.\n' >near.erl
run run near.erl
expect_code 1
expect_err_like "helper"
! grep -q "$(printf '\033')" err || complain 'expected no colours'
