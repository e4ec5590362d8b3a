%% Element and setelement on tuples and records of several sizes.
-module(tuple_update).
-export([main/0]).
-record(state, {a = 0, b = 0, c = 0, d = 0, e = 0, f = 0}).

main() ->
    T = tuples(8000000, erlang:make_tuple(16, 0)),
    S = records(16000000, #state{}),
    io:format("~w ~w~n", [lists:sum(tuple_to_list(T)), S#state.a + S#state.c + S#state.f]).

tuples(0, T) -> T;
tuples(N, T) ->
    I = N band 15 + 1,
    tuples(N - 1, setelement(I, T, element(I, T) + N)).

records(0, S) -> S;
records(N, #state{a = A, c = C, f = F} = S) ->
    records(N - 1, S#state{a = C + 1, c = A + F, f = (F + N) band 1023}).
