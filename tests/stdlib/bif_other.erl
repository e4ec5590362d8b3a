% SPDX-License-Identifier: Apache-2.0
-module(bif_other).
-export([main/0]).
-compile(nowarn_deprecated_function).

% C functions of the smaller modules: string, persistent_term, os, zlib, code, and erlang:phash.
main() ->
    [show(F) || F <- numbers() ++ searches() ++ calls() ++ compression()],
    [io:format("~w~n", [erlang:phash(T, 1 bsl 32)]) || T <- hashed()],
    persistent_terms(),
    surroundings().

show(F) ->
    Result = try F() catch Class:Reason -> {Class, Reason} end,
    io:format("~w~n", [Result]).

numbers() ->
    Texts = ["12", "+12x", "-", "-x", "", "x", " 1", "1.5", "1,5z", "1.", "1.5e", "1.5e3x",
    "1.5e+", "1.5E-2-", "-1.5",
             "+1.5", "1e5", "1.5ee", "1.5.5", "-0.0", "1.0e400", "1.0e-400",
             "99999999999999999999999999x", [$1, a],
             [$1 | $2], [a, $1], [$1, $., $5 | x], [$1, $., $5, x], ".5", [1.0], [$1, 1000],
             "00012", 12, <<"1">>],
    [fun() -> string:list_to_integer(T) end || T <- Texts] ++
        [fun() -> string:list_to_float(T) end || T <- Texts].

searches() ->
    [fun() -> binary:match(<<>>, {}) end,
     fun() -> binary:match(<<>>, <<"a">>, [{scope, {0, 1}}]) end,
     fun() -> binary:match(<<>>, <<"a">>, [no_option]) end,
     fun() -> binary:match(<<"abc">>, {}, [{scope, {0, 0}}]) end,
     fun() -> binary:matches(<<>>, <<>>) end,
     fun() -> binary:split(<<"abc">>, {}, [{scope, {0, 0}}]) end,
     fun() -> binary:match(<<"abc">>, {}) end].

calls() ->
    [fun() -> apply(id(1), id(2)) end,
     fun() -> apply(id(1), id([a | b])) end,
     fun() -> apply(id(1), id([])) end,
     fun() -> apply(fun() -> x end, id(2)) end,
     fun() -> apply(fun() -> x end, id([1 | 2])) end].

compression() ->
    Data = [<<"some ">>, lists:duplicate(5000, "data "), 0, [255]],
    [fun() -> zlib:uncompress(zlib:compress(Data)) =:= iolist_to_binary(Data) end,
     fun() -> zlib:uncompress(zlib:compress([])) end,
     fun() -> byte_size(zlib:compress(Data)) < 200 end,
     fun() -> zlib:compress(id(atom)) end,
     fun() -> zlib:uncompress(<<"no stream">>) end].

hashed() ->
    A = 5,
    [a, 0, 1, -1, 255, 256, 1 bsl 33, -(1 bsl 33), 1 bsl 59, 1 bsl 60, 1 bsl 62, 1 bsl 70,
    -(1 bsl 70), 1 bsl 130, [],
     [1], "abc", [a | b], [300, b], [[a], 2], {}, {a}, {1, 2}, <<>>, <<1, 2, 3>>, <<1:3>>, <<1, 2,
     3:4>>, 1.0, -2.5, 0.0,
     -0.0, abcdefghijklmnopqrstuvwxyz, #{a => 1}, [1000, a | <<1>>], {[], "x", {b, [1, 2 | c]}},
     [300 | b], [1 | 2],
     fun lists:map/2, nested(100000), maps:from_list([{I, {I}} || I <- lists:seq(1, 100)]), {A,
     [fun lists:map/2]}].

nested(0) -> [];
nested(N) -> {nested(N - 1), N}.

persistent_terms() ->
    Key = {?MODULE, 1.5},
    show(fun() -> persistent_term:get(Key) end),
    show(fun() -> persistent_term:get(Key, none) end),
    show(fun() -> persistent_term:put(Key, #{list => [1, "two", <<3>>], big => 1 bsl 100}) end),
    show(fun() -> persistent_term:get(id({?MODULE, 1.5})) end),
    show(fun() -> persistent_term:put(Key, <<0:(100 * 8)>>) end),
    Kept = persistent_term:get(Key),
    show(fun() -> lists:member({Key, Kept}, persistent_term:get()) end),
    show(fun() -> persistent_term:erase(Key) end),
    show(fun() -> persistent_term:erase(Key) end),
    erlang:garbage_collect(),
    show(fun() -> persistent_term:get(Key, none) end),
    show(fun() -> Kept end).

surroundings() ->
    show(fun() -> os:type() end),
    show(fun() -> os:getenv("ERLITE_TEST_NO_SUCH_VARIABLE") end),
    show(fun() -> os:getenv("ERLITE_TEST_NO_SUCH_VARIABLE", default) end),
    show(fun() -> is_list(os:getenv("PATH")) end),
    show(fun() -> os:getenv(id(atom)) end),
    show(fun() -> code:ensure_loaded(lists) end),
    show(fun() -> code:ensure_loaded(no_such_module) end),
    show(fun() -> code:ensure_modules_loaded([lists, string]) end),
    show(fun() -> code:ensure_modules_loaded([lists, no_such_module]) end),
    show(fun() -> code:is_loaded(no_such_module) end).

id(X) -> X.
