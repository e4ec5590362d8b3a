%% Macros that expand to parts of syntax: clauses, patterns, guards, attributes, types, other macros' names.
-module(macros_tokens).
-export([main/0]).
-define(CLAUSE(N, V), (N) -> V).
-define(IS_SMALL(X), is_integer(X), X < 10).
-define(PAIR(A, B), {A, B}).
-define(EXPORTED, [extra/0]).
-export(?EXPORTED).
-define(DEFINE_GETTER(Name, Value), Name() -> Value).
-define(ARROW, ->).
-define(STR, "text").
-define(APPLY(M, A), M(A)).
-define(INC(X), (X + 1)).

?DEFINE_GETTER(extra, 42).
?DEFINE_GETTER(more, extra() + 1).

main() ->
    F = fun ?CLAUSE(1, one); ?CLAUSE(2, two); (_) -> many end,
    io:format("~w~n", [[F(N) || N <- [1, 2, 3]]]),
    io:format("~w~n", [[small(X) || X <- [1, 10, a]]]),
    ?PAIR(A, B) = ?PAIR(1, 2),
    io:format("~w~n", [?PAIR(B, A)]),
    io:format("~w ~w~n", [extra(), more()]),
    io:format("~s ~s~n", [?STR, ?STR " more"]),
    io:format("~w~n", [?APPLY(?INC, 4)]),
    io:format("~w~n", [arrow(1)]).

small(X) when ?IS_SMALL(X) -> yes;
small(_) -> no.

arrow(X) ?ARROW X.
