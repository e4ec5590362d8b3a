#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Module file: contents whole and unchanged, the modes of writing, the reasons of failures.
. "$TESTS/helpers/check.sh"

cat >files.erl <<'END_OF_PROGRAM'
-module(files).
-export([main/1]).

main(["errors"]) ->
    show(file:read_file("nowhere")),
    show(file:read_file("folder")),
    show(file:read_file("text/below")),
    show(file:read_file("loop")),
    show(file:read_file(lists:duplicate(5000, $a))),
    show(file:read_file(lists:duplicate(300, $a))),
    show(file:read_file("zero\0inside")),
    show(file:write_file("folder", "x")),
    show(file:write_file("no/folder", "x")),
    show(file:write_file("/dev/full", "x")),
    show(file:write_file("text", "x", [exclusive])),
    show(file:write_file("text", [not_bytes])),
    show(catch erlite_file:read(not_a_name)),
    show(catch erlite_file:read(<<"zero", 0, "inside">>)),
    show(catch erlite_file:write(<<"text">>, <<"x">>, no_mode)),
    show(catch erlite_file:write(<<"text">>, <<1:7>>, write));
main(["modes"]) ->
    ok = file:write_file("new", ["one", [$\s | <<"two">>], 10]),
    ok = file:write_file("new", "three\n", [append]),
    ok = file:write_file("made", "appended", [append]),
    ok = file:write_file("own", "own", [exclusive]),
    show([file:read_file(F) || F <- ["new", <<"made">>, own, ["o", $w, n]]]),
    ok = file:write_file("new", ""),
    show(file:read_file("new"));
main(["copy", From, To]) ->
    {ok, Contents} = file:read_file(From),
    ok = file:write_file(To, Contents),
    show(byte_size(Contents));
main(["unaligned"]) ->
    Long = binary:copy(<<"0123456789">>, 100),
    <<_:3, Bits:1000/binary, _/bits>> = <<5:3, Long/binary, 0:5>>,
    ok = file:write_file("unaligned", Bits),
    show(file:read_file("unaligned") =:= {ok, Long});
main(["names"]) ->
    ok = file:write_file("n\x{e9}\x{4e16}", "by characters"),
    show(file:read_file(<<"n\x{e9}\x{4e16}"/utf8>>));
main(["cwd"]) ->
    {ok, Name} = file:get_cwd(),
    io:format("~ts~n", [Name]).

show(Term) -> io:format("~0p~n", [Term]).
END_OF_PROGRAM
mkdir folder
echo text >text
ln -s loop loop

run run files.erl errors
expect_code 0
expect_out "{error,enoent}
{error,eisdir}
{error,enotdir}
{error,eloop}
{error,enametoolong}
{error,enametoolong}
{error,badarg}
{error,eisdir}
{error,enoent}
{error,enospc}
{error,eexist}
{error,badarg}
$(sed -n '13,16p' out)"
[ "$(sed -n '13,16p' out | grep -c "{'EXIT',{badarg,")" = 4 ] || complain 'expected four badarg'
[ "$(cat text)" = text ] || complain 'expected the file unchanged'

run run files.erl modes
expect_code 0
expect_out '[{ok,<<"one two\nthree\n">>},{ok,<<"appended">>},{ok,<<"own">>},{ok,<<"own">>}]
{ok,<<>>}'

head -c 3000000 "$ERLITE" >large
: >empty
for file in large empty text; do
    run run files.erl copy $file copy
    expect_code 0
    expect_out "$(($(wc -c <$file)))"
    cmp $file copy || complain 'expected the same bytes'
done
# What has no size: a pipe, and files that the system makes up.
head -c 300000 large | "$ERLITE" run files.erl copy /dev/stdin copy >out 2>err
expect_out 300000
head -c 300000 large | cmp - copy || complain 'expected the same bytes'
if [ -r /proc/self/cmdline ]; then
    run run files.erl copy /proc/self/cmdline copy
    expect_code 0
    tr '\0' ' ' <copy | grep -q 'run files.erl copy' || complain 'expected our command line'
fi

run run files.erl unaligned
expect_out true
run run files.erl names
expect_out '{ok,<<"by characters">>}'
[ -f 'né世' ] || complain 'expected a file name in UTF-8'
run run files.erl cwd
expect_out "$PWD"
