%% SPDX-License-Identifier: Apache-2.0
%% Queues as pairs of lists, {Rear, Front}: the rear is kept last element first. As long as there
%% are two elements neither list is empty, so both ends are at hand.
-module(queue).
-moduledoc "Queues with two ends.".

-compile({no_auto_import, [get/1]}).

-export([all/2, any/2, delete/2, delete_r/2, delete_with/2, delete_with_r/2, drop/1, drop_r/1,
         filter/2, filtermap/2, fold/3, from_list/1, get/1, get_r/1, in/2, in_r/2, is_empty/1,
         is_queue/1, join/2, len/1, member/2, new/0, out/1, out_r/1, peek/1, peek_r/1,
         reverse/1, split/2, to_list/1]).
-export([cons/2, daeh/1, head/1, init/1, lait/1, last/1, liat/1, snoc/2, tail/1]).

-doc "The empty queue.".
new() -> {[], []}.

-doc "True for a queue.".
is_queue({Rear, Front}) -> is_list(Rear) andalso is_list(Front);
is_queue(_) -> false.

-doc "True for the empty queue.".
is_empty({[], []}) -> true;
is_empty({Rear, Front}) when is_list(Rear), is_list(Front) -> false;
is_empty(Queue) -> error(badarg, [Queue]).

-doc "The number of elements.".
len({Rear, Front}) when is_list(Rear), is_list(Front) -> length(Rear) + length(Front);
len(Queue) -> error(badarg, [Queue]).

-doc "The elements, front first.".
to_list({Rear, Front}) when is_list(Rear), is_list(Front) -> Front ++ lists:reverse(Rear);
to_list(Queue) -> error(badarg, [Queue]).

-doc "The queue of the elements of a list.".
from_list(List) when is_list(List) -> front(List);
from_list(List) -> error(badarg, [List]).

-doc "True when the element is in the queue.".
member(X, {Rear, Front}) when is_list(Rear), is_list(Front) ->
    lists:member(X, Rear) orelse lists:member(X, Front);
member(X, Queue) -> error(badarg, [X, Queue]).

%% Queues of a list that is all front, or all rear: the far half of a longer one is moved.
front([_, _ | _] = Front) ->
    {Front1, Rear} = lists:split((length(Front) + 1) div 2, Front),
    {lists:reverse(Rear), Front1};
front(Front) -> {[], Front}.

rear([_, _ | _] = Rear) ->
    {Rear1, Front} = lists:split((length(Rear) + 1) div 2, Rear),
    {Rear1, lists:reverse(Front)};
rear(Rear) -> {Rear, []}.

%%% The ends.

-doc "Puts an element at the rear.".
in(X, {[_] = Rear, []}) -> {[X], Rear};
in(X, {Rear, Front}) when is_list(Rear), is_list(Front) -> {[X | Rear], Front};
in(X, Queue) -> error(badarg, [X, Queue]).

-doc "Puts an element at the front.".
in_r(X, {[], [_] = Front}) -> {Front, [X]};
in_r(X, {Rear, Front}) when is_list(Rear), is_list(Front) -> {Rear, [X | Front]};
in_r(X, Queue) -> error(badarg, [X, Queue]).

-doc "{{value, Element}, Rest} with the element at the front, or {empty, Queue}.".
out({[], []} = Queue) -> {empty, Queue};
out({[X], []}) -> {{value, X}, {[], []}};
out({Rear, [X]}) when is_list(Rear) -> {{value, X}, rear(Rear)};
out({Rear, [X | Front]}) when is_list(Rear) -> {{value, X}, {Rear, Front}};
out({Rear, []}) when is_list(Rear) -> out(rear(Rear));
out(Queue) -> error(badarg, [Queue]).

-doc "{{value, Element}, Rest} with the element at the rear, or {empty, Queue}.".
out_r({[], []} = Queue) -> {empty, Queue};
out_r({[], [X]}) -> {{value, X}, {[], []}};
out_r({[X], Front}) when is_list(Front) -> {{value, X}, front(Front)};
out_r({[X | Rear], Front}) when is_list(Front) -> {{value, X}, {Rear, Front}};
out_r({[], Front}) when is_list(Front) -> out_r(front(Front));
out_r(Queue) -> error(badarg, [Queue]).

-doc "{value, Element} with the element at the front, or empty.".
peek(Queue) ->
    case out_of(Queue) of
        {empty, _} -> empty;
        {Value, _} -> Value
    end.

out_of({Rear, Front} = Queue) when is_list(Rear), is_list(Front) ->
    case Front of
        [X | _] -> {{value, X}, Queue};
        [] -> out(Queue)
    end;
out_of(Queue) -> error(badarg, [Queue]).

-doc "{value, Element} with the element at the rear, or empty.".
peek_r({Rear, Front}) when is_list(Rear), is_list(Front) ->
    case Rear of
        [X | _] -> {value, X};
        [] when Front =:= [] -> empty;
        [] -> {value, lists:last(Front)}
    end;
peek_r(Queue) -> error(badarg, [Queue]).

-doc "The element at the front of a queue that is not empty.".
get(Queue) ->
    case peek(Queue) of
        {value, X} -> X;
        empty -> error(empty, [Queue])
    end.

-doc "The element at the rear of a queue that is not empty.".
get_r(Queue) ->
    case peek_r(Queue) of
        {value, X} -> X;
        empty -> error(empty, [Queue])
    end.

-doc "The queue without the element at its front.".
drop(Queue) ->
    case out(Queue) of
        {empty, _} -> error(empty, [Queue]);
        {_, Rest} -> Rest
    end.

-doc "The queue without the element at its rear.".
drop_r(Queue) ->
    case out_r(Queue) of
        {empty, _} -> error(empty, [Queue]);
        {_, Rest} -> Rest
    end.

%%% Whole queues.

-doc "The queue from rear to front.".
reverse({Rear, Front}) when is_list(Rear), is_list(Front) -> {Front, Rear};
reverse(Queue) -> error(badarg, [Queue]).

-doc "The second queue behind the first.".
join({Rear, Front} = Queue1, {[], []}) when is_list(Rear), is_list(Front) -> Queue1;
join({[], []}, {Rear, Front} = Queue2) when is_list(Rear), is_list(Front) -> Queue2;
join({Rear1, Front1}, {Rear2, Front2})
  when is_list(Rear1), is_list(Front1), is_list(Rear2), is_list(Front2) ->
    join_lists(Rear2, Front1 ++ lists:reverse(Rear1, Front2));
join(Queue1, Queue2) -> error(badarg, [Queue1, Queue2]).

join_lists([], Front) -> front(Front);
join_lists(Rear, Front) -> {Rear, Front}.

-doc "The first N elements and the rest, as two queues.".
split(N, {Rear, Front} = Queue) when is_integer(N), N >= 0, is_list(Rear), is_list(Front) ->
    case N =< len(Queue) of
        true ->
            {First, Rest} = lists:split(N, to_list(Queue)),
            {front(First), front(Rest)};
        false -> error(badarg, [N, Queue])
    end;
split(N, Queue) -> error(badarg, [N, Queue]).

-doc "Filters: Fun returns true, false, or a list of elements to put in place.".
filter(Fun, {Rear, Front} = Queue) when is_function(Fun, 1), is_list(Rear), is_list(Front) ->
    front(filter_list(Fun, to_list(Queue)));
filter(Fun, Queue) -> error(badarg, [Fun, Queue]).

filter_list(Fun, [X | Rest]) ->
    case Fun(X) of
        true -> [X | filter_list(Fun, Rest)];
        false -> filter_list(Fun, Rest);
        List when is_list(List) -> List ++ filter_list(Fun, Rest)
    end;
filter_list(_Fun, []) -> [].

-doc "Maps and filters: Fun returns false, true, or {true, NewElement}.".
filtermap(Fun, {Rear, Front} = Queue) when is_function(Fun, 1), is_list(Rear), is_list(Front) ->
    front(lists:filtermap(Fun, to_list(Queue)));
filtermap(Fun, Queue) -> error(badarg, [Fun, Queue]).

-doc "Folds from front to rear: Fun(Element, Acc) gives the next Acc.".
fold(Fun, Acc, {Rear, Front}) when is_function(Fun, 2), is_list(Rear), is_list(Front) ->
    lists:foldr(Fun, lists:foldl(Fun, Acc, Front), Rear);
fold(Fun, Acc, Queue) -> error(badarg, [Fun, Acc, Queue]).

-doc "True when Pred is true of some element.".
any(Pred, {Rear, Front}) when is_function(Pred, 1), is_list(Rear), is_list(Front) ->
    lists:any(Pred, Front) orelse lists:any(Pred, Rear);
any(Pred, Queue) -> error(badarg, [Pred, Queue]).

-doc "True when Pred is true of each element.".
all(Pred, {Rear, Front}) when is_function(Pred, 1), is_list(Rear), is_list(Front) ->
    lists:all(Pred, Front) andalso lists:all(Pred, Rear);
all(Pred, Queue) -> error(badarg, [Pred, Queue]).

-doc "The queue without the first element that matches exactly.".
delete(X, Queue) -> delete_with(fun(Y) -> Y =:= X end, Queue).

-doc "The queue without the last element that matches exactly.".
delete_r(X, Queue) -> delete_with_r(fun(Y) -> Y =:= X end, Queue).

-doc "The queue without the first element of which Pred is true.".
delete_with(Pred, {Rear, Front} = Queue)
  when is_function(Pred, 1), is_list(Rear), is_list(Front) ->
    case without_first(Pred, to_list(Queue), []) of
        none -> Queue;
        List -> front(List)
    end;
delete_with(Pred, Queue) -> error(badarg, [Pred, Queue]).

without_first(Pred, [X | Rest], Seen) ->
    case Pred(X) of
        true -> lists:reverse(Seen, Rest);
        false -> without_first(Pred, Rest, [X | Seen])
    end;
without_first(_Pred, [], _Seen) -> none.

-doc "The queue without the last element of which Pred is true.".
delete_with_r(Pred, Queue) -> reverse(delete_with(Pred, reverse(Queue))).

%%% The names of Okasaki's API.

-doc "Puts an element at the front.".
cons(X, Queue) -> in_r(X, Queue).

-doc "The element at the front.".
head(Queue) -> get(Queue).

-doc "The queue without the element at its front.".
tail(Queue) -> drop(Queue).

-doc "Puts an element at the rear.".
snoc(Queue, X) -> in(X, Queue).

-doc "The element at the rear.".
daeh(Queue) -> get_r(Queue).

-doc "The element at the rear.".
last(Queue) -> get_r(Queue).

-doc "The queue without the element at its rear.".
liat(Queue) -> drop_r(Queue).

-doc "The queue without the element at its rear.".
lait(Queue) -> drop_r(Queue).

-doc "The queue without the element at its rear.".
init(Queue) -> drop_r(Queue).
