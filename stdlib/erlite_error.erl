%% SPDX-License-Identifier: Apache-2.0
%% The text that a program prints for an exception that nobody caught.
-module(erlite_error).
-moduledoc "Describes exceptions for people.".

-export([format_exception/3, report_crash/1]).

-doc "Class and reason, what the reason means, and the calls that led there; ends in a newline.".
format_exception(Class, Reason, Stack) ->
    Head = "exception " ++ atom_to_list(Class) ++ ": ",
    {Shown, Calls} = case is_stack(Stack) of
                         true -> {Reason, Stack};
                         false -> {{Reason, Stack}, []}
                     end,
    [Head, term(Shown, length(Head) + 1), $\n, meaning(Class, Shown, Calls), calls(Calls)].

term(Term, Column) ->
    io_lib_pretty:print(Term, [{column, Column}, {line_length, 100}, {depth, 30},
                               {encoding, unicode}]).

is_stack([{Module, Function, Args, Info} | Rest])
  when is_atom(Module), is_atom(Function), is_integer(Args), is_list(Info);
       is_atom(Module), is_atom(Function), is_list(Args), is_list(Info) ->
    is_stack(Rest);
is_stack([{Fun, Args, Info} | Rest]) when is_function(Fun), is_list(Args), is_list(Info) ->
    is_stack(Rest);
is_stack(Rest) -> Rest =:= [].

-doc "Writes to standard error that this process ends by an exception, and exits.".
report_crash(Reason) ->
    {{Year, Month, Day}, {Hour, Minute, Second}} = erlang:localtime(),
    {_, _, Micro} = os:timestamp(),
    Name = element(Month, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                           "Nov", "Dec"}),
    Text = io_lib:format("=ERROR REPORT==== ~w-~s-~w::~2..0w:~2..0w:~2..0w.~6..0w ===~n"
                         "Error in process ~w with exit value:~n~tp~n~n",
                         [Day, Name, Year, Hour, Minute, Second, Micro, self(), Reason]),
    erlite_io:put_chars(stderr, unicode:characters_to_binary(Text)),
    exit(Reason).

%%% What the reason means.

meaning(error, Reason, Stack) ->
    case explain(Reason, Stack) of
        "" -> "";
        Text -> ["  ", Text, $\n]
    end;
meaning(throw, _Reason, _Stack) -> "  nothing caught what was thrown\n";
meaning(_Class, _Reason, _Stack) -> "".

explain(badarg, _Stack) -> "an argument has the wrong type or value";
explain(badarith, _Stack) -> "the operands do not suit the arithmetic operation";
explain({badmatch, _}, _Stack) -> "the value does not match the pattern on the left of =";
explain({case_clause, _}, _Stack) -> "no clause of the case expression matches the value";
explain({try_clause, _}, _Stack) -> "no clause after try ... of matches the value";
explain({else_clause, _}, _Stack) -> "no clause after else matches the value";
explain(if_clause, _Stack) -> "no condition of the if expression is true";
explain(function_clause, _Stack) -> "no clause of the function matches the arguments";
explain(undef, [{Module, Function, Args, _} | _]) -> missing(Module, Function, arity(Args));
explain({badfun, _}, _Stack) -> "what is called is not a function";
explain({badarity, {Fun, Args}}, _Stack) when is_function(Fun), is_list(Args) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    io_lib:format("~tw takes ~s, but was called with ~b",
                  [Fun, count(Arity), length(Args)]);
explain({badmap, _}, _Stack) -> "this is not a map";
explain({badrecord, _}, _Stack) -> "this is not a record of that name";
explain({badkey, _}, _Stack) -> "the map does not have this key";
explain({bad_generator, _}, _Stack) -> "this is not what the generator can go through";
explain({bad_filter, _}, _Stack) -> "a filter is neither true nor false";
explain({nocatch, _}, _Stack) -> "nothing caught what was thrown";
explain(system_limit, _Stack) -> "a limit of the system has been reached";
explain(timeout_value, _Stack) -> "the time of after is neither a number nor infinity";
explain(_Reason, _Stack) -> "".

count(1) -> "one argument";
count(N) -> integer_to_list(N) ++ " arguments".

missing(Module, Function, Arity) ->
    case is_module(Module) of
        true ->
            io_lib:format("module ~tw has no exported function ~tw/~b",
                          [Module, Function, Arity]);
        false -> io_lib:format("there is no module ~tw", [Module])
    end.

%% The module erlang is in C only.
is_module(erlang) -> true;
is_module(Module) ->
    try Module:module_info(module) of
        _ -> true
    catch error:_ -> false
    end.

arity(Args) when is_list(Args) -> length(Args);
arity(Arity) -> Arity.

%%% The calls.

calls([Call | Rest]) -> [call("  in function  ", Call) | callers(Rest)];
calls([]) -> [].

callers(Rest) -> [call("  in call from ", Call) || Call <- Rest].

call(Prefix, {Fun, Args, Info}) ->
    [Prefix, io_lib:write(Fun), place(Info), called_as("the function", Args), $\n];
call(Prefix, {Module, Function, Args, Info}) ->
    Name = io_lib:format("~tw:~tw", [Module, Function]),
    [Prefix, Name, $/, integer_to_list(arity(Args)), place(Info), called_as(Name, Args), $\n].

place(Info) ->
    case {lists:keyfind(file, 1, Info), lists:keyfind(line, 1, Info)} of
        {{file, File}, {line, Line}} -> io_lib:format(" (~ts, line ~w)", [File, Line]);
        _ -> ""
    end.

called_as(Name, Args) when is_list(Args) ->
    Column = length("     called as ") + io_lib:chars_length(Name) + 2,
    ["\n     called as ", Name, $(, arguments(Args, Column), $)];
called_as(_Name, _Arity) -> "".

%% Each argument on a line of its own, unless all of them fit on one.
arguments(Args, Column) ->
    Chars = [lists:flatten(term(Arg, Column)) || Arg <- Args],
    Lines = lists:member($\n, lists:append(Chars)),
    Width = lists:sum([length(C) + 1 || C <- Chars]),
    case Lines orelse Column + Width > 100 of
        true -> lists:join([",\n" | lists:duplicate(Column - 1, $\s)], Chars);
        false -> lists:join($,, Chars)
    end.
