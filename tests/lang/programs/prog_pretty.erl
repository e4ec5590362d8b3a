%% A pretty printer with documents as trees (text, line, nest, group) and S-expressions read and laid out at widths.
-module(prog_pretty).
-export([main/0]).

main() ->
    S = read("(define (fold f acc list) (if (null? list) acc (fold f (f (car list) acc) (cdr list))))"),
    [begin io:format("~s~n", [lists:duplicate(W, $-)]), io:format("~s~n", [layout(doc(S), W)]) end || W <- [20, 40, 60, 100]],
    io:format("~p~n", [S]),
    io:format("~p~n", [try read("(a (b)") catch throw:E -> E end]).

read(S) -> {X, _} = sexp(S), X.

sexp([$\s | T]) -> sexp(T);
sexp([$( | T]) -> items(T, []);
sexp([]) -> throw(unexpected_end);
sexp(S) -> lists:splitwith(fun(C) -> C =/= $\s andalso C =/= $) end, S).

items([$) | T], Acc) -> {{list, lists:reverse(Acc)}, T};
items([$\s | T], Acc) -> items(T, Acc);
items(S, Acc) -> {X, T} = sexp(S), items(T, [X | Acc]).

doc({list, [H | Items]}) -> {group, {nest, 2, {cat, [{text, "("}, doc(H), {cat, [{cat, [line, doc(I)]} || I <- Items]}, {text, ")"}]}}};
doc({list, []}) -> {text, "()"};
doc(Text) -> {text, Text}.

layout(Doc, Width) -> lists:reverse(lay([{0, break, Doc}], 0, Width, [])).

lay([], _, _, Out) -> Out;
lay([{I, M, {cat, Ds}} | T], K, W, Out) -> lay([{I, M, D} || D <- Ds] ++ T, K, W, Out);
lay([{I, M, {nest, N, D}} | T], K, W, Out) -> lay([{I + N, M, D} | T], K, W, Out);
lay([{_, _, {text, S}} | T], K, W, Out) -> lay(T, K + length(S), W, [S | Out]);
lay([{_, flat, line} | T], K, W, Out) -> lay(T, K + 1, W, [" " | Out]);
lay([{I, break, line} | T], _, W, Out) -> lay(T, I, W, [["\n", lists:duplicate(I, $\s)] | Out]);
lay([{I, M, {group, D}} | T], K, W, Out) ->
    case M =:= flat orelse fits(W - K, [{I, flat, D}]) of
        true -> lay([{I, flat, D} | T], K, W, Out);
        false -> lay([{I, break, D} | T], K, W, Out)
    end.

fits(W, _) when W < 0 -> false;
fits(_, []) -> true;
fits(W, [{I, M, {cat, Ds}} | T]) -> fits(W, [{I, M, D} || D <- Ds] ++ T);
fits(W, [{I, M, {nest, N, D}} | T]) -> fits(W, [{I + N, M, D} | T]);
fits(W, [{_, _, {text, S}} | T]) -> fits(W - length(S), T);
fits(W, [{_, _, line} | T]) -> fits(W - 1, T);
fits(W, [{I, M, {group, D}} | T]) -> fits(W, [{I, M, D} | T]).
