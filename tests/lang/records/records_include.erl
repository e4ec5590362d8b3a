%% Records, macros and types from an include file; nested include; include guards.
-module(records_include).
-export([main/0]).
-include("shapes.hrl").
-include("shapes.hrl").

main() ->
    io:format("~w~n", [#circle{radius = 2}]),
    io:format("~w~n", [?AREA(#circle{radius = 2})]),
    io:format("~w~n", [?DEEP]),
    io:format("~w~n", [helper(4)]),
    io:format("~w~n", [?LINE]).
