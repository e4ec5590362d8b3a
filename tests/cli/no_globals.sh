#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No mutable global state: no object of the runtime or the compiler has anything in .data or .bss.
. "$TESTS/helpers/check.sh"

for library in liberlite.a libcompiler.a; do
    size -A "$(dirname "$ERLITE")/$library" | awk '
        / *\(ex .*\):?$/ || /:$/ { object = $1 }
        $1 ~ /^\.(data|bss|tdata|tbss)($|\.)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 {
            print object, $1, $2, "bytes"
        }' >found
    [ ! -s found ] || { cat found; complain "mutable data in $library"; }
done
