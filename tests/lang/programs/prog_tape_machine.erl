%% An interpreter for an eight-instruction tape language: hello world, echo.
-module(prog_tape_machine).
-export([main/0]).

main() ->
    run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.", ""),
    run(",[.,]", "echo\n"),
    io:nl().

run(Source, Input) -> exec(parse(Source, []), {[], 0, []}, Input).

parse([], Acc) -> lists:reverse(Acc);
parse([$] | T], Acc) -> {lists:reverse(Acc), T};
parse([$[ | T], Acc) -> {Body, Rest} = parse(T, []), parse(Rest, [{loop, Body} | Acc]);
parse([C | T], [{C, N} | Acc]) -> parse(T, [{C, N + 1} | Acc]);
parse([C | T], Acc) -> parse(T, [{C, 1} | Acc]).

exec([], Tape, In) -> {Tape, In};
exec([{loop, _} | Ops], {_, 0, _} = Tape, In) -> exec(Ops, Tape, In);
exec([{loop, Body} | _] = All, Tape, In) -> {Tape2, In2} = exec(Body, Tape, In), exec(All, Tape2, In2);
exec([{_, 0} | Ops], Tape, In) -> exec(Ops, Tape, In);
exec([{$+, N} | Ops], {L, C, R}, In) -> exec(Ops, {L, (C + N) band 255, R}, In);
exec([{$-, N} | Ops], {L, C, R}, In) -> exec(Ops, {L, (C - N) band 255, R}, In);
exec([{$>, N} | Ops], {L, C, []}, In) -> exec([{$>, N - 1} | Ops], {[C | L], 0, []}, In);
exec([{$>, N} | Ops], {L, C, [H | R]}, In) -> exec([{$>, N - 1} | Ops], {[C | L], H, R}, In);
exec([{$<, N} | Ops], {[], C, R}, In) -> exec([{$<, N - 1} | Ops], {[], 0, [C | R]}, In);
exec([{$<, N} | Ops], {[H | L], C, R}, In) -> exec([{$<, N - 1} | Ops], {L, H, [C | R]}, In);
exec([{$., N} | Ops], {_, C, _} = Tape, In) -> io:put_chars([C]), exec([{$., N - 1} | Ops], Tape, In);
exec([{$,, _} | Ops], {L, _, R}, []) -> exec(Ops, {L, 0, R}, []);
exec([{$,, _} | Ops], {L, _, R}, [C | In]) -> exec(Ops, {L, C, R}, In).
