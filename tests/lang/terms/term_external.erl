%% term_to_binary: exact bytes, round trips, compressed, bad input.
-module(term_external).
-export([main/0]).

main() ->
    Ts = [0, 255, 256, -1, 1 bsl 31, -(1 bsl 31) - 1, 1 bsl 70, -(1 bsl 100), 1 bsl 3000, 1.5, [], "abc", [1, 300], [1 | 2], {}, {1, 2}, <<>>, <<1, 2>>, <<5:3>>, #{}, #{1 => 2}, lists:seq(1, 10), [[], {[]}], list_to_tuple(lists:seq(1, 300))],
    [begin
         B = term_to_binary(T),
         io:format("~w ~w~n", [if byte_size(B) < 60 -> B; true -> {byte_size(B), erlang:phash2(B)} end, binary_to_term(B) =:= T])
     end || T <- Ts],
    As = [abc, 'hello world', 'λ', '', true],
    io:format("~w~n", [[term_to_binary(A, [{minor_version, 2}]) || A <- As]]),
    io:format("~w~n", [[binary_to_term(term_to_binary(A)) =:= A || A <- As]]),
    Big = lists:duplicate(10000, {a, "some text", 1.5}),
    C = term_to_binary(Big, [compressed]),
    io:format("~w ~w~n", [byte_size(C) < byte_size(term_to_binary(Big)) div 10, binary_to_term(C) =:= Big]),
    io:format("~w~n", [[binary_to_term(X) || X <- [<<131, 100, 0, 3, "abc">>, <<131, 119, 3, "abc">>, <<131, 107, 0, 2, 1, 2>>, <<131, 97, 7>>, <<131, 98, 255, 255, 255, 255>>, <<131, 70, 63, 248, 0:48>>, <<131, 99, "1.50000000000000000000e+00", 0:40>>]]]),
    Bad = [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 104, 3, 97, 1>>, <<131, 107, 0, 5, 1>>, <<131, 119, 3, "ab">>, <<131, 200>>, <<131, 109, 0, 0, 0, 9, 1>>, <<131, 108, 255, 255, 255, 255>>, <<131, 105, 255, 255, 255, 255>>,
           <<131, 110, 200, 0>>, <<131, 70, 127, 240, 0:48>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>, <<131, 77, 0, 0, 0, 1, 9, 1>>, <<131, 119, 1, 255>>],
    io:format("~w~n", [[try binary_to_term(X) catch error:R -> R end || X <- Bad]]),
    io:format("~w~n", [binary_to_term(<<131, 97, 1, 99>>, [used])]),
    io:format("~w~n", [try binary_to_term(<<131, 119, 24, "never_seen_atom_12345678">>, [safe]) catch error:R -> R end]),
    io:format("~w~n", [erlang:external_size({a, [1, 2, 3]}) >= byte_size(term_to_binary({a, [1, 2, 3]}))]),
    F = binary_to_term(term_to_binary(fun lists:reverse/1)),
    io:format("~w~n", [F([1, 2])]),
    Ref = make_ref(),
    io:format("~w ~w~n", [binary_to_term(term_to_binary(self())) =:= self(), binary_to_term(term_to_binary(Ref)) =:= Ref]).
