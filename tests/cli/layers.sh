#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Includes point downward: a folder knows those below it and nothing of those above.
. "$TESTS/helpers/check.sh"

cd "$ROOT"
problems=$(mktemp)
trap 'rm -f "$problems"' EXIT

# What a folder of vm/ may include beside itself and vm/'s memory.h and compat.h. "vm.h", which
# knows all that a machine owns, counts as a folder.
allowed() {
    case $1 in
    term) echo '' ;;
    heap) echo 'term' ;;
    code) echo 'term heap' ;;
    store) echo 'term heap' ;;
    io) echo 'term' ;;
    proc) echo 'term heap code vm.h' ;;
    engine) echo 'term heap code proc io store vm.h' ;;
    ffi) echo 'term heap code proc vm.h' ;;
    bif) echo 'term heap code proc io store engine ffi include vm.h' ;;
    esac
}

includes() {
    sed -n -e 's/^#include "\([a-z]*\)\/.*/\1/p' -e 's/^#include "\(vm\.h\)"/\1/p' "$1" | sort -u
}

for folder in term heap code proc engine bif store io ffi; do
    for file in vm/"$folder"/*.[ch] vm/"$folder"/*.def; do
        [ -f "$file" ] || continue
        includes "$file" | while read -r other; do
            case " $folder $(allowed "$folder") " in
            *" $other "*) ;;
            *) echo "$file: $folder/ must not include $other" ;;
            esac
        done
    done
done >>"$problems"
for file in vm/memory.h vm/memory.c vm/compat.h; do
    includes "$file" | sed "s|^|$file must not include |"
done >>"$problems"
grep -n -E '#include "(vm/|vm\.h|term/|heap/|code/|engine/|proc/|bif/|erlite)' compiler/*.[ch] |
    sed 's/$/ (the compiler knows nothing of the machine)/' >>"$problems" || true
grep -n -E '#include "compiler/' vm/*.[ch] vm/*/*.[ch] |
    sed 's/$/ (the machine knows nothing of source text)/' >>"$problems" || true

[ ! -s "$problems" ] || { cat "$problems"; exit 1; }
