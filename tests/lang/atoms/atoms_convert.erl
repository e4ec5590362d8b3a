%% atom_to_list/binary and back, existing atoms, limits, errors.
-module(atoms_convert).
-export([main/0]).

main() ->
    io:format("~w ~w ~w~n", [atom_to_list(abc), atom_to_list(''), atom_to_list('å∂')]),
    io:format("~w ~w~n", [atom_to_binary('å∂'), atom_to_binary(abc, latin1)]),
    io:format("~w ~w~n", [list_to_atom("made up"), binary_to_atom(<<"xyz">>, utf8)]),
    io:format("~tw~n", [list_to_atom([955, 120])]),
    io:format("~w~n", [list_to_atom("abc") =:= abc]),
    io:format("~w~n", [list_to_existing_atom("main")]),
    io:format("~w~n", [t(fun() -> list_to_existing_atom("surely this one does not exist 42") end)]),
    io:format("~w~n", [t(fun() -> binary_to_existing_atom(<<"nor does this one 43">>) end)]),
    io:format("~w~n", [length(atom_to_list(list_to_atom(lists:duplicate(255, $x))))]),
    io:format("~w~n", [t(fun() -> list_to_atom(lists:duplicate(256, $x)) end)]),
    io:format("~w~n", [[t(fun() -> list_to_atom(X) end) || X <- [a, [a], [1 | 2], [-1], [16#110000], <<"x">>]]]),
    io:format("~w~n", [[t(fun() -> binary_to_atom(X) end) || X <- [<<255>>, <<1:3>>, "x"]]]),
    io:format("~w~n", [t(fun() -> atom_to_list(id(1)) end)]),
    io:format("~w~n", [t(fun() -> atom_to_binary(id('λ'), latin1) end)]),
    io:format("~w~n", [binary_to_atom(<<206, 187>>, utf8) =:= 'λ']),
    io:format("~w~n", [[a < b, 'A' < a, '' < a, aa < b, abc < abd, 'z' < 'λ']]).

id(X) -> X.
t(F) -> try F() catch error:R -> R end.
