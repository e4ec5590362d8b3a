% SPDX-License-Identifier: Apache-2.0
-module(bif_binary).
-export([main/0]).

% Module binary: results and failures.
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
    A = id(<<"a,b,,c,">>),
    [
        fun() -> binary:split(A,<<",">>) end,
        fun() -> binary:split(A,<<",">>,[global]) end,
        fun() -> binary:split(A,[<<",">>,<<",,">>],[global,trim_all]) end,
        fun() -> binary:split(A,<<",">>,[global,trim]) end,
        fun() -> binary:split(A,<<",">>,[{scope,{2,3}}]) end,
        fun() -> binary:split(A,<<",">>,[global,{scope,{6,-3}}]) end,
        fun() -> binary:split(A, <<>>) end,
        fun() -> binary:split(A, []) end,
        fun() -> binary:split(A, [<<>>]) end,
        fun() -> binary:split(A, foo) end,
        fun() -> binary:split(A,<<",">>,[foo]) end,
        fun() -> binary:split(<<",,">>,<<",">>,[global,trim]) end,
        fun() -> binary:split(<<",,">>,<<",">>,[global,trim_all]) end,
        fun() -> binary:split(<<",">>,<<",">>,[trim]) end,
        fun() -> binary:split(<<>>,<<",">>,[trim]) end,
        fun() -> binary:split(<<>>,<<",">>,[trim_all]) end,
        fun() -> binary:split(<<>>,<<",">>) end,
        fun() -> binary:split(<<"a,">>,<<",">>,[trim]) end,
        fun() -> binary:split(<<",a">>,<<",">>,[trim]) end,
        fun() -> binary:split(<<",a">>,<<",">>,[trim_all]) end,
        fun() -> binary:match(A,<<"c">>) end,
        fun() -> binary:match(A,<<"z">>) end,
        fun() -> binary:match(A,[<<"b,">>,<<"b">>]) end,
        fun() -> binary:matches(A,<<",">>) end,
        fun() -> binary:match(A,<<",">>,[{scope,{4,-2}}]) end,
        fun() -> binary:match(A,<<",">>,[{scope,{4,9}}]) end,
        fun() -> binary:match(A,<<",">>,[{scope,{2,0}}]) end,
        fun() -> binary:matches(<<"aaaa">>,[<<"aa">>]) end,
        fun() -> binary:matches(<<"abcde">>,[<<"bcde">>,<<"cd">>,<<"bc">>]) end,
        fun() -> binary:matches(<<"abcdf">>,[<<"bcde">>,<<"cd">>,<<"d">>]) end,
        fun() -> binary:match(foo,<<"a">>) end,
        fun() -> binary:match(<<1:3>>,<<"a">>) end,
        fun() -> binary:match(A, {a, b}) end,
        fun() -> binary:match(A,"a") end,
        fun() -> binary:match(A,<<"a">>,[global]) end,
        fun() -> binary:matches(A,<<"z">>) end,
        fun() -> binary:match(<<>>,<<"z">>) end,
        fun() -> binary:at(A, 0) end,
        fun() -> binary:at(A, 7) end,
        fun() -> binary:at(A, -1) end,
        fun() -> binary:first(<<>>) end,
        fun() -> binary:last(A) end,
        fun() -> binary:part(A, {1, 2}) end,
        fun() -> binary:part(A, 1, -1) end,
        fun() -> binary:part(A, 1, -2) end,
        fun() -> binary:bin_to_list(A, 1, 2) end,
        fun() -> binary:bin_to_list(A, {3, -2}) end,
        fun() -> binary:bin_to_list(A) end,
        fun() -> binary:list_to_bin([1, <<2>>]) end,
        fun() -> binary:copy(<<"ab">>,3) end,
        fun() -> binary:copy(<<"ab">>,0) end,
        fun() -> binary:copy(<<"ab">>,-1) end,
        fun() -> binary:copy(<<"ab">>) end,
        fun() -> binary:encode_unsigned(0) end,
        fun() -> binary:encode_unsigned(256, little) end,
        fun() -> binary:encode_unsigned(-1) end,
        fun() -> binary:encode_unsigned(1, foo) end,
        fun() -> binary:encode_unsigned(1 bsl 70) end,
        fun() -> binary:decode_unsigned(<<1, 0>>) end,
        fun() -> binary:decode_unsigned(<<1, 0>>, little) end,
        fun() -> binary:decode_unsigned(<<>>) end,
        fun() -> binary:decode_unsigned(<<1:3>>) end,
        fun() -> binary:longest_common_prefix([<<"abc">>,<<"abd">>]) end,
        fun() -> binary:longest_common_suffix([<<"xbc">>,<<"abc">>]) end,
        fun() -> binary:longest_common_prefix([]) end,
        fun() -> binary:longest_common_prefix([<<"a">>]) end,
        fun() -> binary:longest_common_prefix([a]) end,
        fun() -> binary:referenced_byte_size(A) end,
        fun() -> binary:referenced_byte_size(a) end,
        fun() -> binary:compile_pattern([]) end,
        fun() -> binary:compile_pattern([<<>>]) end,
        fun() -> element(1,binary:compile_pattern([<<"a">>])) end,
        fun() -> element(1,binary:compile_pattern([<<"a">>,<<"b">>])) end,
        fun() -> binary:split(A,[<<",">>,a]) end,
        fun() -> binary:part(A, {7, 0}) end,
        fun() -> binary:part(A, {8, 0}) end,
        fun() -> binary:bin_to_list(A, {7, -7}) end,
        fun() -> binary:bin_to_list(A, 2) end
    ].
