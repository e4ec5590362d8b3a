%% How functions of the lists module fail.
-module(lists_errors).
-export([main/0]).

main() ->
    Ts = [fun() -> lists:nth(0, [1]) end, fun() -> lists:nth(3, [1, 2]) end, fun() -> lists:last([]) end, fun() -> lists:max([]) end,
          fun() -> lists:sum([a]) end, fun() -> lists:reverse(id([1 | 2])) end, fun() -> lists:seq(1, a) end, fun() -> lists:seq(5, 1) end,
          fun() -> lists:seq(1, 5, 0) end, fun() -> lists:zip(id([1]), id([1, 2])) end, fun() -> lists:split(3, [1, 2]) end,
          fun() -> lists:nthtail(3, [1]) end, fun() -> lists:member(1, id([2 | 3])) end, fun() -> lists:keyfind(1, 0, []) end,
          fun() -> lists:keyfind(1, 1, id([{2} | x])) end, fun() -> lists:map(id(x), []) end, fun() -> lists:foldl(fun(_, _) -> 1 end, 0, id(a)) end,
          fun() -> lists:duplicate(-1, x) end, fun() -> lists:sublist([1], -1) end, fun() -> lists:sort(id([1 | 2])) end,
          fun() -> lists:flatten(id(a)) end, fun() -> lists:append(id([1, 2])) end, fun() -> lists:droplast([]) end,
          fun() -> lists:filter(fun(_) -> maybe_so end, [1]) end, fun() -> lists:keysort(3, [{1}, {2}]) end, fun() -> lists:min(id(x)) end],
    [io:format("~w~n", [try F() catch error:R -> reason(R) end]) || F <- Ts],
    ok.

id(X) -> X.

%% Whether a clause of a function or of a case fails is a detail of the implementation.
reason(function_clause) -> clause;
reason({case_clause, _}) -> clause;
reason(R) -> R.
