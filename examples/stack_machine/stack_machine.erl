%% SPDX-License-Identifier: Apache-2.0
%% A compiler for a small language and the stack machine that runs what it makes.
%%
%%     erlite run stack_machine.erl program.calc
%%
%% The language has numbers, variables, functions, `if`, `while`, assignment, `print` and
%% `return`:
%%
%%     fun gcd(a, b) { while b != 0 { let t = a % b; a = b; b = t; } return a; }
%%     print gcd(1071, 462);
%%
%% Text becomes tokens, tokens a tree, the tree (with its constant parts computed) a list of
%% instructions with symbolic labels, and that a tuple of instructions with addresses, which the
%% machine can index. The program prints the instructions of each function, then what they
%% compute, then how many steps that took.
-module(stack_machine).
-export([main/1]).

-record(code, {label = 0, locals = #{}}).

main([File]) ->
    {ok, Text} = file:read_file(File),
    try
        Functions = compile(binary_to_list(Text)),
        [list_function(F) || F <- lists:sort(maps:to_list(Functions))],
        io:format("--- output~n"),
        io:format("--- ~w steps~n", [run(Functions)])
    catch
        throw:{line, Line, Why} -> io:format("~s:~w: ~s~n", [File, Line, Why]), halt(1);
        throw:Why -> io:format("~s: ~s~n", [File, Why]), halt(1)
    end.

compile(Text) ->
    {Definitions, Statements} = parse_program(scan(Text, 1), [], []),
    Main = {"main", [], Statements},
    All = [Main | Definitions],
    Arities = maps:from_list([{Name, length(Params)} || {Name, Params, _} <- All]),
    #{Name => compile_function(Params, Body, Arities) || {Name, Params, Body} <- All}.

%% -----------------------------------------------------------------------------------------------
%% Scanner: a token is {Kind, Value, Line}

scan([], _) -> [];
scan([$\n | T], L) -> scan(T, L + 1);
scan([C | T], L) when C =:= $\s; C =:= $\t -> scan(T, L);
scan([$# | T], L) -> scan(lists:dropwhile(fun(C) -> C =/= $\n end, T), L);
scan([C | _] = S, L) when C >= $0, C =< $9 ->
    {Digits, T} = lists:splitwith(fun(D) -> D >= $0 andalso D =< $9 end, S),
    [{number, list_to_integer(Digits), L} | scan(T, L)];
scan([C | _] = S, L) when C >= $a, C =< $z ->
    {Name, T} = lists:splitwith(fun(D) -> D >= $a andalso D =< $z orelse D =:= $_ end, S),
    Kind = case lists:member(Name, ["fun", "if", "else", "while", "let", "print", "return"]) of
               true -> keyword;
               false -> name
           end,
    [{Kind, Name, L} | scan(T, L)];
scan([A, $= | T], L) when A =:= $=; A =:= $!; A =:= $<; A =:= $> -> [{op, [A, $=], L} | scan(T, L)];
scan([C | T], L) ->
    lists:member(C, "+-*/%<>=(){},;")
        orelse throw({line, L, io_lib:format("strange character ~c", [C])}),
    [{op, [C], L} | scan(T, L)].

%% -----------------------------------------------------------------------------------------------
%% Parser: recursive descent; operators by precedence

parse_program([], Functions, Statements) ->
    {lists:reverse(Functions), lists:reverse(Statements)};
parse_program([{keyword, "fun", _}, {name, Name, _} | T0], Functions, Statements) ->
    {Params, T1} = parse_parameters(expect("(", T0)),
    {Body, T2} = parse_block(T1),
    parse_program(T2, [{Name, Params, Body} | Functions], Statements);
parse_program(Tokens, Functions, Statements) ->
    {S, T} = parse_statement(Tokens),
    parse_program(T, Functions, [S | Statements]).

parse_parameters([{op, ")", _} | T]) -> {[], T};
parse_parameters([{name, P, _}, {op, ",", _} | T]) ->
    {Ps, Rest} = parse_parameters(T),
    {[P | Ps], Rest};
parse_parameters([{name, P, _} | T]) -> {[P], expect(")", T)};
parse_parameters(T) -> unexpected(T).

parse_block(T) -> parse_statements(expect("{", T), []).

parse_statements([{op, "}", _} | T], Acc) -> {lists:reverse(Acc), T};
parse_statements(T, Acc) -> {S, Rest} = parse_statement(T), parse_statements(Rest, [S | Acc]).

parse_statement([{keyword, "let", _}, {name, V, L} | T]) ->
    end_statement(fun(E) -> {'let', V, E, L} end, expect("=", T));
parse_statement([{name, V, L}, {op, "=", _} | T]) ->
    end_statement(fun(E) -> {assign, V, E, L} end, T);
parse_statement([{keyword, "print", _} | T]) ->
    end_statement(fun(E) -> {print, E} end, T);
parse_statement([{keyword, "return", _} | T]) ->
    end_statement(fun(E) -> {return, E} end, T);
parse_statement([{keyword, "while", _} | T]) ->
    {Condition, T1} = parse_expression(T, 0),
    {Body, T2} = parse_block(T1),
    {{while, Condition, Body}, T2};
parse_statement([{keyword, "if", _} | T]) ->
    {Condition, T1} = parse_expression(T, 0),
    {Then, T2} = parse_block(T1),
    case T2 of
        [{keyword, "else", _}, {keyword, "if", _} | _] ->
            {Else, T3} = parse_statement(tl(T2)),
            {{'if', Condition, Then, [Else]}, T3};
        [{keyword, "else", _} | T3] ->
            {Else, T4} = parse_block(T3),
            {{'if', Condition, Then, Else}, T4};
        _ ->
            {{'if', Condition, Then, []}, T2}
    end;
parse_statement(T) ->
    end_statement(fun(E) -> {drop, E} end, T).

end_statement(Make, T) -> {E, Rest} = parse_expression(T, 0), {Make(E), expect(";", Rest)}.

parse_expression(T, Min) -> {Left, Rest} = parse_operand(T), parse_operators(Left, Rest, Min).

parse_operators(Left, [{op, Op, _} | T] = All, Min) ->
    case precedence(Op) of
        P when P > Min ->
            {Right, Rest} = parse_expression(T, P),
            parse_operators(fold_constant(Op, Left, Right), Rest, Min);
        _ ->
            {Left, All}
    end;
parse_operators(Left, T, _) ->
    {Left, T}.

parse_operand([{number, N, _} | T]) -> {{number, N}, T};
parse_operand([{name, F, L}, {op, "(", _} | T]) ->
    {Args, Rest} = parse_arguments(T),
    {{call, F, Args, L}, Rest};
parse_operand([{name, V, L} | T]) -> {{variable, V, L}, T};
parse_operand([{op, "-", _} | T]) ->
    {E, Rest} = parse_operand(T),
    {fold_constant("-", {number, 0}, E), Rest};
parse_operand([{op, "(", _} | T]) ->
    {E, Rest} = parse_expression(T, 0),
    {E, expect(")", Rest)};
parse_operand(T) -> unexpected(T).

parse_arguments([{op, ")", _} | T]) -> {[], T};
parse_arguments(T) ->
    case parse_expression(T, 0) of
        {E, [{op, ",", _} | Rest]} -> {Es, Rest2} = parse_arguments(Rest), {[E | Es], Rest2};
        {E, Rest} -> {[E], expect(")", Rest)}
    end.

precedence(Op) when Op =:= "=="; Op =:= "!=" -> 1;
precedence(Op) when Op =:= "<"; Op =:= ">"; Op =:= "<="; Op =:= ">=" -> 2;
precedence(Op) when Op =:= "+"; Op =:= "-" -> 3;
precedence(Op) when Op =:= "*"; Op =:= "/"; Op =:= "%" -> 4;
precedence(_) -> 0.

%% An operation on two numbers is done now, unless it would fail: that error belongs to the run.
fold_constant(Op, {number, A}, {number, B}) when B =/= 0; Op =/= "/", Op =/= "%" ->
    {number, compute(Op, A, B)};
fold_constant(Op, A, B) -> {operator, Op, A, B}.

expect(Op, [{op, Op, _} | T]) -> T;
expect(Op, [{_, V, L} | _]) -> throw({line, L, io_lib:format("expected ~s before ~p", [Op, V])});
expect(Op, []) -> throw(io_lib:format("expected ~s at the end", [Op])).

unexpected([{_, V, L} | _]) -> throw({line, L, io_lib:format("did not expect ~p here", [V])});
unexpected([]) -> throw("the program ends too early").

%% -----------------------------------------------------------------------------------------------
%% Code generation: nested lists of instructions with labels, then flattened and resolved

compile_function(Params, Body, Functions) ->
    Locals = maps:from_list(lists:zip(Params, lists:seq(0, length(Params) - 1))),
    {Code, State} = statements(Body, #code{locals = Locals}, Functions),
    Flat = lists:flatten([Code, {push, 0}, return]),
    {length(Params), map_size(State#code.locals), list_to_tuple(resolve(Flat))}.

statements(Ss, State, Fs) -> lists:mapfoldl(fun(S, St) -> statement(S, St, Fs) end, State, Ss).

statement({'let', V, E, L}, #code{locals = Locals} = State, Fs) ->
    is_map_key(V, Locals) andalso throw({line, L, ["variable ", V, " exists already"]}),
    Slot = map_size(Locals),
    {[expression(E, State, Fs), {store, Slot}], State#code{locals = Locals#{V => Slot}}};
statement({assign, V, E, L}, State, Fs) ->
    {[expression(E, State, Fs), {store, slot(V, L, State)}], State};
statement({print, E}, State, Fs) ->
    {[expression(E, State, Fs), print], State};
statement({return, {call, F, Args, L}}, State, Fs) ->
    {[arguments(F, Args, L, State, Fs), {tail_call, F}], State};
statement({return, E}, State, Fs) ->
    {[expression(E, State, Fs), return], State};
statement({drop, E}, State, Fs) ->
    {[expression(E, State, Fs), drop], State};
statement({while, Condition, Body}, #code{label = N} = State, Fs) ->
    {Code, State2} = statements(Body, State#code{label = N + 2}, Fs),
    {[{label, N}, expression(Condition, State, Fs), {jump_if_zero, N + 1},
      Code, {jump, N},
      {label, N + 1}], State2};
statement({'if', Condition, Then, Else}, #code{label = N} = State, Fs) ->
    {ThenCode, State2} = statements(Then, State#code{label = N + 2}, Fs),
    {ElseCode, State3} = statements(Else, State2, Fs),
    {[expression(Condition, State, Fs), {jump_if_zero, N},
      ThenCode, {jump, N + 1},
      {label, N}, ElseCode,
      {label, N + 1}], State3}.

expression({number, N}, _, _) -> {push, N};
expression({variable, V, L}, State, _) -> {load, slot(V, L, State)};
expression({operator, Op, A, B}, State, Fs) ->
    [expression(A, State, Fs), expression(B, State, Fs), {op, Op}];
expression({call, F, Args, L}, State, Fs) ->
    [arguments(F, Args, L, State, Fs), {call, F}].

arguments(F, Args, L, State, Fs) ->
    case Fs of
        #{F := Arity} when Arity =:= length(Args) -> [expression(A, State, Fs) || A <- Args];
        #{F := Arity} -> throw({line, L, io_lib:format("~s takes ~w arguments", [F, Arity])});
        #{} -> throw({line, L, ["no function ", F]})
    end.

slot(V, L, #code{locals = Locals}) ->
    case Locals of
        #{V := Slot} -> Slot;
        #{} -> throw({line, L, ["no variable ", V]})
    end.

%% Labels vanish; jumps get the address, counted from 1, of the instruction that follows the
%% label.
resolve(Code) ->
    {Plain, Addresses} = lists:foldl(
        fun({label, N}, {Acc, Known}) -> {Acc, Known#{N => length(Acc) + 1}};
           (I, {Acc, Known}) -> {[I | Acc], Known}
        end, {[], #{}}, Code),
    [case I of
         {Jump, N} when Jump =:= jump; Jump =:= jump_if_zero -> {Jump, maps:get(N, Addresses)};
         _ -> I
     end || I <- lists:reverse(Plain)].

list_function({Name, {_, Slots, Code}}) ->
    io:format("~s (~w variables)~n", [Name, Slots]),
    [io:format("~4w  ~s~n", [N, show(element(N, Code))]) || N <- lists:seq(1, tuple_size(Code))].

show({op, Op}) -> ["op ", Op];
show({Name, F}) when is_list(F) -> io_lib:format("~w ~s", [Name, F]);
show({Name, N}) -> io_lib:format("~w ~w", [Name, N]);
show(Name) -> atom_to_list(Name).

%% -----------------------------------------------------------------------------------------------
%% The machine: code and program counter, operand stack, variables, frames of the callers,
%% functions, and how many steps were made

run(Functions) ->
    {0, Slots, Code} = maps:get("main", Functions),
    step(element(1, Code), Code, 1, [], erlang:make_tuple(Slots, 0), [], Functions, 1).

step({push, N}, C, Pc, S, V, Fr, Fs, K) -> next(C, Pc, [N | S], V, Fr, Fs, K);
step({load, I}, C, Pc, S, V, Fr, Fs, K) -> next(C, Pc, [element(I + 1, V) | S], V, Fr, Fs, K);
step({store, I}, C, Pc, [X | S], V, Fr, Fs, K) ->
    next(C, Pc, S, setelement(I + 1, V, X), Fr, Fs, K);
step({op, Op}, C, Pc, [B, A | S], V, Fr, Fs, K) ->
    next(C, Pc, [compute(Op, A, B) | S], V, Fr, Fs, K);
step({jump, To}, C, _, S, V, Fr, Fs, K) -> goto(C, To, S, V, Fr, Fs, K);
step({jump_if_zero, To}, C, _, [0 | S], V, Fr, Fs, K) -> goto(C, To, S, V, Fr, Fs, K);
step({jump_if_zero, _}, C, Pc, [_ | S], V, Fr, Fs, K) -> next(C, Pc, S, V, Fr, Fs, K);
step(print, C, Pc, [X | S], V, Fr, Fs, K) -> io:format("~w~n", [X]), next(C, Pc, S, V, Fr, Fs, K);
step(drop, C, Pc, [_ | S], V, Fr, Fs, K) -> next(C, Pc, S, V, Fr, Fs, K);
step({call, F}, C, Pc, S, V, Fr, Fs, K) -> enter(F, S, [{C, Pc, V} | Fr], Fs, K);
step({tail_call, F}, _, _, S, _, Fr, Fs, K) -> enter(F, S, Fr, Fs, K);
step(return, _, _, S, _, [{C, Pc, V} | Fr], Fs, K) -> next(C, Pc, S, V, Fr, Fs, K);
step(return, _, _, _, _, [], _, K) -> K.

next(C, Pc, S, V, Fr, Fs, K) -> goto(C, Pc + 1, S, V, Fr, Fs, K).

goto(C, Pc, S, V, Fr, Fs, K) -> step(element(Pc, C), C, Pc, S, V, Fr, Fs, K + 1).

%% The arguments are on the stack, the last on top; they become the first variables of the
%% function.
enter(F, Stack, Frames, Functions, K) ->
    {Arity, Slots, Code} = maps:get(F, Functions),
    {Args, Rest} = lists:split(Arity, Stack),
    Variables = list_to_tuple(lists:reverse(Args) ++ lists:duplicate(Slots - Arity, 0)),
    goto(Code, 1, Rest, Variables, Frames, Functions, K).

compute("+", A, B) -> A + B;
compute("-", A, B) -> A - B;
compute("*", A, B) -> A * B;
compute("/", _, 0) -> throw("division by zero");
compute("%", _, 0) -> throw("division by zero");
compute("/", A, B) -> A div B;
compute("%", A, B) -> A rem B;
compute("==", A, B) -> truth(A =:= B);
compute("!=", A, B) -> truth(A =/= B);
compute("<", A, B) -> truth(A < B);
compute(">", A, B) -> truth(A > B);
compute("<=", A, B) -> truth(A =< B);
compute(">=", A, B) -> truth(A >= B).

truth(true) -> 1;
truth(false) -> 0.
