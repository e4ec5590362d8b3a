%% SPDX-License-Identifier: Apache-2.0
%% Input and output of text. A device is standard_io, user or the group leader (standard output and
%% input), standard_error, or another process that serves io requests.
-module(io).
-moduledoc "Input and output of text.".

-export([columns/0, columns/1, format/1, format/2, format/3, fread/2, fread/3, fwrite/1,
         fwrite/2, fwrite/3, get_chars/2, get_chars/3, get_line/1, get_line/2, getopts/0,
         getopts/1, nl/0, nl/1,
         printable_range/0, put_chars/1, put_chars/2, request/1, request/2, rows/0, rows/1,
         setopts/1, setopts/2, write/1, write/2]).

%%% Output.

-doc "Prints a format string without arguments.".
format(Format) -> print(group_leader(), io_lib, format, [Format, []], [Format]).

-doc "Prints a format string with its arguments put in.".
format(Format, Args) -> print(group_leader(), io_lib, format, [Format, Args], [Format, Args]).

-doc "As format/2, on a device.".
format(Device, Format, Args) ->
    print(Device, io_lib, format, [Format, Args], [Device, Format, Args]).

-doc "The same as format/1.".
fwrite(Format) -> print(group_leader(), io_lib, format, [Format, []], [Format]).

-doc "The same as format/2.".
fwrite(Format, Args) -> print(group_leader(), io_lib, format, [Format, Args], [Format, Args]).

-doc "The same as format/3.".
fwrite(Device, Format, Args) ->
    print(Device, io_lib, format, [Format, Args], [Device, Format, Args]).

-doc "Prints a term on one line, without regard to strings.".
write(Term) -> print(group_leader(), io_lib, write, [Term], [Term]).

-doc "As write/1, on a device.".
write(Device, Term) -> print(Device, io_lib, write, [Term], [Device, Term]).

-doc "Prints characters: a deep list of code points and UTF-8 binaries.".
put_chars(Chars) -> put(group_leader(), Chars, [Chars]).

-doc "As put_chars/1, on a device.".
put_chars(Device, Chars) -> put(Device, Chars, [Device, Chars]).

-doc "Prints a newline.".
nl() -> put(group_leader(), "\n", []).

-doc "As nl/0, on a device.".
nl(Device) -> put(Device, "\n", [Device]).

print(Device, Module, Function, FormatArgs, Args) ->
    try apply(Module, Function, FormatArgs) of
        Chars -> put(Device, Chars, Args)
    catch error:_ -> error(badarg, Args)
    end.

put(Device, Chars, Args) ->
    case unicode:characters_to_binary(Chars) of
        Binary when is_binary(Binary) -> put_binary(output(Device), Binary, Args);
        _ -> error(badarg, Args)
    end.

put_binary(Pid, Binary, Args) when is_pid(Pid) ->
    case served(Pid, {put_chars, unicode, Binary}) of
        {error, terminated} -> error(terminated, Args);
        {error, _} -> error(badarg, Args);
        Reply -> Reply
    end;
put_binary(Stream, Binary, Args) ->
    case erlite_io:put_chars(Stream, Binary) of
        ok -> ok;
        {error, Reason} -> error(Reason, Args)
    end.

output(standard_error) -> stderr;
output(Device) -> device(Device, stdout).

input(Device) -> device(Device, stdin).

device(Device, Stream) when Device =:= standard_io; Device =:= user -> Stream;
device(Pid, Stream) when is_pid(Pid) ->
    case group_leader() of
        Pid -> Stream;
        _ -> Pid
    end;
device(Name, _Stream) when is_atom(Name) ->
    case whereis(Name) of
        undefined -> error(badarg);
        Pid -> Pid
    end.

%%% Input.

%% What io:fread/2 has read of standard input and not used is kept in the process dictionary, where
%% the next reading begins.
-define(UNREAD, '$io_unread').

-doc "A line of standard input with its newline, or eof; the prompt is printed first.".
get_line(Prompt) -> get_line(group_leader(), Prompt).

-doc "As get_line/1, from a device.".
get_line(Device, Prompt) ->
    case input(Device) of
        stdin ->
            Stream = prompted(Prompt),
            case erase(?UNREAD) of
                Chars when is_list(Chars), Chars =/= [] -> unread_line(Chars, Stream);
                _ -> text(erlite_io:get_line(Stream))
            end;
        Pid -> served(Pid, {get_line, unicode, Prompt})
    end.

unread_line(Chars, Stream) ->
    case lists:splitwith(fun(C) -> C =/= $\n end, Chars) of
        {Line, [$\n | Rest]} ->
            put(?UNREAD, Rest),
            Line ++ "\n";
        {Line, []} ->
            case text(erlite_io:get_line(Stream)) of
                Rest when is_list(Rest) -> Line ++ Rest;
                _ -> Line
            end
    end.

-doc "Up to N characters of standard input, or eof; the prompt is printed first.".
get_chars(Prompt, N) -> get_chars(group_leader(), Prompt, N).

-doc "As get_chars/2, from a device.".
get_chars(Device, Prompt, N) when is_integer(N), N >= 0 ->
    case input(Device) of
        stdin ->
            Stream = prompted(Prompt),
            case erase(?UNREAD) of
                Chars when is_list(Chars), Chars =/= [] -> unread_chars(Chars, N, Stream);
                _ -> text(erlite_io:get_chars(Stream, N))
            end;
        Pid -> served(Pid, {get_chars, unicode, Prompt, N})
    end.

unread_chars(Chars, N, Stream) ->
    case length(Chars) of
        Len when Len >= N ->
            {Front, Rest} = lists:split(N, Chars),
            put(?UNREAD, Rest),
            Front;
        Len ->
            case text(erlite_io:get_chars(Stream, N - Len)) of
                Rest when is_list(Rest) -> Chars ++ Rest;
                _ -> Chars
            end
    end.

-doc "{ok, Terms} that a format string describes, from standard input; eof or an error.".
fread(Prompt, Format) -> fread(group_leader(), Prompt, Format).

-doc "As fread/2, from a device.".
fread(Device, Prompt, Format) ->
    case input(Device) of
        stdin -> fread_lines([], Device, Prompt, Format);
        Pid -> served(Pid, {fread, Prompt, Format})
    end.

fread_lines(Continuation, Device, Prompt, Format) ->
    case get_line(Device, Prompt) of
        {error, _} = Error -> Error;
        Line ->
            case io_lib:fread(Continuation, Line, Format) of
                {done, Result, Rest} ->
                    put(?UNREAD, Rest),
                    Result;
                {more, Continuation1} -> fread_lines(Continuation1, Device, Prompt, Format)
            end
    end.

prompted(Prompt) ->
    _ = erlite_io:put_chars(stdout, unicode:characters_to_binary(
                                      io_lib:format_prompt(Prompt, unicode))),
    stdin.

text(Binary) when is_binary(Binary) ->
    case unicode:characters_to_list(Binary) of
        Chars when is_list(Chars) -> Chars;
        _ -> {error, {no_translation, unicode, unicode}}
    end;
text(EofOrError) -> EofOrError.

%%% Devices.

-doc "Sends a request to the default device and waits for the reply.".
request(Request) -> request(group_leader(), Request).

-doc "Sends a request to a device and waits for the reply.".
request(Device, {put_chars, _Encoding, Chars}) -> put_chars(Device, Chars);
request(Device, {put_chars, _Encoding, Module, Function, Args}) ->
    put_chars(Device, apply(Module, Function, Args));
request(Device, {get_line, _Encoding, Prompt}) -> get_line(Device, Prompt);
request(Device, {get_chars, _Encoding, Prompt, N}) -> get_chars(Device, Prompt, N);
request(Device, Request) ->
    case input(Device) of
        stdin -> {error, request};
        Pid -> served(Pid, Request)
    end.

served(Pid, Request) ->
    Ref = monitor(process, Pid),
    Pid ! {io_request, self(), Ref, Request},
    receive
        {io_reply, Ref, Reply} ->
            demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, process, Pid, _Reason} -> {error, terminated}
    end.

-doc "{ok, N} for the columns of the terminal, or {error, enotsup}.".
columns() -> columns(group_leader()).

-doc "As columns/0, of a device.".
columns(Device) -> geometry(Device, columns).

-doc "{ok, N} for the rows of the terminal, or {error, enotsup}.".
rows() -> rows(group_leader()).

-doc "As rows/0, of a device.".
rows(Device) -> geometry(Device, rows).

geometry(Device, What) ->
    case request(Device, {get_geometry, What}) of
        N when is_integer(N), N > 0 -> {ok, N};
        _ -> {error, enotsup}
    end.

-doc "The options of the default device.".
getopts() -> getopts(group_leader()).

-doc "The options of a device.".
getopts(Device) ->
    case input(Device) of
        stdin -> [{binary, false}, {encoding, unicode}];
        Pid -> served(Pid, getopts)
    end.

-doc "Changes options of the default device.".
setopts(Options) -> setopts(group_leader(), Options).

-doc "Changes options of a device; standard input and output are always lists and Unicode.".
setopts(Device, Options) ->
    case input(Device) of
        stdin ->
            case [Option || Option <- Options, not is_default(Option)] of
                [] -> ok;
                _ -> {error, enotsup}
            end;
        Pid -> served(Pid, {setopts, Options})
    end.

is_default(list) -> true;
is_default({binary, false}) -> true;
is_default({encoding, Encoding}) -> Encoding =:= unicode orelse Encoding =:= utf8;
is_default(_) -> false.

-doc "Which characters ~tp takes for readable: latin1 or unicode.".
printable_range() -> latin1.
