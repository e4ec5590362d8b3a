%% An interpreter for a small stack machine: dispatch on atoms, integers and tuples.
-module(dispatch).
-export([main/0]).

main() ->
    Code = {{push, 0}, {store, 1}, {push, 3000000}, {store, 2},
            {load, 1}, {load, 2}, add, {push, 16#fffffff}, 'band', {store, 1},
            {load, 2}, {push, 1}, sub, dup, {store, 2}, {jump_nonzero, 5}, {load, 1}, halt},
    io:format("~w ~w~n", [run(1, Code, [], {0, 0}), numeric(12000000, 0, 1)]).

run(Pc, Code, Stack, Vars) ->
    case element(Pc, Code) of
        {push, N} -> run(Pc + 1, Code, [N | Stack], Vars);
        {load, I} -> run(Pc + 1, Code, [element(I, Vars) | Stack], Vars);
        {store, I} -> run(Pc + 1, Code, tl(Stack), setelement(I, Vars, hd(Stack)));
        add -> [B, A | S] = Stack, run(Pc + 1, Code, [A + B | S], Vars);
        sub -> [B, A | S] = Stack, run(Pc + 1, Code, [A - B | S], Vars);
        'band' -> [B, A | S] = Stack, run(Pc + 1, Code, [A band B | S], Vars);
        dup -> run(Pc + 1, Code, [hd(Stack) | Stack], Vars);
        {jump_nonzero, To} ->
            case Stack of
                [0 | S] -> run(Pc + 1, Code, S, Vars);
                [_ | S] -> run(To, Code, S, Vars)
            end;
        halt -> hd(Stack)
    end.

numeric(0, _, Acc) -> Acc;
numeric(N, Op, Acc) ->
    case Op of
        0 -> numeric(N - 1, 3, Acc + 1);
        1 -> numeric(N - 1, 5, Acc * 3 band 16#ffffff);
        2 -> numeric(N - 1, 7, Acc bxor N);
        3 -> numeric(N - 1, 1, Acc - 7);
        4 -> numeric(N - 1, 2, Acc + N band 15);
        5 -> numeric(N - 1, 4, Acc + 2);
        6 -> numeric(N - 1, 0, Acc bsr 1);
        7 -> numeric(N - 1, 6, Acc + 11)
    end.
