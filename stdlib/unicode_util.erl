%% SPDX-License-Identifier: Apache-2.0
%% Code points, grapheme clusters and case of chardata: deep lists of code points and UTF-8
%% binaries. Below 16#300 no code point belongs to the one before it, except a line feed after a
%% carriage return: so most text never gets to the tables.
-module(unicode_util).
-moduledoc "Code points, grapheme clusters and letter case.".

-export([casefold/1, cp/1, fold_char/1, gc/1, is_whitespace/1, lower_char/1, lowercase/1,
         spec_version/0, title_char/1, titlecase/1, upper_char/1, uppercase/1, whitespace/0]).

-doc "The version of Unicode that the tables are of.".
spec_version() -> {14, 0}.

-doc "The grapheme clusters that string:trim/1 takes away.".
whitespace() ->
    [[$\r, $\n], $\t, $\n, $\v, $\f, $\r, $\s, 16#85, 16#200E, 16#200F, 16#2028, 16#2029].

-doc "True for the elements of whitespace/0.".
is_whitespace(Cluster) -> lists:member(Cluster, whitespace()).

%%% Code points.

-doc "[CodePoint | Rest], [] at the end, or {error, Rest}.".
cp([C | _] = Chars) when is_integer(C), C >= 0 -> Chars;
cp(<<C/utf8, Rest/binary>>) -> [C | Rest];
cp([]) -> [];
cp([Chars]) -> cp(Chars);
cp([[] | Rest]) -> cp(Rest);
cp([Chars | Rest]) ->
    case cp(Chars) of
        [C | []] -> [C | Rest];
        [C | <<>>] -> [C | Rest];
        [C | More] -> [C, More | Rest];
        [] -> cp(Rest);
        {error, More} -> {error, [More | Rest]}
    end;
cp(<<>>) -> [];
cp(Binary) when is_binary(Binary) -> {error, Binary}.

%%% Grapheme clusters.

-doc "[Cluster | Rest], [] at the end, or {error, Rest}. A cluster of several is a list of them.".
gc([C | [D | _]] = Chars) when is_integer(C), C < 16#300, is_integer(D), D < 16#300, C =/= $\r ->
    Chars;
gc(<<C, D, _/binary>> = Binary) when C < 128, D < 128, C =/= $\r ->
    <<_, Rest/binary>> = Binary,
    [C | Rest];
gc(Chars) ->
    case cp(Chars) of
        [C | Rest] -> gc_from(C, Rest);
        EndOrError -> EndOrError
    end.

gc_from($\r, Rest) ->
    case cp(Rest) of
        [$\n | Rest1] -> [[$\r, $\n] | Rest1];
        _ -> [$\r | Rest]
    end;
gc_from(C, Rest) ->
    case cp(Rest) of
        [D | _] when C < 16#600, D < 16#300 -> [C | Rest];
        [D | Rest1] ->
            case class(C) of
                control -> [C | Rest];
                Class -> extend(Class, [C], Rest, class(D), D, Rest1)
            end;
        _ -> [C | Rest]
    end.

%% Class is that of the cluster so far, which is in Acc, last one first; Rest is what follows it,
%% which begins with D of class Next.
extend(Class, Acc, Rest, Next, D, Rest1) ->
    case joined(Class, Next) of
        no -> cluster(Acc, Rest);
        Class1 ->
            case cp(Rest1) of
                [E | Rest2] -> extend(Class1, [D | Acc], Rest1, class(E), E, Rest2);
                _ -> cluster([D | Acc], Rest1)
            end
    end.

cluster([C], Rest) -> [C | Rest];
cluster(Acc, Rest) -> [lists:reverse(Acc) | Rest].

%% The class of a cluster with one more character, or no.
joined(prepended, Next) when Next =/= control -> Next;
joined(pictographic, joiner) -> pictographic_joiner;
joined(pictographic, attached) -> pictographic;
joined(pictographic_joiner, pictographic) -> pictographic;
joined(regional, regional) -> other;
joined(hangul_l, Next) when Next =:= hangul_l; Next =:= hangul_v; Next =:= hangul_lv;
                            Next =:= hangul_lvt -> Next;
joined(Class, Next) when Class =:= hangul_v orelse Class =:= hangul_lv,
                         Next =:= hangul_v orelse Next =:= hangul_t -> Next;
joined(Class, hangul_t) when Class =:= hangul_t; Class =:= hangul_lvt -> hangul_t;
joined(_Class, Next) when Next =:= attached; Next =:= joiner -> other;
joined(_Class, _Next) -> no.

class(C) when C < 16#300 ->
    if
        C < $\s; C >= 16#7F, C < 16#A0; C =:= 16#AD -> control;
        C =:= 16#A9; C =:= 16#AE -> pictographic;
        true -> other
    end;
class(C) when C >= 16#370, C =< 16#482; C >= 16#4E00, C =< 16#9FFF -> other;
class(16#200D) -> joiner;
class(C) when C >= 16#1100, C =< 16#115F; C >= 16#A960, C =< 16#A97C -> hangul_l;
class(C) when C >= 16#1160, C =< 16#11A7; C >= 16#D7B0, C =< 16#D7C6 -> hangul_v;
class(C) when C >= 16#11A8, C =< 16#11FF; C >= 16#D7CB, C =< 16#D7FB -> hangul_t;
class(C) when C >= 16#AC00, C =< 16#D7A3 ->
    case (C - 16#AC00) rem 28 of
        0 -> hangul_lv;
        _ -> hangul_lvt
    end;
class(C) when C >= 16#1F1E6, C =< 16#1F1FF -> regional;
class(C) ->
    classify(C, [{attached, unicode_tables:attached()}, {control, unicode_tables:control()},
                 {pictographic, unicode_tables:pictographic()},
                 {prepended, unicode_tables:prepended()}]).

classify(C, [{Class, Ranges} | Rest]) ->
    case range(C, Ranges) of
        none -> classify(C, Rest);
        _ -> Class
    end;
classify(_C, []) -> other.

%% The range of a sorted tuple of them that C is in, or none.
range(C, Ranges) -> range(C, Ranges, 1, tuple_size(Ranges)).

range(_C, _Ranges, Low, High) when Low > High -> none;
range(C, Ranges, Low, High) ->
    Middle = (Low + High) div 2,
    Range = element(Middle, Ranges),
    if
        C < element(1, Range) -> range(C, Ranges, Low, Middle - 1);
        C > element(2, Range) -> range(C, Ranges, Middle + 1, High);
        true -> Range
    end.

%%% Case.

-doc "[Upper | Rest] with the first code point in upper case; several come as a list.".
uppercase(Chars) -> change(Chars, fun upper_char/1).

-doc "[Lower | Rest] with the first code point in lower case; several come as a list.".
lowercase(Chars) -> change(Chars, fun lower_char/1).

-doc "[Title | Rest] with the first code point in title case; several come as a list.".
titlecase(Chars) -> change(Chars, fun title_char/1).

-doc "[Folded | Rest] with the first code point folded for comparison; several come as a list.".
casefold(Chars) -> change(Chars, fun fold_char/1).

change(Chars, Fun) ->
    case cp(Chars) of
        [C | Rest] -> [Fun(C) | Rest];
        EndOrError -> EndOrError
    end.

-doc "A code point in upper case: one, or a list of several.".
upper_char(C) when C >= $a, C =< $z -> C - ($a - $A);
upper_char(C) when C < 128 -> C;
upper_char(C) -> mapped(C, unicode_tables:upper(), unicode_tables:upper_special()).

-doc "A code point in lower case: one, or a list of several.".
lower_char(C) when C >= $A, C =< $Z -> C + ($a - $A);
lower_char(C) when C < 128 -> C;
lower_char(C) -> mapped(C, unicode_tables:lower(), unicode_tables:lower_special()).

-doc "A code point in title case: one, or a list of several.".
title_char(C) when C < 128 -> upper_char(C);
title_char(C) -> mapped(C, unicode_tables:title(), unicode_tables:title_special()).

-doc "A code point folded for comparison: one, or a list of several.".
fold_char(C) when C < 128 -> lower_char(C);
fold_char(C) -> mapped(C, unicode_tables:fold(), unicode_tables:fold_special()).

mapped(C, Ranges, Special) ->
    case range(C, Ranges) of
        {First, _, Step, Difference} when (C - First) rem Step =:= 0 -> C + Difference;
        _ ->
            case Special of
                #{C := Chars} -> Chars;
                #{} -> C
            end
    end.
