#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The shared library exports the public API, erlite_*, and nothing else.
. "$TESTS/helpers/check.sh"

library=$(dirname "$ERLITE")/liberlite.so
[ -f "$library" ] || complain "no $library"
# Sanitizers and coverage bring symbols of their own into every library.
nm -D --defined-only "$library" | awk '{ print $NF }' |
    grep -v -E '^(erlite_|__[atu]b?san_|__odr_asan|__start_|__stop_|_init$|_fini$)' >others || true
[ ! -s others ] || { cat others; complain 'the library exports these'; }
