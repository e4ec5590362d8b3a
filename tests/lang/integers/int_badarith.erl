%% badarith from every arithmetic operator.
-module(int_badarith).
-export([main/0]).

main() ->
    Ops = ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr'],
    Args = [{1, a}, {a, 1}, {"1", 2}, {1, {}}, {2.0, x}, {1 bsl 80, []}, {<<1>>, 1 bsl 80}],
    [io:format("~w ~w ~w: ~w~n", [A, Op, B, t(fun() -> op(Op, A, B) end)]) || Op <- Ops, {A, B} <- Args],
    [io:format("~w~n", [t(F)]) || F <- [fun() -> -id(a) end, fun() -> +id(a) end, fun() -> +id(1) end,
                                        fun() -> abs(id(a)) end, fun() -> id(1) / id(0) end,
                                        fun() -> id(1) / id(0.0) end, fun() -> id(1.0) / id(0) end]].

id(X) -> X.
t(F) -> try F() catch error:R -> R end.

op('+', A, B) -> A + B;
op('-', A, B) -> A - B;
op('*', A, B) -> A * B;
op('/', A, B) -> A / B;
op('div', A, B) -> A div B;
op('rem', A, B) -> A rem B;
op('band', A, B) -> A band B;
op('bor', A, B) -> A bor B;
op('bxor', A, B) -> A bxor B;
op('bsl', A, B) -> A bsl B;
op('bsr', A, B) -> A bsr B.
