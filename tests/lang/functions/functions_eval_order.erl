%% Arguments are evaluated left to right; so are operands and the parts of constructions.
-module(functions_eval_order).
-export([main/0]).

main() ->
    f(say(1), say(2), say(3)),
    _ = say(4) + say(5) * say(6),
    _ = {say(7), [say(8) | say(9)], say(10)},
    _ = #{say(11) => say(12), say(13) => say(14)},
    _ = <<(say(15)), (say(16)):(say(17))>>,
    _ = say(18) =:= say(19),
    (fun_of(say(20)))(say(21)),
    io:nl(),
    try f(say(1), throw(stop), say(2)) catch throw:stop -> io:format("stopped~n") end,
    try error_first(say(3)) + say(4) catch error:first -> io:format("first~n") end.

f(_, _, _) -> ok.

say(N) -> io:format("~w ", [N]), N.

fun_of(_) -> fun(X) -> X end.

error_first(_) -> error(first).
