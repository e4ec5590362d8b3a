%% SPDX-License-Identifier: Apache-2.0
%% A mailbox of a hundred thousand messages, with collections while it is full.
-module(proc_big_mailbox).
-export([main/0]).
main() ->
    S = self(),
    spawn(fun() -> [S ! {msg, I, integer_to_list(I)} || I <- lists:seq(1, 100000)], S ! done end),
    receive done -> ok end,
    io:format("~p~n", [process_info(S, message_queue_len)]),
    X = churn(300000, []),
    io:format("~p~n", [length(X)]),
    erlang:garbage_collect(),
    io:format("~p~n", [drain(0)]),
    io:format("~p~n", [process_info(S, message_queue_len)]).

churn(0, Acc) -> Acc;
churn(N, Acc) when N rem 1000 =:= 0 -> churn(N - 1, [N | Acc]);
churn(N, Acc) -> _ = lists:seq(1, 10), churn(N - 1, Acc).

drain(N) -> receive {msg, I, L} when I =:= N + 1 -> I = list_to_integer(L), drain(I) after 0 -> N end.
