%% SPDX-License-Identifier: Apache-2.0
%% spawn_request answers with a message.
-module(proc_spawn_request).
-export([main/0]).
main() ->
    S = self(),
    R = spawn_request(fun() -> S ! {self(), up} end),
    receive {spawn_reply, R, ok, P} -> receive {P, up} -> io:format("up~n") end end,
    R2 = spawn_request(fun() -> exit(gone) end, [monitor, {reply_tag, mine}]),
    receive {mine, R2, ok, P2} -> receive {'DOWN', R2, process, P2, W} -> io:format("~p~n", [W]) end end,
    R3 = spawn_request(erlang, send, [S, direct], [{reply, no}]),
    receive direct -> io:format("direct ~p~n", [is_reference(R3)]) end,
    receive {spawn_reply, R3, _, _} -> io:format("reply~n") after 20 -> io:format("no reply~n") end,
    R4 = spawn_request(node(), fun() -> ok end, []),
    receive {spawn_reply, R4, ok, P4} -> io:format("~p~n", [is_pid(P4)]) end.
