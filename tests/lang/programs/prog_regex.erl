%% A regular expression matcher by derivatives.
-module(prog_regex).
-export([main/0]).

main() ->
    Tests = [{"a*b", ["b", "aab", "aa", "ba"]}, {"(ab|c)*", ["", "abcab", "ac"]}, {"a.c", ["abc", "ac", "axxc"]}, {"a+b?", ["a", "aab", "b"]}, {"(a|b)*abb", ["abb", "aabb", "babb", "ab"]}, {"x(yz)?x", ["xx", "xyzx", "xyx"]}],
    [io:format("~s ~p ~w~n", [Re, S, match(parse(Re), S)]) || {Re, Ss} <- Tests, S <- Ss],
    io:format("~w~n", [match(parse("(a*)*b"), lists:duplicate(200, $a))]),
    ok.

match(R, []) -> nullable(R);
match(R, [C | T]) -> match(derive(R, C), T).

nullable(empty) -> true;
nullable({star, _}) -> true;
nullable({seq, A, B}) -> nullable(A) andalso nullable(B);
nullable({alt, A, B}) -> nullable(A) orelse nullable(B);
nullable(_) -> false.

derive({char, C}, C) -> empty;
derive(any, _) -> empty;
derive({alt, A, B}, C) -> alt(derive(A, C), derive(B, C));
derive({star, A} = S, C) -> seq(derive(A, C), S);
derive({seq, A, B}, C) ->
    D = seq(derive(A, C), B),
    case nullable(A) of
        true -> alt(D, derive(B, C));
        false -> D
    end;
derive(_, _) -> none.

seq(none, _) -> none;
seq(_, none) -> none;
seq(empty, B) -> B;
seq(A, B) -> {seq, A, B}.

alt(none, B) -> B;
alt(A, none) -> A;
alt(A, A) -> A;
alt(A, {alt, A, _} = B) -> B;
alt(A, B) -> {alt, A, B}.

parse(S) -> {R, []} = alternatives(S), R.

alternatives(S) ->
    case sequence(S, empty) of
        {A, [$| | T]} -> {B, Rest} = alternatives(T), {{alt, A, B}, Rest};
        Other -> Other
    end.

sequence([], A) -> {A, []};
sequence([C | _] = S, A) when C =:= $); C =:= $| -> {A, S};
sequence(S, A) -> {B, T} = postfix(single(S)), sequence(T, seq(A, B)).

postfix({A, [$* | T]}) -> postfix({{star, A}, T});
postfix({A, [$+ | T]}) -> postfix({{seq, A, {star, A}}, T});
postfix({A, [$? | T]}) -> postfix({{alt, A, empty}, T});
postfix(Other) -> Other.

single([$( | T]) -> {A, [$) | Rest]} = alternatives(T), {A, Rest};
single([$. | T]) -> {any, T};
single([C | T]) -> {{char, C}, T}.
