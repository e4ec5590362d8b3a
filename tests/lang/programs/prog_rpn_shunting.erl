%% SPDX-License-Identifier: Apache-2.0
%% The shunting yard, then the evaluation of what it gives.
-module(prog_rpn_shunting).
-export([main/0]).

main() ->
    lists:foreach(fun(S) ->
        try
            Rpn = rpn(tokens(S)),
            io:format("~s => ~s = ~p~n", [S, lists:join(" ", [show(T) || T <- Rpn]), eval(Rpn)])
        catch
            throw:Why -> io:format("~s: ~p~n", [S, Why]);
            error:badarith -> io:format("~s: no number~n", [S])
        end
    end, ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1", "(1 + 2", "1 / 0", "1 +", "7 $ 2", "-3 + 5"]).
tokens([]) -> [];
tokens([C | Cs]) when C =:= $\s -> tokens(Cs);
tokens([C | _] = S) when C >= $0, C =< $9 ->
    {D, Rest} = lists:splitwith(fun(X) -> X >= $0 andalso X =< $9 end, S),
    [list_to_integer(D) | tokens(Rest)];
tokens([C | Cs]) ->
    case lists:member(C, "+-*/^()") of
        true -> [list_to_atom([C]) | tokens(Cs)];
        false -> throw({bad_char, [C]})
    end.
rpn(Ts) -> rpn(Ts, [], []).
rpn([], [], Out) -> lists:reverse(Out);
rpn([], ['(' | _], _) -> throw(unbalanced);
rpn([], [Op | Ops], Out) -> rpn([], Ops, [Op | Out]);
rpn([N | Ts], Ops, Out) when is_integer(N) -> rpn(Ts, Ops, [N | Out]);
rpn(['(' | Ts], Ops, Out) -> rpn(Ts, ['(' | Ops], Out);
rpn([')' | Ts], ['(' | Ops], Out) -> rpn(Ts, Ops, Out);
rpn([')' | _], [], _) -> throw(unbalanced);
rpn([')' | _] = Ts, [Op | Ops], Out) -> rpn(Ts, Ops, [Op | Out]);
rpn([Op | Ts], [Top | Ops], Out) when Top =/= '(' ->
    {P, Q} = {prec(Op), prec(Top)},
    if Q > P; Q =:= P, Op =/= '^' -> rpn([Op | Ts], Ops, [Top | Out]);
       true -> rpn(Ts, [Op, Top | Ops], Out)
    end;
rpn([Op | Ts], Ops, Out) -> rpn(Ts, [Op | Ops], Out).
prec('+') -> 1; prec('-') -> 1; prec('*') -> 2; prec('/') -> 2; prec('^') -> 3.
eval(L) ->
    case lists:foldl(fun step/2, [], L) of
        [X] -> X;
        Other -> throw({stack, Other})
    end.
step(N, S) when is_number(N) -> [N | S];
step(Op, [B, A | S]) -> [apply_op(Op, A, B) | S];
step(Op, _) -> throw({missing_operand, Op}).
apply_op('^', A, B) -> round(math:pow(A, B));
apply_op(Op, A, B) -> erlang:Op(A, B).
show(T) when is_atom(T) -> atom_to_list(T);
show(T) -> integer_to_list(T).
