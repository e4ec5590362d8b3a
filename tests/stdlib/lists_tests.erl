%% SPDX-License-Identifier: Apache-2.0
-module(lists_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    building(),
    parts(),
    folding(),
    keys(),
    sorting(),
    merging(),
    errors(),
    finish().

building() ->
    ?equal([1, 2, 3, 4], lists:append([[1], [], [2, 3], [4]])),
    ?equal([1, 2], lists:append([1], [2])),
    ?equal("a1b2.5", lists:flatten(lists:concat([a, 1, "b", "2.5"]))),
    ?equal([x, x, x], lists:duplicate(3, x)),
    ?equal([3, 4, 5], lists:seq(3, 5)),
    ?equal([], lists:seq(3, 2)),
    ?equal([1, 3, 5], lists:seq(1, 6, 2)),
    ?equal([5, 2, -1], lists:seq(5, -2, -3)),
    ?equal([7], lists:seq(7, 7, 0)),
    ?equal([{1, a}, {2, b}], lists:enumerate([a, b])),
    ?equal([{5, a}, {6, b}], lists:enumerate(5, [a, b])),
    ?equal([a, x, b, x, c], lists:join(x, [a, b, c])),
    ?equal([], lists:join(x, [])),
    ?equal([3, 2, 1], lists:reverse([1, 2, 3])),
    ?equal([3, 2, 1 | t], lists:reverse([1, 2, 3], t)),
    ?equal([1, 2, 3, 4, 5], lists:flatten([1, [2, [[]], 3], [[4]], 5])),
    ?equal([1, 2, 9], lists:flatten([1, [2]], [9])),
    ?equal(4, lists:flatlength([1, [2, [3]], [[4]]])),
    ?equal([{1, a}, {2, b}], lists:zip([1, 2], [a, b])),
    ?equal({[1, 2], [a, b]}, lists:unzip([{1, a}, {2, b}])),
    ?equal([{1, a, x}], lists:zip3([1], [a], [x])),
    ?equal({[1], [a], [x]}, lists:unzip3([{1, a, x}])),
    ?equal([11, 22], lists:zipwith(fun(A, B) -> A + B end, [1, 2], [10, 20])),
    ?equal([111], lists:zipwith3(fun(A, B, C) -> A + B + C end, [1], [10], [100])).

parts() ->
    ?equal(b, lists:nth(2, [a, b, c])),
    ?equal([c], lists:nthtail(2, [a, b, c])),
    ?equal(c, lists:last([a, b, c])),
    ?equal([a, b], lists:droplast([a, b, c])),
    ?equal([a, b], lists:sublist([a, b, c], 2)),
    ?equal([a], lists:sublist([a], 5)),
    ?equal([b, c], lists:sublist([a, b, c, d], 2, 2)),
    ?equal([], lists:sublist([a, b], 3, 2)),
    ?equal({[a], [b, c]}, lists:split(1, [a, b, c])),
    ?equal(true, lists:prefix("ab", "abc")),
    ?equal(false, lists:prefix("b", "abc")),
    ?equal(true, lists:suffix("bc", "abc")),
    ?equal(false, lists:suffix("abcd", "bcd")),
    ?equal([a, c, b], lists:delete(b, [a, b, c, b])),
    ?equal([a, 1.0], lists:delete(1, [a, 1, 1.0])),
    ?equal([3, 1], lists:subtract([1, 2, 3, 1], [1, 2])),
    ?equal(true, lists:member(2, [1, 2])),
    ?equal(false, lists:member(2.0, [1, 2])),
    ?equal([a, b, 1], lists:uniq([a, b, a, 1, b])),
    ?equal([{1, a}, {2, c}], lists:uniq(fun({K, _}) -> K end, [{1, a}, {1, b}, {2, c}])).

folding() ->
    Even = fun(X) -> X rem 2 =:= 0 end,
    ?equal(true, lists:all(Even, [2, 4])),
    ?equal(false, lists:all(Even, [2, 3])),
    ?equal(true, lists:any(Even, [1, 2])),
    ?equal(false, lists:any(Even, [])),
    ?equal([2, 3], lists:map(fun(X) -> X + 1 end, [1, 2])),
    ?equal([1, 1, 2, 2], lists:flatmap(fun(X) -> [X, X] end, [1, 2])),
    ?equal([c, b, a], lists:foldl(fun(X, Acc) -> [X | Acc] end, [], [a, b, c])),
    ?equal([a, b, c], lists:foldr(fun(X, Acc) -> [X | Acc] end, [], [a, b, c])),
    ?equal(ok, lists:foreach(fun(X) -> X end, [a])),
    ?equal({[2, 4], 3}, lists:mapfoldl(fun(X, S) -> {X * 2, S + X} end, 0, [1, 2])),
    ?equal({[{1, 2}, {2, 0}], 3}, lists:mapfoldr(fun(X, S) -> {{X, S}, S + X} end, 0, [1, 2])),
    ?equal([2, 4], lists:filter(Even, [1, 2, 3, 4])),
    ?equal([1, b], lists:filtermap(fun(1) -> true; (2) -> {true, b}; (_) -> false end, [1, 2, 3])),
    ?equal({[2, 4], [1, 3]}, lists:partition(Even, [1, 2, 3, 4])),
    ?equal([2, 4], lists:takewhile(Even, [2, 4, 5, 6])),
    ?equal([5, 6], lists:dropwhile(Even, [2, 4, 5, 6])),
    ?equal({[2, 4], [5, 6]}, lists:splitwith(Even, [2, 4, 5, 6])),
    ?equal({value, 4}, lists:search(Even, [1, 4, 6])),
    ?equal(false, lists:search(Even, [1])),
    ?equal(6.5, lists:sum([1, 2, 3.5])),
    ?equal(c, lists:max([1, c, 2])),
    ?equal(1, lists:min([2, 1, 1.0])).

keys() ->
    Tuples = [{a, 1}, {b, 2}, {c, 3}, {b, 4}],
    ?equal({b, 2}, lists:keyfind(b, 1, Tuples)),
    ?equal(false, lists:keyfind(x, 1, Tuples)),
    ?equal({c, 3}, lists:keyfind(3.0, 2, Tuples)),
    ?equal(true, lists:keymember(4, 2, Tuples)),
    ?equal({value, {a, 1}}, lists:keysearch(a, 1, Tuples)),
    ?equal([{a, 1}, {c, 3}, {b, 4}], lists:keydelete(b, 1, Tuples)),
    ?equal([{a, 1}, {x, 0}, {c, 3}, {b, 4}], lists:keyreplace(b, 1, Tuples, {x, 0})),
    ?equal(Tuples ++ [{x, 0}], lists:keystore(x, 1, Tuples, {x, 0})),
    ?equal({value, {b, 2}, [{a, 1}, {c, 3}, {b, 4}]}, lists:keytake(b, 1, Tuples)),
    ?equal(false, lists:keytake(x, 1, Tuples)),
    ?equal([{a, 2}, {b, 3}, {c, 4}, {b, 5}], lists:keymap(fun(X) -> X + 1 end, 2, Tuples)),
    ?equal([{a, 1}, {b, 2}, {b, 4}, {c, 3}], lists:keysort(1, Tuples)),
    ?equal([{a, 1}, {b, 2}, {c, 3}], lists:ukeysort(1, Tuples)).

%% Lists of every length and of several kinds of order, against sorting by insertion.
sorting() ->
    ?equal([], lists:sort([])),
    ?equal([1, 2, a, {b}, "c", <<"d">>], lists:sort([<<"d">>, "c", {b}, a, 2, 1])),
    ?equal([c, b, a], lists:sort(fun(A, B) -> A >= B end, [b, c, a])),
    ?equal([1, 2, 3], lists:usort([3, 1, 2, 1, 3])),
    ?equal([3, 2, 1], lists:usort(fun(A, B) -> A >= B end, [3, 1, 2, 1, 3])),
    lists:foreach(fun(N) -> sort_lists(N) end, lists:seq(0, 70) ++ [200, 501]).

sort_lists(N) ->
    Random = numbers(N, N + 1, N * 3 + 1),
    Few = numbers(N, N + 7, 4),
    Up = lists:seq(1, N),
    Lists = [Random, Few, Up, lists:reverse(Up), Up ++ Random, lists:reverse(Up) ++ Few],
    lists:foreach(fun(List) -> sort_list(List) end, Lists).

sort_list(List) ->
    Sorted = insertion_sort(List),
    ?equal(Sorted, lists:sort(List)),
    ?equal(Sorted, lists:sort(fun(A, B) -> A =< B end, List)),
    ?equal(without_doubles(Sorted), lists:usort(List)),
    Pairs = numbered(List, 1),
    ?equal(lists:sort(Pairs), lists:keysort(1, Pairs)),
    ?equal(lists:sort(Pairs), lists:sort(fun({A, _}, {B, _}) -> A =< B end, Pairs)).

numbered([X | Rest], I) -> [{X, I} | numbered(Rest, I + 1)];
numbered([], _I) -> [].

numbers(0, _Seed, _Max) -> [];
numbers(N, Seed, Max) ->
    Next = (Seed * 1103515245 + 12345) rem 2147483648,
    [Next div 65536 rem Max | numbers(N - 1, Next, Max)].

insertion_sort(List) -> lists:foldl(fun put_in_order/2, [], List).

put_in_order(X, [Y | Rest]) when X >= Y -> [Y | put_in_order(X, Rest)];
put_in_order(X, List) -> [X | List].

without_doubles([X, X | Rest]) -> without_doubles([X | Rest]);
without_doubles([X | Rest]) -> [X | without_doubles(Rest)];
without_doubles([]) -> [].

merging() ->
    ?equal([1, 2, 3, 4, 5], lists:merge([1, 3, 5], [2, 4])),
    ?equal([1, 1, 2, 3], lists:merge([[1, 3], [2], [], [1]])),
    ?equal([1, 2, 3], lists:merge3([1], [2], [3])),
    ?equal([3, 2, 1], lists:merge(fun(A, B) -> A >= B end, [3, 1], [2])),
    ?equal([1, 2, 3], lists:umerge([1, 3], [1, 2, 3])),
    ?equal([1, 2, 3], lists:umerge([[1, 3], [1, 2], [3]])),
    ?equal([1, 2, 3], lists:umerge3([1, 2], [2, 3], [1, 3])),
    ?equal([{1, a}, {1, b}, {2, c}], lists:keymerge(1, [{1, a}, {2, c}], [{1, b}])),
    ?equal([{1, a}, {2, c}], lists:ukeymerge(1, [{1, a}, {2, c}], [{1, b}])).

errors() ->
    ?fails(function_clause, lists:nth(0, [a])),
    ?fails(function_clause, lists:nth(2, [a])),
    ?fails(function_clause, lists:last([])),
    ?fails(function_clause, lists:max([])),
    ?fails(function_clause, lists:reverse(a)),
    ?fails(function_clause, lists:reverse([a | b])),
    ?fails(badarg, lists:split(2, [a])),
    ?fails(function_clause, lists:duplicate(-1, a)),
    ?fails(badarg, lists:seq(1, 3, 0)),
    ?fails(function_clause, lists:zip([1], [1, 2])),
    ?fails(badarith, lists:sum([a])),
    ?fails(function_clause, lists:foldl(not_a_fun, 0, [1])),
    ?fails(function_clause, lists:map(fun(X) -> X end, [a | b])),
    ?fails(badarg, lists:keyfind(a, 0, [])),
    ?fails(function_clause, lists:flatten(a)).
