#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# erlite disasm shows the generic instructions of a BEAM file and what the loader makes of them.
. "$TESTS/helpers/check.sh"

cat >sample.erl <<'END_OF_PROGRAM'
-module(sample).
-export([double/1, pick/1, kind/1, adder/1, header/1, pack/2, fields/1, 'odd name'/0]).
double(X) -> X * 2.
pick({a, Y}) -> [Y];
pick(_) -> none.
kind(1) -> one;
kind(2) -> two;
kind(3) -> three;
kind(4) -> four;
kind(apple) -> fruit;
kind(X) when is_float(X) -> X + 1.5;
kind(_) -> lists:reverse("literal").
adder(N) -> fun(X) -> X + N end.
header(<<"PNG", Size:32, Rest/binary>>) -> {Size, Rest}.
pack(A, B) -> <<A:16, "text", B/binary>>.
fields(#{a := A, b := B}) -> #{a => B, c => A}.
'odd name'() -> receive {m, X} -> X after 10 -> try double(x) catch _:_ -> ok end end.
END_OF_PROGRAM
run compile sample.erl
expect_code 0
run disasm sample.beam
expect_code 0
expect_quiet
sed '/as loaded/,$d' out >generic
sed -n '/as loaded/,$p' out >internal

# In either layer: $1 is the file, $2 a pattern.
expect_in() {
    grep -E -q -e "$2" "$1" || complain "expected in the $1 layer: $2"
}
for layer in generic internal; do
    for function in double/1 pick/1 kind/1 adder/1 header/1 pack/2 fields/1 "'odd name'/0"; do
        expect_in $layer "^$function:\$"
    done
    expect_in $layer 'func_info +sample double 1'
    expect_in $layer 'lists:reverse/1'
    expect_in $layer '"literal"'
    expect_in $layer '-adder/1-fun-0-./2'
done
expect_in generic '^module sample: '
expect_in generic '^    double/1 at L[0-9]+$'
expect_in generic '^  L1:$'
expect_in generic '^    line +3$'
expect_in generic '^    gc_bif2 .*erlang:.\*./2 x0 2 x0'
expect_in generic '^    return$'
expect_in generic '^    wait_timeout +L[0-9]+ 10$'
expect_in generic 'x0|y0'
expect_in internal '^ +[0-9]+  return$|_return'
expect_in internal '^ +0  func_info .*% line 3$'
expect_in internal '@[0-9]+'
expect_in internal 'multiply'
expect_in internal 'is_tagged_tuple'
expect_in internal '^ +[0-9]+  int_code_end$'
! grep -q '^ *[0-9]* *label' internal || complain 'expected no labels in loaded code'

# What erlc made, if there is one, reads as well.
if command -v erlc >/dev/null; then
    mkdir otp
    erlc -o otp sample.erl
    run disasm otp/sample.beam
    expect_code 0
    expect_out_like "^'odd name'/0:\$"
fi

printf 'no BEAM file' >broken.beam
run disasm broken.beam
expect_code 1
expect_out ''
expect_err_like 'broken\.beam'
