%% The lists module, first half of the alphabet.
-module(lists_module_a).
-export([main/0]).

main() ->
    L = [5, 3, 8, 1, 9, 2],
    p(all, lists:all(fun(X) -> X > 0 end, L)), p(any, lists:any(fun(X) -> X > 8 end, L)),
    p(append, lists:append([[1], [], [2, 3]])), p(append2, lists:append([1], [2])),
    p(concat, lists:concat([a, 1, "s", 1.5, '-'])),
    p(delete, lists:delete(8, L)), p(delete_none, lists:delete(x, L)),
    p(droplast, lists:droplast([1, 2, 3])), p(dropwhile, lists:dropwhile(fun(X) -> X > 2 end, L)),
    p(duplicate, lists:duplicate(3, x)),
    p(enumerate, lists:enumerate([a, b])), p(enumerate2, lists:enumerate(10, [a, b])),
    p(filter, lists:filter(fun(X) -> X > 4 end, L)),
    p(filtermap, lists:filtermap(fun(X) when X > 4 -> {true, X * 10}; (3) -> true; (_) -> false end, L)),
    p(flatlength, lists:flatlength([1, [2, [3, []]]])), p(flatmap, lists:flatmap(fun(X) -> [X, X] end, [a, b])),
    p(flatten, lists:flatten([1, [2, [3, []], "a"]])), p(flatten2, lists:flatten([1, [2]], [3])),
    p(foldl, lists:foldl(fun(X, A) -> X - A end, 0, L)), p(foldr, lists:foldr(fun(X, A) -> X - A end, 0, L)),
    p(foreach, lists:foreach(fun(X) -> io:format("~w.", [X]) end, L)),
    T = [{b, 2}, {a, 1}, {c, 3}, {a, 9}],
    p(keydelete, lists:keydelete(a, 1, T)), p(keyfind, lists:keyfind(2, 2, T)), p(keyfind_no, lists:keyfind(z, 1, T)),
    p(keymap, lists:keymap(fun(X) -> X * 2 end, 2, T)), p(keymember, lists:keymember(3, 2, T)),
    p(keymerge, lists:keymerge(1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}])),
    p(keyreplace, lists:keyreplace(a, 1, T, {a, new})), p(keysearch, lists:keysearch(c, 1, T)),
    p(keysort, lists:keysort(1, T)), p(keysort2, lists:keysort(2, T)), p(keystore, lists:keystore(q, 1, T, {q, 0})),
    p(keystore2, lists:keystore(b, 1, T, {b, 0})), p(keytake, lists:keytake(a, 1, T)), p(keytake_no, lists:keytake(z, 1, T)),
    p(join, lists:join(x, [1, 2, 3])), p(join0, lists:join(x, [])), p(last, lists:last(L)).

p(Name, V) -> io:format("~w ~w~n", [Name, V]).
