%% 0.0 and -0.0 are different terms since OTP 27, but compare equal.
-module(negative_zero).
-export([main/0]).

main() ->
    N = -id(0.0), Z = id(0.0),
    io:format("~w ~w~n", [N, Z]),
    io:format("~w ~w~n", [N =:= Z, N == Z]),
    io:format("~w ~w~n", [N < Z, N > Z]),
    io:format("~w~n", [f(N)]), io:format("~w~n", [f(Z)]),
    io:format("~w~n", [map_size(#{N => 1, Z => 2})]),
    io:format("~w ~w~n", [id(0.0) * -1, id(-1.0) / (1 bsl 600) / (1 bsl 600)]),
    io:format("~w~n", [<<N/float>>]),
    io:format("~s ~s~n", [float_to_list(N, [short]), float_to_list(N, [{decimals, 1}])]).

id(X) -> X.
f(+0.0) -> plus;
f(-0.0) -> minus;
f(_) -> other.
