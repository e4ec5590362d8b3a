#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The rules of the house that a machine can check: licence lines, width, size of files. The layers
# have a test of their own.
. "$TESTS/helpers/check.sh"

cd "$ROOT"
problems=$(mktemp)
trap 'rm -f "$problems"' EXIT
c_files=$(find vm compiler tools tests -name '*.[ch]')
scripts="configure Makefile .ci/run tools/install-deps tools/mkdocs tools/oracle tools/run-tests
$(find tests/cli -name '*.sh')"

for file in $c_files $(find vm -name '*.def'); do
    [ "$(head -n 1 "$file")" = '// SPDX-License-Identifier: Apache-2.0' ] ||
        echo "$file:1: the first line is not the licence line"
    [ "$(wc -l <"$file")" -le 1000 ] || echo "$file: more than 1000 lines"
done >>"$problems"
for file in $scripts stdlib/*.erl; do
    head -n 2 "$file" | grep -q '^[#%]* SPDX-License-Identifier: Apache-2.0$' ||
        echo "$file: no licence line"
done >>"$problems"

# Columns, not bytes: a file may spell people's names.
for file in $c_files $scripts $(find vm -name '*.def') stdlib/*.erl examples/*/*.erl; do
    LC_ALL=C.UTF-8 grep -n -E '^.{101}' "$file" | cut -c 1-60 |
        sed "s|^|$file:|;s|\$| ... is over 100 columns|"
done >>"$problems" || true

# shellcheck disable=SC2086
grep -n -E 'TODO|FIXME|XXX' $c_files | sed 's/$/ (finish it, or file it)/' >>"$problems" || true

[ ! -s "$problems" ] || { cat "$problems"; exit 1; }
