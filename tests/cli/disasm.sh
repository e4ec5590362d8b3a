#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# erlite disasm shows the generic instructions of a BEAM file and what the loader makes of them.
. "$TESTS/helpers/check.sh"

cat >sample.erl <<'END'
-module(sample).
-export([double/1, pick/1]).
double(X) -> X * 2.
pick({a, Y}) -> [Y];
pick(_) -> none.
END
run compile sample.erl
expect_code 0
run disasm sample.beam
expect_code 0
expect_quiet
expect_out_like 'sample'
expect_out_like 'double/1|double,? *1'
expect_out_like 'pick/1|pick,? *1'
expect_out_like 'func_info'
expect_out_like 'get_tuple_element'
expect_out_like 'return'
