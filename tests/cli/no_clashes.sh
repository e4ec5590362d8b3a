#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No name is defined by both libraries: the linker would take one of the two without a word.
. "$TESTS/helpers/check.sh"

symbols() {
    nm -g --defined-only "$(dirname "$ERLITE")/$1" 2>err | awk 'NF == 3 { print $3 }' |
        grep -v -E '^(__odr_asan|__asan|__ubsan|__tsan)' | sort -u
}
symbols liberlite.a >machine
symbols libcompiler.a >compiler
comm -12 machine compiler >both
[ ! -s both ] || { cat both; complain 'both libraries define these'; }
