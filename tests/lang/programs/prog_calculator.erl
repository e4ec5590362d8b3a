%% A scanner, a recursive descent parser and an evaluator for arithmetic, with error messages.
-module(prog_calculator).
-export([main/0]).

main() ->
    Env = #{"x" => 10, "pi" => 3.14159},
    [io:format("~s = ~s~n", [S, run(S, Env)]) || S <- ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x + 5", "10 / 4", "7 % 3", "pi * x ^ 2", "1 +", "(1", "1 / 0", "y * 2", "2 $ 3", "", "max(3, x, 7) - min(1, 2)", "1 2", "2 * (3 + (4 - (5 * (6))))"]],
    ok.

run(S, Env) ->
    try
        {Ast, Rest} = expr(scan(S)),
        Rest =:= [] orelse throw({unexpected, hd(Rest)}),
        show(eval(Ast, Env))
    catch
        throw:{Kind, What} -> io_lib:format("error: ~w ~p", [Kind, What]);
        error:badarith -> "error: arithmetic"
    end.

show(V) when is_float(V) -> io_lib:format("~.4f", [V]);
show(V) -> io_lib:format("~w", [V]).

scan([]) -> [];
scan([$\s | T]) -> scan(T);
scan([C | _] = S) when C >= $0, C =< $9 -> {N, T} = string:to_integer(S), [{num, N} | scan(T)];
scan([C | _] = S) when C >= $a, C =< $z -> {Id, T} = lists:splitwith(fun(D) -> D >= $a andalso D =< $z end, S), [{id, Id} | scan(T)];
scan([C | T]) ->
    case lists:member(C, "+-*/%^(),") of
        true -> [{op, C} | scan(T)];
        false -> throw({bad_character, [C]})
    end.

expr(Ts) -> {A, Rest} = term(Ts), more(A, Rest, "+-", fun term/1).
term(Ts) -> {A, Rest} = power(Ts), more(A, Rest, "*/%", fun power/1).

more(A, [{op, O} | Ts] = All, Ops, Next) ->
    case lists:member(O, Ops) of
        true -> {B, Rest} = Next(Ts), more({O, A, B}, Rest, Ops, Next);
        false -> {A, All}
    end;
more(A, Ts, _, _) -> {A, Ts}.

power(Ts) ->
    case atom(Ts) of
        {A, [{op, $^} | Rest]} -> {B, Rest2} = power(Rest), {{$^, A, B}, Rest2};
        Other -> Other
    end.

atom([{num, _} = N | Ts]) -> {N, Ts};
atom([{id, F}, {op, $(} | Ts]) -> {Args, Rest} = args(Ts), {{call, F, Args}, Rest};
atom([{id, _} = I | Ts]) -> {I, Ts};
atom([{op, $-} | Ts]) -> {A, Rest} = atom(Ts), {{neg, A}, Rest};
atom([{op, $(} | Ts]) ->
    case expr(Ts) of
        {A, [{op, $)} | Rest]} -> {A, Rest};
        _ -> throw({missing, ")"})
    end;
atom([]) -> throw({unexpected, "end"});
atom([T | _]) -> throw({unexpected, T}).

args(Ts) ->
    case expr(Ts) of
        {A, [{op, $,} | Rest]} -> {As, Rest2} = args(Rest), {[A | As], Rest2};
        {A, [{op, $)} | Rest]} -> {[A], Rest};
        _ -> throw({missing, ")"})
    end.

eval({num, N}, _) -> N;
eval({id, I}, Env) -> case Env of #{I := V} -> V; _ -> throw({unbound, I}) end;
eval({neg, A}, Env) -> -eval(A, Env);
eval({call, "max", As}, Env) -> lists:max([eval(A, Env) || A <- As]);
eval({call, "min", As}, Env) -> lists:min([eval(A, Env) || A <- As]);
eval({call, F, _}, _) -> throw({unknown_function, F});
eval({O, A, B}, Env) -> apply_op(O, eval(A, Env), eval(B, Env)).

apply_op($+, A, B) -> A + B;
apply_op($-, A, B) -> A - B;
apply_op($*, A, B) -> A * B;
apply_op($/, A, B) -> A / B;
apply_op($%, A, B) -> A rem B;
apply_op($^, A, B) when is_integer(A) -> pow(A, B);
apply_op($^, A, B) -> math:pow(A, B).

pow(_, 0) -> 1;
pow(A, B) -> A * pow(A, B - 1).
