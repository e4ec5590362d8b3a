#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The rules of the house that a machine can check: licence lines, width, includes that point downward.
. "$TESTS/helpers/check.sh"

cd "$ROOT"
problems=$(mktemp)
trap 'rm -f "$problems"' EXIT
c_files=$(find vm compiler tools tests -name '*.[ch]')

for file in $c_files; do
    [ "$(head -n 1 "$file")" = '// SPDX-License-Identifier: Apache-2.0' ] ||
        echo "$file:1: the first line is not the licence line"
done >>"$problems"

# Columns, not bytes: a file may spell people's names.
for file in $c_files; do
    LC_ALL=C.UTF-8 grep -n -E '^.{101}' "$file" | cut -c 1-60 | sed "s|^|$file:|;s|\$| ... is over 100 columns|"
done >>"$problems" || true

# shellcheck disable=SC2086
grep -n -E 'TODO|FIXME|XXX' $c_files | sed 's/$/ (finish it, or file it)/' >>"$problems" || true

# Which folders of vm/ a folder may include, beside itself and the headers directly in vm/.
allowed() {
    case $1 in
    term) echo '' ;;
    heap) echo 'term' ;;
    code) echo 'term heap' ;;
    proc) echo 'term heap code' ;;
    engine | bif | store | io | ffi) echo 'term heap code proc engine bif store io ffi' ;;
    esac
}
for folder in term heap code proc engine bif store io ffi; do
    for file in vm/"$folder"/*.[ch]; do
        [ -f "$file" ] || continue
        sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u | while read -r other; do
            case " $folder $(allowed "$folder") " in
            *" $other "*) ;;
            *) echo "$file: $folder/ must not include $other/" ;;
            esac
        done
    done
done >>"$problems"
grep -n -E '#include "(vm/|term/|heap/|code/|engine/|proc/|erlite)' compiler/*.[ch] |
    grep -v 'vm/code/generic.def' | sed 's/$/ (the compiler knows nothing of the machine)/' >>"$problems" || true
grep -n -E '#include "compiler/' vm/*.[ch] vm/*/*.[ch] |
    sed 's/$/ (the machine knows nothing of source text)/' >>"$problems" || true

[ ! -s "$problems" ] || { cat "$problems"; exit 1; }
