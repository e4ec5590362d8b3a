%% Records: construction, defaults, access, update, patterns, index, in guards.
-module(records_basic).
-export([main/0]).
-record(point, {x = 0, y = 0}).
-record(shape, {name, at = #point{}, size = 1 + 1, tags = []}).
-record(empty, {}).

main() ->
    P = #point{},
    Q = #point{x = 3, y = 4},
    io:format("~w ~w~n", [P, Q]),
    io:format("~w ~w ~w~n", [Q#point.x, Q#point.y, #point.y]),
    R = Q#point{x = 5},
    io:format("~w ~w~n", [R, Q]),
    S = #shape{name = "box", at = R},
    io:format("~w~n", [S]),
    io:format("~w~n", [(S#shape.at)#point.x]),
    io:format("~w~n", [S#shape{at = (S#shape.at)#point{y = -1}, tags = [a]}]),
    io:format("~w~n", [#empty{}]),
    [io:format("~w ", [kind(V)]) || V <- [P, Q, S, #empty{}, {point, 1}, {point, 1, 2, 3}, x]],
    io:nl(),
    #point{x = X} = Q,
    io:format("~w~n", [X]),
    io:format("~w ~w~n", [is_record(P, point), is_record({point, 1}, point)]),
    io:format("~w ~w~n", [record_info(fields, shape), record_info(size, shape)]),
    io:format("~w~n", [#shape{_ = same}]),
    io:format("~w~n", [lists:keyfind(4, #point.y, [P, Q])]).

kind(#point{x = 0, y = 0}) -> origin;
kind(#point{} = P) when P#point.x < P#point.y -> below;
kind(S) when is_record(S, shape) -> shape;
kind(#empty{}) -> empty;
kind(_) -> other.
