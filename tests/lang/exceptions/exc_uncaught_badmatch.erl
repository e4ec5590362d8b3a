%% A failed match deep inside; the stack names the functions.
-module(exc_uncaught_badmatch).
-export([main/0, outer/1, look_up/1]).

main() ->
    io:format("partial output without newline"),
    [?MODULE:outer(1)].

outer(X) -> {ok, inner(X)}.

inner(X) ->
    {ok, Y} = ?MODULE:look_up(X),
    Y.

look_up(X) when X > 5 -> {ok, X};
look_up(X) -> {error, X}.
