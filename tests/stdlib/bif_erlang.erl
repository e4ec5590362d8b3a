% SPDX-License-Identifier: Apache-2.0
-module(bif_erlang).
-export([main/0]).

% Functions of module erlang (and lists) that are written in C: results and failures.
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
        fun() -> erlang:error(x, y) end,
        fun() -> erlang:error(x, none) end,
        fun() -> erlang:error(x, [1, 2]) end,
        fun() -> erlang:error(x, [1], [{error_info, #{}}]) end,
        fun() -> erlang:error(x, [1], foo) end,
        fun() -> erlang:raise(foo, bar, []) end,
        fun() -> erlang:raise(error, bar, foo) end,
        fun() -> erlang:raise(error, bar, [{a, b, c}]) end,
        fun() -> erlang:raise(error, bar, [{a, b, 1}]) end,
        fun() -> erlang:nif_error(x) end,
        fun() -> erlang:nif_error(x, [1]) end,
        fun() -> binary_to_list(A, 1, 9) end,
        fun() -> binary_to_list(A, 0, 2) end,
        fun() -> binary_to_list(A, 2, 3) end,
        fun() -> binary_to_list(A, 3, 2) end,
        fun() -> binary_to_list(A, 4, 2) end,
        fun() -> bitstring_to_list(<<1, 2, 3:3>>) end,
        fun() -> list_to_bitstring([1, <<1:1>>, 2]) end,
        fun() -> list_to_binary(A) end,
        fun() -> iolist_size([<<1:1>>]) end,
        fun() -> iolist_size(foo) end,
        fun() -> split_binary(A, 3) end,
        fun() -> split_binary(A, 8) end,
        fun() -> split_binary(<<1:3>>, 0) end,
        fun() -> split_binary(<<1, 2:3>>, 1) end,
        fun() -> binary_part(A, {3, -2}) end,
        fun() -> binary_part(A, 3, 5) end,
        fun() -> binary_part(<<1, 2, 3:4>>, 0, 1) end,
        fun() -> is_record({a, 1}, a, 2) end,
        fun() -> is_record({a, 1}, a, -1) end,
        fun() -> is_record({a, 1}, 1) end,
        fun() -> is_record(x, a, 1 bsl 70) end,
        fun() -> is_function(fun id/1, -1) end,
        fun() -> is_function(fun id/1, 1 bsl 70) end,
        fun() -> is_function(fun id/1, a) end,
        fun() -> erlang:make_tuple(2, x) end,
        fun() -> erlang:make_tuple(-1, a) end,
        fun() -> erlang:make_tuple(3, a, [{1, b}, {3, c}, {1, d}]) end,
        fun() -> erlang:make_tuple(3, a, [{4, b}]) end,
        fun() -> erlang:make_tuple(16777216, a) end,
        fun() -> erlang:insert_element(3, {a, b}, c) end,
        fun() -> erlang:insert_element(4, {a, b}, c) end,
        fun() -> erlang:delete_element(1, {a, b}) end,
        fun() -> erlang:delete_element(3, {a, b}) end,
        fun() -> erlang:append_element({a}, b) end,
        fun() -> [1, 2]++id(x) end,
        fun() -> id(x)++[1] end,
        fun() -> id([])++x end,
        fun() -> id([1|2])++x end,
        fun() -> [1, 2, 1, 3]--[1, 1.0] end,
        fun() -> id(x)--[1] end,
        fun() -> [1]--id([1|2]) end,
        fun() -> length(id([1|2])) end,
        fun() -> length(id(x)) end,
        fun() -> map_size(id(x)) end,
        fun() -> map_get(id(x), #{}) end,
        fun() -> map_get(id(x), id(y)) end,
        fun() -> is_map_key(a, id(b)) end,
        fun() -> size(id(x)) end,
        fun() -> size(id(<<1:9>>)) end,
        fun() -> byte_size(id(<<1:9>>)) end,
        fun() -> max(id(1), 1.0) end,
        fun() -> max(id(1.0), 1) end,
        fun() -> min(id(1), 1.0) end,
        fun() -> min(id(1.0), 1) end,
        fun() -> lists:reverse(id(x), []) end,
        fun() -> lists:reverse([1|id(2)], []) end,
        fun() -> lists:reverse([1, 2], id(x)) end,
        fun() -> lists:member(1, id(x)) end,
        fun() -> lists:member(1, [2|id(x)]) end,
        fun() -> lists:keyfind(1, 1, [{1.0, a}]) end,
        fun() -> lists:keyfind(1, 0, []) end,
        fun() -> lists:keyfind(1, 1, [{2}|x]) end,
        fun() -> lists:keymember(1, 2, [{1}, x, {1, 1}]) end,
        fun() -> lists:keysearch(1, 1, [{1}]) end,
        fun() -> lists:keyfind(1, 1, id(x)) end,
        fun() -> erlang:fun_info(fun lists:map/2) end,
        fun() -> erlang:fun_info(fun lists:map/2, env) end,
        fun() -> erlang:fun_info(fun lists:map/2, foo) end,
        fun() -> erlang:fun_info(x, name) end,
        fun() -> erlang:fun_info(fun()->A end, env) end,
        fun() -> erlang:fun_info(fun()->A end, type) end,
        fun() -> [K||{K, _}<-erlang:fun_info(fun lists:map/2)] end,
        fun() -> erlang:function_exported(erlang, abs, 1) end,
        fun() -> erlang:is_builtin(erlang, abs, 1) end,
        fun() -> erlang:is_builtin(lists, map, 2) end,
        fun() -> erlang:is_builtin(erlang, apply, 3) end,
        fun() -> erlang:md5("abc") end,
        fun() -> erlang:crc32("abc") end,
        fun() -> erlang:adler32("abc") end,
        fun() -> erlang:crc32(5,"abc") end,
        fun() -> erlang:crc32_combine(5, 6, 3) end,
        fun() -> erlang:adler32_combine(5, 6, 3) end,
        fun() -> erlang:crc32(-1,"abc") end,
        fun() -> erlang:md5(foo) end,
        fun() -> erlang:monotonic_time(foo) end,
        fun() -> erlang:monotonic_time(0) end,
        fun() -> erlang:unique_integer([foo]) end,
        fun() -> erlang:unique_integer([positive|foo]) end,
        fun() -> erlang:localtime_to_universaltime({{2020, 2, 30}, {0, 0, 0}}) end,
        fun() -> erlang:universaltime_to_posixtime({{2020, 2, 28}, {0, 0, 0}}) end,
        fun() -> erlang:posixtime_to_universaltime(-1) end,
        fun() -> erlang:localtime_to_universaltime({{2020, 2, 3}, {1, 0, 0}}, foo) end,
        fun() -> erlang:universaltime_to_localtime({{1960, 2, 3}, {1, 0, 0}}) end,
        fun() -> erlang:universaltime_to_localtime({{0, 2, 3}, {1, 0, 0}}) end,
        fun() -> erlang:posixtime_to_universaltime(1 bsl 58) end,
        fun() -> erlang:get(foo) end,
        fun() -> {put(a, 1), put(a, 2), get(a), erase(a), erase(a)} end,
        fun() -> node(id(x)) end,
        fun() -> node(self()) end,
        fun() -> list_to_binary([1|2]) end,
        fun() -> list_to_binary([256]) end,
        fun() -> iolist_to_binary([1|<<2>>]) end,
        fun() -> erlang:iolist_to_iovec([1|<<2>>]) end,
        fun() -> setelement(3, {a, b}, c) end,
        fun() -> tuple_size(id([])) end,
        fun() -> hd(id([])) end,
        fun() -> bit_size(id(a)) end
    ].
