%% Which atoms are quoted when printed; escapes; Unicode atoms; with ~w ~p ~s ~tw ~tp ~ts ~a-like uses.
-module(atoms_print).
-export([main/0]).

main() ->
    As = [a, 'A', 'a b', '', 'hello@world', a_B1, '1a', '_x', 'if', 'case', 'andalso', 'maybe_x', 'it\'s', 'new\nline',
          'tab\t', 'back\\slash', '"dq"', 'é', 'Éa', 'ñandú', '@', 'a.b', 'div', 'true', '[]', '{}', 'ÿ', '-', '+'],
    [io:format("~w ~p ~tw ~tp ~s ~ts~n", [A, A, A, A, A, A]) || A <- As],
    Us = ['λ', '日本', 'ж b', 'αβγ', '😀', 'Ω'],
    [io:format("~w ~p ~tw ~tp ~ts~n", [A, A, A, A, A]) || A <- Us],
    io:format("~w~n", [[length(atom_to_list(A)) || A <- Us]]),
    io:format("~w~n", [{'receive', 'when', 'fun', 'end', 'cond', 'let'}]).
