%% The binary module and binary BIFs.
-module(bin_module).
-export([main/0]).

main() ->
    B = <<"hello world">>,
    p([byte_size(B), bit_size(B), size(B), binary:at(B, 4), binary:first(B), binary:last(B)]),
    p([binary:part(B, 0, 5), binary:part(B, 11, -5), binary_part(B, {6, 5}), binary:bin_to_list(B, 0, 3)]),
    p([binary:split(B, <<"o">>), binary:split(B, <<"o">>, [global]), binary:split(<<"a,b;c">>, [<<",">>, <<";">>], [global])]),
    p([binary:split(<<",a,,b,">>, <<",">>, [global, trim]), binary:split(<<",a,,b,">>, <<",">>, [global, trim_all])]),
    p([binary:match(B, <<"o">>), binary:match(B, <<"zz">>), binary:matches(B, <<"o">>), binary:match(B, [<<"wor">>, <<"ell">>])]),
    p([binary:replace(B, <<"o">>, <<"0">>), binary:replace(B, <<"o">>, <<"0">>, [global]), binary:replace(B, <<"l">>, <<"[]">>, [global, {insert_replaced, 1}])]),
    p([binary:copy(<<"ab">>, 3), binary:copy(B), binary:list_to_bin([1, <<2>>, [3]])]),
    p([binary:longest_common_prefix([<<"abcd">>, <<"abx">>]), binary:longest_common_suffix([<<"xyz">>, <<"ayz">>])]),
    p([binary:encode_unsigned(16#123456), binary:encode_unsigned(16#123456, little), binary:decode_unsigned(<<1, 2, 3>>), binary:decode_unsigned(<<1, 2, 3>>, little)]),
    p([binary_to_list(<<"abc">>), binary_to_list(B, 2, 4), list_to_binary("xyz"), bitstring_to_list(<<1, 2, 3:3>>), list_to_bitstring([1, <<1:1>>])]),
    p([split_binary(B, 5), iolist_to_binary([B, $!, ["x"]]), binary:encode_hex(<<1, 171>>), binary:decode_hex(<<"0aFF">>)]),
    p([binary_to_atom(<<"at">>), atom_to_binary(at), binary_to_integer(<<"42">>), integer_to_binary(42), binary_to_float(<<"1.5">>)]),
    Cp = binary:compile_pattern([<<"a">>, <<"b">>]),
    p([binary:matches(<<"xaybz">>, Cp), binary:matches(<<"abab">>, <<"abab">>), binary:matches(<<"aaaa">>, <<"aa">>)]),
    p([lists:map(fun(F) -> try F() catch error:R -> R end end,
                 [fun() -> binary:at(B, 11) end, fun() -> binary:part(B, 10, 5) end, fun() -> binary_part(B, -1, 1) end,
                  fun() -> split_binary(B, 12) end, fun() -> binary:split(B, <<>>) end, fun() -> binary_to_list(id(a)) end,
                  fun() -> list_to_binary([256]) end, fun() -> byte_size(id(x)) end, fun() -> binary:first(<<>>) end,
                  fun() -> binary:copy(B, -1) end, fun() -> binary:decode_hex(<<"0">>) end])]).

p(L) -> io:format("~p~n", [L]).
id(X) -> X.
