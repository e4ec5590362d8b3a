%% SPDX-License-Identifier: Apache-2.0
%% An interpreter with a zipper tape and jump table; prints Hello World.
-module(prog_brainf).
-export([main/0]).

main() ->
    Source = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.",
    io:format("~ts", [lists:reverse(run(Source))]),
    io:format("~p~n", [catch run("[")]).
run(S) ->
    Code = list_to_tuple(S),
    exec(1, Code, jumps(S), {[], 0, []}, []).
jumps(S) -> jumps(S, 1, [], #{}).
jumps([], _, [], M) -> M;
jumps([], _, [P | _], _) -> throw({unclosed, P});
jumps([$[ | T], P, St, M) -> jumps(T, P + 1, [P | St], M);
jumps([$] | T], P, [Q | St], M) -> jumps(T, P + 1, St, M#{P => Q, Q => P});
jumps([_ | T], P, St, M) -> jumps(T, P + 1, St, M).
exec(P, Code, _, _, Out) when P > tuple_size(Code) -> Out;
exec(P, Code, J, {L, C, R} = T, Out) ->
    case element(P, Code) of
        $+ -> exec(P + 1, Code, J, {L, (C + 1) band 255, R}, Out);
        $- -> exec(P + 1, Code, J, {L, (C - 1) band 255, R}, Out);
        $> -> exec(P + 1, Code, J, right(T), Out);
        $< -> exec(P + 1, Code, J, left(T), Out);
        $. -> exec(P + 1, Code, J, T, [C | Out]);
        $[ when C =:= 0 -> exec(map_get(P, J) + 1, Code, J, T, Out);
        $] when C =/= 0 -> exec(map_get(P, J) + 1, Code, J, T, Out);
        _ -> exec(P + 1, Code, J, T, Out)
    end.
right({L, C, []}) -> {[C | L], 0, []};
right({L, C, [H | R]}) -> {[C | L], H, R}.
left({[], C, R}) -> {[], 0, [C | R]};
left({[H | L], C, R}) -> {L, H, [C | R]}.
