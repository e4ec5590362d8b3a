%% SPDX-License-Identifier: Apache-2.0
%% Applies every exported function of modules of the standard library to many arguments, and
%% prints what comes out:
%% run on two systems, the output shows where they differ. The arguments are drawn from pools by a
%% generator of its
%% own, so that each run makes the same calls. Called as MODULE..., or as MODULE:FUNCTION/ARITY...
%% for some functions.
-module(apply_all).
-export([main/1]).

-define(ROUNDS, 60).

main(Names) ->
    lists:foreach(fun apply_named/1, Names).

apply_named(Name) ->
    case tokens(Name, ":/") of
        [Module] ->
            M = list_to_atom(Module),
            [apply_rounds(M, F, A) || {F, A} <- sort(M:module_info(exports)), is_pure(M, F, A)];
        [Module, F, A] ->
            apply_rounds(list_to_atom(Module), list_to_atom(F), list_to_integer(A))
    end.

%% The list functions that this needs are here, so that what is tested does not drive the test.
sort([]) -> [];
sort([H | T]) -> sort([X || X <- T, X < H]) ++ [H] ++ sort([X || X <- T, X >= H]).

tokens(Text, Separators) -> tokens(Text, Separators, []).

tokens([], _, Word) -> [reverse(Word)];
tokens([C | Rest], Separators, Word) ->
    case is_in(C, Separators) of
        true -> [reverse(Word) | tokens(Rest, Separators, [])];
        false -> tokens(Rest, Separators, [C | Word])
    end.

is_in(_, []) -> false;
is_in(X, [X | _]) -> true;
is_in(X, [_ | Rest]) -> is_in(X, Rest).

reverse(L) -> reverse(L, []).

reverse([], Reversed) -> Reversed;
reverse([H | T], Reversed) -> reverse(T, [H | Reversed]).

%% What depends on the time, the machine or another process, or may never end.
is_pure(_, module_info, _) -> false;
is_pure(calendar, F, _) ->
    not is_in(F, [local_time, universal_time, now_to_local_time, rfc3339_to_system_time,
                  system_time_to_local_time, local_time_to_universal_time,
                  local_time_to_universal_time_dst, universal_time_to_local_time,
                  system_time_to_rfc3339, now_to_datetime]);
is_pure(io_lib, F, _) -> not is_in(F, [print, collect_line, collect_chars, get_until]);
is_pure(filename, F, _) -> not is_in(F, [absname, find_src, safe_relative_path, basedir]);
is_pure(erl_scan, F, _) -> F =/= reserved_word;
is_pure(io_lib_pretty, print, _) -> false;
is_pure(binary, compile_pattern, 1) -> false;
is_pure(sofs, family_to_digraph, _) -> false;
is_pure(lists, seq, 3) -> false;
is_pure(string, F, _) -> not is_in(F, [chars, copies, left, right, centre, pad]);
is_pure(_, _, _) -> true.

apply_rounds(M, F, A) ->
    Name = atom_to_list(M) ++ ":" ++ atom_to_list(F) ++ "/" ++ integer_to_list(A),
    Start = erlang:phash2({M, F, A}, 1 bsl 32),
    apply_rounds(Name, {M, F, A}, rounds(A), Start).

rounds(0) -> 1;
rounds(_) -> ?ROUNDS.

apply_rounds(_, _, 0, _) -> ok;
apply_rounds(Name, {M, F, A}, N, Seed) ->
    {Arguments, Next} = arguments(M, A, 1, Seed),
    Line = [Name, " ", integer_to_list(N), " ", text(Arguments), " -> ",
    text(outcome(M, F, Arguments))],
    io:put_chars([cut(unicode:characters_to_binary(Line)), $\n]),
    apply_rounds(Name, {M, F, A}, N - 1, Next).

cut(<<Start:3000/binary, _/binary>> = Line) ->
    <<(only_ascii(Start))/binary, " # ", (integer_to_binary(erlang:phash2(Line)))/binary>>;
cut(Line) -> only_ascii(Line).

only_ascii(Line) -> << <<C>> || <<C>> <= Line, C >= 32, C < 127 >>.

outcome(M, F, Arguments) ->
    try apply(M, F, Arguments) of
        Value -> {ok, Value}
    catch
        error:{badmap, _} -> badmap;
        Class:Reason -> {Class, Reason}
    end.

%% ---- arguments

next(Seed) -> (Seed * 1103515245 + 12345) band 16#FFFFFFFF.

pick(Pool, Seed) -> element(1 + (Seed bsr 8) rem tuple_size(Pool), Pool).

arguments(_, A, Position, Seed) when Position > A -> {[], Seed};
arguments(M, A, Position, Seed) ->
    Seed1 = next(Seed),
    Seed2 = next(Seed1),
    Pool = case (Seed1 bsr 10) rem 4 of
        0 -> any();
        _ -> own(M)
    end,
    {Rest, Seed3} = arguments(M, A, Position + 1, Seed2),
    {[pick(Pool, Seed2) | Rest], Seed3}.

any() ->
    {0, 1, 2, -1, 3, 7, 12, 1.0, 2.5, -0.0, 1 bsl 70, a, b, true, false, undefined, [], {}, {a},
     {a, 1}, [a, b, c], "hello", <<>>, <<"bin">>, <<1:3>>, #{}, #{a => 1}, [1 | 2],
     [{a, 1}, {b, 2}], fun(X) -> X end, fun(X, Y) -> {X, Y} end, fun(X) -> X > 1 end}.

own(M) when M =:= string; M =:= unicode_util; M =:= unicode ->
    {"hello world", "", " x ", <<"binary text">>, <<"  Ärger "/utf8>>, [[$a], <<"bc">>, "de"], "o",
     "l", leading, trailing, both, all, $x, $\s, 3, 5, 0, 1, [$e, 16#301, $x], "ABC def",
     [16#1F468, 16#200D, 16#1F469], <<"straße"/utf8>>, "\r\n", [$\s, $\t], <<"a,b;c"/utf8>>, ",;",
     [",", ";"], left, right, center, true, false, utf8, latin1, {utf16, little}, utf16, unicode,
     <<255, 254>>, <<16#E2, 16#82>>, [100, 16#110000], "123abc", "1.5e3x", "0"};
own(M) when M =:= lists; M =:= ordsets; M =:= sets; M =:= gb_sets ->
    {[3, 1, 2], [1, 2, 3, 4], [a, b, c], [{a, 1}, {b, 2}, {c, 0}], [{b, x}, {a, y}], [],
     [[1], [2, 3], []], 1, 2, 3, [1, 1.0, 2, 2], [5, 4, 3, 2, 1], [b, a, b, c, a], "string",
     [{1, 2, 3}, {3, 2, 1}, {2, 0, 9}], a, b, fun(X) -> X end, fun(X, Y) -> X =< Y end,
     fun(X) -> {X, X} end, fun(X) -> X > 1 end, fun(X, Y) -> [X | Y] end, fun(X) -> is_atom(X) end,
     fun(X, Y) -> {Y, X} end, 0, acc, gb_sets:from_list([1, 2, 3]),
     gb_sets:from_list([b, a, x, 2.0]), gb_sets:new(), sets:from_list([1, 2, 3]),
     sets:from_list([2, a]), sets:from_list([x, 2], [{version, 2}]),
     gb_sets:iterator(gb_sets:from_list([4, 2])), ordsets:from_list([3, 2, 9]),
     [gb_sets:from_list([1]), gb_sets:from_list([2, 1])], numbers(40)};
own(M) when M =:= maps; M =:= gb_trees; M =:= dict; M =:= orddict; M =:= proplists ->
    {a, b, c, 1, 2, #{a => 1, b => 2}, #{b => x, c => y}, #{1 => 2, 1.0 => 3},
     gb_trees:from_orddict([{a, 1}, {b, 2}]), gb_trees:empty(),
     gb_trees:from_orddict([{I, I * I} || I <- numbers(20)]), dict:from_list([{a, 1}, {b, [2]}]),
     dict:new(), dict:from_list([{I, I} || I <- numbers(15)]), [{a, 1}, {b, 2}],
     [a, {b, 2}, {c, 3, 4}, {a, 5}], [], orddict:from_list([{z, 1}, {a, [1]}]),
     fun(K, V) -> {K, V} end, fun(V) -> {V, 1} end, fun(_, X, Y) -> {X, Y} end,
     fun(_, V) -> V =:= 1 end, fun(K, _, Acc) -> [K | Acc] end, maps:iterator(#{x => 1, y => 2}),
     gb_trees:iterator(gb_trees:from_orddict([{a, 1}, {c, 2}])), [a, b], [x],
     maps:from_list([{I, -I} || I <- numbers(32)]), [{aliases, [{a, b}]}, {expand, [{a, [c]}]}],
     {a, true}, fun(V) -> V end, fun(V, Acc) -> [V | Acc] end};
own(M) when M =:= queue; M =:= array ->
    {queue:new(), queue:from_list([1, 2, 3]), queue:in(x, queue:from_list([a])),
     queue:from_list(numbers(9)), 1, 2, 0, 5, array:new(), array:from_list([a, b, c]),
     array:set(30, x, array:new([{default, z}])), array:new(5), array:fix(array:from_list([1])),
     [1, 2], [{1, a}, {12, b}], fun(X) -> X =/= 2 end, fun(I, V) -> {I, V} end,
     fun(I, _, Acc) -> [I | Acc] end, fun(X, Acc) -> [X | Acc] end, x, [{size, 7}, {fixed, true}],
     17, -1, {default, 9}};
own(M) when M =:= sofs ->
    {sofs:set([1, 2, 3]), sofs:set([2, 4]), sofs:relation([{1, a}, {2, b}, {2, c}]),
     sofs:relation([{a, x}, {b, y}]), sofs:a_function([{1, 2}, {2, 3}]),
     sofs:family([{a, [1]}, {b, [2, 3]}]), sofs:from_term([[1], [2, 3]]),
     sofs:from_term([{a, {b, 1}}]), [1, 2], [{a, 1}], {sofs:set([1]), sofs:set([x])},
     sofs:empty_set(), 1, 2, [sofs:set([1]), sofs:set([2])],
     sofs:relation([{1, 1}, {2, 1}, {2, 2}]), {1, 1}, [[atom]], [{atom, atom}], fun(X) -> X end,
     {external, fun(X) -> X end}, {external, fun({X, Y}) -> {Y, X} end}, sofs:set([[1], [2, 3]]),
     fun sofs:union/1, sofs:projection(1, sofs:relation([{1, a}]))};
own(M) when M =:= io_lib; M =:= io_lib_format; M =:= io_lib_pretty ->
    {"~p~n", "~w and ~s", "~10.3f|~e|~g", "~-10s|~5w|~*c", "~tp ~ts", "~8.16.0b ~X ~+", ["a", b],
     [{a, 1}, "str"], [1.5, 2.0, -1.0e30], ["x", 7, 5, $c], [<<"bin">>, "ü"], [255, 16, "0x", 3],
     5, 80, 1, -1, 3.14, 1.0e-5, abc, 'A b', "string", [1, 2, 3, 1000],
     {deep, [{tuple, with}, #{map => [1]}]}, <<"binary">>, <<1, 255>>, true, latin1, unicode,
     "~d ~a", "12 hello", "~f", "3.5", numbers(60),
     [{I, lists:duplicate(3, word)} || I <- numbers(20)], [], fun(_, _) -> no end, "~3..0w~i~~",
     [7, ignored], {[], "12 hello", "~d"}, [{chars_limit, 20}], 1 bsl 80};
own(M) when M =:= erl_scan; M =:= erl_parse; M =:= erl_pp; M =:= erl_anno ->
    {"f(X) -> X + 1.", "-module(a).",
     "foo(A, [B|C]) when A > B -> {ok, \"s\\n\"}; foo(_, _) -> <<1:8, X/binary>>.",
     "case X of 1 -> a; _ -> fun(Y) -> Y end end.", "#{a => 1, b := 2}",
     "'quoted atom' 16#ff 1.5e3 $x $\\n", "% comment\n", "\"unterminated", 1, {1, 5}, [text],
     [return], tokens("f(X) -> X + 1.\n"), tokens("-type t() :: [integer()] | {a, b}.\n"),
     tokens("-record(r, {a = 1 :: integer(), b}).\n"),
     form("g(X) -> try X of {a, Y} -> Y catch _:_ -> [Z || Z <- X, Z > 1] after ok end.\n"),
     form("h(#r{a = B} = C) when is_list(B), B =/= []; true ->"
          " C#r{a = \"text\", b = fun ?MODULE:x/1}.\n"),
     form("-spec f(X :: integer()) -> [atom() | #{a => b}] when X :: t().\n"),
     exprs("A = 1, B = f(A), {A, B}.\n"),
     exprs("receive {X, _} -> X after 10 -> if true -> <<X:8, \"abc\">> end end.\n"), abs,
     {op, 1, '+', {var, 1, 'X'}, {integer, 1, 2}}, erl_anno:new({1, 2}),
     erl_anno:set_file("f", erl_anno:new(3)), [{location, 4}, {text, "x"}], [], none, true,
     fun(X) -> X end, {atom, 1, a}, {cons, 1, {integer, 1, 1}, {nil, 1}}, {integer, 1, 5}};
own(M) when M =:= calendar ->
    {2024, 2, 29, 1, 12, 0, 1970, 63000000000, 738000, {2024, 2, 29}, {1999, 12, 31},
     {{2024, 1, 1}, {12, 30, 45}}, {23, 59, 59}, {2023, 52}, -1, 100, 86399,
     {{1970, 1, 1}, {0, 0, 0}}, {{2000, 2, 30}, {25, 0, 0}}, 1700000000};
own(base64) ->
    {<<"aGVsbG8=">>, "aGVsbG8gd29ybGQ=", <<"a b\nc=">>, "YQ==", "****", <<1, 2, 3, 255>>, "text",
     <<>>, [], <<"YWI">>, [1, 300]};
own(binary) ->
    {<<"hello world">>, <<"o">>, [<<"l">>, <<"wor">>], 0, 3, 5, -2, {2, 4}, [global], [], <<>>,
     255, 65536, little, big, [<<"hel">>, <<"help">>], [global, trim_all], [{scope, {1, 6}}],
     {6, -3}, <<1, 0, 2>>, [1, 2, 3], <<"xy">>, [global, {insert_replaced, 1}]};
own(filename) ->
    {"/usr/local/file.erl", "a/b", "", "file.tar.gz", <<"bin/x.c">>, ".erl", "..",
     ["a", "/b", "c"], a, 'dir/name', "//x//y/", ["a", b, <<"c">>], "."};
own(_) -> any().

numbers(0) -> [];
numbers(N) -> [N * 7 rem 41 | numbers(N - 1)].

tokens(Text) -> {ok, Tokens, _} = erl_scan:string(Text), Tokens.
form(Text) -> {ok, Form} = erl_parse:parse_form(replace_macros(tokens(Text))), Form.
exprs(Text) -> {ok, Exprs} = erl_parse:parse_exprs(tokens(Text)), Exprs.

replace_macros([{'?', _}, {var, L, 'MODULE'} | Rest]) -> [{atom, L, m} | replace_macros(Rest)];
replace_macros([H | T]) -> [H | replace_macros(T)];
replace_macros([]) -> [].

%% ---- terms as text, without help from the libraries that are tested

text(T) when is_integer(T) -> integer_to_list(T);
text(T) when is_float(T) -> float_to_list(T, [short]);
text(T) when is_atom(T) -> [$', atom_to_binary(T), $'];
text(T) when is_bitstring(T) -> ["<<", bits(T), ">>"];
text(T) when is_function(T) -> "fun";
text(T) when is_tuple(T) -> [${, elements(tuple_to_list(T)), $}];
text(T) when is_map(T) -> ["#{", elements(sort([[K | V] || {K, V} <- maps:to_list(T)])), $}];
text(T) when is_list(T) -> [$[, elements(T), $]];
text(_) -> "other".

elements([]) -> [];
elements([X]) -> text(X);
elements([X | Rest]) when is_list(Rest) -> [text(X), $, | elements(Rest)];
elements([X | Rest]) -> [text(X), $|, text(Rest)].

bits(<<B, Rest/bitstring>>) -> [integer_to_list(B), $, | bits(Rest)];
bits(<<>>) -> [];
bits(T) ->
    Size = bit_size(T),
    <<B:Size>> = T,
    [integer_to_list(B), $:, integer_to_list(Size)].
