%% Construction that fails with badarg, matches that fail with badmatch.
-module(bin_errors).
-export([main/0]).

main() ->
    Ts = [fun() -> <<(id(a))>> end, fun() -> <<(id(1.0))>> end, fun() -> <<1:(id(-1))>> end, fun() -> <<1:(id(a))>> end,
          fun() -> <<(id(1))/binary>> end, fun() -> <<(id(<<1:3>>))/binary>> end, fun() -> <<(id(<<1>>)):2/binary>> end,
          fun() -> <<(id(a))/float>> end, fun() -> <<(id(1.0)):17/float>> end,
          fun() -> <<(id("x"))/bits>> end, fun() -> <<A:8>> = id(<<>>), A end, fun() -> <<A:8>> = id(<<1, 2>>), A end,
          fun() -> <<A/binary>> = id(<<1:3>>), A end, fun() -> <<A:16>> = id([1, 2]), A end, fun() -> <<2, _/bits>> = id(<<1>>) end,
          fun() -> <<L, _:L/binary>> = id(<<5, 1>>) end, fun() -> <<F:32/float>> = id(<<127, 128, 0, 0>>), F end,
          fun() -> <<F/float>> = id(<<255, 248, 0, 0, 0, 0, 0, 0>>), F end, fun() -> <<(id(1 bsl 2000))/float>> end],
    [io:format("~w~n", [try F() catch error:R -> R end]) || F <- Ts],
    ok.

id(X) -> X.
