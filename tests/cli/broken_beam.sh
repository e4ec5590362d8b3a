#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Damaged BEAM files are refused with a message; whatever the damage, nothing crashes.
. "$TESTS/helpers/check.sh"

cat >target.erl <<'END'
-module(target).
-export([main/1]).
main(_) -> io:format("~p~n", [{target, [1.5, "text", #{a => 1}], fun(X) -> X + 1 end(2)}]).
END
mkdir whole cut
run compile -o whole target.erl
expect_code 0
size=$(wc -c <whole/target.beam)
for part in 0 1 3 4 8 11 12 13 16 20 24 40 60; do
    head -c "$part" whole/target.beam >cut/target.beam
    run run -pa cut target
    expect_no_crash
    [ "$code" != 0 ] || complain "expected a failure for the first $part bytes"
    run disasm cut/target.beam
    expect_no_crash
done
for fraction in 2 3 5 7; do
    head -c $((size * (fraction - 1) / fraction)) whole/target.beam >cut/target.beam
    run run -pa cut target
    expect_no_crash
    [ "$code" != 0 ] || complain 'expected a failure for a file cut short'
done
printf 'this is no BEAM file' >cut/target.beam
run run -pa cut target
expect_no_crash
[ "$code" != 0 ] || complain 'expected a failure'
[ -s err ] || complain 'expected a message'
