%% SPDX-License-Identifier: Apache-2.0
%% A server process with a state, monitors and timeouts.
-module(prog_bank_server).
-export([main/0]).
-record(account, {owner, balance = 0 :: integer(), log = []}).
main() ->
    Pid = spawn(fun() -> loop(#{}) end),
    ok = call(Pid, {open, ann}),
    ok = call(Pid, {open, bob}),
    {error, exists} = call(Pid, {open, ann}),
    {ok, 100} = call(Pid, {deposit, ann, 100}),
    io:format("~p~n", [call(Pid, {transfer, ann, bob, 30})]),
    io:format("~p~n", [call(Pid, {transfer, ann, bob, 300})]),
    io:format("~p~n", [call(Pid, {balance, ann})]),
    io:format("~p~n", [call(Pid, {log, bob})]),
    io:format("~p~n", [call(Pid, {balance, eve})]),
    Ref = monitor(process, Pid),
    Pid ! stop,
    receive {'DOWN', Ref, process, Pid, R} -> io:format("down ~p~n", [R]) end,
    io:format("~p~n", [call(Pid, {balance, ann})]).
call(Pid, Request) ->
    Ref = monitor(process, Pid),
    Pid ! {Ref, self(), Request},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, _, _, Reason} -> {down, Reason}
    after 1000 -> timeout
    end.
loop(State) ->
    receive
        {Ref, From, Request} ->
            {Reply, State1} = try handle(Request, State) catch throw:E -> {{error, E}, State} end,
            From ! {Ref, Reply},
            loop(State1);
        stop -> exit(bye)
    end.
handle({open, Name}, S) when is_map_key(Name, S) -> throw({exists, S}, exists);
handle({open, Name}, S) -> {ok, S#{Name => #account{owner = Name}}};
handle({deposit, Name, N}, S) -> A = change(get_account(Name, S), N), {{ok, A#account.balance}, S#{Name := A}};
handle({transfer, A, B, N}, S) ->
    X = change(get_account(A, S), -N), Y = change(get_account(B, S), N),
    {{ok, X#account.balance, Y#account.balance}, S#{A := X, B := Y}};
handle({balance, A}, S) -> {(get_account(A, S))#account.balance, S};
handle({log, A}, S) -> #account{log = L} = get_account(A, S), {lists:reverse(L), S}.
throw(_, E) -> throw(E).
get_account(A, S) -> case S of #{A := X} -> X; _ -> throw({unknown, A}) end.
change(#account{balance = B}, N) when B + N < 0 -> throw({short, -(B + N)});
change(#account{balance = B, log = L} = A, N) -> A#account{balance = B + N, log = [{now, N} | L]}.
