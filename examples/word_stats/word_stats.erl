%% SPDX-License-Identifier: Apache-2.0
%% Statistics of a text: lines, words and letters, the most frequent words and pairs of words,
%% how long words and sentences are, how the vocabulary grows, and which words are anagrams of
%% each other.
%%
%%     erlite run word_stats.erl book.txt
-module(word_stats).
-export([main/1]).

main([File]) ->
    {ok, Text} = file:read_file(File),
    Words = words(Text),
    Counts = count(Words),
    totals(Text, Words, Counts),
    table("Most frequent words", top(15, Counts)),
    LongOnes = maps:filter(fun(W, _) -> byte_size(W) >= 8 end, Counts),
    table("Most frequent long words", top(10, LongOnes)),
    table("Most frequent pairs", top(10, count(pairs(Words)))),
    lengths(Words),
    sentences(Text),
    letters(Text),
    vocabulary(Words),
    anagrams(maps:keys(Counts)).

%% -----------------------------------------------------------------------------------------------
%% From text to words

%% A word is a run of letters, apostrophes inside it included; upper case becomes lower case.
%% Only what the word is made of is copied out of the text.
words(Text) -> words(Text, <<>>).

words(<<C, Rest/binary>>, Word) when C >= $a, C =< $z -> words(Rest, <<Word/binary, C>>);
words(<<C, Rest/binary>>, Word) when C >= $A, C =< $Z -> words(Rest, <<Word/binary, (C + 32)>>);
words(<<$', C, Rest/binary>>, Word) when Word =/= <<>>, C >= $a, C =< $z ->
    words(Rest, <<Word/binary, $', C>>);
words(<<_, Rest/binary>>, <<>>) -> words(Rest, <<>>);
words(<<_, Rest/binary>>, Word) -> [Word | words(Rest, <<>>)];
words(<<>>, <<>>) -> [];
words(<<>>, Word) -> [Word].

pairs([A | [B | _] = Rest]) -> [<<A/binary, " ", B/binary>> | pairs(Rest)];
pairs(_) -> [].

count(Items) ->
    Add = fun(Item, Acc) -> maps:update_with(Item, fun(N) -> N + 1 end, 1, Acc) end,
    lists:foldl(Add, #{}, Items).

%% The N largest counts; equal counts in the order of the alphabet.
top(N, Counts) ->
    Sorted = lists:sort([{-Count, Item} || {Item, Count} <- maps:to_list(Counts)]),
    [{Item, -Count} || {Count, Item} <- lists:sublist(Sorted, N)].

%% -----------------------------------------------------------------------------------------------
%% The report

totals(Text, Words, Counts) ->
    Once = length([W || {W, 1} <- maps:to_list(Counts)]),
    Letters = lists:sum([byte_size(W) || W <- Words]),
    figure("bytes", byte_size(Text)),
    figure("lines", length(binary:matches(Text, <<"\n">>))),
    figure("paragraphs", length(binary:split(Text, <<"\n\n">>, [global, trim_all]))),
    figure("words", length(Words)),
    figure("different words", map_size(Counts)),
    figure("words that occur once", Once),
    io:format("~-24s~8.2f~n", ["letters in a word", Letters / length(Words)]).

figure(Name, Value) -> io:format("~-24s~8w~n", [Name, Value]).

table(Title, Rows) ->
    heading(Title),
    Most = lists:max([N || {_, N} <- Rows]),
    [io:format("~-20s~6w ~s~n", [Item, N, bar(N, Most)]) || {Item, N} <- Rows].

lengths(Words) ->
    heading("Words by length"),
    ByLength = count([byte_size(W) || W <- Words]),
    Most = lists:max(maps:values(ByLength)),
    [io:format("~2w ~6w ~s~n", [Length, N, bar(N, Most)])
     || {Length, N} <- lists:sort(maps:to_list(ByLength))].

sentences(Text) ->
    heading("Sentences"),
    Sentences = binary:split(Text, [<<".">>, <<"!">>, <<"?">>], [global]),
    Lengths = [N || S <- Sentences, N <- [length(words(S))], N > 0],
    Sorted = lists:sort(Lengths),
    Mean = lists:sum(Lengths) / length(Lengths),
    Variance = lists:sum([(N - Mean) * (N - Mean) || N <- Lengths]) / length(Lengths),
    figure("sentences", length(Lengths)),
    figure("shortest", hd(Sorted)),
    figure("median", lists:nth((length(Sorted) + 1) div 2, Sorted)),
    figure("longest", lists:last(Sorted)),
    io:format("~-24s~8.2f~n", ["mean", Mean]),
    io:format("~-24s~8.2f~n", ["standard deviation", math:sqrt(Variance)]).

letters(Text) ->
    heading("Letters"),
    Letters = [lower(C) || <<C>> <= Text, is_letter(C)],
    Total = length(Letters),
    Percent = fun(N) -> 100 * N / Total end,
    [io:format("~c ~5.2f%  ", [C, Percent(N)]) || {C, N} <- top(12, count(Letters))],
    io:nl(),
    Shares = [N / Total || N <- maps:values(count(Letters))],
    Entropy = -lists:sum([P * math:log2(P) || P <- Shares]),
    io:format("~.3f bits in a letter~n", [Entropy]).

%% How many different words the first tenth, two tenths, ... of the text use.
vocabulary(Words) ->
    heading("Growth of the vocabulary"),
    Step = length(Words) div 10,
    grow(Words, Step, Step, 1, #{}).

grow(_, _, _, 11, _) ->
    ok;
grow(Words, 0, Step, Tenth, Seen) ->
    io:format("~3w% ~6w ~s~n", [Tenth * 10, map_size(Seen), bar(map_size(Seen), 400)]),
    grow(Words, Step, Step, Tenth + 1, Seen);
grow([W | Words], Left, Step, Tenth, Seen) ->
    grow(Words, Left - 1, Step, Tenth, Seen#{W => true}).

anagrams(Vocabulary) ->
    heading("Anagrams"),
    Add = fun(W, Acc) ->
              Key = lists:sort(binary_to_list(W)),
              maps:update_with(Key, fun(Ws) -> [W | Ws] end, [W], Acc)
          end,
    Groups = maps:values(lists:foldl(Add, #{}, Vocabulary)),
    Shown = lists:sort([lists:sort(G) || [_, _ | _] = G <- Groups, byte_size(hd(G)) >= 4]),
    [io:format("~s~n", [lists:join(" ", G)]) || G <- Shown].

heading(Title) -> io:format("~n~s~n~s~n", [Title, lists:duplicate(length(Title), $-)]).

bar(N, Most) -> lists:duplicate(round(40 * N / Most), $*).

is_letter(C) -> C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z.

lower(C) when C >= $A, C =< $Z -> C + 32;
lower(C) -> C.
