-module(rej_several_errors).
-export([main/0]).

first() ->
    A + 1.

second( ->
    ok.

third() ->
    case 1 of 1 -> ok.

main() ->
    undefined_here().
