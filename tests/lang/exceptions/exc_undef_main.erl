%% Calling a function that does not exist, not caught.
-module(exc_undef_main).
-export([main/0]).

main() ->
    io:put_chars("calling\n"),
    not_there:at_all(1, "two").
