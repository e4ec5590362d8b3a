%% Huffman coding: build the tree, encode to bits, decode, compare.
-module(prog_huffman).
-export([main/0]).

main() ->
    Text = "it was the best of times, it was the worst of times, it was the age of wisdom",
    Freq = lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{}, Text),
    Tree = build(lists:sort([{N, {leaf, C}} || {C, N} <- maps:to_list(Freq)])),
    Codes = maps:from_list(codes(Tree, <<>>)),
    [io:format("~p ~s~n", [[C], bits(Code)]) || {C, Code} <- lists:sort(maps:to_list(Codes))],
    Encoded = << <<(maps:get(C, Codes))/bits>> || C <- Text >>,
    io:format("~w bits instead of ~w~n", [bit_size(Encoded), 8 * length(Text)]),
    io:format("~w~n", [decode(Encoded, Tree, Tree) =:= Text]),
    io:format("~w~n", [erlang:phash2(Encoded)]).

build([{_, Tree}]) -> Tree;
build([{N1, T1}, {N2, T2} | Rest]) -> build(insert({N1 + N2, {node, T1, T2}}, Rest)).

insert({N, _} = X, [{M, _} = H | T]) when M < N -> [H | insert(X, T)];
insert(X, L) -> [X | L].

codes({leaf, C}, Bits) -> [{C, Bits}];
codes({node, L, R}, Bits) -> codes(L, <<Bits/bits, 0:1>>) ++ codes(R, <<Bits/bits, 1:1>>).

bits(B) -> [$0 + D || <<D:1>> <= B].

decode(<<>>, {leaf, C}, _) -> [C];
decode(<<>>, _, _) -> [];
decode(B, {leaf, C}, Root) -> [C | decode(B, Root, Root)];
decode(<<0:1, R/bits>>, {node, L, _}, Root) -> decode(R, L, Root);
decode(<<1:1, R/bits>>, {node, _, X}, Root) -> decode(R, X, Root).
