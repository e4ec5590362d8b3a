-module(rej_binary).
-export([main/0]).

main() ->
    <<A:b/binary, _/binary>> = <<1>>,
    <<X/nosuchtype>> = <<2>>,
    {A, X}.
