%% Text filling and justification, centring, columns, and a bar chart.
-module(prog_text_wrap).
-export([main/0]).

main() ->
    Text = "Far out in the uncharted backwaters of the unfashionable end of a list of words there lies a small unregarded sentence that wants to be broken over several lines.",
    Words = string:tokens(Text, " "),
    [io:format("|~-30s|~n", [L]) || L <- fill(Words, 30)],
    [io:format("|~s|~n", [justify(L, 30)]) || L <- fill(Words, 30)],
    [io:format("|~s|~n", [string:centre(L, 30)]) || L <- fill(Words, 25)],
    Lengths = lists:foldl(fun(W, M) -> L = length(W), M#{L => maps:get(L, M, 0) + 1} end, #{}, Words),
    [io:format("~2w ~s ~w~n", [L, lists:duplicate(N * 2, $#), N]) || {L, N} <- lists:sort(maps:to_list(Lengths))].

fill([W | Ws], Width) -> fill(Ws, Width, W).
fill([], _, Line) -> [Line];
fill([W | Ws], Width, Line) when length(Line) + 1 + length(W) =< Width -> fill(Ws, Width, Line ++ " " ++ W);
fill([W | Ws], Width, Line) -> [Line | fill(Ws, Width, W)].

justify(Line, Width) ->
    case string:tokens(Line, " ") of
        [One] -> string:left(One, Width);
        Ws -> lists:flatten(spread(Ws, Width - lists:sum([length(W) || W <- Ws]), length(Ws) - 1))
    end.

spread([W], _, 0) -> [W];
spread([W | Ws], Spaces, Gaps) ->
    N = (Spaces + Gaps - 1) div Gaps,
    [W, lists:duplicate(N, $\s) | spread(Ws, Spaces - N, Gaps - 1)].
