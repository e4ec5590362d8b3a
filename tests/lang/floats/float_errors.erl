%% No NaN and no infinity: overflow and invalid operations raise badarith.
-module(float_errors).
-export([main/0]).

main() ->
    Max = 1.7976931348623157e308,
    Fs = [fun() -> id(Max) * 2 end, fun() -> id(Max) + id(Max) end, fun() -> -id(Max) - id(Max) end,
          fun() -> id(1.0) / 0 end, fun() -> id(0.0) / id(0.0) end, fun() -> id(1.0e-300) / id(1.0e300) end,
          fun() -> id(1.0e200) * id(1.0e200) end, fun() -> id(1.0) + a end, fun() -> id(1.0) * id("x") end,
          fun() -> math:sqrt(id(-1)) end, fun() -> math:log(id(0)) end, fun() -> math:log(id(-1.0)) end,
          fun() -> math:exp(id(1000)) end, fun() -> math:pow(id(10), 400) end, fun() -> math:acos(id(2)) end,
          fun() -> math:sqrt(id(a)) end, fun() -> float(id(1 bsl 2000)) end, fun() -> id(1 bsl 2000) * 1.0 end,
          fun() -> id(1 bsl 2000) / id(1 bsl 1999) end, fun() -> round(id(a)) end, fun() -> trunc(id("1")) end,
          fun() -> id(1.0) rem 2 end, fun() -> id(1.5) band 1 end, fun() -> math:fmod(id(1), 0) end],
    [io:format("~w~n", [t(F)]) || F <- Fs],
    ok.

id(X) -> X.
t(F) -> try F() catch error:R -> R end.
