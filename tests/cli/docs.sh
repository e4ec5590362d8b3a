#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# docs/bytecode.md is what the tables say; `make docs` writes it.
. "$TESTS/helpers/check.sh"

"$ROOT/tools/mkdocs" >bytecode.md
diff -u "$ROOT/docs/bytecode.md" bytecode.md | head -n 20 >difference
[ ! -s difference ] || { cat difference; complain 'out of date: type make docs'; }
