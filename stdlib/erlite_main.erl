%% SPDX-License-Identifier: Apache-2.0
%% Runs a program: calls the main function of a module and turns its end into an exit code.
-module(erlite_main).
-moduledoc "Runs the main function of a module.".

-export([start/2, run/2]).

-doc "Runs Module as run/2 does, then halts with its exit code.".
start(Module, Args) -> erlang:halt(run(Module, Args)).

-doc "Calls Module:main/1 with the arguments, or main/0; 0, or 1 after an uncaught exception.".
run(Module, Args) ->
    try call(Module, exports(Module), Args) of
        no_main ->
            report(io_lib:format("erlite: module ~tw exports neither main/1 nor main/0\n",
                                 [Module])),
            1;
        _Result -> 0
    catch
        Class:Reason:Stack ->
            report(erlite_error:format_exception(Class, Reason, program_calls(Stack))),
            1
    end.

exports(Module) ->
    try Module:module_info(exports)
    catch error:undef -> none
    end.

%% A module that cannot be loaded is called all the same, for its undef.
call(Module, none, Args) -> Module:main(Args);
call(Module, Exports, Args) ->
    case {lists:member({main, 1}, Exports), lists:member({main, 0}, Exports)} of
        {true, _} -> Module:main(Args);
        {false, true} -> Module:main();
        {false, false} -> no_main
    end.

%% The calls of the program, without those of this module that led to it.
program_calls(Stack) ->
    lists:takewhile(fun(Call) -> element(1, Call) =/= ?MODULE end, Stack).

report(Chars) ->
    case unicode:characters_to_binary(Chars) of
        Binary when is_binary(Binary) -> ok;
        _ -> Binary = iolist_to_binary(io_lib:format("~w\n", [Chars]))
    end,
    erlite_io:put_chars(stderr, Binary).
