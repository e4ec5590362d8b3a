%% SPDX-License-Identifier: Apache-2.0
%% filename and file.
-module(filename_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    names(),
    files(),
    finish().

names() ->
    ?equal("a/b/c", filename:join(["a", "b/", "c"])),
    ?equal("/c", filename:join("a", "/c")),
    ?equal("a/b", filename:join(a, "b//")),
    ?equal(<<"a/b">>, filename:join("a", <<"b">>)),
    ?equal(["/", "usr", "bin"], filename:split("/usr//bin/")),
    ?equal([<<"a">>, <<"b">>], filename:split(<<"a/b">>)),
    ?equal("c.erl", filename:basename("/a/b/c.erl")),
    ?equal("c", filename:basename("/a/b/c.erl", ".erl")),
    ?equal("c.erl", filename:basename("c.erl", ".hrl")),
    ?equal(<<"b">>, filename:basename(<<"a/b">>)),
    ?equal("/a/b", filename:dirname("/a/b/c.erl")),
    ?equal(".", filename:dirname("c.erl")),
    ?equal("/", filename:dirname("/c")),
    ?equal(".erl", filename:extension("a.b/c.erl")),
    ?equal("", filename:extension("a.b/c")),
    ?equal("a.b/c", filename:rootname("a.b/c.erl")),
    ?equal("a.b/c", filename:rootname("a.b/c")),
    ?equal("a.b/c", filename:rootname("a.b/c.erl", ".erl")),
    ?equal(absolute, filename:pathtype("/a")),
    ?equal(relative, filename:pathtype(<<"a">>)),
    ?equal("/d/a", filename:absname("a", "/d")),
    ?equal("/a", filename:absname("/a", "/d")),
    ?equal("abc", filename:flatten(["a", b, $c])),
    ?equal("a/b", filename:nativename("a//b")).

files() ->
    ?equal({error, enoent}, file:read_file("no_such_file")),
    ?equal({error, enoent}, file:write_file("no_such_directory/file", "x")),
    ?equal({error, badarg}, file:write_file("/dev/null", [not_a_byte])),
    ?equal(ok, file:write_file("/dev/null", ["some", <<" bytes">>])),
    ?equal({ok, <<>>}, file:read_file(<<"/dev/null">>)),
    ?equal("no such file or directory", file:format_error(enoent)),
    ?equal("permission denied", file:format_error(eacces)).
