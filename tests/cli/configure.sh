#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# ./configure: options, and what it says when something is missing.
. "$TESTS/helpers/check.sh"

configure() {
    code=0
    "$ROOT/configure" --builddir="$PWD/build" "$@" >out 2>err || code=$?
}
configure --help
expect_code 0
expect_out_like '--prefix=DIR'
expect_out_like '--without-NAME'

configure --no-such-option
expect_code 1
expect_err_like "unknown option '--no-such-option'"
configure --prefix=relative
expect_code 1
expect_err_like 'absolute'
configure --without-gmp
expect_code 1
expect_err_like 'gmp is not optional'

PKG_CONFIG=false configure
expect_code 1
expect_err_like 'missing: zlib, gmp'
expect_err_like 'zlib1g-dev libgmp-dev'
expect_err_like 'install'
[ ! -e build/config.mk ] || complain 'expected no configuration'

configure --prefix=/opt/erlite --enable-debug --without-openssl --without-libuv
expect_code 0
expect_out_like 'openssl +left out'
grep -q '^PREFIX = /opt/erlite$' build/config.mk || complain 'expected the prefix to be written'
grep -q '^DEFAULT_MODE = debug$' build/config.mk || complain 'expected the debug mode'
! grep -q '^HAVE_OPENSSL' build/config.mk || complain 'expected no OpenSSL'

CC=no-such-compiler configure
expect_code 1
expect_err_like 'working C compiler'
