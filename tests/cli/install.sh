#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# make install and uninstall; a host program is built against what was installed.
. "$TESTS/helpers/check.sh"

unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
tree=$(dirname "$ERLITE")
make_there() {
    make -s -C "$ROOT" BUILD="$(dirname "$tree")" MODE="$(basename "$tree")" \
        DESTDIR="$PWD/root" "$@"
}
make_there install
prefix=$(sed -n 's/^PREFIX = //p' "$(dirname "$tree")/config.mk")
at=$PWD/root$prefix
for file in bin/erlite lib/liberlite.a lib/liberlite.so include/erlite.h lib/pkgconfig/erlite.pc \
    share/man/man1/erlite.1; do
    [ -s "$at/$file" ] || complain "not installed: $file"
done
"$at/bin/erlite" --version >out
expect_out_like '^erlite '

if command -v pkg-config >/dev/null && command -v cc >/dev/null; then
    printf '#include <erlite.h>\nint main(void) { return ERLITE_VERSION[0] == 0; }\n' >host.c
    export PKG_CONFIG_PATH="$at/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$PWD/root"
    # shellcheck disable=SC2046
    cc host.c -o host $(pkg-config --cflags --libs erlite)
    LD_LIBRARY_PATH=$at/lib ./host
fi

make_there uninstall
left=$(find root ! -type d)
[ -z "$left" ] || complain "left behind: $left"
