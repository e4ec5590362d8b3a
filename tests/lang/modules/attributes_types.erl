%% Attributes of all kinds, types, specs, callbacks, opaque types: accepted and without effect on the result.
-module(attributes_types).
-vsn("1.2").
-author('nobody').
-custom([{a, 1}, "text"]).
-custom(again).
-export([main/0, f/1, g/2]).
-export_type([t/0, pair/2, name/0]).
-compile([{inline, [small/1]}, nowarn_unused_function]).
-dialyzer({nowarn_function, f/1}).
-deprecated({g, 2, "use f"}).
-ignore_xref([g/2]).

-record(rec, {a :: integer(), b = [] :: [t()]}).

-type t() :: integer() | atom() | [t()] | {t(), t()} | #{atom() => t(), integer() := binary()}.
-type pair(A, B) :: {A, B}.
-opaque name() :: string() | binary() | 1..10 | <<_:8, _:_*16>> | fun((...) -> any()) | fun((integer()) -> ok).
-type r() :: #rec{} | nonempty_list(integer()) | [atom(), ...] | -1 | 1 bsl 3 | 'a b' | pid().
-callback handle(Event :: term(), State) -> {ok, State} | stop when State :: any().
-optional_callbacks([handle/2]).

-spec f(t()) -> t(); (r()) -> r().
f(X) -> small(X).

-spec g(A, B) -> pair(A, B) when A :: integer(), B :: any().
g(A, B) -> {A, B}.

small(X) -> {small, X}.

unused() -> unused.

main() ->
    io:format("~w ~w~n", [f(1), g(1, #rec{a = 1})]),
    Attrs = ?MODULE:module_info(attributes),
    io:format("~w~n", [proplists:get_value(vsn, Attrs)]),
    io:format("~p~n", [[V || {custom, V} <- Attrs]]),
    io:format("~w~n", [proplists:get_value(author, Attrs)]).
