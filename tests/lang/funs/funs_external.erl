%% fun M:F/A with constants and variables, local fun references, apply on each, comparison.
-module(funs_external).
-export([main/0, double/1]).

main() ->
    F = fun lists:reverse/1,
    io:format("~w~n", [F([1, 2, 3])]),
    M = string, N = length, A = 1,
    G = fun M:N/A,
    io:format("~w~n", [G("hello")]),
    io:format("~w~n", [lists:map(fun double/1, [1, 2])]),
    io:format("~w~n", [lists:map(fun ?MODULE:double/1, [1, 2])]),
    io:format("~w~n", [apply(fun lists:seq/2, [1, 4])]),
    io:format("~w ~w~n", [fun lists:reverse/1 =:= F, fun lists:reverse/2 =:= F]),
    io:format("~w~n", [erlang:fun_info(F, module)]),
    io:format("~w ~w ~w~n", [erlang:fun_info(F, arity), erlang:fun_info(F, type), erlang:fun_info(F, name)]),
    io:format("~w~n", [erlang:fun_info(fun double/1, arity)]),
    io:format("~w ~w~n", [is_function(F, 1), is_function(F, 2)]),
    io:format("~w~n", [try (fun lists:nope/1)(x) catch error:R -> R end]),
    io:format("~p ~p~n", [F, fun erlang:'+'/2]),
    io:format("~w~n", [(fun erlang:'+'/2)(3, 4)]).

double(X) -> 2 * X.
