%% SPDX-License-Identifier: Apache-2.0
%% The normal forms of Unicode (UAX 15), of lists of code points.
-module(unicode_normal).
-moduledoc "The normal forms of Unicode.".

-export([nfc/1, nfd/1, nfkc/1, nfkd/1]).

%% The syllables of Hangul are composed of a leading consonant, a vowel, and perhaps a trailing one.
-define(SYLLABLE, 16#AC00).
-define(LEADING, 16#1100).
-define(VOWEL, 16#1161).
-define(TRAILING, 16#11A7).

-doc "Canonical decomposition.".
nfd(Chars) ->
    case below(Chars, 16#C0) of
        true -> Chars;
        false -> ordered(decomposed(Chars, unicode_normal_tables:canonical()))
    end.

-doc "Canonical composition.".
nfc(Chars) ->
    case below(Chars, 16#300) of
        true -> Chars;
        false -> composed(ordered(decomposed(Chars, unicode_normal_tables:canonical())))
    end.

-doc "Compatibility decomposition.".
nfkd(Chars) ->
    case below(Chars, 16#A0) of
        true -> Chars;
        false -> ordered(compatible(Chars))
    end.

-doc "Compatibility composition.".
nfkc(Chars) ->
    case below(Chars, 16#A0) of
        true -> Chars;
        false -> composed(ordered(compatible(Chars)))
    end.

below([C | Chars], Limit) -> C < Limit andalso below(Chars, Limit);
below([], _Limit) -> true.

compatible(Chars) ->
    Table = unicode_normal_tables:compatible(),
    decomposed(decomposed(Chars, Table), unicode_normal_tables:canonical()).

decomposed([C | Chars], Table) when C < 16#A0 -> [C | decomposed(Chars, Table)];
decomposed([C | Chars], Table) when C >= ?SYLLABLE, C < ?SYLLABLE + 19 * 21 * 28 ->
    Index = C - ?SYLLABLE,
    Rest = decomposed(Chars, Table),
    Tail = case Index rem 28 of
               0 -> Rest;
               T -> [?TRAILING + T | Rest]
           end,
    [?LEADING + Index div (21 * 28), ?VOWEL + Index rem (21 * 28) div 28 | Tail];
decomposed([C | Chars], Table) ->
    case Table of
        #{C := Parts} -> Parts ++ decomposed(Chars, Table);
        #{} -> [C | decomposed(Chars, Table)]
    end;
decomposed([], _Table) -> [].

%% Characters that combine with one before them are put in the order of their classes.
ordered([C | Chars]) when C < 16#300 -> [C | ordered(Chars)];
ordered([C | Chars]) ->
    case class(C) of
        0 -> [C | ordered(Chars)];
        Class -> marks(Chars, [{Class, C}])
    end;
ordered([]) -> [].

marks([C | Chars] = All, Marks) ->
    case class(C) of
        0 -> sorted(Marks) ++ ordered(All);
        Class -> marks(Chars, [{Class, C} | Marks])
    end;
marks([], Marks) -> sorted(Marks).

sorted([{_, C}]) -> [C];
sorted(Marks) -> [C || {_, C} <- lists:keysort(1, lists:reverse(Marks))].

class(C) when C < 16#300 -> 0;
class(C) -> class(C, unicode_normal_tables:classes()).

class(C, Classes) -> class(C, Classes, 1, tuple_size(Classes)).

class(_C, _Classes, Low, High) when Low > High -> 0;
class(C, Classes, Low, High) ->
    Middle = (Low + High) div 2,
    {First, Last, Class} = element(Middle, Classes),
    if
        C < First -> class(C, Classes, Low, Middle - 1);
        C > Last -> class(C, Classes, Middle + 1, High);
        true -> Class
    end.

%% Composition: each character is tried with the last one of class 0, unless something between
%% them has at least its class.
composed([C | Chars]) ->
    case class(C) of
        0 -> compose(Chars, C, 0, [], unicode_normal_tables:composed());
        _ -> [C | composed(Chars)]
    end;
composed([]) -> [].

%% Marks stand between Starter and Chars, last one first; Class is that of the last one.
compose([C | Chars], Starter, Class, Marks, Table) ->
    CClass = class(C),
    IsBlocked = Marks =/= [] andalso Class >= CClass,
    case IsBlocked orelse pair(Starter, C, Table) of
        Composed when is_integer(Composed) -> compose(Chars, Composed, Class, Marks, Table);
        _ when CClass =:= 0 -> [Starter | lists:reverse(Marks, compose(Chars, C, 0, [], Table))];
        _ -> compose(Chars, Starter, CClass, [C | Marks], Table)
    end;
compose([], Starter, _Class, Marks, _Table) -> [Starter | lists:reverse(Marks)].

pair(L, V, _Table)
  when L >= ?LEADING, L < ?LEADING + 19, V >= ?VOWEL, V < ?VOWEL + 21 ->
    ?SYLLABLE + ((L - ?LEADING) * 21 + V - ?VOWEL) * 28;
pair(S, T, _Table)
  when S >= ?SYLLABLE, S < ?SYLLABLE + 19 * 21 * 28, (S - ?SYLLABLE) rem 28 =:= 0,
       T > ?TRAILING, T < ?TRAILING + 28 ->
    S + T - ?TRAILING;
pair(A, B, Table) -> maps:get({A, B}, Table, none).
