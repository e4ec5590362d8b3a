%% The lists module, second half of the alphabet.
-module(lists_module_b).
-export([main/0]).

main() ->
    L = [5, 3, 8, 1, 9, 2],
    p(map, lists:map(fun(X) -> X + 1 end, L)), p(mapfoldl, lists:mapfoldl(fun(X, A) -> {X * A, A + 1} end, 0, L)),
    p(mapfoldr, lists:mapfoldr(fun(X, A) -> {X * A, A + 1} end, 0, L)),
    p(max, lists:max(L)), p(min, lists:min([a, 1, "x"])), p(member, lists:member(8, L)), p(member_no, lists:member(8.0, L)),
    p(merge, lists:merge([[1, 4], [2, 5], [3, 6]])), p(merge2, lists:merge([1, 3], [2, 4])),
    p(merge_fun, lists:merge(fun(A, B) -> A >= B end, [3, 1], [4, 2])), p(merge3, lists:merge3([1, 4], [2], [3])),
    p(nth, lists:nth(2, L)), p(nthtail, lists:nthtail(2, L)), p(partition, lists:partition(fun(X) -> X > 4 end, L)),
    p(prefix, lists:prefix("ab", "abc")), p(prefix_no, lists:prefix("b", "abc")),
    p(reverse, lists:reverse(L)), p(reverse2, lists:reverse([1, 2], tail)),
    p(search, lists:search(fun(X) -> X > 5 end, L)), p(search_no, lists:search(fun(X) -> X > 50 end, L)),
    p(seq, lists:seq(1, 5)), p(seq_step, lists:seq(1, 10, 3)), p(seq_down, lists:seq(10, 1, -4)), p(seq_empty, lists:seq(1, 0)),
    p(sort, lists:sort(L)), p(sort_fun, lists:sort(fun(A, B) -> A >= B end, L)),
    p(split, lists:split(2, L)), p(splitwith, lists:splitwith(fun(X) -> X > 2 end, L)),
    p(sublist, lists:sublist(L, 3)), p(sublist2, lists:sublist(L, 2, 3)), p(sublist_long, lists:sublist(L, 100)),
    p(subtract, lists:subtract("hello", "l")), p(suffix, lists:suffix("bc", "abc")), p(sum, lists:sum(L)), p(sum_f, lists:sum([1, 0.5])),
    p(takewhile, lists:takewhile(fun(X) -> X > 2 end, L)),
    p(ukeymerge, lists:ukeymerge(1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}])), p(ukeysort, lists:ukeysort(1, [{b, 1}, {a, 1}, {b, 2}])),
    p(umerge, lists:umerge([1, 2], [2, 3])), p(umerge_all, lists:umerge([[1, 2], [2, 3], [1, 9]])), p(umerge3, lists:umerge3([1], [1, 2], [2])),
    p(uniq, lists:uniq([3, 1, 3, 2, 1])), p(uniq2, lists:uniq(fun(X) -> X rem 2 end, [3, 1, 2, 4])),
    p(unzip, lists:unzip([{1, a}, {2, b}])), p(unzip3, lists:unzip3([{1, a, x}, {2, b, y}])),
    p(usort, lists:usort([3, 1, 2, 3, 1])), p(usort_fun, lists:usort(fun(A, B) -> A >= B end, [3, 1, 2, 3])),
    p(zip, lists:zip([1, 2], [a, b])), p(zip3, lists:zip3([1], [a], [x])), p(zipwith, lists:zipwith(fun(A, B) -> A * B end, [1, 2], [3, 4])),
    p(zf, lists:zf(fun(X) -> X > 4 end, L)).

p(Name, V) -> io:format("~w ~w~n", [Name, V]).
