%% SPDX-License-Identifier: Apache-2.0
%% The first program: greets whoever is named on the command line, and shows a little of the
%% language.
%%
%%     erlite run examples/hello/hello.erl Joe Robert Mike
-module(hello).
-export([main/1]).

main([]) ->
    main(["world"]);
main(Names) ->
    lists:foreach(fun(Name) -> io:format("Hello, ~ts!~n", [Name]) end, Names),

    io:format("~nComprehensions: right triangles with whole sides below 30~n"),
    [io:format("  ~w^2 + ~w^2 = ~w^2~n", [A, B, C]) || {A, B, C} <- triangles(30)],

    io:format("~nPatterns choose the clause~n"),
    Terms = [42, "text", {ok, 3.5}, <<"bytes">>, #{a => 1}],
    [io:format("  ~p is ~s~n", [Term, describe(Term)]) || Term <- Terms],

    io:format("~nWhole numbers are exact~n"),
    io:format("  30! = ~w~n", [factorial(30)]).

triangles(N) ->
    Sides = lists:seq(1, N - 1),
    [{A, B, C} || A <- Sides, B <- Sides, A < B, C <- Sides, A * A + B * B =:= C * C].

describe(N) when is_integer(N) -> "an integer";
describe([_ | _]) -> "a list that is not empty";
describe({ok, _}) -> "a tuple that says ok";
describe(B) when is_binary(B) -> io_lib:format("a binary of ~w bytes", [byte_size(B)]);
describe(_) -> "something else".

factorial(0) -> 1;
factorial(N) when N > 0 -> N * factorial(N - 1).
