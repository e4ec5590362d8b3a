%% erlang:phash2 of every kind of term: the numbers are part of the contract.
-module(term_phash2).
-export([main/0]).

main() ->
    Ts = [0, 1, -1, 255, 256, 1 bsl 27, -(1 bsl 27), 1 bsl 28, 1 bsl 31, 1 bsl 32, 1 bsl 59, -(1 bsl 59), 1 bsl 60, -(1 bsl 60), 1 bsl 63, 1 bsl 64, -(1 bsl 64), 1 bsl 200, -(1 bsl 200),
          123456789012345678901234567890, 0.0, 1.0, -1.0, 3.14159, 1.0e300, 1.0e-300, a, abc, '', 'hello world', 'λ', true, [], [1], [1, 2, 3], "abc", "hello world", [a | b], [[1], [2, [3]]],
          [256, 300], [1.5, a], lists:seq(1, 100), lists:seq(250, 300), {}, {a}, {a, b, c}, {1, {2, {3}}}, <<>>, <<1>>, <<1, 2, 3>>, <<"hello world, this is a longer binary">>, <<1:1>>, <<5:3>>, <<1, 2, 5:3>>,
          #{}, #{a => 1}, #{1 => a, 2 => b}, #{b => #{c => d}}, maps:from_list([{N, N} || N <- lists:seq(1, 50)]), fun lists:reverse/1, [{a, 1}, {b, "two"}, {c, <<"three">>}]],
    [io:format("~tw ~w~n", [T, erlang:phash2(T)]) || T <- Ts, not (is_map(T) andalso map_size(T) > 32)],
    io:format("~w~n", [[erlang:phash2(T) || T <- Ts, is_map(T)]]),
    io:format("~w~n", [[erlang:phash2(abc, R) || R <- [1, 2, 10, 1000, 1 bsl 27, 1 bsl 31, 1 bsl 32]]]),
    io:format("~w~n", [[try erlang:phash2(a, R) catch error:E -> E end || R <- [0, -1, (1 bsl 32) + 1, x]]]),
    io:format("~w~n", [erlang:phash2(binary:copy(<<"0123456789">>, 1000))]),
    <<_:3, B:80/bits, _/bits>> = <<"unaligned bits">>,
    io:format("~w~n", [erlang:phash2(B)]),
    io:format("~w~n", [lists:foldl(fun(N, H) -> erlang:phash2({N, H}) end, 0, lists:seq(1, 1000))]).
