-module(rej_attribute_after).
-export([main/0]).

main() -> ok.

-export([f/0]).
-record(late, {a}).
-module(again).
-import(lists, [map/2]).

f() -> #late{}.
