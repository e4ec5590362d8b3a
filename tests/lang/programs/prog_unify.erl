%% Type inference by unification for a small lambda calculus.
-module(prog_unify).
-export([main/0]).

main() ->
    Id = {lam, x, {var, x}},
    Terms = [{int, 1}, Id, {lam, x, {lam, y, {var, x}}}, {app, Id, {int, 3}}, {lam, f, {lam, g, {lam, x, {app, {var, f}, {app, {var, g}, {var, x}}}}}},
             {lam, x, {app, {var, x}, {var, x}}}, {app, {int, 1}, {int, 2}}, {'let', i, Id, {pair, {app, {var, i}, {int, 1}}, {app, {var, i}, {bool, true}}}}, {var, nope},
             {'if', {bool, true}, {int, 1}, {int, 2}}, {'if', {int, 1}, {int, 1}, {int, 2}}, {lam, s, {lam, z, {app, {var, s}, {app, {var, s}, {var, z}}}}}],
    [io:format("~s~n", [infer(T)]) || T <- Terms],
    ok.

infer(T) ->
    try
        {Ty, S, _} = ti(T, #{}, #{}, 0),
        {Text, _} = show(walk(Ty, S), #{}),
        Text
    catch throw:E -> io_lib:format("error: ~w", [E]) end.

ti({int, _}, _, S, N) -> {int, S, N};
ti({bool, _}, _, S, N) -> {bool, S, N};
ti({var, X}, Env, S, N) ->
    case Env of
        #{X := {forall, Vs, T}} -> {T2, N2} = fresh(Vs, T, S, N), {T2, S, N2};
        #{X := T} -> {T, S, N};
        _ -> throw({unbound, X})
    end;
ti({lam, X, B}, Env, S, N) -> {T, S2, N2} = ti(B, Env#{X => {tv, N}}, S, N + 1), {{fn, {tv, N}, T}, S2, N2};
ti({app, F, A}, Env, S, N) ->
    {Tf, S1, N1} = ti(F, Env, S, N),
    {Ta, S2, N2} = ti(A, Env, S1, N1),
    {{tv, N2}, unify(Tf, {fn, Ta, {tv, N2}}, S2), N2 + 1};
ti({pair, A, B}, Env, S, N) -> {Ta, S1, N1} = ti(A, Env, S, N), {Tb, S2, N2} = ti(B, Env, S1, N1), {{pr, Ta, Tb}, S2, N2};
ti({'if', C, A, B}, Env, S, N) ->
    {Tc, S1, N1} = ti(C, Env, S, N),
    {Ta, S2, N2} = ti(A, Env, unify(Tc, bool, S1), N1),
    {Tb, S3, N3} = ti(B, Env, S2, N2),
    {Ta, unify(Ta, Tb, S3), N3};
ti({'let', X, E, B}, Env, S, N) ->
    {T, S1, N1} = ti(E, Env, S, N),
    W = walk(T, S1),
    ti(B, Env#{X => {forall, lists:usort(vars(W)), W}}, S1, N1).

fresh(Vs, T, S, N) -> {subst(maps:from_list(lists:zip(Vs, [{tv, I} || I <- lists:seq(N, N + length(Vs) - 1)])), walk(T, S)), N + length(Vs)}.

subst(M, {tv, V}) -> maps:get(V, M, {tv, V});
subst(M, {K, A, B}) -> {K, subst(M, A), subst(M, B)};
subst(_, T) -> T.

vars({tv, V}) -> [V];
vars({_, A, B}) -> vars(A) ++ vars(B);
vars(_) -> [].

walk({tv, V} = T, S) -> case S of #{V := U} -> walk(U, S); _ -> T end;
walk({K, A, B}, S) -> {K, walk(A, S), walk(B, S)};
walk(T, _) -> T.

unify(A0, B0, S) ->
    case {walk(A0, S), walk(B0, S)} of
        {T, T} -> S;
        {{tv, V}, T} -> bind(V, T, S);
        {T, {tv, V}} -> bind(V, T, S);
        {{K, A, B}, {K, C, D}} -> unify(B, D, unify(A, C, S));
        {A, B} -> throw({mismatch, kind(A), kind(B)})
    end.

bind(V, T, S) -> case lists:member(V, vars(T)) of true -> throw(infinite_type); false -> S#{V => T} end.

kind(T) when is_tuple(T) -> element(1, T);
kind(T) -> T.

show({tv, V}, M) ->
    case M of
        #{V := C} -> {[C], M};
        _ -> C = $a + map_size(M), {[C], M#{V => C}}
    end;
show({fn, A, B}, M) ->
    {Sa, M1} = show(A, M), {Sb, M2} = show(B, M1),
    {case A of {fn, _, _} -> ["(", Sa, ") -> ", Sb]; _ -> [Sa, " -> ", Sb] end, M2};
show({pr, A, B}, M) -> {Sa, M1} = show(A, M), {Sb, M2} = show(B, M1), {["{", Sa, ", ", Sb, "}"], M2};
show(T, M) -> {atom_to_list(T), M}.
