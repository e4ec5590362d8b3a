%% The line of the failing expression inside a long function is reported, also in funs and comprehensions.
-module(exc_badmatch_line).
-export([main/0, lines/1, comp/1, in_fun/1]).

main() ->
    [io:format("~w: ~w~n", [N, line(fun() -> ?MODULE:lines(N) end)]) || N <- [1, 2, 3, 4, 5, 6]],
    io:format("~w~n", [line(fun() -> ?MODULE:comp([1, 0]) end)]),
    io:format("~w~n", [line(fun() -> ?MODULE:in_fun(0) end)]).

line(F) ->
    try F() catch error:_:S -> hd([L || {?MODULE, _, _, I} <- S, {line, L} <- I]) end.

lines(N) ->
    1 = N div N,
    case N of
        1 -> A = 10 div (N - 1);
        _ -> A = 1
    end,
    N =/= 2 orelse error(two),
    B = [A, N],
    [A, C] = if N =:= 3 -> [A]; true -> B end,
    D = C + if N =:= 4 -> a; true -> 0 end,
    E = element(
          if N =:= 5 -> 9; true -> 1 end,
          {D}),
    {E, try N of 6 -> atom_to_list(N); _ -> ok catch throw:_ -> no end}.

comp(L) ->
    [X
     || X <- L,
        1 div X > 0].

in_fun(X) ->
    F = fun(Y) ->
            Z = Y,
            1 / Z
        end,
    [F(X)].
