%% max, min, element functions, make_ref, is_function_exported-like checks, module_info, unique integers, time.
-module(bif_misc).
-export([main/0]).

main() ->
    p([max(1, 2), max(b, a), min("a", "b"), max(1.0, 1), min({}, [])]),
    p([make_ref() =:= make_ref(), is_reference(make_ref()), self() =:= self(), is_pid(self()), node()]),
    p([?MODULE:module_info(module), lists:sort([F || {F, _} <- ?MODULE:module_info(exports)]), erlang:function_exported(lists, reverse, 1)]),
    A = erlang:unique_integer([monotonic]), B = erlang:unique_integer([monotonic]),
    p([A < B, erlang:unique_integer([positive]) > 0, is_integer(erlang:unique_integer())]),
    T1 = erlang:monotonic_time(), T2 = erlang:monotonic_time(millisecond), {Mega, _, _} = os:timestamp(),
    p([is_integer(T1), is_integer(T2), Mega > 1000, erlang:system_time(second) > 1600000000, is_integer(os:system_time())]),
    p([erlang:convert_time_unit(1500, millisecond, second), erlang:convert_time_unit(2, second, microsecond)]),
    p([is_atom(erlang:system_info(otp_release)) orelse is_list(erlang:system_info(otp_release)), erlang:system_info(wordsize), is_integer(erlang:system_info(schedulers))]),
    p([tuple_size(date()), tuple_size(time()), tuple_size(erlang:localtime())]),
    p([erlang:garbage_collect(), erlang:processes() =/= [], is_list(erlang:loaded())]),
    p([erlang:phash2(x, 10) < 10, erlang:md5("abc"), erlang:crc32([<<"a">>, "bc"])]).

p(L) -> io:format("~w~n", [L]).
