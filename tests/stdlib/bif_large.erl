%% SPDX-License-Identifier: Apache-2.0
-module(bif_large).
-export([main/0]).

%% Functions written in C on binaries that start within a byte, on deep lists, and against simple models.
main() ->
    unaligned(),
    deep(),
    subtract(),
    search(),
    dictionary().

unaligned() ->
    Text = iolist_to_binary(lists:duplicate(20, <<"one,two;three ">>)),
    Size = byte_size(Text),
    <<_:3, U:Size/binary, _/bits>> = id(<<5:3, Text/binary, 1:5>>),
    show(U =:= Text),
    show(binary:split(U, [<<",">>, <<";">>, <<"ne,">>], [global]) =:=
             binary:split(Text, [<<",">>, <<";">>, <<"ne,">>], [global])),
    show(hd(binary:split(U, <<"three">>))),
    show(length(binary:matches(U, <<"two">>))),
    show(binary:at(U, 5)),
    show(binary_part(U, 4, 3)),
    show(binary:bin_to_list(U, 4, 3)),
    show(lists:sublist(binary_to_list(U), 5)),
    show(iolist_to_binary([U, $x, [U | U]]) =:= <<Text/binary, "x", Text/binary, Text/binary>>),
    show(erlang:md5(U) =:= erlang:md5(Text)),
    show(erlang:md5(U)),
    show(erlang:crc32([U, <<"tail">>])),
    show(erlang:adler32([$a, U])),
    show(binary:copy(U) =:= Text),
    show(binary:decode_unsigned(binary_part(U, 0, 20))),
    show(binary:longest_common_prefix([U, Text, <<"one,two,">>])),
    show(unicode:characters_to_list(U) =:= binary_to_list(Text)),
    show(list_to_bitstring([<<1:1>>, U, 255, <<3:2>>]) =:= <<1:1, Text/binary, 255, 3:2>>),
    show(md5_in_steps(U) =:= erlang:md5([U, U, U])).

md5_in_steps(B) ->
    Context = lists:foldl(fun(Part, C) -> erlang:md5_update(C, Part) end, erlang:md5_init(), [B, [B, B]]),
    erlang:md5_final(Context).

deep() ->
    Left = lists:foldl(fun(_, Acc) -> [Acc, $a] end, [], lists:seq(1, 300000)),
    show(iolist_size(Left)),
    show(erlang:crc32(Left)),
    Right = lists:foldl(fun(_, Acc) -> [$b | [Acc]] end, <<>>, lists:seq(1, 300000)),
    show(byte_size(iolist_to_binary(Right))),
    show(length(unicode:characters_to_list(Right))),
    show(byte_size(unicode:characters_to_binary([Left | <<"x">>]))),
    show(length(lists:reverse(lists:seq(1, 300000), [tail]))),
    show(length(lists:seq(1, 100000) ++ lists:seq(1, 5))).

subtract() ->
    A = [X * X rem 97 || X <- lists:seq(1, 500)],
    B = [X * 3 rem 101 || X <- lists:seq(1, 300)],
    show(A -- B =:= slow_subtract(A, B)),
    show(length(A -- B)),
    show(lists:seq(1, 100000) -- lists:seq(1, 99990)),
    show([1, 1.0, a, {1}, "x", <<"b">>, 1, a, {1}, "x", <<"b">>, #{}, 1 bsl 70] --
             [1 bsl 70, #{}, <<"b">>, "x", {1}, a, 1, 2, 3, 4, 5]).

slow_subtract(A, []) -> A;
slow_subtract(A, [H | T]) -> slow_subtract(remove(H, A), T).

remove(_, []) -> [];
remove(H, [H | T]) -> T;
remove(H, [X | T]) -> [X | remove(H, T)].

%% Leftmost, then longest; the model tries each place.
search() ->
    Texts = [list_to_binary([$a + (I * I + I div 3 + Seed) rem 3 || I <- lists:seq(1, 60)]) || Seed <- lists:seq(0, 9)],
    Sets = [[<<"ab">>, <<"abc">>, <<"c">>], [<<"bb">>, <<"abb">>, <<"b">>], [<<"aabca">>, <<"abc">>, <<"bc">>],
            [<<"cca">>, <<"ca">>, <<"caa">>, <<"ccac">>], [<<"abca">>, <<"bcab">>, <<"cabc">>]],
    show([binary:matches(T, S) =:= model(T, S, 0) || T <- Texts, S <- Sets]),
    show([binary:match(T, S) || T <- Texts, S <- Sets]),
    Compiled = binary:compile_pattern(hd(Sets)),
    show(binary:matches(hd(Texts), Compiled) =:= binary:matches(hd(Texts), hd(Sets))),
    Hard = binary:copy(<<"a">>, 200000),
    show(binary:match(Hard, <<(binary:copy(<<"a">>, 1000))/binary, "b">>)),
    show(binary:match(Hard, [<<(binary:copy(<<"a">>, 1000))/binary, "b">>, <<"ab">>])).

model(Text, _, At) when At >= byte_size(Text) -> [];
model(Text, Set, At) ->
    Here = [byte_size(P) || P <- Set, byte_size(P) =< byte_size(Text) - At,
                            binary:part(Text, At, byte_size(P)) =:= P],
    case Here of
        [] -> model(Text, Set, At + 1);
        _ -> Longest = lists:max(Here), [{At, Longest} | model(Text, Set, At + Longest)]
    end.

dictionary() ->
    [put({key, N rem 100}, N) || N <- lists:seq(1, 1000)],
    show(get({key, 7})),
    show(lists:sort(get())=:= lists:sort([{{key, N rem 100}, N} || N <- lists:seq(901, 1000)])),
    show(get_keys(950)),
    show(length(get_keys())),
    show(erase({key, 1})),
    show(length(erase())),
    show(get()).

show(X) -> io:format("~w~n", [X]).

id(X) -> X.
