%% Included twice by records_include.
-ifndef(SHAPES_HRL).
-define(SHAPES_HRL, true).
-include("deep.hrl").
-record(circle, {center = {0, 0} :: {integer(), integer()}, radius}).
-define(AREA(C), (3 * C#circle.radius * C#circle.radius)).

helper(N) -> N + ?DEEP_NUMBER.
-endif.
