%% SPDX-License-Identifier: Apache-2.0
%% Messages are copies: large terms, funs, binaries, shared and not.
-module(proc_copies).
-export([main/0]).
main() ->
    P = spawn(fun echo/0),
    Terms = [lists:seq(1, 50000), list_to_tuple(lists:seq(1, 3000)), maps:from_list([{I, {I}} || I <- lists:seq(1, 1000)]),
             binary:copy(<<"abc">>, 100000), <<1, 2, 3>>, 1 bsl 5000, 3.5e300, self(), make_ref(),
             "string", [], {}, #{}, <<5:3>>, binary:part(binary:copy(<<"xyz">>, 100), 10, 100)],
    io:format("~p~n", [[call(P, T) =:= T || T <- Terms]]),
    X = 40,
    io:format("~p~n", [(call(P, fun(Y) -> X + Y end))(2)]),
    io:format("~p~n", [(call(P, fun lists:sum/1))([1, 2, 3])]),
    [P ! {self(), T} || T <- Terms],
    erlang:garbage_collect(P),
    erlang:garbage_collect(),
    io:format("~p~n", [[receive {P, T} -> ok end || T <- Terms]]).

echo() -> receive {F, T} -> F ! {self(), T}, echo() end.

call(P, T) -> P ! {self(), T}, receive {P, R} -> R end.
