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

tables=$(find vm -name '*.def')
# shellcheck disable=SC2086
awk '
    FNR == 1 && $0 != "// SPDX-License-Identifier: Apache-2.0" {
        print FILENAME ":1: the first line is not the licence line"
    }
    FNR == 1001 { print FILENAME ": more than 1000 lines" }' $c_files $tables >>"$problems"
# shellcheck disable=SC2086
awk '
    FNR == 1 && previous != "" { print previous ": no licence line" }
    FNR == 1 { previous = FILENAME }
    FNR <= 2 && /^[#%]* SPDX-License-Identifier: Apache-2.0$/ { previous = "" }
    END { if (previous != "") print previous ": no licence line" }
    ' $scripts stdlib/*.erl >>"$problems"

# Columns, not bytes: a file may spell people's names.
# shellcheck disable=SC2086
LC_ALL=C.UTF-8 grep -n -E '^.{101}' $c_files $scripts $tables stdlib/*.erl examples/*/*.erl |
    cut -c 1-90 | sed 's/$/ ... is over 100 columns/' >>"$problems" || true

# shellcheck disable=SC2086
grep -n -E 'TODO|FIXME|XXX' $c_files | sed 's/$/ (finish it, or file it)/' >>"$problems" || true

[ ! -s "$problems" ] || { cat "$problems"; exit 1; }
