%% State kept in records and maps, transactions that fail with throw, a log and a report.
-module(prog_bank).
-export([main/0]).
-record(account, {id, owner = "", balance = 0, history = []}).
-record(bank, {accounts = #{}, next = 1, failed = 0}).

main() ->
    B = lists:foldl(fun step/2, #bank{}, [{open, "Ada"}, {open, "Bob"}, {deposit, 1, 500}, {transfer, 1, 2, 200}, {withdraw, 2, 300}, {withdraw, 2, 50}, {transfer, 1, 9, 1}, {deposit, 1, -5}, {open, "Cy"}, {transfer, 1, 3, 300}, {close, 1}, {close, 2}, nonsense]),
    report(B).

step(Op, Bank) ->
    try
        New = apply_op(Op, Bank),
        io:format("~w: ok~n", [Op]),
        New
    catch
        throw:{refused, Why} ->
            io:format("~w: ~s~n", [Op, message(Why)]),
            Bank#bank{failed = Bank#bank.failed + 1};
        error:function_clause ->
            io:format("~w: not understood~n", [Op]),
            Bank
    end.

apply_op({open, Name}, #bank{accounts = As, next = N} = B) -> B#bank{accounts = As#{N => #account{id = N, owner = Name}}, next = N + 1};
apply_op({deposit, _, Sum}, _) when Sum =< 0 -> throw({refused, {bad_sum, Sum}});
apply_op({deposit, Id, Sum}, B) -> change(Id, Sum, B);
apply_op({withdraw, Id, Sum}, B) -> change(Id, -Sum, B);
apply_op({transfer, From, To, Sum}, B) -> change(To, Sum, change(From, -Sum, B));
apply_op({close, Id}, #bank{accounts = As} = B) ->
    case find(Id, B) of
        #account{balance = 0} -> B#bank{accounts = maps:remove(Id, As)};
        #account{balance = Left} -> throw({refused, {not_empty, Left}})
    end.

change(Id, Sum, #bank{accounts = As} = B) ->
    case find(Id, B) of
        #account{balance = Old} when Old + Sum < 0 -> throw({refused, {too_little, Old}});
        #account{balance = Old, history = H} = A -> B#bank{accounts = As#{Id := A#account{balance = Old + Sum, history = [Sum | H]}}}
    end.

find(Id, #bank{accounts = As}) ->
    case maps:find(Id, As) of
        {ok, A} -> A;
        error -> throw({refused, {no_account, Id}})
    end.

message({bad_sum, S}) -> io_lib:format("cannot move ~w", [S]);
message({no_account, I}) -> io_lib:format("no account ~w", [I]);
message({K, V}) -> io_lib:format("~w (~w)", [K, V]).

report(#bank{accounts = As, failed = F}) ->
    [io:format("~w ~-5s ~6w ~w~n", [I, O, Bal, lists:reverse(H)]) || #account{id = I, owner = O, balance = Bal, history = H} <- lists:keysort(#account.id, maps:values(As))],
    io:format("~w refused~n", [F]).
