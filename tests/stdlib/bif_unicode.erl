% SPDX-License-Identifier: Apache-2.0
-module(bif_unicode).
-export([main/0]).

% Module unicode: characters that are whole, wrong, or spread over several binaries.
main() ->
    [show(F) || F <- cases()],
    ok.

% The value, or class, reason and the function that is said to have failed.
show(F) ->
    Result =
        try F()
        catch
            Class:Reason:Trace -> place(Class, Reason, hd(Trace))
        end,
    io:format("~w~n", [Result]).

place(Class, Reason, {M, Name, A, _}) -> {Class, Reason, M, plain(Name), arity(A)}.

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

% Compilers number their funs as they like.
plain(Name) ->
    case atom_to_list(Name) of
        "-" ++ _ -> 'fun';
        _ -> Name
    end.

id(X) -> X.

cases() ->
    [
        fun() -> unicode:characters_to_list([<<226>>,<<"x">>,"y"],unicode) end,
        fun() -> unicode:characters_to_list([<<226>>,<<130,"x">>,"y"],unicode) end,
        fun() -> unicode:characters_to_list([<<226>>,[<<>>,<<130>>,<<"x">>],"y"],unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>,[<<>>,<<130>>,<<"x">>],"y"],unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>,<<130,"x">>,"y"],unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>,[[]|<<130,"x">>],"y"],unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>, 16#d800], unicode) end,
        fun() -> unicode:characters_to_binary([<<240, 144>>, [<<128, 128, 255>>]], unicode) end,
        fun() -> unicode:characters_to_binary([<<240, 144>>, [<<128, 255>>]], unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",255>>,"def"],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",255,"xx">>,"def"|<<"q">>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#c3>>,"def"|<<"q">>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#c3>>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#c3>>, <<16#a4,"x">>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#c3>>, [], [<<>>,[<<16#a4,"x">>]]],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#e2>>, <<16#82>>, <<16#ac>>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#e2>>, <<16#82>>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#e2>>, <<16#82>>, $a, "bc"],unicode) end,
        fun() -> unicode:characters_to_list(<<16#c3>>, unicode) end,
        fun() -> unicode:characters_to_list(<<"a",16#ff,"b">>,unicode) end,
        fun() -> unicode:characters_to_list([$a,16#d800,$b],unicode) end,
        fun() -> unicode:characters_to_list([$a,[[16#d800,$b],$c],$d],unicode) end,
        fun() -> unicode:characters_to_list([$a,16#110000,$b],unicode) end,
        fun() -> unicode:characters_to_list([$a,-1,$b],unicode) end,
        fun() -> unicode:characters_to_list([$a,foo,$b],unicode) end,
        fun() -> unicode:characters_to_list([$a,<<255>>,foo],unicode) end,
        fun() -> unicode:characters_to_list(foo, unicode) end,
        fun() -> unicode:characters_to_list([$a|$b],unicode) end,
        fun() -> unicode:characters_to_list(<<1:3>>, unicode) end,
        fun() -> unicode:characters_to_list([256, <<255>>], latin1) end,
        fun() -> unicode:characters_to_list([255, <<255>>], latin1) end,
        fun() -> unicode:characters_to_binary([255, 256, <<255>>], latin1) end,
        fun() -> unicode:characters_to_binary([255, <<255>>], latin1) end,
        fun() -> unicode:characters_to_binary([$a,[[16#d800,$b],$c],$d],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#c3>>,"def"|<<"q">>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#c3>>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2>>, <<16#82>>, <<16#ac>>],unicode) end,
        fun() -> unicode:characters_to_binary([$a|<<"b">>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2>>, <<16#82>>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2>>, <<16#82>>, $a, "bc"],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2>>, [[<<16#82>>, $a], "bc"]|<<"u">>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#e2>>, [[<<16#82>>, $a], "bc"]|<<"u">>],unicode) end,
        fun() -> unicode:characters_to_list([<<"abc",16#e2>>, [[<<16#82>>]]|<<"u">>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2>>, [[<<16#82>>]]|<<16#82>>],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",16#e2,16#82>>, foo],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",255>>, foo],unicode) end,
        fun() -> unicode:characters_to_binary([<<"abc",255>>|foo],unicode) end,
        fun() -> unicode:characters_to_binary([1, 2], foo) end,
        fun() -> unicode:bin_is_7bit(<<"abc">>) end,
        fun() -> unicode:bin_is_7bit(<<200>>) end,
        fun() -> unicode:bin_is_7bit(<<1:3>>) end,
        fun() -> unicode:bin_is_7bit(a) end,
        fun() -> unicode:characters_to_list("abc",utf8) end,
        fun() -> unicode:characters_to_list([[],[[[<<"x",240>>]]],[]],unicode) end,
        fun() -> unicode:characters_to_list([[$a|<<"x",240>>]],unicode) end,
        fun() -> unicode:characters_to_list([[$a|<<"x",240>>],$b],unicode) end,
        fun() -> unicode:characters_to_list([[$a|<<"x",255>>],$b],unicode) end,
        fun() -> unicode:characters_to_list([1 bsl 70], unicode) end,
        fun() -> unicode:characters_to_list([16#fffe, 16#ffff], unicode) end,
        fun() -> unicode:characters_to_list([<<226>>,<<"x">>]) end,
        fun() -> unicode:characters_to_list([[<<226>>,<<"x">>]]) end,
        fun() -> unicode:characters_to_list([[<<226>>|<<"x">>]]) end,
        fun() -> unicode:characters_to_list([[[<<226>>|<<"x">>]],$a]) end,
        fun() -> unicode:characters_to_list([<<226>>,[<<"x">>,[]]]) end,
        fun() -> unicode:characters_to_list([<<226>>,<<"x">>,[],"y"]) end,
        fun() -> unicode:characters_to_list([<<226>>,<<"x">>,<<>>,"y"]) end,
        fun() -> unicode:characters_to_list([<<226>>,<<"x">>,<<>>]) end,
        fun() -> unicode:characters_to_list([<<226>>,<<>>,<<"x">>|<<>>]) end,
        fun() -> unicode:characters_to_list([[<<226>>,<<"x">>],[[]],[$y]]) end,
        fun() -> unicode:characters_to_list([<<226>>,[[<<"x">>],[]]]) end,
        fun() -> unicode:characters_to_list([[[<<226>>]],[[]],$a]) end,
        fun() -> unicode:characters_to_list([<<240>>,<<"xyz">>]) end,
        fun() -> unicode:characters_to_list([<<240>>,<<"xyzw">>]) end,
        fun() -> unicode:characters_to_list([<<240>>,<<"xy">>]) end,
        fun() -> unicode:characters_to_list([<<240,144>>,<<"x">>,$a]) end,
        fun() -> unicode:characters_to_list([<<192>>,<<"x">>]) end,
        fun() -> unicode:characters_to_list([<<245>>,$a]) end,
        fun() -> unicode:characters_to_list([<<224>>, <<128>>, <<128>>]) end,
        fun() -> unicode:characters_to_list([<<237>>,<<160>>,$a]) end,
        fun() -> unicode:characters_to_list([[[[]]], [], <<255>>]) end,
        fun() -> unicode:characters_to_list([$a|<<255>>]) end,
        fun() -> unicode:characters_to_list([[$a|<<255>>]]) end,
        fun() -> unicode:characters_to_list([<<"a">>,[[[[255|<<255>>]]]]]) end,
        fun() -> unicode:characters_to_list(<<226, 120>>) end,
        fun() -> unicode:characters_to_list(<<224, 128>>) end,
        fun() -> unicode:characters_to_list(<<192>>) end,
        fun() -> unicode:characters_to_list(<<245>>) end,
        fun() -> unicode:characters_to_list(<<245, 200>>) end,
        fun() -> unicode:characters_to_list([<<226,120>>,$a]) end,
        fun() -> unicode:characters_to_list(<<240, 1, 2>>) end,
        fun() -> unicode:characters_to_list(<<240, 144, 2>>) end,
        fun() -> unicode:characters_to_list(<<245, 128, 128>>) end,
        fun() -> unicode:characters_to_list(<<248>>) end,
        fun() -> unicode:characters_to_list(<<128>>) end,
        fun() -> unicode:characters_to_list(<<240, 128>>) end,
        fun() -> unicode:characters_to_list([<<240,128>>,$a]) end,
        fun() -> unicode:characters_to_list([<<240>>,<<200>>,$a]) end,
        fun() -> unicode:characters_to_list([<<240>>,<<144>>,<<200>>,$a]) end,
        fun() -> unicode:characters_to_list([<<245>>,<<128>>,$a]) end,
        fun() -> unicode:characters_to_list(<<237, 160>>) end,
        fun() -> unicode:characters_to_binary([<<226>>,<<"x">>], unicode) end,
        fun() -> unicode:characters_to_binary([[<<226>>,<<"x">>]], unicode) end,
        fun() -> unicode:characters_to_binary([[<<226>>|<<"x">>]], unicode) end,
        fun() -> unicode:characters_to_binary([[[<<226>>|<<"x">>]],$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>,[<<"x">>,[]]], unicode) end,
        fun() -> unicode:characters_to_binary([<<226>>,[[<<"x">>],[]]], unicode) end,
        fun() -> unicode:characters_to_binary([[[<<226>>]],[[]],$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<240>>,<<"xyz">>], unicode) end,
        fun() -> unicode:characters_to_binary([<<240>>,<<"xyzw">>], unicode) end,
        fun() -> unicode:characters_to_binary([<<240>>,<<"xy">>], unicode) end,
        fun() -> unicode:characters_to_binary([<<240,144>>,<<"x">>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<192>>,<<"x">>], unicode) end,
        fun() -> unicode:characters_to_binary([<<245>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<224>>, <<128>>, <<128>>], unicode) end,
        fun() -> unicode:characters_to_binary([<<237>>,<<160>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([[[[]]], [], <<255>>], unicode) end,
        fun() -> unicode:characters_to_binary([$a|<<255>>], unicode) end,
        fun() -> unicode:characters_to_binary([[$a|<<255>>]], unicode) end,
        fun() -> unicode:characters_to_binary([<<"a">>,[[[[255|<<255>>]]]]], unicode) end,
        fun() -> unicode:characters_to_binary(<<226, 120>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<224, 128>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<192>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<245>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<245, 200>>, unicode) end,
        fun() -> unicode:characters_to_binary([<<226,120>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary(<<240, 1, 2>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<240, 144, 2>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<245, 128, 128>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<248>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<128>>, unicode) end,
        fun() -> unicode:characters_to_binary(<<240, 128>>, unicode) end,
        fun() -> unicode:characters_to_binary([<<240,128>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<240>>,<<200>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<240>>,<<144>>,<<200>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary([<<245>>,<<128>>,$a], unicode) end,
        fun() -> unicode:characters_to_binary(<<237, 160>>, unicode) end
    ].
