%% SPDX-License-Identifier: Apache-2.0
-module(queue_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    Q = queue:from_list([1, 2, 3, 4, 5]),
    List = fun queue:to_list/1,
    ?equal([1, 2, 3, 4, 5], List(Q)),
    ?equal(5, queue:len(Q)),
    ?equal(true, queue:is_queue(Q)),
    ?equal(true, queue:is_empty(queue:new())),
    ?equal([1, 2, 3, 4, 5, 6], List(queue:in(6, Q))),
    ?equal([0, 1, 2, 3, 4, 5], List(queue:in_r(0, Q))),
    {{value, 1}, Q1} = queue:out(Q),
    ?equal([2, 3, 4, 5], List(Q1)),
    {{value, 5}, Q2} = queue:out_r(Q1),
    ?equal([2, 3, 4], List(Q2)),
    ?equal({empty, queue:new()}, queue:out(queue:new())),
    ?equal({value, 1}, queue:peek(Q)),
    ?equal({value, 5}, queue:peek_r(Q)),
    ?equal(empty, queue:peek(queue:new())),
    ?equal(1, queue:get(Q)),
    ?equal(5, queue:get_r(Q)),
    ?equal([2, 3, 4, 5], List(queue:drop(Q))),
    ?equal([1, 2, 3, 4], List(queue:drop_r(Q))),
    ?equal([5, 4, 3, 2, 1], List(queue:reverse(Q))),
    ?equal([1, 2, 3, 4, 5, a], List(queue:join(Q, queue:from_list([a])))),
    {Front, Back} = queue:split(2, Q),
    ?equal({[1, 2], [3, 4, 5]}, {List(Front), List(Back)}),
    ?equal([2, 4], List(queue:filter(fun(X) -> X rem 2 =:= 0 end, Q))),
    ?equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], List(queue:filter(fun(X) -> [X, X] end, Q))),
    ?equal([4, 8], List(queue:filtermap(fun(X) -> X rem 2 =:= 0 andalso {true, X * 2} end, Q))),
    ?equal(15, queue:fold(fun(X, Sum) -> X + Sum end, 0, Q)),
    ?equal(true, queue:any(fun(X) -> X =:= 5 end, Q)),
    ?equal(false, queue:all(fun(X) -> X =:= 5 end, Q)),
    ?equal(true, queue:member(3, Q)),
    ?equal([1, 2, 4, 5], List(queue:delete(3, Q))),
    ?equal([1, 1], List(queue:delete_r(2, queue:from_list([1, 1, 2])))),
    ?equal([1, 2, 3], List(queue:snoc(queue:cons(1, queue:from_list([2])), 3))),
    ?equal(lists:seq(1, 1000), drain(lists:foldl(fun queue:in/2, queue:new(), lists:seq(1, 1000)))),
    ?fails(empty, queue:get(queue:new())),
    ?fails(empty, queue:drop(queue:new())),
    ?fails(badarg, queue:in(1, not_a_queue)),
    finish().

drain(Queue) ->
    case queue:out(Queue) of
        {{value, X}, Rest} -> [X | drain(Rest)];
        {empty, _} -> []
    end.
