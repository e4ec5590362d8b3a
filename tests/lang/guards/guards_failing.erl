%% An error inside a guard makes it fail silently; with ; the next alternative is tried.
-module(guards_failing).
-export([main/0]).

main() ->
    Values = [a, 5, 0, "abc", [1 | 2], {x, y}, {}, <<1, 2>>, #{k => 1}, 2.5],
    [io:format("~w ~w ~w ~w ~w ~w ~w~n", [V, f(V), g(V), h(V), i(V), j(V), k(V)]) || V <- Values],
    ok.

f(X) when length(X) > 0 -> list;
f(X) when X + 1 > 0 -> number;
f(_) -> no.

g(X) when hd(X) =:= 1; element(1, X) =:= x -> first;
g(X) when 10 div X > 1 -> divided;
g(_) -> no.

h(X) when tuple_size(X) > 0; byte_size(X) > 0; map_size(X) > 0 -> sized;
h(_) -> no.

i(X) when not (X > 3) -> small;
i(_) -> large.

j(X) when is_list(X) andalso length(X) > 2 -> long_list;
j(X) when is_atom(X) orelse X rem 2 =:= 1 -> atom_or_odd;
j(_) -> no.

k(X) when map_get(k, X) =:= 1 -> has_k;
k(X) when is_map_key(z, X) -> has_z;
k(X) when abs(X) > 1, trunc(X) =:= round(X - 0.25) -> abs_ok;
k(_) -> no.
